"""A letter's case turned into what its review page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.documents import coming, swedish
from pipeline.documents.coming import Near
from pipeline.documents.drafts import ready
from pipeline.documents.narrow import letters_out
from pipeline.domain.case import Case, Decision
from pipeline.domain.deadlines import KFM_CONFIRMATION, OF_EVERY_LETTER, label_of
from pipeline.domain.edits import Act, Edit
from pipeline.domain.explaining import word
from pipeline.domain.fields import GROUND, ClaimRow, Field
from pipeline.domain.kinds import SUBKINDS, Kind, Priority, State, Tenure
from pipeline.domain.outgoing import CONFIRMATION
from pipeline.domain.page import Page
from pipeline.domain.problems import Problem
from pipeline.domain.scores import Abstained, Settled
from pipeline.domain.words import WORDS
from pipeline.store.letters import Letter, kind_of, subkind_of
from pipeline.web.contexts import (
    Day,
    LetterPage,
    Mark,
    Outgoing,
    Receiver,
    Rule,
    Sheet,
    Shown,
)
from pipeline.web.showing_people import Hits, home_of, persons_of, rows_of, tone_of

TONES = {Priority.SAME_DAY: "wrong", Priority.URGENT: "doubt", Priority.ORDINARY: "soft"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the page tells besides the case: pages, edits, names of units, the confirmation.

    ``sent`` says who sent Kronofogden's confirmation and when; empty when nobody has. ``matter``
    are all notices of the eviction, those that came after this letter too.
    """

    today: date
    pages: tuple[Page, ...]
    edits: tuple[Edit, ...]
    units: Mapping[str, str]
    confirmation: str
    confirmable: bool
    sent: str = ""
    hits: Hits | None = None
    matter: tuple[str, ...] = ()


