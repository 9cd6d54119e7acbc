"""Letters that may be written, and those that never may, whatever a routine asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from case_parts import (
    CHILD,
    EVICTION,
    GOTEBORG,
    LODGER,
    RENT,
    TENANT,
    abstained,
    classified,
    decided,
    edit,
    fields,
    found,
    household,
    matched,
)
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import outgoing, statutory_form
from pipeline.domain.case import LetterOut, RowCase
from pipeline.domain.edits import Act
from pipeline.domain.fields import (
    AMOUNT,
    CITY,
    DUE_DATE,
    ESTATE,
    INTEREST,
    MUNICIPALITY,
    PAYMENT_ACCOUNT,
    PAYMENT_LINE,
    ROOMS,
    SENDER_ADDRESS,
    SENDER_NAME,
    SENDER_PHONE,
    ClaimRow,
    Edited,
    Findings,
    ListRow,
    Party,
    PartyRole,
    PaymentLine,
)
from pipeline.domain.kinds import SUBKINDS, Kind, State, Tenure
from pipeline.domain.match import Ambiguous, Candidate, Unmatched
from pipeline.domain.outgoing import HOUSEHOLD, KRONOFOGDEN, SENDER, Matter, may_be_written
from pipeline.domain.people import Deregistered, Person, Protection
from pipeline.domain.problems import Code, Problem
from pipeline.domain.routine import Duty, Paragraph

TEMPLATES = (
    "informationsbrev",
    "kallelse",
    "brev_bostadshandlaggare",
    "bekraftelse_kfm",
    "bekraftelse_kfm_kopia",
    "for_kannedom",
    "andrahandsvarning",
    "paminnelse",
    "atagande_utkast",
    "komplettering_hyresvard",
    "felpost",
)
KINDS = [(kind, sub) for kind in Kind for sub in (*SUBKINDS[kind], None)]
ELSEWHERE = Problem(code=Code.OTHER_MUNICIPALITY, detail=CITY.text)
NOT_THERE = Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND))


def matter(kind: Kind = Kind.RENT_DEBT, subkind: Any = "social_notice", **more: Any) -> Matter:
    """A clear matter, but for what is given; ``tenure`` too."""
    tenure = more.pop("tenure", Tenure.RENTAL)
    classification = more.pop("classification", classified(kind, subkind, tenure))
    known: dict[str, Any] = {
        "classification": classification,
        "findings": EVICTION if kind is Kind.EVICTION_DATE else RENT,
        "matches": (matched(),),
        "homes": (household(),),
        "reasons": (),
        "restricted": False,
    }
    return Matter(**known | more)


def may(template: str, to: str = HOUSEHOLD, **more: Any) -> bool:
    """Whether that letter may be written in that matter."""
    return may_be_written(LetterOut(template=template, to=to), matter(**more))


def flagged(person: Person, how: Protection | Deregistered) -> Person:
    """The person with that flag of the register."""
    if isinstance(how, Protection):
        return replace(person, protection=how)
    return replace(person, deregistered=how)


PROTECTIONS = st.sampled_from([Protection.MARKED, Protection.PROTECTED])
GONE = st.sampled_from([Deregistered.DECEASED, Deregistered.EMIGRATED, Deregistered.OTHER])
LETTERS = st.builds(
    LetterOut,
    template=st.sampled_from(TEMPLATES) | st.text(max_size=12),
    to=st.sampled_from([HOUSEHOLD, KRONOFOGDEN, SENDER, "vuxen", "barn_unga"]),
    held=st.sampled_from(["", "Väntar."]),
    unit=st.sampled_from(["", "vuxen"]),
)


@st.composite
def touched_by(draw: st.DrawFn, flags: st.SearchStrategy[Any], *, members: bool) -> Matter:
    """A matter in which somebody has one of these flags: found, possibly meant, or at home."""
    flag = draw(flags)
    person = flagged(draw(st.sampled_from([TENANT, LODGER, CHILD])), flag)
    candidates = (Candidate(person=TENANT, evidence=()), Candidate(person=person, evidence=()))
    doubted = Ambiguous(party=0, candidates=candidates, why=Problem(code=Code.PERSON_AMBIGUOUS))
    ways: list[dict[str, Any]] = [
        {"matches": (matched(), matched(person, party=1))},
        {"matches": (doubted,), "homes": ()},
    ]
    if members:
        ways.append({"homes": (household(others=(person,)),)})
        ways.append({"matches": (NOT_THERE,), "homes": (household(), household(person))})
    kind, subkind = draw(st.sampled_from(KINDS))
    return matter(kind, subkind, **draw(st.sampled_from(ways)))


@given(letter=LETTERS, about=touched_by(PROTECTIONS, members=True))
def test_nobody_is_written_to_where_an_identity_is_protected(
    letter: LetterOut, about: Matter
) -> None:
    """Not the household, not the landlord, not Kronofogden, not a unit."""
    assert not may_be_written(letter, about)


@given(letter=LETTERS, about=touched_by(GONE, members=False))
def test_no_letter_goes_to_the_household_of_the_dead_or_the_emigrated(
    letter: LetterOut, about: Matter
) -> None:
    """Kronofogden and the sender may still be answered."""
    assert not may_be_written(replace(letter, to=HOUSEHOLD), about)


@pytest.mark.parametrize(
    "more",
    [
        {"restricted": True},
        {"homes": (household(protected=True),)},
        {"reasons": (Problem(code=Code.PROTECTED_IDENTITY),)},
    ],
)
def test_a_protection_that_was_only_told_is_enough(more: dict[str, Any]) -> None:
    """The register's own flag need not be at hand."""
    assert not may("bekraftelse_kfm", KRONOFOGDEN, kind=Kind.EVICTION_DATE, subkind="set", **more)


