"""Tables out of programs laid out as pages: words where a printer would have put them.

So a row of a list file is found, shown and covered in the same way as a printed one.
"""

from __future__ import annotations

import functools
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from extractors.finders.columns import is_heading
from extractors.rasters import Image, as_image
from pipeline.domain.layout import lines
from pipeline.domain.page import Box, Page, Source, Word

WIDTH, HEIGHT = 841.89, 595.28
"""A4 lying down; a table that needs more width gets it."""
MARGIN, HEAD = 36.0, 62.0
LETTER, PRINT, BASE = 4.8, 9.6, 7.6
"""Points from one letter to the next, a letter's height from the ring of its Å to the tail of its
g, and where of it the line runs that it stands on."""
LINE, ROW = 12.0, 19.0
"""Points from line to line within a row, and between rows: wide enough that no row is taken for
the rest of the one above."""
GAP = 4
"""Letters between columns."""
WIDEST = 48
"""Letters of a cell's line; a longer text is wrapped."""
FONT = "DejaVuSansMono.ttf"
_INK, _RULE = 20, 200
_DEFAULT_NAME = re.compile(r"(?:blad|sheet|ark|tabelle?|feuil)\s?\d*", re.IGNORECASE)
_QUOTED_FORMULA = re.compile(r'="(.*)"', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table as text: ``rows`` from its top, cells from its left, empty where nothing stands.

    ``name`` is the sheet's, empty for a file without sheets; ``whole`` is False where something of
    it is not in the rows, or where the rows may be cut short.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    whole: bool = True


def clean(text: str) -> str:
    """A cell's text on one line, without signs that nobody sees."""
    quoted = _QUOTED_FORMULA.fullmatch(text.strip())
    if quoted:  # how programs keep Excel from taking a number's leading zeros away
        text = quoted[1]
    kept = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in {"Cf", "Cs", "Co", "Cn"}
    )
    return " ".join(kept.split())


def laid_out(grid: Grid, first: int) -> tuple[Page, ...]:
    """The table's pages, numbered from ``first``; at least one.

    The sheet's name and the page's place among the table's stand on top of each, and the last
    heading above the rows that go on under it.
    """
    rows = _without_empty(grid.rows)
    wrapped = [_wrapped(row) for row in rows]
    lefts = _lefts(wrapped)
    width = max(WIDTH, lefts[-1] + MARGIN if lefts else WIDTH)
    sheets = list(_paged(rows, wrapped))
    name = "" if _DEFAULT_NAME.fullmatch(grid.name.strip()) else clean(grid.name)
    pages = []
    for place, sheet in enumerate(sheets):
        number = first + place
        mark = f"sida {place + 1} av {len(sheets)}"
        words = list(_line(name, number, MARGIN, MARGIN))
        words += _line(mark, number, width - MARGIN - len(mark) * LETTER, MARGIN)
        for top, row in sheet:
            for left, cell in zip(lefts, row, strict=False):
                for turn, text in enumerate(cell):
                    words += _line(text, number, left, top + turn * LINE)
        pages.append(
            Page(
                number=number,
                width=round(width, 2),
                height=HEIGHT,
                words=tuple(words),
                source=Source.TABLE,
                quality="digital",
            )
        )
    return tuple(pages)


_Lines = tuple[str, ...]
"""A cell's text, wrapped."""


def _without_empty(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows and columns in which anything stands."""
    used = [row for row in rows if any(row)]
    wide = max((len(row) for row in used), default=0)
    kept = [place for place in range(wide) if any(row[place : place + 1] != () and row[place]
                                                  for row in used if place < len(row))]  # fmt: skip
    return [tuple(row[place] if place < len(row) else "" for place in kept) for row in used]


def _wrapped(row: tuple[str, ...]) -> tuple[_Lines, ...]:
    return tuple(tuple(textwrap.wrap(cell, WIDEST)) for cell in row)


def _lefts(rows: Sequence[tuple[_Lines, ...]]) -> list[float]:
    """Where each column begins, and after them where the last one ends.

    A row of one cell is a title or a remark, which may reach over the others.
    """
    widest = [0] * max((len(row) for row in rows), default=0)
    for row in rows:
        if sum(bool(cell) for cell in row) > 1:
            for place, cell in enumerate(row):
                widest[place] = max(widest[place], *(len(text) for text in cell), 0)
    lefts = [MARGIN]
    for letters in widest:
        lefts.append(lefts[-1] + (max(letters, 1) + GAP) * LETTER)
    return lefts


def _paged(
    rows: Sequence[tuple[str, ...]], wrapped: Sequence[tuple[_Lines, ...]]
) -> Iterator[list[tuple[float, tuple[_Lines, ...]]]]:
    """Each page's rows with their heights; the heading that holds is said again on each."""
    heading: tuple[_Lines, ...] | None = None
    page: list[tuple[float, tuple[_Lines, ...]]] = []
    top = HEAD
    for row, cells in zip(rows, wrapped, strict=True):
        high = (max(len(cell) for cell in cells) - 1) * LINE + ROW
        if page and top + high > HEIGHT - MARGIN:
            yield page
            page, top = [], HEAD
            if heading is not None and not is_heading(row):
                page.append((top, heading))
                top += (max(len(cell) for cell in heading) - 1) * LINE + ROW
        page.append((top, cells))
        top += high
        if is_heading(row):
            heading = cells
    yield page


def _line(text: str, number: int, left: float, top: float) -> Iterator[Word]:
    """The words of a line, each letter in its place."""
    for found in re.finditer(r"\S+", text):
        box = Box(
            page=number,
            x0=round(left + found.start() * LETTER, 2),
            top=round(top, 2),
            x1=round(left + found.end() * LETTER, 2),
            bottom=round(top + PRINT, 2),
        )
        yield Word(text=found.group(), box=box, confidence=1.0)


@functools.lru_cache(maxsize=8)
def _font(pixels: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    try:
        return ImageFont.truetype(FONT, pixels)
    except OSError:  # the machine lacks it: Pillow's own is of another width, and readable
        return ImageFont.load_default(pixels)


def drawn(page: Page, dpi: float) -> Image:
    """The page as a grey picture: its words, and a thin rule between its rows."""
    scale = dpi / 72
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    picture = Pillow.new("L", size, 255)
    pen = ImageDraw.Draw(picture)
    font = _font(round(LETTER / 0.602 * scale, 2))
    for word in page.words:
        at = (word.box.x0 * scale, (word.box.top + BASE) * scale)
        pen.text(at, word.text, fill=_INK, font=font, anchor="ls")
    for upper, lower in pairwise(lines(page)):
        gap = lower.box.top - upper.box.bottom
        if 0.5 * PRINT < gap < 2 * PRINT:
            height = (upper.box.bottom + gap / 2) * scale
            pen.line((MARGIN * scale, height, size[0] - MARGIN * scale, height), fill=_RULE)
    return as_image(np.asarray(picture))
