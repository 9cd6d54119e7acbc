"""The sample register: some 500 made persons, with the households that are easy to get wrong.

``python -m benchmarks.letters.register`` writes ``fixtures/register/*.csv`` anew; equal every time.
Ages are as of 2026-10-05, the fixtures' day of arrival.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.letters.people import SURNAMES, Addressee, personnummer
from benchmarks.letters.residents import (
    CASE_COLUMNS,
    CONTRACT_COLUMNS,
    PERSON_COLUMNS,
    RELATION_COLUMNS,
    Home,
    Residents,
)

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "fixtures" / "register"
PEOPLE = 500
LIST_TENANTS = 14


def family(made: Residents, key: str, *, adults: int = 2, children: int = 2, eb: bool = False,  # noqa: PLR0913  # named traits of a family
           bou: bool = False, flat: bool = True) -> tuple[Home, list[Addressee]]:  # fmt: skip
    """A family with its children at home: ``key``, ``key.spouse``, ``key.child1`` ..."""
    home = made.home(flat=flat)
    first = made.person(home, key=key, age=(35, 48), woman=True)
    parents = [first]
    if adults == 2:
        parents.append(made.person(home, key=f"{key}.spouse", surname=first.surname, age=(35, 50),
                                   woman=False))  # fmt: skip
        made.married(first, parents[1])
    for number in range(1, children + 1):
        made.child(parents, home, key=f"{key}.child{number}", age=(2, 15))
    if eb:
        made.case(first, "ekonomiskt_bistand")
    if bou:
        made.case(made.named[f"{key}.child1"], "barn_unga")
    return home, parents


def ordinary(made: Residents) -> None:
    """Households that the routine's rows ask for."""
    for number in range(1, 25):
        made.person(made.home(), key=f"single{number}")
    made.person(made.home(), key="single_eb")
    made.case(made.named["single_eb"], "ekonomiskt_bistand")
    made.person(made.home(), key="single_eb2")
    made.case(made.named["single_eb2"], "ekonomiskt_bistand")
    made.person(made.home(), key="single_eb_closed")
    made.case(made.named["single_eb_closed"], "ekonomiskt_bistand", status="avslutad")
    made.person(made.home(), key="single_vuxen")
    made.case(made.named["single_vuxen"], "vuxen")
    for number in range(1, 6):
        family(made, f"family{number}", adults=1 + number % 2, children=1 + number % 3)
    family(made, "family_eb", adults=1, eb=True)
    family(made, "family_eb2", eb=True, children=1)
    family(made, "family_bou", bou=True)
    family(made, "family_bou2", adults=1, bou=True)
    family(made, "family_both", adults=1, eb=True, bou=True)
    for number in range(1, LIST_TENANTS + 1):
        if number in {3, 9}:
            family(made, f"list{number}", adults=1, children=1)
        else:
            made.person(made.home(), key=f"list{number}")
    made.case(made.named["list5"], "ekonomiskt_bistand")


def names_and_numbers(made: Residents) -> None:
    """Persons who are easily taken for one another."""
    home = made.home()
    made.person(home, key="father", given="Karl", surname="Örnklippa", age=(55, 62), woman=False)
    made.person(home, key="son", given="Karl", surname="Örnklippa", age=(24, 29), woman=False)
    shared = made.home(flat=False)
    made.person(shared, key="namesake1", given="Maria", surname="Almvret", age=(30, 39), woman=True)
    made.person(shared, key="namesake2", given="Maria", surname="Almvret", age=(50, 69), woman=True)
    made.person(made.home(), key="double", given="Désirée", middle="Åsa-Märta",
                surname="Öhrnprov Hassanzadeh-Prov", woman=True)  # fmt: skip
    made.person(made.home(), key="spelling", given="Mohammed", surname="Al-Testani", woman=False)
    made.person(made.home(), key="sole_trader", given="Gunilla", surname="Bergåker", woman=True,
                age=(50, 66))  # fmt: skip
    # Two digits apart (month and check digit): a single wrong digit never passes the Luhn check.
    made.person(made.home(), key="near_number", given="Ebba", surname="Tallviken",
                number=personnummer(date(1985, 3, 12), 988), woman=True)  # fmt: skip
    made.person(made.home(), key="other_number", given="Zeynep", surname="Granberga",
                number=personnummer(date(1985, 8, 12), 988), woman=True)  # fmt: skip
    made.person(made.home(), key="coordination", given="Oleg", surname="Testowski", woman=False,
                coordination=True)  # fmt: skip


