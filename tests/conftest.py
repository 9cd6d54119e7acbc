"""Options of the whole suite."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

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
