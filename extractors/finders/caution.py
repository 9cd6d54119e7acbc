"""What a poor scan says once is no knowledge: its amounts and days are for a person to confirm.

Measured on made letters sent by fax: of amounts and dates read once and without a doubt of their
own, some 3 % were another number, cleanly printed. Until a second, independent reading agrees,
no confidence of the words themselves can tell those from the right ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pipeline.domain.fields import AMOUNT, DUE_DATE, EVICTION_AT, LETTER_DATE, Field, Findings
from pipeline.domain.page import Page, Source

READ_ONCE = 0.65
"""The most that one reading of a poor scan is worth: below every threshold of a critical value."""

NOTE = "poor_scan"

_CRITICAL = frozenset(name.text for name in (AMOUNT, LETTER_DATE, DUE_DATE, EVICTION_AT))


def cautious(found: Findings, pages: Iterable[Page]) -> Findings:
    """The findings, with what was read once from a poor scan held down to what that is worth."""
    poor = {page.number for page in pages if page.quality == "poor" and page.source is Source.OCR}
    if not poor:
        return found

    def held(field: Field[Any]) -> Field[Any]:
        if not any(box.page in poor for box in field.boxes):
            return field
        return replace(
            field, confidence=min(field.confidence, READ_ONCE), notes=(*field.notes, NOTE)
        )

    fields = {
        name: held(field) if name in _CRITICAL else field for name, field in found.fields.items()
    }
    rows = tuple(
        row if row.amount is None else replace(row, amount=held(row.amount)) for row in found.rows
    )
    return replace(found, fields=MappingProxyType(fields), rows=rows)
