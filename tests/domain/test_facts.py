"""The vocabulary and what a letter's facts are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_parts import (
    CHILD,
    GOTEBORG,
    LODGER,
    ON,
    RENT,
    TENANT,
    case_of,
    found,
    household,
)

from pipeline.domain.facts import (
    ANY_POINT,
    Circumstances,
    case_at,
    combinations,
    concerned,
    household_value,
    names,
    of_letter,
    pairs,
    recently_closed,
    vocabulary,
)
from pipeline.domain.fields import CONCERN, STATUTORY
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.match import Minor, Unknown
from pipeline.domain.people import OpenCase, Person
from pipeline.domain.problems import Code, Problem
from pipeline.domain.routine import Fact

WHAT = Circumstances(
    kind=Kind.RENT_DEBT,
    subkind=None,
    tenure=Tenure.RENTAL,
    household=household(),
    cases=(),
    earlier="first",
    findings=RENT,
    intake_point="stadshuset",
)


def test_the_vocabulary_is_closed_and_finite() -> None:
    """Each name has values; an unknown name has none."""
    for name in names(GOTEBORG.units):
        assert len(vocabulary(name, GOTEBORG.units)) > 0
    assert vocabulary("weather", GOTEBORG.units) == ()
    assert vocabulary("case.fritid", GOTEBORG.units) == ()
    assert vocabulary("case.vuxen", GOTEBORG.units) == ("open", "none", "unsettled")


def test_other_is_no_fact_of_a_routine() -> None:
    """The kind that never leaves on its own cannot be given a row."""
    assert "other" not in vocabulary("kind", ())
    assert all(kind != "other" for kind, _ in pairs())


def test_subkinds_come_only_with_their_kind() -> None:
    """Combinations hold no water bill among rent debts."""
    facts = [Fact(name=name, values=vocabulary(name, ())) for name in ("kind", "subkind")]
    found_pairs = {(one["kind"], one["subkind"]) for one in combinations(facts)}
    assert found_pairs == set(pairs())
    assert ("rent_debt", "water") not in found_pairs
    assert ("rent_debt", "none") in found_pairs


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ((TENANT, "barn_unga"), "open"),  # the person concerned
        ((CHILD, "Barn_Unga"), "open"),  # a custody child in the home, in any case of letters
        ((LODGER, "barn_unga"), "unsettled"),  # a lodger settles nothing
        ((TENANT, "vuxen"), "none"),  # another unit's case
    ],
)
def test_whose_open_case_counts(case: tuple[object, str], value: str) -> None:
    """The convention "an open case counts"."""
    home = household(CHILD, others=(LODGER,))
    assert case_at(["barn_unga"], home, [case_of(*case)]) == value


def test_a_child_elsewhere_with_a_case_is_not_settled() -> None:
    """The child may be concerned and may not."""
    away = household(
        minors=Unknown(
            why=Problem(code=Code.CHILD_ELSEWHERE),
            children=(Minor(number=CHILD.number, basis="custody", at_home=False),),
        )
    )
    assert case_at(["barn_unga"], away, [case_of(CHILD, "barn_unga")]) == "unsettled"


def test_closed_cases_and_unknown_households() -> None:
    """A closed case is none; without a household nothing is settled."""
    closed = replace(case_of(TENANT, "barn_unga"), open=False)
    assert case_at(["barn_unga"], household(), [closed]) == "none"
    assert case_at(["barn_unga"], None, []) == "unsettled"


@pytest.mark.parametrize(
    ("home", "value"),
    [
        (None, "unknown"),
        (household(), "no_minor"),
        (household(CHILD), "minors"),
        (household(minors=Unknown(why=Problem(code=Code.HOUSEHOLD_UNCERTAIN))), "unknown"),
    ],
)
def test_an_unknown_household_is_never_no_child(home: object, value: str) -> None:
    """Nobody found, or not sure: unknown."""
    assert household_value(home) == value


def test_the_letters_facts_are_those_the_routine_declares() -> None:
    """All of them, each with one of its values."""
    facts = of_letter(GOTEBORG, WHAT)
    assert {fact.name: True for fact in GOTEBORG.facts} == dict.fromkeys(facts, True)
    assert all(facts[fact.name] in fact.values for fact in GOTEBORG.facts)
    assert facts["subkind"] == "none"


def test_findings_and_intake_points_become_facts() -> None:
    """What the letter cites and says, and where it came in."""
    extra = (
        Fact(name="statutory", values=("yes", "no")),
        Fact(name="intake_point", values=("stadshuset", ANY_POINT)),
    )
    routine = replace(GOTEBORG, facts=(*GOTEBORG.facts, *extra))
    told = RENT.with_field(STATUTORY, found("JB 12:44")).with_field(CONCERN, found("gråter"))
    facts = of_letter(routine, replace(WHAT, findings=told))
    assert (facts["statutory"], facts["concern"]) == ("yes", "yes")
    assert facts["intake_point"] == "stadshuset"
    elsewhere = of_letter(routine, replace(WHAT, intake_point="okänd"))
    assert (elsewhere["intake_point"], elsewhere["statutory"]) == (ANY_POINT, "no")


@pytest.mark.parametrize(
    ("unit", "value"), [("vuxen", "open"), ("lss", "open"), ("ekonomiskt_bistand", "none")]
)
def test_other_cases_are_those_nobody_asks_about(unit: str, value: str) -> None:
    """Göteborg asks about ekonomiskt bistånd and barn och unga by name."""
    facts = of_letter(GOTEBORG, replace(WHAT, cases=(case_of(TENANT, unit),)))
    assert facts["case.other"] == value


def test_the_familys_cases_come_first() -> None:
    """In the order of the core, then the others; closed and strangers' ones left out."""
    home = household(CHILD, others=(LODGER,))
    cases = [
        case_of(LODGER, "a"),
        case_of(CHILD, "b"),
        case_of(TENANT, "c"),
        replace(case_of(TENANT, "d"), open=False),
    ]
    assert [one.unit for one in concerned(home, cases)] == ["c", "b", "a"]
    assert concerned(None, cases) == ()
    assert all(isinstance(one, OpenCase) for one in concerned(home, cases))


