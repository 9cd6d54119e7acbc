"""A workspace whose pages are served, and the browsers of those who work at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from used_workspace import letter_of
from visiting import EVERY_ROLE, with_account

from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import opened
from pipeline.web.app import create_app
from pipeline.web.cookies import SESSION
from pipeline.web.server import Place, Server

AMOUNTS = "s28_amounts_disagree"
CHILD = "home_separated_parent"
POWER = "combined_letter"
PREMISES = "rent_premises"
PRIVATE = "s29_private_letting"
BUNDLE = "rent_bundle"
STACK = "stack_separators"
NEWS = "other_newsletter"
ELSEWHERE = "person_other_municipality"
MORE = (AMOUNTS, CHILD, POWER, PREMISES, PRIVATE, BUNDLE, STACK, NEWS, ELSEWHERE)
"""Letters beside the used workspace's, for what only a browser shows."""

SIZE: Any = {"width": 1366, "height": 768}
"""An old office machine's screen."""


@dataclass
class Desk:
    """A workspace whose pages are served, and the browsers of those who work at it."""

    root: Path
    server: Server
    chromium: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def letter(self, name: str, place: int = 1) -> str:
        """The id of a fixture's letter."""
        return letter_of(self.root, name, place)

    def at(self, name: str, place: int = 1) -> str:
        """The address of a fixture's letter."""
        return f"{self.server.address}/review/{self.letter(name, place)}"

    @contextmanager
    def again(self) -> Iterator[Desk]:
        """The same workspace's pages, started anew with what its settings say now."""
        with (
            opened(self.root) as office,
            opened_engine(office) as engine,
            Server(create_app(office.workspace, engine), Place()) as server,
        ):
            other = Desk(root=self.root, server=server, chromium=self.chromium)
            yield other
            for context in other.contexts:
                context.close()
            self.complaints += other.complaints

    def sit(self, who: str = "Anna Provsson", *, scheme: str = "light", **more: Any) -> Page:
        """A browser in which somebody is signed in; what it complains of fails the test."""
        context = self.chromium.new_context(viewport=SIZE, color_scheme=scheme, **more)
        context.set_default_timeout(10_000)
        token = with_account(self.root, who.split(maxsplit=1)[0].lower(), who, *EVERY_ROLE)
        cookie: Any = {"name": SESSION, "value": token, "url": self.server.address}
        context.add_cookies([cookie])
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        # An answer of 400 or 409 is meant, and a lost connection is what a test is about.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)


def awake(page: Page) -> None:
    """Wait until the letter has been seen for as long as nothing approves it."""
    page.locator("main[data-awake]").wait_for()
