"""The closed vocabulary of facts that routines decide by, and what a letter's facts are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from pipeline.domain.fields import CONCERN, STATUTORY, Findings
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.match import Household, Minors, NoMinor
from pipeline.domain.people import OpenCase, Personnummer
from pipeline.domain.routine import Fact, Routine, Unit

NONE = "none"
UNSETTLED = "unsettled"
ANY_POINT = "any"
"""Every intake point that the routine does not name."""

CASE = "case."
OTHER_CASE = "case.other"
"""An open case at a unit that no other fact of the routine asks about."""

Facts = Mapping[str, str]
"""A value for each fact, by the fact's name."""

ROUTABLE = tuple(kind for kind in Kind if kind is not Kind.OTHER)
"""The kinds that a routine may send anywhere; ``other`` never leaves on its own (contract)."""

_FIXED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": tuple(kind.value for kind in ROUTABLE),
        "subkind": (*dict.fromkeys(sub for kind in ROUTABLE for sub in SUBKINDS[kind]), NONE),
        "tenure": tuple(tenure.value for tenure in Tenure),
        "household": ("no_minor", "minors", "unknown"),
        "earlier": ("first", "repeated", UNSETTLED),
        "statutory": ("yes", "no"),
        "concern": ("yes", "no"),
    }
)
_CASE_VALUES = ("open", NONE, UNSETTLED)


def vocabulary(name: str, units: Iterable[Unit], points: Iterable[str] = ()) -> tuple[str, ...]:
    """All values that the fact of that name may have; empty for a name that is no fact.

    ``points`` are the intake points that the routine names.
    """
    if name in _FIXED:
        return _FIXED[name]
    if name == "intake_point":
        return (*dict.fromkeys(points), ANY_POINT)
    if name == OTHER_CASE or name in {CASE + unit.id for unit in units}:
        return _CASE_VALUES
    return ()


def names(units: Iterable[Unit]) -> tuple[str, ...]:
    """The names of all facts that a routine with these units may declare."""
    return (*_FIXED, "intake_point", *(CASE + unit.id for unit in units), OTHER_CASE)


def pairs() -> tuple[tuple[str, str], ...]:
    """The kinds with each of their subkinds, and with ``none`` where the subkind is not known."""
    return tuple((kind.value, sub) for kind in ROUTABLE for sub in (*SUBKINDS[kind], NONE))


def combinations(facts: Iterable[Fact]) -> Iterator[dict[str, str]]:
    """Every combination of values that can occur; a subkind only with its own kind."""
    declared = {fact.name: fact.values for fact in facts}
    both = {"kind", "subkind"} <= declared.keys()
    others = [name for name in declared if not (both and name in {"kind", "subkind"})]
    heads: list[dict[str, str]] = (
        [
            {"kind": kind, "subkind": sub}
            for kind, sub in pairs()
            if kind in declared["kind"] and sub in declared["subkind"]
        ]
        if both
        else [{}]
    )
    for head in heads:
        for values in product(*(declared[name] for name in others)):
            yield head | dict(zip(others, values, strict=True))


def case_at(owned: Iterable[str], household: Household | None, cases: Iterable[OpenCase]) -> str:
    """Whether the household has an open case at a unit that owns the cases named ``owned``.

    ``open`` for the person, a spouse or partner, custody children in the home and their other
    custodian in the home; ``unsettled`` when only a lodger, another cohabitant or a child who is
    registered elsewhere has one, or when it is not known whom the letter is about.
    """
    if household is None:
        return UNSETTLED
    wanted = {name.casefold() for name in owned}
    holders = {case.person for case in cases if case.open and case.unit.casefold() in wanted}
    if holders & set(household.core):
        return "open"
    return UNSETTLED if holders & _around(household) else NONE


def _around(household: Household) -> set[Personnummer]:
    """Everybody whose open case may concern the household."""
    children = () if isinstance(household.minors, NoMinor) else household.minors.children
    return {person.number for person in household.members} | {child.number for child in children}


def concerned(household: Household | None, cases: Iterable[OpenCase]) -> tuple[OpenCase, ...]:
    """The open cases of the household, those of the person concerned and the family first."""
    if household is None:
        return ()
    rank = {number: place for place, number in enumerate(household.core)}
    around = _around(household) | set(household.core)
    return tuple(
        sorted(
            (case for case in cases if case.open and case.person in around),
            key=lambda case: (rank.get(case.person, len(rank)), case.unit, case.number),
        )
    )


def owned_by(unit: Unit) -> tuple[str, ...]:
    """The names under which the register files the unit's cases: its id, and its aliases."""
    return (unit.id, *unit.case_names)


def other_units(routine: Routine, cases: Iterable[OpenCase]) -> tuple[str, ...]:
    """The units with open cases that no ``case.`` fact of the routine asks about."""
    asked = {
        name.casefold()
        for unit in routine.units
        if any(fact.name == CASE + unit.id for fact in routine.facts)
        for name in owned_by(unit)
    }
    return tuple(
        dict.fromkeys(
            case.unit for case in cases if case.open and case.unit.casefold() not in asked
        )
    )


def household_value(household: Household | None) -> str:
    """``minors``, ``no_minor``, or ``unknown`` also when nobody was found."""
    if household is None:
        return "unknown"
    if isinstance(household.minors, Minors):
        return "minors"
    return "no_minor" if isinstance(household.minors, NoMinor) else "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a letter's facts are taken from; ``earlier`` is the count's value.

    ``cases`` are those of the register's view, open or not.
    """

    kind: Kind
    subkind: str | None
    tenure: Tenure
    household: Household | None
    cases: tuple[OpenCase, ...]
    earlier: str
    findings: Findings
    intake_point: str


def of_letter(routine: Routine, what: Circumstances) -> Facts:
    """The value of each fact that the routine declares, for one letter.

    Total: a fact that cannot be told has its value for that.
    """
    known = {
        "kind": what.kind.value,
        "subkind": what.subkind or NONE,
        "tenure": what.tenure.value,
        "household": household_value(what.household),
        "earlier": what.earlier,
        "statutory": "yes" if what.findings.get(STATUTORY) else "no",
        "concern": "yes" if what.findings.get(CONCERN) else "no",
    }
    units = {CASE + unit.id: unit for unit in routine.units}
    values: dict[str, str] = {}
    for fact in routine.facts:
        if fact.name in known:
            values[fact.name] = known[fact.name]
        elif fact.name == OTHER_CASE:
            others = other_units(routine, what.cases)
            values[fact.name] = case_at(others, what.household, what.cases)
        elif fact.name in units:
            owned = owned_by(units[fact.name])
            values[fact.name] = case_at(owned, what.household, what.cases)
        else:
            # Nothing is left but the intake point: a verified routine has no other facts.
            point = what.intake_point
            values[fact.name] = point if point in fact.values else ANY_POINT
    return MappingProxyType(values)
