"""PDF files as pages: mended by pikepdf, read by pdfplumber, drawn by pypdfium2."""

from __future__ import annotations

import ctypes
import io
import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
from pdfplumber.pdf import PDF
from pypdfium2 import raw

from extractors.broken import BROKEN_FILE, UNREADABLE
from extractors.failures import TOO_MANY_PIXELS, PageUnread
from extractors.layer import Layer, layer_of, single
from extractors.limits import Limits
from extractors.mending import NESTING, Mended, mended
from extractors.rasters import A4_HEIGHT, LONGEST_SIDE, Image, Raster, as_image, fitting_dpi
from extractors.torn import picture_whole
from pipeline.domain.problems import Code, Problem

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
"""It reports each fault of a broken file, words of the letter among them; no log may hold those."""
FULL_PAGE = 0.5
"""A picture over at least this share of the page is a scan of the page."""
MOST_CHARS = 400_000
"""More than any page that people read; some fifteen seconds' work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """A page drawn twice, grey, as a reader sees it and without its text objects."""

    full: Image
    bare: Image
    dpi: float


class PdfFile:
    """An open PDF, mended and without its owner's lock."""

    def __init__(self, file: Mended, limits: Limits) -> None:
        """Raises what pypdfium2 does when the file is no PDF after all."""
        self._drawn = pypdfium2.PdfDocument(file.data)
        self._data = file.data
        self._file = file
        self._limits = limits
        self._text: PDF | None = None
        self.count = len(self._drawn)
        self.lost = file.lost

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(*BROKEN_FILE):
            if self._text is not None:
                self._text.close()
            self._drawn.close()

    def whole(self, number: int) -> bool:
        """Whether all of the page's content could be unpacked, its pictures too."""
        if number in self._file.torn:
            return False
        try:
            page = self._page(number)
            try:
                pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=NESTING)
                return all(picture_whole(picture) for picture in pictures)
            finally:
                page.close()
        except UNREADABLE:
            return False

    def intact(self, number: int) -> bool:
        """Whether nothing at all had to be mended that could have stood on the page.

        For a page that looks empty: one that lost its content, or whose picture cannot be
        unpacked, looks the same as the empty back of a sheet.
        """
        if self._file.damaged or not self.whole(number):
            return False
        page = self._drawn[number - 1]
        try:
            for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=NESTING):
                picture.get_bitmap().close()
            with pikepdf.open(io.BytesIO(self._data)) as pdf:
                pikepdf.parse_content_stream(pdf.pages[number - 1])
                return not pdf.get_warnings()
        except BROKEN_FILE:
            return False
        finally:
            page.close()

    def layer(self, number: int) -> Layer | None:
        """The page's own text; None where there is none or it cannot be taken apart."""
        try:
            if not self._has_text(number):
                return None
            if self._text is None:
                self._text = pdfplumber.open(io.BytesIO(self._data))
            if len(self._text.pages) != self.count:
                return None
            page = self._text.pages[number - 1]
            chars = page.chars
            if len(chars) > MOST_CHARS:
                return None
            chars = single(chars)
            x0, top, x1, bottom = page.bbox
            for char in chars:
                char["x0"], char["x1"] = char["x0"] - x0, char["x1"] - x0
                char["top"], char["bottom"] = char["top"] - top, char["bottom"] - top
            found = layer_of(chars, page=number, width=x1 - x0, height=bottom - top)
            page.close()
        except BROKEN_FILE:
            return None
        return found

    def _has_text(self, number: int) -> bool:
        page = self._drawn[number - 1]
        try:
            found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=NESTING)
            return next(iter(found), None) is not None
        finally:
            page.close()

    def quick_text(self, number: int) -> str:
        """The page's text without places or judgement, hidden text included; "" on any fault."""
        try:
            page = self._drawn[number - 1]
            text = page.get_textpage()
            found = str(text.get_text_bounded())
            text.close()
            page.close()
        except BROKEN_FILE:
            return ""
        return found

    def ink(self, number: int, dpi: float) -> Ink:
        """The page with and without its text; PageUnread when it cannot be drawn."""
        try:
            page = self._page(number)
            width, height = page.get_size()
            dpi = fitting_dpi(width, height, dpi)
            full = _draw(page, dpi, colour=False)
            for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=NESTING):
                raw.FPDFPageObj_SetIsActive(text.raw, False)
            bare = _draw(page, dpi, colour=False)
            page.close()
        except BROKEN_FILE as error:
            raise PageUnread("drawing") from error
        return Ink(full=full, bare=bare, dpi=dpi)

    def raster(self, number: int, dpi: float, *, colour: bool = False) -> Raster:
        """The page drawn at about that resolution; PageUnread when it cannot be."""
        try:
            page = self._page(number)
            width, height = page.get_size()
            dpi = fitting_dpi(width, height, dpi)
            scan = _scan(page, width, height)
            image = _draw(page, dpi, colour=colour)
            page.close()
        except BROKEN_FILE as error:
            raise PageUnread("drawing") from error
        native, bitonal = scan or (dpi, False)
        return Raster(
            image=image, dpi=dpi, native_dpi=native, bitonal=bitonal, scan=scan is not None
        )

    def _page(self, number: int) -> pypdfium2.PdfPage:
        """The page, if no picture on it is larger than allowed once unpacked."""
        page = self._drawn[number - 1]
        for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=NESTING):
            across, down = _pixels(picture)
            if across * down > self._limits.pixels:
                raise PageUnread(TOO_MANY_PIXELS)
        return page


