"""A visitor of the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from httpx import Response
from starlette.testclient import TestClient
from used_workspace import letter_of


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

    def send(self, page: str, to: str, /, **fields: str | list[str]) -> Response:
        """Send a form to an address with the token and revision of the page it stands on."""
        source = self.text(page)
        hidden = {
            name: unescape(value)
            for name, value in re.findall(
                r'<input type="hidden" name="(form|revision)" value="([^"]*)">', source
            )
        }
        data = {**hidden, "by": "Anna Provsson", **fields}
        return self.client.post(to, data=data, follow_redirects=False)

    def act(self, name: str, deed: str, /, **fields: str | list[str]) -> Response:
        """Send the form of a fixture's letter with that button."""
        page = f"/review/{self.letter(name)}"
        return self.send(page, f"{page}/save", do=deed, **fields)

    def change(self, name: str, /, **fields: str | list[str]) -> Response:
        """Save changes of a fixture's letter; a field's name may hold dots."""
        return self.act(name, "save", **fields)

    def door(self, name: str, door: str, /, **fields: str | list[str]) -> Response:
        """Send to another door of a fixture's letter, such as ``undo``."""
        page = f"/review/{self.letter(name)}"
        return self.send(page, f"{page}/{door}", **fields)
