"""The queue: what waits for a person, lane by lane, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.documents import coming, swedish
from pipeline.documents.narrow import persons
from pipeline.domain.access import Person
from pipeline.domain.case import Case
from pipeline.domain.edits import asked_of, to_forward
from pipeline.domain.fields import CASE_NUMBER, REFERENCE
from pipeline.domain.kinds import Priority
from pipeline.domain.problems import Code
from pipeline.domain.queueing import Lane
from pipeline.store import documents, letters, waiting
from pipeline.store.errors import NotFoundError
from pipeline.store.letters import Letter
from pipeline.store.waiting import Count
from pipeline.usecases import queue, review, sampling
from pipeline.usecases.duty import duty_on
from pipeline.usecases.office import Office
from pipeline.usecases.queue import Waiting
from pipeline.usecases.register_age import ages
from pipeline.usecases.status import Confirmation, confirmations
from pipeline.web.contexts import Item, LaneShown, Owed, Unread
from pipeline.web.doubts import doubt_text
from pipeline.web.gate import signed_in
from pipeline.web.language import say, say_or_quote, sv
from pipeline.web.letter import done_with
from pipeline.web.showing import day_of, held_text, returned_text
from pipeline.web.site import Site
from pipeline.web.wording import TONES, age_text, kind_text, sheets, short_day

_NEWEST = 30
"""Quarantined documents shown on the queue: the newest."""

_FIRST, _WHOLE = 12, 50
"""How many letters of a lane stand on the queue, and on a page of the lane alone."""

_MANY = 99
"""Samples are not counted further: it is enough that there are many."""

_LANES = MappingProxyType(
    {
        Lane.PROTECTED: ("skyddade", sv("Skyddade uppgifter"), sv("Bara utsedd personal.")),
        Lane.KRONOFOGDEN: (
            "kronofogden",
            sv("Kronofogden"),
            sv("Besked om avhysning; svaras samma dag."),
        ),
        Lane.CHILDREN: ("barn", sv("Barn berörs"), sv("Barn finns i hushållet, eller kan finnas.")),
        Lane.ORDINARY: ("ovriga", sv("Övriga brev"), ""),
        Lane.MISDIRECTED: (
            "felpost",
            sv("Felpost"),
            sv("Ska skickas vidare till en annan kommun."),
        ),
    }
)
"""Each lane's word in an address, its name, and what it holds."""

_BY_KEY = {key: lane for lane, (key, _, _) in _LANES.items()}


def routes(site: Site) -> list[Route]:
    """The queue's page."""

    def shown(request: Request) -> Response:
        visitor = signed_in(request)
        key, page = request.query_params.get("fil", ""), request.query_params.get("sida", "1")
        if key and key not in _BY_KEY:
            raise NotFoundError("Det finns ingen sådan kö.")
        number = max(1, int(page)) if page.isdigit() and len(page) < 7 else 1
        with site.office() as office:
            counts = waiting.counts(office.ledger, office.today())
            first = queue.first(office, by=visitor.name)
            one = None if not key else _BY_KEY[key]
            lanes = [
                _lane(office, count, visitor, number, alone=one is not None)
                for count in counts
                if one in {None, count.lane}
            ]
            if visitor.name and one is None:
                lanes = [*_questions(office, visitor), *lanes]
            ours = [count for count in counts if count.lane is not Lane.MISDIRECTED]
            return site.renderer.page(
                request,
                "queue.html",
                lanes=lanes,
                title=say(_LANES[one][1]) if one is not None else "",
                waits=sum(count.waiting for count in ours),
                today=sum(count.today for count in ours),
                passed=sum(count.passed for count in ours),
                first=first,
                samples=sampling.number(office, _MANY),
                named=visitor.named,
                confirmations=[_owed(office, each) for each in confirmations(office)],
                unread=_unread(office),
                old=[age_text(age) for age in ages(office) if age.stale],
                alarms=[
                    say_or_quote(one)
                    for one in duty_on(office.workspace, site.routine, office.today()).alarms
                ],
                done=done_with(office, request, visitor),
            )

    return [Route("/review", shown)]


