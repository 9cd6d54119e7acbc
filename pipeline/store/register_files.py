"""The register's CSV files: their kind told by their columns, every fault with its place."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from pipeline.domain.addresses import official_apartment, parse_place
from pipeline.domain.kinship import RELATION_CODES
from pipeline.domain.people import Deregistered, Personnummer, Protection

Record = dict[str, str | int]


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


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """One fault of a register file, in Swedish; never quotes a cell, which may be personal data.

    ``line`` counts from 1 and is 0 for the file as a whole; ``column`` is empty for a whole line.
    """

    file: str
    line: int
    column: str
    what: str

    def __str__(self) -> str:
        where = [self.file]
        if self.line:
            where.append(f"rad {self.line}")
        if self.column:
            where.append(f"kolumn {self.column}")
        return f"{', '.join(where)}: {self.what}"


class _CellError(ValueError):
    """A cell that breaks its column's rule; the message is the Swedish explanation."""


@dataclass(slots=True)
class RegisterFile:
    """A register file opened for one reading; ``faults`` and ``digest`` grow while it is read."""

    path: Path
    kind: FileKind
    delimiter: str
    faults: list[Fault] = field(default_factory=list)
    digest: str = ""

    def records(self) -> Iterator[Record]:
        """The file's sound rows; unsound ones become faults instead.

        Raises OSError when the file can no longer be read.
        """
        hasher = hashlib.sha256()
        reader = csv.reader(_lines(self.path, hasher.update), delimiter=self.delimiter, strict=True)
        try:
            header = [_column(cell) for cell in next(reader)]
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield from self._record(header, cells, reader.line_num)
        except UnicodeDecodeError:
            self._fault(reader.line_num + 1, "", "raden är inte UTF-8; spara om filen som UTF-8")
        except csv.Error:
            self._fault(reader.line_num, "", "raden går inte att läsa som CSV (citattecken?)")
        self.digest = hasher.hexdigest()

    def _record(self, header: list[str], cells: list[str], line: int) -> Iterator[Record]:
        if len(cells) != len(header):
            self._fault(line, "", f"raden har {len(cells)} fält men rubriken {len(header)}")
            return
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        record: Record = {}
        before = len(self.faults)
        for column, (target, rule) in _RULES[self.kind].items():
            try:
                record[target] = rule(row[column])
            except _CellError as fault:
                self._fault(line, column, str(fault))
        for column, what in _across(self.kind, row):
            self._fault(line, column, what)
        if len(self.faults) == before:
            record["line"] = line
            yield record

    def _fault(self, line: int, column: str, what: str) -> None:
        self.faults.append(Fault(file=self.path.name, line=line, column=column, what=what))


def open_file(path: Path) -> RegisterFile | Fault:
    """The file with its kind, told by its columns; the fault when there is none.

    Columns may stand in any order, and further columns are left aside.
    """

    def fault(line: int, what: str) -> Fault:
        return Fault(file=path.name, line=line, column="", what=what)

    try:
        first = next(_lines(path, None), "")
    except UnicodeDecodeError:
        return fault(1, "raden är inte UTF-8; spara om filen som UTF-8")
    except OSError:
        return fault(0, "filen kan inte läsas; kontrollera att den finns och får läsas")
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    header = [_column(cell) for cell in next(csv.reader([first], delimiter=delimiter), [])]
    if len(set(header)) < len(header):
        return fault(1, "en kolumn står två gånger i rubriken")
    for kind, columns in COLUMNS.items():
        if set(columns) <= set(header):
            return RegisterFile(path=path, kind=kind, delimiter=delimiter)
    near = max(COLUMNS, key=lambda kind: len(set(COLUMNS[kind]) & set(header)) / len(COLUMNS[kind]))
    missing = [name for name in COLUMNS[near] if name not in header]
    if len(missing) == len(COLUMNS[near]):
        return fault(1, "rubriken känns inte igen som personer, relationer, ärenden eller kontrakt")
    return fault(1, f"kolumner saknas för {near.swedish}: {', '.join(missing)}")


def _lines(path: Path, seen: Callable[[bytes], None] | None) -> Iterator[str]:
    """The file's lines, decoded one at a time, so that a bad one has a number."""
    with path.open("rb") as file:
        for number, raw in enumerate(file):
            if seen is not None:
                seen(raw)
            yield raw.decode("utf-8-sig" if number == 0 else "utf-8")


def _column(cell: str) -> str:
    return cell.strip().casefold()


# The rules of single cells


def _text(cell: str) -> str:
    return " ".join(cell.split())


def _needed(cell: str) -> str:
    if not cell:
        raise _CellError("fältet är tomt")
    return _text(cell)


def _number(cell: str) -> str:
    try:
        return Personnummer(cell.replace("-", "", 1) if len(cell) == 13 else cell).digits
    except ValueError:
        raise _CellError("inget giltigt personnummer med tolv siffror") from None


def _day(cell: str) -> str:
    if not cell:
        return ""
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        raise _CellError("datum skrivs ÅÅÅÅ-MM-DD") from None


def _apartment(cell: str) -> str:
    if cell and not re.fullmatch(r"[0-9]{4}", cell):
        raise _CellError("lägenhetsnummer är fyra siffror eller tomt")
    return cell


def _postal_code(cell: str) -> str:
    digits = re.sub(r"[ \u00a0]", "", cell)
    if digits and not re.fullmatch(r"[0-9]{5}", digits):
        raise _CellError("postnummer är fem siffror eller tomt")
    return digits


def _one_of(*allowed: str) -> Callable[[str], str]:
    """A rule for a cell with few values, in any case."""
    by_folded = {word.casefold(): word for word in allowed}

    def rule(cell: str) -> str:
        if cell.casefold() not in by_folded:
            what = "okänt värde; tillåtet är " + ", ".join(word or "tomt" for word in allowed)
            raise _CellError(what)
        return by_folded[cell.casefold()]

    return rule


_RULES: Mapping[FileKind, Mapping[str, tuple[str, Callable[[str], str | int]]]] = {
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
    },
    FileKind.RELATIONS: {
        "personnummer": ("person", _number),
        "relation": ("code", _one_of(*RELATION_CODES)),
        "relaterat_personnummer": ("other", _number),
    },
    FileKind.CASES: {
        "personnummer": ("person", _number),
        "enhet": ("unit", _needed),
        "arendenummer": ("case_number", _text),
        "handlaggare": ("officer", _text),
        "status": ("status", _one_of("pagaende", "avslutad")),
        "oppnad": ("opened", _day),
        "system": ("system", _text),
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


def _across(kind: FileKind, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Faults between cells of one row: column and explanation."""
    if kind is FileKind.PERSONS:
        if not row["fornamn"] and not row["efternamn"]:
            yield "efternamn", "personen har inget namn"
        if row["avregistrerad_datum"] and not row["avregistrerad"]:
            yield "avregistrerad", "datum för avregistrering men ingen orsak"
    if kind is FileKind.RELATIONS and row["personnummer"] == row["relaterat_personnummer"]:
        yield "relaterat_personnummer", "personen har en relation till sig själv"
    if kind is FileKind.CONTRACTS and row["till"] and row["till"] < row["fran"]:
        yield "till", "kontraktet slutar innan det börjar"


def flat_of(street: str, apartment: str) -> str:
    """The official flat number, also when the export has put it at the end of the street line."""
    return apartment or official_apartment(parse_place(street).apartment)
