"""The running text of a letter's pages, each character traceable to its word's box."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain.layout import lines
from pipeline.domain.page import Box, Page, Word
from pipeline.domain.reading_order import in_order


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
    """The running text of the pages, columns of running text one after the other."""
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
        for line_index, line in enumerate(in_order(lines(page))):
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
