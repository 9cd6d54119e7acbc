"""Plain text laid out as pages, for training and tests: the same way in as a scanned letter's."""

from __future__ import annotations

import re

from pipeline.domain.page import Box, Page, Source, Word

_LETTER = 5.0
_LINE = 14.0
_MARGIN = 50.0


def pages_of(text: str, quality: str = "clean") -> tuple[Page, ...]:
    """Pages on which the text stands as typed: form feeds part pages, tabs part columns.

    Letters are 5 points wide and lines 14 points apart; every word has confidence 1.
    """
    return tuple(
        Page(
            number=number,
            width=595.0,
            height=max(842.0, (part.count("\n") + 8) * _LINE),
            words=_words(part, number),
            source=Source.OCR,
            quality=quality,
            blank=not part.strip(),
        )
        for number, part in enumerate(text.split("\f"), start=1)
    )


def _words(text: str, page: int) -> tuple[Word, ...]:
    words: list[Word] = []
    for row, line in enumerate(text.splitlines()):
        top = _MARGIN + row * _LINE
        left = _MARGIN
        for piece in re.split(r"(\s+)", line):
            if piece.isspace():
                left += 40.0 if "\t" in piece else _LETTER
            elif piece:
                right = left + _LETTER * len(piece)
                box = Box(page=page, x0=left, top=top, x1=right, bottom=top + 10.0)
                words.append(Word(text=piece, box=box, confidence=1.0))
                left = right
    return tuple(words)
