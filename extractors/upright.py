"""A page read the way up in which it reads: turned, straightened, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from extractors.cleaning import ink
from extractors.engines import Engine
from extractors.rasters import Image, Raster, as_image, straightened, turned
from extractors.stance import stance_of
from pipeline.domain.page import Word

PROBE_DPI = 150.0
PROBE_SHARE = 0.4
"""The part of a page's height that is tried each way up: where most of its print is."""
LEAST_PROBE = 400
"""Rows of pixels, some two inches."""
READS = 0.55
"""Share of a page's characters in surely read words that shows it is the right way up."""
SURE_WORDS = 8
SURE_CONFIDENCE = 0.75
FEWEST = 3.0
MARGIN = 2.0
"""A way up that reads this many times better than the next best is sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upright:
    """A page as it was read: its picture turned and straightened, and the words on it."""

    raster: Raster
    words: tuple[Word, ...]
    turned: int
    sure: bool
    skew: float


def read_upright(raster: Raster, look: Raster, engine: Engine, page: int) -> Upright:
    """Turn the page the way it reads, straighten it, and read it.

    ``look`` is the same page at about 150 dots an inch. The common case, a page that reads well as
    its picture suggests it lies, costs one reading. Raises PageUnread.
    """
    stance = stance_of(look.image, look.dpi)
    found = _read(raster, engine, page, (stance.way, stance.skew))
    if reads(found.words):
        return found
    worth = {way: _worth(look, engine, (way, stance.skew)) for way in (0, 90, 180, 270)}
    best = max(worth, key=lambda way: (worth[way], way == stance.way, way == 0))
    others = max(value for way, value in worth.items() if way != best)
    sure = worth[best] >= FEWEST and worth[best] >= MARGIN * others
    if worth[best] < FEWEST:
        best = 0  # Nothing speaks for a turn: the page stays as it came.
    if best == stance.way:
        return replace(found, sure=sure)
    skew = stance.skew if (best - stance.way) % 180 == 0 else 0.0
    return replace(_read(raster, engine, page, (best, skew)), sure=sure)


def reads(words: tuple[Word, ...]) -> bool:
    """Whether so many words are read so surely that the page must lie the way it was read."""
    good, share = _good(words)
    return share >= READS and good >= SURE_WORDS


def _read(raster: Raster, engine: Engine, page: int, stance: tuple[int, float]) -> Upright:
    way, skew = stance
    straight = raster.with_image(straightened(turned(raster.image, way), skew))
    words = engine.words(straight.image, straight.dpi, page=page)
    return Upright(raster=straight, words=words, turned=way, sure=True, skew=skew)


def _worth(look: Raster, engine: Engine, stance: tuple[int, float]) -> float:
    """How much of the fullest part of the page can be read that way up."""
    way, skew = stance
    image = _fullest(straightened(turned(look.image, way), skew))
    good, share = _good(engine.words(image, look.dpi, page=1))
    return good * share


def _fullest(image: Image) -> Image:
    height = image.shape[0]
    part = min(height, max(round(PROBE_SHARE * height), LEAST_PROBE))
    rows = np.concatenate(([0.0], np.cumsum((ink(image) > 0).sum(axis=1, dtype=np.float64))))
    start = int(np.argmax(rows[part:] - rows[:-part]))
    return as_image(np.ascontiguousarray(image[start : start + part]))


def _good(words: tuple[Word, ...]) -> tuple[int, float]:
    """How many words are surely read, and the share of all characters that are.

    A word that stands on end counts for nothing: Tesseract reads rows that run down the page as
    well as others, but in no order that makes sentences.
    """
    every = sum(len(word.text) for word in words)
    sure = [word for word in words if word.confidence >= SURE_CONFIDENCE]
    good = [
        word
        for word in sure
        if len(word.text) >= 3
        and sum(map(str.isalnum, word.text)) >= 0.7 * len(word.text)
        and word.box.height <= word.box.x1 - word.box.x0
    ]
    signs = sum(len(word.text) for word in good) + sum(
        len(word.text) for word in sure if len(word.text) < 3
    )
    return len(good), signs / every if every else 0.0
