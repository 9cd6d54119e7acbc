"""What every page needs: the workspace, the engine, the renderer, and a form that is genuine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request

from pipeline.domain.routine import Routine
from pipeline.store.errors import ConflictError
from pipeline.store.workspace import Workspace
from pipeline.usecases.engine import newest_routine
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.web.pages import Renderer


@dataclass(frozen=True, slots=True)
class Site:
    """One workspace's pages."""

    workspace: Workspace
    engine: Engine
    renderer: Renderer

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The stores, for one request in one thread."""
        with opened(self.workspace.root) as office:
            yield office

    def routine(self) -> Routine:
        """The newest version of the workspace's routine."""
        return newest_routine(self.workspace.config)

    def unit_names(self) -> dict[str, str]:
        """The routine's units in words."""
        return {unit.id: unit.name for unit in self.routine().units}

    def checked(self, request: Request, form: FormData) -> dict[str, str]:
        """The form's texts; ConflictError when it did not come from a page of ours."""
        if not self.renderer.forms.genuine(request, form):
            raise ConflictError("Sidan är för gammal. Ladda om den och gör om.")
        return {name: value for name, value in form.items() if isinstance(value, str)}
