"""What seldom happens at once: clocks that jump, folders without events, two people's hurry."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import FakeBuilder, FakeMind, FakeReader, engine

from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.store import letters, packets
from pipeline.store.errors import PlaceError, TroskelError
from pipeline.usecases import pickup, reprocess, review, status
from pipeline.usecases.export import export
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import Signals, process, run
from pipeline.usecases.reconcile import reconcile

CAME = datetime(2026, 10, 5, 9, tzinfo=UTC)
BY = "Test Testsson"


@pytest.mark.parametrize("days", [-3, -900, 40])
def test_the_day_of_arrival_holds_when_the_clock_jumps(root: Path, days: int) -> None:
    """Received by one clock, read and decided by another: ages and days count from the first."""
    clock = [CAME]
    made = engine()
    assert isinstance(made.reader, FakeReader)
    with opened(root, clock=lambda: clock[0]) as office:
        (root / "inbox" / "a.pdf").write_bytes(b"rent_debt 0")
        (root / "inbox" / "b.pdf").write_bytes(b"eviction_date 1 review")
        made.reader.fail_with = PlaceError("Tesseract saknas.")
        with pytest.raises(PlaceError):
            process(office, made)
        assert not list((root / "inbox").iterdir()), "received before the jump"
        made.reader.fail_with = None
        clock[0] = CAME + timedelta(days=days)
        assert process(office, made).ok
        rows = office.ledger.rows("SELECT * FROM letters ORDER BY arrival, place")
        found = [letters.Letter.of(row) for row in rows]
        cases = [letters.case(office.ledger, one.id, one.revision) for one in found]
        assert {one.received_on for one in (*found, *cases)} == {CAME.date()}
        assert [one.state for one in found] == [State.ROUTED, State.REVIEW]
        review.edit(office, made, found[1].id, review.Said(act=Act.APPROVE, by=BY))
        assert [due.overdue for due in status.confirmations(office)] == [days > 0]
        assert pickup.take(office, "vuxen", by=BY)
        clock[0] = CAME
        assert reconcile(office).ok
        assert len(list(export(office))) == 2


def test_the_service_finds_what_no_event_tells_of(root: Path) -> None:
    """An inbox on a share that sends no events: the sweeps take what comes."""
    settings = (root / "troskel.toml").read_text()
    (root / "troskel.toml").write_text(
        settings.replace("[inbox]\n", "[inbox]\nsweep_seconds = 0.1\n")
    )
    signals = Signals()

    def serve() -> None:
        with opened(root) as office:
            run(office, engine(), signals)

    def lie_there(number: int) -> bool:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if len(list((root / "outbox" / "vuxen").glob("[!.]*"))) >= number:
                return True
            time.sleep(0.05)
        return False

    service = threading.Thread(target=serve)
    service.start()
    try:
        (root / "inbox" / "a.pdf").write_bytes(b"rent_debt 0")
        assert lie_there(1)
        (root / "inbox" / "stadshuset").mkdir()
        (root / "inbox" / "stadshuset" / "b.pdf").write_bytes(b"disturbance 1")
        assert lie_there(2)
        assert not signals.hint.is_set()
    finally:
        signals.end()
        service.join(60)


def _collect(root: Path, over: threading.Event, taken: list[int], odd: list[Exception]) -> None:
    """Somebody who picks up whatever lies there, again and again."""
    with opened(root) as mine:
        while not over.is_set():
            for unit in ("vuxen", "barn_unga"):
                for one in pickup.lying(mine, unit):
                    try:
                        (got,) = pickup.take(mine, unit, by=BY, names=(one.packet.name,))
                    except TroskelError as error:
                        odd.append(error)
                    else:
                        taken.append(got.id)


def test_packets_are_picked_up_while_all_is_decided_again(root: Path, office: Office) -> None:
    """Each packet is handed over at most once, and what changed after it comes as a new one."""
    for number in range(12):
        text = f"rent_debt {number % 5}\n{number}"
        (root / "inbox" / f"{number:02d}.pdf").write_bytes(text.encode())
    process(office, engine(), received_on=CAME.date())
    over = threading.Event()
    taken: list[int] = []
    odd: list[Exception] = []

    person = threading.Thread(target=_collect, args=(root, over, taken, odd))
    person.start()
    try:
        for version in ("2", "1", "2"):
            made = Engine(reader=FakeReader(), mind=FakeMind(version), builder=FakeBuilder())
            assert reprocess.apply(office, made, reprocess.Selection()).ok
    finally:
        over.set()
        person.join(60)
    assert odd == []
    assert len(taken) == len(set(taken))
    assert reconcile(office).ok
    assert office.outbox.strays() == []
    for row in office.ledger.rows("SELECT id, revision FROM letters"):
        every = packets.of_letter(office.ledger, row["id"])
        assert {one.state for one in every} <= {"delivered", "picked_up", "withdrawn"}
        for one in every:
            assert one.state == "withdrawn" or office.outbox.path(one).is_dir()
        force = {one.unit for one in packets.in_force(office.ledger, row["id"])}
        assert force == {"vuxen", "barn_unga"}
