"""Archive, readings, quarantine, log: what is kept is whole, and says no more than it may."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.domain.page import Fingerprint, Reading
from pipeline.store.archive import Archive
from pipeline.store.disk import Disk, digest_of, digest_of_folder, held
from pipeline.store.errors import DamageError, NotFoundError
from pipeline.store.log import logger_for, where
from pipeline.store.readings import Readings


def put(archive: Archive, content: bytes, source: Path) -> str:
    """Take a file with that content."""
    source.write_bytes(content)
    with source.open("rb") as stream:
        return archive.take(stream.fileno())


def test_the_archive_keeps_bytes_under_their_hash(tmp_path: Path) -> None:
    """Read-only, once, with nothing left aside."""
    root = tmp_path / "archive"
    root.mkdir()
    archive = Archive(root, Disk())
    name = put(archive, b"brev", tmp_path / "a")
    assert name == sha256(b"brev").hexdigest() == put(archive, b"brev", tmp_path / "b")
    assert archive.read(name) == b"brev"
    assert archive.path(name).stat().st_mode & 0o222 == 0
    assert list(archive.kept()) == [name]
    assert not list(root.glob(".tmp-*"))


def test_changed_and_missing_originals_are_told(tmp_path: Path) -> None:
    """And the same bytes, coming again, mend a damaged one."""
    root = tmp_path / "archive"
    root.mkdir()
    archive = Archive(root, Disk())
    name = put(archive, b"brev", tmp_path / "a")
    archive.path(name).chmod(0o600)
    archive.path(name).write_bytes(b"annat")
    with pytest.raises(DamageError):
        archive.read(name)
    put(archive, b"brev", tmp_path / "a")
    assert archive.read(name) == b"brev"
    with pytest.raises(NotFoundError):
        archive.read("0" * 64)


def test_a_kept_reading_is_found_by_its_engine(tmp_path: Path) -> None:
    """A damaged one is as good as none; the newest wins when the engine does not matter."""
    readings = Readings(tmp_path, Disk())
    name = "a" * 64
    old = Reading(
        document=name, fingerprint=Fingerprint(name="x", version="1", settings=""), pages=()
    )
    new = Reading(
        document=name, fingerprint=Fingerprint(name="x", version="2", settings=""), pages=()
    )
    assert readings.newest(name) is None
    readings.keep(old)
    readings.keep(new)
    os.utime(readings.path(name, old.fingerprint), (1, 1))
    assert readings.find(name, old.fingerprint) == old
    assert readings.newest(name) == new
    readings.path(name, new.fingerprint).write_bytes(b"\x1f\x8b torn")
    assert readings.find(name, new.fingerprint) is None
    assert readings.newest(name) == old


def test_a_folder_s_digest_is_that_of_its_files(tmp_path: Path) -> None:
    """Names and bytes count, below too."""
    files = {"a.txt": b"1", "utkast/b.txt": b"2"}
    (tmp_path / "utkast").mkdir()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert digest_of_folder(tmp_path) == digest_of(files)
    (tmp_path / "c.txt").write_bytes(b"")
    assert digest_of_folder(tmp_path) != digest_of(files)


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    """And let go at the end."""
    lock = tmp_path / "lock"
    with held(lock, wait=False) as first, held(lock, wait=False) as second:
        assert (first, second) == (True, False)
    with held(lock, wait=False) as third:
        assert third


def test_the_log_drops_all_that_is_not_on_its_list(tmp_path: Path) -> None:
    """A name under a foreign key is not written; the drop itself is."""
    log = logger_for(tmp_path)
    log.info("decided", document="a" * 64, name="Test Testsson", text="hemligt", seconds=0.5)
    line = json.loads((tmp_path / "troskel.jsonl").read_text())
    assert line["document"] == "a" * 64
    assert line["dropped"] == 2
    assert "Testsson" not in (tmp_path / "troskel.jsonl").read_text()


def test_an_error_s_place_is_told_without_its_message() -> None:
    """The message might hold a name."""
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("Test Testsson")
    assert "Testsson" not in where(caught.value)
    assert where(caught.value).startswith("test_keeping.")
