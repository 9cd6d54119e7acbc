"""Letters of Göteborg decided from end to end of the domain: the scenarios and the awkward ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from case_parts import (
    CHILD,
    EVICTION,
    EVICTION_SET,
    GOTEBORG,
    HOME,
    LODGER,
    ON,
    RENT,
    RENT_NOTICE,
    TENANT,
    abstained,
    case_of,
    classified,
    decided,
    drafts,
    earlier,
    edit,
    fields,
    found,
    household,
    matched,
    number,
    reasons,
    settled,
    units,
    view,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.case import Case, LetterPart
from pipeline.domain.edits import Act
from pipeline.domain.fields import (
    AMOUNT,
    CITY,
    ESTATE,
    EVICTION_AT,
    LETTER_DATE,
    MUNICIPALITY,
    OTHER_OBJECT,
    POSTAL_CODE,
    STATUTORY,
    Field,
    ListRow,
    Party,
    PartyRole,
)
from pipeline.domain.kinds import SUBKINDS, Kind, Priority, State, Tenure
from pipeline.domain.match import Ambiguous, Candidate, Minor, NoMinor, Unknown, Unmatched
from pipeline.domain.people import Deregistered, Person, Protection
from pipeline.domain.problems import Code, Problem
from pipeline.domain.settings import Officer, Settings

EB = "ekonomiskt_bistand"
BU = "barn_unga"
NOT_FOUND = Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND))
WARNING = classified(Kind.DISTURBANCE, "warning")


def row_of(case: object) -> str:
    """The id of the row that was applied."""
    return case.decision.rows[0].id  # type: ignore[attr-defined]


def clocks(case: Case) -> dict[str, date]:
    """The days that follow from the letter, but for the one that every letter has."""
    assert case.decision is not None
    days = {one.what: one.on for one in case.decision.deadlines}
    assert days.pop("registration") > case.received_on
    return days


# The scenarios


def test_scenario_1_rent_of_an_adult_without_case() -> None:
    """Vuxen alone, an information letter and no summons; the three weeks end with letter + 21."""
    case = decided()
    assert (case.state, reasons(case)) == (State.ROUTED, set())
    assert row_of(case) == "002-A2a"
    assert units(case) == {"vuxen": "handle"}
    assert drafts(case) == {"informationsbrev": ""}
    end = date(2026, 10, 22)
    assert clocks(case) == {"earliest_recovery_end": end, "earliest_undertaking_end": end}
    assert case.priority is Priority.ORDINARY


def test_scenario_2_family_with_economic_assistance() -> None:
    """A copy to the officer of ekonomiskt bistånd, a joint summons, nothing to barn och unga."""
    case = decided(household=household(CHILD), view=view(case_of(TENANT, EB)))
    assert case.state is State.ROUTED
    assert units(case) == {"vuxen": "handle", EB: "copy"}
    out = [one for one in case.decision.letters_out if one.to == "household"]
    assert [(one.template, one.together_with) for one in out] == [
        ("informationsbrev", ()),
        ("kallelse", (EB,)),
    ]
    assert case.decision.deliveries[1].officer == "Handläggare Ett"
    assert case.decision.deliveries[0].original
    assert not case.decision.deliveries[1].original


def test_scenario_3_a_second_debt_brings_in_barn_unga() -> None:
    """Repeated: barn och unga is told, appoints an officer, and joins the summons."""
    case = decided(household=household(CHILD), view=view(case_of(TENANT, EB)), earlier=(earlier(),))
    assert case.state is State.ROUTED
    assert len(case.earlier) == 1
    assert units(case) == {"vuxen": "handle", EB: "copy", BU: "information"}
    assert case.decision.deliveries[2].appoint
    assert case.decision.letters_out[1].together_with == (EB, BU)


def test_scenario_4_the_same_letter_again_waits_and_does_not_count() -> None:
    """The same paper scanned again goes to a person and raises no count."""
    same = earlier(received_on=ON, letter_date=date(2026, 10, 1), amount=Decimal("18450.00"))
    case = decided(earlier=(same,), household=household(CHILD))
    assert case.state is State.REVIEW
    assert "near_duplicate" in reasons(case)
    assert case.earlier == ()
    assert case.linked == (replace(same, copy=True),)


def test_scenario_5_first_disturbance_of_a_family_without_case() -> None:
    """A summons by vuxen alone; no other unit hears of it."""
    case = decided(classification=WARNING, household=household(CHILD))
    assert (case.state, row_of(case)) == (State.ROUTED, "002-F3c")
    assert units(case) == {"vuxen": "handle"}
    assert set(drafts(case)) == {"informationsbrev", "kallelse"}


def test_scenario_6_counts_are_kept_by_kind() -> None:
    """A rent letter before does not make a disturbance repeated, but is shown."""
    before = earlier()
    case = decided(classification=WARNING, household=household(CHILD), earlier=(before,))
    assert (case.state, row_of(case)) == (State.ROUTED, "002-F3c")
    assert case.earlier == ()
    assert case.linked == (before,)


def test_scenario_7_family_with_both_cases_is_a_proposal() -> None:
    """The union of both sections, in review, and no draft is free to go."""
    case = decided(household=household(CHILD), view=view(case_of(TENANT, EB), case_of(CHILD, BU)))
    assert case.state is State.REVIEW
    assert reasons(case) == {"routine_silent:F4"}
    assert units(case) == {"vuxen": "handle", EB: "copy", BU: "information"}
    assert all(drafts(case).values())


def test_scenario_8_eviction_date_of_a_family_with_barn_unga() -> None:
    """Same day, confirmation and copy, both units attend, barn och unga has the letter."""
    case = decided(
        classification=EVICTION_SET,
        findings=EVICTION,
        household=household(CHILD),
        view=view(case_of(CHILD, BU), case_of(TENANT, "vuxen", "Handläggare Två")),
    )
    assert (case.state, case.priority) == (State.ROUTED, Priority.SAME_DAY)
    assert row_of(case) == "002-K-F2"
    assert units(case) == {"vuxen": "handle", BU: "information", EB: "information"}
    held = drafts(case)
    assert held["bekraftelse_kfm"] == ""
    assert "bekraftelse_kfm_kopia" in held
    attending = {step.unit for step in case.decision.steps if "Närvara vid" in step.text}
    assert attending == {"vuxen", BU}
    assert any("2026-10-17 kl. 09.30" in step.told for step in case.decision.steps)
    assert {step.at for step in case.decision.steps if step.unit == BU and step.at} == {
        EVICTION.value(EVICTION_AT)
    }
    assert clocks(case) == {"kfm_confirmation": ON, "eviction": date(2026, 10, 17)}


def test_scenario_9_a_cancelled_eviction_calls_off_the_attendance() -> None:
    """The same units, no draft to the household, and a step to call off."""
    before = earlier(
        kind=Kind.EVICTION_DATE,
        subkind="set",
        reference="U-99999-26",
        letter_date=date(2026, 9, 20),
        received_on=date(2026, 9, 21),
        amount=None,
        eviction_at="2026-10-17T09:30",
    )
    case = decided(
        classification=classified(Kind.EVICTION_DATE, "cancelled"),
        findings=EVICTION,
        household=household(CHILD),
        earlier=(before,),
    )
    assert case.state is State.ROUTED
    assert units(case) == {"vuxen": "handle", BU: "information"}
    assert drafts(case) == {}
    assert any("avbokas" in step.text for step in case.decision.steps)
    told = {step.unit for step in case.decision.steps if "2026-10-17 kl. 09.30" in step.text}
    assert told == {"vuxen"}
    assert case.earlier == (before,)
    assert not clocks(case)


def test_scenario_10_an_older_notice_scanned_later_is_a_conflict() -> None:
    """The newest letter decides, not the newest scan."""
    cancelled = earlier(
        kind=Kind.EVICTION_DATE,
        subkind="cancelled",
        reference="U-99999-26",
        letter_date=ON,
        received_on=ON,
        amount=None,
    )
    case = decided(
        classification=classified(Kind.EVICTION_DATE, "moved"),
        findings=EVICTION,
        earlier=(cancelled,),
    )
    assert case.state is State.REVIEW
    assert "conflicting_dates" in reasons(case)
    assert case.decision is not None
    assert not any(step.at for step in case.decision.steps)
    assert "inställd avhysning, daterat 2026-10-05" in case.decision.steps[0].text
    assert list(clocks(case)) == ["kfm_confirmation"]


def test_notices_of_one_day_leave_what_holds_to_a_person() -> None:
    """Nobody knows which of them is the newer: the attendance stays, and the doubt comes first."""
    cancelled = earlier(
        kind=Kind.EVICTION_DATE,
        subkind="cancelled",
        reference="U-99999-26",
        letter_date=EVICTION.value(LETTER_DATE),
        amount=None,
    )
    case = decided(classification=EVICTION_SET, findings=EVICTION, earlier=(cancelled,))
    assert case.decision is not None
    assert "säger olika" in case.decision.steps[0].text
    assert any(step.at for step in case.decision.steps)


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        (found(date(2026, 10, 2), confidence=0.5), "low_confidence:letter_date"),
        (found(date(2026, 10, 9)), "dates_disagree:letter_date"),
        (found(date(2026, 10, 2)), None),
    ],
)
def test_the_day_that_decides_which_notice_holds_must_be_sure(
    written: Field[date], doubt: str | None
) -> None:
    """A letter alone needs no day; among several a misread one would book or cancel wrongly."""
    before = earlier(
        kind=Kind.EVICTION_DATE,
        subkind="set",
        reference="U-99999-26",
        letter_date=date(2026, 9, 20),
        amount=None,
        eviction_at="2026-10-07T09:30",
    )
    findings = EVICTION.with_field(LETTER_DATE, written)
    moved = classified(Kind.EVICTION_DATE, "moved")
    assert not reasons(decided(classification=moved, findings=findings))
    among = reasons(decided(classification=moved, findings=findings, earlier=(before,)))
    assert among == ({doubt} if doubt else set())


def test_an_attendance_without_an_hour_says_so() -> None:
    """A day is no appointment."""
    midnight = found(datetime(2026, 10, 17), notes=("time_missing",))  # noqa: DTZ001 - as printed
    findings = EVICTION.with_field(EVICTION_AT, midnight)
    case = decided(classification=EVICTION_SET, findings=findings)
    assert case.decision is not None
    (text,) = [step.told for step in case.decision.steps if step.at]
    assert "Tid: 2026-10-17. Klockslaget saknas." in text


def test_scenario_11_the_confirmation_does_not_wait_for_the_person() -> None:
    """Nobody found: the case number is confirmed all the same, the person's copy is held."""
    case = decided(
        classification=EVICTION_SET,
        findings=EVICTION,
        matches=(NOT_FOUND,),
        household=None,
        settings=Settings(duty={"vuxen": Officer(name="Jour Ett")}),
    )
    assert (case.state, case.priority) == (State.REVIEW, Priority.SAME_DAY)
    assert reasons(case) == {"person_not_found", "household_uncertain"}
    assert drafts(case)["bekraftelse_kfm"] == ""
    assert drafts(case)["bekraftelse_kfm_kopia"]
    assert case.decision.deliveries[0].officer == "Jour Ett"


