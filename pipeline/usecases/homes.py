"""Who lives with a person and whose children they are, as the register has it and nothing else.

For whoever reads a letter without being told what the program made of it: no rule of the routine,
no certainty and no choice stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.domain.addresses import parse_street
from pipeline.domain.kinship import Kinship
from pipeline.domain.people import Address, Person, Personnummer, Protection
from pipeline.domain.sought import sought_person
from pipeline.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Minor:
    """A child: ``person`` None where the register has its number alone.

    ``of`` are the names of those asked about whose child it is or who have custody of it; ``here``
    says that it may live in the home of one of them.
    """

    number: Personnummer
    person: Person | None
    of: tuple[str, ...]
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """The persons asked about, the adults who may live with them, and the children of both."""

    persons: tuple[Person, ...]
    adults: tuple[Person, ...]
    minors: tuple[Minor, ...]


def homes_of(
    register: Register, numbers: Iterable[Personnummer], on: date, *, protected: bool
) -> Homes:
    """What the register tells of those persons' homes and children on that day.

    Nobody with a protected identity, unless ``protected`` says that the asker may see them.
    """
    asked = tuple(dict.fromkeys(numbers))
    view = register.view([sought_person(one) for one in asked]) if asked else None
    if view is None:
        return Homes(persons=(), adults=(), minors=())
    kin = Kinship(view.relations)
    known = {one.number: one for one in view.persons}
    hidden = {one.number for one in view.persons if one.protection is not Protection.NONE}
    shown = set(known) - (set() if protected else hidden)
    persons = tuple(known[one] for one in asked if one in shown)
    together = {
        one.number
        for one in view.persons
        if any(_may_live_together(one.address, each.address) for each in persons)
    }
    children = {
        child: tuple(one.full_name for one in persons if child in kin.minors_of(one.number, on))
        for child in sorted(
            {child for one in persons for child in kin.minors_of(one.number, on)}
            | {one for one in together if known[one].is_minor(on)}
        )
    }
    return Homes(
        persons=persons,
        adults=tuple(
            known[one]
            for one in sorted(together & shown)
            if one not in asked and not known[one].is_minor(on)
        ),
        minors=tuple(
            Minor(number=child, person=known.get(child), of=of, here=child in together)
            for child, of in children.items()
            if child in shown or child not in known
        ),
    )


def _may_live_together(one: Address, other: Address) -> bool:
    """The same house, and no two flats that both are known."""
    houses = [parse_street(each.street) if each.street else None for each in (one, other)]
    first, second = houses
    if first is None or second is None or first.key != second.key:
        return False
    return one.apartment == other.apartment or not (one.apartment and other.apartment)
