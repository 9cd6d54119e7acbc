"""What people do: review, pick up, reprocess; and what they are shown."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import ON, FakeBuilder, FakeMind, FakeReader, engine

from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.store import letters, packets
from pipeline.store.errors import (
    ConflictError,
    DamageError,
    NotAllowedError,
    NotFoundError,
    UnusableError,
)
from pipeline.store.letters import Letter
from pipeline.usecases import explain, pickup, reprocess, review, status
from pipeline.usecases.deliver import deliver_left
from pipeline.usecases.export import export
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process
from pipeline.usecases.queue import queue
from pipeline.usecases.reconcile import reconcile

BY = "Test Testsson"


def received(office: Office, *texts: str) -> list[Letter]:
    """Letters that came and were decided, in the order of arrival."""
    for number, text in enumerate(texts):
        path = office.workspace.inbox / f"{number:02d}.pdf"
        path.write_bytes(text.encode())
    process(office, engine(), received_on=ON)
    rows = office.ledger.rows("SELECT * FROM letters ORDER BY arrival, place")
    return [Letter.of(row) for row in rows]


def another(version: str = "2") -> Engine:
    """An engine with another model."""
    return Engine(reader=FakeReader(), mind=FakeMind(version), builder=FakeBuilder())


# Review.


def test_an_approved_letter_is_delivered_and_marked(office: Office) -> None:
    """It leaves the queue, its packet lies there, and its case says who approved it."""
    (one,) = received(office, "rent_debt 0 review")
    assert [waits.letter.id for waits in queue(office)] == [one.id]
    now = review.edit(office, engine(), one.id, review.Said(act=Act.APPROVE, by=BY, revision=1))
    assert now.state is State.ROUTED
    assert queue(office) == []
    assert [packet.state for packet in packets.of_letter(office.ledger, one.id)] == ["delivered"]
    assert letters.case(office.ledger, one.id, 2).reviewed_by == BY


def test_what_was_approved_when_the_pages_were_killed_is_sent_when_they_come_back(
    office: Office,
) -> None:
    """The approval was written down and its packet not yet made; once, whoever comes first."""
    (one,) = received(office, "rent_debt 0 review")
    made = engine()
    review.record(office, made.mind, one.id, review.Said(act=Act.APPROVE, by=BY, revision=1))

    def states() -> list[str]:
        return [packet.state for packet in packets.of_letter(office.ledger, one.id)]

    over = threading.Event()
    with office.coordinating():
        deliver_left(office, made.builder, over)
    assert states() == ["planned"], "a coordinator sees to it"
    over.set()
    deliver_left(office, made.builder, over)
    assert states() == ["planned"], "whoever is told to end begins nothing"
    over.clear()
    for _ in range(2):
        deliver_left(office, made.builder, over)
        assert states() == ["delivered"]
    assert reconcile(office).ok


def test_what_lies_in_the_way_of_one_packet_holds_up_no_other(office: Office) -> None:
    """The next letter's packet is delivered; the one in the way is told by reconcile."""
    first, second = received(office, "rent_debt 0 review", "rent_debt 1 review")
    made = engine()
    for one in (first, second):
        review.record(office, made.mind, one.id, review.Said(act=Act.APPROVE, by=BY, revision=1))
    (blocked,) = packets.of_letter(office.ledger, first.id)
    (office.workspace.root / blocked.path).mkdir(parents=True)
    deliver_left(office, made.builder, threading.Event())
    assert packets.of_letter(office.ledger, first.id)[0].state == "planned"
    assert packets.of_letter(office.ledger, second.id)[0].state == "delivered"


def test_who_saw_an_older_revision_overwrites_nothing(office: Office) -> None:
    """The edit of the second to come is refused, and not kept."""
    (one,) = received(office, "rent_debt 0 review")
    review.edit(office, engine(), one.id, review.Said(act=Act.APPROVE, by=BY, revision=1))
    with pytest.raises(ConflictError):
        review.edit(office, engine(), one.id, review.Said(act=Act.RETURN, by=BY, revision=1))
    assert len(letters.edits(office.ledger, one.id)) == 1


