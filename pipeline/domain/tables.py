"""Looking a letter's facts up in a routine: exactly one row, and all duties that hold."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain.facts import Facts
from pipeline.domain.problems import Code, Problem
from pipeline.domain.routine import Condition, Duty, Routine, Row

ROW = "row"
"""The fact of duties alone: the id of the row that was applied."""


def holds(when: Iterable[Condition], facts: Facts) -> bool:
    """Whether each condition's fact has one of the condition's values."""
    return all(facts.get(condition.fact) in condition.values for condition in when)


def row_for(routine: Routine, facts: Facts) -> Row | None:
    """The row that holds; None when none or more than one does.

    A verified routine has exactly one row for any facts; None is left for one that is not.
    """
    found = [row for row in routine.rows if holds(row.when, facts)]
    return found[0] if len(found) == 1 else None


def duties_for(routine: Routine, facts: Facts, row: Row) -> tuple[Duty, ...]:
    """All duties that hold for these facts and that row, in the routine's order."""
    known = {**facts, ROW: row.id}
    return tuple(duty for duty in routine.duties if holds(duty.when, known))


def facts_read(when: Iterable[Condition], facts: Facts) -> tuple[tuple[str, str], ...]:
    """The facts that the conditions asked for, with the values they had."""
    return tuple(
        (condition.fact, facts[condition.fact]) for condition in when if condition.fact in facts
    )


def review_problem(row: Row) -> Problem | None:
    """Why the row is only a proposal: a reason's own code, or the gap that the routine leaves."""
    if not row.review:
        return None
    try:
        return Problem.parse(row.review)
    except ValueError:
        return Problem(code=Code.ROUTINE_SILENT, detail=row.review)
