"""Review: the queue, one letter, and what a person decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from extractors.failures import ReadingFailed
from extractors.images import page_png
from pipeline.documents import swedish
from pipeline.documents.drafts import kfm_confirmation
from pipeline.documents.ids import PacketIds
from pipeline.domain.case import Case
from pipeline.domain.edits import Act
from pipeline.domain.fields import CASE_NUMBER, REFERENCE
from pipeline.domain.kinds import Priority
from pipeline.domain.page import Page
from pipeline.store import documents, letters
from pipeline.store.errors import NotFoundError
from pipeline.store.letters import Letter
from pipeline.usecases import review
from pipeline.usecases.engine import open_register
from pipeline.usecases.office import Office
from pipeline.usecases.review import Said, Waiting
from pipeline.usecases.status import Confirmation, confirmations
from pipeline.web.contexts import Choice, Item, Owed, Unread
from pipeline.web.pages import NAME_COOKIE
from pipeline.web.showing import (
    TONES,
    choice_of,
    fields_of,
    kind_names,
    kind_text,
    page_of,
    reason_text,
)
from pipeline.web.site import Site

_ACTS = {
    "field": Act.FIELD,
    "kind": Act.KIND,
    "person": Act.PERSON,
    "household": Act.HOUSEHOLD,
    "approve": Act.APPROVE,
    "close": Act.CLOSE,
    "return": Act.RETURN,
}
_SOON = 30
"""Quarantined documents shown on the queue: the newest."""
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Review:
    """The review pages of a site."""

    site: Site

    def the_queue(self, request: Request) -> Response:
        """What waits, the urgent first."""
        with self.site.office() as office:
            return self.site.renderer.page(
                request,
                "queue.html",
                items=[_item(one) for one in review.queue(office)],
                confirmations=[_owed(office, one) for one in confirmations(office)],
                unread=_unread(office),
            )

    def one_letter(self, request: Request) -> Response:
        """One letter: its pages, its values, why it waits, the proposal."""
        search = request.query_params.get("search", "").strip()
        with self.site.office() as office:
            letter, case = review.show(office, request.path_params["letter"])
            owed = next((o for o in confirmations(office) if o.letter == letter.id), None)
            fields = list(fields_of(case))
            page = page_of(
                letter,
                case,
                _pages(office, letter, case),
                letters.edits(office.ledger, letter.id),
                self.site.unit_names(),
                confirmation=_confirmation_text(case, owed),
                confirmable=owed is not None,
                fields=fields,
            )
        found = _search(self.site, search) if search else ()
        context = {name: getattr(page, name) for name in type(page).__slots__}
        return self.site.renderer.page(
            request,
            "letter.html",
            **context,
            search=search,
            found=found,
            field_names=sorted(_EDITABLE.items(), key=lambda one: one[1]),
            kind_names=kind_names(),
        )

    def one_page(self, request: Request) -> Response:
        """The picture of one page of the letter."""
        with self.site.office() as office:
            letter, case = review.show(office, request.path_params["letter"])
            number = request.path_params["number"]
            page = next((one for one in _pages(office, letter, case) if one.number == number), None)
            if page is None:
                raise NotFoundError("Sidan finns inte i brevet.")
            path = office.archive.path(letter.document)
        try:
            picture = page_png(path, number, turned=page.turned, skew=page.skew)
        except ReadingFailed as error:
            raise NotFoundError("Sidans bild kan inte visas. Öppna originalet.") from error
        return Response(picture, media_type="image/png")

    def draft(self, request: Request) -> Response:
        """The draft of Kronofogden's confirmation."""
        name = request.path_params["file"]
        with self.site.office() as office:
            letter, case = review.show(office, request.path_params["letter"])
        ids = PacketIds(
            letter_id=letter.id,
            revision=letter.revision,
            document_sha256=letter.document,
            received_on=letter.received_on,
        )
        files = kfm_confirmation(case, ids, self.site.workspace.config.settings())
        content = files.get(f"utkast/{name}")
        if content is None:
            raise NotFoundError("Det finns inget sådant utkast.")
        kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        how = "inline" if name.endswith(".pdf") else "attachment"
        headers = {"content-disposition": f'{how}; filename="{quote(name)}"'}
        return Response(content, media_type=kind, headers=headers)

    def decided(self, ident: str, act: str, form: dict[str, str]) -> str:
        """Carry out what a person decided; the address to go on to."""
        by = form.get("by", "")
        with self.site.office() as office:
            if act == "confirm-sent":
                review.confirm_sent(office, ident, by=by)
                return f"/review/{ident}?gjort={act}"
            seen = form.get("revision", "")
            said = Said(
                act=_ACTS[act],
                by=by,
                reason=form.get("reason", ""),
                target=form.get("target", ""),
                value=form.get("value", ""),
                revision=int(seen) if seen.isdigit() else 0,
            )
            review.edit(office, self.site.engine, ident, said)
        where = "/review" if act in {"approve", "close"} else f"/review/{ident}"
        return f"{where}?gjort={act}"

    async def post(self, request: Request) -> Response:
        """A form that a person sent."""
        act = request.path_params["act"]
        if act not in {*_ACTS, "confirm-sent"}:
            raise NotFoundError("Det går inte att göra.")
        form = self.site.checked(request, await request.form(max_fields=20, max_files=0))
        address = await run_in_threadpool(self.decided, request.path_params["letter"], act, form)
        response = RedirectResponse(address, status_code=303)
        response.set_cookie(NAME_COOKIE, form.get("by", ""), httponly=True, samesite="strict")
        return response

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/review", self.the_queue),
            Route("/review/{letter}", self.one_letter),
            Route("/review/{letter}/sida/{number:int}.png", self.one_page),
            Route("/review/{letter}/utkast/{file}", self.draft),
            Route("/review/{letter}/{act}", self.post, methods=["POST"]),
        ]


