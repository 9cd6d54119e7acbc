"""Signing in and out: by password, or by the municipality's own sign-on."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pipeline.store import accounts as kept
from pipeline.store import sessions
from pipeline.usecases import accounts
from pipeline.usecases.accounts import SignInError
from pipeline.web import cookies
from pipeline.web.addresses import goal_of
from pipeline.web.gate import visitor
from pipeline.web.language import told
from pipeline.web.site import Form, Site

CALLBACK = "/login/sso/callback"


@dataclass(frozen=True, slots=True)
class SignInPages:
    """The sign-in's page and its ways."""

    site: Site

    def page(self, request: Request) -> Response:
        """The form, and the way to the municipality's sign-on."""
        goal = goal_of(request.query_params.get("till", ""))
        if visitor(self.site, request) is not None:
            return RedirectResponse(goal, status_code=303)
        out = request.query_params.get("gjort", "").startswith("signed-out")
        sign_on = self.site.sign_on
        ending = sign_on.ending(self._back(request, "/login")) if out and sign_on else ""
        return self._page(request, goal, ending=ending)

    async def sign_in(self, request: Request) -> Response:
        """Name and password."""
        form = await self.site.form(request)
        return await run_in_threadpool(self._signed_in, request, form)

    def _signed_in(self, request: Request, form: Form) -> Response:
        address = request.client.host if request.client else ""
        login, goal = form.get("login"), goal_of(form.get("till"))
        try:
            with self.site.office() as office:
                token = accounts.sign_in(office, login, form.get("password"), address)
        except SignInError as error:
            return self._page(request, goal, fault=told(error), login=login, status=403)
        return _begun(request, token, goal)

    def leave(self, request: Request) -> Response:
        """Off to the municipality's sign-on."""
        goal = goal_of(request.query_params.get("till", ""))
        if self.site.sign_on is None:
            return RedirectResponse("/login", status_code=303)
        try:
            start = self.site.sign_on.begin(self._back(request, CALLBACK), goal)
        except SignInError as error:
            return self._page(request, goal, fault=told(error), status=502)
        with self.site.office() as office, office.ledger.atomic():
            sessions.begin_flow(office.ledger, start.state, start.flow)
        response = RedirectResponse(start.address, status_code=303)
        cookies.put(request, response, cookies.FLOW, start.state)
        return response

    def arrive(self, request: Request) -> Response:
        """Back from it, with its answer."""
        try:
            response = self._arrived(request)
        except SignInError as error:
            response = self._page(request, "/", fault=told(error), status=403)
        cookies.drop(request, response, cookies.FLOW)
        return response

    def _arrived(self, request: Request) -> Response:
        """The answer must come to the browser that asked, once, and in time."""
        given, sign_on = request.query_params.get("state", ""), self.site.sign_on
        if sign_on is None or not given or given != cookies.value_of(request, cookies.FLOW):
            raise SignInError("Inloggningen hör inte till den här webbläsaren. Börja om.")
        with self.site.office() as office:
            flow = sessions.take_flow(office.ledger, given)
            if flow is None:
                raise SignInError("Inloggningen tog för lång tid eller är redan använd. Börja om.")
            answer = dict(request.query_params)
            who = sign_on.identity(answer, flow, self._back(request, CALLBACK))
            token = accounts.sign_in_as(office, who)
        return _begun(request, token, flow.goal)

    def out(self, request: Request) -> Response:
        """This session ends."""
        return self._out(request, everywhere=False)

    def out_everywhere(self, request: Request) -> Response:
        """All sessions of the account end."""
        return self._out(request, everywhere=True)

    def _out(self, request: Request, *, everywhere: bool) -> Response:
        with self.site.office() as office:
            token = cookies.value_of(request, cookies.SESSION)
            accounts.sign_out(office, token, everywhere=everywhere)
        done = "signed-out-all" if everywhere else "signed-out"
        response = RedirectResponse(f"/login?gjort={done}", status_code=303)
        cookies.drop(request, response, cookies.SESSION)
        return response

    def _page(self, request: Request, goal: str, *, status: int = 200, **shown: str) -> Response:
        with self.site.office() as office:
            first = not kept.exist(office.ledger)
        settings = self.site.workspace.config.access.sign_on
        return self.site.renderer.page(
            request,
            "login.html",
            status=status,
            first=first and settings is None,
            label="" if settings is None else settings.label,
            sso=f"/login/sso?{urlencode({'till': goal})}",
            till=goal,
            **{"fault": "", "login": "", "ending": "", **shown},
        )

    def _back(self, request: Request, path: str) -> str:
        """The whole address of a page of ours, as staff reach it."""
        address = self.site.workspace.config.access.address
        return (address or str(request.base_url).rstrip("/")) + path

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/login", self.page),
            Route("/login", self.sign_in, methods=["POST"]),
            Route("/login/sso", self.leave),
            Route(CALLBACK, self.arrive),
            Route("/logout", self.out, methods=["POST"]),
            Route("/logout/all", self.out_everywhere, methods=["POST"]),
        ]


def _begun(request: Request, token: str, goal: str) -> Response:
    response = RedirectResponse(goal, status_code=303)
    cookies.put(request, response, cookies.SESSION, token)
    cookies.drop(request, response, cookies.FORM)
    return response
