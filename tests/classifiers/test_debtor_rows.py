"""Rows of debtors are told from rows of a claim."""

from __future__ import annotations

from classifiers.rows import debtor_rows


def test_rows_of_persons_are_counted_once_each() -> None:
    """A person with two rows is one debtor."""
    text = (
        "Namn\tAdress\tBelopp\nAnna Test\tProvgatan 1\t7 400,00\n"
        "Bertil Prov\tProvgatan 2\t6 100,00\nTest, Cecilia\tProvgatan 3\t8 950:-\n"
        "Anna Test\tProvgatan 1\t1 200,00\n"
    )
    assert debtor_rows(text) == 3


def test_rows_with_numbers_are_counted_whatever_the_names() -> None:
    """A list of personnummer and amounts is a list."""
    text = "19800101-9999 7 400,00\n800102 9989 6 100 kr\n198001039979 300:-"
    assert debtor_rows(text) == 3


def test_a_claim_s_rows_are_no_debtors() -> None:
    """Rent, interest and fees of one person."""
    text = (
        "Hyresgäst Anna Test 800101-9999\nHyra Oktober 2026 7 400,00\nUpplupen Ränta 12,00\n"
        "Gamla Provgatan 12, lgh 1101\nSumma Att Betala 7 412,00\nBankgiro 123-4567\n"
    )
    assert debtor_rows(text) == 0
