"""People's corrections: what each act changes, and what cannot be used."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from case_parts import (
    BOX,
    CHILD,
    LODGER,
    RENT,
    RENT_NOTICE,
    TENANT,
    edit,
    found,
    household,
    matched,
    view,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.editing import (
    PARSERS,
    Corrected,
    corrected,
    fault,
    with_person,
    with_persons,
)
from pipeline.domain.edits import MISDIRECTED, NOT_OURS, Act, Edit
from pipeline.domain.fields import AMOUNT, SENDER_NAME
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.match import Matched, Minor, Minors, NoMinor, Unknown, Unmatched
from pipeline.domain.people import Relation, View
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Settled

READ = Corrected(
    classification=RENT_NOTICE, findings=RENT, matches=(matched(),), household=household()
)


def after(*edits: Edit, read: Corrected = READ, seen: View | None = None) -> Corrected:
    """What stands after the edits."""
    return corrected(read, edits, seen or view())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12345,67", Decimal("12345.67")),
        ("12 345,67 kr", Decimal("12345.67")),
        ("12\u00a0345.50", Decimal("12345.50")),
        ("SEK 900:-", Decimal(900)),
    ],
)
def test_amounts_are_read_as_staff_write_them(text: str, value: Decimal) -> None:
    """Swedish notation, without touching öre."""
    assert after(edit(Act.FIELD, text, AMOUNT.text)).findings.value(AMOUNT) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("letter_date", "2026-10-01", date(2026, 10, 1)),
        ("eviction_at", "2026-11-03T10:00", datetime(2026, 11, 3, 10)),  # noqa: DTZ001 - local
        ("reference", " U-1-26 ", "U-1-26"),
    ],
)
def test_fields_are_read_by_their_type(name: str, text: str, value: object) -> None:
    """And carry the person as their place."""
    field = after(edit(Act.FIELD, text, name)).findings.fields[name]
    assert field.value == value
    assert field.edited is not None
    assert (field.edited.by, field.edited.reason, field.confidence) == ("Granskare", "sett", 1.0)


def test_an_empty_value_takes_the_field_away() -> None:
    """The letter does not say it."""
    assert after(edit(Act.FIELD, "", SENDER_NAME.text)).findings.get(SENDER_NAME) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (edit(Act.KIND, "elräkning"), "slaget elräkning finns inte"),
        (edit(Act.KIND), r"slaget \(tomt\) finns inte"),
        (edit(Act.SUBKIND, "x"), "underslaget"),
        (edit(Act.TENURE, "x"), "upplåtelseformen"),
        (edit(Act.FIELD, "x", "shoe_size"), "fältet shoe_size finns inte"),
        (edit(Act.FIELD, "mycket", "amount_sek"), "beloppet"),
        (edit(Act.FIELD, "-1", "amount_sek"), "beloppet"),
        (edit(Act.FIELD, "nan", "amount_sek"), "beloppet"),
        (edit(Act.FIELD, "i går", "letter_date"), "datumet"),
        (edit(Act.FIELD, "kl. 9", "eviction_at"), "tiden"),
        (edit(Act.PERSON, "198001019999"), "kontrollsiffra"),
        (edit(Act.PERSON, "123"), "tolv siffror"),
        (edit(Act.PERSON, TENANT.number.digits, "hyresgästen"), "vilken person"),
        (edit(Act.HOUSEHOLD, " , "), "no_minor"),
        (edit(Act.COUNT, "många"), "heltal"),
        (edit(Act.APPROVE, by=" "), "vem"),
        (edit(Act.PAGES, ""), "tal med komma"),
        (edit(Act.PAGES, "1,två"), "tal med komma"),
        (edit(Act.PAGES, "0"), "tal med komma"),
    ],
)
def test_what_cannot_be_used_is_said(wrong: Edit, said: str) -> None:
    """In Swedish, before it is stored; and it changes nothing if it is."""
    assert re.search(said, fault(wrong, view()))
    if wrong.act is not Act.APPROVE:
        state = after(wrong)
        assert state.unusable
        assert replace(state, unusable=(), last=None, hands=()) == READ


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (edit(Act.CLOSE, "annat"), "sättet att avsluta annat finns inte"),
        (edit(Act.CLOSE, MISDIRECTED), "vilken kommun"),
        (edit(Act.ASK, target="Bo", reason=" "), "vad du undrar"),
        (edit(Act.ASK), "vem du frågar"),
        (edit(Act.ANSWER, reason=""), "skriv ett svar"),
    ],
)
def test_what_cannot_be_said_of_a_letter_is_said(wrong: Edit, said: str) -> None:
    """An end without its whereto, a question to nobody, an answer without words."""
    assert re.search(said, fault(wrong, view()))


@pytest.mark.parametrize(
    "right",
    [
        edit(Act.CLOSE),
        edit(Act.CLOSE, NOT_OURS),
        edit(Act.CLOSE, MISDIRECTED, "Mölndal"),
        edit(Act.ASK, target="Bo"),
        edit(Act.ANSWER),
        edit(Act.PAGES, "1,2"),
        edit(Act.FORWARD),
    ],
)
def test_what_is_said_of_a_letter_changes_no_value_of_it(right: Edit) -> None:
    """Ends, notes and pages leave all that was read as it was."""
    assert fault(right, view()) == ""
    state = after(right)
    assert replace(state, verdict=None, last=None, hands=()) == READ


def test_a_value_drawn_on_the_scan_has_its_place_there() -> None:
    """And the person who drew it."""
    drawn = edit(Act.FIELD, "100", "amount_sek", box=BOX)
    field = after(drawn).findings.fields["amount_sek"]
    assert field.boxes == (BOX,)
    assert field.edited is not None


def test_a_person_outside_the_view_cannot_be_picked() -> None:
    """The register is asked first."""
    stranger = edit(Act.PERSON, LODGER.number.digits)
    seen = view(persons=(TENANT,))
    assert fault(stranger, seen) == "personen finns inte i registret"
    assert with_person(READ.matches, stranger, seen) == READ.matches


def test_what_somebody_typed_is_never_in_a_reason() -> None:
    """Details of problems are a closed list."""
    state = after(edit(Act.FIELD, "x", "Anna Andersson"), edit(Act.FIELD, "x", "amount_sek"))
    assert [problem.detail for problem in state.unusable] == ["field", "amount_sek"]


def test_a_new_kind_drops_a_subkind_that_is_not_its_own() -> None:
    """A disturbance is no social notice."""
    state = after(edit(Act.KIND, "disturbance"))
    assert state.classification.kind == Settled(
        value=Kind.DISTURBANCE, confidence=1.0, scores=state.classification.kind.scores
    )
    assert state.classification.subkind is None
    kept = after(edit(Act.KIND, "rent_debt"), edit(Act.SUBKIND, "collection"))
    assert kept.classification.subkind.value == "collection"  # type: ignore[union-attr]
    assert after(edit(Act.TENURE, "condominium")).classification.tenure.value is Tenure.CONDOMINIUM  # type: ignore[union-attr]


def test_the_other_kind_of_the_letter_is_no_longer_other_when_chosen() -> None:
    """The secondary kind that becomes the kind is not said twice."""
    both = replace(READ, classification=replace(RENT_NOTICE, secondary=Kind.DISTURBANCE))
    assert after(edit(Act.KIND, "disturbance"), read=both).classification.secondary is None
    none = replace(READ, classification=replace(RENT_NOTICE, subkind=None))
    assert after(edit(Act.KIND, "rent_debt"), read=none).classification.subkind is None


def test_a_picked_person_replaces_or_joins() -> None:
    """For the party that was named."""
    gone = Unmatched(party=1, why=Problem(code=Code.PERSON_NOT_FOUND))
    both = replace(READ, matches=(matched(), gone))
    picked = edit(Act.PERSON, LODGER.number.digits, "1")
    state = after(picked, read=both)
    assert [match.person for match in state.matches if isinstance(match, Matched)] == [
        TENANT,
        LODGER,
    ]
    assert state.matches[1].method == "edit"  # type: ignore[union-attr]
    assert len(after(picked).matches) == 2
    assert with_persons(both.matches, [picked, edit(Act.APPROVE)], view()) == state.matches
    assert with_persons(both.matches, [edit(Act.PERSON, "x")], view()) == both.matches


def test_a_settled_household_keeps_what_the_register_knew() -> None:
    """Children keep their basis; doubts about children are gone, others stay."""
    known = Minor(number=CHILD.number, basis="custody", at_home=False)
    unsure = household(
        minors=Unknown(why=Problem(code=Code.CHILD_ELSEWHERE), children=(known,)),
        doubts=(Problem(code=Code.CHILD_ELSEWHERE), Problem(code=Code.SEVERAL_HOUSEHOLDS)),
    )
    read = replace(READ, household=unsure)
    state = after(edit(Act.HOUSEHOLD, CHILD.number.digits), read=read)
    assert state.household is not None
    assert state.household.minors == Minors(children=(known,))
    assert [doubt.code for doubt in state.household.doubts] == [Code.SEVERAL_HOUSEHOLDS]
    none = after(edit(Act.HOUSEHOLD, "no_minor"), read=read)
    assert none.household is not None
    assert none.household.minors == NoMinor()
    assert none.household_settled


@pytest.mark.parametrize(
    ("relations", "others", "basis"),
    [
        ((Relation(person=TENANT.number, code="VF", other=CHILD.number),), (), "custody"),
        ((), (CHILD,), "same_address"),
        ((), (), "printed"),
    ],
)
def test_a_child_that_a_person_adds_has_the_best_basis(
    relations: tuple[Relation, ...], others: tuple[object, ...], basis: str
) -> None:
    """Custody, else the address, else what the person read."""
    read = replace(READ, household=household(others=others))  # type: ignore[arg-type]
    seen = replace(view(), relations=relations)
    state = after(edit(Act.HOUSEHOLD, CHILD.number.digits), read=read, seen=seen)
    assert isinstance(state.household.minors, Minors)  # type: ignore[union-attr]
    assert state.household.minors.children[0].basis == basis  # type: ignore[union-attr]


def test_a_family_that_the_register_does_not_know() -> None:
    """A person may settle the children of an unknown household."""
    state = after(edit(Act.HOUSEHOLD, "no_minor"), read=replace(READ, household=None))
    assert state.household is not None
    assert state.household.members == ()


def test_the_last_verdict_holds_until_a_change() -> None:
    """Approve, return, close; a change takes them all away."""
    assert after(edit(Act.APPROVE)).verdict is not None
    assert after(edit(Act.APPROVE), edit(Act.RETURN)).verdict.act is Act.RETURN  # type: ignore[union-attr]
    assert after(edit(Act.APPROVE), edit(Act.COUNT, "2")).verdict is None
    assert after(edit(Act.APPROVE), edit(Act.COUNT, "x")).verdict is None
    assert after(edit(Act.COUNT, "2"), edit(Act.COUNT, "0")).count == 0


def test_conflicts_of_a_corrected_field_are_over() -> None:
    """Of that field alone."""
    read = replace(READ, findings=replace(RENT, conflicts=("amount_sek", "letter_date")))
    assert after(edit(Act.FIELD, "1", "amount_sek"), read=read).findings.conflicts == (
        "letter_date",
    )


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            edit,
            st.sampled_from(list(Act)),
            st.text(max_size=12),
            st.sampled_from([*PARSERS, "", "0", "x"]),
        ),
        max_size=5,
    )
)
def test_no_edit_breaks_anything(edits: list[Edit]) -> None:
    """Total, and the same twice."""
    assert after(*edits) == after(*edits)


def test_a_value_found_keeps_its_place_when_others_change() -> None:
    """An edit touches its own field."""
    state = after(edit(Act.FIELD, "1", "amount_sek"))
    assert state.findings.get(SENDER_NAME) == found("Provbostäder AB")
