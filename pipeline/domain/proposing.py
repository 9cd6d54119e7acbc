"""What the routine says about a letter: who gets it, which drafts, steps and days follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.domain import deadlines, roster
from pipeline.domain.case import (
    AppliedRow,
    Deadline,
    Decision,
    Delivery,
    Earlier,
    LetterOut,
    Step,
    Writing,
)
from pipeline.domain.chains import NO_CHAIN, Chain, dated, told
from pipeline.domain.facts import (
    Circumstances,
    Facts,
    concerned,
    of_letter,
    owned_by,
    units_of_case,
)
from pipeline.domain.fields import EVICTION_AT
from pipeline.domain.kinds import PROTECTED_UNIT, Kind, Role
from pipeline.domain.match import Matched
from pipeline.domain.outgoing import CONFIRMATION, HOUSEHOLD, Matter, may_be_written
from pipeline.domain.routine import (
    CASE_UNIT,
    Condition,
    Duty,
    Paragraph,
    Routine,
    Row,
    Send,
)
from pipeline.domain.settings import Officer, Settings
from pipeline.domain.tables import duties_for, facts_read, row_for
from pipeline.domain.weekdays import IsHoliday

ONE_LETTER = timedelta(days=7)
"""A household gets one letter in a matter within this time (C8)."""

HELD_REVIEW = "Väntar på granskning."
HELD_PERSON = "Personen är inte säkert känd. Kontrollera mottagaren."
HELD_RECENT = "Ett brev kan ha gått till hushållet de senaste sju dagarna. Skicka bara ett."
HELD_RECEIVER = "Det är inte avgjort vem i hushållet som berörs. Kontrollera mottagaren."
HELD_OFFICER = "Ansvarig handläggare är inte utsedd. Bekräftelsen måste namnge en."
HELD_OTHER = "En annan enhet skickar ett brev till hushållet i samma sak. Skicka bara ett."

FIRST_LETTERS = frozenset({"informationsbrev", "brev_bostadshandlaggare"})
"""Letters that tell the household of the matter: one is enough, whoever sends it (C8)."""

_APPOINT_TODAY = "Utse ansvarig handläggare i dag: bekräftelsen till Kronofogden måste namnge en."
_RESTRICTED = (
    "Skyddade personuppgifter: bara utsedd personal hanterar brevet. Inga brev går härifrån, och "
    "ingen adress skrivs ut."
)
_OVERTAKEN = (
    "Brevet är äldre än det besked som gäller i målet: {said}, {dated}. Boka eller avboka inget "
    "efter det här brevet."
)
_PERHAPS_OVERTAKEN = (
    "Ett nyare besked i målet väntar på granskning: {said}, {dated}. Ta reda på vad som gäller "
    "innan något bokas eller avbokas."
)
_GONE = (
    "Det tidigare beskedet i målet gäller inte längre: {said}, {dated}. Närvaron då är avbokad i "
    "enheternas kalendrar."
)
_DISPUTED = (
    "Beskeden i målet säger olika, och det går inte att se vilket som är nyast. Fråga Kronofogden "
    "vad som gäller innan något bokas eller avbokas."
)
_SAME_DAY = (
    "Ett annat brev om hushållet eller ärendet kom samma dag (brev {letters}). Ta dem tillsammans: "
    "en aktualisering kan räcka."
)
_RESTRICTED_KFM = "Bekräfta till Kronofogden i dag, för hand: målnummer och ansvarig handläggare."


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The facts of a letter, and the one row of the routine that holds for them."""

    routine: Routine
    what: Circumstances
    facts: Facts
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What else a proposal depends on; ``waits`` while a person has not decided.

    ``unaddressed`` says that it is not settled who of several would get a letter; ``doubt`` that
    something spoke for a person's look, accepted or not; ``chain`` are the notices of the eviction,
    this letter (with no id) among them.
    """

    settings: Settings
    matter: Matter
    recent: tuple[Earlier, ...]
    on: date
    is_holiday: IsHoliday
    waits: bool
    unaddressed: bool
    doubt: bool
    chain: Chain = NO_CHAIN


def apply(routine: Routine, what: Circumstances) -> Applied | None:
    """The row that holds; None only for a routine that was not verified."""
    known = of_letter(routine, what)
    row = row_for(routine, known)
    return None if row is None else Applied(routine=routine, what=what, facts=known, row=row)


def propose(applied: Applied, setting: Setting) -> Decision:
    """All that the routine says about the letter; a proposal as long as it waits for a person.

    Drafts to the household are held while it waits, and there are none while it is open whom they
    would go to. No letter is drafted that may not be written (``outgoing``), nor is its duty among
    those applied. The confirmation to Kronofogden never waits: it confirms the case number. Of a
    notice that another one has overtaken nobody's presence and no day follows; one that still waits
    for a person overtakes none.
    """
    duties = duties_for(applied.routine, applied.facts, applied.row, doubt=setting.doubt)
    letters = _one_sender(
        letter
        for duty in duties
        if duty.does == "letter"
        and may_be_written(letter := _letter(duty, applied, setting), setting.matter)
        and not (letter.to == HOUSEHOLD and setting.waits and setting.unaddressed)
    )
    written = {(letter.template, letter.to) for letter in letters}
    applied_duties = [
        duty for duty in duties if duty.does != "letter" or (duty.template, duty.to) in written
    ]
    holds = setting.chain.settled_over(_OWN) is None
    follows = {"step", "attend"} if holds else {"step"}
    steps = [
        *_first_steps(applied, setting, letters),
        *(step for duty in duties if duty.does in follows for step in _steps(duty, applied)),
    ]
    return Decision(
        routine=applied.routine.name,
        version=applied.routine.valid_from.isoformat(),
        rows=(
            _applied_row(applied.row.id, applied.row.when, applied.row.paragraph, applied.facts),
            *(
                _applied_row(duty.id, duty.when, duty.paragraph, applied.facts)
                for duty in applied_duties
            ),
        ),
        deliveries=tuple(_delivery(send, applied, setting) for send in receivers(applied)),
        letters_out=letters,
        steps=tuple(steps),
        deadlines=_days(applied, duties, setting),
        writings=tuple(
            Writing(
                does=duty.does, text=duty.text, unit=duty.unit, row=duty.id, children=duty.children
            )
            for duty in duties
            if duty.does in {"note", "mark", "binder"}
        ),
    )


def propose_restricted(applied: Applied, setting: Setting) -> Decision:
    """Where a letter goes that touches a protected identity: to those named for it, and only there.

    No draft and no unit of the routine; the days of the law stay, since they run all the same.
    """
    row = _applied_row(applied.row.id, applied.row.when, applied.row.paragraph, applied.facts)
    return restricted(applied.routine, (row,), _days(applied, (), setting))


def restricted(
    routine: Routine, rows: tuple[AppliedRow, ...], days: tuple[Deadline, ...]
) -> Decision:
    """The same, for those rows and days."""
    texts = [_RESTRICTED]
    if any(day.what == deadlines.KFM_CONFIRMATION for day in days):
        texts.append(_RESTRICTED_KFM)
    return Decision(
        routine=routine.name,
        version=routine.valid_from.isoformat(),
        rows=rows,
        deliveries=(Delivery(unit=PROTECTED_UNIT, role=Role.HANDLE, original=True),),
        letters_out=(),
        steps=tuple(
            Step(text=text, unit=PROTECTED_UNIT, person_only=True, row="skydd") for text in texts
        ),
        deadlines=days,
    )


_OWN = ""
"""The id of the letter itself among the notices of its chain."""


def _first_steps(
    applied: Applied, setting: Setting, letters: Iterable[LetterOut]
) -> Iterator[Step]:
    """What comes before the routine's steps: notices that contradict, an officer to appoint."""
    holder = next(send.unit for send in applied.row.send if send.original)
    newer = setting.chain.overtakes(_OWN)
    if newer is not None:
        sentence = _OVERTAKEN if setting.chain.settled_over(_OWN) else _PERHAPS_OVERTAKEN
        text = sentence.format(said=told(newer), dated=dated(newer))
        yield Step(text=text, unit=holder, person_only=True, row="målkedja")
    elif setting.chain.disputed:
        yield Step(text=_DISPUTED, unit=holder, person_only=True, row="målkedja")
    gone = setting.chain.gone(_OWN)
    if gone is not None:
        text = _GONE.format(said=told(gone), dated=dated(gone))
        yield Step(text=text, unit=holder, person_only=False, row="målkedja")
    same_day = [one for one in setting.recent if one.received_on == setting.on]
    if same_day and applied.what.kind is not Kind.EVICTION_DATE:
        text = _SAME_DAY.format(letters=", ".join(one.letter[:12] for one in same_day))
        yield Step(text=text, unit=holder, person_only=False, row="samma dag")
    if any(letter.held == HELD_OFFICER for letter in letters):
        yield Step(text=_APPOINT_TODAY, unit=holder, person_only=True, row="C15")


