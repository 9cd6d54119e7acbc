"""Where a letter waits: its lane, and the first day that something falls due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from case_parts import (
    CHILD,
    EVICTION,
    EVICTION_SET,
    ON,
    RENT,
    decided,
    found,
    household,
)

from pipeline.domain.fields import CHILDREN_MENTIONED
from pipeline.domain.kinds import Priority
from pipeline.domain.match import Unknown
from pipeline.domain.problems import Code, Problem
from pipeline.domain.queueing import Lane, Wait, expires, lane_of

NO_CHILD = decided()
WITH_CHILD = decided(household=household(CHILD))
EVICTED = decided(classification=EVICTION_SET, findings=EVICTION)


def test_the_lane_is_the_first_that_is_the_letter_s() -> None:
    """Protected before Kronofogden before children before all else."""
    assert lane_of(NO_CHILD, owed=False) is Lane.ORDINARY
    assert lane_of(WITH_CHILD, owed=False) is Lane.CHILDREN
    assert lane_of(EVICTED, owed=False) is Lane.KRONOFOGDEN
    assert lane_of(WITH_CHILD, owed=True) is Lane.KRONOFOGDEN
    assert lane_of(replace(EVICTED, restricted=True), owed=True) is Lane.PROTECTED


def test_a_child_that_may_be_is_one() -> None:
    """What cannot be told of the home, and what the letter speaks of."""
    home = NO_CHILD.household
    assert home is not None
    unknown = replace(home, minors=Unknown(why=Problem(code=Code.HOUSEHOLD_UNCERTAIN)))
    assert lane_of(replace(NO_CHILD, household=unknown), owed=False) is Lane.CHILDREN
    told = RENT.with_field(CHILDREN_MENTIONED, found("barnen"))
    assert lane_of(replace(NO_CHILD, findings=told), owed=False) is Lane.CHILDREN
    assert lane_of(replace(NO_CHILD, household=None), owed=False) is Lane.ORDINARY


@pytest.mark.parametrize(
    ("priority", "day"),
    [
        (Priority.SAME_DAY, ON),
        (Priority.URGENT, ON + timedelta(days=1)),
        (Priority.ORDINARY, date.max),
    ],
)
def test_a_letter_without_a_day_expires_by_its_urgency(priority: Priority, day: date) -> None:
    """An ordinary one has all the time there is."""
    case = replace(NO_CHILD, decision=None, priority=priority)
    assert expires(case, owed=False) == day


def test_the_earliest_day_counts_and_a_confirmation_only_while_it_is_owed() -> None:
    """The day of arrival for Kronofogden's; then the eviction's own."""
    case = replace(EVICTED, priority=Priority.ORDINARY)
    assert expires(case, owed=True) == ON
    assert expires(case, owed=False) == date(2026, 10, 17)
    wait = Wait.of(case, owed=False)
    assert (wait.lane, wait.expires) == (Lane.KRONOFOGDEN, date(2026, 10, 17))
    assert wait.doubts == len(set(case.reasons))
