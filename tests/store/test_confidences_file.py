"""The file of measured confidences: written, read back, and refused when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain.confidences import Confidences
from pipeline.domain.frequency import Table
from pipeline.store import confidences_file
from pipeline.store.errors import SettingsError
from pipeline.usecases.models import CONFIDENCES

MEASURED = {"letters": 7, "split": "calibration"}
TABLE = Table(scores=(0.0, 0.9), right=(0.5, 0.98), counts=(0, 40))


def test_written_tables_are_read_back(tmp_path: Path) -> None:
    """The same tables, value by value and scan by scan."""
    made = Confidences(tables={"person": {"poor": TABLE}, "amount_sek": {"digital": TABLE}})
    file = tmp_path / "confidences.json"
    file.write_text(confidences_file.written(made, MEASURED), encoding="utf-8")
    assert confidences_file.read(file) == made


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "troskel/risk/1"}', "{"])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    """The sentence tells which file, and what to do."""
    file = tmp_path / "confidences.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"confidences\.json är skadad"):
        confidences_file.read(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """Nothing is decided with finders' bare words because a file was lost."""
    with pytest.raises(SettingsError, match="saknas"):
        confidences_file.read(tmp_path / "confidences.json")


def test_the_programs_own_file_measures_what_decides() -> None:
    """Amount, letter date, eviction time and person have tables for each quality of scan."""
    tables = confidences_file.read(CONFIDENCES).tables
    for value in ("amount_sek", "letter_date", "eviction_at", "person"):
        assert set(tables[value]) == {"digital", "clean", "poor"}
