"""A unit's agenda: the days of the letters it has had, and what its routine asks for by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from pipeline.domain import agenda as days_of
from pipeline.domain import recurring
from pipeline.domain.agenda import OF_AN_EVICTION, Entry, Standing
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.domain.routine import Recurring, Routine
from pipeline.store import days
from pipeline.store.days import Owed
from pipeline.usecases.evictions import matter_of
from pipeline.usecases.judge import is_holiday
from pipeline.usecases.office import Office
from pipeline.usecases.pickup import admit

BACK = timedelta(days=31)
"""How long a day that has passed stays in an agenda: what was missed is still to be seen."""

AHEAD = timedelta(days=366)
"""How far an agenda reaches."""


def agenda(
    office: Office,
    routine: Routine,
    unit: str,
    *,
    by: str = "",
    span: tuple[date, date] | None = None,
) -> tuple[Entry, ...]:
    """The unit's days, the earliest first; of equal days those with an hour first.

    ``span`` are the first and the last day; else from a month back to a year ahead. Raises
    NotFoundError for a unit there is not, and NotAllowedError for the restricted one unless ``by``
    is named to it.
    """
    admit(office, unit, by)
    today = office.today()
    first, last = span or (today - BACK, today + AHEAD)
    with office.ledger.snapshot():
        found = [
            _entry(office, one, by)
            for one in days.of_unit(office.ledger, unit, first, last)
            # A letter that turned out to be restricted is left to those named to it.
            if unit == PROTECTED_UNIT or not one.restricted
        ]
    for one in recurring.of_unit(routine, unit):
        dates = recurring.occurrences(one, first, last, is_holiday)
        found += [_again(routine, one, day) for day in dates]
    return tuple(
        _once(sorted(found, key=lambda one: (one.on, one.at is None, str(one.at), one.uid)))
    )


def _entry(office: Office, one: Owed, by: str) -> Entry:
    standing, note = (Standing.UNSURE, days_of.WAITS) if one.waits else (Standing.HOLDS, "")
    revisions = one.revision
    if one.kept.what in OF_AN_EVICTION:
        matter = matter_of(office, one.letter, by=by)
        revisions = max(revisions, matter.revisions)
        standing, note = days_of.standing(
            one.letter, matter.chain, waits=matter.waits, hidden=matter.hidden
        )
    return Entry(
        unit=one.kept.unit,
        letter=one.letter,
        what=one.kept.what,
        on=one.kept.on,
        at=one.kept.at,
        text=one.kept.text,
        basis=one.kept.basis,
        standing=standing,
        note=note,
        uid=f"{one.letter[:16]}-{one.kept.line}-{one.kept.what}-{one.kept.unit}",
        sequence=revisions - 1,
        made_at=one.made_at,
        line=one.kept.line,
    )


def _again(routine: Routine, one: Recurring, day: date) -> Entry:
    return Entry(
        unit=one.unit,
        letter="",
        what=one.id,
        on=day,
        at=None,
        text=one.text,
        basis=one.paragraph.heading,
        standing=Standing.HOLDS,
        note="",
        uid=f"{routine.name}-{one.id}-{day.isoformat()}-{one.unit}",
        sequence=0,
        made_at=f"{routine.valid_from}T00:00:00+00:00",
    )


def _once(entries: list[Entry]) -> list[Entry]:
    """No identifier twice, though a routine may ask for several days of one name."""
    seen: Counter[str] = Counter()
    found: list[Entry] = []
    for one in entries:
        seen[one.uid] += 1
        again = seen[one.uid]
        found.append(one if again == 1 else replace(one, uid=f"{one.uid}-{again}"))
    return found
