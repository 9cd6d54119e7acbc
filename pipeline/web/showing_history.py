"""What people did with a letter, action by action, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from pipeline.documents import swedish
from pipeline.domain.edits import MISDIRECTED, NOT_OURS, Act, Action, Edit, actions
from pipeline.domain.explaining import word
from pipeline.usecases.review import Said
from pipeline.web.letter_contexts import Deed

_ACTS = MappingProxyType(
    {
        Act.KIND: "bytte slag till",
        Act.SUBKIND: "bytte undergrupp till",
        Act.TENURE: "bytte upplåtelseform till",
        Act.FIELD: "rättade",
        Act.PERSON: "valde person",
        Act.HOUSEHOLD: "angav barn:",
        Act.COUNT: "angav antal tidigare brev:",
        Act.PAGES: "delade upp bunten: brevet har sida",
        Act.APPROVE: "godkände",
        Act.RETURN: "skickade tillbaka",
        Act.CLOSE: "avslutade utan att skicka",
        Act.JOIN: "fogade sidorna till brev",
        Act.FORWARD: "skickade brevet vidare",
        Act.ASK: "frågade",
        Act.ANSWER: "svarade",
        Act.UNDO: "ångrade det senaste",
    }
)
_WORDS = frozenset({Act.KIND, Act.SUBKIND, Act.TENURE, Act.HOUSEHOLD})
_ENDED = MappingProxyType({NOT_OURS: "hör inte hit", MISDIRECTED: "hör till"})


def deeds(edits: Iterable[Edit]) -> tuple[Deed, ...]:
    """What people did, the latest first."""
    made = tuple(edits)
    names = {one.name: one for one in actions(made)}
    return tuple(_deed(one, names) for one in reversed(names.values()))


def _deed(one: Action, names: dict[str, Action]) -> Deed:
    first = one.edits[0]
    undoes = next((edit.target for edit in one.edits if edit.act is Act.UNDO), "")
    divided = undoes in names and any(
        edit.act in {Act.PAGES, Act.JOIN} for edit in names[undoes].edits
    )
    undo = "" if one.undone or divided else "Gör om" if undoes else "Ångra"
    return Deed(
        action=one.name,
        at=swedish.stamp(first.at),
        by=first.by,
        lines=_lines(one),
        undone=one.undone,
        undo=undo,
    )


def _lines(one: Action) -> tuple[str, ...]:
    """What each edit did; a reason that all were given is told once."""
    reason = one.edits[0].reason
    if len(one.edits) > 1 and reason and all(edit.reason == reason for edit in one.edits):
        said = (said_of(replace(edit, reason="")) for edit in one.edits)
        return (*said, f"Skäl: {reason}")
    return tuple(map(said_of, one.edits))


def said_of(edit: Edit) -> str:
    """What the edit did, without who and when: ``rättade Belopp till 7000,50. Skäl: felläst``."""
    said = " ".join(part for part in (_ACTS[edit.act], *_details(edit)) if part)
    if edit.act in {Act.ASK, Act.ANSWER}:
        return f"{said}: {edit.reason}"
    return f"{said}. Skäl: {edit.reason}" if edit.reason else said


def wish_of(said: Said) -> str:
    """What somebody wanted to do, in the same words."""
    return said_of(
        Edit(
            act=said.act,
            by=said.by,
            at="",
            reason=said.reason,
            target=said.target,
            value=said.value,
        )
    )


def _details(edit: Edit) -> Iterator[str]:
    match edit.act:
        case Act.FIELD:
            yield swedish.FIELDS.get(edit.target, "")
            yield f"till {edit.value}" if edit.value else "(finns inte i brevet)"
        case Act.CLOSE:
            yield f"({_ENDED[edit.value]} {edit.target}".rstrip() + ")" if edit.value else ""
        case Act.ASK:
            yield edit.target
        case Act.PAGES:
            yield edit.value.replace(",", ", ")
        case Act.JOIN:
            yield edit.value[:12]
        case Act.UNDO:
            return
        case _:
            yield word(edit.value) if edit.act in _WORDS else edit.value
