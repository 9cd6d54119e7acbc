"""A page's picture made fit for reading: even light, soft fax, dark fields turned, ink counted."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.rasters import Image, Raster, as_image, scaled

LOOK_DPI = 75.0
"""Enough to see where print is, not what it says."""
PAPER_TO_INK = 45
"""Grey levels by which ink is darker than its paper; print that shines through is nearer to it."""
UNEVEN = 14.0
"""Grey levels by which paper may vary before its light is evened out."""
POOR_DPI = 150.0
FEWEST_MARKS = 4
"""Fewer pieces than this are dirt; a word has more."""
SPECKS_A_LETTER = 20
"""More specks than this to each letter are no dirt; scans measured have at most two."""
FAINTEST, FAINT_BLUR, FEWEST_FAINT = 6.0, 0.003, 20
"""Print is at least so many grey levels darker than its paper once grain of so many inches is
smoothed, and stands in so many pieces."""
DARK = 100.0
"""A page whose paper is no lighter was not scanned rightly; what stands on it is not known."""


def cleaned(raster: Raster) -> Raster:
    """The page with even light, dark fields turned to light, a fax's steps and a halftone softened.

    The picture's size and places stay as they are.
    """
    image = raster.image
    if not raster.bitonal:
        image = _even(image, raster.dpi)
    image = _dark_fields_turned(image, raster.dpi)
    if raster.scan and _halftone(image, raster.dpi):
        # Points that stand for grey: each is a letter to the reader, which then takes minutes.
        soft = cv2.GaussianBlur(image, (0, 0), 0.006 * raster.dpi)
        image = as_image(cv2.normalize(soft, None, 0, 255, cv2.NORM_MINMAX))  # type: ignore[call-overload]
    elif raster.scan and (raster.bitonal or raster.native_dpi < POOR_DPI):
        # The steps between a fax's few lines read as serifs; a slight blur halves the errors.
        coarse = raster.native_dpi < POOR_DPI
        image = as_image(
            cv2.GaussianBlur(image, (0, 0), (0.0045 if coarse else 0.003) * raster.dpi)
        )
    return raster.with_image(image)


def _halftone(image: Image, dpi: float) -> bool:
    """Whether specks outnumber letters so far that they must be a printed or dithered grey."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink(image), connectivity=8)
    height = stats[1:count, cv2.CC_STAT_HEIGHT]
    specks = np.count_nonzero(height < 0.02 * dpi)
    return bool(specks > SPECKS_A_LETTER * (1 + np.count_nonzero(height >= 0.035 * dpi)))


def _even(image: Image, dpi: float) -> Image:
    """Divide by the paper's own brightness where that varies (a photograph's shadow)."""
    small = scaled(image, 24 / dpi, 24 / dpi)
    # The brightest within a third of an inch is paper, unless the whole place is dark.
    paper = cv2.dilate(small, np.ones((9, 9), np.uint8))
    paper = cv2.medianBlur(paper, 9)
    low, high = np.percentile(paper, (5, 95))
    if high - low < UNEVEN and high > 200:
        return image
    height, width = image.shape
    light = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return as_image(cv2.divide(image, np.maximum(light, 40), scale=245))


def _dark_fields_turned(image: Image, dpi: float) -> Image:
    """White print on a dark field becomes dark on light; the reader takes no second look."""
    factor = LOOK_DPI / dpi
    small = scaled(image, factor, factor)
    dark = as_image((cv2.blur(small, (5, 5)) < 110) * np.uint8(255))
    field = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    field = cv2.morphologyEx(field, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(field)
    turned = image
    for one in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[one])
        # A field is a filled rectangle wider than high; photographs and borders are not.
        if area < 0.85 * width * height or width < 2 * height or area > 0.3 * small.size:
            continue
        if turned is image:
            turned = image.copy()
        rows = slice(int(top / factor), int((top + height) / factor))
        columns = slice(int(left / factor), int((left + width) / factor))
        turned[rows, columns] = 255 - turned[rows, columns]
    return turned