@pytest.mark.parametrize(
    "more",
    [
        {"reasons": (Problem(code=Code.PERSON_DECEASED),)},
        {"reasons": (Problem(code=Code.PERSON_EMIGRATED),)},
        {"findings": RENT.with_field(ESTATE, found("Dödsboet"))},
    ],
)
def test_a_death_that_the_letter_tells_of_is_enough(more: dict[str, Any]) -> None:
    """The register may lag behind."""
    assert not may("kallelse", **more)
    assert may("komplettering_hyresvard", SENDER, **more)


@given(
    kind=st.sampled_from([one for one in KINDS if one[0] is not Kind.OTHER]),
    flag=PROTECTIONS | GONE,
    approved=st.booleans(),
    template=st.sampled_from(TEMPLATES),
)
def test_no_routine_and_no_approval_gets_past(
    kind: tuple[Kind, str | None], flag: Any, approved: bool, template: str
) -> None:
    """From end to end of the decision: a routine that asks for every letter gets none of them."""
    person = flagged(TENANT, flag)
    asks = Duty(
        id="x",
        when=(),
        does="letter",
        paragraph=Paragraph(heading="x", sentence="x"),
        template=template,
        to=HOUSEHOLD,
    )
    case = decided(
        routine=replace(GOTEBORG, duties=(*GOTEBORG.duties, asks)),
        classification=classified(*kind),
        findings=EVICTION if kind[0] is Kind.EVICTION_DATE else RENT,
        matches=(matched(person),),
        household=household(members=(person,), core=(person.number,)),
        edits=(edit(Act.APPROVE),) if approved else (),
    )
    letters = () if case.decision is None else case.decision.letters_out
    assert [one for one in letters if one.to == HOUSEHOLD] == []
    if isinstance(flag, Protection):
        assert letters == ()
    assert outgoing.written(case.decision, outgoing.matter_of(case)) == letters


def test_a_case_without_a_decision_writes_nothing() -> None:
    """Nothing was asked for."""
    assert outgoing.written(None, matter()) == ()


@pytest.mark.parametrize(
    ("subkind", "allowed"),
    [("set", True), ("moved", True), ("removal", False), ("cancelled", False), (None, False)],
)
def test_the_copy_of_the_confirmation_is_for_an_eviction_alone(
    subkind: str | None, allowed: bool
) -> None:
    """UF 16:2, not 16:7 a: an avlägsnande has no copy."""
    more: dict[str, Any] = {"kind": Kind.EVICTION_DATE, "subkind": subkind}
    assert may("bekraftelse_kfm_kopia", **more) is allowed
    assert may("bekraftelse_kfm", KRONOFOGDEN, **more)


def test_an_eviction_that_may_be_a_removal_has_no_copy_yet() -> None:
    """Unsettled, and the other not ruled out."""
    for rival, allowed in (("removal", False), ("moved", True)):
        unsure = replace(
            classified(Kind.EVICTION_DATE, "set"),
            subkind=abstained("set", ("set", 0.5), (rival, 0.4)),
        )
        told = {"kind": Kind.EVICTION_DATE, "classification": unsure}
        assert may("bekraftelse_kfm_kopia", **told) is allowed


