"""Cases at units that the routine has no name for: something unsettled, never "no case"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.domain.facts import ANY_CASE, CASE, CLOSED, OTHER_CASE, owners
from pipeline.domain.proposing import Applied, apply, receivers
from pipeline.domain.routine import CASE_UNIT, Routine, Unit
from pipeline.domain.tables import duties_for


def unknown_units(routine: Routine, names: Iterable[str]) -> tuple[str, ...]:
    """Of the register's names of units those that the routine neither owns nor ignores."""
    known = {*owners(routine.units), *(name.casefold() for name in routine.ignored_cases)}
    return tuple(dict.fromkeys(name for name in names if name.casefold() not in known))


def asked_units(routine: Routine) -> tuple[Unit, ...]:
    """The units whose cases the routine asks about: empty where no case changes anything."""
    facts = {fact.name for fact in routine.facts}
    if ANY_CASE in facts or any(
        send.unit == CASE_UNIT for row in routine.rows for send in row.send
    ):
        return routine.units
    return tuple(unit for unit in routine.units if facts & {CASE + unit.id, CLOSED + unit.id})


def may_be_ours(applied: Applied) -> bool:
    """Whether a case at an unknown unit would change something, were the unit one of the routine's.

    The name may be a new or misspelt one for any unit that the routine asks about. Where the row
    itself asks for a case elsewhere (``case.other``), the routine has said what such a case means.
    """
    routine, what = applied.routine, applied.what
    strange = set(unknown_units(routine, (one.unit for one in what.cases)))
    told = any(one.fact == OTHER_CASE and one.values == {"open"} for one in applied.row.when)
    if not strange or told:
        return False
    for unit in asked_units(routine):
        cases = tuple(
            replace(one, unit=unit.id) if one.unit in strange else one for one in what.cases
        )
        other = apply(routine, replace(what, cases=cases))
        if other is None or _outcome(other) != _outcome(applied):
            return True
    return False


def _outcome(applied: Applied) -> tuple[object, ...]:
    duties = duties_for(applied.routine, applied.facts, applied.row)
    return applied.row.id, receivers(applied), tuple(duty.id for duty in duties)
