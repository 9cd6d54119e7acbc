"""What the three promises mean for whole letters: read in the packets themselves."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from desk import FIXTURES, Desk, expected

from pipeline.documents.drafts import in_review
from pipeline.documents.ids import PacketIds
from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.store import letters
from pipeline.usecases import review
from pipeline.usecases.process import process
from pipeline.usecases.queue import queue
from pipeline.usecases.reconcile import reconcile
from pipeline.usecases.review import Said


def text_of(pdf: Path) -> str:
    """All that can be read or copied out of a PDF."""
    with pdfplumber.open(pdf) as opened:
        return "\n".join(page.extract_text() or "" for page in opened.pages)


def words_in(docx: Path) -> str:
    """The text of a Word file."""
    with zipfile.ZipFile(docx) as packed:
        return packed.read("word/document.xml").decode("utf-8")


def all_text(folder: Path) -> str:
    """Every text of every file below a folder, and the names of the files."""
    parts = []
    for path in sorted(folder.rglob("*")):
        parts.append(path.name)
        if path.suffix == ".pdf":
            parts.append(text_of(path))
        elif path.suffix == ".docx":
            parts.append(words_in(path))
        elif path.is_file():
            parts.append(path.read_text(encoding="utf-8", errors="replace"))
    return "\n".join(parts)


def names_of(desk: Desk, numbers: list[str]) -> set[str]:
    """Family names and numbers of persons, as the sample register has them."""
    found = set()
    for line in (FIXTURES / "register" / "persons.csv").read_text(encoding="utf-8-sig").split("\n"):
        cells = line.replace(";", ",").split(",")
        if cells[0] in numbers:
            found |= {cells[0], cells[0][2:8] + "-" + cells[0][8:], cells[1] + " " + cells[3]}
    assert found, desk.root
    return found


def test_a_protected_letter_is_nowhere_but_with_those_named(desk: Desk) -> None:
    """Nothing leaves before a named person approves; then ``skyddad`` has it alone (22)."""
    (line,) = desk.everything_for("s22_protected_spouse")
    assert line["state"] == "review"
    assert "protected_identity" in line["reasons"]
    outbox = desk.root / "outbox"
    assert not [path for path in outbox.rglob("*") if path.is_file()]
    (letter,) = queue(desk.office)
    assert letter.hidden
    with pytest.raises(review.NotAllowedError):
        review.show(desk.office, letter.letter.id, by="Nyfiken Nilsson")
    approve = Said(act=Act.APPROVE, by="Siri Skyddsson", reason="kontrollerat")
    after = review.edit(desk.office, desk.engine, letter.letter.id, approve)
    assert after.state is State.ROUTED
    holders = {path.relative_to(outbox).parts[0] for path in outbox.rglob("*") if path.is_file()}
    assert holders == {"skyddad"}
    assert (outbox / "skyddad").stat().st_mode & 0o077 == 0
    files = {path.name for path in (outbox / "skyddad").rglob("*") if path.is_file()}
    assert not any(name.endswith(".docx") for name in files), files
    logged = "".join(p.read_text() for p in (desk.root / "log").rglob("*") if p.is_file())
    persons = [one["personnummer"] for one in line["persons"]] or [
        number
        for letter in expected("s22_protected_spouse")["letters"]
        for number in letter["persons"]
    ]
    for secret in names_of(desk, persons):
        assert secret not in logged
        assert not any(secret in path.name for path in desk.root.rglob("*"))


def test_a_list_shows_each_unit_one_person(desk: Desk) -> None:
    """Fourteen routings; each copy holds its own row; the original goes once (25)."""
    (line,) = desk.everything_for("s25_list_of_14")
    printed = [row["printed_name"] for row in line["rows"]]
    assert len(printed) == 14
    originals = [
        path for path in (desk.root / "outbox").rglob("original.*") if path.parts[-3] != "skyddad"
    ]
    assert len(originals) == 1
    seen = 0
    for place, row in enumerate(line["rows"]):
        for packet in row["packets"]:
            text = all_text(desk.root / packet["path"])
            others = [name for other, name in enumerate(printed) if other != place and name in text]
            assert not others, f"row {place + 1} of {packet['unit']} shows {len(others)} others"
            seen += 1
    assert seen >= 13


def test_kronofogden_gets_a_named_officer(desk: Desk) -> None:
    """The confirmation names case, day and person; its copy goes to the tenant (K1, K2)."""
    (line,) = desk.everything_for("s08_eviction_family")
    assert line["state"] == "routed", line["reasons"]
    assert line["priority"] == "same_day"
    drafts = desk.packet(line, "vuxen") / "utkast"
    said = words_in(drafts / "bekraftelse_kfm.docx")
    assert line["fields"]["reference"]["value"] in said
    assert (drafts / "bekraftelse_kfm_kopia.docx").exists()
    assert {"what": "kfm_confirmation", "on": line["document"]["received_on"]}.items() <= {
        key: value
        for one in line["deadlines"]
        if one["what"] == "kfm_confirmation"
        for key, value in one.items()
    }.items()
    assert not list(desk.packet(line, "barn_unga").glob("utkast"))


def test_the_confirmation_is_ready_when_the_person_is_not(desk: Desk) -> None:
    """It confirms the case number, so it waits for nobody (scenario 11)."""
    (line,) = desk.everything_for("s11_eviction_unknown")
    assert line["state"] == "review"
    (waiting,) = queue(desk.office)
    assert waiting.confirmation_due
    case = letters.case(desk.office.ledger, waiting.letter.id, waiting.letter.revision)
    ids = PacketIds(
        letter_id=waiting.letter.id,
        revision=1,
        document_sha256=waiting.letter.document,
        received_on=date(2026, 10, 5),
    )
    files = in_review("bekraftelse_kfm", case, ids, desk.office.workspace.config.settings())
    assert "utkast/bekraftelse_kfm.docx" in files
    review.confirm_sent(desk.office, waiting.letter.id, by="Vera Vaktsson")
    assert not queue(desk.office)[0].confirmation_due


def test_the_same_bytes_again_send_nothing(desk: Desk) -> None:
    """Identical bytes, under another name and at another intake point, are one letter."""
    desk.everything_for("s01_form3_single")
    before = sorted(path.as_posix() for path in (desk.root / "outbox").rglob("*"))
    point = desk.root / "inbox" / "lokalkontoret"
    point.mkdir()
    source = FIXTURES / "letters" / "s01_form3_single" / "scan.pdf"
    shutil.copy(source, point / "igen.pdf")
    process(desk.office, desk.engine, received_on=date(2026, 10, 6))
    assert [line["state"] for line in desk.lines("igen.pdf")] == ["duplicate"]
    assert sorted(path.as_posix() for path in (desk.root / "outbox").rglob("*")) == before
    assert reconcile(desk.office).ok


def test_an_approved_letter_says_who_reviewed_it(desk: Desk) -> None:
    """What was unsure is corrected with author and reason, decided again, and marked (12)."""
    (line,) = desk.everything_for("s28_amounts_disagree")
    assert line["state"] == "review"
    assert "amounts_disagree" in {reason.partition(":")[0] for reason in line["reasons"]}
    (waiting,) = queue(desk.office)
    ident = waiting.letter.id
    corrected = Said(
        act=Act.FIELD,
        by="Anna Granskarsson",
        reason="hyresvärden bekräftade",
        target="amount_sek",
        value="12300",
    )
    review.edit(desk.office, desk.engine, ident, corrected)
    approve = Said(act=Act.APPROVE, by="Anna Granskarsson", reason="kontrollerat")
    assert review.edit(desk.office, desk.engine, ident, approve).state is State.ROUTED
    arrived = next(iter(desk.names))
    (after,) = desk.lines(arrived)
    assert after["state"] == "routed"
    assert after["fields"]["amount_sek"]["value"] == "12300.00"
    record = json.loads((desk.packet(after, "vuxen") / "record.json").read_text(encoding="utf-8"))
    assert "Anna Granskarsson" in json.dumps(record, ensure_ascii=False)
    assert "Anna Granskarsson" in text_of(desk.packet(after, "vuxen") / "underlag.pdf")
    assert reconcile(desk.office).ok


def test_no_data_of_persons_in_logs_or_file_names(desk: Desk) -> None:
    """Ids, codes and durations only, whatever the letter held."""
    (line,) = desk.everything_for("s02_form3_family_eb")
    assert line["state"] == "routed", line["reasons"]
    logged = "".join(
        path.read_text(encoding="utf-8")
        for path in (desk.root / "log").rglob("*")
        if path.is_file()
    )
    assert logged
    numbers = [*line["household"]["members"]]
    for secret in names_of(desk, numbers) | {line["fields"]["address"]["value"]}:
        assert secret not in logged
        assert not [path for path in (desk.root / "outbox").rglob("*") if secret in path.name]