@pytest.mark.parametrize(
    ("subkind", "allowed"), [("set", True), ("cancelled", False), ("executed", False)]
)
def test_nobody_is_told_of_a_day_that_will_not_come(subkind: str, allowed: bool) -> None:
    """Called off or done: no letter that says when to be out."""
    assert may("informationsbrev", kind=Kind.EVICTION_DATE, subkind=subkind) is allowed
    assert may("kallelse", kind=Kind.EVICTION_DATE, subkind=subkind)


def undertaken(**more: Any) -> bool:
    """Whether a draft of an undertaking is made."""
    return may("atagande_utkast", SENDER, **more)


def test_an_undertaking_is_drafted_where_a_law_knows_it() -> None:
    """Rent, electricity, gas and heating; not a fee, water, waste, inkasso, or another letting."""
    assert undertaken()
    assert undertaken(tenure=Tenure.UNKNOWN)
    for subkind in ("electricity", "gas", "heating"):
        assert undertaken(kind=Kind.UTILITY_DEBT, subkind=subkind)
    for subkind in ("water", "waste", None):
        assert not undertaken(kind=Kind.UTILITY_DEBT, subkind=subkind)
    assert not undertaken(subkind="collection")
    for tenure in (Tenure.CONDOMINIUM, Tenure.PRIVATE_LETTING, Tenure.PREMISES):
        assert not undertaken(tenure=tenure)


@pytest.mark.parametrize(
    ("amount", "allowed"),
    [
        ({}, True),
        ({"confidence": 0.79}, False),
        ({"notes": ("two_readings_differ",)}, False),
        ({"confidence": 0.3, "notes": ("x",), "edited": Edited(by="A", at="", reason="")}, True),
    ],
)
def test_an_undertaking_names_a_sure_amount(amount: dict[str, Any], allowed: bool) -> None:
    """A person's correction is sure; what two readings differ on is not."""
    sure = found(Decimal("18450.00"))
    assert undertaken(findings=RENT.with_field(AMOUNT, replace(sure, **amount))) is allowed


def test_no_undertaking_where_amounts_disagree_or_are_missing() -> None:
    """Not even where somebody took the doubt upon herself (RH 1995:34)."""
    assert not undertaken(findings=replace(RENT, conflicts=(AMOUNT.text,)))
    assert not undertaken(reasons=(Problem(code=Code.AMOUNTS_DISAGREE),))
    assert not undertaken(findings=fields())


def test_misdirected_post_is_written_back_only_where_the_home_seems_elsewhere() -> None:
    """And from the decision on: the place is judged there."""
    assert not may("felpost", SENDER)
    assert may("felpost", SENDER, reasons=(ELSEWHERE,))
    asks = Duty(
        id="x",
        when=(),
        does="letter",
        paragraph=Paragraph(heading="x", sentence="x"),
        template="felpost",
        to=SENDER,
    )
    routine = replace(GOTEBORG, duties=(asks,))
    away = RENT.with_field(MUNICIPALITY, found("Kiruna kommun"))
    assert decided(routine=routine).decision.letters_out == ()
    letters = decided(routine=routine, findings=away).decision.letters_out
    assert [one.template for one in letters] == ["felpost"]


def whole(**more: Any) -> Findings:
    """A notice on formulär 3 with all five fields, but for those given as None."""
    parts: dict[Any, Any] = {
        SENDER_ADDRESS: "Box 1, 411 00 Göteborg",
        SENDER_PHONE: "031-000 00 00",
        ROOMS: "2 rum och kök",
        DUE_DATE: date(2026, 8, 31),
        INTEREST: "ränta enligt 6 § räntelagen",
        PAYMENT_ACCOUNT: "bankgiro 000-0000",
    }
    findings = RENT
    for name, value in parts.items():
        if more.get(name.text, "") is not None:
            findings = findings.with_field(name, found(value))
    return findings


def parts_of(findings: Findings) -> list[tuple[int, str]]:
    """What is missing, as number and words."""
    return [(one.number, one.what) for one in statutory_form.missing(findings)]


