"""Whether a first page looks like Kronofogden's: the child's side of extractors.glance."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.broken import UNREADABLE
from extractors.cleaning import cleaned
from extractors.documents import Document, open_document
from extractors.engines import first
from extractors.limits import Limits
from extractors.pdf import PdfFile
from extractors.rasters import as_image, turned
from extractors.sheets import SheetFile
from pipeline.domain.problems import Problem

GLANCE_DPI = 140.0
UPPER = 0.4
"""The share of the page that holds letterhead, date and heading."""
FEW_WORDS = 6
_KRONOFOGDEN = re.compile(
    r"kron[o0]f[o0]gd|(?:tid|dag)\s+för\s+avhysning|avhysning(?:en)?\s+(?:är|kommer|ska|sker)"
    r"|underrättelse\s+om\s+avhysning|\bU-\d{3,6}-\d{2}\b",
    re.IGNORECASE,
)


def looks_urgent(path: Path, limits: Limits) -> bool:
    """Whether the first page looks like a letter from Kronofogden; False where in doubt."""
    opened = open_document(path, limits)
    if isinstance(opened, Problem):
        return False
    try:
        with opened as document:
            return _KRONOFOGDEN.search(_first_text(document)) is not None
    except UNREADABLE:
        return False


def _first_text(document: Document) -> str:
    """The text layer and, where that is thin, the upper part's print whichever way it stands."""
    if isinstance(document, SheetFile):
        return document.quick_text(1)
    text = document.quick_text(1) if isinstance(document, PdfFile) else ""
    if _KRONOFOGDEN.search(text) or len(text.split()) >= 40:
        return text
    raster = cleaned(document.raster(1, GLANCE_DPI))
    for way in (0, 180):
        image = turned(raster.image, way)
        top = as_image(image[: int(image.shape[0] * UPPER)])
        words = first().words(top, raster.dpi, page=1)
        text += " " + " ".join(word.text for word in words)
        if sum(word.confidence >= 0.7 and len(word.text) > 2 for word in words) >= FEW_WORDS:
            break
    return text
