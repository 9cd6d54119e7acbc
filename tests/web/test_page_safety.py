"""What no page does: show what is not theirs, believe a foreign request, run a scan's text."""

from __future__ import annotations

import csv
import re

import pytest
from scenarios.desk import FIXTURES
from starlette.testclient import TestClient
from used_workspace import (
    HOSTILE,
    KRONOFOGDEN,
    LETTERS,
    LISTED,
    PROTECTED,
    SENT,
    STAFF,
    UNSURE,
    snapshot,
)
from visiting import ADDRESS, EVERY_ROLE, Browser, visitor, with_account

from pipeline.store.workspace import open_workspace
from pipeline.web import cookies
from pipeline.web.app import create_app
from pipeline.web.pages import HEADERS

PAGES = (
    "/review",
    "/units",
    "/units/vuxen",
    "/units/ekonomiskt_bistand",
    "/units/barn_unga",
    "/overview",
    "/overview/slag.csv",
    "/drift",
    "/routines",
    "/routines/2022-02-15",
    "/health",
    "/metrics",
    "/samples",
    "/review?fil=skyddade",
    "/static/troskel.css",
    "/static/station.js",
    "/static/troskel.svg",
)


def every_page(browser: Browser) -> dict[str, str]:
    """All that the pages say: the fixed ones and those of each letter."""
    addresses = [*PAGES, *(f"/review/{browser.letter(name)}" for name in (*LETTERS, HOSTILE))]
    found = {address: browser.get(address).text for address in addresses}
    queue = found["/review"]
    assert "Skyddad" in queue
    return found


def people() -> list[dict[str, str]]:
    """The sample register's persons."""
    file = FIXTURES / "register" / "persons.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))


def protected_words() -> set[str]:
    """What only protected persons of the register have: numbers, whole names, addresses."""

    def words(one: dict[str, str]) -> set[str]:
        number = one["personnummer"]
        name = f"{one['fornamn']} {one['efternamn']}"
        return {number, f"{number[:8]}-{number[8:]}", one["gatuadress"], name} - {""}

    flagged = set().union(*(words(one) for one in people() if one["skydd"]))
    return flagged - set().union(*(words(one) for one in people() if not one["skydd"]))


def test_no_page_shows_anything_of_a_protected_person(browser: Browser) -> None:
    """Neither number, name nor address; the queue has the letter's id and nothing else of it."""
    said = protected_words()
    assert len(said) > 5
    for address, text in every_page(browser).items():
        shown = sorted(word for word in said if word in text)
        assert not shown, (address, shown)


def test_what_a_protected_letter_prints_is_on_no_page(browser: Browser) -> None:
    """The values read from it, its reference and its amount too."""
    ident = browser.letter(PROTECTED)
    printed = ("AB7149-86", "11 698", "11698.66")
    for address, text in every_page(browser).items():
        assert not [word for word in printed if word in text], address
    for part in ("", "/sida/1.png", "/brev.pdf", "/utkast/bekraftelse_kfm.pdf"):
        assert browser.get(f"/review/{ident}{part}").status_code == 403


DOORS = ("save", "effect", "words", "search", "claim", "undo", "divide", "confirm-sent")
"""All that takes a form of a letter."""

FORM = {
    "do": "approve",
    "person.0": "198001019801",
    "home.0": "no_minor",
    "target": "0",
    "search.0": "Provsson",
    "page": "1",
    "x0": "0",
    "top": "0",
    "x1": "500",
    "bottom": "500",
    "name": "amount_sek",
    "undo": "#1",
    "page.1": "begin",
}


@pytest.mark.parametrize("door", DOORS)
def test_a_protected_letter_takes_no_form_whoever_is_named(browser: Browser, door: str) -> None:
    """A name typed into a form proves nothing."""
    ident = browser.letter(PROTECTED)
    before = snapshot(browser.root)
    page = f"/review/{browser.letter(UNSURE)}"
    answer = browser.send(page, f"/review/{ident}/{door}", by=STAFF, **FORM)
    assert answer.status_code == 403
    assert snapshot(browser.root) == before


