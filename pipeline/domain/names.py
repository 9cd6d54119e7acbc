"""Comparing a printed person's name with a registered one, despite spelling, order and bad scans.

Nothing here decides who somebody is: a comparison gives a named level and a weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from pipeline.domain.spelling import fold, shape_key, sound_key, words

Similarity = Callable[[str, str], float]
"""How alike two words are, 0 to 1; it is symmetric and gives 1 for equal words."""

_PARTICLES = frozenset(
    {"von", "af", "av", "de", "da", "del", "la", "van", "der", "al", "el", "bin"}
)

_NEAR = 0.8
"""Least similarity of two words that may be one word misspelt; below it they are two words."""


class Fit(StrEnum):
    """How well two words agree, best first."""

    SAME = "same"
    FOLDED = "folded"
    VARIANT = "variant"
    SLIP = "slip"
    NEAR = "near"
    INITIAL = "initial"


_ORDER = {fit: place for place, fit in enumerate(Fit)}
_SURNAME_BITS = {
    Fit.SAME: 6.5,
    Fit.FOLDED: 6.0,
    Fit.VARIANT: 5.0,
    Fit.SLIP: 4.5,
    Fit.NEAR: 1.5,
}
_GIVEN_BITS = {
    Fit.SAME: 6.0,
    Fit.FOLDED: 5.5,
    Fit.VARIANT: 4.5,
    Fit.SLIP: 4.0,
    Fit.NEAR: -1.0,
    Fit.INITIAL: 3.0,
}
_LATER_GIVEN = -1.0
_AS_MIDDLE = -1.0
_EXTRA_GIVEN = 1.0
_TURNED = -0.5
_STRANGE_WORD = -8.0
_OTHER_SURNAME = -8.0
_OTHER_NAME = -12.0


class NameLevel(StrEnum):
    """How a whole printed name agrees with a registered one.

    ``partial`` has the right surname and a right given name, and a word that is neither;
    ``surname_only`` has no given name printed; ``given_only`` has another surname (a marriage,
    or another person).
    """

    SAME = "same"
    FOLDED = "folded"
    VARIANT = "variant"
    SLIP = "slip"
    NEAR = "near"
    INITIAL = "initial"
    SURNAME_ONLY = "surname_only"
    PARTIAL = "partial"
    GIVEN_ONLY = "given_only"
    OTHER = "other"

    @property
    def agrees(self) -> bool:
        """Whether every printed word belongs to the registered name."""
        return self not in {NameLevel.PARTIAL, NameLevel.GIVEN_ONLY, NameLevel.OTHER}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFit:
    """A compared name: its level, and its weight in bits (log2 odds)."""

    level: NameLevel
    bits: float


_OTHER = NameFit(level=NameLevel.OTHER, bits=_OTHER_NAME)


def _changed_ending(one: str, other: str) -> bool:
    """Whether one word is the other and an ending: ``Erik``/``Erika`` are two people's names."""
    short, long = sorted((fold(one), fold(other)), key=len)
    return len(long) - len(short) in {1, 2} and long.startswith(short)


def _alike(printed: str, registered: str, similarity: Similarity) -> Fit | None:
    """Whether one word may be the other misread or misspelt; short words never are."""
    shortest = min(len(printed), len(registered))
    if shortest >= 3 and shape_key(printed) == shape_key(registered):
        return Fit.SLIP
    if shortest < 4 or _changed_ending(printed, registered):
        return None
    return Fit.NEAR if similarity(fold(printed), fold(registered)) >= _NEAR else None


def compare_words(printed: str, registered: str, similarity: Similarity) -> Fit | None:
    """How two words of a name agree; None when they are different words."""
    if printed == registered:
        return Fit.SAME
    if fold(printed) == fold(registered):
        return Fit.FOLDED
    if len(printed) == 1:
        return Fit.INITIAL if fold(registered).startswith(fold(printed)) else None
    if sound_key(printed) == sound_key(registered):
        return Fit.VARIANT
    return _alike(printed, registered, similarity)


