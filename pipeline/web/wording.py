"""Words that several pages, and the commands, have for a letter and its doubts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from pipeline.documents import swedish
from pipeline.domain.case import Case
from pipeline.domain.kinds import Priority
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Settled
from pipeline.domain.words import WORDS
from pipeline.store.letters import kind_of

TONES = {Priority.SAME_DAY: "wrong", Priority.URGENT: "doubt", Priority.ORDINARY: "soft"}

_MOST = 3
"""How many reasons one sentence can hold."""


def kind_text(case: Case) -> str:
    """The kind and subkind in words."""
    kind = kind_of(case)
    said = swedish.KINDS[kind]
    sub = case.classification.subkind
    if isinstance(sub, Settled):
        said += f", {swedish.SUBKINDS.get((kind, sub.value), sub.value)}"
    return said


def reason_text(problem: Problem) -> str:
    """Why a letter waits, in a sentence that names the value or page it is about."""
    about = problem.detail
    if about.isdigit():
        return f"Sida {about}: {problem.remedy}"
    named = swedish.FIELDS.get(about, "")
    if named:
        return f"{named}: {problem.remedy}"
    return f"{problem.remedy} ({WORDS[about]})" if about in WORDS else problem.remedy


def why_text(reasons: Iterable[Problem]) -> str:
    """Why a letter came to a person, in one sentence."""
    found = tuple(dict.fromkeys(map(_clause, reasons)))
    if not found:
        return "Brevet väntar på en människa."
    shown = found[:_MOST]
    more = f" (och {len(found) - _MOST} skäl till)" if len(found) > _MOST else ""
    return f"Därför är brevet här: {swedish.listed(shown)}{more}."


def _clause(problem: Problem) -> str:
    """What a reason says first, as a part of a sentence."""
    named = swedish.FIELDS.get(problem.detail, "").lower()
    if named and problem.code is Code.LOW_CONFIDENCE:
        return f"{named} är osäkert"
    if named and problem.code is Code.FIELD_MISSING:
        return f"{named} hittades inte"
    said = problem.remedy.partition(". ")[0].rstrip(".")
    return f"{said[:1].lower()}{said[1:]}"


def text_of(value: object) -> str:
    """A value as staff write it."""
    match value:
        case Decimal():
            return swedish.kronor(value)
        case datetime():
            return swedish.moment(value)
        case date():
            return value.isoformat()
        case _:
            return swedish.clean(str(value))
