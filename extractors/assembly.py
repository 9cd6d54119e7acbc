"""Pages that were read, and those that could not be, put together as a Reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.domain.page import Fingerprint, Page, Reading, Source
from pipeline.domain.problems import Code, Problem


@dataclass(slots=True)
class Gathered:
    """A document's pages as they come in: those read, of which some in part, and those not.

    ``lost`` is the number of the first page that the file should have and has not, 0 where that
    is not known, None where none is missing.
    """

    count: int
    lost: int | None = None
    pages: dict[int, Page] = field(default_factory=dict)
    partly: set[int] = field(default_factory=set)
    unread: set[int] = field(default_factory=set)
    too_large: set[int] = field(default_factory=set)


def assembled(document: str, mark: Fingerprint, gathered: Gathered) -> Reading | Problem:
    """The reading of what was gathered; a Problem when that is nothing.

    A page that could not be read, and one whose content is damaged, is named by PAGES_UNREAD;
    PAGES_LOST says that the file itself lacks pages.
    """
    pages, count = gathered.pages, gathered.count
    if not pages:
        large = bool(gathered.too_large) and gathered.too_large >= gathered.unread
        return Problem(code=Code.TOO_LARGE if large else Code.CORRUPT)
    unread = [
        Problem(code=Code.PAGES_UNREAD, detail=str(number))
        for number in range(1, count + 1)
        if number not in pages or number in gathered.partly
    ]
    if gathered.lost is not None:
        unread.append(Problem(code=Code.PAGES_LOST, detail=str(gathered.lost or "")))
    return Reading(
        document=document,
        fingerprint=mark,
        pages=tuple(
            pages[number] if number in pages else _empty(number) for number in range(1, count + 1)
        ),
        problems=tuple(unread),
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
