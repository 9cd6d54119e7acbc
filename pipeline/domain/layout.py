"""Lines of a page, and the columns within a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from pipeline.domain.page import Box, Page, Word

COLUMN_GAP = 1.6
"""A gap wider than this many line heights starts a new column of the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words that stand on one line of print, left to right; never empty."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """The box around the line."""
        return around(self.words)

    @property
    def columns(self) -> tuple[Line, ...]:
        """The line cut at its wide gaps: cells of a table, columns, a label and its value."""
        height = median(word.box.height for word in self.words)
        cut: list[list[Word]] = [[self.words[0]]]
        for left, right in zip(self.words, self.words[1:], strict=False):
            if right.box.x0 - left.box.x1 > COLUMN_GAP * height:
                cut.append([])
            cut[-1].append(right)
        return tuple(Line(words=tuple(words)) for words in cut)

    @property
    def text(self) -> str:
        """The words with single spaces, columns parted by a tab."""
        return "\t".join(" ".join(word.text for word in part.words) for part in self.columns)


def around(words: Iterable[Word]) -> Box:
    """The box around words of one page; ValueError when there are none."""
    boxes = [word.box for word in words]
    if not boxes:
        raise ValueError("no words, no box")
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return box


_BESIDE, _CLOSE = 0.6, 3.0
"""Two words of one line share so much of the lower one's height, and are so many heights apart."""


class _Row:
    """A line while it is found: its words by their left edges, and their mean middle."""

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.lefts = [word.box.x0]
        self.last = word
        self.sum = self.middle = word.box.middle

    def holds(self, word: Word, middle: float) -> bool:
        """Whether the word stands at the line's middle, or level with the nearest of its words."""
        reach = 0.5 * min(word.box.height, self.last.box.height)
        if abs(middle - self.middle) <= reach:
            return True
        place = bisect_right(self.lefts, word.box.x0)
        return any(_beside(word.box, one.box) for one in self.words[max(0, place - 1) : place + 1])

    def add(self, word: Word, middle: float) -> None:
        """Take the word in, and its middle into the line's."""
        self.put(word)
        self.last = word
        self.sum += middle
        self.middle = self.sum / len(self.words)

    def put(self, word: Word) -> None:
        """Take the word in where it stands."""
        place = bisect_right(self.lefts, word.box.x0)
        self.lefts.insert(place, word.box.x0)
        self.words.insert(place, word)


def _beside(one: Box, other: Box) -> bool:
    """Whether two boxes stand side by side, close by, and share most of the lower one's height."""
    gap = max(other.x0 - one.x1, one.x0 - other.x1)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    close = 0 <= gap <= _CLOSE * max(one.height, other.height)
    return close and shared >= _BESIDE * min(one.height, other.height)


def lines(page: Page) -> tuple[Line, ...]:
    """The page's lines from top to bottom.

    A word joins the line whose vertical middle lies within half of the smaller height, so that a
    superscript or a slightly crooked scan does not break a line, or beside whose nearest word it
    stands: a photograph bends a line across the page. Dashes and dots, which are low, come last,
    each to the line at whose middle it stands. The time is that of sorting.
    """
    typical = median(word.box.height for word in page.words) if page.words else 0.0
    placed = sorted(
        ((one.box.middle, one.box.x0, one) for one in page.words), key=lambda at: at[:2]
    )
    low = [at for at in placed if at[2].box.height < _LOW * typical]
    rows = _rows([at for at in placed if at[2].box.height >= _LOW * typical])
    rows.sort(key=lambda one: one.middle)
    middles = [row.middle for row in rows]
    apart = []
    for middle, left, word in low:
        place = bisect_right(middles, middle)
        near = rows[max(0, place - 1) : place + 1]
        best = min(near, key=lambda row: abs(row.middle - middle), default=None)
        if best is None or abs(best.middle - middle) > 0.5 * typical:
            apart.append((middle, left, word))
        else:
            best.put(word)
    rows += _rows(apart)
    return tuple(Line(words=tuple(row.words)) for row in sorted(rows, key=lambda one: one.middle))


def _rows(placed: Iterable[tuple[float, float, Word]]) -> list[_Row]:
    """The words as lines; ``placed`` tells each one's middle and left edge, in this order."""
    found: list[_Row] = []
    for middle, _, word in placed:
        for row in found[: -_ROWS_BACK - 1 : -1]:
            if row.holds(word, middle):
                row.add(word, middle)
                break
        else:
            found.append(_Row(word))
    return found


_ROWS_BACK = 6
"""So many of the last lines a word may still belong to."""
_LOW = 0.4
"""What is lower than this share of the page's words is no word, but a dash or a dot."""
