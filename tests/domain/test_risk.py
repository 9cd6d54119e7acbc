"""Thresholds from a wished risk: what counts show, what is chosen, what is never promised."""

from __future__ import annotations

from dataclasses import replace
from math import comb
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.bounds import interval, lower, needed, one_in, upper
from pipeline.domain.kinds import Kind
from pipeline.domain.risk import (
    DEPENDS,
    Chosen,
    Curve,
    Floors,
    Foreseen,
    Measured,
    Risk,
    Run,
    Sent,
    Step,
    choose,
    foresee,
    thresholds,
)
from pipeline.domain.settings import Settings

OWN = {**Settings().thresholds, "kind": 0.95}
"""The program's own, but for the kind: these tests were reckoned with this one."""
RENT = Kind.RENT_DEBT


def steps(*rows: tuple[float, int, int]) -> tuple[Step, ...]:
    """Steps of confidence, right, wrong."""
    return tuple(Step(sure=sure, right=right, wrong=wrong) for sure, right, wrong in rows)


def measured(*runs: Run) -> Measured:
    """Measured under the program's own thresholds."""
    return Measured(model="m", reading="r", thresholds=OWN, runs=runs)


def run(
    *sent: Sent, about: Kind = RENT, came: int = 0, chooses: bool = True, **curves: tuple[Step, ...]
) -> Run:
    """One run with curves of one kind."""
    return Run(
        seed=2 if chooses else 1,
        split="held_out",
        letters=came,
        chooses=chooses,
        came={about.value: came},
        curves=tuple(
            Curve(kind=about.value, value=name, quality="clean", steps=those)
            for name, those in curves.items()
        ),
        sent=sent,
    )


def left(right: int, wrong: int = 0, **sure: float) -> Sent:
    """Rent letters that left with those confidences."""
    return Sent(kind=RENT.value, quality="clean", sure=sure, right=right, wrong=wrong)


def of(
    name: str, found: Measured | None, risk: Risk, floors: Floors | None = None, kind: Kind = RENT
) -> Chosen:
    """What was chosen for one value of one kind."""
    chosen = choose(found, risk, floors or Floors(own=OWN))
    return next(one for one in chosen[kind] if one.value == name)


def everything(found: Measured, risk: Risk, floors: Floors | None = None) -> Foreseen:
    """What is foreseen for all letters."""
    return foresee(found, choose(found, risk, floors or Floors(own=OWN)))[0]


# Bounds.


def test_no_error_in_n_bounds_the_rate_at_about_three_in_n() -> None:
    """The rule of three, exactly."""
    assert upper(0, 3000) == pytest.approx(3 / 3000, rel=0.01)
    assert 0.95**0 * (1 - upper(0, 50)) ** 50 == pytest.approx(0.05)


def test_nothing_counted_shows_nothing() -> None:
    """Nor does a count of errors alone."""
    assert upper(0, 0) == upper(4, 4) == 1.0
    assert one_in(1.0) is None
    assert interval(0, 10)[0] == 0.0


@settings(deadline=None)
@given(st.integers(1, 400), st.integers(0, 400))
def test_the_bound_is_the_rate_at_which_so_few_errors_are_just_unlikely(
    n: int, errors: int
) -> None:
    """Clopper and Pearson's definition, by the binomial's own sum."""
    errors %= n
    rate = upper(errors, n)
    chance = sum(comb(n, k) * rate**k * (1 - rate) ** (n - k) for k in range(errors + 1))
    assert chance == pytest.approx(0.05, rel=1e-6)
    assert lower(errors, n) <= errors / n <= rate


@settings(deadline=None)
@given(st.integers(1, 300), st.integers(0, 20))
def test_more_letters_without_error_show_more_and_more_errors_less(n: int, errors: int) -> None:
    """The bound falls with the count and rises with the errors."""
    assert upper(errors, n + errors + 1) < upper(errors, n + errors)
    assert upper(errors + 1, n + errors + 2) > upper(errors, n + errors + 2)


@settings(deadline=None)
@given(st.integers(2, 100_000))
def test_needed_is_the_least_count_that_shows_it(number: int) -> None:
    """One fewer does not."""
    n = needed(1 / number)
    assert upper(0, n) <= 1 / number < upper(0, n - 1)
    assert one_in(upper(0, n)) >= number  # type: ignore[operator] # it is shown


# The choice.


