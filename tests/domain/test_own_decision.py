"""Letters that a person sends by a decision of their own: to whom, with what, never beyond."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_parts import (
    EVICTION,
    EVICTION_SET,
    RENT,
    TENANT,
    abstained,
    case_of,
    classified,
    decided,
    drafts,
    earlier,
    edit,
    fields,
    household,
    matched,
    reasons,
    units,
    view,
)

from pipeline.domain.case import Case
from pipeline.domain.deadlines import CHILD_SAFETY
from pipeline.domain.editing import fault
from pipeline.domain.edits import Act, Edit
from pipeline.domain.explaining import explain
from pipeline.domain.fields import AMOUNT, CHILDREN_MENTIONED, CONCERN, EVICTION_AT, LETTER_DATE
from pipeline.domain.kinds import Kind, Priority, State
from pipeline.domain.match import NoMinor, Unknown, Unmatched
from pipeline.domain.own_decision import ordered_units
from pipeline.domain.people import Protection
from pipeline.domain.problems import Code, Problem
from pipeline.domain.queueing import Lane, Wait

OTHER = classified(Kind.OTHER, None)
REPORT = fields((CONCERN, "barnet far illa"), (CHILDREN_MENTIONED, "barnet"))
NOBODY = (Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND)),)


def send(value: str, by: str = "Anna", reason: str = "ring i dag") -> Edit:
    """The order to send the letter to those units."""
    return replace(edit(Act.SEND, value, by=by), reason=reason)


def report(*edits: Edit) -> Case:
    """A neighbour's letter about a child, about whom nothing else is known."""
    return decided(
        classification=OTHER, findings=REPORT, matches=NOBODY, household=None, edits=edits
    )


def test_a_letter_that_may_be_a_report_about_a_child_is_the_same_day_s() -> None:
    """It waits in the children's lane with the law's clocks, and by itself it goes nowhere."""
    case = report()
    assert (case.state, case.priority) == (State.REVIEW, Priority.SAME_DAY)
    assert case.decision is not None
    assert not case.decision.deliveries
    assert CHILD_SAFETY in {one.what for one in case.decision.deadlines}
    wait = Wait.of(case, owed=False)
    assert (wait.lane, wait.expires) == (Lane.CHILDREN, case.received_on)
    assert report(edit(Act.APPROVE)).state is State.REVIEW


@pytest.mark.parametrize(
    "findings", [fields((CONCERN, "sjukhus")), fields((CHILDREN_MENTIONED, "barn"))]
)
def test_words_of_one_thing_alone_make_no_report(findings: object) -> None:
    """A hospital's letter about nobody's child waits in its turn."""
    case = decided(classification=OTHER, findings=findings, matches=NOBODY, household=None)
    assert (case.priority, case.decision) == (Priority.ORDINARY, None)


def test_it_goes_where_the_person_said_and_says_who_said_it() -> None:
    """The children's unit handles a report; the reason stands where a sentence would."""
    case = report(send("vuxen, barn_unga"), edit(Act.APPROVE))
    assert case.state is State.ROUTED
    assert units(case) == {"barn_unga": "handle", "vuxen": "copy"}
    assert case.decision is not None
    row = case.decision.rows[0]
    assert (row.heading, row.sentence) == ("Beslutat av Anna vid granskning", "ring i dag")
    steps = " ".join(one.text for one in case.decision.steps)
    assert "bedöm genast om barnet behöver skydd" in steps
    assert "inte funnen i registret" in steps
    assert {one.unit for one in case.decision.steps} == {"barn_unga"}
    assert Code.KIND_OTHER in {one.code for one in case.accepted}


def test_nothing_goes_before_it_is_approved() -> None:
    """An order is a change like others: it is seen first, and what was not known is told."""
    case = report(send("barn_unga"))
    assert case.state is State.REVIEW
    assert units(case) == {"barn_unga": "handle"}
    assert ordered_units(case) == ("barn_unga",)
    assert ordered_units(report()) == ()
    assert ordered_units(decided()) == ()


def test_an_order_may_be_taken_back_and_names_units_of_the_routine_alone() -> None:
    """Then the routine decides, or nobody."""
    for edits in ((send("barn_unga"), send("", reason="")), (send("skolan"),)):
        case = report(*edits, edit(Act.APPROVE))
        assert case.state is State.REVIEW
        assert units(case) == {}


def test_an_order_needs_its_reason() -> None:
    """The packet quotes it."""
    assert fault(send("vuxen", reason=" "), view()) == "skriv varför brevet ska dit"
    assert not fault(send("vuxen"), view())
    assert not fault(send("", reason=""), view())


