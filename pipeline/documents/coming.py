"""The nearest day that a letter binds somebody to, and whether it has passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.documents import swedish
from pipeline.domain.case import Case, Deadline
from pipeline.domain.deadlines import KFM_CONFIRMATION, OF_EVERY_LETTER, label_of

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

    Those that every letter has are left out, and where it is ``confirmed`` the confirmation to
    Kronofogden: it is sent.
    """
    decisions = (case.decision, *(row.decision for row in case.rows))
    found = {
        (one.on, one.what, label_of(one))
        for decision in decisions
        if decision is not None
        for one in _kept(decision.deadlines, confirmed=confirmed)
    }
    return tuple(Near(on=on, what=said, passed=on < today) for on, _, said in sorted(found))


def _kept(deadlines: Iterable[Deadline], *, confirmed: bool) -> Iterable[Deadline]:
    gone = OF_EVERY_LETTER | ({KFM_CONFIRMATION} if confirmed else set())
    return (one for one in deadlines if one.what not in gone)


def nearest(case: Case, today: date, *, confirmed: bool = False) -> tuple[Near, ...]:
    """The nearest day; when that has passed, the next one to come after it. Empty: none is known.

    A day that has passed is never left out in favour of a later one: somebody may have missed it.
    """
    return leading(days(case, today, confirmed=confirmed))


def leading(found: Sequence[Near]) -> tuple[Near, ...]:
    """The first of days in order; when it has passed, the next one to come after it."""
    coming = next((one for one in found if not one.passed), None)
    return tuple(dict.fromkeys(one for one in (*found[:1], coming) if one is not None))
