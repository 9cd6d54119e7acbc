"""A second look by the register: somebody whom the letter names lives where the letter says.

Wherever a sender puts them, the name and the street of one registered person, both printed in one
letter, hardly stand there by chance. This is asked only where nobody was found for certain, and
answered only where a single home fits; the match and its evidence are then weighed as always.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.finders.home import at_street
from extractors.finders.identity import numbers
from extractors.finders.letter import Letter, plain
from extractors.finders.parties import NOT_TENANT
from extractors.finders.party_draft import name_key
from extractors.finders.party_roles import NOT_MEANT
from extractors.finders.places import is_street
from pipeline.domain.fields import (
    ADDRESS,
    APARTMENT,
    SENDER_CONTACT,
    SENDER_NAME,
    Findings,
    Party,
    PartyRole,
)
from pipeline.domain.kinds import Kind
from pipeline.domain.people import Person, age
from pipeline.domain.roles import PERSONS_MEANT

Residents = Callable[[str], Iterable[Person]]
"""Who is registered in the house with that street and number."""

_STREET = re.compile(
    r"(?<![\w-])(?P<words>(?:[A-Za-z][\w'.:-]*\s){1,4})"
    r"(?P<number>[0-9]{1,4}(?:\s?[A-Ha-h](?![\w]))?)(?![0-9:,]?[0-9])"
)
_MOST_LOOKUPS = 40
_ADULT = 18
_SURE = 0.92
_BEFORE = 40
"""Letters before a name in which a neighbour's, an officer's or a landlord's label would stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A resident who is named in the letter: where the name stands, and where the street.

    ``another`` where the letter's own words make it somebody whom it is not about.
    """

    person: Person
    name: tuple[int, int]
    street: tuple[int, int]
    another: bool

    @property
    def home(self) -> tuple[str, str]:
        """What tells one home from another."""
        return _home(self.person)


def find(letter: Letter, found: Findings, residents: Residents) -> Findings:
    """The findings with the parties and the home that the register and the letter agree on.

    Unchanged where no home or more than one fits, and where the letter names somebody as its party
    who shares no name with those who live there.
    """
    if letter.kind in {Kind.DEBT_LIST, Kind.OTHER}:
        return found
    named = _of_one_home(tuple(_named(letter, found, residents)))
    if not named:
        return found
    words = frozenset[str]().union(*(name_key(_full(one.person)) for one in named))
    printed = [one.name for one in found.parties if one.name is not None]
    if any(not name_key(name.value) & words for name in printed):
        return found
    parties = tuple(_parties(letter, named))
    if not parties:
        return found
    numbers = tuple(one.personnummer for one in found.parties if one.personnummer is not None)
    if numbers:
        if len(parties) > 1 or len(numbers) > 1:
            return found  # whose number is whose is not told
        # The number was printed with the party, whatever became of its name.
        parties = (replace(parties[0], personnummer=numbers[0]),)
    again = at_street(letter, replace(found, parties=parties), *named[0].street, finder="residents")
    flat, own = again.value(APARTMENT), named[0].person.address.apartment
    return found if flat and own and flat != own else again


def beside(
    letter: Letter, found: Findings, persons: Iterable[Person], residents: Residents
) -> Findings:
    """The findings with each further adult of those persons' homes whom the letter names.

    Two who rent together are easily read as one: whoever is registered there and printed by name
    or number is a co-tenant, unless the letter's own words make them somebody else. The very same
    findings where there is nobody. The letter's parties are left as they are.
    """
    known = list(persons)
    names = {name_key(_full(one)) for one in known}
    added = []
    for one in {_home(one): one for one in known}.values():
        for other in residents(one.address.street):
            if (
                _home(other) != _home(one)
                or name_key(_full(other)) in names
                or age(other.number.born, letter.received_on) < _ADULT
            ):
                continue
            party = _by_name(letter, found, other) or _by_number(letter, found, other)
            if party is not None:
                names.add(name_key(_full(other)))
                added.append(party)
    return replace(found, parties=(*found.parties, *added)) if added else found


def _by_name(letter: Letter, found: Findings, person: Person) -> Party | None:
    """The person as a party whose name is printed; None where it is not, or a label denies it."""
    span = _printed(letter, person)
    if span is None or _labelled(letter, span[0]) or _within(found, letter, span):
        return None
    text = " ".join(letter.text.value[span[0] : span[1]].split())
    name = letter.place(text, *span, finder="residents", sure=_SURE)
    # Whom the reader of roles holds for somebody else is for a person, and no co-tenant yet.
    role = PartyRole.OCCUPANT if _is_another(letter, *span) else PartyRole.CO_TENANT
    return None if name is None else Party(role=role, name=name)


def _by_number(letter: Letter, found: Findings, person: Person) -> Party | None:
    """The same by a printed personnummer, whatever became of the name beside it."""
    known = {one.personnummer.value[-10:] for one in found.parties if one.personnummer is not None}
    if person.number.digits[-10:] in known:
        return None
    for one in numbers(letter.plain):
        if one.digits[-10:] == person.number.digits[-10:] and not one.notes:
            if _labelled(letter, one.start):
                return None
            number = letter.place(one.digits, one.start, one.end, finder="residents", sure=_SURE)
            return None if number is None else Party(role=PartyRole.CO_TENANT, personnummer=number)
    return None


def _home(person: Person) -> tuple[str, str]:
    """What tells one home from another."""
    at = person.address
    return plain(at.street).lower(), at.apartment or at.dwelling


def _within(found: Findings, letter: Letter, span: tuple[int, int]) -> bool:
    """Whether the name stands in that of a party, of the sender or of the one to ask."""
    own = name_key(letter.text.value[span[0] : span[1]])
    printed = [one.name.value for one in found.parties if one.name is not None]
    printed += [value for one in (SENDER_NAME, SENDER_CONTACT) if (value := found.value(one))]
    return any(own <= name_key(one) for one in printed)


def _of_one_home(every: tuple[_Named, ...]) -> tuple[_Named, ...]:
    """Those whom the letter may be about; none where that is not told for certain.

    They live in one home, each has a printed name of their own, and nobody else of that home is
    named in the letter.
    """
    meant = tuple(one for one in every if not one.another)
    homes = {one.home for one in meant}
    apart = len({one.name for one in meant}) == len(meant)
    others = any(one.another and one.home in homes for one in every)
    return meant if len(homes) == 1 and apart and not others else ()


def _named(letter: Letter, found: Findings, residents: Residents) -> Iterator[_Named]:
    """Adults of the printed streets whose names are printed too, each once, in print order."""
    own = {
        frozenset(name_key(value))
        for field in (SENDER_NAME, SENDER_CONTACT)
        if (value := found.value(field))
    }
    seen: set[str] = set()
    for start, end in _streets(letter, found):
        for person in residents(letter.text.value[start:end]):
            number = person.number.digits
            if number in seen or age(person.number.born, letter.received_on) < _ADULT:
                continue
            span = _printed(letter, person)
            if span is None or name_key(letter.text.value[span[0] : span[1]]) in own:
                continue
            seen.add(number)
            another = _is_another(letter, *span)
            yield _Named(person=person, name=span, street=(start, end), another=another)


def _is_another(letter: Letter, start: int, end: int) -> bool:
    """Whether the letter's own words make the one named there somebody whom it is not about.

    Who complains of a neighbour lives in the same house, and is named in the same letter.
    """
    if _labelled(letter, start):
        return True
    share = letter.roles.share
    denied = share(letter.text, start, end, *NOT_MEANT)
    return denied > share(letter.text, start, end, *PERSONS_MEANT)


def _labelled(letter: Letter, start: int) -> bool:
    """Whether a neighbour's, an officer's or a landlord's label stands before that place."""
    return NOT_TENANT.search(letter.before(start, _BEFORE)) is not None


