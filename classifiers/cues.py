"""Cues counted in a letter: which phrases speak for which label, how strongly, and where.

Forgives what scanners and hasty writers do: lost rings and dots, broken and joined words, a wrong
letter or two in a long word. Deterministic; keeps nothing of the letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from classifiers.book import NEAR, Book, CueRule, Phrase
from classifiers.counts import Counts, Found, Hit, Stream
from classifiers.rows import debtor_rows
from classifiers.tokens import Token, rejoined, tokens
from pipeline.domain.kinds import SUBKINDS, Kind
from pipeline.domain.page import Page
from pipeline.domain.running_text import Text, text_of

ROWS_LABEL = "kind:debt_list"
ROWS_WEIGHT = 2.5
ROWS_LEAST = 3
"""From so many debtors in a table the table itself is a cue."""

COMBINED_LEAST = 3.0
"""A utility with cues of at least this sum is one of the letter's own."""

FUZZY_LEAST = 84.0
"""Share (0 to 100) of a long phrase's letters that must stand together in their order."""

FUZZY_WORDS = 0.4
"""Share of a long phrase's words that must be there before the dear comparison is made."""


LONG_STEM = 6
ENDING = 4
"""A word that begins with a shorter stem is known only with so many further letters at most."""

SHORT = 8
"""Words and beginnings of fewer letters are mended only behind a first letter that is right."""


