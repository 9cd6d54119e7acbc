"""The duty roster: who is the officer responsible at a unit, on which day, for which area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.domain.fields import POSTAL_CODE, Findings
from pipeline.domain.match import Match, Matched
from pipeline.domain.routine import Condition, Routine
from pipeline.domain.settings import Officer, Settings, Shift

CONFIRMATION = "bekraftelse_kfm"
"""The letter that must name an officer (SoF 2025:468 11 kap. 3 §)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who answers for a unit's letters of an area that day.

    ``area`` is empty where the municipality is one; ``officer`` is None where nobody is named.
    ``stands_in`` says that the roster names nobody, so that the unit's standing officer answers.
    """

    unit: str
    area: str
    officer: Officer | None
    stands_in: bool = False


def postal_code(findings: Findings, matches: Iterable[Match]) -> str:
    """The home's postal code, digits only: as printed, else as the register has it; or empty."""
    printed = _digits(findings.value(POSTAL_CODE) or "")
    if printed:
        return printed
    homes = {_digits(one.person.address.postal_code) for one in matches if isinstance(one, Matched)}
    return homes.pop() if len(homes) == 1 else ""


def area_of(code: str, settings: Settings) -> str:
    """The area whose prefix fits the postal code best; empty for none."""
    fitting = [
        (len(prefix), name)
        for name, prefixes in settings.areas.items()
        for prefix in map(_digits, prefixes)
        if code and prefix and code.startswith(prefix)
    ]
    return max(fitting)[1] if fitting else ""


def named(settings: Settings, unit: str, on: date, area: str = "") -> Named:
    """Who answers at the unit that day for letters of the area; empty for one that is not known.

    Whoever is on for just this area goes before whoever is on for all; then who has a period of
    his own (a stand-in) before the standing week; then the roster's order.
    """
    fitting = [
        one
        for one in settings.roster
        if one.unit == unit and _works(one, on) and (not one.areas or area in one.areas)
    ]
    if fitting:
        best = min(fitting, key=lambda one: (not one.areas, one.first is None and one.last is None))
        return Named(unit=unit, area=area, officer=best.officer)
    standing = settings.duty.get(unit)
    rostered = any(one.unit == unit for one in settings.roster)
    return Named(unit=unit, area=area, officer=standing, stands_in=rostered)


def contact(name: str, settings: Settings) -> Officer:
    """How that officer is reached, where the settings know her; else the name alone."""
    known = (*settings.duty.values(), *(one.officer for one in settings.roster))
    return next((one for one in known if one.name == name), Officer(name=name))


def today(settings: Settings, units: Iterable[str], on: date) -> tuple[Named, ...]:
    """Who answers at each unit that day, an area at a time where the roster tells areas apart."""
    found: list[Named] = []
    for unit in dict.fromkeys(units):
        parted = any(one.areas for one in settings.roster if one.unit == unit)
        areas = tuple(settings.areas) if parted else ("",)
        found += [named(settings, unit, on, area) for area in areas]
    return tuple(found)


def confirming(routine: Routine) -> tuple[str, ...]:
    """The units that hold a letter which Kronofogden is to have confirmed."""
    confirmed = [duty.when for duty in routine.duties if duty.template == CONFIRMATION]
    holders = (
        send.unit
        for row in routine.rows
        if any(_meet(row.when, when) for when in confirmed)
        for send in row.send
        if send.original
    )
    return tuple(dict.fromkeys(holders))


def answering(routine: Routine, settings: Settings) -> tuple[str, ...]:
    """The units that must have an officer each day: those that confirm, and the roster's."""
    rostered = (*settings.duty, *(one.unit for one in settings.roster))
    known = {unit.id for unit in routine.units}
    every = dict.fromkeys((*confirming(routine), *rostered))
    return tuple(unit for unit in every if unit in known)


def _meet(one: Iterable[Condition], other: Iterable[Condition]) -> bool:
    """Whether a letter may fulfil both, as far as the facts that both ask about tell."""
    asked = {condition.fact: condition.values for condition in other}
    return all(condition.values & asked.get(condition.fact, condition.values) for condition in one)


def _works(shift: Shift, on: date) -> bool:
    begun = shift.first is None or shift.first <= on
    over = shift.last is not None and shift.last < on
    return begun and not over and (not shift.weekdays or on.weekday() in shift.weekdays)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
