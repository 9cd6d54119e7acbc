"""How a page lies, from its picture alone: which way its rows run, how they lean, which end is up.

A guess for whoever reads it to confirm; it costs a few hundredths of a second.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.cleaning import LOOK_DPI, ink
from extractors.rasters import Image, as_image, scaled, straightened, turned

MOST_SKEW = 15.0
LEAST_SKEW = 0.15
LINE_LIKE = 1.5
"""Rows that run down the page must be this many times more line-like than those across."""
LONGEST = 0.8
"""Inches; no stroke of a letter is longer."""
MOST_POINTS = 60_000
BORDER = 0.05
"""Inches at the edge that are the glass's border rather than print."""

Places = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Turn clockwise by ``way`` (0, 90, 180, 270), then by ``skew`` degrees, within 15."""

    way: int
    skew: float


def stance_of(image: Image, dpi: float) -> Stance:
    """The page's stance; ``image`` is grey, evenly lit, best at 150 dots an inch."""
    factor = min(1.0, LOOK_DPI / dpi)
    marked = _print(ink(scaled(image, factor, factor)), dpi * factor)
    edge = max(1, round(BORDER * dpi * factor))
    rows, columns = np.nonzero(marked[edge:-edge, edge:-edge])
    if not rows.size:
        return Stance(way=0, skew=0.0)
    every = max(1, rows.size // MOST_POINTS)
    down, right = rows[::every].astype(np.float64), columns[::every].astype(np.float64)
    across = _lean(down, right)
    # After a quarter turn clockwise what was right is down, and what was down is left.
    sideways = _lean(right, -down)
    way, lean = (90, sideways) if sideways[1] > LINE_LIKE * across[1] else (0, across)
    skew = lean[0] if abs(lean[0]) >= LEAST_SKEW else 0.0
    if _feet_up(straightened(turned(image, way), skew), dpi):
        way += 180
    return Stance(way=way, skew=skew)


def _print(marked: Image, dpi: float) -> Image:
    """The ink without what runs on for longer than any letter; all of it where nothing else is.

    A streak of the scanner's glass, a fax's lost line, a form's rules and the edge of what a
    photographed sheet lay on are sharper than any row of print, and say nothing of its rows.
    """
    length = max(3, round(LONGEST * dpi))
    down = cv2.morphologyEx(marked, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    across = cv2.morphologyEx(marked, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    long = cv2.max(down, across)
    left = as_image(np.where(cv2.dilate(long, np.ones((3, 3), np.uint8)) > 0, 0, marked))
    return left if left.any() else marked


def _lean(down: Places, right: Places) -> tuple[float, float]:
    """The clockwise degrees that make rows level, and how line-like the rows then are."""
    best, _ = _search(down, right, np.arange(-MOST_SKEW, MOST_SKEW + 0.5, 1.0))
    best, worth = _search(down, right, np.arange(best - 1.0, best + 1.01, 0.2))
    best, worth = _search(down, right, np.arange(best - 0.15, best + 0.16, 0.05))
    straight = _worth(down, right, 0.0)
    if worth < 1.02 * straight:
        return 0.0, straight
    return round(best, 2), worth


def _search(down: Places, right: Places, angles: Places) -> tuple[float, float]:
    worths = [_worth(down, right, float(angle)) for angle in angles]
    place = int(np.argmax(worths))
    return float(angles[place]), worths[place]


def _worth(down: Places, right: Places, angle: float) -> float:
    """How sharply the rows' ink changes from one to the next, after turning by ``angle``."""
    radians = np.deg2rad(angle)
    level = down * np.cos(radians) + right * np.sin(radians)
    level -= level.min()
    counts = np.bincount(level.astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())


def _feet_up(image: Image, dpi: float) -> bool:
    """Whether letters reach further below their row than above it, as upside-down print does.

    Capitals, figures and half of the small letters reach up; g, j, p, q, y alone reach down.
    """
    profile = (ink(image) > 0).sum(axis=1).astype(np.float64)
    filled = profile > 0.004 * image.shape[1]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8)))
    above = below = 0.0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if not 0.06 * dpi <= end - start <= 0.3 * dpi:
            continue
        row = profile[start:end]
        core = np.flatnonzero(row >= 0.55 * np.percentile(row, 90))
        above += float(row[: core[0]].sum())
        below += float(row[core[-1] + 1 :].sum())
    return below > 1.15 * above
