"""A letter about two matters is carried as both, and nothing of it twice."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.case import AppliedRow, Deadline, Decision, Delivery, LetterOut, Step, Writing
from pipeline.domain.kinds import Role
from pipeline.domain.merging import both

UNITS = ("vuxen", "ekonomiskt_bistand", "barn_unga")
DAY = date(2026, 10, 6)


def decision(*deliveries: Delivery, ident: str = "r", letters: tuple[str, ...] = ()) -> Decision:
    """What a routine says of one matter."""
    return Decision(
        routine="goteborg",
        version="2022-02-15",
        rows=(AppliedRow(id=ident, heading="", sentence=None, silent="", facts=()),),
        deliveries=deliveries,
        letters_out=tuple(LetterOut(template=one, to="household") for one in letters),
        steps=(Step(text="Ring.", unit="vuxen", person_only=True, row=ident),),
        deadlines=(Deadline(what="registration", on=DAY, basis=""),),
        writings=(Writing(does="note", text=ident, unit="vuxen", row=ident),),
    )


def handled(*others: Delivery, **more: object) -> Decision:
    """Vuxen handles and has the original."""
    first = Delivery(unit="vuxen", role=Role.HANDLE, original=True)
    return decision(first, *others, **more)  # type: ignore[arg-type]


def test_what_both_ask_for_comes_once_and_what_the_second_adds_comes_too() -> None:
    """Rows, letters, steps, days, notes."""
    merged = both(
        handled(ident="1", letters=("informationsbrev",)),
        handled(ident="2", letters=("informationsbrev", "kallelse")),
    )
    assert [one.id for one in merged.rows] == ["1", "2"]
    assert [one.template for one in merged.letters_out] == ["informationsbrev", "kallelse"]
    assert len(merged.steps) == 1
    assert len(merged.deadlines) == 1
    assert [one.text for one in merged.writings] == ["1", "2"]


def test_another_unit_that_would_handle_takes_part() -> None:
    """One unit has the original and handles."""
    second = decision(Delivery(unit="ekonomiskt_bistand", role=Role.HANDLE, original=True))
    merged = both(handled(), second)
    assert [(one.unit, one.role, one.original) for one in merged.deliveries] == [
        ("vuxen", Role.HANDLE, True),
        ("ekonomiskt_bistand", Role.COPY, False),
    ]


def parts(role: Role) -> Delivery:
    """Barn och unga in that role."""
    return Delivery(unit="barn_unga", role=role, original=False)


def test_a_unit_of_both_has_the_more_of_the_two() -> None:
    """Who takes part in one of them is not only told."""
    for first, second, expected in (
        (Role.INFORMATION, Role.COPY, Role.COPY),
        (Role.COPY, Role.INFORMATION, Role.COPY),
        (Role.INFORMATION, Role.INFORMATION, Role.INFORMATION),
    ):
        merged = both(handled(parts(first)), handled(parts(second)))
        assert [one.role for one in merged.deliveries if one.unit == "barn_unga"] == [expected]
    alone = both(handled(parts(Role.INFORMATION)), handled())
    assert alone.deliveries[1].role is Role.INFORMATION


@given(st.sets(st.sampled_from(UNITS[1:])), st.sets(st.sampled_from(UNITS[1:])))
def test_nobody_has_it_whom_neither_names(first: set[str], second: set[str]) -> None:
    """Each unit of either, once, and no other; the original in one place."""

    def with_copies(units: set[str]) -> Decision:
        copies = (Delivery(unit=one, role=Role.COPY, original=False) for one in sorted(units))
        return handled(*copies)

    merged = both(with_copies(first), with_copies(second))
    found = [one.unit for one in merged.deliveries]
    assert sorted(found) == sorted({"vuxen"} | first | second)
    assert [one.unit for one in merged.deliveries if one.original] == ["vuxen"]
