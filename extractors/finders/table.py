"""Lists of debtors: one row each over all pages, their sum held against the printed total."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from extractors.finders.cards import cards
from extractors.finders.columns import Column, column_of, header
from extractors.finders.debtors import (
    Debtor,
    list_row,
    read_address,
    read_names,
    read_number,
    take_name,
)
from extractors.finders.identity import numbers
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money, amounts
from extractors.finders.naming import PersonName, persons
from extractors.finders.party_draft import name_key
from extractors.finders.places import street_in
from extractors.finders.totals import Totals, is_total, note, weighed
from pipeline.domain.fields import (
    CREDITOR_NAME,
    SENDER_CONTACT,
    SENDER_NAME,
    Findings,
    ListRow,
)
from pipeline.domain.kinds import Kind

_EXACT = re.compile(
    r"\W*(?P<sign>-\s?)?(?P<whole>[0-9]{1,7})[.,](?P<ore>[0-9]{1,2}|[0-9]{4})(?P<after>\s?(?:kr"
    r"|sek))?"
    r"\W*",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r"(?<=[0-9])\s?;\s?(?=[0-9]{2}(?![0-9]))")
_BEFORE = re.compile(r"\s*(?:kr\.?|sek|kronor|belopp:?)?\s*", re.IGNORECASE)


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``rows`` and, as ``amount_sek``, the list's printed total; only for lists of debtors.

    A row is a line of print with a name or number and an amount under their headings; a line with
    neither amount nor number continues the row above. Headings are read again on every page. A
    total that is not the rows' sum is a conflict: a row may be missing; so is a line that looks
    like a row and cannot be read, where no total proves that nothing is missing.
    """
    if letter.kind is not Kind.DEBT_LIST:
        return found
    rows, totals = _read(letter)
    if not rows:
        rows, totals = cards(letter)
    listed = tuple(row for one in rows if (row := list_row(letter, one)) is not None)
    totals.unread += len(rows) - len(listed)
    return weighed(letter, _without_debtors(found, listed), listed, totals)


def _without_debtors(found: Findings, rows: Iterable[ListRow]) -> Findings:
    """The findings without a debtor as the list's sender: each copy tells of one debtor only."""
    parties = (one for row in rows for one in (row.party, *row.others))
    debtors = [name_key(one.name.value) for one in parties if one.name is not None]
    taken = {
        name.text
        for name in (SENDER_NAME, SENDER_CONTACT, CREDITOR_NAME)
        if (key := name_key(found.value(name) or "")) and any(key <= one for one in debtors)
    }
    kept = {name: field for name, field in found.fields.items() if name not in taken}
    return replace(found, fields=MappingProxyType(kept)) if taken else found


@dataclass(slots=True)
class _Place:
    """Where in the list the reading stands: its columns, its page, whether its total has come."""

    columns: tuple[Column, ...] = ()
    page: int = 0
    ended: bool = False


def _read(letter: Letter) -> tuple[list[Debtor], Totals]:
    rows: list[Debtor] = []
    totals = Totals()
    at = _Place()
    for cells in letter.rows:
        head = header(cells)
        if head:
            at = _Place(columns=head, page=cells[0].page)
        elif at.ended:
            continue
        elif is_total(cells) and not _numbered(cells):
            at.ended = note(totals, cells, at.columns, len(rows))
        else:
            _take(letter, cells, rows, totals, at)
    return rows, totals


def _take(
    letter: Letter, cells: tuple[Cell, ...], rows: list[Debtor], totals: Totals, at: _Place
) -> None:
    """A line as a new row, as more of the one above it, or as neither."""
    goes_on = bool(rows and at.columns and at.page == cells[0].page) and _continues(rows[-1], cells)
    rest = _is_rest(cells, at.columns)
    row = None if goes_on and rest else _row(letter, cells, at.columns)
    if row is not None:
        rows.append(row)
        at.page = cells[0].page
        return
    if at.columns and at.page == cells[0].page and not rest:
        totals.unread += 1
    if goes_on:
        _extend(letter, rows[-1], cells, at.columns)


