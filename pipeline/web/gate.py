"""The gate before every page: who asks, whether they may, whether the form is theirs, the log.

It stands around each route's own function, so that no page has to remember it. What is not
granted is refused and noted in the ledger; what shows a letter is noted before it is sent.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from inspect import iscoroutinefunction
from typing import Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from pipeline.domain.access import Person
from pipeline.store import letters
from pipeline.store.accesses import Access, note
from pipeline.store.errors import NotAllowedError, NotFoundError, TroskelError
from pipeline.store.packets import places
from pipeline.usecases import accounts
from pipeline.usecases.office import Office
from pipeline.web import cookies
from pipeline.web.language import sv
from pipeline.web.permissions import NEEDS, OPEN, About, Need
from pipeline.web.site import Site, StaleFormError

_MOST_FIELDS = 1000
"""A unit may mark many packets at once."""

FORM_HEADER = "x-troskel-form"
"""Where a request that is no form carries the form's token."""

AHEAD = "forvag"
"""In the address of what a page fetches before anybody asks for it; it is noted as that."""

_SAFE = frozenset({"GET", "HEAD"})
_NOT_YOURS = sv("Det ingår inte i din behörighet. Försöket är antecknat.")
_PROTECTED = sv(
    "Brevet rör skyddade uppgifter och hanteras av utsedd personal. Försöket är antecknat."
)


class NotSignedInError(TroskelError):
    """Nobody is signed in, or their time is out."""


class UnlistedRouteError(Exception):
    """A route has no row in the table of permissions; the program must not start with it."""


