"""The letters that wait, as ``review list`` prints them: urgency, nearest day, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.documents import coming, swedish
from pipeline.documents.coming import Near
from pipeline.domain.kinds import Priority
from pipeline.usecases.queue import Waiting
from pipeline.usecases.review import PROTECTED_TEXT
from pipeline.web.doubts import doubt_text
from pipeline.web.wording import kind_text

__all__ = ["doubt_text", "lines_of", "nearest"]


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
