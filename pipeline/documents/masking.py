"""Which parts of a list a copy must not show: the other debtors' rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from pipeline.domain.fields import ListRow
from pipeline.domain.layout import lines
from pipeline.domain.page import Box, Page

_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?[\dX*]{4}(?![\d-])")
"""What may be a personnummer; rather one too many covered than one too few."""

_MARGIN = 1.5
"""Points added round what is covered: an engine's box may cut an accent or a comma."""

Hidden = Mapping[int, tuple[Box, ...]]


def _wide(page: Page, top: float, bottom: float) -> Box | None:
    """The page's whole width between two heights; None when nothing lies between."""
    top, bottom = max(0.0, top), min(page.height, bottom)
    if bottom <= top:
        return None
    return Box(page=page.number, x0=0, top=top, x1=page.width, bottom=bottom)


def list_row(
    pages: tuple[Page, ...], rows: tuple[ListRow, ...], keep: int
) -> tuple[tuple[Page, ...], Hidden]:
    """The pages to give to whom only row ``keep`` concerns, and what to cover on them.

    Kept are the list's head on its first page and on the row's own, and the row; everything else
    from the first row down is covered, whether or not a row was recognised there, and so is all
    beside a row that does not go from edge to edge (cards in two columns). Pages without the row
    and without the list's head are left out. A row without a place gives no page at all.
    """
    if keep >= len(rows) or not rows[keep].boxes:
        return (), {}
    first = min((box.page for row in rows for box in row.boxes), default=0)
    own = {box.page for box in rows[keep].boxes}
    shown = tuple(page for page in pages if page.number in own or page.number == first)
    hidden: dict[int, tuple[Box, ...]] = {}
    for page in shown:
        mine = [box for box in rows[keep].boxes if box.page == page.number]
        others = [
            box
            for place, row in enumerate(rows)
            for box in row.boxes
            if place != keep and box.page == page.number
        ]
        hidden[page.number] = (*_gaps(page, mine, others), *_head(page, [*mine, *others]))
    return shown, hidden


def _gaps(page: Page, mine: list[Box], others: list[Box]) -> tuple[Box, ...]:
    """All from the first row down but for the own row's places; other rows win where they meet."""
    start = min(box.top for box in (*mine, *others)) - _MARGIN
    edges, beside = [start], list[tuple[Box, float, float]]()
    for box in sorted(mine, key=lambda one: one.top):
        top, bottom = box.top - _MARGIN, box.bottom + _MARGIN
        for other in others:
            if not (other.x0 < box.x1 and box.x0 < other.x1):
                continue
            if other.middle < box.middle:
                top = max(top, min(other.bottom, box.top))
            else:
                bottom = min(bottom, max(other.top, box.bottom))
        edges += [top, bottom]
        beside += [(box, top, bottom)]
    edges.append(page.height)
    covers = [_wide(page, upper, lower) for upper, lower in list(pairwise(edges))[::2]]
    covers += [side for one in beside for side in _sides(page, *one)]
    return tuple(cover for cover in covers if cover is not None)


def _sides(page: Page, own: Box, top: float, bottom: float) -> Iterator[Box | None]:
    """What stands left and right of a place, between two heights."""
    for x0, x1 in ((0.0, own.x0 - _MARGIN), (own.x1 + _MARGIN, page.width)):
        strip = _wide(page, top, bottom) if x1 > x0 else None
        yield None if strip is None else replace(strip, x0=x0, x1=x1)


def _head(page: Page, rows: list[Box]) -> tuple[Box, ...]:
    """Lines above the first row that look like a row that was not recognised as one."""
    start = min(box.top for box in rows)
    return tuple(
        cover
        for line in lines(page)
        if line.box.bottom <= start + _MARGIN and _NUMBER.search(line.text)
        if (cover := _wide(page, line.box.top - _MARGIN, line.box.bottom + _MARGIN)) is not None
    )