_EDITABLE = {
    name: swedish.FIELDS[name]
    for name in (
        "amount_sek",
        "letter_date",
        "due_date",
        "eviction_at",
        "reference",
        "case_number",
        "contract_number",
        "sender_name",
        "sender_orgnr",
        "sender_phone",
        "address",
        "postal_code",
        "city",
        "apartment",
        "municipality",
    )
}


def _item(one: Waiting) -> Item:
    case, letter = one.case, one.letter
    priority = list(Priority)[letter.priority - 1]
    why = [reason_text(reason) for reason in case.reasons] if case else []
    decision = case.decision if case else None
    days = sorted(deadline.on for deadline in decision.deadlines) if decision else []
    return Item(
        letter=letter.id,
        short=letter.id[:12],
        kind=kind_text(case) if case else "",
        intake_point=case.intake_point if case else "",
        received_on=swedish.short_day(letter.received_on),
        priority=swedish.PRIORITIES[priority],
        tone=TONES[priority],
        restricted=case is None,
        why=why[0] if why else "",
        more=max(0, len(why) - 1),
        deadline=swedish.short_day(days[0]) if days else "",
    )


def _owed(office: Office, one: Confirmation) -> Owed:
    letter = letters.letter(office.ledger, one.letter)
    hidden = not review.may_see(office, letter, "")
    number = ""
    if not hidden:
        case = letters.case(office.ledger, letter.id, letter.revision)
        number = case.findings.value(CASE_NUMBER) or case.findings.value(REFERENCE) or "saknas"
    return Owed(
        letter=letter.id,
        short=letter.id[:12],
        case_number=number,
        received_on=swedish.short_day(letter.received_on),
        overdue=one.overdue,
        hidden=hidden,
    )


def _unread(office: Office) -> list[Unread]:
    rows = office.ledger.rows(
        "SELECT sha256 FROM documents WHERE state = 'quarantined' ORDER BY arrival DESC LIMIT ?",
        (_SOON,),
    )
    found = [documents.document(office.ledger, row["sha256"]) for row in rows]
    return [
        Unread(
            name=one.name,
            received_on=swedish.short_day(one.received_on),
            remedy=one.reason.remedy if one.reason else "",
        )
        for one in found
        if one is not None
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


def _search(site: Site, text: str) -> tuple[Choice, ...]:
    register = open_register(site.workspace)
    try:
        return tuple(choice_of(person) for person in register.search(text))
    finally:
        register.close()
