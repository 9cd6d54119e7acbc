"""The queue: what waits for a person, the urgent first, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.documents import coming, swedish
from pipeline.domain.fields import CASE_NUMBER, REFERENCE
from pipeline.domain.kinds import Priority
from pipeline.store import documents, letters
from pipeline.usecases import review
from pipeline.usecases.duty import duty_on
from pipeline.usecases.office import Office
from pipeline.usecases.register_age import ages
from pipeline.usecases.review import Waiting
from pipeline.usecases.status import Confirmation, confirmations
from pipeline.web.contexts import Item, Owed, Unread
from pipeline.web.doubts import doubt_text
from pipeline.web.gate import signed_in
from pipeline.web.showing import TONES, day_of, kind_text
from pipeline.web.site import Site

_NEWEST = 30
"""Quarantined documents shown on the queue: the newest."""


def routes(site: Site) -> list[Route]:
    """The queue's page."""

    def queue(request: Request) -> Response:
        with site.office() as office:
            today = office.today()
            return site.renderer.page(
                request,
                "queue.html",
                items=[_item(one, today) for one in in_order(review.queue(office))],
                named=signed_in(request).named,
                confirmations=[_owed(office, one) for one in confirmations(office)],
                unread=_unread(office),
                old=[age for age in ages(office) if age.stale],
                alarms=duty_on(office.workspace, site.routine, today).alarms,
            )

    return [Route("/review", queue)]


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """What is owed Kronofogden first, then what expires first, its urgency counted as a day.

    Letters of one day stand by urgency and as they arrived; those without a day come last. The
    page says so.
    """
    return sorted(
        waiting,
        key=lambda one: (
            not one.confirmation_due,
            expires(one),
            one.letter.priority,
            one.letter.received_on,
            one.letter.arrival,
            one.letter.place,
        ),
    )


def expires(one: Waiting) -> date:
    """The first day that anything about a waiting letter falls due; its urgency gives one too."""
    letter, confirmed = one.letter, not one.confirmation_due
    days = coming.days(one.case, letter.received_on, confirmed=confirmed) if one.case else ()
    priority = list(Priority)[letter.priority - 1]
    return coming.expires(priority, letter.received_on, (near.on for near in days))


def _item(one: Waiting, today: date) -> Item:
    case, letter = one.case, one.letter
    priority = list(Priority)[letter.priority - 1]
    why = [doubt_text(reason, case) for reason in case.reasons] if case else []
    days = coming.nearest(case, today, confirmed=not one.confirmation_due) if case else ()
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
        pages=swedish.sheets(len(case.part.pages)) if case else "",
        days=tuple(day_of(day) for day in days),
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
