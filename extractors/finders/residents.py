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
from extractors.finders.letter import Letter, plain
from extractors.finders.parties import NOT_TENANT
from extractors.finders.party_draft import name_key
from extractors.finders.party_roles import NOT_MEANT
from extractors.finders.places import is_street
from extractors.finders.registered import Nearly, alike, full, printed
from pipeline.domain.fields import (
    ADDRESS,
    APARTMENT,
    SENDER_CONTACT,
    SENDER_NAME,
    Field,
    Findings,
    Party,
    PartyRole,
)
from pipeline.domain.kinds import Kind
from pipeline.domain.people import Person, age
from pipeline.domain.roles import PERSONS_MEANT, SpanRole

Residents = Callable[[str], Iterable[Person]]
"""Who is registered in the house with that street and number."""

_STREET = re.compile(
    r"(?<![\w-])(?P<words>(?:[A-Za-z][\w'.:-]*\s){1,4})"
    r"(?P<number>[0-9]{1,4}(?:\s?[A-Ha-h](?![\w]))?)(?![0-9:,]?[0-9])"
)
NOT_OF_A_HOME = frozenset({Kind.DEBT_LIST, Kind.OTHER})
_MOST_LOOKUPS = 40
_SURE_HOME = 0.95
"""A home told less surely than this may be another of the letter's addresses."""
ADULT = 18
_SURE = 0.92
_SURELY_ANOTHER, _ALL_BUT_SURE = 0.6, 0.8
"""Beliefs from which the reader of roles overrules a rule, and the register."""
_BEHIND = 20
"""Letters behind a street in which its flat would stand."""
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
        return home_of(self.person)


def find(letter: Letter, found: Findings, residents: Residents) -> Findings:
    """The findings with the parties and the home that the register and the letter agree on.

    Unchanged where no home or more than one fits, and where the letter names somebody as its party
    who shares no name with those who live there, unless the reader of roles surely denies them.
    Other printed streets than the home's are asked for only where nobody lives in that.
    """
    if letter.kind in NOT_OF_A_HOME:
        return found
    known = found.get(ADDRESS)
    named = _of_one_home(tuple(_named(letter, found, residents, known)))
    if not named and known is not None and _may_be_an_office(known, residents):
        named = _of_one_home(tuple(_named(letter, found, residents, None)))
    if not named:
        return found
    if any(_stranger(letter, one, named) for one in found.parties):
        return found
    parties = _numbered(tuple(_parties(letter, named)), found, named)
    if not parties:
        return found
    again = at_street(letter, replace(found, parties=parties), *named[0].street, finder="residents")
    flat, own = again.value(APARTMENT), named[0].person.address.apartment
    return found if flat and own and flat != own else again


def at_home(
    letter: Letter, found: Findings, persons: Iterable[Person], residents: Residents
) -> Findings:
    """The findings with the persons' own home, where the letter prints it and another was taken.

    ``persons`` were found by number or name. An office's or a landlord's address is easily taken
    for the home. One that is told surely, or where anybody lives, stands: it may be let to them.
    """
    home = found.get(ADDRESS)
    own = {one.address.street: one for one in persons if one.address.street}
    if (
        letter.kind in NOT_OF_A_HOME
        or home is None
        or not _may_be_an_office(home, residents)
        or len({home_of(one) for one in own.values()}) != 1
    ):
        return found
    street = next(iter(own))
    hits = re.finditer(
        rf"(?<![\w-]){re.escape(plain(street))}(?![\w])", letter.plain, re.IGNORECASE
    )
    place = next((hit.span() for hit in hits), None)
    return found if place is None else at_street(letter, found, *place, finder="residents")


def _may_be_an_office(home: Field[str], residents: Residents) -> bool:
    """Whether an address taken for the home is unsure, and nobody is registered in that house."""
    return home.confidence < _SURE_HOME and not any(True for _ in residents(home.value))


def _stranger(letter: Letter, party: Party, named: tuple[_Named, ...]) -> bool:
    """Whether a printed party is somebody else than those who live there.

    Whom the reader of roles surely holds for an officer, a landlord or a neighbour is none: the
    party was made of words that happen to stand together.
    """
    if party.name is None or alike(party.name.value, (full(one.person) for one in named)):
        return False
    words = r"\s+".join(map(re.escape, plain(party.name.value).split()))
    hits = re.finditer(words, letter.plain, re.IGNORECASE)
    return not any(_denied(letter, *hit.span()) >= _SURELY_ANOTHER for hit in hits)


def _numbered(
    parties: tuple[Party, ...], found: Findings, named: tuple[_Named, ...]
) -> tuple[Party, ...]:
    """The parties, each with the printed number that is its own; none where that is not told."""
    numbers = [one.personnummer for one in found.parties if one.personnummer is not None]
    if not numbers:
        return parties
    if len(parties) == len(numbers) == 1:
        # The number was printed with the party, whatever became of its name.
        return (replace(parties[0], personnummer=numbers[0]),)
    own = dict(zip((one.person.number.digits for one in sorted(named, key=_by_place)), parties,
                   strict=False))  # fmt: skip
    for number in numbers:
        whose = [digits for digits in own if _is_of(number.value, digits)]
        if len(whose) != 1 or len(own) != len(parties):
            return ()
        own[whose[0]] = replace(own[whose[0]], personnummer=number)
    return tuple(own.values())


