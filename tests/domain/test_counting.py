"""What makes a letter repeated, what is the same debt, and what the same paper again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from case_parts import CHILD, LODGER, ON, RENT, TENANT, earlier, found, household
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.copies import Letter, near_duplicate, same_paper
from pipeline.domain.counting import (
    count,
    letter_of,
    same_debt,
    same_kind,
)
from pipeline.domain.facts import Circumstances
from pipeline.domain.fields import ClaimRow
from pipeline.domain.kinds import Kind, State, Tenure
from pipeline.domain.problems import Code, Problem

LETTER = Letter(
    kind=Kind.RENT_DEBT,
    subkind="social_notice",
    received_on=ON,
    letter_date=date(2026, 10, 1),
    reference="K-1",
    amount=Decimal("18450.00"),
    sender="Provbostäder AB",
    periods=(),
    eviction_at=None,
    core=frozenset({TENANT.number.digits}),
    around=frozenset({LODGER.number.digits}),
)
LODGERS = (LODGER.number.digits,)


@pytest.mark.parametrize(
    ("before", "fact"),
    [
        ({}, "repeated"),  # another debt three months ago
        ({"state": State.REVIEW}, "repeated"),  # whatever its state
        ({"state": State.QUARANTINED}, "repeated"),
        ({"state": State.DUPLICATE}, "first"),  # a copy is no letter
        ({"received_on": date(2025, 10, 5)}, "repeated"),  # the first day of the window
        ({"received_on": date(2025, 10, 4)}, "first"),  # the day before it
        ({"received_on": date(2026, 10, 6)}, "first"),  # a later letter
        ({"kind": Kind.DISTURBANCE, "subkind": "warning"}, "first"),  # another kind
        ({"persons": ("199001019999",)}, "first"),  # another household
        ({"persons": LODGERS}, "unsettled"),  # somebody else in the home
        ({"amount": Decimal("18450.00")}, "unsettled"),  # the same amount
        ({"amount": Decimal("18000.00")}, "unsettled"),  # fees added
        ({"amount": None}, "unsettled"),  # nothing to compare
        ({"persons": (), "reference": "K-1"}, "unsettled"),  # nobody was found for it
        ({"persons": ()}, "first"),
        ({"kind": Kind.DEBT_LIST, "subkind": "rent"}, "unsettled"),  # a list says less
        ({"kind": Kind.DEBT_LIST, "subkind": "care_fee"}, "first"),
    ],
)
def test_what_counts(before: dict[str, object], fact: str) -> None:
    """C13, a trait at a time."""
    assert count(LETTER, [earlier(**before)], 12).fact == fact


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        (("2026-09",), ("2026-06",), False),  # another month, the same rent
        (("2026-09", "2026-10"), ("2026-09",), True),  # grown by a month
        (("Sept 2026",), ("sept. 2026",), True),  # printed otherwise
        ((), ("2026-09",), True),  # then the equal amount decides
    ],
)
def test_periods_decide_before_amounts(
    mine: tuple[str, ...], theirs: tuple[str, ...], same: bool
) -> None:
    """The same rent is owed each month: an equal amount alone is not the same debt."""
    before = earlier(amount=Decimal("18450.00"), periods=theirs)
    assert same_debt(replace(LETTER, periods=mine), before) is same


def test_an_escalation_follows_its_debt() -> None:
    """Inkasso, payment order and application have other senders and amounts."""
    order = replace(LETTER, subkind="payment_order", amount=Decimal(40000))
    assert same_debt(order, earlier())
    assert not same_debt(order, earlier(subkind="payment_order"))
    periods = replace(order, periods=("2026-09",))
    assert not same_debt(periods, earlier(periods=("2026-01",)))


def test_disturbances_are_never_the_same_debt() -> None:
    """Each notice is an event of its own."""
    warning = replace(LETTER, kind=Kind.DISTURBANCE, subkind="warning", amount=None)
    before = earlier(kind=Kind.DISTURBANCE, subkind="warning", amount=None)
    assert count(warning, [before], 12).fact == "repeated"


@pytest.mark.parametrize(
    ("before", "again"),
    [
        ({"reference": "k1"}, True),  # all the same, the reference printed otherwise
        ({"sender": "Provbostader"}, True),  # date and amount are enough
        ({"amount": Decimal("18459.00"), "reference": "K-1"}, True),  # one value misread
        ({"letter_date": None, "reference": "K-1"}, True),  # amount and reference
        ({"letter_date": None, "amount": None, "reference": "K-1"}, False),  # the same contract
        ({"letter_date": date(2026, 9, 28), "reference": "K-1"}, True),  # a reminder, or misread
        (
            {
                "letter_date": date(2026, 9, 1),
                "reference": "K-1",
                "received_on": date(2026, 9, 2),
            },
            False,  # next month's rent
        ),
        ({"letter_date": date(2026, 9, 28)}, False),  # only the amount
        ({"amount": Decimal(1), "reference": "X"}, False),  # two differ
        ({"kind": Kind.UTILITY_DEBT}, False),
        ({"subkind": "collection"}, False),
        ({"persons": ("199001019999",)}, False),
        ({"persons": (), "reference": "K-1"}, True),  # nobody was found the first time
        ({"persons": ()}, False),
    ],
)
def test_the_same_paper_again(before: dict[str, object], again: bool) -> None:
    """Two traits the same and at most one different."""
    known = {
        "received_on": date(2026, 10, 2),
        "letter_date": LETTER.letter_date,
        "amount": LETTER.amount,
    }
    assert near_duplicate(LETTER, earlier(**known | before)) is again


def test_a_copy_is_linked_and_said_and_not_counted() -> None:
    """The letter waits for a person."""
    copy = earlier(received_on=ON, letter_date=LETTER.letter_date, amount=LETTER.amount)
    result = count(LETTER, [copy], 12)
    assert (result.counted, result.linked) == ((), (replace(copy, copy=True),))
    assert [problem.code for problem in result.problems] == [Code.NEAR_DUPLICATE]


FIGURES = tuple(range(1, 21))
MISREAD = (*range(1, 18), 40, 41)
OTHERS = (*range(1, 9), *range(30, 42))


@pytest.mark.parametrize(
    ("before", "again"),
    [
        # the day is misread, and the figures say so
        ({"letter_date": date(2026, 9, 28), "sketch": FIGURES}, True),
        ({"letter_date": date(2026, 9, 28), "sketch": MISREAD}, False),
        # the kind is misread
        ({"kind": Kind.UTILITY_DEBT, "sketch": FIGURES}, True),
        ({"subkind": "termination", "sketch": OTHERS}, False),
        # the amount is misread, the sender and the day not found
        ({"amount": Decimal(1), "letter_date": None, "sender": None, "sketch": MISREAD}, True),
        ({"amount": Decimal(1), "letter_date": None, "sender": None, "sketch": OTHERS}, False),
        # nobody was found the first time, and no reference stands there
        ({"persons": (), "sketch": MISREAD}, True),
        # another person's letter from the same landlord on the same day
        ({"persons": ("199001019999",), "sketch": MISREAD}, False),
        # two values differ: two letters, however alike
        ({"amount": Decimal(1), "reference": "X", "sketch": FIGURES}, False),
    ],
)
def test_the_figures_on_the_paper_know_it_again(before: dict[str, object], again: bool) -> None:
    """Where the values were misread, or there are none."""
    known = {
        "received_on": date(2026, 10, 2),
        "letter_date": LETTER.letter_date,
        "amount": LETTER.amount,
    }
    assert near_duplicate(replace(LETTER, sketch=FIGURES), earlier(**known | before)) is again


def test_a_disturbance_of_the_same_day_is_the_same_letter() -> None:
    """It has neither amount nor number, and its sender is printed in many ways."""
    warning = replace(
        LETTER, kind=Kind.DISTURBANCE, subkind="warning", amount=None, reference=None, sender=None
    )
    before = earlier(
        kind=Kind.DISTURBANCE, subkind="warning", amount=None, letter_date=LETTER.letter_date
    )
    assert near_duplicate(warning, before)
    assert not near_duplicate(warning, replace(before, letter_date=date(2026, 9, 1)))


def test_an_earlier_letter_and_its_copy_count_once() -> None:
    """C19: the copy went to review, and the debt is one."""
    first = earlier(letter="a", reference="K-7")
    copy = earlier(letter="b", reference="K-7", state=State.REVIEW)
    other = earlier(letter="c", reference="K-7", amount=Decimal("4000.00"))
    result = count(LETTER, [first, copy, other], 12)
    assert [one.letter for one in result.counted] == ["a", "c"]
    assert [one.letter for one in result.linked] == ["b"]
    assert same_paper(copy, first)
    assert not same_paper(other, first)


SET = replace(
    LETTER,
    kind=Kind.EVICTION_DATE,
    subkind="set",
    amount=None,
    reference="U-99999-26",
    eviction_at="2026-10-17T09:30",
)


@pytest.mark.parametrize(
    ("before", "conflict"),
    [
        ({"letter_date": date(2026, 9, 1)}, False),  # the older gives way
        ({"letter_date": date(2026, 10, 3)}, True),  # a newer has come already
        ({"letter_date": date(2026, 10, 1)}, True),  # of the same day, and another word
        ({"letter_date": None, "received_on": ON}, True),  # which is newer cannot be told
        ({"letter_date": None}, False),  # it came before this one was written
        ({"reference": "U-1-26"}, False),  # another matter
        ({"kind": Kind.RENT_DEBT}, False),
        ({"subkind": "set", "eviction_at": "2026-10-17T09:30"}, False),  # the same word
    ],
)
def test_the_newest_letter_decides(before: dict[str, object], conflict: bool) -> None:
    """Not the newest scan."""
    known = {
        "kind": Kind.EVICTION_DATE,
        "subkind": "cancelled",
        "reference": "U-99999-26",
        "letter_date": date(2026, 10, 4),
        "amount": None,
    }
    doubts = count(SET, [earlier(**known | before)], 12).problems
    assert (Problem(code=Code.CONFLICTING_DATES) in doubts) is conflict


@pytest.mark.parametrize(
    ("subkind", "before", "strange"),
    [
        ("cancelled", {}, True),  # of another number: perhaps misread, and nobody is told
        ("moved", {"eviction_at": None}, True),  # its time was not read: it may still come
        ("set", {}, False),  # a second eviction of its own
        ("cancelled", {"eviction_at": "2026-09-17T09:30"}, False),  # that one was over
        ("cancelled", {"subkind": "cancelled"}, False),  # and that one was cancelled
        ("cancelled", {"persons": ("199001019802",)}, False),  # somebody else's
        ("cancelled", {"reference": "U-99999-26"}, False),  # the matter is known
        ("cancelled", {"reference": None}, False),  # and this may be it
    ],
)
def test_a_cancellation_of_an_unknown_matter_is_seen(
    subkind: str, before: dict[str, object], strange: bool
) -> None:
    """A case number misread by one digit would leave the eviction in everybody's calendar."""
    known = {
        "kind": Kind.EVICTION_DATE,
        "subkind": "set",
        "reference": "U-99998-26",
        "letter_date": date(2026, 9, 28),
        "eviction_at": "2026-10-17T09:30",
        "amount": None,
    }
    doubts = count(replace(SET, subkind=subkind), [earlier(**known | before)], 12).problems
    assert (Problem(code=Code.CONFLICTING_DATES, detail="case_number") in doubts) is strange


