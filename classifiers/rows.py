"""Rows of debtors in a table: what makes a list a list, whatever its heading."""

from __future__ import annotations

import re

_AMOUNT = re.compile(
    r"\b\d[\d .\u00a0\u202f]*,\d\d\b|\b\d[\d .\u00a0\u202f]*(?:kr\b|:-|:\d\d\b)|\b(?:SEK|kr)\s\d",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b(?:19|20)?\d{6}[-+ ]?(?:\d{4}|[xX*]{4})\b")
_NAME = re.compile(
    r"[A-ZÅÄÖÉ][a-zåäöéü-]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?,?[ \t]+(?:[A-ZÅÄÖÉ][a-zåäöéü.]* )?"
    r"[A-ZÅÄÖÉ][a-zåäöéü-]{2,}"
    r"|[A-ZÅÄÖÉ]{3,},?[ \t]+[A-ZÅÄÖÉ]{3,}"
)
_NO_NAME = re.compile(
    r"hyra|ränta|avgift|summa|kapital|kostnad|total|bankgiro|plusgiro|org|telefon|box |att betala"
    r"|moms|faktura|förbrukning|kundn|datum|socialn|kronofog|gäldenär|borgenär|sökande|svarande"
    r"|ärende|åtgärd|avser",
    re.IGNORECASE,
)
_CARD_SUM = re.compile(r"\b(?:Rest)?(?:[Ss]kuld|SKULD)(?:belopp)?\s*:?\s*\d")
_CARD_HOME = re.compile(r"\b(?:lgh|lägenhet|Lgh|Lägenhet)\s*\.?\s*(\d{3,4})\b")
"""A list may be laid out as cards: a home and a sum of its own for each debtor."""

_STREET = re.compile(r"(?:gata|gatan|väg|vägen|stig|stigen|gränd|liden|torg|plats|höjden|backen)\b")


def debtor_rows(text: str) -> int:
    """How many lines look like a debtor's row: a person, then an amount; each person once.

    A person is a personnummer, or two capitalised words, on a line that is no row of a claim. Lines
    are parted by newlines, columns by tabs or spaces. Cards that each name a home and a debt count
    as rows too.
    """
    persons: set[str] = set()
    for line in text.splitlines():
        if len(line) > 200:
            continue
        number = _NUMBER.search(line)
        rest = _NUMBER.sub(" ", line)
        name = None if _NO_NAME.search(line) else _NAME.search(rest)
        if name is not None and number is None and _STREET.search(name.group()):
            name = None
        person = number or name
        if person is not None and _AMOUNT.search(rest, name.end() if name else 0):
            persons.add(person.group())
    homes = len(_CARD_HOME.findall(text))
    return max(len(persons), min(homes, len(_CARD_SUM.findall(text))))