def test_scenario_12_removal_is_confirmed_without_a_copy() -> None:
    """UF 16:7 a: confirmation yes, copy to the person no, always a person."""
    case = decided(classification=classified(Kind.EVICTION_DATE, "removal"), findings=EVICTION)
    assert case.state is State.REVIEW
    assert reasons(case) == {"subkind"}
    assert set(drafts(case)) == {"bekraftelse_kfm"}


def test_scenario_13_a_payment_order_follows_its_rent_debt() -> None:
    """No clock of the same day; what came before about the same debt is linked, not counted."""
    before = earlier(amount=Decimal("18000.00"))
    case = decided(classification=classified(Kind.RENT_DEBT, "payment_order"), earlier=(before,))
    assert case.state is State.ROUTED
    assert case.linked == (before,)
    assert not clocks(case)


def test_scenario_22_a_protected_spouse_stops_everything() -> None:
    """Restricted: the unit skyddad alone in the proposal, no draft, no unit of the routine."""
    spouse = replace(LODGER, protection=Protection.MARKED)
    case = decided(
        matches=(matched(), matched(spouse, party=1)),
        household=household(others=(spouse,), protected=True),
        view=view(persons=(TENANT, spouse)),
    )
    assert case.state is State.REVIEW
    assert case.restricted
    assert "protected_identity" in reasons(case)
    assert units(case) == {"skyddad": "handle"}
    assert drafts(case) == {}