def test_what_cannot_be_used_is_said_and_not_kept(office: Office) -> None:
    """An unusable value, and a nameless editor."""
    (one,) = received(office, "rent_debt 0 review")
    with pytest.raises(UnusableError, match="Värdet går inte att använda"):
        review.edit(office, engine(), one.id, review.Said(act=Act.FIELD, by=BY, value="fel"))
    with pytest.raises(NotAllowedError):
        review.edit(office, engine(), one.id, review.Said(act=Act.APPROVE, by=" "))
    assert letters.edits(office.ledger, one.id) == ()


def test_a_protected_letter_is_for_those_named_to_it(root: Path) -> None:
    """Others see its id alone; the named one approves it, and it goes to ``skyddad``."""
    file = root / "troskel.toml"
    file.write_text(f'protected_staff = ["{BY}"]\n' + file.read_text())
    with opened(root) as office:
        (one,) = received(office, "rent_debt 0 skyddad review")
        assert [waits.hidden for waits in queue(office)] == [True]
        assert [waits.hidden for waits in queue(office, by=BY)] == [False]
        for who in ("", "Någon Annan"):
            with pytest.raises(NotAllowedError):
                review.show(office, one.id, by=who)
            with pytest.raises(NotAllowedError):
                explain.explain(office, one.id, by=who)
            with pytest.raises(NotAllowedError):
                pickup.lying(office, "skyddad", by=who)
        review.edit(office, engine(), one.id, review.Said(act=Act.APPROVE, by=BY))
        (lying,) = pickup.lying(office, "skyddad", by=BY)
        folder = root / lying.packet.path
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir() if path.is_file()} == {
            0o600
        }


def test_a_confirmation_is_due_until_it_is_sent(root: Path) -> None:
    """On top of the queue, overdue the day after, gone when noted, and noted once."""
    clock = [datetime(2026, 10, 5, 9, tzinfo=UTC)]
    with opened(root, clock=lambda: clock[0]) as office:
        one, _ = received(office, "eviction_date 0 review", "rent_debt 1 review")
        assert queue(office)[0].confirmation_due
        assert [due.overdue for due in status.confirmations(office)] == [False]
        clock[0] += timedelta(days=1)
        assert [due.overdue for due in status.confirmations(office)] == [True]
        review.confirm_sent(office, one.id, by=BY)
        assert status.confirmations(office) == ()
        with pytest.raises(ConflictError):
            review.confirm_sent(office, one.id, by=BY)


# Pickup.


def test_a_packet_is_taken_once_and_with_a_receipt(root: Path, office: Office) -> None:
    """It moves to ``hamtat``; taken again it is not there."""
    received(office, "rent_debt 0")
    (taken,) = pickup.take(office, "vuxen", by=BY)
    assert (root / taken.path / "record.json").exists()
    assert taken.path.startswith("outbox/vuxen/hamtat/")
    kept = packets.receipt(office.ledger, taken.id)
    assert kept is not None
    assert (kept["by"], kept["digest"]) == (BY, taken.digest)
    assert pickup.take(office, "vuxen", by=BY) == []
    with pytest.raises(NotFoundError):
        pickup.take(office, "vuxen", by=BY, names=(taken.name,))
    assert reconcile(office).ok


def test_a_changed_packet_is_not_handed_over(root: Path, office: Office) -> None:
    """Somebody wrote in the outbox: that is said, and reconcile says it too."""
    received(office, "rent_debt 0")
    (lying,) = pickup.lying(office, "vuxen")
    (root / lying.packet.path / "record.json").write_text("annat")
    with pytest.raises(DamageError):
        pickup.take(office, "vuxen", by=BY)
    assert [fault.code for fault in reconcile(office).faults] == ["packet_changed"]


