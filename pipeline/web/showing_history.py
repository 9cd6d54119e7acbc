"""What people did with a letter, action by action, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from pipeline.documents import swedish
from pipeline.domain.editing import SOME_MINORS, units_said
from pipeline.domain.edits import MISDIRECTED, NOT_OURS, Act, Action, Edit, actions
from pipeline.domain.explaining import word
from pipeline.usecases.review import Said
from pipeline.web.language import say, sv
from pipeline.web.letter_contexts import Deed
from pipeline.web.wording import field_text, listed

_ACTS = MappingProxyType(
    {
        Act.KIND: sv("bytte slag till {value}"),
        Act.SUBKIND: sv("bytte undergrupp till {value}"),
        Act.TENURE: sv("bytte upplåtelseform till {value}"),
        Act.FIELD: sv("rättade {field} till {value}"),
        Act.PERSON: sv("valde person {value}"),
        Act.HOUSEHOLD: sv("angav barn: {value}"),
        Act.COUNT: sv("angav antal tidigare brev: {value}"),
        Act.PAGES: sv("delade upp bunten: brevet har sida {value}"),
        Act.SEND: sv("beslutade själv: brevet ska till {value}"),
        Act.APPROVE: sv("godkände"),
        Act.RETURN: sv("skickade tillbaka"),
        Act.CLOSE: sv("avslutade utan att skicka"),
        Act.JOIN: sv("fogade sidorna till brev {value}"),
        Act.FORWARD: sv("skickade brevet vidare"),
        Act.ASK: sv("frågade {target}: {reason}"),
        Act.ANSWER: sv("svarade: {reason}"),
        Act.UNDO: sv("ångrade det senaste"),
    }
)
_BY_ROUTINE = sv("lät rutinen avgöra vart brevet ska")
_REMOVED = sv("rättade {field} (finns inte i brevet)")
_ENDED = MappingProxyType(
    {
        NOT_OURS: sv("avslutade utan att skicka (hör inte hit)"),
        MISDIRECTED: sv("avslutade utan att skicka (hör till {target})"),
    }
)
_WORDS = frozenset({Act.KIND, Act.SUBKIND, Act.TENURE, Act.HOUSEHOLD})


def deeds(edits: Iterable[Edit], units: Mapping[str, str]) -> tuple[Deed, ...]:
    """What people did, the latest first; ``units`` are the names of the routine's."""
    made = tuple(edits)
    names = {one.name: one for one in actions(made)}
    return tuple(_deed(one, names, units) for one in reversed(names.values()))


def _deed(one: Action, names: dict[str, Action], units: Mapping[str, str]) -> Deed:
    first = one.edits[0]
    undoes = next((edit.target for edit in one.edits if edit.act is Act.UNDO), "")
    divided = undoes in names and any(
        edit.act in {Act.PAGES, Act.JOIN} for edit in names[undoes].edits
    )
    undo = "" if one.undone or divided else say("Gör om") if undoes else say("Ångra")
    return Deed(
        action=one.name,
        at=swedish.stamp(first.at),
        by=first.by,
        lines=_lines(one, units),
        undone=one.undone,
        undo=undo,
        redo=bool(undoes),
    )


def _lines(one: Action, units: Mapping[str, str]) -> tuple[str, ...]:
    """What each edit did; a reason that all were given is told once."""
    reason = one.edits[0].reason
    if len(one.edits) > 1 and reason and all(edit.reason == reason for edit in one.edits):
        said = (said_of(replace(edit, reason=""), units) for edit in one.edits)
        return (*said, say("Skäl: {reason}", reason=reason))
    return tuple(said_of(edit, units) for edit in one.edits)


def said_of(edit: Edit, units: Mapping[str, str]) -> str:
    """What the edit did, without who and when: ``rättade Belopp till 7000,50. Skäl: felläst``."""
    pattern = _ACTS[edit.act]
    if edit.act is Act.CLOSE:
        pattern = _ENDED.get(edit.value, pattern)
    elif edit.act is Act.FIELD and not edit.value:
        pattern = _REMOVED
    elif edit.act is Act.SEND and not edit.value:
        pattern = _BY_ROUTINE
    said = say(
        pattern,
        field=field_text(edit.target) if edit.act is Act.FIELD else "",
        target=edit.target,
        value=_value(edit, units),
        reason=edit.reason,
    )
    if edit.reason and edit.act not in {Act.ASK, Act.ANSWER}:
        return say("{deed}. Skäl: {reason}", deed=said, reason=edit.reason)
    return said


def _value(edit: Edit, units: Mapping[str, str]) -> str:
    if edit.act is Act.SEND:
        return listed(units.get(one, one) for one in units_said(edit.value))
    if edit.value == SOME_MINORS:
        return say("barn finns, okänt vilka")
    if edit.act in _WORDS:
        return say(word(edit.value))
    if edit.act is Act.PAGES:
        return edit.value.replace(",", ", ")
    return edit.value[:12] if edit.act is Act.JOIN else edit.value


def wish_of(said: Said, units: Mapping[str, str]) -> str:
    """What somebody wanted to do, in the same words."""
    return said_of(
        Edit(
            act=said.act,
            by=said.by,
            at="",
            reason=said.reason,
            target=said.target,
            value=said.value,
        ),
        units,
    )
