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
from pipeline.web import accounts, handbook, handing, overview, queue, samples, units
from pipeline.web.doors import Bounded, OnlySafely
from pipeline.web.gate import Gate, NotSignedInError, visitor
from pipeline.web.letter import LetterPages
from pipeline.web.pages import Guarded, Renderer, headers_of
from pipeline.web.signing import SignInPages
from pipeline.web.site import Site, StaleFormError
from pipeline.web.station import Station

STATIC = Path(__file__).parent / "static"

_ANSWERS: tuple[tuple[type[TroskelError], int, str], ...] = (
    (NotFoundError, 404, "Finns inte"),
    (NotSignedInError, 401, "Logga in igen"),
    (NotAllowedError, 403, "Det får du inte se eller göra"),
    (StaleFormError, 403, "Ladda om sidan och gör om"),
    (ConflictError, 409, "Någon annan var före: öppna på nytt"),
    (UnusableError, 400, "Rätta och skicka igen"),
)
"""Each error's answer: its status, and a heading that says what to do."""
_OWN = ("127.0.0.1", "localhost", "[::1]", "::1")
_OTHERWISE = "Det gick inte"


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
        return await message(request, heading, str(error), status)

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        missing = status == 404
        text = "Sidan finns inte." if missing else "Så går det inte att göra här."
        heading = "Finns inte" if missing else _OTHERWISE
        return await message(request, heading, text, status)

    async def broken(request: Request, error: Exception) -> Response:
        with site.office() as office:
            office.log.error("page_failed", cause=type(error).__name__)
        text = "Sidan kunde inte visas. Inget är ändrat. Meddela IT om det händer igen."
        response = site.renderer.message(request, "Något gick fel", text, 500)
        # This answer is made outside all middleware.
        response.headers.update(headers_of(request.url.scheme))
        return response

    pages = LetterPages(site)
    routes = [
        *SignInPages(site).routes(),
        *accounts.routes(site),
        *handing.routes(site),
        *queue.routes(site),
        *pages.routes(),
        *Station(site, pages).routes(),
        *samples.routes(site),
        *units.routes(site),
        *overview.routes(site),
        *handbook.routes(site),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    names = [*_OWN, *filter(None, [access.host])]
    return Starlette(
        routes=Gate(site).around(routes),
        middleware=[
            # Forwarded headers are believed only from the proxies that the settings name.
            Middleware(ProxyHeadersMiddleware, trusted_hosts=list(access.trusted_proxies)),
            Middleware(Guarded),
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
        return "/login", "Logga in"
    if status in {403, 404} or request.method == "GET":
        return None
    letter, unit = request.path_params.get("letter"), request.path_params.get("unit")
    if letter:
        section = "samples" if request.url.path.startswith("/samples") else "review"
        return f"/{section}/{quote(letter)}", "Tillbaka till brevet"
    return (f"/units/{quote(unit)}", "Tillbaka till enheten") if unit else None
