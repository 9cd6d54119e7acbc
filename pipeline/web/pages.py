"""Rendering: templates with everything escaped, headers that let nothing foreign in, forms."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.web.visitor import NAME_COOKIE, visitor_of

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "pages"
NAVIGATION = (
    ("/review", "Granska"),
    ("/units", "Enheter"),
    ("/overview", "Läget"),
    ("/routines", "Rutinen"),
)
COOKIE = "troskel_form"

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
}

_RAW = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


class Guarded:
    """Adds the headers that every answer has: no foreign resource, no framing, no storing."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to its answer."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_RAW]
            await send(message)

        await self._app(scope, receive, guarded)


class Forms:
    """Tokens that prove that a form came from our own page (cross-site requests have none)."""

    def __init__(self) -> None:
        """A secret of this process alone: a restart asks for the page once more."""
        self._secret = secrets.token_bytes(32)

    def token(self, visitor: str) -> str:
        """The token that belongs to a visitor's cookie."""
        return hmac.new(self._secret, visitor.encode(), sha256).hexdigest()

    def genuine(self, request: Request, form: FormData) -> bool:
        """Whether the form carries the token of the visitor who sends it."""
        visitor = request.cookies.get(COOKIE, "")
        given = form.get("form")
        return (
            bool(visitor)
            and isinstance(given, str)
            and hmac.compare_digest(given, self.token(visitor))
        )


class Renderer:
    """Pages from templates."""

    def __init__(self) -> None:
        """Templates are compiled once; an unknown name in one is an error, never a blank."""
        self.forms = Forms()
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
        )

    def page(
        self, request: Request, template: str, *, status: int = 200, **context: Any
    ) -> Response:
        """The page, with navigation, a form token and what was just done."""
        visitor = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
        section = "/" + request.url.path.strip("/").partition("/")[0]
        tone, said = DONE.get(request.query_params.get("gjort", ""), ("", ""))
        text = self._environment.get_template(template).render(
            navigation=NAVIGATION,
            here=section,
            form=self.forms.token(visitor),
            by=visitor_of(request).name,
            said={"tone": tone, "text": said} if said else None,
            **context,
        )
        response = HTMLResponse(text, status_code=status)
        if COOKIE not in request.cookies:
            response.set_cookie(COOKIE, visitor, httponly=True, samesite="strict")
        return response

    def message(
        self,
        request: Request,
        heading: str,
        text: str,
        status: int,
        back: tuple[str, str] | None = None,
    ) -> Response:
        """A page that says one thing; ``back`` is the address and text of a way back."""
        back = back or ("/review", "Till granskningslistan")
        return self.page(
            request, "message.html", status=status, heading=heading, text=text, back=back
        )


def signed(response: Response, by: str) -> Response:
    """The answer, after which forms know the name typed last; a cookie holds no other letters."""
    response.set_cookie(NAME_COOKIE, quote(by), httponly=True, samesite="strict")
    return response


DONE = {
    "approve": ("done", "Godkänt. Underlagen läggs hos enheterna."),
    "approve-waits": (
        "notice",
        "Godkännandet är antecknat, men brevet kan inte skickas: avgör först slaget eller barnen.",
    ),
    "approve-second": (
        "done",
        "Godkänt av dig. Brevet väntar på att en till person godkänner det.",
    ),
    "sent": ("done", "Sparat. Inget är längre oklart: underlagen läggs hos enheterna."),
    "save": ("done", "Sparat. Brevet är bedömt på nytt."),
    "close": ("done", "Avslutat utan att skickas. Brevet finns kvar i arkivet."),
    "return": ("done", "Tillbakaskickat till granskning."),
    "forward": ("done", "Antecknat: brevet är skickat vidare."),
    "ask": ("done", "Frågan är ställd. Brevet väntar på svar."),
    "answer": ("done", "Svaret är antecknat."),
    "undo": ("done", "Ångrat. Brevet är bedömt på nytt; det som redan skickats ligger kvar."),
    "divide": ("done", "Sidorna är uppdelade på nytt, och breven bedömda var för sig."),
    "confirm-sent": ("done", "Antecknat: bekräftelsen är skickad."),
    "sample": ("done", "Svaret är sparat. Det stämmer med det som skickades."),
    "sample-differs": (
        "notice",
        "Svaret är sparat. Det skiljer sig från det som skickades: brevet väntar på granskning.",
    ),
    "take": ("done", "Hämtat mot kvitto."),
}
"""What a redirect may say, and its tone; the address holds the key, never a text."""
