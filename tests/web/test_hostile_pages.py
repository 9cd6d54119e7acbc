"""Text from scans, file names, the register and people is text: it harms no page, paper or log."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pdfplumber
import pytest
from hostile_workspace import LONG, NUMBER, SCRIPT, hostile_once, only_letter
from used_workspace import copied
from visiting import EVERY_ROLE, Browser, visitor

from pipeline.store import letters
from pipeline.store.workspace import open_workspace
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine
from pipeline.web.app import create_app

UNSEEN = {"Cf", "Cc", "Cs", "Co"}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def place(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The pages over it, with every role."""
    made = hostile_once(tmp_path_factory.getbasetemp())
    root = copied(made, tmp_path_factory.mktemp("attacked") / "work")
    with visitor(create_app(open_workspace(root), engine)) as client:
        found = Browser(root=root, client=client)
        found.become("anna", f"Anna {SCRIPT}", *EVERY_ROLE)
        yield found


class Tags(HTMLParser):
    """All that a browser would obey: elements, and attributes that run something."""

    def __init__(self) -> None:
        """Nothing found yet."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, dict(attrs)))


def pages(place: Browser) -> dict[str, str]:
    """Every page that shows something from outside."""
    ident = only_letter(place.root)
    search = place.send(
        f"/review/{ident}", f"/review/{ident}/search", target="0", **{"search.0": "Zoran"}
    )
    assert search.status_code == 200
    addresses = ("/review", f"/review/{ident}", "/units", "/units/vuxen", "/overview", "/accounts")
    found = place.send("/units/vuxen", "/units/vuxen/search", text=f"{SCRIPT}{LONG}{ident[:12]}")
    found = place.get(found.headers["location"])
    assert found.status_code == 200
    folder = max(place.root.glob(f"outbox/vuxen/*{ident[:12]}*"))
    packet = place.text(f"/units/vuxen/{folder.name}")
    shown = {"search": search.text, "found": found.text, "packet": packet}
    return {**shown, **{one: place.text(one) for one in addresses}}


def test_no_page_obeys_it(place: Browser) -> None:
    """No element, no handler, no script but our own; what was written is there to be read."""
    found = pages(place)
    for address, text in found.items():
        tags = Tags()
        tags.feed(text)
        for tag, given in tags.found:
            assert not [name for name in given if name.startswith("on")], (address, tag, given)
            if tag == "script":
                assert str(given["src"]).startswith("/static/"), address
            if tag == "img":
                assert str(given["src"]).startswith(("/review/", "/units/")), address
            assert "javascript:" not in str(given.get("href", ""))
        assert "49" not in re.sub(r"\d{2,}", "", text)
    shown = found[f"/review/{only_letter(place.root)}"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "{{ 7*7 }}" in shown


def test_no_page_holds_a_sign_that_is_not_seen(place: Browser) -> None:
    """Nothing turns a number around before the reader's eyes, nothing rings."""
    for address, text in pages(place).items():
        unseen = {
            f"U+{ord(sign):04X}"
            for sign in text
            if unicodedata.category(sign) in UNSEEN and sign not in "\t\n"
        }
        assert not unseen, (address, unseen)


def test_the_papers_hold_it_as_text(place: Browser) -> None:
    """The record opens, is whole and carries no script; the JSON is JSON."""
    *_, folder = sorted(place.root.glob("outbox/vuxen/[0-9]*"))
    with pdfplumber.open(folder / "underlag.pdf") as record:
        text = "".join(page.extract_text() for page in record.pages)
        names = record.doc.catalog
    assert "Sjögran" in text
    assert not {"OpenAction", "AA", "Names"} & set(names) or "JavaScript" not in str(names)
    assert "\u202e" not in text
    whole = (folder / "record.json").read_text(encoding="utf-8")
    assert json.loads(whole)
    assert not any(unicodedata.category(sign) == "Cc" and sign != "\n" for sign in whole)
    data = b"".join(path.read_bytes() for path in folder.glob("*.pdf"))
    assert b"/JavaScript" not in data
    assert b"/Launch" not in data
    for path in folder.rglob("*"):
        assert path.is_relative_to(folder)
        assert not unicodedata.category(path.name[0]).startswith("C")


def test_the_log_holds_nothing_of_it(place: Browser) -> None:
    """A JSON object a line, whatever came; no text, no name, no number."""
    pages(place)
    lines = (place.root / "log" / "troskel.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        told = json.loads(line)
        assert isinstance(told, dict)
        for word in ("script", "img", "Zoran", NUMBER, "\u202e", "ÅÅÅ", "calc"):
            assert word not in line


def test_a_person_s_words_are_kept_and_shown_as_words(place: Browser) -> None:
    """Long ones too: the page stays small enough to open, and nobody's edit is lost."""
    with opened(place.root) as office:
        made = letters.edits(office.ledger, only_letter(place.root))
    assert any(LONG in edit.reason for edit in made)
    page = place.text(f"/review/{only_letter(place.root)}")
    assert len(page) < 1_000_000
    style = ROOT / "pipeline" / "web" / "static" / "troskel.css"
    assert "overflow-wrap: anywhere" in style.read_text(encoding="utf-8")
