"""The file that says how often values were right, by how sure their finder was of them.

``troskel/confidences/1``: which letters were measured, then for each value and scan quality the
steps ``[score, right, count]`` of a table of measured frequency.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.domain.confidences import Confidences
from pipeline.domain.frequency import Table
from pipeline.store.errors import SettingsError, place

SCHEMA: Literal["troskel/confidences/1"] = "troskel/confidences/1"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    # "schema" is a name of the library's own.
    kind: Literal["troskel/confidences/1"] = Field(alias="schema")
    measured: dict[str, str | int]
    tables: dict[str, dict[str, list[tuple[float, float, int]]]]


def read(path: Path) -> Confidences:
    """What that file says; SettingsError where it is missing or damaged."""
    if not path.exists():
        message = f"{path.parent.name}/{path.name} saknas. Hämta programmet på nytt."
        raise SettingsError(message)
    try:
        with place():
            found = _File.model_validate_json(path.read_bytes())
    except ValidationError as error:
        message = f"{path.parent.name}/{path.name} är skadad. Hämta programmet på nytt."
        raise SettingsError(message) from error
    return Confidences(
        tables=MappingProxyType(
            {
                value: MappingProxyType({name: _table(steps) for name, steps in scans.items()})
                for value, scans in found.tables.items()
            }
        )
    )


def _table(steps: list[tuple[float, float, int]]) -> Table:
    scores, right, counts = zip(*steps, strict=True)
    return Table(scores=scores, right=right, counts=counts)


def written(confidences: Confidences, measured: Mapping[str, str | int]) -> str:
    """The file's text, a line a table; equal tables give equal texts."""
    tables = {
        value: {
            quality: list(zip(one.scores, one.right, one.counts, strict=True))
            for quality, one in sorted(scans.items())
        }
        for value, scans in sorted(confidences.tables.items())
    }
    lines = ",\n".join(
        f'"{value}": {{\n'
        + ",\n".join(f'"{quality}": {json.dumps(steps)}' for quality, steps in scans.items())
        + "\n}"
        for value, scans in tables.items()
    )
    head = json.dumps({"schema": SCHEMA, "measured": dict(measured)})
    return f'{head[:-1]},\n"tables": {{\n{lines}\n}}}}\n'