def page_of(letter: Letter, case: Case, around: Around) -> LetterPage:
    """The review page of a letter."""
    waiting = case.state is State.REVIEW and not letter.closed
    listed = bool(case.rows)
    decision = case.decision
    return LetterPage(
        letter=letter.id,
        short=letter.id[:12],
        revision=letter.revision,
        kind=kind_text(case),
        kind_value=str(kind_of(case)),
        subkind_value=subkind_of(case) or "",
        tenure_value=str(_best(case.classification.tenure)),
        state="Avslutat utan att skickas"
        if letter.closed
        else swedish.STATES[case.state].capitalize(),
        priority=swedish.PRIORITIES[case.priority],
        tone=TONES[case.priority],
        received_on=swedish.weekday(case.received_on),
        intake_point=case.intake_point,
        reviewed_by=case.reviewed_by or "",
        editable=waiting,
        approvable=waiting and decision is not None,
        returnable=not waiting,
        reasons=tuple(dict.fromkeys(reason_text(one) for one in case.reasons)),
        pages=tuple(_sheet(page, case) for page in around.pages),
        values=tuple(_values(case)),
        persons=() if listed else persons_of(case, around.hits),
        home=home_of(case.household, case),
        rows=tuple(rows_of(case, around.units, around.hits)),
        deliveries=tuple(_deliveries(decision, around.units)),
        letters_out=tuple(outgoing(case, around.units)),
        nearest=tuple(
            day_of(one)
            for one in coming.nearest(case, around.today, confirmed=not around.confirmable)
        ),
        deadlines=tuple(_deadlines(decision, around)),
        matter=around.matter,
        rules=tuple(
            Rule(
                id=row.id,
                heading=row.heading,
                sentence=row.sentence or f"Rutinen är tyst: {row.silent}",
            )
            for row in (decision.rows if decision else ())
        ),
        confirmation=around.confirmation,
        confirmable=around.confirmable,
        history=tuple(_history(around.edits)),
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
    """Why a letter waits, in a sentence that names the value or page it is about."""
    about = problem.detail
    if about.isdigit():
        return f"Sida {about}: {problem.remedy}"
    named = swedish.FIELDS.get(about, "")
    if named:
        return f"{named}: {problem.remedy}"
    return f"{problem.remedy} ({WORDS[about]})" if about in WORDS else problem.remedy


def _sheet(page: Page, case: Case) -> Sheet:
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
        for anchor, label, found in fields_of(case)
        for place, box in enumerate(found.boxes)
        if box.page == page.number
    ]
    marks += [
        Mark(
            id=f"r-{index}-{place}" if place else f"r-{index}",
            tone="row",
            title=f"Rad {index + 1}",
            x=box.x0,
            y=box.top,
            width=box.x1 - box.x0,
            height=box.height,
        )
        for index, row in enumerate(case.findings.rows)
        for place, box in enumerate(row.boxes)
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


_ORDER = {name: place for place, name in enumerate(swedish.FIELDS)}


def fields_of(case: Case) -> Iterator[tuple[str, str, Field[Any]]]:
    """Every value with a place: an id for its mark, its label, and the field."""
    found_fields = case.findings.fields.items()
    for name, found in sorted(found_fields, key=lambda one: _ORDER.get(one[0], len(_ORDER))):
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


def _values(case: Case) -> Iterator[Shown]:
    """What was read: what it is first, then what must be looked at, then the rest."""
    read = case.classification
    scores = (
        ("Slag av brev", read.kind, kind_text(case)),
        ("Upplåtelseform", read.tenure, swedish.TENURES[_best(read.tenure)]),
    )
    for label, score, text in scores:
        settled = isinstance(score, Settled)
        certainty = swedish.certainty(score.confidence) if settled else "osäker"
        marked = swedish.marked(certainty)
        yield Shown(label=label, text=text, certainty=marked, tone=tone_of(certainty))
    shown = [_shown(*one) for one in fields_of(case)]
    yield from sorted(shown, key=lambda one: one.tone != "doubt")


def _shown(anchor: str, label: str, found: Field[Any]) -> Shown:
    certainty = "rättad" if found.edited else swedish.certainty(found.confidence, found.notes)
    closed = anchor == f"f-{GROUND.text}"  # the one field whose values are words of a closed list
    return Shown(
        label=label,
        text=word(found.value) if closed else text_of(found.value),
        certainty=swedish.marked(certainty),
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


def _deliveries(decision: Decision | None, units: Mapping[str, str]) -> Iterator[Receiver]:
    for one in decision.deliveries if decision else ():
        role = swedish.ROLES[one.role] + (", har originalet" if one.original else "")
        yield Receiver(
            unit=units.get(one.unit, one.unit),
            role=role,
            officer=one.officer or ("enheten utser" if one.appoint else ""),
        )


def day_of(one: Near) -> Day:
    """A day to keep as the pages show it; one that has passed says so in a word."""
    return Day(
        day=swedish.short_day(one.on),
        what=one.what,
        mark=coming.PASSED if one.passed else "",
        tone="wrong" if one.passed else "",
    )


def _deadlines(decision: Decision | None, around: Around) -> Iterator[Day]:
    """All days of the decision with their ground; a confirmation that was sent says by whom."""
    for one in decision.deadlines if decision else ():
        sent = around.sent if one.what == KFM_CONFIRMATION else ""
        # Of a letter's registration nothing is known here, so nothing is said to be late.
        passed = one.on < around.today and not sent and one.what not in OF_EVERY_LETTER
        yield Day(
            day=swedish.short_day(one.on),
            what=label_of(one),
            mark=sent or (coming.PASSED if passed else ""),
            tone="wrong" if passed else "sure",
            basis=one.basis,
        )


_ADDRESSED = frozenset({"bekraftelse_kfm", "bekraftelse_kfm_kopia"})
"""Letters whose name says whom they are for."""


def outgoing(case: Case, units: Mapping[str, str]) -> Iterator[Outgoing]:
    """The drafts; Kronofogden's confirmation has a place of its own on the page."""
    early = {one.template for one in ready(case)} - {CONFIRMATION}
    for one in letters_out(case):
        said = swedish.LETTERS.get(one.template, one.template)
        if one.template not in _ADDRESSED:
            said += f" till {swedish.RECIPIENTS.get(one.to) or units.get(one.to, one.to)}"
        if one.together_with:
            together = tuple(units.get(unit, unit) for unit in one.together_with)
            said += f", tillsammans med {swedish.listed(together)}"
        yield Outgoing(
            said=said + (" (väntar)" if one.held else ""),
            file=one.template if one.template in early else "",
        )


_ACTS = {
    Act.KIND: "bytte slag till",
    Act.SUBKIND: "bytte undergrupp till",
    Act.TENURE: "bytte upplåtelseform till",
    Act.FIELD: "rättade",
    Act.PERSON: "valde person",
    Act.HOUSEHOLD: "angav barn:",
    Act.COUNT: "angav antal tidigare brev:",
    Act.APPROVE: "godkände",
    Act.RETURN: "skickade tillbaka",
    Act.CLOSE: "avslutade utan att skicka",
}


def _history(edits: Iterable[Edit]) -> Iterator[str]:
    for one in edits:
        named = swedish.FIELDS.get(one.target, "") if one.act is Act.FIELD else ""
        value = one.value
        if one.act in {Act.KIND, Act.SUBKIND, Act.TENURE, Act.HOUSEHOLD}:
            value = word(value)
        elif one.act is Act.FIELD:
            value = f"till {value}" if value else "(finns inte i brevet)"
        said = " ".join(part for part in (_ACTS[one.act], named, value) if part)
        why = f" Skäl: {one.reason}" if one.reason else ""
        yield f"{swedish.stamp(one.at)} {one.by} {said}.{why}"


def kind_names() -> tuple[tuple[str, str], ...]:
    """The kinds to choose among."""
    return tuple((str(kind), swedish.KINDS[kind]) for kind in Kind)


def subkind_names(case: Case) -> tuple[tuple[str, str], ...]:
    """The subkinds of the letter's kind, to choose among."""
    kind = kind_of(case)
    return tuple((sub, swedish.SUBKINDS[kind, sub]) for sub in SUBKINDS[kind])


def tenure_names() -> tuple[tuple[str, str], ...]:
    """The tenures to choose among."""
    return tuple((str(tenure), swedish.TENURES[tenure]) for tenure in Tenure)
