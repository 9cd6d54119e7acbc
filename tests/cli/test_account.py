"""``troskel account``: made with a password that is asked for, changed, shut and opened again."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from shell import Shell
from typer.testing import CliRunner
from used_workspace import STAFF

from pipeline.cli import app
from pipeline.store import accounts as kept
from pipeline.usecases import passwords
from pipeline.usecases.office import opened

WORD = "sju grå kråkor på taket"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of a moment."""
    easy = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", easy)


def told(shell: Shell, word: str, *words: str) -> int:
    """Run with a line on standard input; the exit code."""
    line = [*words, "--workspace", str(shell.root)]
    result = shell.runner.invoke(app, line, input=word, env={"COLUMNS": "200"})
    shell.out, shell.err = result.stdout, result.stderr
    assert "Traceback" not in shell.err
    return result.exit_code


def add(shell: Shell, *words: str, word: str = WORD) -> int:
    """Make an account whose password stands on standard input."""
    return told(shell, word + "\n", "account", "add", *words)


def test_an_account_is_made_listed_and_shut(blank: Shell) -> None:
    """For people and for machines; a shut account stays in the list."""
    assert blank("account", "list") == 0
    assert "inget konto ännu" in blank.out
    roles = ["--role", "administrator", "--role", "handlaggare:vuxen"]
    assert add(blank, "Anna", "--name", "Anna Andersson", *roles) == 0
    assert blank.out.strip() == "Kontot anna är skapat för Anna Andersson."
    (one,) = blank.json("account", "list")
    assert one == {
        "login": "anna",
        "name": "Anna Andersson",
        "roles": ["administrator", "handlaggare:vuxen"],
        "protected": False,
        "disabled": False,
        "locked": False,
        "signed_in_at": None,
        "issuer": "",
    }
    assert blank("account", "disable", "anna") == 0
    assert blank("account", "list") == 0
    assert "stängt" in blank.out
    assert blank("account", "disable", "anna", "--undo") == 0
    assert blank.json("account", "list")[0]["disabled"] is False
    assert blank("account", "unlock", "anna") == 0
    assert "var inte låst" in blank.out
    assert blank("account", "change", "anna", "--role", "chef") == 0
    assert "chef" in blank.out
    assert told(blank, "ett helt annat lösenord\n", "account", "password", "anna") == 0
    with opened(blank.root) as office:
        assert passwords.holds(
            kept.account(office.ledger, "anna").password, "ett helt annat lösenord"
        )


def test_the_password_is_never_an_argument_nor_shown(blank: Shell) -> None:
    """Neither option nor echo: other accounts of the machine see each command line."""
    for command in ("add", "password"):
        assert blank.bare("account", command, "--help") == 0
        assert "--password" not in blank.out
    assert add(blank, "anna", "--name", "Anna", "--role", "chef") == 0
    assert WORD not in blank.out + blank.err
    everything = b"".join(path.read_bytes() for path in blank.root.glob("ledger.db*"))
    assert WORD.encode() not in everything


@pytest.mark.parametrize(
    ("words", "word", "said"),
    [
        (["anna", "--name", "Anna"], WORD, "minst en roll"),
        (["anna", "--name", "Anna", "--role", "rektor"], WORD, "Rollen rektor finns inte"),
        (["anna", "--name", "Anna", "--role", "handlaggare"], WORD, "hör till en enhet"),
        (["anna", "--name", "Anna", "--role", "handlaggare:it"], WORD, "finns inte i rutinen"),
        (["a b", "--name", "Anna", "--role", "chef"], WORD, "Användarnamnet"),
        (["anna", "--name", " ", "--role", "chef"], WORD, "Namnet ska ha"),
        (["anna", "--name", "x" * 101, "--role", "chef"], WORD, "Namnet ska ha"),
        (["anna", "--name", "Anna", "--role", "chef"], "kort", "minst 12 tecken"),
        (["anna", "--name", "Anna", "--role", "chef"], "", "minst 12 tecken"),
        (["anna", "--name", "Anna", "--role", "chef"], "x" * 501, "högst 500"),
        (["anna", "--name", "Anna", "--role", "chef"], "aaaaaaaaaaaaaa", "lätt att gissa"),
        (["anna", "--name", "Anna", "--role", "chef"], "123456789012", "lätt att gissa"),
        (["anna", "--name", "A B", "--role", "chef"], "anna.ANNA.annaXYZ", "ditt namn"),
        (["ab", "--name", "Beata Bodin", "--role", "chef"], "beata.bodin2026", "ditt namn"),
        (["anna", "--name", STAFF, "--role", "chef"], WORD, "lägg till --protected"),
        (["anna", "--name", "Anna", "--role", "chef", "--protected"], WORD, "protected_staff"),
    ],
)
def test_what_cannot_be_an_account_is_said(
    blank: Shell, words: list[str], word: str, said: str
) -> None:
    """Exit 2, one sentence, nothing made."""
    assert add(blank, *words, word=word) == 2
    assert said in blank.err
    assert blank.json("account", "list") == []


