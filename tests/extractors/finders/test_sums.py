"""A total is known by what adds up to it, whatever it is called."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_pages import ON, found_in, page

from extractors.finders.letter import Letter
from extractors.finders.sums import sums
from pipeline.domain.fields import AMOUNT, Findings
from pipeline.domain.kinds import Kind


def summed(text: str) -> list[Decimal]:
    """The letter's sums, in print order."""
    letter = Letter.of((page(text),), Kind.RENT_DEBT, ON)
    return [one.money.value for one in sums(letter)]


ROWS = "Årsavgift juni 7 007,00 kr\nÅrsavgift juli 7 007,00 kr\nRänta 225,03 kr\nInkasso 180,00 kr"


@pytest.mark.parametrize(
    "said",
    [
        "Fordran i dag 14 419,03 kr",
        "Vår fordran: 14 419,03 kr",
        "Begärt belopp    14 419,03",
        "= 14 419,03",
        "Sammanlagt 14 419,03 kr skall ha kommit vårt konto tillhanda.",
    ],
)
def test_a_total_by_any_name(said: str) -> None:
    """The last of a table's amounts is the claim and no row of it."""
    found = found_in(f"{ROWS}\n{said}")
    assert found.value(AMOUNT) == Decimal("14419.03")
    assert found.conflicts == ()
    assert len(found.claim) == 4
    assert sure(found) > 0.95


def test_a_total_over_its_parts() -> None:
    """The whole first, and then what it is made of, a line each."""
    found = found_in(f"Det som saknas: 14 419,03 kr, fördelat så här:\n{ROWS}")
    assert found.value(AMOUNT) == Decimal("14419.03")
    assert sure(found) > 0.95


def test_equals_signs_and_payments() -> None:
    """Each row says "="; what was paid in is taken off."""
    found = found_in(
        "hyra juni = 8 909 kronor och 64 öre\nhyra juli = 8 909 kronor och 64 öre\n"
        "ränta = 40 kronor\ninkassoavgift = 180 kronor\ninbetalt = 1 706 kronor\n"
        "Slutsumma 16 333 kronor och 28 öre. Kravet förföll i onsdags."
    )
    assert found.value(AMOUNT) == Decimal("16333.28")
    assert found.conflicts == ()


@pytest.mark.parametrize(
    "rows",
    [
        "Hyran för maj: 9 968 kr\nAvgår det som kom i kuvert: -3 000 kr\nKvar blir 6 968 kr.",
        "Hyra maj    9 968,00 kr\nInbetalt 2026-06-14    3 000,00 kr\nKvar    6 968,00 kr",
        "Hyra maj    9 968,00\nDELBETALAT =    3 000,00\nKvarstår    6 968,00",
        "Rent May    SEK 9,968.00\nPaid 14 June    SEK 3,000.00\nBalance due    SEK 6,968.00",
        "Rent May    SEK 9,968.00\nLess payment received    -3,000.00\nBalance    SEK 6,968.00",
    ],
)
def test_a_payment_is_taken_off_a_larger_amount(rows: str) -> None:
    """What is left is made up by the rent and what came in."""
    assert summed(rows) == [Decimal(6968)]
    found = found_in(rows)
    assert found.value(AMOUNT) == Decimal(6968)
    assert sure(found) > 0.95


@pytest.mark.parametrize(
    "text",
    [
        "Deposition    9 000,00 kr\nAvdrag    4 000,00 kr\nKvar av depositionen    5 000,00 kr",
        "Lånet    9 000,00 kr\nBetalat    4 000,00 kr\nKvar av lånet    5 000,00 kr",
    ],
)
def test_what_is_left_of_a_deposit_is_no_sum(text: str) -> None:
    """It is the tenant's money, or another debt."""
    assert summed(text) == []


def test_a_sum_over_which_the_rent_is_not_paid() -> None:
    """A line that says that nothing was paid tells of no payment."""
    text = (
        "inte är betalt. Återvinning sker genom att 8 956,00 kr inkommer på bankgiro 9909-5176\n"
        "inom tre veckor. Det är hyra maj 2026 om 8 900,00 kr\nränta om 56,00 kr."
    )
    assert summed(text) == [Decimal(8956)]
    found = found_in(text + "\nDen förre lämnade en skuld på 3 108,00 kr; den är avskriven.")
    assert found.value(AMOUNT) == Decimal(8956)
    assert found.conflicts == ()


def test_a_total_of_several_tables() -> None:
    """Two tables, each with its sum, and what they come to."""
    text = (
        "Hyra maj 4 000 kr\nHyra juni 4 000 kr\nSumma 8 000 kr\n"
        "El maj 300 kr\nEl juni 200 kr\nSumma 500 kr\nDet hela blir 8 500 kr"
    )
    found = found_in(text)
    assert found.value(AMOUNT) == Decimal(8500)
    assert found.conflicts == ()


