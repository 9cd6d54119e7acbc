"""Options of the whole suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Readings kept beside the fixtures are renewed when the reader changed on purpose."""
    parser.addoption(
        "--keep-readings",
        action="store_true",
        help="keep what was read of the fixtures in fixtures/readings",
    )
