"""The order in which a page's lines are read: columns of running text one after the other.

Rows of tables, and labels with their values, are read across; running text that stands in columns
side by side is read down the first column and then down the next, or its sentences are torn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.domain.layout import Line
from pipeline.domain.page import Box

GUTTER = 0.9
"""Columns are so many line heights apart at the least, on every line."""
WIDER = 2.0
"""A gutter is so many times wider than the line's spaces."""
LEAST_LINES = 4
"""Running text in a column is so many lines at the least: of fewer nobody can tell."""
LEAST_SIGNS = 25
"""Half of a column's lines are at least so long."""
GOES_ON = 0.3
"""Such a share of a column's lines go on within a sentence, beginning with a small letter."""
LONGEST = 200
"""More lines no column has; it bounds the time that a page of very many takes."""
LEADING = 1.6
"""A line further below the one before, in line heights, is no longer its column's."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A strip of a line without print, between two x in points."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Width in points; below 0 where nothing is left of it."""
        return self.right - self.left

    def within(self, other: Gap) -> Gap:
        """What both have in common."""
        return Gap(max(self.left, other.left), min(self.right, other.right))


def in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines as a reader goes through them; those of a block of columns are cut at its gutter.

    ``lines`` go from the page's top to its bottom, as :func:`pipeline.domain.layout.lines` has
    them. No word is lost or doubled.
    """
    ordered: list[Line] = []
    place = 0
    while place < len(lines):
        block = _block(lines, place)
        if block is None:
            ordered.append(lines[place])
            place += 1
            continue
        ordered += in_order(block.left)
        ordered += in_order(block.right)
        place += block.size
    return tuple(ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Two columns side by side, and how many of the page's lines they take up."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    size: int


def _block(lines: Sequence[Line], first: int) -> _Block | None:
    """The columns of running text that begin at that line; None where none do."""
    for gap in _gaps(lines, first):
        block = _down(lines, first, gap)
        if _is_prose(block.left) and _is_prose(block.right):
            return block
    return None


def _gaps(lines: Sequence[Line], first: int) -> Iterator[Gap]:
    """The strips of the line that may be a gutter, from the left.

    Where columns' lines do not stand level, the next line stands beside it.
    """
    line, *below = lines[first : first + 2]
    least = GUTTER * _height(line)
    beside = [one for one in below if one.box.top < line.box.middle + least / 2]
    boxes = sorted((word.box for one in (line, *beside) for word in one.words), key=_left)
    for one, other in pairwise(boxes):
        gap = Gap(one.x1, other.x0)
        if gap.width >= least:
            yield gap


def _left(box: Box) -> float:
    return box.x0


def _down(lines: Sequence[Line], first: int, gutter: Gap) -> _Block:
    """The lines from there on that leave the gutter free, on both sides of it."""
    sides: tuple[list[Line], list[Line]] = ([], [])
    size = 0
    for line in lines[first : first + LONGEST]:
        parted = _parted(line, gutter)
        if parted is None or any(map(_apart, sides, parted[1:])):
            break
        gutter = parted[0]
        for column, part in zip(sides, parted[1:], strict=True):
            column.extend([part] if part else [])
        size += 1
    return _Block(left=tuple(sides[0]), right=tuple(sides[1]), size=size)


def _parted(line: Line, gutter: Gap) -> tuple[Gap, Line | None, Line | None] | None:
    """What of the gutter the line leaves free, and its words on either side.

    None where it runs across.
    """
    middle = (gutter.left + gutter.right) / 2
    place = sum(word.box.x0 < middle for word in line.words)
    left, right = line.words[:place], line.words[place:]
    narrower = gutter.within(
        Gap(
            max((word.box.x1 for word in left), default=gutter.left),
            min((word.box.x0 for word in right), default=gutter.right),
        )
    )
    if narrower.width < GUTTER * _height(line) or (left and right and _is_space(line, len(left))):
        return None
    return narrower, Line(words=left) if left else None, Line(words=right) if right else None


def _is_space(line: Line, place: int) -> bool:
    """Whether the gap before that word is like the line's others, as in justified print."""
    gaps = [right.box.x0 - left.box.x1 for left, right in pairwise(line.words)]
    own = gaps.pop(place - 1)
    return bool(gaps) and own < WIDER * median(gaps)


def _apart(side: Sequence[Line], lower: Line | None) -> bool:
    """Whether a line stands too far below a column's last to be its next."""
    if not side or lower is None:
        return False
    upper = side[-1]
    return lower.box.top - upper.box.bottom > LEADING * max(_height(upper), _height(lower))


def _is_prose(side: Sequence[Line]) -> bool:
    """Whether a column's lines are running text rather than a table's cells or an address."""
    if len(side) < LEAST_LINES:
        return False
    signs = median(len(line.text) for line in side)
    on = sum(line.words[0].text[:1].islower() for line in side[1:])
    return signs >= LEAST_SIGNS and on >= GOES_ON * (len(side) - 1)


def _height(line: Line) -> float:
    """The line's height in points, as half of its words at least are high."""
    return median(word.box.height for word in line.words)
