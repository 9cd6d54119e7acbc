"""Labels and what is said by them: behind the label, in the next column, or beneath it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractors.finders.letter import Cell, Letter

_NEXT_LABEL = re.compile(r"(?<=\s)[A-Z][\w./-]*(?:\s[\w./-]+){0,2}\s?:(?=\s|$)")
_ENDS_AS_LABEL = re.compile(r".{2,40}:\s*$|[\w./-]+(?:\s[\w./-]+){0,3}\s?:\s")
_NUMBERED = re.compile(r"^\W*(?:[0-9]{1,2}|[a-e])?\s?[.):]?\s*$")


class How(StrEnum):
    """Where a value stands from its label."""

    BEHIND = "behind"
    RIGHT = "right"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a label says: the value's cell, how it stands, and the cells stacked under it."""

    label: Cell
    marked: bool
    how: How
    value: Cell
    under: tuple[Cell, ...]

    @property
    def block(self) -> tuple[Cell, ...]:
        """The value and what is stacked under it: a name with its address, say."""
        return (self.value, *self.under)


def label(*alternatives: str) -> re.Pattern[str]:
    """A pattern for labels, written without diacritics; trailing brackets and colon belong to it.

    A label opens its cell (a number before it may stand: "2. Hyresgäst") or ends in a colon.
    """
    names = "|".join(alternatives)
    return re.compile(
        rf"(?<![\w-])(?:{names})(?![\w-])"
        r"(?:\s?(?:\([^)\n\t]{0,60}\)|/\s?[\w.-]+))?(?:\s[1-4](?=\s*:"
        r"|\s*$))?(?P<mark>\s?[:;])?(?=\s|$|[:;.,]|\S)",
        re.IGNORECASE,
    )


def said(letter: Letter, pattern: re.Pattern[str]) -> Iterator[Said]:
    """Every value said by the label, likeliest place first for each label."""
    for cell in letter.cells:
        for found in pattern.finditer(cell.plain):
            marked = bool(found["mark"])
            opens = _NUMBERED.match(cell.plain[: found.start()]) is not None
            if not (marked or opens):
                continue
            name = letter.part(cell.start + found.start(), cell.start + found.end())
            if name is not None:
                yield from _values(letter, cell, name, found.end(), marked=marked)


def _values(letter: Letter, cell: Cell, name: Cell, end: int, *, marked: bool) -> Iterator[Said]:
    rest = cell.plain[end:]
    following = _NEXT_LABEL.search(rest)
    stop = end + (following.start() if following else len(rest))
    value = letter.part(cell.start + end, cell.start + stop)
    if value is not None:
        yield Said(
            label=name,
            marked=marked,
            how=How.BEHIND,
            value=value,
            under=stacked(letter, value, also=name.box.x0),
        )
        return
    row = letter.rows[cell.row]
    right = next((one for one in row if one.start > cell.start), None)
    if right is not None and not looks_like_label(right):
        yield Said(
            label=name,
            marked=marked,
            how=How.RIGHT,
            value=right,
            under=stacked(letter, right, also=right.box.x0),
        )
    below = beneath(letter, cell)
    if below:
        yield Said(label=name, marked=marked, how=How.BELOW, value=below[0], under=below[1:])


def looks_like_label(cell: Cell) -> bool:
    """Whether a cell is itself a label or opens with one."""
    return _ENDS_AS_LABEL.match(cell.plain) is not None


def beneath(letter: Letter, cell: Cell) -> tuple[Cell, ...]:
    """The cells directly under a cell, as long as they stand close and in its column."""
    height = max(cell.box.height, 6.0)
    found: list[Cell] = []
    bottom = cell.box.bottom
    for row in letter.rows[cell.row + 1 : cell.row + 8]:
        if row[0].page != cell.page or row[0].box.top - bottom > 2.6 * height:
            break
        here = next(
            (
                one
                for one in row
                if cell.box.x0 - 2 * height <= one.box.x0 <= max(cell.box.x1, cell.box.x0 + 40)
            ),
            None,
        )
        if here is None:
            continue
        if looks_like_label(here):
            break
        found.append(here)
        bottom = here.box.bottom
        if len(found) > 1 and here.box.top - found[-2].box.bottom > 1.4 * height:
            found.pop()
            break
    return tuple(found[:6])


def stacked(letter: Letter, cell: Cell, *, also: float, most: int = 5) -> tuple[Cell, ...]:
    """The cells that continue a block: next lines, left edge under the cell's or ``also``."""
    height = max(cell.box.height, 6.0)
    found: list[Cell] = []
    bottom = cell.box.bottom
    for row in letter.rows[cell.row + 1 : cell.row + 1 + 2 * most]:
        if row[0].page != cell.page or row[0].box.top - bottom > 1.3 * height:
            break
        here = next(
            (
                one
                for one in row
                if min(abs(one.box.x0 - cell.box.x0), abs(one.box.x0 - also)) < 1.2 * height
            ),
            None,
        )
        if here is None:
            if row[0].box.top > bottom:
                break
            continue
        if looks_like_label(here):
            break
        found.append(here)
        bottom = here.box.bottom
        if len(found) == most:
            break
    return tuple(found)


def above(letter: Letter, cell: Cell, *, most: int = 5) -> tuple[Cell, ...]:
    """The cells of the block that ends with this cell, from its nearest line upwards."""
    height = max(cell.box.height, 6.0)
    found: list[Cell] = []
    top = cell.box.top
    for row in reversed(letter.rows[max(0, cell.row - 2 * most) : cell.row]):
        if row[0].page != cell.page or top - max(one.box.bottom for one in row) > 1.3 * height:
            break
        here = next((one for one in row if abs(one.box.x0 - cell.box.x0) < 1.2 * height), None)
        if here is None:
            if max(one.box.bottom for one in row) < top - 0.5 * height:
                break
            continue
        found.append(here)
        top = here.box.top
        if len(found) == most:
            break
    return tuple(found)