@pytest.mark.parametrize("how", ["register", "letter"])
def test_scenario_23_the_dead_get_no_letter(how: str) -> None:
    """A deceased tenant, or an estate in the letter: review, and no draft to the household."""
    if how == "register":
        dead = replace(TENANT, deregistered=Deregistered.DECEASED)
        case = decided(matches=(matched(dead),), household=household(members=(dead,)))
    else:
        case = decided(findings=RENT.with_field(ESTATE, found("Dödsboet")))
    assert case.state is State.REVIEW
    assert any(reason.startswith("person_deceased") for reason in reasons(case))
    assert drafts(case) == {}


def test_scenario_25_each_debtor_of_a_list_is_decided_alone() -> None:
    """A row a debtor; the original once to vuxen; one unknown debtor keeps the list in review."""
    case = listed((matched(), household()), (NOT_FOUND, None))
    assert case.state is State.REVIEW
    assert reasons(case) == {"rows_in_review"}
    assert [row.state for row in case.rows] == [State.ROUTED, State.REVIEW]
    assert [one.original for one in case.decision.deliveries] == [True]
    assert [one.original for one in case.rows[0].decision.deliveries] == [False]
    assert listed((matched(), household())).state is State.ROUTED


def test_a_rows_co_tenant_outside_the_household_leaves_it_open() -> None:
    """Two names in one row: both must be of the household found, or a person looks."""
    here = household()
    (tenant,) = here.members[:1]
    known = Party(role=PartyRole.CO_TENANT, name=found(tenant.full_name))
    strange = Party(role=PartyRole.CO_TENANT, name=found("Annan Okändsson"))
    assert listed((matched(), here), others=(known,)).state is State.ROUTED
    case = listed((matched(), here), others=(strange,))
    assert case.state is State.REVIEW
    assert {str(one) for one in case.rows[0].reasons} == {"household_uncertain"}


def test_scenario_26_a_sublet_is_for_a_person() -> None:
    """Somebody else than the contract holder lives there."""
    occupant = Party(role=PartyRole.OCCUPANT, name=found("Bo Ende"))
    case = decided(findings=replace(RENT, parties=(*RENT.parties, occupant)))
    assert case.state is State.REVIEW
    assert "sublet" in reasons(case)
    assert drafts(case) == {}
    approved = decided(findings=case.findings, edits=(edit(Act.APPROVE),))
    assert "vem i hushållet" in drafts(approved)["informationsbrev"]


def test_scenario_27_grave_disturbance_is_urgent() -> None:
    """A termination copy: urgent, ekonomiskt bistånd for information."""
    case = decided(
        classification=classified(Kind.DISTURBANCE, "termination"),
        view=view(case_of(TENANT, EB)),
    )
    assert (case.state, case.priority) == (State.ROUTED, Priority.URGENT)
    assert units(case) == {"vuxen": "handle", EB: "information"}


def test_scenario_28_amounts_that_disagree_are_never_repaired() -> None:
    """Review, and the value stands as found."""
    case = decided(findings=replace(RENT, conflicts=(AMOUNT.text,)))
    assert case.state is State.REVIEW
    assert reasons(case) == {"amounts_disagree"}
    assert case.findings.value(AMOUNT) == Decimal("18450.00")


@pytest.mark.parametrize("tenure", [Tenure.PRIVATE_LETTING, Tenure.PREMISES])
def test_scenario_29_other_tenures_have_no_three_weeks(tenure: Tenure) -> None:
    """Private letting and premises: review with the tenure named, and no clock of the board's."""
    case = decided(classification=classified(Kind.RENT_DEBT, "social_notice", tenure))
    assert case.state is State.REVIEW
    assert reasons(case) == {f"tenure:{tenure.value}"}
    theirs = {"earliest_premises_end"} if tenure is Tenure.PREMISES else set()
    assert set(clocks(case)) == theirs


# What always goes to a person


def test_other_never_leaves() -> None:
    """Kind other: review, no proposal, and no approval can send it."""
    other = classified(Kind.OTHER, None)
    case = decided(classification=other, edits=(edit(Act.APPROVE),))
    assert (case.state, case.decision) == (State.REVIEW, None)
    assert "kind_other" in reasons(case)


