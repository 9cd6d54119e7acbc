"""One letter under review: its pages beside its values, and what a person decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from extractors.failures import ReadingFailed, ToolMissing
from extractors.images import page_png
from pipeline.documents import swedish
from pipeline.documents.drafts import in_review
from pipeline.documents.errors import TemplateBrokenError
from pipeline.documents.ids import PacketIds
from pipeline.documents.texts import texts
from pipeline.domain.case import Case
from pipeline.domain.editing import PARSERS
from pipeline.domain.fields import CASE_NUMBER, REFERENCE
from pipeline.domain.page import Page
from pipeline.store import letters
from pipeline.store.errors import NotFoundError, UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import review, who_saw
from pipeline.usecases.duty import settings_now
from pipeline.usecases.engine import open_register
from pipeline.usecases.evictions import lines_of, matter_of
from pipeline.usecases.office import Office
from pipeline.usecases.status import Confirmation, confirmations
from pipeline.web import deeds
from pipeline.web.gate import signed_in
from pipeline.web.showing import Around, kind_names, page_of, subkind_names, tenure_names
from pipeline.web.showing_people import Hits
from pipeline.web.site import Site

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_EDITABLE = tuple((name, label) for name, label in swedish.FIELDS.items() if name in PARSERS)


@dataclass(frozen=True, slots=True)
class LetterPages:
    """The pages of single letters; the gate lets only those who may see one come here."""

    site: Site

    def shown(self, request: Request) -> Response:
        """One letter: its pages, its values, why it waits, the proposal."""
        return self._page(request, None)

    async def search(self, request: Request) -> Response:
        """The same with persons to choose among; what is sought stands in no address."""
        form = await self.site.form(request)
        index = form.get("target", "")
        text = form.get("search", "").strip()
        return await run_in_threadpool(
            self._searched, request, int(index) if index.isdigit() else 0, text
        )

    def _searched(self, request: Request, index: int, text: str) -> Response:
        register = open_register(self.site.workspace)
        try:
            named = signed_in(request).named
            persons = register.search(text, protected=named) if text else ()
        finally:
            register.close()
        return self._page(request, Hits(index=index, text=text, persons=persons))

    def _page(self, request: Request, hits: Hits | None) -> Response:
        with self.site.office() as office:
            letter, case = review.show(
                office, request.path_params["letter"], by=signed_in(request).name
            )
            owed = next((o for o in confirmations(office) if o.letter == letter.id), None)
            around = Around(
                today=office.today(),
                pages=_pages(office, letter, case),
                edits=letters.edits(office.ledger, letter.id),
                units=self.site.unit_names(),
                confirmation=_confirmation_text(case, owed),
                confirmable=owed is not None,
                sent=review.confirmation_sent(office, letter),
                hits=hits,
                matter=tuple(lines_of(matter_of(office, letter.id, by=signed_in(request).name))),
            )
            readers = who_saw.lines(office, letter.id)
        page = page_of(letter, case, around)
        context = {name: getattr(page, name) for name in type(page).__slots__}
        return self.site.renderer.page(
            request,
            "letter.html",
            **context,
            readers=readers,
            field_names=_EDITABLE,
            kind_names=kind_names(),
            subkind_names=subkind_names(case),
            tenure_names=tenure_names(),
        )

    def picture(self, request: Request) -> Response:
        """The picture of one page of the letter."""
        with self.site.office() as office:
            letter, case = review.show(
                office, request.path_params["letter"], by=signed_in(request).name
            )
            number = request.path_params["number"]
            page = next((one for one in _pages(office, letter, case) if one.number == number), None)
            if page is None:
                raise NotFoundError("Sidan finns inte i brevet.")
            path = office.archive.path(letter.document)
        try:
            picture = page_png(path, number, turned=page.turned, skew=page.skew)
        except (ReadingFailed, ToolMissing) as error:
            raise NotFoundError("Sidans bild kan inte visas. Öppna originalet.") from error
        return Response(picture, media_type="image/png")

    def draft(self, request: Request) -> Response:
        """A draft that may be had before the letter is decided."""
        name = request.path_params["file"]
        with self.site.office() as office:
            letter, case = review.show(
                office, request.path_params["letter"], by=signed_in(request).name
            )
        ids = PacketIds(
            letter_id=letter.id,
            revision=letter.revision,
            document_sha256=letter.document,
            received_on=letter.received_on,
        )
        settings, _ = settings_now(self.site.workspace)
        written = texts(self.site.workspace.letters)
        template = name.partition(".")[0]
        try:
            files = in_review(template, case, ids, settings, self.site.routine, written)
        except TemplateBrokenError as error:
            message = f"Brevets text har fel. Rätta den: {error}."
            raise UnusableError(message) from error
        content = files.get(f"utkast/{name}")
        if content is None:
            raise NotFoundError("Det finns inget sådant utkast.")
        kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        how = "inline" if name.endswith(".pdf") else "attachment"
        headers = {"content-disposition": f'{how}; filename="{quote(name)}"'}
        return Response(content, media_type=kind, headers=headers)

    async def post(self, request: Request) -> Response:
        """A form that a person sent."""
        form = await self.site.form(request)
        ident, act = request.path_params["letter"], request.path_params["act"]
        address = await run_in_threadpool(deeds.done, self.site, ident, act, form)
        return RedirectResponse(address, status_code=303)

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/review/{letter}", self.shown),
            Route("/review/{letter}/sida/{number:int}.png", self.picture),
            Route("/review/{letter}/utkast/{file}", self.draft),
            Route("/review/{letter}/search", self.search, methods=["POST"]),
            Route("/review/{letter}/{act}", self.post, methods=["POST"]),
        ]


def _pages(office: Office, letter: Letter, case: Case) -> tuple[Page, ...]:
    reading = office.readings.newest(letter.document)
    pages = () if reading is None else reading.pages
    return tuple(page for page in pages if page.number in case.part.pages)


def _confirmation_text(case: Case, owed: Confirmation | None) -> str:
    if owed is None:
        return ""
    number = case.findings.value(CASE_NUMBER) or case.findings.value(REFERENCE)
    named = f"Mål {number}. " if number else "Målnumret hittades inte. "
    return named + (
        "Den skulle ha skickats " + swedish.short_day(owed.due_on) + " och är försenad."
        if owed.overdue
        else "Den ska skickas i dag."
    )
