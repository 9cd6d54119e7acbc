"""Dividing a stack by hand: who keeps a name, who is new, who ends; no page in two letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.dividing import Division, Pages, divide


def made(now: dict[int, Pages], *wanted: Pages, pages: int = 9) -> Division:
    """The division."""
    return divide(now, wanted, last=max(now, default=0), pages=pages)


def test_a_letter_is_split() -> None:
    """It keeps its first pages and its name; what is left is new."""
    found = made({1: (1, 2, 3), 2: (4,)}, (1,), (2, 3), (4,))
    assert (found.changed, found.new, found.ended) == ({1: (1,)}, {3: (2, 3)}, {})
    assert found.touches == {1, 3}


def test_letters_are_joined() -> None:
    """The first has all the pages; the second names it."""
    found = made({1: (1, 2), 2: (3,)}, (1, 2, 3))
    assert (found.changed, found.new, found.ended) == ({1: (1, 2, 3)}, {}, {2: 1})


def test_a_page_is_moved_to_the_letter_before() -> None:
    """The second has lost its first page and keeps its name all the same."""
    found = made({1: (1,), 2: (2, 3)}, (1, 2), (3,))
    assert (found.changed, found.new, found.ended) == ({1: (1, 2), 2: (3,)}, {}, {})


def test_what_stays_is_not_touched() -> None:
    """Not even named."""
    assert made({1: (1,), 2: (2,)}, (1,), (2,)).touches == frozenset()


def test_a_page_may_belong_to_no_letter_and_be_taken_up_again() -> None:
    """A separator's sheet, or one that was taken for blank."""
    assert made({1: (1, 2)}, (1,)).changed == {1: (1,)}
    assert made({1: (1,)}, (1, 2)).changed == {1: (1, 2)}
    assert made({1: (1, 2), 2: (3, 4)}, (1, 4)).ended == {2: 1}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ((), "minst en sida"),
        (((1,), ()), "minst en sida"),
        (((1, 2), (2,)), "bara höra till ett brev"),
        (((1, 99),), "finns inte"),
        (((1,),), "måste behålla"),
    ],
)
def test_what_is_no_division_is_said(wanted: tuple[Pages, ...], said: str) -> None:
    """In Swedish, and nothing is made of it."""
    with pytest.raises(ValueError, match=said):
        made({1: (1,), 2: (2,)}, *wanted)


@st.composite
def stacks(draw: st.DrawFn) -> tuple[dict[int, Pages], tuple[Pages, ...]]:
    """Letters that lie in one stack, and any other division of its pages."""

    def parts(pages: int) -> list[Pages]:
        groups: list[list[int]] = []
        for page in range(1, pages + 1):
            if groups and draw(st.booleans()):
                groups[-1].append(page)
            else:
                groups.append([page])
        return [tuple(group) for group in groups]

    pages = draw(st.integers(1, 9))
    return dict(enumerate(parts(pages), start=1)), tuple(parts(pages))


@given(stacks())
def test_every_page_is_in_one_letter_after(
    stack: tuple[dict[int, Pages], tuple[Pages, ...]],
) -> None:
    """The wanted groups and no others; every letter that ends names one that goes on."""
    now, wanted = stack
    found = divide(now, wanted, last=max(now), pages=9)
    after = {place: pages for place, pages in now.items() if place not in found.ended}
    after |= {**found.changed, **found.new}
    assert sorted(after.values()) == sorted(wanted)
    assert not set(found.new) & set(now)
    assert set(found.ended.values()) <= set(after)
    assert len(after) == len(wanted)
