"""What every request passes before a page: the connection it came by, and how large it is."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.store.access_settings import is_loopback
from pipeline.web.language import say, sv

_MOST = 1 << 20
"""Bytes of a form; a file that is handed in has a limit of its own."""

_RAW = ("POST", "/inbox")
_PLAIN = sv("Sidorna nås bara med https från andra datorer. Fråga IT efter adressen.")


class OnlySafely:
    """Refuses what came over the network in the clear.

    Only this machine itself may use plain http. Behind a trusted proxy, what counts is how the
    browser reached the proxy, as the proxy tells.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it came safely."""
        client = scope.get("client")
        if (
            scope["type"] == "lifespan"
            or scope["scheme"] == "https"
            or (client and is_loopback(client[0]))
        ):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse(say(_PLAIN), status_code=403)(scope, receive, send)


class Bounded:
    """Ends a request whose body is larger than any form of ours."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting its bytes."""
        if scope["type"] != "http" or (scope["method"], scope["path"]) == _RAW:
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > _MOST:
            await PlainTextResponse(say("För stort."), status_code=413)(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > _MOST:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