def test_without_measurement_the_programs_own_stand() -> None:
    """Nothing is raised, nothing is shown."""
    one = of("kind", None, Risk(wrongly_sent=1000))
    assert (one.threshold, one.why, one.shown, one.count) == (0.95, "unmeasured", 1.0, 0)


def test_without_a_wish_the_programs_own_stand_with_what_they_show() -> None:
    """A measurement alone moves nothing."""
    one = of("kind", measured(run(kind=steps((0.96, 5, 5), (0.99, 500, 0)))), Risk())
    assert (one.threshold, one.why, one.count, one.wrong) == (0.95, "own", 510, 5)


def test_the_least_threshold_that_keeps_the_values_part_is_chosen() -> None:
    """Errors below it do not matter; a higher one would send letters to review for nothing."""
    curve = steps((0.96, 50, 5), (0.98, 3000, 0), (0.99, 3000, 0))
    one = of("kind", measured(run(kind=curve)), Risk(wrongly_sent=100))
    assert (one.threshold, one.why, one.count, one.wrong) == (0.98, "risk", 6000, 0)
    assert one.shown <= one.part == pytest.approx(1 / 100 / len(DEPENDS[RENT]))


def test_the_programs_own_is_kept_where_it_suffices() -> None:
    """Values below it count for nothing, and no measurement loosens it."""
    curve = steps((0.5, 9000, 0), (0.96, 6000, 0))
    one = of("kind", measured(run(kind=curve)), Risk(wrongly_sent=100))
    assert (one.threshold, one.why, one.count) == (0.95, "own", 6000)


def test_where_too_few_are_measured_most_is_shown_and_not_more() -> None:
    """The strictest that helps, with what it shows: never the wish itself."""
    curve = steps((0.96, 50, 5), (0.98, 420, 0), (0.999, 10, 0))
    one = of("kind", measured(run(kind=curve)), Risk(wrongly_sent=1000))
    assert (one.threshold, one.why, one.count) == (0.98, "strictest", 430)
    assert one.shown == upper(0, 430) > one.part


def test_where_raising_shows_no_more_the_programs_own_stands_as_too_short() -> None:
    """Fewer letters without error show less, so nothing is gained."""
    one = of("kind", measured(run(kind=steps((0.96, 40, 0), (0.99, 40, 0)))), Risk(wrongly_sent=99))
    assert (one.threshold, one.why, one.count) == (0.95, "short", 80)


def test_a_threshold_set_by_hand_stands_whatever_is_measured() -> None:
    """Looser or stricter; what it shows is said."""
    floors = Floors(own=OWN, by_hand={"kind": 0.5})
    curve = steps((0.6, 10, 10), (0.99, 3000, 0))
    one = of("kind", measured(run(kind=curve)), Risk(wrongly_sent=10), floors)
    assert (one.threshold, one.why, one.wrong) == (0.5, "set", 10)


def test_a_kind_with_a_wish_of_its_own_rests_on_its_own_letters() -> None:
    """The common wish on all."""
    rent = run(kind=steps((0.96, 1000, 0)))
    other = run(about=Kind.DISTURBANCE, kind=steps((0.97, 10, 10)))
    found = measured(rent, other)
    common = of("kind", found, Risk(wrongly_sent=50))
    own = of("kind", found, Risk(wrongly_sent=50, by_kind={"rent_debt": 30}))
    assert (common.count, common.wrong) == (1020, 10)
    assert (own.count, own.wrong, own.why) == (1000, 0, "own")
    assert own.part == pytest.approx(1 / 30 / 7)


def test_a_household_has_no_threshold() -> None:
    """It is settled or a person's, and is told as such."""
    one = of("household", measured(run(household=steps((1.0, 90, 1)))), Risk(wrongly_sent=10))
    assert (one.why, one.count, one.wrong) == ("settled", 91, 1)
    assert "household" not in thresholds([one])


rows = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 2000), st.integers(0, 5)), min_size=0, max_size=6
)


@settings(deadline=None)
@given(rows, st.integers(2, 5000))
def test_no_measurement_and_no_wish_ever_loosens_a_threshold(
    those: list[tuple[float, int, int]], wish: int
) -> None:
    """And where the wish is said to be kept, it is shown to be."""
    found = measured(run(kind=steps(*those), person=steps(*those)))
    for kind, chosen in choose(found, Risk(wrongly_sent=wish), Floors(own=OWN)).items():
        assert {one.value for one in chosen} == set(DEPENDS[kind])
        for one in chosen:
            assert one.threshold >= OWN.get(one.value, 0.0)
            if one.why == "risk":
                assert one.shown <= one.part


