"""A run brings each document to its end, and says what it could not do."""

from __future__ import annotations

import errno
import os
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes import ON, FakeBuilder, FakeMind, FakeReader, engine

from pipeline.documents.errors import TemplateBrokenError
from pipeline.domain.case import Case
from pipeline.domain.edits import Act
from pipeline.store import documents
from pipeline.store.codec import load
from pipeline.store.disk import Disk
from pipeline.store.errors import BusyError, PlaceError, SettingsError, UnusableError
from pipeline.usecases import review, status
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine, Question
from pipeline.usecases.process import Signals, process, run, watched
from pipeline.usecases.review import Said


def put(root: Path, *texts: str, point: str = "") -> None:
    """Files in the inbox, by turn."""
    folder = root / "inbox" / point
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:02d}.pdf").write_bytes(text.encode())


def states(office: Office) -> list[tuple[str, str]]:
    """Each letter's kind and state, in the order of arrival."""
    rows = office.ledger.rows("SELECT kind, state FROM letters ORDER BY arrival, place")
    return [(row["kind"], row["state"]) for row in rows]


def test_each_document_comes_to_its_end(root: Path, office: Office) -> None:
    """Routed, review, quarantined, duplicate; the inbox is empty after."""
    put(root, "rent_debt 0", "rent_debt 1 review", "corrupt", "rent_debt 0", "half of one")
    outcome = process(office, engine(), received_on=ON)
    assert outcome.ok
    assert outcome.received == 5
    assert states(office) == [("rent_debt", "routed"), ("rent_debt", "review")]
    now = status.status(office)
    assert (now.received, now.duplicates, now.quarantined) == (5, 1, 2)
    assert not list((root / "inbox").iterdir())
    assert (next((root / "quarantine").glob("*.corrupt")) / "LÄS MIG.txt").exists()


def test_a_letter_s_subfolder_is_its_intake_point(root: Path, office: Office) -> None:
    """The folder stays, its file goes."""
    put(root, "rent_debt 0", point="lokalkontoret")
    process(office, engine(), received_on=ON)
    row = office.ledger.row("SELECT intake_point, name FROM documents")
    assert row == {"intake_point": "lokalkontoret", "name": "00.pdf"}
    assert list((root / "inbox").rglob("*")) == [root / "inbox" / "lokalkontoret"]


def test_named_files_are_copied_and_stay(root: Path, office: Office, tmp_path: Path) -> None:
    """And the inbox is left alone; a missing one stops all before any is taken."""
    put(root, "rent_debt 1")
    (tmp_path / "brev.pdf").write_bytes(b"rent_debt 0")
    process(office, engine(), files=[tmp_path / "brev.pdf"], received_on=ON)
    assert states(office) == [("rent_debt", "routed")]
    assert (tmp_path / "brev.pdf").exists()
    with pytest.raises(UnusableError):
        process(office, engine(), files=[tmp_path / "brev.pdf", tmp_path / "annat.pdf"])
    assert office.ledger.number("SELECT count(*) FROM receipts") == 1


def test_a_day_without_a_routine_is_refused_before_anything_is_taken(
    root: Path, office: Office
) -> None:
    """A letter with such a day could never be decided."""
    put(root, "rent_debt 0")
    with pytest.raises(SettingsError):
        process(office, engine(), received_on=date(1999, 1, 1))
    assert office.ledger.number("SELECT count(*) FROM receipts") == 0


def test_a_poison_file_is_set_aside_after_three_tries(root: Path, office: Office) -> None:
    """Its neighbours are read meanwhile, and one that failed once is read after all."""
    put(root, "poison", "rent_debt 0", "flaky 1", "rent_debt 2")
    made = engine()
    process(office, made, received_on=ON)
    assert isinstance(made.reader, FakeReader)
    assert sorted(made.reader.tried.values()) == [1, 1, 2, 3]
    row = office.ledger.row("SELECT name, reason FROM documents WHERE state = 'quarantined'")
    assert row == {"name": "00.pdf", "reason": "reading_failed"}
    assert len(states(office)) == 3


def test_a_damaged_original_ends_in_quarantine(root: Path, office: Office) -> None:
    """What is read must be what was received; the run comes to its end."""
    (root / "inbox" / "01.pdf").write_bytes(b"rent_debt 0")
    reader = FakeReader()
    reader.fail_with = PlaceError("Tesseract saknas.")
    made = Engine(reader=reader, mind=FakeMind(), builder=FakeBuilder())
    with pytest.raises(PlaceError):
        process(office, made, received_on=ON)
    (row,) = office.ledger.rows("SELECT sha256 FROM documents")
    path = office.archive.path(row["sha256"])
    path.chmod(0o600)
    path.write_bytes(b"rent_debt 1")
    process(office, engine(), received_on=ON)
    assert office.ledger.row("SELECT state FROM documents") == {"state": "quarantined"}