def ended(person: Person, unit: str, on: date | None) -> OpenCase:
    """A closed case; None for a last day that the export does not tell."""
    return replace(case_of(person, unit), open=False, ended=on)


@pytest.mark.parametrize(
    ("case", "shown"),
    [
        (ended(TENANT, "vuxen", date(2026, 7, 7)), True),  # the ninetieth day
        (ended(TENANT, "vuxen", date(2026, 7, 6)), False),
        (ended(TENANT, "vuxen", None), True),  # it may be recent
        (ended(CHILD, "barn_unga", date(2026, 10, 1)), True),
        (ended(LODGER, "vuxen", date(2026, 10, 1)), False),  # of no concern to the family
        (case_of(TENANT, "vuxen"), False),  # open: told of as such
    ],
)
def test_a_case_closed_not_long_ago_is_told_of(case: OpenCase, shown: bool) -> None:
    """C2: the family's, for ninety days; it decides nothing."""
    home = household(CHILD)
    assert (recently_closed(home, (case,), ON, 90) == (case,)) is shown
    assert case.open or case_at((case.unit,), home, (case,)) == "none"


def test_a_closed_case_is_not_told_of_beside_an_open_one() -> None:
    """The newest first; of nobody where nobody is known."""
    old, new = ended(TENANT, "vuxen", None), ended(TENANT, "lss", date(2026, 10, 1))
    assert recently_closed(household(), (old, new), ON, 90) == (new, old)
    open_one = case_of(TENANT, "vuxen")
    assert recently_closed(household(), (old, new, open_one), ON, 90) == (new,)
    assert recently_closed(None, (old,), ON, 90) == ()
