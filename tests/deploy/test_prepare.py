"""Preparing the program: a virtual environment that does not work here is made anew, and said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "prepare.sh"
LIBRARIES = "libmagic.so.1 libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"
PYTHON = f"""#!/bin/bash
case "$*" in
  *"-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo venv >>made ;;
  *" -e .") echo "#!$PWD/.venv/bin/python" >.venv/bin/troskel && chmod +x .venv/bin/troskel ;;
  *"pip install"*) echo pip >>made ;;
  *) exec {sys.executable} "$@" ;;
esac
"""
"""A Python that only notes what it is asked to install."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of the program, and tools that install nothing on the machine."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, text in {
        "python3": PYTHON,
        "tesseract": "#!/bin/sh\nprintf 'osd\\nswe\\n'\n",
        "ldconfig": f"#!/bin/sh\nprintf '%s\\n' {LIBRARIES}\n",
        "apt-get": "#!/bin/sh\nexit 9\n",
        "sudo": "#!/bin/sh\nexit 9\n",
    }.items():
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    found = tmp_path / "program"
    (found / "deploy").mkdir(parents=True)
    shutil.copy(SCRIPT, found / "deploy")
    (found / "requirements.txt").write_text("")
    (found / "pyproject.toml").write_text("")
    return found


def prepared(home: Path) -> str:
    """What the script says, run to a good end."""
    path = f"{home.parent / 'tools'}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", home / "deploy" / "prepare.sh"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 9 or "systempaket" in done.stderr:
        pytest.skip("the machine lacks the fonts")
    assert done.returncode == 0, done.stderr
    return done.stderr


def made(home: Path) -> list[str]:
    """What was made since it was asked last."""
    note = home / "made"
    found = note.read_text().split() if note.exists() else []
    note.unlink(missing_ok=True)
    return found


def test_what_is_prepared_is_left_as_it_is(home: Path) -> None:
    """Made once; a second run installs nothing and says nothing."""
    assert "Installerar Python-paket" in prepared(home)
    assert made(home) == ["venv", "pip"]
    assert prepared(home) == ""
    assert made(home) == []


def test_a_python_that_this_account_cannot_start_is_replaced(home: Path) -> None:
    """As when root made the environment from a Python in its own closed home."""
    prepared(home)
    made(home)
    python = home / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/bin/python3")
    assert "Mappen .venv fungerar inte här för kontot" in prepared(home)
    assert made(home) == ["venv", "pip"]
    assert prepared(home) == ""


def test_an_environment_of_another_folder_is_replaced(home: Path) -> None:
    """A copied one would run the other folder's program."""
    prepared(home)
    other = home.with_name("copy")
    shutil.copytree(home, other)
    made(other)
    assert "Den görs om." in prepared(other)
    assert made(other) == ["venv", "pip"]
    assert str(other) in (other / ".venv" / "bin" / "troskel").read_text()
