"""The handbook for those who work here, chapter by chapter, with its pictures."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from pipeline.store.errors import NotFoundError
from pipeline.web.chapters import CHAPTERS, FOLDER, chapter, titles
from pipeline.web.site import Site


def routes(site: Site) -> list[Route]:
    """The chapters and their pictures."""

    def first(_: Request) -> Response:
        return RedirectResponse(f"/handbok/{CHAPTERS[0]}", status_code=303)

    def one(request: Request) -> Response:
        name = request.path_params["chapter"]
        return site.renderer.page(
            request, "handbook.html", chapter=chapter(name), name=name, chapters=titles()
        )

    def picture(request: Request) -> Response:
        name = request.path_params["file"]
        if name not in {path.name for path in (FOLDER / "bilder").glob("*.png")}:
            raise NotFoundError("Bilden finns inte.")
        return FileResponse(FOLDER / "bilder" / name)

    return [
        Route("/handbok", first),
        Route("/handbok/{chapter}", one),
        Route("/handbok/bilder/{file}", picture),
    ]
