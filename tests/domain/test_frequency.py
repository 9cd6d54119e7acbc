"""Scores become measured frequencies: they rise, count all, and never claim certainty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.frequency import EDGES, Table, table

OUTCOMES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=300)


@given(OUTCOMES, st.floats(0, 1), st.floats(0, 1))
def test_confidence_rises_with_the_score(
    outcomes: list[tuple[float, bool]], one: float, other: float
) -> None:
    """A likelier letter is never less sure, and none is quite sure or quite hopeless."""
    found = table(outcomes)
    low, high = sorted((one, other))
    assert found.confidence(low) <= found.confidence(high) < 1.0
    assert sum(found.counts) == len(outcomes)


def test_confidence_is_the_frequency_seen() -> None:
    """Half of the doubtful letters and all of the clear ones were right."""
    doubtful = [(0.6, place % 2 == 0) for place in range(200)]
    clear = [(0.99, True)] * 200
    found = table(doubtful + clear)
    assert abs(found.confidence(0.6) - 0.5) < 0.02
    assert found.confidence(0.99) > 0.99
    assert found.confidence(0.0) <= found.confidence(0.6)


def test_a_doubtful_score_borrows_nothing_from_a_clear_one() -> None:
    """A thousand clear letters say nothing of a score that was hardly ever seen."""
    found = table([(0.9995, True)] * 1000 + [(0.55, True)] * 3)
    assert found.confidence(0.9995) > 0.998
    assert found.confidence(0.55) <= 0.8
    assert found.confidence(0.3) <= 0.5


def test_an_empty_table_is_sure_of_nothing() -> None:
    """What was never measured has no confidence."""
    assert Table(scores=(), right=(), counts=()).confidence(1.0) == 0.0


@given(OUTCOMES, OUTCOMES)
def test_a_table_rises_whatever_it_leans_on(
    outcomes: list[tuple[float, bool]], others: list[tuple[float, bool]]
) -> None:
    """The table of all scans may lie anywhere; each edge is a known one and nothing is certain."""
    found = table(outcomes, toward=table(others))
    assert list(found.right) == sorted(found.right)
    assert set(found.scores) <= set(EDGES)
    assert all(0 < one < 1 for one in found.right)


@given(st.integers(1, 400))
def test_no_errors_prove_no_certainty(count: int) -> None:
    """Laplace: n right ones alone give (n + 1) / (n + 2)."""
    found = table([(1.0, True)] * count)
    assert found.confidence(1.0) == pytest.approx((count + 1) / (count + 2), abs=1e-5)


def test_few_lean_on_what_many_show() -> None:
    """Ten right ones on faxes are as good as all scans say; three wrong ones among them are not."""
    every = table([(0.99, True)] * 998)
    assert table([(0.99, True)] * 10, toward=every).confidence(0.99) == every.confidence(0.99)
    doubtful = [(0.99, True)] * 7 + [(0.99, False)] * 3
    assert table(doubtful, toward=every).confidence(0.99) < 0.76
