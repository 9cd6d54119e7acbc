"""The server dies while somebody saves: what was done is done once, what was not is not lost."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest
from browser_desk import MORE, POWER, PRIVATE, SIZE, awake
from playwright.sync_api import Browser, Page, Route, expect
from used_workspace import copied, letter_of, posted_once
from visiting import EVERY_ROLE, with_account

from pipeline.domain.edits import Act
from pipeline.store import letters, packets
from pipeline.usecases.office import opened
from pipeline.usecases.reconcile import reconcile
from pipeline.web.cookies import SESSION

HOME = Path(__file__).resolve().parents[3]


@contextmanager
def serving(root: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """``troskel serve`` in a process of its own, up when this is entered."""
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--workspace", str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(HOME), "PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            assert process.stdout is not None
            assert str(port) in process.stdout.readline()
            yield process
        finally:
            process.kill()


@pytest.fixture
def root(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the workspace in use."""
    return copied(posted_once(tmp_path_factory.getbasetemp(), "posted", MORE), tmp_path / "work")


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def page(chromium: Browser, root: Path, port: int) -> Iterator[Page]:
    """A reviewer's browser, which outlives the server."""
    address = f"http://127.0.0.1:{port}"
    context = chromium.new_context(viewport=SIZE, base_url=address)
    token = with_account(root, "anna", "Anna Provsson", *EVERY_ROLE)
    context.add_cookies([{"name": SESSION, "value": token, "url": address}])
    yield context.new_page()
    context.close()


def until_delivered(root: Path, ident: str, page: Page) -> None:
    """Wait for the packets, which are made after the answer; half a minute at most."""
    for _ in range(100):
        with opened(root) as office:
            if all(one.state == "delivered" for one in packets.of_letter(office.ledger, ident)):
                return
        page.wait_for_timeout(300)


@pytest.mark.parametrize(("name", "saved"), [(POWER, True), (PRIVATE, False)])
def test_a_letter_is_approved_once_though_the_server_was_killed(
    root: Path, port: int, page: Page, name: str, *, saved: bool
) -> None:
    """Killed after it had saved, or somewhere on the way: the same key again ends it well."""
    ident = letter_of(root, name)
    with serving(root, port) as process:
        page.goto(f"/review/{ident}")
        expect(page.locator("[data-bar-lead]")).to_contain_text("Godkänner du")

        def die(route: Route) -> None:
            if saved:
                assert route.fetch(max_redirects=0).status == 303
                process.kill()
                route.abort()
            else:
                Timer(0.03, process.kill).start()
                route.continue_()

        page.route("**/save", die, times=1)
        awake(page)
        page.keyboard.press("g")
        expect(page.locator("#answer")).to_contain_text("Ingen kontakt med servern")
        process.wait()
    with serving(root, port):
        page.keyboard.press("g")
        expect(page.locator(".said")).to_be_visible()
        until_delivered(root, ident, page)
    with opened(root) as office:
        made = [one.act for one in letters.edits(office.ledger, ident)]
        sent = packets.of_letter(office.ledger, ident)
        assert made == [Act.APPROVE]
        assert len({(one.unit, one.line) for one in sent}) == len(sent)
        assert {one.state for one in sent} == {"delivered"}
        assert reconcile(office).ok
