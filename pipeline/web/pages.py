"""Rendering: templates with everything escaped, headers that let nothing foreign in."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.documents import swedish
from pipeline.domain.access import Person, Right
from pipeline.web import chapters, cookies
from pipeline.web.addresses import page_of
from pipeline.web.language import NAMES, language, looked_up, looked_up_many, say, sv

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "pages"
NAVIGATION = (
    ("/review", sv("Granska"), Right.REVIEW),
    ("/units", sv("Enheter"), Right.PICK_UP),
    ("/inbox", sv("Lämna in"), Right.HAND_IN),
    ("/overview", sv("Läget"), Right.OVERVIEW),
    ("/routines", sv("Rutinen"), Right.ROUTINES),
    ("/accounts", sv("Konton"), Right.ACCOUNTS),
    ("/drift", sv("Drift"), Right.METRICS),
)
"""The pages that have a place at the top, each for those who may open it."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), "
        "browsing-topics=()"
    ),
}
_OVER_TLS = {"strict-transport-security": "max-age=31536000"}


def headers_of(scheme: str) -> dict[str, str]:
    """The headers that every answer has; over TLS also that nothing else is to be used again."""
    return {**HEADERS, **(_OVER_TLS if scheme == "https" else {})}


class Guarded:
    """Adds the headers that every answer has: no foreign resource, no framing, no storing."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to its answer."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = headers_of(scope.get("scheme", "http")).items()
                message["headers"] = [
                    *message["headers"],
                    *((name.encode(), value.encode()) for name, value in added),
                ]
            await send(message)

        await self._app(scope, receive, guarded)


def harmless(value: object) -> object:
    """A text from elsewhere without signs that are not seen: they turn and hide what is read."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return swedish.without_unseen(value)
    return value


def _said(text: str, /, **values: object) -> Markup:
    """A template's text in the visitor's language; what is filled in is escaped."""
    return Markup(looked_up(text)) % _filled(values)  # noqa: S704 - our own texts


def _said_many(one: str, many: str, number: int, /, **values: object) -> Markup:
    """The same for a text that differs by a number."""
    return Markup(looked_up_many(one, many, number)) % _filled({"num": number, **values})  # noqa: S704 - our own texts


def _filled(values: dict[str, object]) -> dict[str, object]:
    """Values as they may stand in a page, as those that stand there by themselves."""
    return {name: harmless(value) for name, value in values.items()}


class Renderer:
    """Pages from templates."""

    def __init__(self, idle: int) -> None:
        """Templates are compiled once; an unknown name in one is an error, never a blank.

        ``idle`` is the number of seconds after which an unused sign-in ends.
        """
        self._idle = idle
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=harmless,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        # What is filled into a text comes here by name, to be made harmless too.
        self._environment.newstyle_gettext = True  # type: ignore[attr-defined] # the extension's
        self._environment.globals.update(
            gettext=_said, ngettext=_said_many, language=language, say=say
        )

    def page(
        self, request: Request, template: str, *, status: int = 200, **context: Any
    ) -> Response:
        """The page, with the visitor's navigation, a form token and what was just done."""
        person: Person | None = getattr(request.state, "visitor", None)
        known = cookies.value_of(request, cookies.FORM)
        stranger = known or secrets.token_urlsafe(24)
        secret = stranger if person is None else cookies.value_of(request, cookies.SESSION)
        section = "/" + request.url.path.strip("/").partition("/")[0]
        tone, said = DONE.get(request.query_params.get("gjort", ""), ("", ""))
        text = self._environment.get_template(template).render(
            navigation=navigation_of(person),
            here=section,
            form=cookies.token_of(secret),
            visitor=person,
            idle_seconds=self._idle,
            handbook=chapters.about(request.url.path),
            said={"tone": tone, "text": say(said)} if said else None,
            others=[(one, name) for one, name in NAMES.items() if one is not language()],
            this_page=page_of(request),
            **context,
        )
        headers = {"content-language": language(), "vary": "cookie"}
        response = HTMLResponse(text, status_code=status, headers=headers)
        if person is None and not known and not _is_asked_by_script(request):
            cookies.put(request, response, cookies.FORM, stranger, "strict")
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
        back = back or ("/", say("Till startsidan"))
        return self.page(
            request, "message.html", status=status, heading=heading, text=text, back=back
        )