def test_a_packet_that_lies_too_long_is_shown(root: Path) -> None:
    """By its urgency: four hours for today's, three days for an ordinary one."""
    clock = [datetime(2026, 10, 5, 9, tzinfo=UTC)]
    with opened(root, clock=lambda: clock[0]) as office:
        received(office, "eviction_date 0", "rent_debt 1")
        assert status.status(office).overdue == ()
        clock[0] += timedelta(hours=5)
        assert [one.priority for one in status.status(office).overdue] == [1]
        clock[0] += timedelta(hours=70)
        assert [one.priority for one in status.status(office).overdue] == [1, 3]


# Reprocess.


def test_a_preview_changes_nothing(office: Office) -> None:
    """It tells the difference, letter by letter."""
    received(office, "rent_debt 0", "rent_debt 1 skyddad")
    before = office.ledger.number("SELECT count(*) FROM cases")
    found = list(reprocess.preview(office, another(), reprocess.Selection()))
    assert [one.same for one in found] == [False, True]
    assert "Ändrat: vilka som får brevet" in found[0].changes
    assert office.ledger.number("SELECT count(*) FROM cases") == before


def test_a_changed_decision_is_sent_with_what_changed(root: Path, office: Office) -> None:
    """An unchanged one sends nothing; and back again, who no longer gets it gets a notice."""
    received(office, "rent_debt 0", "rent_debt 1 skyddad")
    assert reprocess.apply(office, another(), reprocess.Selection()).ok
    sent = office.ledger.rows("SELECT unit, revision FROM packets ORDER BY id")
    assert [tuple(row.values()) for row in sent] == [
        ("vuxen", 1),
        ("skyddad", 1),
        ("vuxen", 2),
        ("barn_unga", 2),
    ]
    folder = next((root / "outbox" / "vuxen").glob("*-r2"))
    assert (folder / "utkast" / "brev.txt").read_text() == "Ändrat: vilka som får brevet"
    assert reprocess.apply(office, engine(), reprocess.Selection()).ok
    notice = next((root / "outbox" / "barn_unga").glob("*-r3"))
    record = json.loads((notice / "record.json").read_text())
    assert record["schema"] == "troskel/notice/1"
    assert len(record["withdrawn"]) == 1
    (line, _) = export(office)
    assert [(one.unit, one.revision) for one in line.packets] == [("vuxen", 3)]
    assert reconcile(office).ok


def test_edits_are_kept_when_all_is_decided_again(office: Office) -> None:
    """An approval stays an approval."""
    (one,) = received(office, "rent_debt 0 review")
    review.edit(office, engine(), one.id, review.Said(act=Act.APPROVE, by=BY))
    reprocess.apply(office, another(), reprocess.Selection(read_again=True))
    assert letters.letter(office.ledger, one.id).state is State.ROUTED


@pytest.mark.parametrize(
    ("selection", "number"),
    [
        (reprocess.Selection(), 2),
        (reprocess.Selection(kinds=("rent_debt",)), 1),
        (reprocess.Selection(states=("review",)), 1),
        (reprocess.Selection(since=ON, until=ON), 2),
        (reprocess.Selection(since=ON + timedelta(days=1)), 0),
        (reprocess.Selection(until=ON - timedelta(days=1)), 0),
        (reprocess.Selection(kinds=("other",)), 0),
    ],
)
def test_a_selection_holds_what_fits_all_of_it(
    office: Office, selection: reprocess.Selection, number: int
) -> None:
    """Period, kind and state."""
    received(office, "rent_debt 0", "disturbance 1 review")
    assert len(reprocess.choose(office, selection).letters) == number


