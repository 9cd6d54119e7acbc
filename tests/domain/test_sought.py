"""What is looked for: printed digits and the numbers they may be."""

import pytest
from made_people import findings, number, party

from pipeline.domain.sought import Sought, only_digits, possible_numbers, slipped, sought_in

ANNA = number("19800101")


def test_twelve_digits_are_one_number() -> None:
    """A whole number is itself."""
    assert list(possible_numbers(ANNA.digits)) == [ANNA]


def test_ten_digits_may_be_of_any_century() -> None:
    """The century is not guessed."""
    found = list(possible_numbers(ANNA.digits[2:]))
    assert [one.digits[:2] for one in found] == ["18", "19", "20"]
    assert ANNA in found


def test_no_such_day_is_no_number() -> None:
    """29 February exists only in leap years: 1880 and 2000 had it, 1900 had not."""
    digits = number("20000229").digits[2:]
    assert [one.digits[:4] for one in possible_numbers(digits)] == ["2000"]


@pytest.mark.parametrize("digits", ["", "123", ANNA.digits[2:-1], "8001019800"])
def test_broken_digits_are_no_number(digits: str) -> None:
    """Too few digits, or a check digit that does not hold."""
    assert list(possible_numbers(digits)) == []


def test_slips_hold_the_right_number() -> None:
    """One wrong digit, or two neighbours swapped, leads back; all slips have right check digits."""
    ten = ANNA.digits[2:]
    wrong = ten[:4] + str((int(ten[4]) + 1) % 10) + ten[5:]
    swapped = ten[:3] + ten[4] + ten[3] + ten[5:]
    assert ten in slipped(wrong)
    assert ten in slipped(swapped)
    assert ten not in slipped(ten)
    assert all(list(possible_numbers(one)) or one for one in slipped(wrong))
    assert slipped("123") == ()


def test_letter_seeks_parties_and_home_once() -> None:
    """Each party with the home, the home by itself, nothing twice and nothing empty."""
    letter = findings(party("Anna Berg"), party("Anna Berg"), address="Björkgatan 12")
    assert sought_in(letter) == (
        Sought(name="Anna Berg", address="Björkgatan 12"),
        Sought(address="Björkgatan 12"),
    )
    assert sought_in(findings()) == ()


def test_digits_are_ascii() -> None:
    """A foreign digit is not taken for one of ours."""
    assert only_digits("80-01 01٣") == "800101"
