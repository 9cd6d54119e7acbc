"""Letters handed in by the page: put into the inbox as a scanner puts them there.

A file is written under a hidden temporary name and given its own when it is whole; from then on
it is like any other in the folder. One that was broken off leaves nothing behind.
"""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from pipeline.domain.sentences import filled
from pipeline.store.errors import NotFoundError, UnusableError, place
from pipeline.store.inbox import is_temporary, put_back, shown
from pipeline.usecases.office import Office

_ASIDE = ".troskel-upload-"
_LEFT = 24 * 60 * 60
"""Seconds after which a half-written file belongs to nobody: no upload takes a day."""

_LONGEST = 180
"""Bytes of a name: beside it there is room for what the file system and the inbox add."""


def points(office: Office) -> list[str]:
    """The intake points that there are, the default one first."""
    inbox = office.workspace.inbox
    with place():
        found = sorted(
            one.name
            for one in os.scandir(inbox)
            if one.is_dir(follow_symlinks=False) and not is_temporary(one.name)
        )
    default = office.workspace.config.intake_point
    return [default, *(name for name in found if name != default)]


def file_name(text: str) -> str:
    """A name for the inbox of what a browser calls a file; UnusableError for no document's name.

    The last part of a path, without signs that are not seen, its ending kept.
    """
    plain = shown(text.replace("\\", "/").rpartition("/")[2]).strip().strip(".")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 8:
        stem, dot, ending = plain, "", ""
    while len(os.fsencode(stem)) > _LONGEST:
        stem = stem[:-1]
    name = f"{stem}{dot}{ending}"
    if not stem or is_temporary(name):
        raise UnusableError("Filen har inget namn som går att använda. Döp om den och försök igen.")
    return name


@dataclass(slots=True)
class Incoming:
    """A file on its way in: pieces are added until it is kept."""

    most: int
    size: int = 0
    _stream: BinaryIO = field(kw_only=True)

    def add(self, piece: bytes) -> None:
        """Add a piece; UnusableError when the file is larger than ``most`` bytes."""
        self.size += len(piece)
        if self.size > self.most:
            raise UnusableError(too_large(self.most))
        with place():
            self._stream.write(piece)

    def check(self) -> None:
        """UnusableError for a file of nothing."""
        if not self.size:
            raise UnusableError("Filen är tom.")


def too_large(most: int) -> str:
    """Why a file is not taken that is larger than so many bytes."""
    return filled(
        "Filen är för stor: högst {most} MB. Dela upp den, eller lägg den i mappen.",
        most=most >> 20,
    )


@contextmanager
def coming(office: Office, point: str, name: str) -> Iterator[Incoming]:
    """Take a file in; it lies in the inbox when this ends, and nowhere if anything goes wrong.

    Raises NotFoundError for an intake point that there is not, UnusableError for a name, a size or
    a length of nothing, PlaceError for a full disk.
    """
    if point not in points(office):
        raise NotFoundError("Det finns inget sådant intagsställe.")
    target = file_name(name)
    inbox = office.workspace.inbox
    default = point == office.workspace.config.intake_point and not (inbox / point).is_dir()
    folder = inbox if default else inbox / point
    aside = folder / f"{_ASIDE}{secrets.token_hex(8)}.part"
    try:
        with place():
            stream = aside.open("xb")
        with stream:
            incoming = Incoming(office.workspace.config.reading.file_mb << 20, _stream=stream)
            yield incoming
            incoming.check()
        with place():
            office.disk.sync_file(aside)
            put_back(aside, folder / target, office.disk)
            office.disk.sync_folder(folder)
    except BaseException:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def forget_half_written(inbox: Path) -> int:
    """Remove what uploads have left that were broken off by a crash; how many there were."""
    latest = time.time() - _LEFT
    removed = 0
    with suppress(OSError):
        for path in [*inbox.glob(f"{_ASIDE}*"), *inbox.glob(f"*/{_ASIDE}*")]:
            status = path.lstat()
            if stat.S_ISREG(status.st_mode) and status.st_mtime < latest:
                path.unlink()
                removed += 1
    return removed
