"""Promotion: a figure that is worse by one letter holds a model back."""

from __future__ import annotations

from typing import Any

import pytest

from classifiers.promotion import FEWER_IS_BETTER, MORE_IS_BETTER, worse


def figures(**changed: tuple[int, int]) -> dict[str, Any]:
    """Figures of one quality: 900 of 1000, but for what is given."""
    every = dict.fromkeys(MORE_IS_BETTER, (900, 1000)) | dict.fromkeys(FEWER_IS_BETTER, (3, 900))
    return {
        "by_quality": {
            "poor": {
                name: {"count": count, "of": of} for name, (count, of) in (every | changed).items()
            }
        }
    }


def test_equal_figures_are_no_worse() -> None:
    """Nor better ones, of either sense."""
    assert worse(figures(), figures()) == ()
    better = figures(kind_best=(901, 1000), kind_settled_wrong=(2, 900))
    assert worse(figures(), better) == ()


@pytest.mark.parametrize("name", MORE_IS_BETTER)
def test_one_letter_fewer_is_worse(name: str) -> None:
    """Whatever else is better."""
    (one,) = worse(figures(), figures(**{name: (899, 1000), "kind_settled_wrong": (0, 900)}))
    assert (one.quality, one.figure) == ("poor", name)
    assert (one.before, one.now) == ((900, 1000), (899, 1000))


@pytest.mark.parametrize("name", FEWER_IS_BETTER)
def test_one_error_more_is_worse(name: str) -> None:
    """A rounded share would hide it."""
    (one,) = worse(figures(**{name: (3, 90_000)}), figures(**{name: (4, 90_000)}))
    assert one.figure == name


def test_the_same_errors_among_fewer_are_worse() -> None:
    """Of a part, the share counts."""
    assert [one.figure for one in worse(figures(), figures(kind_sent_wrong=(3, 899)))] == [
        "kind_sent_wrong"
    ]


def test_what_was_not_measured_is_worse() -> None:
    """A quality or a figure that is missing on either side."""
    nothing: dict[str, Any] = {"by_quality": {}}
    count = len(MORE_IS_BETTER) + len(FEWER_IS_BETTER)
    assert len(worse(figures(), nothing)) == count
    assert len(worse(nothing, figures())) == count
