"""What was counted in a letter: sums by label, what stands behind them, and where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from classifiers.book import CueRule, Guard
from classifiers.tokens import Token
from pipeline.domain.running_text import Text
from pipeline.domain.scores import Cue


@dataclass(frozen=True, slots=True)
class Stream:
    """A text's plain words as one string, each word between single spaces."""

    text: Text
    words: tuple[Token, ...]
    joined: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the text that ``joined[start:end]`` came from."""
        first = max(0, bisect_right(self.offsets, start + 1) - 1)
        last = max(first, bisect_right(self.offsets, max(start + 1, end - 2)) - 1)
        return self.words[first].start, self.words[last].end


Hit = tuple[Stream, int, int]
"""A stream, and where in its joined words something begins and ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that was found for a rule."""

    rule: CueRule
    phrase: str
    stream: Stream
    start: int
    end: int


@dataclass(frozen=True)
class Counts:
    """What was counted: the sums by label, the phrases behind them, and the guards that hold.

    ``spoken`` are the sums of what speaks for a label, without what speaks against it.
    ``known`` is the share (0 to 1) of the letter's words of four letters or more that the lexicon
    or the model's vocabulary knows; ``size`` the number of those words;
    ``stream`` the text that was counted.
    """

    sums: Mapping[str, float]
    spoken: Mapping[str, float]
    found: tuple[Found, ...]
    guards: tuple[Guard, ...]
    known: float
    size: int
    rows: int
    words: tuple[str, ...]
    stream: Stream | None = None

    def sum(self, label: str) -> float:
        """The label's sum; 0 where nothing spoke for or against it."""
        return self.sums.get(label, 0.0)

    def cues(self, labels: Iterable[str]) -> tuple[Cue, ...]:
        """The phrases that spoke for those labels, each once, with their boxes."""
        wanted = set(labels)
        cues: dict[tuple[str, str], Cue] = {}
        for one in self.found:
            key = (one.rule.label, one.phrase)
            if one.rule.label in wanted and one.rule.weight > 0 and key not in cues:
                boxes = one.stream.text.boxes_at(*one.stream.span(one.start, one.end))
                cues[key] = Cue(
                    label=one.rule.label.partition(":")[2], phrase=one.phrase, boxes=boxes
                )
        return tuple(cues.values())

    def spots(self, label: str, words: Iterable[str]) -> tuple[Cue, ...]:
        """Where those words first stand, as cues for the label, as the letter writes them."""
        if self.stream is None:
            return ()
        text = self.stream.text
        first: dict[str, Token] = {}
        for token in self.stream.words:
            first.setdefault(token.text, token)
        return tuple(
            Cue(
                label=label,
                phrase=text.value[first[word].start : first[word].end],
                boxes=text.boxes_at(first[word].start, first[word].end),
            )
            for word in words
            if word in first
        )
