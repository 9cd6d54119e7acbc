"""The hour that belongs to an eviction's day: behind it, before it, asked for or in a next line."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.finders.days import Clock, Day, clocks, days
from extractors.finders.eviction_words import CLOCK_ALONE, HOUR_ASKED, HOUR_CELL, HOUR_NEXT
from extractors.finders.letter import Letter

_NEAR = 42
"""Letters behind a day within which its hour begins."""
_LED = 60
"""Letters more that leaders may take between them."""
_LEADERS = re.compile(r"(?:\.[ ]?){4,}|(?:_[ ]?){4,}")
_BROKEN = re.compile(r"\W*(?:(?P<said>kl(?:ockan|ockslag)?\.?|at)\W*)?", re.IGNORECASE)
_BEGINS = re.compile(r"\W*[0-2]?[0-9][.:][0-5][0-9](?![0-9])")


def without_leaders(letter: Letter) -> Letter:
    """The letter with spaces for the dots that lead from a label to its value."""
    plain = _LEADERS.sub(lambda found: " " * len(found.group()), letter.plain)
    return replace(letter, plain=plain)


def hour_of(letter: Letter, flat: str, day: Day) -> Clock | None:
    """The hour that belongs to a date: close behind it, before another date, or just before it."""
    return _wrapped(letter, day) or _asked(flat, day) or _beside(letter.plain, flat, day)


def _beside(plain: str, flat: str, day: Day) -> Clock | None:
    # an hour begins so near, and is read whole: "kl 14.45" is not 14
    behind = flat[day.end : _same_cell(plain, day.end, day.end + _NEAR + _LED)]
    behind = behind[: _NEAR + 12 + len(behind) - _length(behind)]
    other = next(iter(days(behind, near=day.value)), None)
    if other is not None:
        behind = behind[: other.start]
    stop = re.search(r"[.!?]\s+[A-Z]", behind)
    if stop is not None and (stop.start() > 3 or not HOUR_NEXT.match(behind, stop.start())):
        # "den 20 oktober 2026. Ring mellan kl. 08.00": another sentence's hour
        behind = behind[: stop.start()]
    for clock in clocks(behind, day.end):
        away = _length(flat[day.end : clock.start])
        if away > _NEAR:
            break
        if flat[clock.end : clock.end + 1] == ":" and "\n" in plain[day.end : clock.start]:
            continue  # "08.00: telefontid", a line of a list
        if clock.said or away < 16:
            return clock
    ahead = flat[max(0, day.start - 28) : day.start]
    found = [one for one in clocks(ahead, max(0, day.start - 28)) if one.said]
    return found[-1] if found else None


def _asked(flat: str, day: Day) -> Clock | None:
    """The hour that the next sentence asks for and answers: "At what time? At 14.00"."""
    question = HOUR_ASKED.match(flat, day.end)
    if question is None:
        return None
    clock = next(iter(clocks(flat[question.end() : question.end() + 20], question.end())), None)
    return clock if clock is not None and clock.start - question.end() < 10 else None


def _wrapped(letter: Letter, day: Day) -> Clock | None:
    """The hour in the line beneath, where a column was too narrow for day and hour.

    Where the day's own cell ends in "kl.", or the line beneath holds nothing else than its hour.
    """
    cell = letter.cell_at(day.start)
    if cell is None or cell.row + 1 >= len(letter.rows) or len(letter.rows[cell.row]) == 1:
        return None
    broken = _BROKEN.fullmatch(letter.plain, day.end, cell.end)
    if broken is None:
        return None
    row = letter.rows[cell.row + 1]
    edge = letter.rows[cell.row][0]
    for one in row:
        shared = min(one.box.x1, cell.box.x1) > max(one.box.x0, cell.box.x0)
        own = row[0].box.x0 > edge.box.x1 and CLOCK_ALONE.fullmatch(one.plain)
        if (
            one.page == cell.page
            and shared
            and (_BEGINS.match(one.plain) if broken["said"] else own)
        ):
            clock = next(iter(clocks(one.plain, one.start)), None)
            return None if clock is None else replace(clock, said=True)
    return None


def _same_cell(plain: str, start: int, end: int) -> int:
    """Where a day's words end: at a next cell that goes on with anything but an hour."""
    tab = plain.find("\t", start, end)
    return end if tab < 0 or HOUR_CELL.match(plain, tab) else tab


def _length(text: str) -> int:
    """How many letters a text has, a run of spaces as one."""
    return len(re.sub(r"\s+", " ", text))
