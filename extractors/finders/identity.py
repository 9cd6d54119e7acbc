"""Personnummer and organisation numbers as printed, with what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.domain.people import luhn_ok

_LETTERS = str.maketrans("OoIlSBZ", "0011582")
_DIGIT = "[0-9OoIlSBZ]"
_NUMBER = re.compile(
    rf"(?<![\w,./#+-])(?P<body>(?:(?:18|19|20|1[Gg9]|2[Oo0]|l9){_DIGIT}{{6}}|{_DIGIT}{{6}}))"
    rf"(?P<mark>\s?[-+]\s?|\s|)(?P<tail>{_DIGIT}{{4}}|[xX*•·_-]{{4}})(?![\w#]|[-/][0-9])"
)
_BORN = re.compile(
    r"(?<![\w])(?:f\.|fodd|fodelsedatum|date of birth)\s?:?\s?(?:den\s)?"
    r"(?P<born>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|(?:19|20)?[0-9]{6})(?![0-9]|\s?[-+]\s?[0-9X*])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A printed number: 10 or 12 digits, or the six or eight of a masked one.

    ``notes``: ``checksum`` (Luhn fails), ``date`` (no such day), ``ocr_swap`` (letters stood for
    digits), ``coordination`` (samordningsnummer), ``masked`` (the last four are
    hidden, or only the day of birth is printed),
    ``century`` is not noted: a ten-digit number has none, and ``+`` says a hundred years or more.
    """

    digits: str
    start: int
    end: int
    notes: tuple[str, ...]
    hyphen: bool

    @property
    def personal(self) -> bool:
        """Whether it can be a person's: its third and fourth digits are a month."""
        month = self.digits[-8:-6] if "masked" not in self.notes else self.digits[-4:-2]
        return "01" <= month <= "12" and "date" not in self.notes

    @property
    def organisation(self) -> bool:
        """Whether it can be a legal person's: the third digit is 2 or more, and Luhn holds."""
        ten = self.digits[-10:]
        return len(ten) == 10 and ten[2] >= "2" and "checksum" not in self.notes


def numbers(plain: str, offset: int = 0) -> Iterator[Printed]:
    """The numbers in a text without diacritics that may be a person's or an organisation's."""
    for found in _NUMBER.finditer(plain):
        printed = _printed(found, offset)
        if printed is not None:
            yield printed
    for found in _BORN.finditer(plain):
        body = found["born"].replace("-", "")
        yield Printed(
            digits=body,
            start=offset + found.start("born"),
            end=offset + found.end("born"),
            notes=(*_date_notes(body), "masked"),
            hyphen=True,
        )


def _printed(found: re.Match[str], offset: int) -> Printed | None:
    body = found["body"].translate(_LETTERS).replace("G", "9").replace("g", "9")
    masked = not found["tail"].translate(_LETTERS).isdigit()
    tail = "" if masked else found["tail"].translate(_LETTERS)
    written = found["body"] + ("" if masked else found["tail"])
    letters = sum(not one.isdigit() for one in written)
    digits = body + tail
    if not digits.isascii() or not digits.isdigit() or letters > 3:
        return None
    notes: list[str] = []
    if letters:
        notes.append("ocr_swap")
    if not masked and not luhn_ok(digits[-10:]):
        notes.append("checksum")
    notes.extend(_date_notes(body))
    if masked:
        notes.append("masked")
    mark = found["mark"]
    hyphen = "-" in mark or "+" in mark
    if "+" in mark and len(digits) == 10:
        digits = f"{_century_of_the_old(int(body[:2]))}{digits}"
    return Printed(
        digits=digits,
        start=offset + found.start(),
        end=offset + found.end(),
        notes=tuple(notes),
        hyphen=hyphen,
    )


def _date_notes(body: str) -> Iterator[str]:
    """Whether the day exists, in the century printed or, without one, in either."""
    day, month, year = int(body[-2:]), int(body[-4:-2]), int(body[-6:-4])
    if day > 60:
        yield "coordination"
        day -= 60
    centuries = (int(body[:2]),) if len(body) == 8 else (19, 20)
    for century in centuries:
        try:
            date(century * 100 + year, month, day)
        except ValueError:
            continue
        return
    yield "date"


def _century_of_the_old(year: int) -> str:
    """The century behind a ``+`` (a hundred years or more): 1900s up to the 20s, else 1800s."""
    return "19" if year <= 26 else "18"
