"""Corrected letters in training: whose words count as whose, and that no name is learnt."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.corrections import Correction, groups, read_corrections, struck
from classifiers.cues import CueCounter
from classifiers.model import UNKNOWN
from classifiers.samples import vocabulary
from classifiers.sheet import pages_of


def correction(text: str, *keys: str, names: tuple[str, ...] = (), **more: str) -> Correction:
    """A corrected rent letter of that text."""
    return Correction(
        keys=frozenset(keys),
        label=more.get("label", "rent_debt.collection"),
        tenure="rental",
        quality="clean",
        pages=pages_of(text),
        names=frozenset(names),
    )


def known(counter: CueCounter, *corrections: Correction) -> frozenset[str]:
    """The words that a model of these letters would keep."""
    return vocabulary(read_corrections(corrections, counter)).words


def test_a_word_is_kept_only_if_two_unrelated_letters_use_it(counter: CueCounter) -> None:
    """Not one that a household's, or a sender's, own letters repeat."""
    one = correction("Hemlighet sammanhang", "p:1", "s:a")
    other = correction("Hemlighet sammanhang", "p:1", "s:b")
    third = correction("Hemlighet sammanhang", "p:2", "s:b")
    apart = correction("Sammanhang", "p:3", "s:c")
    assert known(counter, one, other, third) == frozenset()
    assert known(counter, one, apart) == {"sammanhang"}


def test_no_name_is_learnt_however_many_letters_have_it(counter: CueCounter) -> None:
    """Nor one that the scanner misread, nor a name's genitive."""
    letters = [
        correction(text, f"p:{n}", names=("Ursula Provsson", "Provgatan 3"))
        for n, text in enumerate(
            ("Ursula Provsson hyresavtal", "Ursu1a Provssons hyresavtal", "Ursvla Prousson")
        )
    ]
    assert known(counter, *letters) == {"hyresavtal"}


def test_what_was_struck_is_one_unknown_mark() -> None:
    """In its place, so that what stands around it stays."""
    assert struck(("kara", "ursula", "betala"), ["Ursula"]) == ("kara", UNKNOWN, "betala")
    assert struck(("och", "att"), ["Li Å"]) == ("och", "att")


def test_a_letter_without_a_label_of_the_models_is_left_out(counter: CueCounter) -> None:
    """A kind that has subkinds, without one."""
    assert read_corrections([correction("Hyra", label="rent_debt")], counter) == []


def test_letters_are_grouped_through_others() -> None:
    """One shares a person, the other a sender."""
    keys = [frozenset({"p:1"}), frozenset({"p:2"}), frozenset({"p:2", "s:a"}), frozenset[str]()]
    assert groups(keys) == (0, 1, 1, 3)
    assert groups([*keys, frozenset({"s:a", "p:1"})]) == (0, 0, 0, 3, 0)


key_sets = st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=3), max_size=8)


@settings(deadline=None)
@given(key_sets)
def test_two_letters_that_share_a_key_are_of_one_group(keys: list[frozenset[str]]) -> None:
    """And a letter without any is alone."""
    found = groups(keys)
    for place, one in enumerate(keys):
        for other, those in enumerate(keys):
            if one & those:
                assert found[place] == found[other]
        if not one:
            assert found.count(found[place]) == 1
