"""What is done at a letter's page: saving, foretelling, pointing, searching, undoing, dividing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from pipeline.domain.access import Person
from pipeline.domain.edits import MISDIRECTED, Act, is_undoing
from pipeline.domain.kinds import State
from pipeline.domain.page import Box
from pipeline.domain.problems import Code
from pipeline.store import claims, letters
from pipeline.store.errors import NotFoundError, TroskelError, UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import queue, review
from pipeline.usecases.dividing import Wanted, redraw, stack_of
from pipeline.usecases.engine import open_register
from pipeline.usecases.foretelling import foretell
from pipeline.usecases.office import Office
from pipeline.usecases.picking import searched
from pipeline.usecases.pointing import pointed
from pipeline.usecases.review import OvertakenError, Said, is_sent
from pipeline.usecases.undoing import undo
from pipeline.web import overtaken, showing_effect
from pipeline.web.gate import signed_in
from pipeline.web.language import say, told
from pipeline.web.letter import LetterPages, pages_of
from pipeline.web.showing import held_text
from pipeline.web.showing_people import Hits
from pipeline.web.site import Form, Site
from pipeline.web.wanted import DEEDS, SAVE, saids

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Station:
    """The forms of single letters."""

    site: Site
    pages: LetterPages

    async def save(self, request: Request) -> Response:
        """Save what was changed and what is said of the letter; on to the next where it is done."""
        form, visitor = await self.site.form(request), signed_in(request)
        by = form.by()

        def work() -> Response:
            with self.site.office() as office:
                ident = request.path_params["letter"]
                letter, _ = review.show(office, ident, by=visitor.name)
                deed = form.get("do", SAVE)
                if deed not in DEEDS:
                    raise NotFoundError("Det går inte att göra.")
                following = queue.following(office, letter.id, by=visitor.name)
                wishes = self._wishes(office, letter, form, by, deed)
                after = review.record(office, self.site.engine.mind, letter.id, *wishes)
                claims.release(office.ledger, letter.id, by)
                said = "close-elsewhere" if form.get("close") == MISDIRECTED else deed
                return self._on(_onward(office, after, deed, said, following), after)

        return await self._or_overtaken(request, form, visitor, work)

    @staticmethod
    def _wishes(office: Office, letter: Letter, form: Form, by: str, deed: str) -> tuple[Said, ...]:
        """What the form asks for, measured against the revision that it was filled in over."""
        seen = form.get("revision")
        revision = int(seen) if seen.isdigit() else letter.revision
        case = letters.case(office.ledger, letter.id, max(1, min(revision, letter.revision)))
        return saids(form, case, by, deed)

    async def effect(self, request: Request) -> Response:
        """What approving would do after the changes in the form: a piece of the page."""
        form, visitor = await self.site.form(request), signed_in(request)

        def work() -> Response:
            with self.site.office() as office:
                letter, case = review.show(office, request.path_params["letter"], by=visitor.name)
                units, today = self.site.unit_names(), office.today()
                sent = review.confirmation_sent(office, letter)
                by = visitor.name
                fault = ""
                effect = showing_effect.standing(case, units, today, sent=sent)
                try:
                    wishes = saids(form, case, by, str(Act.APPROVE))
                    foreseen = foretell(office, self.site.engine.mind, letter.id, *wishes)
                    effect = showing_effect.foretold(foreseen, units, today, sent=sent)
                except UnusableError as error:
                    fault = told(error)
                except OvertakenError:
                    fault = say("Någon annan har ändrat brevet. Ladda om sidan för att se vad.")
            return self.site.renderer.page(
                request, "effect.html", letter=letter.id, effect=effect, fault=fault
            )

        return await run_in_threadpool(work)

    async def words(self, request: Request) -> Response:
        """What stands within a box that was drawn on the scan, as the field that it is for."""
        form, visitor = await self.site.form(request), signed_in(request)
        box = _drawn(form)

        def work() -> Response:
            with self.site.office() as office:
                letter, case = review.show(office, request.path_params["letter"], by=visitor.name)
                pages = pages_of(office, letter, case)
            page = next((one for one in pages if one.number == box.page), None)
            if page is None:
                raise NotFoundError("Sidan finns inte i brevet.")
            found = pointed(page, box, form.get("name"), near=case.received_on)
            place = found.box
            where = [] if place is None else [
                place.page, place.x0, place.top, place.x1, place.bottom
            ]  # fmt: skip
            return JSONResponse(
                {
                    "text": found.text,
                    "written": found.written,
                    "box": where,
                    "fault": say(found.fault),
                }
            )

        return await run_in_threadpool(work)

    async def search(self, request: Request) -> Response:
        """The page with persons to choose among; what is sought stands in no address."""
        form, visitor = await self.site.form(request), signed_in(request)
        target = form.get("target", "0")
        index, text = int(target) if target.isdigit() else 0, form.get(f"search.{target}").strip()

        def work() -> Response:
            with self.site.office() as office:
                _, case = review.show(office, request.path_params["letter"], by=visitor.name)
            register = open_register(self.site.workspace)
            try:
                found = searched(register, case, index, text, protected=visitor.named)
            finally:
                register.close()
            return self.pages.page(request, Hits(index=index, text=text, found=found))

        return await run_in_threadpool(work)

    async def claim(self, request: Request) -> Response:
        """Have the letter before oneself, or let it go; who has it, and at what revision it is."""
        form, visitor = await self.site.form(request), signed_in(request)

        def work() -> Response:
            with self.site.office() as office:
                letter, _ = review.show(office, request.path_params["letter"], by=visitor.name)
                page = form.page()
                if form.get("free"):
                    claims.release(office.ledger, letter.id, visitor.name, page)
                    return JSONResponse({"held": "", "revision": letter.revision})
                claim = queue.claim(office, letter, visitor.name, page)
                held = held_text(claim) if claim is not None and claim.by != visitor.name else ""
                return JSONResponse({"held": held, "revision": letter.revision})

        return await run_in_threadpool(work)

    async def take_back(self, request: Request) -> Response:
        """Undo an action of the letter, or do it again."""
        form, visitor = await self.site.form(request), signed_in(request)
        by = form.by()

        def work() -> Response:
            with self.site.office() as office:
                letter, _ = review.show(office, request.path_params["letter"], by=visitor.name)
                seen, action = form.get("revision"), form.get("undo")
                redoes = is_undoing(letters.edits(office.ledger, letter.id), action)
                touched = undo(
                    office,
                    self.site.engine.mind,
                    letter.id,
                    action,
                    by=by,
                    revision=int(seen) if seen.isdigit() else None,
                    name=form.action(),
                )
            goes = touched[0].state is State.ROUTED and not touched[0].closed
            said = ("redo-sent" if goes else "redo") if redoes else "undo"
            return self._on(f"/review/{letter.id}?gjort={said}", *touched)

        return await self._or_overtaken(request, form, visitor, work)

    async def divide(self, request: Request) -> Response:
        """Divide the stack that the letter lies in as the form says, page by page."""
        form, visitor = await self.site.form(request), signed_in(request)
        by = form.by()

        def work() -> Response:
            with self.site.office() as office:
                letter, _ = review.show(office, request.path_params["letter"], by=visitor.name)
                stack = stack_of(office, letter, visitor.name)
                if any(map(is_sent, stack.letters.values())) and not form.get("sure"):
                    raise UnusableError(
                        "Brev i bunten är redan skickade. Kryssa i att de ska delas upp ändå."
                    )
                wanted = Wanted(
                    by=by,
                    groups=_groups(form),
                    seen=form.get("seen"),
                    reason=form.get("reason").strip(),
                    action=form.action() or secrets.token_hex(8),
                )
                touched = redraw(office, self.site.engine.mind, letter.id, wanted)
                here = letters.letter(office.ledger, letter.id)
            gone = here.closed and any(one.id == letter.id for one in touched)
            to = next((one for one in touched if not one.closed), letter) if gone else letter
            return self._on(f"/review/{to.id}?gjort=divide&om={to.id}", *touched)

        return await self._or_overtaken(request, form, visitor, work)

    async def confirm_sent(self, request: Request) -> Response:
        """Note that Kronofogden's confirmation was sent, or that it was not after all."""
        form, visitor = await self.site.form(request), signed_in(request)
        by = form.by()

        def work() -> Response:
            with self.site.office() as office:
                letter, _ = review.show(office, request.path_params["letter"], by=visitor.name)
                back = bool(form.get("back"))
                if back:
                    review.confirmation_not_sent(office, letter.id, by=by)
                else:
                    review.confirm_sent(office, letter.id, by=by)
            said = "confirm-not-sent" if back else "confirm-sent"
            return RedirectResponse(f"/review/{letter.id}?gjort={said}", status_code=303)

        return await run_in_threadpool(work)

    def _on(self, address: str, *touched: Letter) -> Response:
        """On to that address; packets are made after the answer, for nobody waits for them.

        Should the pages be killed meanwhile they are made at the next start.
        """

        def deliver() -> None:
            with self.site.office() as office:
                for letter in touched:
                    try:
                        review.send(office, self.site.engine, letter)
                    except TroskelError as error:
                        # It stays planned: the next start tries again, and reconcile tells of it.
                        office.log.warning("stuck", error=type(error).__name__)

        return RedirectResponse(address, status_code=303, background=BackgroundTask(deliver))

    async def _or_overtaken(
        self, request: Request, form: Form, visitor: Person, work: Callable[[], Response]
    ) -> Response:
        """The answer, or the page that shows what somebody else did meanwhile."""
        try:
            return await run_in_threadpool(work)
        except OvertakenError:
            return await run_in_threadpool(overtaken.shown, self.site, request, form, visitor)

    def routes(self) -> list[Route]:
        """Where they are."""
        doors = {
            "save": self.save,
            "effect": self.effect,
            "words": self.words,
            "search": self.search,
            "claim": self.claim,
            "undo": self.take_back,
            "divide": self.divide,
            "confirm-sent": self.confirm_sent,
        }
        return [
            Route(f"/review/{{letter}}/{name}", door, methods=["POST"])
            for name, door in doors.items()
        ]


