"""The law's clocks: which day counts, from what, moved past which days, and how soon to act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from pipeline.domain.case import Deadline, has_hour
from pipeline.domain.facts import Circumstances
from pipeline.domain.fields import (
    ARRIVAL_STAMP,
    CHILDREN_MENTIONED,
    CONCERN,
    EVICTION_AT,
    LETTER_DATE,
    POSTED_ON,
    STATUTORY,
    Findings,
)
from pipeline.domain.kinds import Kind, Priority, Tenure
from pipeline.domain.match import Minors, NoMinor
from pipeline.domain.routine import Duty
from pipeline.domain.sentences import filled
from pipeline.domain.weekdays import (
    LAW,
    IsHoliday,
    later,
    next_weekday,
    on_or_after,
    working_days_after,
)

KFM_CONFIRMATION = "kfm_confirmation"
RECOVERY_END = "earliest_recovery_end"
UNDERTAKING_END = "earliest_undertaking_end"
PREMISES_END = "earliest_premises_end"
EVICTION = "eviction"
CHILD_SAFETY = "child_safety"
CHILD_DECISION = "child_decision"
REGISTRATION = "registration"

LABELS: Mapping[str, str] = MappingProxyType(
    {
        KFM_CONFIRMATION: "Bekräftelse till Kronofogden ska skickas",
        RECOVERY_END: "Tidigast möjliga sista dag (beräknad)",
        UNDERTAKING_END: "Åtagande till avsändaren, tidigast möjliga sista dag (beräknad)",
        PREMISES_END: "Lokalhyresgästens tidigast möjliga sista dag (beräknad)",
        EVICTION: "Dag för avhysningen",
        CHILD_SAFETY: "Skyddsbedömning genast, om det här är en anmälan om barn",
        CHILD_DECISION: "Inleda utredning eller inte, om det här är en anmälan om barn (beräknad)",
        REGISTRATION: "Registrering senast",
    }
)
"""How staff read a deadline's ``what``; never "has expired", which only a person can tell."""

OF_EVERY_LETTER = frozenset({REGISTRATION})
"""Days that every letter has alike: told where a letter's days are, but no queue is led by them."""

RECOVERY = timedelta(days=21)
"""Three weeks: JB 12:44, BRL 7:23, ellagen 11:4, naturgaslagen 8 kap., fjärrvärmelagen 28 §."""

PREMISES = timedelta(days=14)
"""Two weeks for premises: JB 12:44 st. 1 p. 2. The board has no part in it."""

CHILD = timedelta(days=14)
"""SoL (2025:400) 20 kap. 2 §, from the day that a report about a child was received."""

SOON = timedelta(days=7)
"""With no more than this left of the three weeks, a letter is urgent."""

LATE_SCAN = timedelta(days=31)
"""A receipt stamp further back than this was more likely misread than scanned so late (C15)."""

CONFIRMED = ("set", "moved", "removal")
"""Notices under UF 16:2 and 16:7 a, which are confirmed the same day (SoF 2025:468 11 kap. 3 §)."""

_CONFIRMATION_LAW = "socialtjänstförordningen (2025:468) 11 kap. 3 §"
_RENT_LAW: Mapping[Tenure, str] = MappingProxyType(
    {
        Tenure.RENTAL: "12 kap. 44 § jordabalken",
        Tenure.UNKNOWN: "12 kap. 44 § jordabalken",
        Tenure.CONDOMINIUM: "7 kap. 23 § bostadsrättslagen",
    }
)
"""Private letting and premises are left out: no such three weeks, or no notice to the board."""
_UTILITY_LAW: Mapping[str, str] = MappingProxyType(
    {
        "electricity": "11 kap. ellagen",
        "gas": "8 kap. naturgaslagen",
        "heating": "28 § fjärrvärmelagen",
    }
)
_UNDERTAKING_LAW: Mapping[str, str] = MappingProxyType(
    {_RENT_LAW[Tenure.RENTAL]: "12 kap. 44 § fjärde stycket 1 jordabalken"}
)
"""Where another part of the paragraph gives the board its time than the tenant's."""
_COMPUTED = filled(
    "Beräknad: den verkliga dagen beror på delgivningen, och tiden kan löpa fast dagen har "
    "passerat."
)


def label_of(deadline: Deadline) -> str:
    """How staff read what the day is for; a routine's own deadline has words of its own."""
    return deadline.text or LABELS.get(deadline.what, deadline.what)


