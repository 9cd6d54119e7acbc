"""What may be told of counts of people's letters: no count from 1 to 4, nor what gives one away.

SoLPuL (2001:454) 7 a §: a compilation holds no sensitive data. A distribution is told with its sum,
so a count that is hidden alone would be the rest of the sum. Others are hidden beside it: which
ones is fixed beforehand and not chosen by their size, and how many depends on the sum of all that
is hidden alone. Therefore every assignment of 1 to 4 to the small counts gives the very same
picture, also to somebody who knows this rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

LEAST = 5
"""The least count that is told, but 0."""


class Told(Enum):
    """How a count is told."""

    EXACT = "exact"
    SMALL = "small"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What anybody knows of a count from what is told: that it lies from ``low`` to ``high``.

    ``BESIDE`` is hidden for another's sake. All that is computed further is computed from these.
    """

    low: int
    high: int
    how: Told = Told.EXACT

    @property
    def number(self) -> int | None:
        """The count where it is told; None where it is hidden."""
        return self.low if self.how is Told.EXACT else None


def shown(count: int) -> Shown:
    """A count that is no part of any sum that is told."""
    if _small(count):
        return Shown(low=1, high=LEAST - 1, how=Told.SMALL)
    return Shown(low=count, high=count)


def distribution(counts: Sequence[int], beside: Iterable[int]) -> tuple[Shown, ...] | None:
    """What is told of counts whose sum is told too; None where they cannot be told at all.

    ``beside`` are the places of counts that may be hidden for another's sake, the first first; the
    same for every period.
    """
    small = [place for place, count in enumerate(counts) if _small(count)]
    hidden = sum(counts[place] for place in small)
    # With this in hiding, the last one hidden beside is no small count whatever the others are.
    enough = LEAST + (LEAST - 1) * len(small)
    others: list[int] = []
    if small:
        for place in beside:
            if hidden >= enough:
                break
            if place not in small:
                others.append(place)
                hidden += counts[place]
        if hidden < enough:
            return None
    low = hidden - (LEAST - 1) * len(small) if len(others) == 1 else 0
    return tuple(
        Shown(low=low, high=hidden - len(small), how=Told.BESIDE)
        if place in others
        # A small count is told alike wherever it stands.
        else shown(count)
        for place, count in enumerate(counts)
    )


def share(part: Shown, rest: Shown) -> tuple[float, float] | None:
    """Between which bounds (0 to 1) the part's share of both lies; None where there may be none."""
    if not part.low + rest.low:
        return None
    return part.low / ((part.low + rest.high) or 1), part.high / (part.high + rest.low)


def _small(count: int) -> bool:
    return 0 < count < LEAST
