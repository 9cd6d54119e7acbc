"""Made persons: names, test personnummer, invented streets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

_NOTED: ContextVar[list[tuple[str, str]] | None] = ContextVar("noted", default=None)

TEST_SERIALS = (*range(980, 1000), 238, 239)
"""Serials that the tax agency keeps for tests: nobody has or gets such a number."""

WOMEN = (
    "Anna", "Maria", "Eva", "Karin", "Birgitta", "Emma", "Sara", "Fatima", "Aisha", "Zeynep",
    "Layla", "Ebba", "Märta", "Åsa", "Ylva", "Siv", "Gunilla", "Linnéa", "Hanna", "Olga", "Irina",
    "Amina", "Hodan", "Maryam", "Solveig", "Agneta", "Ulla-Britt", "Ann-Sofie", "Jasmina",
    "Milena", "Thuy", "Rana", "Nadia", "Elif", "Åse", "Désirée", "Selma", "Vera", "Tuva", "Saga",
    "Iman", "Noor",
)  # fmt: skip
MEN = (
    "Lars", "Karl", "Erik", "Anders", "Per", "Nils", "Johan", "Mohammed", "Ahmed", "Ali",
    "Hassan", "Abdi", "Yusuf", "Göran", "Åke", "Örjan", "Sven-Erik", "Karl-Johan", "Bengt", "Ulf",
    "Kjell", "Dragan", "Zoran", "Mehmet", "Emre", "Oleg", "Andrzej", "Piotr", "Tomasz", "Håkan",
    "Jörgen", "Björn", "Östen", "André", "José", "Nguyen", "Samir", "Rashid", "Tariq", "Omar",
    "Elias", "Noel", "Vidar",
)  # fmt: skip
SURNAMES = (
    "Ljungqvarn", "Björkenstam", "Åsvik", "Örnklippa", "Sjögran", "Kvarnström", "Hedbo",
    "Lindkvarn", "Ekmossa", "Granberga", "Almvret", "Stenhed", "Bergåker", "Vinterkvist",
    "Sommarlöv", "Norrhage", "Söderklint", "Västerkulla", "Fågelro", "Hasselkulle", "Rönnkvarn",
    "Tallviken", "Myrstrand", "Klöverå", "Ängsbo", "Åkerklint", "Näslandet", "Hultvik",
    "Al-Testani", "Hassanzadeh-Prov", "Exempelovic", "Provic", "Testowski", "Abdiprov",
    "Warsamex", "Yilmaztest", "Nguyenprov", "Petrovexempel", "Khalilprov", "Jovantest", "Mårdö",
    "Lövå", "Gråö", "Öhrnprov", "Wåhlexempel", "Strömkulla-Ek", "Berg-Åsvik", "Provsson",
    "Testberg", "Exempelgren", "Påhittdotter", "Mönsterlund",
)  # fmt: skip
STREETS = (
    "Kvarnvindsgatan", "Havreklippan", "Blåklintsliden", "Måsungegatan", "Hamnkransvägen",
    "Tegelugnsgatan", "Skutmastgatan", "Vindspelsgatan", "Klockljungsvägen", "Rönnbärsgränd",
    "Ljungfågelsgatan", "Sjöbodsstigen", "Ålgräsgatan", "Öresjöbacken", "Kopparormsgatan",
    "Snöklockestigen", "Repslagarhöjden", "Vadarfågelsgatan", "Hasselmusvägen",
    "Trattkantarellsvägen", "Bergtorpslänken", "Åskviggsgatan", "Fyrvaktarliden",
    "Gamla Lotsbåtsvägen", "Norra Kajutgatan", "Västra Spantgatan", "S:ta Ylvas gata",
)  # fmt: skip
POSTAL = (
    "41105", "41259", "41456", "41512", "41658", "41704", "41755", "41831", "42236", "42415",
    "42456", "42671",
)  # fmt: skip
CITIES_ELSEWHERE = (("43137", "MÖLNDAL"), ("50332", "BORÅS"), ("44230", "KUNGÄLV"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A person a letter may be about; ``number`` has twelve digits, empty where there is none."""

    given: str
    surname: str
    number: str
    street: str
    apartment: str = ""
    postal_code: str = "41755"
    city: str = "GÖTEBORG"
    middle: str = ""
    care_of: str = ""

    @property
    def name(self) -> str:
        """Given, middle and family names."""
        return " ".join(part for part in (self.given, self.middle, self.surname) if part)

    @property
    def last_first(self) -> str:
        """As systems print it: family name, given names."""
        return f"{self.surname}, {' '.join(x for x in (self.given, self.middle) if x)}"

    def at(self, **changed: str) -> Addressee:
        """The same person with some traits changed."""
        return replace(self, **changed)


