"""What goes with a letter out: copies of the municipality's own invoices, each the debtor's own.

The economy system puts them into the workspace's folder ``fakturor/``, each named by its number. A
number may be misread, and another's invoice must not reach a household: a copy goes along only if
it names the debtor.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pikepdf

from pipeline.domain.people import Person
from pipeline.domain.spelling import fold, words

_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{3,30}")
_MOST_BYTES = 5 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """A copy of an invoice, as PDF."""

    number: str
    data: bytes


def numbers(text: str) -> tuple[str, ...]:
    """The invoice numbers that a reference names, in order."""
    return tuple(dict.fromkeys(_NUMBER.findall(text)))


def invoices(
    folder: Path | None, wanted: Iterable[str], debtors: tuple[Person, ...]
) -> tuple[Invoice, ...]:
    """The copies that are there, are whole, and name one of these persons; the others are left."""
    if folder is None or not debtors:
        return ()
    found = ((number, _whole(folder / f"{number}.pdf")) for number in wanted)
    return tuple(
        Invoice(number=number, data=data)
        for number, data in found
        if data is not None and _names(data, debtors)
    )


def _whole(file: Path) -> bytes | None:
    try:
        if file.is_symlink() or file.stat().st_size > _MOST_BYTES:
            return None
        data = file.read_bytes()
        with pikepdf.open(io.BytesIO(data)) as opened:
            return data if len(opened.pages) else None
    except (OSError, pikepdf.PdfError):
        return None


def _names(data: bytes, debtors: tuple[Person, ...]) -> bool:
    """Whether the invoice has the number of one of them, or given and family name."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as opened:
            text = "\n".join(page.extract_text() or "" for page in opened.pages)
    except Exception:  # noqa: BLE001  whatever is wrong with a foreign file, it names nobody
        return False
    figures = re.sub(r"[^0-9]", " ", re.sub(r"(?<=[0-9])[-+](?=[0-9])", "", text)).split()
    told = {fold(word) for word in words(text)}
    return any(
        any(one[-10:] == debtor.number.digits[-10:] for one in figures if len(one) in {10, 12})
        or told.issuperset(fold(word) for word in words(f"{debtor.given} {debtor.surname}"))
        for debtor in debtors
    )
