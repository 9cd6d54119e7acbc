"""What the parsers of foreign files raise, named in one place."""

from __future__ import annotations

import struct
import zlib

import cv2
import pikepdf
import pypdfium2
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from extractors.failures import PageUnread

BROKEN_FILE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,  # Pillow's word for a broken PNG
    TypeError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
    PDFException,
    PSException,
    cv2.error,
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pypdfium2.PdfiumError,
)
"""What the parsers raise on broken files: they do not check what they read before they use it."""

UNREADABLE: tuple[type[Exception], ...] = (*BROKEN_FILE, PageUnread)
"""The same, or what we say ourselves of a page that cannot be read."""
