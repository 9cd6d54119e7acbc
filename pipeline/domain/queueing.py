"""In which lane of the queue a letter waits, and by when somebody must have taken it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from types import MappingProxyType

from pipeline.domain.case import Case, Deadline
from pipeline.domain.deadlines import KFM_CONFIRMATION, OF_EVERY_LETTER
from pipeline.domain.fields import CHILDREN_MENTIONED
from pipeline.domain.gates import kind_of
from pipeline.domain.kinds import Kind, Priority
from pipeline.domain.match import Household, NoMinor


class Lane(IntEnum):
    """The lanes, the first on top; a letter waits in the first that is its."""

    PROTECTED = 1
    KRONOFOGDEN = 2
    CHILDREN = 3
    ORDINARY = 4
    MISDIRECTED = 5


def lane_of(case: Case, *, owed: bool) -> Lane:
    """Where a letter waits; ``owed`` says that Kronofogden waits for its confirmation.

    A child that may be concerned counts as one: whom the register cannot rule out, or the letter
    speaks of.
    """
    if case.restricted:
        return Lane.PROTECTED
    if owed or kind_of(case.classification) is Kind.EVICTION_DATE:
        return Lane.KRONOFOGDEN
    homes = (case.household, *(row.household for row in case.rows))
    told = case.findings.get(CHILDREN_MENTIONED) is not None
    return Lane.CHILDREN if told or any(map(_may_hold_a_child, homes)) else Lane.ORDINARY


def _may_hold_a_child(household: Household | None) -> bool:
    """Whether the register shows one, or cannot tell; a home that is not known shows nothing."""
    return household is not None and not isinstance(household.minors, NoMinor)


_HANDS = MappingProxyType({Priority.SAME_DAY: timedelta(0), Priority.URGENT: timedelta(days=1)})
"""By when a letter of some urgency is to be in somebody's hands, counted from its arrival."""


def due(priority: Priority, received_on: date, found: Iterable[date] = ()) -> date:
    """What letters are queued by: the first day that anything about one falls due.

    A day of its own (``found``), passed or not, or what its urgency asks for; a letter without
    either has all the time there is.
    """
    hands = received_on + _HANDS[priority] if priority in _HANDS else date.max
    return min([hands, *found])


def expires(case: Case, *, owed: bool) -> date:
    """When a letter in review falls due: by a day of its own or of its list's rows, or its urgency.

    The day of a confirmation counts as long as it is ``owed``; those that every letter has do not.
    """
    gone = OF_EVERY_LETTER | (set() if owed else {KFM_CONFIRMATION})
    days = (one.on for one in _days(case) if one.what not in gone)
    return due(case.priority, case.received_on, days)


def _days(case: Case) -> Iterable[Deadline]:
    for decision in (case.decision, *(row.decision for row in case.rows)):
        yield from () if decision is None else decision.deadlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What a letter's place in the queue depends on; ``doubts`` is the number of its reasons."""

    lane: Lane
    expires: date
    doubts: int

    @classmethod
    def of(cls, case: Case, *, owed: bool) -> Wait:
        """The place of a decided letter; ``owed`` as in :func:`lane_of`."""
        return cls(
            lane=lane_of(case, owed=owed),
            expires=expires(case, owed=owed),
            doubts=len(set(case.reasons)),
        )
