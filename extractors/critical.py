"""The places on a page that are worth a second look: wherever a value may stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.domain.layout import lines
from pipeline.domain.page import Box, Page, Word

APART = 2
"""So many words without a figure may stand between two of one stretch: "den 3 november 2026"."""
MOST = 60
"""Stretches a page; a page of more is a table, whose sums and checks stand in for the rest."""


def critical(page: Page) -> tuple[Box, ...]:
    """The boxes to read again, each one stretch of a line: amounts, days, numbers, addresses.

    A stretch runs from the word before the first figure of a column to the last figure in it.
    """
    found = [
        _around(stretch)
        for line in lines(page)
        for column in line.columns
        for stretch in _stretches(column.words)
    ]
    return tuple(found[:MOST])


def _stretches(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    figured = [place for place, word in enumerate(words) if _figures(word)]
    if not figured:
        return
    first = last = figured[0]
    for place in figured[1:]:
        if place - last > APART + 1:
            yield words[max(0, first - 1) : last + 1]
            first = place
        last = place
    yield words[max(0, first - 1) : last + 1]


def _figures(word: Word) -> bool:
    return any(sign.isdigit() for sign in word.text)


def _around(words: Iterable[Word]) -> Box:
    boxes = [word.box for word in words]
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return box
