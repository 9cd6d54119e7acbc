"""The municipality's own sign-on: OpenID Connect, authorization code with PKCE.

What comes back is believed only if all of it fits: the state and the browser it was given to, the
nonce, the issuer, the audience, the time, and a signature by one of the provider's keys with an
asymmetric algorithm (OpenID Connect Core 3.1.3.7, RFC 7636, RFC 9207).
"""

from __future__ import annotations

import secrets
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from pipeline.domain.sentences import filled
from pipeline.store.access_settings import SignOnSettings, safe_address
from pipeline.store.sessions import Flow
from pipeline.usecases.accounts import Identity, SignInError

_SECONDS = 10
"""For one answer of the provider."""

_KEEP = 3600
"""Seconds for which the provider's description and keys are kept."""

_AGAIN = 60
"""Seconds before its keys are asked for anew because a token names one that is unknown."""

_LEEWAY = 60
"""Seconds by which the provider's clock may differ."""

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_AWAY = filled(
    "Kommunens inloggning svarar inte som den ska. Försök igen om en stund; meddela IT om det "
    "inte går över."
)
_NOT_BELIEVED = filled("Inloggningen kunde inte bekräftas. Börja om från inloggningssidan.")
_REFUSED = filled("Kommunens inloggning sade nej. Börja om, eller fråga IT.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A sign-in that begins: where the browser goes, its state, and what is kept of it."""

    address: str
    state: str
    flow: Flow


class Provider:
    """The provider of the settings; one object serves all requests."""

    def __init__(self, settings: SignOnSettings, *, clock: Callable[[], float] = time.time) -> None:
        """Nothing is asked of the provider until somebody signs in."""
        self.settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, Any]] = {}

    def begin(self, back: str, goal: str) -> Start:
        """Begin a sign-in that returns to the address ``back``; SignInError when it is away."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._session(back) as session:
            address, _ = session.create_authorization_url(
                self._endpoint("authorization_endpoint"),
                state=state,
                nonce=nonce,
                code_verifier=verifier,
            )
        return Start(
            address=str(address),
            state=state,
            flow=Flow(nonce=nonce, verifier=verifier, goal=goal),
        )

    def identity(self, answer: Mapping[str, str], flow: Flow, back: str) -> Identity:
        """Whom the provider answers for; SignInError for anything that does not fit."""
        if "error" in answer:
            raise SignInError(_REFUSED)
        if not answer.get("code") or answer.get("iss", self.settings.issuer) != self._issuer():
            raise SignInError(_NOT_BELIEVED)
        with self._session(back) as session:
            token = self._token(session, answer["code"], flow)
            claims = self._claims(token, flow)
            if self.settings.groups_claim not in claims:
                claims |= self._userinfo(session, claims["sub"])
        return self._identity(claims)

    def ending(self, back: str) -> str:
        """Where the provider's own session is ended; empty when it has no such place."""
        try:
            place = self._metadata().get("end_session_endpoint")
        except SignInError:
            return ""
        if not isinstance(place, str):
            return ""
        asked = {"client_id": self.settings.client_id, "post_logout_redirect_uri": back}
        return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}"

    def _session(self, back: str) -> Any:
        settings = self.settings
        return OAuth2Session(
            client_id=settings.client_id,
            client_secret=settings.client_secret or None,
            token_endpoint_auth_method="client_secret_basic" if settings.client_secret else "none",
            scope=settings.scopes,
            redirect_uri=back,
            code_challenge_method="S256",
        )

    def _asking(self) -> dict[str, Any]:
        """How each question is asked: in time, of nobody else, of whom the certificates vouch for.

        Those of the settings, or of the machine; named with each question, for otherwise the
        environment's would come first.
        """
        paths = ssl.get_default_verify_paths()
        trusted = self.settings.ca_file or paths.cafile or paths.openssl_cafile or True
        return {"timeout": _SECONDS, "allow_redirects": False, "verify": trusted}

    def _token(self, session: Any, code: str, flow: Flow) -> dict[str, Any]:
        try:
            found = session.fetch_token(
                self._endpoint("token_endpoint"),
                grant_type="authorization_code",
                code=code,
                code_verifier=flow.verifier,
                **self._asking(),
            )
        except AuthlibBaseError as error:
            raise SignInError(_NOT_BELIEVED) from error
        except (requests.RequestException, ValueError) as error:
            raise SignInError(_AWAY) from error
        return dict(found)

    def _claims(self, token: Mapping[str, Any], flow: Flow) -> dict[str, Any]:
        """The claims of the id token, all checked."""
        try:
            found = self._decoded(str(token["id_token"]))
            claims = CodeIDToken(
                found.claims,
                found.header,
                {
                    "iss": {"essential": True, "value": self._issuer()},
                    "aud": {"essential": True, "value": self.settings.client_id},
                    "nonce": {"essential": True},
                },
                {
                    "nonce": flow.nonce,
                    "client_id": self.settings.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(now=int(self._clock()), leeway=_LEEWAY)
        except (JoseError, AuthlibBaseError, ValueError, KeyError, TypeError) as error:
            raise SignInError(_NOT_BELIEVED) from error
        return dict(claims)

    def _decoded(self, text: str) -> Any:
        """The token, its signature checked; new keys are fetched once for one that is unknown."""
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        try:
            return jwt.decode(text, self._keys(), registry=registry)
        except JoseError:
            return jwt.decode(text, self._keys(again=True), registry=registry)

    def _keys(self, *, again: bool = False) -> KeySet:
        found: Any = self._fetched("jwks", self._endpoint("jwks_uri"), again=again)
        return KeySet.import_key_set(found)

    def _userinfo(self, session: Any, subject: str) -> dict[str, Any]:
        """What the provider tells beside the token; nothing if it is of somebody else."""
        place = self._metadata().get("userinfo_endpoint")
        if not isinstance(place, str):
            return {}
        try:
            answer = session.get(place, **self._asking())
            answer.raise_for_status()
            told = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise SignInError(_AWAY) from error
        if not isinstance(told, dict) or told.get("sub") != subject:
            raise SignInError(_NOT_BELIEVED)
        return told

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        settings = self.settings
        groups = claims.get(settings.groups_claim) or ()
        listed = [groups] if isinstance(groups, str) else groups
        if not isinstance(listed, (list, tuple)):
            raise SignInError(_NOT_BELIEVED)
        login = claims.get(settings.login_claim) or ""
        return Identity(
            issuer=self._issuer(),
            subject=str(claims["sub"]),
            login=str(login),
            name=str(claims.get(settings.name_claim) or login),
            groups=tuple(str(group) for group in listed),
        )

    def _issuer(self) -> str:
        """The issuer as the provider writes it: a slash at the end is its own choice."""
        return str(self._metadata()["issuer"])

    def _endpoint(self, name: str) -> str:
        found = self._metadata().get(name)
        try:
            safe_address(str(found))
        except ValueError as error:
            raise SignInError(_AWAY) from error
        return str(found)

    def _metadata(self) -> dict[str, Any]:
        place = f"{self.settings.issuer}/.well-known/openid-configuration"
        found = self._fetched("metadata", place)
        if str(found.get("issuer", "")).rstrip("/") != self.settings.issuer:
            raise SignInError(_AWAY)
        return found

    def _fetched(self, what: str, place: str, *, again: bool = False) -> dict[str, Any]:
        """What lies there, kept for a while; SignInError when it cannot be had."""
        with self._lock:
            at, found = self._kept.get(what, (0.0, None))
            age = self._clock() - at
            if found is None or age > _KEEP or (again and age > _AGAIN):
                found = self._asked(place)
                self._kept[what] = (self._clock(), found)
        return dict(found)

    def _asked(self, place: str) -> dict[str, Any]:
        try:
            answer = requests.get(place, **self._asking())  # noqa: S113 - it holds one
            answer.raise_for_status()
            found = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise SignInError(_AWAY) from error
        if not isinstance(found, dict):
            raise SignInError(_AWAY)
        return found
