"""What a person corrected, laid over what was read: the last edit of a kind wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, cast

from pipeline.domain import fields
from pipeline.domain.edits import CLOSINGS, MISDIRECTED, NOTES, VERDICTS, Act, Edit, in_force
from pipeline.domain.fields import Edited, Field, Findings
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.match import Household, Match, Matched, Minor, Minors, NoMinor, Unknown
from pipeline.domain.people import Personnummer, View
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Classification, Scores, Settled
from pipeline.domain.sentences import filled

_CHILD_CODES = frozenset({"B", "V", "VF", "MO", "FA", "F"})


def _amount(text: str) -> Decimal:
    """Swedish or plain notation: ``12 345,67 kr``, ``12345.67``."""
    plain = re.sub(r"(kr|sek|[\s\u00a0\u202f])", "", text.casefold()).replace(",", ".")
    try:
        value = Decimal(plain.removesuffix(":-"))
    except InvalidOperation:
        raise ValueError(filled("beloppet ska skrivas som 12345,67")) from None
    if not value.is_finite() or value < 0:
        raise ValueError(filled("beloppet ska skrivas som 12345,67"))
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(filled("datumet ska skrivas som 2026-10-05")) from None


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(filled("tiden ska skrivas som 2026-11-03T10:00")) from None


def _text(text: str) -> str:
    return text.strip()


_TEXTS = (
    fields.REFERENCE,
    fields.CASE_NUMBER,
    fields.CONTRACT_NUMBER,
    fields.SENDER_NAME,
    fields.SENDER_ORGNR,
    fields.SENDER_PHONE,
    fields.SENDER_CONTACT,
    fields.SENDER_EMAIL,
    fields.CREDITOR_NAME,
    fields.SENDER_ADDRESS,
    fields.PAYMENT_ACCOUNT,
    fields.INTEREST,
    fields.ROOMS,
    fields.ADDRESS,
    fields.POSTAL_CODE,
    fields.CITY,
    fields.APARTMENT,
    fields.STATUTORY,
    fields.CHILDREN_MENTIONED,
    fields.CONCERN,
    fields.GROUND,
    fields.ESTATE,
    fields.MUNICIPALITY,
    fields.OTHER_OBJECT,
)
PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        fields.AMOUNT.text: _amount,
        fields.LETTER_DATE.text: _day,
        fields.DUE_DATE.text: _day,
        fields.ARRIVAL_STAMP.text: _day,
        fields.POSTED_ON.text: _day,
        fields.EVICTION_AT.text: _time,
        **{name.text: _text for name in _TEXTS},
    }
)
"""The fields that a person may correct, and how the new value is read from text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A letter after the edits, and the verdict that still holds.

    ``count`` is the number of earlier letters that a person gave; ``verdict`` the last approve,
    return, close or join that no change came after; ``household_settled`` whether a person decided
    about the children; ``last`` the last edit of all; ``unusable`` edits that could not be read;
    ``sent_to`` who shall have the letter by a person's own decision, and why;
    ``hands`` who made the last change and who approved since: what a second person is told by.
    """

    classification: Classification
    findings: Findings
    matches: tuple[Match, ...]
    household: Household | None
    household_settled: bool = False
    count: int | None = None
    sent_to: Edit | None = None
    verdict: Edit | None = None
    last: Edit | None = None
    unusable: tuple[Problem, ...] = ()
    hands: tuple[str, ...] = ()


def fault(edit: Edit, view: View) -> str:
    """Why the edit cannot be used, in Swedish; empty when it can."""
    if not edit.by.strip():
        return filled("ange vem som ändrar")
    try:
        _check(edit, view)
    except ValueError as error:
        return cast("str", error.args[0])
    return ""


def _check(edit: Edit, view: View) -> None:
    """ValueError, in Swedish, for an edit that cannot be used."""
    if edit.act in _CHOICES:
        what, known = _CHOICES[edit.act]
        _one_of(edit.value, known, what)
    elif edit.act is Act.FIELD:
        _one_of(edit.target, PARSERS, filled("fältet"))
        if edit.value.strip():
            PARSERS[edit.target](edit.value)
    elif edit.act is Act.PERSON:
        _index(edit.target)
        if view.person(Personnummer(edit.value)) is None:
            raise ValueError(filled("personen finns inte i registret"))
    elif edit.act is Act.HOUSEHOLD:
        _children(edit.value)
    elif edit.act is Act.COUNT and not (edit.value.isascii() and edit.value.isdigit()):
        raise ValueError(filled("antalet tidigare brev ska vara ett heltal"))
    else:
        _check_said(edit)


def _check_said(edit: Edit) -> None:
    """ValueError for what is said of the letter as a whole, or only noted."""
    if edit.act is Act.PAGES:
        _pages(edit.value)
    elif edit.act is Act.CLOSE:
        _one_of(edit.value, CLOSINGS, filled("sättet att avsluta"))
        if edit.value == MISDIRECTED and not edit.target.strip():
            raise ValueError(filled("ange vilken kommun brevet ska till"))
    elif edit.act is Act.ASK and not (edit.target.strip() and edit.reason.strip()):
        raise ValueError(filled("ange vem du frågar och vad du undrar"))
    elif edit.act is Act.SEND and units_said(edit.value) and not edit.reason.strip():
        raise ValueError(filled("skriv varför brevet ska dit"))
    elif edit.act is Act.ANSWER and not edit.reason.strip():
        raise ValueError(filled("skriv ett svar"))


def _pages(value: str) -> tuple[int, ...]:
    parts = value.split(",")
    if not all(part.isascii() and part.isdigit() and int(part) for part in parts):
        raise ValueError(filled("sidorna ska skrivas som tal med komma emellan"))
    return tuple(int(part) for part in parts)


_CHOICES: Mapping[Act, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        Act.KIND: (filled("slaget"), tuple(kind.value for kind in Kind)),
        Act.SUBKIND: (
            filled("underslaget"),
            tuple(sub for subs in SUBKINDS.values() for sub in subs),
        ),
        Act.TENURE: (filled("upplåtelseformen"), tuple(tenure.value for tenure in Tenure)),
    }
)


def _one_of(value: str, allowed: Iterable[str], what: str) -> None:
    known = list(allowed)
    if value not in known:
        raise ValueError(
            filled(
                "{what} {value} finns inte; välj {known}",
                what=what,
                value=value or filled("(tomt)"),
                known=", ".join(known),
            )
        )


def _index(text: str) -> int:
    if not (text == "" or (text.isascii() and text.isdigit())):
        raise ValueError(filled("ange vilken person i brevet det gäller: 0, 1, 2 …"))
    return int(text or 0)


SOME_MINORS = "minors"
"""The value of a ``household`` edit that says that there are children, though not which."""

_SOME = Problem(code=Code.CHILDREN_MENTIONED, detail=SOME_MINORS)


def units_said(value: str) -> tuple[str, ...]:
    """The units of a ``send`` edit, each once."""
    return tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))


def _children(value: str) -> tuple[Personnummer, ...]:
    if value in {"no_minor", SOME_MINORS}:
        return ()
    numbers = [part.strip() for part in value.split(",") if part.strip()]
    if not numbers:
        raise ValueError(filled("skriv no_minor eller barnens personnummer med komma emellan"))
    return tuple(Personnummer(number) for number in numbers)


def corrected(read: Corrected, edits: Iterable[Edit], view: View) -> Corrected:
    """What was read as it stands after the edits that are in force, applied in their order.

    Total: an edit that cannot be used changes nothing and leaves a problem. An approval covers
    what stood when it was given; a later change needs a new one. A note changes nothing.
    """
    state = read
    for edit in in_force(tuple(edits)):
        if edit.act in NOTES:
            continue
        if edit.act in VERDICTS:
            hands = (*state.hands, edit.by) if edit.act is Act.APPROVE else ()
            state = replace(state, verdict=edit, hands=hands)
        elif fault(edit, view):
            problem = Problem(code=Code.LOW_CONFIDENCE, detail=_named(edit))
            unusable = (*state.unusable, problem)
            state = replace(state, unusable=unusable, verdict=None, hands=(edit.by,))
        else:
            if edit.act is Act.SEND:
                state = replace(state, sent_to=edit if units_said(edit.value) else None)
            state = replace(_changed(state, edit, view), verdict=None, hands=(edit.by,))
        state = replace(state, last=edit)
    return state


def _named(edit: Edit) -> str:
    """The field, or else the act: words of a closed list, never what somebody typed."""
    return edit.target if edit.target in PARSERS else edit.act.value


def _changed(state: Corrected, edit: Edit, view: View) -> Corrected:
    match edit.act:
        case Act.KIND | Act.SUBKIND | Act.TENURE:
            return replace(state, classification=_classified(state.classification, edit))
        case Act.FIELD:
            return replace(state, findings=_with_value(state.findings, edit))
        case Act.PERSON:
            return replace(state, matches=with_person(state.matches, edit, view))
        case Act.HOUSEHOLD:
            household = _with_children(state.household, edit, view)
            return replace(state, household=household, household_settled=True)
        case Act.COUNT:
            return replace(state, count=int(edit.value))
        case _:
            # The pages are the letter's before anything is read of it; who gets it is no value.
            return state


def _sure(label: str) -> Scores:
    return Scores(by_label=((label, 1.0),))


def _classified(read: Classification, edit: Edit) -> Classification:
    scores = _sure(edit.value)
    if edit.act is Act.TENURE:
        tenure = Settled(value=Tenure(edit.value), confidence=1.0, scores=scores)
        return replace(read, tenure=tenure)
    if edit.act is Act.SUBKIND:
        return replace(read, subkind=Settled(value=edit.value, confidence=1.0, scores=scores))
    kind = Kind(edit.value)
    held = read.subkind
    if held is not None:
        subkind = held.value if isinstance(held, Settled) else held.best
        if subkind not in SUBKINDS[kind]:
            held = None
    return replace(
        read,
        kind=Settled(value=kind, confidence=1.0, scores=scores),
        subkind=held,
        secondary=None if read.secondary is kind else read.secondary,
    )


def _with_value(findings: Findings, edit: Edit) -> Findings:
    """The field with its new value and the person as its place; an empty value takes it away."""
    name = edit.target
    left = {key: value for key, value in findings.fields.items() if key != name}
    if edit.value.strip():
        left[name] = Field(
            value=PARSERS[name](edit.value),
            raw=edit.value,
            confidence=1.0,
            finder="edit",
            boxes=() if edit.box is None else (edit.box,),
            edited=Edited(by=edit.by, at=edit.at, reason=edit.reason),
        )
    return replace(
        findings,
        fields=MappingProxyType(left),
        conflicts=tuple(conflict for conflict in findings.conflicts if conflict != name),
    )


def with_person(matches: Sequence[Match], edit: Edit, view: View) -> tuple[Match, ...]:
    """The matches with the picked person for the edit's party or list row.

    Unchanged when the view does not hold the person: ask the register for it first.
    """
    party = _index(edit.target)
    person = view.person(Personnummer(edit.value))
    if person is None:
        return tuple(matches)
    picked = Matched(party=party, person=person, method="edit", confidence=1.0, evidence=())
    if any(match.party == party for match in matches):
        return tuple(picked if match.party == party else match for match in matches)
    return (*matches, picked)


def with_persons(matches: Sequence[Match], edits: Iterable[Edit], view: View) -> tuple[Match, ...]:
    """The matches after all person edits, to look up the household that they lead to."""
    result = tuple(matches)
    for edit in edits:
        if edit.act is Act.PERSON and not fault(edit, view):
            result = with_person(result, edit, view)
    return result


def _with_children(household: Household | None, edit: Edit, view: View) -> Household:
    """The household with the children that a person settled on.

    Without a known household it holds nobody but the children: what a person knows of a family
    that the register does not.
    """
    known = household or Household(members=(), core=(), minors=NoMinor(), protected=False)
    numbers = _children(edit.value)
    if edit.value == SOME_MINORS:
        possible = () if isinstance(known.minors, NoMinor) else known.minors.children
        some = Unknown(why=_SOME, children=possible, exist=True)
        return replace(known, minors=some, doubts=_left(known.doubts))
    if not numbers:
        return replace(known, minors=NoMinor(), doubts=_left(known.doubts))
    before = () if isinstance(known.minors, NoMinor) else known.minors.children
    by_number = {child.number: child for child in before}
    children = tuple(by_number.get(number) or _child(number, known, view) for number in numbers)
    return replace(known, minors=Minors(children=children), doubts=_left(known.doubts))


_SETTLED_BY_HAND = frozenset(
    {Code.HOUSEHOLD_UNCERTAIN, Code.CHILDREN_MENTIONED, Code.CHILD_ELSEWHERE}
)


def _left(doubts: Iterable[Problem]) -> tuple[Problem, ...]:
    """The doubts about a household that are not about its children."""
    return tuple(doubt for doubt in doubts if doubt.code not in _SETTLED_BY_HAND)


def _child(number: Personnummer, household: Household, view: View) -> Minor:
    """The child with the best basis that the register gives for it."""
    at_home = any(person.number == number for person in household.members)
    related = any(
        relation.code in _CHILD_CODES and number in {relation.person, relation.other}
        for relation in view.relations
    )
    basis = "custody" if related else "same_address" if at_home else "printed"
    return Minor(number=number, basis=basis, at_home=at_home)
