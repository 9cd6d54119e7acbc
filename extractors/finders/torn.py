"""Amounts that a line's end tore apart: "15" in one line, "250,97 kr" in the next."""

from __future__ import annotations

import re

from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money

_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,3}[ ]?\n\s*$")
_BEHIND = re.compile(r"[ ]?\n\s*[0-9]{3}(?![0-9])")
_GROUP = re.compile(r"[0-9]{3}(?![0-9])")
_FIRST_GROUP = re.compile(r"\W*[0-9]{1,3}\W*")


def torn(letter: Letter, money: Money) -> bool:
    """Whether figures of an amount may stand in another line than the rest.

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