def test_an_abstained_kind_is_proposed_but_waits() -> None:
    """The likeliest kind gives the proposal; a possible eviction date goes first in the queue."""
    kind = abstained(Kind.RENT_DEBT, ("rent_debt", 0.6), ("eviction_date", 0.3))
    case = decided(classification=replace(RENT_NOTICE, kind=kind), edits=(edit(Act.APPROVE),))
    assert case.state is State.REVIEW
    assert "low_confidence:kind" in reasons(case)
    assert units(case) == {"vuxen": "handle"}
    assert case.priority is Priority.SAME_DAY


def test_an_unsettled_subkind_matters_only_where_the_routine_asks() -> None:
    """Rent goes the same way whatever its subkind; Kronofogden's letters do not."""
    unsure = replace(RENT_NOTICE, subkind=abstained("collection"))
    assert decided(classification=unsure).state is State.ROUTED
    notice = replace(EVICTION_SET, subkind=abstained("set", ("set", 0.5), ("cancelled", 0.4)))
    case = decided(classification=notice, findings=EVICTION)
    assert reasons(case) == {"low_confidence:subkind"}
    assert "bekraftelse_kfm" in drafts(case)


def test_a_disturbance_that_may_be_a_termination_is_urgent() -> None:
    """The hurry follows the worst that the letter may be."""
    unsure = replace(WARNING, subkind=abstained("warning", ("warning", 0.6), ("termination", 0.4)))
    assert decided(classification=unsure).priority is Priority.URGENT
    assert decided(classification=WARNING).priority is Priority.ORDINARY


def test_of_a_letter_that_nobody_sees_no_unsure_day_is_told() -> None:
    """Where the day decides nothing the letter goes, and the unit reads the day in it."""
    unsure = replace(found(date(2026, 10, 1)), confidence=0.4)
    findings = RENT.with_field(LETTER_DATE, unsure)
    routed = decided(classification=WARNING, findings=findings)
    assert routed.state is State.ROUTED
    assert LETTER_DATE.text not in routed.findings.fields
    waiting = decided(classification=WARNING, findings=findings, matches=(NOT_FOUND,))
    assert LETTER_DATE.text in waiting.findings.fields


def test_a_page_that_names_a_person_of_the_register_is_the_right_way_up() -> None:
    """Upside down nobody's number would have been read; another page may still lie wrong."""
    doubt = Problem(code=Code.TURN_UNSURE, detail="1")
    part = LetterPart(index=1, pages=(1,), problems=(doubt,))
    assert decided(part=part).state is State.ROUTED
    unknown = decided(part=part, matches=(NOT_FOUND,))
    assert doubt in unknown.reasons


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"part": LetterPart(index=1, pages=(1,), confidence=0.5)}, "split_unsure"),
        (
            {
                "part": LetterPart(
                    index=1, pages=(1, 2), problems=(Problem(code=Code.TURN_UNSURE, detail="2"),)
                )
            },
            "turn_unsure:2",
        ),
        (
            {"classification": replace(RENT_NOTICE, secondary=Kind.DISTURBANCE)},
            "secondary_kind:disturbance",
        ),
        ({"classification": replace(RENT_NOTICE, asked="Liknar sådana.")}, "for_a_person"),
        (
            {"classification": replace(RENT_NOTICE, kind=settled(Kind.RENT_DEBT, 0.9))},
            "low_confidence:kind",
        ),
        ({"matches": ()}, "person_not_found"),
        ({"matches": (matched(confidence=0.9),)}, "low_confidence:person"),
        ({"household": None}, "household_uncertain"),
        (
            {"findings": RENT.with_field(MUNICIPALITY, found("Provköpings kommun"))},
            "other_municipality:municipality",
        ),
        (
            {
                "findings": RENT.with_field(CITY, found("Provköping")).with_field(
                    POSTAL_CODE, found("99999")
                )
            },
            "other_municipality:city",
        ),
        ({"settings": Settings(postal_codes=("417",))}, "other_municipality:postal_code"),
        ({"settings": Settings(areas={"norr": ("417",)})}, "other_municipality:postal_code"),
        ({"findings": RENT.with_field(OTHER_OBJECT, found("garage"))}, "tenure:other_object"),
        (
            {"findings": RENT.with_field(AMOUNT, found(Decimal(1), 0.5))},
            "low_confidence:amount_sek",
        ),
        (
            {
                "findings": RENT.with_field(
                    AMOUNT, found(Decimal(1), notes=("two_readings_differ",))
                )
            },
            "low_confidence:amount_sek",
        ),
        (
            {"findings": RENT.with_field(LETTER_DATE, found(date(2026, 10, 6)))},
            "dates_disagree:letter_date",
        ),
        (
            {"findings": RENT.with_field(LETTER_DATE, found(date(2024, 10, 1)))},
            "dates_disagree:letter_date",
        ),
        ({"findings": replace(RENT, conflicts=(LETTER_DATE.text,))}, "dates_disagree:letter_date"),
        ({"findings": replace(RENT, conflicts=("reference",))}, "low_confidence:reference"),
        ({"findings": fields((LETTER_DATE, date(2026, 10, 1)))}, "field_missing:amount_sek"),
        ({"findings": fields((AMOUNT, Decimal(1)))}, "field_missing:letter_date"),
        (
            {"classification": EVICTION_SET, "findings": fields()},
            "field_missing:eviction_at",
        ),
        (
            {
                "classification": EVICTION_SET,
                "findings": fields((EVICTION_AT, datetime(2026, 9, 1, 9))),  # noqa: DTZ001 - local
            },
            "dates_disagree:eviction_at",
        ),
        (
            {"classification": classified(Kind.UTILITY_DEBT, "electricity")},
            "routine_silent:C12",
        ),
    ],
)
def test_each_doubt_alone_goes_to_review(change: dict[str, object], reason: str) -> None:
    """One doubt is enough, and it is named."""
    case = decided(**change)
    assert case.state is State.REVIEW
    assert reason in reasons(case)