def test_a_quarantined_document_is_read_again(root: Path, office: Office) -> None:
    """When it is named, or its state is; its note goes away with it."""
    received(office, "poison")
    (name,) = (row["sha256"] for row in office.ledger.rows("SELECT sha256 FROM documents"))
    assert reprocess.choose(office, reprocess.Selection()).quarantined == ()

    class Cured(FakeReader):
        """A newer reader manages it."""

        def read(self, path: Path) -> object:  # type: ignore[override] # it is what the other gives
            """As if the file were another."""
            cured = path.with_name("cured")
            cured.write_bytes(b"rent_debt 0")
            found = super().read(cured)
            cured.unlink()
            return found.__class__(document=name, fingerprint=found.fingerprint, pages=found.pages)

    made = Engine(reader=Cured(), mind=FakeMind(), builder=FakeBuilder())
    assert reprocess.apply(office, made, reprocess.Selection(letters=(name[:12],))).ok
    assert office.ledger.row("SELECT state FROM documents") == {"state": "decided"}
    assert not list((root / "quarantine").iterdir())
    with pytest.raises(NotFoundError):
        reprocess.choose(office, reprocess.Selection(letters=("f" * 12,)))


# What is shown.


def test_the_export_has_a_line_for_each_letter_and_arrival(office: Office) -> None:
    """In the order of names, then letters; what does not apply is left out."""
    received(
        office, "rent_debt 0\frent_debt 1 review", "corrupt", "rent_debt 0\frent_debt 1 review"
    )
    lines = [json.loads(line.json_line()) for line in export(office)]
    assert [
        (line["document"]["name"], line["letter"]["index"], line["state"]) for line in lines
    ] == [
        ("00.pdf", 1, "routed"),
        ("00.pdf", 2, "review"),
        ("01.pdf", 1, "quarantined"),
        ("02.pdf", 1, "duplicate"),
    ]
    first, second, third, fourth = lines
    assert first["schema"] == "troskel/letter/1"
    assert first["document"]["pages"] == fourth["document"]["pages"] == 2
    assert first["kind"] == {"value": "rent_debt", "confidence": 0.99, "subkind": None}
    assert first["letter"]["pages"] == [1]
    assert first["packets"][0]["path"].startswith("outbox/vuxen/3-2026-10-05-")
    assert second["packets"] == []
    assert second["reasons"] == ["person_not_found"]
    assert third["reasons"] == ["corrupt"]
    assert "kind" not in third
    assert fourth["document"]["sha256"] == first["document"]["sha256"]


def test_reconcile_tells_what_disagrees(root: Path, office: Office) -> None:
    """A lost original, a lost packet, a stranger in the outbox."""
    received(office, "rent_debt 0", "rent_debt 1")
    assert reconcile(office).ok
    rows = office.ledger.rows("SELECT sha256 FROM documents ORDER BY arrival")
    office.archive.path(rows[0]["sha256"]).unlink()
    changed = office.archive.path(rows[1]["sha256"])
    changed.chmod(0o600)
    changed.write_bytes(b"annat")
    folder = root / next(iter(pickup.lying(office, "vuxen"))).packet.path
    folder.rename(root / "outbox" / "vuxen" / "omdopt")
    codes = {fault.code for fault in reconcile(office).faults}
    assert codes == {"archive_missing", "archive_changed", "packet_missing", "packet_unknown"}


def test_a_letter_s_way_is_told(office: Office) -> None:
    """By a few characters of its id, or of its document's; events hold no personal data."""
    (one,) = received(office, "rent_debt 0 review")
    review.edit(office, engine(), one.id, review.Said(act=Act.APPROVE, by=BY))
    way = explain.explain(office, one.id[:8])
    assert explain.explain(office, one.document[:8]) == way
    text = explain.as_text(way, lambda _: "beslutet")
    for said in ("kom in", "till granskning", "underlag lagt i utkorgen", f"av {BY}", "beslutet"):
        assert said in text
    assert BY not in str(way.events)
    for ident in ("kort", "f" * 12, "åäö--------"):
        with pytest.raises(NotFoundError):
            explain.explain(office, ident)
