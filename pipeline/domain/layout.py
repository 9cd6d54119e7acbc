"""Lines, columns and running text of a page, each character traceable to its word's box."""

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


def lines(page: Page) -> tuple[Line, ...]:
    """The page's lines from top to bottom.

    A word joins the line whose vertical middle lies within half of the smaller height, so that a
    superscript or a slightly crooked scan does not break a line. The time is that of sorting.
    """
    found: list[list[Word]] = []
    sums: list[float] = []
    middles: list[float] = []
    for word in sorted(page.words, key=lambda one: (one.box.middle, one.box.x0)):
        for place in range(len(found) - 1, max(-1, len(found) - 7), -1):
            reach = 0.5 * min(word.box.height, found[place][-1].box.height)
            if abs(word.box.middle - middles[place]) <= reach:
                found[place].append(word)
                sums[place] += word.box.middle
                middles[place] = sums[place] / len(found[place])
                break
        else:
            found.append([word])
            sums.append(word.box.middle)
            middles.append(word.box.middle)
    order = sorted(range(len(found)), key=lambda place: middles[place])
    return tuple(
        Line(words=tuple(sorted(found[place], key=lambda one: one.box.x0))) for place in order
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Running text of some pages: lines parted by newlines, columns by tabs, pages by form feeds.

    ``starts[i]`` is the offset at which ``words[i]`` begins in ``value``.
    """

    value: str
    starts: tuple[int, ...]
    words: tuple[Word, ...]

    def words_at(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that the characters ``start:end`` touch."""
        first = max(0, bisect_right(self.starts, start) - 1)
        touched: list[Word] = []
        for place in range(first, len(self.words)):
            if self.starts[place] >= end:
                break
            if self.starts[place] + len(self.words[place].text) > start:
                touched.append(self.words[place])
        return tuple(touched)

    def boxes_at(self, start: int, end: int) -> tuple[Box, ...]:
        """One box for each page and run of neighbouring words that the characters touch."""
        boxes: list[Box] = []
        for word in self.words_at(start, end):
            last = boxes[-1] if boxes else None
            if (
                last
                and last.page == word.box.page
                and abs(last.middle - word.box.middle) < (max(last.height, word.box.height))
            ):
                boxes[-1] = last.union(word.box)
            else:
                boxes.append(word.box)
        return tuple(boxes)

    def confidence_at(self, start: int, end: int) -> float:
        """The engine's lowest word confidence there; 0 where there is no word."""
        return min((word.confidence for word in self.words_at(start, end)), default=0.0)


def text_of(pages: Iterable[Page]) -> Text:
    """The running text of the pages, in reading order."""
    parts: list[str] = []
    starts: list[int] = []
    words: list[Word] = []
    offset = 0

    def put(piece: str) -> None:
        nonlocal offset
        parts.append(piece)
        offset += len(piece)

    for page_index, page in enumerate(pages):
        if page_index:
            put("\f")
        for line_index, line in enumerate(lines(page)):
            if line_index:
                put("\n")
            for column_index, column in enumerate(line.columns):
                if column_index:
                    put("\t")
                for word_index, word in enumerate(column.words):
                    if word_index:
                        put(" ")
                    starts.append(offset)
                    words.append(word)
                    put(word.text)
    return Text(value="".join(parts), starts=tuple(starts), words=tuple(words))