def _lane(office: Office, count: Count, visitor: Person, number: int, *, alone: bool) -> LaneShown:
    """A lane with its first letters, or the page of it with that number when it stands alone.

    Of a protected letter it shows nothing, to those named for it either: they open it, and that
    is noted.
    """
    key, title, hint = _LANES[count.lane]
    size = _WHOLE if alone else _FIRST
    offset = (number - 1) * size if alone else 0
    found = queue.queue(office, lane=count.lane, limit=size, offset=offset)
    today, address = office.today(), f"/review?fil={key}"
    return LaneShown(
        key=key,
        title=say(title),
        hint=say(hint),
        waiting=count.waiting,
        today=count.today,
        passed=count.passed,
        items=tuple(_item(office, one, today, visitor) for one in found),
        address=address if not alone and count.waiting > len(found) else "",
        before=f"{address}&sida={number - 1}" if alone and number > 1 else "",
        after=f"{address}&sida={number + 1}" if alone and offset + size < count.waiting else "",
    )


def _questions(office: Office, visitor: Person) -> Iterator[LaneShown]:
    """What colleagues asked the visitor, above all lanes; nothing where nobody did."""
    found = queue.queue(office, asked=visitor.name, limit=_WHOLE)
    if found:
        today = office.today()
        yield LaneShown(
            key="fragor",
            title=say("Frågor till dig"),
            hint=say("En kollega väntar på ditt svar."),
            waiting=len(found),
            today=0,
            passed=0,
            items=tuple(_item(office, one, today, visitor) for one in found),
            address="",
        )


def _item(office: Office, one: Waiting, today: date, visitor: Person) -> Item:
    case, letter = one.case, one.letter
    priority = list(Priority)[letter.priority - 1]
    why = list(dict.fromkeys(_why(office, letter, case))) if case else []
    days = coming.nearest(case, today, confirmed=not one.confirmation_due) if case else ()
    to, question = None, None
    if case is not None and one.asked:
        question = asked_of(letters.edits(office.ledger, letter.id))
    if case is not None and one.lane is Lane.MISDIRECTED:
        to = to_forward(letters.edits(office.ledger, letter.id))
    return Item(
        letter=letter.id,
        short=letter.id[:12],
        kind=kind_text(case) if case else "",
        intake_point=case.intake_point if case else "",
        received_on=short_day(letter.received_on),
        priority=say(swedish.PRIORITIES[priority]),
        tone=TONES[priority],
        restricted=case is None,
        why=why[0] if why else "",
        more=max(0, len(why) - 1),
        pages=sheets(len(case.part.pages)) if case else "",
        days=tuple(day_of(day) for day in days),
        held=held_text(one.claim) if one.claim and one.claim.by != visitor.name else "",
        asked=one.asked,
        question="" if question is None else question.reason,
        municipality="" if to is None else to.target,
    )


def _why(office: Office, letter: Letter, case: Case) -> Iterator[str]:
    """Why a letter waits, before all else what somebody said who sent it back."""
    for one in sorted(case.reasons, key=lambda reason: reason.code is not Code.RETURNED):
        back = one.code is Code.RETURNED
        said = returned_text(letters.edits(office.ledger, letter.id)) if back else ""
        yield said or doubt_text(one, case)


def _owed(office: Office, one: Confirmation) -> Owed:
    letter = letters.letter(office.ledger, one.letter)
    hidden = not review.may_see(office, letter, "")
    number, about = "", ""
    if not hidden:
        case = letters.case(office.ledger, letter.id, letter.revision)
        number = case.findings.value(CASE_NUMBER) or case.findings.value(REFERENCE) or ""
        about = ", ".join(one.full_name for one in persons(case)) or _printed(case)
    return Owed(
        letter=letter.id,
        short=letter.id[:12],
        about=about,
        case_number=number,
        received_on=short_day(letter.received_on),
        overdue=one.overdue,
        hidden=hidden,
    )


def _printed(case: Case) -> str:
    """The first name that the letter prints of whom it is about; empty where none was read."""
    names = (one.name for one in case.findings.parties if one.name is not None)
    return next((swedish.clean(one.value) for one in names), "")


def _unread(office: Office) -> list[Unread]:
    rows = office.ledger.rows(
        "SELECT sha256 FROM documents WHERE state = 'quarantined' ORDER BY arrival DESC LIMIT ?",
        (_NEWEST,),
    )
    found = [documents.document(office.ledger, row["sha256"]) for row in rows]
    return [
        Unread(
            name=one.name,
            received_on=short_day(one.received_on),
            remedy=say(one.reason.remedy) if one.reason else "",
        )
        for one in found
        if one is not None
    ]
