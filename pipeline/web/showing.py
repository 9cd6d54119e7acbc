"""A letter's case turned into what its review page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.documents import swedish
from pipeline.documents.sheet_people import address
from pipeline.domain.case import Case, Decision
from pipeline.domain.deadlines import LABELS
from pipeline.domain.edits import Edit
from pipeline.domain.fields import ClaimRow, Field
from pipeline.domain.kinds import Kind, Priority, State
from pipeline.domain.match import Ambiguous, Household, Match, Matched, NoMinor, Unknown, Unmatched
from pipeline.domain.page import Page
from pipeline.domain.people import Person, age
from pipeline.domain.problems import Problem
from pipeline.domain.scores import Abstained, Settled
from pipeline.store.letters import Letter, kind_of
from pipeline.web.contexts import (
    Choice,
    LetterPage,
    Line,
    Mark,
    Receiver,
    Rule,
    Sheet,
    Shown,
    Suggested,
)

TONES = {Priority.SAME_DAY: "wrong", Priority.URGENT: "doubt", Priority.ORDINARY: "soft"}


def tone_of(certainty: str) -> str:
    """The colour that goes with a word of certainty; never shown without the word."""
    return {"säker": "sure", "ganska säker": "soft"}.get(certainty, "doubt")


def page_of(  # noqa: PLR0913 - the page is a function of all that it shows
    letter: Letter,
    case: Case,
    pages: Iterable[Page],
    edits: Iterable[Edit],
    units: dict[str, str],
    *,
    confirmation: str,
    confirmable: bool,
    fields: Iterable[tuple[str, str, Field[Any]]],
) -> LetterPage:
    """The review page of a letter; ``units`` are the routine's names, ``fields`` its values."""
    shown = list(fields)
    waiting = case.state is State.REVIEW and not letter.closed
    return LetterPage(
        letter=letter.id,
        short=letter.id[:12],
        revision=letter.revision,
        kind=kind_text(case),
        kind_value=str(kind_of(case)),
        state="Avslutat utan att skickas"
        if letter.closed
        else swedish.STATES[case.state].capitalize(),
        priority=swedish.PRIORITIES[case.priority],
        tone=TONES[case.priority],
        received_on=swedish.weekday(case.received_on),
        intake_point=case.intake_point,
        reviewed_by=case.reviewed_by or "",
        editable=waiting,
        returnable=not waiting,
        reasons=tuple(dict.fromkeys(reason_text(one) for one in case.reasons)),
        pages=tuple(_sheet(page, shown) for page in pages),
        values=tuple(_values(case, shown)),
        persons=tuple(_person(match, case) for match in case.matches),
        household=household_text(case.household),
        children=tuple(_children(case)),
        rows=tuple(_rows(case)),
        deliveries=tuple(_deliveries(case, units)),
        letters_out=tuple(_letters_out(case.decision, units)),
        deadlines=tuple(
            f"{swedish.short_day(one.on)}: {LABELS.get(one.what, one.what)}. {one.basis}"
            for one in (case.decision.deadlines if case.decision else ())
        ),
        rules=tuple(
            Rule(
                id=row.id,
                heading=row.heading,
                sentence=row.sentence or f"Rutinen är tyst: {row.silent}",
            )
            for row in (case.decision.rows if case.decision else ())
        ),
        confirmation=confirmation,
        confirmable=confirmable,
        history=tuple(_history(edits)),
    )


def kind_text(case: Case) -> str:
    """The kind and subkind in words."""
    kind = kind_of(case)
    said = swedish.KINDS[kind]
    sub = case.classification.subkind
    if isinstance(sub, Settled):
        said += f", {swedish.SUBKINDS.get((kind, sub.value), sub.value)}"
    return said


def reason_text(problem: Problem) -> str:
    """Why a letter waits, in a sentence that names the value it is about."""
    named = swedish.FIELDS.get(problem.detail, "")
    return f"{named}: {problem.remedy}" if named else problem.remedy