def test_somebody_whom_the_register_lacks_is_sent_on_all_the_same() -> None:
    """Kronofogden's letter keeps its confirmation; the unit is told what nobody knows."""
    found = fields(
        (EVICTION_AT, EVICTION.value(EVICTION_AT)), (LETTER_DATE, EVICTION.value(LETTER_DATE))
    )
    known = {
        "classification": EVICTION_SET,
        "findings": found,
        "matches": NOBODY,
        "household": None,
    }
    assert decided(**known, edits=(edit(Act.APPROVE),)).state is State.REVIEW
    case = decided(**known, edits=(send("vuxen"), edit(Act.APPROVE)))
    assert case.state is State.ROUTED
    assert units(case) == {"vuxen": "handle"}
    assert "bekraftelse_kfm" in drafts(case)
    assert case.decision is not None
    steps = [one.text for one in case.decision.steps]
    assert any("inte känt om barn berörs" in text for text in steps)
    assert {one.unit for one in case.decision.steps} <= {"vuxen"}


def test_what_the_routine_has_for_others_is_not_told_those_who_were_chosen() -> None:
    """A unit that is left out leaves no step, no letter and no day behind."""
    case = decided(
        view=view(case_of(TENANT, "ekonomiskt_bistand")), edits=(send("vuxen"), edit(Act.APPROVE))
    )
    assert units(case) == {"vuxen": "handle"}
    assert case.decision is not None
    assert {one.unit for one in case.decision.steps} <= {"vuxen"}
    assert all("ekonomiskt_bistand" not in one.together_with for one in case.decision.letters_out)
    assert case.decision.deliveries[0].original


@pytest.mark.parametrize("kind", [OTHER, None])
def test_a_protected_identity_goes_to_those_named_whoever_was_chosen(kind: object) -> None:
    """And only when one of them approves."""
    hidden = replace(TENANT, protection=Protection.MARKED)
    known = {
        "matches": (matched(hidden),),
        "household": household(),
        "view": view(persons=(hidden,)),
    } | ({"classification": kind} if kind else {})
    edits = (send("vuxen"), edit(Act.APPROVE))
    case = decided(**known, edits=edits)
    assert (case.state, case.restricted) == (State.REVIEW, True)
    assert units(case) == {"skyddad": "handle"}


@pytest.mark.parametrize(("best", "state"), [(Kind.OTHER, "routed"), (Kind.RENT_DEBT, "review")])
def test_an_order_settles_no_kind_of_ours(best: Kind, state: str) -> None:
    """What is most likely none of them may go; what is most likely one is settled first."""
    unsure = replace(OTHER, kind=abstained(best, (best.value, 0.6)))
    edits = (send("vuxen"), edit(Act.APPROVE))
    assert decided(classification=unsure, edits=edits).state == state


def test_an_order_settles_no_amount() -> None:
    """Two amounts are chosen between, whoever gets the letter."""
    torn = replace(RENT, conflicts=(AMOUNT.text,))
    assert decided(findings=torn, edits=(send("vuxen"), edit(Act.APPROVE))).state is State.REVIEW


def test_children_whom_nobody_can_name_count_as_children() -> None:
    """The routine's row for families holds; no record names a child, nor says there is none."""
    unsure = household(minors=Unknown(why=Problem(code=Code.CHILDREN_MENTIONED)))
    settled = edit(Act.HOUSEHOLD, "minors", "0")
    case = decided(household=unsure, edits=(settled,))
    assert (case.state, reasons(case)) == (State.ROUTED, set())
    assert case.decision is not None
    assert dict(case.decision.rows[0].facts)["household"] == "minors"
    assert case.household is not None
    assert isinstance(case.household.minors, Unknown)
    assert case.household.minors.exist
    assert "Barn: Barn finns i hemmet, men det är inte känt vilka." in explain(case)
    assert "går inte att avgöra" in explain(decided(household=unsure))
    none = decided(household=household(minors=NoMinor()), edits=(settled,))
    assert none.decision is not None
    assert dict(none.decision.rows[0].facts)["household"] == "minors"


def test_children_whom_another_letter_speaks_of_are_not_none() -> None:
    """The register shows no child, a letter before did: a person says which holds."""
    before = earlier(children=True, persons=(TENANT.number.digits,))
    case = decided(earlier=(before,), edits=(edit(Act.APPROVE),))
    assert case.state is State.REVIEW
    assert "children_mentioned:other_letter" in reasons(case)
    assert case.household is not None
    assert isinstance(case.household.minors, Unknown)
    said = edit(Act.HOUSEHOLD, "no_minor", "0")
    ruled_out = decided(earlier=(before,), edits=(said, edit(Act.APPROVE)))
    assert ruled_out.state is State.ROUTED
    neighbour = replace(before, persons=("199902029804",))
    assert "children_mentioned:other_letter" not in reasons(decided(earlier=(neighbour,)))
