"""Whether a new model is no worse than the one in use, figure by figure, on one frozen set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MORE_IS_BETTER = (
    "kind_best",
    "kind_settled",
    "subkind_best",
    "subkind_settled",
    "tenure_best",
    "tenure_settled",
)
FEWER_IS_BETTER = (
    "kind_settled_wrong",
    "kind_sent_wrong",
    "subkind_settled_wrong",
    "tenure_settled_wrong",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worse:
    """A figure that got worse: on which quality of scan, and so many of so many before and now."""

    quality: str
    figure: str
    before: tuple[int, int]
    now: tuple[int, int]


def worse(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Worse, ...]:
    """Every figure that is worse, in whole shares: one letter is enough. Of the same letters.

    A figure that is missing in either is worse: nothing is promoted unmeasured.
    """
    return tuple(_worse(before["by_quality"], now["by_quality"]))


def _worse(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Worse]:
    for quality in sorted({*before, *now}):
        old, new = before.get(quality, {}), now.get(quality, {})
        for figure in (*MORE_IS_BETTER, *FEWER_IS_BETTER):
            was, is_now = _count(old, figure), _count(new, figure)
            low, high = (is_now, was) if figure in MORE_IS_BETTER else (was, is_now)
            # By whole numbers: a share that is rounded hides a letter.
            if figure not in old or figure not in new or low[0] * high[1] < high[0] * low[1]:
                yield Worse(quality=quality, figure=figure, before=was, now=is_now)


def _count(figures: Mapping[str, Any], name: str) -> tuple[int, int]:
    one = figures.get(name, {})
    return int(one.get("count", 0)), int(one.get("of", 0))
