"""Kronofogden's notices in one eviction: set, moved, cancelled, executed, and which one holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.case import Earlier, moment
from pipeline.domain.copies import agree
from pipeline.domain.explaining import word
from pipeline.domain.kinds import Kind, State
from pipeline.domain.sentences import filled

FOLLOW_UPS = frozenset({"moved", "cancelled", "executed"})
"""Notices that speak of one that came before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The notices of one matter, the oldest letter date first.

    A letter whose day is not known stands by the day it came: it is of no later day. ``standing``
    is the one that holds: the newest letter's, not the newest scan's. None when it cannot be told:
    two letters that may be of one day say something else.
    """

    notices: tuple[Earlier, ...]
    standing: Earlier | None

    @property
    def disputed(self) -> bool:
        """Whether the notices contradict each other and a person must find out what holds."""
        return self.standing is None and bool(self.notices)

    def gone(self, letter: str) -> Earlier | None:
        """The newest time that the letter's notice did away with; None where it did not."""
        if self.standing is None or self.standing.letter != letter:
            return None
        before = [
            one
            for one in self.notices
            if one.subkind not in {"cancelled", "executed"} and _says(one) != _says(self.standing)
        ]
        return before[-1] if before else None

    def overtakes(self, letter: str) -> Earlier | None:
        """The notice that holds instead of that letter's; None where the letter's own does."""
        own = next((one for one in self.notices if one.letter == letter), None)
        if own is None or self.standing is None or _says(own) == _says(self.standing):
            return None
        return self.standing


NO_CHAIN = Chain(notices=(), standing=None)
"""What a letter belongs to that is none of Kronofogden's about an eviction."""


def chain_of(notices: Iterable[Earlier]) -> Chain:
    """The chain of notices that belong to one matter; copies of letters are no notices."""
    ordered = sorted(
        (one for one in notices if one.state is not State.DUPLICATE),
        key=lambda one: (one.letter_date or one.received_on, one.received_on, one.letter),
    )
    dated = [one for one in ordered if one.letter_date is not None]
    last = dated[-1].letter_date if dated else None
    newest = [one for one in ordered if one.letter_date == last]
    perhaps_newer = [
        one
        for one in ordered
        if one.letter_date is None and (last is None or one.received_on >= last)
    ]
    # One that may be newer may also be a copy of any other; only what no other says is a doubt.
    doubted = {_says(one) for one in perhaps_newer} - {_says(one) for one in dated or newest[:1]}
    clear = len({_says(one) for one in newest}) == 1 and not doubted
    return Chain(notices=tuple(ordered), standing=newest[0] if clear else None)


def _says(one: Earlier) -> tuple[str, str]:
    """What a notice says of the eviction: that there is none, or when it is."""
    if one.subkind in {"cancelled", "executed"}:
        return one.subkind, ""
    return "at" if one.subkind else "", one.eviction_at or ""


def same_matter(one: Earlier, other: Earlier) -> bool:
    """Whether two notices are about the same eviction: by case number, else by person.

    Without a case number on either side a shared person may mean the same matter: it counts, so
    that a contradiction is seen.
    """
    if one.kind is not Kind.EVICTION_DATE or other.kind is not Kind.EVICTION_DATE:
        return False
    same = agree(one.reference, other.reference)
    return bool(set(one.persons) & set(other.persons)) if same is None else same


def strays(one: Earlier, others: Iterable[Earlier]) -> bool:
    """Whether a follow-up speaks of a matter nobody told of, while the household has another.

    A case number misread by one digit looks like that, and the eviction it cancels would stay in
    everybody's calendar.
    """
    if one.subkind not in FOLLOW_UPS:
        return False
    around = [other for other in others if other.kind is Kind.EVICTION_DATE]
    if any(same_matter(one, other) for other in around):
        return False
    return any(
        set(other.persons) & set(one.persons)
        and other.subkind not in {"cancelled", "executed"}
        and (other.eviction_at or "9") >= (one.letter_date or one.received_on).isoformat()
        for other in around
    )


def said(one: Earlier) -> str:
    """What the notice says, in Swedish: ``ny tid för avhysning 2026-10-27 kl. 09.30``."""
    what = word(one.subkind) if one.subkind else word(Kind.EVICTION_DATE)
    if one.subkind in {"cancelled", "executed"} or one.eviction_at is None:
        return filled(what)
    at = moment(datetime.fromisoformat(one.eviction_at))
    return filled("{what} {moment}", what=filled(what), moment=at)


def dated(one: Earlier) -> str:
    """Of which day the letter is, in Swedish."""
    if one.letter_date is None:
        return filled("odaterat")
    return filled("daterat {day}", day=one.letter_date)
