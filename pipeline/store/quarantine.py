"""The folder where people find what could not be read: a copy of the file, and what to do."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.domain.problems import Problem
from pipeline.store.archive import Archive
from pipeline.store.disk import ASIDE, Disk, SourceError
from pipeline.store.documents import Document
from pipeline.store.errors import PlaceError, place

_NOTE = """\
Den här filen kunde inte läsas.

Orsak: {code}
{remedy}

Kom den: {received_on}
Intagsställe: {intake_point}
Kontrollsumma (SHA-256): {sha256}

Filen finns kvar oförändrad i arkivet. Kopian här heter "original".
Pröva igen: troskel reprocess {sha256} --apply
"""


def folder_of(root: Path, sha256: str, problem: Problem) -> Path:
    """Where the note and the copy of that document lie."""
    return root / f"{sha256[:12]}.{problem.code}"


def put(root: Path, archive: Archive, disk: Disk, document: Document) -> None:
    """Lay out the note and the copy, whole; does nothing when they lie there already."""
    problem, sha256 = document.reason, document.sha256
    if problem is None:
        return
    target = folder_of(root, sha256, problem)
    if target.exists():
        return
    text = _NOTE.format(
        code=problem,
        remedy=problem.remedy,
        received_on=document.received_on.isoformat(),
        intake_point=document.intake_point,
        sha256=sha256,
    )
    aside = root / f"{ASIDE}{sha256[:12]}"
    with place():
        disk.remove_folder(aside)
        disk.make_folder(aside, 0o750)
        try:
            # Where the archive lost it, the note alone says so; reconcile tells of the loss.
            if archive.path(sha256).exists():
                handle = os.open(archive.path(sha256), os.O_RDONLY | os.O_CLOEXEC)
                try:
                    disk.copy(handle, aside / "original")
                finally:
                    os.close(handle)
            disk.write(aside / "LÄS MIG.txt", text.encode())
            disk.sync_folder(aside)
            disk.rename(aside, target)
        except OSError:
            disk.remove_folder(aside)
            raise
        except SourceError as error:
            disk.remove_folder(aside)
            message = "Arkivets disk svarar med fel. Kontrollera den och kör igen."
            raise PlaceError(message) from error
        disk.sync_folder(root)


def clear(root: Path, disk: Disk, sha256: str, problem: Problem) -> None:
    """Take the note and the copy away, when the document is to be read again."""
    with place():
        disk.remove_folder(folder_of(root, sha256, problem))


def tidy(root: Path, disk: Disk) -> None:
    """Remove what a crash left half-made."""
    with place():
        for path in sorted(root.glob(f"{ASIDE}*")):
            disk.remove_folder(path)
