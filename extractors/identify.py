"""What a file is, by its content and never by its name; and whether it is all there."""

from __future__ import annotations

import io
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import magic

from extractors.delimited import decoded, looks_delimited
from extractors.limits import Limits
from extractors.tiff import chain
from extractors.workbooks import names_in
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
    CSV = "csv"
    XLSX = "xlsx"


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Office before 2007, and of a workbook that is locked with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOK = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OLE_LOOK = 8 << 20
_HEAD_OF_TEXT = 1 << 16

_BY_MIME = {
    "application/pdf": Filetype.PDF,
    "image/tiff": Filetype.TIFF,
    "image/jpeg": Filetype.JPEG,
    "image/png": Filetype.PNG,
    _XLSX_MIME: Filetype.XLSX,
}


def identify(source: bytes | Path, limits: Limits | None = None) -> Filetype | Problem:
    """The file's type, or why it is none that is read.

    ``source`` is a path, or the file's first bytes (2048 suffice, but for Office's files, which
    their ends tell apart). Problems: EMPTY for no bytes or nothing but zeros or spaces, ENCRYPTED
    for a locked workbook, TOO_LARGE by ``limits``, else NOT_A_DOCUMENT, with ``xls``, ``macros``
    or ``spreadsheet`` where it is a list in a form that is not read.
    Raises OSError when the file cannot be opened.
    """
    limits = limits or Limits()
    if isinstance(source, Path):
        with source.open("rb") as file:
            return _identified(file, limits)
    return _identified(io.BytesIO(source), limits)


def _identified(file: BinaryIO, limits: Limits) -> Filetype | Problem:
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        return Problem(code=Code.EMPTY)
    if size > limits.file_bytes:
        return Problem(code=Code.TOO_LARGE)
    found: Filetype | Problem | None = _sniff(head)
    if found is None and head.startswith(_ZIP):
        found = _zipped(file, head)
    elif found is None and head.startswith(_OLE):
        found = _old_office(file)
    found = found or _BY_MIME.get(_mime(head)) or _text(file, size)
    if found is None and size <= HEAD and not head.strip(b"\0\t\r\n \xef\xbb\xbf"):
        found = Problem(code=Code.EMPTY)
    return found or Problem(code=Code.NOT_A_DOCUMENT)


def _text(file: BinaryIO, size: int) -> Filetype | None:
    file.seek(0)
    text = file.read(_HEAD_OF_TEXT)
    return Filetype.CSV if looks_delimited(text, cut=size > len(text)) else None


def _zipped(file: BinaryIO, head: bytes) -> Filetype | Problem:
    """A workbook by the names in the zip file's directory, by its beginning where that is cut."""
    names = names_in(file)
    if names is None:
        cut = b"xl/" in head or _mime(head) == _XLSX_MIME
        return Filetype.XLSX if cut else Problem(code=Code.NOT_A_DOCUMENT)
    if "xl/workbook.bin" in names or b"opendocument.spreadsheet" in head:
        return Problem(code=Code.NOT_A_DOCUMENT, detail="spreadsheet")
    if not any(name.startswith("xl/workbook") for name in names):
        return Problem(code=Code.NOT_A_DOCUMENT)
    if any(name.endswith("vbaProject.bin") or "/macrosheets/" in name for name in names):
        return Problem(code=Code.NOT_A_DOCUMENT, detail="macros")
    return Filetype.XLSX


def _old_office(file: BinaryIO) -> Problem:
    file.seek(0)
    content = file.read(_OLE_LOOK)
    if _LOCKED in content:
        return Problem(code=Code.ENCRYPTED)
    if any(name in content for name in _OLD_BOOK):
        return Problem(code=Code.NOT_A_DOCUMENT, detail="xls")
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
        return _COMPLETE[found](file)


def _tail(file: BinaryIO) -> bytes:
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    return file.read(TAIL)


def _text_complete(file: BinaryIO) -> bool:
    """A text table says nothing of its end; one whose last line is not ended may go on."""
    start = file.seek(0, 0)
    head = file.read(4)
    size = file.seek(0, 2)
    # Two bytes a letter: the last bytes alone may begin in the middle of one.
    file.seek(max(start, size - 4))
    tail = decoded((head[:2] if head[:2] in _WIDE else b"") + file.read())
    return tail is not None and tail.endswith(("\n", "\r", "\x1a"))


_WIDE = (b"\xff\xfe", b"\xfe\xff")


def _pdf_complete(file: BinaryIO) -> bool:
    """The end-of-file mark near the end, after the place of the last cross-reference table.

    A linearized file has such a mark near its beginning too, which is not the end.
    """
    tail = _tail(file).rstrip(b"\0\r\n\t ")
    mark = tail.rfind(b"%%EOF")
    return mark >= 0 and b"startxref" in tail[:mark]


_COMPLETE: dict[Filetype, Callable[[BinaryIO], bool]] = {
    Filetype.PDF: _pdf_complete,
    Filetype.TIFF: lambda file: chain(file).whole,
    Filetype.JPEG: lambda file: b"\xff\xd9" in _tail(file),
    Filetype.PNG: lambda file: b"IEND\xaeB`\x82" in _tail(file),
    Filetype.CSV: _text_complete,
    Filetype.XLSX: lambda file: names_in(file) is not None,
}
