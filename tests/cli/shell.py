"""Commands as a person gives them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner
from used_workspace import letter_of

from pipeline.cli import app


@dataclass
class Shell:
    """Runs ``troskel`` in a workspace; every answer is free of traces."""

    root: Path
    runner: CliRunner
    out: str = ""
    err: str = ""

    def bare(self, *words: str, env: dict[str, str | None] | None = None) -> int:
        """Run with these words alone; the exit code. What is printed is kept."""
        result = self.runner.invoke(
            app, list(words), env={"TROSKEL_WORKSPACE": None, "COLUMNS": "200", **(env or {})}
        )
        self.out, self.err = result.stdout, result.stderr
        assert "Traceback" not in self.err
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code

    def __call__(self, *words: str) -> int:
        """Run in this workspace; the exit code."""
        return self.bare(*words, "--workspace", str(self.root))

    def json(self, *words: str) -> Any:
        """Run a command that must succeed, for a machine."""
        assert self(*words, "--json") == 0, self.err
        return json.loads(self.out)

    def letter(self, name: str) -> str:
        """The id of a fixture's letter, as short as staff write it."""
        return letter_of(self.root, name)[:12]
