"""Register files opened: the contract's CSV, CSV by a mapping, or Navet's XML."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Protocol

from pipeline.domain.swedish_time import in_sweden
from pipeline.store.register_mapping import RegisterMapping
from pipeline.store.register_navet import NavetFile
from pipeline.store.register_plan import MissingColumnsError, Plan, day_told, folded
from pipeline.store.register_rows import (
    COLUMNS,
    CellError,
    EnoughError,
    Fault,
    Faults,
    FileKind,
    Record,
    checked,
    is_number,
)

_LONGEST = 1 << 20
"""Bytes of a line; a longer one is no row of a table."""

_ENCODINGS = {"utf-8": "UTF-8", "cp1252": "cp1252"}
_AGAIN = "; spara om filen som UTF-8"


class Source(Protocol):
    """A register file opened for one reading; all but ``path`` and ``kinds`` grow while it is read.

    ``exported_on`` is the day it was taken out, ``digest`` names what was read, ``skipped`` counts
    rows that its mapping leaves out for want of a valid number.
    """

    path: Path
    exported_on: date
    faults: Faults
    digest: str
    skipped: int

    @property
    def kinds(self) -> tuple[FileKind, ...]:
        """What it holds."""
        ...

    def records(self) -> Iterator[tuple[FileKind, Record]]:
        """The file's sound rows; unsound ones become faults instead.

        Raises OSError when the file can no longer be read.
        """
        ...


class _LineError(Exception):
    """A line that cannot be read; the message is the Swedish explanation."""


@dataclass(slots=True)
class RegisterFile:
    """A table of one kind, read by the plan of its mapping."""

    path: Path
    mapping: RegisterMapping
    delimiter: str
    exported_on: date
    faults: Faults
    digest: str = ""
    skipped: int = 0

    @property
    def kinds(self) -> tuple[FileKind, ...]:
        """What its rows are."""
        return (self.mapping.kind,)

    def records(self) -> Iterator[tuple[FileKind, Record]]:
        """See :class:`Source`."""
        hasher = hashlib.sha256(self.mapping.text.encode())
        with suppress(EnoughError):
            yield from self._read(hasher.update)
        self.digest = hasher.hexdigest()

    def _read(self, seen: Callable[[bytes], None]) -> Iterator[tuple[FileKind, Record]]:
        above = self.mapping.skip_lines
        lines = _lines(self.path, self.mapping.encoding, seen)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        try:
            for _ in range(above):
                next(lines, "")
            header = [folded(cell) for cell in next(reader, [])]
            plan = Plan(self.mapping, header, self.exported_on)
            for cells in reader:
                if any(map(str.strip, cells)):
                    yield from self._records(plan, len(header), cells, above + reader.line_num)
        except _LineError as error:
            self.faults.add(above + reader.line_num + 1, "", str(error))
        except MissingColumnsError:
            self.faults.add(above + 1, "", "filen ändrades medan den lästes")
        except csv.Error:
            what = "raden går inte att läsa som CSV (citattecken?)"
            self.faults.add(above + reader.line_num, "", what)

    def _records(
        self, plan: Plan, width: int, cells: Sequence[str], line: int
    ) -> Iterator[tuple[FileKind, Record]]:
        if len(cells) != width:
            self.faults.add(line, "", f"raden har {len(cells)} fält men rubriken {width}")
            return
        kind = self.mapping.kind

        def note(column: str, what: str) -> None:
            self.faults.add(line, plan.names.get(column, column), what)

        for row in plan.rows([cell.strip() for cell in cells], note):
            if self.mapping.invalid_numbers == "skip" and not is_number(row["personnummer"]):
                self.skipped += 1
                continue
            record = checked(kind, row, line, self.faults, plan.names)
            if record is not None:
                yield kind, record


def open_file(
    path: Path, mappings: Sequence[RegisterMapping] = (), *, exported_on: date | None = None
) -> Source | Fault:
    """The file with what it holds; the fault when that cannot be told.

    XML is Navet's. Else the first mapping whose ``name`` fits the file's says what it is; without
    one its columns do, which may stand in any order with others between them. ``exported_on`` is
    the day it was taken out; without it the mapping's word, or the file's own day of change.
    """
    mapping = next((one for one in mappings if fnmatch(path.name, one.name)), None)
    try:
        changed = in_sweden(datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)).date()
        with path.open("rb") as file:
            start = file.read(200)
        if _is_xml(start):
            return NavetFile(path, exported_on or changed)
        day = exported_on or (day_told(mapping, path.name) if mapping else None) or changed
        return _table(path, mapping, day)
    except _LineError as error:
        line, what = 1 + (0 if mapping is None else mapping.skip_lines), str(error)
    except CellError as error:
        line, what = 0, str(error)
    except OSError:
        line, what = 0, "filen kan inte läsas; kontrollera att den finns och får läsas"
    return Fault(file=path.name, line=line, column="", what=what)


def _is_xml(start: bytes) -> bool:
    """Whether a file begins with a tag, in any encoding that XML may have."""
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff")
    return text.lstrip().startswith(b"<")


def _table(path: Path, mapping: RegisterMapping | None, day: date) -> RegisterFile:
    """The table, its header looked at. Raises _LineError for one that cannot be used."""
    lines = _lines(path, "utf-8" if mapping is None else mapping.encoding, None)
    first = ""
    for _ in range(1 + (0 if mapping is None else mapping.skip_lines)):
        first = next(lines, "")
    said: str = mapping.delimiter if mapping else ""
    delimiter = said or max(";,\t", key=first.count)
    try:
        header = [folded(cell) for cell in next(csv.reader([first], delimiter=delimiter), [])]
    except csv.Error:
        raise _LineError("rubriken går inte att läsa som CSV") from None
    if len(set(header)) < len(header):
        raise _LineError("en kolumn står två gånger i rubriken")
    told = mapping or RegisterMapping(kind=_kind(header))
    try:
        Plan(told, header, day)
    except MissingColumnsError as error:
        raise _LineError(_lacking(told, str(error))) from error
    faults = Faults(file=path.name, found=[])
    return RegisterFile(path, told, delimiter, exported_on=day, faults=faults)


def _lacking(mapping: RegisterMapping, names: str) -> str:
    if mapping.file:
        return f"kolumner som {mapping.file} nämner saknas i rubriken: {names}"
    return f"kolumner saknas för {mapping.kind.swedish}: {names}"


def _kind(header: Sequence[str]) -> FileKind:
    """The kind whose columns the header has all, or most of; _LineError when it has none."""
    there = set(header)

    def share(kind: FileKind) -> float:
        return len(there & set(COLUMNS[kind])) / len(COLUMNS[kind])

    near = max(FileKind, key=share)
    if not share(near):
        raise _LineError(
            "rubriken känns inte igen som personer, relationer, ärenden eller kontrakt; "
            "ett annat systems uttag läses med --mapping"
        )
    return near


def _lines(path: Path, encoding: str, seen: Callable[[bytes], None] | None) -> Iterator[str]:
    """The file's lines, decoded one at a time, so that a bad one has a number.

    Raises _LineError for a line that is too long or not of the encoding.
    """
    told = _ENCODINGS[encoding]
    first = True
    with path.open("rb") as file:
        while raw := file.readline(_LONGEST):
            if seen is not None:
                seen(raw)
            if len(raw) == _LONGEST:
                raise _LineError("raden är för lång för att vara en rad i en tabell")
            if first and encoding == "utf-8":
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            first = False
            try:
                yield raw.decode(encoding)
            except UnicodeDecodeError:
                message = f"raden är inte {told}{_AGAIN if encoding == 'utf-8' else ''}"
                raise _LineError(message) from None