def _sheet(page: Page, fields: list[tuple[str, str, Field[Any]]]) -> Sheet:
    marks = [
        Mark(
            id=f"{anchor}-{place}" if place else anchor,
            tone=tone_of(swedish.certainty(found.confidence, found.notes)),
            title=label,
            x=box.x0,
            y=box.top,
            width=box.x1 - box.x0,
            height=box.height,
        )
        for anchor, label, found in fields
        for place, box in enumerate(found.boxes)
        if box.page == page.number
    ]
    notes = []
    if page.turned:
        notes.append(f"vänd {page.turned}°")
    if not page.turn_sure:
        notes.append("osäkert om den är rättvänd")
    if page.blank:
        notes.append("tom")
    return Sheet(
        number=page.number,
        width=page.width,
        height=page.height,
        marks=tuple(marks),
        note=", ".join(notes),
    )


def fields_of(case: Case) -> Iterator[tuple[str, str, Field[Any]]]:
    """Every value with a place: an id for its mark, its label, and the field."""
    for name, found in case.findings.fields.items():
        yield f"f-{name}", swedish.FIELDS.get(name, name), found
    for place, party in enumerate(case.findings.parties):
        for name, part in (("name", party.name), ("personnummer", party.personnummer)):
            if part is not None:
                yield f"p-{place}-{name}", f"{swedish.FIELDS[name]} i brevet", part
    for place, row in enumerate(case.findings.claim):
        yield f"c-{place}", _claim(row), row.amount
    for place, (name, found) in enumerate(case.findings.alternatives):
        yield f"a-{place}", f"{swedish.FIELDS.get(name, name)}, annan läsning", found


def _claim(row: ClaimRow) -> str:
    part = swedish.CLAIM_PARTS.get(row.what, row.label)
    return f"{part} {row.period}" if row.period else part


def _values(case: Case, fields: list[tuple[str, str, Field[Any]]]) -> Iterator[Shown]:
    scores = (
        ("Slag av brev", case.classification.kind, kind_text(case)),
        (
            "Upplåtelseform",
            case.classification.tenure,
            swedish.TENURES[_best(case.classification.tenure)],
        ),
    )
    for label, score, text in scores:
        settled = isinstance(score, Settled)
        certainty = swedish.certainty(score.confidence) if settled else "osäker"
        yield Shown(label=label, text=text, certainty=certainty, tone=tone_of(certainty))
    for anchor, label, found in fields:
        certainty = "rättad" if found.edited else swedish.certainty(found.confidence, found.notes)
        yield Shown(
            label=label,
            text=text_of(found.value),
            certainty=certainty,
            tone="sure" if found.edited else tone_of(certainty),
            anchor=anchor if found.boxes else "",
            note=f"Läst som ”{swedish.clean(found.raw)}”" if found.notes else "",
        )


def _best(found: Settled[Any] | Abstained[Any]) -> Any:
    return found.value if isinstance(found, Settled) else found.best


def text_of(value: object) -> str:
    """A value as staff write it."""
    match value:
        case Decimal():
            return swedish.kronor(value)
        case datetime():
            return swedish.moment(value)
        case date():
            return value.isoformat()
        case _:
            return swedish.clean(str(value))


def choice_of(person: Person) -> Choice:
    """A person of the register as one may be picked."""
    return Choice(
        value=person.number.digits,
        name=person.full_name,
        number=person.number.printed,
        address=address(person.address) or "adress saknas",
    )


def _person(match: Match, case: Case) -> Suggested:
    known = case.findings.parties
    party = known[match.party] if match.party < len(known) else None
    printed = "" if party is None or party.name is None else swedish.clean(party.name.value)
    match match:
        case Matched():
            certainty = "osäker" if match.doubts else swedish.certainty(match.confidence)
            others = () if match.runner_up is None else (choice_of(match.runner_up.person),)
            return Suggested(
                index=match.party,
                name=match.person.full_name,
                number=match.person.number.printed,
                certainty=certainty,
                tone=tone_of(certainty),
                evidence=(
                    f"Funnen genom {swedish.METHODS.get(match.method, match.method)}.",
                    *(doubt.remedy for doubt in match.doubts),
                ),
                choices=others,
            )
        case Ambiguous():
            return Suggested(
                index=match.party,
                name=printed or "Okänd",
                number="",
                certainty="osäker",
                tone="doubt",
                evidence=(match.why.remedy,),
                choices=tuple(choice_of(one.person) for one in match.candidates),
            )
        case Unmatched():
            return Suggested(
                index=match.party,
                name=printed or "Okänd",
                number="",
                certainty="inte hittad",
                tone="doubt",
                evidence=(match.why.remedy,),
                choices=(),
            )


