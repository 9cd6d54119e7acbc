"""Whether a picture in a PDF can be unpacked to its end.

A reader draws what it gets and leaves the rest of the paper white: half a letter, by its looks.
"""

from __future__ import annotations

import io
from typing import Any

from PIL import Image as Pillow
from PIL import ImageFile

from extractors.broken import BROKEN_FILE

_SIMPLE = frozenset(
    {"FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL"}
    | {"ASCII85Decode", "A85", "ASCIIHexDecode", "AHx"}
)
_JPEG = frozenset({"DCTDecode", "DCT"})


def picture_whole(picture: Any) -> bool:
    """Whether all rows of a page's picture (pypdfium2's) are there.

    Fax and JBIG2 pictures do not tell, and pass.
    """
    try:
        filters = list(picture.get_filters())
        last = filters[-1] if filters else ""
        if last in _JPEG and _SIMPLE.issuperset(filters[:-1]):
            return _jpeg_whole(bytes(picture.get_data(decode_simple=True)))
        if not _SIMPLE.issuperset(filters):
            return True
        about = picture.get_metadata()
        row = (int(about.width) * int(about.bits_per_pixel) + 7) // 8
        return len(bytes(picture.get_data(decode_simple=True))) >= row * int(about.height)
    except BROKEN_FILE:
        return False


def _jpeg_whole(data: bytes) -> bool:
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Pillow.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            # An eighth of the size each way costs little and reads the file to its end.
            picture.draft(None, (max(1, picture.width // 8), max(1, picture.height // 8)))
            picture.load()
    except BROKEN_FILE:
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    return True
