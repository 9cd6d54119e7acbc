"""What the machine does to a run: one folder, one file or one disk that fails, and nothing lost."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from fakes import ON, FakeBuilder, FakeMind, FakeReader, engine

from extractors import child
from extractors.limits import Limits
from pipeline.cli import app
from pipeline.commands.summary import rows_of
from pipeline.domain.page import Fingerprint
from pipeline.store.disk import Disk, SourceError
from pipeline.store.errors import PlaceError, UnusableError
from pipeline.store.inbox import REFUSAL_TEXTS
from pipeline.usecases import coordinator, reprocess, status
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine, ReadingFailedError
from pipeline.usecases.process import Signals, process, run
from pipeline.usecases.reader import ChildReader
from pipeline.usecases.reconcile import reconcile
from pipeline.usecases.reprocess import Selection


def put(root: Path, *texts: str) -> None:
    """Files in the inbox, by turn."""
    for number, text in enumerate(texts):
        (root / "inbox" / f"{number:02d}.pdf").write_bytes(text.encode())


def packets_in(root: Path, unit: str) -> list[str]:
    """The names of the packets that lie in a unit's outbox."""
    return sorted(path.name for path in (root / "outbox" / unit).glob("[!.]*"))


def to_both() -> Engine:
    """Sends each letter to vuxen and to barn_unga."""
    return Engine(reader=FakeReader(), mind=FakeMind(version="2"), builder=FakeBuilder())


class Failing(Disk):
    """Answers with an error of the operating system to what happens below one folder."""

    def __init__(self, below: Path, code: int) -> None:
        """Fail there, so."""
        self.below = below
        self.code = code

    def step(self, what: str, path: Path | None = None) -> None:
        """Fail as the kernel does."""
        if what != "make_folder" and path is not None and path.is_relative_to(self.below):
            raise OSError(self.code, os.strerror(self.code))


class BadSector(Disk):
    """Cannot read a file that begins with ``unreadable``."""

    def blocks(self, source: int) -> Iterator[bytes]:
        """Its bytes, or the disk's complaint."""
        for block in super().blocks(source):
            if block.startswith(b"unreadable"):
                raise SourceError
            yield block


def test_a_file_in_a_unit_s_place_holds_up_that_unit_alone(root: Path, office: Office) -> None:
    """The other unit gets its packets, and the first one its own when the file is gone."""
    folder = root / "outbox" / "barn_unga"
    folder.rmdir()
    folder.write_bytes(b"")
    put(root, "rent_debt 0", "rent_debt 1")
    outcome = process(office, to_both(), received_on=ON)
    assert (outcome.ok, outcome.stuck) == (False, 2)
    assert len(packets_in(root, "vuxen")) == 2
    assert status.status(office).on_their_way == 2
    folder.unlink()
    assert process(office, to_both(), received_on=ON).ok
    assert len(packets_in(root, "barn_unga")) == 2


@pytest.mark.parametrize("code", [errno.EROFS, errno.EHOSTDOWN, errno.EPROTO])
def test_a_unit_s_share_that_is_away_holds_up_that_unit_alone(root: Path, code: int) -> None:
    """It is said when all else is done; known to us or not, no error of the machine is a trace."""
    put(root, "rent_debt 0", "rent_debt 1", "rent_debt 2")
    with opened(root, disk=Failing(root / "outbox" / "barn_unga", code)) as office:
        for _ in range(4):
            with pytest.raises(PlaceError):
                process(office, to_both(), received_on=ON)
        assert reconcile(office).ok
    assert len(packets_in(root, "vuxen")) == 3
    with opened(root) as office:
        assert process(office, to_both(), received_on=ON).ok
        assert reconcile(office).ok
    assert len(packets_in(root, "barn_unga")) == 3


