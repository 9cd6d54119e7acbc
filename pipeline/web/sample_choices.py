"""Whom a blind reader may choose: what the register answers, never what the program chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pipeline.documents.sheet_people import address
from pipeline.domain.people import Person, Personnummer, age
from pipeline.store.workspace import Workspace
from pipeline.usecases.engine import open_register
from pipeline.usecases.homes import Homes, Minor, homes_of
from pipeline.web.language import say
from pipeline.web.letter_contexts import Choice
from pipeline.web.showing_people import choice_of
from pipeline.web.site import Form
from pipeline.web.wording import listed, years


def written(form: Form, name: str) -> list[str]:
    """The numbers that were ticked, and those that were written by hand, as they are."""
    texts = (*form.all(name), form.get(f"{name}_more"))
    return " ".join(texts).replace(",", " ").replace("-", "").split()


def choices_of(
    workspace: Workspace, form: Form | None, text: str, on: date, *, named: bool
) -> dict[str, Any]:
    """What the page offers: persons, adults who live with those chosen, children.

    ``text`` is what was searched for. Nobody with a protected identity, unless the asker is
    ``named`` to see them.
    """
    chosen, marked = _ticked(form, "persons"), _ticked(form, "children")
    register = open_register(workspace)
    try:
        hits = register.search(text, protected=named) if text else ()
        homes = homes_of(register, chosen, on, protected=named)
    finally:
        register.close()
    adults = [one for one in hits if not one.is_minor(on)]
    return {
        "persons": list(_persons(homes, adults)),
        "nobody": bool(text) and not hits,
        "adults": [choice_of(one) for one in homes.adults],
        "children": list(_children(homes, hits, on, marked)),
        "chosen": bool(homes.persons),
    }


def _ticked(form: Form | None, name: str) -> tuple[Personnummer, ...]:
    """Those of the numbers that are any; what is wrong is told when the answer is sent."""
    found = []
    for part in () if form is None else written(form, name):
        try:
            found.append(Personnummer(part))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def _persons(homes: Homes, hits: Iterable[Person]) -> Iterator[Choice]:
    """Those chosen first, then those found, each once."""
    for one in homes.persons:
        yield choice_of(one, chosen=True)
    known = {one.number for one in homes.persons}
    yield from (choice_of(one) for one in hits if one.number not in known)


def _children(
    homes: Homes, hits: Iterable[Person], on: date, marked: tuple[Personnummer, ...]
) -> Iterator[Choice]:
    """The children of the homes, those found by a search, and those marked before."""
    there = {one.number: one for one in homes.minors}
    found = {one.number: one for one in hits if one.is_minor(on)}
    for number in dict.fromkeys((*there, *found, *marked)):
        minor = there.get(number)
        person = found.get(number) if minor is None else minor.person
        told = [years(age(number.born, on))]
        told += [] if person is None else [address(person.address)]
        told += [] if minor is None else list(_told(minor))
        yield Choice(
            value=number.digits,
            name=say("Barn") if person is None else person.full_name,
            number=number.printed,
            address=", ".join(filter(None, told)),
            chosen=number in marked,
        )


def _told(minor: Minor) -> Iterator[str]:
    """How the register ties the child to those who were chosen."""
    if minor.of:
        yield say("barn till, eller i vårdnad hos, {names}", names=listed(minor.of))
    yield say("skrivet på samma adress") if minor.here else say("skrivet på annan adress")
