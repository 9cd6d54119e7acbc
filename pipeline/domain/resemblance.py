"""How much two papers resemble each other by their figures: what a second scan keeps.

A landlord's letters differ in little but dates, amounts and numbers. The same paper scanned again
has nearly all of them in common; another family's, or next month's, has not.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable

from pipeline.domain.page import Page

LARGEST = 128
"""Figures kept of a paper; of a longer one those with the smallest sums, a fair sample."""

LEAST = 5
"""Fewer figures than this tell nothing."""

_FIGURES = 3
_BAND, _BANDS = 4, 6

Sketch = tuple[int, ...]
"""Sums of a paper's figures, sorted, each once; nothing can be read out of them."""


def sketch_of(pages: Iterable[Page]) -> Sketch:
    """The paper's words with three figures or more, as sums, without signs and blanks."""
    sums = {
        zlib.crc32(bare.encode())
        for page in pages
        for word in page.words
        if sum(sign.isdigit() for sign in word.text) >= _FIGURES
        if (bare := re.sub(r"[\W_]", "", word.text).casefold())
    }
    return tuple(sorted(sums)[:LARGEST])


def alike(one: Sketch, other: Sketch) -> float | None:
    """The share of figures that both have of those that either has; None for too few.

    Of long papers the share is estimated from the smallest sums of both.
    """
    if min(len(one), len(other)) < LEAST:
        return None
    either = sorted({*one, *other})[:LARGEST]
    both = set(one) & set(other)
    return sum(figure in both for figure in either) / len(either)


def bands(sketch: Sketch) -> tuple[str, ...]:
    """Keys of which two scans of one paper all but surely share one, and other papers seldom do.

    Empty for a paper with too few figures.
    """
    if len(sketch) < LEAST:
        return ()
    return tuple(
        "-".join(
            min(_shuffled(turn, figure) for figure in sketch)
            for turn in range(first, first + _BAND)
        )
        for first in range(0, _BAND * _BANDS, _BAND)
    )


def _shuffled(turn: int, figure: int) -> str:
    """The figure's place in the order of that turn; each turn's is another (min-wise hashing)."""
    return hashlib.blake2b(b"%d/%d" % (turn, figure), digest_size=4).hexdigest()
