"""What to look for in the register: the printed traits of whom a letter may be about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.fields import ADDRESS, APARTMENT, POSTAL_CODE, Field, Findings, ListRow, Party
from pipeline.domain.people import Personnummer, luhn_ok


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Printed traits of one person, each possibly empty, as raw as they stand.

    ``name`` is the printed name, ``digits`` the digits of a printed number (10 or 12; 6 or 8 for
    a day of birth), ``address`` the street line, ``apartment`` and ``postal_code`` as printed.
    """

    name: str = ""
    digits: str = ""
    address: str = ""
    apartment: str = ""
    postal_code: str = ""


def _text(field: Field[str] | None) -> str:
    return "" if field is None else field.value


def only_digits(text: str) -> str:
    """The ASCII digits of a text, in order."""
    return re.sub(r"[^0-9]", "", text)


def sought_for_party(party: Party, findings: Findings) -> Sought:
    """What is printed of one party, with the letter's home as its address."""
    return Sought(
        name=_text(party.name),
        digits=only_digits(_text(party.personnummer)),
        address=findings.value(ADDRESS) or "",
        apartment=findings.value(APARTMENT) or "",
        postal_code=findings.value(POSTAL_CODE) or "",
    )


def sought_for_row(row: ListRow) -> Sought:
    """What is printed of one debtor of a list; only the row's own address is his."""
    return Sought(
        name=_text(row.party.name),
        digits=only_digits(_text(row.party.personnummer)),
        address=_text(row.address),
    )


def sought_in(findings: Findings) -> tuple[Sought, ...]:
    """Everything to look up for a letter: its parties, its rows, and its home by itself.

    The home is looked up even when no person was read, since whoever lives there may be protected.
    """
    home = Sought(
        address=findings.value(ADDRESS) or "",
        apartment=findings.value(APARTMENT) or "",
        postal_code=findings.value(POSTAL_CODE) or "",
    )
    every = (
        *(sought_for_party(party, findings) for party in findings.parties),
        *(sought_for_row(row) for row in findings.rows),
        *(sought_for_party(one, Findings()) for row in findings.rows for one in row.others),
        home,
    )
    return tuple(dict.fromkeys(one for one in every if one != Sought()))


def sought_person(number: Personnummer) -> Sought:
    """A person whom somebody picked, to be looked up with all that belongs to the household."""
    return Sought(digits=number.digits)


def possible_numbers(digits: str) -> Iterator[Personnummer]:
    """The numbers that printed digits may be: one for 12, up to one a century for 10."""
    full: tuple[str, ...] = (digits,) if len(digits) == 12 else ()
    if len(digits) == 10 and luhn_ok(digits):
        full = tuple(century + digits for century in ("18", "19", "20"))
    for text in full:
        try:
            yield Personnummer(text)
        except ValueError:
            continue


def slipped(digits: str) -> tuple[str, ...]:
    """The ten-digit numbers one misread digit or one swap of neighbours away, check digit right."""
    ten = digits[-10:]
    if len(ten) != 10:
        return ()
    ones = {ten[:at] + digit + ten[at + 1 :] for at in range(10) for digit in "0123456789"}
    swaps = {ten[:at] + ten[at + 1] + ten[at] + ten[at + 2 :] for at in range(9)}
    return tuple(sorted(one for one in (ones | swaps) - {ten} if luhn_ok(one)))
