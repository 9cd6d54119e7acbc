"""The cookies: of a session, of a form before it, of a sign-in under way, of the language.

Over TLS they bear the prefix that binds them to this very host and to secure connections, so that
no other machine of the municipality can plant one.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

SESSION = "troskel_session"
FORM = "troskel_form"
FLOW = "troskel_flow"
LANGUAGE = "troskel_language"


def _name(request: HTTPConnection, base: str) -> str:
    return f"__Host-{base}" if request.url.scheme == "https" else base


def value_of(request: HTTPConnection, base: str) -> str:
    """The cookie's value; empty when there is none."""
    return request.cookies.get(_name(request, base), "")


def put(  # noqa: PLR0913 - a cookie with all that is told of it
    request: HTTPConnection,
    response: Response,
    base: str,
    value: str,
    same_site: Literal["lax", "strict"] = "lax",
    *,
    lasts: int | None = None,
) -> None:
    """Give the browser a cookie that no script can read.

    It lasts for ``lasts`` seconds; for None until the browser is closed.

    ``lax`` lets a link from elsewhere, such as the sign-on's way back, arrive signed in; what
    changes anything needs the form's own token besides.
    """
    response.set_cookie(
        _name(request, base),
        value,
        max_age=lasts,
        path="/",
        httponly=True,
        samesite=same_site,
        secure=request.url.scheme == "https",
    )


def drop(request: HTTPConnection, response: Response, base: str) -> None:
    """Take the cookie back."""
    response.delete_cookie(
        _name(request, base), path="/", httponly=True, secure=request.url.scheme == "https"
    )


def token_of(secret: str) -> str:
    """The token that forms carry: made of the cookie's secret, which it does not give away."""
    return hmac.new(secret.encode(), b"troskel form", sha256).hexdigest()


def is_token(given: object, secret: str) -> bool:
    """Whether that is the token of the cookie's secret."""
    return (
        bool(secret)
        and isinstance(given, str)
        and hmac.compare_digest(given.encode(), token_of(secret).encode())
    )
