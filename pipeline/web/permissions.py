"""The one table of who may reach what: each route with what it asks for.

A route that does not stand here is not served: the program refuses to start with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from pipeline.domain.access import Right


class About(Enum):
    """What a route is about, besides what it does; looked up and checked before the page is."""

    NOTHING = 0
    LETTER = 1
    UNIT = 2
    PACKET = 3


@dataclass(frozen=True, slots=True)
class Need:
    """What a route asks for.

    ``right`` None is open to everybody. ``reading`` is what the access log calls a successful
    answer: empty for one that shows nothing of a letter. ``token`` also lets in a program with
    the settings' token; ``raw`` is an answer to a body that is no form, and large; ``quiet`` is
    sent by an open page itself, and keeps nobody signed in.
    """

    right: Right | None
    about: About = About.NOTHING
    reading: str = ""
    token: bool = False
    raw: bool = False
    quiet: bool = False


OPEN = Need(None)

NEEDS: Mapping[tuple[str, str], Need] = MappingProxyType(
    {
        ("GET", "/static"): OPEN,
        ("GET", "/health"): OPEN,
        ("GET", "/login"): OPEN,
        ("POST", "/login"): OPEN,
        ("GET", "/login/sso"): OPEN,
        ("GET", "/login/sso/callback"): OPEN,
        ("POST", "/language"): OPEN,
        ("GET", "/"): Need(Right.OWN),
        ("GET", "/account"): Need(Right.OWN),
        ("POST", "/account/password"): Need(Right.OWN),
        ("POST", "/logout"): Need(Right.OWN),
        ("GET", "/handbok"): Need(Right.OWN),
        ("GET", "/handbok/{chapter}"): Need(Right.OWN),
        ("GET", "/handbok/bilder/{file}"): Need(Right.OWN),
        ("POST", "/logout/all"): Need(Right.OWN),
        ("GET", "/accounts"): Need(Right.ACCOUNTS),
        ("POST", "/accounts/{login}/{act}"): Need(Right.ACCOUNTS),
        ("GET", "/metrics"): Need(Right.METRICS, token=True),
        ("GET", "/overview"): Need(Right.OVERVIEW),
        ("GET", "/overview/{name}.csv"): Need(Right.OVERVIEW),
        ("GET", "/drift"): Need(Right.METRICS),
        ("GET", "/routines"): Need(Right.ROUTINES),
        ("GET", "/routines/{version}"): Need(Right.ROUTINES),
        ("GET", "/inbox"): Need(Right.HAND_IN),
        ("POST", "/inbox"): Need(Right.HAND_IN, raw=True),
        ("GET", "/review"): Need(Right.REVIEW),
        ("GET", "/review/{letter}"): Need(Right.REVIEW, About.LETTER, "letter"),
        ("GET", "/review/{letter}/historia"): Need(Right.REVIEW, About.LETTER, "history"),
        ("GET", "/review/{letter}/sida/{number}.png"): Need(Right.REVIEW, About.LETTER, "page"),
        ("GET", "/review/{letter}/brev.pdf"): Need(Right.REVIEW, About.LETTER, "paper"),
        ("GET", "/review/{letter}/utkast/{file}"): Need(Right.REVIEW, About.LETTER, "draft"),
        ("POST", "/review/{letter}/search"): Need(Right.REVIEW, About.LETTER, "search"),
        ("POST", "/review/{letter}/effect"): Need(Right.REVIEW, About.LETTER, "letter"),
        ("POST", "/review/{letter}/words"): Need(Right.REVIEW, About.LETTER, "letter"),
        ("POST", "/review/{letter}/claim"): Need(Right.REVIEW, About.LETTER, quiet=True),
        ("POST", "/review/{letter}/save"): Need(Right.REVIEW, About.LETTER),
        ("POST", "/review/{letter}/undo"): Need(Right.REVIEW, About.LETTER),
        ("POST", "/review/{letter}/divide"): Need(Right.REVIEW, About.LETTER),
        ("POST", "/review/{letter}/confirm-sent"): Need(Right.REVIEW, About.LETTER),
        ("GET", "/samples"): Need(Right.REVIEW),
        ("GET", "/samples/{letter}"): Need(Right.REVIEW, About.LETTER, "sample"),
        ("GET", "/samples/{letter}/sida/{number}.png"): Need(Right.REVIEW, About.LETTER, "page"),
        ("POST", "/samples/{letter}/search"): Need(Right.REVIEW, About.LETTER, "search"),
        ("POST", "/samples/{letter}/answer"): Need(Right.REVIEW, About.LETTER),
        ("GET", "/units"): Need(Right.PICK_UP),
        ("GET", "/units/{unit}"): Need(Right.PICK_UP, About.UNIT),
        ("GET", "/units/{unit}/calendar.ics"): Need(Right.PICK_UP, About.UNIT),
        ("POST", "/units/{unit}/calendar"): Need(Right.PICK_UP, About.UNIT),
        # Opens by the secret in the address, which the page looks at itself.
        ("GET", "/calendar/{secret}.ics"): OPEN,
        ("POST", "/units/{unit}/search"): Need(Right.PICK_UP, About.UNIT),
        ("POST", "/units/{unit}/zip"): Need(Right.PICK_UP, About.UNIT),
        ("POST", "/units/{unit}/print"): Need(Right.PICK_UP, About.UNIT),
        ("POST", "/units/{unit}/take"): Need(Right.PICK_UP, About.UNIT),
        ("GET", "/units/{unit}/{packet}"): Need(Right.PICK_UP, About.PACKET, "unit_page"),
        ("GET", "/units/{unit}/{packet}/allt.zip"): Need(Right.PICK_UP, About.PACKET, "zip"),
        ("GET", "/units/{unit}/{packet}/bild/{number}/{path}"): Need(
            Right.PICK_UP, About.PACKET, "packet"
        ),
        ("POST", "/units/{unit}/{packet}/hand-back"): Need(Right.PICK_UP, About.PACKET),
        ("POST", "/units/{unit}/{packet}/sent"): Need(Right.PICK_UP, About.PACKET),
        ("GET", "/units/{unit}/{packet}/{path}"): Need(Right.PICK_UP, About.PACKET, "packet"),
    }
)
"""By method and path, a path's parameters without their types. HEAD is as GET."""
