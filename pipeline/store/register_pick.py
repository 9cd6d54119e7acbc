"""The review's picker: persons whom a few typed words may mean, however they are spelled.

A word fits a person when it is one of the person's words, sounds like one, begins one, or is an
edit or two away from one. Protected persons are left out before anything is ranked, so that
nothing in an answer tells that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.addresses import Street, parse_street
from pipeline.domain.people import Person, Protection
from pipeline.domain.spelling import fold, shape_key, sound_key, words
from pipeline.store.likeness import alike, likeness
from pipeline.store.register_search import Search, house_keys

_BEGUN = 3
"""Letters that a word not yet written out must have."""

_MOST = 3000
"""Persons that one question looks at; a commoner word needs another beside it."""

_FILLERS = frozenset({"lgh", "lght", "lägenhet", "lgnr", "tr", "nb", "och", "nr"})
_LONG = re.compile(r"(?<!\d)\d{6,8}[-+ ]?\d{0,4}(?!\d)")
_POSTAL = re.compile(r"(?<!\d)\d{3} ?\d{2}(?!\d)")
_HOUSE = re.compile(
    r"(?<!\w)(?P<low>\d{1,4})(?:\s*[-–/]\s*(?P<high>\d{1,4}))?"
    r"(?:\s?(?P<letter>[a-zåäö])(?!\w))?(?!\w)",
    re.IGNORECASE,
)

Test = Callable[["_Whole"], float]
"""How well a part of what was typed fits a person, 0 to 1."""


class _Whole:
    """A person with all words that one may be found by."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.street = parse_street(person.address.street) if person.address.street else None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of name and street, folded, and the street's name as one word."""
        one, home = self.person, self.person.address
        street = () if self.street is None else (fold(self.street.full),)
        said = (*words(one.full_name), *words(re.sub(r"\d.*", "", home.street)), *words(home.city))
        return frozenset({*map(fold, said), *street})

    @cached_property
    def sounds(self) -> frozenset[str]:
        """The sounds of the name's words."""
        return frozenset(sound_key(word) for word in words(self.person.full_name))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, read apart: words, begun numbers of persons, postal codes, houses."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    postal: tuple[str, ...]
    houses: tuple[tuple[int, int, str], ...]

    @classmethod
    def of(cls, text: str) -> _Asked:
        """Read it apart."""
        numbers = tuple(re.sub(r"\D", "", one) for one in _LONG.findall(text))
        rest = _LONG.sub(" ", text)
        postal = tuple(one.replace(" ", "") for one in _POSTAL.findall(rest))
        rest = _POSTAL.sub(" ", rest)
        houses = tuple(
            (int(one["low"]), int(one["high"] or one["low"]), (one["letter"] or "").lower())
            for one in _HOUSE.finditer(rest)
        )
        kept = (word for word in words(_HOUSE.sub(" ", rest)) if word not in _FILLERS)
        return cls(tuple(dict.fromkeys(kept)), numbers, postal, houses)

    def tests(self) -> tuple[Test, ...]:
        """One a part: a person whom all of them fit is meant."""
        return (
            *(_word_test(fold(word), sound_key(word)) for word in self.words),
            *(_number_test(one) for one in self.numbers),
            *(_postal_test(one) for one in self.postal),
            *(_house_test(*one) for one in self.houses),
        )

    def streets(self) -> Iterator[Street]:
        """What of it may be a street: up to three words side by side, with each house typed."""
        lines = {
            " ".join(self.words[start:end])
            for start in range(len(self.words))
            for end in range(start + 1, min(start + 3, len(self.words)) + 1)
        }
        for line in sorted(lines):
            for low, high, letter in self.houses or ((0, 0, ""),):
                house = f" {low}-{high}" if high > low else f" {low}{letter}" if low else ""
                street = parse_street(line + house)
                if street is not None:
                    yield street


def _word_test(folded: str, sound: str) -> Test:
    def fits(whole: _Whole) -> float:
        if folded in whole.words:
            return 1.0
        if sound in whole.sounds:
            return 0.95
        begun = len(folded) >= _BEGUN
        if begun and any(word.startswith(folded) for word in whole.words):
            return 0.9
        return max((likeness(folded, word) for word in whole.words), default=0.0) / 100

    return fits


def _number_test(digits: str) -> Test:
    return lambda whole: float(
        whole.person.number.digits.startswith(digits)
        or whole.person.number.digits[2:].startswith(digits)
    )


def _postal_test(code: str) -> Test:
    return lambda whole: float(whole.person.address.postal_code.replace(" ", "") == code)


def _house_test(low: int, high: int, letter: str) -> Test:
    def fits(whole: _Whole) -> float:
        flat, street = whole.person.address.apartment, whole.street
        if flat and low == high and flat == f"{low:04d}":
            return 1.0
        if street is None or street.number is None:
            return 0.0
        if not low <= street.number <= high or (street.number - low) % 2:
            return 0.0
        if letter and street.letter and letter != street.letter and not street.last:
            return 0.0
        return 1.0

    return fits


