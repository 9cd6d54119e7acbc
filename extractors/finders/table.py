"""Lists of debtors: one row each over all pages, their sum held against the printed total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.finders.debtors import ORDINAL, Debtor, list_row, read_address, read_number
from extractors.finders.identity import numbers
from extractors.finders.letter import Cell, Letter, plain
from extractors.finders.money import Money, amounts
from extractors.finders.naming import PersonName, persons
from extractors.finders.places import street_in
from pipeline.domain.fields import AMOUNT, Findings, ListRow
from pipeline.domain.kinds import Kind

_COLUMNS = (
    ("first", r"fornamn|tilltalsnamn"),
    ("last", r"efternamn"),
    (
        "name",
        (
            r"\w*namn|hyresgast\w*|kund(?!n|\s?n)\w*|galdenar\w*|brukare|medlem\w*|omsorgstagare"
            r"|klient|person"
            r"|kontraktsinnehavare|bostadsrattshavare|debitor"
        ),
    ),
    ("number", r"person\s?-?\s?n(?:r|ummer)\.?|pnr|p-?nr|pers\.?\s?nr|personnr/orgnr|fodelse\w*"),
    ("address", r"\w*adress|gata|bostad|lagenhetsadress|fastighet"),
    ("flat", r"lgh\.?(?:-?nr)?|lagenhet(?:snr|snummer)?"),
    (
        "reference",
        (
            r"kontrakt\w*|avtal\w*|objekt\w*|ref\w*|kund\s?-?n(?:r|ummer)|arende\w*"
            r"|faktura\s?-?n(?:r|ummer)"
            r"|fakturan\w*|ocr\w*|avi\s?-?n\w*|hyresgastn\w*|id"
        ),
    ),
    (
        "amount",
        (
            r"belopp\w*|(?:rest)?skuld\w*|saldo|att betala|rest\w*|summa|totalt?|fordran|obetalt"
            r"|utestaende\w*"
            r"|kvar\w*|forfallet"
        ),
    ),
    (
        "period",
        (
            r"period\w*|manad\w*|avser|antal\w*|forfallo\w*|datum|dagar|paminn\w*|status|typ|anm\w*"
            r"|hyra"
        ),
    ),
)
_HEADS = tuple(
    (name, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for name, words in _COLUMNS
)
_WHO = frozenset({"name", "last", "number"})
_TOTAL = re.compile(
    r"^\W*(?:summa|total\w*|sammanlagt|slutsumma|att betala|antal\s\w+|s:a|delsumma|transport"
    r"|sida\s?summa"
    r"|ack\w*)(?!\w)",
    re.IGNORECASE,
)
_PART_TOTAL = re.compile(
    r"delsumma|transport|sida\s?summa|summa\s(?:denna\s)?sida|sidsumma|ack", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    name: str
    x0: float
    x1: float


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``rows`` and, as ``amount_sek``, the list's printed total; only for lists of debtors.

    A row is a line of print with a name or number and an amount under their headings; a line with
    neither amount nor number continues the row above. Headings are read again on every page. A
    total that is not the rows' sum is a conflict: a row may be missing.
    """
    if letter.kind is not Kind.DEBT_LIST:
        return found
    rows, total = _read(letter)
    listed = tuple(row for one in rows if (row := list_row(letter, one)) is not None)
    found = replace(found, rows=listed)
    return _total(letter, found, listed, total)


def _read(letter: Letter) -> tuple[list[Debtor], Money | None]:
    columns: tuple[_Column, ...] = ()
    rows: list[Debtor] = []
    total: Money | None = None
    page = 0
    ended = False
    for cells in letter.rows:
        head = _header(cells)
        if head:
            columns, page, ended = head, cells[0].page, False
            continue
        if ended:
            continue
        if _TOTAL.match(cells[0].plain):
            money = _last_money(cells)
            if money is not None and rows and not _PART_TOTAL.search(cells[0].plain):
                total, ended = money, True
            continue
        goes_on = rows and columns and page == cells[0].page and _continues(rows[-1], cells)
        row = None if goes_on and _is_rest(cells, columns) else _row(letter, cells, columns)
        if row is not None:
            rows.append(row)
            page = cells[0].page
        elif goes_on:
            _extend(rows[-1], cells, columns)
    return rows, total


def heading_of(text: str) -> str:
    """What a column with that heading holds; ``other`` where the words are not known."""
    return next((name for name, words in _HEADS if words.search(plain(text))), "other")


def is_heading(texts: Sequence[str]) -> bool:
    """Whether a line of these cells is a list's heading: who owes, and what or where."""
    cells = [plain(text) for text in texts if text]
    if len(cells) < 2 or any(len(cell) > 40 or re.search(r"[0-9]", cell) for cell in cells):
        return False
    names = {heading_of(cell) for cell in cells}
    return bool(names & _WHO and names & {"amount", "reference", "address"})


def _header(cells: tuple[Cell, ...]) -> tuple[_Column, ...]:
    """The columns when the line is a heading; empty where it is none."""
    if not is_heading([cell.plain for cell in cells]):
        return ()
    return tuple(
        _Column(name=heading_of(cell.plain), x0=cell.box.x0, x1=cell.box.x1) for cell in cells
    )


def _column_of(columns: tuple[_Column, ...], cell: Cell) -> str:
    """The heading over a cell: the one it overlaps most, or whose left edge is nearest."""
    best, most = "other", -60.0
    for column in columns:
        shared = min(column.x1, cell.box.x1) - max(column.x0, cell.box.x0)
        edge = -min(abs(column.x0 - cell.box.x0), abs(column.x1 - cell.box.x1))
        score = shared if shared > 0 else edge
        if score > most:
            best, most = column.name, score
    return best


