"""The register's rows, whatever file they come from: their kinds, columns, rules and faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.domain.addresses import official_apartment, parse_place
from pipeline.domain.kinship import RELATION_CODES
from pipeline.domain.people import Deregistered, Personnummer, Protection

Record = dict[str, str | int]
"""A sound row by the register's own names; ``line`` is where it stood."""

MOST_FAULTS = 200
"""Faults of one file that are told: whoever gave the wrong file need not read a million lines."""


class FileKind(StrEnum):
    """What a register file holds."""

    PERSONS = "persons"
    RELATIONS = "relations"
    CASES = "cases"
    CONTRACTS = "contracts"

    @property
    def swedish(self) -> str:
        """As staff say it."""
        return _SWEDISH[self]


_SWEDISH = {
    FileKind.PERSONS: "personer",
    FileKind.RELATIONS: "relationer",
    FileKind.CASES: "ärenden",
    FileKind.CONTRACTS: "sociala kontrakt",
}

COLUMNS: Mapping[FileKind, tuple[str, ...]] = {
    FileKind.PERSONS: (
        "personnummer",
        "fornamn",
        "mellannamn",
        "efternamn",
        "co_adress",
        "gatuadress",
        "lagenhetsnummer",
        "postnummer",
        "postort",
        "skydd",
        "avregistrerad",
        "avregistrerad_datum",
    ),
    FileKind.RELATIONS: ("personnummer", "relation", "relaterat_personnummer"),
    FileKind.CASES: (
        "personnummer",
        "enhet",
        "arendenummer",
        "handlaggare",
        "status",
        "oppnad",
        "system",
    ),
    FileKind.CONTRACTS: (
        "personnummer",
        "kontraktsnummer",
        "handlingsplan",
        "adress",
        "fran",
        "till",
    ),
}
"""The columns by which a file's kind is told: all of them must be there."""

FURTHER: Mapping[FileKind, tuple[str, ...]] = {
    FileKind.PERSONS: (
        "namnlos",
        "hanvisning",
        "bostad",
        "sarskild_co_adress",
        "sarskild_gatuadress",
        "sarskilt_postnummer",
        "sarskild_postort",
    ),
    FileKind.RELATIONS: ("fodelsetid",),
    FileKind.CASES: ("avslutad", "typ"),
    FileKind.CONTRACTS: (),
}
"""Columns that a file may have besides, each empty where it has not."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """One fault of a register file, in Swedish; never quotes a cell, which may be personal data.

    ``line`` counts from 1 and is 0 for the file as a whole; ``column`` is empty for a whole line;
    ``part`` is what the file calls its columns (``kolumn``, in XML ``element``).
    """

    file: str
    line: int
    column: str
    what: str
    part: str = "kolumn"

    def __str__(self) -> str:
        where = [self.file]
        if self.line:
            where.append(f"rad {self.line}")
        if self.column:
            where.append(f"{self.part} {self.column}")
        return f"{', '.join(where)}: {self.what}"


class EnoughError(Exception):
    """The file has so many faults that reading on helps nobody."""


@dataclass(slots=True)
class Faults:
    """The faults of one file, as they are found; at most :data:`MOST_FAULTS` and a word of more."""

    file: str
    found: list[Fault]
    part: str = "kolumn"

    def add(self, line: int, column: str, what: str) -> None:
        """Note one. Raises EnoughError when it was one too many."""
        if len(self.found) == MOST_FAULTS:
            what = f"här avbröts läsningen: filen har fler än {MOST_FAULTS} fel"
            self.found.append(Fault(file=self.file, line=line, column="", what=what))
            raise EnoughError
        self.found.append(
            Fault(file=self.file, line=line, column=column, what=what, part=self.part)
        )


class CellError(ValueError):
    """A cell that breaks its column's rule; the message is the Swedish explanation."""


def checked(
    kind: FileKind, row: Mapping[str, str], line: int, faults: Faults, names: Mapping[str, str]
) -> Record | None:
    """The row as a record; None when anything in it is wrong, and then each fault is noted.

    ``row`` has the columns of the kind, absent ones count as empty; ``names`` says what the file
    itself calls a column, where that is another name.
    """
    record: Record = {"line": line}
    sound = True
    for column, (target, rule) in _RULES[kind].items():
        try:
            record[target] = rule(row.get(column, ""))
        except CellError as fault:
            sound = False
            faults.add(line, names.get(column, column), str(fault))
    for column, what in _ACROSS[kind](row):
        sound = False
        faults.add(line, names.get(column, column), what)
    return record if sound else None


def is_number(cell: str) -> bool:
    """Whether the cell holds a valid personnummer or samordningsnummer."""
    try:
        _number(cell)
    except CellError:
        return False
    return True


# The rules of single cells


def _text(cell: str) -> str:
    return " ".join(cell.split())


def _needed(cell: str) -> str:
    if not cell:
        raise CellError("fältet är tomt")
    return _text(cell)


def _number(cell: str) -> str:
    try:
        return Personnummer(cell.replace("-", "", 1) if len(cell) == 13 else cell).digits
    except ValueError:
        raise CellError("inget giltigt personnummer med tolv siffror") from None


def _number_or_none(cell: str) -> str:
    return _number(cell) if cell else ""


