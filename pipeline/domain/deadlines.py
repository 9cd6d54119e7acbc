"""The law's clocks: which day counts, from what, moved past which days, and how soon to act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from pipeline.domain.case import Deadline
from pipeline.domain.facts import Circumstances
from pipeline.domain.fields import EVICTION_AT, LETTER_DATE, POSTED_ON, STATUTORY, Findings
from pipeline.domain.kinds import Kind, Priority, Tenure
from pipeline.domain.routine import Duty

IsHoliday = Callable[[date], bool]
"""Whether the day is a public holiday (allmän helgdag); weekends and eves are known here."""

KFM_CONFIRMATION = "kfm_confirmation"
RECOVERY_END = "earliest_recovery_end"
EVICTION = "eviction"

LABELS: Mapping[str, str] = MappingProxyType(
    {
        KFM_CONFIRMATION: "Bekräftelse till Kronofogden ska skickas",
        RECOVERY_END: "Tidigast möjliga sista dag (beräknad)",
        EVICTION: "Dag för avhysningen",
    }
)
"""How staff read a deadline's ``what``; never "has expired", which only a person can tell."""

RECOVERY = timedelta(days=21)
"""Three weeks: JB 12:44, BRL 7:23, ellagen 11:4, naturgaslagen 8 kap., fjärrvärmelagen 28 §."""

SOON = timedelta(days=7)
"""With no more than this left of the three weeks, a letter is urgent."""

CONFIRMED = ("set", "moved", "removal")
"""Notices under UF 16:2 and 16:7 a, which are confirmed the same day (SoF 2025:468 11 kap. 3 §)."""

_CONFIRMATION_LAW = "socialtjänstförordningen (2025:468) 11 kap. 3 §: samma dag"
_WEEKDAY_LAW = "lagen (1930:173) 2 §"
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


def next_weekday(day: date, is_holiday: IsHoliday) -> date:
    """The day itself, or the first weekday after it.

    Lag (1930:173) 2 §: a Sunday, another public holiday, a Saturday, Midsummer's Eve, Christmas
    Eve or New Year's Eve moves the last day to the next weekday.
    """
    while day.weekday() >= 5 or _is_eve(day) or is_holiday(day):
        day += timedelta(days=1)
    return day


def _is_eve(day: date) -> bool:
    """Whether it is one of the three eves that the law names; Midsummer's is a Friday."""
    midsummer = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return midsummer or (day.month, day.day) in {(12, 24), (12, 31)}


def statutory_basis(kind: Kind, subkind: str | None, tenure: Tenure, findings: Findings) -> str:
    """The paragraph that gives three weeks from this letter; empty when none does.

    A copied termination counts when the letter itself cites the statute; a debt collector's
    letter, a payment order, water and waste never do.
    """
    cited = findings.get(STATUTORY) is not None
    if kind is Kind.RENT_DEBT and (
        subkind == "social_notice" or (cited and subkind in {"termination", None})
    ):
        return _RENT_LAW.get(tenure, "")
    if kind is Kind.UTILITY_DEBT:
        if subkind == "combined":
            return _UTILITY_LAW["electricity"] if cited else ""
        return _UTILITY_LAW.get(subkind or "", "")
    return ""


def of_letter(
    what: Circumstances, duties: tuple[Duty, ...], on: date, is_holiday: IsHoliday
) -> tuple[Deadline, ...]:
    """All days that follow from the letter, earliest first.

    ``duties`` are the routine's own deadlines that hold. A day whose starting day was not found
    is left out, never guessed.
    """
    found: list[Deadline] = []
    if what.kind is Kind.EVICTION_DATE:
        found += _of_eviction(what, on)
    basis = statutory_basis(what.kind, what.subkind, what.tenure, what.findings)
    start = notice_day(what.findings)
    if basis and start is not None:
        found.append(
            Deadline(
                what=RECOVERY_END,
                on=next_weekday(start + RECOVERY, is_holiday),
                basis=f"{basis}: tre veckor från {start.isoformat()}, {_WEEKDAY_LAW}. "
                "Tidigast möjliga sista dag (beräknad); den verkliga dagen beror på delgivningen.",
            )
        )
    for duty in duties:
        first = _start(duty, what.findings, on)
        if first is not None:
            day = next_weekday(first + timedelta(days=duty.days), is_holiday)
            found.append(Deadline(what=duty.what, on=day, basis=duty.paragraph.heading))
    return tuple(sorted(found, key=lambda deadline: (deadline.on, deadline.what)))


def notice_day(findings: Findings) -> date | None:
    """The day the notice was given: the registered letter's posting day (JB 12:63), else its date.

    The arrival stamp is later than both and would end the three weeks too late.
    """
    posted = findings.value(POSTED_ON)
    return posted if posted is not None else findings.value(LETTER_DATE)


def _of_eviction(what: Circumstances, on: date) -> list[Deadline]:
    found: list[Deadline] = []
    if what.subkind is None or what.subkind in CONFIRMED:
        found.append(Deadline(what=KFM_CONFIRMATION, on=on, basis=_CONFIRMATION_LAW))
    at = what.findings.value(EVICTION_AT)
    if at is not None and what.subkind in CONFIRMED:
        found.append(
            Deadline(what=EVICTION, on=at.date(), basis="Kronofogdens besked om dag och tid")
        )
    return found


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
    (no more warnings come, JB 12:42 st. 4) and the last week of the three are urgent.
    """
    if what.kind is Kind.EVICTION_DATE:
        return Priority.SAME_DAY
    if what.kind is Kind.DISTURBANCE and what.subkind == "termination":
        return Priority.URGENT
    if any(one.what == RECOVERY_END and one.on - on <= SOON for one in deadlines):
        return Priority.URGENT
    return Priority.ORDINARY
