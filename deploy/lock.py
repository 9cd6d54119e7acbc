"""Locks versions and hashes, without any registry's address, for every Python from 3.11."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def lock(wanted: list[str], target: Path, constraint: Path | None) -> None:
    """Writes the locked requirements of ``wanted`` to ``target``; needs ``uv`` on the path."""
    with tempfile.NamedTemporaryFile("w", suffix=".in") as source:
        source.write("\n".join([*wanted, "setuptools"]) + "\n")
        source.flush()
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
        command += ["--constraint", str(constraint)] if constraint else []
        subprocess.run([*command, source.name, "--output-file", str(target)], check=True)


def main() -> int:
    """Locks the development set first; the running set takes the same versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    development = ROOT / "requirements-dev.txt"
    extra = project["optional-dependencies"]["dev"]
    lock([*project["dependencies"], *extra], development, None)
    lock(project["dependencies"], ROOT / "requirements.txt", development)
    return 0


if __name__ == "__main__":
    sys.exit(main())
