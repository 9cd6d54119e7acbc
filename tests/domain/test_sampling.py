"""Blind samples: who is chosen, what differs, who was right."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from case_parts import CHILD, EVICTION, EVICTION_SET, ON, RENT, TENANT, decided, household
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.fields import AMOUNT
from pipeline.domain.kinds import Kind
from pipeline.domain.sampling import (
    LOTS,
    Answer,
    Standing,
    chosen_below,
    differences,
    drawn,
    standing,
    values_of,
)

RIGHT = Answer(
    kind=Kind.RENT_DEBT,
    persons=(TENANT.number.digits,),
    children=(CHILD.number.digits,),
    amount=Decimal("18450.00"),
    letter_date=date(2026, 10, 1),
)


@settings(deadline=None)
@given(st.binary(max_size=8), st.floats(0, 1), st.floats(0, 1))
def test_a_greater_share_holds_the_smaller(seed: bytes, one: float, other: float) -> None:
    """So that raising it never lets a letter out."""
    ident = hashlib.sha256(seed).hexdigest()
    low, high = sorted((one, other))
    assert chosen_below(low) <= chosen_below(high)
    assert chosen_below(0.0) <= drawn(ident) < chosen_below(1.0) == LOTS


def test_about_the_share_is_chosen() -> None:
    """Of ten thousand ids, two in a hundred, within four deviations."""
    lots = (drawn(hashlib.sha256(b"%d" % n).hexdigest()) for n in range(10_000))
    chosen = sum(lot < chosen_below(0.02) for lot in lots)
    assert abs(chosen - 200) <= 4 * 14


def test_an_equal_answer_differs_in_nothing() -> None:
    """Amounts are compared as numbers, persons and children as sets."""
    case = decided(household=household(CHILD))
    same = replace(RIGHT, amount=Decimal(18450))
    assert differences(same.values, values_of(case)) == ()
    assert standing((), case, case, closed=False, waits=False) is Standing.EQUAL


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ({"kind": Kind.DISTURBANCE}, "kind"),
        ({"persons": ()}, "person"),
        ({"children": ()}, "household"),
        ({"amount": Decimal("18450.01")}, "amount_sek"),
        ({"letter_date": ON}, "letter_date"),
    ],
)
def test_each_other_answer_is_named(other: dict[str, object], name: str) -> None:
    """By the value alone."""
    case = decided(household=household(CHILD))
    answer = replace(RIGHT, **other)  # type: ignore[arg-type] # one field at a time
    assert differences(answer.values, values_of(case)) == (name,)


def test_what_was_not_answered_is_not_compared_and_what_was_not_found_is() -> None:
    """A missing amount is an error of the program's if a person reads one."""
    case = decided(findings=replace(RENT, fields={}), household=household(CHILD))
    silent = replace(RIGHT, amount=None, letter_date=None)
    assert differences(silent.values, values_of(case)) == ()
    assert "amount_sek" in differences(RIGHT.values, values_of(case))


def test_the_time_of_an_eviction_is_compared_to_the_minute() -> None:
    """As it stands in the notice."""
    case = decided(classification=EVICTION_SET, findings=EVICTION, household=household())
    at = datetime(2026, 10, 17, 9, 30)  # noqa: DTZ001 - the letter gives local time
    answer = Answer(
        kind=Kind.EVICTION_DATE, persons=(TENANT.number.digits,), children=(), eviction_at=at
    )
    assert differences(answer.values, values_of(case)) == ()
    later = replace(answer, eviction_at=at.replace(minute=31))
    assert differences(later.values, values_of(case)) == ("eviction_at",)


def test_without_a_household_no_child_was_told() -> None:
    """Whoever reads of one differs."""
    case = decided(household=None)
    assert "household" in differences(RIGHT.values, values_of(case))


def test_who_was_right_is_told_by_what_it_became() -> None:
    """Open until settled; ended or changed speaks for the reader, kept for the program."""
    case = decided(household=household(CHILD))
    changed = replace(
        case,
        findings=case.findings.with_field(
            AMOUNT, replace(case.findings.fields["amount_sek"], value=Decimal(1))
        ),
    )
    differs = ("amount_sek",)
    assert standing(differs, case, case, closed=False, waits=True) is Standing.OPEN
    assert standing(differs, case, case, closed=False, waits=False) is Standing.PROGRAM_RIGHT
    assert standing(differs, case, changed, closed=False, waits=False) is Standing.PROGRAM_WRONG
    assert standing(differs, case, case, closed=True, waits=False) is Standing.PROGRAM_WRONG
    other = ("kind",)
    assert standing(other, case, changed, closed=False, waits=False) is Standing.PROGRAM_RIGHT
