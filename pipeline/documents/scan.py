"""The letter's own pages taken out of the scan, upright, without loss, and nothing else with them.

What a unit may not see is taken away before the pages leave: a covered page becomes a picture
without hidden text, and a taken-out page loses what other pages shared with it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pikepdf
from PIL import Image, ImageOps

from extractors.tiff import chain
from pipeline.documents import raster
from pipeline.documents.errors import ScanUnreadableError
from pipeline.domain.page import Box, Page, Source

COVER_DPI = 200
"""Fine enough to print and read, coarse enough that a covered page stays small."""

_EXIF_ORIENTATION = 0x0112
_EXIF_TURNS = {1: 0, 3: 180, 6: 90, 8: 270}
_KEPT = {
    "/Type",
    "/Parent",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/Resources",
    "/Contents",
    "/UserUnit",
}


def page_count(original: bytes, filetype: str) -> int:
    """How many pages the whole scan has; ScanUnreadableError when that cannot be told.

    0 for a table file, which has none: how many letters it holds must be said by the caller.
    """
    if filetype in raster.TABLES:
        return 0
    try:
        if filetype == "pdf":
            return raster.pdf_pages(original)
        if filetype == "tiff" and (count := chain(io.BytesIO(original)).directories):
            return count
        with Image.open(io.BytesIO(original)) as picture:
            return int(getattr(picture, "n_frames", 1))
    except (OSError, ValueError, SyntaxError) as error:
        raise ScanUnreadableError("Skanningens sidor kunde inte räknas") from error


def letter_pages(
    original: bytes,
    filetype: str,
    pages: tuple[Page, ...],
    hide: Mapping[int, tuple[Box, ...]],
) -> bytes:
    """The pages as one PDF, in order; each box in ``hide`` (by page number) is black.

    A page that cannot be taken out as it is becomes a picture of itself, as does a table's, and one
    that nobody could read a sheet that says so. The same arguments give the same bytes. Raises
    ScanUnreadableError when a page that was read can be had in neither way.
    """
    with pikepdf.new() as made:
        if filetype == "pdf":
            _from_pdf(made, original, pages, hide)
        else:
            for page in pages:
                with _or_said(made, page):
                    if filetype in raster.TABLES or hide.get(page.number):
                        boxes = hide.get(page.number, ())
                        _covered_page(made, original, filetype, page, boxes)
                    else:
                        _image_page(made, raster.frame(original, page.number), original, page)
        return saved(made)


@contextmanager
def _or_said(made: pikepdf.Pdf, page: Page) -> Iterator[None]:
    """Puts a sheet in the place of a page that nobody could read, so that none seems to lack."""
    try:
        yield
    except ScanUnreadableError:
        if page.source is not Source.NOTHING or page.blank:
            raise
        said = f"Sida {page.number} gick inte att läsa ur filen."
        content = f"BT /F0 14 Tf 72 720 Td ({said}) Tj ET".encode("cp1252")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        sheet = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, 595, 842],
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font)),
            Contents=made.make_stream(content),
        )
        made.pages.append(pikepdf.Page(made.make_indirect(sheet)))


def saved(made: pikepdf.Pdf) -> bytes:
    """The PDF's bytes, without dates and with an id that follows from its content."""
    made.remove_unreferenced_resources()
    out = io.BytesIO()
    made.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        linearize=False,
    )
    return out.getvalue()


def _from_pdf(
    made: pikepdf.Pdf,
    original: bytes,
    pages: tuple[Page, ...],
    hide: Mapping[int, tuple[Box, ...]],
) -> None:
    try:
        source = pikepdf.open(io.BytesIO(raster.whole_pdf(original)))
    except pikepdf.PdfError:
        source = None  # pdfium mends what qpdf refuses: the pages become pictures
    try:
        if source is not None:
            _flatten(source)
        for page in pages:
            boxes = hide.get(page.number, ())
            if boxes or source is None or not _take(made, source, page):
                with _or_said(made, page):
                    _covered_page(made, original, "pdf", page, boxes)
    finally:
        if source is not None:
            source.close()


def _flatten(source: pikepdf.Pdf) -> None:
    """Makes filled-in fields and stamps part of the page, so that they survive as seen."""
    try:
        source.generate_appearance_streams()
        source.flatten_annotations("screen")
    except pikepdf.PdfError:
        return  # a broken form is left as its page shows it


def _take(made: pikepdf.Pdf, source: pikepdf.Pdf, page: Page) -> bool:
    """Whether the page could be taken over as it is, upright and without what hangs on it."""
    try:
        made.pages.append(source.pages[page.number - 1])
        taken = made.pages[-1]
        if page.turned:
            taken.rotate(page.turned, relative=True)
        for key in [key for key in taken.obj.keys() if key not in _KEPT]:  # noqa: SIM118  no Mapping
            del taken.obj[key]
    except (pikepdf.PdfError, IndexError, ValueError):
        return False
    return True


