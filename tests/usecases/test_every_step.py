"""The program is ended before every single step of a run; the next run makes it good."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from fakes import ON, SETTINGS, FakeBuilder, FakeMind, FakeReader
from faulty import Crash, FaultyDisk

from pipeline.domain.case import Case
from pipeline.domain.edits import Act
from pipeline.store import workspace as workspaces
from pipeline.store.disk import digest_of_file
from pipeline.usecases import pickup, reprocess, review
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine, Question
from pipeline.usecases.process import process
from pipeline.usecases.queue import queue
from pipeline.usecases.reconcile import reconcile

POST = {
    "01.pdf": b"rent_debt 0",
    "02.pdf": b"rent_debt 0 again",
    "03.pdf": b"eviction_date 1\frent_debt 2 review",
    "04.pdf": b"rent_debt 0",
    "05.pdf": b"poison",
    "06.pdf": b"rent_debt 3 skyddad",
}

Work = Callable[[Office, Engine], object]


def an_engine(version: str = "1") -> Engine:
    """Fakes, deciding as that version of the model does."""
    return Engine(reader=FakeReader(), mind=FakeMind(version), builder=FakeBuilder())


def run(office: Office, engine: Engine) -> object:
    """A whole run."""
    return process(office, engine, received_on=ON)


def outbox(root: Path) -> dict[str, str]:
    """Every file that a unit can see, with its digest."""
    return {
        path.relative_to(root).as_posix(): digest_of_file(path)
        for path in sorted((root / "outbox").rglob("*"))
        if path.is_file()
    }


def filled(root: Path, post: dict[str, bytes]) -> Path:
    """A workspace with files in its inbox."""
    root.mkdir(parents=True)
    (root / "troskel.toml").write_text(SETTINGS)
    workspaces.init(root, "fake", ("vuxen", "barn_unga"))
    for name, content in post.items():
        (root / "inbox" / name).write_bytes(content)
    return root


def whole(root: Path, post: dict[str, bytes]) -> None:
    """Everything is where it belongs, once."""
    with opened(root) as office:
        assert not list((root / "inbox").rglob("*.pdf"))
        assert office.ledger.number("SELECT count(*) FROM receipts") == len(post)
        for content in post.values():
            assert office.archive.whole(sha256(content).hexdigest())
        reckoning = reconcile(office)
        assert reckoning.ok, reckoning.faults
        assert (reckoning.waiting, reckoning.on_their_way) == (0, 0)
        assert [
            row["reason"]
            for row in office.ledger.rows("SELECT reason FROM documents WHERE reason IS NOT NULL")
        ] == ["reading_failed"] * any(one == b"poison" for one in post.values())
        assert not list(root.rglob(".tmp-*"))


def steps_of(root: Path, graves: Path, work: Work, version: str) -> int:
    """How many steps the work takes when nothing ends it."""
    disk = FaultyDisk(graves)
    with opened(root, disk=disk) as office:
        work(office, an_engine(version))
    return disk.steps


def every(total: int) -> range:
    """Some steps spread over the run; with TROSKEL_EVERY_STEP set, each one."""
    few = 1 if "TROSKEL_EVERY_STEP" in os.environ else max(1, total // 13)
    return range(0, total, few)


@pytest.fixture
def graves(tmp_path: Path) -> Path:
    """Where removed files lie until their folder is synced."""
    folder = tmp_path / "graves"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("forget", [True, False], ids=["power", "kill"])
def test_a_run_ended_at_any_step_is_finished_by_the_next(
    tmp_path: Path, graves: Path, *, forget: bool
) -> None:
    """The outboxes are those of a run that nothing ended, byte for byte."""
    calm = filled(tmp_path / "calm", POST)
    total = steps_of(calm, graves, run, "1")
    whole(calm, POST)
    for number in every(total):
        root = filled(tmp_path / f"ended-{number}", POST)
        with (
            pytest.raises(Crash),
            opened(root, disk=FaultyDisk(graves, number, forget=forget)) as office,
        ):
            run(office, an_engine())
        with opened(root) as office:
            run(office, an_engine())
        whole(root, POST)
        assert outbox(root) == outbox(calm), f"ended before step {number} of {total}"
        shutil.rmtree(root)


def again(office: Office, engine: Engine) -> object:
    """All is decided again."""
    return reprocess.apply(office, engine, reprocess.Selection())


def approve(office: Office, engine: Engine) -> object:
    """A person approves the letter in review."""
    letter = queue(office)[0].letter
    said = review.Said(act=Act.APPROVE, by="Test Testsson", revision=letter.revision)
    return review.edit(office, engine, letter.id, said)


def collect(office: Office, _: Engine) -> object:
    """A unit takes all its packets."""
    return pickup.take(office, "vuxen", by="Test Testsson")


@pytest.mark.parametrize(
    ("work", "version"),
    [(again, "2"), (approve, "1"), (collect, "1")],
    ids=["reprocess", "approve", "pickup"],
)
def test_work_ended_at_any_step_is_finished_or_done_again(
    tmp_path: Path, graves: Path, work: Work, version: str
) -> None:
    """Reprocessing, approving and picking up leave nothing torn, lost or doubled."""
    start = filled(tmp_path / "start", POST)
    with opened(start) as office:
        run(office, an_engine())
    calm = tmp_path / "calm"
    shutil.copytree(start, calm)
    total = steps_of(calm, graves, work, version)
    for number in every(total):
        root = tmp_path / f"ended-{number}"
        shutil.copytree(start, root)
        with pytest.raises(Crash), opened(root, disk=FaultyDisk(graves, number)) as office:
            work(office, an_engine(version))
        with opened(root) as office:
            run(office, an_engine(version))
            try:
                work(office, an_engine(version))
            except IndexError:
                assert not queue(office), "the approval was kept"
            run(office, an_engine(version))
        whole(root, POST)
        assert outbox(root) == outbox(calm), f"ended before step {number} of {total}"
        shutil.rmtree(root)


class Dying(FakeMind):
    """Ends the program over every letter."""

    def decide(self, question: Question) -> Case:
        """Never gets so far."""
        raise Crash(question.intake_point)


def test_ends_of_the_program_blame_no_letter(root: Path) -> None:
    """A letter that was in the program's hands at nine ends is decided at the tenth start."""
    (root / "inbox" / "01.pdf").write_bytes(b"rent_debt 0")
    for _ in range(9):
        engine = Engine(reader=FakeReader(), mind=Dying(), builder=FakeBuilder())
        with pytest.raises(Crash), opened(root) as office:
            run(office, engine)
    with opened(root) as office:
        run(office, an_engine())
    whole(root, {"01.pdf": b"rent_debt 0"})


def test_a_letter_that_ends_the_program_holds_up_no_other(root: Path) -> None:
    """After some ends the others are decided first; after ten it is set aside for people."""
    post = {"01.pdf": b"rent_debt 0 bomb", "02.pdf": b"rent_debt 1", "03.pdf": b"rent_debt 2"}
    for name, content in post.items():
        (root / "inbox" / name).write_bytes(content)

    class Bombed(FakeMind):
        def decide(self, question: Question) -> Case:
            if any(word.text == "bomb" for page in question.pages for word in page.words):
                raise Crash("bomb")
            return super().decide(question)

    def start() -> None:
        with opened(root) as office:
            engine = Engine(reader=FakeReader(), mind=Bombed(), builder=FakeBuilder())
            process(office, engine, received_on=ON)

    for _ in range(6):
        with pytest.raises(Crash):
            start()
    with opened(root) as office:
        assert office.ledger.number("SELECT count(*) FROM packets WHERE state = 'delivered'") == 2
    for _ in range(4):
        with pytest.raises(Crash):
            start()
    start()
    with opened(root) as office:
        row = office.ledger.row("SELECT name FROM documents WHERE state = 'quarantined'")
        assert row == {"name": "01.pdf"}
