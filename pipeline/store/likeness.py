"""Words that are spelled almost alike: the one measure by which staff's searches forgive a slip."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

ALIKE = 75.0
"""Least likeness (per cent) of a misspelt word: one edit in a word of four letters."""


def likeness(one: str, other: str) -> float:
    """How alike two words are, in per cent; 0 below :data:`ALIKE`."""
    return float(fuzz.ratio(one, other, score_cutoff=ALIKE))


def alike(word: str, among: Iterable[str], most: int = 20) -> list[str]:
    """Those that the word may be a slip for, the likest first."""
    found = process.extract(word, list(among), scorer=fuzz.ratio, limit=most, score_cutoff=ALIKE)
    return [one for one, _, _ in found]
