"""Each command from end to end: what it prints, what it changes, how it ends."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from scenarios.desk import FIXTURES
from shell import Shell
from used_workspace import (
    KRONOFOGDEN,
    LISTED,
    LOCKED,
    PROTECTED,
    SENT,
    STAFF,
    UNSURE,
    scan_of,
    snapshot,
)

from pipeline.store.errors import PlaceError
from pipeline.store.workspace import open_workspace
from pipeline.usecases.office import opened
from pipeline.web.server import FIRST_PORT, bound

FIRST = "196705209804"
BY = ("--by", "Anna Provsson")


def test_init_makes_a_workspace_and_completes_one(shell: Shell) -> None:
    """The folders of the contract; a second time changes nothing; another routine is refused."""
    root = shell.root / "ny mapp [a]"
    assert shell.bare("init", str(root)) == 0
    assert str(root) in shell.out
    for name in (
        "troskel.toml",
        "inbox",
        "outbox/vuxen",
        "outbox/skyddad",
        "archive",
        "quarantine",
    ):
        assert (root / name).exists()
    (root / "troskel.toml").write_text('routine = "goteborg"\n# mitt\n', encoding="utf-8")
    assert shell.bare("init", str(root), "--routine", "goteborg") == 0
    assert "# mitt" in (root / "troskel.toml").read_text(encoding="utf-8")
    assert shell.bare("init", str(shell.root / "x"), "--routine", "atlantis") == 2
    assert "goteborg" in shell.err
    assert not (shell.root / "x" / "troskel.toml").exists()


def test_a_folder_that_is_no_workspace_is_said_so(shell: Shell) -> None:
    """One sentence with the remedy, exit 2, for each command that needs one."""
    for words in (
        ["status"],
        ["process"],
        ["reconcile"],
        ["check"],
        ["export"],
        ["explain", "12345678"],
        ["pickup", "vuxen"],
        ["confirm-sent", "12345678"],
        ["review", "list"],
        ["review", "search", "x"],
        ["reprocess"],
        ["run"],
        ["serve"],
        ["register", "import", "x.csv"],
    ):
        assert shell(*words) == 2, words
        assert "ingen arbetsmapp för Tröskel" in shell.err
        assert shell.out == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("routine = ", "ingen giltig TOML-fil"),
        ('routin = "goteborg"', "okänt ord"),
        ('routine = "goteborg"\n[inbox]\nquiet_seconds = -1', "minst 0"),
        ('routine = "atlantis"', "goteborg"),
    ],
)
def test_broken_settings_are_said_with_their_place(blank: Shell, text: str, said: str) -> None:
    """And nothing is begun."""
    (blank.root / "troskel.toml").write_text(text, encoding="utf-8")
    assert blank("process") == 2
    assert said in blank.err


def test_the_workspace_is_named_in_three_ways(
    used: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After the command, before it, in the environment, or by standing in it."""
    root = str(used.root)
    monkeypatch.chdir(tmp_path)
    assert used.bare("status", "--workspace", root) == 0
    said = used.out
    assert used.bare("--workspace", root, "status") == 0
    assert used.out == said
    assert used.bare("status", env={"TROSKEL_WORKSPACE": root}) == 0
    assert used.out == said
    assert used.bare("status") == 2
    monkeypatch.chdir(used.root)
    assert used.bare("status") == 0
    assert used.out == said
    # The nearest name wins.
    assert used.bare("--workspace", str(tmp_path), "status", "--workspace", root) == 0


def test_the_register_is_replaced_whole(blank: Shell) -> None:
    """The counts are told, for people and machines."""
    files = [str(path) for path in sorted((FIXTURES / "register").glob("*.csv"))]
    assert blank("register", "import", *files) == 0
    assert "506 personer" in blank.out
    told = blank.json("register", "import", *files, "--exported-on", "2026-10-01")
    assert told["done"]
    assert told["counts"]["persons"] == 506


