"""The pages served beside the watching, in a thread: on this machine, or to others over TLS."""

from __future__ import annotations

import socket
import ssl
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp

from pipeline.store import accounts
from pipeline.store.access_settings import AccessSettings, is_loopback
from pipeline.store.errors import SettingsError
from pipeline.usecases.office import Office

FIRST_PORT = 8000
_TRIES = 20
_BACKLOG = 256
_LONGEST_HEADERS = 32 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the pages are served, and the certificate that they are served with, if any.

    ``port`` 0 is any free one; None the first free one from FIRST_PORT.
    """

    host: str = "127.0.0.1"
    port: int | None = 0
    certificate: Path | None = None
    key: Path | None = None

    @property
    def encrypted(self) -> bool:
        """Whether the pages speak TLS themselves."""
        return self.certificate is not None


def refuse_unsafe(place: Place, office: Office) -> None:
    """Raise SettingsError for a place where passwords or letters could be seen by others.

    Beyond this machine there must be TLS, here or in a trusted proxy, an account to sign in with,
    and an address, so that no other name leads here.
    """
    access = office.workspace.config.access
    if (place.certificate is None) != (place.key is None):
        raise SettingsError("Skriv både --certificate FIL och --key FIL.")
    if place.encrypted:
        _try_certificate(place)
    if is_loopback(place.host):
        return
    if not place.encrypted and not access.trusted_proxies:
        raise SettingsError(
            "Från andra datorer nås sidorna bara med TLS: skriv --certificate FIL --key FIL, eller "
            "ställ dem bakom en omvänd proxy vars adress står i trusted_proxies i troskel.toml."
        )
    if not access.address:
        raise SettingsError(
            "Skriv i troskel.toml vad personalen skriver i webbläsaren: "
            '[access] address = "https://troskel.kommunen.example"'
        )
    if access.sign_on is None and not accounts.exist(office.ledger):
        raise SettingsError(
            "Det finns inget konto att logga in med. Skapa ett först: troskel account add"
        )


def _try_certificate(place: Place) -> None:
    try:
        # A key with a password would otherwise be asked for, of nobody.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            str(place.certificate), str(place.key), password=lambda: b""
        )
    except (OSError, ValueError) as error:
        raise SettingsError(
            "Certifikatet eller nyckeln går inte att läsa, eller de hör inte ihop. Båda ska vara i "
            "PEM-format och nyckeln utan lösenord."
        ) from error


def bound(host: str, port: int | None) -> socket.socket:
    """A listening socket on that port, or for None on the first free one from FIRST_PORT.

    SettingsError when there is none: a port that was asked for is never swapped for another.
    """
    for one in range(FIRST_PORT, FIRST_PORT + _TRIES) if port is None else (port,):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # The protocol is named, or asyncio would leave Nagle's delay on: 40 ms an answer.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, one))
            # Whoever comes before the server is up waits a moment instead of being turned away.
            listener.listen(_BACKLOG)
        except socket.gaierror as error:
            listener.close()
            raise SettingsError("Skriv --host som en IP-adress, till exempel 0.0.0.0.") from error
        except OSError:
            listener.close()
        else:
            return listener
    tried = (
        f"Portarna {FIRST_PORT} till {FIRST_PORT + _TRIES - 1} på {host} är upptagna eller går"
        if port is None
        else f"Porten {port} på {host} är upptagen eller går"
    )
    message = f"{tried} inte att använda. Välj en annan: --port NUMMER."
    raise SettingsError(message)


class Server:
    """Serves while it is entered; ``address`` is where."""

    def __init__(self, app: ASGIApp, place: Place, access: AccessSettings | None = None) -> None:
        """Bind at once, so that a taken port is said before anything else happens."""
        host = "127.0.0.1" if place.host == "localhost" else place.host
        self._socket = bound(host, place.port)
        taken = self._socket.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        scheme = "https" if place.encrypted else "http"
        outside = "" if access is None or is_loopback(host) else access.address
        self.address = outside or f"{scheme}://{shown}:{taken}"
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            # Ours believes the proxies of the settings; the library's own those of the environment.
            proxy_headers=False,
            ssl_certfile=place.certificate,
            ssl_keyfile=place.key,
            h11_max_incomplete_event_size=_LONGEST_HEADERS,
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
