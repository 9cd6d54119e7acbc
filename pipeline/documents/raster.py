"""A page of a scan as an upright picture: for crops, and for covering what may not be seen."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from threading import Lock

import pikepdf
from PIL import Image, ImageDraw, ImageOps

from extractors.salvage import salvaged
from pipeline.documents.errors import ScanUnreadableError
from pipeline.domain.page import Box, Page

POINTS_PER_INCH = 72
TABLES = frozenset({"csv", "xlsx"})
"""Files without pages of their own: the reading laid them out, and its words are the page."""
_LARGE, _GREY = 40, 216
_MOST_PIXELS = 7000

# pdfium keeps global state and may be used by one thread at a time.
_lock = Lock()


def whole_pdf(original: bytes) -> bytes:
    """The PDF, and where it was cut off before its list of pages, with a new one, as it was read.

    Pages keep the numbers that the reading gave them.
    """
    try:
        with pikepdf.open(io.BytesIO(original)) as pdf:
            if len(pdf.pages):
                return original
    except pikepdf.PdfError:
        pass  # the next lines are what is left to try
    found = salvaged(original)
    return original if found is None else found.data


def _of_pdf(original: bytes, number: int, dpi: int) -> Image.Image:
    import pypdfium2  # noqa: PLC0415  loads a large library that images need not

    try:
        with _lock:
            document = pypdfium2.PdfDocument(whole_pdf(original))
            try:
                bitmap = document[number - 1].render(scale=dpi / POINTS_PER_INCH)
                picture: Image.Image = bitmap.to_pil().convert("L")
            finally:
                document.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        message = f"Sidan {number} kunde inte visas som bild"
        raise ScanUnreadableError(message) from error
    return picture


def _of_table(page: Page, dpi: int) -> Image.Image:
    from extractors.grids import drawn  # noqa: PLC0415  loads libraries that scans need not

    return Image.fromarray(drawn(page, dpi))


def pdf_pages(original: bytes) -> int:
    """How many pages the PDF has; ScanUnreadableError when it cannot be opened."""
    import pypdfium2  # noqa: PLC0415  loads a large library that images need not

    try:
        with _lock:
            document = pypdfium2.PdfDocument(whole_pdf(original))
            try:
                return len(document)
            finally:
                document.close()
    except pypdfium2.PdfiumError as error:
        raise ScanUnreadableError("Skanningens sidor kunde inte räknas") from error


def fitting(page: Page, dpi: int) -> int:
    """That many pixels an inch, or fewer for a page so large that its picture would be too."""
    longest = max(page.width, page.height, 1.0)
    return max(1, min(dpi, int(_MOST_PIXELS * POINTS_PER_INCH / longest)))


def frame(original: bytes, number: int) -> Image.Image:
    """The picture of that number in an image file, as stored; ScanUnreadableError if it fails."""
    try:
        picture = Image.open(io.BytesIO(original))
        picture.seek(number - 1)
        picture.load()
    except (OSError, EOFError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        message = f"Sidan {number} kunde inte läsas ur bildfilen"
        raise ScanUnreadableError(message) from error
    return picture


def grey(picture: Image.Image) -> Image.Image:
    """The picture in 256 greys, transparency as white paper, 16 bits scaled down."""
    if picture.mode.startswith("I") or picture.mode == "F":
        wide = picture.convert("F")
        return wide.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        ink = picture.convert("RGBA")
        white = Image.new("RGBA", ink.size, "white")
        return Image.alpha_composite(white, ink).convert("L")
    return picture.convert("L")


def upright(original: bytes, filetype: str, page: Page, dpi: int = 150) -> Image.Image:
    """The page in greys as the reading saw it: turned, straightened, in the page's own size.

    A point at ``(x, y)`` of the reading lies at ``(x, y) * dpi / 72`` in the picture.
    """
    if filetype in TABLES:
        picture = _of_table(page, dpi)
    elif filetype == "pdf":
        picture = _of_pdf(original, page.number, dpi)
    else:
        picture = grey(ImageOps.exif_transpose(frame(original, page.number)))
    if page.turned:
        picture = picture.rotate(-page.turned, expand=True)
    size = (
        max(1, math.ceil(page.width * dpi / POINTS_PER_INCH)),
        max(1, math.ceil(page.height * dpi / POINTS_PER_INCH)),
    )
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    if page.skew:
        picture = picture.rotate(
            -page.skew, resample=Image.Resampling.BICUBIC, fillcolor=255, expand=False
        )
    return picture


def covered(picture: Image.Image, boxes: Iterable[Box], dpi: int) -> Image.Image:
    """The picture with each box covered; nothing of what lay there is left in it.

    A box is black, a large one grey within black lines, which tells as much and spares the toner.
    """
    done = picture.copy()
    draw = ImageDraw.Draw(done)
    scale = dpi / POINTS_PER_INCH
    for box in boxes:
        corners = (
            math.floor(box.x0 * scale),
            math.floor(box.top * scale),
            math.ceil(box.x1 * scale),
            math.ceil(box.bottom * scale),
        )
        large = box.height > _LARGE
        draw.rectangle(corners, fill=_GREY if large else 0, outline=0, width=2)
    return done


def crop(picture: Image.Image, box: Box, dpi: int, *, around: float = 6) -> bytes:
    """A strip of the page round a value, framed, as PNG: ``around`` points above and below.

    The strip is at least half and at most the whole of the page's width.
    """
    scale = dpi / POINTS_PER_INCH
    wide = max(box.x1 - box.x0 + 6 * around, picture.width / scale / 2)
    middle = (box.x0 + box.x1) / 2
    left = max(0.0, min(middle - wide / 2, picture.width / scale - wide))
    framed = picture.copy()
    ImageDraw.Draw(framed).rectangle(
        (
            round((box.x0 - 2) * scale),
            round((box.top - 2) * scale),
            round((box.x1 + 2) * scale),
            round((box.bottom + 2) * scale),
        ),
        outline=90,
        width=2,
    )
    cut = framed.crop(
        (
            math.floor(left * scale),
            max(0, math.floor((box.top - around) * scale)),
            min(picture.width, math.ceil((left + wide) * scale)),
            min(picture.height, math.ceil((box.bottom + around) * scale)),
        )
    )
    return png(cut)


def png(picture: Image.Image) -> bytes:
    """The picture as PNG, without dates or texts."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=4)
    return out.getvalue()