def _is_of(printed: str, number: str) -> bool:
    """Whether printed figures are a personnummer's, whole, without the century, or its day."""
    return printed in {number, number[2:], number[:8], number[2:8]}


def _by_place(one: _Named) -> tuple[int, int]:
    return one.name


def home_of(person: Person) -> tuple[str, str]:
    """What tells one home from another."""
    at = person.address
    return plain(at.street).lower(), at.apartment or at.dwelling


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


def _named(
    letter: Letter, found: Findings, residents: Residents, home: Field[str] | None
) -> Iterator[_Named]:
    """Adults of the printed ``home`` whose names are printed too, each once, in print order.

    Those of every printed street where no home is given.
    """
    own = {
        frozenset(name_key(value))
        for field in (SENDER_NAME, SENDER_CONTACT)
        if (value := found.value(field))
    }
    parties = {name_key(one.name.value) for one in found.parties if one.name is not None}
    seen: set[str] = set()
    nearly = Nearly(letter)
    for start, end in _streets(letter, home):
        every = tuple(residents(letter.text.value[start:end].replace("\n", " ")))
        for person in every:
            number = person.number.digits
            if number in seen or age(person.number.born, letter.received_on) < ADULT:
                continue
            others = (one for one in every if one != person)
            span = printed(letter, person) or nearly.printed(person, others)
            name = name_key("" if span is None else letter.text.value[span[0] : span[1]])
            if span is None or name in own:
                continue
            seen.add(number)
            another = is_another(letter, *span)
            told = home is not None and home.confidence >= _SURE_HOME
            if name in parties or (another and _flat_printed(letter, person, span, end, told=told)):
                another = labelled(letter, span[0])
            yield _Named(person=person, name=span, street=(start, end), another=another)


def _flat_printed(
    letter: Letter, person: Person, name: tuple[int, int], end: int, *, told: bool
) -> bool:
    """Whether the person's very flat is printed behind the street that ends there.

    Then it is the home that the letter is about, unless the reader of roles is all but sure that
    the name is somebody else's; where that home is told for certain (``told``), unless it takes the
    name for one of those who write. Not so of disturbances, where a neighbour who complains has a
    flat too, nor of a home that is sublet.
    """
    flat = person.address.apartment
    if not flat or letter.kind is Kind.DISTURBANCE:
        return False
    if told:
        writes = letter.roles.share(letter.text, *name, *_WRITERS) >= _WRITES
        against = writes or _SUBLET.search(letter.plain) is not None
    else:
        against = _denied(letter, *name) >= _ALL_BUT_SURE
    behind = letter.plain[end : end + _BEHIND]
    return not against and re.search(rf"(?<![0-9]){flat}(?![0-9])", behind) is not None


_WRITERS = (SpanRole.STAFF, SpanRole.SENDER, SpanRole.PRINCIPAL, SpanRole.AUTHORITY)
_WRITES = 0.3
_SUBLET = re.compile(r"andra ?hand", re.IGNORECASE)


def is_another(letter: Letter, start: int, end: int) -> bool:
    """Whether the letter's own words make the one named there somebody whom it is not about.

    Who complains of a neighbour lives in the same house, and is named in the same letter.
    """
    if labelled(letter, start):
        return True
    meant = letter.roles.share(letter.text, start, end, *PERSONS_MEANT)
    return _denied(letter, start, end) > meant


def _denied(letter: Letter, start: int, end: int) -> float:
    """The belief that somebody else than those meant is named there."""
    return letter.roles.share(letter.text, start, end, *NOT_MEANT)


def labelled(letter: Letter, start: int) -> bool:
    """Whether a neighbour's, an officer's or a landlord's label stands before that place."""
    return NOT_TENANT.search(letter.before(start, _BEFORE)) is not None


def _streets(letter: Letter, home: Field[str] | None) -> Iterator[tuple[int, int]]:
    """Where a street may stand: the last one to four words before each number."""
    known = None if home is None else home.value
    asked: set[str] = set()
    for hit in _STREET.finditer(letter.plain):
        starts = [hit.start("words") + one.start() for one in re.finditer(r"\S+\s", hit["words"])]
        for start in reversed(starts):
            text = letter.plain[start : hit.end()]
            flat = text.replace("\n", " ").lower()
            whole = plain(known or text).replace("\n", " ").lower().rstrip(".")
            fits = flat == whole or flat.endswith(f" {whole}")
            if not _one_line(letter, start, text) or text in asked or not fits:
                continue
            if not is_street(flat if "\n" in text else text):
                continue
            asked.add(text)
            if len(asked) > _MOST_LOOKUPS:
                return
            yield start, hit.end()


def _one_line(letter: Letter, start: int, text: str) -> bool:
    """Whether the words stand in one line, or in a full one that runs on in the next."""
    cell = letter.cell_at(start)
    return "\n" not in text or (cell is not None and letter.goes_on(cell) is not None)


def _parties(letter: Letter, named: Iterable[_Named]) -> Iterator[Party]:
    for place, one in enumerate(sorted(named, key=_by_place)):
        text = " ".join(letter.text.value[one.name[0] : one.name[1]].split())
        name = letter.place(text, *one.name, finder="residents", sure=_SURE)
        role = PartyRole.CO_TENANT if place else PartyRole.TENANT
        if name is not None:
            yield Party(role=role, name=name)