def _drawn(form: Form) -> Box:
    try:
        x0, top, x1, bottom = (float(form.get(name)) for name in ("x0", "top", "x1", "bottom"))
        return Box(page=int(form.get("page")), x0=x0, top=top, x1=x1, bottom=bottom)
    except ValueError as error:
        raise UnusableError("Dra en ruta på bilden.") from error


def _groups(form: Form) -> tuple[tuple[int, ...], ...]:
    """The letters that the pages' marks make: ``begin``, ``go`` on, or ``none``."""
    if not form.has("page.1"):
        raise UnusableError("Formuläret har inga sidor. Öppna brevet igen; inget är ändrat.")
    groups: list[list[int]] = []
    number = 1
    while form.has(f"page.{number}"):
        how = form.get(f"page.{number}")
        if how == "begin" or (how == "go" and not groups):
            groups.append([number])
        elif how == "go":
            groups[-1].append(number)
        number += 1
    return tuple(tuple(group) for group in groups)


def _onward(office: Office, after: Letter, deed: str, said: str, following: str) -> str:
    """Where to go on: the same letter while it waits for its reviewer, else the next one.

    ``said`` is what is said of the deed there.
    """
    waits = after.state is State.REVIEW and not after.closed
    if waits and deed == Act.APPROVE:
        reasons = letters.case(office.ledger, after.id, after.revision).reasons
        second = any(one.code is Code.SECOND_PERSON for one in reasons)
        said = "approve-second" if second else "approve-waits"
        waits = not second
    elif waits and deed == Act.ASK:
        waits = False
    elif not waits and deed == SAVE:
        said = "sent"
    if waits or deed in {Act.RETURN, Act.ANSWER}:
        return f"/review/{after.id}?gjort={said}"
    next_one = f"/review/{following}" if following else "/review"
    return f"{next_one}?gjort={said}&om={after.id}"