def test_what_ends_the_machine_uses_up_no_letter(root: Path, office: Office) -> None:
    """A missing tool stops the run; with the tool, all is read at its first try."""
    put(root, "rent_debt 0", "rent_debt 1")
    broken = engine()
    assert isinstance(broken.reader, FakeReader)
    broken.reader.fail_with = PlaceError("Tesseract saknas. Kör: apt-get install tesseract-ocr")
    for _ in range(4):
        with pytest.raises(PlaceError, match="Tesseract saknas"):
            process(office, broken, received_on=ON)
    assert [one.attempts for one in documents.unfinished(office.ledger)] == [0, 0]
    assert not office.running.exists()
    assert process(office, engine(), received_on=ON).ok


class FullDisk(Disk):
    """Has no room for the operations of one kind."""

    def __init__(self, what: str) -> None:
        """Refuse these."""
        self.what = what

    def step(self, what: str, path: Path | None = None) -> None:
        """Refuse as the kernel does."""
        del path
        if what == self.what:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("what", ["copy", "write", "sync_file", "rename", "commit", "begin"])
def test_a_full_disk_loses_and_blames_nothing(root: Path, what: str) -> None:
    """Wherever it fills; with room again everything is delivered."""
    put(root, "rent_debt 0", "rent_debt 1")
    with opened(root, disk=FullDisk(what)) as office:
        for _ in range(4):
            with pytest.raises(PlaceError, match="Disken är full"):
                process(office, engine(), received_on=ON)
    with opened(root) as office:
        assert process(office, engine(), received_on=ON).ok
        assert states(office) == [("rent_debt", "routed")] * 2
        assert office.ledger.number("SELECT max(attempts) FROM documents") == 0


def test_only_one_works_in_a_workspace(office: Office) -> None:
    """The second says so and ends with 2."""
    with office.coordinating(), pytest.raises(BusyError) as caught:
        process(office, engine())
    assert caught.value.exit_code == 2


def test_a_fault_of_the_program_sends_the_letter_to_a_person(root: Path, office: Office) -> None:
    """Deciding or making the packet fails: review with the reason, and the others go on."""
    put(root, "rent_debt 0 explode", "rent_debt 1 unbuildable", "rent_debt 2")
    assert process(office, engine(), received_on=ON).ok
    assert [state for _, state in states(office)] == ["review", "review", "routed"]
    rows = office.ledger.rows("SELECT body FROM cases WHERE body LIKE '%internal_error%'")
    assert len(rows) == 2
    assert office.ledger.number("SELECT count(*) FROM packets WHERE state = 'delivered'") == 1
    log = (root / "log" / "troskel.jsonl").read_text()
    assert "ZeroDivisionError" in log
    assert "a fault" not in log


def test_a_letters_text_that_breaks_at_work_sends_the_letter_to_a_person(
    root: Path, office: Office
) -> None:
    """With the file and the line; once it is mended, the approval sends it."""
    put(root, "rent_debt 0")
    builder = FakeBuilder()
    builder.broken = TemplateBrokenError("okänt namn nman", "kallelse.txt", 12)
    made = Engine(reader=FakeReader(), mind=FakeMind(), builder=builder)
    assert process(office, made, received_on=ON).ok
    (ident,) = (row["id"] for row in office.ledger.rows("SELECT id FROM letters"))
    _, case = review.show(office, ident)
    (why,) = case.reasons
    assert str(why) == "template_broken:kallelse.txt:12"
    assert "(kallelse.txt, rad 12)" in why.remedy
    assert office.ledger.number("SELECT count(*) FROM packets WHERE state = 'delivered'") == 0
    builder.broken = None
    review.edit(office, made, ident, Said(by="Greta Granskare", act=Act.APPROVE))
    assert states(office) == [("rent_debt", "routed")]
    assert office.ledger.number("SELECT count(*) FROM packets WHERE state = 'delivered'") == 1


def test_a_document_that_cannot_be_divided_is_one_letter(root: Path, office: Office) -> None:
    """All its pages, with the doubt for whoever decides about it."""
    put(root, "rent_debt 0 indivisible\frent_debt 1")
    assert process(office, engine(), received_on=ON).ok
    row = office.ledger.row("SELECT body FROM cases")
    assert row is not None
    part = load(row["body"], Case).part
    assert part.pages == (1, 2)
    assert [str(problem) for problem in part.problems] == ["split_unsure", "internal_error"]


def test_letters_count_by_arrival_and_not_by_reading(root: Path, office: Office) -> None:
    """The first is slow to read; the second is still the second."""

    class Slow(FakeReader):
        """The first letter is read when the second has been."""

        second = threading.Event()

        def read(self, path: Path) -> object:  # type: ignore[override] # it is what the other gives
            """In turn."""
            if path.read_bytes().endswith(b"again"):
                found = super().read(path)
                self.second.set()
                return found
            assert self.second.wait(30)
            return super().read(path)

    put(root, "rent_debt 0", "rent_debt 0 again")
    made = Engine(reader=Slow(), mind=FakeMind(), builder=FakeBuilder())
    process(office, made, received_on=ON)
    units = office.ledger.rows(
        "SELECT d.name AS name, p.unit AS unit FROM packets p JOIN letters l ON l.id = p.letter"
        " JOIN documents d ON d.sha256 = l.document ORDER BY d.name, p.unit"
    )
    assert [tuple(row.values()) for row in units] == [
        ("00.pdf", "vuxen"),
        ("01.pdf", "barn_unga"),
        ("01.pdf", "vuxen"),
    ]


