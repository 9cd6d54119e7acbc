"""Signing in and out by password: throttled, timed out, and ended everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from httpx import Response
from starlette.testclient import TestClient
from visiting import ADDRESS, Browser, visitor, with_account

from pipeline.store import accounts as kept
from pipeline.store import sessions
from pipeline.usecases import accounts, passwords
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine
from pipeline.web import cookies

WORD = "sju grå kråkor på taket"
OTHER = "åtta vita svanar i ån"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of a moment; how hard the real ones are is looked at by itself."""
    easy = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", easy)
    passwords._nobodys.cache_clear()


@pytest.fixture
def stranger(browser: Browser) -> Browser:
    """Somebody at the sign-in page of a workspace in which Anna has an account with a password."""
    with opened(browser.root) as office:
        accounts.set_password(office, "anna", WORD)
    browser.sign_out()
    return browser


def sign_in(who: Browser, password: str = WORD, login: str = "anna", **more: str) -> Response:
    """Fill in the form of the sign-in page and send it."""
    return who.send("/login", "/login", login=login, password=password, **more)


def is_in(who: Browser) -> bool:
    """Whether the browser holds a session that is alive."""
    return who.get("/account").status_code == 200


def test_every_page_leads_to_the_sign_in_and_back(stranger: Browser) -> None:
    """With the page that was asked for kept, and nothing of it shown."""
    answer = stranger.client.get("/units/vuxen", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert str(answer.url) == f"{ADDRESS}/login?till=/units/vuxen"
    assert "<nav" not in answer.text
    found = sign_in(stranger, till="/units/vuxen")
    assert (found.status_code, found.headers["location"]) == (303, "/units/vuxen")
    assert "Vuxenenheten" in stranger.text("/units/vuxen")
    assert stranger.get("/login").headers["location"] == "/"


def test_the_name_may_be_cased_otherwise(stranger: Browser) -> None:
    """As people write it."""
    assert sign_in(stranger, login=" Anna ").status_code == 303


@pytest.mark.parametrize(
    ("login", "password"),
    [("anna", OTHER), ("anna", ""), ("bo", WORD), ("", ""), ("anna", "x" * 10_000), ("'--", "'")],
)
def test_whether_the_name_or_the_password_was_wrong_is_not_told(
    stranger: Browser, login: str, password: str
) -> None:
    """One sentence for both, and nothing of the password in page, log or ledger."""
    answer = sign_in(stranger, password, login)
    assert answer.status_code == 403
    assert "Fel användarnamn eller lösenord." in answer.text
    assert not is_in(stranger)
    if password:
        assert f'value="{password}"' not in answer.text
        everything = (stranger.root / "log" / "troskel.jsonl").read_text(encoding="utf-8")
        assert password not in everything


def test_nobody_is_as_slow_to_refuse_as_somebody(
    stranger: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An account that there is not, or that has no password, costs one hash as well."""
    looked: list[str] = []
    real = passwords._HASHER.verify

    class Watched(PasswordHasher):
        def verify(self, kept: str, password: str) -> bool:  # type: ignore[override] # its words
            looked.append(kept)
            return bool(real(kept, password))

    monkeypatch.setattr(passwords, "_HASHER", Watched(time_cost=1, memory_cost=8, parallelism=1))
    with_account(stranger.root, "sso", "Sso Provsson", "chef")
    for login in ("anna", "bo", "sso"):
        sign_in(stranger, OTHER, login)
    assert len(looked) == 3
    assert len(set(looked)) == 2


def test_a_password_is_kept_as_argon2id_with_the_recommended_cost(
    stranger: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RFC 9106; an easier hash from before is renewed at the next sign-in."""
    with opened(stranger.root) as office:
        before = kept.account(office.ledger, "anna").password
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher())
    assert sign_in(stranger).status_code == 303
    with opened(stranger.root) as office:
        after = kept.account(office.ledger, "anna").password
    assert before != after
    assert re.match(r"\$argon2id\$v=19\$m=65536,t=3,p=4\$", after)
    assert WORD not in after


def test_too_many_attempts_lock_the_account_until_it_is_unlocked(stranger: Browser) -> None:
    """Even for the right password; from another address too; IT sees it and lets in again."""
    for _ in range(8):
        assert "Fel användarnamn" in sign_in(stranger, OTHER).text
    for password in (OTHER, WORD):
        answer = sign_in(stranger, password)
        assert answer.status_code == 403
        assert "För många försök" in answer.text
    elsewhere = TestClient(stranger.client.app, ADDRESS, client=("127.0.0.2", 1))
    other = Browser(root=stranger.root, client=elsewhere)
    assert "För många försök" in sign_in(other).text
    assert "Fel användarnamn" in sign_in(other, WORD, "bo").text
    stranger.become("ivar", "Ivar Provsson", "it")
    assert "Låst efter för många försök" in stranger.text("/accounts")
    done = stranger.send("/accounts", "/accounts/anna/unlock")
    assert "upplåst" in stranger.text(done.headers["location"])
    stranger.sign_out()
    assert sign_in(stranger).status_code == 303


def test_a_name_that_there_is_not_is_locked_alike(stranger: Browser) -> None:
    """Otherwise the lock would tell which accounts there are."""
    for _ in range(8):
        sign_in(stranger, OTHER, "bo")
    assert "För många försök" in sign_in(stranger, OTHER, "bo").text


def test_one_address_cannot_try_many_accounts(
    stranger: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password tried on everybody is stopped too, and of IPv6 the whole network counts."""
    monkeypatch.setattr(accounts, "_MOST_FROM_ADDRESS", 3)
    for number in range(3):
        assert "Fel användarnamn" in sign_in(stranger, WORD, f"user{number}").text
    assert "För många försök" in sign_in(stranger, WORD, "anna").text
    assert accounts.address_key("2001:db8::1") == accounts.address_key("2001:db8::ffff:2")
    assert accounts.address_key("2001:db8::1") != accounts.address_key("2001:db8:0:1::1")


def test_an_attempt_counts_for_a_quarter_of_an_hour(stranger: Browser) -> None:
    """After that the account opens by itself."""
    for _ in range(8):
        sign_in(stranger, OTHER)
    with opened(stranger.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE attempts SET at = at - 901")
    assert sign_in(stranger).status_code == 303


def test_those_who_succeed_are_not_counted(
    stranger: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole office behind one address signs in each morning."""
    monkeypatch.setattr(accounts, "_MOST_FROM_ADDRESS", 3)
    for _ in range(5):
        assert sign_in(stranger).status_code == 303
        stranger.sign_out()


def test_the_form_must_be_ours(stranger: Browser) -> None:
    """Nobody is signed in as somebody else by a page elsewhere (login CSRF)."""
    data = {"login": "anna", "password": WORD}
    assert stranger.client.post("/login", data=data).status_code == 403
    stranger.text("/login")
    assert stranger.client.post("/login", data={**data, "form": "0" * 64}).status_code == 403
    assert not is_in(stranger)


def test_a_request_from_another_site_is_refused_whatever_it_carries(browser: Browser) -> None:
    """The browser itself says where it comes from."""
    page = browser.text("/account")
    token = re.search(r'name="form" value="(\w+)"', page)
    assert token is not None
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 303)):
        answer = browser.client.post(
            "/logout",
            data={"form": token[1]},
            headers={"sec-fetch-site": site},
            follow_redirects=False,
        )
        assert answer.status_code == status


