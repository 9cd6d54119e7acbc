"""The queue: what waits for a person, the urgent first, and what could not be read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.documents import swedish
from pipeline.domain.fields import CASE_NUMBER, REFERENCE
from pipeline.domain.kinds import Priority
from pipeline.store import documents, letters
from pipeline.usecases import review
from pipeline.usecases.office import Office
from pipeline.usecases.review import Waiting
from pipeline.usecases.status import Confirmation, confirmations
from pipeline.web.contexts import Item, Owed, Unread
from pipeline.web.showing import TONES, kind_text, reason_text
from pipeline.web.site import Site

_NEWEST = 30
"""Quarantined documents shown on the queue: the newest."""


def routes(site: Site) -> list[Route]:
    """The queue's page."""

    def queue(request: Request) -> Response:
        with site.office() as office:
            return site.renderer.page(
                request,
                "queue.html",
                items=[_item(one) for one in review.queue(office)],
                confirmations=[_owed(office, one) for one in confirmations(office)],
                unread=_unread(office),
            )

    return [Route("/review", queue)]


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
        (_NEWEST,),
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
