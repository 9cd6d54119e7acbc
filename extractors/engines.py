"""The OCR engines there are: an explicit list, so that each piece of code can be named."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.second import LineReader
from extractors.tesseract import Tesseract
from pipeline.domain.page import Fingerprint, Word

Grey = NDArray[np.uint8]
"""A page's image: rows by columns, 0 black to 255 white."""


class Engine(Protocol):
    """Something that reads words from a picture of print."""

    def available(self) -> None:
        """Raise ToolMissing, with the remedy in Swedish, when the engine cannot work."""

    def fingerprint(self) -> Fingerprint:
        """The engine's name, version and settings: equal promises equal words."""

    def words(
        self, image: NDArray[Any], dpi: float, *, page: int, sparse: bool = False
    ) -> tuple[Word, ...]:
        """The words of an upright grey image, boxes in points, in the engine's reading order.

        ``sparse`` is for a few scattered words rather than running text.
        Raises PageUnread when the engine fails on this image.
        """


ENGINES: tuple[Engine, ...] = (Tesseract(),)
SECOND = LineReader()
"""The reader that looks again, by itself, at the places that matter."""


def first() -> Engine:
    """The engine that reads pages."""
    return ENGINES[0]