def _covered_page(
    made: pikepdf.Pdf, original: bytes, filetype: str, page: Page, boxes: tuple[Box, ...]
) -> None:
    dpi = raster.fitting(page, COVER_DPI)
    picture = raster.upright(original, filetype, page, dpi)
    _put(made, _raw(made, raster.covered(picture, boxes, dpi)), page, turn=0)


def _image_page(made: pikepdf.Pdf, picture: Image.Image, original: bytes, page: Page) -> None:
    """The frame as a page: a JPEG's or PNG's own compressed bytes where PDF knows them."""
    turn = _EXIF_TURNS.get(int(picture.getexif().get(_EXIF_ORIENTATION, 1)))
    if turn is None:  # mirrored: no page rotation can mend it
        picture, turn = ImageOps.exif_transpose(picture), 0
        _put(made, _raw(made, picture), page, turn=page.turned)
        return
    whole = turn + page.turned
    stream: pikepdf.Stream | None = None
    if picture.format == "JPEG":
        stream = _jpeg(made, picture, original)
    elif picture.format == "PNG":
        stream = _png(made, original)
    _put(made, stream or _raw(made, picture), page, turn=whole)


def _put(made: pikepdf.Pdf, image: pikepdf.Stream, page: Page, *, turn: int) -> None:
    """Adds a page filled by the image; the page is turned clockwise when shown."""
    wide, high = page.width, page.height
    if turn % 180:
        wide, high = high, wide
    content = f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /Im0 Do Q".encode()
    sheet = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, round(wide, 3), round(high, 3)],
        Rotate=turn % 360,
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image)),
        Contents=made.make_stream(content),
    )
    made.pages.append(pikepdf.Page(made.make_indirect(sheet)))


def _stream(
    made: pikepdf.Pdf, data: bytes, picture_size: tuple[int, int], **keys: object
) -> pikepdf.Stream:
    stream = pikepdf.Stream(made, data)
    stream.Type = pikepdf.Name.XObject
    stream.Subtype = pikepdf.Name.Image
    stream.Width, stream.Height = picture_size
    for key, value in keys.items():
        stream[f"/{key}"] = value
    return stream


def _jpeg(made: pikepdf.Pdf, picture: Image.Image, data: bytes) -> pikepdf.Stream | None:
    """The JPEG as it is; None for a colour model that PDF does not take over."""
    space = {
        "L": pikepdf.Name.DeviceGray,
        "RGB": pikepdf.Name.DeviceRGB,
    }.get(picture.mode)
    if space is None:
        return None
    return _stream(
        made,
        data,
        picture.size,
        ColorSpace=space,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )


def _png(made: pikepdf.Pdf, data: bytes) -> pikepdf.Stream | None:
    """The PNG's own compressed rows; None where it is interlaced, transparent or 16 bits deep."""
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    bits, colour, interlaced = data[24], data[25], data[28]
    place, rows, palette = 8, [], b""
    while place + 8 <= len(data):
        length, name = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + length]
        if name == b"IDAT":
            rows.append(body)
        elif name == b"PLTE":
            palette = body
        elif name == b"tRNS":
            return None
        place += 12 + length
    if bits > 8 or interlaced or colour not in {0, 2, 3}:
        return None
    colours = 3 if colour == 2 else 1
    space: object = pikepdf.Name.DeviceRGB if colour == 2 else pikepdf.Name.DeviceGray
    if colour == 3:
        space = pikepdf.Array(
            [
                pikepdf.Name.Indexed,
                pikepdf.Name.DeviceRGB,
                len(palette) // 3 - 1,
                pikepdf.String(palette),
            ]
        )
    return _stream(
        made,
        b"".join(rows),
        (width, height),
        ColorSpace=space,
        BitsPerComponent=bits,
        Filter=pikepdf.Name.FlateDecode,
        DecodeParms=pikepdf.Dictionary(
            Predictor=15, Colors=colours, BitsPerComponent=bits, Columns=width
        ),
    )


def _raw(made: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    """The pixels themselves, packed without loss; deep or transparent ones as greys."""
    if picture.mode not in {"1", "L", "RGB"}:
        coloured = picture.mode in {"P", "CMYK", "YCbCr", "LAB", "HSV"}
        picture = picture.convert("RGB") if coloured else raster.grey(picture)
    bits = 1 if picture.mode == "1" else 8
    space = pikepdf.Name.DeviceRGB if picture.mode == "RGB" else pikepdf.Name.DeviceGray
    return _stream(
        made,
        zlib.compress(picture.tobytes(), 4),
        picture.size,
        ColorSpace=space,
        BitsPerComponent=bits,
        Filter=pikepdf.Name.FlateDecode,
    )
