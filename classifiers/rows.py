"""Rows of debtors in a table: what makes a list a list, whatever its heading."""

from __future__ import annotations

import re

_AMOUNT = re.compile(
    r"\d[\d .\u00a0\u202f]*[,:](?:\d\d|-)|\d[\d \u00a0\u202f]*kr\b|\d{3,6}\b", re.I
)
_NUMBER = re.compile(r"\b(?:19|20)?\d{6}[-+ ]?(?:\d{4}|[xX*]{4})\b")
_NAME = re.compile(
    r"\b[A-ZÅÄÖÉ][a-zåäöéü-]+(?:[A-ZÅÄÖ][a-zåäö]+)?[ ,\t]+(?:[A-Z]\.? )?[A-ZÅÄÖÉ][a-zåäöéü]{2,}"
    r"|\b[A-ZÅÄÖÉ]{3,}[ ,\t]+[A-ZÅÄÖÉ]{3,}"
)
_NO_NAME = re.compile(
    r"hyra|ränta|avgift|summa|kapital|kostnad|total|bankgiro|plusgiro|org|telefon|box |att betala"
    r"|moms|faktura|förbrukning|kundn|datum|socialn|kronofog",
    re.I,
)


def debtor_rows(text: str) -> int:
    """How many lines look like a debtor's row: a person, then an amount; each person once.

    A person is a personnummer, or two capitalised words on a line that is no row of a claim.
    Lines are parted by newlines, columns by tabs or spaces.
    """
    persons: set[str] = set()
    for line in text.splitlines():
        number = _NUMBER.search(line)
        rest = _NUMBER.sub(" ", line)
        name = None if _NO_NAME.search(line) else _NAME.search(rest)
        if (number is None and name is None) or len(line) > 200:
            continue
        place = name.end() if name else number.end() if number else 0
        if _AMOUNT.search(rest, place if name else 0) and (name or number):
            persons.add(number.group() if number else name.group() if name else "")
    return len(persons)
