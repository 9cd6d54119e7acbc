"""What a letter's figures are to each other: the largest amount, a sum of those before, a last day.

The words around an amount are each sender's own; that the whole claim is the sum of what stands
above it, or that a letter's own day comes after what it tells of, holds for every sender.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from classifiers.roles.sheet import Cell

_AMOUNT = re.compile(
    r"(?<![\w,.:/-])(?P<before>(?i:kr|sek)\s?)?(?P<whole>[0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]{1,7})"
    r"(?:[,:.](?P<cents>[0-9]{2})|(?P<dash>:-|,-|-))?(?P<after>\s?(?i:kr|sek|kronor))?(?![\w/])"
)
_MONTHS = (
    "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
)  # fmt: skip
_ENGLISH = {"may": 5, "oct": 10}
_DAY = re.compile(
    r"(?<![\w-])(?:(?P<year>20[0-9]{2})-?(?P<month>[01][0-9])-?(?P<day>[0-3][0-9])"
    r"|(?P<d>[0-3]?[0-9])[./ ](?P<m>[01]?[0-9])[./ -]+(?P<y>(?:20)?[0-9]{2})"
    r"|(?P<dd>[0-3]?[0-9])\.?\s(?P<name>[A-Za-zé]{3,9})\.?,?\s(?P<yy>20[0-9]{2}))(?![\w-])"
)
_SUMMED = 10
"""So many amounts before one are tried for a sum."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """An amount in öre or a day's number, with the words that print it, in reading order."""

    cell: int
    words: range
    value: int


def figures(cells: tuple[Cell, ...]) -> dict[tuple[int, int], str]:
    """For each word that prints an amount or a day, by cell and place in it, what it is to others.

    ``$`` and rank (0 the largest), how often (3 at most), ``s`` for a sum of those before; ``@``
    and how many other days are earlier, and later (2 at most).
    """
    days = [one for place, cell in enumerate(cells) for one in _days(place, cell)]
    dated = {(one.cell, word) for one in days for word in one.words}
    amounts = [
        one
        for place, cell in enumerate(cells)
        for one in _amounts(place, cell)
        if not any((one.cell, word) in dated for word in one.words)
    ]
    return {**_of_amounts(amounts), **_of_days(days)}


def _of_amounts(amounts: list[_Figure]) -> dict[tuple[int, int], str]:
    ranked = sorted({one.value for one in amounts}, reverse=True)
    ranks = {value: min(3, rank) for rank, value in enumerate(ranked)}
    often = Counter(one.value for one in amounts)
    values = [one.value for one in amounts]
    found = {}
    for place, one in enumerate(amounts):
        mark = "s" if _is_sum(values[max(0, place - _SUMMED) : place], one.value) else ""
        said = f"${ranks[one.value]}{min(3, often[one.value])}{mark}"
        found.update(dict.fromkeys(((one.cell, word) for word in one.words), said))
    return found


def _is_sum(before: list[int], value: int) -> bool:
    """Whether two or more amounts that end straight before, or one before that, make the value."""
    for end in (len(before), len(before) - 1):
        total = 0
        for count, one in enumerate(reversed(before[: max(0, end)]), 1):
            total += one
            if count > 1 and total == value:
                return True
    return False


def _of_days(days: list[_Figure]) -> dict[tuple[int, int], str]:
    ordered = sorted({one.value for one in days})
    found = {}
    for one in days:
        earlier = min(2, bisect_left(ordered, one.value))
        later = min(2, len(ordered) - bisect_right(ordered, one.value))
        found.update(dict.fromkeys(((one.cell, word) for word in one.words), f"@{earlier}{later}"))
    return found


def _amounts(place: int, cell: Cell) -> Iterator[_Figure]:
    """The amounts of a cell: figures with öre, with a unit, in groups, or alone in their cell."""
    text = cell.text
    for hit in _AMOUNT.finditer(text):
        whole = hit["whole"]
        grouped = " " in whole or "." in whole
        alone = len(whole) > 2 and not text.replace(hit.group(), "").strip(" .:")
        money = hit["cents"] or hit["dash"] or hit["before"] or hit["after"]
        if money or (grouped and len(whole) > 4) or alone:
            value = 100 * int(re.sub(r"\D", "", whole)) + int(hit["cents"] or 0)
            yield _Figure(place, _words(cell, *hit.span()), value)


def _days(place: int, cell: Cell) -> Iterator[_Figure]:
    for hit in _DAY.finditer(cell.text):
        on = _day(hit)
        if on is not None:
            yield _Figure(place, _words(cell, *hit.span()), on.toordinal())


def _day(hit: re.Match[str]) -> date | None:
    if hit["year"]:
        year, month, day = hit["year"], hit["month"], hit["day"]
    elif hit["d"]:
        year, month, day = hit["y"], hit["m"], hit["d"]
    else:
        stem = hit["name"][:3].lower()
        known = _MONTHS.index(stem) + 1 if stem in _MONTHS else _ENGLISH.get(stem, 0)
        year, month, day = hit["yy"], str(known), hit["dd"]
    try:
        return date(int(year) % 100 + 2000, int(month), int(day))
    except ValueError:
        return None


def _words(cell: Cell, start: int, end: int) -> range:
    """The places of the words that the offsets of the cell's text touch."""
    starts = _starts(cell.words)
    return range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end))


def _starts(words: Iterable[str]) -> list[int]:
    found, at = [], 0
    for word in words:
        found.append(at)
        at += len(word) + 1
    return found