def _is_asked_by_script(request: Request) -> bool:
    """Whether nobody sees the answer's forms: a page that was left still asks, after signing out.

    Were its answer to plant a form's cookie, the sign-in form that is shown meanwhile would be
    stale. Browsers tell of scripts' requests (Fetch metadata); a quiet one is no visit in any.
    """
    return request.headers.get("sec-fetch-dest") == "empty" or getattr(
        request.state, "quiet", False
    )


def navigation_of(person: Person | None) -> tuple[tuple[str, str], ...]:
    """The addresses and names of the pages that the person may open."""
    if person is None:
        return ()
    return tuple((address, say(name)) for address, name, right in NAVIGATION if person.may(right))


DONE = {
    "approve": ("done", sv("Godkänt. Underlagen läggs hos enheterna.")),
    "approve-waits": (
        "notice",
        sv("Godkännandet är antecknat, men brevet kan inte skickas: avgör först det som saknas."),
    ),
    "approve-second": (
        "done",
        sv("Godkänt av dig. Brevet väntar på att en till person godkänner det."),
    ),
    "sent": ("done", sv("Sparat. Inget är längre oklart: underlagen läggs hos enheterna.")),
    "save": ("done", sv("Sparat. Brevet är bedömt på nytt.")),
    "close": ("done", sv("Avslutat utan att skickas. Brevet finns kvar i arkivet.")),
    "close-elsewhere": (
        "notice",
        sv("Antecknat som felpost. Skicka brevet vidare: det ligger under Felpost tills dess."),
    ),
    "return": ("done", sv("Tillbakaskickat till granskning.")),
    "forward": ("done", sv("Antecknat: brevet är skickat vidare.")),
    "ask": ("done", sv("Frågan är ställd. Brevet väntar på svar.")),
    "answer": ("done", sv("Svaret är antecknat.")),
    "undo": ("done", sv("Ångrat. Brevet är bedömt på nytt; det som redan skickats ligger kvar.")),
    "redo": ("done", sv("Gjort om. Brevet är bedömt på nytt.")),
    "redo-sent": (
        "done",
        sv("Gjort om: brevet är skickat. Det som enheterna redan har skickas inte en gång till."),
    ),
    "divide": ("done", sv("Sidorna är uppdelade på nytt, och breven bedömda var för sig.")),
    "confirm-not-sent": ("done", sv("Ångrat: bekräftelsen är inte längre antecknad som skickad.")),
    "confirm-sent": ("done", sv("Antecknat: bekräftelsen är skickad.")),
    "sample": ("done", sv("Svaret är sparat. Det stämmer med det som skickades.")),
    "sample-differs": (
        "notice",
        sv(
            "Svaret är sparat. Det skiljer sig från det som skickades: brevet väntar på granskning."
        ),
    ),
    "take": ("done", sv("Hämtat mot kvitto.")),
    "take-before": (
        "notice",
        sv("Underlaget var redan hämtat. Kvittot visar av vem."),
    ),
    "none-marked": (
        "notice",
        sv(
            "Markera först de underlag som du vill hämta, skriva ut eller ladda ner. "
            "Inget är ändrat."
        ),
    ),
    "hand-back": (
        "done",
        sv(
            "Återlämnat. Brevet har gått till granskning med ditt skäl. "
            "Andra enheters underlag är orörda."
        ),
    ),
    "letter-sent": ("done", sv("Antecknat: brevet är skickat.")),
    "letter-not-sent": ("done", sv("Ångrat: brevet är inte längre antecknat som skickat.")),
    "calendar-revoked": ("done", sv("Kalenderns adress är spärrad.")),
    "password": ("done", sv("Lösenordet är bytt. Alla andra inloggningar är avslutade.")),
    "signed-out": ("done", sv("Du är utloggad.")),
    "signed-out-all": ("done", sv("Du är utloggad överallt.")),
    "disable": ("done", sv("Kontot är stängt och utloggat.")),
    "enable": ("done", sv("Kontot är öppet igen.")),
    "unlock": ("done", sv("Kontot är upplåst.")),
    "end": ("done", sv("Alla inloggningar för kontot är avslutade.")),
}
"""What a redirect may say, and its tone; the address holds the key, never a text."""
