"""Letters handed in on the page: the same door as the folder, whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx import Response
from starlette.testclient import TestClient
from used_workspace import LOCKED, scan_of
from visiting import ADDRESS, Browser

from pipeline.store.errors import PlaceError
from pipeline.usecases import hand_in
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import opened
from pipeline.usecases.process import process
from pipeline.web import cookies, handing
from pipeline.web.gate import FORM_HEADER


def hand(
    who: Browser,
    body: bytes | Iterator[bytes],
    name: str = "brev.pdf",
    point: str = "default",
    **more: str,
) -> Response:
    """Send a file as the page's script does."""
    headers = {
        FORM_HEADER: cookies.token_of(who.client.cookies[cookies.SESSION]),
        handing.NAME: quote(name),
        handing.POINT: quote(point),
        **more,
    }
    answer: Response = who.client.post("/inbox", content=body, headers=headers)  # type: ignore[arg-type] # a stream
    return answer


def lying(who: Browser) -> list[str]:
    """Everything in the inbox, hidden files too."""
    inbox = who.root / "inbox"
    return sorted(path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file())


def test_a_file_goes_the_way_of_one_dropped_into_the_folder(browser: Browser) -> None:
    """Byte for byte, under its name; it is read like any other, and who brought it is noted."""
    scan = scan_of(LOCKED)
    before = lying(browser)
    answer = hand(browser, scan.read_bytes(), "från hyresvärden.pdf")
    assert (answer.status_code, answer.json()["text"][:9]) == (200, "Mottagen.")
    assert lying(browser) == sorted([*before, "från hyresvärden.pdf"])
    there = browser.root / "inbox" / "från hyresvärden.pdf"
    assert there.read_bytes() == scan.read_bytes()
    with opened(browser.root) as office, opened_engine(office) as engine:
        assert process(office, engine, received_on=date(2026, 10, 5)).ok
        row = office.ledger.row("SELECT name FROM receipts ORDER BY id DESC LIMIT 1")
        noted = office.ledger.row("SELECT * FROM accesses WHERE what = 'hand_in'")
    assert row == {"name": "från hyresvärden.pdf"}
    assert noted is not None
    assert (noted["by"], noted["detail"]) == ("Anna Provsson", "default")
    assert not there.exists()


def test_an_intake_point_has_its_own_folder(browser: Browser) -> None:
    """Those that there are stand on the page; no other can be named, above all not by a path."""
    (browser.root / "inbox" / "stadshuset").mkdir()
    (browser.root / "inbox" / "länk").symlink_to(browser.root / "archive")
    page = browser.text("/inbox")
    assert '<option value="stadshuset" translate="no">stadshuset</option>' in page
    assert "länk" not in page
    assert hand(browser, b"%PDF-", point="stadshuset").status_code == 200
    assert "stadshuset/brev.pdf" in lying(browser)
    for point in ("", "..", "../outbox", "länk", "stadshuset/..", "/etc", "nytt"):
        assert hand(browser, b"%PDF-", point=point).status_code == 404, point
    assert not (browser.root / "inbox" / "nytt").exists()


