"""What was read from a document: words with places and confidences, engine-neutral."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Box:
    """A rectangle on a page: PDF points (1/72 inch) from the page's top left, pages from 1.

    The page is the *upright* one, as a reader holds it.
    Raises ValueError for an inverted rectangle or a page below 1.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.page < 1 or not (self.x0 <= self.x1 and self.top <= self.bottom):
            message = f"not a box: page {self.page} ({self.x0},{self.top},{self.x1},{self.bottom})"
            raise ValueError(message)

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Vertical middle in points from the top."""
        return (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        """The smallest box around both; both must be on one page."""
        if other.page != self.page:
            message = f"boxes on pages {self.page} and {other.page} have no union"
            raise ValueError(message)
        return Box(
            page=self.page,
            x0=min(self.x0, other.x0),
            top=min(self.top, other.top),
            x1=max(self.x1, other.x1),
            bottom=max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One printed word, where it stands, and how sure the engine is of it (0 to 1)."""

    text: str
    box: Box
    confidence: float


class Source(StrEnum):
    """Where a page's words came from."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    TABLE = "table"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One upright page: size in points, words in reading order.

    ``turned`` is how many degrees clockwise the image was turned to stand upright (0, 90, 180,
    270), ``turn_sure`` whether that is certain; ``skew`` the degrees that were straightened.
    ``blank`` says that there is no ink worth reading. ``marks`` are decoded separator codes
    (e.g. ``"PATCH-T"``). ``quality`` is the scan's measured kind: ``digital``, ``clean``,
    ``poor``. ``again`` are stretches of lines that a second reader read by itself.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    source: Source
    turned: int = 0
    turn_sure: bool = True
    skew: float = 0.0
    blank: bool = False
    marks: tuple[str, ...] = ()
    quality: str = "clean"
    again: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Names an engine and its settings: equal fingerprints promise equal results."""

    name: str
    version: str
    settings: str

    def __str__(self) -> str:
        return f"{self.name}-{self.version}-{self.settings}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one document, pages in order; ``problems`` name unread pages."""

    document: str
    fingerprint: Fingerprint
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...] = ()
