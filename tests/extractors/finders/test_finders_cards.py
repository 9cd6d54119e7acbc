"""Lists of debtors without columns, and rows that name two."""

from decimal import Decimal

import pytest
from typed_pages import found_in

from pipeline.domain.fields import AMOUNT, Findings, PartyRole
from pipeline.domain.kinds import Kind


def debtors(found: Findings) -> list[tuple[str, Decimal | None, str]]:
    """Name, amount and reference of each row."""
    return [
        (
            "" if row.party.name is None else row.party.name.value,
            None if row.amount is None else row.amount.value,
            "" if row.reference is None else row.reference.value,
        )
        for row in found.rows
    ]


SIDE_BY_SIDE = """
Anna Prov                     Bo Test
Björkvägen 12, lgh 1101       Ekstigen 3, lgh 1203
Avtal 304-1022                Avtal 305-4455
Skuld 8 450:-                 Skuld 1 550:50

Eva Exempel                   Per Provsson
Björkvägen 14, lgh 1002       Ekstigen 5, lgh 1301
Avtal 304-1188                Avtal 305-4466
Skuld 5 000:-                 Skuld 2 000:-

Sammanlagd skuld 17 000:50
"""

BENEATH = """
Hyresgäst: Anna Prov, 19800101-9804
Adress: Björkvägen 12, lgh 1101
Kontrakt: 304-1022
Skuld: 8 450,00 kr

Hyresgäst: Bo Test
Adress: Ekstigen 3
Kontrakt: 305-4455
Skuld: 1 550,00 kr

Summa: 10 000,00 kr
"""

LABELS_BESIDE = """
Hyresgäst      Anna Prov
Bostad         Björkvägen 12
Kontrakt       304-1022
Restbelopp     8 450,00

Hyresgäst      Bo Test
Bostad         Ekstigen 3
Kontrakt       305-4455
Restbelopp     1 550,00

Tillhopa       10 000,00
"""


@pytest.mark.parametrize("text", [BENEATH, LABELS_BESIDE])
def test_cards_under_each_other(text: str) -> None:
    """Each name opens a card; what is owed stands under a label of its own."""
    found = found_in(text, Kind.DEBT_LIST)
    assert debtors(found) == [
        ("Anna Prov", Decimal(8450), "304-1022"),
        ("Bo Test", Decimal(1550), "305-4455"),
    ]
    assert found.value(AMOUNT) == Decimal(10000)
    assert found.conflicts == ()


def test_cards_side_by_side() -> None:
    """Two cards on a line are two debtors, each with what stands in its own column."""
    found = found_in(SIDE_BY_SIDE, Kind.DEBT_LIST)
    assert [name for name, _, _ in debtors(found)] == [
        "Anna Prov", "Bo Test", "Eva Exempel", "Per Provsson",
    ]  # fmt: skip
    assert found.rows[1].amount is not None
    assert found.rows[1].amount.value == Decimal("1550.50")
    assert found.value(AMOUNT) == Decimal("17000.50")
    assert found.conflicts == ()


def test_a_card_without_an_amount_is_said() -> None:
    """A debtor whose amount cannot be read may not vanish from the list."""
    torn = SIDE_BY_SIDE.replace("Skuld 2 000:-", "Sk#ld 2x")
    assert found_in(torn, Kind.DEBT_LIST).conflicts != ()


def test_an_address_block_alone_is_no_list() -> None:
    """One name with a street is a letterhead or a window, not a debtor."""
    found = found_in("Anna Prov\nBjörkvägen 12\n414 58 Göteborg\n\nLista bifogas.", Kind.DEBT_LIST)
    assert found.rows == ()


HEADS = (
    "Restbelopp", "Restskuld", "Obetalt", "Obetald hyra", "Saldo", "Utestående", "Att betala",
    "Kvar att betala", "Hyresskuld", "Skuld efter inbetalning", "Förfallet", "SEK",
)  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
def test_headings_for_what_is_owed(head: str) -> None:
    """The ways in which ten systems head the column that counts."""
    found = found_in(
        f"Innehavare              Bostad              Objekt           {head}\n"
        "Anna Prov               Björkvägen 12       304-1022         8 450,00\n"
        "Bo Test                 Ekstigen 3          305-4455         1 550,00\n"
        "Summa                                                        10 000,00",
        Kind.DEBT_LIST,
    )
    assert [amount for _, amount, _ in debtors(found)] == [Decimal(8450), Decimal(1550)]
    assert found.conflicts == ()


PAIRS = ("Anna Prov och Bo Test", "Anna Prov & Bo Test", "Anna Prov / Bo Test", "Anna och Bo Test")


@pytest.mark.parametrize("names", PAIRS)
def test_a_row_keeps_both_tenants(names: str) -> None:
    """The second tenant of a flat is no less a tenant for standing on the same row."""
    found = found_in(
        f"Hyresgäst                   Adress              Kontrakt         Skuld\n"
        f"{names:28}Björkvägen 12       304-1022         8 450,00\n"
        "Eva Exempel                 Ekstigen 3          305-4455         1 550,00\n"
        "Summa                                                            10 000,00",
        Kind.DEBT_LIST,
    )
    first, second = found.rows
    assert [(one.role, one.name.value) for one in first.others if one.name] == [
        (PartyRole.CO_TENANT, "Bo Test")
    ]
    assert second.others == ()
    assert found.conflicts == ()


def test_a_second_tenant_on_the_next_line() -> None:
    """A name torn at its joining word: the line's end does not lose him."""
    found = found_in(
        "Hyresgäst                   Adress              Kontrakt         Skuld\n"
        "Anna Prov och               Björkvägen 12       304-1022         8 450,00\n"
        "Bo Test\n"
        "Eva Exempel                 Ekstigen 3          305-4455         1 550,00",
        Kind.DEBT_LIST,
    )
    assert [one.name.value for one in found.rows[0].others if one.name] == ["Bo Test"]
    assert len(found.rows) == 2


def test_columns_that_ran_together() -> None:
    """Customer, number and name in one cell are still three values."""
    found = found_in(
        "KUNDNR    PERSONNR    NAMN                          BELOPP\n"
        "013-2888 198001019804 Anna Prov                     2995,00\n"
        "544-4219 198504129829 Bo Test                       1005,00\n"
        "TOTALT                                              4000,00",
        Kind.DEBT_LIST,
    )
    assert debtors(found) == [
        ("Anna Prov", Decimal(2995), "013-2888"),
        ("Bo Test", Decimal(1005), "544-4219"),
    ]
