"""A letter's way in plain Swedish: facts with their places, evidence, rows, reasons, remedies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pipeline.domain.case import Case, Decision, Earlier, RowCase
from pipeline.domain.deadlines import label_of
from pipeline.domain.fields import GROUND, Field
from pipeline.domain.kinds import Priority, Role, State
from pipeline.domain.match import (
    Ambiguous,
    Household,
    Match,
    Matched,
    NoMinor,
    Unknown,
)
from pipeline.domain.people import OpenCase
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Abstained, Settled
from pipeline.domain.words import WORDS

_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.ROUTED: "fördelat",
        State.REVIEW: "väntar på granskning",
        State.QUARANTINED: "i karantän",
        State.DUPLICATE: "dubblett",
    }
)
_ROLES: Mapping[Role, str] = MappingProxyType(
    {Role.HANDLE: "handlägger", Role.COPY: "kopia", Role.INFORMATION: "för kännedom"}
)
RECEIVERS: Mapping[str, str] = MappingProxyType(
    {"household": "hushållet", "kronofogden": "Kronofogden", "sender": "avsändaren"}
)
_PRIORITIES: Mapping[Priority, str] = MappingProxyType(
    {Priority.SAME_DAY: "samma dag", Priority.URGENT: "brådskande", Priority.ORDINARY: "vanlig"}
)


def word(value: str) -> str:
    """The Swedish for a closed word, also ``kind.subkind``; what is unknown as it stands."""
    if value in WORDS:
        return WORDS[value]
    kind, _, subkind = value.partition(".")
    if kind in WORDS and subkind in WORDS:
        return f"{WORDS[kind]}, {WORDS[subkind]}"
    return f"ärende på {value.removeprefix('case.')}" if value.startswith("case.") else value


def explain(case: Case) -> str:
    """The whole way of a letter to its decision, for the eyes of those who may see the letter.

    Restricted letters hold no household here: only their reasons and what is to be done.
    """
    lines = [
        f"Läge: {_STATES[case.state]}. Prioritet: {_PRIORITIES[case.priority]}.",
        f"Inkom {case.received_on.isoformat()} ({case.intake_point}).",
        *_section("Varför det väntar", _reasons(case.reasons)),
        *_section(f"Godtaget av {case.reviewed_by}", _reasons(case.accepted)),
    ]
    if case.restricted:
        lines += _section("Förslag", _decided(case.decision))
        return "\n".join(lines) + "\n"
    lines += _section("Brevet", (*_classified(case), *_fields(case)))
    lines += _section("Person", [line for match in case.matches for line in _match(match)])
    if not case.rows:
        lines += _section("Hushåll", _household(case.household))
    lines += _section(
        "Öppna ärenden",
        [f"{one.unit} {one.number} {one.officer}".rstrip() for one in case.cases],
    )
    lines += _section("Nyligen avslutade ärenden", map(_closed, case.closed))
    lines += _section("Tidigare brev som räknas", [_earlier(one) for one in case.earlier])
    lines += _section("Andra brev som hör ihop", [_earlier(one) for one in case.linked])
    lines += _section(
        "Beslut" if case.state is State.ROUTED else "Förslag", _decided(case.decision)
    )
    for row in case.rows:
        lines += _section(f"Rad {row.row + 1} i listan: {_STATES[row.state]}", _row(row))
    return "\n".join(lines) + "\n"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = [f"  {line}" for line in lines]
    return ["", title, *body] if body else []


def _reasons(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        # A routine's own word for what it is silent on has no spaces; as staff read it it has.
        own = problem.code is Code.ROUTINE_SILENT
        detail = problem.detail.replace("_", " ") if own else word(problem.detail)
        about = f" ({detail})" if detail else ""
        yield f"{problem.code}{about}: {problem.remedy}"


def _percent(confidence: float) -> str:
    """Never rounded up to certainty: 99.96 % is not 100 %."""
    return "100 %" if confidence == 1 else f"{int(confidence * 1000) / 10:g} %".replace(".", ",")


def _classified(case: Case) -> Iterator[str]:
    named: tuple[tuple[str, Settled[Any] | Abstained[Any] | None], ...] = (
        ("kind", case.classification.kind),
        ("subkind", case.classification.subkind),
        ("tenure", case.classification.tenure),
    )
    for name, result in named:
        if isinstance(result, Settled):
            yield f"{word(name)}: {word(result.value)} ({_percent(result.confidence)})"
        elif result is not None:
            best = f"troligast {word(result.best)}, {_percent(result.confidence)}"
            yield f"{word(name)}: osäkert ({best})"
    for cue in case.classification.cues:
        pages = sorted({box.page for box in cue.boxes})
        where = f" (sida {', '.join(map(str, pages))})" if pages else ""
        yield f"talar för {word(cue.label)}: «{cue.phrase}»{where}"


def _fields(case: Case) -> Iterator[str]:
    for name, found in sorted(case.findings.fields.items()):
        value = word(found.value) if name == GROUND.text else found.value
        yield f"{word(name)}: {value} {_place(found)}"
    for row in case.findings.claim:
        period = f" {row.period}" if row.period else ""
        yield f"post {row.label}{period}: {row.amount.value} {_place(row.amount)}"
    for name, other in case.findings.alternatives:
        yield f"{word(name)}, annan läsning: {other.value} {_place(other)}"


def _place(found: Field[Any]) -> str:
    """Where a value stands: page and points from the top left, or the person who gave it."""
    if found.edited is not None:
        reason = f": {found.edited.reason}" if found.edited.reason else ""
        return f"(rättat av {found.edited.by} {found.edited.at}{reason})"
    box = found.boxes[0]
    notes = f", obs {', '.join(found.notes)}" if found.notes else ""
    return (
        f"({_percent(found.confidence)}, sida {box.page}, "
        f"{box.x0:.0f}–{box.x1:.0f} × {box.top:.0f}–{box.bottom:.0f} pt{notes})"
    )


def _match(match: Match) -> Iterator[str]:
    if isinstance(match, Matched):
        yield (
            f"{match.person.full_name}, {match.person.number.printed}: "
            f"{word(match.method)} ({_percent(match.confidence)})"
        )
        for item in match.evidence:
            yield f"  {word(item.trait)}: {item.level} ({item.bits:+.1f} bitar)"
    elif isinstance(match, Ambiguous):
        yield f"flera möjliga: {match.why.remedy}"
        for candidate in match.candidates:
            number = candidate.person.number.printed
            yield f"  {candidate.person.full_name}, {number} ({candidate.bits:+.1f} bitar)"
    else:
        yield f"ingen funnen: {match.why.remedy}"


def _household(household: Household | None) -> Iterator[str]:
    if household is None:
        yield "okänt"
        return
    for person in household.members:
        yield f"{person.full_name}, {person.number.printed}"
    minors = household.minors
    if isinstance(minors, NoMinor):
        yield "Inget barn enligt vårdnad, föräldraskap och adress."
        return
    if isinstance(minors, Unknown):
        unsure = "" if minors.exist else "går inte att avgöra. "
        yield f"Barn: {unsure}{minors.why.remedy}"
    for child in minors.children:
        home = "" if child.at_home else ", skrivet på annan adress"
        adult = ", fyller 18 före avhysningen" if child.adult_before else ""
        yield f"barn {child.number.printed}: {word(child.basis)}{home}{adult}"


def ended(one: OpenCase) -> str:
    """When a closed case ended, in Swedish."""
    return "dagen framgår inte" if one.ended is None else f"avslutat {one.ended.isoformat()}"


def _closed(one: OpenCase) -> str:
    return f"{one.unit} {one.number}, {ended(one)}"


def _earlier(one: Earlier) -> str:
    sub = f" ({word(one.subkind)})" if one.subkind else ""
    dated = f", daterat {one.letter_date.isoformat()}" if one.letter_date else ""
    return f"{one.received_on.isoformat()} {word(one.kind)}{sub}{dated}: {one.letter[:12]}"


_WRITTEN = MappingProxyType(
    {"note": "text till journalen", "mark": "påskrift på kopian", "binder": "pärm"}
)


def _decided(decision: Decision | None) -> Iterator[str]:
    if decision is None:
        return
    yield f"Rutin {decision.routine}, version {decision.version}"
    for delivery in decision.deliveries:
        original = ", originalet" if delivery.original else ""
        officer = f", {delivery.officer}" if delivery.officer else ""
        appoint = ", utser handläggare" if delivery.appoint else ""
        yield f"→ {delivery.unit}: {_ROLES[delivery.role]}{original}{officer}{appoint}"
    yield from _papers(decision)
    for deadline in decision.deadlines:
        yield f"{label_of(deadline)}: {deadline.on.isoformat()} ({deadline.basis})"
    for row in decision.rows:
        facts = ", ".join(f"{word(name)} = {word(value)}" for name, value in row.facts)
        yield f"{row.id}: {row.heading}"
        if facts:
            yield f"  eftersom {facts}"
        if row.sentence:
            yield f"  «{row.sentence}»"
        if row.silent:
            yield f"  {row.silent}"
    for step in decision.steps:
        who = " (avgörs av en person)" if step.person_only else ""
        yield f"□ {step.unit}: {step.told}{who}"


def _papers(decision: Decision) -> Iterator[str]:
    """The drafts, and what is written on the papers that went."""
    for letter in decision.letters_out:
        units = f" med {', '.join(letter.together_with)}" if letter.together_with else ""
        held = f" – {letter.held}" if letter.held else ""
        receiver = RECEIVERS.get(letter.to, letter.to)
        yield f"utkast {letter.template} till {receiver}{units}{held}"
    for one in decision.writings:
        yield f"{_WRITTEN[one.does]} ({one.unit or 'den som handlägger'}): {one.text}"


def _row(row: RowCase) -> Iterator[str]:
    yield from _reasons(row.reasons)
    yield from _match(row.match)
    yield from _household(row.household)
    yield from _decided(row.decision)
