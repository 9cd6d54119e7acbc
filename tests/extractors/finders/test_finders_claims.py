"""The whole claim among the letter's amounts, its rows, and what contradicts it."""

from decimal import Decimal

import pytest
from typed_pages import found_in

from pipeline.domain.fields import AMOUNT, PAYMENT_LINE
from pipeline.domain.kinds import Kind

FORM_3 = """
1 Hyresvärdens namn, postadress och telefonnummer
Provbostäder AB
Box 12, 414 58 Göteborg

2 Hyresgästens namn och postadress
Anna Prov
Björkvägen 12 B
414 58 Göteborg

4 Belopp som hyresgästen skall betala för att återvinna hyresrätten
{field}

Hyra augusti 2026    6 150,00
Hyra september 2026    {second}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a table with a total
        ("Hyra sep 2026    8 450,00\nRänta    120,50\nSumma att betala    8 570,50", "8570.50"),
        # a sentence
        ("Skulden uppgår till 18 450 kr inklusive ränta och avgifter.", "18450"),
        # a sentence with parts after the whole
        ("Hyresskulden är 18 450 kr, varav ränta 120 kr och avgift 60 kr.", "18450"),
        # the rent per month is not the claim
        ("Månadshyran är 8 450 kr per månad. Skulden uppgår till 16 900 kr.", "16900"),
        # what is paid off each month is not either
        ("Total skuld: 16 900 kr. Avbetalning med 1 000 kr per månad föreslås.", "16900"),
        # capital, interest, cost side by side with what to pay
        (
            (
                "Kapital    Ränta    Inkassokostnad    Att betala\n"
                "8 000,00   250,00   180,00            8 430,00"
            ),
            "8430",
        ),
        # the form's field with the amount beneath
        ("4 Belopp som hyresgästen skall betala för att återvinna hyresrätten\n9 200 kr", "9200"),
        # a label over its amount
        ("Att betala\n5 400,00", "5400"),
        # the whole debt goes before what recovers the tenancy
        ("Återvinningsbelopp 12 300 kr\n\nTotal skuld 15 600 kr", "15600"),
        # a single rent, no total
        ("Hyra för oktober 2026    8 450,00 kr", "8450"),
        # English
        ("Total amount due: SEK 8 244,76", "8244.76"),
        # "20.00" and "28.45" behind a unit are no hours
        (
            (
                "Rent June 2026    SEK 9,434.00\nInterest to date    SEK 20.00\n"
                "Collection fee    SEK 180.00\nAmount due    SEK 9,634.00"
            ),
            "9634",
        ),
        (
            (
                "Room rent April    SEK 13,182.00\nInterest    SEK 28.45\n"
                "Pay by 21 August 2026    SEK 13,210.45"
            ),
            "13210.45",
        ),
        # what wins the home back, in English
        (
            (
                "By payment of SEK 7,080.39 within three weeks of service:\n"
                "Rent May 2026    SEK 7,051.00\nInterest    SEK 29.39"
            ),
            "7080.39",
        ),
    ],
)
def test_the_whole_claim(text: str, expected: str) -> None:
    """The amount that the words make the whole claim, as printed."""
    assert found_in(text).value(AMOUNT) == Decimal(expected)


def test_every_english_row_is_read() -> None:
    """A row of less than 25 kronor counts as the others do."""
    text = "Rent June 2026    SEK 9,434.00\nInterest    SEK 20.00\nAmount due    SEK 9,454.00"
    found = found_in(text)
    assert [row.amount.value for row in found.claim] == [Decimal(9434), Decimal(20)]
    assert found.conflicts == ()


def test_a_total_that_its_rows_make_up_is_surer() -> None:
    """Rows that add up to the total count for it."""
    alone = found_in("Summa att betala    8 570,50").get(AMOUNT)
    rows = "Hyra sep 2026    8 450,00\nRänta    120,50\n"
    with_rows = found_in(rows + "Summa att betala    8 570,50").get(AMOUNT)
    assert alone is not None
    assert with_rows is not None
    assert with_rows.confidence > alone.confidence


def test_rows_that_do_not_make_up_the_total_are_a_conflict() -> None:
    """Scenario 28: both amounts are kept, neither is repaired (RH 1995:34)."""
    found = found_in(FORM_3.format(field="13 200 kr", second="6 150,00"))
    assert found.conflicts == (AMOUNT.text,)
    assert found.value(AMOUNT) == Decimal(13200)
    assert [field.value for name, field in found.alternatives if name == AMOUNT.text] == [
        Decimal(12300)
    ]
    field = found.get(AMOUNT)
    assert field is not None
    assert field.confidence < 0.8


def test_rows_that_do_are_none() -> None:
    """The same form with the right sum."""
    found = found_in(FORM_3.format(field="12 300 kr", second="6 150,00"))
    assert found.conflicts == ()
    assert found.value(AMOUNT) == Decimal(12300)


def test_two_totals_that_differ_are_a_conflict() -> None:
    """The text and the slip name different debts."""
    found = found_in("Skulden uppgår till 12 300 kr.\n\nSumma att betala    13 200,00")
    assert found.conflicts == (AMOUNT.text,)


def test_a_subtotal_is_no_conflict() -> None:
    """A sum that a printed fee leads on to the total contradicts nothing."""
    found = found_in("Summa hyra    12 000,00\nInkassokostnad    180,00\nAtt betala    12 180,00")
    assert found.conflicts == ()
    assert found.value(AMOUNT) == Decimal(12180)


def test_money_paid_in_is_taken_off_the_rows() -> None:
    """A deduction without a sign still makes the rows agree with the total."""
    found = found_in(
        "Hyra november 2026    11 700,00\nAvgår inbetalt    2 600,00\nSumma    9 100,00"
    )
    assert [row.amount.value for row in found.claim] == [Decimal(11700), Decimal(-2600)]
    assert found.conflicts == ()


def test_a_misgrouped_amount_is_not_relied_on() -> None:
    """A lost comma gives little confidence and a note, not a repaired amount."""
    field = found_in("Summa att betala    12 30550 kr").get(AMOUNT)
    assert field is not None
    assert "malformed" in field.notes
    assert field.confidence < 0.5


def test_the_rows_have_kind_label_and_period() -> None:
    """Rent, interest, reminder and collection are told apart."""
    found = found_in(
        "Hyra september 2026    8 450,00\n"
        "Upplupen ränta    120,50\n"
        "Påminnelseavgift    60,00\n"
        "Inkassoavgift    180,00\n"
        "Summa    8 810,50"
    )
    assert [(row.what, row.period) for row in found.claim] == [
        ("rent", "2026-09"),
        ("interest", None),
        ("reminder", None),
        ("collection", None),
    ]


def test_a_bundle_does_not_repeat_its_rows() -> None:
    """Form 1 behind form 3 has the same table; the claim is listed once."""
    table = "Hyra augusti 2026    6 150,00\nHyra september 2026    6 150,00\nSumma    12 300,00"
    found = found_in(f"{table}\n\n\n\n\n\n\n\n{table}")
    assert len(found.claim) == 2
    assert found.conflicts == ()


def test_the_payment_line() -> None:
    """Reference, amount and giro, with their check digits."""
    found = found_in("# 892470580846 # 10081 99 0 > 99838138#41#\n\nAtt betala    10 081,99")
    line = found.value(PAYMENT_LINE)
    assert line is not None
    assert (line.reference, line.amount, line.giro) == (
        "892470580846",
        Decimal("10081.99"),
        "99838138",
    )
    assert found.conflicts == ()


def test_a_payment_line_with_another_amount_is_a_conflict() -> None:
    """The slip's machine line contradicts the printed total."""
    found = found_in("# 892470580846 # 10081 99 0 > 99838138#41#\n\nAtt betala    11 081,99")
    assert found.conflicts == (AMOUNT.text,)


