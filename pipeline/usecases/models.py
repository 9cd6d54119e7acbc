"""Which trained model works in a workspace: its own once one was promoted, else the program's.

What a workspace trained lies in its folder ``trained/``; ``in_use.json`` there names the model in
use and, newest last, those that were in use before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.config import Config
from pipeline.store.disk import Disk
from pipeline.store.errors import SettingsError, place

MODELS = Path(__file__).resolve().parents[2] / "models"
CONFIDENCES = MODELS / "confidences.json"
"""How sure values of this version's finders were measured to be."""
IN_USE = "in_use.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class InUse:
    """The promoted model's name, empty for none, and those before it, newest last.

    An empty name among those before is the program's own newest.
    """

    model: str = ""
    before: tuple[str, ...] = ()


def in_use(trained: Path) -> InUse:
    """What that folder says is in use; SettingsError where it cannot be read."""
    path = trained / IN_USE
    try:
        with place():
            said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return InUse(
            model=str(said.get("model", "")), before=tuple(map(str, said.get("before", ())))
        )
    except (ValueError, AttributeError, TypeError) as error:
        message = f"{trained.name}/{IN_USE} är skadad. Ta bort filen, så gäller programmets modell."
        raise SettingsError(message) from error


def promote(disk: Disk, trained: Path, name: str) -> None:
    """That model is in use from the next start on; the one before can be put back."""
    now = in_use(trained)
    _put(disk, trained, InUse(model=name, before=(*now.before, now.model)))


def put_back(disk: Disk, trained: Path) -> InUse | None:
    """The model before is in use again; None where none was promoted."""
    now = in_use(trained)
    if not now.before:
        return None
    back = InUse(model=now.before[-1], before=now.before[:-1])
    _put(disk, trained, back)
    return back


def _put(disk: Disk, trained: Path, now: InUse) -> None:
    text = json.dumps({"model": now.model, "before": list(now.before)}, ensure_ascii=False)
    with place():
        disk.put(trained / IN_USE, f"{text}\n".encode(), 0o640)


def model_folder(config: Config, trained: Path | None = None) -> Path:
    """The folder of the model in use: named in the settings, else promoted, else the newest.

    ``trained`` is the workspace's own folder of models.
    """
    name = config.model or ("" if trained is None else in_use(trained).model)
    if name:
        own = None if trained is None else trained / name
        return own if own is not None and own.is_dir() else MODELS / name
    found = sorted(
        (path.parent for path in MODELS.glob("letters-*/manifest.json")),
        key=lambda path: (len(path.name), path.name),
    )
    if not found:
        raise SettingsError("Ingen modell finns i models/. Hämta programmet på nytt.")
    return found[-1]


def role_folder() -> Path:
    """The folder of the program's newest reader of roles: whose each name and address is."""
    found = sorted(
        (path.parent for path in MODELS.glob("roles-*/manifest.json")),
        key=lambda path: (len(path.name), path.name),
    )
    if not found:
        raise SettingsError("Ingen rolläsare finns i models/. Hämta programmet på nytt.")
    return found[-1]


def names_of(trained: Path) -> Iterator[str]:
    """The names that models have already, the program's and the workspace's."""
    for folder in (MODELS, trained):
        if folder.is_dir():
            yield from (path.name for path in folder.iterdir() if path.is_dir())