@pytest.mark.parametrize(
    "text",
    ["Göteborg", "Göteborgs Stad", "GOTEBORG", "Goteborqs kommun", "Socialnämnden i Göteborg"],
)
def test_the_own_municipality_is_known_in_all_its_spellings(text: str) -> None:
    """Reading errors and genitives make no other municipality."""
    assert decided(findings=RENT.with_field(MUNICIPALITY, found(text))).state is State.ROUTED


def test_a_city_of_the_tenants_own_address_is_no_other_municipality() -> None:
    """Postal towns have other names than their municipality."""
    home = replace(HOME, city="Provhamn", postal_code="99999")
    tenant = replace(TENANT, address=home)
    case = decided(
        findings=RENT.with_field(CITY, found("Provhamn")),
        matches=(matched(tenant),),
        household=household(members=(tenant,)),
    )
    assert case.state is State.ROUTED


def test_a_closer_reason_stands_for_the_likeness() -> None:
    """That people decide such letters says nothing more where it is told what they decide."""
    both = replace(RENT_NOTICE, asked="Liknar sådana.", secondary=Kind.DISTURBANCE)
    reasons = {str(one) for one in decided(classification=both).reasons}
    assert "secondary_kind:disturbance" in reasons
    assert "for_a_person" not in reasons


def test_all_reasons_are_listed() -> None:
    """Not the first doubt alone."""
    emigrated = replace(TENANT, deregistered=Deregistered.EMIGRATED)
    case = decided(
        matches=(matched(emigrated, confidence=0.5),),
        household=household(
            minors=Unknown(why=Problem(code=Code.CHILD_ELSEWHERE)), members=(emigrated,)
        ),
        findings=replace(RENT, conflicts=(AMOUNT.text,)),
    )
    assert reasons(case) == {
        "person_emigrated",
        "low_confidence:person",
        "child_elsewhere",
        "amounts_disagree",
        "household_uncertain",
    }


def test_a_household_of_somebody_else_is_not_believed() -> None:
    """A household that does not hold the person is stale."""
    case = decided(matches=(matched(LODGER),))
    assert reasons(case) == {"household_uncertain"}


def test_a_protected_person_named_in_passing_is_enough() -> None:
    """A letter that tells where a protected neighbour lives leaves the ordinary way."""
    case = decided(exposed=True)
    assert case.restricted
    assert "protected_identity" in reasons(case)
    assert not decided().restricted


def test_one_protected_candidate_is_enough() -> None:
    """Two possible persons, one of them protected: restricted."""
    hidden = replace(LODGER, protection=Protection.PROTECTED)
    unsure = Ambiguous(
        party=0,
        candidates=(Candidate(person=TENANT, evidence=()), Candidate(person=hidden, evidence=())),
        why=Problem(code=Code.PERSON_AMBIGUOUS),
    )
    case = decided(matches=(unsure,), household=None, view=view(persons=(TENANT, hidden)))
    assert case.restricted
    assert units(case) == {"skyddad": "handle"}


def test_a_protected_child_elsewhere_is_enough() -> None:
    """A flag on a custody child who lives elsewhere restricts the letter."""
    hidden = replace(CHILD, protection=Protection.MARKED)
    away = Unknown(
        why=Problem(code=Code.CHILD_ELSEWHERE),
        children=(Minor(number=hidden.number, basis="custody", at_home=False),),
    )
    case = decided(household=household(minors=away), view=view(persons=(TENANT, hidden)))
    assert case.restricted


@pytest.mark.parametrize(
    ("person", "expected"),
    [(LODGER, "002-C2a"), (TENANT, "002-F1a")],
)
def test_a_lodgers_case_settles_nothing(person: Person, expected: str) -> None:
    """The family's own case counts; a lodger's is for a person to judge."""
    case = decided(household=household(CHILD, others=(LODGER,)), view=view(case_of(person, EB)))
    assert row_of(case) == expected
    assert (case.state is State.REVIEW) == (person is LODGER)


def test_a_doubt_of_the_match_about_protection_is_enough() -> None:
    """Whatever found the flag, it restricts."""
    doubtful = replace(matched(), doubts=(Problem(code=Code.PROTECTED_IDENTITY),))
    assert decided(matches=(doubtful,)).restricted
    doubts = (Problem(code=Code.PROTECTED_IDENTITY),)
    assert decided(household=household(doubts=doubts)).restricted


def test_a_postal_code_of_the_own_area_is_enough() -> None:
    """Where a workspace has several areas, the code decides and not the city."""
    for inside in (Settings(postal_codes=("415 ",)), Settings(areas={"öster": ("415",)})):
        case = decided(findings=RENT.with_field(CITY, found("Provköping")), settings=inside)
        assert case.state is State.ROUTED


def test_a_closed_case_is_no_case() -> None:
    """Only an open case makes a household known to a unit."""
    closed = replace(case_of(TENANT, EB), open=False)
    assert row_of(decided(view=view(closed))) == "002-A2a"


def test_a_registers_own_unit_names_are_understood() -> None:
    """The register may call the unit by its Swedish name."""
    case = decided(view=view(case_of(TENANT, "Ekonomiskt bistånd")))
    assert units(case) == {"vuxen": "handle", EB: "copy"}


# People's edits


