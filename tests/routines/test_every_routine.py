"""What holds of every routine: proved whole, guarded by its examples, and never too open."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain import proposing
from pipeline.domain.case import Decision
from pipeline.domain.facts import Circumstances, combinations, units_of_case
from pipeline.domain.fields import Findings
from pipeline.domain.kinds import Kind, Role, Tenure
from pipeline.domain.match import Household, Minor, Minors
from pipeline.domain.outgoing import Matter
from pipeline.domain.people import Address, OpenCase, Person, Personnummer
from pipeline.domain.proposing import FIRST_LETTERS, HELD_OTHER, Applied, Setting, propose
from pipeline.domain.routine import CASE_UNIT, Routine, Row
from pipeline.domain.scores import Classification, Scores, Settled
from pipeline.domain.settings import Settings
from pipeline.domain.tables import duties_for, holds, reviews, row_for
from pipeline.domain.verify import combinations_tried, verify
from pipeline.store.routine_examples import beside, check
from pipeline.store.routine_files import load, names, versions

ON = date(2026, 10, 5)
FILES = {file.parent.name: file for name in names() for file in versions(name)}
ROUTINES = {name: load(file) for name, file in FILES.items()}
each = pytest.mark.parametrize("name", sorted(FILES))

TENANT = Person(
    number=Personnummer("198001019804"), given="Testa", surname="Provsson", address=Address()
)
CHILD = Personnummer("201506159803")


def asked(routine: Routine) -> Iterator[dict[str, str]]:
    """Every combination of the facts that rows ask about."""
    wanted = {one.fact for row in routine.rows for one in row.when}
    return combinations([fact for fact in routine.facts if fact.name in wanted])


@each
def test_each_combination_has_one_row(name: str) -> None:
    """Looked up one by one, as letters are; within seconds; and the figure told is the number."""
    routine = ROUTINES[name]
    begun = time.perf_counter()
    assert verify(routine) == ()
    assert time.perf_counter() - begun < 5
    tried = 0
    for values in asked(routine):
        tried += 1
        assert sum(holds(row.when, values) for row in routine.rows) == 1, values
    assert tried == combinations_tried(routine)


def changed(routine: Routine, row: Row) -> Routine:
    """The routine with that row in the place of its own."""
    rows = tuple(row if one.id == row.id else one for one in routine.rows)
    return replace(routine, rows=rows)


def ids_of(routine: Routine) -> list[str]:
    """The rows' ids."""
    return [row.id for row in routine.rows]


ROWS = [(name, row) for name, routine in ROUTINES.items() for row in ids_of(routine)]


@pytest.mark.parametrize(("name", "row_id"), ROWS)
def test_a_row_that_sends_elsewhere_is_caught(name: str, row_id: str) -> None:
    """By an example that says so, whichever row somebody changes."""
    routine = ROUTINES[name]
    row = next(one for one in routine.rows if one.id == row_id)
    elsewhere = [one.id for one in routine.units if all(send.unit != one.id for send in row.send)]
    wrong = replace(row, send=row.send[:-1])
    if elsewhere:
        wrong = replace(row, send=(*row.send[:-1], replace(row.send[-1], unit=elsewhere[0])))
    faults = check(beside(FILES[name]), changed(routine, wrong))
    assert any("enheter blev" in fault.message for fault in faults)


@pytest.mark.parametrize(("name", "row_id"), ROWS)
def test_a_row_that_no_longer_asks_a_person_is_caught(name: str, row_id: str) -> None:
    """And one that begins to."""
    routine = ROUTINES[name]
    row = next(one for one in routine.rows if one.id == row_id)
    wrong = replace(row, review="" if row.review else "C99")
    faults = check(beside(FILES[name]), changed(routine, wrong))
    assert any("granskning blev" in fault.message for fault in faults)


@pytest.mark.parametrize(("name", "row_id"), ROWS)
def test_a_row_that_holds_for_less_or_more_is_caught(name: str, row_id: str) -> None:
    """A value taken from a condition leaves a gap; a condition taken away overlaps."""
    routine = ROUTINES[name]
    row = next(one for one in routine.rows if one.id == row_id)
    place, first = next((place, one) for place, one in enumerate(row.when) if one.fact != "subkind")
    narrow = replace(first, values=frozenset(sorted(first.values)[1:]))
    narrower = replace(row, when=(*row.when[:place], narrow, *row.when[place + 1 :]))
    assert verify(changed(routine, narrower))
    wider = replace(row, when=row.when[:place] + row.when[place + 1 :])
    said_by_subkind = first.fact == "kind" and any(one.fact == "subkind" for one in row.when)
    assert verify(changed(routine, wider)) or said_by_subkind


def setting() -> Setting:
    """A setting in which nothing is held back."""
    sure = Scores(by_label=(("x", 1.0),))
    return Setting(
        settings=Settings(),
        matter=Matter(
            classification=Classification(
                kind=Settled(value=Kind.RENT_DEBT, confidence=1.0, scores=sure),
                subkind=None,
                tenure=Settled(value=Tenure.RENTAL, confidence=1.0, scores=sure),
                fingerprint=None,  # type: ignore[arg-type]
            ),
            findings=Findings(),
            matches=(),
            homes=(),
            reasons=(),
            restricted=False,
        ),
        recent=(),
        on=ON,
        is_holiday=lambda _: False,
        waits=False,
        unaddressed=False,
        doubt=False,
    )


