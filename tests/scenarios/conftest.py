"""A workspace with the sample register, and the real engine, for letters end to end.

The pages are read once by the real reader and kept in ``fixtures/readings``; where the machine's
engine has another fingerprint they are read again here. Everything after the reading is real.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from bailiff import AT, Court, clock, read_all, settings
from desk import FIXTURES, READINGS, SETTINGS, Desk
from lasting import lasting
from towns import Town, town_at

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
        yield lasting(engine)


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
def town(blank: Path, tmp_path: Path) -> Town:
    """A workspace of the routine of that name, with the sample register and kept readings."""
    return lambda routine: town_at(tmp_path / routine, routine, blank / "register.db")


@pytest.fixture(scope="session")
def ready(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Engine]]:
    """A workspace to copy in which all of Kronofogden's letters have been read, and its engine."""
    root = tmp_path_factory.mktemp("court") / "work"
    shutil.copytree(blank, root)
    settings(root)
    with opened(root) as office, opened_engine(office) as engine:
        used = tmp_path_factory.mktemp("court") / "used"
        shutil.copytree(root, used)
        with opened(used) as once:
            read_all(used, once, engine)
        shutil.copytree(used / "readings", root / "readings", dirs_exist_ok=True)
        yield root, lasting(engine)


@pytest.fixture
def court(ready: tuple[Path, Engine], tmp_path: Path) -> Iterator[Court]:
    """A fresh workspace to which nobody has written yet."""
    root, engine = ready
    shutil.copytree(root, tmp_path / "work", ignore=shutil.ignore_patterns("ledger.db*"))
    day = [AT.date()]
    with opened(tmp_path / "work", clock=partial(clock, day)) as office:
        yield Court(root=tmp_path / "work", office=office, engine=engine, day=day)


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[[Desk], None]:
    """Nothing, unless ``--keep-readings`` asks to put new readings beside the fixtures."""
    asked = request.config.getoption("--keep-readings", default=False)

    def kept(desk: Desk) -> None:
        if asked:
            shutil.copytree(desk.root / "readings", READINGS, dirs_exist_ok=True)

    return kept
