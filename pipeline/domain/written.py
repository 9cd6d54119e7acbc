"""The written routine's own text: what in it is cited, what is not, and what is nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from pipeline.domain.routine import Duty, Paragraph, Recurring, Routine, Row

Item = Row | Duty | Recurring

OMISSION = " […] "
"""Between two sentences of one citation: what stands between them in the routine is left out."""

_SPACE = re.compile(r"\s+")
_BLOCK = re.compile(r"\n\s*(?=\n|[-•*–]\s|\d+\.\s)")
_END = re.compile(r"(?<=[.!?])\s+(?=[\"”«(]?[A-ZÅÄÖ]|\d+\.\s)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CONTENTS = re.compile(r"\.{3,} ?\d+$")
"""A line of a table of contents."""

_FEWEST_WORDS = 4
"""Shorter pieces are headings, numbers and the like."""

_ALIKE = 0.6
"""How much alike two sentences must be, of 1, for one to be told as what was perhaps meant."""


def plain(text: str) -> str:
    """The text with each run of spaces and line ends as one space."""
    return _SPACE.sub(" ", text).strip()


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a written routine; a paragraph or a point of a list ends one too."""
    found = (plain(one) for block in _BLOCK.split(text) for one in _END.split(plain(block)))
    return tuple(
        one
        for one in found
        if len(_WORD.findall(one)) >= _FEWEST_WORDS and not _CONTENTS.search(one)
    )


def items(routine: Routine) -> tuple[Item, ...]:
    """All that rests on the written routine: rows, duties and recurring days."""
    return (*routine.rows, *routine.duties, *routine.recurring)


def cited(paragraph: Paragraph) -> tuple[str, ...]:
    """What a paragraph says stands in the written routine: headings, and each sentence."""
    parts = (*paragraph.heading.split(" › "), *(paragraph.sentence or "").split(OMISSION))
    return tuple(plain(part) for part in parts if part.strip())


def left_out(routine: Routine, text: str) -> tuple[str, ...]:
    """The sentences of the written routine on which no row, duty or recurring day rests."""
    whole = plain(text)
    rested = bytearray(len(whole))
    for one in {one for item in items(routine) for one in cited(item.paragraph)}:
        for found in re.finditer(re.escape(one), whole):
            rested[found.start() : found.end()] = b"\1" * len(one)
    left: dict[str, None] = {}
    at = 0
    for sentence in sentences(text):
        at = whole.index(sentence, at)
        if not any(rested[at : at + len(sentence)]):
            left[sentence] = None
    return tuple(left)


def misquoted(routine: Routine, text: str) -> Iterator[tuple[Item, str, str]]:
    """Each citation that the text has not word for word, and what in it is nearest, in Swedish."""
    whole = plain(text)
    for item in items(routine):
        for one in cited(item.paragraph):
            if one not in whole:
                yield item, one, _nearest(one, sentences(text))


def _nearest(wanted: str, there: Iterable[str]) -> str:
    """The sentence that was perhaps meant, and where the two part; empty where none is near."""
    matcher = SequenceMatcher(None, b=wanted, autojunk=False)
    best, score = "", _ALIKE
    for one in there:
        matcher.set_seq1(one)
        if matcher.quick_ratio() > score and (ratio := matcher.ratio()) > score:
            best, score = one, ratio
    if not best:
        return ""
    mine, theirs = wanted.split(), best.split()
    shared = next(
        (at for at, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]),
        min(len(mine), len(theirs)),
    )
    told = [" ".join(words[shared : shared + 1]) or "(slut)" for words in (theirs, mine)]
    return f"närmast är «{best}»: där står ”{told[0]}”, här ”{told[1]}”"
