"""TIFF, JPEG and PNG files as pages: upright by their own tags, grey, with square pixels."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageFile, ImageOps

from extractors.broken import BROKEN_FILE
from extractors.failures import TOO_MANY_PIXELS, PageUnread
from extractors.layer import Layer
from extractors.limits import Limits
from extractors.rasters import (
    A4_HEIGHT,
    A4_WIDTH,
    LONGEST_SIDE,
    Image,
    Raster,
    as_image,
    fitting_dpi,
    scaled,
)
from extractors.tiff import chain
from pipeline.domain.problems import Code, Problem

SMALLEST, LARGEST = 180.0, 1800.0
"""Points; a picture that says its long side is outside this lies about its resolution."""
SCREEN_DPI = 100.0
"""A page beyond A3 in a screen's few pixels an inch: the program knew of no resolution."""


class PictureFile:
    """An open picture file; a page is a frame."""

    def __init__(self, picture: Pillow.Image, count: int, limits: Limits, *, cut: bool) -> None:
        """``count`` is how many of the file's frames are pages, ``cut`` that more are missing."""
        self.count = count
        self.lost: int | None = count + 1 if cut else None
        self._picture = picture
        self._limits = limits

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._picture.close()

    def layer(self, number: int) -> Layer | None:
        """None: a picture has no text of its own."""
        del number
        return None

    def whole(self, number: int) -> bool:
        """True: a broken frame raises when it is unpacked."""
        del number
        return True

    def intact(self, number: int) -> bool:
        """As ``whole``."""
        return self.whole(number)

    def raster(self, number: int, dpi: float, *, colour: bool = False) -> Raster:
        """The page at about that resolution; PageUnread when the frame is broken."""
        try:
            with _whole_or_nothing():
                return self._raster(number, dpi, colour=colour)
        except BROKEN_FILE as error:
            raise PageUnread("picture") from error

    def _raster(self, number: int, dpi: float, *, colour: bool) -> Raster:
        picture = self._picture
        picture.seek(number - 1)
        if picture.width * picture.height > self._limits.pixels:
            raise PageUnread(TOO_MANY_PIXELS)
        across, down = _resolution(picture)
        bitonal = picture.mode == "1"
        upright = ImageOps.exif_transpose(picture)
        if (upright.width > upright.height) != (picture.width > picture.height):
            across, down = down, across
        image = _plain(upright, colour=colour)
        height, width = image.shape[:2]
        wanted = fitting_dpi(width / across * 72, height / down * 72, dpi)
        return Raster(
            image=scaled(image, wanted / across, wanted / down),
            dpi=wanted,
            native_dpi=min(across, down),
            bitonal=bitonal or _two_valued(image),
        )


def open_picture(path: Path, limits: Limits) -> PictureFile | Problem:
    """The file's pages; CORRUPT when it cannot be opened, TOO_LARGE for too many pages.

    Of a TIFF that is cut off, the pages before the cut.
    """
    Pillow.MAX_IMAGE_PIXELS = None  # our own limit, checked before a frame is unpacked
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
    try:
        picture = Pillow.open(path, formats=("TIFF", "JPEG", "PNG"))
        # A phone's MPO holds a preview beside the picture, and an animated PNG is no stack.
        count, cut = 1, False
        if picture.format == "TIFF":
            with path.open("rb") as file:
                found = chain(file)
            count, cut = found.directories, not found.ends
    except BROKEN_FILE:
        return Problem(code=Code.CORRUPT)
    if count > limits.pages:
        picture.close()
        return Problem(code=Code.TOO_LARGE)
    return PictureFile(picture, count, limits, cut=cut)


@contextmanager
def _whole_or_nothing() -> Iterator[None]:
    """Let a cut picture raise, whatever another library told Pillow (WeasyPrint lets it pass).

    Half a page, filled up with grey, would look like a page with nothing on its lower half.
    """
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _resolution(picture: Pillow.Image) -> tuple[float, float]:
    """Pixels an inch across and down; an A4 page is assumed where the file's word is no good."""
    stated = picture.info.get("dpi")
    if isinstance(stated, tuple) and len(stated) == 2:
        across, down = float(stated[0]), float(stated[1])
        if across > 0 and down > 0 and 0.2 <= across / down <= 5:
            longest = max(picture.width / across, picture.height / down) * 72
            a_screens = min(across, down) < SCREEN_DPI and longest > LONGEST_SIDE
            if SMALLEST <= longest <= LARGEST and min(across, down) >= 40 and not a_screens:
                return across, down
    longest_pixels = max(picture.width, picture.height)
    shape = longest_pixels / max(1, min(picture.width, picture.height))
    if 1.2 <= shape <= 1.6:
        assumed = min(picture.width, picture.height) / (A4_WIDTH / 72)
    else:
        assumed = longest_pixels / (A4_HEIGHT / 72)
    return max(assumed, 1.0), max(assumed, 1.0)


def _plain(picture: Pillow.Image, *, colour: bool) -> Image:
    """8 bits a sample, grey or RGB, clear parts white as the paper they stand for."""
    if picture.mode.startswith("I") or picture.mode == "F":
        wide: NDArray[np.float64] = np.asarray(picture, dtype=np.float64)
        top = 65535.0 if wide.max(initial=0.0) > 255 else 255.0
        if picture.mode == "F" and wide.max(initial=0.0) <= 1.0:
            top = 1.0
        picture = Pillow.fromarray(as_image(np.clip(wide / top * 255, 0, 255)))
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        paper = Pillow.new("RGBA", clear.size, "white")
        picture = Pillow.alpha_composite(paper, clear)
    if picture.mode not in {"L", "RGB"}:
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    return as_image(np.array(picture.convert("RGB" if colour else "L")))


def _two_valued(image: Image) -> bool:
    """Whether nearly all of the picture is pure black or pure white."""
    part = image[::7, ::7]
    return bool(((part < 8) | (part > 247)).mean() > 0.995)
