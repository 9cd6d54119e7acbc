"""A unit's calendar: as a file for who is signed in, and by an address for calendar programs."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pipeline.documents.calendar_feed import feed
from pipeline.domain.agenda import Entry
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.usecases import feeds
from pipeline.usecases.agenda import agenda
from pipeline.web.gate import saw, signed_in
from pipeline.web.site import Form, Site
from pipeline.web.units import CALENDAR


def routes(site: Site) -> list[Route]:
    """The unit's days as a calendar file; the restricted unit's is for those named, signed in.

    Calendar programs sign in nowhere: they open it by an address with a secret, which is made,
    renewed and revoked here.
    """

    def file_of(unit: str, entries: Iterable[Entry]) -> Response:
        headers = {"content-disposition": f'inline; filename="{quote(unit)}.ics"'}
        content = feed(site.unit_names().get(unit, unit), entries)
        return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)

    def written(request: Request) -> Response:
        unit = request.path_params["unit"]
        with site.office() as office:
            entries = agenda(office, site.routine, unit, by=signed_in(request).name)
        if unit == PROTECTED_UNIT:
            for letter in dict.fromkeys(one.letter for one in entries if one.letter):
                saw(request, letter, "list", unit)
        return file_of(unit, entries)

    def subscribed(request: Request) -> Response:
        whence = "" if request.client is None else request.client.host
        with site.office() as office:
            shown = feeds.opened(office, request.path_params["secret"], whence)
            entries = agenda(office, site.routine, shown.unit, by=shown.person.name)
        return file_of(shown.unit, entries)

    def made(request: Request, form: Form) -> Response:
        unit, person = request.path_params["unit"], signed_in(request)
        with site.office() as office:
            site.slips.tear(person, CALENDAR.format(unit=unit))
            if form.has("revoke"):
                feeds.revoke(office, person, unit)
                return RedirectResponse(
                    f"/units/{quote(unit)}?gjort=calendar-revoked", status_code=303
                )
            secret = feeds.make(office, person, unit)
        # Shown by a key for a short while: a reload renews nothing, the history has no secret.
        root = site.workspace.config.access.address or str(request.base_url).rstrip("/")
        key = site.slips.leave(person, CALENDAR.format(unit=unit), f"{root}/calendar/{secret}.ics")
        return RedirectResponse(f"/units/{quote(unit)}?adress={key}#calendar", status_code=303)

    async def address(request: Request) -> Response:
        return await run_in_threadpool(made, request, await site.form(request))

    return [
        Route("/units/{unit}/calendar.ics", written),
        Route("/units/{unit}/calendar", address, methods=["POST"]),
        Route("/calendar/{secret}.ics", subscribed),
    ]
