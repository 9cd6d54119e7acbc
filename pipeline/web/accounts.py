"""The visitor's own account, and for IT all accounts: who may what, locks, refused attempts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pipeline.documents import swedish
from pipeline.domain.access import Role, grants
from pipeline.store import accesses, sessions
from pipeline.store import accounts as kept
from pipeline.store.accounts import Account
from pipeline.store.errors import NotFoundError, UnusableError
from pipeline.usecases import accounts
from pipeline.usecases.office import Office
from pipeline.web import cookies
from pipeline.web.contexts import AccountRow, RefusedRow
from pipeline.web.gate import signed_in
from pipeline.web.language import say, sv
from pipeline.web.pages import navigation_of
from pipeline.web.site import Site

_NEWEST = 50
"""Refused attempts shown: the newest."""

_ROLES = {
    Role.ADMINISTRATOR: sv("administratör"),
    Role.CASEWORKER: sv("handläggare"),
    Role.MANAGER: sv("chef"),
    Role.IT: sv("IT"),
}


def routes(site: Site) -> list[Route]:
    """The front door, one's own account, and the list of all."""

    def front(request: Request) -> Response:
        pages = navigation_of(signed_in(request))
        boxes = sorted(signed_in(request).boxes)
        first = pages[0][0] if pages else "/account"
        goal = f"/units/{boxes[0]}" if first == "/units" and len(boxes) == 1 else first
        return RedirectResponse(goal, status_code=303)

    def own(request: Request) -> Response:
        person = signed_in(request)
        with site.office() as office:
            account = kept.account(office.ledger, person.login)
            limits = site.workspace.config.access.limits
            return site.renderer.page(
                request,
                "account.html",
                account=_row(office, site, account),
                own_password=not account.issuer,
                sessions=sessions.count(office.ledger, account.login, limits),
                idle=limits.idle // 60,
                hours=limits.absolute // 3600,
            )

    async def password(request: Request) -> Response:
        form = await site.form(request)
        old, new, again = (form.get(name) for name in ("old", "new", "again"))
        if new != again:
            raise UnusableError("De två nya lösenorden är olika. Skriv dem igen.")
        return await run_in_threadpool(changed, request, old, new)

    def changed(request: Request, old: str, new: str) -> Response:
        login = signed_in(request).login
        with site.office() as office:
            accounts.own_password(office, login, old, new)
            with office.ledger.atomic():
                token = sessions.begin(office.ledger, login)
        response = RedirectResponse("/account?gjort=password", status_code=303)
        cookies.put(request, response, cookies.SESSION, token)
        return response

    def everybody(request: Request) -> Response:
        with site.office() as office:
            rows = [_row(office, site, one) for one in kept.everybody(office.ledger)]
            refused = accesses.refused(office.ledger, _NEWEST)
        return site.renderer.page(
            request,
            "accounts.html",
            accounts=rows,
            refused=[
                RefusedRow(
                    at=swedish.stamp(one.at),
                    by=one.by,
                    login=one.account,
                    what=say("inloggning") if one.what == "sign_in" else one.what,
                    letter=one.letter[:12],
                    unit=one.detail,
                )
                for one in refused
            ],
        )

    acts: dict[str, Callable[[Office, str], object]] = {
        "disable": lambda office, login: accounts.disable(office, login, disabled=True),
        "enable": lambda office, login: accounts.disable(office, login, disabled=False),
        "unlock": accounts.unlock,
        "end": accounts.end_sessions,
    }

    def act(request: Request) -> Response:
        login, what = request.path_params["login"], request.path_params["act"]
        if what not in acts:
            raise NotFoundError("Det går inte att göra.")
        with site.office() as office:
            acts[what](office, login)
        return RedirectResponse(f"/accounts?gjort={what}", status_code=303)

    return [
        Route("/", front),
        Route("/account", own),
        Route("/account/password", password, methods=["POST"]),
        Route("/accounts", everybody),
        Route("/accounts/{login}/{act}", act, methods=["POST"]),
    ]


def _row(office: Office, site: Site, one: Account) -> AccountRow:
    person = accounts.person_of(office, one)
    return AccountRow(
        login=one.login,
        name=person.name,
        roles=", ".join(roles_in_words(one.roles, site.unit_names())) or say("ingen roll"),
        named=person.named,
        way=say("kommunens inloggning") if one.issuer else say("lösenord"),
        signed_in=swedish.stamp(one.signed_in_at) if one.signed_in_at else say("aldrig"),
        issuer=urlsplit(one.issuer).hostname or "",
        disabled=one.disabled,
        locked=accounts.is_locked(office, one.login),
    )


def roles_in_words(written: Iterable[str], names: dict[str, str]) -> list[str]:
    """Roles as people say them, a case worker's with the names of the units."""
    roles, units = grants(written)
    said = []
    for role in Role:
        if role in roles:
            where = ", ".join(names.get(unit, unit) for unit in sorted(units))
            told = say(_ROLES[role])
            if role is Role.CASEWORKER:
                told = say("{role} ({units})", role=told, units=where)
            said.append(told)
    return said
