"""One reading of a poor scan is not knowledge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from typed_pages import page

from extractors.finders import find
from extractors.finders.caution import NOTE, READ_ONCE
from pipeline.domain.fields import AMOUNT, LETTER_DATE
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Page, Source
from pipeline.domain.settings import Settings

TEXT = """
Datum: 2026-09-28

Hyresskuld

Att betala: 12 345,00 kr
"""


@pytest.mark.parametrize(
    ("quality", "source", "held"),
    [
        ("poor", Source.OCR, True),
        ("clean", Source.OCR, False),
        ("digital", Source.TEXT_LAYER, False),
    ],
)
def test_amounts_and_days_of_a_poor_scan_go_to_a_person(
    quality: str, source: Source, *, held: bool
) -> None:
    """Their confidence stays under every threshold, however clean the words look."""
    read: Page = replace(page(TEXT), quality=quality, source=source)
    found = find((read,), Kind.RENT_DEBT, date(2026, 10, 5))
    thresholds = Settings().thresholds
    for name in (AMOUNT, LETTER_DATE):
        field = found.get(name)
        assert field is not None
        assert (NOTE in field.notes) is held
        assert (field.confidence <= READ_ONCE) is held
        assert (field.confidence < thresholds[name.text]) is held
