"""What two readers read alike is known; what they read otherwise is for a person.

A scan's amounts and days are read a second time by a reader that fails in other ways
(extractors.second). Nothing is chosen between the two and nothing repaired (RH 1995:34): where
they differ the value says so, and its letter waits. Measured on made letters sent by fax, 3 % of
the amounts and days that one reader was sure of were another number, cleanly printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from extractors.finders.days import clocks, days
from extractors.finders.letter import plain, trusted
from extractors.finders.money import amounts
from pipeline.domain.fields import AMOUNT, DUE_DATE, EVICTION_AT, LETTER_DATE, Field, Findings
from pipeline.domain.page import Box, Page, Source, Word

READ_TWICE = 0.999
"""What the letters and figures of a value are worth when both readers read it."""
READ_ONCE = 0.65
"""The most that one reading of a poor scan is worth: below every threshold of a critical value."""
READ_APART = 0.3
"""The most that a value is worth when the readers differ."""
LEAST_SCORE = 0.5
"""A second reading of which its own reader is less sure says nothing."""

SPACING = "spacing"
"""The note of an amount with a blank before its öre, which may be the reader's or the letter's."""
ONCE = "poor_scan"
APART = "two_readings_differ"

_CRITICAL = frozenset(name.text for name in (AMOUNT, LETTER_DATE, DUE_DATE, EVICTION_AT))


class Heard(Enum):
    """What the second reader says of a value."""

    SAME = "same"
    OTHER = "other"
    NOTHING = "nothing"


def confirmed(
    found: Findings, pages: Iterable[Page], near: date, proven: Collection[str] = ()
) -> Findings:
    """The findings, each critical value weighed by whether a second reader read it too.

    ``near`` gives the year to dates without one, as in the first reading; ``proven`` names the
    values that are known by something else in the letter, as a total is by the rows that make it.
    """
    scans = _scans(pages)
    if not scans:
        return found

    def weighed(field: Field[Any]) -> Field[Any]:
        return _weighed(field, scans, near)

    fields = {
        name: weighed(field) if name in _CRITICAL else field for name, field in found.fields.items()
    }
    fields.update(
        (name, found.fields[name])
        for name in proven
        if fields[name].confidence < found.fields[name].confidence
    )
    rows = tuple(
        row if row.amount is None else replace(row, amount=weighed(row.amount))
        for row in found.rows
    )
    claim = tuple(replace(row, amount=weighed(row.amount)) for row in found.claim)
    return replace(found, fields=MappingProxyType(fields), rows=rows, claim=claim)


def read_alike(field: Field[Any], pages: Iterable[Page], near: date) -> bool:
    """Whether its letters and figures are known: born digital, or no reader read them otherwise.

    Of a poor scan both must have read them.
    """
    heard, poor = _heard_on(field, pages, near)
    return heard is Heard.SAME or (heard is Heard.NOTHING and not poor)


def read_twice(field: Field[Any], pages: Iterable[Page], near: date) -> bool:
    """Whether it was born digital, or two readers read the same."""
    return _heard_on(field, pages, near)[0] is Heard.SAME


def read_as_another(field: Field[Decimal], pages: Iterable[Page], near: date) -> bool:
    """Whether the second reader read a whole other amount in its place."""
    if _heard_on(field, pages, near)[0] is not Heard.OTHER:
        return False
    text = plain(_again(field.boxes, _scans(pages))).rstrip(" .,;:")
    return any(not one.malformed for one in amounts(text))


def _heard_on(field: Field[Any], pages: Iterable[Page], near: date) -> tuple[Heard, bool]:
    """What the second reader says of a value, and whether it stands on a poor scan."""
    scans = _scans(pages)
    boxes = [box for box in field.boxes if box.page in scans]
    if not boxes:
        return Heard.SAME, False
    heard = _heard(field.value, field.raw, _again(boxes, scans), near)
    return heard, any(scans[box.page].quality == "poor" for box in boxes)


def _scans(pages: Iterable[Page]) -> dict[int, Page]:
    return {page.number: page for page in pages if page.source is Source.OCR}


def _weighed(field: Field[Any], scans: Mapping[int, Page], near: date) -> Field[Any]:
    boxes = [box for box in field.boxes if box.page in scans]
    if not boxes or len(boxes) < len(field.boxes):
        return field
    match _heard(field.value, field.raw, _again(boxes, scans), near):
        case Heard.SAME:
            read = trusted(_least(boxes, scans))
            sure = min(1.0, field.confidence / read) if read else 0.0
            again = plain(_again(boxes, scans))
            return replace(
                field,
                confidence=round(max(field.confidence, sure * READ_TWICE), 4),
                notes=tuple(one for one in field.notes if one != SPACING or _apart(again)),
            )
        case Heard.OTHER:
            worth = min(field.confidence, READ_APART)
            return replace(field, confidence=worth, notes=(*field.notes, APART))
        case Heard.NOTHING:
            if all(scans[box.page].quality != "poor" for box in boxes):
                return field
            worth = min(field.confidence, READ_ONCE)
            return replace(field, confidence=worth, notes=(*field.notes, ONCE))


def _again(boxes: Iterable[Box], scans: Mapping[int, Page]) -> str:
    """What the second reader read where the value stands, in the value's order."""
    words: dict[Word, None] = {}
    for box in boxes:
        page = scans[box.page]
        # word by word: a day and its hour may stand in two columns, which are read one by one
        for own in page.words:
            if not _holds(box, own.box):
                continue
            for word in page.again:
                if word.confidence >= LEAST_SCORE and _holds(word.box, own.box):
                    words[word] = None
    return " ".join(word.text for word in words)


