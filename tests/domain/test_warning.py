"""What was perhaps not meant in a routine is told, and nothing is told of what was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_parts import GOTEBORG

from pipeline.domain.facts import vocabulary
from pipeline.domain.routine import Fact
from pipeline.domain.warning import warnings
from pipeline.store.routine_files import valid_on

GRUND = valid_on("grund", date(2026, 10, 5))


def test_a_sound_routine_is_not_troubled() -> None:
    """Nothing is told of the national one."""
    assert warnings(GRUND) == ()


@pytest.mark.parametrize(
    ("start", "said"),
    [("arrival", "dagen då brevet kom"), ("eviction_at", "avhysningens dag")],
)
def test_a_day_without_a_length_is_told(start: str, said: str) -> None:
    """It falls on the day that it is counted from."""
    day = replace(GRUND.duties[0], id="dag", does="deadline", counted_from=start, days=0)
    (found,) = warnings(replace(GRUND, duties=(*GRUND.duties, day)))
    assert (found.where, said in found.message) == ("dag", True)
    later = replace(day, months=1)
    assert warnings(replace(GRUND, duties=(*GRUND.duties, later))) == ()


def test_a_routine_that_parts_families_has_a_unit_for_children() -> None:
    """Else nobody sees the children's numbers."""
    units = tuple(replace(unit, children=False) for unit in GOTEBORG.units)
    assert "children = true" in str([str(one) for one in warnings(replace(GOTEBORG, units=units))])
    rows = tuple(
        replace(row, when=tuple(one for one in row.when if one.fact != "household"))
        for row in GRUND.rows
    )
    plain = replace(GRUND, units=units[:1], rows=rows)
    assert "children" not in str([str(one) for one in warnings(plain)])


def test_a_fact_that_nothing_asks_is_told() -> None:
    """It was perhaps forgotten in a row."""
    tenure = Fact(name="tenure", values=vocabulary("tenure", ()))
    (found,) = warnings(replace(GRUND, facts=(*GRUND.facts, tenure)))
    assert str(found) == "facts: ingen rad eller plikt frågar om tenure"
