"""What was read, kept so that a new routine, model or register means deciding, not reading."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path

from pipeline.domain.page import Fingerprint, Reading
from pipeline.store.codec import dump, load
from pipeline.store.disk import ASIDE, Disk
from pipeline.store.errors import DamageError, place


class Readings:
    """Readings by document and engine fingerprint, as packed JSON."""

    def __init__(self, root: Path, disk: Disk) -> None:
        """Work in that folder, which is there."""
        self.root = root
        self.disk = disk

    def path(self, sha256: str, fingerprint: Fingerprint) -> Path:
        """Where that engine's reading of that document lies, or would lie."""
        short = hashlib.sha256(str(fingerprint).encode()).hexdigest()[:16]
        return self.root / sha256[:2] / f"{sha256}.{short}.json.gz"

    def keep(self, reading: Reading) -> None:
        """Put the reading in place, whole; one that is there is replaced by its equal."""
        content = gzip.compress(dump(reading).encode(), compresslevel=5, mtime=0)
        with place():
            self.disk.put(self.path(reading.document, reading.fingerprint), content, 0o640)

    def find(self, sha256: str, fingerprint: Fingerprint) -> Reading | None:
        """That engine's reading of that document; None when there is none, or it is damaged.

        A damaged reading is as good as none: the document is read again.
        """
        with place():
            return self._load(self.path(sha256, fingerprint))

    def newest(self, sha256: str) -> Reading | None:
        """The reading of that document which was kept last, by whatever engine."""
        with place():
            kept = sorted(
                (self.root / sha256[:2]).glob(f"{sha256}.*.json.gz"),
                key=lambda path: (path.stat().st_mtime_ns, path.name),
                reverse=True,
            )
            found = (self._load(path) for path in kept)
            return next((reading for reading in found if reading is not None), None)

    @staticmethod
    def _load(path: Path) -> Reading | None:
        try:
            return load(gzip.decompress(path.read_bytes()), Reading)
        except (FileNotFoundError, gzip.BadGzipFile, EOFError, zlib.error, DamageError):
            return None

    def tidy(self) -> None:
        """Remove what a crash left half-made."""
        with place():
            for path in sorted(self.root.glob(f"*/{ASIDE}*")):
                self.disk.remove(path)
