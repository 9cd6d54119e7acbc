"""A page drawn for people, in this process: the child's side of extractors.images."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image as Pillow

from extractors.documents import open_document
from extractors.failures import PageUnread
from extractors.limits import Limits
from extractors.rasters import straightened, turned
from pipeline.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Which page, at how many pixels an inch, turned clockwise and straightened by how much."""

    number: int
    dpi: float
    turned: int
    skew: float


def page_image(path: Path, look: Look, limits: Limits) -> bytes:
    """The page's picture in colour as PNG, turned and straightened. Raises PageUnread."""
    opened = open_document(path, limits)
    if isinstance(opened, Problem):
        raise PageUnread(str(opened.code))
    with opened as document:
        if not 1 <= look.number <= document.count:
            raise PageUnread("number")
        image = document.raster(look.number, look.dpi, colour=True).image
    out = io.BytesIO()
    Pillow.fromarray(straightened(turned(image, look.turned), look.skew)).save(out, format="PNG")
    return out.getvalue()
