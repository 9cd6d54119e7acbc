"""Pages made from typed text, for tests: a character is 5.4 points wide, a line 14 points high.

Four spaces or more part columns, as they do on paper; ``|`` opens a page anew.
"""

from __future__ import annotations

import re
from datetime import date

from extractors.finders import find
from pipeline.domain.fields import Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box, Page, Source, Word

WIDTH, HEIGHT = 595.0, 842.0
ON = date(2026, 10, 5)
"""The day of arrival in the tests."""


def page(text: str, *, number: int = 1, top: float = 60.0, confidence: float = 1.0) -> Page:
    """One page with the typed lines from ``top`` downwards; an empty line leaves its room."""
    words = []
    for line, typed in enumerate(text.strip("\n").split("\n")):
        for found in re.finditer(r"\S+", typed):
            x0 = 50 + 5.4 * found.start()
            high = top + 14 * line
            words.append(
                Word(
                    text=found.group(),
                    box=Box(
                        page=number,
                        x0=x0,
                        top=high,
                        x1=x0 + 5.4 * len(found.group()),
                        bottom=high + 10,
                    ),
                    confidence=confidence,
                )
            )
    return Page(
        number=number,
        width=WIDTH,
        height=HEIGHT,
        words=tuple(words),
        source=Source.TEXT_LAYER,
        blank=not words,
    )


def pages(*texts: str) -> tuple[Page, ...]:
    """Several pages, numbered from 1."""
    return tuple(page(text, number=number) for number, text in enumerate(texts, start=1))


def found_in(text: str, kind: Kind = Kind.RENT_DEBT, on: date = ON) -> Findings:
    """What is found in one typed page."""
    return find((page(text),), kind, on)
