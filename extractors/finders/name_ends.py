"""Where an organisation's name begins and ends in its line.

A rule or the reader of roles points into a name; its ends are told by what names are made of:
capitalised words, a legal form, and small words that join them ("Hus & Hage i Storsele").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.finders.letter import Cell, Letter
from pipeline.domain.roles import SpanRole

_TOKEN = re.compile(r"[^\s,;:|·•()\[\]]+")
_JOINS = frozenset({"i", "pa", "vid", "och", "&", "+", "av", "of", "the", "de", "nr", "firman"})
_FORMS = frozenset({
    "ab", "hb", "kb", "aktiebolag", "handelsbolag", "kommanditbolag", "bostadsaktiebolag",
    "publ",
})  # fmt: skip
_ENDERS = frozenset({
    "kommun", "kommunalforbund", "forening", "forvaltning", "stad", "tingsratt",
    "hovratt", "hyresnamnd", "forsamling", "pastorat", "samfallighetsforening", "koping",
    "namnden", "enheten", "avdelningen",
})  # fmt: skip
"""Words without a capital that a name may end in."""
_FOR_SOMETHING = frozenset({
    "byran", "foreningen", "stiftelsen", "sallskapet", "bolaget", "kontoret", "centralen",
})  # fmt: skip
"""Words that a name opens with and that go on with "för"."""
_ROADS = ("gatan", "gata", "vagen", "vag", "grand", "torget", "torg", "stigen", "backen", "liden",
          "hojden", "lanken", "allen")  # fmt: skip
_SHORTENED = frozenset({"for", "ek", "u.p.a", "m.fl"})
_FORM_FIRST = frozenset({
    "ab", "kb", "hb", "bostads", "fastighets", "forvaltnings", "hyres", "hus", "byggnads", "brf",
    "stiftelsen",
})  # fmt: skip
_OPENERS = frozenset({
    "fran", "for", "till", "av", "avsandare", "vi", "ni", "er", "var", "vart", "med",
    "styrelsens", "protokollsutdrag/brev", "org.nr", "halsning", "halsningar", "kopia", "mvh",
    "sokande", "borgenar", "uppdragsgivare", "leverantor", "fordringsagare", "fastighetsagare",
    "hos", "handlaggare", "kontakt", "telefon", "tel", "datum", "styrelsen", "kassoren",
    "ordforanden", "ordforande", "genom", "via", "utdrag", "ur", "registrerad", "ankom",
    "inkom", "dear", "from", "by", "on", "kara", "hej", "amne", "arende", "angaende", "avser",
    "mot", "parter", "svarande", "sida", "blad", "enligt", "under", "mellan", "samt", "den",
    "det", "detta", "denna", "ett", "en", "nr", "framstallning", "tjansteanteckning",
    "anteckning", "protokollsutdrag", "brev", "f", "a", "o", "s", "hogtarade", "arade", "basta",
    "vordsamt",
})  # fmt: skip
"""Words that may open a line before a name, and are none of it."""
_TAILS = frozenset({
    "meddelar", "kundtjanst", "kundservice", "maskinellt", "framstallt", "dagboksblad", "mal",
    "tjansteanteckning", "underrattelse", "meddelande", "protokoll", "beslut", "box", "tel",
    "telefon", "org", "orgnr", "postadress", "bankgiro", "plusgiro", "bg", "pg",
})  # fmt: skip
_HEADING = re.compile(
    r"(?:stornings|inkasso|hyres|ordnings|betalnings)?"
    r"(?:rapport|krav|kravbrev|meddelande|underrattelse|uppsagning|paminnelse|faktura|anmalan|varning)"
)
"""What letters are called: the first word of a line that goes on with the sender."""
_FIGURES = re.compile(r"[0-9]{1,2}(?:[A-Za-z-]\w*)?|[0-9]{4}")
"""Figures that may stand in a name: a house's number, "3-kronor", a year."""
_KFM = re.compile(r"Kronofogde(?:n|myndigheten)\b", re.IGNORECASE)
_WRITTEN_TO = re.compile(r"(?:till|hos|mot|kopia|mottagare|att)\b", re.IGNORECASE)
_PEOPLE = (SpanRole.STAFF, SpanRole.OTHER_PERSON, SpanRole.DEBTOR, SpanRole.CO_DEBTOR)
_MOST = 8
"""Words of a name."""


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    start: int
    end: int
    after: str
    """What stands between it and the next word."""

    @property
    def low(self) -> str:
        return self.plain.lower().strip(".'\"")

    @property
    def names(self) -> bool:
        """Whether it may be a word of a name by its look."""
        first = self.plain.lstrip("\"'")[:1]
        figures = first.isdigit() and _FIGURES.fullmatch(self.plain) is not None
        none = self.low in _OPENERS or _HEADING.fullmatch(self.low) is not None
        return (first.isupper() or figures) and not none