def check_digit(nine: str) -> str:
    """The Luhn check digit after nine digits."""
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (2 - place % 2)
        total += product // 10 + product % 10
    return str(-total % 10)


def personnummer(born: date, serial: int, *, coordination: bool = False) -> str:
    """Twelve digits with a test serial; ValueError for a serial that a living person may have."""
    if serial not in TEST_SERIALS:
        message = f"{serial} is not a test serial"
        raise ValueError(message)
    day = born.day + 60 if coordination else born.day
    nine = f"{born:%y%m}{day:02d}{serial:03d}"
    return f"{born:%Y%m}{day:02d}{serial:03d}{check_digit(nine)}"


def organisation_number(rng: Random, prefix: str) -> str:
    """A Luhn-valid number with a prefix in a range that is not handed out."""
    nine = prefix + "".join(str(rng.randrange(10)) for _ in range(9 - len(prefix)))
    ten = nine + check_digit(nine)
    return f"{ten[:6]}-{ten[6:]}"


def born_between(rng: Random, oldest: int, youngest: int, on: date = date(2026, 10, 5)) -> date:
    """A day of birth that gives an age between the two on the fixtures' day."""
    days = rng.randrange(youngest * 365 + 10, oldest * 365)
    return on - timedelta(days=days)


def someone(rng: Random, *, oldest: int = 84, youngest: int = 19) -> Addressee:
    """A made person at a made address in the own municipality."""
    woman = rng.random() < 0.5
    given = rng.choice(WOMEN if woman else MEN)
    middle = rng.choice(WOMEN if woman else MEN) if rng.random() < 0.15 else ""
    surname = rng.choice(SURNAMES)
    if rng.random() < 0.06:
        surname = f"{surname} {rng.choice(SURNAMES)}"
    serial = rng.choice([s for s in TEST_SERIALS if s % 2 == (0 if woman else 1)])
    floor = rng.randrange(0, 9)
    return Addressee(
        given=given,
        middle="" if middle == given else middle,
        surname=surname,
        number=personnummer(born_between(rng, oldest, youngest), serial),
        street=f"{rng.choice(STREETS)} {rng.randrange(1, 96)}{rng.choice(['', '', '', ' A', 'B'])}",
        apartment=f"1{floor}0{rng.randrange(1, 7)}",
        postal_code=rng.choice(POSTAL),
        city=rng.choice(["GÖTEBORG", "GÖTEBORG", "GÖTEBORG", "VÄSTRA FRÖLUNDA", "ANGERED"]),
        care_of=f"{rng.choice(WOMEN)} {rng.choice(SURNAMES)}" if rng.random() < 0.06 else "",
    )


def same_home(rng: Random, other: Addressee) -> Addressee:
    """Another adult of the same home."""
    one = someone(rng)
    surname = other.surname if rng.random() < 0.6 else one.surname
    return one.at(
        surname=surname, street=other.street, apartment=other.apartment,
        postal_code=other.postal_code, city=other.city, care_of=other.care_of,
    )  # fmt: skip


def staff_name(rng: Random) -> str:
    """A name for a case officer, a landlord's clerk or an inspector; noted as somebody's."""
    name = f"{rng.choice(rng.choice((WOMEN, MEN)))} {rng.choice(SURNAMES)}"
    note("other_person", name)
    return name


@contextmanager
def noting() -> Iterator[list[tuple[str, str]]]:
    """Gathers role and text of all who are drawn meanwhile and are no tenants."""
    found: list[tuple[str, str]] = []
    token = _NOTED.set(found)
    try:
        yield found
    finally:
        _NOTED.reset(token)


def note(role: str, text: str) -> None:
    """Notes a name or an address with the role it has in a letter, where somebody gathers them."""
    found = _NOTED.get()
    if found is not None and text:
        found.append((role, text))


def printed_number(rng: Random, number: str) -> str:
    """One of the shapes in which senders print a personnummer."""
    ten = number[2:]
    return rng.choice(
        (
            f"{ten[:6]}-{ten[6:]}", f"{ten[:6]}-{ten[6:]}", f"{number[:8]}-{number[8:]}",
            f"{number[:8]}-{number[8:]}", number, f"{ten[:6]} {ten[6:]}", ten,
        )
    )  # fmt: skip


def masked_number(rng: Random, number: str) -> str:
    """A number with its last digits hidden."""
    if rng.random() < 0.25:
        return f"f. {number[2:8]}"
    shown = rng.choice((number[:8], number[2:8]))
    return f"{shown}-{rng.choice(('XXXX', '****', 'xxxx'))}"