class CueCounter:
    """Counts a book's cues in letters; ``known`` are words that are never taken for misread."""

    def __init__(self, book: Book, known: frozenset[str] = frozenset()) -> None:
        """Counts the cues of ``book``."""
        self.book = book
        self.known = known
        self._words = sorted(one for one in book.words if len(one) >= LONG_STEM)
        self._stems: dict[int, list[str]] = {}
        for stem in sorted(book.stems):
            if len(stem) >= LONG_STEM:
                self._stems.setdefault(len(stem), []).append(stem)
        self._starts = tuple(sorted(book.stems))

    @cached_property
    def _stem_set(self) -> frozenset[str]:
        return frozenset(self._starts)

    def meant(self, word: str) -> bool:
        """Whether the word is one that phrases use or the model knows."""
        return word in self.book.words or word in self.known or self._has_stem(word)

    def _has_stem(self, word: str) -> bool:
        """Whether the word begins as a phrase's word does; a short beginning explains few more."""
        least = max(3, min(LONG_STEM, len(word) - ENDING))
        return any(word[:size] in self._stem_set for size in range(least, len(word) + 1))

    def _together(self, first: str, second: str) -> bool:
        """Whether the two pieces make one word, or one word's beginning that spans both."""
        whole = first + second
        if whole in self.book.words or whole in self.known:
            return True
        reach = range(len(first) + 1, len(whole) + 1)
        return any(whole[:size] in self._stem_set for size in reach)

    def _mended(self, word: str) -> str:
        """The word, or the lexicon's word that it was most likely meant to be."""
        size = len(word)
        if size < LONG_STEM or not word.isalpha() or self.meant(word):
            return word
        reach = 1 if size < 10 else 2
        best = process.extractOne(
            word,
            _like(word, self._words),
            scorer=Levenshtein.distance,
            score_cutoff=reach,
        )
        if best is not None:
            return str(best[0])
        for length in range(min(size, max(self._stems, default=0)), LONG_STEM - 1, -1):
            stems = self._stems.get(length)
            if stems is None:
                continue
            reach = 1 if length < 10 else 2
            near = process.extractOne(
                word[:length],
                _like(word[:length], stems),
                scorer=Levenshtein.distance,
                score_cutoff=reach,
            )
            if near is not None:
                return str(near[0]) + word[length:]
        return word

    def stream(self, text: Text) -> Stream:
        """The text's words in plain shape, mended against the lexicon."""
        mended: dict[str, str] = {}
        words = []
        for one in rejoined(tokens(text.value), self.meant, self._together):
            if one.text not in mended:
                mended[one.text] = self._mended(one.text)
            words.append(Token(mended[one.text], one.start, one.end))
        offsets: list[int] = []
        at = 1
        for one in words:
            offsets.append(at)
            at += len(one.text) + 1
        joined = " " + "".join(one.text + " " for one in words)
        return Stream(text, tuple(words), joined, tuple(offsets))

    def count(self, pages: Sequence[Page]) -> Counts:
        """The cues of a letter's pages, read by line and, where it differs, in the engine's order.

        A letter in columns breaks its sentences when read by line; the engine's own order of words
        keeps them.
        """
        by_line = text_of(pages)
        streams = [self.stream(by_line)]
        if "\t" in by_line.value:
            other = self.stream(engine_order(pages))
            if other.joined != streams[0].joined:
                streams.append(other)
        return self._counted([self._hushed(one) for one in streams])

    def _hushed(self, stream: Stream) -> Stream:
        """The stream with what is about nobody blanked out, every other word in its place."""
        joined = stream.joined
        for one in self.book.hushed:
            if one.literal in joined:
                joined = one.pattern.sub(_blank, joined)
        return replace(stream, joined=joined)

    def _counted(self, streams: Sequence[Stream]) -> Counts:
        search = _Search(streams)
        find = search.find
        sums: dict[str, float] = {}
        spoken: dict[str, float] = {}
        found: list[Found] = []
        for rule in self.book.rules:
            if rule.near:
                hits = search.near_hits(rule)
            else:
                hits = [(one, hit) for one in rule.phrases if (hit := find(one)) is not None]
            if not hits or not _applies(rule.company, rule.unless, find):
                continue
            # Each further phrase of one rule says less that is new: half of the one before.
            share = 2.0 - 0.5 ** (len(hits) - 1)
            _add(sums, rule.label, rule.weight * share)
            if rule.weight > 0:
                _add(spoken, rule.label, rule.weight * share)
            found += [
                Found(rule, phrase.text, stream, start, end)
                for phrase, (stream, start, end) in hits
            ]
        rows = debtor_rows(streams[0].text.value)
        if rows >= ROWS_LEAST:
            listed = ROWS_WEIGHT * min(2.0, rows / ROWS_LEAST)
            for tally in (sums, spoken):
                _add(tally, ROWS_LABEL, listed)
            # What a list is about is owed by its debtors, not by the one whom a letter is about.
            _add(sums, "kind:rent_debt", -listed)
        _combine_utilities(sums, spoken)
        guards = tuple(
            guard
            for guard in self.book.guards
            if any(find(one) is not None for one in guard.phrases)
            and _applies(guard.company, guard.unless, find)
        )
        words = tuple(one.text for one in streams[0].words)
        long = [one for one in words if len(one) >= 4 and one.isalpha()]
        known = sum(1 for one in long if self.meant(one))
        return Counts(
            sums=sums,
            spoken=spoken,
            found=tuple(found),
            guards=guards,
            known=known / len(long) if long else 0.0,
            size=len(long),
            rows=rows,
            words=words,
            stream=streams[0],
        )


def _blank(match: re.Match[str]) -> str:
    """As many signs that are no word's, with the spaces between them."""
    return re.sub("[^ ]", "·", match.group())


def _like(word: str, choices: Sequence[str]) -> Sequence[str]:
    """The choices that a short word may be meant for: those that begin with the same letter.

    In few letters one wrong makes another word, or of a name ("Jörgen") a word ("borgen").
    """
    if len(word) >= SHORT:
        return choices
    return [one for one in choices if one[0] == word[0]]


