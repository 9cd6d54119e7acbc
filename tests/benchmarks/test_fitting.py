"""Finders' own words held against the truth."""

from __future__ import annotations

from test_curves import marked

from benchmarks.accuracy.confidences import fitted


def test_each_value_has_its_own_table() -> None:
    """Right and wrong are counted by value; the kind is calibrated elsewhere."""
    marks = [marked(("address", 0.99, True), ("kind", 0.99, True)) for _ in range(98)]
    marks += [marked(("address", 0.99, False)) for _ in range(2)]
    found = fitted(marks)
    assert set(found.tables) == {"address"}
    assert found.of("address", "clean", 0.99) == round(99 / 102, 5)


def test_few_values_of_a_fitted_certainty_are_taken_at_its_word() -> None:
    """The weights rest on more letters; what is seen to be wrong still counts."""
    few = fitted([marked(("amount_sek", 0.99, True)) for _ in range(3)])
    assert few.of("amount_sek", "clean", 0.99) == 0.985
    wrong = fitted([marked(("amount_sek", 0.99, number > 1)) for number in range(20)])
    assert wrong.of("amount_sek", "clean", 0.99) < 0.92


def test_what_was_not_seen_stays_as_it_is() -> None:
    """A quality of scan without letters has no table."""
    found = fitted([marked(("amount_sek", 0.99, True))])
    assert found.of("amount_sek", "poor", 0.9) == 0.9
