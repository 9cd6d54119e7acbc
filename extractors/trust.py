"""Whether a page's text layer says what the page shows: only then it is taken at its word.

A scanner's hidden text is some other program's guess; a stamp's text is not the letter's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np

from extractors.cleaning import letters
from extractors.layer import Layer
from extractors.pdf import Ink
from extractors.rasters import Image, as_image
from pipeline.domain.page import Word

INK_DPI = 110.0
SEEN = 24
"""Grey levels by which a word must change the page to be seen."""
MOST_HIDDEN = 0.1
MOST_BROKEN = 0.01
LEAST_REST = 8
"""Pieces of print beside the layer that are worth reading: a logo's name, a stamp's date."""
MUCH_REST = 25
REST_RULES = 0.5
"""As many pieces beside the layer as this share of its characters: the picture is the letter."""
LEAST_COMMON = 0.12
LEAST_TOKENS = 15
AGREEMENT = 0.7

_COMMON = """
och att det en som är av för på till med den har de inte om ett han men var jag från vi ni er
du din ditt dina kan ska skall så eller när efter under över mot vid ut in upp nu då här där
detta dessa denna sig sin sitt sina hos inom utan enligt samt även blir vara varit måste får
kommer senast kr kronor datum namn adress telefon hyra betala betalning skuld sida nr
personnummer avser belopp the of and to is for this that with be not you are your
"""
COMMON = frozenset(_COMMON.split())
_TOKEN = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"\w+")


class Trust(Enum):
    """What to do with a text layer."""

    WHOLE = "whole"
    """It is the page."""
    WITH_REST = "with_rest"
    """It is true, and the page shows more beside it."""
    COMPARE = "compare"
    """It may be; it must agree with what is read from the picture."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the layer is worth, and which of its words a reader sees (places in its tuple)."""

    trust: Trust
    seen: tuple[int, ...]


def judge(layer: Layer, ink: Ink) -> Verdict:
    """Compare the layer with the page drawn with and without its text."""
    seen = tuple(
        place for place, word in enumerate(layer.words) if _visible(word, ink, layer.width)
    )
    hidden = 1 - len(seen) / len(layer.words)
    if not seen or hidden > MOST_HIDDEN or layer.broken > MOST_BROKEN or layer.tangled:
        return Verdict(trust=Trust.NONE, seen=seen)
    words = [layer.words[place] for place in seen]
    rest = letters(_without_rules(ink.bare, ink.dpi), ink.dpi)
    signs = sum(len(word.text) for word in words)
    if rest >= MUCH_REST and rest > REST_RULES * signs:
        return Verdict(trust=Trust.NONE, seen=seen)
    if not sounds_swedish(words):
        return Verdict(trust=Trust.COMPARE, seen=seen)
    return Verdict(trust=Trust.WITH_REST if rest >= LEAST_REST else Trust.WHOLE, seen=seen)


def _visible(word: Word, ink: Ink, width: float) -> bool:
    """Whether the page looks different there for the word's being drawn."""
    del width
    scale = ink.dpi / 72
    box = word.box
    rows = slice(max(0, int(box.top * scale)), max(0, int(box.bottom * scale) + 1))
    columns = slice(max(0, int(box.x0 * scale)), max(0, int(box.x1 * scale) + 1))
    full, bare = ink.full[rows, columns], ink.bare[rows, columns]
    if not full.size:
        return False
    changed = cv2.absdiff(full, bare) > SEEN
    return bool(np.count_nonzero(changed) >= max(1.0, 0.02 * full.size))


def _without_rules(image: Image, dpi: float) -> Image:
    """The picture without the long lines of a form, which would tie letters together."""
    dark = as_image(255 - image)
    longest = max(3, round(0.7 * dpi))
    lines = cv2.max(
        cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, longest), np.uint8)),
        cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((longest, 1), np.uint8)),
    )
    return as_image(255 - cv2.subtract(dark, lines))


def sounds_swedish(words: Iterable[Word]) -> bool:
    """Whether enough of the words are the small ones that every letter has."""
    tokens = [
        token.lower() for word in words for token in _TOKEN.findall(word.text) if len(token) >= 2
    ]
    if len(tokens) < LEAST_TOKENS:
        return False
    return sum(token in COMMON for token in tokens) >= LEAST_COMMON * len(tokens)


def agree(layer: Iterable[Word], read: Iterable[Word]) -> bool:
    """Whether most of the layer's longer words were read from the picture as well."""
    ours, theirs = _parts(layer), _parts(read)
    total = sum(ours.values())
    return total > 0 and sum((ours & theirs).values()) >= AGREEMENT * total


def _parts(words: Iterable[Word]) -> Counter[str]:
    return Counter(
        part.lower() for word in words for part in _PART.findall(word.text) if len(part) >= 2
    )