class _Search:
    """Finds phrases in a letter's streams, each once."""

    def __init__(self, streams: Sequence[Stream]) -> None:
        """Searches those streams, the first before the others."""
        self._streams = streams
        self._memory: dict[str, Hit | None] = {}
        self._starts: dict[tuple[str, int], list[int]] = {}

    def find(self, phrase: Phrase) -> Hit | None:
        """Where the phrase stands, or None."""
        if phrase.text not in self._memory:
            self._memory[phrase.text] = next(
                (hit for one in self._streams if (hit := _hit(phrase, one)) is not None), None
            )
        return self._memory[phrase.text]

    def near_hits(self, rule: CueRule) -> list[tuple[Phrase, Hit]]:
        """The rule's phrases that stand near one of its ``near`` phrases, in either order."""
        found: dict[str, tuple[Phrase, Hit]] = {}
        for number, stream in enumerate(self._streams):
            beside = sorted(at for one in rule.near for at in self._places(one, number))
            if not beside:
                continue
            for phrase in rule.phrases:
                at = next(
                    (at for at in self._places(phrase, number) if _beside(at, beside, stream)), None
                )
                if at is None or phrase.text in found:
                    continue
                match = phrase.pattern.match(stream.joined, at)
                found[phrase.text] = (phrase, (stream, at, match.end() if match else at + 1))
        return list(found.values())

    def _places(self, phrase: Phrase, number: int) -> list[int]:
        key = (phrase.text, number)
        if key not in self._starts:
            joined = self._streams[number].joined
            self._starts[key] = (
                [one.start() for one in phrase.anywhere.finditer(joined)]
                if phrase.literal in joined
                else []
            )
        return self._starts[key]


def _combine_utilities(sums: dict[str, float], spoken: dict[str, float]) -> None:
    """Two utilities that are both strongly spoken for are a combined letter."""
    sorts = [one for one in SUBKINDS[Kind.UTILITY_DEBT] if one != "combined"]
    ranked = sorted(sums.get(f"subkind:utility_debt.{one}", 0.0) for one in sorts)
    if ranked[-2] >= COMBINED_LEAST:
        for tally in (sums, spoken):
            _add(tally, "subkind:utility_debt.combined", ranked[-2])


def _add(tally: dict[str, float], label: str, value: float) -> None:
    tally[label] = tally.get(label, 0.0) + value


def _applies(
    company: Sequence[Phrase],
    unless: Sequence[Phrase],
    find: Callable[[Phrase], object | None],
) -> bool:
    if company and all(find(one) is None for one in company):
        return False
    return all(find(one) is None for one in unless)


def _beside(at: int, beside: Sequence[int], stream: Stream) -> bool:
    """Whether one of the sorted places lies within so many words of the place."""
    next_one = bisect_right(beside, at)
    word = bisect_right(stream.offsets, at + 1)
    return any(
        abs(bisect_right(stream.offsets, other + 1) - word) <= NEAR
        for other in beside[max(0, next_one - 1) : next_one + 1]
    )


def _hit(phrase: Phrase, stream: Stream) -> Hit | None:
    """Where the phrase stands in the stream, or None."""
    if phrase.literal in stream.joined:
        match = phrase.pattern.search(stream.joined)
        if match is not None:
            return stream, match.start(), match.end()
    if not phrase.whole:
        return None
    present = sum(1 for word in phrase.words if f" {word} " in stream.joined)
    if present < FUZZY_WORDS * len(phrase.words):
        return None
    near = fuzz.partial_ratio_alignment(phrase.whole, stream.joined, score_cutoff=FUZZY_LEAST)
    if near is None or not near.score:
        return None
    return stream, near.dest_start, near.dest_end


def engine_order(pages: Sequence[Page]) -> Text:
    """The pages' words in the order in which the engine gave them, a line's end as a newline."""
    parts: list[str] = []
    starts: list[int] = []
    offset = 0
    words = [word for page in pages for word in page.words]
    for place, word in enumerate(words):
        if place:
            last = words[place - 1].box
            same = last.page == word.box.page and abs(last.middle - word.box.middle) < max(
                last.height, word.box.height
            )
            parts.append(" " if same else "\n")
            offset += 1
        starts.append(offset)
        parts.append(word.text)
        offset += len(word.text)
    return Text(value="".join(parts), starts=tuple(starts), words=tuple(words))
