"""Scores as measured frequencies: how often a score so high was right, never the bare score."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

Outcome = tuple[float, bool]
"""A score (0 to 1), and whether what it stood for was right."""

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.993, 0.997, 0.999)
"""Where the steps of a table begin: fixed, so that a doubtful score never borrows a clear one's
frequency for want of values of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Measured frequencies: a score of at least ``scores[i]`` was right ``right[i]`` of the time.

    ``scores`` rises; ``counts[i]`` values stand behind each step.
    """

    scores: tuple[float, ...]
    right: tuple[float, ...]
    counts: tuple[int, ...]

    def confidence(self, score: float) -> float:
        """The measured frequency (0 to 1) for the score; the lowest step's below all steps."""
        if not self.scores:
            return 0.0
        return self.right[max(0, bisect_right(self.scores, score) - 1)]


def table(outcomes: Sequence[Outcome], toward: Table | None = None) -> Table:
    """Isotonic regression of being right on the score, over the steps of ``EDGES``.

    Two outcomes that nobody saw are added to each step, so that few prove little and none ever
    prove certainty: one right and one wrong (Laplace), or as often right as the table ``toward``
    says of such scores, where more was measured; what neither shows by itself is not told. A step
    lower than the one before is pooled with it (pool adjacent violators: Ayer et al., Ann. Math.
    Stat. 26, 1955).
    """
    steps = [
        _Step(edge=edge, prior=0.5 if toward is None else toward.confidence(edge)) for edge in EDGES
    ]
    for score, right in outcomes:
        step = steps[bisect_right(EDGES, score) - 1]
        step.count += 1
        step.right += right
    risen: list[_Step] = []
    for one in steps:
        risen.append(one)
        while len(risen) > 1 and risen[-2].share > risen[-1].share:
            last = risen.pop()
            risen[-1].count += last.count
            risen[-1].right += last.right
    told = accumulate((one.told for one in risen), max)
    return Table(
        scores=tuple(one.edge for one in risen),
        right=tuple(round(one, 5) for one in told),
        counts=tuple(one.count for one in risen),
    )


@dataclass(slots=True, kw_only=True)
class _Step:
    """The outcomes from an edge on; ``prior`` is the share right of the two that nobody saw."""

    edge: float
    prior: float
    count: int = 0
    right: int = 0

    @property
    def share(self) -> float:
        return (self.right + 2 * self.prior) / (self.count + 2)

    @property
    def told(self) -> float:
        """The share, no higher than what these outcomes alone show, or those of the prior."""
        return min(self.share, max((self.right + 1) / (self.count + 2), self.prior))
