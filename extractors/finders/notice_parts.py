"""What a landlord's statutory notice tells besides: postal address, rooms, interest, account.

Formulär 3 (förordning 1978:314) asks for them; they are sought so that what is missing can be asked
for. Nothing else is decided by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from extractors.finders.labels import label, said
from extractors.finders.letter import Cell, Letter, plain
from extractors.finders.places import POSTAL, Whose, blocks, street_in
from pipeline.domain.fields import (
    ADDRESS,
    INTEREST,
    PAYMENT_ACCOUNT,
    ROOMS,
    SENDER_ADDRESS,
    Field,
    Findings,
)
from pipeline.domain.kinds import Kind

_COUNT = r"(?:[1-9](?:[,.]5)?|ett|en|tva|tre|fyra|fem|sex)"
_ROOMS = re.compile(
    rf"(?<![\w,.-]){_COUNT}(?:\s?[½])?\s?(?:-?\s?(?:rums?(?:\s?(?:lagenhet\w*|och\s?kok|o\.?\s?kok"
    r"|\+\s?kok|&\s?kok|med\s(?:kok|kokvra|pentry)|kok))?|r\.?\s?o\.?\s?k\.?(?:v|vra)?"
    r"|rok(?:v)?|rkv?|r\s?\+\s?k))(?![\w])",
    re.IGNORECASE,
)
_SIZE = label(
    r"(?:den forhyrda )?lagenhetens storlek(?: \(antalet rum\))?",
    r"antal(?:et)? rum",
    r"storlek",
    r"rum",
)
_COUNTED = re.compile(rf"\W*(?P<count>{_COUNT})(?:\s?st)?\W*(?:$|,)", re.IGNORECASE)
_LANDLORD = label(r"(?:hyresvard|uthyrar)ens namn[^:\n]{0,50}")
_BOX = re.compile(r"\b(?:box|fe)\s?[0-9]{1,5}", re.IGNORECASE)
_CAPTION = re.compile(r"[1-9][.)]?\s[A-Z]")
_INTEREST = re.compile(
    r"(?:drojsmals|referens|utlopande )?rant(?:a|an)\b(?!\s+som\s+fordras)[^.\n]{0,60}"
    r"|rantelagen[^.\n]{0,30}|\b[0-9]{1,2}(?:,[0-9]{1,2})?\s?(?:%|procent)[^.\n]{0,30}rant\w*",
    re.IGNORECASE,
)
"""Not the form's own words "den ränta som fordras", which stand over an empty box too."""

_ACCOUNT = re.compile(
    r"(?:bank-?\s?giro|\bbg)(?:t|konto|nr|nummer|ar|[.:\s])*[0-9]{3,4}\s?-?\s?[0-9]{4}(?![0-9])"
    r"|(?:plus-?\s?giro|post-?\s?giro|\bpg)(?:t|konto|nr|nummer|ar|[.:\s])*"
    r"[0-9]{1,2}(?:\s?[0-9]{2}){1,3}\s?-\s?[0-9](?![0-9])"
    r"|(?:bank|giro)?konto(?:nr|nummer)?[.:\s]{1,3}[0-9]{4}[\s,-]{1,3}[0-9 .-]{5,}"
    r"|swish(?:a|as|nummer|nr|[.:\s]|till)*[0-9][0-9 ]{6,}",
    re.IGNORECASE,
)
_OTHER_WAY = re.compile(
    r"(?:betalas?|betalning\w*|inbetalning\w*)\b[^.\n]{0,50}"
    r"\b(?:inbetalningskort\w*|avi(?:n|er)?|hyresavi\w*|autogiro|e-faktura|pa kontoret)\b",
    re.IGNORECASE,
)
_KINDS = frozenset({Kind.RENT_DEBT, Kind.UTILITY_DEBT})


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``sender_address``, ``rooms``, ``interest`` and ``payment_account`` of a claim."""
    if letter.kind not in _KINDS:
        return found
    for name, field in (
        (SENDER_ADDRESS, _address(letter, plain(found.value(ADDRESS) or "").lower())),
        (ROOMS, _rooms(letter)),
        (INTEREST, _first(letter, _INTEREST, 0.9)),
        (PAYMENT_ACCOUNT, _first(letter, _ACCOUNT, 0.95) or _first(letter, _OTHER_WAY, 0.8)),
    ):
        if field is not None:
            found = found.with_field(name, field)
    return found


def _address(letter: Letter, home: str) -> Field[str] | None:
    """The sender's street or box, postal code and town; never the home that the letter is about.

    The form's own box before any other block of address.
    """
    for lines in _stacks(letter):
        found = _in_stack(letter, lines)
        if found is not None and not (home and plain(found.value).lower().startswith(home)):
            return found
    return None


def _stacks(letter: Letter) -> Iterator[tuple[Cell, ...]]:
    """Lines of print in which the sender's address may stand, likeliest first."""
    for one in said(letter, _LANDLORD):
        yield tuple(takewhile(lambda line: not _CAPTION.match(line.plain), one.block))
    for block in blocks(letter):
        if block.whose is Whose.SENDER:
            yield block.lines


def _in_stack(letter: Letter, lines: tuple[Cell, ...]) -> Field[str] | None:
    """The last town of the lines, with the street or box that stands nearest over or before it."""
    for place in range(len(lines) - 1, -1, -1):
        postal = POSTAL.search(lines[place].plain)
        if postal is None:
            continue
        at = lines[place]
        city = at.text[postal.start("city") : postal.end("city")]
        code = postal["code"].replace(" ", "")
        town = f"{code[:3]} {code[3:]} {city}"
        for line in reversed(lines[: place + 1]):
            box = _BOX.search(line.plain)
            span = street_in(line, loose=False) or (box.span() if box else None)
            if span is not None:
                start, end = line.start + span[0], line.start + span[1]
                whole = f"{letter.text.value[start:end]}, {town}"
                return letter.place(whole, start, end, finder="notice_parts", sure=0.9)
        start, end = at.start + postal.start(), at.start + postal.end()
        return letter.place(town, start, end, finder="notice_parts", sure=0.8)
    return None


def _rooms(letter: Letter) -> Field[str] | None:
    named = _first(letter, _ROOMS, 0.95)
    if named is not None:
        return named
    for one in said(letter, _SIZE):
        counted = _COUNTED.match(one.value.plain)
        if counted is not None:
            start, end = (one.value.start + at for at in counted.span("count"))
            text = letter.text.value[start:end]
            return letter.place(text, start, end, finder="notice_parts", sure=0.85)
    return None


def _first(letter: Letter, pattern: re.Pattern[str], sure: float) -> Field[str] | None:
    """The first place where the pattern stands, as its own words."""
    for hit in letter.search(pattern):
        text = " ".join(letter.text.value[hit.start() : hit.end()].split())
        field = letter.place(text, *hit.span(), finder="notice_parts", sure=sure)
        if field is not None:
            return field
    return None
