"""A sentence reads as its Swedish text and keeps what it was made of."""

from __future__ import annotations

import pickle
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.sentences import Sentence, enumerated, filled, listed, opened, whole

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1)


@given(name=WORDS, day=WORDS)
def test_a_sentence_is_its_text_and_remembers_its_pattern_and_values(name: str, day: str) -> None:
    """To whoever knows nothing of patterns it is a text as any other."""
    made = filled("{name} kom {day}", name=name, day=day)
    assert made == f"{name} kom {day}"
    assert {made: 1}[f"{name} kom {day}"] == 1
    assert made.pattern.format(**made.values) == made


def test_a_sentence_is_copied_whole() -> None:
    """To another process too."""
    made = filled("{what} kom {day}", what=filled("brevet"), day=date(2026, 10, 5))
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    assert again == made
    assert (again.pattern, again.values) == (made.pattern, made.values)
    assert again.values["what"].pattern == "brevet"


def test_a_text_without_values_may_hold_anything() -> None:
    """Braces are places only where something is filled in."""
    assert filled("skriv {så}") == "skriv {så}"


@given(parts=st.lists(WORDS.filter(lambda word: "och" not in word), max_size=5))
def test_an_enumeration_reads_as_people_write_it(parts: list[str]) -> None:
    """Commas between, and before the last word ``och``; each part stays what it was."""
    said = listed(tuple(parts))
    assert said == " och ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
    assert enumerated(tuple(parts)) == ", ".join(parts)
    if len(parts) > 1:
        assert isinstance(said, Sentence)
        assert said.values["last"] == parts[-1]


def test_words_become_a_sentence_of_their_own() -> None:
    """With a capital and a full stop, of text and of sentences alike."""
    fault = filled("{what} saknas", what="datum")
    assert whole(fault) == "Datum saknas."
    assert whole(fault).values["said"] is fault
    assert opened(fault) == "Datum saknas"
    assert opened(fault).pattern == fault.pattern
    assert opened("datum") == "Datum"
    assert opened("datum").pattern == "datum"