def test_a_payment_line_whose_check_digit_fails_says_nothing() -> None:
    """A misread machine line is noted and does not contradict the total."""
    found = found_in("# 892470580846 # 10081 99 7 > 99838138#41#\n\nAtt betala    11 081,99")
    line = found.get(PAYMENT_LINE)
    assert line is not None
    assert "amount_check" in line.notes
    assert found.conflicts == ()


def test_fees_named_in_passing_are_no_claim() -> None:
    """A cancelled eviction with a standard sentence about reminders has no amount."""
    found = found_in(
        "Vid betalning efter förfallodagen debiteras dröjsmålsränta och påminnelseavgift om 60 kr.",
        Kind.EVICTION_DATE,
    )
    assert found.get(AMOUNT) is None


def test_a_bare_number_under_a_label_is_not_relied_on() -> None:
    """What stands under "Skuld" may be a flat number that slipped down from its line."""
    field = found_in("Hyresgäst    Skuld\nAnna Prov    1506").get(AMOUNT)
    assert field is None or field.confidence < 0.8


BY_A_DAY = (
    "Pay by 21 August 2026    SEK 52,996.45",
    "Pay by August 21, 2026    SEK 52,996.45",
    "Payable by 21st August 2026: SEK 52,996.45",
    "Betalas senast 2026-08-21    52 996,45",
    "Oss tillhanda senast 2026-06-29    52 996,45",
    "Hyran är obetald. Oss till handa senast den 29 juni 2026: 52 996,45 kr",
    "By payment of SEK 52,996.45 within three weeks of service the tenancy is recovered.",
)


@pytest.mark.parametrize("text", BY_A_DAY)
def test_what_is_to_be_paid_by_a_day(text: str) -> None:
    """A label with a day in it, and a payment within three weeks."""
    field = found_in(text).get(AMOUNT)
    assert field is not None
    assert field.value == Decimal("52996.45")
    assert field.confidence >= 0.8


def test_a_number_of_weeks_is_no_amount() -> None:
    """As in "inom 3 v", behind a word for what wins the home back."""
    found = found_in("Återvinning inom 3 v: 36 544 kr till bg 9905-6715.").get(AMOUNT)
    assert found is not None
    assert (found.value, found.notes) == (Decimal(36544), ())
