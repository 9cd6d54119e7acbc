"""Who looks at a page: the one place where the pages learn it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from starlette.requests import Request

NAME_COOKIE = "troskel_name"
"""Holds the name that was typed last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody at the pages: the name they go by, and whether it is ``proven`` to be theirs."""

    name: str
    proven: bool = False

    @property
    def seeing(self) -> str:
        """The name by which it is decided what may be shown; empty for a name that proves nothing.

        Whoever only writes a name is nobody when a protected letter is asked for.
        """
        return self.name if self.proven else ""


def visitor_of(request: Request) -> Visitor:
    """Who sends the request: the name typed last in that browser, which proves nothing."""
    return Visitor(name=unquote(request.cookies.get(NAME_COOKIE, "")))
