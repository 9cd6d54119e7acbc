"""A routine in Swedish words: conditions, receivers, duties, as its owner reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.documents import swedish
from pipeline.domain.explaining import word
from pipeline.domain.facts import CASE, CLOSED, YES_NO
from pipeline.domain.problems import Problem
from pipeline.domain.routine import CASE_UNIT, Condition, Duty, Paragraph, Routine, Send
from pipeline.domain.tables import DOUBT, ROW

_CASE_UNIT = "den enhet som har klientens ärende"

DOES: Mapping[str, str] = {
    "letter": "brev",
    "step": "steg",
    "attend": "närvaro",
    "deadline": "dag",
    "note": "text till journalen",
    "mark": "påskrift på kopian",
    "binder": "pärm",
    "review": "till granskning",
    "standing": "stående uppgift",
}
"""What a duty does, as a word."""


def unit_name(routine: Routine, unit: str) -> str:
    """The unit's Swedish name; its id where the routine does not name it."""
    if unit == CASE_UNIT:
        return _CASE_UNIT
    return next((one.name for one in routine.units if one.id == unit), unit)


def fact_name(routine: Routine, fact: str) -> str:
    """A fact in words; an open case by the name of its unit."""
    for prefix, said in ((CASE, "ärende hos"), (CLOSED, "avslutat ärende hos")):
        unit = fact.removeprefix(prefix)
        if unit != fact and any(one.id == unit for one in routine.units):
            return f"{said} {unit_name(routine, unit)}"
    return word(fact)


def condition(routine: Routine, one: Condition) -> str:
    """One condition: the fact and its values, or all but those where that is shorter."""
    every = next((fact.values for fact in routine.facts if fact.name == one.fact), ())
    every = YES_NO if one.fact == DOUBT else every
    left = [value for value in every if value not in one.values]
    if one.fact == ROW:
        return f"rad: {', '.join(sorted(one.values))}"
    if left and len(one.values) > 2 and len(left) < len(one.values):
        return f"{fact_name(routine, one.fact)}: allt utom {_listed(left, 'och')}"
    held = [value for value in every if value in one.values]
    return f"{fact_name(routine, one.fact)}: {_listed(held, 'eller')}"


def _listed(values: Iterable[str], link: str) -> str:
    words = [word(value) for value in values]
    return f" {link} ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def conditions(routine: Routine, when: Iterable[Condition]) -> tuple[str, ...]:
    """All conditions of a row or a duty, in words."""
    return tuple(condition(routine, one) for one in when)


def receiver(routine: Routine, send: Send) -> str:
    """Who gets the letter and for what."""
    assign = {"appoint": ", utser handläggare", "existing": ", ärendets handläggare"}
    return (
        f"{unit_name(routine, send.unit)} {swedish.ROLES[send.role]}"
        + (", har originalet" if send.original else "")
        + assign.get(send.assign, "")
    )


def reviewed(review: str) -> str:
    """That a person decides; with the name of the gap or contradiction that makes it so."""
    try:
        Problem.parse(review)
    except ValueError:
        return f"Granskas ({review.replace('_', ' ')})."
    return "Granskas."


def said(paragraph: Paragraph) -> str:
    """The routine's sentence in its own words, and what it does not say."""
    sentence = f"«{paragraph.sentence}»" if paragraph.sentence else ""
    return " ".join(part for part in (sentence, paragraph.silent) if part)


def what(routine: Routine, duty: Duty) -> str:
    """What the duty does, in one sentence or two."""
    match duty.does:
        case "letter":
            return _letter(routine, duty)
        case "deadline":
            return f"{(duty.text or duty.what).removesuffix('.')}: {_when(duty)}."
        case "review":
            return reviewed(duty.review)
        case "mark" if duty.children:
            return f"{duty.text} Med barnens personnummer."
        case _:
            return duty.text + (" Avgörs av en människa." if duty.person_only else "")


_LENGTHS = (
    ("years", "år", "år"),
    ("months", "månad", "månader"),
    ("days", "dag", "dagar"),
    ("working_days", "arbetsdag", "arbetsdagar"),
)
_STARTS: Mapping[str, str] = {
    "arrival": "ankomstdagen",
    "letter_date": "brevets datum",
    "eviction_at": "avhysningens dag",
}


def _when(duty: Duty) -> str:
    """When a deadline is: so long from what, or on which day of the month after that."""
    parts = tuple(
        f"{number} {one if number == 1 else many}"
        for name, one, many in _LENGTHS
        if (number := getattr(duty, name))
    )
    start = _STARTS.get(duty.counted_from, duty.counted_from)
    since = f"{swedish.listed(parts)} från {start}" if parts else start
    if duty.day_of_month:
        day = "månadens sista dag" if duty.day_of_month == 31 else f"den {duty.day_of_month}:e"
        return f"{day}, tidigast {since}"
    return since if parts else f"på {start}"


def _letter(routine: Routine, duty: Duty) -> str:
    name = swedish.LETTERS.get(duty.template, duty.template)
    to = swedish.RECIPIENTS.get(duty.to) or unit_name(routine, duty.to)
    addressed = name if name.casefold().endswith(f" till {to.casefold()}") else f"{name} till {to}"
    together = swedish.listed(tuple(unit_name(routine, unit) for unit in duty.together_with))
    return (
        addressed
        + (f", tillsammans med {together}" if together else "")
        + "."
        + (f" Väntar: {duty.hold}" if duty.hold else "")
    )
