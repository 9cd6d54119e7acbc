"""A model that was changed, or made for something else, is refused with the file's name."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from classifiers.integrity import (
    CorruptModelError,
    IncompatibleModelError,
    check,
    write_manifest,
)
from classifiers.model import Classifier

SPACY = version("spacy")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sealed folder."""
    made = tmp_path / "letters-9"
    (made / "labels").mkdir(parents=True)
    (made / "labels" / "weights").write_bytes(b"123")
    (made / "card.md").write_text("kort", encoding="utf-8")
    write_manifest(made, name="letters-9", spacy=SPACY)
    return made


def test_what_was_sealed_is_accepted(folder: Path) -> None:
    """The digest covers every file."""
    manifest = check(folder, spacy=SPACY)
    assert manifest.name == "letters-9"
    (folder / "card.md").write_text("annat", encoding="utf-8")
    write_manifest(folder, name="letters-9", spacy=SPACY)
    assert check(folder, spacy=SPACY).digest != manifest.digest


def test_a_changed_file_is_corrupt(folder: Path) -> None:
    """One byte is enough."""
    (folder / "labels" / "weights").write_bytes(b"124")
    with pytest.raises(CorruptModelError, match="labels/weights saknas eller har ändrats"):
        check(folder, spacy=SPACY)


def test_a_missing_file_is_corrupt(folder: Path) -> None:
    """A half-copied model is not used."""
    (folder / "labels" / "weights").unlink()
    with pytest.raises(CorruptModelError, match="labels/weights"):
        check(folder, spacy=SPACY)


def test_a_stray_file_is_corrupt(folder: Path) -> None:
    """Nothing is read that was not trained."""
    (folder / "labels" / "more.pkl").write_bytes(b"")
    with pytest.raises(CorruptModelError, match=r"labels/more\.pkl hör inte till"):
        check(folder, spacy=SPACY)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 2, "spacy": "' + SPACY + '"}'])
def test_a_broken_manifest_is_corrupt(folder: Path, text: str) -> None:
    """Without its list of files a model proves nothing."""
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(CorruptModelError, match=r"manifest\.json"):
        check(folder, spacy=SPACY)


def test_a_manifest_cannot_point_outside(folder: Path) -> None:
    """A path with dots is no file of the model."""
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    data["files"]["../x"] = ""
    (folder / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(CorruptModelError, match=r"\.\./x"):
        check(folder, spacy=SPACY)


def test_another_spacy_is_incompatible(folder: Path) -> None:
    """A model is bound to spaCy's major and minor version."""
    with pytest.raises(IncompatibleModelError, match=r"spaCy 2\.1"):
        check(folder, spacy="2.1.0")


def test_another_format_is_incompatible(folder: Path) -> None:
    """A newer program's model says so."""
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    data["format"] = 99
    (folder / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(IncompatibleModelError, match="format 99"):
        check(folder, spacy=SPACY)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("calibration.json", "{}"),
        ("calibration.json", '{"weights": 3}'),
        ("labels/config.cfg", ""),
        ("vocabulary.json", "[]"),
    ],
)
def test_a_sealed_but_senseless_model_is_corrupt(
    model_folder: Path, tmp_path: Path, name: str, content: str
) -> None:
    """A model that was sealed wrongly is refused when loaded, with the file named."""
    folder = Path(shutil.copytree(model_folder, tmp_path / model_folder.name))
    (folder / name).write_text(content, encoding="utf-8")
    write_manifest(folder, name=model_folder.name, spacy=SPACY)
    with pytest.raises(CorruptModelError, match=name.split("/", maxsplit=1)[0]):
        Classifier.load(folder)


def test_no_folder_is_corrupt(tmp_path: Path) -> None:
    """A path that leads nowhere is said plainly."""
    with pytest.raises(CorruptModelError, match=r"manifest\.json saknas"):
        Classifier.load(tmp_path / "letters-0")
