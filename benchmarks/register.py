"""Measures the register: import, lookup against a bare select, and how often a match is wrong.

Run as ``python benchmarks/register.py [PERSONS]``. Everything is made up from a seed; the numbers
have the tax agency's test serials. The register is a made town: families in numbered flats, houses
without flat numbers, separated parents, namesakes, twelve in a hundred foreign spellings. Letters
are printed from persons of the register and from strangers outside it, with the faults of scans,
and every match is compared with whom the letter was printed from. Times are of the processor, so
that a busy machine does not blur them.
"""

from __future__ import annotations

import csv
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.domain.fields import Field, Party, PartyRole
from pipeline.domain.households import household_of
from pipeline.domain.match import Ambiguous, Matched
from pipeline.domain.matching import match_party
from pipeline.domain.page import Box
from pipeline.domain.people import luhn_ok
from pipeline.domain.sought import Sought
from pipeline.store.register import Register, similarity
from pipeline.store.register_files import COLUMNS, FileKind

ON = date(2026, 10, 5)
THRESHOLD = 0.97
LETTERS = 2000
_SERIALS = [*range(980, 1000), 238, 239]
_BOX = (Box(page=1, x0=0, top=0, x1=1, bottom=1),)


def _listed(text: str) -> list[str]:
    return text.split()


# Common names often, rarer ones seldom: namesakes must be as usual as in a city.
_GIVEN = _listed(
    "Anna Eva Maria Karin Kristina Lena Sara Emma Elin Johanna Linda Ida Erik Lars Karl Anders Per "
    "Johan Mikael Jan Nils Daniel Peter Mohammed Ali Fatima Ahmed Hassan Amina Yusuf Ibrahim "
    "Zainab Björn Åsa Örjan Märta Anna-Lena Karl-Erik Jörgen Svetlana Aleksandr Nguyen Linh Maja "
    "Alva Wilma Elsa Hugo Liam Noah William Oskar Viktor Stina Greta Sixten Folke Ylva Tova"
)
_FAMILY = _listed(
    "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson "
    "Lindberg Lindström Lindqvist Berg Bergström Sandberg Öberg Åkesson Sjöberg Holm Ali Hassan "
    "Mohamed Ahmed Hussein Nguyen Petrov Kovalenko Björk Ek Lund Åström Nyström Wallin Dahl "
    "Fransson Almqvist Hedlund Norén Blom Strömberg Kvist Rask Tillman Ödman"
)
_TAILS = _listed("ström gren qvist berg dahl lund man holm mark stedt ros ell")
_STEMS = _listed(
    "Björk Lind Ek Ask Al Rönn Hassel Tall Gran Sälg Asp Ax Sten Ler Sand Grus Klipp Berg Dal Sjö "
    "Å Bäck Käll Brunns Kvarn Smed Skomakar Snickar Vävar Lot Fyr Sjömans Hamn Varvs Rep Segel "
    "Mast Ankar Kompass Norrskens Måne Stjärn Sol Vinter Sommar Höst Vår Fågel Lärk Trast Svan "
    "Uggle"
)


@dataclass(frozen=True)
class Made:
    """A made person as the register has it."""

    row: dict[str, str]

    @property
    def name(self) -> str:
        """First given name and surname, as a landlord prints it."""
        return f"{self.row['fornamn'].split()[0]} {self.row['efternamn']}"


