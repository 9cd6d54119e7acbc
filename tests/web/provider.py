"""A municipality's sign-on: an OpenID provider after the standard, over TLS on this machine.

The protocol is authlib's own server: code grant, PKCE required, nonce required. The person who
signs in there, and what the provider does wrong on purpose, are set by the test.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from authlib.oauth2.rfc6749 import (
    AuthorizationServer,
    ClientMixin,
    OAuth2Request,
    grants,
)
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, OpenIDCode
from certificates import made
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.web.server import Place, Server

CLIENT = "troskel"
SECRET = "a secret of the tests' client"  # noqa: S105 - made up
KID = "first"


class Client(ClientMixin):
    """The one client that is registered."""

    redirect_uri = ""

    def get_client_id(self) -> str:
        """Its name."""
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        """Where it is sent back to."""
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        """Every scope."""
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Only the registered one."""
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        """The secret."""
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """By basic authentication alone."""
        return (method, endpoint) == ("client_secret_basic", "token")

    def check_response_type(self, response_type: str) -> bool:
        """Codes."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Codes."""
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    """A code that was given out."""

    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    user: dict[str, Any]

    def get_redirect_uri(self) -> str:
        """Where it was sent."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """For what."""
        return self.scope

    def get_nonce(self) -> str:
        """The request's."""
        return self.nonce

    def get_auth_time(self) -> None:
        """Not told."""

    def get_acr(self) -> None:
        """Not told."""

    def get_amr(self) -> None:
        """Not told."""


class AsRequest(OAuth2Request):
    """A request of Starlette's as the library reads it."""

    def __init__(self, request: Request, form: dict[str, str]) -> None:
        """The form is read already."""
        super().__init__(request.method, str(request.url), headers=request.headers)
        self.given = {**dict(request.query_params), **form}
        self.payload = BasicOAuth2Payload(self.given)

    @property
    def form(self) -> dict[str, str]:
        """What was sent."""
        return self.given

    @property
    def args(self) -> dict[str, str]:
        """What stands in the address."""
        return self.given


@dataclass
class Provider:
    """Serves while it is entered. ``user`` are the claims of whoever signs in there.

    ``twist`` changes a token's claims, ``sign`` signs them otherwise, ``in_token`` False tells the
    groups by userinfo alone, ``refuses`` says no to the person.
    """

    folder: Path
    user: dict[str, Any] = field(default_factory=dict)
    twist: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    sign: str = "RS256"
    in_token: bool = True
    refuses: bool = False
    userinfo_sub: str = ""
    keys: list[RSAKey] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Not served yet."""
        self.certificate, key = made(self.folder)
        self.client = Client()
        self.keys.append(RSAKey.generate_key(2048, {"kid": KID, "use": "sig", "alg": "RS256"}))
        self.library = Library(self)
        app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.metadata),
                Route("/keys", self.jwks),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/userinfo", self.userinfo),
            ]
        )
        place = Place(host="127.0.0.1", port=0, certificate=self.certificate, key=key)
        self.server = Server(app, place)
        self.issuer = self.server.address

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.__exit__(*error)

    def new_key(self, kid: str) -> None:
        """From now on another key signs, and the old one is gone."""
        self.keys[:] = [RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})]

    def metadata(self, _: Request) -> Response:
        """What the provider says of itself."""
        self.asked.append("metadata")
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "end_session_endpoint": f"{self.issuer}/end",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def jwks(self, _: Request) -> Response:
        """The public keys."""
        self.asked.append("keys")
        return JSONResponse({"keys": [key.as_dict(private=False) for key in self.keys]})

    def authorize(self, request: Request) -> Response:
        """The person is signed in there already: straight back with a code."""
        asked = AsRequest(request, {})
        grant = self.library.get_consent_grant(asked, end_user=self.user)
        person = None if self.refuses else self.user
        answer: Response = self.library.create_authorization_response(asked, person, grant)
        return answer

    async def token(self, request: Request) -> Response:
        """A code for tokens."""
        sent = {name: str(value) for name, value in (await request.form()).items()}
        answer: Response = self.library.create_token_response(AsRequest(request, sent))
        return answer

    def userinfo(self, request: Request) -> Response:
        """More about the bearer of an access token."""
        self.asked.append("userinfo")
        token = request.headers["authorization"].removeprefix("Bearer ")
        found = self.tokens[token]
        return JSONResponse({**found, **({"sub": self.userinfo_sub} if self.userinfo_sub else {})})


class Library(AuthorizationServer):
    """The library's server over dictionaries."""

    def __init__(self, provider: Provider) -> None:
        """The code grant with PKCE and OpenID Connect."""
        super().__init__(scopes_supported=["openid", "profile"])
        self.provider = provider
        generated = BearerTokenGenerator(lambda *_, **__: secrets.token_urlsafe(24))
        self.register_token_generator("default", generated)
        self.register_grant(
            type("Grant", (CodeGrant,), {"provider": provider}),
            [CodeChallenge(required=True), Claims(provider)],
        )

    def query_client(self, client_id: str) -> Client | None:
        """The one."""
        return self.provider.client if client_id == CLIENT else None

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        """Remembers whose it is."""
        self.provider.tokens[token["access_token"]] = request.user

    def create_oauth2_request(self, request: AsRequest) -> AsRequest:
        """It is one."""
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Response:
        """As Starlette answers."""
        text = json.dumps(body) if isinstance(body, dict) else body
        return Response(text, status_code=status, headers=dict(headers))

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""