def awkward_homes(made: Residents) -> None:
    """Homes where who lives with whom, and which child is concerned, is not plain."""
    home, away = made.home(), made.home()
    mother = made.person(away, key="separated.mother", age=(30, 45), woman=True)
    father = made.person(home, key="separated", age=(30, 45), woman=False)
    made.child([father, mother], away, key="separated.child", age=(5, 12))
    block = made.home(flat=False)
    made.person(block, key="no_flats", age=(40, 60))
    neighbour = made.person(block, key="no_flats.neighbour", age=(30, 45), woman=True)
    made.child([neighbour], block, key="no_flats.child", age=(3, 9))
    made.person(block, key="no_flats.other")
    grown = made.home()
    parent = made.person(grown, key="turning18", age=(40, 55), woman=True)
    made.child([parent], grown, key="turning18.child", born=date(2008, 10, 20))
    let = made.home()
    made.person(let, key="landlady", age=(60, 75), woman=True)
    lodger = made.person(let, key="lodger", age=(25, 40), woman=True)
    made.child([lodger], let, key="lodger.child", age=(2, 8))
    pair = made.home()
    made.person(pair, key="cohabitant", age=(30, 50))
    made.case(made.person(pair, key="cohabitant.other", age=(30, 50)), "ekonomiskt_bistand")
    wed = made.home()
    one = made.person(wed, key="spouse_case", age=(45, 60), woman=True)
    other = made.person(wed, key="spouse_case.spouse", surname=one.surname, age=(45, 60),
                        woman=False)  # fmt: skip
    made.married(one, other)
    made.case(other, "ekonomiskt_bistand")
    host = made.home()
    owner = made.person(host, key="host", age=(40, 70))
    made.person(host, key="care_of", age=(20, 35), care_of=owner.name)
    flat = made.home()
    elsewhere = made.home(city="BORÅS", postal="50332")
    made.person(elsewhere, key="sublet.holder", age=(40, 60))
    occupant = made.person(flat, key="sublet", age=(28, 40), woman=True)
    made.child([occupant], flat, key="sublet.child", age=(4, 10))
    made.person(made.home(), key="social_contract", age=(25, 50))
    made.contract(made.named["social_contract"], plan=True)
    made.case(made.named["social_contract"], "ekonomiskt_bistand")
    made.person(made.home(), key="social_contract2", age=(25, 50))
    made.contract(made.named["social_contract2"], plan=False)
    ward = made.home()
    made.person(ward, key="grandmother", age=(60, 70), woman=True)
    made.person(ward, key="grandchild", age=(8, 14))


def protected_or_gone(made: Residents) -> None:
    """Persons about whom a person must decide."""
    home = made.home()
    one = made.person(home, key="protected_couple", age=(35, 50), woman=False)
    other = made.person(home, key="protected_couple.spouse", surname=one.surname, age=(35, 50),
                        woman=True, protection="sekretessmarkering")  # fmt: skip
    made.married(one, other)
    house = made.home()
    mother = made.person(house, key="protected_child", age=(28, 42), woman=True)
    made.child([mother], house, key="protected_child.child", age=(4, 9),
               protection="skyddad_folkbokforing")  # fmt: skip
    made.person(made.home(), key="protected", protection="sekretessmarkering")
    made.person(made.home(), key="deceased", age=(70, 84), gone="avliden", gone_on="2026-08-14")
    made.person(made.home(), key="emigrated", gone="utvandrad", gone_on="2026-03-02")
    left = made.home()
    made.person(left, key="left_behind.dead", age=(45, 60), woman=False, gone="avliden",
                gone_on="2026-07-01")  # fmt: skip
    widow = made.person(left, key="left_behind", age=(45, 60), woman=True)
    made.child([widow], left, key="left_behind.child", age=(10, 15))


def neighbours(made: Residents) -> None:
    """Everybody else, in houses of several flats, until the register is full."""
    rng = made.rng
    while len(made.persons) < PEOPLE:
        base = made.home()
        flats = [f"1{floor}0{door}" for floor in range(4) for door in (1, 2, 3)]
        for flat in rng.sample(flats, rng.randrange(3, 8)):
            home = Home(street=base.street, flat=flat, postal=base.postal)
            first = made.person(home, age=(22, 82))
            adults = [first]
            if rng.random() < 0.45:
                second = made.person(home, age=(22, 78), surname=rng.choice(
                    (first.surname, rng.choice(SURNAMES))))  # fmt: skip
                adults.append(second)
                if rng.random() < 0.6:
                    made.married(first, second)
            young = all(int(one.number[:4]) > 1976 for one in adults)
            oldest = min(2026 - int(one.number[:4]) for one in adults) - 20
            if young and oldest > 2 and rng.random() < 0.8:
                for _ in range(rng.randrange(1, 4)):
                    made.child(adults, home, age=(1, min(17, oldest)))
            if rng.random() < 0.12:
                made.case(first, rng.choice(("ekonomiskt_bistand", "vuxen", "ekonomiskt_bistand")))


def build() -> Residents:
    """The whole register; ``named`` holds those that the fixtures ask for."""
    made = Residents(rng=Random("register"))
    ordinary(made)
    names_and_numbers(made)
    awkward_homes(made)
    protected_or_gone(made)
    neighbours(made)
    return made


def write(made: Residents, folder: Path) -> None:
    """Writes the four files, semicolons between the columns, in UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    files: tuple[tuple[str, Sequence[str], Sequence[tuple[str, ...]]], ...] = (
        ("persons", PERSON_COLUMNS, made.persons),
        ("relations", RELATION_COLUMNS, made.relations),
        ("cases", CASE_COLUMNS, made.cases),
        ("contracts", CONTRACT_COLUMNS, made.contracts),
    )
    for name, columns, rows in files:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)


def main() -> None:
    """Writes the sample register where the fixtures stand."""
    made = build()
    write(made, FOLDER)
    print(f"{len(made.persons)} persons, {len(made.relations)} relations, {len(made.cases)} cases")


if __name__ == "__main__":
    main()
