"""Whatever ends the program, whenever: each letter is in one place, whole, and sent once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from hashlib import sha256
from pathlib import Path

from fakes import ON, FakeMind, engine
from faulty import Crash, FaultyDisk
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline.domain.edits import Act
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.store import packets
from pipeline.store import workspace as workspaces
from pipeline.store.disk import Disk, digest_of_folder
from pipeline.usecases import pickup, reprocess, review
from pipeline.usecases.handing_back import hand_back
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process
from pipeline.usecases.queue import queue
from pipeline.usecases.reconcile import reconcile

SETTINGS = """\
routine = "fake"
[inbox]
quiet_seconds = 0
once_grace_seconds = 0
[reading]
processes = 2
"""

CONTENTS = (
    b"rent_debt 0",
    b"rent_debt 0 again",
    b"rent_debt 1 review",
    b"disturbance 1",
    b"eviction_date 2",
    b"rent_debt 3\frent_debt 4",
    b"rent_debt 4 skyddad",
    b"flaky 2",
    b"rent_debt 2 explode",
    b"poison 1",
    b"poison 2",
    b"corrupt",
    b"half of a file",
    b"",
)
GUILTY = (b"poison", b"corrupt", b"half", b"")
CRASHES = st.integers(0, 160)


class NothingLost(RuleBasedStateMachine):
    """Arrivals, crashes, restarts, reviews, pickups and reprocessing over one real folder."""

    @initialize()
    def begin(self) -> None:
        """An empty workspace."""
        self.home = Path(tempfile.mkdtemp(prefix="troskel-test-"))
        self.root = self.home / "arbete"
        self.root.mkdir()
        (self.home / "graves").mkdir()
        (self.root / "troskel.toml").write_text(SETTINGS)
        workspaces.init(self.root, "fake", ("vuxen", "barn_unga"))
        self.arrived: list[bytes] = []
        self.number = 0
        self.version = "1"
        self.calm = True

    def teardown(self) -> None:
        """A last undisturbed run brings everything to its end; then the folder goes."""
        if not hasattr(self, "home"):
            return
        try:
            self.undisturbed()
        finally:
            shutil.rmtree(self.home)

    def engine(self) -> Engine:
        """Fakes, deciding as the model of the day does."""
        made = engine()
        return Engine(reader=made.reader, mind=FakeMind(self.version), builder=made.builder)

    # What happens.

    @rule(content=st.sampled_from(CONTENTS), point=st.sampled_from(("", "stadshuset")))
    def arrive(self, content: bytes, point: str) -> None:
        """A file is put into the inbox; the same bytes may come again."""
        self.number += 1
        folder = self.root / "inbox" / point
        folder.mkdir(exist_ok=True)
        (folder / f"bild-{self.number:03d}.pdf").write_bytes(content)
        self.arrived.append(content)

    @rule()
    def undisturbed(self) -> None:
        """A run that nothing ends: everything comes to its end."""
        with opened(self.root) as office:
            outcome = process(office, self.engine(), received_on=ON)
            assert outcome.ok
            assert not list((self.root / "inbox").rglob("*.pdf"))
            assert office.ledger.number("SELECT count(*) FROM receipts") == len(self.arrived)
            reckoning = reconcile(office)
            assert reckoning.ok, reckoning.faults
            assert reckoning.waiting == reckoning.on_their_way == 0
        self.calm = True

    @rule(after=CRASHES, forget=st.booleans())
    def ended(self, after: int, *, forget: bool) -> None:
        """A run that ends before some file operation or commit."""
        self._crash(
            after,
            forget=forget,
            work=lambda office: process(office, self.engine(), received_on=ON),
        )

    @rule(after=st.none() | CRASHES, again=st.booleans())
    def reprocessed(self, after: int | None, *, again: bool) -> None:
        """All is decided again by another model, maybe cut off."""
        self.version = "2" if self.version == "1" else "1"
        self._crash(
            after,
            forget=False,
            work=lambda office: reprocess.apply(
                office, self.engine(), reprocess.Selection(read_again=again)
            ),
        )

    @rule(after=st.none() | st.integers(0, 30))
    def approved(self, after: int | None) -> None:
        """A person approves what waits first, maybe cut off."""

        def work(office: Office) -> None:
            waiting = [one for one in queue(office) if one.case is not None]
            if waiting:
                said = review.Said(act=Act.APPROVE, by="Test Testsson")
                review.edit(office, self.engine(), waiting[0].letter.id, said)

        self._crash(after, forget=False, work=work)

    @rule(after=st.none() | st.integers(0, 30))
    def picked_up(self, after: int | None) -> None:
        """A unit takes its packets, maybe cut off."""
        self._crash(
            after, forget=True, work=lambda office: pickup.take(office, "vuxen", by="Test Testsson")
        )

    @rule(after=st.none() | st.integers(0, 30))
    def handed_back(self, after: int | None) -> None:
        """A unit gives back what it has, taken or not, maybe cut off."""

        def work(office: Office) -> None:
            held = [
                one
                for one in packets.everywhere(office.ledger)
                if one.unit == "barn_unga"
                and not (one.superseded or one.notice)
                and one.state != "built"
            ]
            if held:
                mind = self.engine().mind
                hand_back(office, mind, "barn_unga", held[0].name, by="Test Testsson", reason="fel")

        self._crash(after, forget=True, work=work)

    def _crash(self, after: int | None, *, forget: bool, work: object) -> None:
        disk: Disk = Disk()
        if after is not None:
            disk = FaultyDisk(self.home / "graves", after, forget=forget)
        try:
            with opened(self.root, disk=disk) as office:
                work(office)  # type: ignore[operator] # a lambda of the rules above
        except Crash as crash:
            note(f"ended before {crash}")
            self.calm = False

    # What holds at every instant.

    @invariant()
    def holds(self) -> None:
        """No letter lost, none in two states, no packet torn or doubled, no innocent blamed."""
        if hasattr(self, "root"):
            with opened(self.root) as office:
                self.no_letter_is_lost(office)
                self.none_is_in_two_states(office)
                self.no_packet_is_torn_or_doubled(office)
                self.no_innocent_letter_is_set_aside(office)

    def no_letter_is_lost(self, office: Office) -> None:
        """Each file that came is in the inbox or, byte for byte, in the archive."""
        lying = Counter(
            path.read_bytes() for path in (self.root / "inbox").rglob("*") if path.is_file()
        )
        kept = {row["sha256"] for row in office.ledger.rows("SELECT sha256 FROM documents")}
        receipts = office.ledger.number("SELECT count(*) FROM receipts")
        for content in set(self.arrived):
            name = sha256(content).hexdigest()
            assert name in kept or lying[content] > 0
            assert name not in kept or office.archive.whole(name)
        assert receipts <= len(self.arrived) <= receipts + sum(lying.values())

    def none_is_in_two_states(self, office: Office) -> None:
        """Letters are there exactly for documents that were decided."""
        rows = office.ledger.rows(
            "SELECT d.state AS state, count(l.id) AS letters, d.reason AS reason"
            " FROM documents d LEFT JOIN letters l ON l.document = d.sha256 GROUP BY d.sha256"
        )
        for row in rows:
            assert (row["letters"] > 0) == (row["state"] == "decided")
            assert (row["reason"] is None) == (row["state"] != "quarantined")

    def no_packet_is_torn_or_doubled(self, office: Office) -> None:
        """Each folder that can be seen is whole and the only one of its letter and revision."""
        known = {(one.unit, one.name): one for one in packets.everywhere(office.ledger)}
        for unit in (self.root / "outbox").iterdir():
            seen: Counter[str] = Counter()
            for folder in (*unit.iterdir(), *unit.glob("hamtat/*"), *unit.glob("aterlamnat/*")):
                if folder.name not in {"hamtat", "aterlamnat"} and folder.name[0] != ".":
                    assert digest_of_folder(folder) == known[unit.name, folder.name].digest
                    seen[folder.name] += 1
            assert set(seen.values()) <= {1}
        held = office.ledger.rows(
            "SELECT letter, unit, line FROM packets WHERE superseded = 0 AND notice = 0"
            " AND state IN ('planned', 'built', 'delivered', 'picked_up')"
        )
        assert max(Counter(tuple(row.values()) for row in held).values(), default=1) == 1
        assert (self.root / "outbox" / PROTECTED_UNIT).stat().st_mode & 0o777 == 0o700

    def no_innocent_letter_is_set_aside(self, office: Office) -> None:
        """Only what cannot be read is quarantined, however often its neighbours crashed."""
        innocent = {
            sha256(content).hexdigest()
            for content in self.arrived
            if content and not content.startswith(GUILTY[:3])
        }
        for row in office.ledger.rows("SELECT sha256 FROM documents WHERE reason IS NOT NULL"):
            assert row["sha256"] not in innocent


NothingLost.TestCase.settings = settings(
    max_examples=int(os.environ.get("TROSKEL_EXAMPLES", "12")),
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestNothingLost = NothingLost.TestCase
