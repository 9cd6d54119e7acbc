"""Registered persons, and a letter about one of them, for the looks by the register."""

from __future__ import annotations

from datetime import date

from pipeline.domain.fields import Findings, PartyRole
from pipeline.domain.people import Address, Person, Personnummer, luhn_ok

ON = date(2026, 9, 10)
HOME = Address(street="Havreklippan 109", apartment="1505", postal_code="41512", city="Göteborg")


def person(given: str, surname: str, born: str = "19740405", home: Address = HOME) -> Person:
    """Somebody with a test serial."""
    stem = f"{born}980"
    digit = next(one for one in "0123456789" if luhn_ok(stem[2:] + one))
    number = Personnummer(stem + digit)
    return Person(number=number, given=given, middle="", surname=surname, address=home)


ASA = person("Åsa", "Al-Testani")
EXECUTED = (
    "2026-09-06\nKronofogden, Göteborg\nSocialtjänsten\nU-65704-26\n"
    "Åsa Tuva Al-Testani avhystes från Havreklippan 109 lgh 1505 2026-09-02 klockan 10.30.\n"
    "Någon företrädare för er förvaltning var inte med.\n\nElias Örnklippa"
)


def named(found: Findings) -> list[tuple[str, PartyRole]]:
    """The parties' names, or numbers where there is none, and their roles."""
    told = [(one.name or one.personnummer, one.role) for one in found.parties]
    return [(field.value, role) for field, role in told if field is not None]
