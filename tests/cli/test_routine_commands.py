"""``routine …``, ``binder`` and ``discard …`` as the routine's owner and a unit give them."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from scenarios.desk import READINGS
from shell import Shell
from used_workspace import SENT, scan_of

from pipeline.commands.routine import drawn_name
from pipeline.documents.drawing import page
from pipeline.store.routine_files import ROUTINES, load, names, versions


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of routines of the municipality's own: a copy of those that come along."""
    return Path(shutil.copytree(ROUTINES, tmp_path / "egna"))


def test_routines_are_listed(shell: Shell) -> None:
    """Each with the days from which its versions hold, and when it was to be revised."""
    assert shell.bare("routine", "list") == 0
    assert re.search(r"soderkoping_skuldfordringar\W+2023-12-11\W+2024-11-01", shell.out)
    assert shell.bare("routine", "list", "--json") == 0
    assert json.loads(shell.out) == {
        name: [file.stem for file in versions(name)] for name in names()
    }


def test_every_routine_is_proved_with_its_figures(shell: Shell) -> None:
    """Combinations and seconds, a line a version; exit 0."""
    assert shell.bare("routine", "verify") == 0
    lines = shell.out.splitlines()
    assert len(lines) == len(names())
    for line in lines:
        assert re.search(r": \d+ kombinationer på \d,\d\d s, \d+ rader, \d+ plikter, ", line), line
        assert line.endswith("ingen lucka och inget överlapp. Alla exempel stämmer.")


def test_an_unknown_routine_is_named_with_those_that_there_are(shell: Shell) -> None:
    """Whatever is asked of it."""
    for words in (["verify", "atlantis"], ["show", "atlantis"], ["draw", "atlantis"]):
        assert shell.bare("routine", *words) == 2
        assert "goteborg" in shell.err


def test_a_routine_is_shown_with_its_sentences(shell: Shell) -> None:
    """When, then, and what it rests on; where it is silent, why."""
    assert shell.bare("routine", "show", "goteborg") == 0
    assert "«Kopia på inkommen underrättelse lämnas" in shell.out
    assert shell.bare("routine", "show", "grund") == 0
    assert "Granskas (C4)." in shell.out


def test_an_example_that_comes_out_otherwise_is_named(shell: Shell, own: Path) -> None:
    """By file and line, with what came and what was awaited; exit 1."""
    examples = own / "goteborg" / "2022-02-15.examples.toml"
    text = examples.read_text(encoding="utf-8")
    examples.write_text(text.replace('row = "002-F1a"', 'row = "002-F1b"', 1), encoding="utf-8")
    assert shell.bare("routine", "verify", "goteborg", "--folder", str(own)) == 1
    assert "Exemplen stämmer inte" in shell.out
    assert "rad blev 002-F1a, väntat var 002-F1b" in shell.err
    assert re.search(r"2022-02-15\.examples\.toml rad \d+", shell.err)


