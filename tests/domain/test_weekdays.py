"""Days as the law of 1930 counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from case_parts import christmas
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.weekdays import (
    in_month,
    later,
    next_weekday,
    on_or_after,
    weekday_before,
    working_days_after,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def no_holiday(_: date) -> bool:
    """A year without holidays."""
    return False


@settings(deadline=None)
@given(DAYS)
def test_the_moved_day_is_the_first_weekday(day: date) -> None:
    """Never earlier, never a weekend or holiday, and nothing between would have done."""
    moved = next_weekday(day, christmas)
    assert moved >= day
    assert moved.weekday() < 5
    assert not christmas(moved)
    between = [day + timedelta(days=step) for step in range((moved - day).days)]
    assert all(next_weekday(one, christmas) == moved for one in between)


@settings(deadline=None)
@given(DAYS)
def test_the_weekday_before_mirrors_it(day: date) -> None:
    """A weekday is both; of any other day neither side holds a nearer weekday."""
    before, after = weekday_before(day, christmas), next_weekday(day, christmas)
    assert before <= day <= after
    assert (before == day) == (after == day)
    assert next_weekday(before + timedelta(days=1), christmas) == after or before == after


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 6, 19), date(2026, 6, 22)),  # Midsummer's Eve is a Friday
        (date(2026, 6, 26), date(2026, 6, 26)),  # the Friday after is none
        (date(2026, 12, 24), date(2026, 12, 25)),  # without holidays, the day after the eve
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_three_eves(day: date, moved: date) -> None:
    """They are no public holidays, but the law names them."""
    assert next_weekday(day, no_holiday) == moved


@pytest.mark.parametrize(
    ("day", "months", "moved"),
    [
        (date(2026, 10, 5), -12, date(2025, 10, 5)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),  # no such day the year before
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
    ],
)
def test_months_have_the_days_they_have(day: date, months: int, moved: date) -> None:
    """The same number in the month, or the month's last day (1 §)."""
    assert later(day, months=months) == moved
    assert later(day, years=months // 12, months=months % 12) == moved
    assert later(day, months=months, days=1) == moved + timedelta(days=1)


@given(DAYS, st.integers(1, 31))
def test_the_next_day_of_that_number(day: date, number: int) -> None:
    """The first in time: no earlier one lies between."""
    found = on_or_after(day, number)
    assert day <= found <= day + timedelta(days=31)
    assert found == in_month(found.year, found.month, number)
    between = [day + timedelta(days=step) for step in range((found - day).days)]
    assert not any(one == in_month(one.year, one.month, number) for one in between)


def test_working_days_pass_over_weekends_and_eves() -> None:
    """Three after a Thursday is the Tuesday; none is the day itself, whatever day that is."""
    assert working_days_after(date(2026, 10, 1), 3, no_holiday) == date(2026, 10, 6)
    assert working_days_after(date(2026, 10, 3), 0, no_holiday) == date(2026, 10, 3)
    # Christmas Eve is a Thursday; the days after it are told to be holidays.
    assert working_days_after(date(2026, 12, 23), 1, lambda day: day.day in {25, 26}) == date(
        2026, 12, 28
    )