def test_a_whole_form_lacks_nothing_and_asks_nothing() -> None:
    """Five fields in eleven parts."""
    assert parts_of(whole()) == []
    assert not may("komplettering_hyresvard", SENDER, findings=whole())


@pytest.mark.parametrize(
    ("name", "number", "what"),
    [
        ("sender_address", 1, "hyresvärdens postadress"),
        ("sender_phone", 1, "hyresvärdens telefonnummer"),
        ("rooms", 3, "lägenhetens storlek (antal rum)"),
        ("due_date", 4, "förfallodagen"),
        ("interest", 4, "räntan"),
        ("payment_account", 5, "konto eller annat sätt att betala"),
    ],
)
def test_each_part_that_was_not_found_is_named(name: str, number: int, what: str) -> None:
    """With the number of its field in the form."""
    findings = whole(**{name: None})
    assert parts_of(findings) == [(number, what)]
    asked = may("komplettering_hyresvard", SENDER, findings=findings)
    # A missing number of rooms alone fells no notice (NJA 1985 s. 586).
    assert asked is (name != "rooms")


def test_an_empty_notice_lacks_everything() -> None:
    """In the form's order."""
    numbers = [one.number for one in statutory_form.missing(Findings())]
    assert numbers == [1, 1, 1, 2, 2, 2, 3, 4, 4, 4, 5]
    assert SENDER_NAME.text not in Findings().fields


def test_the_claim_and_the_payment_line_tell_as_much_as_words() -> None:
    """A month says when the rent was due, a row of interest the interest, the line the giro."""
    bare = whole(due_date=None, interest=None, payment_account=None)
    amount = found(Decimal("1.00"))
    claim = (
        ClaimRow(what="rent", label="Hyra", period="2026-08", amount=amount),
        ClaimRow(what="interest", label="Ränta", period=None, amount=amount),
    )
    for giro, left in (("000-0000", []), (None, [5])):
        line = PaymentLine(reference="18", amount=None, giro=giro)
        told = replace(bare, claim=claim).with_field(PAYMENT_LINE, found(line))
        assert [one.number for one in statutory_form.missing(told)] == left


@pytest.mark.parametrize(
    ("kind", "subkind", "tenure"),
    [
        (Kind.RENT_DEBT, "social_notice", Tenure.CONDOMINIUM),
        (Kind.RENT_DEBT, "social_notice", Tenure.PRIVATE_LETTING),
        (Kind.RENT_DEBT, "collection", Tenure.RENTAL),
        (Kind.RENT_DEBT, None, Tenure.RENTAL),
        (Kind.UTILITY_DEBT, "electricity", Tenure.RENTAL),
    ],
)
def test_only_a_landlords_notice_has_that_form(
    kind: Kind, subkind: str | None, tenure: Tenure
) -> None:
    """Nobody is asked to complete a form that is not theirs."""
    told = {"kind": kind, "subkind": subkind, "tenure": tenure, "findings": Findings()}
    assert not may("komplettering_hyresvard", SENDER, **told)


def test_a_list_as_a_whole_has_no_household() -> None:
    """Its debtors are written to one by one; a list whose rows were not read, to nobody."""
    row = ListRow(
        party=Party(role=PartyRole.TENANT, name=found("Testa Provsson")),
        amount=None,
        address=None,
        reference=None,
        boxes=(),
    )
    listed = replace(RENT, rows=(row,))
    told = {"kind": Kind.DEBT_LIST, "subkind": "care_fee"}
    assert not may("paminnelse", findings=listed, **told)
    assert not may("paminnelse", matches=(), **told)
    assert may("paminnelse", **told)
    assert may("felpost", SENDER, findings=listed, reasons=(ELSEWHERE,), **told)


def test_one_protected_debtor_stops_what_is_written_about_the_list() -> None:
    """The matter of a list is that of all its debtors."""
    hidden = flagged(LODGER, Protection.MARKED)
    row = RowCase(
        row=0,
        state=State.REVIEW,
        reasons=(Problem(code=Code.PERSON_NOT_FOUND),),
        match=matched(hidden),
        household=household(members=(hidden,)),
        decision=None,
    )
    about = outgoing.matter_of(replace(decided(), rows=(row,)))
    assert about.reasons == (*row.reasons, *row.accepted)
    assert len(about.homes) == 2
    assert outgoing.is_protected(about)
    assert not outgoing.is_protected(outgoing.matter_of(decided()))