def test_the_service_tries_a_stuck_packet_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A packet that something lay in the way of is delivered without a new start."""
    monkeypatch.setattr(coordinator, "_TRY_AGAIN", 0.01)
    folder = root / "outbox" / "barn_unga"
    folder.rmdir()
    folder.write_bytes(b"")
    put(root, "rent_debt 0")
    signals = Signals()

    def serve() -> None:
        with opened(root) as office:
            run(office, to_both(), signals)

    def until(seen: Path, pattern: str) -> None:
        last = time.monotonic() + 60
        while not list(seen.glob(pattern)) and time.monotonic() < last:
            signals.hint.set()
            time.sleep(0.05)

    service = threading.Thread(target=serve)
    service.start()
    try:
        until(root / "outbox" / "vuxen", "[!.]*")
        folder.unlink()
        until(folder, "[!.]*")
    finally:
        signals.end()
        service.join(60)
    assert len(packets_in(root, "barn_unga")) == 1


def test_a_receipt_that_cannot_be_written_leaves_nothing_in_the_archive(root: Path) -> None:
    """The letter lies in the inbox alone, and no reckoning takes the copy for a lost letter."""

    class NoCommit(Disk):
        def step(self, what: str, path: Path | None = None) -> None:
            del path
            if what == "commit":
                raise OSError(errno.ENOSPC, "full")

    put(root, "rent_debt 0")
    with opened(root, disk=NoCommit()) as office, pytest.raises(PlaceError, match="full"):
        process(office, engine(), received_on=ON)
    with opened(root) as office:
        assert list(office.archive.kept()) == []
        assert reconcile(office).ok
        assert process(office, engine(), received_on=ON).ok


def test_a_file_that_no_one_can_judge_whole_stops_nothing(root: Path, office: Office) -> None:
    """A fault over its structure is as good as "not whole": the grace decides."""

    class Puzzled(FakeReader):
        def complete(self, path: Path) -> bool:
            raise ValueError(path.name)

    put(root, "rent_debt 0", "corrupt")
    made = Engine(reader=Puzzled(), mind=FakeMind(), builder=FakeBuilder())
    assert process(office, made, received_on=ON).received == 2


def test_a_file_on_a_bad_sector_is_named_and_stops_no_other(root: Path) -> None:
    """It stays where it lies, and the run says that something needs a person."""
    put(root, "unreadable", "rent_debt 0")
    with opened(root, disk=BadSector()) as office:
        outcome = process(office, engine(), received_on=ON)
        assert (outcome.received, outcome.ok, outcome.refused) == (1, False, 1)
        assert [one.name for one in status.status(office).left] == ["00.pdf"]
        assert list(office.archive.root.glob(".*")) == []
        with pytest.raises(UnusableError):
            process(office, engine(), files=[root / "inbox" / "00.pdf"], received_on=ON)
    assert [path.name for path in (root / "inbox").iterdir()] == ["00.pdf"]


@pytest.mark.parametrize("name", ["archive", "inbox"])
def test_a_folder_that_is_gone_is_said_and_costs_no_letter(root: Path, name: str) -> None:
    """With the folder back, the letter goes its way."""
    kept = root / "kept"
    put(root, "rent_debt 0")
    with opened(root) as office:
        (root / name).rename(kept)
        for _ in range(4):
            with pytest.raises(PlaceError, match=r"saknas|finns inte"):
                process(office, engine(), received_on=ON)
        kept.rename(root / name)
        assert process(office, engine(), received_on=ON).ok
        assert len(packets_in(root, "vuxen")) == 1


def test_a_lost_original_is_its_letter_s_matter_and_a_lost_archive_the_machine_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One missing file uses up a try; where all are missing, nobody is blamed."""

    def gone(path: Path, _limits: Limits) -> None:
        raise FileNotFoundError(errno.ENOENT, "gone", str(path))

    monkeypatch.setattr(child, "read_in_child", gone)
    reader = ChildReader(limits=Limits())
    with pytest.raises(ReadingFailedError, match="gone"):
        reader.read(tmp_path / "ab" / "abcd")
    with pytest.raises(PlaceError):
        reader.read(tmp_path / "archive" / "ab" / "abcd")


def test_a_link_or_a_pipe_in_a_packet_is_a_change_and_not_an_end(
    root: Path, office: Office
) -> None:
    """Reckoning names the packet; it neither fails nor waits for the pipe's other end."""
    put(root, "rent_debt 0", "rent_debt 1")
    process(office, engine(), received_on=ON)
    first, second = (root / "outbox" / "vuxen" / name for name in packets_in(root, "vuxen"))
    (first / "extra").symlink_to("/nowhere")
    os.mkfifo(second / "extra")
    assert [one.code for one in reconcile(office).faults] == ["packet_changed"] * 2


def test_the_note_in_quarantine_names_a_command_that_there_is(root: Path, office: Office) -> None:
    """What people are told to type is understood."""
    put(root, "corrupt")
    process(office, engine(), received_on=ON)
    note = next((root / "quarantine").glob("*/LÄS MIG.txt")).read_text(encoding="utf-8")
    words = note.partition("Pröva igen: troskel ")[2].split()
    command = typer.main.get_group(app).commands[words[0]]
    assert command.make_context(words[0], words[1:]).params["applied"] is True


def test_the_same_unreadable_file_again_is_told_as_unreadable(root: Path, office: Office) -> None:
    """An empty scan of another letter has the same bytes: nobody may take it for received."""
    put(root, "corrupt", "corrupt")
    process(office, engine(), received_on=ON)
    rows = list(rows_of(office, after=0))
    assert [row[3] for row in rows] == ["gick inte att läsa", "samma fil igen, gick inte att läsa"]
    assert rows[0][4] == rows[1][4]


def test_a_slip_in_a_selection_is_refused() -> None:
    """A word that selects nothing ever must not look like success."""
    with pytest.raises(UnusableError, match="Välj bland"):
        Selection(kinds=("rent",))
    with pytest.raises(UnusableError, match="Välj bland"):
        Selection(states=("duplicate",))


def test_what_stays_in_quarantine_is_counted(root: Path, office: Office) -> None:
    """A file that still cannot be read is told as such after it was tried again."""
    put(root, "corrupt")
    process(office, engine(), received_on=ON)
    selection = Selection(states=("quarantined",))
    aside = reprocess.choose_quarantined(office, selection)
    reprocess.apply(office, engine(), selection)
    assert reprocess.still_aside(office, aside) == len(aside) == 1


def test_why_a_file_is_left_is_a_sentence() -> None:
    """It is read after the file's name and a full stop."""
    assert all(text[0].isupper() and text.endswith(".") for text in REFUSAL_TEXTS.values())


def test_a_missing_tool_ends_a_batch_in_order(office: Office) -> None:
    """No mark of a death is left where the tool was missing before the work began."""

    class Toolless(FakeReader):
        def fingerprint(self) -> Fingerprint:
            raise PlaceError("Tesseract saknas.")

    made = Engine(reader=Toolless(), mind=FakeMind(), builder=FakeBuilder())
    with pytest.raises(PlaceError, match="Tesseract"):
        reprocess.apply(office, made, Selection())
    assert not office.running.exists()
    with pytest.raises(PlaceError, match="Tesseract"):
        process(office, made)
    assert not office.running.exists()