def _day(cell: str) -> str:
    if not cell:
        return ""
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        raise CellError("datum skrivs ÅÅÅÅ-MM-DD") from None


def _apartment(cell: str) -> str:
    if cell and not re.fullmatch(r"[0-9]{4}", cell):
        raise CellError("lägenhetsnummer är fyra siffror eller tomt")
    return cell


def _postal_code(cell: str) -> str:
    digits = re.sub(r"[ \u00a0]", "", cell)
    if digits and not re.fullmatch(r"[0-9]{5}", digits):
        raise CellError("postnummer är fem siffror eller tomt")
    return digits


def _one_of(*allowed: str) -> Callable[[str], str]:
    """A rule for a cell with few values, in any case."""
    by_folded = {word.casefold(): word for word in allowed}

    def rule(cell: str) -> str:
        if cell.casefold() not in by_folded:
            what = "okänt värde; tillåtet är " + ", ".join(word or "tomt" for word in allowed)
            raise CellError(what)
        return by_folded[cell.casefold()]

    return rule


_RULES: Mapping[FileKind, Mapping[str, tuple[str, Callable[[str], str]]]] = {
    FileKind.PERSONS: {
        "personnummer": ("number", _number),
        "fornamn": ("given", _text),
        "mellannamn": ("middle", _text),
        "efternamn": ("surname", _text),
        "co_adress": ("care_of", _text),
        "gatuadress": ("street", _text),
        "lagenhetsnummer": ("apartment", _apartment),
        "postnummer": ("postal_code", _postal_code),
        "postort": ("city", _text),
        "skydd": ("protection", _one_of(*Protection)),
        "avregistrerad": ("deregistered", _one_of(*Deregistered)),
        "avregistrerad_datum": ("deregistered_on", _day),
        "namnlos": ("nameless", _one_of("", "nej", "ja")),
        "hanvisning": ("refers_to", _number_or_none),
        "bostad": ("dwelling", _text),
        "sarskild_co_adress": ("post_care_of", _text),
        "sarskild_gatuadress": ("post_street", _text),
        "sarskilt_postnummer": ("post_postal_code", _postal_code),
        "sarskild_postort": ("post_city", _text),
    },
    FileKind.RELATIONS: {
        "personnummer": ("person", _number),
        "relation": ("code", _one_of(*RELATION_CODES)),
        "relaterat_personnummer": ("other", _number_or_none),
        "fodelsetid": ("born", _day),
    },
    FileKind.CASES: {
        "personnummer": ("person", _number),
        "enhet": ("unit", _needed),
        "arendenummer": ("case_number", _text),
        "handlaggare": ("officer", _text),
        "status": ("status", _one_of("pagaende", "avslutad")),
        "oppnad": ("opened", _day),
        "system": ("system", _text),
        "avslutad": ("ended", _day),
        "typ": ("sort", _text),
    },
    FileKind.CONTRACTS: {
        "personnummer": ("person", _number),
        "kontraktsnummer": ("contract_number", _needed),
        "handlingsplan": ("plan", _one_of("ja", "nej")),
        "adress": ("address", _text),
        "fran": ("since", _day),
        "till": ("until", _day),
    },
}

CODED = frozenset(
    {"enhet", "status", "skydd", "avregistrerad", "relation", "handlingsplan", "namnlos"}
)
"""Columns that hold one of few words: an unknown one is never passed on."""

DAYS = frozenset({"avregistrerad_datum", "oppnad", "avslutad", "fran", "till", "fodelsetid"})
"""Columns that hold a day."""

NUMBERS = frozenset({"personnummer", "relaterat_personnummer", "hanvisning"})
"""Columns that hold a personnummer or samordningsnummer."""


# Faults between the cells of one row: column and explanation


def _of_person(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    # A hidden person may be no more than a number, and a child has a number before it has a name.
    excused = row.get("skydd") or row.get("hanvisning") or row.get("namnlos", "").lower() == "ja"
    if not excused and not row.get("fornamn") and not row.get("efternamn"):
        yield "efternamn", "personen har inget namn"
    if row.get("avregistrerad_datum") and not row.get("avregistrerad"):
        yield "avregistrerad", "datum för avregistrering men ingen orsak"


def _of_relation(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    other = row.get("relaterat_personnummer", "")
    if not other and not row.get("fodelsetid"):
        yield "relaterat_personnummer", "inget giltigt personnummer med tolv siffror"
    if other and row.get("personnummer") == other:
        yield "relaterat_personnummer", "personen har en relation till sig själv"


def _of_case(_: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ()


def _of_contract(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if row.get("till") and row["till"] < row.get("fran", ""):
        yield "till", "kontraktet slutar innan det börjar"


_ACROSS: Mapping[FileKind, Callable[[Mapping[str, str]], Iterator[tuple[str, str]]]] = {
    FileKind.PERSONS: _of_person,
    FileKind.RELATIONS: _of_relation,
    FileKind.CASES: _of_case,
    FileKind.CONTRACTS: _of_contract,
}


def flat_of(street: str, apartment: str) -> str:
    """The official flat number, also when the export has put it at the end of the street line."""
    return apartment or official_apartment(parse_place(street).apartment)
