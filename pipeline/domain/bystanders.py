"""Protected persons whom a letter names though it is not about them: neighbours, complainants.

A letter that says who complained also says where that person lives. Whoever opens it learns it,
so such a letter leaves the ordinary way like one about the protected person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.domain.addresses import same_house
from pipeline.domain.fields import SENDER_CONTACT, Findings
from pipeline.domain.page import Page
from pipeline.domain.people import Address, Person, Protection
from pipeline.domain.spelling import fold, words

_NEAR = 3
"""Words between which given and family name may stand: middle names, initials."""

_LONG_ENOUGH = 2


def exposes(
    pages: Iterable[Page], findings: Findings, home: Address | None, flagged: Iterable[Person]
) -> bool:
    """Whether the letter tells of a flagged person by number, or by name and whereabouts.

    ``flagged`` are the register's persons with a protected identity; ``home`` the printed home:
    somebody named in a letter about a home of the same house lives near it. A person whose address
    the register hides is exposed by the name alone, unless it is the sender's own contact. Names
    that the scanner spoilt are not found: a person looks at those.
    """
    flagged = tuple(one for one in flagged if one.protection is not Protection.NONE)
    if not flagged:
        return False
    text = " ".join(word.text for page in pages for word in page.words)
    print_ = _Print(text)
    contact = _Print(findings.value(SENDER_CONTACT) or "")
    return any(_exposed(one, print_, contact, home) for one in flagged)


class _Print:
    """A letter's words and numbers, ready to be asked for persons."""

    def __init__(self, text: str) -> None:
        self._places: dict[str, list[int]] = {}
        plain = [fold(word) for word in words(text)]
        for place, word in enumerate(plain):
            for form in {word, word.removesuffix("s")}:
                self._places.setdefault(form, []).append(place)
        self._running = f" {' '.join(plain)} "
        # Not run together over other words: two numbers side by side are no personnummer.
        self._numbers = {
            re.sub(r"\D", "", one)[-10:]
            for one in re.findall(r"(?<!\d)(?:\d{2})?\d{6}\s?[-+]?\s?\d{4}(?!\d)", text)
        }

    def has_number(self, person: Person) -> bool:
        return any(one.digits[-10:] in self._numbers for one in (person.number, *person.former))

    def has_name(self, person: Person) -> bool:
        """A given name, or its initial, close to the family name, in either order."""
        family = [fold(word) for word in words(person.surname)]
        given = [fold(word) for word in words(f"{person.given} {person.middle}")]
        if not family or not given:
            return False
        forms = {*given, *(word[:1] for word in given[:1])}
        near = {place for form in forms for place in self._places.get(form, ())}
        return any(
            abs(at - place) <= _NEAR
            for at in self._places.get(family[-1], ())
            for place in near
            if at != place
        )

    def has_street(self, address: Address) -> bool:
        """The street with its house number, as the register writes it."""
        line = [fold(word) for word in words(address.street)]
        return len(line) >= _LONG_ENOUGH and f" {' '.join(line)} " in self._running


def _exposed(person: Person, letter: _Print, contact: _Print, home: Address | None) -> bool:
    if letter.has_number(person):
        return True
    if not letter.has_name(person):
        return False
    if not person.address.street:
        return not contact.has_name(person)
    near = home is not None and same_house(home, person.address)
    return near or letter.has_street(person.address)
