"""The nearest day that a letter binds somebody to, and whether it has passed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.documents import swedish
from pipeline.domain.case import Case, Deadline
from pipeline.domain.deadlines import KFM_CONFIRMATION, LABELS

PASSED = "PASSERAD"
"""Says that the day lies behind us; never that a time limit has run out, which a person tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A day to keep, what it is for in Swedish, and whether it lies before the day of asking."""

    on: date
    what: str
    passed: bool

    @property
    def text(self) -> str:
        """The day as staff read it: ``mån 2026-10-05 PASSERAD``."""
        day = swedish.short_day(self.on)
        return f"{day} {PASSED}" if self.passed else day


def days(case: Case, today: date, *, confirmed: bool = False) -> tuple[Near, ...]:
    """All days of the letter and of its list's rows, the earliest first, each once.

    ``confirmed`` leaves out the confirmation to Kronofogden: it is sent.
    """
    decisions = (case.decision, *(row.decision for row in case.rows))
    found = {
        (one.on, one.what)
        for decision in decisions
        if decision is not None
        for one in _kept(decision.deadlines, confirmed=confirmed)
    }
    return tuple(
        Near(on=on, what=LABELS.get(what, what), passed=on < today) for on, what in sorted(found)
    )


def _kept(deadlines: Iterable[Deadline], *, confirmed: bool) -> Iterable[Deadline]:
    return (one for one in deadlines if not (confirmed and one.what == KFM_CONFIRMATION))


def nearest(case: Case, today: date, *, confirmed: bool = False) -> tuple[Near, ...]:
    """The nearest day; when that has passed, the next one to come after it. Empty: none is known.

    A day that has passed is never left out in favour of a later one: somebody may have missed it.
    """
    found = days(case, today, confirmed=confirmed)
    coming = next((one for one in found if not one.passed), None)
    return tuple(dict.fromkeys(one for one in (*found[:1], coming) if one is not None))


def order(case: Case | None, today: date, *, confirmed: bool = False) -> date:
    """What letters of equal urgency are sorted by: the nearest day; those without one come last."""
    found = () if case is None else days(case, today, confirmed=confirmed)
    return found[0].on if found else date.max
