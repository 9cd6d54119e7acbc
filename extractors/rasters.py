"""A page as a picture, and the moves between pictures: turning, straightening, scaling."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.domain.page import Box

cv2.setNumThreads(1)  # a process a core is the fast way; threads would only fight each other

Image = NDArray[np.uint8]
"""Rows by columns (grey), or by three colours (RGB); 0 dark to 255 light."""

A4_WIDTH, A4_HEIGHT = 595.28, 841.89
LONGEST_SIDE = 1260.0
"""Points, a little over A3: a page that says it is larger is a scan without its resolution, or a
poster; either way its print is drawn in fewer pixels an inch."""
MOST_PIXELS = 36_000_000
LEAST_SIDE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A page's picture with square pixels.

    ``dpi`` is pixels an inch of the page; ``native_dpi`` the poorer of the scan's own two
    resolutions before anything was resampled; ``bitonal`` says that it knew only black and white;
    ``scan`` that it is a picture of paper and not drawn from a program's page.
    """

    image: Image
    dpi: float
    native_dpi: float
    bitonal: bool = False
    scan: bool = True

    @property
    def width(self) -> float:
        """Points."""
        return round(float(self.image.shape[1]) * 72 / self.dpi, 2)

    @property
    def height(self) -> float:
        """Points."""
        return round(float(self.image.shape[0]) * 72 / self.dpi, 2)

    def with_image(self, image: Image) -> Raster:
        """The same page with another picture of the same resolution."""
        return replace(self, image=image)

    def at(self, dpi: float) -> Raster:
        """The page at another resolution."""
        return replace(self, image=scaled(self.image, dpi / self.dpi, dpi / self.dpi), dpi=dpi)


def fitting_dpi(width: float, height: float, wanted: float) -> float:
    """The resolution for a page of that size in points that stays within the pixels allowed."""
    longest, area = max(width, height, 1.0), max(width * height, 1.0) / 72**2
    dpi = wanted * min(1.0, LONGEST_SIDE / longest)
    return float(min(dpi, (MOST_PIXELS / area) ** 0.5))


def scaled(image: Image, across: float, down: float) -> Image:
    """The picture resampled by a factor each way; areas are averaged where it shrinks."""
    height, width = image.shape[:2]
    size = (max(LEAST_SIDE, round(width * across)), max(LEAST_SIDE, round(height * down)))
    if size == (width, height):
        return image
    way = cv2.INTER_AREA if across < 1 and down < 1 else cv2.INTER_CUBIC
    return as_image(cv2.resize(image, size, interpolation=way))


def turned(image: Image, degrees: int) -> Image:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return as_image(np.ascontiguousarray(np.rot90(image, k=-(degrees // 90))))


def straightened(image: Image, skew: float) -> Image:
    """The picture turned clockwise about its middle by ``skew`` degrees, on the same canvas.

    A page that lay askew on the glass lost its corners there; turning it back loses no more.
    """
    if not skew:
        return image
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    paper = 255 if image.ndim == 2 else (255, 255, 255)
    return as_image(
        cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)
    )


def turned_box(box: Box, degrees: int, width: float, height: float) -> Box:
    """The box after its page, of that size in points before, was turned clockwise."""
    corners = ((box.x0, box.top), (box.x1, box.bottom))
    moved = [_turned_point(x, y, degrees, width, height) for x, y in corners]
    (x0, x1), (top, bottom) = (sorted(one) for one in zip(*moved, strict=True))
    return Box(
        page=box.page,
        x0=round(x0, 2),
        top=round(top, 2),
        x1=round(x1, 2),
        bottom=round(bottom, 2),
    )


def _turned_point(
    x: float, y: float, degrees: int, width: float, height: float
) -> tuple[float, float]:
    match degrees % 360:
        case 90:
            return height - y, x
        case 180:
            return width - x, height - y
        case 270:
            return y, width - x
        case _:
            return x, y


def as_image(array: NDArray[Any]) -> Image:
    """The array as 8-bit; its values must already lie in 0 to 255."""
    return array.astype(np.uint8, copy=False)
