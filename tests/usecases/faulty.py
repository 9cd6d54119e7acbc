"""A disk that ends the program before a chosen operation, and forgets what was not synced.

After :class:`Crash` the folder looks as a power failure may leave it: a file that was not synced
is cut in half, a renaming whose folder was not synced may not have happened, and a removed file
may be back.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.store.disk import Disk


class Crash(BaseException):
    """The end of the program, here and now: nothing may catch it."""


class FaultyDisk(Disk):
    """Counts operations; at ``left`` 0 the program ends. ``forget`` loses what was not synced."""

    def __init__(self, graveyard: Path, left: int | None = None, *, forget: bool = True) -> None:
        """``graveyard`` holds removed files until their folder is synced; None never ends."""
        self.graveyard = graveyard
        self.left = left
        self.forget = forget
        self.steps = 0
        self._written: set[Path] = set()
        self._renamed: list[tuple[Path, Path]] = []
        self._removed: list[tuple[Path, Path]] = []

    def step(self, what: str, path: Path | None = None) -> None:
        """Count, end the program if it is time, and remember what is not synced yet."""
        self.steps += 1
        if self.left is not None:
            if self.left <= 0:
                self._lose()
                raise Crash(what)
            self.left -= 1
        if path is None:
            return
        if what in {"write", "copy"}:
            self._written.add(path)
        elif what == "sync_file":
            self._written.discard(path)
        elif what == "sync_folder":
            self._renamed = [one for one in self._renamed if path != one[1].parent]
            self._removed = [one for one in self._removed if path != one[0].parent]
        elif what == "remove" and path.exists():
            grave = self.graveyard / f"{self.steps}-{os.urandom(4).hex()}"
            os.link(path, grave)
            self._removed.append((path, grave))

    def rename(self, source: Path, target: Path) -> None:
        """Rename, and remember it until the folder is synced."""
        super().rename(source, target)
        self._renamed.append((source, target))
        self._written = {
            target / path.relative_to(source) if path.is_relative_to(source) else path
            for path in self._written
        }

    def _lose(self) -> None:
        for path in self._written:
            if path.exists():
                os.truncate(path, path.stat().st_size // 2)
        if not self.forget:
            return
        for source, target in reversed(self._renamed):
            if target.exists() and not source.exists() and source.parent.exists():
                target.rename(source)
        for path, grave in self._removed:
            if not path.exists() and path.parent.exists():
                os.link(grave, path)
