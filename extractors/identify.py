"""What a file is, by its content and never by its name; and whether it is all there."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import magic

from extractors.limits import Limits
from extractors.tiff import chain
from pipeline.domain.problems import Code, Problem

HEAD = 2048
TAIL = 2048
PDF_HEADER_WITHIN = 1024
"""Readers accept a PDF whose header stands within the first 1024 bytes (ISO 32000-1, H.3.4.1)."""


class Filetype(StrEnum):
    """The kinds of file that are read."""

    PDF = "pdf"
    TIFF = "tiff"
    JPEG = "jpeg"
    PNG = "png"


_BY_MIME = {
    "application/pdf": Filetype.PDF,
    "image/tiff": Filetype.TIFF,
    "image/jpeg": Filetype.JPEG,
    "image/png": Filetype.PNG,
}


def identify(source: bytes | Path, limits: Limits | None = None) -> Filetype | Problem:
    """The file's type, or why it is none that is read.

    ``source`` is a path, or the file's first bytes (2048 suffice). Problems: EMPTY for no bytes
    or nothing but zeros or spaces, TOO_LARGE by ``limits``, else NOT_A_DOCUMENT.
    Raises OSError when the file cannot be opened.
    """
    limits = limits or Limits()
    if isinstance(source, Path):
        size = source.stat().st_size
        with source.open("rb") as file:
            head = file.read(HEAD)
    else:
        head, size = source[:HEAD], len(source)
    if not head:
        return Problem(code=Code.EMPTY)
    if size > limits.file_bytes:
        return Problem(code=Code.TOO_LARGE)
    found = _sniff(head) or _BY_MIME.get(_mime(head))
    if found is not None:
        return found
    if size <= HEAD and not head.strip(b"\0\t\r\n \xef\xbb\xbf"):
        return Problem(code=Code.EMPTY)
    return Problem(code=Code.NOT_A_DOCUMENT)


def _sniff(head: bytes) -> Filetype | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Filetype.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return Filetype.JPEG
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return Filetype.TIFF
    if b"%PDF-" in head[:PDF_HEADER_WITHIN]:
        return Filetype.PDF
    return None


def _mime(head: bytes) -> str:
    try:
        return str(magic.from_buffer(head, mime=True))
    except magic.MagicException:
        return ""


def complete(path: Path) -> bool:
    """Whether the file's structure says that all of it is there.

    A file of no known type is complete: waiting makes it no better. A broken file may never
    become complete; how long to wait is the caller's to say.
    Raises OSError when the file cannot be opened.
    """
    found = identify(path, Limits(file_bytes=1 << 62))
    if isinstance(found, Problem):
        return found.code is not Code.EMPTY
    with path.open("rb") as file:
        match found:
            case Filetype.PDF:
                return _pdf_complete(file)
            case Filetype.TIFF:
                return chain(file).whole
            case Filetype.JPEG:
                return b"\xff\xd9" in _tail(file)
            case Filetype.PNG:
                return b"IEND\xaeB`\x82" in _tail(file)


def _tail(file: BinaryIO) -> bytes:
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    return file.read(TAIL)


def _pdf_complete(file: BinaryIO) -> bool:
    """The end-of-file mark near the end, after the place of the last cross-reference table.

    A linearized file has such a mark near its beginning too, which is not the end.
    """
    tail = _tail(file).rstrip(b"\0\r\n\t ")
    mark = tail.rfind(b"%%EOF")
    return mark >= 0 and b"startxref" in tail[:mark]
