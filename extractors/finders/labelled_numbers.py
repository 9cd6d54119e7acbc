"""Whose a printed number is by its label: a person's, or a payment's, a customer's, a matter's."""

from __future__ import annotations

import re

from extractors.finders.identity import Printed
from extractors.finders.labels import above
from extractors.finders.letter import Letter

_OTHER_NUMBER = re.compile(
    r"\bocr\b|faktura|referens|\bref\b|kund-?\s?n|\btel|giro|konto|\bbg\b|\bpg\b|\bange\b|\bmark\w*"
    r"|\bmeddelande\b|medlems-?n|avtals?-?n|kontrakts?-?n|objekts?-?n|\barende|\bmaln|\bdnr\b",
    re.IGNORECASE,
)
"""Labels of figures that are a payment's, a customer's or a matter's, whatever they look like."""
_PAYMENT = re.compile(r"ocr|faktura|referens|kundn|tel|giro|konto", re.IGNORECASE)
"""Those of them that may stand before figures written as a person's number is, with its hyphen."""
_PERSONS_NUMBER = re.compile(r"person|pnr|p-?nr|samordning|fodd|fodel", re.IGNORECASE)
_MACHINE_READ = re.compile(r"\s?#")
"""A payment line's own sign stands around its number: "# 8506179376 #"."""
_HEADING = 30
"""Letters of a line that can be the heading of the figures under it."""


def is_persons(letter: Letter, number: Printed) -> bool:
    """Whether a printed number can be the personnummer of somebody the letter is about."""
    if "date" in number.notes and "checksum" in number.notes:
        return False
    cell = letter.cell_at(number.start)
    if cell is None:
        return False
    near = letter.plain[max(cell.start, number.start - 30) : number.start]
    if _MACHINE_READ.match(letter.plain, number.end) and near.rstrip().endswith("#"):
        return False
    row = letter.rows[cell.row]
    left = next((one.plain for one in reversed(row) if one.end <= cell.start), "")
    beside = f"{left[-40:]} {near}"
    over = above(letter, cell, most=1) if number.start == cell.start else ()
    if not near.strip(" :") and not beside.strip() and over and len(over[0].plain) <= _HEADING:
        beside = over[0].plain
    labelled = _PERSONS_NUMBER.search(beside)
    # the last of two labels is the number's: "Referens: 12, pnr 810920-9059"
    other = _PAYMENT.finditer(near) if number.hyphen else _OTHER_NUMBER.finditer(beside)
    others = [one.end() for one in other]
    if others and others[-1] > max(
        (one.end() for one in _PERSONS_NUMBER.finditer(beside)), default=0
    ):
        return False
    if number.hyphen or len(number.digits) == 12:
        return labelled is not None or number.personal or "checksum" not in number.notes
    return labelled is not None or (number.personal and "checksum" not in number.notes)
