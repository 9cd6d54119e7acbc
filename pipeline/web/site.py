"""What every page needs: the workspace, the engine, the renderer, and a form's texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.datastructures import FormData
from starlette.requests import Request

from pipeline.domain.access import Person
from pipeline.domain.routine import Routine
from pipeline.store.errors import TroskelError
from pipeline.store.workspace import Workspace
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.sso import Provider
from pipeline.web.pages import Renderer
from pipeline.web.slips import Slips


class StaleFormError(TroskelError):
    """The form is none that a page of ours gave to this visitor."""


class Form:
    """The texts of a form that came from a page of ours, and who sent it."""

    def __init__(self, sent: FormData, by: str) -> None:
        """Only texts; a file is none. ``by`` is the name of the account that is signed in."""
        self._by = by
        self._sent = [(name, value) for name, value in sent.multi_items() if isinstance(value, str)]

    def get(self, name: str, default: str = "") -> str:
        """The field's text, the first if there are several."""
        return next((value for key, value in self._sent if key == name), default)

    def all(self, name: str) -> tuple[str, ...]:
        """All texts of a field that may be marked several times."""
        return tuple(value for key, value in self._sent if key == name)

    def has(self, name: str) -> bool:
        """Whether the form has that field, empty or not."""
        return any(key == name for key, _ in self._sent)

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every field with its text, in order."""
        return tuple(self._sent)

    def action(self) -> str:
        """The name under which this is done once; empty, so that one is made, for none of ours."""
        return self._key("action")

    def page(self) -> str:
        """Which opened page it comes from; empty for a page without scripts."""
        return self._key("page")

    def by(self) -> str:
        """The name of the person who acts: the account's, whatever the form says."""
        return self._by

    def _key(self, field: str) -> str:
        key = self.get(field)
        return key if re.fullmatch(r"[0-9A-Za-z-]{1,64}", key) else ""


@dataclass(frozen=True, slots=True)
class Site:
    """One workspace's pages; ``routine`` is the newest version, as it was at the start.

    ``versions`` are all of its versions, the oldest first.
    """

    workspace: Workspace
    engine: Engine
    renderer: Renderer
    routine: Routine
    sign_on: Provider | None = None
    versions: tuple[Routine, ...] = ()
    slips: Slips = field(default_factory=Slips)

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The stores, for one request in one thread."""
        with opened(self.workspace.root) as office:
            yield office

    def unit_names(self) -> dict[str, str]:
        """The routine's units in words."""
        return {unit.id: unit.name for unit in self.routine.units}

    async def form(self, request: Request) -> Form:
        """The form that was sent; the gate has seen that a page of ours gave it to the sender."""
        person: Person | None = getattr(request.state, "visitor", None)
        return Form(await request.form(), "" if person is None else person.name)
