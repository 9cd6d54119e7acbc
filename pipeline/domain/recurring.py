"""A routine's own calendar: what a unit does at month's end, on the 15th, every third month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.domain.routine import Recurring, Routine
from pipeline.domain.weekdays import IsHoliday, in_month, later, next_weekday, weekday_before

MOVED = ("before", "after")
"""Where a day that is no weekday goes; before it is the careful way for an office's own day."""


def occurrences(
    one: Recurring, since: date, until: date, is_holiday: IsHoliday
) -> tuple[date, ...]:
    """The days from ``since`` to ``until``, both included, on which it is to be done."""
    found: list[date] = []
    # A moved day may fall in the month beside its own.
    month = later(since.replace(day=1), months=-1)
    while month <= later(until, months=1):
        if not one.months or month.month in one.months:
            plain = in_month(month.year, month.month, one.day)
            move = next_weekday if one.moved == "after" else weekday_before
            found.append(move(plain, is_holiday))
        month = later(month, months=1)
    return tuple(day for day in found if since <= day <= until)


def faults(one: Recurring, units: Iterable[str]) -> Iterator[str]:
    """What is wrong with it, in Swedish."""
    if not one.text:
        yield "vad som ska göras (text) saknas"
    if one.unit not in set(units):
        yield f"okänd enhet {one.unit or '(tom)'}"
    if not 1 <= one.day <= 31:
        yield f"day är {one.day}; tillåtna är 1 till 31, där 31 är månadens sista dag"
    wrong = [str(month) for month in one.months if not 1 <= month <= 12]
    if wrong:
        yield f"months har {', '.join(wrong)}; tillåtna är 1 till 12"
    if one.moved not in MOVED:
        yield f"moved är {one.moved or 'tomt'}; tillåtna är {' och '.join(MOVED)}"


def of_unit(routine: Routine, unit: str) -> tuple[Recurring, ...]:
    """What the routine asks that unit to do again and again."""
    return tuple(one for one in routine.recurring if one.unit == unit)
