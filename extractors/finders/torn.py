"""Amounts and days that a line's end parts: "15" in one line, "250,97 kr" in the next.

Where a sentence runs on over a full line the two are one amount, as any reader takes them. Anywhere
else, as in columns, two numbers may stand under each other by chance, and nothing is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractors.finders.days import Day, days
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money, amounts

_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,3}[ ]?\n\s*$")
_BEHIND = re.compile(r"[ ]?\n\s*[0-9]{3}(?![0-9])")
_GROUP = re.compile(r"[0-9]{3}(?![0-9])")
_FIRST_GROUP = re.compile(r"\W*[0-9]{1,3}\W*")
_OPENS = re.compile(r"[0-9]{3}(?: [0-9]{3})*(?![0-9 ]?[0-9])")
_ENDS = re.compile(r"(?<=[a-z:,] )[0-9]{1,3}$", re.IGNORECASE)


def whole_amounts(letter: Letter, cell: Cell) -> Iterator[Money]:
    """The amounts that begin in a cell, the last one whole where its sentence goes on below."""
    above = letter.rows[cell.row - 1][0] if cell.row else None
    before = None if above is None else _run_on(letter, above)
    below = _run_on(letter, cell)
    for money in amounts(cell.plain, cell.start):
        if before is not None and money.start < before.end:
            continue  # the end of an amount that begins in the line above
        if below is None or money.start < below.start:
            yield money
    if below is not None:
        yield below


def _run_on(letter: Letter, cell: Cell) -> Money | None:
    """The amount that begins at the end of a full line of a sentence and ends in the next."""
    lower = letter.goes_on(cell)
    first = _ENDS.search(cell.plain)
    if lower is None or first is None or _OPENS.match(lower.plain) is None:
        return None
    if letter.plain[cell.end : lower.start] != "\n":
        return None
    text = f"{cell.plain} {lower.plain}"
    for money in amounts(text, cell.start):
        if money.start == cell.start + first.start() and money.end > lower.start:
            return money if money.marked and not money.malformed else None
    return None


def whole_days(letter: Letter, cell: Cell, near: date) -> Iterator[Day]:
    """The days that begin in a cell, the last one whole where its line goes on below.

    ``near`` gives the year where none is printed.
    """
    below = _day_run_on(letter, cell, near)
    for day in days(cell.plain, cell.start, near=near):
        if below is None or day.end <= below.start:
            yield day
    if below is not None:
        yield below


def _day_run_on(letter: Letter, cell: Cell, near: date) -> Day | None:
    """The day that begins at the end of a full line and ends in the next: "den 18" / "maj 2026"."""
    if _DAY_ENDS.search(cell.plain) is None or cell.row + 1 >= len(letter.rows):
        return None
    under = letter.rows[cell.row + 1][0]
    # the last line of a foot that is set in the middle holds nothing but the rest
    lower = letter.goes_on(cell) or (under if _YEAR_ALONE.fullmatch(under.plain) else None)
    if lower is None or letter.plain[cell.end : lower.start] != "\n":
        return None
    rest = _REST_OF_DAY.match(lower.plain)
    if rest is None:
        return None
    text = f"{cell.plain} {rest.group()}"
    for day in days(text, cell.start, near=near):
        if day.end > lower.start:
            return day
    return None


_DAY_ENDS = re.compile(r"(?<![0-9.,:/-])[0-3]?[0-9](?:\s[a-z]{3,9}\.?)?$", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"20[0-9]{2}\.?")
_REST_OF_DAY = re.compile(
    r"(?:[a-z]{3,9}\.?\s)?20[0-9]{2}(?![0-9]|[-./:][0-9])|[a-z]{3,9}(?!\s?[0-9])", re.IGNORECASE
)


def torn(letter: Letter, money: Money) -> bool:
    """Whether figures of an amount may stand in another line than the rest, for all that is told.

    Such an amount is never put together: two numbers may stand under each other by chance.
    """
    text = letter.plain
    digits = text[money.start : money.end]
    opens = _GROUP.match(digits) is not None
    if opens and _BEFORE.search(text, max(0, money.start - 8), money.start):
        return True
    if digits[-1:].isdigit() and _BEHIND.match(text, money.end):
        return True
    cell = letter.cell_at(money.start)
    return opens and cell is not None and _under_a_group(letter, cell, money)


def _under_a_group(letter: Letter, cell: Cell, money: Money) -> bool:
    """Whether one to three figures stand alone over the amount, in its column."""
    if letter.plain[cell.start : money.start].strip():
        return False
    height = max(cell.box.height, 6.0)
    return any(
        _FIRST_GROUP.fullmatch(one.plain) is not None
        and min(one.box.x1, cell.box.x1) > max(one.box.x0, cell.box.x0)
        for row in letter.rows[max(0, cell.row - 2) : cell.row]
        for one in row
        if one.page == cell.page and 0 <= cell.box.top - one.box.bottom < 0.9 * height
    )
