"""A model's folder is what was trained: every file's SHA-256 stands in its manifest.

Two faults are told apart: *corrupt* (a file is missing, changed or unreadable) and *incompatible*
(made for another version of the program or of spaCy).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = 2
MANIFEST = "manifest.json"
BESIDE = frozenset({MANIFEST, "risk.json"})
"""Files that are made when the model is done: the measurement names the model, so it is no part."""


class ModelError(Exception):
    """The model cannot be used; the sentence is Swedish and names the file."""


class CorruptModelError(ModelError):
    """A file of the model is missing, changed or unreadable."""

    def __init__(self, model: str, fault: str) -> None:
        """``fault`` says which file of ``model``, and what is wrong with it."""
        super().__init__(f"Modellen {model} är skadad: {fault}. Hämta modellen på nytt.")


class IncompatibleModelError(ModelError):
    """The model was made for another version of the program or of spaCy."""

    def __init__(self, model: str, made_for: str, here: str) -> None:
        """``model`` was ``made_for`` something else than what is ``here``."""
        super().__init__(
            f"Modellen {model} är gjord för {made_for}, här finns {here}. "
            "Installera rätt version eller träna om modellen."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The model's name, what it was made for, and its digest over all files."""

    name: str
    spacy: str
    digest: str


def write_manifest(folder: Path, *, name: str, spacy: str) -> None:
    """Writes the manifest over all files of the folder; the last step of training."""
    files = {path: _sha256(folder / path) for path in _files(folder)}
    manifest = {"format": FORMAT, "name": name, "spacy": spacy, "files": files}
    (folder / MANIFEST).write_text(
        json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def check(folder: Path, *, spacy: str) -> Manifest:
    """The manifest, when every file is as trained and made for this spaCy (major and minor).

    Raises CorruptModelError or IncompatibleModelError.
    """
    data = read_json(folder / MANIFEST)
    if data.get("format") != FORMAT:
        raise IncompatibleModelError(
            folder.name, f"format {data.get('format')}", f"format {FORMAT}"
        )
    made_for = str(data.get("spacy", ""))
    if made_for.split(".")[:2] != spacy.split(".")[:2]:
        raise IncompatibleModelError(folder.name, f"spaCy {made_for}", f"spaCy {spacy}")
    files = data.get("files")
    if not isinstance(files, dict) or not files:
        raise CorruptModelError(folder.name, f"{MANIFEST} saknar fillista")
    for path, expected in sorted(files.items()):
        if not _inside(folder, path) or _sha256(folder / path) != expected:
            raise CorruptModelError(folder.name, f"{path} saknas eller har ändrats")
    stray = set(_files(folder)) - set(files)
    if stray:
        raise CorruptModelError(folder.name, f"{min(stray)} hör inte till modellen")
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    return Manifest(name=str(data.get("name", folder.name)), spacy=made_for, digest=digest)


def read_json(path: Path) -> dict[str, Any]:
    """The file's JSON object; CorruptModelError when it is missing or no object."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorruptModelError(
            path.parent.name, f"{path.name} saknas eller går inte att läsa"
        ) from error
    if not isinstance(data, dict):
        raise CorruptModelError(path.parent.name, f"{path.name} har fel innehåll")
    return data


def _inside(folder: Path, path: str) -> bool:
    return (folder / path).resolve().is_relative_to(folder.resolve())


def _files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).as_posix() not in BESIDE
    )


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