def test_a_corrected_amount_settles_the_contradiction() -> None:
    """The edit is the value's place, and the letter goes, marked as reviewed."""
    case = decided(
        findings=replace(RENT, conflicts=(AMOUNT.text,)),
        edits=(edit(Act.FIELD, "12 300,00", AMOUNT.text),),
    )
    assert (case.state, case.reviewed_by) == (State.ROUTED, "Granskare")
    amount = case.findings.get(AMOUNT)
    assert isinstance(amount, Field)
    assert amount.value == Decimal("12300.00")
    assert amount.edited is not None


def test_approval_routes_and_keeps_what_was_accepted() -> None:
    """A routed letter has no reasons; what the person took on is kept."""
    case = decided(findings=replace(RENT, conflicts=("reference",)), edits=(edit(Act.APPROVE),))
    assert (case.state, case.reasons, case.reviewed_by) == (State.ROUTED, (), "Granskare")
    assert {str(one) for one in case.accepted} == {"low_confidence:reference"}
    assert drafts(case) == {"informationsbrev": ""}


def test_an_approval_cannot_cover_two_amounts() -> None:
    """Which of the two holds is said first: that the first one does is said by keeping it."""
    torn = replace(RENT, conflicts=(AMOUNT.text,))
    assert decided(findings=torn, edits=(edit(Act.APPROVE),)).state is State.REVIEW
    kept = decided(findings=torn, edits=(edit(Act.FIELD, "12 345,00", AMOUNT.text),))
    assert kept.state is State.ROUTED


def test_a_notice_dated_after_it_came_goes_when_the_day_was_confirmed() -> None:
    """One look at the day, or a right one in its place."""
    ahead = date(2028, 10, 1)
    notice = RENT.with_field(LETTER_DATE, found(ahead))
    once = decided(findings=notice, edits=(edit(Act.APPROVE),))
    assert (once.state, reasons(once)) == (State.REVIEW, {"dates_disagree:letter_date"})
    said = edit(Act.FIELD, ahead.isoformat(), LETTER_DATE.text)
    assert decided(findings=notice, edits=(said,)).state is State.REVIEW
    assert decided(findings=notice, edits=(said, edit(Act.APPROVE))).state is State.ROUTED


def test_a_change_after_the_approval_needs_a_new_one() -> None:
    """An approval covers what stood when it was given."""
    edits = (edit(Act.APPROVE), edit(Act.FIELD, "Provbolaget", "sender_name"))
    case = decided(findings=replace(RENT, conflicts=("reference",)), edits=edits)
    assert case.state is State.REVIEW


def test_an_approval_cannot_miss_a_child() -> None:
    """Unknown children are settled by a person before anything is sent."""
    unsure = household(minors=Unknown(why=Problem(code=Code.CHILDREN_MENTIONED)))
    assert decided(household=unsure, edits=(edit(Act.APPROVE),)).state is State.REVIEW
    settled_case = decided(
        household=unsure, edits=(edit(Act.HOUSEHOLD, CHILD.number.digits), edit(Act.APPROVE))
    )
    assert settled_case.state is State.ROUTED
    assert row_of(settled_case) == "002-F3a"


def test_returned_letters_wait_again() -> None:
    """Send back takes the approval back, and says so."""
    case = decided(edits=(edit(Act.APPROVE), edit(Act.RETURN)))
    assert case.state is State.REVIEW
    assert reasons(case) == {"returned"}


def test_closed_letters_go_nowhere() -> None:
    """Closing ends a letter of another kind without any packet."""
    case = decided(classification=classified(Kind.OTHER, None), edits=(edit(Act.CLOSE),))
    assert (case.state, case.decision, case.reviewed_by) == (State.ROUTED, None, "Granskare")
    assert {str(one) for one in case.accepted} == {"kind_other"}


def test_the_count_given_by_a_person_decides() -> None:
    """C13: a person says whether it is repeated."""
    same = earlier(amount=Decimal("18450.00"))
    family = household(CHILD)
    unsure = decided(household=family, earlier=(same,))
    assert reasons(unsure) == {"repeat_uncertain"}
    assert row_of(decided(household=family, earlier=(same,), edits=(edit(Act.COUNT, "1"),))) == (
        "002-F3b"
    )
    assert row_of(decided(household=family, earlier=(same,), edits=(edit(Act.COUNT, "0"),))) == (
        "002-F3a"
    )


def test_a_picked_person_needs_the_household_that_belongs_to_it() -> None:
    """The pick stands, and the household of the former person is not used for it."""
    case = decided(
        matches=(NOT_FOUND,), household=household(), edits=(edit(Act.PERSON, TENANT.number.digits),)
    )
    assert case.state is State.ROUTED
    other = decided(edits=(edit(Act.PERSON, LODGER.number.digits),))
    assert reasons(other) == {"household_uncertain"}


@pytest.mark.parametrize(("by", "state"), [("Utsedd", State.ROUTED), ("Annan", State.REVIEW)])
def test_only_those_named_may_approve_a_protected_letter(by: str, state: State) -> None:
    """And it goes to skyddad alone, without drafts."""
    hidden = replace(TENANT, protection=Protection.MARKED)
    case = decided(
        matches=(matched(hidden),),
        household=household(members=(hidden,), protected=True),
        settings=Settings(protected_staff=("Utsedd",)),
        edits=(edit(Act.APPROVE, by=by),),
    )
    assert case.state is state
    assert units(case) == {"skyddad": "handle"}
    assert drafts(case) == {}


