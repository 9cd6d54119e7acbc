"""The unit that has the client's case as a receiver, and the facts of being a client."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_parts import (
    CHILD,
    GOTEBORG,
    LODGER,
    RENT,
    TENANT,
    case_of,
    classified,
    decided,
    drafts,
    household,
    matched,
    reasons,
    units,
    view,
)

from pipeline.domain.facts import (
    Circumstances,
    all_closed,
    named_points,
    of_letter,
    owners,
    units_of_case,
)
from pipeline.domain.kinds import Kind, State, Tenure
from pipeline.domain.people import OpenCase
from pipeline.domain.proposing import HELD_OTHER
from pipeline.store.routine_files import valid_on

ON = date(2026, 10, 5)
NACKA = valid_on("nacka_inkasso", ON)
SODERKOPING = valid_on("soderkoping_skuldfordringar", ON)
COLLECTION = classified(Kind.RENT_DEBT, "collection")

SPOUSE = replace(LODGER, surname="Provsson")


def closed(unit: str) -> OpenCase:
    """A case of the tenant's that has ended."""
    return replace(case_of(TENANT, unit), open=False)


def letter(**more: object) -> object:
    """A collection letter that came straight to the local office."""
    known = {
        "routine": NACKA,
        "classification": COLLECTION,
        "intake_point": "lokalkontoret",
        "matches": (matched(),),
    }
    return decided(**known | more)


def what(**more: object) -> Circumstances:
    """The circumstances of such a letter."""
    known: dict[str, object] = {
        "kind": Kind.RENT_DEBT,
        "subkind": "collection",
        "tenure": Tenure.RENTAL,
        "household": household(CHILD, others=(SPOUSE,)),
        "cases": (),
        "earlier": "first",
        "findings": RENT,
        "intake_point": "Stadshuset",
        "persons": (TENANT.number,),
    }
    return Circumstances(**known | more)


def test_the_clients_own_unit_gets_a_copy() -> None:
    """And nobody else's; its handläggare is named."""
    case = letter(view=view(case_of(TENANT, "vuxen", "Vera Vuxensson")))
    assert case.state is State.ROUTED, reasons(case)
    assert units(case) == {"lokalkontor": "handle", "bostadshandlaggare": "copy", "vuxen": "copy"}
    assert case.decision.deliveries[2].officer == "Vera Vuxensson"
    own = [step for step in case.decision.steps if step.row == "000-10"]
    assert [step.unit for step in own] == ["vuxen"]


def test_each_unit_with_the_clients_case_gets_one() -> None:
    """Two cases, two copies; one that already has the letter gets no second."""
    cases = (case_of(TENANT, "vuxen"), case_of(TENANT, "ekonomiskt_bistand"))
    assert set(units(letter(view=view(*cases)))) == {
        "lokalkontor", "bostadshandlaggare", "vuxen", "ekonomiskt_bistand",
    }  # fmt: skip
    own = letter(view=view(case_of(TENANT, "lokalkontor")))
    assert units(own) == {"lokalkontor": "handle", "bostadshandlaggare": "copy"}


def test_a_childs_case_gives_the_childrens_unit_nothing() -> None:
    """The tenant himself must have it; a person decides when no unit can be told."""
    family = household(CHILD)
    theirs = letter(household=family, view=view(case_of(CHILD, "barn_unga")))
    assert theirs.state is State.REVIEW
    assert "routine_silent:C24" in reasons(theirs)
    assert "barn_unga" not in units(theirs)
    his = letter(household=family, view=view(case_of(TENANT, "barn_unga")))
    assert units(his)["barn_unga"] == "copy"


def test_a_spouses_case_counts_for_the_family() -> None:
    """But not for the unit of children."""
    home = household(others=(SPOUSE,), core=(TENANT.number, SPOUSE.number))
    known = what(household=home)
    assert units_of_case(NACKA, replace(known, cases=(case_of(SPOUSE, "vuxen"),))) == ("vuxen",)
    assert units_of_case(NACKA, replace(known, cases=(case_of(SPOUSE, "barn_unga"),))) == ()
    assert units_of_case(NACKA, replace(known, household=None)) == ()


