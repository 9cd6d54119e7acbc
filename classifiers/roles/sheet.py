"""A letter as the role reader sees it: cells of print in blocks, with their places on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipeline.domain.layout import around, lines
from pipeline.domain.page import Page, Word
from pipeline.domain.reading_order import in_order

APART = 1.2
"""Lines closer than this many letter heights, with one left edge, are one block."""

_SPACED = 6
"""So many words of one letter each are a heading set letter by letter."""

NEAR = 60.0
"""A cell whose left edge is this many points from another's stands in its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A run of words without a wide gap; box in points, ``row`` counts the letter's lines.

    ``first`` is the index of its first word among the letter's words; ``labels`` the true role of
    each word, in training alone. ``height`` and ``width`` are the page's. ``sizes`` says of how
    many read words each is made, where a heading is set letter by letter; else it is empty.
    """

    words: tuple[str, ...]
    first: int
    page: int
    row: int
    x0: float
    top: float
    x1: float
    bottom: float
    height: float
    width: float
    labels: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(self.words)

    def with_words(self, words: Iterable[str], labels: Iterable[str]) -> Cell:
        """The same place with other words, as training varies names."""
        said = tuple(words)
        same = len(said) == len(self.words)
        return replace(self, words=said, labels=tuple(labels), sizes=self.sizes if same else ())

    def indices(self) -> Iterator[tuple[int, int]]:
        """For each word the index of the first read word, and how many it is made of."""
        at = self.first
        for size in self.sizes or (1,) * len(self.words):
            yield at, size
            at += size


def cells_of(pages: Iterable[Page]) -> tuple[Cell, ...]:
    """The cells of some pages; word indices run as in the domain's ``text_of``."""
    found: list[Cell] = []
    first = row = 0
    for number, page in enumerate(pages):
        for line in in_order(lines(page)):
            for part in line.columns:
                box = around(part.words)
                words, sizes = _spelt(part.words)
                found.append(
                    Cell(
                        words=words,
                        sizes=sizes,
                        first=first,
                        page=number,
                        row=row,
                        x0=box.x0,
                        top=box.top,
                        x1=box.x1,
                        bottom=box.bottom,
                        height=max(page.height, 1.0),
                        width=max(page.width, 1.0),
                    )
                )
                first += len(part.words)
            row += 1
    return tuple(found)


def _spelt(words: tuple[Word, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words, those set letter by letter put together at the narrower gaps."""
    singles = sum(len(word.text) == 1 for word in words)
    if len(words) < _SPACED or singles < len(words) - 1:
        return tuple(word.text for word in words), ()
    gaps = [right.box.x0 - left.box.x1 for left, right in pairwise(words)]
    wide = 1.5 * median(gaps) + 0.5
    texts, sizes = [words[0].text], [1]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > wide:
            texts.append(word.text)
            sizes.append(1)
        else:
            texts[-1] += word.text
            sizes[-1] += 1
    return tuple(texts), tuple(sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A cell with its neighbours: above and beneath in its column, left in its row."""

    cell: Cell
    above: Cell | None
    beneath: Cell | None
    left: Cell | None
    lines: int
    line: int


def blocks(cells: tuple[Cell, ...]) -> Iterator[tuple[Placed, ...]]:
    """The letter's blocks in print order, each with its cells from top to bottom."""
    stacks: list[list[Cell]] = []
    open_: list[int] = []
    for cell in cells:
        high = max(cell.bottom - cell.top, 6.0)
        home = None
        for place in reversed(open_):
            last = stacks[place][-1]
            gap = cell.top - last.bottom
            if last.page != cell.page or gap > 4 * high:
                continue
            if -0.3 * high < gap < APART * high and abs(cell.x0 - last.x0) < APART * high:
                home = place
                break
        if home is None:
            stacks.append([cell])
            open_.append(len(stacks) - 1)
            del open_[:-12]
        else:
            stacks[home].append(cell)
    lefts = _lefts(cells)
    for place, stack in enumerate(stacks):
        yield tuple(
            Placed(
                cell=cell,
                above=stack[index - 1] if index else _over(stacks, place),
                beneath=stack[index + 1] if index + 1 < len(stack) else None,
                left=lefts.get(cell.first),
                lines=len(stack),
                line=index,
            )
            for index, cell in enumerate(stack)
        )


def _over(stacks: list[list[Cell]], place: int) -> Cell | None:
    """The last cell of a block that stands over this block's first cell: often its heading."""
    cell = stacks[place][0]
    high = max(cell.bottom - cell.top, 6.0)
    for other in reversed(stacks[max(0, place - 8) : place]):
        last = other[-1]
        near = last.page == cell.page and 0 <= cell.top - last.bottom < 3 * high
        if near and abs(last.x0 - cell.x0) < NEAR:
            return last
    return None


def _lefts(cells: tuple[Cell, ...]) -> dict[int, Cell]:
    """The cell to the left in the same row, by a cell's first word."""
    found: dict[int, Cell] = {}
    for left, right in pairwise(cells):
        if left.row == right.row:
            found[right.first] = left
    return found
