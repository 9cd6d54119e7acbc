"""Decisions that change faster than packets are made: no unit gets a letter twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import ON, FakeBuilder, FakeReader, engine
from test_the_station import Heeding, said

from pipeline.domain.edits import Act
from pipeline.store import letters, packets
from pipeline.store.disk import Disk
from pipeline.store.letters import Letter
from pipeline.usecases import deliver, review
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process
from pipeline.usecases.reconcile import reconcile
from pipeline.usecases.settle import fail_delivery
from pipeline.usecases.undoing import last, undo

BY = "Anna Ek"


def heeding() -> Engine:
    """The fakes with the mind that heeds a return and a correction."""
    return Engine(reader=FakeReader(), mind=Heeding(), builder=FakeBuilder())


def received(office: Office, text: str) -> Letter:
    """A letter that came and was sent."""
    (office.workspace.inbox / "brev.pdf").write_bytes(text.encode())
    process(office, engine(), received_on=ON)
    (row,) = office.ledger.rows("SELECT * FROM letters")
    return Letter.of(row)


def decided(office: Office, one: Letter, act: Act, **more: str) -> None:
    """What a person decides while somebody else makes the packets, and has not begun yet."""
    review.record(office, Heeding(), one.id, said(act, **more))


def seen_by(office: Office, unit: str) -> list[tuple[int, bool]]:
    """What lies in the unit's outbox, taken or not: revision, and whether it is a notice."""
    folder = office.workspace.outbox / unit
    names = {path.name for path in (*folder.glob("[0-9]*"), *folder.glob("hamtat/*"))}
    return [
        (one.revision, one.notice) for one in packets.everywhere(office.ledger) if one.name in names
    ]


def delivered(office: Office, one: Letter) -> None:
    """Whoever makes packets does it now."""
    deliver.deliver_letter(office, FakeBuilder(), one.id)


@pytest.mark.parametrize("taken", [False, True])
def test_an_end_taken_back_before_anybody_heard_of_it_sends_nothing(
    office: Office, *, taken: bool
) -> None:
    """The unit has the letter still: taken up again and approved, it gets no second one."""
    one = received(office, "rent_debt 0")
    if taken:
        (lying,) = packets.lying(office.ledger, "vuxen")
        office.outbox.pick_up(lying.id, BY)
    decided(office, one, Act.CLOSE)
    decided(office, one, Act.RETURN)
    decided(office, one, Act.APPROVE)
    delivered(office, one)
    assert seen_by(office, "vuxen") == [(1, False)]
    assert [held.revision for held in packets.in_force(office.ledger, one.id)] == [1]
    assert reconcile(office).ok


def test_an_end_that_was_undone_before_anybody_heard_of_it_sends_nothing(office: Office) -> None:
    """The same by undoing; and nobody is told of an end that is none."""
    one = received(office, "rent_debt 0")
    decided(office, one, Act.CLOSE)
    undo(office, Heeding(), one.id, last(office, one.id, BY), by=BY)
    delivered(office, one)
    assert seen_by(office, "vuxen") == [(1, False)]
    assert [held.revision for held in packets.in_force(office.ledger, one.id)] == [1]


def test_a_correction_taken_back_before_it_was_sent_sends_nothing(office: Office) -> None:
    """What the unit has is what holds again."""
    one = received(office, "rent_debt 0")
    decided(office, one, Act.FIELD, value="9")
    undo(office, Heeding(), one.id, last(office, one.id, BY), by=BY)
    decided(office, one, Act.APPROVE)
    delivered(office, one)
    assert seen_by(office, "vuxen") == [(1, False)]


def test_a_correction_of_a_correction_that_was_not_sent_tells_what_changed_for_the_unit(
    office: Office,
) -> None:
    """It is compared with what the unit has, not with what nobody saw."""
    one = received(office, "rent_debt 0")
    decided(office, one, Act.FIELD, value="9")
    decided(office, one, Act.FIELD, value="8")
    delivered(office, one)
    assert seen_by(office, "vuxen") == [(1, False), (3, False)]
    (held,) = packets.in_force(office.ledger, one.id)
    assert held.changes == ("Ändrat: rutinens rader",)
    assert reconcile(office).ok


class Interrupting(Disk):
    """A disk on which something else happens the first time a file is written."""

    def __init__(self) -> None:
        """Nothing happens until ``meanwhile`` is set."""
        self.meanwhile: Callable[[], None] | None = None

    def step(self, what: str, path: Path | None = None) -> None:
        """Let it happen."""
        if what == "write" and path is not None and self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()


def elsewhere(root: Path, work: Callable[[Office], object]) -> None:
    """Another request, in a thread with an office of its own, while this one waits for it."""

    def done() -> None:
        with opened(root) as office:
            work(office)

    thread = threading.Thread(target=done)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()


def test_what_is_taken_back_while_it_is_written_reaches_nobody(root: Path) -> None:
    """The notice of an end was half written when the letter was taken up again and approved."""
    disk = Interrupting()
    with opened(root, disk=disk) as office:
        one = received(office, "rent_debt 0")
        decided(office, one, Act.CLOSE)

        def reopened(other: Office) -> None:
            decided(other, one, Act.RETURN)
            decided(other, one, Act.APPROVE)

        disk.meanwhile = lambda: elsewhere(root, reopened)
        delivered(office, one)
        assert disk.meanwhile is None
        delivered(office, one)
        assert seen_by(office, "vuxen") == [(1, False)]
        assert reconcile(office).ok


def test_a_notice_that_was_out_first_is_heard_and_the_letter_sent_anew(root: Path) -> None:
    """Whoever was told that a letter is no longer theirs gets it again, once."""
    disk = Interrupting()
    with opened(root, disk=disk) as office:
        one = received(office, "rent_debt 0")
        decided(office, one, Act.CLOSE)
        delivered(office, one)
        decided(office, one, Act.RETURN)
        decided(office, one, Act.APPROVE)
        delivered(office, one)
        assert seen_by(office, "vuxen") == [(1, False), (2, True), (4, False)]
        assert [held.revision for held in packets.in_force(office.ledger, one.id)] == [4]
        assert reconcile(office).ok


def test_a_packet_that_lies_there_is_not_given_up_with_another_that_cannot_be_made(
    office: Office,
) -> None:
    """Two units' packets; one lay there when the program was killed, the other fails."""
    one = received(office, "rent_debt 0 review")
    decided(office, one, Act.APPROVE)
    (planned,) = packets.of_letter(office.ledger, one.id)
    made = {"record.json": b"{}"}
    office.outbox.deliver(planned.id, made)
    with office.ledger.atomic():
        # As a kill between the renaming and the note of it leaves it.
        office.ledger.write(
            "UPDATE packets SET state = 'built', delivered_at = NULL WHERE id = ?", (planned.id,)
        )
    fail_delivery(office, one.id, letters.case(office.ledger, one.id, 1).reasons[0])
    assert seen_by(office, "vuxen") == [(planned.revision, False)]
    assert reconcile(office).ok