@settings(deadline=None)
@given(rows)
def test_a_stricter_wish_never_gives_a_looser_threshold_while_it_can_be_kept(
    those: list[tuple[float, int, int]],
) -> None:
    """Asking for more never gets less."""
    found = measured(run(kind=steps(*those)))
    kept = [
        one
        for wish in (10, 40, 160, 640)
        if (one := of("kind", found, Risk(wrongly_sent=wish))).why in {"own", "risk"}
    ]
    assert [one.threshold for one in kept] == sorted(one.threshold for one in kept)


# What it costs and keeps.


def test_the_cost_is_counted_on_letters() -> None:
    """Those held already, those that a raised threshold holds, and on which value they fall."""
    curve = steps((0.96, 50, 5), (0.98, 4000, 0))
    found = measured(
        run(left(60, kind=0.96, person=0.99), left(30, kind=0.98), came=100, kind=curve)
    )
    one = everything(found, Risk(wrongly_sent=100))
    assert (one.came, one.held, one.waits) == (100, 10, 70)
    assert one.falls == {"kind": 60}
    assert (one.count, one.wrong) == (30, 0)


def test_what_is_kept_is_counted_on_letters_that_did_not_choose() -> None:
    """Their errors count; those of the choosing letters have done their part."""
    curve = steps((0.96, 50, 5), (0.98, 4000, 0))
    choosing = run(left(90, kind=0.98), came=100, kind=curve)
    showing = run(
        left(900, wrong=1, kind=0.99), left(9, wrong=9, kind=0.96), came=1000, chooses=False
    )
    one = everything(measured(choosing, showing), Risk(wrongly_sent=100))
    assert (one.count, one.wrong, one.apart) == (901, 1, True)
    assert one.shown == upper(1, 901)
    alone = everything(measured(choosing), Risk(wrongly_sent=100))
    assert not alone.apart
    assert everything(measured(choosing), Risk()).apart


def test_a_subkind_below_its_threshold_is_left_open_where_it_sends_nobody_elsewhere() -> None:
    """The letter leaves without it; in an eviction's notice it decides, and holds."""
    rent = Sent(kind=RENT.value, quality="poor", sure={"subkind": 0.9}, right=5, wrong=0, slips=2)
    notice = replace(rent, kind=Kind.EVICTION_DATE.value)
    for limit, leave, wrong in ((0.8, True, 2), (0.95, True, 0)):
        assert rent.passes({"subkind": limit}) is leave
        assert rent.wrong_under({"subkind": limit}) == wrong
    assert notice.passes({"subkind": 0.8})
    assert list(notice.falls({"subkind": 0.95, "kind": 0.95})) == ["subkind"]


def test_a_subkind_rests_on_its_own_kinds_letters() -> None:
    """What is asked is another thing in each kind."""
    found = measured(
        run(subkind=steps((0.93, 100, 0))),
        run(about=Kind.DISTURBANCE, subkind=steps((0.93, 0, 50), (0.95, 10, 0))),
    )
    assert of("subkind", found, Risk(wrongly_sent=1000)).wrong == 0
    other = of("subkind", found, Risk(wrongly_sent=1000), kind=Kind.DISTURBANCE)
    assert (other.threshold, other.count) == (0.95, 10)


def test_under_a_loosened_threshold_nothing_is_shown() -> None:
    """More letters leave than anybody has counted."""
    found = measured(run(left(5000, kind=0.99), came=5000, kind=steps((0.99, 5000, 0))))
    assert everything(found, Risk(wrongly_sent=100)).shown < 0.001
    loose = Floors(own=OWN, by_hand=MappingProxyType({"person": 0.5}))
    assert everything(found, Risk(wrongly_sent=100), loose).shown == 1.0


def test_the_settings_of_a_kind_have_its_own_thresholds() -> None:
    """Over the common ones; a kind without its own keeps them."""
    settings = Settings(thresholds_by_kind={"rent_debt": {"kind": 0.99}})
    assert settings.of_kind(RENT).thresholds["kind"] == 0.99
    assert settings.of_kind(RENT).thresholds["person"] == OWN["person"]
    assert settings.of_kind(Kind.OTHER) is settings