def test_all_faults_of_all_routines_are_said_at_once(shell: Shell, own: Path) -> None:
    """A gap in one, a sentence that is not the routine's in another, a key that is none."""
    changes = {
        "goteborg/2022-02-15.toml": ("[[row]]", "[[rad]]"),
        "grund/2025-07-01.toml": ('sentence = "Myndigheten ska', 'sentence = "Myndigheten bör'),
        "nacka_inkasso/2020-01-01.toml": ('intake_point = "stadshuset"', 'intake_point = "any"'),
    }
    for name, (old, new) in changes.items():
        text = (own / name).read_text(encoding="utf-8")
        assert old in text, name
        (own / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert shell.bare("routine", "verify", "--folder", str(own)) == 1
    for name in changes:
        assert re.search(rf"{re.escape(name)}[^\n]*:?\n? *rad \d+", shell.err), (name, shell.err)
    assert shell.out.count("Alla exempel stämmer.") == len(names()) - len(changes)


def test_a_routine_without_examples_is_said_to_have_none(shell: Shell, own: Path) -> None:
    """It verifies, but nobody guards it."""
    (own / "grund" / "2025-07-01.examples.toml").unlink()
    assert shell.bare("routine", "verify", "grund", "--folder", str(own)) == 0
    assert "Inga exempel." in shell.out


def test_a_list_names_what_cannot_be_read(shell: Shell, own: Path) -> None:
    """The others are still listed."""
    (own / "grund" / "2025-07-01.toml").write_text("name = ", encoding="utf-8")
    assert shell.bare("routine", "list", "--folder", str(own)) == 0
    assert "går inte att läsa" in shell.out
    assert "goteborg" in shell.out


def test_a_routine_is_drawn_to_the_screen_or_to_files(shell: Shell, tmp_path: Path) -> None:
    """One page a version; all of them without a name."""
    assert shell.bare("routine", "draw", "grund") == 0
    assert shell.out == page(load(versions("grund")[-1])) + "\n"
    folder = tmp_path / "sidor"
    assert shell.bare("routine", "draw", "--save", str(folder)) == 0
    drawn = {drawn_name(load(file)) for name in names() for file in versions(name)}
    assert {path.name for path in folder.iterdir()} == drawn


def test_a_routine_with_faults_is_not_drawn(shell: Shell, own: Path) -> None:
    """Its faults are told instead, each with its line."""
    (own / "grund" / "2025-07-01.toml").write_text("name = ", encoding="utf-8")
    assert shell.bare("routine", "draw", "grund", "--folder", str(own)) == 2
    assert "kan inte användas" in shell.err
    assert "rad 1" in shell.err


def test_a_letter_that_nobody_wrote_is_refused(blank: Shell, own: Path) -> None:
    """Though examples agree with it; in a workspace the municipality's own letters count."""
    for file in (own / "grund").glob("2025-07-01*.toml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"informationsbrev"', '"infobrev"'), encoding="utf-8")
    said = ("routine", "verify", "grund", "--folder", str(own))
    assert blank.bare(*said) == 1
    assert "okänt brev infobrev (template); de som finns är andrahandsvarning," in blank.err
    letters = blank.root / "brev"
    letters.mkdir(exist_ok=True)
    (letters / "infobrev.txt").write_text("# Brev\n\nHej.\n", encoding="utf-8")
    assert blank(*said) == 0


def test_what_is_no_fault_is_told_and_refuses_nothing(shell: Shell, own: Path) -> None:
    """Sentences that nobody used: counted for all routines, listed for one, and no text at all."""
    assert shell.bare("routine", "verify") == 0
    assert "OBS 1 mening i 2020-01-01.txt vilar ingen rad eller plikt på" in shell.err
    assert shell.bare("routine", "verify", "nacka_inkasso") == 0
    assert "«Ansvarig Enhetschef Mottagning och utredning»" in shell.err
    assert shell.bare("routine", "verify", "goteborg") == 0
    assert shell.err.count("«") == 10
    assert "till: troskel routine draw goteborg" in shell.err
    (own / "grund" / "2025-07-01.txt").unlink()
    assert shell.bare("routine", "verify", "grund", "--folder", str(own)) == 0
    assert shell.err == (
        "OBS 2025-07-01.txt finns inte: inga meningar är jämförda med den skrivna rutinen.\n"
    )


def test_a_routine_of_one_s_own_is_begun_and_used(shell: Shell, tmp_path: Path) -> None:
    """From the template to a workspace: it verifies as it stands; nothing is overwritten."""
    folder = tmp_path / "rutiner"
    begin = ("routine", "new", "provby", "--folder", str(folder), "--from", "2026-01-01")
    assert shell.bare(*begin) == 0
    assert f"troskel routine verify provby --folder {folder}" in " ".join(shell.out.split())
    assert {path.name for path in (folder / "provby").iterdir()} == {
        "2026-01-01.toml",
        "2026-01-01.txt",
        "2026-01-01.examples.toml",
    }
    assert shell.bare("routine", "verify", "provby", "--folder", str(folder)) == 0
    assert "Alla exempel stämmer." in shell.out
    assert shell.bare(*begin) == 2
    assert "finns redan" in shell.err
    work = tmp_path / "work"
    chosen = ("--routine", "provby", "--routines", str(folder))
    assert shell.bare("init", str(work), *chosen) == 0, shell.err
    routine = load(folder / "provby" / "2026-01-01.toml")
    assert {path.name for path in (work / "outbox").iterdir()} == {
        "skyddad",
        *(unit.id for unit in routine.units),
    }


def test_a_routine_begun_today_holds_from_today(shell: Shell, tmp_path: Path) -> None:
    """Where no day is given."""
    assert shell.bare("routine", "new", "provby", "--folder", str(tmp_path)) == 0
    assert (tmp_path / "provby" / f"{date.today()}.toml").is_file()  # noqa: DTZ011 - staff's day


def test_a_routine_whose_day_has_passed_is_told_by_check(shell: Shell, tmp_path: Path) -> None:
    """Its owner is to be asked; work goes on."""
    work = tmp_path / "work"
    assert shell.bare("init", str(work), "--routine", "soderkoping_skuldfordringar") == 0
    shell.bare("check", "--workspace", str(work))
    said = " ".join(shell.out.split())
    assert "Den skulle ha reviderats senast 2024-11-01. Fråga rutinens ägare" in said
    grund = tmp_path / "grund"
    assert shell.bare("init", str(grund), "--routine", "grund") == 0
    shell.bare("check", "--workspace", str(grund))
    assert "reviderats" not in shell.out


@pytest.mark.parametrize("name", ["Provby", "../x", "1by", "prov by", "å"])
def test_a_name_that_no_folder_can_have_is_refused(shell: Shell, tmp_path: Path, name: str) -> None:
    """And nothing is written."""
    assert shell.bare("routine", "new", name, "--folder", str(tmp_path)) == 2
    assert "Rutinens namn ska börja med en bokstav" in shell.err
    assert list(tmp_path.iterdir()) == []


def test_a_past_period_is_replayed(used: Shell) -> None:
    """By the same version nothing moves; by another, each letter's two ways; nothing changes."""
    assert used("routine", "replay", "2022-02-15") == 0, used.err
    assert "0 av " in used.out
    assert "Inget är ändrat." in used.out
    assert used("routine", "replay", "ifo_skulder", "--since", "2026-10-01") == 0, used.err
    assert f"{used.letter(SENT)}: Hyresskuld" in used.out
    assert re.search(r"i stället: ekonomiskt_bistand handlägger, [^,]+, rad 001-", used.out)
    assert used("reconcile") == 0
    moved = used.json("routine", "replay", "grund/2025-07-01")
    rows = {one["letter"][:12]: one["after"]["row"] for one in moved}
    assert rows[used.letter(SENT)] == "L-44-bistand"
    assert used("routine", "replay", "grund", "--until", "2020-01-01") == 0
    assert "0 av 0 brev" in used.out


def test_a_replay_takes_a_file_that_is_being_written(used: Shell, own: Path) -> None:
    """The version need not be in use, nor have a day that has come."""
    file = own / "grund" / "2025-07-01.toml"
    assert used("routine", "replay", str(file)) == 0
    assert "enligt grund 2025-07-01" in used.out


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("atlantis", "ingen rutin som heter atlantis"),
        ("grund/1999-01-01", "Versioner: 2025-07-01"),
        ("1999-01-01", "Versioner: 2022-02-15"),
        ("finns-inte.toml", "finns-inte.toml"),
    ],
)
def test_a_version_that_is_not_there_is_said(used: Shell, version: str, said: str) -> None:
    """With those that there are."""
    assert used("routine", "replay", version) == 2
    assert said in " ".join(used.err.split())


