"""An engine whose processes outlast a run: they are started once for all tests that share it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.usecases.ports import Engine


class Lasting:
    """A reader or builder as it is, but that a run's end does not stop it."""

    def __init__(self, one: Any) -> None:
        """``one`` is stopped by whoever opened its engine."""
        self._one = one

    def __getattr__(self, name: str) -> Any:
        return getattr(self._one, name)

    def stop(self) -> None:
        """Nothing: the next test reads and makes with the same processes."""


def lasting(engine: Engine) -> Engine:
    """The same engine, for many runs one after another."""
    return replace(engine, reader=Lasting(engine.reader), builder=Lasting(engine.builder))
