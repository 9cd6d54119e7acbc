"""Days of an eviction in tables: the heading over one, its hour, what the next cell says of it."""

from __future__ import annotations

import re

from extractors.finders.days import Clock, Day, clocks, days
from extractors.finders.eviction_words import (
    ABOUT,
    CLOCK_ALONE,
    CLOCK_ROW,
    HOLDS_BESIDE,
    STATUS,
    STRUCK_BESIDE,
)
from extractors.finders.letter import Cell, Letter

_MARKS = 4
"""Letters that a cell may hold beside a day and still hold nothing else."""


def parallel(letter: Letter, day: Day) -> tuple[str, Clock | None] | None:
    """The heading over a day and the hour beneath it, where days stand side by side in columns."""
    cell = letter.cell_at(day.start)
    if cell is None:
        return None
    beside = cell.plain[: day.start - cell.start] + cell.plain[day.end - cell.start :]
    if len(beside.strip()) > _MARKS and not CLOCK_ALONE.fullmatch(beside):
        return None
    row = letter.rows[cell.row]
    others = [
        one for one in row if one is not cell and any(True for _ in days(one.plain, near=day.value))
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
        mine = [one for one in under if one.page == cell.page and _shares(one, cell)]
        timed = CLOCK_ROW.match(under[0].plain) is not None
        for one in mine:
            clock = next(iter(clocks(one.plain, one.start)), None)
            if clock is not None and (timed or clock.said or len(one.plain) < 9):
                return heading, clock
    return heading, None


def _shares(one: Cell, other: Cell) -> bool:
    """Whether two cells stand in one column."""
    return min(one.box.x1, other.box.x1) > max(one.box.x0, other.box.x0)


def struck_until(letter: Letter, day: Day) -> int:
    """Where the cell ends that strikes a day: its words say nothing of the next one."""
    beside = _status(letter, day)
    return beside.end if beside is not None and STRUCK_BESIDE.fullmatch(beside.plain) else 0


def holds(letter: Letter, day: Day) -> bool:
    """Whether the next cell says that an eviction's day holds: none of another act in its row."""
    beside = _status(letter, day)
    if beside is None or HOLDS_BESIDE.fullmatch(beside.plain) is None:
        return False
    ahead = letter.plain[letter.rows[beside.row][0].start : day.start]
    others = list(days(ahead, near=day.value))
    rest = ahead[: others[0].start] + ahead[others[-1].end :] if others else ahead
    bare = not any(map(str.isalpha, re.sub(r"\b(?:den|kl)\b", "", rest)))
    return bare or ABOUT.search(ahead) is not None


def _status(letter: Letter, day: Day) -> Cell | None:
    """The cell to the right of a day's own, unless its column's heading is another matter's."""
    cell = letter.cell_at(day.start)
    row = () if cell is None else letter.rows[cell.row]
    beside = next((one for one in row if cell is not None and one.start > cell.start), None)
    if beside is None:
        return None
    place = row.index(beside)
    for upper in reversed(letter.rows[max(0, beside.row - 4) : beside.row]):
        if len(upper) != len(row) or upper[place].page != beside.page:
            break
        if not any(True for one in upper for _ in days(one.plain, near=day.value)):
            return beside if STATUS.fullmatch(upper[place].plain) else None
    return beside
