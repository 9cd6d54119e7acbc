"""Bytes to a Reading: each page by its own text where that can be trusted, else by its picture."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from statistics import fmean

import numpy as np

from extractors.assembly import Gathered, assembled
from extractors.broken import BROKEN_FILE
from extractors.cleaning import POOR_DPI, cleaned, is_blank, is_negative, strengthened
from extractors.critical import critical
from extractors.documents import Document, open_document
from extractors.engines import SECOND, Engine, first
from extractors.failures import PageUnread
from extractors.layer import Layer
from extractors.limits import Limits
from extractors.marks import marks_of
from extractors.pdf import PdfFile
from extractors.rasters import Image, Raster, as_image, turned, turned_box
from extractors.sheets import SheetFile
from extractors.trust import INK_DPI, Trust, Verdict, agree, judge
from extractors.upright import Upright, read_upright, reads
from pipeline.domain.layout import around
from pipeline.domain.page import Box, Fingerprint, Page, Reading, Source, Word
from pipeline.domain.problems import Problem

READ_DPI = 300.0
LOOK_DPI = 150.0
POOR_CONFIDENCE = 0.8
MOST_COMPARED = 2000
"""Words of a text layer that are compared with the picture; a page of a list has fewer."""
WINDOW_EDGE = 3.0
BLANK_DPI = 60.0
"""A page so large that it is drawn in fewer pixels an inch may hold print that is not seen."""
SLIVER = 5.0
"""Points; a page no higher or wider holds no line of print."""
MADE_OUT = 0.4
"""Print read with less confidence than this is guesswork."""
REST_CONFIDENCE = 0.5
"""Words beside a trusted text layer are kept from this on: below lie a picture's own strokes."""
LIBRARIES = (
    "pdfplumber",
    "pdfminer.six",
    "pikepdf",
    "pypdfium2",
    "opencv-python-headless",
    "pillow",
    "zxing-cpp",
    "numpy",
)
WAY = "5"
"""Raised when the way of reading changes, so that old readings are known to be old."""


def read(path: Path, limits: Limits) -> Reading | Problem:
    """Everything that is printed in the document, or why it cannot be read at all.

    A page that fails is empty and named by a problem PAGES_UNREAD with its number, as is one of
    which a part is damaged or that nobody could make out; when all fail the document is CORRUPT,
    or TOO_LARGE. Pages that the file lacks are named by PAGES_LOST. Equal bytes and an equal
    fingerprint give an equal reading. No limit on time or memory is kept here: see
    extractors.child.
    Raises ToolMissing when the OCR engine cannot work, OSError when the file cannot be opened.
    """
    engine = first()
    engine.available()
    opened = open_document(path, limits)
    if isinstance(opened, Problem):
        return opened
    gathered = Gathered(opened.count, opened.lost)
    with opened as document:
        for number in range(1, document.count + 1):
            try:
                page = read_page(document, number, engine)
                gathered.pages[number] = page
                if not wholly_read(document, page):
                    gathered.partly.add(number)
            except PageUnread as unread:
                gathered.unread.add(number)
                if unread.too_large:
                    gathered.too_large.add(number)
    return assembled(digest(path), fingerprint(engine), gathered)


