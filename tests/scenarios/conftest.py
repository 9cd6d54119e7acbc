"""A workspace with the sample register, and the real engine, for letters end to end.

The pages are read once by the real reader and kept in ``fixtures/readings``; where the machine's
engine has another fingerprint they are read again here. Everything after the reading is real.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import FIXTURES, READINGS, SETTINGS, Desk

from pipeline.store.register import Register
from pipeline.usecases import start
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace to copy: Göteborg's routine and the sample register."""
    root = tmp_path_factory.mktemp("blank") / "work"
    start.init(root)
    settings = root / "troskel.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    register = Register.open(root / "register.db")
    report = register.import_files(sorted((FIXTURES / "register").glob("*.csv")))
    register.close()
    assert report.done, report.faults
    return root


@pytest.fixture(scope="session")
def engine(blank: Path) -> Iterator[Engine]:
    """The real engine, opened once."""
    with opened(blank) as office, opened_engine(office) as engine:
        yield engine


@pytest.fixture
def desk(blank: Path, engine: Engine, tmp_path: Path) -> Iterator[Desk]:
    """A fresh workspace in which the kept readings lie ready."""
    root = tmp_path / "work"
    shutil.copytree(blank, root)
    if READINGS.is_dir():
        shutil.copytree(READINGS, root / "readings", dirs_exist_ok=True)
    with opened(root) as office:
        yield Desk(root=root, office=office, engine=engine)


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[[Desk], None]:
    """Nothing, unless ``--keep-readings`` asks to put new readings beside the fixtures."""
    asked = request.config.getoption("--keep-readings", default=False)

    def kept(desk: Desk) -> None:
        if asked:
            shutil.copytree(desk.root / "readings", READINGS, dirs_exist_ok=True)

    return kept
