"""Excel's workbooks (.xlsx) as tables: what their cells show, and nothing that they would do.

Formulas are never computed: the value that Excel kept is taken, and where it kept none the table
is not whole. Macros are refused, links and pictures left alone.
"""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from extractors.broken import BROKEN_FILE
from extractors.finders.columns import heading_of, is_heading
from extractors.finders.identity import numbers
from extractors.grids import Grid, clean
from extractors.limits import Limits
from pipeline.domain.problems import Code, Problem

_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_LONGEST_END = 22 + (1 << 16)
_LARGEST_DIRECTORY = 1 << 20
_PARTS = re.compile(r"xl/(?:worksheets/.*|sharedStrings|styles|workbook)\.xml", re.IGNORECASE)
_LEAST_ZEROS = re.compile(r"0{2,}")
_BROKEN = (*BROKEN_FILE, zipfile.BadZipFile, InvalidFileException)


def names_in(file: BinaryIO) -> tuple[str, ...] | None:
    """The names in a zip file's directory; None where its end is missing or makes no sense.

    Only the directory is read, and no more of it than a workbook's can be.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read(_LONGEST_END)
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < 22:
        return None
    length, start = struct.unpack("<II", tail[place + 12 : place + 20])
    if length > _LARGEST_DIRECTORY or start + length > size:
        return None
    file.seek(start)
    directory = file.read(length)
    names, at = [], 0
    while directory[at : at + 4] == _ENTRY and at + 46 <= length:
        name, extra, comment = struct.unpack("<HHH", directory[at + 28 : at + 34])
        names.append(directory[at + 46 : at + 46 + name].decode("utf-8", "replace"))
        at += 46 + name + extra + comment
    return tuple(names)


def grids_of(path: Path, limits: Limits) -> tuple[Grid, ...] | Problem:
    """The visible sheets with anything in them.

    Problems: CORRUPT, EMPTY, and TOO_LARGE by the unpacked size, the rows or the columns.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            sizes = [one.file_size for one in packed.infolist() if _PARTS.fullmatch(one.filename)]
            if sum(sizes) > limits.unpacked_bytes:
                return Problem(code=Code.TOO_LARGE)
            formulas = _says(packed, b"<f") or _says(packed, b":f>")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names extensions that it passes over
            shown = _opened(path, data_only=True)
            meant = _opened(path, data_only=False) if formulas else None
        sheets = [one for one in shown.worksheets if _cells(one)]
        if any(_too_wide(one, limits) for one in sheets) or (
            sum(len({cell.row for cell in _cells(one)}) for one in sheets) > limits.table_rows
        ):
            return Problem(code=Code.TOO_LARGE)
        hidden = any(one.sheet_state != "visible" and _names_persons(one) for one in sheets)
        grids = tuple(
            _grid(one, None if meant is None else meant[one.title], whole=not hidden)
            for one in sheets
            if one.sheet_state == "visible"
        )
    except _BROKEN:
        return Problem(code=Code.CORRUPT)
    return grids or Problem(code=Code.EMPTY)


def _opened(path: Path, *, data_only: bool) -> Any:
    # By its content: openpyxl goes by the name where it is given a path.
    with path.open("rb") as file:
        return load_workbook(file, data_only=data_only, keep_links=False)


def _says(packed: zipfile.ZipFile, text: bytes) -> bool:
    return any(
        text in packed.read(one)
        for one in packed.infolist()
        if one.filename.startswith("xl/worksheets/") and one.filename.endswith(".xml")
    )


def _cells(sheet: Any) -> list[Any]:
    """The cells that the file names, in no order; iter_rows would make all those between."""
    found = sheet._cells.values()  # noqa: SLF001 - see above: a stray cell makes billions
    return [cell for cell in found if cell.value is not None and str(cell.value).strip()]


def _too_wide(sheet: Any, limits: Limits) -> bool:
    return len({cell.column for cell in _cells(sheet)}) > limits.table_columns


def _names_persons(sheet: Any) -> bool:
    """Whether a sheet names persons by number: those of a hidden one nobody would see."""
    return any(
        found.personal
        for cell in _cells(sheet)
        for found in numbers(str(cell.value))
        if found.hyphen or len(found.digits) == 12
    )


def _grid(sheet: Any, meant: Any, *, whole: bool) -> Grid:
    """The sheet's visible rows; those hidden, and formulas without a value, are not whole."""
    cells = _cells(sheet)
    if meant is not None:
        known = {(cell.row, cell.column) for cell in cells}
        whole = whole and all(
            (cell.row, cell.column) in known for cell in _cells(meant) if cell.data_type == "f"
        )
    columns = _hidden_columns(sheet)
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    seen = [cell for cell in cells if cell.row not in rows and cell.column not in columns]
    whole = whole and len(seen) == len(cells)
    return Grid(name=str(sheet.title), rows=tuple(_rows(seen)), whole=whole)


def _hidden_columns(sheet: Any) -> set[int]:
    return {
        number
        for one in sheet.column_dimensions.values()
        if one.hidden and one.min and one.max
        for number in range(one.min, min(one.max, one.min + 16384) + 1)
    }


def _rows(cells: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    """The cells row by row, as they are shown; amounts by the heading above them."""
    by_row: dict[int, dict[int, Any]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    order = {column: place for place, column in enumerate(sorted({one.column for one in cells}))}
    headings: dict[int, str] = {}
    for number in sorted(by_row):
        row = by_row[number]
        texts = [""] * len(order)
        for column, cell in row.items():
            texts[order[column]] = shown(cell.value, cell.number_format, headings.get(column, ""))
        if is_heading([text for text in texts if text]):
            headings = {column: heading_of(str(cell.value)) for column, cell in row.items()}
        yield tuple(texts)


def shown(value: object, form: str, heading: str) -> str:
    """A cell's value as a printed list has it; ``form`` is Excel's number format.

    ``heading`` is the meaning of the column: an amount always has two decimals.
    """
    match value:
        case bool():
            return "ja" if value else "nej"
        case datetime():
            midnight = value.time() == time()
            return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time() | timedelta():
            return str(value)
        case int() | float() | Decimal():
            return _number(Decimal(str(value)), form, heading)
        case _:
            return clean(str(value))


def _number(value: Decimal, form: str, heading: str) -> str:
    if not value.is_finite():
        return str(value)
    whole = value == value.to_integral_value()
    if heading == "amount" or (not whole and heading != "number"):
        rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        if heading == "amount" or rounded == value or _two_decimals(form):
            return f"{rounded:f}".replace(".", ",")
    if not whole:
        return f"{value.normalize():f}".replace(".", ",")
    return _zero_padded(int(value), form)


def _two_decimals(form: str) -> bool:
    return bool(re.search(r"[0#][.,]00(?!0)", form))


def _zero_padded(value: int, form: str) -> str:
    """A whole number with the zeros and hyphens of its format: 000000-0000 and the like."""
    form = form.partition(";")[0].replace("\\", "").replace('"', "")
    zeros = form.count("0")
    if zeros > 1 and re.fullmatch(r"[0\- ]+", form) and value >= 0:
        digits = iter(f"{value:0{zeros}d}"[-zeros:] if value < 10**zeros else "")
        made = "".join(next(digits, "") if sign == "0" else sign for sign in form)
        return made if value < 10**zeros else str(value)
    return str(value)
