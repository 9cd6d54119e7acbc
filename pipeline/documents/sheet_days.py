"""The days of a letter on the record, and how sure a value is in a sign and a word."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.documents import coming, swedish
from pipeline.documents.narrow import subkind_of
from pipeline.documents.occasion import Occasion
from pipeline.domain import deadlines
from pipeline.domain.case import Case
from pipeline.domain.fields import DUE_DATE, EVICTION_AT, LETTER_DATE, POSTED_ON, Field

_PASSED = f"{coming.PASSED} när brevet kom"
"""The record is dated by the letter's arrival: it cannot know when somebody reads it."""


def mark(word: str) -> str:
    """The word with its sign; what is sure has the sign alone, which the record explains."""
    return swedish.MARKS[word] if word == "säker" else swedish.marked(word)


def worded(found: Field[Any] | None, text: str) -> tuple[str, str]:
    """A value's text and how sure it is, as a mark; both empty when it was not found."""
    if found is None:
        return "", ""
    if found.edited is not None:
        return text, f"{swedish.MARKS['rättad']} rättat av {found.edited.by}"
    return text, mark(swedish.certainty(found.confidence, found.notes))


def days(occasion: Occasion) -> tuple[tuple[str, str, str, str], ...]:
    """Label, day, mark and ground: the letter's own days, then the unit's that are computed.

    A day that had passed when the letter came says so; none says that a time has run out.
    """
    case = occasion.case
    findings = case.findings
    printed = (
        (label, *worded(found, swedish.short_day(found.value)), "")
        for label, name in (
            ("Brevets datum", LETTER_DATE),
            ("Postat", POSTED_ON),
            ("Förfallodag", DUE_DATE),
        )
        if (found := findings.get(name)) is not None
    )
    at = findings.get(EVICTION_AT)
    eviction: tuple[tuple[str, str, str, str], ...] = ()
    if at is not None:
        due = subkind_of(case) in deadlines.CONFIRMED
        day = passing(swedish.moment(at.value), at.value.date(), case, due=due)
        eviction = ((_about(case), *worded(at, day), ""),)
    computed = (
        (
            occasion.day_label(one),
            passing(swedish.short_day(one.on), one.on, case),
            "",
            one.basis,
        )
        for one in occasion.days
        if at is None or one.what != deadlines.EVICTION
    )
    return (*printed, *eviction, *computed)


def passing(text: str, on: date, case: Case, *, due: bool = True) -> str:
    """The day's text, and that it had passed; ``due`` when somebody is bound to keep it."""
    return f"{text} {_PASSED}" if due and on < case.received_on else text


def _about(case: Case) -> str:
    return {
        "removal": "Avlägsnande",
        "cancelled": "Inställd tid",
    }.get(subkind_of(case) or "", "Avhysning")
