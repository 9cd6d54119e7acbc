"""The file beside a model that says how often its values were right, as measured on made letters.

``troskel/risk/1``: the model's and the reader's fingerprints, the thresholds under which letters
left, and a run a seed: for each kind, value and scan quality the steps ``[confidence, right,
wrong]``, and the letters that left, counted by the confidences that they left with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.domain.risk import Curve, Measured, Run, Sent, Step
from pipeline.store.errors import SettingsError, place

FILE = "risk.json"
SCHEMA: Literal["troskel/risk/1"] = "troskel/risk/1"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Sent(_Strict):
    quality: str
    sure: dict[str, float]
    right: int = Field(ge=0)
    wrong: int = Field(ge=0)
    slips: int = Field(ge=0)


class _Run(_Strict):
    seed: int
    split: str
    letters: int = Field(ge=0)
    use: Literal["choose", "show"]
    came: dict[str, int]
    curves: dict[str, dict[str, dict[str, list[tuple[float, int, int]]]]]
    sent: dict[str, list[_Sent]]


class _Risk(_Strict):
    # "schema" is a name of the library's own.
    kind: Literal["troskel/risk/1"] = Field(alias="schema")
    model: str
    reading: str
    thresholds: dict[str, float]
    runs: list[_Run]


def read(path: Path) -> Measured | None:
    """What that file says; None where there is none, SettingsError where it is no such file."""
    if not path.exists():
        return None
    try:
        with place():
            found = _Risk.model_validate_json(path.read_bytes())
    except ValidationError as error:
        message = f"{path.parent.name}/{path.name} är skadad. Hämta modellen på nytt."
        raise SettingsError(message) from error
    return Measured(
        model=found.model,
        reading=found.reading,
        thresholds=MappingProxyType(found.thresholds),
        runs=tuple(_run(one) for one in found.runs),
    )


def _run(one: _Run) -> Run:
    return Run(
        seed=one.seed,
        split=one.split,
        letters=one.letters,
        chooses=one.use == "choose",
        came=MappingProxyType(one.came),
        curves=tuple(
            Curve(
                kind=kind,
                value=value,
                quality=quality,
                steps=tuple(
                    Step(sure=sure, right=right, wrong=wrong) for sure, right, wrong in all_
                ),
            )
            for kind, values in one.curves.items()
            for value, qualities in values.items()
            for quality, all_ in qualities.items()
        ),
        sent=tuple(
            Sent(
                kind=kind,
                quality=row.quality,
                sure=MappingProxyType(row.sure),
                right=row.right,
                wrong=row.wrong,
                slips=row.slips,
            )
            for kind, rows in one.sent.items()
            for row in rows
        ),
    )


def written(measured: Measured) -> str:
    """The file's text; equal measurements give equal texts."""
    runs = ",\n".join(
        _run_text(run) for run in sorted(measured.runs, key=lambda run: (run.split, run.seed))
    )
    head = json.dumps(
        {
            "schema": SCHEMA,
            "model": measured.model,
            "reading": measured.reading,
            "thresholds": dict(sorted(measured.thresholds.items())),
        }
    )
    return f'{head[:-1]},\n"runs": [\n{runs}\n]}}\n'


def _run_text(run: Run) -> str:
    """A run, a line a curve and a line a row of letters: a difference is seen by eye."""
    plain: dict[str, Any] = {
        "seed": run.seed,
        "split": run.split,
        "letters": run.letters,
        "use": "choose" if run.chooses else "show",
        "came": dict(sorted(run.came.items())),
    }
    curves: dict[str, dict[str, dict[str, list[list[float]]]]] = {}
    for one in sorted(run.curves, key=lambda one: (one.kind, one.value, one.quality)):
        steps = [[step.sure, step.right, step.wrong] for step in one.steps]
        curves.setdefault(one.kind, {}).setdefault(one.value, {})[one.quality] = steps
    sent: dict[str, list[Mapping[str, Any]]] = {}
    for left in sorted(
        run.sent, key=lambda left: (left.kind, left.quality, sorted(left.sure.items()))
    ):
        row = {
            "quality": left.quality,
            "sure": dict(sorted(left.sure.items())),
            "right": left.right,
            "wrong": left.wrong,
            "slips": left.slips,
        }
        sent.setdefault(left.kind, []).append(row)
    lines = [json.dumps(plain)[:-1] + ","]
    lines.append('"curves": ' + _lines(curves, 2) + ",")
    lines.append('"sent": ' + _lines(sent, 1) + "}")
    return "\n".join(lines)


def _lines(value: Any, depth: int) -> str:
    """JSON with line breaks down to that depth."""
    if depth < 0 or not value:
        return json.dumps(value)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {_lines(one, depth - 1)}" for key, one in value.items()]
        return "{\n" + ",\n".join(parts) + "\n}"
    return "[\n" + ",\n".join(_lines(one, depth - 1) for one in value) + "\n]"
