"""The letters that wait, as ``review list`` prints them: urgency, nearest day, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pipeline.documents import coming, swedish
from pipeline.documents.coming import Near
from pipeline.domain.case import Case
from pipeline.domain.fields import AMOUNT, Field
from pipeline.domain.kinds import Priority
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Settled
from pipeline.usecases.review import PROTECTED_TEXT, Waiting
from pipeline.web.showing import kind_text, reason_text, text_of

_ABOUT = {Code.AMOUNTS_DISAGREE: AMOUNT.text}
"""What a problem is about when it does not say."""


def nearest(one: Waiting, today: date) -> tuple[Near, ...]:
    """The nearest day, and after one that has passed the next; none where nothing may be shown."""
    if one.case is None:
        return ()
    return coming.nearest(one.case, today, confirmed=not one.confirmation_due)


def lines_of(one: Waiting, today: date) -> Iterator[str]:
    """One letter: its head, its nearest day, and a line for each reason."""
    letter, case = one.letter, one.case
    urgency = swedish.PRIORITIES[list(Priority)[letter.priority - 1]]
    kind = "Skyddad" if case is None else kind_text(case)
    pages = "" if case is None else f", {swedish.sheets(len(case.part.pages))}"
    came = swedish.short_day(letter.received_on)
    yield f"{letter.id[:12]}  {urgency}  {kind}{pages}, kom {came}"
    for near in nearest(one, today):
        yield f"    närmaste dag {near.text}: {near.what}"
    if one.confirmation_due:
        yield "    BEKRÄFTELSE TILL KRONOFOGDEN SKA SKICKAS."
    if case is None:
        yield f"    {PROTECTED_TEXT}"
        return
    for said in dict.fromkeys(doubt_text(why, case) for why in case.reasons):
        yield f"    {said}"


def doubt_text(why: Problem, case: Case) -> str:
    """Why a letter waits, with the value that is in doubt as it was read."""
    said = reason_text(why)
    name = why.detail or _ABOUT.get(why.code, "")
    if why.code is Code.LOW_CONFIDENCE and name == "kind":
        return f"Slag av brev: troligast {kind_text(case)}, men osäkert. Avgör slaget."
    if why.code is Code.LOW_CONFIDENCE and name == "tenure":
        read = case.classification.tenure
        best = read.value if isinstance(read, Settled) else read.best
        return f"Upplåtelseform: troligast {swedish.TENURES[best]}, men osäkert."
    found = case.findings.fields.get(name)
    if found is None:
        return said
    label = swedish.FIELDS.get(name, name)
    if why.code is Code.LOW_CONFIDENCE:
        return f"{label}: {text_of(found.value)}, osäkert läst. Jämför med bilden och rätta."
    return f"{said} Läst: {' eller '.join(_readings(name, found, case))}."


def _readings(name: str, found: Field[Any], case: Case) -> tuple[str, ...]:
    """The value, and what else was read for it."""
    others = (other for key, other in case.findings.alternatives if key == name)
    return tuple(dict.fromkeys(text_of(one.value) for one in (found, *others)))
