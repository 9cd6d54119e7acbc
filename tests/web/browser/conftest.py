"""The pages in a real browser: Debian's Chromium, one for the whole session."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_desk import MORE, Desk
from playwright.sync_api import Browser, sync_playwright
from used_workspace import copied, posted_once

from pipeline.store.workspace import open_workspace
from pipeline.usecases.ports import Engine
from pipeline.web.app import create_app
from pipeline.web.server import Place, Server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; it says what to install where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: apt-get install chromium"
    with sync_playwright() as driver:
        # Root in a container has no namespaces to make a sandbox of.
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def desk(
    engine: Engine, chromium: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A copy of the workspace in use, served; no script failed and no policy was broken."""
    source = posted_once(tmp_path_factory.getbasetemp(), "posted", MORE)
    root = copied(source, tmp_path / "work")
    with Server(create_app(open_workspace(root), engine), Place()) as server:
        made = Desk(root=root, server=server, chromium=chromium)
        try:
            yield made
        finally:
            for context in made.contexts:
                context.close()
    assert made.complaints == []
