"""The command itself, killed for real: a short form of ``benchmarks/kill.py``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
LETTERS = ("s01_form3_single", "s02_form3_family_eb", "s08_eviction_family", "file_encrypted")


@pytest.mark.slow
def test_six_kills_change_nothing(tmp_path: Path) -> None:
    """Reconcile agrees, no process outlives the program, and each packet is that of a calm run."""
    done = subprocess.run(
        [
            sys.executable,
            "benchmarks/kill.py",
            "--kills=6",
            f"--keep={tmp_path}",
            "--letters",
            *LETTERS,
        ],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost, nothing sent twice, nothing differs" in done.stdout
