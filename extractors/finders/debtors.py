"""One debtor's row of a list: its name, number, address and amount, and the boxes that cover it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import reduce

from extractors.finders.identity import Printed, numbers
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money
from extractors.finders.naming import PersonName, persons
from extractors.finders.places import street_in
from pipeline.domain.fields import Field, ListRow, Party, PartyRole
from pipeline.domain.page import Box

ORDINAL = re.compile(r"^\W*[0-9]{1,3}[.)]?\s+(?=[A-Z])")
_SPECKS = re.compile(r"(?<!\S)[^\w\s]+(?=[0-9]{6})")
"""Signs before a number that a table's rules were read as; a number's own follow its day."""


@dataclass(slots=True, kw_only=True)
class Debtor:
    """A debtor's row while it is being read; ``cells`` are all that belongs to it.

    ``card`` where another debtor may stand beside it: then only its own column is its place.
    """

    cells: list[Cell]
    card: bool = False
    name: PersonName | None = None
    number: Printed | None = None
    money: Money | None = None
    address: Cell | None = None
    reference: Cell | None = None
    others: tuple[PersonName, ...] = ()
    rest: tuple[Cell, ...] = ()


def read_number(letter: Letter, cell: Cell, column: str, row: Debtor) -> None:
    """A personnummer, and the name that stands before it when the columns ran together."""
    bare = _SPECKS.sub(lambda found: " " * len(found.group()), cell.plain)
    found = next(iter(numbers(bare, cell.start)), None)
    if found is None:
        return
    if row.number is None and (column == "number" or found.hyphen or len(found.digits) == 12):
        row.number = found
    if row.name is None and found.start > cell.start:
        take_name(row, cell, found.start, single=False)
    if row.name is None and found.end < cell.end:
        # "1234-5 19800101-9999 Anna Prov": number and name ran together
        behind = letter.part(found.end, cell.end)
        if behind is not None:
            take_name(row, behind, behind.end, single=False)
    if row.reference is None and row.name is not None and found.start < row.name.start:
        row.reference = _reference_before(letter, cell, found.start)


def _reference_before(letter: Letter, cell: Cell, end: int) -> Cell | None:
    """A customer's or contract's number that stands before a personnummer in its cell."""
    before = letter.part(cell.start, end)
    if before is None or re.fullmatch(r"[A-Za-z]{0,3}[0-9][0-9./-]{2,14}", before.plain) is None:
        return None
    return before


def take_name(row: Debtor, cell: Cell, end: int, *, single: bool) -> None:
    """The debtor named in a cell before ``end``, and the co-tenants named beside her."""
    named = read_names(cell, end, single=single)
    if named:
        row.name, row.others = named[0], named[1:]


def read_names(cell: Cell, end: int, *, single: bool) -> tuple[PersonName, ...]:
    """The debtors named in a cell before ``end``; ``single`` where the column holds names.

    "Ek Prov, Anna Maria" is one debtor, surname first, as lists have it; "Anna och Bo Ek" are two.
    """
    ordinal = ORDINAL.match(cell.plain)
    skip = ordinal.end() if ordinal else 0
    cut = end - cell.start
    text, bare = cell.text[skip:cut], cell.plain[skip:cut]
    if single and bare[:1].islower() and not text[:1].isupper():
        # scanned small: in a column of names the first letter is a capital
        text, bare = text[:1].upper() + text[1:], bare[:1].upper() + bare[1:]
    named = persons(text, bare, cell.start + skip, single=single)
    if len(named) == 2:
        between = cell.plain[named[0].end - cell.start : named[1].start - cell.start]
        if between.strip() == ",":
            whole = replace(
                named[0],
                text=f"{named[0].text}, {named[1].text}",
                end=named[1].end,
                notes=tuple(dict.fromkeys((*named[0].notes, *named[1].notes, "surname_first"))),
            )
            return (whole,)
    return tuple(named)


def read_address(letter: Letter, cell: Cell, row: Debtor) -> None:
    """The street in a cell; in the name's own cell only what stands behind the name."""
    span = street_in(cell)
    if span is None:
        return
    after_name = row.name is None or row.name.start < cell.start or row.name.start >= cell.end
    if after_name or (row.name is not None and cell.start + span[0] >= row.name.end):
        row.address = letter.part(cell.start + span[0], cell.start + span[1])


def list_row(letter: Letter, row: Debtor) -> ListRow | None:
    """The row as a value, its boxes from edge to edge; None when it names nobody."""
    name = number = amount = address = reference = None
    if row.name is not None:
        name = letter.place(
            row.name.text,
            row.name.start,
            row.name.end,
            finder="table",
            sure=0.95,
            notes=row.name.notes,
        )
        for rest in row.rest:
            name = None if name is None else _joined(letter, name, rest)
    others = tuple(
        Party(role=PartyRole.CO_TENANT, name=field)
        for one in row.others
        if (
            field := letter.place(
                one.text, one.start, one.end, finder="table", sure=0.95, notes=one.notes
            )
        )
        is not None
    )
    if row.number is not None:
        notes = tuple(note for note in row.number.notes if note != "coordination")
        number = letter.place(
            row.number.digits,
            row.number.start,
            row.number.end,
            finder="table",
            sure=0.97 if not notes else 0.3,
            notes=notes,
        )
    if row.money is not None:
        money = row.money
        sure = 0.3 if money.malformed else (0.95 if money.marked else 0.9)
        amount = letter.place(
            money.value, money.start, money.end, finder="table", sure=sure, notes=money.notes
        )
    if row.address is not None:
        address = _said(letter, row.address)
    if row.reference is not None:
        reference = _said(letter, row.reference)
    if name is None and number is None:
        return None
    return ListRow(
        party=Party(role=PartyRole.TENANT, name=name, personnummer=number),
        amount=amount,
        address=address,
        reference=reference,
        boxes=_places(letter, row),
        others=others,
    )


def _joined(letter: Letter, name: Field[str], rest: Cell) -> Field[str]:
    """A name that went on in the next line, with both places."""
    space = "" if name.value.endswith("-") else " "
    return replace(
        name,
        value=f"{name.value}{space}{rest.text}",
        raw=f"{name.raw}\n{rest.text}",
        confidence=name.confidence * 0.95,
        boxes=(*name.boxes, *letter.text.boxes_at(rest.start, rest.end)),
    )


def _said(letter: Letter, cell: Cell) -> Field[str] | None:
    return letter.place(cell.text, cell.start, cell.end, finder="table", sure=0.9)


def _places(letter: Letter, row: Debtor) -> tuple[Box, ...]:
    """A box a page: a table's row goes from edge to edge, a card over its own column."""
    boxes: list[Box] = []
    for number in dict.fromkeys(cell.page for cell in row.cells):
        own = reduce(Box.union, (cell.box for cell in row.cells if cell.page == number))
        if not row.card:
            width = letter.page(number).width
            own = replace(own, x0=min(0.0, own.x0), x1=max(width, own.x1))
        boxes.append(own)
    return tuple(boxes)