def statutory_basis(kind: Kind, subkind: str | None, tenure: Tenure, findings: Findings) -> str:
    """The paragraph that gives three weeks from this letter; empty when none does.

    A copied termination counts when the letter itself cites the statute; a debt collector's
    letter, a payment order, water and waste never do.
    """
    if kind is Kind.RENT_DEBT and _gives_notice(subkind, findings):
        return _RENT_LAW.get(tenure, "")
    if kind is Kind.UTILITY_DEBT:
        if subkind == "combined":
            return _UTILITY_LAW["electricity"] if findings.get(STATUTORY) is not None else ""
        return _UTILITY_LAW.get(subkind or "", "")
    return ""


def _gives_notice(subkind: str | None, findings: Findings) -> bool:
    """Whether a letter about rent is, or copies, the notice from which the law's time runs."""
    cited = findings.get(STATUTORY) is not None
    return subkind == "social_notice" or (cited and subkind in {"termination", None})


def of_letter(
    what: Circumstances, duties: tuple[Duty, ...], on: date, is_holiday: IsHoliday
) -> tuple[Deadline, ...]:
    """All days that follow from the letter, earliest first.

    ``duties`` are the routine's own deadlines that hold. A day whose starting day was not found
    is left out, never guessed.
    """
    found = [
        *_of_eviction(what, on),
        *_of_notice(what, is_holiday),
        *_of_child(what, on, is_holiday),
        *_of_routine(duties, what.findings, on, is_holiday),
        _registration(what.findings, on, is_holiday),
    ]
    return tuple(sorted(found, key=lambda deadline: (deadline.on, deadline.what)))


def notice_day(findings: Findings) -> date | None:
    """The day the notice was given: the registered letter's posting day (JB 12:63), else its date.

    The arrival stamp is later than both and would end the three weeks too late.
    """
    posted = findings.value(POSTED_ON)
    return posted if posted is not None else findings.value(LETTER_DATE)


def receipt_day(findings: Findings, on: date) -> date:
    """The day on which the letter was received: its receipt stamp's where it was scanned later.

    A stamp that is unsure, or too far from the day of arrival to be one, does not count.
    """
    stamp = findings.get(ARRIVAL_STAMP)
    if stamp is None or stamp.notes or not timedelta(0) <= on - stamp.value <= LATE_SCAN:
        return on
    return stamp.value


_DAY_OF = MappingProxyType(
    {
        "removal": "Dag för avlägsnandet",
        # A day that may be called off is asked about; one that nobody is told of is missed.
        None: "Dag för avhysningen, om den gäller",
    }
)


def _of_eviction(what: Circumstances, on: date) -> Iterator[Deadline]:
    if what.kind is not Kind.EVICTION_DATE:
        return
    stands = what.subkind is None or what.subkind in CONFIRMED
    if stands:
        stamped = receipt_day(what.findings, on)
        basis = filled("{law}: samma dag.", law=_CONFIRMATION_LAW)
        if stamped < on:
            basis = filled(
                "{basis} Ankomststämpeln säger {day}: skicka genast.", basis=basis, day=stamped
            )
        yield Deadline(what=KFM_CONFIRMATION, on=on, basis=basis)
    at = what.findings.value(EVICTION_AT)
    if at is not None and stands:
        paragraph = "7 a" if what.subkind == "removal" else "2"
        yield Deadline(
            what=EVICTION,
            on=at.date(),
            basis=filled(
                "{law}: dag och tid enligt Kronofogden.",
                law=f"16 kap. {paragraph} § utsökningsförordningen",
            ),
            at=at if has_hour(at) else None,
            text=_DAY_OF.get(what.subkind, ""),
        )


def _of_notice(what: Circumstances, is_holiday: IsHoliday) -> Iterator[Deadline]:
    """The tenant's and the board's three weeks, or the two weeks of premises."""
    start = notice_day(what.findings)
    if start is None:
        return
    law = statutory_basis(what.kind, what.subkind, what.tenure, what.findings)
    if law:
        day, counted = _counted(start, RECOVERY, filled("tre veckor"), is_holiday)
        basis = filled("{law}: {counted}. {computed}", law=law, counted=counted, computed=_COMPUTED)
        if law in _UNDERTAKING_LAW:
            basis = filled(
                "{basis} Avhysning får beslutas först två vardagar senare (andra stycket).",
                basis=basis,
            )
        yield Deadline(what=RECOVERY_END, on=day, basis=basis)
        yield Deadline(
            what=UNDERTAKING_END,
            on=day,
            basis=filled(
                "{law}: skriftligen till avsändaren inom samma tid ({counted}). Delegationsbeslut.",
                law=_UNDERTAKING_LAW.get(law, law),
                counted=counted,
            ),
        )
    elif (
        what.kind is Kind.RENT_DEBT
        and what.tenure is Tenure.PREMISES
        and _gives_notice(what.subkind, what.findings)
    ):
        day, counted = _counted(start, PREMISES, filled("två veckor"), is_holiday)
        yield Deadline(
            what=PREMISES_END,
            on=day,
            basis=filled(
                "{law}: {counted}. Nämnden har ingen uppgift i den tiden, men någon kan bo i "
                "lokalen. {computed}",
                law="12 kap. 44 § första stycket 2 jordabalken",
                counted=counted,
                computed=_COMPUTED,
            ),
        )