def _row(letter: Letter, cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> Debtor | None:
    """A line as a debtor's row; None when it has no name or number, or no amount."""
    row = Debtor(cells=list(cells))
    under: list[tuple[Column, Money]] = []
    loose: list[Money] = []
    elsewhere: list[Money] = []
    parts: dict[str, PersonName] = {}
    for cell in cells:
        column = column_of(columns, cell) if columns else None
        name = "" if not columns else "other" if column is None else column.name
        _read_cell(letter, cell, name, row, parts)
        if column is not None and name == "amount":
            money = _amount(cell)
            if money is not None:
                under.append((column, money))
        elif columns and len(cells) > 2 and name in _NO_AMOUNT:
            elsewhere += [one for one in amounts(cell.plain, cell.start) if one.marked]
        elif name != "part":
            loose += [one for one in amounts(cell.plain, cell.start) if one.marked or columns]
    if "last" in parts and "first" in parts:
        row.name = PersonName(
            text=f"{parts['first'].text} {parts['last'].text}",
            start=min(one.start for one in parts.values()),
            end=max(one.end for one in parts.values()),
        )
    elif row.name is None and parts:
        row.name = next(iter(parts.values()))
    # where columns ran together the amount stands in the cell of the one before it
    row.money = _debt(under) or next(reversed(loose or elsewhere), None)
    return row if _is_row(row, cells, columns) else None


_NO_AMOUNT = frozenset({"number", "reference", "flat", "address", "name", "count"})


def _is_row(row: Debtor, cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> bool:
    """Whether what was read of a line is enough to be a debtor, and no company."""
    if row.number is not None and row.number.organisation:
        return False
    if row.name is None and row.number is None:
        return False
    if row.money is None and not (columns and row.number is not None):
        return False
    known = sum(one is not None for one in (row.name, row.number, row.money, row.address))
    return known >= 2 and bool(columns or len(cells) >= 2 or row.number is not None)


def _debt(under: list[tuple[Column, Money]]) -> Money | None:
    """What is left to pay, of the amounts under a row's headings.

    The column that says so, else the last one; where several say so and differ, nobody knows.
    """
    said = [money for column, money in under if column.debt] or [money for _, money in under]
    if not said:
        return None
    if len({money.value for money in said}) > 1 and any(column.debt for column, _ in under):
        return replace(said[-1], malformed=True)
    return said[-1]


def _amount(cell: Cell) -> Money | None:
    """The amount in a cell under an amount's heading, which holds nothing else.

    One with other figures or signs beside it is malformed: a rule of the table was read as a sign,
    or a figure was lost to one, or its comma read as a semicolon; so is what the debtor has to his
    credit. "8450.00" and "1250,5" are a program's way of writing.
    """
    bare = _SEMICOLON.sub(lambda mark: mark.group().replace(";", ","), cell.plain)
    found = list(amounts(bare, cell.start))
    exact = _EXACT.fullmatch(bare)
    if exact is not None and not (found and found[-1].marked):
        ore = exact["ore"].ljust(2, "0")[:4]
        value = Decimal(f"{(exact['sign'] and '-') or ''}{exact['whole']}.{ore}".replace(" ", ""))
        start = exact.start("sign") if exact["sign"] else exact.start("whole")
        return Money(
            value=value.quantize(Decimal("0.01")),
            start=cell.start + start,
            end=cell.start + exact.end("ore"),
            marked=True,
            malformed=value < 0 or bare != cell.plain,
        )
    if not found:
        return None
    money = found[-1]
    before = cell.plain[: money.start - cell.start]
    after = cell.plain[money.end - cell.start :]
    alone = _BEFORE.fullmatch(before) is not None and not any(sign.isdigit() for sign in after)
    alone = alone and bare == cell.plain
    return money if alone and money.value >= 0 else replace(money, malformed=True)


def _read_cell(
    letter: Letter, cell: Cell, column: str, row: Debtor, parts: dict[str, PersonName]
) -> None:
    """Takes from a cell what its heading, or without one its shape, says that it is."""
    read_number(letter, cell, column, row)
    if column in {"first", "last"}:
        named = persons(cell.text, cell.plain, cell.start, single=True)
        if named:
            parts[column] = named[0]
    elif row.name is None and column in {"", "name", "other"}:
        take_name(row, cell, cell.end, single=column == "name")
    if row.address is None and column not in {"amount", "number", "reference"}:
        read_address(letter, cell, row)
    if row.address is None and column == "number" and row.number is not None:
        read_address(letter, cell, row)
    if row.reference is None and column == "reference":
        row.reference = letter.part(cell.start, cell.end)


def _numbered(cells: tuple[Cell, ...]) -> bool:
    return any(found.personal for one in cells for found in numbers(one.plain) if found.hyphen)


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


def _is_rest(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> bool:
    """Whether a line holds neither a personnummer nor anything under the amounts' heading."""
    if any(True for one in cells for _ in numbers(one.plain)):
        return False
    return not any(
        column.name == "amount" and any(sign.isdigit() for sign in one.plain)
        for one in cells
        if (column := column_of(columns, one)) is not None
    )


def _extend(
    letter: Letter, row: Debtor, cells: tuple[Cell, ...], columns: tuple[Column, ...]
) -> None:
    """Adds a wrapped line: the rest of a name, an address, a number; all of it is the row's."""
    row.cells.extend(cells)
    for cell in cells:
        column = column_of(columns, cell)
        name = "other" if column is None else column.name
        if row.address is None and name != "name" and street_in(cell):
            row.address = cell
        number = next(iter(numbers(cell.plain, cell.start)), None)
        if row.number is None and number is not None and number.hyphen:
            row.number = number
        under_name = name in {"name", "last", "first"} and row.name is not None
        joined = _JOINS.match(cell.plain)
        if under_name and (joined or _joins_on(letter, row)):
            named = (
                read_names(cell, cell.end, single=False)
                if joined is None
                else _behind(letter, cell, joined.end())
            )
            row.others = (*row.others, *named)
        elif under_name and persons(cell.text, cell.plain, single=True):
            row.rest = (*row.rest, cell)


_JOINS = re.compile(r"\s*(?:och|samt|&|/|\+)\s*", re.IGNORECASE)


def _joins_on(letter: Letter, row: Debtor) -> bool:
    """Whether a debtor's name ends in "och": the next line names a co-tenant."""
    return (
        row.name is not None
        and _JOINS.match(letter.plain[row.name.end : row.name.end + 5]) is not None
    )


def _behind(letter: Letter, cell: Cell, offset: int) -> tuple[PersonName, ...]:
    """The persons named behind a joining word in a cell."""
    part = letter.part(cell.start + offset, cell.end)
    return () if part is None else read_names(part, part.end, single=False)
