"""What a line's end tears apart is put together, or left alone; never an error."""

from __future__ import annotations

from decimal import Decimal

import pytest
from typed_pages import found_in

from pipeline.domain.fields import ADDRESS, AMOUNT


def test_an_entrance_letter_on_the_next_line() -> None:
    """Printed whole below, torn above: one address, the whole one, and no doubt about it."""
    found = found_in(
        """
        Obetald hyra. Objekt: Vadarfågelsgatan 117
        B, lgh 1703.

        Hyresgäst    Kjell Kvarnström
        Bostad       Vadarfågelsgatan 117 B, lgh 1703
        """
    )
    address = found.get(ADDRESS)
    assert address is not None
    assert address.value == "Vadarfågelsgatan 117 B"
    assert "several_addresses" not in address.notes


def test_two_entrances_are_two_addresses() -> None:
    """A street number printed whole is not torn, whatever stands elsewhere."""
    found = found_in(
        """
        Bostad: Vadarfågelsgatan 117, lgh 1703
        Bostad: Vadarfågelsgatan 117 B, lgh 1703
        """
    )
    address = found.get(ADDRESS)
    assert address is not None
    assert "several_addresses" in address.notes


def test_a_period_before_a_word_is_no_date() -> None:
    """A period and then a flat look like a date whose day was misread; they are none."""
    found = found_in("Hyra för perioden 2026-08. Lägenhet 3 rok.")
    assert "letter_date" not in found.fields


@pytest.mark.parametrize(
    "text",
    [
        "Ni har inte betalt hyran för maj, juni och juli. Tillsammans 28\n350 kr. Flytta nu.",
        "Hyran för maj 2026 har inte betalats och skulden uppgår till 28\n350 kronor i dag.",
        "Skulden för lägenheten är i dag, inräknat ränta till dagen, 28\n350,00 kr, och växer.",
    ],
)
def test_an_amount_of_a_sentence_that_runs_on(text: str) -> None:
    """A full line ends in "28", the next begins with "350 kr": one amount, as all read it."""
    found = found_in(text)
    field = found.get(AMOUNT)
    assert field is not None
    assert field.value == Decimal(28350)
    assert field.notes == ()
    assert {round(box.top) for box in field.boxes} == {60, 74}
    assert found.conflicts == ()


@pytest.mark.parametrize(
    "text",
    [
        # columns, a line that ends of itself, figures that are no group, another unit
        "Skulden för hyran i maj, juni och juli är    28\n350 kr för juli                      9",
        "Skulden uppgår till 28\n350 kr.",
        "Skulden för maj, juni och juli är nu sammanlagt 28\n35 kr i ränta tillkommer på skulden.",
        "Skulden för maj, juni och juli är nu sammanlagt 28\n350 dagar har gått sedan dess.",
    ],
)
def test_two_numbers_that_only_follow_each_other(text: str) -> None:
    """Nothing is put together that a line's end did not part."""
    field = found_in(text).get(AMOUNT)
    assert field is None or field.value != Decimal(28350)
