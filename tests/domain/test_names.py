"""Names are compared as people, landlords and scanners write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_people import similarity

from pipeline.domain.names import NameLevel, compare_names, name_keys, sought_keys
from pipeline.domain.spelling import fold, words

# printed, given names, middle name, surname, level
NAMES = [
    ("Anna Andersson", "Anna Maria", "", "Andersson", "same"),
    ("ANNA ANDERSSON", "Anna Maria", "", "Andersson", "same"),  # capitals say nothing
    ("Andersson, Anna", "Anna", "", "Andersson", "same"),  # a register's order
    ("ANDERSSON ANNA", "Anna", "", "Andersson", "same"),  # the same without the comma
    ("Herr Per Berg m.fl.", "Per", "", "Berg", "same"),  # titles and company left out
    ("Maria Andersson", "Anna Maria", "", "Andersson", "same"),  # called by the second name
    ("Anna-Lena Ek", "Anna Lena", "", "Ek", "same"),  # a hyphen
    ("Annalena Ek", "Anna-Lena", "", "Ek", "same"),  # written as one
    ("Anna Lena Ek", "Annalena", "", "Ek", "same"),  # written apart
    ("Anna Lund", "Anna", "", "Lund Berg", "same"),  # half a double surname
    ("Anna Lund-Berg", "Anna", "", "Lund Berg", "same"),
    ("Anna Lund Berg", "Anna", "Lund", "Berg", "same"),  # a middle name printed
    ("Anna Lund", "Anna", "Lund", "Berg", "same"),  # a middle name used as surname
    ("Carl von Ek", "Carl", "", "Ek", "same"),  # a particle left out
    ("Asa Akesson", "Åsa", "", "Åkesson", "folded"),  # rings lost
    ("Rene Soderstrom", "René", "", "Söderström", "folded"),
    ("Karl Carlsson", "Carl", "", "Karlsson", "variant"),
    ("Cristina Ek", "Kristina", "", "Ek", "variant"),
    ("Anna Anderson", "Anna", "", "Andersson", "variant"),
    ("Mohammed Ali", "Muhammad", "", "Ali", "variant"),
    ("Youssef Haddad", "Yusuf", "", "Haddad", "variant"),
    ("Oleksandr Kovalenko", "Aleksandr", "", "Kovalenko", "variant"),
    ("Per Amell", "Per", "", "Arnell", "slip"),  # rn seen as m
    ("Per N1lsson", "Per", "", "Nilsson", "slip"),  # i seen as 1
    ("Per Berg5tröm", "Per", "", "Bergström", "slip"),
    ("Per Bergslröm", "Per", "", "Bergström", "near"),
    ("A. Andersson", "Anna", "", "Andersson", "initial"),
    ("Andersson A", "Anna", "", "Andersson", "initial"),
    ("Familjen Andersson", "Anna", "", "Andersson", "surname_only"),
    ("Andersson", "Anna", "", "Andersson", "surname_only"),
    ("Anna Karin Berg", "Anna Maria", "", "Berg", "partial"),  # a given name she has not
    ("Anna Lund", "Anna", "", "Berg", "given_only"),  # married, or somebody else
    ("Erik Berg", "Erika", "", "Berg", "other"),  # father and daughter
    ("Johanna Berg", "Johan", "", "Berg", "other"),
    ("Per Berg", "Maria", "", "Berg", "other"),
    ("Jan Ek", "Jon", "", "Ek", "other"),  # short names are not guessed at
    ("A. Lund", "Anna", "", "Berg", "other"),
    ("", "Anna", "", "Berg", "other"),
]


@pytest.mark.parametrize(("printed", "own", "middle", "surname", "level"), NAMES)
def test_printed_name_agrees_at_its_level(
    printed: str, own: str, middle: str, surname: str, level: str
) -> None:
    """Each way to write a name has its level."""
    assert compare_names(printed, own, middle, surname, similarity).level == level


def test_worse_spelling_weighs_less() -> None:
    """The weights fall with the levels."""
    bits = [
        compare_names(printed, "Björn", "", "Arnell", similarity).bits
        for printed in ("Björn Arnell", "Bjorn Arnell", "Bjorn Amell", "B Amell", "Amell", "Eva Ek")
    ]
    assert bits == sorted(bits, reverse=True)
    assert bits[0] > 0 > bits[-1]


def test_more_given_names_weigh_more() -> None:
    """A second given name that agrees tells namesakes apart."""
    one = compare_names("Anna Berg", "Anna Karin", "", "Berg", similarity)
    two = compare_names("Anna Karin Berg", "Anna Karin", "", "Berg", similarity)
    assert two.bits > one.bits


def test_only_whole_names_agree() -> None:
    """A strange word, or another surname, is no agreement."""
    assert [level for level in NameLevel if not level.agrees] == ["partial", "given_only", "other"]


@given(st.text(max_size=30), st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_compared(printed: str, own: str, surname: str) -> None:
    """No text stops the comparison, and folding settles."""
    compare_names(printed, own, "", surname, similarity)
    assert fold(fold(printed)) == fold(printed)


@pytest.mark.parametrize(
    ("printed", "own", "surname"),
    [
        ("Karl Carlsson", "Carl Erik", "Karlsson"),
        ("Ali Mohammed", "Muhammad", "Ali"),
        ("Anna Lena Ek", "Annalena", "Ek"),
        ("Ek, Anna", "Anna", "Lund-Ek"),
    ],
)
def test_variant_is_found_by_key(printed: str, own: str, surname: str) -> None:
    """A printed variant leads to the registered spelling."""
    assert sought_keys(printed) & name_keys(own, "", surname)


def test_words_lose_titles_and_marks() -> None:
    """Only the name's own words are compared."""
    assert words("Dödsboet efter Fru O'Neill-Ek, m.fl.") == ("oneill", "ek")
