"""A file of whatever kind as numbered pages with text and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from extractors.identify import Filetype, identify
from extractors.limits import Limits
from extractors.pdf import PdfFile, open_pdf
from extractors.pictures import PictureFile, open_picture
from extractors.sheets import SheetFile, open_delimited, open_workbook
from pipeline.domain.problems import Problem

Document = PdfFile | PictureFile | SheetFile
"""All have ``count``, ``lost``, ``layer(number)`` and ``raster(number, dpi)``, pages from 1.

``lost`` is as ``extractors.assembly.Gathered`` has it: which page the file lacks.
"""


def open_document(path: Path, limits: Limits) -> Document | Problem:
    """The document's pages, or why there are none; OSError when the file cannot be opened."""
    match identify(path, limits):
        case Problem() as problem:
            return problem
        case Filetype.PDF:
            return open_pdf(path, limits)
        case Filetype.TIFF | Filetype.JPEG | Filetype.PNG:
            return open_picture(path, limits)
        case Filetype.CSV:
            return open_delimited(path, limits)
        case Filetype.XLSX:
            return open_workbook(path, limits)
        case never:
            assert_never(never)
