"""What a line's end tears apart is put together, or left alone; never an error."""

from __future__ import annotations

from typed_pages import found_in

from pipeline.domain.fields import ADDRESS


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
