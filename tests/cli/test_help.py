"""Every command explains itself in Swedish with an example that is one of its own."""

from __future__ import annotations

import re
import shlex

import click
import pytest
import typer
from shell import Shell
from typer.testing import CliRunner

from pipeline.cli import app


def commands() -> dict[str, click.Command]:
    """Every command by its words."""
    found: dict[str, click.Command] = {}

    def walk(command: object, words: tuple[str, ...]) -> None:
        below = getattr(command, "commands", None)
        if below is None:
            found[" ".join(words)] = command  # type: ignore[assignment]
            return
        for name, one in below.items():
            walk(one, (*words, name))

    walk(typer.main.get_command(app), ())
    return found


COMMANDS = commands()


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_has_help_with_an_example(shell: Shell, words: str) -> None:
    """In Swedish; the example calls this command with options that it has."""
    assert shell.bare(*words.split(), "--help") == 0
    text = re.sub(r"\s+", " ", shell.out)
    assert "Exempel: troskel " in text
    example = re.search(r"Exempel: troskel ([^╭]+)", text)
    assert example is not None
    given = shlex.split(example[1].replace("…", "").replace(">", ""))
    assert " ".join(given).startswith(words)
    known = {name for one in COMMANDS[words].params for name in one.opts}
    assert {word for word in given if word.startswith("--")} <= known
    assert not re.search(r"\b(the|and|of|with|usage|options)\b", text, re.IGNORECASE)
    assert "Visa den här hjälpen." in text


@pytest.mark.parametrize("words", COMMANDS)
def test_every_option_is_explained(words: str) -> None:
    """No argument or option is left to be guessed."""
    for one in COMMANDS[words].params:
        assert getattr(one, "help", None), f"{words}: {one.name}"


def test_the_program_tells_its_exit_codes(shell: Shell) -> None:
    """And lists its commands."""
    assert shell.bare("--help") == 0
    assert "Slutkoder: 0" in shell.out
    for words in COMMANDS:
        assert words.split()[0] in shell.out


def test_a_wrong_word_is_usage(shell: Shell) -> None:
    """Exit 2 as the contract says."""
    assert shell.bare("finnsinte") == 2
    assert shell.bare("process", "--received-on", "i går") == 2
    assert CliRunner().invoke(app, ["routine", "show"]).exit_code == 2