def test_a_workspace_without_binder_or_discards_says_so(used: Shell) -> None:
    """Göteborg's routine has no binder, and nothing was discarded."""
    assert used("binder") == 0
    assert "Inget ligger i någon pärm." in used.out
    assert used.json("binder", "--year", "2026") == []
    assert used("discard", "list") == 0
    assert "Ingen kopia är makulerad." in used.out


@pytest.fixture
def bound(blank: Shell, tmp_path: Path) -> Shell:
    """A workspace of a routine with a binder, to which a family's letter came."""
    root = tmp_path / "ifo"
    root.mkdir()
    (root / "troskel.toml").write_text(
        'routine = "ifo_skulder"\nmunicipality = "Göteborg"\n[inbox]\nquiet_seconds = 0\n'
        "[thresholds]\namount_sek = 0.3\nletter_date = 0.3\nperson = 0.5\n",
        encoding="utf-8",
    )
    shell = Shell(root=root, runner=blank.runner)
    assert shell.bare("init", str(root), "--routine", "ifo_skulder") == 0, shell.err
    shutil.copy(blank.root / "register.db", root / "register.db")
    shutil.copytree(READINGS, root / "readings", dirs_exist_ok=True)
    shutil.copy(scan_of("rent_bou_case"), root / "inbox" / "brev.pdf")
    assert shell("process", "--received-on", "2026-10-05") == 0, shell.out + shell.err
    return shell


def test_the_binder_is_listed_and_a_copy_discarded(bound: Shell) -> None:
    """The index has no name; the copy goes when the municipality says so, and the log says who."""
    letter = bound.letter("brev")
    assert bound("binder", "--year", "2026") == 0
    assert re.search(rf"2026-10-05\W+{letter}\W+Hyresskuld\W+2031-10-05", bound.out)
    (entry,) = bound.json("binder")
    assert entry["letter"].startswith(letter)
    assert set(entry) == {"binder", "arrived", "letter", "line", "kind", "kept_until"}
    discard = ("discard", "copy", letter, "barn_unga", "--by", "Anna Provsson")
    assert bound(*discard, "--reason", "inte aktuellt") == 1
    assert "allow_discard" in bound.err
    settings = bound.root / "troskel.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"allow_discard = true\n{text}", encoding="utf-8")
    assert bound(*discard) == 1
    assert "varför" in bound.err
    assert bound(*discard, "--reason", "inte aktuellt") == 1
    assert "inte hämtad" in bound.err
    assert bound("pickup", "barn_unga", "--take", "--by", "Barbro Barnsson") == 0, bound.err
    assert bound(*discard, "--reason", "inte aktuellt") == 0, bound.err
    assert "Makulerat av Anna Provsson" in bound.out
    assert bound("discard", "list") == 0
    for said in ("Anna Provsson", "barn_unga", letter, "inte aktuellt"):
        assert said in bound.out
    (line,) = bound.json("discard", "list")
    assert line["by"] == "Anna Provsson"
    assert bound("reconcile") == 0
