"""A routine's own calendar: month's end, the 15th, every third month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from case_parts import GOTEBORG, christmas
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.recurring import MOVED, faults, occurrences, of_unit
from pipeline.domain.routine import Paragraph, Recurring
from pipeline.domain.weekdays import is_weekday


def every(day: int, *months: int, moved: str = "before") -> Recurring:
    """Something done on that day of those months."""
    return Recurring(
        id="r",
        text="Ta fram listan.",
        unit="vuxen",
        day=day,
        months=months,
        moved=moved,
        paragraph=Paragraph(heading="Rubrik", sentence="Mening."),
    )


@pytest.mark.parametrize(
    ("one", "days"),
    [
        # month's end: a Saturday, a Monday, New Year's Eve
        (every(31), ["2026-10-30", "2026-11-30", "2026-12-30"]),
        (every(31, moved="after"), ["2026-11-02", "2026-11-30"]),
        # the 15th: a Thursday, a Sunday, a Tuesday
        (every(15), ["2026-10-15", "2026-11-13", "2026-12-15"]),
        (every(15, moved="after"), ["2026-10-15", "2026-11-16", "2026-12-15"]),
        (every(31, 3, 6, 9, 12), ["2026-12-30"]),
        (every(24, 12), ["2026-12-23"]),
        (every(1, 5), []),
    ],
)
def test_the_days_of_a_quarter(one: Recurring, days: list[str]) -> None:
    """October to December 2026."""
    found = occurrences(one, date(2026, 10, 5), date(2026, 12, 31), christmas)
    assert [day.isoformat() for day in found] == days


@settings(deadline=None)
@given(
    st.integers(1, 31),
    st.sets(st.integers(1, 12)),
    st.sampled_from(MOVED),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.integers(0, 800),
)
def test_one_a_month_each_on_a_weekday(
    day: int, months: set[int], moved: str, since: date, length: int
) -> None:
    """Whatever the window, what falls in it is found, and windows put together miss nothing."""
    one, until = every(day, *sorted(months), moved=moved), since + timedelta(days=length)
    found = occurrences(one, since, until, christmas)
    assert list(found) == sorted(found)
    assert all(since <= one_day <= until and is_weekday(one_day, christmas) for one_day in found)
    half = since + timedelta(days=length // 2)
    parts = (
        *occurrences(one, since, half, christmas),
        *occurrences(one, half + timedelta(days=1), until, christmas),
    )
    assert parts == found
    assert len(found) <= length // 28 + 2


def test_the_faults_of_one() -> None:
    """A sound one has none; each unit has its own."""
    assert list(faults(every(31), ["vuxen"])) == []
    assert list(faults(replace(every(15), unit="", text="", moved=""), ["vuxen"])) == [
        "vad som ska göras (text) saknas",
        "okänd enhet (tom)",
        "moved är tomt; tillåtna är before och after",
    ]
    assert list(faults(every(0, 3, 13), ["vuxen"])) == [
        "day är 0; tillåtna är 1 till 31, där 31 är månadens sista dag",
        "months har 13; tillåtna är 1 till 12",
    ]
    routine = replace(GOTEBORG, recurring=(every(15),))
    assert of_unit(routine, "vuxen") == (every(15),)
    assert of_unit(routine, "barn_unga") == ()
