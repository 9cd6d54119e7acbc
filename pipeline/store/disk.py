"""The few things that are done to files, each whole and each durable when it says so.

Every operation announces itself to :meth:`Disk.step` first, so that a test can end the program
before any of them.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ASIDE = ".tmp-"
"""Names that begin so are half-made; recovery removes them."""

_BLOCK = 1 << 20


class SourceError(Exception):
    """The file that is being copied cannot be read to its end; the copy's own disk is sound."""


def digest_of(files: Mapping[str, bytes]) -> str:
    """The digest of a set of named files: SHA-256 over the sorted names and their SHA-256."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return total.hexdigest()


def digest_of_folder(folder: Path) -> str:
    """The same digest of the files that lie in a folder, below it too; OSError if unreadable.

    What is no regular file (a link, a pipe) counts with its name and makes the digest another.
    """
    total = hashlib.sha256()
    names = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if not path.is_dir() or path.is_symlink()
    }
    for name in sorted(names):
        # A pipe would be waited for without end.
        regular = stat.S_ISREG(names[name].lstat().st_mode)
        digest = digest_of_file(names[name]) if regular else ""
        total.update(f"{name}\0{digest}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal; a link is never followed."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Disk:
    """The file system, one durable operation a method."""

    def step(self, what: str, path: Path | None = None) -> None:
        """Called before each operation; does nothing but let a test watch or end the program."""

    def sync_file(self, path: Path) -> None:
        """The file's bytes are on the disk when this returns."""
        self.step("sync_file", path)
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def sync_folder(self, path: Path) -> None:
        """The folder's names are on the disk when this returns."""
        self.step("sync_folder", path)
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def make_folder(self, path: Path, mode: int | None = None) -> None:
        """The folder and those above it are there; ``mode`` is set exactly where it is given."""
        if not path.is_dir():
            self.step("make_folder", path)
            path.mkdir(parents=True, exist_ok=True)
        if mode is not None and path.stat().st_mode & 0o777 != mode:
            path.chmod(mode)

    def copy(self, source: int, target: Path) -> str:
        """Copy an open file's bytes into a new file, synced; returns their SHA-256.

        Raises SourceError when the open file cannot be read (a bad sector, another's lock).
        """
        self.step("copy", target)
        digest = hashlib.sha256()
        with target.open("xb") as stream:
            for block in self.blocks(source):
                digest.update(block)
                stream.write(block)
        self.sync_file(target)
        return digest.hexdigest()

    def blocks(self, source: int) -> Iterator[bytes]:
        """An open file's bytes from its beginning, a piece at a time; SourceError."""
        try:
            os.lseek(source, 0, os.SEEK_SET)
            while block := os.read(source, _BLOCK):
                yield block
        except OSError as error:
            raise SourceError from error

    def write(self, target: Path, content: bytes, mode: int | None = None) -> None:
        """Write a new file, synced; FileExistsError rather than overwrite."""
        self.step("write", target)
        with target.open("xb") as stream:
            if mode is not None:
                os.fchmod(stream.fileno(), mode)
            stream.write(content)
        self.sync_file(target)

    def put(self, target: Path, content: bytes, mode: int | None = None) -> None:
        """Put a whole file in place at once: written aside, synced, renamed, folder synced."""
        self.make_folder(target.parent)
        aside = target.parent / f"{ASIDE}{secrets.token_hex(8)}"
        try:
            self.write(aside, content, mode)
            self.rename(aside, target)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        self.sync_folder(target.parent)

    def rename(self, source: Path, target: Path) -> None:
        """Rename within one file system; a folder never replaces a folder that holds anything."""
        self.step("rename", target)
        source.rename(target)

    def remove(self, path: Path) -> None:
        """Remove a file; nothing happens when it is gone."""
        self.step("remove", path)
        path.unlink(missing_ok=True)

    def remove_folder(self, path: Path) -> None:
        """Remove a half-made folder and all in it."""
        self.step("remove_folder", path)
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def held(path: Path, *, wait: bool) -> Iterator[bool]:
    """Hold a lock file; yields whether it was got. The kernel lets go when the process ends.

    The lock holds between threads as well, since each entry opens the file anew.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
