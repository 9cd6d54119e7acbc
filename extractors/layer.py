"""A page's own text as pdfplumber finds it: words, what they are made of, how they stand."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pdfplumber.utils.text import extract_words

from extractors.rasters import turned_box
from pipeline.domain.page import Box, Word

NEARLY = 12.0
"""Degrees by which a character may lean and still belong to the page's running direction."""
LYING_ON = 0.5
ROW = 20.0
WORD_GAP = 0.2
"""A gap wider than this share of the letter size parts two words; print uses a quarter or more."""
_ALIKE = ("upright", "text", "fontname", "size")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The text layer of one page.

    ``words`` lie on the page as it stands, before any turning; ``turned`` is how many degrees
    clockwise would bring the print upright; ``upright`` the words on the page so turned, in the
    same order; ``broken`` the share of characters that stand for no letter (a font without
    Unicode); ``tangled`` that some are printed over others, so that nobody can tell from the text
    which of them is seen (a form's field over the old value). ``width`` and ``height`` are the
    page's points as it stands.
    """

    words: tuple[Word, ...]
    upright: tuple[Word, ...]
    turned: int
    broken: float
    tangled: bool
    width: float
    height: float


def layer_of(
    chars: Iterable[dict[str, Any]], *, page: int, width: float, height: float
) -> Layer | None:
    """The layer that pdfplumber's characters make, or None where there are none.

    Characters that lean away from the page's direction (a margin's note, a watermark across the
    page) are left out: they belong to no line; mirrored ones too.
    """
    printed = [char for char in chars if str(char["text"]).strip()]
    if not printed:
        return None
    ways = Counter(_quarter(char) for char in printed)
    ways.pop(None, None)
    if not ways:
        return None
    way = ways.most_common(1)[0][0] or 0
    broken = sum(_stands_for_nothing(str(char["text"])) for char in printed) / len(printed)
    # Print that runs at angle `way` (counter-clockwise) is brought upright by turning clockwise.
    kept = [_turned_char(char, way, width, height) for char in chars if _quarter(char) == way]
    across, down = (height, width) if way in (90, 270) else (width, height)
    upright: list[Word] = []
    for found in extract_words(kept, x_tolerance_ratio=WORD_GAP, expand_ligatures=True):
        text = unicodedata.normalize("NFC", str(found["text"])).translate(INVISIBLE).strip()
        if not text:
            continue
        box = _box(found, page)
        # What lies wholly off the page is nothing that a reader sees.
        if box.x1 > 0 and box.bottom > 0 and box.x0 < across and box.top < down:
            upright.append(Word(text=text, box=box, confidence=1.0))
    if not upright:
        return None
    words = tuple(
        Word(
            text=word.text,
            box=turned_box(word.box, -way % 360, across, down),
            confidence=word.confidence,
        )
        for word in upright
    )
    return Layer(
        words=words,
        upright=tuple(upright),
        turned=way,
        broken=broken,
        tangled=_tangled(kept),
        width=round(width, 2),
        height=round(height, 2),
    )


def single(chars: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The characters of pdfplumber without those printed again within a point: false bold.

    The same characters in the same order as its own ``dedupe_chars`` keeps, whose time grows with
    the square of their number.
    """
    every = list(chars)
    alike: dict[tuple[Any, ...], list[int]] = {}
    for place, char in enumerate(every):
        alike.setdefault(tuple(char[name] for name in _ALIKE), []).append(place)
    kept: list[int] = []
    for places in alike.values():
        for row in _near(places, [every[place]["doctop"] for place in places]):
            for spot in _near(row, [every[place]["x0"] for place in row]):
                first = min((every[one]["doctop"], every[one]["x0"], one) for one in spot)
                kept.append(first[2])
    return [every[place] for place in sorted(kept)]


def _near(places: list[int], values: list[float]) -> list[list[int]]:
    """The places in runs whose values follow each other within a point."""
    runs: list[list[int]] = []
    last = 0.0
    for value, place in sorted(zip(values, places, strict=True)):
        if not runs or value > last + 1:
            runs.append([])
        runs[-1].append(place)
        last = value
    return runs


def _box(found: dict[str, Any], page: int) -> Box:
    x0, x1 = sorted((float(found["x0"]), float(found["x1"])))
    top, bottom = sorted((float(found["top"]), float(found["bottom"])))
    return Box(
        page=page, x0=round(x0, 2), top=round(top, 2), x1=round(x1, 2), bottom=round(bottom, 2)
    )


def _tangled(chars: Iterable[dict[str, Any]]) -> bool:
    """Whether two characters lie on one another by more than tight setting would bring."""
    rows: dict[int, list[tuple[float, float, float, float]]] = {}
    for char in chars:
        if str(char["text"]).strip():
            x0, x1, top, bottom = (float(char[side]) for side in ("x0", "x1", "top", "bottom"))
            for row in {int(top / ROW), int(bottom / ROW)}:
                rows.setdefault(row, []).append((x0, x1, top, bottom))
    for near in rows.values():
        near.sort()
        for place, (x0, x1, top, bottom) in enumerate(near):
            for left, right, upper, lower in near[place + 1 : place + 4]:
                across = min(x1, right) - max(x0, left)
                down = min(bottom, lower) - max(top, upper)
                narrow, low = min(x1 - x0, right - left), min(bottom - top, lower - upper)
                if across > LYING_ON * narrow > 0 and down > LYING_ON * low > 0:
                    return True
    return False


def _quarter(char: dict[str, Any]) -> int | None:
    """The quarter turn at which the character runs, counter-clockwise.

    None when it leans, and when it is mirrored: nobody reads that, whatever the text says.
    """
    a, b, c, d = char["matrix"][:4]
    if a * d < b * c:
        return None
    angle = math.degrees(math.atan2(b, a)) % 360
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= NEARLY else None


def _turned_char(char: dict[str, Any], degrees: int, width: float, height: float) -> dict[str, Any]:
    if not degrees:
        return char
    box = turned_box(_box(char, 1), degrees, width, height)
    return {
        **char,
        "x0": box.x0,
        "x1": box.x1,
        "top": box.top,
        "bottom": box.bottom,
        "doctop": box.top,
        "upright": True,
        "size": box.height,
        "width": box.x1 - box.x0,
        "height": box.height,
    }


def _stands_for_nothing(text: str) -> bool:
    """A glyph number, a private sign, a replacement: the font does not say which letter it is."""
    if text.startswith("(cid:"):
        return True
    return any(
        unicodedata.category(sign) in {"Co", "Cc", "Cn", "Cs"} or sign == "�" for sign in text
    )
