"""No page says anything that nobody marked for translation: all are read in a made language."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator

import pytest
from httpx import Response
from made_language import Made, unsaid
from used_workspace import HOSTILE, KRONOFOGDEN, LETTERS, LISTED, PROTECTED, SENT, STAFF, UNSURE
from visiting import EVERY_ROLE, Browser

from pipeline.web import cookies, handing, language
from pipeline.web.gate import FORM_HEADER
from pipeline.web.language import Language

Answers = Iterator[tuple[str, Response]]


@pytest.fixture
def reader(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Somebody who chose English, which is the made language."""
    chosen = {Language.ENGLISH: Made(), Language.SWEDISH: gettext.NullTranslations()}
    monkeypatch.setattr(language, "catalog", chosen.__getitem__)
    settings = browser.root / "troskel.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[risk]\nsample_share = 1.0\n")
    _come(browser, "anna", "Anna Provsson", *EVERY_ROLE)
    return browser


def _come(reader: Browser, login: str, name: str, *roles: str, named: bool = False) -> None:
    reader.become(login, name, *roles, named=named)
    reader.client.cookies.set(cookies.LANGUAGE, Language.ENGLISH)


def _looking(reader: Browser) -> Answers:
    """The pages as they stand in the morning, and after looking for somebody."""
    fixed = ("/review", "/review?fil=barn", "/samples", "/inbox", "/account")
    others = ("/units", "/units/vuxen", "/overview", "/routines")
    for address in (*fixed, *others):
        yield address, reader.get(address)
    for name in (*LETTERS, HOSTILE):
        yield name, reader.get(f"/review/{reader.letter(name)}")
    for name in {*LETTERS, HOSTILE} - {PROTECTED}:
        yield f"effect of {name}", reader.door(name, "effect")
    for text in ("Provsson", "ingen alls"):
        yield text, reader.door(UNSURE, "search", target="0", **{"search.0": text})


def _working(reader: Browser) -> Answers:
    """What has been done, and by whom, asked, answered and overtaken."""
    page = f"/review/{reader.letter(UNSURE)}"
    old = reader.text(page)
    reader.change(UNSURE, reason="felläst", **{"field.amount_sek": "7000,50", "kind": "rent_debt"})
    reader.change(UNSURE, **{"field.reference": "", "home.0": "no_minor"})
    reader.act(UNSURE, "ask", asked="Bo Provsson", question="Vem?")
    yield "asked", reader.get(page)
    reader.act(UNSURE, "answer", answer="Hon")
    reader.door(UNSURE, "undo", undo="#1")
    yield "answered", reader.get(page)
    yield "overtaken", _over(reader, page, old)
    reader.act(KRONOFOGDEN, "close", close="other_municipality", municipality="Ale")
    yield "misdirected", reader.get(f"/review/{reader.letter(KRONOFOGDEN)}")
    reader.act(SENT, "return", reason="fel enhet")
    yield "returned", reader.get(f"/review/{reader.letter(SENT)}")
    reader.act(LISTED, "close", close="not_ours")
    yield "closed", reader.get(f"/review/{reader.letter(LISTED)}")
    yield "queue", reader.get("/review")


def _over(reader: Browser, page: str, old: str) -> Response:
    """A form that was filled in over an older revision."""
    token = old.partition('name="form" value="')[2].partition('"')[0]
    data = {"form": token, "revision": "1", "do": "save", "field.amount_sek": "1,00"}
    return reader.client.post(f"{page}/save", data=data)


def _erring(reader: Browser) -> Answers:
    """What is said of what cannot be."""
    yield "no page", reader.get("/ingenstans")
    yield "no letter", reader.get("/review/ffff")
    yield "no lane", reader.get("/review?fil=x")
    yield "no form", reader.client.post("/logout", data={"form": "x"})
    wrong: dict[str, dict[str, str]] = {
        "amount": {"do": "save", "field.amount_sek": "mycket"},
        "nothing": {"do": "save"},
        "children": {"do": "save", "home.0": "children"},
        "child": {"do": "save", "home.0": "children", "children.0": "12"},
        "kind": {"do": "save", "kind": "x"},
        "person": {"do": "save", "person.0": "198001019801"},
        "close": {"do": "close", "close": "x"},
        "ask": {"do": "ask"},
        "deed": {"do": "x"},
    }
    page = f"/review/{reader.letter(UNSURE)}"
    for name, fields in wrong.items():
        yield name, reader.send(page, f"{page}/save", **fields)
    yield "passwords", reader.send("/account", "/account/password", new="x", again="y")
    short = {"old": "x", "new": "x", "again": "x"}
    yield "password", reader.send("/account", "/account/password", **short)
    yield "accounts", reader.get("/accounts")
    yield "sample", reader.get(f"/samples/{reader.letter(SENT)}")
    reader.sign_out()
    reader.client.cookies.set(cookies.LANGUAGE, Language.ENGLISH)
    yield "login", reader.get("/login?gjort=signed-out")
    nobody = {"login": "anna", "password": "x"}
    yield "wrong", reader.send("/login", "/login", **nobody)
    yield "signed out", reader.client.post("/logout")


def _named(reader: Browser) -> Answers:
    """What those see who may see protected letters, while somebody else has one open."""
    reader.door(UNSURE, "claim")
    _come(reader, "siri", STAFF, *EVERY_ROLE, named=True)
    yield "named queue", reader.get("/review")
    yield "protected", reader.get(f"/review/{reader.letter(PROTECTED)}")
    yield "held", reader.get(f"/review/{reader.letter(UNSURE)}")
    yield "named account", reader.get("/account")


def test_what_scripts_are_told_is_translated(reader: Browser) -> None:
    """The answers that are no pages: of a file handed in, of a box drawn where nothing stands."""
    token = cookies.token_of(reader.client.cookies[cookies.SESSION])
    headers = {FORM_HEADER: token, handing.NAME: "a.pdf", handing.POINT: "ingenstans"}
    handed = reader.client.post("/inbox", headers=headers, content=b"x").json()
    box = {"page": "1", "x0": "0", "top": "0", "x1": "3", "bottom": "3"}
    drawn = reader.door(UNSURE, "words", name="amount_sek", **box).json()
    for said in (handed["text"], drawn["fault"]):
        assert said
        assert not unsaid(said)


@pytest.mark.parametrize("visit", [_looking, _working, _erring, _named])
def test_no_page_says_anything_that_is_not_translated(
    reader: Browser, visit: Callable[[Browser], Answers]
) -> None:
    """Every text and every attribute that is read out, but for what is marked as data."""
    found = {}
    for place, answer in visit(reader):
        assert "⟦" in answer.text, (place, answer.status_code)
        found[place] = unsaid(answer.text)
    assert not {place: said for place, said in found.items() if said}