def _of_child(what: Circumstances, on: date, is_holiday: IsHoliday) -> Iterator[Deadline]:
    """The clocks of a report about a child, for a letter that may have to be taken as one (C7).

    Where it has words of concern and a child is, or may be, in the home. A person decides whether
    it is a report: nothing here says so. A list of debts is nobody's home ("hemtjänst" stands in
    its heading): it has such clocks only where it speaks of children. A letter of no kind of ours
    has them where it speaks of a child, or the register shows one in the home.
    """
    if what.findings.get(CONCERN) is None or not _may_concern_a_child(what):
        return
    yield Deadline(
        what=CHILD_SAFETY,
        on=on,
        basis=filled(
            "{law}: genast. En handläggare avgör om brevet är en anmälan.",
            law="20 kap. 1 § socialtjänstlagen (2025:400)",
        ),
    )
    day, counted = _counted(
        receipt_day(what.findings, on), CHILD, filled("fjorton dagar"), is_holiday
    )
    yield Deadline(
        what=CHILD_DECISION,
        on=day,
        basis=filled(
            "{law}: {counted}. Räknas bara om en handläggare bedömer att brevet är en anmälan.",
            law="20 kap. 2 § socialtjänstlagen (2025:400)",
            counted=counted,
        ),
    )


def _may_concern_a_child(what: Circumstances) -> bool:
    """Whether the letter speaks of a child, or a home that it is about has one, or may have."""
    if what.findings.get(CHILDREN_MENTIONED) is not None:
        return True
    minors = None if what.household is None else what.household.minors
    if what.kind is Kind.OTHER:
        return isinstance(minors, Minors)
    return what.kind is not Kind.DEBT_LIST and not isinstance(minors, NoMinor)


def _of_routine(
    duties: tuple[Duty, ...], findings: Findings, on: date, is_holiday: IsHoliday
) -> Iterator[Deadline]:
    for duty in duties:
        first = _start(duty, findings, on)
        if first is None:
            continue
        day = later(first, years=duty.years, months=duty.months, days=duty.days)
        day = working_days_after(day, duty.working_days, is_holiday)
        if duty.day_of_month:
            day = on_or_after(day, duty.day_of_month)
        yield Deadline(
            what=duty.what,
            on=next_weekday(day, is_holiday),
            basis=duty.paragraph.heading,
            text=duty.text,
            unit=duty.unit,
        )


def _registration(findings: Findings, on: date, is_holiday: IsHoliday) -> Deadline:
    received = receipt_day(findings, on)
    return Deadline(
        what=REGISTRATION,
        on=next_weekday(received + timedelta(days=1), is_holiday),
        basis=filled(
            "{law}: senast arbetsdagen efter {day}.",
            law="5 kap. 1 § offentlighets- och sekretesslagen och JO:s praxis",
            day=received,
        ),
    )


def _counted(start: date, length: timedelta, said: str, is_holiday: IsHoliday) -> tuple[date, str]:
    """The last day of a time that runs from ``start``, and how it was counted, in Swedish."""
    plain = start + length
    day = next_weekday(plain, is_holiday)
    counted = filled("{length} från {day}", length=said, day=start)
    if day == plain:
        return day, counted
    return day, filled(
        "{counted}, flyttat från {day} till nästa vardag ({law})",
        counted=counted,
        day=plain,
        law=LAW,
    )


def _start(duty: Duty, findings: Findings, on: date) -> date | None:
    if duty.counted_from == "letter_date":
        return findings.value(LETTER_DATE)
    if duty.counted_from == "eviction_at":
        at = findings.value(EVICTION_AT)
        return None if at is None else at.date()
    return on


def priority(what: Circumstances, deadlines: tuple[Deadline, ...], on: date) -> Priority:
    """How soon the letter must be handled.

    Every letter from Kronofogden about an eviction the same day; a termination for disturbance
    (no more warnings come, JB 12:42 st. 4) and the last week of the three are urgent. What is
    nothing else, and may be a report about a child, is the same day's.
    """
    if what.kind is Kind.EVICTION_DATE:
        return Priority.SAME_DAY
    if what.kind is Kind.OTHER and any(one.what == CHILD_SAFETY for one in deadlines):
        return Priority.SAME_DAY
    if what.kind is Kind.DISTURBANCE and what.subkind == "termination":
        return Priority.URGENT
    if any(one.what == RECOVERY_END and one.on - on <= SOON for one in deadlines):
        return Priority.URGENT
    return Priority.ORDINARY
