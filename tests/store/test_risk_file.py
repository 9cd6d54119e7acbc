"""The file of measured confidences: what is written is read, what is damaged is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.domain.risk import Curve, Measured, Run, Sent, Step
from pipeline.store import risk_file
from pipeline.store.errors import SettingsError

MADE = Measured(
    model="letters-1",
    reading="tesseract",
    thresholds={"kind": 0.95},
    runs=(
        Run(
            seed=1,
            split="held_out",
            letters=12,
            chooses=False,
            came={"other": 2, "rent_debt": 10},
            curves=(
                Curve(
                    kind="rent_debt",
                    value="kind",
                    quality="poor",
                    steps=(
                        Step(sure=0.9, right=3, wrong=1),
                        Step(sure=0.99, right=6, wrong=0),
                    ),
                ),
            ),
            sent=(
                Sent(
                    kind="rent_debt", quality="poor", sure={"kind": 0.99}, right=5, wrong=1, slips=3
                ),
                Sent(kind="rent_debt", quality="poor", sure={}, right=1, wrong=0),
            ),
        ),
        Run(seed=2, split="held_out", letters=0, chooses=True, came={}),
    ),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Whole, and equal texts for equal measurements."""
    file = tmp_path / risk_file.FILE
    file.write_text(risk_file.written(MADE), encoding="utf-8")
    found = risk_file.read(file)
    assert found is not None
    assert found.runs[1] == MADE.runs[1]
    assert found.runs[0].curves == MADE.runs[0].curves
    assert {
        (frozenset(one.sure.items()), one.right, one.wrong, one.slips) for one in found.runs[0].sent
    } == {(frozenset({("kind", 0.99)}), 5, 1, 3), (frozenset(), 1, 0, 0)}
    assert risk_file.written(found) == risk_file.written(MADE)
    assert json.loads(risk_file.written(MADE))["schema"] == "troskel/risk/1"


def test_no_file_is_no_measurement(tmp_path: Path) -> None:
    """A model that was never measured has none."""
    assert risk_file.read(tmp_path / risk_file.FILE) is None


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", risk_file.written(MADE).replace('"right": 5', '"right": -5')]
)
def test_a_damaged_file_is_refused_and_named(tmp_path: Path, text: str) -> None:
    """Never taken for no measurement: thresholds would fall."""
    file = tmp_path / risk_file.FILE
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"risk\.json är skadad"):
        risk_file.read(file)
