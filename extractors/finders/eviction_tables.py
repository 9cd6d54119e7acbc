"""Days of an eviction in tables: the heading over one, its hour, what the next cell says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.finders.days import Clock, Day, clocks, days
from extractors.finders.eviction_words import (
    ABOUT,
    CAPTION,
    CLOCK_ALONE,
    CLOCK_ROW,
    HOLDS_BESIDE,
    STATUS,
    STRUCK_BESIDE,
)
from extractors.finders.letter import Cell, Letter

_OF_A_TIME = re.compile(
    r"\W*(?:(?:forsta|andra|tredje|ny|new|[1-5](?:st|nd|rd|th)?)\W+)?"
    r"(?:tid|dag|time|date|appointment)"
    r"(?:punkt|en)?(?:\W*(?:nr)?\W*[1-5])?\W*(?:kl|den)?\W*",
    re.IGNORECASE,
)
"""All that may stand before a day in its row where no word calls it an eviction's."""
_MARKS = 4
"""Letters that a cell may hold beside a day and still hold nothing else."""


def parallel(letter: Letter, day: Day) -> tuple[str, Clock | None] | None:
    """The heading over a day and the hour beneath it, where days stand side by side in columns."""
    whole = letter.cell_at(day.start)
    if whole is None:
        return None
    cell = next(
        (one for one in _parts(letter, whole) if day.start in range(one.start, one.end)), whole
    )
    beside = cell.plain[: day.start - cell.start] + cell.plain[day.end - cell.start :]
    if len(beside.strip()) > _MARKS and not CLOCK_ALONE.fullmatch(beside):
        return None
    row = _columns(letter, letter.rows[cell.row])
    others = [
        one
        for one in row
        if one.start != cell.start and any(True for _ in days(one.plain, near=day.value))
    ]
    if not others:
        return None
    heading = ""
    for upper in reversed(letter.rows[max(0, cell.row - 3) : cell.row]):
        over = [one for one in upper if one.page == cell.page and _shares(one, cell)]
        if over:
            heading = over[0].plain
            break
    if len(beside.strip()) > _MARKS:
        return heading, next(iter(clocks(cell.plain, cell.start)), None)
    for under in letter.rows[cell.row + 1 : cell.row + 4]:
        mine = [
            one for one in _columns(letter, under) if one.page == cell.page and _shares(one, cell)
        ]
        timed = CLOCK_ROW.match(under[0].plain) is not None
        for one in mine:
            clock = next(iter(clocks(one.plain, one.start)), None)
            if clock is not None and (timed or clock.said or len(one.plain) < 9):
                return heading, clock
    return heading, None


def _columns(letter: Letter, row: Iterable[Cell]) -> list[Cell]:
    """The cells of a row, those parted that hold several columns' days or hours."""
    return [part for cell in row for part in _parts(letter, cell)]


def _parts(letter: Letter, cell: Cell) -> tuple[Cell, ...]:
    """A cell's days or hours each for itself, where narrow columns made one cell of them."""
    near = letter.received_on
    spans = [(one.start, one.end) for one in days(cell.plain, near=near)]
    spans = spans or [(one.start, one.end) for one in clocks(cell.plain)]
    gaps = zip(
        [0, *(end for _, end in spans)],
        [*(start for start, _ in spans), len(cell.plain)],
        strict=True,
    )
    if len(spans) < 2 or any(cell.plain[start:end].strip() for start, end in gaps):
        return (cell,)
    parts = [letter.part(cell.start + start, cell.start + end) for start, end in spans]
    return tuple(one for one in parts if one is not None)


def _shares(one: Cell, other: Cell) -> bool:
    """Whether two cells stand in one column."""
    return min(one.box.x1, other.box.x1) > max(one.box.x0, other.box.x0)


def captioned(letter: Letter, day: Day) -> str | None:
    """What stands over a line that asks when, as the box of a form does; None where none asks."""
    cell = letter.cell_at(day.start)
    if cell is None or cell.row == 0 or letter.rows[cell.row][0] is not cell:
        return None
    bare = not any(map(str.isalpha, re.sub(r"^\W*den\b", "", cell.plain[: day.start - cell.start])))
    over = letter.rows[cell.row - 1][0]
    if not bare or over.page != cell.page or CAPTION.fullmatch(over.plain) is None:
        return None
    return letter.rows[cell.row - 2][0].plain if cell.row > 1 else ""


def struck_until(letter: Letter, day: Day) -> int:
    """Where the cell ends that strikes a day: its words say nothing of the next one."""
    beside = _status(letter, day)
    struck = beside is not None and STRUCK_BESIDE.fullmatch(beside.plain) is not None
    return max(beside.end, day.end) if beside is not None and struck else 0


def holds(letter: Letter, day: Day, *, called: bool) -> bool:
    """Whether the next cell says that an eviction's day holds: none of another act in its row.

    Where no word calls the day so, its row must begin with words of a time: "Tid 2".
    """
    beside = _status(letter, day)
    if beside is None or HOLDS_BESIDE.fullmatch(beside.plain) is None:
        return False
    first = letter.rows[beside.row][0]
    ahead = letter.plain[first.end if first is beside else first.start : day.start]
    others = list(days(ahead, near=day.value))
    rest = ahead[: others[0].start] + ahead[others[-1].end :] if others else ahead
    numbered = _OF_A_TIME.fullmatch(rest) is not None
    bare = not any(map(str.isalpha, re.sub(r"\b(?:den|kl)\b", "", rest)))
    return numbered or (called and (bare or ABOUT.search(ahead) is not None))


def _status(letter: Letter, day: Day) -> Cell | None:
    """The cell that tells of a day and its hour, unless its column's heading is another matter's.

    The one to their right, or to their left where that one says nothing of it.
    """
    cell = letter.cell_at(day.start)
    row = () if cell is None else letter.rows[cell.row]
    after = (
        one
        for one in row
        if cell is not None and one.start > cell.start and not CLOCK_ALONE.fullmatch(one.plain)
    )
    beside = next(after, None)
    if beside is None or not _tells(beside):
        left = [one for one in row if cell is not None and one.start < cell.start and _tells(one)]
        left = [one for one in left if not ABOUT.search(one.plain)]  # "Inställd förrättning"
        beside = left[-1] if left else beside
    if beside is None:
        return None
    place = row.index(beside)
    for upper in reversed(letter.rows[max(0, beside.row - 4) : beside.row]):
        if len(upper) != len(row) or upper[place].page != beside.page:
            break
        if not any(True for one in upper for _ in days(one.plain, near=day.value)):
            return beside if STATUS.fullmatch(upper[place].plain) else None
    return beside


def _tells(cell: Cell) -> bool:
    """Whether a cell says of a time that it is struck or holds."""
    return any(one.fullmatch(cell.plain) for one in (STRUCK_BESIDE, HOLDS_BESIDE))
