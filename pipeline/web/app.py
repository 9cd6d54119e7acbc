"""The application: routes to pages; each request opens the workspace's stores for itself.

There are no accounts yet, so it answers on this machine only and never shows a letter that
touches a protected identity.
"""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline.store.errors import ConflictError, NotAllowedError, NotFoundError, TroskelError
from pipeline.store.workspace import Workspace
from pipeline.usecases.engine import newest_routine
from pipeline.usecases.ports import Engine
from pipeline.web import overview, queue, units
from pipeline.web.letter import LetterPages
from pipeline.web.pages import HEADERS, Guarded, Renderer
from pipeline.web.site import Site

STATIC = Path(__file__).parent / "static"

_STATUS = ((NotFoundError, 404), (NotAllowedError, 403), (ConflictError, 409))
_OWN = ["127.0.0.1", "localhost", "[::1]", "::1"]
_HIDDEN = (
    "Skyddade uppgifter hanteras bara av utsedd personal, i kommandoraden: "
    "troskel review show BREV --by NAMN."
)
_HEADINGS = {403: "Det får inte visas här", 404: "Finns inte", 409: "Någon annan var före"}


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
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 400)
        heading = _HEADINGS.get(status, "Det gick inte")
        text = _HIDDEN if status == 403 else str(error)
        return site.renderer.message(request, heading, text, status)

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        text = "Sidan finns inte." if status == 404 else "Så går det inte att göra här."
        return site.renderer.message(request, _HEADINGS.get(status, "Det gick inte"), text, status)

    async def broken(request: Request, error: Exception) -> Response:
        with site.office() as office:
            office.log.error("page_failed", cause=type(error).__name__)
        text = "Sidan kunde inte visas. Inget är ändrat. Meddela IT om det händer igen."
        response = site.renderer.message(request, "Något gick fel", text, 500)
        # This answer is made outside all middleware.
        response.headers.update(HEADERS)
        return response

    routes = [
        Route("/", to_review),
        *queue.routes(site),
        *LetterPages(site).routes(),
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
