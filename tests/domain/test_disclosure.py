"""Small counts: from what is told no count from 1 to 4 can be worked out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.disclosure import LEAST, Shown, Told, distribution, share, shown

COUNTS = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 400)), min_size=1, max_size=9)
BESIDE = st.randoms(use_true_random=False)


def tables(places: int, total: int) -> Iterator[tuple[int, ...]]:
    """All distributions of that sum."""
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in tables(places - 1, total - first))


@lru_cache(maxsize=64)
def pictures(places: int, total: int, beside: tuple[int, ...]) -> dict[object, set[int]]:
    """What each place may hold in a small place, by the picture that is told."""
    found: dict[object, set[int]] = {}
    for counts in tables(places, total):
        told = distribution(counts, beside)
        for place, count in enumerate(counts):
            found.setdefault((told, place), set()).add(count)
    return found


@given(st.integers(1, 4), st.integers(0, 26), st.data())
@settings(max_examples=80, deadline=None)
def test_whoever_knows_the_rule_and_the_sum_learns_no_small_count(
    places: int, total: int, data: st.DataObject
) -> None:
    """Of all distributions of one sum that give the same picture, each small count is any."""
    beside = tuple(data.draw(st.permutations(range(places))))[: data.draw(st.integers(0, places))]
    if total < LEAST:
        return  # then the sum itself is not told
    for (told, place), values in pictures(places, total, beside).items():
        if told is None:
            small = {value for value in values if 0 < value < LEAST}
            assert not small or len(values) > 1
        elif told[place].how is Told.SMALL:
            assert values == set(range(1, LEAST))
        elif told[place].how is Told.EXACT:
            assert len(values) == 1


@given(COUNTS, BESIDE)
def test_what_is_told_is_true(counts: list[int], order: object) -> None:
    """Each count lies within its bounds, none from 1 to 4 is exact, and 0 is 0."""
    beside = list(range(len(counts)))
    order.shuffle(beside)  # type: ignore[attr-defined] # a generator of chance
    told = distribution(counts, beside)
    if told is None:
        assert any(0 < count < LEAST for count in counts)
        return
    for one, count in zip(told, counts, strict=True):
        assert one.low <= count <= one.high
        assert (one.how is Told.SMALL) == (0 < count < LEAST)
        assert one.number in {None, count}
    if all(not 0 < count < LEAST for count in counts):
        assert all(one.how is Told.EXACT for one in told)


@given(COUNTS)
def test_a_small_count_is_never_hidden_alone(counts: list[int]) -> None:
    """Something is hidden beside it, or nothing is told."""
    told = distribution(counts, range(len(counts)))
    if told is not None and any(one.how is Told.SMALL for one in told):
        assert any(one.how is Told.BESIDE for one in told)


@given(COUNTS, st.data())
def test_other_small_counts_give_the_same_picture(counts: list[int], data: st.DataObject) -> None:
    """For any change of them there is a distribution of the same sum that is told alike."""
    beside = range(len(counts))
    told = distribution(counts, beside)
    if told is None:
        return
    other = list(counts)
    last = max((place for place, one in enumerate(told) if one.how is Told.BESIDE), default=None)
    for place, one in enumerate(told):
        if one.how is Told.SMALL:
            other[place] = data.draw(st.integers(1, LEAST - 1))
        elif one.how is Told.BESIDE:
            other[place] = 0
    if last is not None:
        other[last] = sum(counts) - sum(other)
    assert sum(other) == sum(counts)
    assert distribution(other, beside) == told


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, Shown(low=0, high=0)),
        (1, Shown(low=1, high=4, how=Told.SMALL)),
        (4, Shown(low=1, high=4, how=Told.SMALL)),
        (5, Shown(low=5, high=5)),
    ],
)
def test_a_count_by_itself(count: int, told: Shown) -> None:
    """No sum is told of it."""
    assert shown(count) == told


def test_two_counts_whose_sum_says_it_are_not_told() -> None:
    """1 and 5 of 6: whoever sees which is the small one knows both."""
    assert distribution([1, 5], [1]) is None
    assert distribution([1, 1, 0], [2]) is None


def test_one_that_is_hidden_beside_has_bounds() -> None:
    """Those that the sum gives, for shares to be told by."""
    told = distribution([120, 17, 3], [1])
    assert told is not None
    assert told[1] == Shown(low=16, high=19, how=Told.BESIDE)
    assert share(told[0], told[1]) == (120 / 139, 120 / 136)


def test_a_share_of_nothing_is_none() -> None:
    """And of one part alone it is all, or nothing."""
    none, five = Shown(low=0, high=0), Shown(low=5, high=5)
    assert share(none, none) is None
    assert share(five, none) == (1.0, 1.0)
    assert share(none, five) == (0.0, 0.0)