class Gate:
    """Puts every route behind its row of the table."""

    def __init__(self, site: Site) -> None:
        """One gate a site."""
        self._site = site

    def around(self, routes: Iterable[BaseRoute]) -> list[BaseRoute]:
        """The same routes behind the gate; UnlistedRouteError for one that the table lacks."""
        return [self._around(route) for route in routes]

    def _around(self, route: BaseRoute) -> BaseRoute:
        if isinstance(route, Mount):
            if NEEDS.get(("GET", route.path)) is OPEN:
                return route
            raise UnlistedRouteError(route.path)
        if not isinstance(route, Route):
            raise UnlistedRouteError(str(route))
        needs: dict[str, Need] = {}
        for method in route.methods or ():
            need = NEEDS.get(("GET" if method == "HEAD" else method, route.path_format))
            if need is None:
                raise UnlistedRouteError(method, route.path_format)
            needs[method] = need
        inner = route.endpoint

        async def endpoint(request: Request) -> Response:
            return await self._passed(request, needs[request.method], route.path_format, inner)

        return Route(route.path, endpoint, methods=sorted(needs), name=route.name)

    async def _passed(
        self, request: Request, need: Need, path: str, inner: Callable[[Request], Any]
    ) -> Response:
        request.state.quiet = need.quiet
        await run_in_threadpool(self._admit, request, need, path)
        if request.method not in _SAFE:
            await self._genuine(request, need)
        try:
            response = await _answer(inner, request)
        except NotAllowedError:
            await run_in_threadpool(self._refused, request, path)
            raise
        if response.status_code < 400 or hasattr(request.state, "seen"):
            await run_in_threadpool(self._noted, request, need)
        return response

    def _admit(self, request: Request, need: Need, path: str) -> None:
        """Raise unless the asker may; NotSignedInError, NotAllowedError, NotFoundError."""
        if need.right is None:
            return
        if need.token and _has_token(request, self._site.workspace.config.access.metrics_token):
            return
        with self._site.office() as office:
            person = visitor(self._site, request, office, quiet=need.quiet)
            if person is None:
                office.log.info("refused", code="not_signed_in", where=path)
                raise NotSignedInError("Logga in för att fortsätta.")
            unit = request.path_params.get("unit", "")
            if not person.may(need.right, unit):
                # The attempt belongs to the letter's history, whatever was lacking.
                with suppress(NotFoundError):
                    self._about(office, request, need.about)
                raise self._refuse(office, request, path, _NOT_YOURS)
            restricted = self._about(office, request, need.about)
            if not person.may_see(restricted=restricted):
                raise self._refuse(office, request, path, _PROTECTED)

    def _about(self, office: Office, request: Request, about: About) -> bool:
        """Whether the letter that is asked for is restricted; its id is kept for the log."""
        given = request.path_params
        if about is About.LETTER:
            letter = letters.letter(office.ledger, given["letter"])
            request.state.letter = letter.id
            return letter.restricted
        if about is About.PACKET:
            row = office.ledger.row(
                "SELECT p.letter, p.notice, l.restricted FROM packets p"
                " JOIN letters l ON l.id = p.letter WHERE p.unit = ? AND p.path IN (?, ?, ?)",
                (given["unit"], *places(given["unit"], given["packet"])),
            )
            request.state.letter = "" if row is None else row["letter"]
            # A notice tells nothing of the letter that it takes back.
            return row is not None and bool(row["restricted"]) and not row["notice"]
        return False

    def _refuse(self, office: Office, request: Request, path: str, why: str) -> NotAllowedError:
        """Note a refused attempt; the error to raise."""
        person: Person = request.state.visitor
        office.log.warning("refused", code="forbidden", where=f"{request.method} {path}")
        note(
            office.ledger,
            Access(
                account=person.login,
                by=person.name,
                what=f"{request.method} {path}",
                letter=getattr(request.state, "letter", ""),
                detail=request.path_params.get("unit", "")[:100],
                refused=True,
            ),
        )
        request.state.refused = True
        return NotAllowedError(why)

    def _refused(self, request: Request, path: str) -> None:
        """Note that the page itself refused somebody who is signed in."""
        if getattr(request.state, "visitor", None) is not None:
            with self._site.office() as office:
                self._refuse(office, request, path, "")

    async def _genuine(self, request: Request, need: Need) -> None:
        """Raise StaleFormError unless the form was given to this very session by a page of ours."""
        foreign = request.headers.get("sec-fetch-site", "same-origin") not in {
            "same-origin",
            "none",
        }
        given: object = request.headers.get(FORM_HEADER)
        if given is None and not need.raw:
            given = (await request.form(max_fields=_MOST_FIELDS, max_files=0)).get("form")
        # A page that is open to everybody may be seen with a session, and without.
        kinds = (cookies.FORM, cookies.SESSION) if need.right is None else (cookies.SESSION,)
        secrets = (cookies.value_of(request, kind) for kind in kinds)
        if foreign or not any(cookies.is_token(given, secret) for secret in secrets):
            raise StaleFormError("Sidan har stått öppen för länge. Inget är ändrat. Ladda om den.")

    def _noted(self, request: Request, need: Need) -> None:
        """Note what was seen, before it is sent: what cannot be noted is not shown."""
        seen: list[tuple[str, str, str]] = list(getattr(request.state, "seen", ()))
        letter = getattr(request.state, "letter", "")
        if need.reading and letter:
            given = request.path_params
            detail = given.get("file") or given.get("path") or given.get("number") or ""
            ahead = request.method == "GET" and AHEAD in request.query_params
            seen.append((letter, "ahead" if ahead else need.reading, str(detail)[:100]))
        person: Person | None = getattr(request.state, "visitor", None)
        if not seen or person is None:
            return
        with self._site.office() as office:
            note(
                office.ledger,
                *(
                    Access(
                        account=person.login, by=person.name, what=what, letter=one, detail=detail
                    )
                    for one, what, detail in seen
                ),
            )


async def _answer(inner: Callable[[Request], Any], request: Request) -> Response:
    if iscoroutinefunction(inner):
        return await cast("Awaitable[Response]", inner(request))
    return cast("Response", await run_in_threadpool(inner, request))


def _has_token(request: Request, token: str) -> bool:
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    return (
        bool(token)
        and kind.casefold() == "bearer"
        and hmac.compare_digest(given.strip().encode(), token.encode())
    )


def visitor(
    site: Site, request: Request, office: Office | None = None, *, quiet: bool = False
) -> Person | None:
    """Who is signed in, looked up once a request; None for nobody."""
    if not hasattr(request.state, "visitor"):
        token = cookies.value_of(request, cookies.SESSION)
        if not token:
            request.state.visitor = None
        elif office is not None:
            request.state.visitor = accounts.whose(office, token, quiet=quiet)
        else:
            with site.office() as opened:
                request.state.visitor = accounts.whose(opened, token)
    return cast("Person | None", request.state.visitor)


def signed_in(request: Request) -> Person:
    """Who is signed in, on a page that the gate has let them to."""
    return cast("Person", request.state.visitor)


def saw(request: Request, letter: str, what: str, detail: str = "") -> None:
    """Tell the gate that the answer shows something of a letter that its address does not name."""
    if not hasattr(request.state, "seen"):
        request.state.seen = []
    request.state.seen.append((letter, what, detail))
