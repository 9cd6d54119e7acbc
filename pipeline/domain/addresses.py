"""Comparing a printed address with a registered one: streets, entrances, flats, postal codes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pipeline.domain.names import Similarity
from pipeline.domain.people import Address
from pipeline.domain.spelling import fold, shape_key

_HOUSE = re.compile(
    r"""^(?P<name>.*?[^\W\d_].*?)\s*
        (?<!\d)(?P<number>\d{1,4})(?!\d|[^\W\d_]{2})
        (?:\s*(?P<letter>[^\W\d_])(?![^\W\d_]))?
        (?:\s*[-–/]\s*(?:(?P<upto>\d{1,4})(?!\d)\s*)?(?:(?P<last>[^\W\d_])(?![^\W\d_]))?)?""",
    re.VERBOSE,
)
_FLAT = re.compile(r"\b(?:lgh|lght|lägenhet|lag(?:enhet)?|lgnr)\b\.?\s*(?:nr\.?\s*)?(\d{4})\b")
_POSTAL = re.compile(r"\b(?:s-?|se-?)?(\d{3})\s?(\d{2})\b(?=\s+[^\W\d_])")
_ORDINALS = {
    "1:a": "första",
    "2:a": "andra",
    "3:e": "tredje",
    "4:e": "fjärde",
    "5:e": "femte",
    "1a": "första",
    "2a": "andra",
    "3e": "tredje",
    "4e": "fjärde",
}
_PREFIXES = {
    "n": "norra",
    "s": "södra",
    "ö": "östra",
    "v": "västra",
    "st": "stora",
    "l": "lilla",
    "l:a": "lilla",
    "st:a": "stora",
    "s:t": "sankt",
    "s:ta": "sankta",
    "g:la": "gamla",
    "gla": "gamla",
    "ö:a": "östra",
    "v:a": "västra",
    "n:a": "norra",
    "s:a": "södra",
    "övre": "övre",
}
# Endings are shortened on both sides rather than written out: "Kungsg." could be "gatan" only,
# but a name that merely ends in g must still equal itself.
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("gatan", "#g"),
    ("gata", "#g"),
    ("gat", "#g"),
    ("gt", "#g"),
    ("gränden", "#r"),
    ("gränd", "#r"),
    ("grand", "#r"),
    ("gr", "#r"),
    ("vägen", "#v"),
    ("väg", "#v"),
    ("vagen", "#v"),
    ("vag", "#v"),
    ("vg", "#v"),
    ("torget", "#t"),
    ("torg", "#t"),
    ("platsen", "#p"),
    ("plats", "#p"),
    ("pl", "#p"),
    ("allén", "#a"),
    ("allen", "#a"),
    ("allé", "#a"),
    ("alle", "#a"),
    ("all", "#a"),
    ("stigen", "#s"),
    ("stig", "#s"),
    ("st", "#s"),
    ("g", "#g"),
    ("v", "#v"),
)
_SIMILAR = 0.85
"""Least similarity of two whole street names that may be one misread; neighbours such as
Lindgatan and Linnégatan stay below."""

_LETTERLIKE = str.maketrans("0158|!", "oisbll")
_LOWEST_FLOOR = 7
"""Official flat numbers begin with the floor, 10 being the ground floor (SKV: lägenhetsregister);
a lower beginning is a landlord's object number."""


class PlaceLevel(StrEnum):
    """How a printed part of an address agrees with the registered one."""

    SAME = "same"
    FOLDED = "folded"
    RANGE = "range"
    NO_LETTER = "no_letter"
    SLIP = "slip"
    OTHER = "other"

    @property
    def agrees(self) -> bool:
        """Whether the two may be one place."""
        return self is not PlaceLevel.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """A street line read apart: names short and full, house number, entrance letter, ranges.

    ``full`` is the name without spaces, ``name`` the same with its ending shortened (``kungs#g``);
    ``number`` is None where there is none (a farm); ``upto`` and ``last`` end a range of houses
    or entrances; letters are lower case.
    """

    name: str
    full: str
    number: int | None
    letter: str = ""
    upto: int | None = None
    last: str = ""

    @property
    def key(self) -> str:
        """What spellings and misreadings of one house share, without the entrance: to find it."""
        return f"{shape_key(self.name)}|{'' if self.number is None else self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A printed home: street or None, official flat number or empty, postal code or empty."""

    street: Street | None = None
    apartment: str = ""
    postal_code: str = ""


NOWHERE = Place()


def _joined(name: str) -> str:
    """The name's words spelled out and written as one, digits inside words read as letters."""
    parts = [_ORDINALS.get(part, part) for part in name.split()]
    spelled = [
        _PREFIXES.get(part.rstrip("."), part) if place < len(parts) - 1 else part
        for place, part in enumerate(parts)
    ]
    return re.sub(r"[^\w:|!]", "", "".join(spelled)).translate(_LETTERLIKE)


def _shortened(joined: str) -> str:
    """The joined name with its ending, however written or misread, in one short form."""
    for ending, short in _ENDINGS:
        tail = joined[-len(ending) :]
        # Three letters must be left: "Väg 3" and "Torget 1" are whole names.
        if len(joined) - len(ending) >= 3 and shape_key(tail) == shape_key(ending):
            return joined[: -len(ending)] + short
    return joined