def test_two_of_one_name_are_refused(blank: Shell) -> None:
    """In a history nobody could tell them apart."""
    assert add(blank, "anna", "--name", "Anna Andersson", "--role", "chef") == 0
    assert add(blank, "ANNA", "--name", "Anna Berg", "--role", "chef") == 1
    assert add(blank, "anna2", "--name", "anna ANDERSSON", "--role", "chef") == 1
    assert "finns redan ett konto" in blank.err


def test_who_is_named_for_protected_letters_is_tied_to_an_account(blank: Shell) -> None:
    """The settings name the person, the command ties the account; either alone opens nothing."""
    roles = ["--role", "administrator"]
    assert add(blank, "siri", "--name", STAFF, *roles, "--protected") == 0
    assert blank.json("account", "list")[0]["protected"] is True
    assert blank("account", "change", "siri", "--not-protected") == 0
    assert blank.json("account", "list")[0]["protected"] is False
    assert blank("account", "change", "siri", "--protected") == 0
    assert "utsedd för skyddade brev" in blank.out
    settings = blank.root / "troskel.toml"
    text = settings.read_text(encoding="utf-8").replace(STAFF, "Någon Annan")
    settings.write_text(text, encoding="utf-8")
    assert blank.json("account", "list")[0]["protected"] is False
    assert blank("account", "change", "siri", "--protected") == 2


@pytest.mark.parametrize(
    "words",
    [
        ["disable", "bo"],
        ["unlock", "bo"],
        ["password", "bo"],
        ["change", "bo", "--role", "chef"],
    ],
)
def test_an_account_that_there_is_not_is_said(blank: Shell, words: list[str]) -> None:
    """Exit 1, and how to see which there are."""
    assert told(blank, WORD + "\n", "account", *words) == 1
    assert "troskel account list" in blank.err


def test_a_change_of_nothing_is_usage(blank: Shell) -> None:
    """Exit 2 with what could be changed."""
    assert add(blank, "anna", "--name", "Anna", "--role", "chef") == 0
    assert blank("account", "change", "anna") == 2
    assert "--not-protected" in blank.err


@pytest.mark.parametrize(("again", "code"), [(WORD, 0), ("något helt annat", 2)])
def test_at_a_keyboard_the_password_is_asked_for_twice_unseen(
    blank: Shell, again: str, code: int
) -> None:
    """As a person at a terminal meets it."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline.cli", "account", "add", "anna", "--name", "Anna"]
    command += ["--role", "chef", "--workspace", str(blank.root)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        start_new_session=True,
    ) as process:
        os.close(theirs)
        seen = b""
        for word in (WORD, again):
            while b": " not in seen.rpartition(b"\n")[2]:
                seen += os.read(ours, 1000)
            os.write(ours, word.encode() + b"\n")
            seen += b"\n"
        try:
            while piece := os.read(ours, 1000):
                seen += piece
        except OSError:  # the other end is closed: Linux says so with an error
            pass
        assert process.wait() == code
    os.close(ours)
    shown = seen.decode()
    assert shown.count("Lösenord (minst 12 tecken): ") == 1
    assert "En gång till: " in shown
    assert WORD not in shown
    assert again not in shown
    assert ("är olika" in shown) is (code == 2)


def test_the_list_is_for_people_too(blank: Shell) -> None:
    """With what is locked, and when somebody last signed in."""
    assert add(blank, "anna", "--name", "Anna [röd]", "--role", "chef") == 0
    assert blank("account", "list") == 0
    assert "Anna [röd]" in blank.out
    assert "aldrig" in blank.out
    assert "öppet" in blank.out
    assert json.loads(json.dumps(blank.json("account", "list")))
    assert CliRunner().invoke(app, ["account"]).exit_code == 2
