"""The application: routes to pages; each request opens the workspace's stores for itself.

There are no accounts yet, so it answers on this machine only and never shows a letter that
touches a protected identity.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

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
from pipeline.web import overview, queue, samples, units
from pipeline.web.letter import LetterPages
from pipeline.web.pages import HEADERS, Guarded, Renderer
from pipeline.web.site import Site, StaleFormError
from pipeline.web.station import Station

STATIC = Path(__file__).parent / "static"

_ANSWERS: tuple[tuple[type[TroskelError], int, str], ...] = (
    (NotFoundError, 404, "Finns inte"),
    (NotAllowedError, 403, "Det får inte visas här"),
    (StaleFormError, 403, "Ladda om sidan och gör om"),
    (ConflictError, 409, "Någon annan var före: öppna på nytt"),
    (UnusableError, 400, "Rätta och skicka igen"),
)
"""Each error's answer: its status, and a heading that says what to do."""
_OWN = ["127.0.0.1", "localhost", "[::1]", "::1"]
_HIDDEN = (
    "Skyddade uppgifter hanteras bara av utsedd personal, i kommandoraden: "
    "troskel review show BREV --by NAMN."
)
_OTHERWISE = "Det gick inte"


def create_app(workspace: Workspace, engine: Engine) -> Starlette:
    """The pages of one workspace; ``engine`` decides again after an edit."""
    site = Site(
        workspace=workspace,
        engine=engine,
        renderer=Renderer(),
        routine=newest_routine(workspace.config),
    )

    def to_review(_: Request) -> Response:
        return RedirectResponse("/review", status_code=303)

    async def failed(request: Request, error: Exception) -> Response:
        status, heading = next(
            ((code, said) for kind, code, said in _ANSWERS if isinstance(error, kind)),
            (400, _OTHERWISE),
        )
        hidden = isinstance(error, NotAllowedError)
        text = _HIDDEN if hidden else str(error)
        back = None if hidden or status == 404 else _whence(request)
        return site.renderer.message(request, heading, text, status, back=back)

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        missing = status == 404
        text = "Sidan finns inte." if missing else "Så går det inte att göra här."
        heading = "Finns inte" if missing else _OTHERWISE
        return site.renderer.message(request, heading, text, status)

    async def broken(request: Request, error: Exception) -> Response:
        with site.office() as office:
            office.log.error("page_failed", cause=type(error).__name__)
        text = "Sidan kunde inte visas. Inget är ändrat. Meddela IT om det händer igen."
        response = site.renderer.message(request, "Något gick fel", text, 500)
        # This answer is made outside all middleware.
        response.headers.update(HEADERS)
        return response

    pages = LetterPages(site)
    routes = [
        Route("/", to_review),
        *queue.routes(site),
        *pages.routes(),
        *Station(site, pages).routes(),
        *samples.routes(site),
        *units.routes(site),
        *overview.routes(site),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guarded),
            # A page elsewhere must not reach these by a name that leads to this machine.
            Middleware(TrustedHostMiddleware, allowed_hosts=_OWN, www_redirect=False),
        ],
        exception_handlers={TroskelError: failed, HTTPException: refused, 500: broken},
    )


def _whence(request: Request) -> tuple[str, str] | None:
    """The page that the form stood on, and what its link says."""
    letter, unit = request.path_params.get("letter"), request.path_params.get("unit")
    if letter:
        section = "samples" if request.url.path.startswith("/samples") else "review"
        return f"/{section}/{quote(letter)}", "Tillbaka till brevet"
    return (f"/units/{quote(unit)}", "Tillbaka till enheten") if unit else None
