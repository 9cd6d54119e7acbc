"""Blind samples: what was sent is read by a person who is not told what the program thought."""

from __future__ import annotations

from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pipeline.documents import swedish
from pipeline.domain.editing import PARSERS
from pipeline.domain.fields import AMOUNT, EVICTION_AT, LETTER_DATE, Name
from pipeline.domain.kinds import Kind
from pipeline.domain.people import Personnummer
from pipeline.domain.sampling import Answer
from pipeline.domain.sentences import whole
from pipeline.store.errors import NotFoundError, UnusableError
from pipeline.usecases import sampling
from pipeline.web.gate import signed_in
from pipeline.web.language import say, sv
from pipeline.web.letter import picture_of
from pipeline.web.letter_contexts import Option
from pipeline.web.sample_choices import choices_of, written
from pipeline.web.site import Form, Site
from pipeline.web.wording import short_day, weekday

T = TypeVar("T")

_FIELDS: tuple[tuple[Name[object], str, str], ...] = (
    (AMOUNT, sv("Hela kravet, om det finns ett"), "12345,67"),
    (LETTER_DATE, sv("Brevets datum"), "2026-10-05"),
    (EVICTION_AT, sv("Tid för avhysningen"), "2026-11-03 10:00"),
)  # type: ignore[assignment] # each name carries its own type, which only its parser needs
"""What may be answered beside kind, persons and children."""


def routes(site: Site) -> list[Route]:
    """The pages of the samples."""

    def waiting(request: Request) -> Response:
        with site.office() as office:
            found = [
                (one.id, one.id[:12], short_day(one.received_on)) for one in sampling.to_do(office)
            ]
        return site.renderer.page(request, "samples.html", samples=found)

    def shown(request: Request) -> Response:
        return _page(site, request, None)

    def picture(request: Request) -> Response:
        number = request.path_params["number"]
        with site.office() as office:
            blind = sampling.shown(office, request.path_params["letter"])
            if number not in blind.pages:
                raise NotFoundError("Sidan finns inte i brevet.")
            fineness = request.query_params.get("matt", "")
            return picture_of(office, blind.letter, number, fineness)

    async def search(request: Request) -> Response:
        form = await site.form(request)
        return await run_in_threadpool(_page, site, request, form)

    async def answer(request: Request) -> Response:
        form = await site.form(request)
        by = form.by()

        def work() -> Response:
            said = _answer(form)
            with site.office() as office:
                letter = sampling.shown(office, request.path_params["letter"]).letter
                differs = sampling.answer(office, site.engine.mind, letter.id, said, by=by)
            done = "sample-differs" if differs else "sample"
            return RedirectResponse(f"/samples?gjort={done}", status_code=303)

        return await run_in_threadpool(work)

    return [
        Route("/samples", waiting),
        Route("/samples/{letter}", shown),
        Route("/samples/{letter}/sida/{number:int}.png", picture),
        Route("/samples/{letter}/search", search, methods=["POST"]),
        Route("/samples/{letter}/answer", answer, methods=["POST"]),
    ]


def _page(site: Site, request: Request, form: Form | None) -> Response:
    """The letter's pages, what was answered so far, and persons and children to choose among."""
    with site.office() as office:
        blind = sampling.shown(office, request.path_params["letter"])
        reading = office.readings.newest(blind.letter.document)
    pages = () if reading is None else reading.pages
    text = "" if form is None else form.get("search").strip()
    named = signed_in(request).named
    return site.renderer.page(
        request,
        "sample.html",
        letter=blind.letter.id,
        short=blind.letter.id[:12],
        received_on=weekday(blind.letter.received_on),
        pages=[page for page in pages if page.number in blind.pages],
        kinds=[Option(value=str(kind), text=say(swedish.KINDS[kind])) for kind in Kind],
        fields=[(name.text, say(label), example) for name, label, example in _FIELDS],
        given={} if form is None else dict(form.texts()),
        search=text,
        **choices_of(site.workspace, form, text, blind.letter.received_on, named=named),
    )


def _answer(form: Form) -> Answer:
    """What was answered; UnusableError for what is none, or was left open."""
    kind = form.get("kind")
    if kind not in set(Kind):
        raise UnusableError("Välj vad det är för slags brev.")
    return Answer(
        kind=Kind(kind),
        persons=_numbers(form, "persons", sv("Ange vem brevet gäller, eller att ingen nämns.")),
        children=_numbers(
            form, "children", sv("Ange vilka barn som berörs, eller att inget barn berörs.")
        ),
        amount=_value(form, AMOUNT),
        letter_date=_value(form, LETTER_DATE),
        eviction_at=_value(form, EVICTION_AT),
    )


def _numbers(form: Form, name: str, lacking: str) -> tuple[str, ...]:
    """The numbers that were chosen or written, each once, or none where that was said."""
    parts = written(form, name)
    if bool(parts) == bool(form.get(f"no_{name}")):
        raise UnusableError(lacking)
    try:
        return tuple(dict.fromkeys(str(Personnummer(part)) for part in parts))
    except ValueError as error:
        raise UnusableError(whole(error.args[0])) from error


def _value(form: Form, name: Name[T]) -> T | None:
    text = form.get(name.text).strip()
    if not text:
        return None
    try:
        found: T = PARSERS[name.text](text)
    except ValueError as error:
        raise UnusableError(whole(error.args[0])) from error
    return found
