"""A letter's words come out in one shape, whatever print and scanner did to them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from classifiers.tokens import fold, plain_word, rejoined, tokens


def words(text: str) -> list[str]:
    """The plain words of a text."""
    return [one.text for one in tokens(text)]


def test_diacritics_and_case_do_not_matter() -> None:
    """Rings, dots and capitals are what scanners lose first."""
    assert words("STÖRNINGAR på Ågatan") == words("storningar pa agatan")


def test_a_word_broken_at_a_line_end_is_whole() -> None:
    """A hyphen at a line's end is the printer's, not the word's."""
    assert words("upp-\nsägning av hyresavtalet") == ["uppsagning", "av", "hyresavtalet"]


def test_a_hyphen_before_a_capital_or_a_number_stays_a_break() -> None:
    """A personnummer or a double name is no broken word."""
    assert words("Karin Berg-\nÅsvik 850412-\n9999")[1:3] == ["berg", "asvik"]


def test_digits_among_letters_are_letters() -> None:
    """A scanner's zero in a word is an o, a case number's digits stay."""
    assert plain_word("0betald") == "obetald"
    assert plain_word("medde1ande") == "meddelande"
    assert plain_word("U12345") == "u12345"
    assert plain_word("2026") == "2026"


def test_a_spaced_heading_is_one_word() -> None:
    """Headings are printed with a space after every letter."""
    assert words("I N K A S S O Ärende 7") == ["inkasso", "arende", "7"]


def test_pieces_are_joined_only_where_the_whole_is_a_word() -> None:
    """A space inside a word is mended, two words beside each other are left."""
    lexicon = {"uppsagning", "av", "lagenhet"}
    pieces = tokens("upp sägning av lägenhet")
    joined = rejoined(pieces, lexicon.__contains__, lambda a, b: a + b in lexicon)
    assert [one.text for one in joined] == ["uppsagning", "av", "lagenhet"]


@given(st.text(max_size=200))
def test_every_word_knows_its_place(text: str) -> None:
    """Places are in order, within the text, and never empty."""
    end = 0
    for one in tokens(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    """The plain shape is plain already."""
    assert fold(fold(text)) == fold(text)
