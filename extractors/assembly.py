"""Pages that were read, and those that could not be, put together as a Reading."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.domain.page import Fingerprint, Page, Reading, Source
from pipeline.domain.problems import Code, Problem


def assembled(
    document: str, mark: Fingerprint, pages: Mapping[int, Page], count: int
) -> Reading | Problem:
    """The reading of ``count`` pages of which ``pages`` could be read."""
    if not pages:
        return Problem(code=Code.CORRUPT)
    return Reading(
        document=document,
        fingerprint=mark,
        pages=tuple(
            pages[number] if number in pages else _empty(number) for number in range(1, count + 1)
        ),
        problems=tuple(
            Problem(code=Code.PAGES_UNREAD, detail=str(number))
            for number in range(1, count + 1)
            if number not in pages
        ),
    )


def _empty(number: int) -> Page:
    """A page that could not be read: not blank, for nobody knows what stands on it."""
    return Page(
        number=number,
        width=595.28,
        height=841.89,
        words=(),
        source=Source.NOTHING,
        turn_sure=False,
        quality="poor",
    )