def test_the_session_is_new_and_only_its_hash_is_kept(stranger: Browser) -> None:
    """A cookie planted before signing in is worth nothing; neither is the ledger to a thief."""
    stranger.client.cookies.set(cookies.SESSION, "planted")
    given = " ".join(sign_in(stranger).headers.get_list("set-cookie"))
    found = re.search(r"troskel_session=([\w-]+);", given)
    assert found is not None
    token = found[1]
    assert token != "planted"  # noqa: S105 - made up
    assert len(token) >= 43
    everything = b"".join(path.read_bytes() for path in stranger.root.glob("ledger.db*"))
    assert token.encode() not in everything
    assert sessions.hashed(token).encode() in everything


def test_the_cookie_is_kept_from_scripts_and_other_sites(stranger: Browser) -> None:
    """On this machine without TLS; over TLS more is asked (the sign-on's tests)."""
    given = sign_in(stranger).headers.get_list("set-cookie")
    session = next(one for one in given if one.startswith("troskel_session="))
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert "Max-Age" not in session
    assert "Domain" not in session


@pytest.mark.parametrize(("column", "seconds"), [("seen_at", 30 * 60), ("made_at", 10 * 3600)])
def test_a_session_ends_unused_and_in_any_case(browser: Browser, column: str, seconds: int) -> None:
    """Half an hour without a page; ten hours whatever is done. Nothing that is sent then counts."""
    for less, alive in ((60, True), (0, False)):
        browser.become("anna", "Anna Provsson")
        with opened(browser.root) as office, office.ledger.atomic():
            office.ledger.write(
                f"UPDATE sessions SET {column} = {column} - ?",  # noqa: S608 - own words
                (seconds - less,),
            )
        assert is_in(browser) is alive
    answer = browser.client.post("/units/vuxen/take", data={"packet": "x"})
    assert answer.status_code == 401
    assert "Logga in" in answer.text


