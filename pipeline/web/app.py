"""The application: routes to pages; each request opens the workspace's stores for itself.

Every route stands behind the gate: what its row in the table of permissions does not grant is
refused.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from pipeline.store.errors import (
    ConflictError,
    NotAllowedError,
    NotFoundError,
    TroskelError,
    UnusableError,
)
from pipeline.store.workspace import Workspace
from pipeline.usecases.engine import newest_routine
from pipeline.usecases.ports import Engine
from pipeline.usecases.sso import Provider
from pipeline.web import (
    accounts,
    calendars,
    handing,
    overview,
    queue,
    samples,
)
from pipeline.web.addresses import page_of
from pipeline.web.doors import Bounded, OnlySafely
from pipeline.web.gate import Gate, NotSignedInError, visitor
from pipeline.web.language import quoted, say, speaking, sv, told
from pipeline.web.letter import LetterPages
from pipeline.web.packet import PacketPages
from pipeline.web.pages import Guarded, Renderer, headers_of
from pipeline.web.signing import SignInPages
from pipeline.web.site import Site, StaleFormError
from pipeline.web.speaking import Spoken, chosen
from pipeline.web.speaking import routes as choosing_language
from pipeline.web.station import Station
from pipeline.web.units import UnitPages

STATIC = Path(__file__).parent / "static"

_ANSWERS: tuple[tuple[type[TroskelError], int, str], ...] = (
    (NotFoundError, 404, sv("Finns inte")),
    (NotSignedInError, 401, sv("Logga in igen")),
    (NotAllowedError, 403, sv("Det får du inte se eller göra")),
    (StaleFormError, 403, sv("Ladda om sidan och gör om")),
    (ConflictError, 409, sv("Någon annan var före: öppna på nytt")),
    (UnusableError, 400, sv("Rätta och skicka igen")),
)
"""Each error's answer: its status, and a heading that says what to do."""
_OWN = ("127.0.0.1", "localhost", "[::1]", "::1")
_OTHERWISE = sv("Det gick inte")


def create_app(workspace: Workspace, engine: Engine) -> Starlette:
    """The pages of one workspace; ``engine`` decides again after an edit."""
    access = workspace.config.access
    site = Site(
        workspace=workspace,
        engine=engine,
        renderer=Renderer(access.limits.idle),
        routine=newest_routine(workspace.config),
        sign_on=None if access.sign_on is None else Provider(access.sign_on),
    )

    async def message(request: Request, heading: str, text: str, status: int) -> Response:
        await run_in_threadpool(_known, site, request)
        return site.renderer.message(request, heading, text, status, back=_whence(request, status))

    async def failed(request: Request, error: Exception) -> Response:
        status, heading = next(
            ((code, said) for kind, code, said in _ANSWERS if isinstance(error, kind)),
            (400, _OTHERWISE),
        )
        if isinstance(error, NotSignedInError) and _is_navigation(request):
            goal = request.url.path
            return RedirectResponse(f"/login?till={quote(goal)}", status_code=303)
        text = told(error)
        text = quoted(text) if text == str(error) else text
        return await message(request, say(heading), text, status)

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        missing = status == 404
        text = say("Sidan finns inte.") if missing else say("Så går det inte att göra här.")
        heading = say("Finns inte" if missing else _OTHERWISE)
        return await message(request, heading, text, status)

    async def broken(request: Request, error: Exception) -> Response:
        with site.office() as office:
            office.log.error("page_failed", cause=type(error).__name__)
        # This answer is made outside all middleware.
        with speaking(chosen(request)):
            text = say("Sidan kunde inte visas. Inget är ändrat. Meddela IT om det händer igen.")
            response = site.renderer.message(request, say("Något gick fel"), text, 500)
        response.headers.update(headers_of(request.url.scheme))
        return response

    pages = LetterPages(site)
    routes = [
        *SignInPages(site).routes(),
        *choosing_language(site),
        *accounts.routes(site),
        *handing.routes(site),
        *queue.routes(site),
        *pages.routes(),
        *Station(site, pages).routes(),
        *samples.routes(site),
        *calendars.routes(site),
        *UnitPages(site).routes(),
        *PacketPages(site).routes(),
        *overview.routes(site),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    names = [*_OWN, *filter(None, [access.host])]
    return Starlette(
        routes=Gate(site).around(routes),
        middleware=[
            # Forwarded headers are believed only from the proxies that the settings name.
            Middleware(ProxyHeadersMiddleware, trusted_hosts=list(access.trusted_proxies)),
            Middleware(Guarded),
            Middleware(Spoken),
            Middleware(OnlySafely),
            # A page elsewhere must not reach these by a name that leads to this machine.
            Middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False),
            Middleware(Bounded),
        ],
        exception_handlers={TroskelError: failed, HTTPException: refused, 500: broken},
    )


def _known(site: Site, request: Request) -> None:
    """Who asks, for the navigation of a page that says what went wrong; nobody if it is unknown."""
    try:
        visitor(site, request)
    except TroskelError:
        request.state.visitor = None


def _is_navigation(request: Request) -> bool:
    """Whether a person opens a page, and can be sent to sign in; a form's answer must be seen."""
    return request.method in {"GET", "HEAD"} and "text/html" in request.headers.get("accept", "")


def _whence(request: Request, status: int) -> tuple[str, str] | None:
    """The page that the form stood on, and what its link says; for the front door None."""
    if status == 401:
        return "/login", say("Logga in")
    if status in {403, 404} or request.method == "GET":
        return None
    if "letter" in request.path_params:
        return page_of(request), say("Tillbaka till brevet")
    return (
        (page_of(request), say("Tillbaka till enheten")) if "unit" in request.path_params else None
    )