def whole(letter: Letter, cell: Cell) -> Cell:
    """The name that the cell points at, no shorter and no longer than it is printed in its line."""
    if len(cell.plain) != cell.end - cell.start or _WRITTEN_TO.match(cell.plain):
        return cell  # spelled out letter by letter, or whom the letter is written to
    kfm = _KFM.search(cell.plain)
    if kfm is not None:
        return letter.part(cell.start + kfm.start(), cell.start + kfm.end()) or cell
    words, first, last = _words(letter, cell)
    if not words:
        return cell
    first, last = _without_what_is_none(words, first, last)
    if first > last:
        return cell
    first = _further_left(letter, words, first, last)
    last = _further_right(letter, words, first, last)
    end = words[last].end
    if words[last].plain.endswith(".") and words[last].low not in _SHORTENED:
        end -= 1  # the stop is its sentence's
    return letter.part(words[first].start, end) or cell


def _words(letter: Letter, cell: Cell) -> tuple[list[_Word], int, int]:
    """The words of the line that the cell stands in, and the places of its first and last."""
    home = letter.cell_at(cell.start)
    if home is None:
        return [], 0, 0
    lower = letter.goes_on(home)
    stop = home.end if lower is None else lower.end
    hits = list(_TOKEN.finditer(letter.plain, home.start, stop))
    words = [
        _Word(
            hit.group(),
            hit.start(),
            hit.end(),
            letter.plain[hit.end() : (hits[at + 1].start() if at + 1 < len(hits) else hit.end())],
        )
        for at, hit in enumerate(hits)
    ]
    inside = [at for at, one in enumerate(words) if one.end > cell.start and one.start < cell.end]
    if not inside:
        return [], 0, 0
    return words, inside[0], inside[-1]


def _without_what_is_none(words: list[_Word], first: int, last: int) -> tuple[int, int]:
    """Words cut that stand before or behind the name: "Från", "meddelar", all behind "AB för"."""
    while first <= last and not _begins(words, first, last):
        first += 1
    if first > last:
        return first, last
    end = first
    for at in range(first, last + 1):
        one = words[at]
        if one.low in _TAILS or not (one.names or one.low in _ENDERS or _joins(words, at)):
            break
        end = at
        closes = one.low in _ENDERS or one.low in _FORMS
        if at > first and closes and not _goes_on_behind_form(words, at, last):
            break
        if at < last and _is_a_street(words, at + 1):
            break
    while end > first and words[end].low in _JOINS:
        end -= 1
    return first, end


def _begins(words: list[_Word], at: int, last: int) -> bool:
    one = words[at]
    if not one.names:
        return False
    # a box's number before the name: "1 Älvstrands Elnät AB"
    return not (one.plain.isdigit() and at < last)


def _goes_on_behind_form(words: list[_Word], at: int, last: int) -> bool:
    """Whether the form opens the name ("Bostads AB Nordanskogen") rather than ends it."""
    before = words[at - 1].low if at and not words[at].plain.endswith(".") else ""
    return at < last and before in _FORM_FIRST and words[at + 1].names