def _streets(letter: Letter, found: Findings) -> Iterator[tuple[int, int]]:
    """Where a street may stand: the last one to four words before each number."""
    known = found.value(ADDRESS)
    asked: set[str] = set()
    for hit in _STREET.finditer(letter.plain):
        starts = [hit.start("words") + one.start() for one in re.finditer(r"\S+\s", hit["words"])]
        for start in reversed(starts):
            text = letter.plain[start : hit.end()]
            fits = known is None or plain(known).lower() in {text.lower(), f"{text.lower()}."}
            if "\n" in text or text in asked or not fits or not is_street(text):
                continue
            asked.add(text)
            if len(asked) > _MOST_LOOKUPS:
                return
            yield start, hit.end()


def _full(person: Person) -> str:
    return f"{person.given} {person.middle} {person.surname}"


def _printed(letter: Letter, person: Person) -> tuple[int, int] | None:
    """Where the person's given name and surname stand together, in either order."""
    given = r"\s".join(map(re.escape, plain(person.given).split()))
    surname = r"\s".join(map(re.escape, plain(person.surname).split()))
    if not given or not surname:
        return None
    between = r"(?:\s[\w'-]+){0,2}?\s"
    either = rf"(?<![\w-])(?:{given}{between}{surname}|{surname},?\s{given})(?![\w-])"
    hit = re.search(either, letter.plain, re.IGNORECASE)
    return None if hit is None else hit.span()


def _parties(letter: Letter, named: Iterable[_Named]) -> Iterator[Party]:
    for place, one in enumerate(sorted(named, key=lambda one: one.name)):
        text = " ".join(letter.text.value[one.name[0] : one.name[1]].split())
        name = letter.place(text, *one.name, finder="residents", sure=_SURE)
        role = PartyRole.CO_TENANT if place else PartyRole.TENANT
        if name is not None:
            yield Party(role=role, name=name)
