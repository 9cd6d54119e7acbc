"""Looking a letter's facts up in a routine: exactly one row, and all duties that hold."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain.facts import YES_NO, Facts
from pipeline.domain.problems import Code, Problem
from pipeline.domain.routine import Condition, Duty, Routine, Row

ROW = "row"
"""A fact of duties alone: the id of the row that was applied."""

DOUBT = "doubt"
"""A fact of duties alone: whether anything spoke for a person's look, also what was accepted."""


def holds(when: Iterable[Condition], facts: Facts) -> bool:
    """Whether each condition's fact has one of the condition's values."""
    return all(facts.get(condition.fact) in condition.values for condition in when)


def row_for(routine: Routine, facts: Facts) -> Row | None:
    """The row that holds; None when none or more than one does.

    A verified routine has exactly one row for any facts; None is left for one that is not.
    """
    found = [row for row in routine.rows if holds(row.when, facts)]
    return found[0] if len(found) == 1 else None


def duties_for(
    routine: Routine, facts: Facts, row: Row, *, doubt: bool = False
) -> tuple[Duty, ...]:
    """All duties that hold for these facts and that row, in the routine's order.

    ``doubt`` says that a person had, or has, something to look at. A standing duty comes with no
    letter.
    """
    known = {**facts, ROW: row.id, DOUBT: YES_NO[not doubt]}
    return tuple(
        duty for duty in routine.duties if duty.does != "standing" and holds(duty.when, known)
    )


def reviews(routine: Routine, facts: Facts, row: Row) -> tuple[Problem, ...]:
    """Why the routine itself wants a person to decide: the row's gap, and its duties of review."""
    wanted = [row.review]
    wanted += [duty.review for duty in duties_for(routine, facts, row) if duty.does == "review"]
    return tuple(dict.fromkeys(_problem(said) for said in wanted if said))


def facts_read(when: Iterable[Condition], facts: Facts) -> tuple[tuple[str, str], ...]:
    """The facts that the conditions asked for, with the values they had."""
    return tuple(
        (condition.fact, facts[condition.fact]) for condition in when if condition.fact in facts
    )


def _problem(review: str) -> Problem:
    """A reason's own code, or the gap or contradiction of the routine that is meant."""
    try:
        return Problem.parse(review)
    except ValueError:
        return Problem(code=Code.ROUTINE_SILENT, detail=review)