@pytest.mark.parametrize(
    ("cases", "any_", "other"),
    [
        ((), "none", "none"),
        ((case_of(TENANT, "vuxen"),), "open", "none"),
        ((case_of(TENANT, "LSS"),), "none", "open"),
        ((case_of(LODGER, "vuxen"),), "unsettled", "none"),
        ((closed("vuxen"),), "none", "none"),
    ],
)
def test_a_client_has_an_open_case_at_a_unit_of_the_routine(
    cases: tuple[OpenCase, ...], any_: str, other: str
) -> None:
    """What no unit owns is another's; a lodger's settles nothing."""
    facts = of_letter(NACKA, what(cases=cases))
    assert (facts["case.any"], facts["case.other"]) == (any_, other)


def test_an_intake_point_is_known_however_it_is_written() -> None:
    """Folders are named by people; one that the routine does not name is any other."""
    assert of_letter(NACKA, what())["intake_point"] == "stadshuset"
    assert of_letter(NACKA, what(intake_point="medborgarhuset"))["intake_point"] == "any"


def test_the_intake_points_are_those_that_the_routine_names() -> None:
    """Each gets a folder; a routine that asks nothing of them has none."""
    assert named_points(NACKA) == ("stadshuset", "lokalkontoret")
    assert named_points(GOTEBORG) == ()


def test_each_name_in_the_register_is_one_unit_s() -> None:
    """The unit's id and the names that the routine gives it, however they are written."""
    found = owners(GOTEBORG.units)
    assert found["ekonomiskt_bistand"] == found["försörjningsstöd"] == "ekonomiskt_bistand"
    assert all(name == name.casefold() for name in found)


def test_a_case_that_has_ended_is_told_of_the_person_alone() -> None:
    """All of hers at that unit must have ended."""
    ended = (closed("bistand_lss"),)
    assert all_closed(["bistand_lss"], [TENANT.number], ended)
    assert not all_closed(["bistand_lss"], [CHILD.number], ended)
    assert not all_closed(["bistand_lss"], [TENANT.number], ())
    again = (*ended, case_of(TENANT, "BISTAND_LSS"))
    assert not all_closed(["bistand_lss"], [TENANT.number], again)
    facts = of_letter(SODERKOPING, what(cases=ended))
    assert (facts["closed.bistand_lss"], facts["case.bistand_lss"]) == ("yes", "none")


def test_two_units_never_both_write_to_the_household() -> None:
    """The second letter is shown, and waits for ever (C8)."""
    case = letter()
    assert drafts(case) == {"informationsbrev": "", "brev_bostadshandlaggare": HELD_OTHER}
    hall = letter(intake_point="stadshuset")
    assert drafts(hall) == {"brev_bostadshandlaggare": ""}
    assert hall.decision.letters_out[0].unit == "bostadshandlaggare"


def test_a_letter_within_seven_days_is_enough_whoever_wrote_it() -> None:
    """The same household, the same week: no second first letter."""
    from case_parts import earlier  # noqa: PLC0415 - used here alone

    before = (earlier(subkind="collection", received_on=date(2026, 10, 1), reference="X"),)
    case = letter(intake_point="stadshuset", earlier=before)
    assert "Skicka bara ett" in drafts(case)["brev_bostadshandlaggare"]


def test_a_routine_that_says_nothing_of_children_asks_a_person() -> None:
    """A child concerned sends the letter to review, whatever its row says (C3)."""
    case = letter(household=household(CHILD))
    assert case.state is State.REVIEW
    assert reasons(case) == {"routine_silent:C3"}
    assert units(case) == {"lokalkontor": "handle", "bostadshandlaggare": "copy"}
