"""Scores as measured frequencies: how often a score so high was right, never the bare score."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

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


def table(outcomes: Sequence[Outcome]) -> Table:
    """Isotonic regression of being right on the score, over the steps of ``EDGES``.

    Each step's frequency is Laplace's (one right and one wrong more than were seen), so that few
    prove little and none ever prove certainty; a step lower than the one before is pooled with it
    (pool adjacent violators: Ayer et al., Ann. Math. Stat. 26, 1955).
    """
    steps = [[edge, 0.0, 0.0] for edge in EDGES]
    for score, right in outcomes:
        step = steps[bisect_right(EDGES, score) - 1]
        step[1] += 1
        step[2] += right
    risen: list[list[float]] = []
    for one in steps:
        risen.append(one)
        while len(risen) > 1 and _share(risen[-2]) > _share(risen[-1]):
            last = risen.pop()
            risen[-1][1] += last[1]
            risen[-1][2] += last[2]
    return Table(
        scores=tuple(one[0] for one in risen),
        right=tuple(round(_share(one), 5) for one in risen),
        counts=tuple(int(one[1]) for one in risen),
    )


def _share(pool: Sequence[float]) -> float:
    return (pool[2] + 1) / (pool[1] + 2)
