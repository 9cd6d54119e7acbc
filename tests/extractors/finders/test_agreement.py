"""Values that two readers read alike, otherwise, or only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from typed_pages import page

from extractors.finders import find
from extractors.finders.agreement import APART, ONCE, READ_APART, READ_ONCE
from pipeline.domain.fields import AMOUNT, EVICTION_AT, LETTER_DATE, Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Page, Source, Word
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
        assert (ONCE in field.notes) is held
        assert (field.confidence <= READ_ONCE) is held
        assert (field.confidence < thresholds[name.text]) is held


def heard(read: Page, first: str, second: str) -> Page:
    """The page with a second reading of the stretch that holds the word."""
    place = next(word for word in read.words if word.text == first)
    line = [word.box for word in read.words if abs(word.box.top - place.box.top) < 1]
    box = line[0]
    for other in line[1:]:
        box = box.union(other)
    again = Word(text=second, box=box, confidence=0.99)
    return replace(read, again=(*read.again, again))


@pytest.mark.parametrize("quality", ["clean", "poor"])
@pytest.mark.parametrize(
    ("amount", "day", "same"),
    [
        ("betala: 12 345,00 kr", "Datum: 2026-09-28", True),
        ("betala:12345,00kr", "Datum:2026-09-28", True),
        ("betala: 12 345.00 kr", "Datum 2026-09-28", True),
        ("betala: 12 345,00", "2026-09-28.", True),
        ("betala: 12 845,00 kr", "Datum: 2026-09-23", False),
        ("betala: 12 34500 kr", "Datum: 2026-09-2B", False),
        ("betala: 112 345,00 kr", "Datum: 2025-09-28", False),
    ],
)
def test_a_second_reading_confirms_or_forbids(
    quality: str, amount: str, day: str, *, same: bool
) -> None:
    """Alike it is surer than either reading, whatever the scan; otherwise a person decides."""
    read: Page = replace(page(TEXT), quality=quality, source=Source.OCR)
    read = heard(heard(read, "345,00", amount), "2026-09-28", day)
    found = find((read,), Kind.RENT_DEBT, date(2026, 10, 5))
    thresholds = Settings().thresholds
    for name in (AMOUNT, LETTER_DATE):
        field = found.get(name)
        assert field is not None
        assert (APART in field.notes) is not same
        assert ONCE not in field.notes
        if same:
            assert field.confidence >= thresholds[name.text]
        else:
            assert field.confidence <= READ_APART


EVICTION = """
Underrättelse om avhysning

Förrättning den        2026-11-03        kl. 10.30
"""


@pytest.mark.parametrize(("hour", "same"), [("kl. 10.30", True), ("kl. 10.80", False)])
def test_a_day_and_its_hour_in_two_columns_are_read_twice(hour: str, *, same: bool) -> None:
    """Each column has a reading of its own; both together are the time's."""
    read: Page = replace(page(EVICTION), quality="clean", source=Source.OCR)
    for first, again in (("2026-11-03", "2026-11-03"), ("10.30", hour)):
        place = next(word for word in read.words if word.text == first)
        word = Word(text=again, box=place.box, confidence=0.99)
        read = replace(read, again=(*read.again, word))
    at = find((read,), Kind.EVICTION_DATE, date(2026, 10, 5)).get(EVICTION_AT)
    assert at is not None
    assert (APART in at.notes) is not same
    assert (at.confidence >= Settings().thresholds[EVICTION_AT.text]) is same


@pytest.mark.parametrize(("again", "noted"), [("7 345,00", False), ("7 345, 00", True)])
def test_a_blank_before_the_ore_is_whose(again: str, *, noted: bool) -> None:
    """The first reader's blank is gone where the second reads none; one that both read stays."""
    text = TEXT.replace("12 345,00 kr", "7 345, 00")
    read: Page = replace(page(text), quality="clean", source=Source.OCR)
    found = find((heard(read, "345,", again),), Kind.RENT_DEBT, date(2026, 10, 5)).get(AMOUNT)
    assert found is not None
    assert ("spacing" in found.notes) is noted


TABLE = """
Provbostäder AB
2026-10-02

Hyra augusti 2026    6 150,00
Hyra september 2026    6 150,00
Att betala    12 300,00
"""


def table(total: str = "12 300,00", *, rows: str = "6 150,00", source: Source = Source.OCR) -> Page:
    """A poor scan of a claim whose lines a second reader read too; of its September ``rows``."""
    text = TABLE.replace("12 300,00", total).replace("september 2026    6 150,00", SEPTEMBER)
    read: Page = replace(page(text), quality="poor", source=source)
    lines = {"augusti": "6 150,00", "september": rows, "betala": total, "2026-10-02": "2026-10-02"}
    for word, second in lines.items():
        read = heard(read, word, second)
    return read


SEPTEMBER = "september 2026    6 150,00"


def debt(read: Page) -> Findings:
    """What is found in it."""
    return find((read,), Kind.RENT_DEBT, date(2026, 10, 5))


def test_a_total_that_its_rows_make_up_is_known_though_read_apart() -> None:
    """Three amounts that add up are no misreading; without the rows nobody knows."""
    read = table()
    apart = replace(
        read,
        again=tuple(
            replace(one, text="12 800,00") if "12" in one.text else one for one in read.again
        ),
    )
    field = debt(apart).get(AMOUNT)
    assert field is not None
    assert APART not in field.notes
    assert field.confidence >= Settings().thresholds[AMOUNT.text]
    alone = debt(
        heard(
            replace(page("Att betala    12 300,00"), quality="poor", source=Source.OCR),
            "betala",
            "12 800,00",
        )
    ).get(AMOUNT)
    assert alone is not None
    assert APART in alone.notes


@pytest.mark.parametrize(
    ("rows", "source", "contradicts"),
    [
        ("6 150,00", Source.OCR, True),  # both readers: the rows do come to less
        ("8 150,00", Source.OCR, False),  # nobody knows what they come to
        ("6 15O,00", Source.OCR, True),  # a letter is no other amount
        ("8 150,00", Source.TEXT_LAYER, True),
    ],
)
def test_rows_that_were_not_read_for_certain_contradict_no_total(
    rows: str, source: Source, *, contradicts: bool
) -> None:
    """A scan's row that its readers read apart is told as unsure, and the total stands."""
    found = debt(table("15 400,00", rows=rows, source=source))
    assert found.value(AMOUNT) == Decimal(15400)
    assert (AMOUNT.text in found.conflicts) is contradicts
    apart = [APART in row.amount.notes for row in found.claim]
    assert apart == [False, rows != "6 150,00" and source is Source.OCR]


def test_rows_that_come_to_more_contradict_a_total_however_they_were_read() -> None:
    """A part of the claim may have been taken for the whole."""
    assert debt(table("9 300,00", rows="8 150,00")).conflicts == (AMOUNT.text,)


def test_of_two_places_that_tell_the_claim_the_clearer_is_shown() -> None:
    """The table's foot was not read again; the sentence over it, which says the same, was.

    Where the foot was read as another amount it is that which is told, for a person to see.
    """
    text = "Hyresskulden är 12 300 kr.\n\nBetala snarast.\n\nAtt betala    12 300,00"
    read = replace(page(text), quality="poor", source=Source.OCR)
    once = heard(read, "Hyresskulden", "Hyresskulden är 12 300 kr")
    field = debt(once).get(AMOUNT)
    assert field is not None
    assert field.notes == ()
    assert field.confidence >= Settings().thresholds[AMOUNT.text]
    other = debt(heard(once, "Att", "12 360,00")).get(AMOUNT)
    assert other is not None
    assert APART in other.notes
