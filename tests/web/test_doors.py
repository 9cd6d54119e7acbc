"""How the pages are reached: over TLS, behind a proxy, by which name, with how much."""

from __future__ import annotations

import re
import ssl
from pathlib import Path

import httpx
import pytest
from certificates import made, trusting
from httpx import Response
from starlette.testclient import TestClient
from visiting import ADDRESS, Browser, with_account

from pipeline.store.access_settings import AccessSettings, SignOnSettings
from pipeline.store.errors import SettingsError
from pipeline.store.workspace import open_workspace
from pipeline.usecases.office import opened
from pipeline.web import cookies
from pipeline.web.app import create_app
from pipeline.web.server import Place, Server, refuse_unsafe

PUBLIC = "https://troskel.kommunen.example"
PROXY = "10.1.2.3"
AWAY = "10.9.9.9"


def settle(root: Path, text: str) -> None:
    """Write more into the settings file."""
    file = root / "troskel.toml"
    file.write_text(file.read_text(encoding="utf-8") + f"\n[access]\n{text}\n", encoding="utf-8")


@pytest.fixture
def proxied(browser: Browser) -> Browser:
    """The pages behind a proxy that the settings name."""
    settle(browser.root, f'address = "{PUBLIC}"\ntrusted_proxies = ["{PROXY}", "10.1.3.0/24"]')
    return browser


def ask(who: Browser, peer: str, host: str = PUBLIC, **headers: str) -> Response:
    """A request that comes from that address over plain http."""
    app = create_app(open_workspace(who.root), engine=None)  # type: ignore[arg-type] # unused
    address = host.replace("https://", "http://")
    client = TestClient(app, address, client=(peer, 1))
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/login", headers=given)


def test_a_trusted_proxy_is_believed_about_the_connection(proxied: Browser) -> None:
    """Over https to the browser: secure cookies, and nothing else to be used again."""
    for peer in (PROXY, "10.1.3.77"):
        answer = ask(proxied, peer, x_forwarded_proto="https", x_forwarded_for=AWAY)
        assert answer.status_code == 200
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert answer.headers["set-cookie"].startswith("__Host-troskel_form=")
        assert "Secure" in answer.headers["set-cookie"]


def test_nobody_else_is_believed(proxied: Browser) -> None:
    """A forwarded header from any other machine says nothing, and plain http is refused."""
    for headers in (
        {},
        {"x_forwarded_proto": "https"},
        {"x_forwarded_proto": "https", "x_forwarded_for": "127.0.0.1"},
        {"forwarded": "proto=https;for=127.0.0.1"},
        {"x_forwarded_scheme": "https", "x_forwarded_ssl": "on"},
    ):
        answer = ask(proxied, AWAY, **headers)
        assert answer.status_code == 403, headers
        assert "https" in answer.text
        assert "Logga in" not in answer.text


def test_a_proxy_that_was_reached_in_the_clear_is_refused(proxied: Browser) -> None:
    """The password would have passed for all to see before it came to the proxy."""
    assert ask(proxied, PROXY, x_forwarded_for=AWAY, x_forwarded_proto="http").status_code == 403
    assert ask(proxied, PROXY, x_forwarded_for=AWAY).status_code == 403
    assert ask(proxied, PROXY).status_code == 403


def test_without_a_named_proxy_no_header_is_believed(browser: Browser) -> None:
    """Not even on this machine, whatever the environment of the server library says."""
    answer = ask(browser, "127.0.0.1", ADDRESS, x_forwarded_proto="https", x_forwarded_for=AWAY)
    assert answer.status_code == 200
    assert "strict-transport-security" not in answer.headers
    assert ask(browser, AWAY, ADDRESS, x_forwarded_proto="https").status_code == 403


