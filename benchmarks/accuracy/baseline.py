"""The plainest way, to see what each part gains: Tesseract on the page as it is, words, patterns.

No turning, no cleaning, no text layer, no layout, no register; the kind by which words occur most,
the amount, date and number by the first pattern that fits.
"""

from __future__ import annotations

import io
import os
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pypdfium2 as pdfium
import pytesseract
from PIL import Image, ImageSequence

from benchmarks.accuracy.letters import Planned
from benchmarks.letters import Truth

WORDS: dict[str, tuple[str, ...]] = {
    "eviction_date": ("avhysning", "avhysningen", "kronofogdeinspektör", "vräkning"),
    "disturbance": ("störningar", "störning", "stör", "grannar", "rättelse"),
    "utility_debt": ("el", "elen", "fjärrvärme", "gas", "vatten", "avstängning", "frånkoppling"),
    "rent_debt": ("hyra", "hyran", "hyresskuld", "årsavgift", "inkasso", "uppsägning"),
}
_AMOUNT = re.compile(
    r"(?:summa|totalt?|att betala|skuld)[^0-9]{0,25}"
    r"([0-9]{1,3}(?:[ .][0-9]{3})*|[0-9]+)(?:[,:]([0-9]{2}))?",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b(20[0-9]{2})-([01][0-9])-([0-3][0-9])\b")
_LONG = re.compile(r"\b([0-3]?[0-9]) ([a-z]+) (20[0-9]{2})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:[0-9]{2})?[0-9]{6}[- ]?[0-9]{4}\b")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """What the plain way makes of a letter, and its processor seconds."""

    kind_right: bool
    amount_right: bool | None
    date_right: bool | None
    number_right: bool | None
    seconds: float
    pages: int


def plainly(letter: Planned) -> Plain:
    """The letter by the plain way; None where the letter has no such value."""
    truth, data = letter.made().truth, letter.data()
    before = sum(os.times()[:4])
    pages = _pages(data)
    text = "\n".join(str(pytesseract.image_to_string(page, lang="swe")) for page in pages)
    seconds = sum(os.times()[:4]) - before
    numbers = {re.sub(r"\D", "", one.printed)[-10:] for one in truth.parties if not one.masked}
    first = _NUMBER.search(text)
    return Plain(
        kind_right=_kind(text) in truth.kinds,
        amount_right=_amount(text, truth),
        date_right=_date(text, truth),
        number_right=(
            None
            if not numbers - {""}
            else first is not None and re.sub(r"\D", "", first[0])[-10:] in numbers
        ),
        seconds=seconds,
        pages=len(pages),
    )


def _pages(data: bytes) -> list[Image.Image]:
    if data.startswith(b"%PDF"):
        document = pdfium.PdfDocument(data)
        return [page.render(scale=200 / 72).to_pil() for page in document]
    return [page.convert("L") for page in ImageSequence.Iterator(Image.open(io.BytesIO(data)))]


def _kind(text: str) -> str:
    words = re.findall(r"\w+", text.lower())
    counts = {kind: sum(words.count(one) for one in known) for kind, known in WORDS.items()}
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] else "other"


def _amount(text: str, truth: Truth) -> bool | None:
    if "amount_sek" not in truth.fields:
        return None
    found = _AMOUNT.search(text)
    if found is None:
        return False
    value = Decimal(re.sub(r"\D", "", found[1])) + Decimal(found[2] or "0") / 100
    return value == Decimal(truth.fields["amount_sek"])


def _date(text: str, truth: Truth) -> bool | None:
    if "letter_date" not in truth.fields:
        return None
    wanted = date.fromisoformat(truth.fields["letter_date"])
    if found := _DATE.search(text):
        return found[0] == wanted.isoformat()
    if found := _LONG.search(text):
        month = found[2][:3].lower()
        return (
            month in _MONTHS
            and (int(found[1]), _MONTHS.index(month) + 1, int(found[3]))
            == (wanted.day, wanted.month, wanted.year)
        )  # fmt: skip
    return False