def household_text(home: Household | None) -> str:
    """Whether children are concerned, in a sentence that never guesses."""
    if home is None:
        return "Hushållet är inte känt. Det går inte att säga om barn berörs."
    minors = home.minors
    if isinstance(minors, NoMinor):
        return "Registret visar inget barn: sökt på vårdnad, föräldraskap och adress."
    if isinstance(minors, Unknown):
        return f"Det går inte att säga om barn berörs. {minors.why.remedy}"
    return "Barn berörs."


def _children(case: Case) -> Iterator[str]:
    home = case.household
    if home is None or isinstance(home.minors, NoMinor):
        return
    names = {one.number: one.full_name for one in home.members}
    for minor in home.minors.children:
        parts = [names.get(minor.number, "Barn"), minor.number.printed]
        parts.append(f"{age(minor.number.born, case.received_on)} år")
        parts.append(swedish.BASES.get(minor.basis, minor.basis))
        if not minor.at_home:
            parts.append("skrivet på annan adress")
        if minor.adult_before:
            parts.append("fyller 18 före avhysningen")
        yield ", ".join(parts)


def _rows(case: Case) -> Iterator[Line]:
    for row in case.rows:
        printed = case.findings.rows[row.row]
        name = printed.party.name
        reasons = " ".join(one.remedy for one in row.reasons)
        yield Line(
            number=row.row + 1,
            name="" if name is None else swedish.clean(name.value),
            amount="" if printed.amount is None else swedish.kronor(printed.amount.value),
            state=f"{swedish.STATES[row.state]}. {reasons}".strip(),
        )


def _deliveries(case: Case, units: dict[str, str]) -> Iterator[Receiver]:
    for one in case.decision.deliveries if case.decision else ():
        role = swedish.ROLES[one.role] + (", har originalet" if one.original else "")
        yield Receiver(
            unit=units.get(one.unit, one.unit),
            role=role,
            officer=one.officer or ("enheten utser" if one.appoint else ""),
        )


def _letters_out(decision: Decision | None, units: dict[str, str]) -> Iterator[str]:
    for one in decision.letters_out if decision else ():
        name = swedish.LETTERS.get(one.template, one.template)
        said = f"{name} till {swedish.RECIPIENTS.get(one.to, one.to)}"
        if one.together_with:
            together = tuple(units.get(unit, unit) for unit in one.together_with)
            said += f", tillsammans med {swedish.listed(together)}"
        yield said + (" (väntar)" if one.held else "")


def _history(edits: Iterable[Edit]) -> Iterator[str]:
    acts = {
        "kind": "bytte slag till",
        "subkind": "bytte undergrupp till",
        "tenure": "bytte upplåtelseform till",
        "field": "rättade",
        "person": "valde person",
        "household": "angav barn",
        "count": "angav antal tidigare brev",
        "approve": "godkände",
        "return": "skickade tillbaka",
        "close": "avslutade utan att skicka",
    }
    for one in edits:
        named = swedish.FIELDS.get(one.target, "") if one.act == "field" else ""
        said = " ".join(part for part in (acts[str(one.act)], named, one.value) if part)
        why = f" Skäl: {one.reason}" if one.reason else ""
        yield f"{one.at[:16].replace('T', ' ')} {one.by} {said}.{why}"


def kind_names() -> tuple[tuple[str, str], ...]:
    """The kinds to choose among."""
    return tuple((str(kind), swedish.KINDS[kind]) for kind in Kind)
