"""A misread amount of a scan is never told as known, whatever else the letter seems to say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from typed_pages import page

from extractors.finders import find
from pipeline.domain.fields import AMOUNT
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box, Page, Source, Word
from pipeline.domain.settings import Settings

SILENT = "_"
"""Where the second reader read nothing."""
_CELL = re.compile(r"\S+(?: {1,3}\S+)*")
HEAD = "Provbostäder AB\n2026-10-02\n\n"
RENTS = "Hyra augusti 2026    6 150,00\nHyra september 2026    6 150,00\n"
MORE = "Att betala    15 300,00\n"
FEE = RENTS + "Inkassokostnad    180,00\nAtt betala    72 480,00\n"
SUBTOTAL = (
    "Hyra augusti 2026    6 155,00\nHyra september 2026    6 155,00\n{}    12 310,00\n"
    "Påminnelseavgift    60,00\nSumma att betala    12 310,00 kr\n"
)


def scanned(first: str, second: str, quality: str = "poor", number: int = 1) -> Page:
    """A scan: what one reader read, and what the other did, line by line and column by column."""
    read = page(first, number=number)
    again = []
    lines = zip(first.strip("\n").split("\n"), second.strip("\n").split("\n"), strict=True)
    for row, (line, other) in enumerate(lines):
        for place, text in zip(_CELL.finditer(line), _CELL.findall(other), strict=True):
            box = Box(
                page=number,
                x0=50 + 5.4 * place.start(),
                x1=50 + 5.4 * place.end(),
                top=60 + 14 * row,
                bottom=70 + 14 * row,
            )
            if text != SILENT:
                again.append(Word(text=text, box=box, confidence=0.99))
    return replace(read, quality=quality, source=Source.OCR, again=tuple(again))


def told(*pages: Page) -> Decimal | None:
    """The amount, when it is told as known."""
    found = find(pages, Kind.RENT_DEBT, date(2026, 10, 5))
    field = found.get(AMOUNT)
    if field is None or AMOUNT.text in found.conflicts:
        return None
    return field.value if field.confidence >= Settings().thresholds[AMOUNT.text] else None


def otherwise(text: str, *swaps: tuple[str, str]) -> tuple[str, str]:
    """A letter as the first reader read it, and as the second did."""
    second = text
    for own, other in swaps:
        assert own in text
        second = second.replace(own, other)
    return HEAD + text, HEAD + second


@pytest.mark.parametrize("quality", ["poor", "clean"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        # rows that come to 12 300, clearly read, and a total of 15 300
        *(
            otherwise(f"{RENTS}{line}\n{MORE}")
            for line in (
                "lägenhet 1203, Provgatan",
                "--------",
                "Betala till bankgiro 123-4567",
                "(inkl. moms)",
            )
        ),
        otherwise(RENTS + MORE, ("september 2026    6 150,00", "september 2026    6 15O,00")),
        otherwise(RENTS + MORE, ("september 2026    6 150,00", "september 2026    _")),
        # 12 480 that the first reader took for 72 480
        otherwise(FEE, ("    180,00", "    18O,00"), ("    72 480,00", "    _")),
        otherwise(FEE.replace("Ink", "enligt avtal\nInk"), ("    72 480,00", "    _")),
        # a fold takes the same figure from a row and from the total
        otherwise(
            "Kapital    8 450,00\nPåminnelseavgift    60,00\nAtt betala    8 510,00\n",
            (" 8 ", " 18 "),
        ),
        otherwise(
            "Hyra september 2026    3 450,00\nPåminnelseavgift    60,00\nAtt betala    3 510,00\n",
            (" 3 ", " 8 "),
        ),
        # the debt without its fee, and with it: 12 310 or 12 370
        otherwise(SUBTOTAL.format("Summa hyror"), ("betala    12 310", "betala    12 370")),
        otherwise(SUBTOTAL.format("Kapital"), ("betala    12 310", "betala    12 370")),
        otherwise(
            "Hyresskulden är 12 310 kr, varav\n\nHyra augusti 2026    6 155,00\n"
            "Hyra september 2026    6 155,00\nPåminnelseavgift    60,00\n",
            ("är 12 310", "är 12 370"),
        ),
        otherwise(
            "Att betala    8 000,00 kr\nvarav\nHyra september 2026    7 500,00\n"
            "Parkering september 2026    500,00\nPåminnelseavgift    60,00\n",
            ("betala    8 000", "betala    8 060"),
        ),
        otherwise(
            "Påminnelseavgift    60,00\nInkassokostnad    180,00\nHyra september 2026    7 830,00\n"
            "Att betala    8 010,00\n",
            ("8 010", "8 070"),
        ),
        otherwise(
            "Hyresskulden är 8 010 kr.\n\nPåminnelseavgift    60,00\nAtt betala    8 010,00\n",
            ("betala    8 010", "betala    8 070"),
        ),
        # what was paid in
        otherwise(
            "Hyra augusti 2026    8 005,00\nHyra september 2026    8 005,00\n"
            "Summa hyror    16 010,00\nInbetalt 2026-09-15    -6 000,00\n"
            "Kvar att betala    16 010,00\n",
            ("betala    16 010", "betala    10 010"),
        ),
        otherwise(
            f"Inbetalt 2026-09-15    3 000,00\n{RENTS}Att betala    12 300,00\n",
            ("12 300", "9 300"),
        ),
        # the sum by which the home is won back is no proof of the total
        otherwise(
            "Summa att betala    8 010,00 kr\n\nI beloppet ingår påminnelseavgift 60 kr.\n"
            "Ni kan återvinna hyresrätten genom att betala 8 010 kr.\n",
            ("betala    8 010,00", "betala    8 070,00"),
        ),
        # every comma lost by the first reader
        otherwise(
            "Kapital    845000\nPåminnelseavgift    6000\nAtt betala    851000 kr\n",
            ("845000", "8 450,00"),
            ("6000", "60,00"),
            ("851000", "8 510,00"),
        ),
    ],
)
def test_what_only_one_reader_read_goes_to_a_person(first: str, second: str, quality: str) -> None:
    """So does a letter that contradicts itself in rows that both read."""
    assert told(scanned(first, second, quality)) is None


def test_what_nobody_read_again_goes_to_a_person() -> None:
    """Rows of a poor scan that were read once make up a total that was read once."""
    first, second = otherwise(
        "Kapital    8 450,00\nInkassokostnad    180,00\nAtt betala    8 630,00\n",
        ("8 450,00", SILENT),
        ("180,00", SILENT),
        ("8 630,00", SILENT),
    )
    assert told(scanned(first, second)) is None


@pytest.mark.parametrize(
    ("total", "other", "page_two"),
    [
        (
            "Hyresskulden har ökat.\n\nAtt betala    12 300,00 kr\n",
            ("12 300", "12 800"),
            f"Påminnelse 2026-09-02\n\n{RENTS}Att betala    12 300,00\n",
        ),
        (
            (
                "Underrättelse enligt 12 kap. 44 § jordabalken\n\nHyra september 2026    8 010,00\n"
                "Påminnelseavgift    60,00\nSumma att betala    8 010,00 kr\n"
            ),
            ("betala    8 010", "betala    8 070"),
            "Hyresgästen kan återvinna hyresrätten genom att betala 8 010,00 kr.\n",
        ),
    ],
)
def test_another_page_proves_nothing(total: str, other: tuple[str, str], page_two: str) -> None:
    """An older reminder, or the form's second page, may tell of an older sum."""
    assert told(scanned(*otherwise(total, other)), scanned(page_two, page_two, number=2)) is None


def test_clearly_read_amounts_are_told() -> None:
    """The same letters without a fault are known."""
    clear = RENTS + "Att betala    12 300,00\n"
    assert told(scanned(*otherwise(clear))) == Decimal(12300)
    fee = FEE.replace("72", "12")
    assert told(scanned(*otherwise(fee))) == Decimal(12480)


@pytest.mark.parametrize("lost", ["Hyra oktober 2026    3 OO,O", "Hyra oktober 2026"])
def test_a_row_without_a_readable_amount_leaves_the_total(lost: str) -> None:
    """What the rows come to is then not known, and the total that both readers read is."""
    text = f"{RENTS}{lost}\n{MORE}"
    assert told(scanned(*otherwise(text))) == Decimal(15300)
    assert told(scanned(*otherwise(text, ("15 300,00", SILENT)))) is None
    assert told(scanned(*otherwise(text.replace("15 300", "9 300")))) is None