def digest(path: Path) -> str:
    """The document's name: SHA-256 of its bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(engine: Engine) -> Fingerprint:
    """Names all that shapes a reading: the engine, the libraries that draw, and our own way."""
    inner = engine.fingerprint()
    parts = "\n".join((str(inner), str(SECOND.fingerprint()), WAY, str(READ_DPI), _libraries()))
    settings = hashlib.sha256(parts.encode()).hexdigest()[:12]
    return Fingerprint(name=inner.name, version=inner.version, settings=settings)


@functools.cache
def _libraries() -> str:
    return "\n".join(f"{name} {version(name)}" for name in LIBRARIES)


def read_page(document: Document, number: int, engine: Engine) -> Page:
    """One page. Raises PageUnread, and ToolMissing as ``read`` does."""
    if isinstance(document, SheetFile):
        return document.page(number)
    try:
        return _by_layer(document, number, engine) or _by_picture(document, number, engine)
    except BROKEN_FILE as error:
        raise PageUnread("page") from error


def wholly_read(document: Document, page: Page) -> bool:
    """Whether nothing of the page was damaged, and what stands on it could be made out.

    A mirrored page and one in handwriting give words, but none to rely on.
    """
    if not document.whole(page.number):
        return False
    if page.blank or page.marks or page.source is Source.TEXT_LAYER:
        return True
    signs = [word.confidence for word in page.words for _ in word.text]
    return bool(signs) and fmean(signs) >= MADE_OUT


def _by_layer(document: Document, number: int, engine: Engine) -> Page | None:
    """The page by its own text, with what its pictures say beside it; None when that is no use."""
    if not isinstance(document, PdfFile):
        return None
    if (layer := document.layer(number)) is None:
        return None
    ink = document.ink(number, INK_DPI)
    verdict = judge(layer, ink)
    marks = marks_of(ink.bare)
    match verdict.trust:
        case Trust.NONE:
            return None
        case Trust.COMPARE:
            return _if_it_agrees(document, number, engine, (layer, verdict))
        case Trust.WITH_REST:
            rest = _rest(document, number, engine, layer)
            return _layer_page(layer, verdict, number, rest, marks)
        case Trust.WHOLE:
            return _layer_page(layer, verdict, number, (), marks)


def _if_it_agrees(
    document: PdfFile, number: int, engine: Engine, judged: tuple[Layer, Verdict]
) -> Page | None:
    """The page by its layer when its picture, read the same way up, says the same words."""
    layer, verdict = judged
    raster = document.raster(number, READ_DPI)
    own = _seen(layer, verdict)
    part, window = _part_of(own)
    image = turned(cleaned(raster).image, layer.turned)
    words = _read_within(engine, image, raster.dpi, number, window)
    if not agree(part, words):
        return None
    marks = marks_of(raster.at(min(LOOK_DPI, raster.dpi)).image)
    return _layer_page(layer, verdict, number, _beside(part, words), marks)


def _part_of(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], Box | None]:
    """The words to compare, and where they stand: all of them, or of very many those amidst."""
    if len(words) <= MOST_COMPARED:
        return words, None
    first = (len(words) - MOST_COMPARED) // 2
    window = around(words[first : first + MOST_COMPARED])
    return tuple(word for word in words if _within(word.box, window)), window


def _within(box: Box, window: Box) -> bool:
    return (
        window.x0 <= box.x0
        and box.x1 <= window.x1
        and window.top <= box.top
        and box.bottom <= window.bottom
    )


def _read_within(
    engine: Engine, image: Image, dpi: float, number: int, window: Box | None
) -> tuple[Word, ...]:
    """What is read from the upright picture, or from a window of it."""
    if window is None:
        return engine.words(image, dpi, page=number)
    scale = dpi / 72
    left, top = (max(0, int((edge - WINDOW_EDGE) * scale)) for edge in (window.x0, window.top))
    right, bottom = (int((edge + WINDOW_EDGE) * scale) for edge in (window.x1, window.bottom))
    cut = as_image(np.ascontiguousarray(image[top:bottom, left:right]))
    return tuple(
        replace(
            word,
            box=Box(
                page=number,
                x0=round(word.box.x0 + left / scale, 2),
                top=round(word.box.top + top / scale, 2),
                x1=round(word.box.x1 + left / scale, 2),
                bottom=round(word.box.bottom + top / scale, 2),
            ),
        )
        for word in engine.words(cut, dpi, page=number)
    )


def _seen(layer: Layer, verdict: Verdict) -> tuple[Word, ...]:
    return tuple(layer.upright[place] for place in verdict.seen)


def _layer_page(
    layer: Layer, verdict: Verdict, number: int, rest: tuple[Word, ...], marks: tuple[str, ...]
) -> Page:
    sideways = layer.turned in (90, 270)
    return Page(
        number=number,
        width=layer.height if sideways else layer.width,
        height=layer.width if sideways else layer.height,
        words=_seen(layer, verdict) + rest,
        source=Source.TEXT_LAYER,
        turned=layer.turned,
        marks=marks,
        quality="digital",
    )


def _rest(document: PdfFile, number: int, engine: Engine, layer: Layer) -> tuple[Word, ...]:
    """The print that the page shows beside its text layer: a logo's name, a stamp."""
    ink = document.ink(number, READ_DPI)
    raster = Raster(image=ink.bare, dpi=ink.dpi, native_dpi=ink.dpi, scan=False)
    words = engine.words(cleaned(raster).image, raster.dpi, page=number, sparse=True)
    upright = (
        Word(
            text=word.text,
            box=turned_box(word.box, layer.turned, raster.width, raster.height),
            confidence=word.confidence,
        )
        for word in words
    )
    return tuple(word for word in upright if word.confidence >= REST_CONFIDENCE)


def _beside(own: tuple[Word, ...], read_words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words read from the picture where the layer has none."""
    return tuple(
        word
        for word in read_words
        if word.confidence >= REST_CONFIDENCE
        and not any(_overlap(word.box, other.box) for other in own)
    )


def _overlap(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0) and min(one.bottom, other.bottom) - max(
        one.top, other.top
    ) > 0.2 * min(one.height, other.height)


def _by_picture(document: Document, number: int, engine: Engine) -> Page:
    raster = document.raster(number, READ_DPI)
    if min(raster.width, raster.height) < SLIVER:
        raise PageUnread("sliver")
    clean = cleaned(raster)
    look = clean.at(min(LOOK_DPI, clean.dpi))
    marks = marks_of(look.image)
    found = None
    if not marks and is_blank(look):
        found = _faint(clean, engine, number)
        if found is None and (not document.intact(number) or look.dpi < BLANK_DPI):
            # Nothing to be seen, but not because nothing was there.
            raise PageUnread("damaged")
        if found is None:
            return Page(
                number=number,
                width=raster.width,
                height=raster.height,
                words=(),
                source=Source.NOTHING,
                blank=True,
            )
    elif is_negative(look):
        # White on black all over: a fax that took the one for the other.
        clean = cleaned(raster.with_image(as_image(255 - raster.image)))
        look = clean.at(look.dpi)
    found = found or read_upright(clean, look, engine, number)
    page = Page(
        number=number,
        width=found.raster.width,
        height=found.raster.height,
        words=found.words,
        source=Source.OCR if found.words else Source.NOTHING,
        turned=found.turned,
        # A separator sheet stands no way up; a program's page stands as the program drew it.
        turn_sure=found.sure or bool(marks) or (not raster.scan and found.turned == 0),
        skew=found.skew,
        marks=marks,
        quality=_quality(raster, found.words),
    )
    again = SECOND.words(found.raster.image, found.raster.dpi, critical(page))
    return replace(page, again=again)


def _faint(clean: Raster, engine: Engine, number: int) -> Upright | None:
    """A page that seems blank, read with its faintest print made dark; None where none is read."""
    strong = strengthened(clean)
    if strong is None:
        return None
    found = read_upright(strong, strong.at(min(LOOK_DPI, strong.dpi)), engine, number)
    return found if reads(found.words) else None


def _quality(raster: Raster, words: tuple[Word, ...]) -> str:
    signs = [word.confidence for word in words for _ in word.text]
    if raster.native_dpi < POOR_DPI or not signs or fmean(signs) < POOR_CONFIDENCE:
        return "poor"
    return "clean"
