"""What a unit is to do on which day, and whether each day still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from case_parts import (
    CHILD,
    EVICTION,
    EVICTION_SET,
    ON,
    case_of,
    decided,
    earlier,
    found,
    household,
    view,
)
from case_parts import TENANT as PERSON
from test_chains import CANCELLED, EXECUTED, MOVED, SECOND, SET, notice

from pipeline.domain.agenda import DISPUTED, HIDDEN, WAITS, Standing, kept, of_packet, standing
from pipeline.domain.case import Case, Deadline
from pipeline.domain.chains import chain_of
from pipeline.domain.fields import EVICTION_AT
from pipeline.domain.kinds import Kind, Role, State

EB, BU = "ekonomiskt_bistand", "barn_unga"
AT = datetime(2026, 10, 17, 9, 30)  # noqa: DTZ001 - local time, as printed


def days(case: Case) -> dict[str, dict[str, date]]:
    """The days by unit and by what they are."""
    got: dict[str, dict[str, date]] = {}
    for one in kept(case):
        got.setdefault(one.unit, {})[one.what] = one.on
    return got


def test_who_takes_part_keeps_the_laws_days() -> None:
    """A copy takes part, what is told for information has no day; registration leads nobody."""
    case = decided(household=household(CHILD), view=view(case_of(PERSON, EB)))
    end = date(2026, 10, 22)
    clocks = {"earliest_recovery_end": end, "earliest_undertaking_end": end}
    assert days(case) == {"vuxen": clocks, EB: clocks}
    assert {one.line for one in kept(case)} == {0}
    told = decided(household=household(CHILD))
    roles = {one.unit: one.role for one in told.decision.deliveries}  # type: ignore[union-attr]
    assert roles[EB] is Role.INFORMATION
    assert days(told) == {"vuxen": clocks}
    assert kept(replace(case, decision=None)) == ()


def test_an_attendance_stands_for_the_evictions_day() -> None:
    """With its hour, for each unit that must be there; only the handler owes a confirmation."""
    case = decided(
        classification=EVICTION_SET,
        findings=EVICTION,
        household=household(CHILD),
        view=view(case_of(CHILD, BU)),
    )
    assert days(case) == {
        "vuxen": {"attend": AT.date(), "kfm_confirmation": ON},
        BU: {"attend": AT.date()},
    }
    (attend,) = of_packet(case, BU, 0)
    assert attend.at == AT
    assert attend.basis
    assert "Tid:" not in attend.text
    assert of_packet(case, BU, 1) == ()
    assert [one.what for one in of_packet(case, "vuxen", 0)] == ["kfm_confirmation", "attend"]


def test_a_day_without_an_hour_is_a_day() -> None:
    """Nobody is to be there at midnight."""
    midnight = found(datetime(2026, 10, 17), notes=("time_missing",))  # noqa: DTZ001 - as printed
    case = decided(classification=EVICTION_SET, findings=EVICTION.with_field(EVICTION_AT, midnight))
    assert {one.at for one in kept(case)} == {None}


def test_a_routines_deadline_is_its_units() -> None:
    """Whoever handles the letter; and where nobody attends, the eviction's day is the handler's."""
    case = decided(classification=EVICTION_SET, findings=EVICTION)
    assert case.decision is not None
    own = Deadline(what="svar", on=ON, basis="Rubrik", text="Svara.", unit=BU)
    nobody = tuple(replace(one, at=None) for one in case.decision.steps)
    other = replace(case.decision, deadlines=(*case.decision.deadlines, own, own), steps=nobody)
    assert days(replace(case, decision=other)) == {
        "vuxen": {"kfm_confirmation": ON, "eviction": AT.date()},
        BU: {"svar": ON},
    }
    assert [one.text for one in kept(replace(case, decision=other)) if one.unit == BU] == ["Svara."]


def test_each_row_of_a_list_has_days_of_its_own() -> None:
    """By the row's number, from 1."""
    case = decided()
    assert case.decision is not None
    row = replace(
        _row(case), decision=replace(case.decision, deadlines=case.decision.deadlines[-1:])
    )
    listed = replace(case, decision=None, rows=(row,))
    assert {one.line for one in kept(listed)} == {3}


def _row(case: Case) -> object:
    from pipeline.domain.case import RowCase  # noqa: PLC0415 - used here alone

    return RowCase(
        row=2,
        state=State.ROUTED,
        reasons=(),
        match=case.matches[0],
        household=case.household,
        decision=case.decision,
    )


@pytest.mark.parametrize(
    ("letter", "notices", "waits", "hidden", "expected", "note"),
    [
        ("a", (SET,), "", "", Standing.HOLDS, ""),
        ("a", (SET,), "a", "", Standing.UNSURE, WAITS),
        ("a", (SET, CANCELLED), "", "", Standing.GONE, "inställd avhysning, daterat 2026-10-12"),
        ("a", (SET, CANCELLED), "b", "", Standing.UNSURE, "väntar på granskning: inställd"),
        ("a", (SET, CANCELLED), "", "b", Standing.UNSURE, HIDDEN),
        ("a", (SET, notice("e", "cancelled", 6)), "", "", Standing.UNSURE, DISPUTED),
        ("c", (SET, MOVED), "", "", Standing.HOLDS, ""),
        ("a", (SET, MOVED), "", "", Standing.GONE, "ny tid för avhysning 2026-10-27 kl. 13.00"),
        # An eviction that took place was kept; one called off before it, or set for later, was not.
        ("c", (SET, MOVED, EXECUTED), "", "", Standing.HOLDS, ""),
        ("a", (SET, MOVED, EXECUTED), "", "", Standing.GONE, "ny tid"),
        (
            "a",
            (notice("a", "set", 6, "2026-11-19T09:30"), EXECUTED),
            "",
            "",
            Standing.GONE,
            "verkst",
        ),
        ("a", (notice("a", "set", 6), EXECUTED), "", "", Standing.HOLDS, ""),
        (
            "a",
            (notice("a", "set", None, SECOND), notice("d", "executed", None, received_on=ON)),
            "",
            "",
            Standing.UNSURE,
            DISPUTED,
        ),
        ("x", (SET,), "", "", Standing.HOLDS, ""),  # a letter of no chain
    ],
)
def test_whether_a_day_holds(  # noqa: PLR0913, PLR0917 - a case a row
    letter: str,
    notices: tuple[object, ...],
    waits: str,
    hidden: str,
    expected: Standing,
    note: str,
) -> None:
    """By the newest letter that somebody has settled; what waits only makes it unsure."""
    chain = chain_of(notices)  # type: ignore[arg-type]
    said = standing(letter, chain, waits=set(waits), hidden=set(hidden))
    assert said[0] is expected
    assert note in said[1]
    assert bool(said[1]) is (expected is not Standing.HOLDS)


def test_the_notes_tell_letters_and_days_alone() -> None:
    """Nobody's number stands in a note."""
    person = PERSON.number.digits
    chain = chain_of((SET, replace(CANCELLED, persons=(person,))))
    assert person not in standing("a", chain, waits=())[1]
    assert earlier(kind=Kind.EVICTION_DATE).persons == (person,)
