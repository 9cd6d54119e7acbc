"""A made town to write letters about: a household a letter, of every sort that is easy to miss."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.letters.people import MEN, SURNAMES, WOMEN, Addressee
from benchmarks.letters.residents import (
    CASE_COLUMNS,
    PERSON_COLUMNS,
    RELATION_COLUMNS,
    Home,
    Residents,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One letter's household.

    ``tenants`` may be named in the letter, the first always; ``minors`` are the children that no
    decision may miss; ``cases`` the units with an open case; ``review`` says that a person must
    decide about this household, whatever the letter.
    """

    sort: str
    tenants: tuple[Addressee, ...]
    minors: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    review: bool = False


EB = "ekonomiskt_bistand"
BOU = "barn_unga"


class Town:
    """Builds households one at a time and keeps their register."""

    def __init__(self, seed: int) -> None:
        """An empty town; equal seeds and equal calls give an equal town."""
        self.rng = Random(f"town/{seed}")
        self.residents = Residents(rng=self.rng)

    def household(self) -> Household:
        """The next household, of a sort drawn by its weight."""
        names = list(_SORTS)
        sort = self.rng.choices(names, [_SORTS[name][0] for name in names])[0]
        return _SORTS[sort][1](self, sort)

    def write(self, folder: Path) -> list[Path]:
        """The register's files, as ``troskel register import`` takes them."""
        made = self.residents
        return [
            _table(folder / "persons.csv", PERSON_COLUMNS, made.persons),
            _table(folder / "relations.csv", RELATION_COLUMNS, made.relations),
            _table(folder / "cases.csv", CASE_COLUMNS, made.cases),
        ]

    def adult(self, home: Home, **traits: object) -> Addressee:
        """An adult whose name others may bear too, as in any town."""
        woman = self.rng.random() < 0.5
        given = self.rng.choice(WOMEN if woman else MEN)
        wanted = {"given": given, "surname": self._surname(), "woman": woman, "age": (22, 80)}
        if self.rng.random() < 0.12:
            wanted["middle"] = self.rng.choice(WOMEN if woman else MEN)
        return self.residents.person(home, **{**wanted, **traits})  # type: ignore[arg-type]

    def _surname(self) -> str:
        name = self.rng.choice(SURNAMES)
        return f"{name} {self.rng.choice(SURNAMES)}" if self.rng.random() < 0.05 else name

    def couple(self, home: Home) -> tuple[Addressee, Addressee]:
        """Two adults of one home, most of them married."""
        one = self.adult(home, age=(28, 55))
        same = {"surname": one.surname} if self.rng.random() < 0.6 else {}
        other = self.adult(home, age=(28, 55), **same)
        if self.rng.random() < 0.7:
            self.residents.married(one, other)
        return one, other

    def parents(self, home: Home) -> list[Addressee]:
        """One parent or two."""
        if self.rng.random() < 0.45:
            return [self.adult(home, age=(24, 50))]
        one, other = self.couple(home)
        return [one, other]


