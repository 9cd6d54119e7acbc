"""What a person decided or corrected: history that is added to, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.page import Box


class Act(StrEnum):
    """What an edit does."""

    KIND = "kind"
    SUBKIND = "subkind"
    TENURE = "tenure"
    FIELD = "field"
    PERSON = "person"
    HOUSEHOLD = "household"
    COUNT = "count"
    PAGES = "pages"
    SEND = "send"
    APPROVE = "approve"
    RETURN = "return"
    CLOSE = "close"
    JOIN = "join"
    FORWARD = "forward"
    ASK = "ask"
    ANSWER = "answer"
    UNDO = "undo"


VERDICTS = frozenset({Act.APPROVE, Act.RETURN, Act.CLOSE, Act.JOIN})
"""What is said of a letter as a whole: a later change of it needs to be said anew."""

NOTES = frozenset({Act.FORWARD, Act.ASK, Act.ANSWER})
"""What is only noted: it changes nothing of the letter, and what was said of it holds."""

_LIGHT = VERDICTS | NOTES | {Act.UNDO}
"""What changes nothing of the letter itself."""

MISDIRECTED = "other_municipality"
"""The value of a ``close`` that says that the letter is another municipality's."""

NOT_OURS = "not_ours"
"""The value of a ``close`` that says that the letter is no matter of the social services."""

CLOSINGS = ("", MISDIRECTED, NOT_OURS)
"""Why a letter goes to no unit; empty where the reason alone says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One act of one person on one letter; edits are applied in order, the last of a kind wins.

    ``at`` is ISO 8601 with zone; ``target`` the field's name for ``field`` and the party's or the
    list row's index for ``person``; ``value`` is the new value as text: a kind, a field's value, a
    personnummer, for ``household`` ``no_minor``, ``minors`` (there are children, not known which)
    or the children's numbers parted by commas, for ``count`` the number of earlier letters, for
    ``pages`` the pages' numbers parted by commas, for ``send`` the ids of the units that get the
    letter by the person's own decision, empty where the routine decides after all.
    ``approve`` accepts the case as it stands after the edits before it; ``return`` takes an
    approval back; ``close`` ends a letter that goes nowhere (``value`` one of CLOSINGS, ``target``
    the other municipality); ``join`` ends one whose pages are another letter's (``value``) now;
    ``forward`` notes that a misdirected letter was sent on; ``ask`` asks ``target`` the question
    in ``reason``, ``answer`` answers it; ``undo`` takes back the action named by ``target``.
    ``revision`` is the revision that the person saw. ``action`` names all edits that were made at
    once; ``box`` is the place on the scan that a value was taken from.
    """

    act: Act
    by: str
    at: str
    reason: str
    target: str = ""
    value: str = ""
    revision: int = 0
    action: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """The edits that somebody made at once, and whether they were taken back."""

    name: str
    edits: tuple[Edit, ...]
    undone: bool


def actions(edits: Iterable[Edit]) -> tuple[Action, ...]:
    """What people did, in order; edits without an action's name are left out."""
    made = tuple(edits)
    names = dict.fromkeys(edit.action for edit in made if edit.action)
    undone = _undone(made)
    return tuple(
        Action(
            name=name,
            edits=tuple(edit for edit in made if edit.action == name),
            undone=name in undone,
        )
        for name in names
    )


def is_undoing(edits: Iterable[Edit], name: str) -> bool:
    """Whether the action of that name took another one back: undoing it does that one again."""
    return any(edit.action == name and edit.act is Act.UNDO for edit in edits)


def _undone(edits: Sequence[Edit]) -> dict[str, int]:
    """The actions that were taken back, each with the place of the edit that did it.

    An undoing that was itself undone takes nothing back.
    """
    found: dict[str, int] = {}
    for place in reversed(range(len(edits))):
        edit = edits[place]
        if edit.act is Act.UNDO and edit.target and edit.action not in found:
            found.setdefault(edit.target, place)
    return found


def in_force(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that hold: without what was undone, and without the undoings themselves.

    Where a change is undone, what was said of the whole letter after that change, and before it
    was undone, holds no more: it was said of something else.
    """
    undone = _undone(edits)
    shaken = [
        range(place, undone[edit.action])
        for place, edit in enumerate(edits)
        if edit.action in undone and edit.act not in _LIGHT
    ]
    return tuple(
        edit
        for place, edit in enumerate(edits)
        if edit.act is not Act.UNDO
        and edit.action not in undone
        and not (edit.act in VERDICTS and any(place in span for span in shaken))
    )


def is_closed(edits: Iterable[Edit]) -> bool:
    """Whether a person ended the letter without sending it, and nobody opened it since."""
    return _ended(edits) is not None


def joined_to(edits: Iterable[Edit]) -> str:
    """The id of the letter that has this one's pages now; empty where it has its own."""
    end = _ended(edits)
    return end.value if end is not None and end.act is Act.JOIN else ""


def _ended(edits: Iterable[Edit]) -> Edit | None:
    end: Edit | None = None
    for edit in in_force(tuple(edits)):
        if edit.act in {Act.CLOSE, Act.JOIN}:
            end = edit
        elif edit.act is Act.RETURN:
            end = None
    return end


def asked_of(edits: Iterable[Edit]) -> Edit | None:
    """The question that waits for its answer, or None; after a verdict none is waited for."""
    asked: Edit | None = None
    for edit in in_force(tuple(edits)):
        if edit.act is Act.ASK:
            asked = edit
        elif edit.act is Act.ANSWER or edit.act in VERDICTS:
            asked = None
    return asked


def to_forward(edits: Iterable[Edit]) -> Edit | None:
    """The ``close`` of a misdirected letter that nobody has sent on yet, or None."""
    found: Edit | None = None
    for edit in in_force(tuple(edits)):
        if edit.act is Act.CLOSE:
            found = edit if edit.value == MISDIRECTED else None
        elif edit.act in {Act.RETURN, Act.JOIN, Act.FORWARD}:
            found = None
    return found


def pages_said(edits: Iterable[Edit]) -> tuple[int, ...]:
    """The pages that a person gave the letter last; empty where nobody did."""
    said: tuple[int, ...] = ()
    for edit in in_force(tuple(edits)):
        if edit.act is Act.PAGES:
            said = tuple(int(number) for number in edit.value.split(","))
    return said
