"""What figures are to each other: the largest, a sum of those before, the first and last day."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from typed_pages import page

from classifiers.roles.sheet import Cell, cells_of
from classifiers.roles.values import figures


def said(typed: str) -> dict[str, str]:
    """Each word that prints an amount or a day, with what it is to the others."""
    cells = cells_of((page(typed),))
    return {cells[cell].words[word]: mark for (cell, word), mark in figures(cells).items()}


def test_amounts_are_ranked_counted_and_summed() -> None:
    """The total is the largest, stands twice, and is the sum of the rows above it."""
    found = said("Hyra      5000,00\nRänta      250,50\nSumma      5250,50\nBetala 5250,50 kr nu")
    assert found["5250,50"] in {"$02s", "$02"}
    assert found["5000,00"] == "$11"
    assert found["250,50"] == "$21"
    assert (
        "$02s"
        in figures(
            cells_of((page("A      5000,00\nB      250,50\nC      5250,50\nD 5250,50 kr"),))
        ).values()
    )


def test_days_know_who_comes_first() -> None:
    """Of three days one has none before it, one none after."""
    found = said("den 3 mars 2026 och 2026-04-05 och 6/5 2026")
    assert found["mars"] == "@02"
    assert found["2026-04-05"] == "@11"
    assert found["6/5"] == "@20"


def test_numbers_of_other_sorts_are_no_amounts() -> None:
    """Telephones, personnummer, house numbers and paragraphs are passed over."""
    assert said("tel 031-390 06 12, Provgatan 12, 12 kap. 44 §, 19800101-9819") == {}


@given(st.lists(st.text(alphabet="0123456789 .,:-krABC/", max_size=30), max_size=8))
def test_any_figures_are_borne(lines: list[str]) -> None:
    """Nothing is raised for any signs, and only printed words are told of."""
    cells: tuple[Cell, ...] = cells_of((page("\n".join(lines) or "x"),))
    for cell, word in figures(cells):
        assert 0 <= word < len(cells[cell].words)
