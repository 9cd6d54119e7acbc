"""One letter's pages to look at: the station, the scan's pictures, Kronofogden's draft."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from extractors.failures import ReadingFailed, ToolMissing
from extractors.images import page_png
from pipeline.documents.drafts import in_review
from pipeline.documents.errors import TemplateBrokenError
from pipeline.documents.ids import PacketIds
from pipeline.documents.texts import texts
from pipeline.domain.access import Person, Role
from pipeline.domain.case import Case
from pipeline.domain.edits import NOTES, Act, actions
from pipeline.domain.fields import CASE_NUMBER, REFERENCE
from pipeline.domain.page import Page
from pipeline.domain.people import Personnummer
from pipeline.domain.sentences import filled
from pipeline.store import accounts, claims, letters
from pipeline.store.errors import NotAllowedError, NotFoundError, UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import papers, queue, review, who_saw
from pipeline.usecases.dividing import stack_of
from pipeline.usecases.duty import settings_now
from pipeline.usecases.engine import open_register
from pipeline.usecases.evictions import lines_of, matter_of
from pipeline.usecases.kin import Kin, kin_of
from pipeline.usecases.office import Office
from pipeline.usecases.status import Confirmation, confirmations
from pipeline.web.gate import saw, signed_in
from pipeline.web.language import say
from pipeline.web.showing import Around, page_of
from pipeline.web.showing_people import Hits, minors_of
from pipeline.web.site import Site
from pipeline.web.wording import short_day

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_DPI = {"": 110.0, "fin": 220.0, "liten": 36.0}
"""How finely a page is drawn, by the word in its address: to read, to look close, as a thumb."""


@dataclass(frozen=True, slots=True)
class LetterPages:
    """The pages of single letters; the gate lets only those who may see one come here."""

    site: Site

    def shown(self, request: Request) -> Response:
        """One letter: its pages, its values, why it waits, the proposal."""
        return self.page(request, None)

    def page(self, request: Request, hits: Hits | None) -> Response:
        """The same, with persons that the register was searched for."""
        visitor = signed_in(request)
        with self.site.office() as office:
            letter, case = review.show(office, request.path_params["letter"], by=visitor.name)
            around = self._around(office, letter, case, visitor, hits)
            done = done_with(office, request, visitor)
            readers = [say(one) for one in who_saw.lines(office, letter.id)]
        page = page_of(letter, case, around)
        context = {name: getattr(page, name) for name in type(page).__slots__}
        return self.site.renderer.page(
            request, "letter.html", **context, done=done, readers=readers
        )

    def _around(
        self, office: Office, letter: Letter, case: Case, visitor: Person, hits: Hits | None
    ) -> Around:
        owed = next((one for one in confirmations(office) if one.letter == letter.id), None)
        claim = claims.held(office.ledger, letter.id)
        following = queue.following(office, letter.id, by=visitor.name)
        # Of a protected letter nothing is sent before somebody opens it: each look is noted.
        protected = following and letters.letter(office.ledger, following).restricted
        document = scanned(office, letter)
        return Around(
            today=office.today(),
            pages=tuple(page for page in document if page.number in case.part.pages),
            blank=frozenset(page.number for page in document if page.blank),
            edits=letters.edits(office.ledger, letter.id),
            units=self.site.unit_names(),
            confirmation=_confirmation_text(case, owed),
            confirmable=owed is not None,
            stack=stack_of(office, letter, visitor.name),
            sent=review.confirmation_sent(office, letter),
            matter=tuple(
                say(one) for one in lines_of(matter_of(office, letter.id, by=visitor.name))
            ),
            claim=claim if claim is not None and claim.by != visitor.name else None,
            following=following,
            ahead="" if protected else following,
            hits=hits,
            named=visitor.named,
            colleagues=_reviewers(office, visitor),
            kin=self._kin(case, named=visitor.named),
            open=frozenset(
                one.letter
                for one in case.linked
                if review.may_see(office, letters.letter(office.ledger, one.letter), visitor.name)
            ),
        )

    def _kin(self, case: Case, *, named: bool) -> dict[Personnummer, Kin]:
        """Who the children are who may be concerned, and who has custody of them."""
        homes = (case.household, *(row.household for row in case.rows))
        children = [one.number for home in homes for one in minors_of(home)]
        if not children:
            return {}
        register = open_register(self.site.workspace)
        try:
            return kin_of(register, children, protected=named)
        finally:
            register.close()

    def picture(self, request: Request) -> Response:
        """The picture of one page of the letter, or of another page of its stack."""
        number = request.path_params["number"]
        by = signed_in(request).name
        with self.site.office() as office:
            letter, case = review.show(office, request.path_params["letter"], by=by)
            if number not in case.part.pages:
                stack = stack_of(office, letter, by)
                if number not in stack.open:
                    raise NotFoundError("Sidan finns inte i brevet.")
                for place, pages in stack.pages.items():
                    if number in pages:
                        saw(request, stack.letters[place].id, "page", str(number))
            return picture_of(office, letter, number, request.query_params.get("matt", ""))

    def paper(self, request: Request) -> Response:
        """The letter's own pages as a PDF, to print or to send on."""
        by = signed_in(request).name
        with self.site.office() as office:
            letter, case = review.show(office, request.path_params["letter"], by=by)
            data = papers.own_pages(office, letter.document, case.part.pages)
        headers = {"content-disposition": f'inline; filename="brev-{letter.id[:12]}.pdf"'}
        return Response(data, media_type=_TYPES["pdf"], headers=headers)

    def draft(self, request: Request) -> Response:
        """A draft that may be had before the letter is decided."""
        name = request.path_params["file"]
        by = signed_in(request).name
        with self.site.office() as office:
            letter, case = review.show(office, request.path_params["letter"], by=by)
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
            message = filled("Brevets text har fel. Rätta den: {fault}.", fault=str(error))
            raise UnusableError(message) from error
        content = files.get(f"utkast/{name}")
        if content is None:
            raise NotFoundError("Det finns inget sådant utkast.")
        kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        how = "inline" if name.endswith(".pdf") else "attachment"
        headers = {"content-disposition": f'{how}; filename="{quote(name)}"'}
        return Response(content, media_type=kind, headers=headers)

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/review/{letter}", self.shown),
            Route("/review/{letter}/sida/{number:int}.png", self.picture),
            Route("/review/{letter}/brev.pdf", self.paper),
            Route("/review/{letter}/utkast/{file}", self.draft),
        ]


