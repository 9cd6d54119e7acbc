"""The debtor as routines ask about him: known or not, whose tenant, how long unpaid, to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipeline.domain.case import Earlier
from pipeline.domain.fields import (
    CREDITOR_NAME,
    ESTATE,
    LETTER_DATE,
    SENDER_NAME,
    Findings,
)
from pipeline.domain.match import Household, Match, Matched
from pipeline.domain.people import Deregistered, Personnummer, SocialContract

PERSONS: tuple[str, ...] = ("registered", "deceased", "deregistered", "unknown")
CONTRACTS: tuple[str, ...] = ("with_plan", "without_plan", "ended", "none", "unsettled")
OWN_SUBLET = frozenset({"with_plan", "without_plan"})
"""Contracts by which the municipality itself lets the home."""

MONTHS: tuple[str, ...] = ("one", "two", "three_or_more", "unknown")
CREDITORS: tuple[str, ...] = ("own", "another", "unknown")

Month = tuple[int, int]
"""Year and month."""

_LISTED = frozenset({"rent", "care_fee"})
"""The subkinds of lists: their rows are letters of a month each."""

_PERIOD = re.compile(
    r"(?P<year>\d{4})-(?:Q(?P<quarter>[1-4])|(?P<month>\d\d)(?:/(?P<to_year>\d{4})-(?P<to>\d\d))?)"
)
_MOST = 24
"""A longer span of months than this was misread."""


def person_of(matches: Sequence[Match], findings: Findings) -> str:
    """What the register says of those the letter is about; the estate of a dead person is dead."""
    found = [one.person.deregistered for one in matches if isinstance(one, Matched)]
    if findings.get(ESTATE) is not None or Deregistered.DECEASED in found:
        return "deceased"
    if not found:
        return "unknown"
    return "registered" if all(one is Deregistered.NO for one in found) else "deregistered"


def contract_of(household: Household | None, contracts: Iterable[SocialContract], on: date) -> str:
    """Whether the family rents from the municipality (socialt kontrakt), and with which plan.

    ``unsettled`` when only somebody else in the home has one, or nobody is known. A contract that
    holds goes before one that has ended, one with a plan before one without.
    """
    if household is None:
        return "unsettled"
    core = set(household.core)
    around = {person.number for person in household.members} - core
    theirs = tuple(contracts)
    said = {_state(one, on) for one in theirs if one.person in core}
    for state in CONTRACTS[:3]:
        if state in said:
            return state
    others = {_state(one, on) for one in theirs if one.person in around}
    return "unsettled" if others & OWN_SUBLET else "none"


def _state(contract: SocialContract, on: date) -> str:
    if contract.until is not None and contract.until < on:
        return "ended"
    if contract.since is not None and contract.since > on:
        return "none"
    return "with_plan" if contract.plan else "without_plan"


def creditor_of(findings: Findings, municipality: str) -> str:
    """Whether the claim is the own municipality's: the creditor named, else the one who writes."""
    name = findings.value(CREDITOR_NAME) or findings.value(SENDER_NAME)
    if not name:
        return "unknown"
    town = municipality.casefold().removesuffix("s")
    own = re.search(rf"(?<!\w){re.escape(town)}s? (?:kommun|stad)(?!\w)", name.casefold())
    return "own" if town and own else "another"


def unpaid_months(findings: Findings, counted: Iterable[Earlier], on: date, *, listed: bool) -> str:
    """For how many months nothing was paid, as far as that is told.

    The months that the claim names; of one debtor of a list (``listed``), this list's month and
    those before it, month by month, on whose lists he stood too. ``unknown`` when nothing tells.
    """
    months = {
        month
        for row in findings.claim
        if row.what in {"rent", "fee"} and row.period
        for month in months_in(row.period)
    }
    number = len(months)
    if listed:
        number = max(number, _in_a_row(findings.value(LETTER_DATE) or on, counted))
    return MONTHS[min(number, 3) - 1] if number else "unknown"


def _in_a_row(day: date, counted: Iterable[Earlier]) -> int:
    """How many months in a row, this one and backwards, have a list with the debtor on it."""
    had = {_month(one.letter_date or one.received_on) for one in counted if one.subkind in _LISTED}
    number, month = 1, _before(_month(day))
    while month in had:
        number, month = number + 1, _before(month)
    return number


def months_in(period: str) -> frozenset[Month]:
    """The months that a claim's period names: ``2026-11``, ``2026-10/2026-11``, ``2026-Q4``."""
    found = _PERIOD.fullmatch(period.strip())
    if found is None:
        return frozenset()
    year = int(found["year"])
    if found["quarter"]:
        first = 3 * int(found["quarter"]) - 2
        return frozenset((year, first + step) for step in range(3))
    start = (year, int(found["month"]))
    end = start if found["to"] is None else (int(found["to_year"]), int(found["to"]))
    return frozenset(_span(start, end))


def _span(start: Month, end: Month) -> Iterator[Month]:
    """The months from one to the other; the first alone where the span is none."""
    first, last = (year * 12 + month - 1 for year, month in (start, end))
    last = last if first <= last < first + _MOST else first
    for number in range(first, last + 1):
        year, month = divmod(number, 12)
        yield year, month + 1


def _month(day: date) -> Month:
    return day.year, day.month


def _before(month: Month) -> Month:
    year, number = month
    return (year, number - 1) if number > 1 else (year - 1, 12)


def persons_of(matches: Iterable[Match]) -> tuple[Personnummer, ...]:
    """The numbers of those whom the letter is about, each once."""
    return tuple(dict.fromkeys(one.person.number for one in matches if isinstance(one, Matched)))
