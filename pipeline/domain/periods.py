"""The periods that figures are told for: the last 30 days, a month, a year; and their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.domain.weekdays import later

LATEST = timedelta(days=30)
"""How long the period is that nobody has chosen."""

_MOST_MONTHS = 24
"""How many months back one may choose among; years go further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days that belong together, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> Iterator[date]:
        """Each day."""
        return (
            self.first + timedelta(days=one) for one in range((self.last - self.first).days + 1)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What is chosen: ``key`` is empty for the last days, ``2026-11`` a month, ``2026`` a year.

    ``span`` ends today at the latest.
    """

    key: str
    span: Span

    @property
    def is_year(self) -> bool:
        """Whether it is a year."""
        return len(self.key) == 4


def period(key: str, today: date) -> Period | None:
    """The period of that key; None for none, and for one that has not begun."""
    if not key:
        return Period(key="", span=Span(first=today - LATEST + timedelta(days=1), last=today))
    found = re.fullmatch(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?", key, re.ASCII)
    if found is None:
        return None
    year, month = int(found[1]), found[2]
    first = date(year, int(month or 1), 1)
    if first > today:
        return None
    end = later(first, months=1) if month else later(first, years=1)
    return Period(key=key, span=Span(first=first, last=min(today, end - timedelta(days=1))))


def choices(oldest: date, today: date) -> tuple[str, ...]:
    """The keys that one may choose among: the last days, months back to ``oldest``, years."""
    found = [""]
    month = today.replace(day=1)
    while len(found) <= _MOST_MONTHS and (month > oldest or month in _month(oldest)):
        found.append(f"{month:%Y-%m}")
        month = later(month, months=-1)
    return (*found, *(str(year) for year in range(today.year, oldest.year - 1, -1)))


def _month(day: date) -> Span:
    first = day.replace(day=1)
    return Span(first=first, last=later(first, months=1) - timedelta(days=1))


def days(chosen: Period) -> tuple[Span, ...]:
    """The period's days."""
    return tuple(Span(first=day, last=day) for day in chosen.span.days)


def weeks(chosen: Period) -> tuple[Span, ...]:
    """Its weeks from Monday to Sunday, cut at its ends."""
    return _cut(chosen, [day for day in chosen.span.days if day.weekday() == 0])


def months(chosen: Period) -> tuple[Span, ...]:
    """Its months, cut at its ends."""
    return _cut(chosen, [day for day in chosen.span.days if day.day == 1])


def _cut(chosen: Period, begins: list[date]) -> tuple[Span, ...]:
    first, last = chosen.span.first, chosen.span.last
    starts = list(dict.fromkeys([first, *begins]))
    ends = [day - timedelta(days=1) for day in starts[1:]] + [last]
    return tuple(Span(first=one, last=end) for one, end in zip(starts, ends, strict=True))
