"""Where one letter ends and the next begins in a scanned stack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio, token_sort_ratio

from extractors.finders.letter import plain
from extractors.page_look import Look, look_at
from pipeline.domain.case import LetterPart
from pipeline.domain.page import Page
from pipeline.domain.problems import Code, Problem

UNSURE = 0.8
"""A boundary less sure than this is a reason for review."""

_SEPARATOR = re.compile(r"patch|separator|skilje|troskel", re.IGNORECASE)
_SEPARATOR_WORDS = re.compile(
    r"skiljeblad|skiljeark|separatorblad|separator sheet|patch ?t\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Part:
    """A letter being gathered: its pages, their looks, and how sure its start and its holding."""

    pages: list[int]
    looks: list[Look]
    start: float = 1.0
    held: float = 1.0


def split(pages: tuple[Page, ...]) -> tuple[LetterPart, ...]:
    """The letters of a document: their pages, numbered from 1, and how sure their bounds are.

    Separator sheets belong to no letter, and no letter goes over one. Blank pages belong to the
    letter before them. Pages about different persons are never one letter. A start that is likely
    but not sure divides, with the problem ``split_unsure`` on both sides. A document without words
    is one letter of all its pages.
    """
    parts: list[_Part] = []
    leading: list[int] = []
    forced = False
    for page in pages:
        if _is_separator(page):
            forced = True
        elif page.blank or not page.words:
            if parts and not forced:
                parts[-1].pages.append(page.number)
            elif not parts and not forced:
                leading.append(page.number)
        else:
            _add(parts, look_at(page), leading, forced=forced)
            leading, forced = [], False
    if not parts:
        readable = tuple(page.number for page in pages if not _is_separator(page))
        numbers_ = readable or tuple(page.number for page in pages)
        return (LetterPart(index=1, pages=numbers_),) if numbers_ else ()
    return tuple(_finished(parts))


def _add(parts: list[_Part], look: Look, leading: list[int], *, forced: bool) -> None:
    """Puts a page into the letter before it or lets it open the next."""
    if not parts or forced:
        parts.append(_Part(pages=[*leading, look.page], looks=[look]))
        return
    last = parts[-1]
    score = newness(last.looks, look)
    sure = _sureness(score)
    if score > 0:
        parts.append(_Part(pages=[look.page], looks=[look], start=sure))
        return
    last.pages.append(look.page)
    last.looks.append(look)
    last.held = min(last.held, sure)


def _finished(parts: list[_Part]) -> Iterable[LetterPart]:
    for place, part in enumerate(parts):
        end = parts[place + 1].start if place + 1 < len(parts) else 1.0
        sure = min(part.start, part.held, end)
        yield LetterPart(
            index=place + 1,
            pages=tuple(part.pages),
            confidence=sure,
            problems=(Problem(code=Code.SPLIT_UNSURE),) if sure < UNSURE else (),
        )


def _sureness(score: float) -> float:
    """How sure a boundary is by the weight of what speaks for or against it."""
    steps = ((4.0, 0.99), (3.0, 0.97), (2.0, 0.92), (1.5, 0.85), (1.0, 0.7), (0.0, 0.55))
    return next(sure for least, sure in steps if abs(score) >= least)


def _is_separator(page: Page) -> bool:
    """Whether a page is a separator sheet: by its decoded mark, or by its few words."""
    if any(_SEPARATOR.search(mark) for mark in page.marks):
        return True
    if len(page.words) > 12:
        return False
    return _SEPARATOR_WORDS.search(plain(" ".join(word.text for word in page.words))) is not None


def newness(before: list[Look], look: Look) -> float:
    """How much speaks for a new letter at this page: above 0 it begins one, far from 0 is sure.

    ``before`` are the pages of the letter so far, at least one. A page that opens as a letter does
    is held only by what both have in common: two families' letters from one landlord on one day
    look alike in all else.
    """
    last = before[-1]
    if look.sheet and last.sheet:
        return SURE if look.number == 1 else -SURE
    score = -1.5
    score += _by_numbers(last, look)
    score += (0.0, 0.5, 1.5, 2.0)[look.head]
    senders = [one.sender for one in before if one.sender]
    if look.sender and senders:
        same = any(token_sort_ratio(look.sender, one) > 82 for one in senders)
        score += -0.5 if same else 1.5
    written = [one.written for one in before if one.written]
    if look.written and written:
        score += -0.5 if look.written in written else 0.5
    cases = frozenset().union(*(one.cases for one in before))
    same_case = bool(look.cases & cases)
    if look.cases and cases:
        score += -2.5 if same_case else 1.5
    if look.attached:
        score -= 1.5
    persons = _by_persons(before, look)
    score += persons
    if _may_belong(before, look):
        return min(score, UNLINKED)
    follows = look.number is not None and last.number is not None and look.number > last.number
    opens = look.head > 1 or look.written is not None
    if opens and persons >= 0 and not (same_case or look.attached or follows):
        return max(score, UNLINKED)
    return score


def _may_belong(before: list[Look], look: Look) -> bool:
    """Whether a page about others may lie with the letter all the same, so that a person looks.

    Those who signed a list are others than the one it is about; a covering letter may name nobody,
    and leave that to the copy that follows. Either may as well be two letters.
    """
    if look.attached and not look.addressed:
        return True
    covering = not any(one.names or one.numbers or one.listing for one in before)
    return covering and before[-1].addressed and not look.listing and look.head < 3


SURE = 4.0
UNLINKED = 0.5
"""A page that opens a letter, and has nothing in common with the one before, or an attachment about
others: parted, unsurely."""


def _by_numbers(last: Look, look: Look) -> float:
    """What the printed page numbers say."""
    if look.number is None:
        if last.number is not None and last.of is not None:
            return -1.0 if last.number < last.of else 1.0
        return 0.0
    if look.number == 1:
        return 1.5 if look.of != 1 or look.head else 1.0
    if last.number is None:
        return -1.5
    if look.number == last.number + 1 and look.of == last.of:
        return -3.0
    return 0.5


def _by_persons(before: list[Look], look: Look) -> float:
    """What the persons named say: the same hold together, others divide whatever else is said."""
    last = before[-1]
    goes_on = look.number is not None and look.number > 1 and last.number == look.number - 1
    listed = any(one.listing for one in before)
    if goes_on and listed:
        return 0.0  # the last rows of a list are other persons, and the same list
    if look.listing and listed:
        return 0.0 if look.head > 1 else -1.5
    if look.listing != listed and look.head:
        return 2.0  # whoever is on a list has a letter of his own all the same
    return _of_one_matter(before, look)


def _of_one_matter(before: list[Look], look: Look) -> float:
    """Whether the persons of a page are those of the letter so far, by number, then by name."""
    names = [name for one in before for name in one.names]
    printed = frozenset().union(*(one.numbers for one in before))
    if printed & look.numbers:
        return -3.0
    same = _same_name(names, look.names)
    if printed and look.numbers:
        misread = any(_apart(one, other) <= 2 for one in printed for other in look.numbers)
        return -1.0 if misread and same else 5.0
    if same or (names and look.names):
        return -2.5 if same else 5.0
    return _by_words(before, names, look)


def _by_words(before: list[Look], names: list[str], look: Look) -> float:
    """Whether the persons named on one side are said on the other, where no name was found.

    A name counts as said where all its words stand among the others, whatever they stand for.
    """
    if look.names:
        words = frozenset().union(*(one.words for one in before))
        return -2.0 if any(_said(name, words) for name in look.names) else 3.0
    if names and any(_said(name, look.words) for name in names):
        return -2.0
    if names and look.numbers:
        return 3.0
    opens = look.head > 1 and (names or any(one.numbers for one in before) or look.numbers)
    return 1.0 if opens else 0.0


def _same_name(names: Iterable[str], others: Iterable[str]) -> bool:
    others = tuple(others)
    return any(token_sort_ratio(one, other) > 84 for one in names for other in others)


def _apart(number: str, other: str) -> int:
    """In how many places two numbers of ten digits differ."""
    return sum(one != two for one, two in zip(number, other, strict=False))


def _said(name: str, words: frozenset[str]) -> bool:
    """Whether all words of a name stand among the words, with room for reading errors."""
    return all(
        part in words or any(ratio(part, word, score_cutoff=84) for word in words)
        for part in name.split()
        if len(part) > 1
    )