def _further_left(letter: Letter, words: list[_Word], first: int, last: int) -> int:
    while first > 0 and last - first < _MOST:
        before = words[first - 1]
        if not before.after.isspace() or before.plain.endswith((".", "/")):
            break
        step = 1
        if before.low in _JOINS and first > 1 and words[first - 2].after.isspace():
            before, step = words[first - 2], 2
        board = step == 2 and before.low in _ENDERS  # "Tekniska nämnden i ..."
        if not (before.names or board) or before.plain.isdigit():
            break
        if _is_a_persons(letter, before) and not _is_a_firms(words, first - step):
            break
        first -= step
    return first


def _further_right(letter: Letter, words: list[_Word], first: int, last: int) -> int:
    if words[last].low in _FORMS and last > first and words[last - 1].low not in _FORM_FIRST:
        return last
    while last + 1 < len(words) and last - first < _MOST:
        if _ends(words, first, last):
            break
        after, step = words[last + 1], 1
        if after.plain.lower() == "ek.":
            last += 1
            continue
        if _joins(words, last + 1) and last + 2 < len(words) and after.after.isspace():
            after, step = words[last + 2], 2
        if step == 1 and (after.low in _ENDERS or words[last].low == "ek"):
            return last + 1
        if not after.names or after.low in _TAILS or _is_a_houses(words, last + step):
            break
        if _is_a_persons(letter, after) and not _is_a_firms(words, last + step):
            break
        last += step
        if after.low in _FORMS:
            break
    return last


def _ends(words: list[_Word], first: int, last: int) -> bool:
    """Whether a mark, an address or a line that says something else ends the name there."""
    stops = words[last].plain.endswith((".", "/")) and words[last].low != "ek"
    return (
        stops
        or not words[last].after.isspace()
        or _is_a_street(words, last + 1)
        or _opens_a_line(words, first, last)
    )


def _joins(words: list[_Word], at: int) -> bool:
    """Whether a small word there joins two parts of a name: "Byrån för Hyresrätt"."""
    low = words[at].low
    return low in _JOINS or (low == "for" and at > 0 and words[at - 1].low in _FOR_SOMETHING)


def _is_a_street(words: list[_Word], at: int) -> bool:
    """Whether an address begins there, behind a name without a comma."""
    road = words[at].low.endswith(_ROADS) and at + 1 < len(words)
    return road and words[at + 1].plain[:1].isdigit()


def _opens_a_line(words: list[_Word], first: int, last: int) -> bool:
    """Whether the next word stands in a line that says something else.

    One behind a legal form, or in capitals under a name that is not.
    """
    if "\n" not in words[last].after:
        return False
    shouts = words[last + 1].plain.isupper() and len(words[last + 1].plain) > len("AB")
    return words[last].low in _FORMS or (
        shouts and not all(one.plain.isupper() for one in words[first : last + 1])
    )


def _is_a_houses(words: list[_Word], at: int) -> bool:
    """Whether figures there go on into an address: "Brf Kajen 412 59", and not "Brf Kajen 4"."""
    one = words[at]
    if not one.plain[:1].isdigit() or words[at - 1].low == "nr":
        return False
    if at + 1 < len(words) and words[at + 1].low in _FORMS:
        return False
    ends = at + 1 == len(words) or not one.after.isspace()
    return len(one.plain) > _HOUSE or not ends


_HOUSE = 2


def _is_a_firms(words: list[_Word], at: int) -> bool:
    """Whether a person's name there is a firm's: "Advokaterna Prov & Test KB"."""
    joined = words[at].after.strip() == "" and at + 1 < len(words)
    if joined and words[at + 1].plain in {"&", "+"}:
        return True
    if at > 0 and words[at - 1].plain in {"&", "+"}:
        return True
    for one in words[at + 1 : at + 4]:
        if one.low in _FORMS:
            return True
        if not one.names:
            return False
    return False


def _is_a_persons(letter: Letter, word: _Word) -> bool:
    return letter.roles.share(letter.text, word.start, word.end, *_PEOPLE) > _PERSONS


_PERSONS = 0.4
