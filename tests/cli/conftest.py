"""Commands as the shell gives them, in a workspace of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell
from typer.testing import CliRunner
from used_workspace import blank_once, copied, used_once


@pytest.fixture
def blank(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A workspace with register and routine that no letter has come to."""
    source = blank_once(tmp_path_factory.getbasetemp())
    return Shell(root=copied(source, tmp_path / "work"), runner=CliRunner())


@pytest.fixture
def used(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A workspace in the middle of its day."""
    source = used_once(tmp_path_factory.getbasetemp())
    return Shell(root=copied(source, tmp_path / "work"), runner=CliRunner())


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """No workspace: an empty folder."""
    return Shell(root=tmp_path, runner=CliRunner())


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Exception], None]:
    """Make a function fail as a broken machine would."""

    def break_it(where: str, error: Exception) -> None:
        def fails(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(where, fails)

    return break_it