def test_a_faulty_register_file_changes_nothing(blank: Shell, tmp_path: Path) -> None:
    """Every fault with file and line, exit 1, and the register is as it was."""
    bad = tmp_path / "personer.csv"
    source = (FIXTURES / "register" / "persons.csv").read_text(encoding="utf-8").splitlines()
    bad.write_text("\n".join([*source[:3], "1;2;3", *source[5:9]]), encoding="utf-8")
    assert blank("register", "import", str(bad)) == 1
    assert "Inget är inläst" in blank.err
    assert "personer.csv" in blank.err
    assert blank("register", "import", str(tmp_path / "finns-inte.csv")) == 1
    assert "finns-inte.csv" in blank.err
    assert blank("review", "search", "Maria Almvret") == 0
    assert "19670520" in blank.out.replace("-", "")


def test_process_takes_what_is_in_the_inbox(blank: Shell) -> None:
    """And says where each letter went; the same again is a duplicate; exit 0 for both."""
    shutil.copy(scan_of(SENT), blank.root / "inbox" / "brev.pdf")
    shutil.copy(scan_of(LOCKED), blank.root / "inbox" / "låst.pdf")
    assert blank("process", "--received-on", "2026-07-02") == 0
    for word in ("brev.pdf", "fördelat", "vuxen (handlägger)", "002-F1a", "låst med lösenord"):
        assert word in " ".join(blank.out.split())
    assert not list((blank.root / "inbox").glob("*.pdf"))
    before = snapshot(blank.root)
    assert blank("process", str(scan_of(SENT))) == 0
    assert "samma fil igen" in blank.out
    assert scan_of(SENT).exists()
    assert snapshot(blank.root) == before
    assert blank("process") == 0
    assert "Inget nytt har kommit in" in blank.out
    assert blank("export") == 0
    lines = [json.loads(line) for line in blank.out.splitlines()]
    assert {line["schema"] for line in lines} == {"troskel/letter/1"}
    days = {line["document"]["received_on"] for line in lines if line["state"] == "routed"}
    assert days == {"2026-07-02"}


def test_process_says_what_could_not_be_finished(blank: Shell, tmp_path: Path) -> None:
    """A file that is not there is usage; one that is only half there keeps the run from its end."""
    assert blank("process", str(tmp_path / "finns-inte.pdf")) == 2
    assert "finns inte" in blank.err
    assert blank("process", str(tmp_path)) == 2
    settings = blank.root / "troskel.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("quiet_seconds = 0\n", "quiet_seconds = 0\nonce_grace_seconds = 1\n"),
        encoding="utf-8",
    )
    (blank.root / "inbox" / "katalog").mkdir()
    (blank.root / "inbox" / "länk.pdf").symlink_to(scan_of(SENT))
    assert blank("process") == 0
    assert "togs inte" in blank.out
    assert blank("status") == 0
    assert "länk.pdf" in blank.out


def test_a_machine_that_fails_is_said_and_nothing_is_lost(
    blank: Shell, faulty: Callable[[str, Exception], None]
) -> None:
    """Exit 1, the sentence, and the letter is taken by the next run."""
    shutil.copy(scan_of(LOCKED), blank.root / "inbox" / "brev.pdf")
    faulty("pipeline.usecases.arrive.take", PlaceError("Disken är full. Frigör utrymme."))
    assert blank("process") == 1
    assert "Disken är full" in blank.err
    assert (blank.root / "inbox" / "brev.pdf").exists()


def test_a_second_run_in_the_same_workspace_is_refused(used: Shell) -> None:
    """Exit 2 for process, run and reprocess; looking is always allowed."""
    with opened(used.root) as office, office.coordinating():
        assert used("process") == 2
        assert "arbetar redan" in used.err
        assert used("reprocess", "--apply") == 2
        assert used("run", "--port", "0") == 2
        assert used("status") == 0
        assert "Inkorgen bevakas." in used.out


