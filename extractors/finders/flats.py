"""The home's official flat number (lgh 1102), among the flats of neighbours that a letter names."""

from __future__ import annotations

import re

from extractors.finders.labels import label, said
from extractors.finders.letter import Cell, Letter, plain
from extractors.finders.places import APARTMENT, STREET
from pipeline.domain.fields import APARTMENT as APARTMENT_FIELD
from pipeline.domain.fields import Findings
from pipeline.domain.kinds import Kind

Span = tuple[int, int, Cell]
"""Where the home's street stands: first character, the one after the last, and its cell."""

_BESIDE = re.compile(
    r"\s?,?\s?(?:\(|/|nr\.?\s|(?:apt|apartment|flat|lag\.?\s?nr)\.?\s(?:no\.?\s|nr\.?\s)?)"
    r"(?P<number>(?:09|1[0-9]|2[0-9])[0-9]{2})(?![\w]|[-/.:,][0-9]|\s?(?:kr|kronor)\b)",
    re.IGNORECASE,
)
_OTHERS_FLAT = re.compile(
    r"granne\b|grannar|vittne|anmal(?:ande|are|t av)|klag(?:ande|at)|stord[ae]", re.IGNORECASE
)
_OWN_FLAT = re.compile(
    r"(?:storning\w*|oljud|lagenheten|bostaden|objekt\w*|bostadsratt\w*|avser|hyrs?"
    r"|kontrakt\w*|uppsagning|tenancy)(?:\s(?:i|fran|av|om|for|pa))?\W*$",
    re.IGNORECASE,
)
"""Words before a flat that is the home's, where a letter of disturbances names the neighbours'."""
_STREET_NEXT = re.compile(rf"[,\s]*(?:{STREET.pattern})", STREET.flags)
_AT_STREET = re.compile(r"[A-Za-z]{4,}\s[0-9]{1,3}(?:\s?[A-H])?[,\s(]*$")
_OBJECT_FLAT = label(
    r"lagenhets-?\s?(?:nr|nummer)",
    r"[li1|]{1,2}gh\.?\s?-?\s?(?:nr|nummer)?\.?",
    r"lagenhet(?: ?nr| ?nummer)?",
    r"lm-?(?:nr|nummer)",
    r"(?:skatteverkets|officiellt|folkbokforings)\w* lagenhetsnummer",
)


def with_apartment(letter: Letter, found: Findings, homes: list[Span]) -> Findings:
    """The official flat number: in the home's own line first, then behind a label or "lgh"."""
    for _, end, _ in homes:
        beside = _BESIDE.match(letter.plain, end)
        if beside is not None:
            return _flat(letter, found, beside.start("number"), beside.end("number"), 0.98)
    for start, end, cell in homes:
        last = letter.cell_at(end - 1) or cell  # a street may be broken over two lines
        hit = APARTMENT.search(letter.plain, start, letter.rows[last.row][-1].end)
        if hit is not None:
            return _flat(letter, found, hit.start("number"), hit.end("number"), 0.985)
    for one in said(letter, _OBJECT_FLAT):
        number = re.match(
            r"(?:09|1[0-9]|2[0-9])[0-9]{2}(?![\w-])(?!\s?(?:kr|kronor)\b)", one.value.plain
        )
        if number is not None and not re.search(r"[0-9]", one.value.plain[number.end() :][:3]):
            return _flat(letter, found, one.value.start, one.value.start + number.end(), 0.95)
    for hit in letter.search(APARTMENT):
        before = re.split(r"[.!?]\s", letter.before(hit.start(), 60))[-1]
        own = (
            letter.kind is not Kind.DISTURBANCE
            or _OWN_FLAT.search(before)
            or _AT_STREET.search(before)
            or _STREET_NEXT.match(letter.plain, hit.end())
            or _behind_a_party(found, before)
        )
        if not own or _OTHERS_FLAT.search(letter.before(hit.start(), 60)):
            continue
        return _flat(letter, found, hit.start("number"), hit.end("number"), 0.9)
    return found


def _behind_a_party(found: Findings, before: str) -> bool:
    """Whether the words end in a party's name: "Anna Prov i lgh 1102"."""
    ends = re.sub(r"(?:\s(?:i|pa))?[\s,(]*$", "", before)
    return any(
        one.name is not None and ends.endswith(plain(one.name.value)) for one in found.parties
    )


def _flat(letter: Letter, found: Findings, start: int, end: int, sure: float) -> Findings:
    field = letter.place(letter.text.value[start:end], start, end, finder="home", sure=sure)
    return found if field is None else found.with_field(APARTMENT_FIELD, field)