def family(routine: Routine) -> Circumstances:
    """A family with an open case at every unit, the tenant's and the child's."""
    holders = (TENANT.number, CHILD)
    return Circumstances(
        kind=Kind.RENT_DEBT,
        subkind=None,
        tenure=Tenure.RENTAL,
        household=Household(
            members=(TENANT,),
            core=holders,
            minors=Minors(children=(Minor(number=CHILD, basis="custody"),)),
            protected=False,
        ),
        cases=tuple(
            OpenCase(person=one, unit=unit.id, number="1", officer="", open=True)
            for unit in routine.units
            for one in holders
        ),
        earlier="first",
        findings=Findings(),
        intake_point="default",
        persons=(TENANT.number,),
    )


def decided(routine: Routine, facts: Mapping[str, str]) -> tuple[Row, Decision]:
    """What the routine says of those facts, of a family that has cases everywhere."""
    row = row_for(routine, facts)
    assert row is not None
    applied = Applied(routine=routine, what=family(routine), facts=facts, row=row)
    return row, propose(applied, setting())


def given_by(routine: Routine, row: Row) -> dict[str, Role]:
    """The units that the row gives the letter, each with its role."""
    roles = {send.unit: send.role for send in row.send}
    role = roles.pop(CASE_UNIT, None)
    if role is not None:
        client = units_of_case(routine, family(routine))
        roles = {**dict.fromkeys(client, role), **roles}
    return roles


@cache
def situations(name: str) -> tuple[Mapping[str, str], ...]:
    """Facts for every row with every set of duties that can come with it.

    Drawn from all combinations of all facts, also those that only duties ask about; combinations
    with the same row and the same duties are decided alike, so one of them speaks for all.
    """
    routine = ROUTINES[name]
    duties = {one.fact for duty in routine.duties for one in duty.when}
    wanted = {one.fact for row in routine.rows for one in row.when} | duties
    found: dict[tuple[str, ...], Mapping[str, str]] = {}
    for values in combinations([fact for fact in routine.facts if fact.name in wanted]):
        row = row_for(routine, values)
        assert row is not None
        alike = (row.id, *(duty.id for duty in duties_for(routine, values, row)))
        found.setdefault(alike, MappingProxyType(values))
    return tuple(found.values())


@each
def test_no_unit_gets_what_its_row_does_not_give(name: str) -> None:
    """In every situation: the letter, its papers, the children's numbers, the drafts."""
    routine = ROUTINES[name]
    children = {unit.id for unit in routine.units if unit.children}
    for facts in situations(name):
        row, decision = decided(routine, facts)
        allowed = given_by(routine, row)
        assert {one.unit: one.role for one in decision.deliveries} == allowed
        assert sum(one.original for one in decision.deliveries) == 1
        for writing in decision.writings:
            assert not writing.unit or writing.unit in allowed
            assert not writing.children or writing.unit in children
        for letter in decision.letters_out:
            assert not letter.unit or letter.unit in allowed


@each
def test_the_household_gets_one_first_letter(name: str) -> None:
    """In every situation, whichever units write (C8)."""
    for facts in situations(name):
        _, decision = decided(ROUTINES[name], facts)
        first = [
            one
            for one in decision.letters_out
            if one.template in FIRST_LETTERS and one.held != HELD_OTHER
        ]
        assert len(first) <= 1, facts


@each
def test_a_child_that_may_exist_is_never_no_child(name: str) -> None:
    """Where a row asks about children, nothing goes unseen as if there were none."""
    routine = ROUTINES[name]
    for facts in asked(routine):
        if facts.get("household") != "unknown" or facts.get("kind") == "debt_list":
            continue
        row = row_for(routine, facts)
        assert row is not None
        asks = [one.values for one in row.when if one.fact == "household"]
        if any("no_minor" in values for values in asks):
            assert reviews(routine, facts, row), facts


@each
def test_an_undertaking_waits_for_a_delegation(name: str) -> None:
    """Whatever routine drafts one: the municipality's money is promised by whom it has named."""
    for duty in ROUTINES[name].duties:
        assert duty.template != "atagande_utkast" or "delegation" in duty.hold


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(st.data())
def test_a_child_s_case_never_opens_more_than_its_own_family(data: st.DataObject) -> None:
    """Whoever has cases where: only the routine's own units with the client's case are told."""
    routine = ROUTINES["nacka_inkasso"]
    unit_ids = [unit.id for unit in routine.units] + ["lss"]
    people = [TENANT.number, CHILD, Personnummer("199002029800")]
    cases = tuple(
        OpenCase(
            person=data.draw(st.sampled_from(people)),
            unit=data.draw(st.sampled_from(unit_ids)),
            number="1",
            officer="",
            open=data.draw(st.booleans()),
        )
        for _ in range(data.draw(st.integers(0, 5)))
    )
    what = replace(family(routine), cases=cases)
    told = set(units_of_case(routine, what))
    theirs = {one.unit for one in cases if one.open and one.person == TENANT.number}
    assert told <= theirs - {"lss"}


def test_the_examples_lie_beside_each_version() -> None:
    """A routine without examples is guarded by nobody."""
    assert all(Path(beside(file)).is_file() for file in FILES.values())
    assert proposing.FIRST_LETTERS