def test_status_tells_how_things_stand(used: Shell) -> None:
    """Counts, what is owed, what waits; the same for a machine."""
    assert used("status") == 0
    assert "Mottagna filer: 7" in used.out
    assert "Bekräftelse till Kronofogden FÖRSENAD" in used.out
    told = used.json("status")
    assert (told["received"], told["quarantined"], told["routed"]) == (7, 1, 1)
    assert len(told["confirmations"]) == 1


def test_explain_tells_the_whole_way(used: Shell) -> None:
    """Facts with places, the rows with their sentences, what happened; a document by its hash."""
    assert used("explain", used.letter(SENT), *BY) == 0
    for word in (
        "002-F1a",
        "«Kopia på inkommen underrättelse",
        "sida 1",
        "underlag lagt i utkorgen",
    ):
        assert word in used.out
    assert used("explain", "00000000", *BY) == 1
    assert "inget sådant brev" in used.err
    assert used("explain", used.letter(PROTECTED), *BY) == 1
    assert "Skyddad" in used.err
    assert used("explain", used.letter(PROTECTED), "--by", STAFF) == 0


def test_reconcile_proves_the_sum_and_sees_what_is_missing(used: Shell) -> None:
    """Exit 0 while all agrees; a packet taken without a receipt is a fault, exit 1."""
    assert used("reconcile") == 0
    assert "Allt stämmer." in used.out
    told = used.json("reconcile")
    assert told["ok"]
    assert told["received"] == told["decided"] + told["quarantined"] + told["duplicates"]
    (packet,) = (used.root / "outbox" / "vuxen").glob("[0-9]*")
    shutil.rmtree(packet)
    assert used("reconcile") == 1
    assert "utan kvitto" in used.out
    assert used("reconcile", "--json") == 1
    assert json.loads(used.out)["faults"][0]["code"] == "packet_missing"


def test_check_finds_what_is_wrong(used: Shell) -> None:
    """All well here; an open outbox of protected letters is not."""
    closed(used.root)
    assert used("check") == 0, used.out
    assert "modell" in used.out
    assert all(one["ok"] or one["warning"] for one in used.json("check"))
    (used.root / "outbox" / "skyddad").chmod(0o755)
    assert used("check") == 1
    assert "FEL  mappen outbox/skyddad" in used.out
    assert "chmod 700" in used.out


def closed(root: Path) -> None:
    """As the program leaves a workspace under its own umask, which the tests' process has not."""
    for path in (root, *root.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o007)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("ledger.db", "liggaren"),
        ("register.db", "registret"),
        ("archive", "arkivet"),
        ("readings", "läsningarna"),
        ("quarantine", "karantänen"),
        ("outbox/vuxen", "utkorgarna"),
    ],
)
def test_check_sees_what_others_may_read(blank: Shell, name: str, what: str) -> None:
    """Each of them alone, with the command that mends it; and that does mend it."""
    (blank.root / name).touch()
    closed(blank.root)
    (blank.root / "outbox").chmod(0o755)
    path = blank.root / name
    path.chmod(path.stat().st_mode | 0o005)
    assert blank("check") == 1
    (fault,) = (line for line in blank.out.splitlines() if line.startswith("FEL"))
    assert fault.startswith(f"FEL  rättigheter, {what}: kan läsas av andra på datorn.")
    command = fault.partition("Kör i arbetsmappen: ")[2]
    assert command.startswith(f"chmod o-rwx {name}")
    # A database's newest rows lie in files beside it, which take its mode.
    path.chmod(path.stat().st_mode & ~0o007)
    assert blank("check") == 0


def test_export_has_a_line_a_letter(used: Shell) -> None:
    """In the order of the documents' names; no other format."""
    assert used("export", "--format", "jsonl") == 0
    lines = [json.loads(line) for line in used.out.splitlines()]
    names = [line["document"]["name"] for line in lines]
    assert names == sorted(names)
    assert len(lines) == 7
    assert used("export", "--format", "xml") == 2


