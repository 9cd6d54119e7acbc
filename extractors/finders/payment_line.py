"""The machine-readable line at the foot of a payment slip: reference, amount, receiving giro."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.finders.letter import Letter
from pipeline.domain.fields import PAYMENT_LINE, Findings, PaymentLine

_LINE = re.compile(
    r"[#H]\s?(?P<reference>[0-9][0-9 ]{1,28}[0-9])\s?#"
    r"(?:\s{0,12}(?P<kronor>[0-9]{1,8}(?:\s[0-9]{3})*)\s{1,6}(?P<ore>[0-9]{2})\s{1,6}(?P<check>[0-9]))?"
    r"\s{0,12}>?(?:\s{0,12}(?P<giro>[0-9]{2,8}(?:-?[0-9]{1,4})?)\s?#\s?(?P<type>[0-9]{2})\s?#)?"
)


def luhn_of(digits: str) -> bool:
    """Whether a reference of any length ends in its modulus-10 check digit (Bankgirot)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        product = int(digit) * (1 + place % 2)
        total += product // 10 + product % 10
    return total % 10 == 0


def find(letter: Letter, found: Findings) -> Findings:
    """Adds the payment line; the amount's and the reference's check digits are verified.

    Shape ``# 1234567890128 # 8450 00 6 > 12345678#41#`` (Bankgirot, "Teknisk manual OCR").
    A check digit that fails is a note: ``checksum``.
    """
    for line in letter.search(_LINE):
        if line["kronor"] is None and line["giro"] is None:
            continue
        reference = line["reference"].replace(" ", "")
        amount = None
        notes: list[str] = [] if luhn_of(reference) else ["checksum"]
        if line["kronor"] is not None:
            kronor = re.sub(r"\s", "", line["kronor"])
            amount = Decimal(f"{kronor}.{line['ore']}")
            if not luhn_of(f"{kronor}{line['ore']}{line['check']}"):
                notes.append("amount_check")
        field = letter.place(
            PaymentLine(reference=reference, amount=amount, giro=line["giro"]),
            *line.span(),
            finder="payment_line",
            sure=0.6 if notes else 0.99,
            notes=tuple(notes),
        )
        if field is not None:
            return found.with_field(PAYMENT_LINE, field)
    return found