def _applied_row(
    name: str, when: Iterable[Condition], paragraph: Paragraph, facts: Facts
) -> AppliedRow:
    return AppliedRow(
        id=name,
        heading=paragraph.heading,
        sentence=paragraph.sentence,
        silent=paragraph.silent,
        facts=facts_read(when, facts),
    )


def _days(applied: Applied, duties: Sequence[Duty], setting: Setting) -> tuple[Deadline, ...]:
    counted = tuple(duty for duty in duties if duty.does == "deadline")
    days = deadlines.of_letter(applied.what, counted, setting.on, setting.is_holiday)
    if setting.chain.settled_over(_OWN) is None:
        return days
    return tuple(day for day in days if day.what != deadlines.EVICTION)


def receivers(applied: Applied) -> tuple[Send, ...]:
    """Who gets the letter, each unit once: named by the row, or having the client's case."""
    found: dict[str, Send] = {}
    named = {send.unit for send in applied.row.send}
    for send in applied.row.send:
        own = tuple(one for one in _client_units(applied) if one not in named)
        for unit in own if send.unit == CASE_UNIT else (send.unit,):
            found[unit] = replace(send, unit=unit)
    return tuple(found.values())


def _client_units(applied: Applied) -> tuple[str, ...]:
    return units_of_case(applied.routine, applied.what)


