"""Two persons where the settings ask for them: whoever had a hand in it needs somebody else."""

from __future__ import annotations

import pytest
from case_parts import CHILD, RENT, decided, edit, fields, household

from pipeline.domain.case import Case
from pipeline.domain.edits import Act, Edit
from pipeline.domain.fields import LETTER_DATE
from pipeline.domain.kinds import State
from pipeline.domain.problems import Code
from pipeline.domain.settings import CHILDREN, PROTECTED, Settings

UNSURE = fields((LETTER_DATE, RENT.value(LETTER_DATE)))
"""A letter about rent without its amount: a person must look."""

ANNA, BO = (edit(Act.APPROVE, by=name) for name in ("Anna Ek", "Bo Lod"))
AGAIN = edit(Act.APPROVE, by="anna  EK")
CHANGE = edit(Act.FIELD, "100", "amount_sek", by="Anna Ek")


def case(*edits: Edit, asks: tuple[str, ...] = ("rent_debt",), child: bool = False) -> Case:
    """The letter after these edits."""
    return decided(
        findings=UNSURE,
        household=household(*([CHILD] if child else [])),
        edits=list(edits),
        settings=Settings(second_person=asks),
    )


def codes(found: Case) -> set[Code]:
    """Why it waits."""
    return {one.code for one in found.reasons}


def test_the_first_approval_waits_with_every_doubt() -> None:
    """Whoever comes second sees what the first took upon herself."""
    found = case(ANNA)
    assert found.state is State.REVIEW
    assert codes(found) == {Code.FIELD_MISSING, Code.SECOND_PERSON}
    assert found.decision is not None


@pytest.mark.parametrize("edits", [(ANNA, BO), (CHANGE, BO), (BO, CHANGE, BO)])
def test_two_persons_send_it(edits: tuple[Edit, ...]) -> None:
    """Both approved, or one changed and the other approved."""
    found = case(*edits)
    assert found.state is State.ROUTED
    assert found.reviewed_by == "Bo Lod"


@pytest.mark.parametrize("edits", [(ANNA, AGAIN), (CHANGE, ANNA), (CHANGE,), (ANNA, BO, CHANGE)])
def test_one_person_does_not(edits: tuple[Edit, ...]) -> None:
    """However the name is written, and whatever was approved before the last change."""
    found = case(*edits)
    assert found.state is State.REVIEW
    assert Code.SECOND_PERSON in codes(found)


def test_what_nobody_touched_needs_nobody() -> None:
    """A letter that is sure leaves by itself; one that is ended needs one person."""
    assert decided(settings=Settings(second_person=("rent_debt",))).state is State.ROUTED
    assert case().state is State.REVIEW
    assert codes(case()) == {Code.FIELD_MISSING}
    assert case(edit(Act.CLOSE, by="Anna Ek")).state is State.ROUTED


def test_a_return_makes_all_approvals_void() -> None:
    """Both must look again."""
    back = edit(Act.RETURN, by="Bo Lod")
    assert codes(case(ANNA, BO, back)) == {Code.FIELD_MISSING, Code.RETURNED}
    assert case(ANNA, BO, back, ANNA).state is State.REVIEW
    assert case(ANNA, BO, back, ANNA, BO).state is State.ROUTED


def test_children_may_ask_for_it_and_other_kinds_do_not() -> None:
    """By kind, by children concerned, by protected identity."""
    assert case(ANNA, asks=(CHILDREN,)).state is State.ROUTED
    assert case(ANNA, asks=(CHILDREN,), child=True).state is State.REVIEW
    assert case(ANNA, asks=("disturbance", PROTECTED)).state is State.ROUTED