def test_the_restricted_outbox_has_no_page(browser: Browser) -> None:
    """Neither its list nor its files nor its receipts."""
    assert browser.get("/units/skyddad").status_code == 403
    assert browser.get("/units/skyddad/x/underlag.pdf").status_code == 403
    answer = browser.send("/units/vuxen", "/units/skyddad/take", packet="x", by=STAFF)
    assert answer.status_code == 403


def test_search_never_finds_a_protected_person(browser: Browser) -> None:
    """By name, number or address."""
    for row in [one for one in people() if one["skydd"]][:4]:
        name = f"{row['fornamn']} {row['efternamn']}"
        for text in (name, row["personnummer"], row["gatuadress"]):
            if text:
                page = browser.door(UNSURE, "search", target="0", **{"search.0": text})
                assert page.status_code == 200
                number = row["personnummer"]
                assert f'value="{number}"' not in page.text.replace(f'value="{text}"', "")
                assert f"{number[:8]}-{number[8:]}" not in page.text


def test_text_from_a_scan_is_text(browser: Browser) -> None:
    """Markup in a letter, in a file's name or in what a person types is shown, never obeyed."""
    browser.change(UNSURE, **{"field.sender_name": "<script>alert(3)</script>"})
    browser.act(UNSURE, "ask", asked="<b>Bo</b>", question="<script>alert(4)</script>")
    for address, text in every_page(browser).items():
        if address.endswith(".js"):
            continue
        assert not re.search(
            r"<script(?! (?:type=\"module\" )?src=\"/static/\w+\.js\"(?: defer)?></script>)", text
        ), address
        assert not re.search(r"\s(?:style|on\w+)=", re.sub(r">[^<]*<", "><", text)), address
        assert "<img src=x" not in text
        assert "<b>Okänd" not in text
    assert "&lt;script&gt;alert(3)" in browser.text(f"/review/{browser.letter(UNSURE)}")
    assert "&lt;img src=x onerror=alert(1)&gt;.pdf" in browser.text("/review")


@pytest.mark.parametrize("address", [*PAGES, "/nothing-here", "/review/00000000"])
def test_every_answer_forbids_foreign_content(browser: Browser, address: str) -> None:
    """The policy lets nothing in from elsewhere and no inline script; nothing is stored."""
    headers = browser.get(address).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_page_that_breaks_says_so_with_the_same_headers(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No trace in the answer, and nothing of the error's text."""

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("19800101-9801 hemligt")

    monkeypatch.setattr("pipeline.web.overview.figures_of", breaks)
    app = create_app(open_workspace(browser.root), engine=None)  # type: ignore[arg-type]
    own = ("127.0.0.1", 1)
    with TestClient(app, ADDRESS, client=own, raise_server_exceptions=False) as client:
        client.cookies.update(browser.client.cookies)
        answer = client.get("/overview")
    assert answer.status_code == 500
    assert "hemligt" not in answer.text
    assert "Inget är ändrat" in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]
    assert "hemligt" not in "".join(
        path.read_text(encoding="utf-8") for path in (browser.root / "log").rglob("*.*")
    )