def test_pickup_lists_and_takes_with_a_receipt(used: Shell) -> None:
    """Who, when, hash; taken once; the restricted unit for those named to it alone."""
    assert used("pickup", "vuxen", *BY) == 0
    assert "SKYNDSAMT" in used.out
    (lying,) = used.json("pickup", "vuxen", *BY)
    assert lying["role"] == "handle"
    name = Path(lying["path"]).name
    assert used("pickup", "vuxen", name, "--take", *BY) == 0
    assert "Hämtat av Anna Provsson" in used.out
    assert "sha256" in used.out
    assert (used.root / "outbox" / "vuxen" / "hamtat" / name).is_dir()
    assert used("pickup", "vuxen", name, "--take", *BY) == 1
    assert used("pickup", "vuxen", "--take", *BY) == 0
    assert "Inget ligger i utkorgen" in used.out
    (taken,) = used.json("pickup", "ekonomiskt_bistand", "--take", *BY)
    assert len(taken["sha256"]) == 64
    assert used("pickup", "nagon", *BY) == 1
    assert used("pickup", "skyddad", *BY) == 1
    assert used("pickup", "skyddad", "--by", STAFF) == 0
    assert used("pickup", "vuxen", "--take", "--by", " ") == 1
    assert used("pickup", "vuxen", "--hand-back", "fel enhet", *BY) == 2
    assert used("pickup", "vuxen", name, "--hand-back", "fel enhet", *BY) == 0
    assert "har gått till granskning" in used.out
    assert (used.root / "outbox" / "vuxen" / "aterlamnat" / name).is_dir()
    assert used("review", "list", *BY) == 0
    assert lying_letter(name) in used.out
    assert used("reconcile") == 0


def lying_letter(folder: str) -> str:
    """The beginning of the letter's id in a folder's name."""
    return folder.split("-")[4]


def test_a_confirmation_is_noted_as_sent_once(used: Shell) -> None:
    """Not twice, not for a letter that needs none, not by anyone for a protected one."""
    letter = used.letter(KRONOFOGDEN)
    assert used("confirm-sent", letter, *BY) == 0
    assert used("confirm-sent", letter, *BY) == 1
    assert used("confirm-sent", used.letter(UNSURE), *BY) == 1
    assert used("confirm-sent", used.letter(PROTECTED), *BY) == 1
    assert "Skyddad" in used.err
    assert used.json("status")["confirmations"] == []


def test_review_lists_what_waits_and_why(used: Shell) -> None:
    """The urgent first; of a protected letter its id alone."""
    assert used("review", "list", *BY) == 0
    assert "BEKRÄFTELSE TILL KRONOFOGDEN" in used.out
    assert used.out.index(used.letter(KRONOFOGDEN)) < used.out.index(used.letter(UNSURE))
    by_id = {one["letter"][:12]: one for one in used.json("review", "list", *BY)}
    assert by_id[used.letter(PROTECTED)]["reasons"] == []
    assert "person_ambiguous" in by_id[used.letter(UNSURE)]["reasons"]
    told = {one["letter"][:12]: one for one in used.json("review", "list", "--by", STAFF)}
    assert "protected_identity" in told[used.letter(PROTECTED)]["reasons"]


def test_review_shows_corrects_and_sends(used: Shell) -> None:
    """A field, then the person; the letter goes; sent back it waits; ended it goes nowhere."""
    letter = used.letter(UNSURE)
    assert used("review", "show", letter, *BY) == 0
    assert "Maria Almvret" in used.out
    assert used("review", "set", letter, "amount_sek", "7000,50", "--reason", "felläst", *BY) == 0
    assert "väntar på granskning, version 2" in used.out
    stale = ("--revision", "1")
    assert used("review", "person", letter, FIRST, *stale, *BY) == 1
    assert "Någon annan har ändrat" in used.err
    assert used("review", "person", letter, "19670520-9804", *BY) == 0
    assert "fördelat" in used.out
    assert list((used.root / "outbox" / "vuxen").glob(f"*{letter}*"))
    assert used("explain", letter, *BY) == 0
    assert "felläst" in used.out
    assert used("review", "return", letter, "--reason", "fel person", *BY) == 0
    assert "väntar på granskning" in used.out
    assert used("review", "close", letter, "--reason", "betald", *BY) == 0
    assert "avslutat utan att skickas" in used.out
    assert used("reconcile") == 0


