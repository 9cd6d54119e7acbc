"""Text from outside at the terminal and in the export: no sign of it does anything."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hostile_workspace import hostile_once, only_letter
from shell import Shell
from typer.testing import CliRunner
from used_workspace import copied

from pipeline.usecases.office import opened


@pytest.fixture
def attacked(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The workspace of the attack."""
    source = hostile_once(tmp_path_factory.getbasetemp())
    return Shell(root=copied(source, tmp_path / "work"), runner=CliRunner())


def test_no_command_lets_it_at_the_terminal(attacked: Shell) -> None:
    """No escape sequence from outside, and none of our own marks is opened by it."""
    ident = only_letter(attacked.root)
    for words in (
        ["review", "list"],
        ["review", "show", ident],
        ["explain", ident],
        ["explain", ident, "--detail"],
        ["pickup", "vuxen"],
        ["review", "search", "Zoran"],
        ["status"],
        ["account", "list"],
    ):
        assert attacked(*words) == 0, (words, attacked.err)
        signs = {sign for sign in attacked.out if unicodedata.category(sign) in {"Cc", "Cf"}}
        assert signs <= {"\n"}, (words, signs)


def test_the_export_is_a_line_a_letter(attacked: Shell) -> None:
    """Whatever is in it."""
    assert attacked("export") == 0
    lines = attacked.out.split("\n")[:-1]
    with opened(attacked.root) as office:
        count = office.ledger.number("SELECT count(*) FROM letters")
        count += office.ledger.number("SELECT count(*) FROM documents WHERE state = 'quarantined'")
    assert len([json.loads(line) for line in lines]) == count
