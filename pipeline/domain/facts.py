"""The closed vocabulary of facts that routines decide by, and what a letter's facts are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from types import MappingProxyType

from pipeline.domain.debtor import CONTRACTS, CREDITORS, MONTHS, PERSONS
from pipeline.domain.fields import CONCERN, STATUTORY, Findings
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.match import Household, Minors, NoMinor, Unknown
from pipeline.domain.people import OpenCase, Personnummer
from pipeline.domain.routine import Fact, Routine, Unit

NONE = "none"
UNSETTLED = "unsettled"
WHOLE = "whole"
PARTS = (WHOLE, "debtor")
"""Whether a letter (or a list as one paper) is decided, or one debtor of a list."""

ANY_POINT = "any"
"""Every intake point that the routine does not name."""

CASE = "case."
ANY_CASE = "case.any"
"""An open case at any unit of the routine: a client, "aktuell"."""
OTHER_CASE = "case.other"
"""An open case at a unit that no other fact of the routine asks about."""
CLOSED = "closed."
"""Whether the person had cases at the unit and all of them are closed."""

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
        "part": PARTS,
        "person": PERSONS,
        "contract": CONTRACTS,
        "unpaid_months": MONTHS,
        "creditor": CREDITORS,
    }
)
_CASE_VALUES = ("open", NONE, UNSETTLED)
YES_NO = ("yes", "no")


def vocabulary(name: str, units: Iterable[Unit], points: Iterable[str] = ()) -> tuple[str, ...]:
    """All values that the fact of that name may have; empty for a name that is no fact.

    ``points`` are the intake points that the routine names.
    """
    if name in _FIXED:
        return _FIXED[name]
    if name == "intake_point":
        return (*dict.fromkeys(points), ANY_POINT)
    ids = {unit.id for unit in units}
    if name in {ANY_CASE, OTHER_CASE} or (name.startswith(CASE) and name[len(CASE) :] in ids):
        return _CASE_VALUES
    if name.startswith(CLOSED) and name[len(CLOSED) :] in ids:
        return YES_NO
    return ()


def named_points(routine: Routine) -> tuple[str, ...]:
    """The intake points that the routine names, in its order."""
    values = next((fact.values for fact in routine.facts if fact.name == "intake_point"), ())
    return tuple(one for one in values if one != ANY_POINT)


def names(units: Iterable[Unit]) -> tuple[str, ...]:
    """The names of all facts that a routine with these units may declare."""
    listed = tuple(units)
    cases = (*(CASE + unit.id for unit in listed), ANY_CASE, OTHER_CASE)
    return (*_FIXED, "intake_point", *cases, *(CLOSED + unit.id for unit in listed))


@cache
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


def recently_closed(
    household: Household | None, cases: Iterable[OpenCase], on: date, days: int
) -> tuple[OpenCase, ...]:
    """The family's cases that were closed at most so many days before, or may have been (C2).

    The newest first. A closed case decides nothing; one whose last day the export does not tell
    may be recent. None where the same person has an open case at the unit.
    """
    if household is None:
        return ()
    listed = tuple(cases)
    current = {(one.person, one.unit) for one in listed if one.open}
    found = (
        one
        for one in listed
        if not one.open
        and one.person in household.core
        and (one.person, one.unit) not in current
        and (one.ended is None or (on - one.ended).days <= days)
    )
    return tuple(
        sorted(found, key=lambda one: (-(one.ended or date.min).toordinal(), one.unit, one.number))
    )


def owned_by(unit: Unit) -> tuple[str, ...]:
    """The names under which the register files the unit's cases: its id, and its aliases."""
    return (unit.id, *unit.case_names)


def owners(units: Iterable[Unit]) -> dict[str, str]:
    """Whose each name is, in lower case, under which the register files cases: the unit's id."""
    return {name.casefold(): unit.id for unit in units for name in owned_by(unit)}


def other_units(routine: Routine, cases: Iterable[OpenCase]) -> tuple[str, ...]:
    """The units with open cases that no ``case.`` fact of the routine asks about."""
    facts = {fact.name for fact in routine.facts}
    asked = {
        name.casefold()
        for unit in routine.units
        if ANY_CASE in facts or CASE + unit.id in facts
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
    minors = household.minors
    if isinstance(minors, Minors) or (isinstance(minors, Unknown) and minors.exist):
        return "minors"
    return "no_minor" if isinstance(household.minors, NoMinor) else "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a letter's facts are taken from; ``earlier`` is the count's value.

    ``cases`` are those of the register's view, open or not; ``persons`` those whom the letter is
    about. ``part``, ``person``, ``contract``, ``unpaid_months`` and ``creditor`` are the values of
    the facts of those names.
    """

    kind: Kind
    subkind: str | None
    tenure: Tenure
    household: Household | None
    cases: tuple[OpenCase, ...]
    earlier: str
    findings: Findings
    intake_point: str
    persons: tuple[Personnummer, ...] = ()
    part: str = WHOLE
    person: str = "unknown"
    contract: str = UNSETTLED
    unpaid_months: str = "unknown"
    creditor: str = "unknown"


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
        "part": what.part,
        "person": what.person,
        "contract": what.contract,
        "unpaid_months": what.unpaid_months,
        "creditor": what.creditor,
    }
    return MappingProxyType(
        {
            fact.name: known[fact.name] if fact.name in known else _own_fact(routine, fact, what)
            for fact in routine.facts
        }
    )


def _own_fact(routine: Routine, fact: Fact, what: Circumstances) -> str:
    """The value of a fact whose name or values are the routine's own."""
    units = {unit.id: unit for unit in routine.units}
    if fact.name == OTHER_CASE:
        return case_at(other_units(routine, what.cases), what.household, what.cases)
    if fact.name == ANY_CASE:
        every = [name for unit in routine.units for name in owned_by(unit)]
        return case_at(every, what.household, what.cases)
    if fact.name.startswith(CASE):
        owned = owned_by(units[fact.name.removeprefix(CASE)])
        return case_at(owned, what.household, what.cases)
    if fact.name.startswith(CLOSED):
        owned = owned_by(units[fact.name.removeprefix(CLOSED)])
        return "yes" if all_closed(owned, what.persons, what.cases) else "no"
    # Nothing is left but the intake point: a verified routine has no other facts.
    point = what.intake_point.casefold()
    return next((one for one in fact.values if one.casefold() == point), ANY_POINT)


def all_closed(
    owned: Iterable[str], persons: Iterable[Personnummer], cases: Iterable[OpenCase]
) -> bool:
    """Whether those persons had cases at a unit that owns the cases named, and none is open."""
    wanted = {name.casefold() for name in owned}
    about = set(persons)
    theirs = [one for one in cases if one.person in about and one.unit.casefold() in wanted]
    return bool(theirs) and not any(one.open for one in theirs)


def units_of_case(routine: Routine, what: Circumstances) -> tuple[str, ...]:
    """The units of the routine that have the client's open case, in the routine's order.

    Those of the grown-ups of the family count; a unit for children only where a person whom the
    letter is about has the case: what a child's own unit learns of parents is another matter.
    """
    if what.household is None:
        return ()
    children = (
        ()
        if isinstance(what.household.minors, NoMinor)
        else tuple(child.number for child in what.household.minors.children)
    )
    grown = set(what.household.core) - set(children)
    found: list[str] = []
    for unit in routine.units:
        wanted = {name.casefold() for name in owned_by(unit)}
        holders = set(what.persons) if unit.children else grown
        if any(
            one.open and one.person in holders and one.unit.casefold() in wanted
            for one in what.cases
        ):
            found.append(unit.id)
    return tuple(found)