def _table(path: Path, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(columns)
        table.writerows(rows)
    return path


def _alone(town: Town, sort: str) -> Household:
    who = town.adult(town.residents.home(flat=town.rng.random() < 0.85))
    return Household(sort=sort, tenants=(who,))


def _alone_eb(town: Town, sort: str) -> Household:
    who = town.adult(town.residents.home())
    town.residents.case(who, EB)
    return Household(sort=sort, tenants=(who,), cases=(EB,))


def _pair(town: Town, sort: str) -> Household:
    return Household(sort=sort, tenants=town.couple(town.residents.home()))


def _family(*cases: str) -> Callable[[Town, str], Household]:
    def made(town: Town, sort: str) -> Household:
        home = town.residents.home()
        parents = town.parents(home)
        children = [
            town.residents.child(parents, home, age=(2, 16)).number
            for _ in range(town.rng.choice((1, 1, 2, 2, 3)))
        ]
        if EB in cases:
            town.residents.case(parents[0], EB)
        if BOU in cases:
            town.residents.case(_resident(children[0], home), BOU)
        return Household(sort=sort, tenants=tuple(parents), minors=tuple(children), cases=cases)

    return made


def _resident(number: str, home: Home) -> Addressee:
    return Addressee(
        given="", surname="", number=number, street=home.street, apartment=home.flat,
        postal_code=home.postal, city=home.city,
    )  # fmt: skip


def _away(town: Town, sort: str) -> Household:
    """The only child lives with the other parent."""
    home, away = town.residents.home(), town.residents.home()
    one, other = town.adult(home, age=(25, 50)), town.adult(away, age=(25, 50))
    child = town.residents.child([one, other], away, age=(2, 15))
    return Household(sort=sort, tenants=(one,), minors=(child.number,), review=True)


def _same_flat(town: Town, sort: str) -> Household:
    """A child of nobody in the register's relations, in the same flat."""
    home = town.residents.home()
    who = town.adult(home, age=(30, 70))
    child = town.residents.person(home, age=(2, 15))
    return Household(sort=sort, tenants=(who,), minors=(child.number,))


def _no_flats(town: Town, sort: str) -> Household:
    """A house without flat numbers, where another family has a child."""
    home = town.residents.home(flat=False)
    who = town.adult(home, age=(30, 70))
    neighbour = town.adult(home, age=(25, 45))
    town.residents.child([neighbour], home, age=(2, 15))
    return Household(sort=sort, tenants=(who,), review=True)


def _neighbours(town: Town, sort: str) -> Household:
    """A family in another flat of the same house: its children are not this household's."""
    home = town.residents.home()
    floor = "1903" if home.flat != "1903" else "1904"
    town.residents.child(
        [town.adult(Home(street=home.street, flat=floor, postal=home.postal), age=(25, 45))],
        Home(street=home.street, flat=floor, postal=home.postal),
    )
    return Household(sort=sort, tenants=(town.adult(home),))


def _father_and_son(town: Town, sort: str) -> Household:
    """Two of one name at one address; only the number tells them apart."""
    home = town.residents.home()
    father = town.adult(home, age=(50, 70), woman=False, given="Karl", middle="")
    town.adult(home, age=(20, 30), woman=False, given="Karl", middle="", surname=father.surname)
    return Household(sort=sort, tenants=(father,))


def _protected(kind: str) -> Callable[[Town, str], Household]:
    def made(town: Town, sort: str) -> Household:
        home = town.residents.home()
        who = town.adult(home, age=(25, 55))
        if kind == "child":
            town.residents.child([who], home, protection="sekretessmarkering")
        else:
            town.adult(home, protection="sekretessmarkering")
        return Household(sort=sort, tenants=(who,), review=True)

    return made


def _gone(town: Town, sort: str) -> Household:
    how = town.rng.choice(("avliden", "utvandrad"))
    who = town.adult(town.residents.home(), gone=how, gone_on="2026-03-01")
    return Household(sort=sort, tenants=(who,), review=True)


def _stranger(town: Town, sort: str) -> Household:
    """Somebody who is not in the register; the next tenant of that home may be."""
    outside = Residents(rng=town.rng, numbers=town.residents.numbers)
    home = town.residents.home()
    who = outside.person(home, given=town.rng.choice(WOMEN), surname=town.rng.choice(SURNAMES))
    if town.rng.random() < 0.5:
        town.adult(home)
    return Household(sort=sort, tenants=(who,), review=True)


_SORTS: dict[str, tuple[float, Callable[[Town, str], Household]]] = {
    "alone": (26, _alone),
    "alone_eb": (12, _alone_eb),
    "pair": (10, _pair),
    "family": (14, _family()),
    "family_eb": (8, _family(EB)),
    "family_bou": (6, _family(BOU)),
    "same_flat": (3, _same_flat),
    "neighbours": (4, _neighbours),
    "father_and_son": (2, _father_and_son),
    "away": (3, _away),
    "no_flats": (3, _no_flats),
    "protected_adult": (2, _protected("adult")),
    "protected_child": (2, _protected("child")),
    "gone": (2, _gone),
    "stranger": (3, _stranger),
}