def number(chance: random.Random, used: set[str], low: int, high: int) -> str:
    """An unused test number of somebody between ``low`` and ``high`` years old."""
    while True:
        born = ON - timedelta(days=chance.randint(low * 365 + low // 4 + 1, high * 365))
        stem = f"{born:%Y%m%d}{chance.choice(_SERIALS):03d}"
        text = next(stem + str(digit) for digit in range(10) if luhn_ok(stem[2:] + str(digit)))
        if text not in used:
            used.add(text)
            return text


def _family(chance: random.Random) -> str:
    """A surname: half of all from the common ones, as in a Swedish city."""
    if chance.random() < 0.5:
        return _weighted(chance, _FAMILY)
    return chance.choice(_STEMS) + chance.choice(_TAILS)


def _weighted(chance: random.Random, names: Sequence[str]) -> str:
    return names[min(int(chance.expovariate(1 / (len(names) / 4))), len(names) - 1)]


def town(count: int, seed: int = 7) -> tuple[list[Made], list[tuple[str, str, str]]]:
    """Some ``count`` made persons and their relations."""
    chance = random.Random(seed)
    used: set[str] = set()
    people: list[Made] = []
    relations: list[tuple[str, str, str]] = []
    streets = [f"{a}{b}" for a in _STEMS for b in ("gatan", "vägen", "gränd", "stigen", "backen")]
    place = 0
    apart: list[tuple[str, str]] = []

    def person(low: int, high: int, surname: str, home: dict[str, str]) -> str:
        own = number(chance, used, low, high)
        given = " ".join(_weighted(chance, _GIVEN) for _ in range(chance.randint(1, 2)))
        blank = dict.fromkeys(COLUMNS[FileKind.PERSONS], "")
        people.append(
            Made({**blank, "personnummer": own, "fornamn": given, "efternamn": surname, **home})
        )
        return own

    while len(people) < count:
        street, house = streets[place % len(streets)], 1 + place // len(streets)
        place += 1
        code = f"4{10 + (place % len(streets)) // 6:02d}{house % 90:02d}"
        small = chance.random() < 0.3
        for flat in range(1 if small else chance.randint(6, 24)):
            home = {
                "gatuadress": f"{street} {house}",
                "lagenhetsnummer": "" if small else f"{10 + flat // 4}{1 + flat % 4:02d}",
                "postnummer": code,
                "postort": "Exempelstad",
            }
            surname = _family(chance)
            first = person(19, 90, surname, home)
            if chance.random() < 0.5:
                other = person(19, 90, surname if chance.random() < 0.7 else _family(chance), home)
                relations.append((first, "M", other)) if chance.random() < 0.6 else None
            for _ in range(chance.choice((0, 0, 0, 0, 1, 2))):
                child = person(0, 17, surname, home)
                relations.extend(((first, "VF", child), (child, "V", first), (first, "B", child)))
                if apart and chance.random() < 0.2:
                    relations.append((chance.choice(apart)[0], "VF", child))
            apart.append((first, surname))
            if chance.random() < 0.01:
                person(19, 30, surname, home)
    return people, relations


def write(
    folder: Path, people: Sequence[Made], relations: Sequence[tuple[str, str, str]]
) -> list[Path]:
    """The register files, as an export has them."""
    paths = [folder / "personer.csv", folder / "relationer.csv", folder / "arenden.csv"]
    with paths[0].open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, COLUMNS[FileKind.PERSONS], delimiter=";")
        table.writeheader()
        table.writerows(one.row for one in people)
    with paths[1].open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(COLUMNS[FileKind.RELATIONS])
        rows.writerows(relations)
    with paths[2].open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(COLUMNS[FileKind.CASES])
        for place, one in enumerate(people[::20]):
            rows.writerow(
                (one.row["personnummer"], "vuxen", f"Ä{place}", "H. Läggare", "pagaende", "", "x")
            )
    return paths


_SLIPS = (
    ("m", "rn"),
    ("i", "l"),
    ("l", "1"),
    ("o", "0"),
    ("å", "a"),
    ("ä", "a"),
    ("ö", "o"),
    ("e", "c"),
)


def _scanned(chance: random.Random, text: str) -> str:
    """The text with one slip of a bad scan."""
    seen, meant = chance.choice(_SLIPS)
    at = [place for place, letter in enumerate(text) if letter == seen and place]
    if not at:
        return text
    place = chance.choice(at)
    return text[:place] + meant + text[place + 1 :]


def letters(
    chance: random.Random, people: Sequence[Made], outside: Sequence[Made], count: int
) -> Iterator[tuple[Made, bool, Sought, str]]:
    """Printed persons: whom from, whether in the register, the print, and how it was printed."""
    adults = [one for one in people if int(one.row["personnummer"][:4]) < 2008]
    strangers = [one for one in outside if int(one.row["personnummer"][:4]) < 2008]
    for _ in range(count):
        known = chance.random() < 0.9
        who = chance.choice(adults if known else strangers)
        row = who.row
        if not known and chance.random() < 0.5:
            # A stranger at an address of the register: moved in, or never registered there.
            row = {**chance.choice(adults).row, "personnummer": row["personnummer"]}
            row.update({key: who.row[key] for key in ("fornamn", "efternamn")})
        style = chance.choice(("number", "flat", "street", "surname", "moved", "wrong_digit"))
        name, street, digits = who.name, row["gatuadress"], ""
        if chance.random() < 0.2:
            name = _scanned(chance, name)
        if chance.random() < 0.2:
            street = _scanned(chance, street)
        if chance.random() < 0.2:
            name = f"{row['efternamn']}, {row['fornamn'].split()[0]}"
        if style in {"number", "moved", "wrong_digit"}:
            digits = row["personnummer"][2:]
        if style == "wrong_digit":
            at = chance.randrange(10)
            digits = (
                digits[:at] + str((int(digits[at]) + chance.randint(1, 9)) % 10) + digits[at + 1 :]
            )
        if style == "moved":
            other = chance.choice(adults).row
            street = other["gatuadress"]
        flat = row["lagenhetsnummer"] if style == "flat" else ""
        yield (
            who,
            known,
            Sought(
                name=row["efternamn"] if style == "surname" else name,
                digits=digits,
                address=street,
                apartment=flat,
                postal_code="" if style == "moved" else row["postnummer"],
            ),
            style,
        )


def _party(sought: Sought) -> Party:
    def found(text: str) -> Field[str]:
        return Field(value=text, raw=text, confidence=0.97, finder="made", boxes=_BOX)

    return Party(
        role=PartyRole.TENANT,
        name=found(sought.name),
        personnummer=found(sought.digits) if sought.digits else None,
    )


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def main() -> None:
    """Prints the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    people, relations = town(count)
    outside, _ = town(max(1000, count // 20), seed=8)
    inside = {one.row["personnummer"] for one in people}
    outside = [one for one in outside if one.row["personnummer"] not in inside]
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder), people, relations)
        register = Register.open(Path(folder) / "register.db")
        start = time.process_time()
        report = register.import_files(paths)
        took = time.process_time() - start
        print(f"import: {len(people)} persons, {len(relations)} relations in {took:.1f} s")
        print(f"  {took / len(people) * 1e6:.0f} microseconds a person, done: {report.done}")
        bare = sqlite3.connect(Path(folder) / "register.db")
        chance = random.Random(9)
        looking, matching, housing, selecting, sizes = [], [], [], [], []
        outcome: Counter[tuple[str, str]] = Counter()
        for who, known, sought, style in letters(chance, people, outside, LETTERS):
            own = who.row["personnummer"]
            start = time.process_time()
            bare.execute("SELECT * FROM persons WHERE number = ?", [own]).fetchall()
            selecting.append(time.process_time() - start)
            start = time.process_time()
            view = register.view([sought])
            looking.append(time.process_time() - start)
            sizes.append(float(len(view.persons)))
            start = time.process_time()
            match = match_party(0, _party(sought), sought, view, similarity, on=ON)
            matching.append(time.process_time() - start)
            if isinstance(match, Matched):
                start = time.process_time()
                household_of((match.person,), view, ON)
                housing.append(time.process_time() - start)
            outcome[style, _judge(match, own, known=known)] += 1
        print(f"bare select p95 {_p95(selecting):.3f} ms")
        for what, times in (("view", looking), ("match", matching), ("household", housing)):
            ratio = _p95(times) / _p95(selecting)
            print(f"{what} p95 {_p95(times):.2f} ms, {ratio:.0f} bare selects")
        print(f"persons in a view: p95 {sorted(sizes)[int(len(sizes) * 0.95)]:.0f}")
        for key, times_seen in sorted(outcome.items()):
            print(f"  {key[0]:12} {key[1]:22} {times_seen}")


def _judge(match: object, own: str, *, known: bool) -> str:
    if isinstance(match, Matched):
        right = match.person.number.digits == own and known
        sure = match.confidence >= THRESHOLD and not match.doubts
        return f"{'right' if right else 'WRONG'} {'by itself' if sure else 'with a doubt'}"
    return "offered" if isinstance(match, Ambiguous) else "nobody"


if __name__ == "__main__":
    main()