def test_the_throttle_counts_the_browser_s_address_not_the_proxy_s(proxied: Browser) -> None:
    """What the client itself put into the header is not what is counted."""
    app = create_app(open_workspace(proxied.root), engine=None)  # type: ignore[arg-type] # unused
    client = TestClient(app, PUBLIC.replace("https", "http"), client=(PROXY, 1))
    headers = {"x-forwarded-proto": "https", "x-forwarded-for": f"127.0.0.1, 8.8.8.8, {AWAY}"}
    page = client.get("/login", headers=headers)
    token = re.search(r'name="form" value="(\w+)"', page.text)
    assert token is not None
    cookie = page.headers["set-cookie"].partition(";")[0]
    data = {"login": "x", "password": "y", "form": token[1]}
    answer = client.post("/login", data=data, headers={**headers, "cookie": cookie})
    assert "Fel användarnamn" in answer.text
    from pipeline.store import sessions  # noqa: PLC0415 - here alone

    with opened(proxied.root) as office:
        assert sessions.attempts(office.ledger, f"address {AWAY}") == 1
        assert sessions.attempts(office.ledger, f"address {PROXY}") == 0


def test_only_our_own_names_lead_here(proxied: Browser) -> None:
    """The address of the settings and this machine's own; no other, and no forwarded one."""
    good = {"x_forwarded_proto": "https", "x_forwarded_for": AWAY}
    assert ask(proxied, PROXY, "http://elsewhere.example", **good).status_code == 400
    answer = ask(
        proxied,
        PROXY,
        "http://elsewhere.example",
        **good,
        x_forwarded_host="troskel.kommunen.example",
    )
    assert answer.status_code == 400
    assert ask(proxied, "127.0.0.1", ADDRESS).status_code == 200


def place(host: str, **more: Path) -> Place:
    """Where to serve."""
    return Place(host=host, port=0, **more)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "troskel.example"])  # noqa: S104 - refused