def test_a_protected_eviction_keeps_its_clock() -> None:
    """No draft leaves, but the confirmation of the same day is still due."""
    hidden = replace(TENANT, protection=Protection.MARKED)
    case = decided(
        classification=EVICTION_SET,
        findings=EVICTION,
        matches=(matched(hidden),),
        household=household(members=(hidden,), protected=True),
    )
    assert list(clocks(case)) == ["kfm_confirmation", "eviction"]
    assert any("för hand" in step.text for step in case.decision.steps)


# Drafts, officers, deadlines


def test_a_family_that_nobody_was_found_for_is_written_to_by_hand() -> None:
    """Approved with the children settled but no person: the draft waits for its receiver."""
    case = decided(
        matches=(NOT_FOUND,),
        household=None,
        edits=(edit(Act.HOUSEHOLD, "no_minor"), edit(Act.APPROVE)),
    )
    assert case.state is State.ROUTED
    assert "inte säkert känd" in drafts(case)["informationsbrev"]


def test_without_a_named_officer_the_confirmation_says_so() -> None:
    """The law asks for a name; the draft waits for one and the letter does not."""
    case = decided(classification=EVICTION_SET, findings=EVICTION)
    assert case.state is State.ROUTED
    assert "inte utsedd" in drafts(case)["bekraftelse_kfm"]
    assert case.decision.steps[0].row == "C15"


def test_a_household_gets_one_letter_in_a_week() -> None:
    """C8: the second draft is held and says why."""
    recent = earlier(received_on=date(2026, 10, 1), letter_date=date(2026, 9, 29))
    assert "sju dagarna" in drafts(decided(earlier=(recent,)))["informationsbrev"]


def test_the_last_week_is_urgent() -> None:
    """With seven days or less of the three weeks left."""
    late = RENT.with_field(LETTER_DATE, found(date(2026, 9, 21)))
    assert decided(findings=late).priority is Priority.URGENT


def test_a_water_bill_has_no_three_weeks() -> None:
    """Water: no clock, and never barn och unga."""
    case = decided(
        classification=classified(Kind.UTILITY_DEBT, "water"),
        findings=RENT.with_field(STATUTORY, found("43 § vattentjänstlagen")),
        household=household(CHILD),
    )
    assert not clocks(case)
    assert units(case) == {EB: "handle"}


def test_unannounced_visits_are_only_ever_a_question() -> None:
    """C10: every step about one is a person's, says so, and names the decision."""
    for cases in ((), (case_of(TENANT, EB),), (case_of(CHILD, BU),)):
        for kind in (RENT_NOTICE, WARNING):
            case = decided(classification=kind, household=household(CHILD), view=view(*cases))
            visits = [step for step in case.decision.steps if step.row.endswith("C10")]
            assert visits
            assert all(step.person_only and "1188-2020" in step.text for step in visits)


# Lists


def listed(*rows: tuple[object, object], others: tuple[Party, ...] = (), **more: object) -> object:
    """A rent list with that many debtors."""
    printed = tuple(
        ListRow(
            party=Party(role=PartyRole.TENANT, name=found("Testa Provsson")),
            amount=found(Decimal("4100.00")),
            address=found("Provgatan 1"),
            reference=None,
            boxes=(),
            others=others,
        )
        for _ in rows
    )
    known = {
        "classification": classified(Kind.DEBT_LIST, "rent"),
        "findings": replace(fields((AMOUNT, Decimal("8200.00"))), parties=(), rows=printed),
        "matches": (),
        "household": None,
        "rows": rows,
    }
    return decided(**known | more)


def test_a_row_is_a_letter_about_rent() -> None:
    """Its household, cases and earlier letters decide, as for a letter."""
    case = listed(
        (matched(), household(CHILD)), view=view(case_of(TENANT, EB)), earlier=(earlier(),)
    )
    assert row_of(case.rows[0]) == "002-F1b"
    assert len(case.rows[0].earlier) == 1


def test_a_protected_debtor_holds_the_whole_list() -> None:
    """Everybody's row waits: the list itself shows the protected name."""
    hidden = replace(LODGER, protection=Protection.MARKED)
    pairs = (
        (matched(), household()),
        (matched(hidden), household(members=(hidden,), protected=True)),
    )
    case = listed(*pairs)
    assert case.restricted
    assert [row.state for row in case.rows] == [State.REVIEW, State.REVIEW]
    named = Settings(protected_staff=("Granskare",))
    approved = listed(*pairs, settings=named, edits=(edit(Act.APPROVE),))
    assert approved.state is State.ROUTED
    assert units(approved) == {"skyddad": "handle"}
    assert units(approved.rows[0]) == {"vuxen": "handle"}
    assert units(approved.rows[1]) == {"skyddad": "handle"}


def test_a_list_of_care_fees_is_for_a_person() -> None:
    """Göteborg's routine says nothing of the municipality's own fees."""
    case = listed((matched(), household()), classification=classified(Kind.DEBT_LIST, "care_fee"))
    assert "routine_silent:C12" in reasons(case)
    assert case.rows[0].state is State.REVIEW


def test_a_list_without_rows_is_for_a_person() -> None:
    """Nothing was found in the table."""
    assert reasons(listed()) == {"field_missing:rows"}


def test_rows_that_no_answer_came_for_are_not_found() -> None:
    """More printed rows than answers: the rest waits."""
    case = listed((matched(), household()), (NOT_FOUND, None))
    short = decided(
        classification=classified(Kind.DEBT_LIST, "rent"),
        findings=case.findings,
        matches=(),
        household=None,
        rows=((matched(), household()),),
    )
    assert short.rows[1].reasons[0].code is Code.PERSON_NOT_FOUND


