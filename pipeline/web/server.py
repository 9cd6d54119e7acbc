"""The pages served beside the watching: in a thread, on this machine only."""

from __future__ import annotations

import ipaddress
import socket
import threading
from types import TracebackType
from typing import Self

import uvicorn

from pipeline.store.errors import SettingsError
from pipeline.store.workspace import Workspace
from pipeline.usecases.ports import Engine
from pipeline.web.app import create_app

_TRIES = 20


def bound(host: str, port: int) -> socket.socket:
    """A listening socket on that port, or on the next free one.

    Raises SettingsError for an address that others can reach: the pages have no accounts yet.
    """
    if not _is_own(host):
        raise SettingsError(
            "Sidorna har inga konton ännu och får bara nås från den här datorn: --host 127.0.0.1."
        )
    for attempt in range(_TRIES):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # The protocol is named, or asyncio would leave Nagle's delay on: 40 ms an answer.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port + attempt if port else 0))
        except OSError:
            listener.close()
        else:
            return listener
    message = f"Portarna {port} till {port + _TRIES - 1} är upptagna. Välj en annan: --port NUMMER."
    raise SettingsError(message)


def _is_own(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Server:
    """Serves while it is entered; ``address`` is where."""

    def __init__(self, workspace: Workspace, engine: Engine, *, host: str, port: int) -> None:
        """Bind at once, so that a taken port is said before anything else happens."""
        host = "127.0.0.1" if host == "localhost" else host
        self._socket = bound(host, port)
        taken = self._socket.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{taken}"
        config = uvicorn.Config(
            create_app(workspace, engine),
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="pages", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()
