"""Every version of the routine for people to read, each row with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.documents.drawing import facts, parts, proof
from pipeline.domain.routine import Routine
from pipeline.store.errors import NotFoundError
from pipeline.web.language import say
from pipeline.web.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version that can be read: its address, its day, and whether it holds."""

    address: str
    day: str
    holds: str
    shown: bool


def routes(site: Site) -> list[Route]:
    """The version that holds today, and each by its day."""

    def newest(request: Request) -> Response:
        return shown(request, held(site.versions, today()))

    def one(request: Request) -> Response:
        day = request.path_params["version"]
        found = next((each for each in site.versions if each.valid_from.isoformat() == day), None)
        if found is None:
            raise NotFoundError("Rutinen har ingen sådan version.")
        return shown(request, found)

    def today() -> date:
        with site.office() as office:
            return office.today()

    def shown(request: Request, routine: Routine) -> Response:
        now = held(site.versions, today())
        return site.renderer.page(
            request,
            "routine.html",
            title=routine.title,
            facts=(*facts(routine), proof(routine)),
            parts=parts(routine),
            holds=_holds(routine, now),
            versions=[
                Version(
                    address=f"/routines/{each.valid_from}",
                    day=each.valid_from.isoformat(),
                    holds=_holds(each, now),
                    shown=each is routine,
                )
                for each in reversed(site.versions)
            ],
        )

    return [Route("/routines", newest), Route("/routines/{version}", one)]


def held(versions: tuple[Routine, ...], on: date) -> Routine:
    """The version that holds on the day; before the first one, the first."""
    return next((one for one in reversed(versions) if one.valid_from <= on), versions[0])


def _holds(routine: Routine, now: Routine) -> str:
    if routine is now:
        return say("gäller nu")
    return say("ersatt") if routine.valid_from < now.valid_from else say("gäller inte än")
