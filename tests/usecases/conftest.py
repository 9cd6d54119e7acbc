"""A small workspace in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import SETTINGS

from pipeline.store import workspace as workspaces
from pipeline.usecases.office import Office, opened


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of a made-up routine with two units."""
    folder = tmp_path / "arbete"
    folder.mkdir()
    (folder / "troskel.toml").write_text(SETTINGS)
    workspaces.init(folder, "fake", ("vuxen", "barn_unga"))
    return folder


@pytest.fixture
def office(root: Path) -> Iterator[Office]:
    """The workspace, opened."""
    with opened(root) as found:
        yield found
