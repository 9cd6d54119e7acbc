"""Made persons for tests: test serials only, so that no number is anybody's."""

from datetime import date

from rapidfuzz import fuzz

from pipeline.domain.fields import Field, Findings, Party, PartyRole
from pipeline.domain.page import Box
from pipeline.domain.people import Address, Person, Personnummer, Relation, View, luhn_ok

ON = date(2026, 10, 5)
BOX = (Box(page=1, x0=0, top=0, x1=10, bottom=10),)
HOME = Address(street="Björkgatan 12", apartment="1102", postal_code="41301", city="Exempelstad")


def similarity(one: str, other: str) -> float:
    """The comparison that the program uses."""
    return fuzz.ratio(one, other) / 100


def number(born: str, serial: int = 980, *, coordination: bool = False) -> Personnummer:
    """The number of somebody born on ``ÅÅÅÅMMDD`` with a test serial."""
    day = int(born[6:8]) + (60 if coordination else 0)
    stem = f"{born[:6]}{day:02d}{serial:03d}"
    digit = next(d for d in "0123456789" if luhn_ok(stem[2:] + d))
    return Personnummer(stem + digit)


def person(name: str, born: str = "19800101", serial: int = 980, **more: object) -> Person:
    """A person called ``Given … Surname`` at HOME unless told otherwise."""
    given, _, surname = name.rpartition(" ")
    values = {"address": HOME, "middle": ""} | more
    return Person(number=number(born, serial), given=given, surname=surname, **values)


def field(value: str, confidence: float = 1.0, notes: tuple[str, ...] = ()) -> Field[str]:
    """A found text."""
    return Field(
        value=value, raw=value, confidence=confidence, finder="test", boxes=BOX, notes=notes
    )


def party(name: str = "", digits: str = "", notes: tuple[str, ...] = ()) -> Party:
    """A printed tenant."""
    return Party(
        role=PartyRole.TENANT,
        name=field(name) if name else None,
        personnummer=field(digits, notes=notes) if digits else None,
    )


def findings(*parties: Party, **fields: str) -> Findings:
    """A letter's findings: its parties and its text fields by name."""
    return Findings(
        fields={name: field(value) for name, value in fields.items() if value}, parties=parties
    )


def view(*persons: Person, relations: tuple[Relation, ...] = (), **more: object) -> View:
    """A view of these persons."""
    return View(persons=persons, relations=relations, **more)


def custody(adult: Person, child: Person) -> Relation:
    """``adult`` is custodian for ``child``."""
    return Relation(person=adult.number, code="VF", other=child.number)