class CodeGrant(grants.AuthorizationCodeGrant):
    """Codes kept in a dictionary, each used once."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]  # noqa: RUF012 - the library's own way
    provider: Provider

    def save_authorization_code(self, code: str, request: AsRequest) -> None:
        """Kept until it is used."""
        given = request.given
        self.provider.codes[code] = Code(
            redirect_uri=given["redirect_uri"],
            scope=given["scope"],
            nonce=given["nonce"],
            code_challenge=given["code_challenge"],
            code_challenge_method=given["code_challenge_method"],
            user=request.user,
        )

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        """The code if it is there."""
        del client
        return self.provider.codes.get(code)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """It was used."""
        codes = self.provider.codes
        for name in [name for name, one in codes.items() if one is authorization_code]:
            del codes[name]

    def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
        """Whose it is."""
        return authorization_code.user


class Claims(OpenIDCode):
    """What the id token says, signed as the test wants it."""

    def __init__(self, provider: Provider) -> None:
        """A nonce is required."""
        super().__init__(require_nonce=True)
        self.provider = provider

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        """No nonce comes twice."""
        del request
        return any(code.nonce == nonce for code in self.provider.codes.values())

    def resolve_client_private_key(self, client: Client) -> RSAKey:
        """The newest key."""
        del client
        return self.provider.keys[-1]

    def get_encode_header(self, client: Client) -> dict[str, str]:
        """With the key's name."""
        del client
        return {"alg": "RS256", "kid": str(self.provider.keys[-1].kid)}

    def get_client_algorithm(self, client: Client) -> str:
        """One."""
        del client
        return "RS256"

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        """Issuer and audience."""
        now = int(time.time())
        return {
            "iss": self.provider.issuer,
            "aud": [client.get_client_id()],
            "iat": now,
            "exp": now + 300,
        }

    def generate_user_info(self, user: dict[str, Any], scope: str) -> dict[str, Any]:
        """The person's claims, with or without the groups."""
        del scope
        hidden = () if self.provider.in_token else ("groups",)
        return {name: value for name, value in user.items() if name not in hidden}

    def encode_id_token(self, token: dict[str, Any], request: OAuth2Request) -> str:
        """The library's token, or one that is wrong on purpose."""
        good = super().encode_id_token(token, request)
        key = self.provider.keys[-1]
        claims = self.provider.twist(dict(jwt.decode(good, key, algorithms=["RS256"]).claims))
        kid = str(key.kid)
        match self.provider.sign:
            case "RS256":
                return jwt.encode({"alg": "RS256", "kid": kid}, claims, key)
            case "none":
                return jwt.encode({"alg": "none"}, claims, None, algorithms=["none"])
            case "HS256":
                # The public key taken for a shared secret, as an attacker would.
                public = OctKey.import_key(key.as_pem(private=False))
                return jwt.encode({"alg": "HS256", "kid": kid}, claims, public)
            case _:
                other = RSAKey.generate_key(2048, {"kid": kid})
                return jwt.encode({"alg": "RS256", "kid": kid}, claims, other)
