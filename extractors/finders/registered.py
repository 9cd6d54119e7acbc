"""Where a registered person's name is printed, also by a scanner that misread a letter of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from rapidfuzz.distance import Levenshtein

from extractors.finders.letter import Letter, plain
from pipeline.domain.people import Person

_WORD = re.compile(r"[^\W_](?:[\w'-]*\w)?")
_LETTERS_A_FAULT = 5
"""One misread letter for each so many: "Vinterkv1st" is Vinterkvist, "Ann" is not Alm."""
_BETWEEN = 3
"""A surname stands at most so many words from the given name: middle names stand between."""
_LONGEST_GAP = 30
_JOINERS = frozenset({"och", "samt", "and"})


def full(person: Person) -> str:
    """The person's registered names in one line."""
    return f"{person.given} {person.middle} {person.surname}"


def printed(letter: Letter, person: Person) -> tuple[int, int] | None:
    """Where the person's given name and surname stand together, in either order; None nowhere."""
    given, surname = map(_pattern, (person.given, person.surname))
    if not given or not surname:
        return None
    between = r"(?:\s[\w'-]+){0,2}?\s"
    either = rf"(?<![\w-])(?:{given}{between}{surname}|{surname},?\s{given})(?![\w-])"
    hit = re.search(either, letter.plain, re.IGNORECASE)
    return None if hit is None else hit.span()


def _pattern(name: str) -> str:
    """The name's words as they may be printed: a line may end at a hyphen."""
    return r"\s".join(re.escape(one).replace(r"\-", r"-\s?") for one in plain(name).split())


class Nearly:
    """A letter's words, in which names are sought letter by letter."""

    def __init__(self, letter: Letter) -> None:
        """Takes the words apart once, for however many persons."""
        self._plain = letter.plain
        self._words = [(one.group().lower(), *one.span()) for one in _WORD.finditer(letter.plain)]

    def printed(self, person: Person, others: Iterable[Person] = ()) -> tuple[int, int] | None:
        """Where both names of the person nearly stand together; None nowhere.

        A printed word that is exactly the name of one of ``others`` is not this one's misread.
        """
        taken = {word for one in others for word in _words(full(one))} - set(_words(full(person)))
        given, surname = _words(person.given), _words(person.surname)
        if not given or not surname:
            return None
        for one, other in ((given[0], surname[-1]), (surname[-1], given[0])):
            for place, (first, start, end) in enumerate(self._words):
                if not _near(first, one, taken):
                    continue
                for second, behind, stop in self._words[place + 1 : place + 1 + _BETWEEN]:
                    if second in _JOINERS or self._apart(end, behind):
                        break  # the next person's name, or the next sentence's
                    if _near(second, other, taken):
                        return start, stop
        return None

    def _apart(self, end: int, start: int) -> bool:
        """Whether a sentence ends between two words, or they stand too far from each other."""
        ended = re.search(r"[.!?]\s", self._plain[end : start + 1]) is not None
        return start - end > _LONGEST_GAP or ended

    def traced(self, person: Person, others: Iterable[Person] = ()) -> tuple[int, int] | None:
        """Where a spoilt given name stands by a spoilt surname of the person; None nowhere.

        A printed word that is the name of one of ``others`` is their own, and no trace.
        """
        taken = {word for one in others for word in _words(full(one))}
        given, surname = _words(person.given), _words(person.surname)
        if not given or not surname:
            return None
        most = 1 if len(given[0]) >= _TRACE else 0
        for place, (first, start, end) in enumerate(self._words):
            if first in taken or Levenshtein.distance(first, given[0], score_cutoff=most) > most:
                continue
            for second, behind, stop in self._words[place + 1 : place + 1 + _BETWEEN]:
                if second in _JOINERS or self._apart(end, behind):
                    break
                if _half(second, surname[-1]):
                    return start, stop
        return None


def _half(word: str, name: str) -> bool:
    """Whether half of a name is there: its beginning, or all but every other letter."""
    most = len(name) // 2
    begins = len(name) >= _TRACE and word.startswith(name[: _TRACE + 1])
    return begins or Levenshtein.distance(word, name, score_cutoff=most) <= most


_TRACE = 4
"""Letters of a name that leaves a trace worth a look."""


def alike(name: str, names: Iterable[str]) -> bool:
    """Whether any word of a printed name is nearly one of the words."""
    known = [word for one in names for word in _words(one)]
    return any(_near(word, one, frozenset()) for word in _words(name) for one in known)


def _near(word: str, name: str, taken: Container[str]) -> bool:
    if word == name:
        return True
    most = len(name) // _LETTERS_A_FAULT
    return (
        abs(len(word) - len(name)) <= most
        and most > 0
        and word not in taken
        and Levenshtein.distance(word, name, score_cutoff=most) <= most
    )


def _words(text: str) -> list[str]:
    return [one.group().lower() for one in _WORD.finditer(plain(text))]
