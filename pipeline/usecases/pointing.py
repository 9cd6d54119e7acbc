"""What stands within a box that somebody drew on the scan, read as one of the letter's values.

The words are those of the kept reading: nothing is read again, and nothing is repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extractors.finders.days import clocks, days
from extractors.finders.letter import plain
from extractors.finders.money import amounts
from pipeline.domain.editing import PARSERS
from pipeline.domain.fields import (
    AMOUNT,
    ARRIVAL_STAMP,
    DUE_DATE,
    EVICTION_AT,
    LETTER_DATE,
    POSTED_ON,
    SENDER_ORGNR,
)
from pipeline.domain.page import Box, Page, Word
from pipeline.domain.sentences import filled

_DAYS = frozenset(one.text for one in (LETTER_DATE, DUE_DATE, ARRIVAL_STAMP, POSTED_ON))
_INSIDE = 0.5
"""The part of a word that must lie within the box, so that a neighbour grazed is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """The words within a box: as they stand, as the value is written, and around what.

    ``fault`` says in Swedish why they are no such value; then ``written`` is no more of it than is
    sure.
    """

    text: str
    written: str
    box: Box | None
    fault: str = ""


def pointed(page: Page, drawn: Box, name: str, *, near: date) -> Pointed:
    """What stands within the drawn box, as the field of that name; any other name takes the text.

    A box no larger than a point takes the word under it. ``near`` gives a day its year where none
    is printed.
    """
    words = tuple(word for word in page.words if _part(word.box, drawn) >= _INSIDE)
    if not words:
        return Pointed(
            text="", written="", box=None, fault=filled("Där lästes inga ord. Skriv värdet.")
        )
    text = " ".join(word.text for word in words)
    box = _around(words)
    written, fault = _written(name, text, near)
    return Pointed(text=text, written=written, box=box, fault=fault)


def _part(word: Box, drawn: Box) -> float:
    """How much of the word lies within; all of it where the box is a point on the word."""
    if drawn.x1 - drawn.x0 < 2 and drawn.height < 2:
        at = (drawn.x0, drawn.middle)
        return float(word.x0 <= at[0] <= word.x1 and word.top <= at[1] <= word.bottom)
    width = min(word.x1, drawn.x1) - max(word.x0, drawn.x0)
    height = min(word.bottom, drawn.bottom) - max(word.top, drawn.top)
    area = (word.x1 - word.x0) * word.height
    return max(0.0, width) * max(0.0, height) / area if area else 0.0


def _around(words: Iterable[Word]) -> Box:
    boxes = [word.box for word in words]
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return box


def _written(name: str, text: str, near: date) -> tuple[str, str]:
    """The value as it is written in the field, and why it is none."""
    if name == AMOUNT.text:
        return _amount(text)
    if name in _DAYS:
        found = [day.value for day in days(plain(text), near=near)]
        return _one([day.isoformat() for day in found], filled("datum"))
    if name == EVICTION_AT.text:
        return _moment(text, near)
    if name == SENDER_ORGNR.text:
        return _one(re.findall(r"\d{6}-?\d{4}", text), filled("organisationsnummer"))
    # A label that was drawn with its value is no part of it.
    return re.sub(r"^[^:]{1,30}:\s+", "", text) if name in PARSERS else text, ""


def _amount(text: str) -> tuple[str, str]:
    found = list(amounts(plain(text)))
    if any(money.malformed for money in found):
        return "", filled("Siffrorna står inte som ett belopp. Skriv beloppet som det ska vara.")
    values = [f"{money.value:.2f}".replace(".", ",") for money in found]
    return _one(values, filled("belopp"))


def _moment(text: str, near: date) -> tuple[str, str]:
    said = plain(text)
    day, fault = _one([one.value.isoformat() for one in days(said, near=near)], filled("datum"))
    if fault:
        return "", fault
    hours = dict.fromkeys(f"{one.value:%H:%M}" for one in clocks(said))
    if len(hours) != 1:
        return day, filled("Rutan ska innehålla ett datum och ett klockslag. Fyll i klockslaget.")
    return f"{day} {next(iter(hours))}", ""


def _one(values: list[str], what: str) -> tuple[str, str]:
    """The only value there is; several, or none, are for the person to sort out."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return distinct[0], ""
    if distinct:
        return "", filled("Flera {what} i rutan. Dra en mindre ruta.", what=what)
    return "", filled("Inget {what} i rutan.", what=what)
