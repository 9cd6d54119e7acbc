"""Days as the law counts them: weekdays, and weeks, months and years added to a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

IsHoliday = Callable[[date], bool]
"""Whether the day is a public holiday (allmän helgdag); weekends and eves are known here."""

LAW = "lagen (1930:173) om beräkning av lagstadgad tid"


def is_weekday(day: date, is_holiday: IsHoliday) -> bool:
    """Whether a last day may fall on it.

    Lag (1930:173) 2 §: not a Sunday or another public holiday, a Saturday, Midsummer's Eve,
    Christmas Eve or New Year's Eve.
    """
    return not (day.weekday() >= 5 or _is_eve(day) or is_holiday(day))


def next_weekday(day: date, is_holiday: IsHoliday) -> date:
    """The day itself, or the first weekday after it: so the law moves a last day."""
    while not is_weekday(day, is_holiday):
        day += timedelta(days=1)
    return day


def weekday_before(day: date, is_holiday: IsHoliday) -> date:
    """The day itself, or the last weekday before it: so an office keeps a day of its own."""
    while not is_weekday(day, is_holiday):
        day -= timedelta(days=1)
    return day


def working_days_after(day: date, number: int, is_holiday: IsHoliday) -> date:
    """The weekday that comes that many weekdays after ``day``; the day itself for none."""
    for _ in range(number):
        day = next_weekday(day + timedelta(days=1), is_holiday)
    return day


def _is_eve(day: date) -> bool:
    """Whether it is one of the three eves that the law names; Midsummer's is a Friday."""
    midsummer = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return midsummer or (day.month, day.day) in {(12, 24), (12, 31)}


def later(day: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The day so much later, or earlier where the numbers are negative.

    Lag (1930:173) 1 §: the same number in the month, or the month's last day where it has none.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + 12 * years + months, 12)
    return in_month(year, month + 1, day.day) + timedelta(days=days)


def in_month(year: int, month: int, number: int) -> date:
    """The day of that number in the month; the month's last day where it has none."""
    return date(year, month, min(number, monthrange(year, month)[1]))


def on_or_after(day: date, number: int) -> date:
    """The first day of that number in a month that is not before ``day``; 31 is the last."""
    here = in_month(day.year, day.month, number)
    if here >= day:
        return here
    following = later(day.replace(day=1), months=1)
    return in_month(following.year, following.month, number)
