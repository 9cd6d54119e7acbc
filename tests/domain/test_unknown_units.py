"""A case at a unit that the routine has no name for is unsettled, never "no case"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_parts import (
    CHILD,
    GOTEBORG,
    LODGER,
    TENANT,
    case_of,
    classified,
    decided,
    household,
    reasons,
    units,
    view,
)

from pipeline.domain.case import Case
from pipeline.domain.facts import OTHER_CASE
from pipeline.domain.kinds import Kind, State
from pipeline.domain.people import OpenCase
from pipeline.domain.routine import Routine
from pipeline.domain.unknown_units import asked_units, unknown_units
from pipeline.domain.verify import verify
from pipeline.store.routine_files import valid_on

ON = date(2026, 10, 5)
GRUND = valid_on("grund", ON)
NACKA = valid_on("nacka_inkasso", ON)
SODERKOPING = valid_on("soderkoping_skuldfordringar", ON)


def sent(*cases: OpenCase, routine: Routine = GRUND, **more: object) -> Case:
    """A notice of unpaid rent about a tenant around whom there are these cases."""
    return decided(routine=routine, view=view(*cases), **more)


def test_a_name_that_no_unit_has_is_unknown() -> None:
    """However it is cased; ignored names are known, and each unknown one is told once."""
    names = ("EKONOMISKT_BISTAND", "försörjningsstöd", "Vuxenenheten", "IFO 2", "LSS", "IFO 2")
    assert unknown_units(GRUND, names) == ("IFO 2", "LSS")


def test_an_unknown_unit_sends_the_letter_to_a_person() -> None:
    """It may be the unit whose case would have given it a copy, under another name."""
    known = sent(case_of(TENANT, "Försörjningsstöd"))
    assert "unknown_unit" not in reasons(known)
    case = sent(case_of(TENANT, "ekonomiskt bistand"))
    assert case.state is State.REVIEW
    assert "unknown_unit" in reasons(case)
    assert "enhet som rutinen inte känner" in next(
        one.remedy for one in case.reasons if one.code == "unknown_unit"
    )


@pytest.mark.parametrize(
    "cases",
    [
        (case_of(TENANT, "Vuxenenheten"),),
        (replace(case_of(TENANT, "IFO 2"), open=False),),
        (case_of(TENANT, "ekonomiskt_bistand"), case_of(TENANT, "IFO 2")),
        (case_of(replace(LODGER, number=CHILD.number), "IFO 2"),),
    ],
    ids=["ignored", "closed", "the known unit has the case anyway", "nobody of the home"],
)
def test_a_case_that_changes_nothing_asks_nobody(cases: tuple[OpenCase, ...]) -> None:
    """The routine says that it is no matter, or the letter goes the same way with it."""
    assert "unknown_unit" not in reasons(sent(*cases))


def test_a_lodgers_case_at_an_unknown_unit_is_weighed_as_a_lodgers() -> None:
    """A routine that asks a person about a lodger's case does so whatever the unit's name."""
    home = household(others=(LODGER,))
    assert "unknown_unit" in reasons(
        sent(case_of(LODGER, "IFO 2"), routine=GOTEBORG, household=home)
    )


def test_a_row_about_cases_elsewhere_has_said_what_they_mean() -> None:
    """``case.other`` is the routine's own word for units that it does not name."""
    assert "unknown_unit" not in reasons(sent(case_of(TENANT, "LSS"), routine=NACKA))


def test_the_clients_own_unit_may_be_the_unknown_one() -> None:
    """A row that sends to whoever has the case would have sent there too."""
    plain = replace(
        NACKA,
        facts=tuple(fact for fact in NACKA.facts if fact.name != OTHER_CASE),
        rows=tuple(
            replace(row, when=tuple(one for one in row.when if one.fact != OTHER_CASE))
            for row in NACKA.rows
            if not any(one.fact == OTHER_CASE and one.values == {"open"} for one in row.when)
        ),
    )
    cases = (case_of(TENANT, "vuxen"), case_of(TENANT, "IFO 2"))
    collection = classified(Kind.RENT_DEBT, "collection")
    case = sent(*cases, routine=plain, classification=collection, intake_point="lokalkontoret")
    assert units(case)["vuxen"] == "copy"
    assert reasons(case) == {"unknown_unit"}


def test_a_routine_that_asks_for_no_case_is_not_troubled() -> None:
    """Then a case changes nothing, and there is no unit to take it for."""
    plain = replace(
        GRUND,
        facts=tuple(fact for fact in GRUND.facts if not fact.name.startswith("case.")),
        rows=tuple(
            replace(row, when=tuple(one for one in row.when if not one.fact.startswith("case.")))
            for row in GRUND.rows
        ),
    )
    assert asked_units(plain) == ()
    assert {unit.id for unit in asked_units(GRUND)} == {"ekonomiskt_bistand"}
    assert asked_units(NACKA) == NACKA.units
    assert {unit.id for unit in asked_units(SODERKOPING)} == {"bistand_lss"}


def test_a_name_is_not_both_a_units_own_and_ignored() -> None:
    """Then nobody could say which holds."""
    wrong = replace(GRUND, ignored_cases=("försörjningsstöd",))
    assert "ignored_cases: försörjningsstöd står i ignored_cases men är en enhets eget namn" in str(
        [str(fault) for fault in verify(wrong)]
    )
