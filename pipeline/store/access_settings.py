"""What ``troskel.toml`` may say of signing in: addresses, time-outs, single sign-on."""

from __future__ import annotations

import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from pipeline.domain.access import grants
from pipeline.store.sessions import Limits
from pipeline.store.strict import Strict


def is_loopback(host: str) -> bool:
    """Whether the host is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def safe_address(address: str) -> str:
    """An https address; plain http is for this machine itself."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host or (parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host))):
        raise ValueError("ska vara en adress som börjar med https://")
    return address.rstrip("/")


def _site(address: str) -> str:
    if not address:
        return ""
    if urlsplit(safe_address(address)).path:
        raise ValueError("ska vara en adress utan sökväg, som https://troskel.kommunen.se")
    return safe_address(address)


def _network(text: str) -> str:
    try:
        network = ipaddress.ip_network(text)
    except ValueError as error:
        raise ValueError("ska vara IP-adresser eller nät: 10.1.2.3 eller 10.1.2.0/24") from error
    if network.prefixlen == 0:
        raise ValueError("får inte vara hela nätet: skriv proxyns egen adress")
    return text


def _long(token: str) -> str:
    if token and len(token) < _TOKEN:
        message = f"ska vara minst {_TOKEN} tecken"
        raise ValueError(message)
    return token


def _granted(roles: tuple[str, ...]) -> tuple[str, ...]:
    grants(roles)
    return roles


_TOKEN = 24
Address = Annotated[str, AfterValidator(safe_address)]
Grants = Annotated[tuple[str, ...], AfterValidator(_granted)]


class SignOnSettings(Strict):
    """The municipality's own sign-on (OpenID Connect); ``groups`` gives each group its roles."""

    issuer: Address
    client_id: str = Field(min_length=1)
    client_secret: str = Field(default="", repr=False)
    label: str = Field(default="Logga in med kommunens konto", min_length=1)
    scopes: str = "openid profile"
    groups_claim: str = Field(default="groups", min_length=1)
    login_claim: str = Field(default="preferred_username", min_length=1)
    name_claim: str = Field(default="name", min_length=1)
    ca_file: str = ""
    groups: dict[str, Grants] = Field(default_factory=dict)


class AccessSettings(Strict):
    """How the pages are reached and how long a sign-in lasts.

    ``address`` is what staff write in the browser. ``trusted_proxies`` are the addresses whose
    forwarded headers are believed. ``metrics_token`` opens ``/metrics`` to a program.
    """

    address: Annotated[str, AfterValidator(_site)] = ""
    idle_minutes: int = Field(default=30, ge=1, le=480)
    session_hours: int = Field(default=10, ge=1, le=24)
    trusted_proxies: tuple[Annotated[str, AfterValidator(_network)], ...] = ()
    metrics_token: Annotated[str, AfterValidator(_long)] = Field(default="", repr=False)
    sign_on: SignOnSettings | None = None

    @model_validator(mode="after")
    def _reached(self) -> AccessSettings:
        """The sign-on sends people back to an address that must be known."""
        if self.sign_on is not None and not self.address:
            raise ValueError("sign_on behöver också address, som https://troskel.kommunen.se")
        return self

    @property
    def host(self) -> str:
        """The name in the address; empty when there is none."""
        return urlsplit(self.address).hostname or ""

    @property
    def limits(self) -> Limits:
        """The time-outs in seconds."""
        return Limits(idle=self.idle_minutes * 60, absolute=self.session_hours * 3600)
