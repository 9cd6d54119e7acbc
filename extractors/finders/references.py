"""The numbers a matter goes by: Kronofogden's, case, contract and customer numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.finders.labels import label, said
from extractors.finders.letter import Cell, Letter
from pipeline.domain.fields import CASE_NUMBER, CONTRACT_NUMBER, REFERENCE, Field, Findings
from pipeline.domain.kinds import Kind

_ENFORCEMENT = re.compile(
    r"(?<![\w-])[UÜ]\s?-\s?[0-9]{1,7}\s?-\s?[0-9]{2,4}(?:/[0-9]{2,4})?(?:-[0-9]{1,3})?(?![\w])"
)
_SUMMARY = re.compile(r"(?<![\w/,.-])[0-9]{2}-[0-9]{3,7}-[0-9]{2}(?![\w-])")
_COURT = re.compile(r"(?<![\w-])(?:T|FT|Ä|A|B|H)\s?[0-9]{2,6}-[0-9]{2}(?![\w-])")
_VALUE = re.compile(
    # a stop with a blank behind it ends a sentence: "Kontrakt SK-2001. Med vänlig hälsning"
    r"[A-Z]{0,5}[ -]?(?:[0-9][0-9A-Z]*)"
    r"(?:[ ]?[-/][ ]?[0-9A-Z]+|[ ]?[.:](?:[ ]?[0-9]|[A-Z])[0-9A-Z]*)*(?:\s[0-9]{2,})*",
    re.IGNORECASE,
)
_N = r"\.?\s?(?:nr|nummer|n:o|no|id)\.?"
_KFM = label(
    rf"mal{_N}", rf"utsokningsmal(?:{_N})?", r"malnummer", r"mal\b", rf"kronofogdens mal{_N}"
)
_CASE = label(
    r"dnr",
    r"diarien(?:r|ummer)",
    rf"(?:inkasso|krav)?arende{_N}",
    r"arendebeteckning",
    rf"inkasso{_N}",
    rf"akt{_N}",
    r"arende-?(?:id|beteckning)",
    r"arende",
    r"var(?:t|\sref(?:erens)?)?\s?(?:arende|dnr|diarienummer)",
    rf"mal{_N}",
    rf"storningsarende\s?{_N}",
    rf"case\s?{_N}",
    r"beteckning",
    r"akt",
    r"(?:our\s)?case",
)
_CONTRACT = label(
    rf"(?:hyres|hyresgast)?\s?kontrakts?\s?{_N}",
    rf"hyreskontrakt(?:\s?{_N})?",
    rf"(?:hyres|el|nat)?avtals?\s?{_N}",
    rf"hyresobjekt(?:\s?{_N})?",
    rf"lagenhets?\s?objekt(?:\s?{_N})?",
    r"(?:hyres)?kontrakt",
    r"avtal",
    rf"lease(?:\s?{_N})?",
)
_CUSTOMER = label(
    rf"kund\s?{_N}",
    r"kundnummer",
    rf"hyresgast\s?{_N}",
    rf"medlems\s?{_N}",
    rf"abonnemangs?(?:\s?{_N})?",
    r"kund",
    rf"customer\s?{_N}",
    rf"galdenars?\s?{_N}",
)
_OBJECT = label(
    rf"anlaggnings?-?\s?(?:id|{_N})", r"omrades-?id", rf"objekts?\s?{_N}", r"matarnummer"
)
_OWN = label(
    r"our\s?ref(?:erence)?\.?",
    r"var\s?ref(?:erens)?",
    r"referens(?:nummer|nr)?",
    r"ref\.?(?:nr)?",
    r"er ref(?:erens)?",
)
_INVOICE = label(rf"faktura\s?{_N}", rf"avi\s?{_N}", r"ocr(?:-?\s?(?:nr|nummer|referens))?")


_POLICE = re.compile(r"polis\w*\s$", re.IGNORECASE)
_DAY_BEHIND = re.compile(r"/(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$")
"""The day of signing, which a form prints behind its contract's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    text: str
    start: int
    end: int
    sure: float


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``case_number``, ``contract_number`` and ``reference``, each as printed.

    ``reference`` is the sender's main one: Kronofogden's number first, then the case number, the
    contract's, the customer's, an invoice's.
    """
    kfm = _kronofogden(letter)
    case = kfm or _first(letter, _CASE) or _inline(letter, _CASE_WORDS) or _first(letter, _OWN)
    contract = _first(letter, _CONTRACT) or _inline(letter, _CONTRACT_WORDS)
    customer = _first(letter, _CUSTOMER) or _first(letter, _OBJECT)
    main = case or contract or customer or _first(letter, _INVOICE)
    if letter.kind is Kind.DEBT_LIST:
        # the columns hold each debtor's own numbers, which are not the letter's
        contract = customer = None
        main = case
    named = ((CASE_NUMBER, case), (CONTRACT_NUMBER, contract or customer), (REFERENCE, main))
    for name, number in named:
        if number is None:
            continue
        field: Field[str] | None = letter.place(
            number.text, number.start, number.end, finder="references", sure=number.sure
        )
        if field is not None:
            found = found.with_field(name, field)
    return found


_CASE_WORDS = r"Akt|Arende|Dnr|Diarienr|Var referens|Vart arende|Vart dnr|Var ref|Our ref"
_CONTRACT_WORDS = r"Avtal|Kontrakt|Hyreskontrakt|Hyresavtal|Lease"
_HEAD_LINE = 90
"""Letters of a line of references at most; longer ones are sentences."""


def _inline(letter: Letter, words: str) -> _Number | None:
    """A number that stands in a line of references behind a day: "3 mars 2026, Akt 4711-26"."""
    pattern = re.compile(
        rf"(?:[0-9],?\s|[|\u00b7]\s)(?:{words})(?:\.|\s?(?:nr|nummer"
        rf"|no)\.?)?:?\s(?P<value>{_VALUE.pattern})",
        re.IGNORECASE,
    )
    for cell in letter.cells:
        high = cell.page == letter.first_page() and letter.height_at(cell.box) < 0.5
        hit = pattern.search(cell.plain) if high and len(cell.plain) <= _HEAD_LINE else None
        if hit is None or sum(sign.isdigit() for sign in hit["value"]) < 2:
            continue
        part = letter.part(cell.start + hit.start("value"), cell.start + hit.end("value"))
        if part is not None:
            return _Number(text=part.text, start=part.start, end=part.end, sure=0.95)
    return None


def _kronofogden(letter: Letter) -> _Number | None:
    """Kronofogden's number by its shape; the one behind a label before one in running text."""
    shaped = (_ENFORCEMENT, _SUMMARY)
    for one in said(letter, _KFM):
        for shape in shaped:
            hit = shape.search(one.value.plain)
            if hit is not None:
                return _at(letter, one.value, hit, 0.99)
    for shape in shaped:
        for hit in letter.search(shape):
            return _Number(
                text=re.sub(r"\s", "", letter.text.value[hit.start() : hit.end()]),
                start=hit.start(),
                end=hit.end(),
                sure=0.98,
            )
    return None


def _first(letter: Letter, pattern: re.Pattern[str]) -> _Number | None:
    return next(_said_numbers(letter, pattern), None)


def _said_numbers(letter: Letter, pattern: re.Pattern[str]) -> Iterator[_Number]:
    for one in said(letter, pattern):
        hit = _COURT.match(one.value.plain) or _VALUE.match(one.value.plain)
        before = letter.plain[max(0, one.label.start - 12) : one.label.start]
        if _POLICE.search(before) is not None:
            continue
        if hit is None or sum(char.isdigit() for char in hit.group()) < 2:
            continue
        if re.match(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$", hit.group()):
            continue
        number = _at(letter, one.value, hit, 0.97)
        if number is not None:
            yield number


def _at(letter: Letter, cell: Cell, hit: re.Match[str], sure: float) -> _Number | None:
    part = letter.part(cell.start + hit.start(), cell.start + hit.end())
    if part is None:
        return None
    text = _DAY_BEHIND.sub("", re.sub(r"\s*([-/])\s*", r"\1", part.text))
    return _Number(text=text, start=part.start, end=part.end, sure=sure)
