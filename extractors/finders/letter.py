"""A letter as finders see it: its running text, its cells on the page, and how to make a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from pipeline.domain.fields import Field, Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.layout import around
from pipeline.domain.page import Box, Page
from pipeline.domain.roles import NO_ROLES, Roles
from pipeline.domain.running_text import Text, text_of

T = TypeVar("T")

_FOLDED = {
    "a": "åäàáâãāæ",
    "o": "öòóôõøō",
    "e": "éèêëē",
    "u": "üùúûū",
    "i": "íìîïī",
    "n": "ñ",
    "c": "ç",
    " ": "\u00a0\u2007\u2009\u200a\u202f",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212",
    "'": "\u2018\u2019\u00b4`",
    '"': "\u201c\u201d\u201e",
}
_TABLE = str.maketrans(
    {letter: to for to, letters in _FOLDED.items() for letter in letters}
    | {letter.upper(): to.upper() for to, letters in _FOLDED.items() for letter in letters}
)
_WRAPPED = 40
"""A line of more letters than this may go on in the next; a shorter one ends of itself."""
_BREAKS = re.compile(r"[\n\t\f]")


def plain(text: str) -> str:
    """The text without Swedish rings and dots, odd spaces and dashes, letter for letter.

    OCR loses diacritics, so patterns are written without them; the length never changes, so that
    an offset means the same in both.
    """
    return text.translate(_TABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A run of words without a wide gap: ``text`` is ``value[start:end]`` of the letter."""

    start: int
    end: int
    text: str
    plain: str
    row: int
    box: Box

    @property
    def page(self) -> int:
        """The page it stands on."""
        return self.box.page


def trusted(confidence: float) -> float:
    """An engine's word confidence as the share of such words that are right.

    OCR engines understate clean words and overstate bad ones; a text layer (1.0) is right as it
    stands. Fitted by eye to Tesseract's ``swe`` on made letters, monotonous, 0 to 1.
    """
    steps = ((0.0, 0.05), (0.3, 0.3), (0.6, 0.75), (0.8, 0.95), (0.9, 0.985), (1.0, 1.0))
    confidence = min(1.0, max(0.0, confidence))
    for (left, low), (right, high) in pairwise(steps):
        if confidence <= right:
            return low + (high - low) * (confidence - left) / (right - left)
    return 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter's pages with text and cells; ``rows`` hold the cells of each line of print.

    ``roles`` is a trained reader's opinion of whose each word is; empty where there is none.
    """

    pages: tuple[Page, ...]
    kind: Kind
    received_on: date
    text: Text
    plain: str
    cells: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    roles: Roles = NO_ROLES

    @classmethod
    def of(
        cls, pages: tuple[Page, ...], kind: Kind, received_on: date, roles: Roles = NO_ROLES
    ) -> Letter:
        """The letter on these pages."""
        text = text_of(pages)
        rows: dict[int, list[Cell]] = {}
        for start, end, row in _stretches(text.value):
            words = text.words_at(start, end)
            if not words:
                continue
            value = text.value[start:end]
            on_page = tuple(word for word in words if word.box.page == words[0].box.page)
            rows.setdefault(row, []).append(
                Cell(
                    start=start,
                    end=end,
                    text=value,
                    plain=plain(value),
                    row=len(rows) - (row in rows),
                    box=around(on_page),
                )
            )
        lined = tuple(tuple(cells) for cells in rows.values())
        return cls(
            pages=pages,
            kind=kind,
            received_on=received_on,
            text=text,
            plain=plain(text.value),
            cells=tuple(cell for row in lined for cell in row),
            rows=lined,
            roles=roles,
        )

    def cell_at(self, offset: int) -> Cell | None:
        """The cell in which that character stands."""
        low, high = 0, len(self.cells)
        while low < high:
            middle = (low + high) // 2
            if self.cells[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.cells) and self.cells[low].start <= offset:
            return self.cells[low]
        return None

    def before(self, offset: int, length: int = 110) -> str:
        """The words before an offset in its own paragraph, without diacritics.

        The cell up to the offset, and the lines above it that end as wide as a wrapped line does.
        """
        cell = self.cell_at(offset)
        if cell is None:
            return ""
        text = self.plain[cell.start : offset]
        while len(text) < length and cell.row > 0 and self.rows[cell.row][0] is cell:
            upper = self.rows[cell.row - 1][0]
            if self.goes_on(upper) != cell:
                break
            text = f"{upper.plain} {text}"
            cell = upper
        return text[-length:]

    def goes_on(self, cell: Cell) -> Cell | None:
        """The line in which a wrapped line's sentence runs on; None where its line ends."""
        if len(self.rows[cell.row]) > 1 or cell.row + 1 >= len(self.rows):
            return None
        lower = self.rows[cell.row + 1][0]
        height = max(lower.box.height, 6.0)
        wraps = (
            lower.page == cell.page
            and abs(cell.box.x0 - lower.box.x0) < height
            and lower.box.top - cell.box.bottom < 0.8 * height
            and len(cell.plain) > _WRAPPED
        )
        return lower if wraps else None

    def part(self, start: int, end: int) -> Cell | None:
        """The stretch of a cell without the spaces, marks and specks around it; None when empty."""
        value = self.text.value
        while start < end and not (value[start].isalnum() or value[start] in '("#+'):
            start += 1
        while start < end and (value[end - 1].isspace() or value[end - 1] in ":;,"):
            end -= 1
        words = self.text.words_at(start, end)
        home = self.cell_at(start)
        if start >= end or not words or home is None:
            return None
        on_page = tuple(word for word in words if word.box.page == words[0].box.page)
        return Cell(
            start=start,
            end=end,
            text=value[start:end],
            plain=self.plain[start:end],
            row=home.row,
            box=around(on_page),
        )

    def page(self, number: int) -> Page:
        """The page of that number; the first where there is none."""
        return next((one for one in self.pages if one.number == number), self.pages[0])

    def height_at(self, box: Box) -> float:
        """How far down its page a box begins: 0 at the top edge, 1 at the bottom."""
        height = self.page(box.page).height
        return box.top / height if height > 0 else 0.0

    def first_page(self) -> int:
        """The number of the letter's first page with words; 0 where there is none."""
        return self.cells[0].page if self.cells else 0

    def place(  # noqa: PLR0913  # a field has this many parts, and each is named at the call
        self,
        value: T,
        start: int,
        end: int,
        *,
        finder: str,
        sure: float,
        notes: tuple[str, ...] = (),
    ) -> Field[T] | None:
        """A field for what stands at ``start:end``; None where no word stands there.

        ``sure`` is how sure the label or position makes the meaning, were every letter read right;
        the engine's confidence in the words is counted in.
        """
        boxes = self.text.boxes_at(start, end)
        if not boxes:
            return None
        certain = trusted(self.text.confidence_at(start, end)) * sure
        return Field(
            value=value,
            raw=self.text.value[start:end],
            confidence=round(min(1.0, max(0.0, certain)), 4),
            finder=finder,
            boxes=boxes,
            notes=notes,
        )

    def search(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All matches of a pattern in the running text without diacritics."""
        return pattern.finditer(self.plain)


Finder = Callable[[Letter, Findings], Findings]
"""One field or tight group: adds what it finds to what was found before it."""


def _stretches(value: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and line number of each cell of a running text."""
    start = row = 0
    for mark in _BREAKS.finditer(value):
        if mark.start() > start:
            yield start, mark.start(), row
        row += mark.group() != "\t"
        start = mark.end()
    if start < len(value):
        yield start, len(value), row
