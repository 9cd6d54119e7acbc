"""Handing letters in by the page: each file straight into the inbox, with progress."""

from __future__ import annotations

import asyncio
from urllib.parse import unquote

import anyio
from anyio import from_thread, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.store.accesses import Access, note
from pipeline.store.errors import NotFoundError, PlaceError, TroskelError, UnusableError
from pipeline.usecases import hand_in
from pipeline.web.gate import signed_in
from pipeline.web.language import say, told
from pipeline.web.site import Site

_AT_ONCE = 8
"""Files on their way at the same time; others wait their turn."""

_SILENCE = 60
"""Seconds without a byte after which the sender is taken to be gone."""

NAME, POINT = "x-troskel-name", "x-troskel-point"
"""Headers with the file's name and the intake point, as in an address (percent-encoded)."""


def routes(site: Site) -> list[Route]:
    """The page, and where it sends each file."""
    turn = anyio.CapacityLimiter(_AT_ONCE)

    def page(request: Request) -> Response:
        with site.office() as office:
            points = hand_in.points(office)
            most = office.workspace.config.reading.file_mb
        return site.renderer.page(request, "inbox.html", points=points, most=most)

    async def take(request: Request) -> Response:
        stream = request.stream()

        async def piece() -> bytes:
            return await asyncio.wait_for(anext(stream, b""), _SILENCE)

        def taken() -> None:
            point, name = (unquote(request.headers.get(one, "")) for one in (POINT, NAME))
            person = signed_in(request)
            with site.office() as office:
                most = office.workspace.config.reading.file_mb << 20
                if int(request.headers.get("content-length", "0")) > most:
                    raise UnusableError(hand_in.too_large(most))
                with hand_in.coming(office, point, name) as incoming:
                    while given := from_thread.run(piece):
                        incoming.add(given)
                log = Access(account=person.login, by=person.name, what="hand_in", detail=point)
                note(office.ledger, log)

        try:
            await to_thread.run_sync(taken, limiter=turn)
        except (ClientDisconnect, TimeoutError):
            return _said(408, say("Överföringen avbröts. Inget är mottaget; försök igen."))
        except TroskelError as error:
            return _said(_STATUS.get(type(error), 400), told(error))
        return _said(200, say("Mottagen. Den läses strax, som allt annat i inkorgen."))

    return [Route("/inbox", page), Route("/inbox", take, methods=["POST"])]


_STATUS: dict[type[TroskelError], int] = {NotFoundError: 404, PlaceError: 503}


def _said(status: int, text: str) -> Response:
    return JSONResponse({"text": text}, status_code=status)
