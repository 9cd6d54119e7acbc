"""Numbers, ages and the end of childhood."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.people import (
    Address,
    Person,
    Personnummer,
    View,
    age,
    luhn_ok,
    turns_eighteen,
)


def number(born: date, serial: int = 980, *, coordination: bool = False) -> Personnummer:
    """A test number of the tax agency's kind with that birth date."""
    day = born.day + (60 if coordination else 0)
    stem = f"{born:%y%m}{day:02d}{serial:03d}"
    check = next(digit for digit in "0123456789" if luhn_ok(stem + digit))
    return Personnummer(f"{born:%Y}"[:2] + stem + check)


def person(born: date) -> Person:
    """A made person."""
    return Person(number=number(born), given="Test", surname="Testsson", address=Address())


@pytest.mark.parametrize(
    ("digits", "why"),
    [
        ("1980010199", "tolv"),
        ("19800101998x", "tolv"),
        ("198001019801", "kontrollsiffra"),
        ("²98001019801", "tolv"),
    ],
)
def test_a_malformed_number_is_refused(digits: str, why: str) -> None:
    """Length, digits and the check digit are verified at birth."""
    with pytest.raises(ValueError, match=why):
        Personnummer(digits)


def test_a_day_that_is_none_is_refused() -> None:
    """30 February has no owner although its check digit may fit."""
    stem = "800230980"
    check = next(digit for digit in "0123456789" if luhn_ok(stem + digit))
    with pytest.raises(ValueError, match="day"):
        Personnummer("19" + stem + check)


def test_a_coordination_number_has_a_birthday() -> None:
    """Sixty is added to the day, and taken away again."""
    made = number(date(1985, 4, 12), coordination=True)
    assert made.is_coordination
    assert made.born == date(1985, 4, 12)
    assert str(made) == made.digits
    assert made.printed[8] == "-"


def test_childhood_ends_on_the_eighteenth_birthday() -> None:
    """The day before is a child's day; a leap-day child is one through 28 February."""
    child = person(date(2008, 10, 5))
    assert child.is_minor(date(2026, 10, 4))
    assert not child.is_minor(date(2026, 10, 5))
    assert turns_eighteen(date(2008, 2, 29)) == date(2026, 3, 1)
    assert age(date(2008, 2, 29), date(2026, 2, 28)) == 17


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(0, 40000))
def test_minor_agrees_with_age(born: date, days: int) -> None:
    """Below eighteen completed years is a minor, on every day of a life."""
    on = born + timedelta(days=days)
    assert person(born).is_minor(on) == (age(born, on) < 18)


def test_names_and_views() -> None:
    """An absent middle name leaves no gap; a view finds its persons by number."""
    one = person(date(1980, 1, 1))
    assert one.full_name == "Test Testsson"
    assert View(persons=(one,)).person(one.number) is one
    assert View().person(one.number) is None
