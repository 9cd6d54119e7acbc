"""Signing in by the municipality's own sign-on: a real provider over TLS, and its faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from certificates import trusting
from provider import CLIENT, SECRET, Provider
from starlette.testclient import TestClient
from used_workspace import STAFF, blank_once, copied
from visiting import visitor

from pipeline.store import accounts, sessions
from pipeline.store.workspace import open_workspace
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine
from pipeline.web import cookies
from pipeline.web.app import create_app
from pipeline.web.signing import CALLBACK

ADDRESS = "https://troskel.example"
ANNA = {
    "sub": "1001",
    "preferred_username": "anna.andersson@kommunen.example",
    "name": "Anna Andersson",
    "groups": ["Troskel administration", "Alla anställda"],
}


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """The municipality's sign-on."""
    with Provider(tmp_path_factory.mktemp("provider")) as one:
        one.client.redirect_uri = ADDRESS + CALLBACK
        yield one


@dataclass
class Desk:
    """A browser before the sign-in page, and the provider that it is sent to."""

    root: Path
    client: TestClient
    provider: Provider

    def leave(self, goal: str = "/overview") -> str:
        """Choose the municipality's sign-on; the address that the browser is sent to."""
        answer = self.client.get(f"/login/sso?{urlencode({'till': goal})}", follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def at_provider(self, address: str) -> str:
        """What the provider does: it sends the browser back to the address given here."""
        with httpx.Client(verify=trusting(self.provider.certificate)) as client:
            answer = client.get(address)
        assert answer.status_code == 302, answer.text
        back = answer.headers["location"]
        assert back.startswith(ADDRESS + CALLBACK)
        return back.removeprefix(ADDRESS)

    def arrive(self, address: str) -> httpx.Response:
        """Follow that."""
        return self.client.get(address, follow_redirects=False)

    def sign_in(self, **claims: Any) -> httpx.Response:
        """All of it, as a person with these claims."""
        self.provider.user = {**ANNA, **claims}
        return self.arrive(self.at_provider(self.leave()))

    def logins(self) -> dict[str, tuple[str, ...]]:
        """The accounts and their roles."""
        with opened(self.root) as office:
            return {one.login: one.roles for one in accounts.everybody(office.ledger)}

    def is_signed_in(self) -> bool:
        """Whether the browser holds a session."""
        return self.client.get("/account", follow_redirects=False).status_code == 200


@pytest.fixture
def desk(
    engine: Engine, provider: Provider, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A workspace whose settings name the provider."""
    root = copied(blank_once(tmp_path_factory.getbasetemp()), tmp_path / "work")
    settings = root / "troskel.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + f"""
[access]
address = "{ADDRESS}"
[access.sign_on]
issuer = "{provider.issuer}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
ca_file = "{provider.certificate}"
[access.sign_on.groups]
"Troskel administration" = ["administrator", "chef"]
"Troskel vuxen" = ["handlaggare:vuxen"]
""",
        encoding="utf-8",
    )
    for name, value in Provider.__dataclass_fields__.items():
        if name in {"twist", "sign", "in_token", "refuses", "userinfo_sub"}:
            setattr(provider, name, value.default)
    provider.asked.clear()
    with visitor(create_app(open_workspace(root), engine), ADDRESS) as client:
        yield Desk(root=root, client=client, provider=provider)


def test_the_request_has_all_that_protects_it(desk: Desk) -> None:
    """Code flow, PKCE with S256, state, nonce, the registered way back; each new every time."""
    asked = [parse_qs(urlsplit(desk.leave()).query) for _ in range(2)]
    for one in asked:
        assert one["response_type"] == ["code"]
        assert one["client_id"] == [CLIENT]
        assert one["code_challenge_method"] == ["S256"]
        assert one["redirect_uri"] == [ADDRESS + CALLBACK]
        assert set(one["scope"][0].split()) == {"openid", "profile"}
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
        assert len(asked[0][name][0]) >= 43


def test_a_person_signs_in_and_gets_the_roles_of_their_groups(desk: Desk) -> None:
    """The account is made at the first time; the browser goes on to where it wanted."""
    page = desk.client.get("/login").text
    assert "Logga in med kommunens konto" in page
    assert "Det finns inget konto ännu" not in page
    answer = desk.sign_in()
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/overview"
    assert desk.client.get("/overview").status_code == 200
    assert desk.logins() == {"anna.andersson@kommunen.example": ("administrator", "chef")}
    assert "Anna Andersson" in desk.client.get("/account").text
    assert desk.client.get("/units", follow_redirects=False).status_code == 403
    assert 'name="old"' not in desk.client.get("/account").text


def test_the_cookies_are_bound_to_the_host_and_to_tls(desk: Desk) -> None:
    """Secure, not for scripts, and with the prefix that no other host can set."""
    answer = desk.sign_in()
    given = answer.headers.get_list("set-cookie")
    session = next(one for one in given if one.startswith("__Host-troskel_session="))
    for word in ("HttpOnly", "Path=/", "SameSite=lax", "Secure"):
        assert word in session
    assert "Domain" not in session
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_roles_follow_the_groups_of_each_time(desk: Desk) -> None:
    """Who has left every group gets in no more, and is signed out where they were."""
    desk.sign_in()
    assert desk.is_signed_in()
    answer = desk.sign_in(groups=["Troskel vuxen"])
    assert answer.status_code == 303
    assert set(desk.logins().values()) == {("handlaggare:vuxen",)}
    refused = desk.sign_in(groups=[])
    assert refused.status_code == 403
    assert "ingen behörighet i Tröskel" in refused.text
    assert not desk.is_signed_in()
    assert set(desk.logins().values()) == {()}


def test_somebody_without_a_group_of_ours_gets_no_account(desk: Desk) -> None:
    """Nothing of them is kept."""
    answer = desk.sign_in(groups=["Parkförvaltningen"])
    assert answer.status_code == 403
    assert desk.logins() == {}


def test_groups_that_only_userinfo_tells_count(desk: Desk) -> None:
    """And userinfo of somebody else is not believed."""
    desk.provider.in_token = False
    assert desk.sign_in().status_code == 303
    assert "userinfo" in desk.provider.asked
    desk.provider.userinfo_sub = "somebody else"
    assert desk.sign_in().status_code == 403


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("iss", "https://other.example"),
        ("aud", ["another-client"]),
        ("aud", [CLIENT, "another-client"]),
        ("nonce", "of another sign-in"),
        ("nonce", None),
        ("exp", 1),
        ("exp", None),
        ("sub", None),
        ("azp", "another-client"),
        ("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"),
        ("groups", {"Troskel administration": True}),
    ],
)
def test_a_token_that_does_not_fit_is_not_believed(desk: Desk, name: str, value: object) -> None:
    """One wrong claim, properly signed, and nobody gets in."""

    def twisted(claims: dict[str, Any]) -> dict[str, Any]:
        changed = {**claims, name: value}
        return {key: one for key, one in changed.items() if one is not None}

    desk.provider.twist = twisted
    answer = desk.sign_in()
    assert answer.status_code == 403, answer.text
    assert "Inloggningen kunde inte bekräftas" in answer.text
    assert desk.logins() == {}
    assert not desk.is_signed_in()


@pytest.mark.parametrize("how", ["none", "HS256", "another key"])
def test_a_token_that_is_not_signed_by_the_provider_is_not_believed(desk: Desk, how: str) -> None:
    """Unsigned, signed with the public key as a secret, or by a key of one's own."""
    desk.provider.sign = how
    assert desk.sign_in().status_code == 403
    assert desk.logins() == {}


def test_a_new_key_of_the_provider_is_learnt(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, when a token names it, and at most once a minute."""
    assert desk.sign_in().status_code == 303
    fetched = desk.provider.asked.count("keys")
    desk.provider.new_key("second")
    monkeypatch.setattr("pipeline.usecases.sso._AGAIN", 0)
    assert desk.sign_in().status_code == 303
    assert desk.provider.asked.count("keys") == fetched + 1


def test_a_state_of_another_browser_or_none_begins_nothing(desk: Desk) -> None:
    """A link that somebody else was given signs nobody in as them (login CSRF)."""
    desk.provider.user = dict(ANNA)
    back = desk.at_provider(desk.leave())
    theirs = httpx.Cookies(desk.client.cookies)
    desk.client.cookies.clear()
    assert desk.arrive(back).status_code == 403
    assert desk.arrive(CALLBACK).status_code == 403
    assert desk.arrive(f"{CALLBACK}?code=x&state=").status_code == 403
    desk.leave()  # a browser with a sign-in of its own under way
    answer = desk.arrive(back)
    assert answer.status_code == 403
    assert "hör inte till den här webbläsaren" in answer.text
    desk.client.cookies = theirs
    assert desk.arrive(back).status_code == 303


def test_an_answer_is_used_once_and_in_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The back button signs nobody in, and an old answer is too late."""
    desk.provider.user = dict(ANNA)
    address = desk.leave()
    kept = httpx.Cookies(desk.client.cookies)
    back = desk.at_provider(address)
    assert desk.arrive(back).status_code == 303
    desk.client.cookies = kept
    assert "redan använd" in desk.arrive(back).text
    back = desk.at_provider(desk.leave())
    monkeypatch.setattr(sessions, "_FLOW", 0)
    assert "tog för lång tid" in desk.arrive(back).text


def test_a_made_up_code_is_refused(desk: Desk) -> None:
    """By the provider, for it has given out none such."""
    state = parse_qs(urlsplit(desk.leave()).query)["state"][0]
    answer = desk.arrive(f"{CALLBACK}?{urlencode({'code': 'made up', 'state': state})}")
    assert answer.status_code == 403
    assert "kunde inte bekräftas" in answer.text


def test_a_stolen_code_is_of_no_use_in_another_browser(desk: Desk) -> None:
    """PKCE: the verifier of another sign-in does not fit the code."""
    desk.provider.user = dict(ANNA)
    code = parse_qs(urlsplit(desk.at_provider(desk.leave())).query)["code"][0]
    state = parse_qs(urlsplit(desk.leave()).query)["state"][0]
    answer = desk.arrive(f"{CALLBACK}?{urlencode({'code': code, 'state': state})}")
    assert answer.status_code == 403
    assert desk.logins() == {}


def test_an_answer_that_names_another_issuer_is_refused(desk: Desk) -> None:
    """RFC 9207: a mix-up of two providers."""
    desk.provider.user = dict(ANNA)
    back = desk.at_provider(desk.leave())
    assert desk.arrive(f"{back}&iss=https%3A%2F%2Fother.example").status_code == 403


def test_who_says_no_there_is_told_so_here(desk: Desk) -> None:
    """In Swedish, with the page to begin from."""
    desk.provider.refuses = True
    desk.provider.user = dict(ANNA)
    answer = desk.arrive(desk.at_provider(desk.leave()))
    assert answer.status_code == 403
    assert "Kommunens inloggning sade nej" in answer.text
    assert 'name="password"' in answer.text


def test_a_provider_that_is_away_is_said_plainly(
    desk: Desk, engine: Engine, tmp_path: Path
) -> None:
    """The password stays as a way in; a certificate of somebody unknown is not believed either."""
    for old, new in (
        (desk.provider.issuer, "https://127.0.0.1:9"),
        (f'ca_file = "{desk.provider.certificate}"', ""),
    ):
        settings = desk.root / "troskel.toml"
        before = settings.read_text(encoding="utf-8")
        settings.write_text(before.replace(old, new), encoding="utf-8")
        with visitor(create_app(open_workspace(desk.root), engine), ADDRESS) as client:
            answer = client.get("/login/sso", follow_redirects=False)
        settings.write_text(before, encoding="utf-8")
        assert answer.status_code == 502
        assert "Kommunens inloggning svarar inte" in answer.text
        assert 'name="password"' in answer.text
    del tmp_path


def test_an_account_with_a_password_is_not_taken_over(desk: Desk) -> None:
    """Nor a name that is named for protected letters: a namesake gets another."""
    from visiting import with_account  # noqa: PLC0415 - for this test alone

    with_account(desk.root, ANNA["preferred_username"], "Anna Andersson", "it")
    assert desk.sign_in().status_code == 303
    with opened(desk.root) as office:
        found = accounts.of_subject(office.ledger, desk.provider.issuer, "1001")
    assert found is not None
    assert re.fullmatch(r"sso-[0-9a-f]{8}", found.login)
    assert found.name.startswith("Anna Andersson (")
    assert desk.logins()[ANNA["preferred_username"]] == ("it",)
    desk.sign_in(sub="1002", preferred_username="siri", name=STAFF)
    with opened(desk.root) as office:
        namesake = accounts.account(office.ledger, "siri")
    assert namesake.name.startswith(f"{STAFF} (")
    assert not namesake.named


def test_a_shut_account_stays_shut_whatever_the_provider_says(desk: Desk) -> None:
    """And its sessions are over at once."""
    desk.sign_in()
    with opened(desk.root) as office, office.ledger.atomic():
        accounts.set_disabled(office.ledger, ANNA["preferred_username"], disabled=True)
    assert not desk.is_signed_in()
    assert desk.sign_in().status_code == 403
    assert not desk.is_signed_in()


def test_signing_out_tells_how_to_end_the_sign_on_too(desk: Desk) -> None:
    """On a borrowed computer the next person must not come in as the last."""
    desk.sign_in()
    token = cookies.token_of(desk.client.cookies["__Host-troskel_session"])
    answer = desk.client.post("/logout", data={"form": token}, follow_redirects=False)
    page = desk.client.get(answer.headers["location"]).text
    assert f'href="{desk.provider.issuer}/end?client_id={CLIENT}&amp;post_logout' in page
    assert not desk.is_signed_in()


@pytest.mark.parametrize(
    "goal",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "x", "/\nx", ""],
)
def test_after_signing_in_nobody_is_sent_elsewhere(desk: Desk, goal: str) -> None:
    """An address that is not a page of ours is the front door."""
    desk.provider.user = dict(ANNA)
    answer = desk.arrive(desk.at_provider(desk.leave(goal)))
    assert answer.headers["location"] == "/"
