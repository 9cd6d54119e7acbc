"""Options of the whole suite."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from classifiers.model import Classifier
from classifiers.roles.model import RoleReader
from pipeline.usecases.models import MODELS

# How long one example takes says more of the machine's other work than of the program.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Readings kept beside the fixtures are renewed when the reader changed on purpose."""
    parser.addoption(
        "--keep-readings",
        action="store_true",
        help="keep what was read of the fixtures in fixtures/readings",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begin, after all have been put in random order: none is left alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end: nobody need look for garbage among them."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """At the end all is garbage again."""
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def models_read_once() -> Iterator[None]:
    """The program's own models are read once a worker, and not for each command that is given.

    What a test makes or damages in a folder of its own is read each time. That models are checked
    as they are read has tests of its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        for model in (Classifier, RoleReader):
            patch.setattr(model, "load", staticmethod(_once(model.load)))
        yield


def _once(load: Callable[..., Any]) -> Callable[..., Any]:
    kept: dict[str, Any] = {}

    def loaded(folder: Path, **more: Any) -> Any:
        if not folder.is_relative_to(MODELS):
            return load(folder, **more)
        key = f"{folder} {sorted((name, sorted(some.items())) for name, some in more.items())}"
        if key not in kept:
            kept[key] = load(folder, **more)
        return kept[key]

    return loaded
