"""Dates and times of day in every shape that Swedish letters use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
MONTHS: dict[str, int] = {name: place for place, name in enumerate(_MONTHS.split(), start=1)}
_ENGLISH = "january february march april may june july august september october november december"
_SHORT: dict[str, int] = {
    short: place
    for names in (_MONTHS, _ENGLISH)
    for place, name in enumerate(names.split(), start=1)
    for short in (name, name[:3], name[:4])
}
_WEEKDAYS = ("mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
_DAY = r"(?P<weekday>mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag)(?:en)?,?\s+(?:den\s+)?"
_MONTH = (
    r"(?P<month>jan(?:uari|uary)?|feb(?:ruari|ruary|r)?|mar(?:s|ch)?|apr(?:il)?|maj|may|jun[ie]?"
    r"|jul[iy]?|aug(?:usti|ust)?|sep(?:tember|t)?|o[kc]t(?:ober)?|nov(?:ember)?|de[ck](?:ember)?)"
    r"(?![A-Za-z])\.?"
)
_UNITS = "forsta andra tredje fjarde femte sjatte sjunde attonde nionde"
_TEENS = "tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde"
_ORDINALS: dict[str, int] = {
    name: place
    for place, name in enumerate(
        [
            *_UNITS.split(),
            *_TEENS.split(),
            "tjugonde",
            *(f"tjugo{one}" for one in _UNITS.split()),
            "trettionde",
            "trettioforsta",
        ],
        start=1,
    )
}
_DIGIT = "[0-9OoIl]"
_MONTH_A, _MONTH_B, _MONTH_W, _MONTH_8 = (
    _MONTH.replace("month", f"month{one}") for one in ("a", "b", "w", "8")
)
_NAMED_DAY = "|".join(_ORDINALS)
_SHAPES = (
    # 2026-11-03, 2026.11.03, 2026/11/03, with the letters that OCR puts for digits
    (
        rf"(?P<y1>2[0Oo][0-9Oo]{{2}})\s?[-./]\s?(?P<m1>[01OIl]?{_DIGIT})"
        rf"\s?[-./]\s?(?P<d1>[0-3OIl]?{_DIGIT})"
        rf"(?![0-9])"
    ),
    # 2026 den 3 november, 2026 november 3: the year first
    (
        rf"(?P<ya>20[0-9]{{2}}),?\s+"
        rf"(?:den\s+(?P<da>[0-3]?[0-9])(?::?[ea])?\s+{_MONTH_A}"
        rf"(?![\s,]{{1,2}}20[0-9]{{2}})"
        rf"|{_MONTH_B}\s+(?P<db>[0-3]?[0-9])(?!\s?[0-9:]))"
    ),
    # den 3 november 2026, 3:e nov -26, 3 nov, 03NOV2026, 3rd of November 2026
    (
        rf"(?:den\s+)?(?P<d2>[0-3]?[0-9])(?::?(?:e|a|d?je|de|te)|\.|st|nd|rd"
        rf"|th)?(?:\s+of)?[\s-]{{0,3}}{_MONTH}"
        rf"(?:[,\s-]{{0,3}}(?P<y2>20[0-9]{{2}})|\s?[-']\s?(?P<y2s>[0-9]{{2}}))?(?![0-9])"
    ),
    # den tredje november 2026
    (
        rf"(?:den\s+)?(?P<word>{_NAMED_DAY})\s+(?:dagen\s+i\s+)?{_MONTH_W}"
        rf"(?:,?\s+(?P<yw>20[0-9]{{2}}))?(?![0-9])"
    ),
    # 03/11-26, 3/11 2026, 3/11
    # but neither "8/4/10-26", a number, nor "12/5-15/6", from one day to another
    (
        r"(?P<d3>[0-3]?[0-9])/(?P<m3>[01]?[0-9])"
        r"(?:\s?[-\s/]\s?(?P<y3>20[0-9]{2}|[0-9]{2}(?!\s?[-/][0-9])))?(?![0-9])"
    ),
    # 03-11-2026, 3.11.2026
    r"(?P<d4>[0-3]?[0-9])[-.](?P<m4>[01]?[0-9])[-.](?P<y4>20[0-9]{2})(?![0-9])",
    # 20261103
    r"(?P<y5>20[0-9]{2})(?P<m5>[01][0-9])(?P<d5>[0-3][0-9])(?![0-9\s]?[-+]?[0-9])",
    # 26-11-03, 26.11.03
    r"(?P<y6>2[0-9])[-.](?P<m6>[01][0-9])[-.](?P<d6>[0-3][0-9])(?![0-9])",
    # 03.11.26, 03-11-26: the year cannot be the first
    r"(?P<d9>[013]?[0-9])[-.](?P<m9>[01]?[0-9])[-.](?P<y9>2[0-9])(?![0-9])",
    # 2026 11 03
    r"(?P<y12>20[0-9]{2})\s(?P<m12>0[1-9]|1[0-2])\s(?P<d12>[0-3][0-9])(?!\s?[0-9-])",
    # 261103
    r"(?P<y7>2[0-9])(?P<m7>[01][0-9])(?P<d7>[0-3][0-9])(?![0-9\s]?[-+]?[0-9])",
    # November 3, 2026, november den 3 2026
    (
        rf"{_MONTH_8}\s+(?:den\s+)?(?P<d8>[0-3]?[0-9])(?::?[ea]|st|nd|rd"
        rf"|th)?,?\s+(?P<y8>20[0-9]{{2}})"
    ),
)
_DATE = re.compile(
    # "Göteborg/3 mars 2026" and "Göteborg,3 mars": a mark behind a letter is no part of a number
    rf"(?<![\w.-])(?<![0-9][/,])(?<!^[/,])(?:{_DAY})?(?:{'|'.join(_SHAPES)})",
    re.IGNORECASE,
)
_ORDER = (
    ("y1", "m1", "d1"),
    ("y3", "m3", "d3"),
    ("y4", "m4", "d4"),
    ("y5", "m5", "d5"),
    ("y6", "m6", "d6"),
    ("y7", "m7", "d7"),
    ("y9", "m9", "d9"),
    ("y12", "m12", "d12"),
)
_TIME = re.compile(
    r"(?:(?P<said>\b(?:kl(?:\.|ockan|ockslag)?|k1\.?|tid(?:en)?:?|at|fr(?:\.|an)"
    r"|mellan)\s*(?:kl\.?\s*)?:?\s*)"
    r"(?P<h1>[0-2]?[0-9])(?:\s?[.:,]\s?(?P<m1>[0-5][0-9])|(?P<m3>[0-5][0-9])(?![0-9]))?(?![0-9])"
    r"|(?:(?<![\w.,:/-])|(?<=[0-9]T))(?P<h2>[0-2]?[0-9])[.:](?P<m2>[0-5][0-9])(?![0-9%]|[.:][0-9])"
    r"(?!\s?(?:kr\b|sek\b)))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"tid(?:en)?\s+", re.IGNORECASE)
"""Before a small number without minutes: "Tid 1" is the first of several times, and no hour."""
_EARLY = 6
_YEARLESS = re.compile(r"(?:\bden|\bkl\S*|datum:?|senast|till)\s$", re.IGNORECASE)
_SWAPPED = str.maketrans("OoIl", "0011")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A printed date and its place; ``notes`` say what is odd about it.

    ``weekday``: the weekday printed with it is another; ``year_assumed``: no year was printed;
    ``ocr_swap``: a letter stood where a digit should; ``compact``: six or eight digits alone,
    which may be any number; ``order``: "25.05.26" may begin with its year or its day.
    """

    value: date
    start: int
    end: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A printed time of day; ``said`` when "kl." stands before it."""

    value: time
    start: int
    end: int
    said: bool


def days(plain: str, offset: int = 0, *, near: date) -> Iterator[Day]:
    """The dates in a text without diacritics; ``near`` gives the year where none is printed."""
    for found in _DATE.finditer(plain):
        day = _day(found, offset, near)
        if day is not None:
            yield day


def clocks(plain: str, offset: int = 0) -> Iterator[Clock]:
    """The times of day in a text without diacritics; of "10.00-12.00" the first."""
    for found in _TIME.finditer(plain):
        hour = int(found["h1"] or found["h2"])
        minutes = found["m1"] or found["m3"] or found["m2"]
        minute = int(minutes or 0)
        lone = minutes is None and hour < _EARLY
        numbered = lone and _NUMBERED.fullmatch(found["said"]) is not None
        if hour < 24 and not numbered:
            start = found.start("h1") if found["h1"] else found.start("h2")
            yield Clock(
                value=time(hour, minute),
                start=offset + start,
                end=offset + found.end(),
                said=bool(found["said"]),
            )


def _day(found: re.Match[str], offset: int, near: date) -> Day | None:
    year, month, day, notes = _parts(found)
    weekday = found["weekday"]
    if year is None:
        if found["d3"] and not (weekday or _YEARLESS.search(found.string[: found.start()])):
            return None  # "1/1" is a page number or a share as often as a day
        notes = (*notes, "year_assumed")
    value = _nearest(day, month, near) if year is None else _valid(year, month, day)
    if value is None or not 2000 <= value.year <= 2090:
        return None
    if weekday and _WEEKDAYS[value.weekday()] != weekday.casefold():
        notes = (*notes, "weekday")
    return Day(value=value, start=offset + found.start(), end=offset + found.end(), notes=notes)


def _parts(found: re.Match[str]) -> tuple[int | None, int, int, tuple[str, ...]]:
    """Year (None when not printed), month, day and notes of one match."""
    if found["d2"]:
        year = int(found["y2"]) if found["y2"] else None
        if found["y2s"]:
            year = 2000 + int(found["y2s"])
        return year, _month(found["month"]), int(found["d2"]), ()
    if found["ya"]:
        named = found["montha"] or found["monthb"]
        return int(found["ya"]), _month(named), int(found["da"] or found["db"]), ()
    if found["word"]:
        year = int(found["yw"]) if found["yw"] else None
        return year, _month(found["monthw"]), _ORDINALS[found["word"].casefold()], ()
    if found["d8"]:
        return int(found["y8"]), _month(found["month8"]), int(found["d8"]), ()
    names = next(names for names in _ORDER if found[names[2]])
    texts = [found[name] or "" for name in names]
    swapped = [text.translate(_SWAPPED) for text in texts]
    if not all(text.isdigit() for text in swapped if text) or not (swapped[1] and swapped[2]):
        # "2026-08. L": a sign that stands where a digit would, and is none.
        return None, 0, 0, ()
    notes = ("ocr_swap",) if texts != swapped else ()
    if names[0] in {"y5", "y7", "y12"}:
        notes = (*notes, "compact")
    if names[0] == "y6" and "." in found.group() and 20 <= int(swapped[2]) < 30:
        notes = (*notes, "order")
    year = int(swapped[0]) if swapped[0] else None
    if year is not None and year < 100:
        year += 2000
    return year, int(swapped[1]), int(swapped[2]), notes


def _month(text: str) -> int:
    """The month's number; 0, which is no month, for what is none."""
    name = text.casefold().rstrip(".")
    return _SHORT.get(name) or _SHORT.get(name[:3].replace("dek", "dec"), 0)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(day: int, month: int, near: date) -> date | None:
    """The day and month in the year that puts it closest to ``near``."""
    years = (near.year - 1, near.year, near.year + 1)
    tries = [one for one in (_valid(year, month, day) for year in years) if one is not None]
    return min(tries, key=lambda one: abs((one - near).days), default=None)
