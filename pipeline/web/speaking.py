"""Which language a visitor reads: Swedish until they choose, by a button on every page.

What the browser asks for is not looked at: on a municipality's machines it says how they were
installed, not what the staff read.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.store.errors import UnusableError
from pipeline.web import cookies
from pipeline.web.addresses import goal_of
from pipeline.web.language import Language, speaking
from pipeline.web.site import Form, Site

_YEAR = 365 * 24 * 3600
"""Seconds for which a browser keeps the choice, sessions come and go."""


def chosen(connection: HTTPConnection) -> Language:
    """The language that this browser chose; Swedish where it chose none."""
    said = cookies.value_of(connection, cookies.LANGUAGE)
    return Language(said) if said in set(Language) else Language.SWEDISH


class Spoken:
    """Makes every answer in the language that the browser chose."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, in its language."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with speaking(chosen(HTTPConnection(scope))):
            await self._app(scope, receive, send)


def routes(site: Site) -> list[Route]:
    """Where the choice is sent."""

    async def choose(request: Request) -> Response:
        form = await site.form(request)
        return await run_in_threadpool(_chosen, request, form)

    return [Route("/language", choose, methods=["POST"])]


def _chosen(request: Request, form: Form) -> Response:
    said = form.get("language")
    if said not in set(Language):
        raise UnusableError("Välj ett av språken.")
    response = RedirectResponse(goal_of(form.get("till")), status_code=303)
    cookies.put(request, response, cookies.LANGUAGE, said, lasts=_YEAR)
    return response
