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
    # another's
    "Ni undrade över en skuld på 7 338,00. Den hör till förra hyresgästen, som flyttat.",
    "Skulden på 3 108,00 kr avser en tidigare hyresgäst och angår er inte.",
    "Gammal skuld 3 108,00 kr, ligger på annan reskontra, ej i krav.",
    "Ni nämnde en skuld på 4 200,00 kr. Det är förra hyresgästens.",
    "Er skuld på 4 200,00 kr hos föregående värd rör oss inte.",
    "En skuld på 3 108,00 kr har inget med er att göra.",
    "A debt of SEK 3,108.00 belongs to the previous tenant and does not concern you.",
    "The debt of SEK 4,200.00 left by the former tenant is not yours.",
    # paid since, or written off
    "The old arrears you had on 29 September 2025 (SEK 5,901.14) are long paid, thank you.",
    "Den förre lämnade en gammal skuld på 3 108,00 kr efter\nsig; den är avskriven.",
    "I ansökan nämns en skuld på 4 880,70 kr som ni betalade 2026-01-21.",
    "En äldre skuld om 3 108,00 kr, som reglerades i mars, nämns här.",
    "Skulden på 4 200,00 kr från 2024 är sedan länge reglerad.",
    "Skulden på 4 200,00 kr har vi avskrivit.",
    "A debt of SEK 3,108.00, which you have since paid, is mentioned here.",
    "The old debt of SEK 4,200.00 was settled in full in March.",
    # an earlier state of the same debt
    "INFORAD 2 KRAVSTEG 2 2026-10-10 SKULD DÅ 5610,00",
    "Den gången uppgick skulden till 8 510,00 kr.",
    "At that time the debt was SEK 8,510.00.",
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
    # paid in part, by an agreement, or as somebody says
    "Skulden på 18 200,00 kr är knappt betald till hälften.",
    "Skulden på 18 200,00 kr är betald till viss del.",
    "Skulden på 18 200,00 kr som ni betalade hälften av.",
    "Skulden på 18 200,00 kr reglerades genom en avbetalningsplan som inte hålls.",
    "Skulden på 18 200,00 kr är betald, påstår ni, men vi har inget fått.",
    "Skulden på 18 200,00 kr är betald först när räntan är det.",
    "Skulden är 18 200,00 kr. Den betalades tillbaka till er av misstag.",
    "No stay until the debt of SEK 18,200.00 has been paid.",
    "The debt of SEK 18,200.00 was settled by agreement, which you broke.",
    "You say that the debt of SEK 18,200.00 has been paid.",
    # the reader's own
    "Skulden är 18 200,00 kr. Den hör till er och till förra hyresgästen.",
    "Skulden på 18 200,00 kr rör er båda.",
    "Skulden på 18 589,13 kr som ni inte betalade i januari kvarstår.",
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


def test_a_payment_line_proves_what_rows_do_not() -> None:
    """The line repeats the total; the other debt is another's."""
    text = (
        "Att betala    10 437,00 kr\n\nEn skuld på 7 338,00 kr hör till förra hyresgästen.\n\n"
        "# 415424965119 # 10437 00 2 > 99453193#41#"
    )
    found = found_in(text)
    assert found.value(AMOUNT) == Decimal("10437.00")
    assert found.conflicts == ()


def test_what_is_set_apart_is_not_chosen() -> None:
    """What recovers the home is claimed, though only the other is called a debt."""
    text = (
        "Återvinning sker genom att 16 900,00 kr inkommer på bankgiro 9909-5176.\n"
        "Den förre lämnade en gammal skuld på 3 108,00 kr efter sig; den är avskriven."
    )
    assert found_in(text).value(AMOUNT) == Decimal("16900.00")


@pytest.mark.parametrize(
    "text",
    [
        "Skulden på 18 200,00 kr är knappt betald till hälften.",
        "The debt of SEK 18,200.00 was settled by agreement.",
        "Hon säger att skulden på 18 200,00 kr är betald.",
    ],
)
def test_a_debt_that_is_paid_in_part_is_for_a_person(text: str) -> None:
    """Nobody says how much of it is left."""
    field = found_in(text).get(AMOUNT)
    assert field is None or field.confidence < 0.9


def test_a_debt_that_was_let_go_is_none() -> None:
    """And a claim whose unit opens the next line is an amount."""
    text = "Ansökan lyder på 13 091\nkronor, alltså hyra. I fjol efterskänkte vi 6 932 kronor."
    assert found_in(text).value(AMOUNT) == Decimal(13091)
    text = text.replace("kronor, alltså", "kronor och 5 öre, alltså")
    assert found_in(text).value(AMOUNT) == Decimal("13091.05")


def test_a_number_that_its_own_cell_names_is_no_claim() -> None:
    """Beside "Arrears desk" "Run 185164", which is no arrears."""
    found = found_in("Arrears desk    Run 185164 / letter 44\n" + CLAIM)
    assert found.value(AMOUNT) == Decimal("16960.00")
    assert found.conflicts == ()
