"""Every document's bytes, under their hash, read-only, for good."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

from pipeline.store.disk import ASIDE, Disk, SourceError, digest_of_file
from pipeline.store.errors import DamageError, NotFoundError, place

_READ_ONLY = 0o440


class Archive:
    """Files named by the SHA-256 of their bytes, in folders of the first two digits."""

    def __init__(self, root: Path, disk: Disk) -> None:
        """Work in that folder, which is there."""
        self.root = root
        self.disk = disk

    def path(self, sha256: str) -> Path:
        """Where the document lies, or would lie."""
        return self.root / sha256[:2] / sha256

    def take(self, source: int) -> str:
        """Keep an open file's bytes and return their SHA-256; durable when it returns.

        Bytes that are kept already stay as they are, unless they were damaged on the disk: then
        the whole copy takes their place. Raises PlaceError when the disk is full, SourceError when
        the open file cannot be read; nothing is left behind then.
        """
        with place():
            aside = self.root / f"{ASIDE}{secrets.token_hex(8)}"
            try:
                sha256 = self.disk.copy(source, aside)
                target = self.path(sha256)
                self.disk.make_folder(target.parent)
                if self.whole(sha256):
                    self.disk.remove(aside)
                else:
                    aside.chmod(_READ_ONLY)
                    self.disk.rename(aside, target)
                    self.disk.sync_folder(target.parent)
                    self.disk.sync_folder(self.root)
            except (OSError, SourceError):
                aside.unlink(missing_ok=True)
                raise
            return sha256

    def whole(self, sha256: str) -> bool:
        """Whether the document is there with the bytes that its name promises."""
        try:
            return digest_of_file(self.path(sha256)) == sha256
        except FileNotFoundError:
            return False

    def read(self, sha256: str) -> bytes:
        """The document's bytes; NotFoundError or DamageError when they are gone or changed."""
        with place():
            try:
                content = self.path(sha256).read_bytes()
            except FileNotFoundError as error:
                raise NotFoundError(
                    "Originalet saknas i arkivet. Kör troskel reconcile och meddela IT."
                ) from error
        if not self.whole(sha256):
            raise DamageError("Originalet i arkivet är ändrat. Återställ det från säkerhetskopian.")
        return content

    def kept(self) -> Iterator[str]:
        """The hashes of all documents that lie here, sorted."""
        for folder in sorted(self.root.iterdir()):
            if folder.is_dir() and len(folder.name) == 2:
                yield from sorted(path.name for path in folder.iterdir())

    def tidy(self) -> None:
        """Remove what a crash left half-made; nothing that has a name of its own."""
        with place():
            for path in sorted(self.root.glob(f"{ASIDE}*")):
                self.disk.remove(path)
