"""What every page needs: the workspace, the engine, the renderer, and a form that is genuine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request

from pipeline.documents import swedish
from pipeline.domain.routine import Routine
from pipeline.store.errors import TroskelError, UnusableError
from pipeline.store.workspace import Workspace
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.web.pages import Renderer
from pipeline.web.visitor import Visitor

_MOST_FIELDS = 1000
"""A unit may mark many packets at once."""

_LONGEST_NAME = 100


class StaleFormError(TroskelError):
    """The form is none that a page of ours gave out since the program was started."""


class Form:
    """The texts of a form that came from a page of ours."""

    def __init__(self, sent: FormData) -> None:
        """Only texts; a file is none."""
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
        name = self.get("action")
        return name if re.fullmatch(r"[0-9A-Za-z-]{1,64}", name) else ""

    def by(self, visitor: Visitor) -> str:
        """The name of the person who acts, on one line; UnusableError when there is none.

        The visitor's own where that is proven, else the one written in the form, or last before.
        """
        written = "" if visitor.proven else swedish.clean(self.get("by"))
        name = written or visitor.name
        if not name:
            raise UnusableError("Skriv ditt namn.")
        return name[:_LONGEST_NAME]


@dataclass(frozen=True, slots=True)
class Site:
    """One workspace's pages; ``routine`` is the newest version, as it was at the start."""

    workspace: Workspace
    engine: Engine
    renderer: Renderer
    routine: Routine

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The stores, for one request in one thread."""
        with opened(self.workspace.root) as office:
            yield office

    def unit_names(self) -> dict[str, str]:
        """The routine's units in words."""
        return {unit.id: unit.name for unit in self.routine.units}

    async def form(self, request: Request) -> Form:
        """The form that was sent; StaleFormError when it did not come from a page of ours."""
        sent = await request.form(max_fields=_MOST_FIELDS, max_files=0)
        if not self.renderer.forms.genuine(request, sent):
            raise StaleFormError("Sidan har stått öppen för länge. Inget är ändrat. Ladda om den.")
        return Form(sent)
