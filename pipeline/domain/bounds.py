"""What a count of errors shows about their rate: exact bounds, never a bare share.

Clopper and Pearson (Biometrika 26, 1934): 0 errors in n bound the rate at about 3/n.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import ceil, exp, floor, lgamma, log, log1p

LEVEL = 0.95
"""How surely a bound holds."""

_HALVINGS = 50


@lru_cache(maxsize=4096)
def upper(wrong: int, count: int, level: float = LEVEL) -> float:
    """The greatest error rate that ``wrong`` in ``count`` leaves likely; 1 for none counted."""
    if wrong >= count:
        return 1.0
    return _first(lambda rate: _at_most(wrong, count, rate) <= 1 - level)


def lower(wrong: int, count: int, level: float = LEVEL) -> float:
    """The least error rate that ``wrong`` in ``count`` leaves likely; 0 for none wrong."""
    if wrong <= 0:
        return 0.0
    return _first(lambda rate: 1 - _at_most(wrong - 1, count, rate) >= 1 - level)


def interval(wrong: int, count: int) -> tuple[float, float]:
    """Both bounds at once: the error rate lies between them with 95 % (0 to 1)."""
    level = 1 - (1 - LEVEL) / 2
    return lower(wrong, count, level), upper(wrong, count, level)


def needed(share: float) -> int:
    """How many without one error it takes to show that the rate is no higher than the share."""
    return ceil(log(1 - LEVEL) / log1p(-share)) if 0 < share < 1 else 1


def one_in(bound: float) -> int | None:
    """The bound as "at most 1 in so many", rounded towards caution; None where nothing is shown."""
    return floor(1 / bound + 1e-9) if 0 < bound < 1 else None


def _at_most(wrong: int, count: int, rate: float) -> float:
    """The chance of so many errors or fewer in ``count`` at that rate (strictly inside 0 to 1)."""
    ways = lgamma(count + 1)
    return sum(
        exp(
            ways
            - lgamma(errors + 1)
            - lgamma(count - errors + 1)
            + errors * log(rate)
            + (count - errors) * log1p(-rate)
        )
        for errors in range(wrong + 1)
    )


def _first(holds: Callable[[float], bool]) -> float:
    """The least rate from which on it holds, rounded up: it does not at 0 and does at 1."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if holds(middle):
            high = middle
        else:
            low = middle
    return high