@dataclass(frozen=True, slots=True)
class Picker:
    """The picker's questions, within one transaction.

    ``protected`` says that the asker may see persons with a protected identity.
    """

    search: Search
    protected: bool

    def find(self, text: str, limit: int) -> list[Person]:
        """The persons meant, the likeliest first; empty when nobody comes near.

        Those whom every typed part fits; where there are none and three parts or more were typed,
        those whom all parts but one fit.
        """
        asked = _Asked.of(text)
        tests = asked.tests()
        if not asked.words and not asked.numbers:
            return []
        seen: dict[str, _Whole] = {}
        for candidates in (self._near, self._sounding, self._misspelt):
            for number, person in candidates(asked).items():
                if number not in seen and (self.protected or person.protection is Protection.NONE):
                    seen[number] = _Whole(person)
            found = _ranked(seen.values(), tests, missing=0)
            if found:
                return found[:limit]
        return _ranked(seen.values(), tests, missing=1)[:limit] if len(tests) > 2 else []

    def _near(self, asked: _Asked) -> dict[str, Person]:
        """By number, by two words of a name, by the very house."""
        found = self._numbered(asked.numbers)
        sounds = [sound_key(word) for word in asked.words]
        pairs = [f"{one}|{other}" for one in sounds for other in sounds if one != other]
        if pairs:
            rows = self.search.rows(
                "SELECT DISTINCT number FROM name_keys "
                "WHERE key IN (SELECT value FROM json_each(?)) LIMIT 500",
                pairs,
            )
            found |= self.search.persons(row["number"] for row in rows)
        keys = [key for one in asked.streets() if one.number for key in house_keys(one)]
        return found | self.search.housed(keys)

    def _numbered(self, numbers: Iterable[str]) -> dict[str, Person]:
        # A range instead of LIKE, so that the index is used; ":" follows "9" in ASCII.
        found: dict[str, Person] = {}
        for digits in numbers:
            for column in ("number", "ten"):
                found |= self.search.ranged(column, digits, digits + ":", _MOST)
        return found

    def _sounding(self, asked: _Asked) -> dict[str, Person]:
        """By any one word of the name as it sounds, also one only begun."""
        numbers: dict[str, int] = {}
        for word in asked.words:
            sound = sound_key(word)
            rows = self.search.database.execute(
                "SELECT DISTINCT number FROM name_keys "
                "WHERE key >= ? AND key < ? AND key NOT LIKE '%|%' LIMIT 5000",
                [sound, sound + "~"],
            )
            for row in rows.fetchall():
                numbers[row["number"]] = numbers.get(row["number"], 0) + 1
        best = sorted(numbers, key=lambda number: (-numbers[number], number))
        return self.search.persons(best[:_MOST])

    def _misspelt(self, asked: _Asked) -> dict[str, Person]:
        """By words of names, and streets, that are spelled almost so."""
        heard = self.search.database.execute("SELECT key FROM sounds ORDER BY key").fetchall()
        names = [row[0] for row in heard]
        keys = {key for word in asked.words for key in alike(sound_key(word), names)}
        rows = self.search.rows(
            "SELECT DISTINCT number FROM name_keys WHERE key IN (SELECT value FROM json_each(?)) "  # noqa: S608 - our own number
            f"LIMIT {_MOST}",
            keys,
        )
        found = self.search.persons(row["number"] for row in rows)
        return found | self._streets(asked)

    def _streets(self, asked: _Asked) -> dict[str, Person]:
        """Those who live in a street spelled almost so: in the house that was typed, if any does.

        Houses are found by the register's own keys, ``name|number``.
        """
        rows = self.search.database.execute("SELECT key FROM streets ORDER BY key").fetchall()
        bases: dict[str, list[str]] = {}
        for row in rows:
            bases.setdefault(_spelled(row[0]), []).append(row[0])
        keys: set[str] = set()
        for street in asked.streets():
            typed = shape_key(street.full)
            numbers = [key.rpartition("|")[2] for key in house_keys(street)]
            for name in {*alike(typed, bases), *_begun(typed, bases)}:
                for base in bases[name]:
                    houses = self._houses(base)
                    own = {f"{base}|{number}" for number in numbers}
                    keys |= own.intersection(houses) or set(houses[:100])
        return dict(list(self.search.housed(keys).items())[:_MOST])

    def _houses(self, base: str) -> list[str]:
        """The keys of all houses of a street."""
        rows = self.search.database.execute(
            # "}" follows the bar in ASCII.
            "SELECT DISTINCT house FROM persons WHERE house >= ? AND house < ? ORDER BY house",
            [f"{base}|", f"{base}}}"],
        )
        return [row[0] for row in rows.fetchall()]


_ENDINGS = {
    "#g": "gatan",
    "#r": "gränd",
    "#v": "vägen",
    "#t": "torget",
    "#p": "platsen",
    "#a": "allén",
    "#s": "stigen",
}


def _spelled(base: str) -> str:
    """A street's key as the whole name would be: what somebody typed is compared with that."""
    short = base[-2:]
    return base[:-2] + shape_key(_ENDINGS[short]) if short in _ENDINGS else base


def _begun(word: str, among: Iterable[str]) -> list[str]:
    return [one for one in among if len(word) >= _BEGUN and one.startswith(word)][:20]


def _ranked(among: Iterable[_Whole], tests: tuple[Test, ...], *, missing: int) -> list[Person]:
    """Those whom all tests but ``missing`` fit, the best first, then by flat and number."""
    found: list[tuple[float, str, str, Person]] = []
    for whole in among:
        fits = [test(whole) for test in tests]
        if fits.count(0.0) <= missing:
            one = whole.person
            found.append((-sum(fits), one.address.apartment, one.number.digits, one))
    return [one for *_, one in sorted(found, key=lambda entry: entry[:3])]