def ink(image: Image) -> Image:
    """255 where the picture is clearly darker than its paper, else 0."""
    paper = float(np.percentile(image, 90))
    return as_image((image < paper - PAPER_TO_INK) * np.uint8(255))


def letters(image: Image, dpi: float) -> int:
    """How many pieces of ink have the size of a letter; rules, specks and pictures do not count.

    ``image`` is grey at ``dpi``, best 75 to 150.
    """
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink(image), connectivity=8)
    height, width = stats[1:count, cv2.CC_STAT_HEIGHT], stats[1:count, cv2.CC_STAT_WIDTH]
    tall = (height >= 0.035 * dpi) & (height <= 0.5 * dpi)
    broad = (width >= 0.012 * dpi) & (width <= 1.5 * dpi)
    return int(np.count_nonzero(tall & broad))


def is_blank(raster: Raster) -> bool:
    """Whether there is no ink worth reading; punch holes, specks and edges are none.

    ``raster`` is best at 100 to 150 dots an inch. Doubt says no: a page wrongly read costs a
    second, a page wrongly skipped a letter.
    """
    margin = round(0.25 * raster.dpi)
    image = raster.image
    if min(image.shape) > 6 * margin:
        image = as_image(image[margin:-margin, margin:-margin])
    if not image.size:
        return True
    image = as_image(cv2.medianBlur(image, 3))
    if float(np.percentile(image, 90)) < DARK:
        return False
    marked = ink(image)
    if float((marked > 0).mean()) > 0.02:
        return False
    return _marks_left(marked, raster.dpi) < FEWEST_MARKS


def strengthened(raster: Raster) -> Raster | None:
    """The page with its faint print made dark; None where nothing stands out of the paper.

    For pages that seem blank: a dried-out ribbon, a pencil, a scanner set too light. What shines
    through from a sheet's back is faint too; whether it can be read tells one from the other.
    """
    if raster.bitonal:
        return None
    soft = cv2.GaussianBlur(raster.image, (0, 0), FAINT_BLUR * raster.dpi)
    paper = float(np.percentile(soft, 90))
    # Paper varies to both sides of its own grey, print to the darker one alone.
    grain = float(np.percentile(soft, 99.5)) - float(np.median(soft))
    least = max(FAINTEST, 2.0 * grain)
    darkest = paper - float(np.percentile(soft, 0.2))
    if darkest < least:
        return None
    marked = as_image((soft < paper - least) * np.uint8(255))
    if _marks_left(marked, raster.dpi) < FEWEST_FAINT:
        return None
    strong = 255.0 - np.clip((paper - soft.astype(np.float32)) * (220.0 / darkest), 0.0, 255.0)
    return raster.with_image(as_image(strong.astype(np.uint8)))


def is_negative(raster: Raster) -> bool:
    """Whether the page seems to be light print on dark paper all over."""
    middle, light = np.percentile(raster.image, (50, 99.5))
    return float(middle) < DARK and float(light) > DARK + 2 * PAPER_TO_INK


def _marks_left(marked: Image, dpi: float) -> int:
    """Pieces of ink of any size from a letter's up that are neither punch holes nor folds."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(marked, connectivity=8)
    left, width, height, area = (
        stats[1:count, side].astype(np.float64)
        for side in (cv2.CC_STAT_LEFT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA)
    )
    big_enough = (height >= 0.035 * dpi) & (width >= 0.012 * dpi)
    small, large = np.minimum(width, height), np.maximum(width, height)
    at_side = (left < dpi) | (left + width > marked.shape[1] - dpi)
    hole = at_side & (small >= 0.12 * dpi) & (large <= 0.36 * dpi) & (small >= 0.75 * large)
    hole &= area >= 0.7 * width * height
    fold = (large > 3 * dpi) & (small < 0.05 * dpi)
    return int(np.count_nonzero(big_enough & ~hole & ~fold))