def test_beyond_this_machine_only_safely(browser: Browser, tmp_path: Path, host: str) -> None:
    """TLS or a named proxy; an address; an account: each lack is said with what to do."""
    certificate, key = made(tmp_path)
    own = {"certificate": certificate, "key": key}

    def why_not(**more: Path) -> str:
        with opened(browser.root) as office, pytest.raises(SettingsError) as refused:
            refuse_unsafe(place(host, **more), office)
        return str(refused.value)

    assert "bara med TLS" in why_not()
    assert '[access] address = "https://' in why_not(**own)
    settle(browser.root, f'address = "{PUBLIC}"')
    assert "bara med TLS" in why_not()
    with opened(browser.root) as office, office.ledger.atomic():
        refuse_unsafe(place(host, **own), office)
        office.ledger.write("UPDATE accounts SET disabled = 1")
    assert "inget konto" in why_not(**own)
    settings = browser.root / "troskel.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + f'trusted_proxies = ["{PROXY}"]\n', encoding="utf-8")
    assert "inget konto" in why_not()
    with opened(browser.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE accounts SET disabled = 0")
        refuse_unsafe(place(host), office)


def test_this_machine_needs_nothing(browser: Browser) -> None:
    """No account even: the page tells how to make one."""
    with opened(browser.root) as office:
        for host in ("127.0.0.1", "127.3.3.3", "::1", "localhost"):
            refuse_unsafe(place(host), office)


def test_a_certificate_that_cannot_be_used_is_said(browser: Browser, tmp_path: Path) -> None:
    """Half a pair, no file, no certificate, another's key."""
    certificate, key = made(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    _, others = made(other)
    rubbish = tmp_path / "rubbish.pem"
    rubbish.write_text("inget certifikat", encoding="utf-8")
    with opened(browser.root) as office:
        for wrong, said in (
            ({"certificate": certificate}, "både"),
            ({"key": key}, "både"),
            ({"certificate": tmp_path / "none.pem", "key": key}, "PEM"),
            ({"certificate": rubbish, "key": key}, "PEM"),
            ({"certificate": certificate, "key": others}, "hör inte ihop"),
        ):
            with pytest.raises(SettingsError, match=said):
                refuse_unsafe(place("127.0.0.1", **wrong), office)


def test_the_pages_speak_tls_themselves(browser: Browser, tmp_path: Path) -> None:
    """With one's own certificate: a whole sign-in's cookies over a real connection."""
    certificate, key = made(tmp_path)
    app = create_app(open_workspace(browser.root), engine=None)  # type: ignore[arg-type] # unused
    token = with_account(browser.root, "anna", "Anna Provsson")
    with (
        Server(app, place("127.0.0.1", certificate=certificate, key=key)) as server,
        httpx.Client(base_url=server.address, verify=trusting(certificate)) as client,
    ):
        assert server.address.startswith("https://127.0.0.1:")
        answer = client.get("/account", headers={"cookie": f"__Host-{cookies.SESSION}={token}"})
        assert "Anna Provsson" in answer.text
        assert answer.headers["strict-transport-security"]
        assert "server" not in answer.headers
        # The plain name, which another machine could have planted, counts for nothing over TLS.
        planted = client.get("/account", headers={"cookie": f"{cookies.SESSION}={token}"})
        assert planted.status_code == 401
        port = server.address.rpartition(":")[2]
        with pytest.raises(httpx.TransportError):
            httpx.get(f"http://127.0.0.1:{port}/login")
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # no certificate is checked: it is the age
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises(httpx.TransportError):
            httpx.get(f"{server.address}/login", verify=old)


def test_a_form_has_a_limit(browser: Browser) -> None:
    """Told or untold: a body that no form of ours has is not read to its end."""
    known = browser.client.post("/login", content=b"x" * ((1 << 20) + 1))
    assert known.status_code == 413

    def endless() -> object:
        for _ in range(40):
            yield b"a=" + b"x" * (64 << 10) + b"&"

    kind = {"content-type": "application/x-www-form-urlencoded"}
    unknown = browser.client.post("/login", content=endless(), headers=kind)  # type: ignore[arg-type] # a stream
    assert unknown.status_code == 413
    strange = browser.client.post("/login", content=b"", headers={"content-length": "-1"})
    assert strange.status_code in {400, 413}


_STRANGE_ROLE = """
address = "https://x.se"
[access.sign_on]
issuer = "https://l.se"
client_id = "x"
groups = {G = ["rektor"]}
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('address = "http://troskel.kommunen.se"', "https://"),
        ('address = "troskel"', "https://"),
        ('address = "https://x.se/troskel"', "utan sökväg"),
        ('trusted_proxies = ["0.0.0.0/0"]', "hela nätet"),
        ('trusted_proxies = ["*"]', "IP-adresser"),
        ('trusted_proxies = ["proxy.kommunen.se"]', "IP-adresser"),
        ('metrics_token = "kort"', "minst 24"),
        ("idle_minutes = 0", "minst 1"),
        ("session_hours = 25", "högst 24"),
        ('[access.sign_on]\nissuer = "http://login.se"\nclient_id = "x"', "https://"),
        ('[access.sign_on]\nissuer = "https://login.se"\nclient_id = "x"', "behöver också address"),
        (_STRANGE_ROLE, "Rollen rektor finns inte"),
        ("losenord = 1", "okänt ord"),
    ],
)
def test_settings_that_would_not_be_safe_are_refused(
    browser: Browser, text: str, said: str
) -> None:
    """At the start, with the key and what it must be."""
    settle(browser.root, text)
    with pytest.raises(SettingsError, match=said):
        open_workspace(browser.root)


def test_secrets_of_the_settings_are_shown_nowhere() -> None:
    """A line of a log that shows the settings shows neither of them."""
    sign_on = SignOnSettings(
        issuer="https://login.example",
        client_id="x",
        client_secret="hemligt ord",  # noqa: S106 - made up
    )
    shown = repr(AccessSettings(address=PUBLIC, metrics_token="m" * 24, sign_on=sign_on))
    assert "hemligt" not in shown
    assert "mmmm" not in shown
