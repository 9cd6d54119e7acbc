"""Letters that a person corrected, as training sees them: without the names that stand in them.

A model keeps the words that it knows, so a word of these letters is kept only if two letters use
it that share neither a person nor a sender, and a name of somebody in the letter never is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from classifiers.cues import CueCounter
from classifiers.labels import LABELS
from classifiers.model import UNKNOWN
from classifiers.samples import Letter, Read
from classifiers.tokens import fold
from pipeline.domain.page import Page

COPIES = 6
"""How often each is learnt in a round: about as often as the letters of a made design."""

LIKE_A_NAME = 75.0
"""Share (0 to 100) of a word's letters that it has in common with a name to be struck as one."""

SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A letter with what a person said that it is.

    ``keys`` name the persons and the sender, so that letters which share one count as one;
    ``names`` are the names, streets and contacts that stand in it or in the register beside it;
    ``label`` one of ``LABELS``, ``tenure`` a tenure's word, ``quality`` the scan's.
    """

    keys: frozenset[str]
    label: str
    tenure: str
    quality: str
    pages: tuple[Page, ...]
    names: frozenset[str]


def read_corrections(corrections: Sequence[Correction], counter: CueCounter) -> list[Read]:
    """Their words and cues; each group of letters that share a key is a design of its own."""
    found = []
    for one, group in zip(corrections, groups([one.keys for one in corrections]), strict=True):
        if one.label not in LABELS:
            continue
        counts = counter.count(one.pages)
        words = struck(counts.words, one.names)
        letter = Letter(
            design=f"corrected {group}",
            label=one.label,
            tenure=one.tenure,
            text="",
            quality=one.quality,
        )
        found.append(
            Read(letter=letter, counts=replace(counts, words=words, found=(), stream=None))
        )
    return found


def struck(words: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """The words with all that look like part of a name made unknown, misread ones too."""
    parts = {part for name in names for part in fold(name).split() if len(part) >= SHORTEST_NAME}
    return tuple(UNKNOWN if _is_name(word, parts) else word for word in words)


def _is_name(word: str, parts: set[str]) -> bool:
    if word in parts:
        return True
    return len(word) >= SHORTEST_NAME and any(
        fuzz.ratio(word, part) >= LIKE_A_NAME or (len(part) > 4 and part in word) for part in parts
    )


def groups(keys: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """A number for each letter, the same for letters that share a key, through others too."""
    found = list(range(len(keys)))

    def root(place: int) -> int:
        while found[place] != place:
            place = found[place]
        return place

    first: dict[str, int] = {}
    for place, those in enumerate(keys):
        for key in sorted(those):
            other = root(first.setdefault(key, place))
            mine = root(place)
            found[max(mine, other)] = min(mine, other)
    return tuple(root(place) for place in range(len(keys)))