FOUR_CREDITORS = """
Borgenär    Avser    Saldo
A    Provbo AB    hyra för bostaden    10 437,00 kr
B    Garaget    p-plats 43    495,00 kr
C    Möbelkredit Prov    köp på konto    6 036,00 kr
{heading}
Hyra bostad 2026-05    9 968,00 kr
Lagstadgad påminnelse    60,00 kr
Inkassokostnad    180,00 kr
Ränta    229,00 kr
Summa rad A    10 437,00 kr

# 415424965119 # 10437 00 2 > 99453193#41#
"""


def test_a_table_of_other_debts_is_no_part_of_the_claim() -> None:
    """Its rows stand over a heading of the claim's own, whose total its own rows make up."""
    found = found_in(FOUR_CREDITORS.format(heading="Rad A, specificerad"))
    assert found.value(AMOUNT) == Decimal("10437.00")
    assert found.conflicts == ()
    assert sum(row.amount.value for row in found.claim) == Decimal(10437)


def test_a_total_that_leaves_out_a_row_of_its_table_is_a_conflict() -> None:
    """The last of its rows make it up, and nothing parts them from the one over them."""
    text = "Hyra maj    8 450,00\nHyra juni    8 450,00\nPåminnelse    60,00\nSumma    8 510,00"
    assert found_in(text).conflicts == (AMOUNT.text,)
    assert found_in(text.replace("8 510,00", "16 960,00")).conflicts == ()


def test_a_payment_alone_is_no_claim() -> None:
    """Nobody owes less than nothing."""
    found = found_in("Avhysningen är inställd sedan Anna Testsson\nbetalat 14 318,06 kr.")
    assert found.claim == ()
    assert found.get(AMOUNT) is None or found.value(AMOUNT) != Decimal("-14318.06")


def test_a_dash_between_label_and_amount_is_no_minus() -> None:
    """Nor is a fee for late payment something that was paid."""
    text = "9 107 kr\nHyra maj – 8 900 kr\nAvgift för sen inbetalning – 207 kr"
    assert summed(text) == [Decimal(9107)]


def test_in_a_sentence_what_follows_may_be_paid_and_left() -> None:
    """9 500 is what 5 000 and 4 500 make, and is not owed."""
    text = "Av hyran, 9 500 kr, har du betalat 5 000 kr. Resterande 4 500 kr är obetalda."
    assert summed(text) == []


@pytest.mark.parametrize("text", ["Hyra 50,00 kr\nRänta 9,00 kr\nsamt 59,00 kr", ROWS])
def test_small_change_and_rows_alone_are_no_sums(text: str) -> None:
    """Small numbers add up by chance."""
    assert summed(text) == []


@given(st.lists(st.decimals(min_value=101, max_value=9999, places=2), min_size=2, max_size=9))
def test_whatever_is_summed_up_is_found(parts: list[Decimal]) -> None:
    """Any table whose last line is its sum."""
    lines = [f"Post {part:.2f} kr".replace(".", ",") for part in parts]
    total = f"{sum(parts):.2f} kr".replace(".", ",")
    assert sum(parts) in summed("\n".join([*lines, f"Blir {total}"]))


def test_a_part_is_never_the_whole() -> None:
    """A sum of no more than one amount is that amount again."""
    assert summed("Hyra 8 450,00 kr\nAtt betala 8 450,00 kr") == []


def test_the_only_amount_of_a_letter_is_surer_than_one_of_several() -> None:
    """Without a word that says so."""
    one = found_in("Hyran har uteblivit. Vi väntar på 8 450 kr.")
    two = found_in("Hyran har uteblivit. Vi väntar på 8 450 kr. Lås kostade 900 kr i vår.")
    assert sure(one) > sure(two)


def sure(found: Findings) -> float:
    """The amount's confidence; 0 without one."""
    field = found.get(AMOUNT)
    return 0.0 if field is None else field.confidence


def test_an_amount_that_is_something_is_no_age() -> None:
    """Without rings and dots "är" and "år" are one word."""
    found = found_in("Hyran är obetald. Kr 4 486,00 är vad det handlar om.")
    assert found.value(AMOUNT) == Decimal(4486)
    found = found_in("Hyran är obetald. Hyresgästen är 45 år. Det är 8 450 kr.")
    assert found.value(AMOUNT) == Decimal(8450)


def test_rows_behind_dashes_without_a_total_are_owed() -> None:
    """Nobody is owed less than nothing."""
    found = found_in("Hyra maj – 8 900,00\nPåminnelse – 60,00")
    assert found.value(AMOUNT) == Decimal(8960)


def test_what_was_paid_in_is_no_total() -> None:
    """Though it is just what the rent and the reminder make."""
    found = found_in("Hyra maj 8 000 kr\nPåminnelse 60 kr\nInbetalt den 3 juni 8 060 kr")
    assert Decimal(8060) not in summed("Hyra maj 8 000 kr\nPåminnelse 60 kr\nInbetalt 8 060 kr")
    assert found.value(AMOUNT) != Decimal(8060)