@pytest.mark.parametrize("host", ["troskel.example", "127.0.0.1.example.org", "[::2]:8000", ""])
def test_a_foreign_name_for_this_machine_is_refused(browser: Browser, host: str) -> None:
    """A page elsewhere that leads its own name here gets nothing."""
    answer = browser.client.get("/review", headers={"host": host})
    assert answer.status_code == 400
    assert "Att granska" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_this_machine_s_own_names_are_known(browser: Browser, host: str) -> None:
    """IPv6 too."""
    assert browser.client.get("/review", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("door", DOORS)
def test_a_form_from_elsewhere_changes_nothing(browser: Browser, door: str) -> None:
    """No token, a made-up token, and another visitor's token are all refused."""
    ident = browser.letter(UNSURE)
    page = f"/review/{ident}"
    data = {"by": "Anna", "revision": "1", **FORM}
    before = snapshot(browser.root)
    stranger = visitor(browser.client.app)
    other = with_account(browser.root, "bo", "Bo Provsson", *EVERY_ROLE)
    stranger.cookies.set(cookies.SESSION, other)
    token = re.search(r'name="form" value="(\w+)"', stranger.get(page).text)
    assert token is not None
    browser.text(page)
    for form in (None, "0" * 64, token[1]):
        sent = data if form is None else {**data, "form": form}
        answer = browser.client.post(f"{page}/{door}", data=sent)
        assert answer.status_code == 403
        assert "<h1>Ladda om sidan och gör om</h1>" in answer.text
    assert snapshot(browser.root) == before


def test_a_receipt_needs_a_form_of_ours(browser: Browser) -> None:
    """As every change does."""
    before = snapshot(browser.root)
    answer = browser.client.post("/units/vuxen/take", data={"by": "Anna", "packet": "1"})
    assert answer.status_code == 403
    assert snapshot(browser.root) == before


def test_looking_changes_nothing(browser: Browser) -> None:
    """GET and HEAD are safe everywhere; what changes answers to POST alone."""
    before = snapshot(browser.root)
    every_page(browser)
    ident = browser.letter(UNSURE)
    for address in PAGES:
        assert browser.client.head(address).status_code == 200
    for door in DOORS:
        assert browser.get(f"/review/{ident}/{door}").status_code in {404, 405}
    assert browser.get("/units/vuxen/take").status_code in {404, 405}
    for address in ("/review", "/overview", f"/review/{ident}"):
        assert browser.client.post(address).status_code == 405
        assert browser.client.delete(address).status_code == 405
    assert snapshot(browser.root) == before


@pytest.mark.parametrize(
    "path",
    [
        "../../../ledger.db",
        "..%2f..%2f..%2fledger.db",
        "%2e%2e/%2e%2e/%2e%2e/register.db",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "utkast/../../../../troskel.toml",
        "utkast",
    ],
)
def test_no_address_leads_out_of_a_packet(browser: Browser, path: str) -> None:
    """Only a file that the packet lists is served."""
    (packet,) = (browser.root / "outbox" / "vuxen").glob("[0-9]*")
    for folder in (packet.name, "%2e%2e", "hamtat"):
        answer = browser.client.get(f"/units/vuxen/{folder}/{path}")
        assert answer.status_code == 404, answer.text
    for unit in ("%2e%2e", "%2e%2e%2farchive", "nagon"):
        assert browser.client.get(f"/units/{unit}").status_code in {403, 404}


def test_a_link_laid_into_a_packet_is_not_followed(browser: Browser) -> None:
    """Whoever may write in an outbox must not read the archive through the page."""
    (packet,) = (browser.root / "outbox" / "vuxen").glob("[0-9]*")
    (packet / "lank.pdf").symlink_to(browser.root / "ledger.db")
    assert browser.get(f"/units/vuxen/{packet.name}/lank.pdf").status_code == 404
    assert "lank.pdf" not in browser.text("/units/vuxen")


def test_counts_say_nothing_of_anybody(browser: Browser) -> None:
    """Overview and metrics hold no id of a letter and no number longer than a count."""
    for address in ("/overview", "/overview/enheter.csv", "/drift", "/metrics", "/health"):
        text = re.sub(r'name="form" value="\w+"', "", browser.text(address))
        # Bytes, bounds in seconds, and the versions of model and reader, are longer.
        text = re.sub(r'(?m)^troskel_disk_\w+_bytes\{.*$|le="\d+"', "", text)
        text = re.sub(r"<dd[^>]*>.*?</dd>", "", text) if address == "/drift" else text
        for name in (SENT, UNSURE, LISTED, KRONOFOGDEN, PROTECTED):
            assert browser.letter(name)[:8] not in text
        assert not re.search(r"\d{6,}", text)
