"""People of the register: numbers, persons, relations, open cases, contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.domain.sentences import filled

_COORDINATION = 60
"""Added to the day of birth in a samordningsnummer (folkbokföringslagen 18 a §)."""


def luhn_ok(ten_digits: str) -> bool:
    """Whether ten digits satisfy the personnummer's check digit (Luhn; SKV 704)."""
    total = 0
    for place, digit in enumerate(ten_digits):
        product = int(digit) * (2 - place % 2)
        total += product // 10 + product % 10
    return total % 10 == 0


@dataclass(frozen=True, slots=True, order=True)
class Personnummer:
    """A twelve-digit personnummer or samordningsnummer; ValueError for anything else.

    The check digit and the date are verified at birth, so a Personnummer is always well-formed.
    """

    digits: str

    def __post_init__(self) -> None:
        text = self.digits
        if len(text) != 12 or not (text.isascii() and text.isdigit()):
            raise ValueError(filled("ett personnummer har tolv siffror"))
        if not luhn_ok(text[2:]):
            raise ValueError(filled("personnumrets kontrollsiffra stämmer inte"))
        _ = self.born

    @property
    def born(self) -> date:
        """The day of birth; ValueError when there is no such day."""
        day = int(self.digits[6:8])
        return date(
            int(self.digits[:4]),
            int(self.digits[4:6]),
            day - _COORDINATION if self.is_coordination else day,
        )

    @property
    def is_coordination(self) -> bool:
        """Whether it is a samordningsnummer: its owner need not be folkbokförd."""
        return int(self.digits[6:8]) > _COORDINATION

    def __str__(self) -> str:
        return self.digits

    @property
    def printed(self) -> str:
        """As staff write it: ``ÅÅÅÅMMDD-NNNN``."""
        return f"{self.digits[:8]}-{self.digits[8:]}"


def age(born: date, on: date) -> int:
    """Completed years on that day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def turns_eighteen(born: date) -> date:
    """The first day on which the person is no longer a child.

    For a birth on a leap day that is 1 March in a common year: the reading that never ends a
    childhood a day too soon.
    """
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return born.replace(year=born.year + 18, month=3, day=1)


class Protection(StrEnum):
    """The register's two flags of a protected identity (FOL 16 §; OSL 21:3, 22:1)."""

    NONE = ""
    MARKED = "sekretessmarkering"
    PROTECTED = "skyddad_folkbokforing"


class Deregistered(StrEnum):
    """Why a person is no longer in the population register."""

    NO = ""
    DECEASED = "avliden"
    EMIGRATED = "utvandrad"
    OTHER = "annan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A registered address; empty strings where the register has nothing.

    ``apartment`` is the four-digit lägenhetsnummer, never a landlord's object number; ``dwelling``
    the land register's own id of the flat, which tells homes apart where there is no number.
    """

    street: str = ""
    apartment: str = ""
    postal_code: str = ""
    city: str = ""
    care_of: str = ""
    dwelling: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of the register.

    ``post`` is the särskild postadress, where the person wants mail; ``former`` the numbers that
    the person had before.
    """

    number: Personnummer
    given: str
    middle: str = ""
    surname: str
    address: Address
    protection: Protection = Protection.NONE
    deregistered: Deregistered = Deregistered.NO
    deregistered_on: date | None = None
    post: Address | None = None
    former: tuple[Personnummer, ...] = ()

    @property
    def mail(self) -> Address:
        """Where letters go: the särskild postadress, else where the person is registered."""
        return self.post or self.address

    @property
    def full_name(self) -> str:
        """Given, middle and family names, as printed on an envelope."""
        return " ".join(part for part in (self.given, self.middle, self.surname) if part)

    def is_minor(self, on: date) -> bool:
        """Whether the person is under 18 on that day (FB 9:1)."""
        return on < turns_eighteen(self.number.born)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Navet's relation: ``A;B;C`` says C is A's child; codes B, MO, FA, F, V, VF, M, P."""

    person: Personnummer
    code: str
    other: Personnummer


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnumbered:
    """A relation to a child whom the register has no number for, only the day of birth.

    ``code`` is ``B`` or ``VF``; ``born`` the latest day that the register's may be.
    """

    person: Personnummer
    code: str
    born: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case at a unit; ``open`` when its status is ``pagaende``; ``sort`` its kind's name."""

    person: Personnummer
    unit: str
    number: str
    officer: str
    open: bool
    opened: date | None = None
    system: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialContract:
    """A sublet by the municipality (socialt kontrakt), with or without handlingsplan."""

    person: Personnummer
    number: str
    plan: bool
    address: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the register knows around a letter: everything decisions may read, nothing more.

    ``persons`` are the candidates and everybody at their addresses and in their relations;
    ``candidates`` the numbers the letter may mean;
    ``exported_on`` is the day the register was taken out.
    """

    persons: tuple[Person, ...] = ()
    relations: tuple[Relation, ...] = ()
    cases: tuple[OpenCase, ...] = ()
    contracts: tuple[SocialContract, ...] = ()
    unnumbered: tuple[Unnumbered, ...] = ()
    candidates: tuple[Personnummer, ...] = ()
    exported_on: date | None = None

    def person(self, number: Personnummer) -> Person | None:
        """The person with that number, if the view holds one."""
        return next((one for one in self.persons if one.number == number), None)
