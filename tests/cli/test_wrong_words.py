"""A command that is written wrongly is answered in Swedish, with what to write."""

from __future__ import annotations

import pytest
import typer
from shell import Shell

from pipeline.commands.common import said_plainly_outside
from pipeline.commands.usage import fault_text


@pytest.mark.parametrize(
    ("words", "said", "line"),
    [
        ("review show", "BREV saknas. Brevets id, minst 8 tecken.", "review show [VAL] BREV"),
        ("register import", "FIL… saknas. CSV-filer", "register import [VAL] FIL…"),
        ("finnsinte", "Det finns inget kommando som heter finnsinte.", "KOMMANDO …"),
        ("review shw", "som heter shw. Menade du show?", "review [VAL] KOMMANDO …"),
        ("status --finns", "Det finns inget val som heter --finns.", "status [VAL]"),
        ("review show a --bi x", "heter --bi. Menade du --by?", "review show [VAL] BREV"),
        ("pickup vuxen --by", "Valet --by måste följas av ett värde.", ""),
        ("status --json=ja", "Valet --json tar inget värde.", ""),
        ("process --received-on igår", "ska skrivas som 2026-10-05.", "process [VAL] [FIL…]"),
        ("serve --port abc", "ett heltal mellan 0 och 65535.", "serve [VAL]"),
        ("serve --port 65536", "ett heltal mellan 0 och 65535.", "serve [VAL]"),
        ("review person a b --row 0", "Valet --row går inte att använda", "från 1."),
        ("review return a --revision x", "det ska vara ett heltal.", "BREV"),
        ("export --format xml", "välj bland jsonl.", "export [VAL]"),
        ("review search Anna Berg", "Det står för mycket: Berg.", "citattecken"),
    ],
)
def test_a_wrong_word_is_answered_in_swedish(
    shell: Shell, words: str, said: str, line: str
) -> None:
    """What is wrong, how it is written, where the help is; exit 2 and an empty output."""
    assert shell.bare(*words.split()) == 2
    assert shell.out == ""
    assert said in shell.err
    assert line in shell.err
    assert "Hjälp: troskel" in shell.err
    for english in ("Missing", "No such", "Invalid", "Usage", "Try ", "Error", "Did you mean"):
        assert english not in shell.err


def test_what_the_library_may_say_some_day_has_a_sentence_too() -> None:
    """An error of a class that nobody foresaw is answered in Swedish all the same."""
    assert fault_text(typer.TyperException("Something new")) == "Kommandot är fel skrivet."
    assert fault_text(typer.BadParameter("Something new")) == "Kommandot är fel skrivet."


def test_a_bare_group_shows_its_help(shell: Shell) -> None:
    """Once, and as usage."""
    assert shell.bare("review") == 2
    assert shell.out.count("Skriv: troskel review") == 1
    assert shell.err == ""


def test_a_stop_while_the_words_are_read_is_unfinished(capsys: pytest.CaptureFixture[str]) -> None:
    """No code but the contract's, and a sentence."""
    with pytest.raises(SystemExit) as ended, said_plainly_outside():
        raise KeyboardInterrupt
    assert ended.value.code == 1
    assert "Avbrutet" in capsys.readouterr().err
