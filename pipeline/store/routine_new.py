"""A routine of one's own, begun from the template: three files that verify as they stand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from pipeline.store.errors import UnusableError

TEMPLATES = Path(__file__).parents[1] / "templates" / "routine"
ENDINGS = (".toml", ".txt", ".examples.toml")


def start(name: str, day: date, folder: Path) -> tuple[Path, ...]:
    """Write the template's three files as the routine of that name, valid from that day.

    Nothing is overwritten. Raises UnusableError for a name that no folder of a routine may have,
    and when a version of that day is there already.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise UnusableError(
            "Rutinens namn ska börja med en bokstav och bara ha a till z, siffror och _."
        )
    files = tuple(folder / name / f"{day.isoformat()}{ending}" for ending in ENDINGS)
    there = [path for path in files if path.exists()]
    if there:
        message = f"{there[0]} finns redan. Välj en annan dag eller ett annat namn."
        raise UnusableError(message)
    files[0].parent.mkdir(parents=True, exist_ok=True)
    for path, ending in zip(files, ENDINGS, strict=True):
        text = (TEMPLATES / f"mall{ending}").read_text(encoding="utf-8")
        if ending != ".txt":
            text = text.format(
                name=name, day=day.isoformat(), municipality=name.replace("_", " ").capitalize()
            )
        path.write_text(text, encoding="utf-8")
    return files