def test_letters_of_one_matter_are_linked_without_a_person() -> None:
    """By Kronofogden's number; the rent letter behind it too."""
    before = earlier(kind=Kind.EVICTION_DATE, reference="U-99999-26", persons=(), amount=None)
    assert count(replace(SET, core=frozenset()), [before], 12).unsure == (before,)
    rent = earlier(reference="U-99999-26", persons=())
    assert count(SET, [rent], 12).linked == (rent,)


@settings(deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_history_does_not_matter(order: list[int]) -> None:
    """The ledger may hand it over in any order."""
    history = [
        earlier(letter="a"),
        earlier(letter="b", amount=LETTER.amount),
        earlier(letter="c", kind=Kind.DISTURBANCE),
        earlier(letter="d", persons=LODGERS),
    ]
    result = count(LETTER, [history[place] for place in order], 12)
    assert [one.letter for one in result.counted] == ["a"]
    assert [one.letter for one in result.unsure] == ["b", "d"]
    assert [one.letter for one in result.linked] == ["c"]


@given(st.sets(st.sampled_from("bc")), st.booleans())
def test_what_holds_is_the_same_whatever_came_first(before: set[str], older: bool) -> None:
    """Notices that came after count for nothing, and decide as much as those before."""
    moved = {"kind": Kind.EVICTION_DATE, "reference": "U-99999-26", "amount": None}
    others = [
        earlier(letter="b", subkind="moved", letter_date=date(2026, 9, 20), **moved),
        earlier(
            letter="c",
            subkind="cancelled",
            letter_date=date(2026, 9, 25) if older else date(2026, 10, 3),
            **moved,
        ),
    ]
    result = count(
        SET,
        [one for one in others if one.letter in before],
        12,
        [one for one in others if one.letter not in before],
    )
    assert result.chain.standing is not None
    assert result.chain.standing.letter == ("" if older else "c")
    assert {one.letter for one in result.counted} <= before
    assert bool(result.problems) is not older


def test_a_letters_traits_are_taken_from_its_findings() -> None:
    """Persons, household and periods."""
    row = ClaimRow(what="rent", label="Hyra", period="2026-09", amount=found(Decimal(1)))
    what = Circumstances(
        kind=Kind.RENT_DEBT,
        subkind=None,
        tenure=Tenure.RENTAL,
        household=household(CHILD, others=(LODGER,)),
        cases=(),
        earlier="first",
        findings=replace(RENT, claim=(row,)),
        intake_point="default",
    )
    letter = letter_of(what, [TENANT.number.digits], ON)
    assert letter.core == {TENANT.number.digits, CHILD.number.digits}
    assert letter.around == {LODGER.number.digits}
    assert letter.periods == ("2026-09",)


@pytest.mark.parametrize(
    ("now", "before", "alike"),
    [
        ("care_fee", "care_fee", True),
        ("rent", "rent", True),
        ("care_fee", "rent", False),
        ("rent", "care_fee", False),
    ],
)
def test_a_list_is_of_a_kind_with_lists_of_its_own_sort(now: str, before: str, alike: bool) -> None:
    """Care fees are counted among care fees, month by month."""
    letter = Letter(
        kind=Kind.DEBT_LIST,
        subkind=now,
        received_on=date(2026, 10, 5),
        letter_date=None,
        reference=None,
        amount=None,
        sender=None,
        periods=(),
        eviction_at=None,
        core=frozenset(),
        around=frozenset(),
    )
    assert same_kind(letter, earlier(kind=Kind.DEBT_LIST, subkind=before)) is alike
