"""Comparing one registered person with what a letter prints: named levels with weights in bits.

The weights are log2 odds: how much likelier the print is when the person is meant than when
somebody else is. They suit a register of some hundred thousand persons and a common name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain.addresses import (
    NOWHERE,
    Place,
    PlaceLevel,
    compare_postal_codes,
    compare_streets,
    parse_place,
    place_of,
)
from pipeline.domain.match import Candidate, Evidence
from pipeline.domain.names import NameLevel, PrintedName, Similarity
from pipeline.domain.people import Person, Personnummer
from pipeline.domain.sought import Sought, possible_numbers, slipped
from pipeline.domain.spelling import words

_STREET_BITS = {
    PlaceLevel.SAME: 14.0,
    PlaceLevel.FOLDED: 12.5,
    PlaceLevel.RANGE: 12.0,
    PlaceLevel.NO_LETTER: 12.0,
    PlaceLevel.SLIP: 9.0,
    PlaceLevel.OTHER: -6.0,
}
_SURE_STREET = frozenset(
    {PlaceLevel.SAME, PlaceLevel.FOLDED, PlaceLevel.RANGE, PlaceLevel.NO_LETTER}
)
_APARTMENT_BITS = {True: 4.0, False: -5.0}
_POSTAL_BITS = {PlaceLevel.SAME: 1.5, PlaceLevel.SLIP: 0.0, PlaceLevel.OTHER: -5.0}
_NUMBER_BITS = {"same": 24.0, "slip": 8.0, "same_birth_date": 5.0, "other": -10.0, "unread": -2.0}
_BIRTH_BITS = {True: 8.0, False: -8.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a letter prints of one person, read apart once.

    ``numbers`` are the well-formed numbers the digits may be (several centuries for ten digits);
    empty while ``digits`` is not means a number that cannot exist as printed. ``slips`` are the
    numbers one misread digit away; ``born`` the day of birth ``ÅÅMMDD`` when only that is printed.
    """

    name: str
    digits: str
    numbers: frozenset[Personnummer]
    slips: frozenset[str]
    born: str
    place: Place

    @classmethod
    def read(cls, sought: Sought) -> Printed:
        """The traits of what is sought; a name without letters counts as none."""
        digits = sought.digits
        whole = len(digits) in {10, 12}
        return cls(
            name=sought.name if words(sought.name) else "",
            digits=digits if whole else "",
            numbers=frozenset(possible_numbers(digits)) if whole else frozenset(),
            slips=frozenset(slipped(digits)) if whole else frozenset(),
            born=digits[-6:] if len(digits) in {6, 8} else "",
            place=parse_place(sought.address, sought.apartment, sought.postal_code),
        )

    @property
    def has_home(self) -> bool:
        """Whether a street is printed."""
        return self.place != NOWHERE and self.place.street is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A person compared with the print; a level is None where either side lacks the trait.

    ``number`` is ``same``, ``slip``, ``same_birth_date``, ``other``, ``unread`` or empty;
    ``birth_date`` says whether a printed day of birth is the person's.
    """

    candidate: Candidate
    name: NameLevel | None
    street: PlaceLevel | None
    apartment: bool | None
    postal_code: PlaceLevel | None
    number: str
    birth_date: bool | None

    @property
    def person(self) -> Person:
        """The registered person."""
        return self.candidate.person

    @property
    def bits(self) -> float:
        """The sum of the evidence."""
        return self.candidate.bits

    @property
    def named(self) -> bool:
        """Whether every printed word belongs to the person's name."""
        return self.name is not None and self.name.agrees

    @property
    def housed(self) -> bool:
        """Whether the person is registered in the printed house."""
        return self.street is not None and self.street.agrees

    @property
    def elsewhere(self) -> bool:
        """Whether the person is registered in another home than the printed one."""
        return (
            self.street is PlaceLevel.OTHER
            or self.apartment is False
            or self.postal_code is PlaceLevel.OTHER
        )

    @property
    def rank(self) -> tuple[float, Personnummer]:
        """Sorts best first, by evidence and then by number, so that order is never chance."""
        return (-self.bits, self.person.number)


def _number_level(printed: Printed, person: Person) -> str:
    if not printed.digits:
        return ""
    own = person.number
    if own in printed.numbers or printed.numbers.intersection(person.former):
        return "same"
    ten = own.digits[2:]
    if ten in printed.slips or ten == printed.digits[-10:]:
        return "slip"
    seen, mine = printed.digits[-10:][:6], ten[:6]
    days = {int(text[4:6]) % 60 for text in (seen, mine)}
    if seen[:4] == mine[:4] and len(days) == 1:
        return "same_birth_date"
    return "other" if printed.numbers else "unread"


def _same_birth_date(printed: Printed, person: Person) -> bool | None:
    if not printed.born:
        return None
    return printed.born == f"{person.number.born:%y%m%d}"


def _same(agrees: bool) -> str:
    return "same" if agrees else "other"


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares one print with many persons.

    ``street_known`` says that somebody is registered in the very street and house printed: then a
    street that merely looks like it is another street.
    """

    printed: Printed
    similarity: Similarity
    name: PrintedName | None
    street_known: bool

    @classmethod
    def among(cls, printed: Printed, persons: Iterable[Person], similarity: Similarity) -> Comparer:
        """The comparer of a print with these persons."""
        name = PrintedName(printed.name, similarity) if printed.name else None
        homes = {person.address for person in persons}
        known = any(
            _street_level(printed.place, place_of(home), similarity) in _SURE_STREET
            for home in homes
        )
        return cls(printed, similarity, name, known)

    def compare(self, person: Person) -> Compared:
        """The person compared with the print, trait by trait.

        A flat number and a postal code count only within one street: elsewhere they are chance.
        """
        return _compare(self, person)


def _street_level(place: Place, home: Place, similarity: Similarity) -> PlaceLevel | None:
    if place.street is None or home.street is None:
        return None
    return compare_streets(place.street, home.street, similarity)


def _compare(comparer: Comparer, person: Person) -> Compared:
    printed = comparer.printed
    evidence: list[Evidence] = []

    def weigh(trait: str, level: str, bits: float) -> None:
        evidence.append(Evidence(trait=trait, level=level, bits=bits))

    home, place = place_of(person.address), printed.place
    if number := _number_level(printed, person):
        weigh("personnummer", number, _NUMBER_BITS[number])
    born = _same_birth_date(printed, person)
    if born is not None:
        weigh("birth_date", _same(born), _BIRTH_BITS[born])
    name: NameLevel | None = None
    if comparer.name is not None:
        fit = comparer.name.fit(person.given, person.middle, person.surname)
        name = fit.level
        weigh("name", name.value, fit.bits)
    street = _street_level(place, home, comparer.similarity)
    if street is PlaceLevel.SLIP and comparer.street_known:
        street = PlaceLevel.OTHER
    if street is not None:
        weigh("street", street.value, _STREET_BITS[street])
    housed = street is not None and street.agrees
    apartment: bool | None = None
    if housed and place.apartment and home.apartment:
        apartment = place.apartment == home.apartment
        weigh("apartment", _same(apartment), _APARTMENT_BITS[apartment])
    postal_code: PlaceLevel | None = None
    if housed and place.postal_code and home.postal_code:
        postal_code = compare_postal_codes(place.postal_code, home.postal_code)
        weigh("postal_code", postal_code.value, _POSTAL_BITS[postal_code])
    return Compared(
        candidate=Candidate(person=person, evidence=tuple(evidence)),
        name=name,
        street=street,
        apartment=apartment,
        postal_code=postal_code,
        number=number,
        birth_date=born,
    )