def test_an_earlier_letter_that_comes_late_changes_the_later_one(
    root: Path, office: Office
) -> None:
    """By its day of arrival: the later one gets a new revision that says what changed."""
    put(root, "rent_debt 0 later")
    process(office, engine(), received_on=ON)
    put(root, "rent_debt 0 earlier")
    process(office, engine(), received_on=date(2026, 9, 1))
    rows = office.ledger.rows(
        "SELECT unit, revision, superseded, changes FROM packets WHERE letter ="
        " (SELECT letter FROM packets WHERE revision = 2 LIMIT 1) ORDER BY id"
    )
    assert [(row["unit"], row["revision"], row["superseded"]) for row in rows] == [
        ("vuxen", 1, 1),
        ("vuxen", 2, 0),
        ("barn_unga", 2, 0),
    ]
    assert "vilka som får brevet" in rows[1]["changes"]


def test_the_urgent_are_read_first(root: Path, office: Office) -> None:
    """In a queue, what a glance takes for Kronofogden's goes before what came before it."""
    seen: list[str] = []

    class Noting(FakeMind):
        """Notes the order."""

        def decide(self, question: Question) -> Case:
            """As ever."""
            seen.append(question.pages[0].words[0].text)
            return super().decide(question)

    put(root, *(f"rent_debt {number}" for number in range(4)), "eviction_date 4")
    process(
        office, Engine(reader=FakeReader(), mind=Noting(), builder=FakeBuilder()), received_on=ON
    )
    assert seen[0] == "eviction_date"


def test_what_is_refused_is_listed_and_left(root: Path, office: Office) -> None:
    """A link stays where it lies; when it is gone, so is its line."""
    (root / "inbox" / "länk.pdf").symlink_to("/etc/hostname")
    outcome = process(office, engine(), received_on=ON)
    assert outcome.ok
    assert outcome.refused == 1
    assert [(one.name, one.code) for one in status.status(office).left] == [("länk.pdf", "link")]
    (root / "inbox" / "länk.pdf").unlink()
    process(office, engine(), received_on=ON)
    assert status.status(office).left == ()


def test_a_file_that_never_lies_still_ends_the_run_with_a_word(root: Path, office: Office) -> None:
    """It is left for the next run, and this one says so."""
    path = root / "inbox" / "brev.pdf"
    with path.open("wb") as writer:
        writer.write(b"half")
        writer.flush()
        outcome = process(office, engine(), received_on=ON)
    assert not outcome.ok
    assert outcome.waiting == 1
    assert path.exists()


def test_the_service_takes_what_comes_until_it_is_asked_to_end(root: Path) -> None:
    """A hint wakes it; the end is in order."""
    signals = Signals()
    told = []

    def serve() -> None:
        with opened(root) as office:
            run(office, engine(), signals, say=told.append)

    service = threading.Thread(target=serve)
    service.start()
    try:
        put(root, "rent_debt 0")
        until = time.monotonic() + 60
        while not list((root / "outbox" / "vuxen").glob("[!.]*")) and time.monotonic() < until:
            signals.hint.set()
            time.sleep(0.05)
    finally:
        signals.end()
        service.join(60)
    assert list((root / "outbox" / "vuxen").glob("[!.]*"))
    assert not (root / "ledger.db.running").exists()
    assert told == []


def test_the_service_tells_of_the_machine_and_tries_again(root: Path) -> None:
    """A missing tool is said; when it is there, the letter goes its way unblamed."""
    signals = Signals()
    made = engine()
    assert isinstance(made.reader, FakeReader)
    made.reader.fail_with = PlaceError("Tesseract saknas.")
    reader = made.reader
    put(root, "rent_debt 0")

    def told(text: str) -> None:
        assert text == "Tesseract saknas."
        reader.fail_with = None

    def serve() -> None:
        with opened(root) as office:
            run(office, made, signals, say=told)

    service = threading.Thread(target=serve)
    service.start()
    try:
        until = time.monotonic() + 60
        while not list((root / "outbox" / "vuxen").glob("[!.]*")) and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        signals.end()
        service.join(60)
    assert list((root / "outbox" / "vuxen").glob("[!.]*"))


def test_events_in_the_inbox_are_hints(root: Path) -> None:
    """A new file sets the hint, where events are to be had."""
    hint = threading.Event()
    with watched(root / "inbox", hint) as events:
        put(root, "rent_debt 0")
        assert hint.wait(30) or not events
    with watched(root / "finns inte", hint) as events:
        assert not events


def test_the_day_is_sweden_s(root: Path) -> None:
    """A letter that comes at half past midnight came on that day."""
    late = datetime(2026, 10, 4, 22, 30, tzinfo=UTC)
    with opened(root, clock=lambda: late) as office:
        assert office.today() == date(2026, 10, 5)