def open_pdf(path: Path, limits: Limits) -> PdfFile | Problem:
    """The file's pages, after what can be mended is mended.

    Problems: ENCRYPTED when a password is needed to open it (an owner's password alone hinders
    nobody from reading), CORRUPT when neither reader finds a page, TOO_LARGE for too many pages.
    """
    try:
        file = PdfFile(mended(path), limits)
    except pikepdf.PasswordError:
        return Problem(code=Code.ENCRYPTED)
    except BROKEN_FILE as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            return Problem(code=Code.ENCRYPTED)
        return Problem(code=Code.CORRUPT)
    if 1 <= file.count <= limits.pages:
        return file
    with file:
        return Problem(code=Code.TOO_LARGE if file.count else Code.CORRUPT)


def _draw(page: pypdfium2.PdfPage, dpi: float, *, colour: bool) -> Image:
    bitmap = page.render(
        scale=dpi / 72, grayscale=not colour, rev_byteorder=colour, prefer_bgrx=False
    )
    try:
        drawn: Any = bitmap.to_numpy()
        image = as_image(np.array(drawn[..., :3] if drawn.ndim == 3 else drawn))
        return image if colour or image.ndim == 2 else as_image(image[..., 0])
    finally:
        bitmap.close()


def _pixels(picture: Any) -> tuple[int, int]:
    across, down = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(picture.raw, across, down):
        return 0, 0
    return across.value, down.value


def _scan(page: pypdfium2.PdfPage, width: float, height: float) -> tuple[float, bool] | None:
    """The resolution of the scan that the page is, and whether it is bitonal; None if it is none.

    A scan may come in bands; together they cover the page.
    """
    covered, native, bitonal = 0.0, float("inf"), True
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=NESTING):
        with suppress(*BROKEN_FILE):
            x0, y0, x1, y1 = picture.get_bounds()
            across, down = _pixels(picture)
            area = max(0.0, x1 - x0) * max(0.0, y1 - y0)
            if area < 0.02 * width * height or not across or not down:
                continue
            covered += area
            # a quarter-turned picture is told by its shape
            if (across > down) != (x1 - x0 > y1 - y0):
                across, down = down, across
            native = min(native, across / (x1 - x0) * 72, down / (y1 - y0) * 72)
            bitonal = bitonal and picture.get_metadata().bits_per_pixel == 1
    if covered < FULL_PAGE * width * height:
        return None
    longest = max(width, height)
    if longest > LONGEST_SIDE:
        native *= longest / A4_HEIGHT
    return native, bitonal
