"""What a list says of itself as a whole: its total, its parts' totals, how many rows it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from extractors.finders.columns import Column, column_of
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money, amounts
from extractors.finders.sums import SUM_OF_ROWS
from pipeline.domain.fields import AMOUNT, Field, Findings, ListRow

_TOTAL = re.compile(
    r"^\W*(?:summa|total\w*|sammanlag[td]\w*|tillhopa|slutsumma|att betala|antal\s\w+|s:a|delsumma"
    r"|transport"
    r"|sida\s?summa|sidsumma"
    r"|ack\w*)(?!\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:summa|totalt?|totalsumma|total\s?summa|sammanlagt|slutsumma|s:a)\W*(?:kr|sek)?\W*$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"delsumma|transport|sida\s?summa|summa\s(?:denna\s)?sida|sidsumma|ack", re.IGNORECASE
)
_COUNT = re.compile(
    r"(?<![0-9])(?P<before>[0-9]{1,4})\s(?:poster|rader|hyresgaster|kunder|galdenarer|personer"
    r"|kontrakt)(?!\w)"
    r"|antal\s\w+\W+(?P<after>[0-9]{1,4})(?![0-9])",
    re.IGNORECASE,
)
ROWS = "rows"
"""The conflict that says that a row of the list may not have been read."""


@dataclass(slots=True)
class Totals:
    """Printed totals, each with how many rows stood before it; counted rows; lines not read."""

    printed: list[tuple[int, Money]] = field(default_factory=list)
    counted: list[int] = field(default_factory=list)
    unread: int = 0


def is_total(cells: tuple[Cell, ...]) -> bool:
    """Whether a line is a total: by its first cell, or by a label of its own in another one."""
    return _TOTAL.match(cells[0].plain) is not None or any(
        _LABEL.match(cell.plain) for cell in cells[1:]
    )


def note(totals: Totals, cells: tuple[Cell, ...], columns: tuple[Column, ...], rows: int) -> bool:
    """Note what a line of totals says after ``rows`` rows; True when it closes a list."""
    text = " ".join(cell.plain for cell in cells)
    said = _COUNT.search(text)
    if said is not None:
        totals.counted.append(int(said["before"] or said["after"]))
    money = _money(cells, columns)
    if money is None or not rows or _PART.search(text):
        return False
    totals.printed.append((rows, money))
    return True


def _money(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> Money | None:
    """The amount of a line of totals: under the debt's heading, else the last one on it."""
    found: list[Money] = []
    under: list[Money] = []
    for cell in cells:
        column = column_of(columns, cell) if columns else None
        here = [
            one
            for one in amounts(cell.plain, cell.start)
            if one.marked or (column is not None and column.name == "amount")
        ]
        found += here
        if column is not None and column.debt:
            under += here
    last = under or found
    return last[-1] if last else None


def weighed(letter: Letter, found: Findings, rows: tuple[ListRow, ...], totals: Totals) -> Findings:
    """The list's total as ``amount_sek``, held against its rows; what disagrees is a conflict.

    A total that the rows sum up to proves each of their amounts, and that none is missing. Without
    a total, the rows' sum at the rows' places.
    """
    known = [row.amount for row in rows if row.amount is not None]
    whole = sum((one.value for one in known), Decimal(0))
    complete = len(known) == len(rows) and bool(rows)
    printed = [money for _, money in totals.printed]
    agrees = complete and _agrees(rows, totals)
    counted = all(count in _counts(rows, totals) for count in totals.counted)
    found = replace(found, rows=tuple(_proven(row) for row in rows) if agrees else rows)
    if not counted or (totals.unread and not agrees):
        found = replace(found, conflicts=(*found.conflicts, ROWS))
    if printed:
        return _held_against(letter, found, printed, (known, whole), agrees=agrees)
    if not complete:
        return found
    return found.with_field(
        AMOUNT,
        replace(
            known[0],
            value=whole,
            raw=" + ".join(one.raw for one in known),
            confidence=0.7 * min(one.confidence for one in known),
            finder="table",
            boxes=tuple(box for one in known for box in one.boxes),
            notes=(SUM_OF_ROWS,),
        ),
    )


def _agrees(rows: tuple[ListRow, ...], totals: Totals) -> bool:
    """Whether the last total is the sum of all rows, or each is that of the rows since the last.

    The rows after the last of such parts must have none left over.
    """
    sums = [row.amount.value if row.amount else Decimal(0) for row in rows]
    if not totals.printed:
        return False
    if totals.printed[-1][1].value == sum(sums):
        return True
    start = 0
    for place, money in totals.printed:
        if sum(sums[start:place]) != money.value:
            return False
        start = place
    return start == len(rows)


def _counts(rows: tuple[ListRow, ...], totals: Totals) -> set[int]:
    """The numbers of rows that a printed count may mean: all of them, or those of one part."""
    places = [0, *(place for place, _ in totals.printed), len(rows)]
    parts = {later - earlier for earlier, later in pairwise(places)}
    return {len(rows), *parts}


_ARITHMETIC = frozenset({"malformed", "spacing"})
"""Doubts about a row's amount that the list's own arithmetic settles."""


def _proven(row: ListRow) -> ListRow:
    """The row, its amount proven by the total."""
    amount = row.amount
    if amount is None or amount.value <= 0:
        return row
    left = tuple(one for one in amount.notes if one not in _ARITHMETIC)
    sure = max(amount.confidence, 0.95) if left != amount.notes or not left else amount.confidence
    return replace(row, amount=replace(amount, notes=left, confidence=sure))


def _held_against(
    letter: Letter,
    found: Findings,
    printed: Sequence[Money],
    rows: tuple[list[Field[Decimal]], Decimal],
    *,
    agrees: bool,
) -> Findings:
    known, whole = rows
    total = printed[-1]
    places = letter.place(
        whole if agrees else total.value,
        total.start,
        total.end,
        finder="table",
        sure=0.99 if agrees else 0.4,
        notes=() if agrees else ("conflict",),
    )
    if places is None:
        return found
    if agrees and total.value != whole:
        boxes = tuple(box for one in printed for box in letter.text.boxes_at(one.start, one.end))
        raw = " + ".join(letter.text.value[one.start : one.end] for one in printed)
        places = replace(places, boxes=boxes, raw=raw)
    found = found.with_field(AMOUNT, places)
    if agrees or not known:
        return found
    other = replace(
        known[0], value=whole, raw="", confidence=0.4, finder="table", notes=(SUM_OF_ROWS,)
    )
    return replace(
        found,
        conflicts=(*found.conflicts, AMOUNT.text),
        alternatives=(*found.alternatives, (AMOUNT.text, other)),
    )
