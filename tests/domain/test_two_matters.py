"""Letters about two matters, letters of one day, sublets of the municipality's own, notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from case_parts import (
    CHILD,
    EVICTION,
    EVICTION_SET,
    ON,
    RENT,
    RENT_NOTICE,
    TENANT,
    decided,
    drafts,
    earlier,
    edit,
    found,
    household,
    reasons,
    units,
    view,
)

from pipeline.domain.case import Case
from pipeline.domain.edits import Act
from pipeline.domain.fields import CASE_NUMBER, EVICTION_AT, LETTER_DATE, Party, PartyRole
from pipeline.domain.kinds import Kind, State
from pipeline.domain.people import SocialContract

BOTH = replace(RENT_NOTICE, secondary=Kind.DISTURBANCE)


def rows(case: Case) -> set[str]:
    """The rows and duties applied."""
    assert case.decision is not None
    return {one.id for one in case.decision.rows}


def steps(case: Case) -> str:
    """All steps, a line each."""
    assert case.decision is not None
    return "\n".join(one.text for one in case.decision.steps)


def test_a_letter_about_two_matters_proposes_what_is_said_of_both() -> None:
    """Rent and disturbance in one letter: each by its own row; a person looks first."""
    case = decided(classification=BOTH, household=household(CHILD))
    assert case.state is State.REVIEW
    assert {"002-F3a", "002-F3c"} <= rows(case)
    assert units(case) == {"vuxen": "handle", "ekonomiskt_bistand": "information"}
    assert len(drafts(case)) == len(set(drafts(case)))


def test_each_matter_is_counted_on_its_own() -> None:
    """A disturbance of before makes the complaint repeated and the debt not (C13)."""
    before = earlier(kind=Kind.DISTURBANCE, subkind="warning", amount=None)
    case = decided(classification=BOTH, household=household(CHILD), earlier=(before,))
    assert {"002-F3a", "002-F3d"} <= rows(case)
    assert units(case)["barn_unga"] == "information"


@pytest.mark.parametrize("other", [None, Kind.OTHER])
def test_what_is_of_no_routine_adds_nothing(other: Kind | None) -> None:
    """A second matter that goes nowhere by itself."""
    case = decided(classification=replace(RENT_NOTICE, secondary=other))
    assert rows(case) == rows(decided())


def test_letters_of_one_day_point_at_each_other() -> None:
    """One actualisation may be enough for both; an older letter is none of that day's."""
    same = earlier(letter="b" * 64, received_on=ON, amount=None)
    assert "bbbbbbbbbbbb" in steps(decided(earlier=(same,)))
    assert "kom samma dag" not in steps(decided(earlier=(earlier(),)))


def test_the_municipality_s_own_tenant_is_no_doubt() -> None:
    """Who has a social contract lets from the municipality; anybody else's occupant is one."""
    occupant = Party(role=PartyRole.OCCUPANT, name=found("Testa Provsson"))
    findings = replace(RENT, parties=(occupant,))
    contract = SocialContract(person=TENANT.number, number="SK-1", plan=True, address="Provgatan 1")
    own = decided(findings=findings, view=replace(view(), contracts=(contract,)))
    assert "sublet" not in reasons(own)
    assert "sublet" in reasons(decided(findings=findings))


SET = EVICTION.with_field(CASE_NUMBER, found("U-1-26")).with_field(
    LETTER_DATE, found(date(2026, 10, 2))
)
NEWER = earlier(
    kind=Kind.EVICTION_DATE,
    subkind="moved",
    reference="U-1-26",
    letter_date=date(2026, 10, 4),
    received_on=ON,
    eviction_at="2026-11-27T13:00",
    amount=None,
)


def approved(**more: object) -> Case:
    """An eviction notice that a person has approved, beside a newer one."""
    newer = replace(NEWER, **more)  # type: ignore[arg-type]
    return decided(
        classification=EVICTION_SET,
        findings=SET.with_field(EVICTION_AT, found(datetime(2026, 11, 3, 10, 0))),  # noqa: DTZ001 - as printed
        household=household(CHILD),
        earlier=(newer,),
        edits=(edit(Act.APPROVE),),
    )


def test_a_notice_that_waits_takes_no_attendance_away() -> None:
    """It may have been misread: both stand until somebody has settled it, and no time is told."""
    case = approved(state=State.REVIEW)
    assert case.decision is not None
    assert any(one.at is not None for one in case.decision.steps)
    assert any(one.what == "eviction" for one in case.decision.deadlines)
    assert "väntar på granskning" in steps(case)
    assert "2026-11-27" not in steps(case)


def test_a_settled_newer_notice_takes_it_away() -> None:
    """Nobody attends on a day that is gone, and no day of it is kept."""
    case = approved()
    assert case.decision is not None
    assert all(one.at is None for one in case.decision.steps)
    assert all(one.what != "eviction" for one in case.decision.deadlines)
    assert "2026-11-27" in steps(case)
