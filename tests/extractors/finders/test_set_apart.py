"""Amounts beside a total that its rows make up: which of them contradict it, and which do not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from typed_pages import found_in

from pipeline.domain.fields import AMOUNT

CLAIM = """
Hyra augusti 2026    8 450,00 kr
Hyra september 2026    8 450,00 kr
Påminnelse    60,00 kr
Att betala    16 960,00 kr

"""

APART = (
    "Gamla lån hos värden, inalles 7 719,03 kr, berörs ej.",
    "I summan ingår icke: skuld för ett fönster, 1 270 kronor.",
    "Skulden på 10 589,13 kr från förra hösten är betald sedan 31 januari 2026.",
    "Elnätet faktureras för sig och där betalades 1 716,97 kr så sent som i går.",
    "Fordran på er för förlorade nycklar (863,00 kr) behandlas för sig.",
    "Den förre flyttade med en egen skuld om 6 433,00 kr. Den har avskrivits.",
    "Den förre flyttade med en egen skuld om 6 433,00 kr. Den ska inte förväxlas\nmed denna.",
    "An old debt of SEK 6,433.00 has been settled.",
)
AGAINST = (
    "Hela skulden på 18 589,13 kr är inte betald.",
    "Skulden är i dag 18 200,00 kr.",
    "Skulden är 18 200,00 kr, ränta ingår inte.",
    "Total skuld: 18 200,00 kr\nDröjsmålsränta ingår inte.",
    "Hyran för maj är betald men hela skulden är 18 200,00 kr.",
    "Räntan ingår inte och hela skulden är 18 200,00 kr.",
    "Skulden är 18 200,00 kr och hyran för maj är betald.",
    # conditions and denials
    "Avhysning sker om inte hela skulden 18 200,00 kr senast den 26 oktober är betald.",
    "Skulden är i dag 18 200,00 kr, av vilken ingenting har betalats.",
    "Skulden är 18 200,00 kr. Den berörs inte av avbetalningsplanen och hela skulden krävs.",
    "Hela skulden är 18 200,00 kr. Den berörs inte av avbetalningsplanen.",
    "Ränta ingår inte, att betala i dag: 18 200,00 kr.",
    # grown by a month like those that are counted
    "Oktoberhyran finns inte med i tabellen. Med den är den totala skulden 25 410,00 kr.",
)


@pytest.mark.parametrize("text", APART)
def test_what_the_letter_sets_apart_contradicts_no_total(text: str) -> None:
    """The rows make up the total; the letter says of the other amount that it is no part of it."""
    found = found_in(CLAIM + text)
    assert found.value(AMOUNT) == Decimal("16960.00")
    assert found.conflicts == ()


@pytest.mark.parametrize("text", AGAINST)
def test_another_total_is_a_conflict_still(text: str) -> None:
    """What is not plainly left out, or said to be paid, is for a person."""
    assert found_in(CLAIM + text).conflicts == (AMOUNT.text,)


def test_without_rows_nothing_is_set_apart() -> None:
    """A total that nothing proves may be the amount that was left out."""
    text = "Att betala    16 960,00 kr\n\nSkulden 18 200,00 kr behandlas för sig."
    assert found_in(text).conflicts == (AMOUNT.text,)


def test_a_number_that_its_own_cell_names_is_no_claim() -> None:
    """Beside "Arrears desk" "Run 185164", which is no arrears."""
    found = found_in("Arrears desk    Run 185164 / letter 44\n" + CLAIM)
    assert found.value(AMOUNT) == Decimal("16960.00")
    assert found.conflicts == ()
