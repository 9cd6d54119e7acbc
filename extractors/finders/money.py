"""Amounts of money as they are printed in Swedish letters, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NOT_MONEY = re.compile(
    r"""
    (?<![0-9])[0-9]{4}[-/][0-9]{1,2}(?:[-./][0-9]{1,2})?(?:--?[0-9]{1,2})?(?![0-9])  # dates
    | (?<![0-9])(?:19|20)[0-9]{2}\.(?:0?[1-9]|1[0-2])(?:[-.][0-9]{1,2})?(?![0-9])    # 2026.11.03
    | (?<![0-9])[0-9]{1,2}[/.][0-9]{1,2}[-/.\s][0-9]{2,4}(?![0-9])           # 03/11-26
    | (?<![0-9])[0-9]{1,2}/[0-9]{1,2}(?![0-9])                               # 3/11
    | (?<![0-9])[0-9]{1,2}\s(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?
      (?:\s(?:19|20)[0-9]{2})?
    | (?<![0-9])(?:[0-9]{2})?[0-9]{6}\s?[-+]\s?[0-9]{4}(?![0-9])             # personnummer
    | (?<![0-9])[0-9]{3,4}-[0-9]{4}(?![0-9])                                 # bankgiro
    | (?:plusgiro|postgiro|pg)[.:]?\s*[0-9]{1,2}(?:\s[0-9]{2}){1,3}\s?-\s?[0-9]
    | (?:bankgiro|plusgiro|postgiro|bg|pg|ocr|ocr-?(?:nr|nummer)|swish|iban|tel(?:efon)?|fax
        |vxl|vaxel|mobil|konto|clearing|kundn(?:r|ummer)|lgh|lagenhet|objekt\w*
        |kontrakts?n(?:r|ummer)|avtals?n(?:r|ummer)|fakturan(?:r|ummer)|postnr|box)
      (?:\s?(?:nr|nummer))?[.:]?\s*\+?[0-9][0-9/-]*+
      (?![,:.][0-9]{2}(?![0-9]))
    | \+46[0-9\s()-]+ | (?<![0-9,.])0[0-9]{1,3}\s?[-/]\s?[0-9][0-9\s]{4,12}  # telephone
    | \#.*                                                                   # payment line
    | [0-9]+(?:[.,][0-9]+)?\s?(?:%|procent|m2|kvm|rok|rum|kwh|m3|st\b|dagar|veckor|timmar
      |days|weeks|hours|v(?:kor)?\b)
    | (?<![0-9.,])(?<![0-9.,]\s)[0-9]{1,2}\s?ar\b       # 5 år, but not "4 486,00 är"
    | [0-9]+\s?(?:kap\b|§|a\s§|\w\s§)
    | (?:kl\.?|klockan|mellan)\s?[0-9]{1,2}(?:[.:][0-9]{2})?(?:\s?-\s?[0-9]{1,2}[.:][0-9]{2})?
    | (?:jb|brl|uf|ub|sol|fb|osl|bf)\s?[0-9]{1,2}:[0-9]{1,3}                 # JB 12:44
    # a time, but not "SEK 20.00"
    | (?<![0-9]\s)(?<![0-9.])(?<!\bsek)(?<!\bsek\s)(?<!\bkr)(?<!\bkr\s)(?<!\bkronor\s)
      (?:[01]?[0-9]|2[0-4])[.:][0-5][0-9](?![0-9])(?!\s?(?:kr\b|kronor|sek|:-))
    | \(?(?:19|20)[0-9]{2}:[0-9]+\)?                                         # SFS
    | (?:SE-|S-)?(?<![0-9])[0-9]{3}\s[0-9]{2}\s+(?=[A-Z][A-Za-z]{2})         # postal code
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RUN = re.compile(
    r"(?P<before>(?:SEK|kr\.?|kronor)\s?)?"
    r"(?<![\w¤])(?<![0-9¤][.,:])(?P<sign>(?<!-)(?<!-\s)-\s?|(?<=--\s)-(?=[0-9]))?"
    # a row of dashes leads to an amount, and is no minus
    # of two marks in a row the first ends what stands before: "juli 2026::13 713"
    r"(?P<run>[0-9](?:(?:[0-9 ]|[.,:'](?![.,:']))*[0-9])?)"
    r"(?P<round>\s?[:,.]\s?(?:-{1,2}|=))?"
    r"(?P<after>\)?\s?(?:kr\b\.?|kronor|SEK|:-))?"
    # "4 312 kronor och 50 öre", also "4 312 kr 5 öre"
    r"(?:(?<=[0-9rRkK.])(?:,?\s?(?:och|samt|&)\s?|,?\s)(?P<words>[0-9]{1,2})\s?ore\b)?",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:'[0-9]{3})+"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?=\.[0-9]{2}$|$)|[0-9]{1,7})(?:(?:[,:]"
    r"|(?<!\.[0-9]{3})\.)(?P<gap>\s?)(?P<ore>[0-9]{2}))?$"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}[,:]?\s$|^(?:19|20)[0-9]{2}$")
_NO_PART = re.compile(r"(?:^|\s)(?:(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])|[0-9]{6,})[,:]?\s$")
"""A period or a number of so many figures that no amount has it as its first group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in kronor as printed: ``marked`` when kr, SEK, :- or öre says that it is money.

    ``malformed`` when the digits do not group as an amount does ("12 30550"): never to be relied
    on, and never repaired (RH 1995:34). ``spaced`` when a space stands before the öre ("60, 00").
    """

    value: Decimal
    start: int
    end: int
    marked: bool
    malformed: bool = False
    spaced: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes of a field with this amount."""
        if self.malformed:
            return ("malformed",)
        return ("spacing",) if self.spaced else ()


def masked(plain: str) -> str:
    """The text with dates, numbers of identity, telephones, giros and shares blotted out."""
    return _NOT_MONEY.sub(lambda found: "¤" * len(found.group()), plain)


def amounts(plain: str, offset: int = 0) -> Iterator[Money]:
    """The amounts in one cell's text without diacritics; ``offset`` is added to their places."""
    for found in _RUN.finditer(masked(plain)):
        money = _amount(found, offset)
        if money is not None:
            yield money


def _amount(found: re.Match[str], offset: int) -> Money | None:
    run = found["run"]
    unit = bool(found["before"] or found["after"] or found["round"])
    strict = _STRICT.match(run)
    skipped = 0
    malformed = False
    if strict is None:
        # "Hyra november 2026 8 450,00", "september 2026, 5 999 kr": a year may stand before the
        # amount in the same cell.
        for place in (mark.end() for mark in re.finditer(r" ", run)):
            strict = _STRICT.match(run[place:])
            if strict is not None:
                skipped = place
                malformed = not (_YEAR.search(run[:place]) or _NO_PART.search(run[:place]))
                break
    if strict is None or re.match(r"0[0-9.]*[0-9]", strict["whole"]):
        return None  # "071.430.55": no amount begins with a nought
    if strict["gap"] and not (unit or found.end() == len(found.string)):
        return None  # "5 000, 20 dagar": a comma of the sentence, not of the amount
    whole = re.sub(r"[ .,']", "", strict["whole"])
    marked = unit or strict["ore"] is not None
    if "," in strict["whole"] and not marked:
        return None  # "14,380" is an amount only where English letters say "SEK" beside it
    if not marked and _YEAR.match(run):
        return None
    said = found["words"] if unit and strict["ore"] is None else None
    value = Decimal(f"{whole}.{strict['ore'] or (said or '0').zfill(2)}")
    start = found.start("run") + skipped
    if found["sign"] and not skipped:
        value = -value
        start = found.start("sign")
    return Money(
        value=value,
        start=offset + start,
        end=offset + (found.end() if said else max(map(found.end, ("run", "round", "after")))),
        marked=marked,
        malformed=malformed,
        spaced=bool(strict["gap"]),
    )