@lru_cache(maxsize=65536)
def _joined(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words and each adjacent pair written as one (``Anna Lena``, ``Annalena``)."""
    return parts + tuple(a + b for a, b in pairwise(parts))


def _glued(printed: tuple[str, ...], registered: frozenset[str]) -> tuple[str, ...]:
    """The printed words, with pairs that the register writes as one put together."""
    result: list[str] = []
    for word in printed:
        if result and fold(result[-1] + word) in registered:
            result[-1] += word
        else:
            result.append(word)
    return tuple(result)


def _splits(
    printed: str, registered: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Each way to read the printed name: given names, family names, penalty for the order."""
    family_first, comma, rest = printed.partition(",")
    if comma and words(rest):
        yield _glued(words(rest), registered), _glued(words(family_first), registered), 0.0
        return
    every = _glued(words(printed), registered)
    for cut in range(len(every)):
        yield every[:cut], every[cut:], 0.0
        if cut:
            yield every[cut:], every[:cut], _TURNED
    yield every, (), 0.0


@dataclass(frozen=True, slots=True)
class _Best:
    fit: Fit
    place: int


class _Words:
    """Compares words with memory: a letter's name meets many registered ones."""

    def __init__(self, similarity: Similarity) -> None:
        self._similarity = similarity
        self._known: dict[tuple[str, str], Fit | None] = {}

    def best(self, printed: str, registered: tuple[str, ...]) -> _Best | None:
        found: _Best | None = None
        for place, word in enumerate(registered):
            pair = (printed, word)
            if pair not in self._known:
                self._known[pair] = compare_words(printed, word, self._similarity)
            fit = self._known[pair]
            if fit is not None and (found is None or _ORDER[fit] < _ORDER[found.fit]):
                found = _Best(fit, place)
        return found


class PrintedName:
    """A printed name, ready to be compared with many registered ones."""

    def __init__(self, text: str, similarity: Similarity) -> None:
        """Takes the name as printed, in any order."""
        self._text = text
        self._every = words(text)
        self._compare = _Words(similarity)

    def fit(self, given: str, middle: str, surname: str) -> NameFit:
        """How it agrees with a registered name: the best reading of the printed words.

        Any order (``Efternamn, Förnamn`` or without the comma), any one of several given names,
        initials, half of a double surname and a middle name used as surname are read. The weight
        is a log2 odds for a common name; a rare one is worth more, so it errs on the careful side.
        """
        givens, middles, surnames = words(given), words(middle), words(surname)
        pieces = (*_joined(givens), *middles, *_joined(surnames))
        if not any(self._compare.best(word, pieces) for word in _joined(self._every)):
            return _OTHER
        known = frozenset(fold(word) for word in givens + surnames)
        fits = [
            _read(read_given, read_family, order, (givens, middles, surnames), self._compare)
            for read_given, read_family, order in _splits(self._text, known)
        ]
        return max(fits, key=lambda fit: fit.bits, default=_OTHER)


def compare_names(
    printed: str, given: str, middle: str, surname: str, similarity: Similarity
) -> NameFit:
    """How one printed name agrees with one registered name; see :class:`PrintedName`."""
    return PrintedName(printed, similarity).fit(given, middle, surname)


def _read(
    given: tuple[str, ...],
    family: tuple[str, ...],
    order: float,
    registered: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    compare: _Words,
) -> NameFit:
    """The fit of one reading of the printed words."""
    givens, middles, surnames = registered
    strange = 0
    family_fits: list[tuple[Fit, float]] = []
    for word in family:
        as_surname = compare.best(word, _joined(surnames))
        as_middle = compare.best(word, _joined(middles))
        if as_surname is not None and as_surname.fit is not Fit.INITIAL:
            family_fits.append((as_surname.fit, _SURNAME_BITS[as_surname.fit]))
        elif as_middle is not None and as_middle.fit is not Fit.INITIAL:
            family_fits.append((as_middle.fit, _SURNAME_BITS[as_middle.fit] + _AS_MIDDLE))
        elif word not in _PARTICLES:
            strange += 1
    given_fits: list[tuple[Fit, float]] = []
    for word in given:
        as_given = compare.best(word, _joined(givens))
        if as_given is not None:
            later = _LATER_GIVEN if 0 < as_given.place < len(givens) else 0.0
            given_fits.append((as_given.fit, _GIVEN_BITS[as_given.fit] + later))
        elif compare.best(word, middles) is None and word not in _PARTICLES:
            strange += 1
    return _judge(family_fits, given_fits, strange, order, given=bool(given))


def _judge(
    family_fits: list[tuple[Fit, float]],
    given_fits: list[tuple[Fit, float]],
    strange: int,
    order: float,
    *,
    given: bool,
) -> NameFit:
    best_given = max((bits for _, bits in given_fits), default=0.0)
    if not family_fits:
        if not given_fits or best_given <= _GIVEN_BITS[Fit.INITIAL]:
            return _OTHER
        return NameFit(level=NameLevel.GIVEN_ONLY, bits=best_given + _OTHER_SURNAME)
    best_family = max(bits for _, bits in family_fits)
    # A printed word that is no given name of this person makes it somebody else of the family.
    if (given and not given_fits) or (strange and not given):
        return _OTHER
    # Each further given name that agrees says a little more, up to two.
    extra = _EXTRA_GIVEN * min(2, max(0, len(given_fits) - 1))
    bits = best_family + best_given + extra + order + strange * _STRANGE_WORD
    if strange:
        return NameFit(level=NameLevel.PARTIAL, bits=bits)
    if not given:
        return NameFit(level=NameLevel.SURNAME_ONLY, bits=bits)
    worst = max((fit for fit, _ in (*family_fits, *given_fits)), key=_ORDER.__getitem__)
    return NameFit(level=NameLevel(worst.value), bits=bits)


def name_keys(given: str, middle: str, surname: str) -> frozenset[str]:
    """The keys under which a registered name is found: each word, and each surname|given pair."""
    families = {sound_key(word) for word in (*_joined(words(surname)), *words(middle))}
    givens = {sound_key(word) for word in _joined(words(given))}
    pairs = {f"{family}|{first}" for family in families for first in givens}
    return frozenset(families | givens | pairs)


def sought_keys(printed: str) -> frozenset[str]:
    """The surname|given keys under which a printed name may stand, in either order."""
    parts = {sound_key(word) for word in _joined(words(printed)) if len(word) > 1}
    return frozenset(f"{one}|{other}" for one in parts for other in parts if one != other)