def _holds(outer: Box, inner: Box) -> bool:
    """Whether most of the inner box stands in the outer."""
    across = min(outer.x1, inner.x1) - max(outer.x0, inner.x0)
    down = min(outer.bottom, inner.bottom) - max(outer.top, inner.top)
    return across > 0.5 * (inner.x1 - inner.x0) and down > 0.5 * min(inner.height, outer.height)


def _least(boxes: Iterable[Box], scans: Mapping[int, Page]) -> float:
    """The first reader's least confidence in a word of the value."""
    return min(
        (
            word.confidence
            for box in boxes
            for word in scans[box.page].words
            if _holds(box, word.box)
        ),
        default=0.0,
    )


def _heard(value: object, raw: str, again: str, near: date) -> Heard:
    text = plain(again)
    if not any(sign.isdigit() for sign in text):
        return Heard.NOTHING
    told = text.rstrip(" .,;:")
    same = (
        # "851000" is not "8 510,00", though their figures are
        (_squashed(raw) == _squashed(again) and not _another(value, told))
        or _figures(raw) == _figures(again)
        or _says(value, told, near)
    )
    return Heard.SAME if same else Heard.OTHER


def _another(value: object, text: str) -> bool:
    """Whether the text is an amount, as printed for certain, but not this one."""
    if not isinstance(value, Decimal):
        return False
    told = [one.value for one in amounts(text) if one.marked and not one.malformed]
    return bool(told) and value not in told


def _says(value: object, text: str, near: date) -> bool:
    """Whether the text, read by the same grammar, holds the value."""
    if isinstance(value, Decimal):
        return any(one.value == value and not one.malformed for one in amounts(text))
    if isinstance(value, datetime):
        return _says(value.date(), text, near) and any(
            one.value == value.time() for one in clocks(_spaced(text))
        )
    if isinstance(value, date):
        return any(one.value == value for one in days(_spaced(text), near=near))
    return False


def _apart(text: str) -> bool:
    """Whether this reading too has a blank before the öre, so that it may stand in print."""
    return any(one.spaced for one in amounts(text))


_JOINED = re.compile(r"(?<=[A-Za-z])(?=[0-9])|(?<=[A-Za-z][.,:])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")


def _spaced(text: str) -> str:
    """Blanks between words and figures again, which the second reader leaves out."""
    return _JOINED.sub(" ", text)


def _figures(text: str) -> str:
    """The words from the first with a figure to the last: no stretch is read further than that."""
    words = plain(text).lower().split()
    figured = [place for place, word in enumerate(words) if any(map(str.isdigit, word))]
    first, last = (figured[0], figured[-1]) if figured else (0, len(words))
    told = "".join(words[first : last + 1]).replace(",", ".").replace(":", ".")
    return re.sub(r"[^a-z0-9.]", "", told).strip(".")


def _squashed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain(text).lower())