def test_review_settles_a_row_of_a_list_and_approves_it(used: Shell) -> None:
    """Rows are counted from 1, as the page and the paper do."""
    letter = used.letter(LISTED)
    assert used("review", "person", letter, FIRST, "--row", "4", *BY) == 0
    assert used("review", "set", letter, "household", "no_minor", "--row", "4", *BY) == 0
    assert used("review", "show", letter, *BY) == 0
    row = used.out.partition("Rad 4 i listan")[2]
    assert "Maria Almvret" in row
    assert used("review", "approve", letter, *BY) == 0
    assert "fördelat" in used.out
    assert len(list((used.root / "outbox" / "vuxen").glob(f"*{letter}*"))) == 5


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("set", "amount_sek", "mycket"), 2),
        (("set", "hemlig", "1"), 2),
        (("set", "kind", "inget"), 2),
        (("set", "count", "-1"), 2),
        (("person", "123"), 2),
        (("person", "198001019801"), 2),
        (("person", FIRST, "--row", "0"), 2),
    ],
)
def test_what_cannot_be_used_is_refused(used: Shell, words: tuple[str, ...], code: int) -> None:
    """With a sentence, and nothing is written."""
    before = snapshot(used.root)
    act, *rest = words
    assert used("review", act, used.letter(UNSURE), *rest, *BY) == code
    assert used.err.strip()
    assert snapshot(used.root) == before


def test_an_approval_that_sends_nothing_ends_with_one(used: Shell) -> None:
    """The letter stays in review, says why, and a person is needed."""
    assert used("review", "approve", used.letter(UNSURE), *BY) == 1
    assert "väntar på granskning" in used.out
    assert not used.err.strip()


def test_nobody_edits_without_a_name_or_what_is_not_theirs(used: Shell) -> None:
    """Exit 1 and nothing written."""
    before = snapshot(used.root)
    assert used("review", "approve", used.letter(UNSURE), "--by", " ") == 1
    assert used("review", "approve", used.letter(PROTECTED), *BY) == 1
    assert used("review", "approve", "12345678", *BY) == 1
    assert snapshot(used.root) == before


def test_a_protected_letter_is_approved_by_those_named(used: Shell) -> None:
    """It lies in the restricted outbox and nowhere else."""
    letter = used.letter(PROTECTED)
    assert used("review", "show", letter, "--by", STAFF) == 0
    assert used("review", "approve", letter, "--by", STAFF) == 0
    folders = [path.parent.name for path in (used.root / "outbox").glob(f"*/*{letter}*")]
    assert folders == ["skyddad"]
    assert used("pickup", "skyddad", "--by", STAFF) == 0
    assert letter in used.out


def test_search_shows_the_protected_to_those_named(used: Shell) -> None:
    """And to nobody else."""
    text = (FIXTURES / "register" / "persons.csv").read_text(encoding="utf-8-sig")
    row = next(line for line in text.splitlines() if "sekretessmarkering" in line)
    number = row.split(";")[0]
    assert used("review", "search", number, *BY) == 0
    assert number not in used.out
    assert used("review", "search", number, "--by", STAFF) == 0
    assert number in used.out
    assert used("review", "search", "Qwx Zzz", *BY) == 0
    assert "Ingen i registret passar" in used.out


