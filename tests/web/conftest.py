"""The pages over a workspace in use, as a browser on the same machine reaches them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lasting import lasting
from used_workspace import blank_once, copied, used_once
from visiting import EVERY_ROLE, Browser, visitor

from pipeline.store.workspace import open_workspace
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine
from pipeline.web.app import create_app


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The real engine, opened once; its register is the sample's."""
    blank = blank_once(tmp_path_factory.getbasetemp())
    root = copied(blank, tmp_path_factory.mktemp("engine") / "work")
    with opened(root) as office, opened_engine(office) as one:
        yield lasting(one)


@pytest.fixture
def browser(
    engine: Engine, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A visitor to a copy of the workspace in use, with every role and named for nothing."""
    root = copied(used_once(tmp_path_factory.getbasetemp()), tmp_path / "work")
    with visitor(create_app(open_workspace(root), engine)) as client:
        found = Browser(root=root, client=client)
        found.become("anna", "Anna Provsson", *EVERY_ROLE)
        yield found
