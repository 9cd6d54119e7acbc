"""A unit's days as its page shows them: what is coming, and who is responsible today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.documents import coming, swedish
from pipeline.documents.calendar_feed import feed
from pipeline.domain.agenda import Entry, Kept, Standing
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.domain.routine import Routine
from pipeline.usecases.agenda import agenda
from pipeline.usecases.duty import duty_on
from pipeline.usecases.office import Office
from pipeline.web.contexts import Coming, Day
from pipeline.web.gate import saw, signed_in
from pipeline.web.showing import day_of
from pipeline.web.site import Site

_BACK = timedelta(days=7)
_AHEAD = timedelta(days=45)
"""What the page shows; the calendar file reaches further."""

_DOUBTS = {
    Standing.HOLDS: ("", ""),
    Standing.UNSURE: ("Kontrollera", "doubt"),
    Standing.GONE: ("Gäller inte", "soft"),
}


def coming_days(office: Office, routine: Routine, unit: str, *, by: str) -> list[Coming]:
    """The unit's days of the last week and the coming six, the earliest first."""
    today = office.today()
    found = agenda(office, routine, unit, by=by, span=(today - _BACK, today + _AHEAD))
    return [_coming(one, today) for one in found]


def calendar(site: Site) -> Route:
    """The unit's days as a calendar file; the restricted unit's is for those named."""

    def written(request: Request) -> Response:
        unit = request.path_params["unit"]
        with site.office() as office:
            entries = agenda(office, site.routine, unit, by=signed_in(request).name)
        if unit == PROTECTED_UNIT:
            for letter in dict.fromkeys(one.letter for one in entries if one.letter):
                saw(request, letter, "list", unit)
        headers = {"content-disposition": f'inline; filename="{quote(unit)}.ics"'}
        content = feed(site.unit_names().get(unit, unit), entries)
        return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)

    return Route("/units/{unit}/calendar.ics", written)


def _coming(one: Entry, today: date) -> Coming:
    passed = one.on < today and one.standing is not Standing.GONE
    doubt, tone = _DOUBTS[one.standing]
    return Coming(
        day=swedish.short_day(one.on),
        hour="" if one.at is None else f"{one.at:%H.%M}",
        text=one.text,
        letter=one.letter[:12],
        basis=one.basis,
        mark=coming.PASSED if passed else "",
        tone="wrong" if passed else tone,
        doubt=doubt,
        note=one.note,
    )


def nearest(days: Iterable[Kept], today: date) -> tuple[Day, ...]:
    """The nearest day of a packet, and after one that has passed the next to come."""
    found = [coming.Near(on=one.on, what=one.text, passed=one.on < today) for one in days]
    return tuple(day_of(near) for near in coming.leading(found))


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
