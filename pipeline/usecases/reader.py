"""The reader that works: each document in a process of its own, with limits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractors import child, engines, glance, identify, reading
from extractors.failures import ReadingFailed, ToolMissing
from extractors.limits import Limits
from pipeline.domain.page import Fingerprint, Reading
from pipeline.domain.problems import Problem
from pipeline.store.config import ReadingSettings
from pipeline.store.errors import PlaceError, place
from pipeline.usecases.ports import ReadingFailedError


def limits_of(settings: ReadingSettings) -> Limits:
    """The workspace's limits on one document."""
    return Limits(
        seconds_page=settings.seconds_page,
        seconds_total=settings.seconds_total,
        memory_bytes=settings.memory_mb << 20,
        pages=settings.pages,
        pixels=settings.megapixels * 1_000_000,
        file_bytes=settings.file_mb << 20,
    )


@dataclass(frozen=True, slots=True)
class ChildReader:
    """Reads with the first engine of the list."""

    limits: Limits

    def fingerprint(self) -> Fingerprint:
        """The engine that would read now; PlaceError when a tool is missing."""
        try:
            return reading.fingerprint(engines.first())
        except ToolMissing as error:
            raise PlaceError(error.remedy) from error

    def complete(self, path: Path) -> bool:
        """Whether the file looks whole; one that vanished does not."""
        try:
            return identify.complete(path)
        except FileNotFoundError:
            return False

    def glance(self, path: Path) -> bool:
        """Whether the document looks like one that must be handled today."""
        return glance.glance(path)

    def read(self, path: Path) -> Reading | Problem:
        """The reading, or why there can be none; ReadingFailedError, PlaceError."""
        try:
            with place():
                return self._read(path)
        except ToolMissing as error:
            raise PlaceError(error.remedy) from error
        except ReadingFailed as error:
            raise ReadingFailedError(str(error.cause)) from error

    def _read(self, path: Path) -> Reading | Problem:
        try:
            return child.read_in_child(path, self.limits)
        except FileNotFoundError as error:
            if not path.parents[1].is_dir():
                # The whole archive is out of reach, which is no letter's fault.
                raise
            # One letter's matter: the archive lost its original, which reconcile tells.
            raise ReadingFailedError("gone") from error

    def stop(self) -> None:
        """End what is being read now."""
        child.close()
