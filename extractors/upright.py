"""Which way a page is up, and how much it leans."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.cleaning import LOOK_DPI, ink
from extractors.engines import Engine
from extractors.rasters import Image, Raster, as_image, scaled, straightened, turned
from pipeline.domain.page import Word

MOST_SKEW = 15.0
LEAST_SKEW = 0.15
PROBE_DPI = 150.0
READS = 0.55
"""Share of a page's characters in surely read words that shows it is the right way up."""
SURE_WORDS = 8
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


def skew_of(image: Image, dpi: float) -> tuple[float, float]:
    """The clockwise degrees that straighten the lines, within 15, and how line-like they are.

    The second value compares pictures of one page: it is larger where rows of print run across.
    """
    marked = ink(scaled(image, LOOK_DPI / dpi, LOOK_DPI / dpi))
    # What touches the edge is the glass's border, not print.
    marked[:4], marked[-4:], marked[:, :4], marked[:, -4:] = 0, 0, 0, 0
    if not marked.any():
        return 0.0, 0.0
    best, worth = _search(marked, np.arange(-MOST_SKEW, MOST_SKEW + 0.5, 1.0))
    best, worth = _search(marked, np.arange(best - 1.0, best + 1.01, 0.25))
    fine = ink(scaled(image, 2 * LOOK_DPI / dpi, 2 * LOOK_DPI / dpi))
    best, _ = _search(fine, np.arange(best - 0.2, best + 0.21, 0.1))
    straight = _worth(marked, 0.0)
    # Straight unless leaning explains the rows clearly better.
    if abs(best) < LEAST_SKEW or worth < 1.02 * straight:
        return 0.0, straight
    return round(float(best), 2), worth


def _search(marked: Image, angles: np.ndarray) -> tuple[float, float]:
    worths = [_worth(marked, float(angle)) for angle in angles]
    place = int(np.argmax(worths))
    return float(angles[place]), worths[place]


def _worth(marked: Image, angle: float) -> float:
    """How sharply the rows' ink changes from one to the next, after turning by ``angle``."""
    height, width = marked.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    moved = cv2.warpAffine(marked, turn, (width, height), flags=cv2.INTER_NEAREST)
    rows = moved.sum(axis=1, dtype=np.float64) / 255
    return float(np.square(np.diff(rows)).sum()) / float(max(width, 1))


def read_upright(raster: Raster, engine: Engine, page: int) -> Upright:
    """Turn the page the way it reads, straighten it, and read it.

    The common case, a page that is upright and reads well, costs one reading. Raises PageUnread.
    """
    upright, first = _ways(raster)
    if first == 0:
        found = _read(raster, engine, page, 0)
        if _good(found.words)[1] >= READS and _good(found.words)[0] >= SURE_WORDS:
            return found
    probe = raster.at(min(raster.dpi, PROBE_DPI))
    worth = dict.fromkeys((0, 90, 180, 270), 0.0)
    for way in upright:
        words = _read(probe, engine, page, way).words
        good, share = _good(words)
        worth[way] = good * share
        if good >= SURE_WORDS and share >= READS:
            break
    best = max(worth, key=lambda way: (worth[way], way == first, way == 0))
    others = max(value for way, value in worth.items() if way != best)
    sure = worth[best] >= 3.0 and worth[best] >= MARGIN * others
    if not sure and worth[best] <= 3.0:
        best = 0  # Nothing speaks for a turn: it stays as it came.
    if best == 0 and first == 0:
        return _with_sureness(found, sure=sure)
    return _with_sureness(_read(raster, engine, page, best), sure=sure)


def _ways(raster: Raster) -> tuple[tuple[int, ...], int]:
    """The four ways in the order to try, by whether rows of print run across or down."""
    look = raster.at(min(raster.dpi, 2 * LOOK_DPI))
    across = skew_of(look.image, look.dpi)[1]
    down = skew_of(turned(look.image, 90), look.dpi)[1]
    return ((90, 270, 0, 180), 90) if down > 1.5 * across else ((0, 180, 90, 270), 0)


def _read(raster: Raster, engine: Engine, page: int, way: int) -> Upright:
    image = turned(raster.image, way)
    skew = skew_of(image, raster.dpi)[0]
    straight = raster.with_image(as_image(straightened(image, skew)))
    words = engine.words(straight.image, straight.dpi, page=page)
    return Upright(raster=straight, words=words, turned=way, sure=True, skew=skew)


def _with_sureness(found: Upright, *, sure: bool) -> Upright:
    return Upright(
        raster=found.raster, words=found.words, turned=found.turned, sure=sure, skew=found.skew
    )


def _good(words: tuple[Word, ...]) -> tuple[int, float]:
    """How many words are surely read, and the share of all characters that stand in them."""
    every = sum(len(word.text) for word in words)
    good = [
        word
        for word in words
        if word.confidence >= 0.75
        and len(word.text) >= 3
        and sum(sign.isalnum() for sign in word.text) >= 0.7 * len(word.text)
    ]
    short = sum(len(word.text) for word in words if word.confidence >= 0.75 and len(word.text) < 3)
    share = (sum(len(word.text) for word in good) + short) / every if every else 0.0
    return len(good), share
