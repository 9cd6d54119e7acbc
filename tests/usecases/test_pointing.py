"""What a box drawn on the scan holds: the words under it, as the field that it is for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.editing import PARSERS
from pipeline.domain.page import Box, Page, Source, Word
from pipeline.usecases.pointing import Pointed, pointed

NEAR = date(2026, 10, 5)
WIDE = 12.0


def page(*lines: str) -> Page:
    """A page with these lines, a word every so many points."""
    words = tuple(
        Word(
            text=text,
            box=Box(
                page=1, x0=WIDE * at, top=20.0 * row, x1=WIDE * at + 10, bottom=20.0 * row + 10
            ),
            confidence=1.0,
        )
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    )
    return Page(number=1, width=595.0, height=842.0, words=words, source=Source.OCR)


def over(line: str, name: str) -> Pointed:
    """What a box around the whole line holds."""
    around = Box(page=1, x0=-2, top=-2, x1=590, bottom=12)
    return pointed(page(line, "annat 99"), around, name, near=NEAR)


@pytest.mark.parametrize(
    ("line", "name", "written"),
    [
        ("Summa: 13 200,50 kr", "amount_sek", "13200,50"),
        ("12.345 kr", "amount_sek", "12345,00"),
        ("den 1 oktober 2026", "letter_date", "2026-10-01"),
        ("Datum 2 november", "due_date", "2026-11-02"),
        ("torsdag 22 oktober 2026 kl. 10.00", "eviction_at", "2026-10-22 10:00"),
        ("Org.nr 559999-0001", "sender_orgnr", "559999-0001"),
        ("Kontraktsnr: 76705-0", "contract_number", "76705-0"),
        ("Provgatan 3 B", "address", "Provgatan 3 B"),
        ("Maria Almvret", "search", "Maria Almvret"),
    ],
)
def test_the_words_are_read_as_their_field(line: str, name: str, written: str) -> None:
    """In the shapes that letters use; the box lies around the words alone."""
    found = over(line, name)
    assert (found.written, found.fault) == (written, "")
    assert found.text == line
    assert found.box is not None
    assert found.box.bottom == 10
    if name in PARSERS:
        PARSERS[name](found.written)


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("inget här", "amount_sek", "Inget belopp"),
        ("100,00 kr 200,00 kr", "amount_sek", "Flera belopp"),
        ("12 30550 kr", "amount_sek", "står inte som ett belopp"),
        ("i går", "letter_date", "Inget datum"),
        ("1 oktober 2026 2 oktober 2026", "letter_date", "Flera datum"),
        ("kl. 10.00", "eviction_at", "Inget datum"),
        ("nummer 12", "sender_orgnr", "Inget organisationsnummer"),
    ],
)
def test_what_is_no_such_value_is_said_and_not_guessed(line: str, name: str, said: str) -> None:
    """Nothing is filled in, and nothing repaired."""
    found = over(line, name)
    assert said in found.fault
    assert found.written == ""


def test_a_day_without_its_hour_is_filled_as_far_as_it_goes() -> None:
    """And the hour is asked for."""
    found = over("torsdag 22 oktober 2026", "eviction_at")
    assert found.written == "2026-10-22"
    assert "Fyll i klockslaget" in found.fault


def test_a_word_that_is_only_grazed_is_left_out_and_a_point_takes_the_word_under_it() -> None:
    """Half of a word must lie within; empty paper holds nothing."""
    sheet = page("ett två tre")
    grazed = Box(page=1, x0=0, top=0, x1=WIDE + 3, bottom=10)
    assert pointed(sheet, grazed, "reference", near=NEAR).text == "ett"
    point = Box(page=1, x0=WIDE + 5, top=5, x1=WIDE + 5, bottom=5)
    assert pointed(sheet, point, "reference", near=NEAR).text == "två"
    nothing = pointed(sheet, Box(page=1, x0=300, top=300, x1=400, bottom=400), "x", near=NEAR)
    assert (nothing.text, nothing.box) == ("", None)
    assert "inga ord" in nothing.fault


@given(st.text(max_size=60), st.sampled_from([*PARSERS, "search", ""]))
def test_whatever_was_read_harms_nothing(line: str, name: str) -> None:
    """Any text gives a value of the field, or says why it gives none."""
    found = over(line, name)
    if found.written and not found.fault and name in PARSERS:
        PARSERS[name](found.written)