@lru_cache(maxsize=65536)
def parse_street(line: str) -> Street | None:
    """The street line read apart; None when it holds no letters.

    A flat number, a postal code and what stands after the house are left aside.
    """
    text = unicodedata.normalize("NFKC", line).casefold()
    for ordinal, spelled in _ORDINALS.items():
        text = re.sub(rf"(?<!\w){re.escape(ordinal)}(?=\s+[^\W\d_]{{3}})", spelled, text)
    text = " ".join(_FLAT.sub(" ", text).split())
    found = _HOUSE.match(text)
    if found is None:
        full = _joined(re.split(r"[,\d]", text)[0])
        return Street(name=_shortened(full), full=full, number=None) if full else None
    letter, last = found["letter"] or "", found["last"] or ""
    upto = int(found["upto"]) if found["upto"] else None
    number = int(found["number"])
    if upto is not None and upto <= number:
        upto = None
    full = _joined(found["name"].replace(",", " "))
    return Street(
        name=_shortened(full),
        full=full,
        number=number,
        letter=letter,
        upto=upto,
        last=last if last > letter else "",
    )


def official_apartment(text: str) -> str:
    """The official four-digit flat number, or empty for anything else (an object number)."""
    digits = re.sub(r"\D", "", text)
    if len(digits) != 4 or int(digits[:2]) < _LOWEST_FLOOR:
        return ""
    return digits


def parse_place(address: str, apartment: str = "", postal_code: str = "") -> Place:
    """A printed home from its street line, flat number and postal code, each possibly empty.

    A flat number or postal code inside the line counts when none is given apart.
    """
    text = unicodedata.normalize("NFKC", address).casefold()
    flat = official_apartment(apartment)
    if not flat and (found := _FLAT.search(text)):
        flat = official_apartment(found[1])
    digits = re.sub(r"\D", "", postal_code)
    if not digits and (code := _POSTAL.search(text)):
        digits = code[1] + code[2]
        address = text[: code.start()]
    return Place(
        street=parse_street(address),
        apartment=flat,
        postal_code=digits if len(digits) == 5 else "",
    )


def place_of(address: Address) -> Place:
    """A registered address as a place."""
    digits = re.sub(r"\D", "", address.postal_code)
    return Place(
        street=parse_street(address.street) if address.street else None,
        apartment=address.apartment,
        postal_code=digits if len(digits) == 5 else "",
    )


def _compare_entrances(printed: Street, registered: Street) -> PlaceLevel:
    """Same house? ``printed`` and ``registered`` bear one street's name."""
    if printed.number != registered.number:
        wide, narrow = (printed, registered) if printed.upto is not None else (registered, printed)
        if wide.upto is None or wide.number is None or narrow.number is None:
            return PlaceLevel.OTHER
        inside = wide.number <= narrow.number <= wide.upto
        # One side of a street has the odd numbers: 12-16 does not hold 13.
        same_side = (narrow.number - wide.number) % 2 == 0
        return PlaceLevel.RANGE if inside and same_side else PlaceLevel.OTHER
    if printed.letter == registered.letter:
        return PlaceLevel.SAME
    if not printed.letter or not registered.letter:
        return PlaceLevel.NO_LETTER
    for wide, narrow in ((printed, registered), (registered, printed)):
        if wide.last and wide.letter <= narrow.letter <= wide.last:
            return PlaceLevel.RANGE
    return PlaceLevel.OTHER


def _ending(street: Street) -> str:
    return street.name.partition("#")[2]


def _misread(printed: Street, registered: Street, similarity: Similarity) -> bool:
    """Whether one street name may be the other badly read; Björkgatan is never Björkvägen."""
    if shape_key(printed.name) == shape_key(registered.name):
        return True
    endings = {_ending(printed), _ending(registered)} - {""}
    return len(endings) < 2 and similarity(fold(printed.full), fold(registered.full)) >= _SIMILAR


def compare_streets(printed: Street, registered: Street, similarity: Similarity) -> PlaceLevel:
    """How two street lines agree, the worst of name and entrance."""
    if printed.name == registered.name:
        name = PlaceLevel.SAME
    elif fold(printed.name) == fold(registered.name):
        name = PlaceLevel.FOLDED
    elif _misread(printed, registered, similarity):
        name = PlaceLevel.SLIP
    else:
        return PlaceLevel.OTHER
    entrance = _compare_entrances(printed, registered)
    order = list(PlaceLevel)
    return max(name, entrance, key=order.index)


def compare_postal_codes(printed: str, registered: str) -> PlaceLevel:
    """Five digits against five: the same, one digit off, or another."""
    if printed == registered:
        return PlaceLevel.SAME
    wrong = sum(one != other for one, other in zip(printed, registered, strict=True))
    return PlaceLevel.SLIP if wrong == 1 else PlaceLevel.OTHER


def same_house(one: Address, other: Address) -> bool:
    """Whether two registered addresses are one entrance: street, number, letter, postal code."""
    here, there = place_of(one), place_of(other)
    if here.street is None or here.street != there.street:
        return False
    codes = {here.postal_code, there.postal_code} - {""}
    return len(codes) < 2