def test_a_page_keeps_the_session_alive(browser: Browser) -> None:
    """Noted at most once a minute."""

    def seen() -> int:
        with opened(browser.root) as office:
            return office.ledger.number("SELECT max(seen_at) FROM sessions")

    now = seen()
    with opened(browser.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE sessions SET seen_at = seen_at - 30")
    is_in(browser)
    assert seen() == now - 30
    with opened(browser.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE sessions SET seen_at = seen_at - 40")
    is_in(browser)
    assert seen() >= now


def test_signing_out_ends_this_session_alone(stranger: Browser) -> None:
    """The cookie of before is worth nothing afterwards."""
    sign_in(stranger)
    token = stranger.client.cookies[cookies.SESSION]
    other = with_account(stranger.root, "anna", "Anna Provsson")
    done = stranger.send("/account", "/logout")
    assert "Du är utloggad." in stranger.text(done.headers["location"])
    stranger.client.cookies.set(cookies.SESSION, token)
    assert not is_in(stranger)
    stranger.client.cookies.set(cookies.SESSION, other)
    assert is_in(stranger)


def test_signing_out_everywhere_ends_all_and_nobody_else_s(browser: Browser) -> None:
    """From the page of one's own account, which tells how many there are."""
    with_account(browser.root, "anna", "Anna Provsson")
    bo = with_account(browser.root, "bo", "Bo Provsson", "chef")
    assert "Du är inloggad på 2 ställen." in browser.text("/account")
    browser.send("/account", "/logout/all")
    assert not is_in(browser)
    browser.client.cookies.set(cookies.SESSION, bo)
    assert is_in(browser)


def test_one_s_password_is_changed_with_the_old_one(stranger: Browser) -> None:
    """All other sessions end; this one goes on; the old password opens nothing."""
    sign_in(stranger)
    other = with_account(stranger.root, "anna", "Anna Provsson")

    def change(**fields: str) -> Response:
        return stranger.send("/account", "/account/password", **fields)

    assert "är olika" in change(old=WORD, new=OTHER, again=WORD).text
    assert "nuvarande lösenordet stämmer inte" in change(old=OTHER, new=OTHER, again=OTHER).text
    assert "minst 12 tecken" in change(old=WORD, new="kort", again="kort").text
    done = change(old=WORD, new=OTHER, again=OTHER)
    assert "Lösenordet är bytt" in stranger.text(done.headers["location"])
    stranger.client.cookies.set(cookies.SESSION, other)
    assert not is_in(stranger)
    stranger.sign_out()
    assert sign_in(stranger, WORD).status_code == 403
    assert sign_in(stranger, OTHER).status_code == 303


def test_guessing_the_old_password_of_an_open_session_is_throttled(stranger: Browser) -> None:
    """Whoever finds a computer left alone gets eight tries."""
    sign_in(stranger)
    for _ in range(8):
        stranger.send("/account", "/account/password", old=OTHER, new=OTHER, again=OTHER)
    answer = stranger.send("/account", "/account/password", old=WORD, new=OTHER, again=OTHER)
    assert "För många försök" in answer.text


def test_it_shuts_an_account_and_opens_it_again(stranger: Browser) -> None:
    """Its sessions are over at once, its password opens nothing meanwhile."""
    anna = with_account(stranger.root, "anna", "Anna Provsson")
    stranger.become("ivar", "Ivar Provsson", "it")
    stranger.send("/accounts", "/accounts/anna/disable")
    page = stranger.text("/accounts")
    assert "Stängt" in page
    ivar = stranger.client.cookies[cookies.SESSION]
    stranger.client.cookies.set(cookies.SESSION, anna)
    assert not is_in(stranger)
    stranger.sign_out()
    assert sign_in(stranger).status_code == 403
    stranger.client.cookies.set(cookies.SESSION, ivar)
    stranger.send("/accounts", "/accounts/anna/enable")
    stranger.sign_out()
    assert sign_in(stranger).status_code == 303
    assert "Nekade försök" in page


def test_roles_taken_away_are_gone_with_the_next_page(browser: Browser) -> None:
    """No sign-out is waited for."""
    assert browser.get("/review").status_code == 200
    with opened(browser.root) as office:
        accounts.change(office, "anna", roles=("chef",))
    assert browser.get("/review").status_code == 403
    assert browser.get("/overview").status_code == 200


def test_before_the_first_account_the_page_says_how_to_make_one(
    browser: Browser, tmp_path: Path
) -> None:
    """With the command to write; and no longer when there is one."""
    assert "Det finns inget konto ännu" not in visitor(browser.client.app).get("/login").text
    with opened(browser.root) as office:
        accounts.disable(office, "anna", disabled=True)
    page = visitor(browser.client.app).get("/login").text
    assert "Det finns inget konto ännu" in page
    assert "troskel account add anna" in page
    assert str(tmp_path) not in page


def test_the_token_of_the_settings_opens_the_metrics_and_nothing_else(
    browser: Browser, engine: Engine
) -> None:
    """For a program that watches; compared as a secret is."""
    token = "en-lang-hemlighet-for-prometheus"  # noqa: S105 - made up
    browser.sign_out()

    def asked(address: str, authorization: str) -> int:
        headers = {"authorization": authorization.encode("latin-1")}
        return browser.client.get(address, headers=headers, follow_redirects=False).status_code

    assert asked("/metrics", f"Bearer {token}") == 401
    assert asked("/metrics", "Bearer ") == 401
    from pipeline.store.workspace import open_workspace  # noqa: PLC0415 - here alone
    from pipeline.web.app import create_app  # noqa: PLC0415 - here alone

    settings = browser.root / "troskel.toml"
    text = settings.read_text(encoding="utf-8") + f'\n[access]\nmetrics_token = "{token}"\n'
    settings.write_text(text, encoding="utf-8")
    app = create_app(open_workspace(browser.root), engine)
    browser.client = visitor(app)
    assert asked("/metrics", f"Bearer {token}") == 200
    assert asked("/metrics", f"bearer {token}") == 200
    for wrong in (f"Bearer {token}x", f"Basic {token}", token, "Bearer", "Bearer \xe9"):
        assert asked("/metrics", wrong) == 401
    assert asked("/overview", f"Bearer {token}") == 401
    assert asked("/health", "") == 200