def test_the_total_that_disagrees_holds_every_row() -> None:
    """Which row was misread cannot be told."""
    case = listed((matched(), household()))
    wrong = listed(
        (matched(), household()),
        findings=replace(case.findings, conflicts=(AMOUNT.text,)),
    )
    assert wrong.rows[0].state is State.REVIEW


def test_edits_of_a_row_are_that_rows_alone() -> None:
    """A picked person, a settled household and an approval in a list."""
    pairs = ((NOT_FOUND, None), (NOT_FOUND, None))
    edits = (
        edit(Act.PERSON, TENANT.number.digits, "1"),
        edit(Act.HOUSEHOLD, "no_minor", "1"),
        edit(Act.APPROVE),
    )
    case = listed(*pairs, edits=edits)
    assert [row.state for row in case.rows] == [State.REVIEW, State.ROUTED]
    assert case.state is State.REVIEW
    closed = listed(*pairs, edits=(edit(Act.CLOSE),))
    assert closed.state is State.ROUTED
    assert {row.decision for row in closed.rows} == {None}


# Promises for all letters

_KINDS = st.sampled_from(
    [(kind, sub) for kind in Kind if kind is not Kind.DEBT_LIST for sub in (*SUBKINDS[kind], None)]
)
_HOUSEHOLDS = st.sampled_from(
    [
        None,
        household(),
        household(CHILD),
        household(CHILD, others=(LODGER,)),
        household(minors=Unknown(why=Problem(code=Code.HOUSEHOLD_UNCERTAIN))),
        household(protected=True),
    ]
)
_CASES = st.lists(
    st.builds(
        case_of, st.sampled_from([TENANT, CHILD, LODGER]), st.sampled_from([EB, BU, "vuxen", "lss"])
    ),
    max_size=3,
)
_EARLIER = st.lists(
    st.builds(
        earlier,
        kind=st.sampled_from([Kind.RENT_DEBT, Kind.DISTURBANCE, Kind.EVICTION_DATE]),
        subkind=st.none(),
        amount=st.sampled_from([None, Decimal(9000), Decimal("18450.00")]),
    ),
    max_size=2,
)
_EDITS = st.lists(
    st.builds(
        edit,
        st.sampled_from(list(Act)),
        st.sampled_from(["", "rent_debt", "no_minor", "x", CHILD.number.digits, "1"]),
        st.sampled_from(["", "0", "amount_sek", "x"]),
    ),
    max_size=4,
)


@settings(deadline=None)
@given(
    kind=_KINDS,
    home=_HOUSEHOLDS,
    cases=_CASES,
    before=_EARLIER,
    edits=_EDITS,
    found_person=st.booleans(),
    tenure=st.sampled_from(Tenure),
)
def test_every_letter_has_one_answer(  # noqa: PLR0913, PLR0917 - hypothesis names one argument a dimension
    kind: tuple[Kind, str | None],
    home: object,
    cases: list[object],
    before: list[object],
    edits: list[object],
    found_person: bool,
    tenure: Tenure,
) -> None:
    """Total and equal; routed means no reasons, one original, and nothing protected elsewhere."""
    change = {
        "classification": classified(*kind, tenure),
        "findings": EVICTION if kind[0] is Kind.EVICTION_DATE else RENT,
        "household": home,
        "view": view(*cases),
        "earlier": tuple(before),
        "edits": tuple(edits),
        "matches": (matched(),) if found_person else (NOT_FOUND,),
    }
    case = decided(**change)
    assert case == decided(**change)
    assert (case.state is State.REVIEW) == bool(case.reasons)
    assert all(problem.remedy for problem in (*case.reasons, *case.accepted))
    if case.decision is not None:
        assert sum(one.original for one in case.decision.deliveries) == 1
        if case.restricted:
            assert units(case) == {"skyddad": "handle"}
            assert case.decision.letters_out == ()
    family = case.household is not None and not isinstance(case.household.minors, NoMinor)
    if case.state is State.ROUTED and case.decision is not None and not case.restricted:
        assert not isinstance(getattr(case.household, "minors", None), Unknown) or (
            kind[0] is Kind.UTILITY_DEBT or case.classification.kind.value is Kind.UTILITY_DEBT
        )
        if family and case.classification.kind.value is Kind.EVICTION_DATE:
            assert BU in units(case)


def test_the_version_and_rows_are_said() -> None:
    """The decision names its routine, version, and each sentence."""
    case = decided()
    assert (case.decision.routine, case.decision.version) == ("goteborg", "2022-02-15")
    assert (
        case.decision.rows[0].sentence == "Vuxenheten skickar informationsbrev till den enskilde."
    )
    assert dict(case.decision.rows[0].facts)["household"] == "no_minor"


def test_a_routine_without_a_row_sends_to_a_person() -> None:
    """Even an unverified routine loses no letter."""
    case = decided(routine=replace(GOTEBORG, rows=()))
    assert (case.state, case.decision) == (State.REVIEW, None)
    assert reasons(case) == {"routine_silent:goteborg"}


def test_namesakes_are_made_up() -> None:
    """The made persons carry test numbers."""
    assert all(980 <= int(person.number.digits[8:11]) <= 999 for person in (TENANT, CHILD, LODGER))
    assert number("19800101") == TENANT.number


def test_a_kinds_own_threshold_holds_that_kind_alone() -> None:
    """A stricter wish for eviction dates leaves rent letters as they were."""
    strict = Settings(thresholds_by_kind={"eviction_date": {"person": 0.9999}})
    assert decided(settings=strict).state is State.ROUTED
    notice = {"classification": EVICTION_SET, "findings": EVICTION}
    assert decided(**notice).state is State.ROUTED
    assert "low_confidence:person" in reasons(decided(settings=strict, **notice))
