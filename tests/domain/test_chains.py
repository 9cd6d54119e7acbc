"""Kronofogden's notices in one eviction: the newest letter decides, whatever was scanned last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from case_parts import earlier
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.case import Earlier
from pipeline.domain.chains import NO_CHAIN, chain_of, dated, said, same_matter, strays, told
from pipeline.domain.kinds import Kind, State

FIRST, SECOND = "2026-10-19T09:30", "2026-10-27T13:00"


def notice(
    letter: str, subkind: str | None, day: int | None, at: str | None = None, **more: object
) -> Earlier:
    """A notice in one matter, dated that day of October and scanned the day after."""
    known: dict[str, object] = {
        "letter": letter,
        "kind": Kind.EVICTION_DATE,
        "subkind": subkind,
        "letter_date": None if day is None else date(2026, 10, day),
        "received_on": date(2026, 10, 1 if day is None else day + 1),
        "reference": "U-48213-26",
        "amount": None,
        "eviction_at": at,
    }
    return earlier(**known | more)


LATE = date(2026, 10, 20)
SET = notice("a", "set", 6, FIRST)
CANCELLED = notice("b", "cancelled", 12)
MOVED = notice("c", "moved", 10, SECOND, received_on=date(2026, 10, 14))
EXECUTED = notice("d", "executed", 28)


@given(st.permutations([SET, CANCELLED, MOVED]))
def test_the_order_of_arrival_does_not_matter(notices: list[Earlier]) -> None:
    """A new time dated before the cancellation, scanned after it, holds no longer (scenario 10)."""
    chain = chain_of(notices)
    assert [one.letter for one in chain.notices] == ["a", "c", "b"]
    assert chain.standing == CANCELLED
    assert not chain.disputed
    assert chain.overtakes("a") == chain.overtakes("c") == CANCELLED
    assert chain.overtakes("b") is None
    assert chain.gone("b") == MOVED
    assert chain.gone("c") is None


def test_set_moved_cancelled_executed_are_one_chain() -> None:
    """Each does away with the one before it."""
    steps = (SET, replace(MOVED, letter_date=date(2026, 10, 13)), EXECUTED)
    for place in range(1, len(steps) + 1):
        chain = chain_of(steps[:place])
        assert chain.standing == steps[place - 1]
        gone = chain.gone(steps[place - 1].letter)
        assert gone == (steps[place - 2] if place > 1 else None)


@pytest.mark.parametrize(
    ("notices", "disputed"),
    [
        ((SET, notice("e", "cancelled", 6)), True),  # of one day, and another word
        ((SET, notice("e", "moved", 6, FIRST)), False),  # of one day, and the same hour
        ((SET, notice("e", "cancelled", None, received_on=LATE)), True),  # which is newer?
        ((SET, notice("e", "cancelled", None, received_on=date(2026, 10, 6))), True),
        # it came before the other was written, so it is older, whatever its day
        ((SET, notice("e", "cancelled", None, received_on=date(2026, 10, 5))), False),
        ((SET, notice("e", "set", None, FIRST, received_on=LATE)), False),  # a copy
        ((notice("e", "set", None, FIRST), notice("f", "set", None, SECOND)), True),
        ((notice("e", "set", None, FIRST),), False),
        ((SET, notice("e", None, 6, FIRST)), True),  # what the newer says was not told
        ((SET, notice("e", "cancelled", 6), CANCELLED), False),  # a newer one settles it
        ((), False),
    ],
)
def test_what_cannot_be_ordered_is_left_to_a_person(
    notices: tuple[Earlier, ...], disputed: bool
) -> None:
    """Never guessed: two letters of a day, or one without a day, that say something else."""
    chain = chain_of(notices)
    assert chain.disputed is disputed
    assert (chain.standing is None) is (disputed or not notices)
    if disputed:
        assert all(chain.overtakes(one.letter) is None for one in notices)
        assert all(chain.gone(one.letter) is None for one in notices)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["set", "moved", "cancelled", "executed", None]),
            st.one_of(st.none(), st.integers(1, 28)),
            st.sampled_from([FIRST, SECOND, None]),
        ),
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
def test_nothing_newer_than_what_holds(notices: list[tuple[str, int, str]], random: object) -> None:
    """Whatever came: no dated letter is newer than the one that holds, in any order of arrival."""
    made = [notice(f"n{place}", *one) for place, one in enumerate(notices)]
    chain = chain_of(made)
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert chain_of(shuffled) == chain
    if chain.standing is not None and chain.standing.letter_date is not None:
        days = [one.letter_date for one in made if one.letter_date is not None]
        assert max(days) == chain.standing.letter_date


def test_a_copy_is_no_notice() -> None:
    """Nor a letter that is not there."""
    copy = replace(CANCELLED, state=State.DUPLICATE)
    assert chain_of((SET, copy)).standing == SET
    assert chain_of(()) == NO_CHAIN
    assert chain_of((SET,)).overtakes("unknown") is None


def test_a_matter_is_known_by_its_case_number_else_by_the_person() -> None:
    """Another number is another eviction, even of the same person."""
    assert same_matter(SET, replace(CANCELLED, persons=()))
    assert not same_matter(SET, replace(CANCELLED, reference="U-1-26"))
    assert same_matter(SET, replace(CANCELLED, reference=None))
    assert not same_matter(SET, replace(CANCELLED, reference=None, persons=()))
    assert not same_matter(SET, replace(CANCELLED, kind=Kind.RENT_DEBT))
    assert not same_matter(replace(SET, kind=Kind.RENT_DEBT), CANCELLED)


def test_only_a_follow_up_can_stray() -> None:
    """One dated by its arrival alone too; an eviction that is over is none to be cancelled."""
    lost = replace(CANCELLED, reference="U-48218-26")
    assert strays(lost, [SET])
    assert not strays(replace(SET, reference="U-48218-26"), [SET])
    assert strays(replace(lost, letter_date=None), [SET])
    late = replace(lost, letter_date=None, received_on=date(2026, 10, 20))
    assert not strays(late, [SET])
    assert not strays(lost, [replace(SET, kind=Kind.RENT_DEBT)])


def test_what_a_notice_says() -> None:
    """In Swedish, with day and hour where there is one to come."""
    assert said(SET) == "tid för avhysning 2026-10-19 kl. 09.30"
    assert said(MOVED) == "ny tid för avhysning 2026-10-27 kl. 13.00"
    assert said(replace(CANCELLED, eviction_at=FIRST)) == "inställd avhysning"
    assert said(notice("e", None, 6)) == "besked från Kronofogden om avhysning"
    assert said(replace(SET, eviction_at="2026-10-19T00:00")) == "tid för avhysning 2026-10-19"
    assert dated(SET) == "daterat 2026-10-06"
    assert dated(replace(SET, letter_date=None)) == "odaterat"
    assert SET.received_on == SET.letter_date + timedelta(days=1)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (MOVED, "ny tid för avhysning 2026-10-27 kl. 13.00"),
        (replace(MOVED, state=State.REVIEW), "ny tid för avhysning, tiden är inte kontrollerad"),
        (replace(MOVED, state=State.REVIEW, eviction_at=None), "ny tid för avhysning"),
        (replace(CANCELLED, state=State.REVIEW), "inställd avhysning"),
    ],
)
def test_a_unit_is_told_no_time_that_nobody_has_checked(one: Earlier, words: str) -> None:
    """What was read in a letter that waits is no day to keep."""
    assert told(one) == words


def test_what_waits_overtakes_and_settles_nothing() -> None:
    """It may hold instead of the other, and until a person has said so it does not."""
    waiting = chain_of((SET, replace(CANCELLED, state=State.REVIEW)))
    assert waiting.overtakes("a") is not None
    assert waiting.settled_over("a") is None
    assert chain_of((SET, CANCELLED)).settled_over("a") == CANCELLED
    assert chain_of((SET, CANCELLED)).settled_over("b") is None