def test_reprocess_is_dry_until_it_is_applied(used: Shell) -> None:
    """The difference letter by letter; unchanged decisions send nothing."""
    before = snapshot(used.root)
    assert used("reprocess") == 0
    assert "0 brev skulle ändras" in used.out
    assert used("reprocess", "--apply") == 0
    assert "0 brev ändrades" in used.out
    after = snapshot(used.root)
    assert (after["packets"], after["files"]) == (before["packets"], before["files"])
    before = after
    settings = used.root / "troskel.toml"
    text = settings.read_text(encoding="utf-8").replace("Vera Vaktsson", "Vide Vaktsson")
    settings.write_text(text, encoding="utf-8")
    assert used("reprocess", used.letter(SENT), "--kind", "rent_debt") == 0
    changed = "1 brev skulle ändras" in used.out
    assert snapshot(used.root) == before
    assert used("reprocess", used.letter(SENT), "--apply") == 0
    assert (snapshot(used.root)["packets"] > before["packets"]) == changed
    assert used("review", "show", used.letter(SENT), *BY) == 0
    relations = FIXTURES / "register" / "relations.csv"
    empty = used.root / "inga.csv"
    empty.write_text(relations.read_text(encoding="utf-8").splitlines()[0] + "\n", "utf-8")
    assert used("register", "import", str(empty)) == 0
    assert used("reprocess", used.letter(SENT)) == 0
    assert "1 brev skulle ändras. Inget är ändrat" in used.out
    assert "Ändrat: hushållet" in used.out
    assert used("reprocess", used.letter(SENT), "--apply") == 0
    assert "1 brev ändrades" in used.out
    assert used.json("reprocess", used.letter(SENT)) == []
    assert used.json("reprocess", "--since", "2027-01-01") == []
    assert used("reprocess", "00000000") == 1
    assert used("reprocess", "--list", str(used.root / "finns-inte")) == 1
    assert used("reprocess", "--kind", "hyra") == 2
    assert "Slaget hyra finns inte; välj bland rent_debt" in used.err
    assert used("reprocess", "--state", "klar") == 2
    listed = used.root / "lista.txt"
    listed.write_text(used.letter(UNSURE) + "\n", encoding="utf-8")
    assert used("reprocess", "--list", str(listed), "--state", "review") == 0
    assert used("reconcile") == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "troskel.example"])  # noqa: S104 - refused
@pytest.mark.parametrize("command", ["serve", "run"])
def test_other_machines_reach_the_pages_only_safely(blank: Shell, host: str, command: str) -> None:
    """By TLS, here or in a proxy; the sentence says how."""
    assert blank(command, "--host", host, "--port", "0") == 2
    assert "nås sidorna bara med TLS: skriv --certificate FIL --key FIL" in blank.err
    assert blank(command, "--certificate", "cert.pem", "--port", "0") == 2
    assert "både --certificate FIL och --key FIL" in blank.err


def test_a_register_that_cannot_be_used_is_said_plainly(blank: Shell) -> None:
    """A sentence with the remedy, and one of the contract's codes."""
    for file in blank.root.glob("register.db*"):
        file.unlink()
    (blank.root / "register.db").write_bytes(b"detta ar inget register" * 400)
    persons = str(FIXTURES / "register" / "persons.csv")
    assert blank("register", "import", persons) == 1
    assert "Registerfilen kan inte öppnas" in blank.err
    assert blank("review", "search", "Berg") == 2
    assert "Registerfilen kan inte öppnas" in blank.err


def test_a_damaged_ledger_is_said_plainly(used: Shell) -> None:
    """Restore it from the backup; no trace of a program."""
    (used.root / "ledger.db").write_bytes(b"detta ar ingen databas" * 400)
    for file in used.root.glob("ledger.db-*"):
        file.unlink()
    assert used("status") == 1
    assert "säkerhetskopian" in used.err
    assert open_workspace(used.root).config.routine == "goteborg"


def test_a_port_that_was_asked_for_is_never_swapped_for_another(blank: Shell) -> None:
    """Taken, it is said; without one the first free port is found."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        assert blank("serve", "--port", str(number)) == 2
        assert f"Porten {number} på 127.0.0.1 är upptagen" in " ".join(blank.err.split())
    free = bound("127.0.0.1", None)
    assert FIRST_PORT <= free.getsockname()[1] < FIRST_PORT + 20
    free.close()
