"""A visitor of the pages, signed in or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from httpx import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from used_workspace import letter_of

from pipeline.store import accounts as kept
from pipeline.store import sessions
from pipeline.store.ledger import Ledger
from pipeline.usecases import accounts
from pipeline.web import cookies

ADDRESS = "http://127.0.0.1:8000"
EVERY_ROLE = (
    "administrator",
    "handlaggare:vuxen",
    "handlaggare:ekonomiskt_bistand",
    "handlaggare:barn_unga",
    "chef",
    "it",
)


def visitor(app: ASGIApp, address: str = ADDRESS) -> TestClient:
    """Somebody on this machine whose browser knows nothing of us."""
    return TestClient(app, base_url=address, client=("127.0.0.1", 50000))


def with_account(root: Path, login: str, name: str, *roles: str, named: bool = False) -> str:
    """Make an account that has no password yet, and begin a session; its token."""
    with Ledger(root / "ledger.db") as ledger, ledger.atomic():
        if kept.find(ledger, login) is None:
            one = accounts.blank(login, name, roles, named=named)
            kept.add(ledger, replace(one, made_at=ledger.now()))
        return sessions.begin(ledger, login)


@dataclass
class Browser:
    """A visitor of the pages: follows nothing by itself, fills in forms as a page gives them."""

    root: Path
    client: TestClient

    def become(self, login: str, name: str, *roles: str, named: bool = False) -> None:
        """Sign in as somebody, whose account is made if there is none."""
        token = with_account(self.root, login, name, *roles, named=named)
        self.client.cookies.clear()
        self.client.cookies.set(cookies.SESSION, token)

    def sign_out(self) -> None:
        """Forget who one is."""
        self.client.cookies.clear()

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
        data = {**hidden, **fields}
        return self.client.post(action, data=data, follow_redirects=False)

    def act(self, name: str, act: str, **fields: str | list[str]) -> Response:
        """Send one of the forms of a fixture's letter."""
        page = f"/review/{self.letter(name)}"
        return self.send(page, f"{page}/{act}", **fields)
