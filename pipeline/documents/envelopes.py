"""Where a letter out is sent: the address lines of each envelope."""

from __future__ import annotations

from pipeline.documents import swedish
from pipeline.documents.letter_values import BLANK, told
from pipeline.documents.narrow import persons
from pipeline.documents.occasion import Occasion
from pipeline.domain.case import Case, LetterOut
from pipeline.domain.fields import (
    ADDRESS,
    CITY,
    POSTAL_CODE,
    SENDER_ADDRESS,
    SENDER_EMAIL,
    SENDER_NAME,
    Name,
    Party,
    PartyRole,
)
from pipeline.domain.match import Matched
from pipeline.domain.outgoing import CONFIRMATION_COPY, HOUSEHOLD, KRONOFOGDEN, SENDER
from pipeline.domain.people import Address, Deregistered, Person, Personnummer

_KRONOFOGDEN = "Kronofogdemyndigheten"
_NO_ADDRESS = "[adress enligt brevet]"


def envelopes(occasion: Occasion, letter: LetterOut) -> list[tuple[str, ...]]:
    """The address lines of each envelope; one a home, or one a tenant for the copy (C27)."""
    case = occasion.case
    if letter.to == KRONOFOGDEN:
        return [(_KRONOFOGDEN, _reached_at(case))]
    if letter.to == SENDER:
        return [(told(case, SENDER_NAME) or BLANK, *_sent_to(case))]
    if letter.to != HOUSEHOLD:
        return [(occasion.receiver(letter.to),)]
    found = [one for one in persons(case) if one.deregistered is Deregistered.NO]
    if not found:
        return [_as_printed(case)]
    if letter.template == CONFIRMATION_COPY:
        holders = [one for one in found if one.number in _contract_holders(case)] or found
        return [(one.full_name, *lines(one.mail)) for one in holders]
    homes: dict[Address, list[Person]] = {}
    for one in found:
        homes.setdefault(one.mail, []).append(one)
    return [
        (*(one.full_name for one in residents), *lines(home)) for home, residents in homes.items()
    ]


def _reached_at(case: Case) -> str:
    """The sender's e-mail where it is read beyond doubt, else a blank: a wrong one tells others."""
    return f"E-post: {found}" if (found := _beyond_doubt(case, SENDER_EMAIL)) else _NO_ADDRESS


def _sent_to(case: Case) -> tuple[str, ...]:
    """The sender's postal address, read beyond doubt, a line for each of its parts."""
    found = _beyond_doubt(case, SENDER_ADDRESS)
    return tuple(part.strip() for part in found.split(",")) if found else (_NO_ADDRESS,)


def _beyond_doubt(case: Case, name: Name[str]) -> str:
    found = case.findings.get(name)
    if found is None:
        return ""
    sure = found.edited or swedish.certainty(found.confidence, found.notes) == "säker"
    return found.value if sure else ""


def lines(home: Address) -> tuple[str, ...]:
    """The address as on an envelope; empty lines left out."""
    street = home.street + (f" lgh {home.apartment}" if home.street and home.apartment else "")
    care_of = f"c/o {home.care_of.removeprefix('c/o ')}" if home.care_of else ""
    city = f"{swedish.postal(home.postal_code)} {home.city}".strip()
    return tuple(line for line in (care_of, street, city) if line)


def _as_printed(case: Case) -> tuple[str, ...]:
    """The parties and the address as the letter prints them, for a draft that waits."""
    postal, town = _text(case, POSTAL_CODE), _text(case, CITY)
    names = tuple(_printed_name(party) for party in case.findings.parties)
    found = (*names, _text(case, ADDRESS), f"{postal} {town}".strip())
    return tuple(line for line in found if line) or (BLANK,)


def _text(case: Case, name: Name[str]) -> str:
    found: str | None = case.findings.value(name)
    return found or ""


def _printed_name(party: Party) -> str:
    return "" if party.name is None else party.name.value


def _contract_holders(case: Case) -> set[Personnummer]:
    """Those found whom the letter names as tenants, not as mere residents (C27)."""
    parties = case.findings.parties
    return {
        match.person.number
        for match in case.matches
        if isinstance(match, Matched)
        and match.party < len(parties)
        and parties[match.party].role in {PartyRole.TENANT, PartyRole.CO_TENANT}
    }
