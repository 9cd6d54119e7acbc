"""Words that several pages, and the commands, have for a letter and its doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from pipeline.documents import swedish
from pipeline.domain.case import Case, Deadline
from pipeline.domain.deadlines import label_of
from pipeline.domain.explaining import word
from pipeline.domain.fields import GROUND, OTHER_OBJECT
from pipeline.domain.kinds import Priority
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Settled
from pipeline.domain.words import WORDS
from pipeline.store.letters import kind_of
from pipeline.usecases.register_age import Age
from pipeline.web.language import say, say_many, say_or_quote, sv

TONES = {Priority.SAME_DAY: "wrong", Priority.URGENT: "doubt", Priority.ORDINARY: "soft"}

_DAYS = (sv("mån"), sv("tis"), sv("ons"), sv("tor"), sv("fre"), sv("lör"), sv("sön"))

_MOST = 3
"""How many reasons one sentence can hold."""


def kind_text(case: Case) -> str:
    """The kind and subkind in words."""
    kind = kind_of(case)
    said = say(swedish.KINDS[kind])
    sub = case.classification.subkind
    if isinstance(sub, Settled):
        said += f", {say(swedish.SUBKINDS.get((kind, sub.value), sub.value))}"
    return said


def field_text(name: str) -> str:
    """What staff call a field of a letter; an unknown one by its key."""
    return say(swedish.FIELDS.get(name, name))


def reason_text(problem: Problem) -> str:
    """Why a letter waits, in a sentence that names the value or page it is about."""
    about, remedy = problem.detail, say(problem.remedy)
    if about.isdigit():
        return say("Sida {number}: {remedy}", number=about, remedy=remedy)
    if about in swedish.FIELDS:
        return f"{field_text(about)}: {remedy}"
    return f"{remedy} ({say(WORDS[about])})" if about in WORDS else remedy


def why_text(reasons: Iterable[Problem], exactly: Callable[[Problem], str]) -> str:
    """Why a letter came to a person, in one sentence.

    ``exactly`` gives what is known of a reason beside its code, in a sentence; empty for nothing.
    """
    found = tuple(dict.fromkeys(_first(exactly(one)) or _clause(one) for one in reasons))
    if not found:
        return say("Brevet väntar på en människa.")
    shown = listed(found[:_MOST])
    left = len(found) - _MOST
    if left > 0:
        shown += f" {more_text(left)}"
    return say("Därför är brevet här: {reasons}.", reasons=shown)


def more_text(number: int) -> str:
    """How many reasons there are beside those that are told."""
    return say_many("(och {number} skäl till)", "(och {number} skäl till)", number)


def _clause(problem: Problem) -> str:
    """What a reason says first, as a part of a sentence."""
    named = _lowered(field_text(problem.detail)) if problem.detail in swedish.FIELDS else ""
    if named and problem.code is Code.LOW_CONFIDENCE:
        return say("{field} är osäkert", field=named)
    if named and problem.code is Code.FIELD_MISSING:
        return say("{field} hittades inte", field=named)
    return _first(say(problem.remedy))


def _first(said: str) -> str:
    """The first sentence as a part of another."""
    return _lowered(said.partition(". ")[0].rstrip("."))


def _lowered(said: str) -> str:
    """The words as they stand within a sentence."""
    return f"{said[:1].lower()}{said[1:]}"


_WORDED = frozenset({GROUND.text, OTHER_OBJECT.text})
"""Fields whose values are words of a closed list, not the letter's own."""


def is_worded(name: str) -> bool:
    """Whether the values of a field are the program's own words."""
    return name in _WORDED


def value_text(name: str, value: object) -> str:
    """The value of a field as staff read it."""
    return say(word(str(value))) if is_worded(name) else text_of(value)


def text_of(value: object) -> str:
    """A value as staff write it, in Swedish: it is the letter's."""
    match value:
        case Decimal():
            return swedish.kronor(value)
        case datetime():
            return swedish.moment(value)
        case date():
            return value.isoformat()
        case _:
            return swedish.clean(str(value))


def short_day(on: date) -> str:
    """A day in a table: ``mån 2026-10-05``."""
    return f"{say(_DAYS[on.weekday()])}\N{NO-BREAK SPACE}{on.isoformat()}"


def weekday(on: date) -> str:
    """A day with its weekday: ``måndag 5 oktober 2026``."""
    month = say(swedish.MONTHS[on.month - 1])
    return f"{say(swedish.WEEKDAYS[on.weekday()])} {on.day} {month} {on.year}"


def sheets(count: int) -> str:
    """How many pages there are: ``1 sida``, ``3 sidor``."""
    return say_many("{number} sida", "{number} sidor", count)


def years(number: int) -> str:
    """An age: ``12 år``."""
    return say_many("{number} år", "{number} år", number)


def listed(parts: Iterable[str]) -> str:
    """Words as an enumeration: ``a, b och c``."""
    return say(swedish.listed(tuple(parts)))


def marked(certainty: str) -> str:
    """A word of certainty with its sign before it: ``⚠ osäker``."""
    sign = swedish.MARKS.get(certainty, "")
    said = say(certainty)
    return f"{sign}\N{NO-BREAK SPACE}{said}" if sign else said


def label_text(deadline: Deadline) -> str:
    """What a day is for; where the routine has words of its own, those."""
    return say_or_quote(label_of(deadline))


def age_text(age: Age) -> str:
    """How old one kind of the register is."""
    return swedish.opening(say(age.text))
