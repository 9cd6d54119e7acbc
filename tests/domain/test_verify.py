"""The proof of a routine: made tables, one hole or overlap at a time, and random ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_parts import GOTEBORG
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.facts import combinations
from pipeline.domain.routine import Duty
from pipeline.domain.tables import row_for
from pipeline.domain.verify import verify


def test_goteborg_is_whole() -> None:
    """No fault at all."""
    assert verify(GOTEBORG) == ()


def test_every_combination_of_goteborg_has_one_row() -> None:
    """The proof agrees with looking each combination up."""
    asked = {condition.fact for row in GOTEBORG.rows for condition in row.when}
    facts = [fact for fact in GOTEBORG.facts if fact.name in asked]
    tried = 0
    for place, values in enumerate(combinations(facts)):
        if place % 7 == 0:  # every seventh keeps the test quick; the proof tries them all
            tried += 1
            assert row_for(GOTEBORG, values) is not None, values
    assert tried > 500


@settings(deadline=None)
@given(st.integers(0, len(GOTEBORG.rows) - 1))
def test_a_row_taken_away_leaves_a_named_gap(place: int) -> None:
    """The gap's first combination is one that the row held for."""
    row = GOTEBORG.rows[place]
    rows = GOTEBORG.rows[:place] + GOTEBORG.rows[place + 1 :]
    faults = verify(replace(GOTEBORG, rows=rows))
    gaps = [fault.message for fault in faults if fault.message.startswith("lucka: ingen rad för")]
    assert gaps or any("hänvisar till raden" in fault.message for fault in faults)
    if gaps:
        text = gaps[0].removeprefix("lucka: ingen rad för ").partition(" (")[0]
        values = dict(part.split("=") for part in text.split(", "))
        assert all(values.get(one.fact, one) in {*one.values, one} for one in row.when)


@settings(deadline=None)
@given(st.integers(0, len(GOTEBORG.rows) - 1), st.data())
def test_a_condition_taken_away_is_an_overlap_with_both_rows(
    place: int, data: st.DataObject
) -> None:
    """Unless the condition said nothing, the row now holds where another does."""
    row = GOTEBORG.rows[place]
    gone = data.draw(st.integers(0, len(row.when) - 1))
    wider = replace(row, when=row.when[:gone] + row.when[gone + 1 :])
    rows = (*GOTEBORG.rows[:place], wider, *GOTEBORG.rows[place + 1 :])
    faults = verify(replace(GOTEBORG, rows=rows))
    said_by_subkind = row.when[gone].fact == "kind" and any(
        condition.fact == "subkind" for condition in row.when
    )
    assert faults or said_by_subkind
    assert all("överlapp med" in fault.message for fault in faults)
    assert all(
        row.id == fault.where or f"överlapp med {row.id} " in fault.message for fault in faults
    )


def test_names_are_mended_before_anything_is_enumerated() -> None:
    """With an unknown value the table is not tried: its gaps would mislead."""
    row = GOTEBORG.rows[0]
    wrong = replace(row, when=(replace(row.when[0], values=frozenset({"rain"})), *row.when[1:]))
    faults = verify(replace(GOTEBORG, rows=(wrong, *GOTEBORG.rows[1:])))
    assert [fault.where for fault in faults] == ["002-F1a"]
    assert "okänt värde rain" in faults[0].message
    assert str(faults[0]).startswith(f"rad {row.line}, 002-F1a: ")


def test_a_condition_twice_is_refused() -> None:
    """Two conditions on one fact would contradict or repeat each other."""
    row = GOTEBORG.rows[0]
    wrong = replace(row, when=(*row.when, row.when[0]))
    faults = verify(replace(GOTEBORG, rows=(wrong, *GOTEBORG.rows[1:])))
    assert [fault.message for fault in faults] == ["villkoret kind finns mer än en gång"]


def test_a_fact_must_have_all_its_values() -> None:
    """A routine cannot leave "unknown" out and so call it nothing."""
    facts = tuple(
        replace(fact, values=("no_minor", "minors")) if fact.name == "household" else fact
        for fact in GOTEBORG.facts
    )
    messages = [fault.message for fault in verify(replace(GOTEBORG, facts=facts))]
    assert "faktumet household ska ha just värdena no_minor, minors, unknown" in messages


@pytest.mark.parametrize(
    ("what", "counted_from", "faults"),
    [
        ("svar", "arrival", []),
        ("", "letter_date", ["vad dagen gäller (what) saknas"]),
        ("svar", "", ["counted_from är tomt; tillåtna är arrival, letter_date, eviction_at"]),
    ],
)
def test_a_deadline_says_what_and_from_when(
    what: str, counted_from: str, faults: list[str]
) -> None:
    """A day of which nobody knows what it is for, or from when, is none."""
    row = GOTEBORG.rows[0]
    day = Duty(
        id="prov-dag",
        paragraph=row.paragraph,
        when=row.when,
        does="deadline",
        what=what,
        counted_from=counted_from,
        line=7,
    )
    found = verify(replace(GOTEBORG, duties=(*GOTEBORG.duties, day)))
    assert [fault.message for fault in found] == faults
    assert all((fault.where, fault.line) == ("prov-dag", 7) for fault in found)
