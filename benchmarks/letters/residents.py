"""A made register in the making: persons at home, their relations, cases and contracts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.letters.people import (
    MEN,
    POSTAL,
    STREETS,
    SURNAMES,
    TEST_SERIALS,
    WOMEN,
    Addressee,
    born_between,
    personnummer,
)

PERSON_COLUMNS = (
    "personnummer", "fornamn", "mellannamn", "efternamn", "co_adress", "gatuadress",
    "lagenhetsnummer", "postnummer", "postort", "skydd", "avregistrerad", "avregistrerad_datum",
)  # fmt: skip
RELATION_COLUMNS = ("personnummer", "relation", "relaterat_personnummer")
CASE_COLUMNS = (
    "personnummer", "enhet", "arendenummer", "handlaggare", "status", "oppnad", "system",
)  # fmt: skip
CONTRACT_COLUMNS = ("personnummer", "kontraktsnummer", "handlingsplan", "adress", "fran", "till")
OFFICERS = ("Siv Provsson", "Åke Testberg", "Noor Exempelgren", "Ulf Mönsterlund", "Tuva Hedbo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One home; ``flat`` is empty where the register has no lägenhetsnummer."""

    street: str
    flat: str
    postal: str
    city: str = "GÖTEBORG"


@dataclass(slots=True, kw_only=True)
class Residents:
    """Collects the register's rows; every number and home is used once unless asked otherwise."""

    rng: Random
    persons: list[tuple[str, ...]] = field(default_factory=list)
    relations: list[tuple[str, ...]] = field(default_factory=list)
    cases: list[tuple[str, ...]] = field(default_factory=list)
    contracts: list[tuple[str, ...]] = field(default_factory=list)
    named: dict[str, Addressee] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    streets: set[str] = field(default_factory=set)
    full_names: set[str] = field(default_factory=set)

    def home(self, *, flat: bool = True, city: str = "GÖTEBORG", postal: str = "") -> Home:
        """A home behind a street number that nobody else has."""
        while True:
            street = f"{self.rng.choice(STREETS)} {self.rng.randrange(1, 120)}"
            if self.rng.random() < 0.2:
                street += self.rng.choice((" A", " B", " C"))
            if street not in self.streets:
                self.streets.add(street)
                break
        number = f"1{self.rng.randrange(0, 8)}0{self.rng.randrange(1, 6)}" if flat else ""
        return Home(street=street, flat=number, postal=postal or self.rng.choice(POSTAL), city=city)

    def number(self, born: date, *, woman: bool, coordination: bool = False) -> str:
        """A test number that nobody else in the register has; the day moves when all are taken."""
        for serial in TEST_SERIALS:
            if serial % 2 == (0 if woman else 1):
                digits = personnummer(born, serial, coordination=coordination)
                if digits not in self.numbers:
                    self.numbers.add(digits)
                    return digits
        message = f"no test number is left for {born}"
        raise ValueError(message)

    def person(  # noqa: PLR0913  # the many traits of a person
        self, home: Home, *, key: str = "", given: str = "", surname: str = "", middle: str = "",
        age: tuple[int, int] = (25, 70), born: date | None = None, woman: bool | None = None,
        protection: str = "", gone: str = "", gone_on: str = "", care_of: str = "",
        coordination: bool = False, number: str = "",
    ) -> Addressee:  # fmt: skip
        """Adds a person; ``key`` names those that the fixtures ask for."""
        female = self.rng.random() < 0.5 if woman is None else woman
        day = born or born_between(self.rng, age[1], age[0])
        digits = number or self.number(day, woman=female, coordination=coordination)
        self.numbers.add(digits)
        while True:
            first = given or self.rng.choice(WOMEN if female else MEN)
            last = surname or self.rng.choice(SURNAMES)
            if given or surname or f"{first} {last}" not in self.full_names:
                break
        self.full_names.add(f"{first} {last}")
        hidden = protection == "skyddad_folkbokforing"
        self.persons.append(
            (
                digits, first, middle, last, care_of, "" if hidden else home.street,
                "" if hidden else home.flat, "" if hidden else home.postal,
                "" if hidden else home.city, protection, gone, gone_on,
            )
        )  # fmt: skip
        one = Addressee(
            given=first, middle=middle, surname=last, number=digits, street=home.street,
            apartment=home.flat, postal_code=home.postal, city=home.city, care_of=care_of,
        )  # fmt: skip
        if key:
            self.named[key] = one
        return one

    def child(self, parents: list[Addressee], home: Home, *, key: str = "",  # noqa: PLR0913  # the many traits of a person
              age: tuple[int, int] = (2, 16), born: date | None = None,
              protection: str = "", custody: bool = True) -> Addressee:  # fmt: skip
        """Adds a child of the parents, in their custody, registered in that home."""
        one = self.person(home, key=key, surname=parents[0].surname, age=age, born=born,
                          protection=protection)  # fmt: skip
        for parent in parents:
            role = "MO" if int(parent.number[10]) % 2 == 0 else "FA"
            self.relations.append((parent.number, "B", one.number))
            self.relations.append((one.number, role, parent.number))
            if custody:
                self.relations.append((parent.number, "VF", one.number))
                self.relations.append((one.number, "V", parent.number))
        return one

    def married(self, one: Addressee, other: Addressee) -> None:
        """Notes a marriage, both ways."""
        self.relations.append((one.number, "M", other.number))
        self.relations.append((other.number, "M", one.number))

    def case(self, who: Addressee, unit: str, *, status: str = "pagaende") -> None:
        """Adds a case at a unit."""
        count = len(self.cases) + 1
        officer = self.rng.choice(OFFICERS)
        opened = date(2025, 1 + count % 12, 1 + count % 27)
        self.cases.append(
            (who.number, unit, f"TS-2025-{count:05d}", officer, status, opened.isoformat(),
             "Treserva")
        )  # fmt: skip

    def contract(self, who: Addressee, *, plan: bool) -> None:
        """Adds a social contract."""
        count = len(self.contracts) + 1
        self.contracts.append(
            (who.number, f"SK-{2000 + count}", "ja" if plan else "nej", who.street, "2024-06-01",
             "2027-05-31")
        )  # fmt: skip