def client_unit_unknown(applied: Applied) -> bool:
    """Whether the row sends the letter to the client's own unit, and none can be told."""
    asked = any(send.unit == CASE_UNIT for send in applied.row.send)
    return asked and not _client_units(applied)


def _delivery(send: Send, applied: Applied, setting: Setting) -> Delivery:
    named = officer_at(send.unit, applied.routine, applied.what, setting)
    return Delivery(
        unit=send.unit,
        role=send.role,
        original=send.original,
        officer=None if named is None else named.name,
        appoint=send.assign == "appoint",
        contact=named,
    )


def _holder(applied: Applied) -> str:
    """The unit that holds the original."""
    return next(send.unit for send in applied.row.send if send.original)


def officer_at(
    name: str, routine: Routine, what: Circumstances, setting: Setting
) -> Officer | None:
    """Who is responsible at the unit of that name.

    The open case's handläggare, else the roster's of the day and the home's area, else the unit's
    standing officer (C15).
    """
    unit = next(one for one in routine.units if one.id == name)
    owned = {name.casefold() for name in owned_by(unit)}
    for case in concerned(what.household, what.cases):
        if case.unit.casefold() in owned and case.officer:
            return roster.contact(case.officer, setting.settings)
    code = roster.postal_code(what.findings, setting.matter.matches)
    area = roster.area_of(code, setting.settings)
    return roster.named(setting.settings, unit.id, setting.on, area).officer


def _letter(duty: Duty, applied: Applied, setting: Setting) -> LetterOut:
    return LetterOut(
        template=duty.template,
        to=duty.to,
        together_with=duty.together_with,
        held=_held(duty, applied, setting),
        unit=duty.unit,
    )


def _one_sender(letters: Iterable[LetterOut]) -> tuple[LetterOut, ...]:
    """The letters, of which one tells the household of the matter: another unit's waits (C8)."""
    made = tuple(letters)
    first = next((one.unit for one in made if one.template in FIRST_LETTERS), None)
    return tuple(
        replace(one, held=HELD_OTHER)
        if one.template in FIRST_LETTERS and one.unit != first
        else one
        for one in made
    )


def _held(duty: Duty, applied: Applied, setting: Setting) -> str:
    if duty.to != HOUSEHOLD:
        unnamed = (
            duty.template == CONFIRMATION
            and officer_at(_holder(applied), applied.routine, applied.what, setting) is None
        )
        return HELD_OFFICER if unnamed else duty.hold
    if setting.waits:
        return HELD_REVIEW
    if not any(isinstance(match, Matched) for match in setting.matter.matches):
        return HELD_PERSON
    if setting.unaddressed:
        return HELD_RECEIVER
    recent = any(setting.on - one.received_on <= ONE_LETTER for one in setting.recent)
    return HELD_RECENT if recent and duty.template in FIRST_LETTERS else duty.hold


def _steps(duty: Duty, applied: Applied) -> tuple[Step, ...]:
    """The duty as a step of its unit, or of each unit that has the client's case."""
    at = applied.what.findings.value(EVICTION_AT) if duty.does == "attend" else None
    units = _client_units(applied) if duty.unit == CASE_UNIT else (duty.unit,)
    return tuple(
        Step(
            text=duty.text,
            unit=unit,
            person_only=duty.person_only,
            row=duty.id,
            at=at,
            basis=duty.paragraph.heading,
        )
        for unit in units
    )
