"""Periods: what a key means, their parts without gap or overlap, what can be chosen."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.periods import Period, choices, days, months, period, weeks

TODAY = date(2026, 11, 29)
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


def chosen(key: str, today: date = TODAY) -> Period:
    """A period that there is."""
    found = period(key, today)
    assert found is not None
    return found


def test_the_last_days_end_today() -> None:
    """Thirty of them, today among them."""
    found = chosen("")
    assert (found.span.first, found.span.last) == (date(2026, 10, 31), TODAY)
    assert len(days(found)) == 30
    assert not found.is_year


def test_a_month_and_a_year_end_today_at_the_latest() -> None:
    """What has not come yet is no part of it."""
    assert chosen("2026-02").span.last == date(2026, 2, 28)
    assert chosen("2026-11").span.last == TODAY
    assert chosen("2025").span.last == date(2025, 12, 31)
    assert chosen("2025").is_year
    assert date(2025, 5, 5) in chosen("2025").span
    assert TODAY not in chosen("2025").span


@pytest.mark.parametrize(
    "key", ["2027", "2026-12", "2026-13", "2026-1", "x", "1999", "20261", "٢٠٢٦", "2026-11-01"]
)
def test_what_is_no_period_is_none(key: str) -> None:
    """Nor one that has not begun."""
    assert period(key, TODAY) is None


@given(DAYS, st.sampled_from(["", "month", "year"]))
def test_the_parts_of_a_period_are_all_of_it(today: date, which: str) -> None:
    """One after the other, without gap or overlap."""
    key = {"": "", "month": f"{today:%Y-%m}", "year": f"{today:%Y}"}[which]
    whole = chosen(key, today)
    for parts in (days(whole), weeks(whole), months(whole)):
        assert parts[0].first == whole.span.first
        assert parts[-1].last == whole.span.last
        for one, after in pairwise(parts):
            assert one.last + timedelta(days=1) == after.first
    assert all(one.first.weekday() == 0 for one in weeks(whole)[1:])
    assert all(one.first.day == 1 for one in months(whole)[1:])


@given(DAYS, st.integers(0, 4000))
def test_every_choice_is_a_period(today: date, back: int) -> None:
    """From the last days on, back to the oldest letter."""
    oldest = max(date(2000, 1, 1), today - timedelta(days=back))
    keys = choices(oldest, today)
    assert keys[0] == ""
    assert len(set(keys)) == len(keys)
    assert all(period(key, today) is not None for key in keys)
    assert f"{oldest:%Y}" in keys
    if back < 300:
        assert f"{oldest:%Y-%m}" in keys