def _reviewers(office: Office, visitor: Person) -> tuple[str, ...]:
    """The names of those who may answer a question about a letter, without the asker's own."""
    return tuple(
        one.name
        for one in accounts.everybody(office.ledger)
        if Role.ADMINISTRATOR in one.roles and not one.disabled and one.name != visitor.name
    )


def pages_of(office: Office, letter: Letter, case: Case) -> tuple[Page, ...]:
    """The letter's pages as they were read."""
    return tuple(page for page in scanned(office, letter) if page.number in case.part.pages)


def scanned(office: Office, letter: Letter) -> tuple[Page, ...]:
    """All pages of the letter's document as they were read; none where the reading is gone."""
    reading = office.readings.newest(letter.document)
    return () if reading is None else reading.pages


def picture_of(office: Office, letter: Letter, number: int, fineness: str) -> Response:
    """A page of the letter's document as a picture, upright; NotFoundError when there is none."""
    page = next((one for one in scanned(office, letter) if one.number == number), None)
    if page is None:
        raise NotFoundError("Sidan finns inte i brevet.")
    path = office.archive.path(letter.document)
    dpi = _DPI.get(fineness, _DPI[""])
    try:
        picture = page_png(path, number, dpi, turned=page.turned, skew=page.skew)
    except (ReadingFailed, ToolMissing) as error:
        raise NotFoundError("Sidans bild kan inte visas. Öppna originalet.") from error
    return Response(picture, media_type="image/png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was just done with another letter, so that it can be taken back from this page."""

    letter: str
    short: str
    action: str
    revision: int


def _done(office: Office, ident: str, visitor: Person) -> Done | None:
    """The last action of the letter that a redirect names; None for none that can be undone."""
    if not ident:
        return None
    try:
        letter, _ = review.show(office, ident, by=visitor.name)
    except (NotFoundError, NotAllowedError):
        return None
    made = [one for one in actions(letters.edits(office.ledger, letter.id)) if not one.undone]
    if not made or all(edit.act in NOTES | {Act.UNDO} for edit in made[-1].edits):
        return None
    return Done(
        letter=letter.id,
        short=letter.id[:12],
        action=made[-1].name,
        revision=letter.revision,
    )


def done_with(office: Office, request: Request, visitor: Person) -> Done | None:
    """What the address says was just done with another letter."""
    return _done(office, request.query_params.get("om", ""), visitor)


def _confirmation_text(case: Case, owed: Confirmation | None) -> str:
    if owed is None:
        return ""
    number = case.findings.value(CASE_NUMBER) or case.findings.value(REFERENCE)
    named = say("Mål {number}.", number=number) if number else say("Målnumret hittades inte.")
    when = (
        say("Den skulle ha skickats {day} och är försenad.", day=short_day(owed.due_on))
        if owed.overdue
        else say("Den ska skickas i dag.")
    )
    return f"{named} {when}"
