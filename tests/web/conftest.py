"""The pages over a workspace in use, as a browser on the same machine reaches them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient
from used_workspace import blank_once, copied, letter_of, used_once

from pipeline.store.workspace import open_workspace
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine
from pipeline.web.app import create_app

ADDRESS = "http://127.0.0.1:8000"


@dataclass
class Browser:
    """A visitor of the pages: follows nothing by itself, fills in forms as a page gives them."""

    root: Path
    client: TestClient

    def get(self, address: str) -> Response:
        """The page there, without following it further."""
        return self.client.get(address, follow_redirects=False)

    def text(self, address: str) -> str:
        """The page there, which must be one, as its source."""
        found = self.get(address)
        assert found.status_code == 200, found.text
        return found.text

    def letter(self, name: str) -> str:
        """The id of a fixture's letter."""
        return letter_of(self.root, name)

    def send(self, page: str, action: str, **fields: str | list[str]) -> Response:
        """Send a form to ``action`` with the hidden values of the page it stands on."""
        source = self.text(page)
        hidden = {
            name: unescape(value)
            for name, value in re.findall(
                r'<input type="hidden" name="(form|revision)" value="([^"]*)">', source
            )
        }
        data = {**hidden, "by": "Anna Provsson", **fields}
        return self.client.post(action, data=data, follow_redirects=False)

    def act(self, name: str, act: str, **fields: str | list[str]) -> Response:
        """Send one of the forms of a fixture's letter."""
        page = f"/review/{self.letter(name)}"
        return self.send(page, f"{page}/{act}", **fields)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The real engine, opened once; its register is the sample's."""
    with opened(blank_once(tmp_path_factory.getbasetemp())) as office, opened_engine(office) as one:
        yield one


@pytest.fixture
def browser(
    engine: Engine, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A visitor to a copy of the workspace in use."""
    root = copied(used_once(tmp_path_factory.getbasetemp()), tmp_path / "work")
    with TestClient(create_app(open_workspace(root), engine), base_url=ADDRESS) as client:
        yield Browser(root=root, client=client)
