"""Lists as text with marks between the columns: what economy systems call CSV.

No standard is kept to: the mark, the encoding and the quotes are told from the content.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.finders.columns import is_heading
from extractors.grids import Grid, clean
from extractors.limits import Limits
from pipeline.domain.problems import Code, Problem

MARKS = ("\t", ";", "|", ",")
"""In order: a comma may also stand in the amounts of a table that another mark parts."""
LOOKED_AT = 40
"""Records by which the mark is told."""
LEAST_SHARE = 0.5
_NO_TABLE = ("<", "{", "[", "%", "#!")
_BYTE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD_SWEDISH = frozenset(b"\x84\x86\x8e\x8f\x94\x99")
"""Swedish letters in code page 850, of old systems; in cp1252 quotes, daggers and the like."""
_SWEDISH = frozenset(b"\xc4\xc5\xd6\xe4\xe5\xf6")


def looks_delimited(head: bytes, *, cut: bool) -> bool:
    """Whether text begins so is a table; ``cut`` when more follows after these bytes."""
    text = decoded(head, cut=cut)
    if text is None or text.lstrip().startswith(_NO_TABLE):
        return False
    if cut:
        text = text.rpartition("\n")[0]
    return _mark_of(text) is not None


def decoded(data: bytes, *, cut: bool = False) -> str | None:
    """The text; None for what is none. UTF-8, UTF-16 with its mark, cp1252 or code page 850."""
    for mark, name in _BYTE_MARKS:
        if data.startswith(mark):
            even = data[: len(data) // 2 * 2] if name == "utf-16" else data
            return _printable(_decoded(even, name, cut=cut))
    text = _decoded(data, "utf-8", cut=cut)
    if text is None:
        old = sum(sign in _OLD_SWEDISH for sign in data)
        new = sum(sign in _SWEDISH for sign in data)
        text = data.decode("cp850" if old > new else "cp1252", errors="replace")
    return _printable(text)


def _decoded(data: bytes, name: str, *, cut: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)().decode(data, final=not cut)
    except UnicodeError:
        return None


def _printable(text: str | None) -> str | None:
    """The text unless there is a sign in it that no text has."""
    if text is None or any(sign < " " and sign not in "\t\r\n\f\x1a" for sign in text):
        return None
    return text.replace("\x1a", "")


def grid_of(data: bytes, limits: Limits) -> Grid | Problem:
    """The table; NOT_A_DOCUMENT where there is none, TOO_LARGE for too many rows or columns.

    A last line that is not ended and shorter than the others may be cut: the grid is not whole.
    """
    text = decoded(data)
    mark = None if text is None else _mark_of(text)
    if text is None or mark is None:
        return Problem(code=Code.NOT_A_DOCUMENT)
    records = _records(_without_hint(text), mark)
    if len(records) > limits.table_rows or max(map(len, records)) > limits.table_columns:
        return Problem(code=Code.TOO_LARGE)
    usual = Counter(map(len, records)).most_common(1)[0][0]
    cut = not text.endswith(("\n", "\r")) and len(records[-1]) < usual
    rows = tuple(tuple(clean(cell) for cell in record) for record in records)
    return Grid(name="", rows=rows, whole=not cut)


def _without_hint(text: str) -> str:
    """The text without Excel's line that names the mark."""
    first, ended, rest = text.partition("\n")
    return rest if ended and _hinted(first) else text


def _hinted(line: str) -> str:
    line = line.strip().strip('"')
    return line[4] if len(line) == 5 and line.lower().startswith("sep=") else ""


def _mark_of(text: str) -> str | None:
    """The mark that parts the columns; None where nothing looks like columns.

    At least half of the records have as many columns: three, or two under a heading.
    """
    hint = _hinted(text.partition("\n")[0]) or ("\t" if text.lower().startswith("sep=\t") else "")
    for mark in (hint,) if hint else MARKS:
        records = _records(_without_hint(text), mark, most=LOOKED_AT)
        counts = Counter(len(record) for record in records if len(record) > 1)
        if not counts:
            continue
        columns, often = counts.most_common(1)[0]
        known = any(is_heading([clean(cell) for cell in record]) for record in records)
        enough = columns >= 3 or (known and columns == 2)
        if enough and often >= (1 if known else 2) and often >= LEAST_SHARE * len(records):
            return mark
    return None


def _records(text: str, mark: str, *, most: int | None = None) -> list[list[str]]:
    """The records with anything in them; quotes count unless one is left open."""
    found = _parsed(text, mark, csv.QUOTE_MINIMAL, most)
    if found is None or any(_swallowed(cell, mark) for record in found for cell in record):
        found = _parsed(text, mark, csv.QUOTE_NONE, most)
    return found or []


def _swallowed(cell: str, mark: str) -> bool:
    """Whether a cell holds several records, because a quote in it was never closed."""
    return cell.count("\n") > 1 and cell.count(mark) > 1


def _parsed(text: str, mark: str, quoting: int, most: int | None) -> list[list[str]] | None:
    lines: Iterable[str] = io.StringIO(text, newline="")
    # Old Macs and some exports end their lines with a bare return.
    if "\r" in text and "\n" not in text:
        lines = io.StringIO(text.replace("\r", "\n"), newline="")
    records: list[list[str]] = []
    try:
        # the values of quoting are csv's own constants
        for record in csv.reader(lines, delimiter=mark, quoting=quoting):  # type: ignore[arg-type]
            if any(cell.strip() for cell in record):
                records.append(_trimmed(record))
            if most is not None and len(records) >= most:
                break
    except csv.Error:
        return None
    return records


def _trimmed(record: Sequence[str]) -> list[str]:
    """The record as it stands; a mark at the end of each line opens no column."""
    return list(record)
