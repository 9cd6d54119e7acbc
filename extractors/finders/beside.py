"""The last look by the register: who lives with those found, and is named in the letter too.

Two who rent together are easily read as one. Whoever is registered in the home and printed there is
a co-tenant; of whom only a trace is left, by name, by number or by what the reader of roles makes
of words that no party accounts for, a person must look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from extractors.finders.identity import numbers
from extractors.finders.letter import Letter, plain
from extractors.finders.naming import is_organisation
from extractors.finders.party_draft import name_key
from extractors.finders.registered import Nearly, full, printed
from extractors.finders.residents import (
    ADULT,
    NOT_OF_A_HOME,
    Residents,
    home_of,
    is_another,
    labelled,
)
from pipeline.domain.fields import SENDER_CONTACT, SENDER_NAME, Findings, Party, PartyRole
from pipeline.domain.page import Source
from pipeline.domain.people import Person, age
from pipeline.domain.roles import PERSONS_MEANT, SpanRole

_SURE = 0.92


def beside(
    letter: Letter, found: Findings, persons: Iterable[Person], residents: Residents
) -> Findings:
    """The findings with each further adult of those persons' homes whom the letter names.

    Two who rent together are easily read as one: whoever is registered there and printed by name
    or number is a co-tenant, unless the letter's own words make them somebody else. The very same
    findings where there is nobody. The letter's parties are left as they are.
    """
    if letter.kind in NOT_OF_A_HOME:
        return found
    known = list(persons)
    names = {name_key(full(one)) for one in known}
    added = []
    for one in {home_of(one): one for one in known}.values():
        for other in residents(one.address.street):
            if (
                home_of(other) != home_of(one)
                or name_key(full(other)) in names
                or age(other.number.born, letter.received_on) < ADULT
            ):
                continue
            party = (
                _by_name(letter, found, other, known)
                or _by_number(letter, found, other)
                or _by_trace(letter, found, other, known)
                or _by_reader(letter, found, other, known)
            )
            if party is not None:
                names.add(name_key(full(other)))
                added.append(party)
    return replace(found, parties=(*found.parties, *added)) if added else found


def _by_name(
    letter: Letter, found: Findings, person: Person, known: Iterable[Person]
) -> Party | None:
    """The person as a party whose name is printed; None where it is not, or a label denies it."""
    span = printed(letter, person) or Nearly(letter).printed(person, known)
    if span is None or labelled(letter, span[0]) or _within(found, letter, span):
        return None
    text = " ".join(letter.text.value[span[0] : span[1]].split())
    name = letter.place(text, *span, finder="beside", sure=_SURE)
    # Whom the reader of roles holds for somebody else is for a person, and no co-tenant yet.
    role = PartyRole.OCCUPANT if is_another(letter, *span) else PartyRole.CO_TENANT
    return None if name is None else Party(role=role, name=name)


def _by_number(letter: Letter, found: Findings, person: Person) -> Party | None:
    """The same by a printed personnummer, whatever became of the name beside it."""
    known = {one.personnummer.value[-10:] for one in found.parties if one.personnummer is not None}
    if person.number.digits[-10:] in known:
        return None
    for one in numbers(letter.plain):
        if one.digits[-10:] == person.number.digits[-10:] and not one.notes:
            if labelled(letter, one.start):
                return None
            number = letter.place(one.digits, one.start, one.end, finder="beside", sure=_SURE)
            return None if number is None else Party(role=PartyRole.CO_TENANT, personnummer=number)
    return None


def _by_trace(
    letter: Letter, found: Findings, person: Person, known: Iterable[Person]
) -> Party | None:
    """Somebody of whose name or number a stamp or a bad scan left a trace: a person must look.

    The last figures of the number, or the given name with one letter too many, too few or another
    before half of the surname. Whom a label makes somebody else left none.
    """
    nearly = Nearly(letter)
    if printed(letter, person) or nearly.printed(person, known):
        return None
    digits = person.number.digits
    tail = re.search(rf"{digits[-7:-4]}-{digits[-4:]}(?!\d)", letter.plain)
    span = nearly.traced(person, known) if tail is None else tail.span()
    if span is None or labelled(letter, span[0]) or _within(found, letter, span):
        return None
    text = " ".join(letter.text.value[span[0] : span[1]].split())
    name = letter.place(text, *span, finder="beside", sure=_TRACED)
    return None if name is None else Party(role=PartyRole.CO_TENANT, name=name)


def _by_reader(
    letter: Letter, found: Findings, person: Person, known: Iterable[Person]
) -> Party | None:
    """Somebody whom the reader of roles sees meant in words that no party's name is like.

    Where no letter can be misread, one word alone is a name only if it is the person's.
    """
    other = name_key(full(person))
    words = {word for one in known for word in name_key(full(one))}
    words |= {word for one in found.parties if one.name for word in name_key(one.name.value)}
    for start, end in letter.roles.runs(letter.text, *PERSONS_MEANT):
        text = letter.text.value[start:end]
        own = [one for one in name_key(text) if sum(map(str.isalpha, one)) >= _LEAST]
        strange = [one for one in own if not any(_like(one, other) for other in words)]
        if not strange or is_organisation(plain(text)) or labelled(letter, start):
            continue
        theirs = len(own) >= _NAMES or any(_like(one, two) for one in own for two in other)
        if _is_read_well(letter, start) and (not theirs or _writes_too(letter, text)):
            continue
        name = letter.place(" ".join(text.split()), start, end, finder="beside", sure=_TRACED)
        if name is not None:
            return Party(role=PartyRole.CO_TENANT, name=name)
    return None


def _is_read_well(letter: Letter, start: int) -> bool:
    """Whether the page there was never print on paper: no name is misread on it."""
    cell = letter.cell_at(start)
    return cell is not None and letter.page(cell.page).source is Source.TEXT_LAYER


def _writes_too(letter: Letter, text: str) -> bool:
    """Whether the reader of roles elsewhere takes the same name for one of those who write."""
    words = r"\s+".join(map(re.escape, plain(text).strip(" .,;:").split()))
    hits = re.finditer(rf"(?<!\w){words}(?!\w)", letter.plain, re.IGNORECASE)
    return any(
        letter.roles.share(letter.text, *hit.span(), SpanRole.STAFF) >= _WRITES for hit in hits
    )


def _like(word: str, other: str) -> bool:
    most = max(1, len(other) // 3)
    return word in other or other in word or Levenshtein.distance(word, other) <= most


_TRACED = 0.5
"""So sure at most is a co-tenant of whom a trace is left: no match is made of it."""
_LEAST = 3
_NAMES = 2
"""A person is named by two words, where none can be lost."""
_WRITES = 0.6


def _within(found: Findings, letter: Letter, span: tuple[int, int]) -> bool:
    """Whether the name stands in that of a party, of the sender or of the one to ask."""
    own = name_key(letter.text.value[span[0] : span[1]])
    printed = [one.name.value for one in found.parties if one.name is not None]
    printed += [value for one in (SENDER_NAME, SENDER_CONTACT) if (value := found.value(one))]
    return any(own <= name_key(one) for one in printed)
