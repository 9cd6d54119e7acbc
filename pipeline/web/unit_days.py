"""A unit's days as its page shows them: what is coming, and who is responsible today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from pipeline.documents import coming
from pipeline.domain.agenda import Entry, Kept, Standing
from pipeline.domain.routine import Routine
from pipeline.store import packets
from pipeline.usecases.agenda import agenda
from pipeline.usecases.duty import duty_on
from pipeline.usecases.office import Office
from pipeline.web.contexts import Coming, Day
from pipeline.web.language import say, say_or_quote, sv
from pipeline.web.showing import day_of
from pipeline.web.wording import short_day

_BACK = timedelta(days=7)
_AHEAD = timedelta(days=45)
"""What the page shows; the calendar file reaches further."""

_DOUBTS = {
    Standing.HOLDS: ("", ""),
    Standing.UNSURE: (sv("Kontrollera"), "doubt"),
    Standing.GONE: (sv("Gäller inte"), "soft"),
}


def coming_days(office: Office, routine: Routine, unit: str, *, by: str) -> list[Coming]:
    """The unit's days of the last week and the coming six, the earliest first."""
    today = office.today()
    found = agenda(office, routine, unit, by=by, span=(today - _BACK, today + _AHEAD))
    there = _packets(office, found)
    return [_coming(one, there.get((one.letter, one.line), ""), today) for one in found]


def _packets(office: Office, found: Iterable[Entry]) -> dict[tuple[str, int], str]:
    """The folder's name of what the unit has to open, by letter and row of its list."""
    named = {}
    for letter, unit in dict.fromkeys((one.letter, one.unit) for one in found if one.letter):
        for one in packets.held(office.ledger, letter):
            # What is discarded, or not yet laid out, has no folder to open.
            if one.unit == unit and office.outbox.lies(one) is not None:
                named[letter, one.line] = one.name
    return named


def _coming(one: Entry, packet: str, today: date) -> Coming:
    passed = one.on < today and one.standing is not Standing.GONE
    doubt, tone = _DOUBTS[one.standing]
    return Coming(
        day=short_day(one.on),
        hour="" if one.at is None else f"{one.at:%H.%M}",
        text=say_or_quote(one.text),
        letter=one.letter[:12],
        packet=packet,
        basis=say_or_quote(one.basis),
        mark=say(coming.PASSED) if passed else "",
        tone="wrong" if passed else tone,
        doubt=say(doubt),
        gone=one.standing is Standing.GONE,
        note=say_or_quote(one.note),
    )


def nearest(days: Iterable[Kept], today: date) -> tuple[Day, ...]:
    """The nearest day of a packet, and after one that has passed the next to come."""
    there = list(days)
    leading = coming.leading([_near(one, today) for one in there])
    # A day and what it is for tell the hour: what is alike in both is shown once.
    first = {_near(one, today): one for one in reversed(there)}
    return tuple(_day(first[near], today) for near in leading)


def every(days: Iterable[Kept], today: date) -> tuple[Day, ...]:
    """All days of a packet, the earliest first, with the hour where there is one."""
    return tuple(_day(one, today) for one in days)


def _near(one: Kept, today: date) -> coming.Near:
    return coming.Near(on=one.on, what=one.text, passed=one.on < today)


def _day(one: Kept, today: date) -> Day:
    day = day_of(_near(one, today))
    return day if one.at is None else replace(day, day=f"{day.day} {one.at:%H.%M}")


def on_duty(office: Office, routine: Routine, unit: str) -> tuple[tuple[str, str], ...]:
    """Who is responsible at the unit today: area and name, the name empty where nobody is.

    Nothing for a unit that needs nobody named.
    """
    found = duty_on(office.workspace, routine, office.today())
    return tuple(
        (one.area, "" if one.officer is None else one.officer.name)
        for one in found.named
        if one.unit == unit
    )