def _row(letter: Letter, cells: tuple[Cell, ...], columns: tuple[_Column, ...]) -> Debtor | None:
    """A line as a debtor's row; None when it has no name or number, or no amount."""
    row = Debtor(cells=list(cells))
    monies: list[tuple[bool, Money]] = []
    elsewhere: list[Money] = []
    parts: dict[str, PersonName] = {}
    for cell in cells:
        column = _column_of(columns, cell) if columns else ""
        _read_cell(letter, cell, column, row, parts)
        skip = column in {"number", "reference", "flat", "address", "name"} and len(cells) > 2
        if skip and columns:
            elsewhere += [one for one in amounts(cell.plain, cell.start) if one.marked]
        else:
            monies += [(column == "amount", one) for one in amounts(cell.plain, cell.start)]
    if "last" in parts and "first" in parts:
        row.name = PersonName(
            text=f"{parts['first'].text} {parts['last'].text}",
            start=min(one.start for one in parts.values()),
            end=max(one.end for one in parts.values()),
        )
    elif row.name is None and parts:
        row.name = next(iter(parts.values()))
    under = [money for own, money in monies if own and money.value >= 0]
    loose = [money for _, money in monies if money.marked or columns]
    # where columns ran together the amount stands in the cell of the one before it
    row.money = next(reversed(under or loose or elsewhere), None)
    if row.number is not None and row.number.organisation:
        return None
    if row.name is None and row.number is None:
        return None
    if row.money is None and not (columns and row.number is not None):
        return None
    known = sum(one is not None for one in (row.name, row.number, row.money, row.address))
    return row if known >= 2 and (columns or len(cells) >= 2 or row.number is not None) else None


def _read_cell(
    letter: Letter, cell: Cell, column: str, row: Debtor, parts: dict[str, PersonName]
) -> None:
    """Takes from a cell what its heading, or without one its shape, says that it is."""
    read_number(cell, column, row)
    if column in {"first", "last"}:
        named = persons(cell.text, cell.plain, cell.start, single=True)
        if named:
            parts[column] = named[0]
    elif row.name is None and column in {"", "name", "other"}:
        ordinal = ORDINAL.match(cell.plain)
        skip = ordinal.end() if ordinal else 0
        named = persons(
            cell.text[skip:], cell.plain[skip:], cell.start + skip, single=column == "name"
        )
        row.name = named[0] if named else None
    if row.address is None and column not in {"amount", "number", "reference"}:
        read_address(letter, cell, row)
    if row.address is None and column == "number" and row.number is not None:
        read_address(letter, cell, row)
    if row.reference is None and column == "reference":
        row.reference = letter.part(cell.start, cell.end)


def _continues(row: Debtor, cells: tuple[Cell, ...]) -> bool:
    """Whether a line goes on with the row above it: close under it, and without an amount."""
    last = row.cells[-1]
    height = max(6.0, last.box.height)
    close = cells[0].page == last.page and cells[0].box.top - last.box.bottom < 0.9 * height
    return (
        close
        and len(cells) <= 3
        and not any(money.marked for one in cells for money in amounts(one.plain))
    )


def _is_rest(cells: tuple[Cell, ...], columns: tuple[_Column, ...]) -> bool:
    """Whether a line holds neither a personnummer nor anything under the amounts' heading."""
    numbered = any(True for one in cells for _ in numbers(one.plain))
    return not numbered and all(_column_of(columns, one) != "amount" for one in cells)


def _extend(row: Debtor, cells: tuple[Cell, ...], columns: tuple[_Column, ...]) -> None:
    """Adds a wrapped line: the rest of a name, an address, a number; all of it is the row's."""
    row.cells.extend(cells)
    for cell in cells:
        column = _column_of(columns, cell)
        if row.address is None and column != "name" and street_in(cell):
            row.address = cell
        number = next(iter(numbers(cell.plain, cell.start)), None)
        if row.number is None and number is not None and number.hyphen:
            row.number = number
        under_name = column in {"name", "last", "first"} and row.name is not None
        if under_name and persons(cell.text, cell.plain, single=True):
            row.rest = (*row.rest, cell)


def _last_money(cells: tuple[Cell, ...]) -> Money | None:
    found = [money for cell in cells for money in amounts(cell.plain, cell.start)]
    return found[-1] if found else None


def _total(
    letter: Letter, found: Findings, rows: tuple[ListRow, ...], total: Money | None
) -> Findings:
    """The list's total as printed; without one, the rows' sum at the rows' places."""
    known = [row.amount for row in rows if row.amount is not None]
    whole = sum((one.value for one in known), Decimal(0))
    complete = len(known) == len(rows) and bool(rows)
    if total is not None:
        agrees = complete and whole == total.value
        field = letter.place(
            total.value,
            total.start,
            total.end,
            finder="table",
            sure=0.99 if agrees else 0.4,
            notes=() if agrees else ("conflict",),
        )
        if field is None:
            return found
        found = found.with_field(AMOUNT, field)
        if agrees or not known:
            return found
        other = replace(
            known[0], value=whole, raw="", confidence=0.4, finder="table", notes=("sum_of_rows",)
        )
        return replace(
            found,
            conflicts=(*found.conflicts, AMOUNT.text),
            alternatives=(*found.alternatives, (AMOUNT.text, other)),
        )
    if not complete:
        return found
    boxes = tuple(box for one in known for box in one.boxes)
    return found.with_field(
        AMOUNT,
        replace(
            known[0],
            value=whole,
            raw=" + ".join(one.raw for one in known),
            confidence=0.7 * min(one.confidence for one in known),
            finder="table",
            boxes=boxes,
            notes=("sum_of_rows",),
        ),
    )
