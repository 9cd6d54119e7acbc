"""Addresses are compared as landlords write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_people import similarity

from pipeline.domain.addresses import (
    compare_postal_codes,
    compare_streets,
    official_apartment,
    parse_place,
    parse_street,
    place_of,
    same_house,
)
from pipeline.domain.people import Address

# printed, registered, level
STREETS = [
    ("Björkgatan 12", "Björkgatan 12", "same"),
    ("BJÖRKGATAN 12", "Björkgatan 12", "same"),
    ("Björkg. 12", "Björkgatan 12", "same"),
    ("Björkgt 12", "Björkgatan 12", "same"),
    ("Björkg 12b", "Björkgatan 12 B", "same"),
    ("Björk gatan 12", "Björkgatan 12", "same"),
    ("Ringv. 3", "Ringvägen 3", "same"),
    ("N. Ringv 3", "Norra Ringvägen 3", "same"),
    ("S:t Olofs g. 1", "Sankt Olofs gata 1", "same"),
    ("2:a Tvärgatan 4", "Andra Tvärgatan 4", "same"),
    ("Björkgatan 12, 3 tr", "Björkgatan 12", "same"),
    ("Björkgatan 12 lgh 1102", "Björkgatan 12", "same"),
    ("Åsen", "Åsen", "same"),  # a farm has no number
    ("Bjorkgatan 12", "Björkgatan 12", "folded"),
    ("Björkgatan 12-16", "Björkgatan 14", "range"),
    ("Björkgatan 14", "Björkgatan 12-16", "range"),
    ("Björkgatan 12 A-C", "Björkgatan 12 B", "range"),
    ("Björkgatan 12", "Björkgatan 12 B", "no_letter"),
    ("Björkgatan 12 B", "Björkgatan 12", "no_letter"),
    ("Sä1ggatan 12", "Sälggatan 12", "slip"),
    ("Björkgalan 12", "Björkgatan 12", "slip"),
    ("Sk0makarvägen 3", "Skomakarvägen 3", "same"),
    ("Björkgatan 12 A", "Björkgatan 12 B", "other"),
    ("Björkgatan 12", "Björkgatan 14", "other"),
    ("Björkgatan 12-16", "Björkgatan 13", "other"),  # the other side of the street
    ("Björkgatan 16-12", "Björkgatan 14", "other"),  # no range
    ("Björkgatan 12", "Björkvägen 12", "other"),  # two streets of one town
    ("Smedgränd 3", "Smedstigen 3", "other"),
    ("Lindgatan 3", "Linnégatan 3", "other"),
    ("Åsen", "Åsen 3", "other"),
]


@pytest.mark.parametrize(("printed", "registered", "level"), STREETS)
def test_street_agrees_at_its_level(printed: str, registered: str, level: str) -> None:
    """Each way to write a street has its level."""
    one, other = parse_street(printed), parse_street(registered)
    assert one is not None
    assert other is not None
    assert compare_streets(one, other, similarity) == level


@pytest.mark.parametrize("text", ["", "12", "  ", "12 34"])
def test_no_street_without_letters(text: str) -> None:
    """What has no name is no street."""
    assert parse_street(text) is None


@pytest.mark.parametrize(
    ("text", "official"),
    [("1102", "1102"), ("lgh 1102", "1102"), ("0103", ""), ("12", ""), ("107-02-0103", "")],
)
def test_object_numbers_are_no_flat_numbers(text: str, official: str) -> None:
    """A landlord's own number is not compared with the register's."""
    assert official_apartment(text) == official


def test_one_line_holds_a_whole_place() -> None:
    """Flat and postal code are read from the line of a list."""
    place = parse_place("Björkgatan 12 B lgh 1102, 413 01 Exempelstad")
    assert (place.apartment, place.postal_code) == ("1102", "41301")
    assert place.street == parse_street("Björkgatan 12 B")


def test_printed_flat_wins_over_the_lines() -> None:
    """A flat number given apart is the letter's own."""
    assert parse_place("Björkgatan 12 lgh 1102", "1201", "413 01").apartment == "1201"


def test_broken_postal_code_is_none() -> None:
    """A postal code of another length says nothing."""
    assert parse_place("Björkgatan 12", "", "4130").postal_code == ""
    assert place_of(Address(postal_code="41")).postal_code == ""


def test_postal_codes_by_digits() -> None:
    """One digit off is a slip, more is another place."""
    pairs = [("41301", "41301"), ("41301", "41307"), ("41301", "42302")]
    assert [compare_postal_codes(*pair) for pair in pairs] == ["same", "slip", "other"]


def test_one_house_has_one_entrance() -> None:
    """The register's own addresses are compared to the letter, postal code where both have it."""
    home = Address(street="Björkgatan 12 B", postal_code="41301")
    assert same_house(home, Address(street="Björkgatan 12 B"))
    assert not same_house(home, Address(street="Björkgatan 12 C", postal_code="41301"))
    assert not same_house(home, Address(street="Björkgatan 12 B", postal_code="42302"))
    assert not same_house(Address(), Address())


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_read(one: str, other: str) -> None:
    """No text stops the reading; a street is at least folded like itself."""
    first, second = parse_street(one), parse_street(other)
    if first is not None and second is not None:
        compare_streets(first, second, similarity)
        assert compare_streets(first, first, similarity) == "same"
