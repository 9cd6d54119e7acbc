"""Where a letter goes by one decision and by another: from whom to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.case import Case, Decision
from pipeline.domain.kinds import State

Receivers = tuple[tuple[str, str], ...]
"""Units with their roles, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where a letter, or a debtor of a list, goes: its row of the routine, its units, its state."""

    state: State
    row: str
    receivers: Receivers


def moved(before: Case, after: Case) -> Iterator[tuple[int, Way, Way]]:
    """The letter (0) and the rows of its list (from 1) whose units, roles or state differ."""
    old, new = dict(_ways(before)), dict(_ways(after))
    for line in sorted(old.keys() & new.keys()):
        one, other = old[line], new[line]
        if (one.state, one.receivers) != (other.state, other.receivers):
            yield line, one, other


def _ways(case: Case) -> Iterator[tuple[int, Way]]:
    yield 0, _way(case.state, case.decision)
    for row in case.rows:
        yield row.row + 1, _way(row.state, row.decision)


def _way(state: State, decision: Decision | None) -> Way:
    if decision is None:
        return Way(state=state, row="", receivers=())
    return Way(
        state=state,
        row=decision.rows[0].id if decision.rows else "",
        receivers=tuple((one.unit, one.role.value) for one in decision.deliveries),
    )