def test_a_name_that_is_taken_is_given_a_number(browser: Browser) -> None:
    """Nothing is overwritten, however often the same name comes."""
    for body in (b"ett", b"tva", b"tre"):
        assert hand(browser, body).status_code == 200
    inbox = browser.root / "inbox"
    assert {path.read_bytes() for path in inbox.glob("brev*.pdf")} == {b"ett", b"tva", b"tre"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\anna\\brev.pdf", "brev.pdf"),
        ("a\x00b\r\nc.pdf", "a�b��c.pdf"),
        ("<img src=x>.pdf", "<img src=x>.pdf"),
        ("..pdf", "pdf"),
        ("...", ""),
        ("", ""),
        (".gömd.pdf", "gömd.pdf"),
        ("brev.pdf.part", ""),
        ("Thumbs.db", ""),
        ("~$brev.docx", ""),
        ("utan ändelse", "utan ändelse"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_name_is_only_a_name(name: str, kept: str) -> None:
    """Its last part, seen as it is; one that the inbox would pass over is refused."""
    if kept:
        assert hand_in.file_name(name) == kept
    else:
        with pytest.raises(hand_in.UnusableError):
            hand_in.file_name(name)


def test_a_long_name_is_cut_and_keeps_its_ending(browser: Browser) -> None:
    """A file system takes 255 bytes."""
    assert hand(browser, b"x", "å" * 10_000 + ".pdf").status_code == 200
    (name,) = (one for one in lying(browser) if one.startswith("å"))
    assert name.endswith(".pdf")
    assert len(os.fsencode(name)) < 200


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(browser: Browser) -> None:
    """By what it says of itself, or by what comes."""
    settings = browser.root / "troskel.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "\n[reading]\nfile_mb = 1\n", encoding="utf-8")
    before = lying(browser)
    piece = b"x" * (256 << 10)

    def stream() -> Iterator[bytes]:
        for _ in range(5):
            yield piece

    for body in (piece * 5, stream()):
        answer = hand(browser, body)
        assert answer.status_code == 400
        assert "högst 1 MB" in answer.json()["text"]
    assert lying(browser) == before
    assert hand(browser, piece * 4).status_code == 200


def test_nothing_is_no_file(browser: Browser) -> None:
    """An empty one is said to be so."""
    before = lying(browser)
    assert "tom" in hand(browser, b"").json()["text"]
    assert lying(browser) == before


def test_a_full_disk_is_said_and_leaves_nothing(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the first byte or at the last."""
    before = lying(browser)

    def full(*_: object) -> None:
        raise PlaceError("Disken är full.")

    for where in ("pipeline.usecases.hand_in.Incoming.add", "pipeline.store.disk.Disk.sync_file"):
        with monkeypatch.context() as patch:
            patch.setattr(where, full)
            answer = hand(browser, b"x")
        assert answer.status_code == 503
        assert answer.json()["text"] == "Disken är full."
        assert lying(browser) == before


def test_a_sender_that_falls_silent_leaves_nothing(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that breaks in the middle: the part that came is no letter."""
    before = lying(browser)

    async def gone(*_: object) -> bytes:
        raise TimeoutError

    monkeypatch.setattr("pipeline.web.handing.asyncio.wait_for", gone)
    answer = hand(browser, b"x")
    assert answer.status_code == 408
    assert lying(browser) == before


def test_it_needs_the_form_s_token(browser: Browser) -> None:
    """In the header, for the body is the file."""
    before = lying(browser)
    for token in ({}, {FORM_HEADER: ""}, {FORM_HEADER: "0" * 64}):
        answer = browser.client.post("/inbox", content=b"x", headers=token)
        assert answer.status_code == 403
    body = {"form": cookies.token_of(browser.client.cookies[cookies.SESSION])}
    assert browser.client.post("/inbox", data=body).status_code == 403
    assert lying(browser) == before


def test_half_written_files_of_a_crash_are_cleared_away(tmp_path: Path) -> None:
    """Those that are a day old, and nothing else that lies there."""
    (tmp_path / "punkt").mkdir()
    old = [tmp_path / ".troskel-upload-1.part", tmp_path / "punkt" / ".troskel-upload-2.part"]
    kept = [tmp_path / ".troskel-upload-3.part", tmp_path / "brev.part", tmp_path / "brev.pdf"]
    for path in [*old, *kept]:
        path.write_bytes(b"x")
    for path in [*old, *kept[1:]]:
        os.utime(path, (1, 1))
    assert hand_in.forget_half_written(tmp_path) == 2
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in kept)
    assert hand_in.forget_half_written(tmp_path / "none") == 0


def test_the_page_s_script_and_the_page_agree(browser: Browser) -> None:
    """What the script looks for stands on the page; the headers are those that are read."""
    page = browser.text("/inbox")
    script = browser.text("/static/handin.js")
    for ident in set(re.findall(r'getElementById\("([\w-]+)"\)', script)):
        assert f'id="{ident}"' in page
    for header in (FORM_HEADER, handing.NAME, handing.POINT):
        assert header in script.casefold()
    for name in re.findall(r"dataset\.(\w+)", script):
        assert f"data-{name}=" in page
    assert '<script type="module" src="/static/handin.js"></script>' in page


def test_a_break_while_others_come_leaves_theirs(browser: Browser) -> None:
    """Two at once under one name are both kept."""
    other = TestClient(browser.client.app, ADDRESS, client=("127.0.0.1", 2))
    other.cookies.update(browser.client.cookies)
    second = Browser(root=browser.root, client=other)

    def slow() -> Iterator[bytes]:
        yield b"first "
        assert hand(second, b"second").status_code == 200
        yield b"half"

    assert hand(browser, slow()).status_code == 200
    found = {path.read_bytes() for path in (browser.root / "inbox").glob("brev*.pdf")}
    assert found == {b"first half", b"second"}
    shutil.rmtree(browser.root / "inbox")
    assert hand(browser, b"x").status_code == 503
    assert browser.get("/review").status_code == 200
