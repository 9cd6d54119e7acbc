"""Measures the register: import, lookup against a bare select, and how often a match is wrong.

Run as ``python -m benchmarks.register [PERSONS] [--navet]``; ``--navet`` imports the persons and
their relations as Navet's XML instead of CSV. Everything is made up from a seed; the numbers
have the tax agency's test serials. The register is a made town: families in numbered flats, houses
without flat numbers, separated parents, namesakes, twelve in a hundred foreign spellings. Letters
are printed from persons of the register and from strangers outside it, with the faults of scans,
and every match is compared with whom the letter was printed from. Times are of the processor, so
that a busy machine does not blur them; the import runs in a process of its own, whose greatest
memory is told.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.exports import write_navet
from pipeline.domain.fields import Field, Party, PartyRole
from pipeline.domain.households import household_of
from pipeline.domain.match import Ambiguous, Matched
from pipeline.domain.matching import match_party
from pipeline.domain.page import Box
from pipeline.domain.people import luhn_ok
from pipeline.domain.sought import Sought
from pipeline.store.register import Register, similarity
from pipeline.store.register_rows import COLUMNS, FileKind

ON = date(2026, 10, 5)
THRESHOLD = 0.97
LETTERS = 2000
PICKS = 100
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


Printed = tuple[Made, bool, Sought, str]
"""Whom from, whether in the register, the print, and how it was printed."""


CROWDED = 250_000
"""Persons for whom the test numbers of a lifetime are enough; more persons are made older, and half
of them have a samordningsnummer, so that no number is anybody's."""
_OLDEST = 225


def number(chance: random.Random, used: set[str], low: int, high: int, *, crowd: int = 1) -> str:
    """An unused test number of somebody between ``low`` and ``high * crowd`` years old."""
    most = min(high * crowd, _OLDEST)
    while True:
        born = ON - timedelta(days=chance.randint(low * 365 + low // 4 + 1, most * 365))
        day = born.day + 60 * (crowd > 1 and chance.random() < 0.5)
        stem = f"{born:%Y%m}{day:02d}{chance.choice(_SERIALS):03d}"
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
        own = number(chance, used, low, high, crowd=1 + count // CROWDED)
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
    folder: Path,
    people: Sequence[Made],
    relations: Sequence[tuple[str, str, str]],
    *,
    navet: bool = False,
) -> list[Path]:
    """The register files, as an export has them."""
    paths = [folder / "personer.csv", folder / "relationer.csv", folder / "arenden.csv"]
    if navet:
        paths = [folder / "navet.xml", paths[2]]
        with paths[0].open("w", encoding="utf-8") as file:
            names = COLUMNS[FileKind.RELATIONS]
            told = (dict(zip(names, one, strict=True)) for one in relations)
            write_navet(file, (one.row for one in people), told)
        _write_cases(paths[1], people)
        return paths
    with paths[0].open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, COLUMNS[FileKind.PERSONS], delimiter=";")
        table.writeheader()
        table.writerows(one.row for one in people)
    with paths[1].open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(COLUMNS[FileKind.RELATIONS])
        rows.writerows(relations)
    _write_cases(paths[2], people)
    return paths


def _write_cases(path: Path, people: Sequence[Made]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(COLUMNS[FileKind.CASES])
        for place, one in enumerate(people[::20]):
            rows.writerow(
                (one.row["personnummer"], "vuxen", f"Ä{place}", "H. Läggare", "pagaende", "", "x")
            )


class Imported(NamedTuple):
    """What an import took: seconds of processor and of wall, and the greatest memory in MB."""

    processor: float
    wall: float
    memory: float
    done: bool


def imported(database: Path, paths: list[Path]) -> Imported:
    """The files imported in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_import, (database, paths))


def _most_memory() -> float:
    """The greatest memory of this process in MB; getrusage would tell the parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if "VmHWM" in line).split()[1]) / 1024


def _import(database: Path, paths: list[Path]) -> Imported:
    register = Register.open(database)
    start, clock = time.process_time(), time.monotonic()
    report = register.import_files(paths)
    took = Imported(
        processor=time.process_time() - start,
        wall=time.monotonic() - clock,
        memory=_most_memory(),
        done=report.done,
    )
    register.close()
    return took


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
) -> Iterator[Printed]:
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
    parser = argparse.ArgumentParser(description="Measure the register")
    parser.add_argument("persons", type=int, nargs="?", default=100_000)
    parser.add_argument("--navet", action="store_true", help="import Navet's XML")
    said = parser.parse_args()
    people, relations = town(said.persons)
    outside, _ = town(max(1000, said.persons // 20), seed=8)
    inside = {one.row["personnummer"] for one in people}
    outside = [one for one in outside if one.row["personnummer"] not in inside]
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder), people, relations, navet=said.navet)
        files = sum(path.stat().st_size for path in paths) / 1e6
        database = Path(folder) / "register.db"
        took = imported(database, paths)
        print(f"import: {len(people)} persons, {len(relations)} relations, files of {files:.0f} MB")
        print(f"  {took.processor:.1f} s of processor, {took.wall:.1f} s by the clock")
        print(f"  {took.processor / len(people) * 1e6:.0f} microseconds a person")
        print(f"  at most {took.memory:.0f} MB of memory, done: {took.done}")
        print(f"  register on disk: {database.stat().st_size / 1e6:.0f} MB", flush=True)
        printed = list(letters(random.Random(9), people, outside, LETTERS))
        look(database, printed)
        pick(database, printed[:PICKS])


def look(database: Path, printed: Sequence[Printed]) -> None:
    """Prints how long a letter's lookup, match and household take, and how it comes out."""
    register, bare = Register.open(database), sqlite3.connect(database)
    looking, matching, housing, selecting, sizes = [], [], [], [], []
    outcome: Counter[tuple[str, str]] = Counter()
    for who, known, sought, style in printed:
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
    register.close()


def pick(database: Path, printed: Sequence[Printed]) -> None:
    """Prints how long the review's picker takes over names and streets, misspelt ones too."""
    register = Register.open(database)
    times = []
    for _, _, sought, _ in printed:
        start = time.process_time()
        register.search(f"{sought.name} {sought.address}")
        times.append(time.process_time() - start)
    print(f"picker p95 {_p95(times):.0f} ms, median {sorted(times)[len(times) // 2] * 1000:.0f} ms")
    register.close()


def _judge(match: object, own: str, *, known: bool) -> str:
    if isinstance(match, Matched):
        right = match.person.number.digits == own and known
        sure = match.confidence >= THRESHOLD and not match.doubts
        return f"{'right' if right else 'WRONG'} {'by itself' if sure else 'with a doubt'}"
    return "offered" if isinstance(match, Ambiguous) else "nobody"


if __name__ == "__main__":
    main()
