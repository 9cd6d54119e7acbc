"""Packets handed back, found, moved by hand; letters out noted: nothing lost, nothing doubled."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes import ON, FakeBuilder, FakeReader, engine
from test_the_station import Heeding, said

from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.store import letters, packets, sendings
from pipeline.store.errors import ConflictError, NotFoundError, UnusableError
from pipeline.store.letters import Letter
from pipeline.store.outbox import MOVED_BY_HAND
from pipeline.usecases import pickup, review, status
from pipeline.usecases.finding import found, learn
from pipeline.usecases.handing_back import hand_back
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process
from pipeline.usecases.queue import queue
from pipeline.usecases.reconcile import reconcile
from pipeline.usecases.sendings import letters_out, note_sent, owed, take_back

ANNA, BO = "Anna Ek", "Bo Lod"


def heeding() -> Engine:
    """The fakes with the mind that heeds a return."""
    return Engine(reader=FakeReader(), mind=Heeding(), builder=FakeBuilder())


def received(office: Office, *texts: str) -> list[Letter]:
    """Letters that came and were decided, in the order of arrival."""
    for number, text in enumerate(texts):
        (office.workspace.inbox / f"{number:02d}.pdf").write_bytes(text.encode())
    process(office, engine(), received_on=ON)
    rows = office.ledger.rows("SELECT * FROM letters ORDER BY arrival, place")
    return [Letter.of(row) for row in rows]


def both(office: Office) -> Letter:
    """A letter that lies with two units: the household's second."""
    _, second = received(office, "rent_debt 0", "rent_debt 0 again")
    return second


def lying(office: Office, unit: str, one: Letter) -> packets.Packet:
    """The unit's packet of the letter that nobody has taken."""
    return next(each for each in packets.lying(office.ledger, unit) if each.letter == one.id)


def sent(office: Office, one: Letter) -> list[tuple[str, int, bool]]:
    """What the units were given: unit, revision, and whether it holds."""
    return [
        (each.unit, each.revision, not each.superseded)
        for each in packets.of_letter(office.ledger, one.id)
        if each.state in {"delivered", "picked_up"}
    ]


def test_a_packet_handed_back_is_decided_anew_and_the_others_keep_theirs(office: Office) -> None:
    """The unit has it no more, the reason is read in review; approved, it comes back once."""
    one = both(office)
    packet = lying(office, "barn_unga", one)
    back = hand_back(
        office,
        Heeding(),
        "barn_unga",
        packet.name,
        by=ANNA,
        reason=" Fel\nenhet ",
        names={"barn_unga": "Barn och unga"},
    )
    assert back.path == f"outbox/barn_unga/aterlamnat/{packet.name}"
    folder = office.workspace.root / back.path
    assert (folder / "record.json").exists()
    assert packets.lying(office.ledger, "barn_unga") == []
    assert sent(office, one) == [("vuxen", 1, True), ("barn_unga", 1, False)]
    assert [waits.letter.id for waits in queue(office)] == [one.id]
    edit = letters.edits(office.ledger, one.id)[-1]
    assert (edit.act, edit.by) == (Act.RETURN, ANNA)
    assert edit.reason == "Återlämnat av Barn och unga: Fel enhet"
    assert reconcile(office).ok

    review.edit(office, heeding(), one.id, said(Act.APPROVE))
    assert sent(office, one) == [
        ("vuxen", 1, True),
        ("barn_unga", 1, False),
        ("barn_unga", 3, True),
    ]
    assert reconcile(office).ok


def test_a_letter_that_is_ended_after_it_was_handed_back_is_told_to_the_others_alone(
    office: Office,
) -> None:
    """Whoever gave it back has nothing to take out of a binder."""
    one = both(office)
    hand_back(
        office, Heeding(), "barn_unga", lying(office, "barn_unga", one).name, by=ANNA, reason="x"
    )
    review.edit(office, heeding(), one.id, said(Act.CLOSE))
    told = [each.unit for each in packets.of_letter(office.ledger, one.id) if each.notice]
    assert told == ["vuxen"]
    assert reconcile(office).ok


def test_what_is_handed_back_twice_is_handed_back_once(office: Office) -> None:
    """By the same person nothing more happens; another is told who was first."""
    one = both(office)
    name = lying(office, "vuxen", one).name
    for _ in range(2):
        hand_back(office, Heeding(), "vuxen", name, by=ANNA, reason="fel enhet")
    assert len(letters.edits(office.ledger, one.id)) == 1
    with pytest.raises(ConflictError, match="Anna Ek har redan"):
        hand_back(office, Heeding(), "vuxen", name, by=BO, reason="fel enhet")


@pytest.mark.parametrize("reason", ["", " ", "x" * 501])
def test_without_a_reason_nothing_is_handed_back(office: Office, reason: str) -> None:
    """Nobody could decide by it; nothing is taken either."""
    one = both(office)
    name = lying(office, "vuxen", one).name
    with pytest.raises(UnusableError):
        hand_back(office, Heeding(), "vuxen", name, by=ANNA, reason=reason)
    assert lying(office, "vuxen", one).state == "delivered"


def test_what_holds_no_more_cannot_be_handed_back(office: Office) -> None:
    """A replaced packet, a notice: there is nothing to decide anew; nothing is changed."""
    one = both(office)
    old = lying(office, "vuxen", one)
    review.edit(office, heeding(), one.id, said(Act.CLOSE))
    notice = packets.lying(office.ledger, "vuxen")[-1]
    for name in (old.name, notice.name):
        with pytest.raises(ConflictError, match="gäller inte längre"):
            hand_back(office, Heeding(), "vuxen", name, by=ANNA, reason="x")
    with pytest.raises(NotFoundError):
        hand_back(office, Heeding(), "vuxen", "finns inte", by=ANNA, reason="x")
    assert letters.letter(office.ledger, one.id).closed


def test_a_handed_back_folder_is_moved_at_the_next_start_if_the_program_was_killed(
    office: Office,
) -> None:
    """The ledger is written first; the proof holds in between."""
    one = both(office)
    name = lying(office, "vuxen", one).name
    back = hand_back(office, Heeding(), "vuxen", name, by=ANNA, reason="x")
    folder = office.workspace.root / back.path
    folder.rename(office.workspace.root / back.places[1])
    assert reconcile(office).ok
    office.outbox.resume()
    assert folder.is_dir()
    assert reconcile(office).ok


def test_a_folder_that_is_moved_by_hand_is_taken_on_the_page_too(
    root: Path, office: Office
) -> None:
    """With a receipt that says that nobody knows by whom; a changed one is not."""
    first, second = received(office, "rent_debt 0", "rent_debt 1")
    taken = root / "outbox" / "vuxen" / "hamtat"
    taken.mkdir()
    for one in (first, second):
        packet = lying(office, "vuxen", one)
        (root / packet.path).rename(taken / packet.name)
        if one is second:
            (taken / packet.name / "record.json").write_text("annat")
    assert [(each.packet.letter, each.missing) for each in pickup.lying(office, "vuxen")] == [
        (second.id, True)
    ]
    (known,) = office.ledger.rows("SELECT packet, by FROM pickups")
    assert known["by"] == MOVED_BY_HAND
    assert packets.packet(office.ledger, known["packet"]).state == "picked_up"


def test_what_was_delivered_before_there_was_a_search_is_found(root: Path, office: Office) -> None:
    """Its record is read at the next start; what is discarded or handed back is not found."""
    (one,) = received(office, "rent_debt 0")
    packet = lying(office, "vuxen", one)
    record = {"persons": [{"personnummer": "198001019804", "name": "Åsa Provsson"}]}
    (root / packet.path / "record.json").write_text(json.dumps(record))
    with office.ledger.atomic():
        office.ledger.write("DELETE FROM packet_keys")

    def hits(text: str) -> list[int]:
        there = found(office, "vuxen", text, by=ANNA, named=False)
        return [each.id for each in there.packets]

    assert hits("asa provsson") == []
    assert learn(office) == 1
    assert learn(office) == 0
    for text in ("asa provsson", "provss", "800101-9804", "19800101-9804", one.id[:10]):
        assert hits(text) == [packet.id], text
    for text in ("asa provberg", "19800102", "198001019805"):
        assert hits(text) == [], text
    with pytest.raises(UnusableError):
        hits("å")


# Letters out.


def with_draft(root: Path, packet: packets.Packet, *names: str) -> None:
    """Drafts in a packet, beside what the made-up builder makes."""
    for name in names:
        (root / packet.path / "utkast" / f"{name}.docx").write_bytes(b"x")


def test_a_letter_out_is_noted_once_and_the_note_can_be_taken_back(root: Path) -> None:
    """Which letter, on which day, by whom; the history keeps a note that was wrong."""
    clock = [datetime(2026, 10, 6, 9, tzinfo=UTC)]
    with opened(root, clock=lambda: clock[0]) as office:
        (one,) = received(office, "rent_debt 0")
        packet = lying(office, "vuxen", one)
        with_draft(root, packet, "kallelse", "informationsbrev")
        assert [each.draft for each in letters_out(office, packet)] == [
            "informationsbrev",
            "kallelse",
        ]
        for _ in range(2):
            note_sent(office, "vuxen", packet.name, "kallelse", by=ANNA, on=date(2026, 10, 5))
        (noted,) = sendings.of_letter(office.ledger, one.id)
        assert (noted.draft, noted.by, noted.sent_on) == ("kallelse", ANNA, date(2026, 10, 5))
        with pytest.raises(ConflictError, match="Anna Ek har redan antecknat"):
            note_sent(office, "vuxen", packet.name, "kallelse", by=BO, on=date(2026, 10, 6))
        with pytest.raises(NotFoundError):
            note_sent(office, "vuxen", packet.name, "annat", by=BO, on=date(2026, 10, 6))
        for day in (date(2026, 10, 4), date(2026, 10, 7)):
            with pytest.raises(UnusableError):
                note_sent(office, "vuxen", packet.name, "informationsbrev", by=ANNA, on=day)
        for _ in range(2):
            take_back(office, "vuxen", packet.name, "kallelse", by=BO)
        assert sendings.of_letter(office.ledger, one.id) == []
        (kept,) = office.ledger.rows("SELECT by, undone_by FROM sendings")
        assert kept == {"by": ANNA, "undone_by": BO}


def test_a_letter_that_is_to_wait_went_only_where_somebody_says_so(
    root: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One click notes nothing."""
    (one,) = received(office, "rent_debt 0")
    packet = lying(office, "vuxen", one)
    with_draft(root, packet, "kallelse")
    monkeypatch.setattr("pipeline.usecases.sendings._held", lambda *_: {"kallelse": "skäl"})
    with pytest.raises(UnusableError, match="skulle vänta"):
        note_sent(office, "vuxen", packet.name, "kallelse", by=ANNA, on=office.today())
    assert sendings.of_letter(office.ledger, one.id) == []
    note_sent(office, "vuxen", packet.name, "kallelse", by=ANNA, on=office.today(), anyway=True)
    assert len(sendings.of_letter(office.ledger, one.id)) == 1


def test_a_newer_version_tells_what_went_by_the_one_before(root: Path, office: Office) -> None:
    """And is noted for itself."""
    (one,) = received(office, "rent_debt 0")
    first = lying(office, "vuxen", one)
    with_draft(root, first, "kallelse")
    note_sent(office, "vuxen", first.name, "kallelse", by=ANNA, on=office.today())
    review.edit(office, heeding(), one.id, said(Act.FIELD, value="9"))
    second = packets.held(office.ledger, one.id)[0]
    with_draft(root, second, "kallelse")
    (out,) = letters_out(office, second)
    assert out.sent is None
    assert out.before is not None
    assert out.before.by == ANNA


def test_kronofogden_s_confirmation_is_owed_until_it_is_noted_and_again_after(root: Path) -> None:
    """By the unit that handles the letter, from the packet as from the review."""
    clock = [datetime(2026, 10, 5, 9, tzinfo=UTC)]
    with opened(root, clock=lambda: clock[0]) as office:
        (one,) = received(office, "eviction_date 0")
        packet = lying(office, "vuxen", one)
        with_draft(root, packet, "bekraftelse_kfm", "kallelse")
        clock[0] += timedelta(days=1)
        ((holds, due),) = owed(office, "vuxen")
        assert (holds.id, due.overdue) == (packet.id, True)
        assert owed(office, "barn_unga") == ()
        first, _ = letters_out(office, packet)
        assert (first.draft, first.due) == ("bekraftelse_kfm", due)
        note_sent(office, "vuxen", packet.name, "bekraftelse_kfm", by=ANNA, on=date(2026, 10, 5))
        assert owed(office, "vuxen") == ()
        assert status.confirmations(office) == ()
        assert review.confirmation_sent(office, one) == "skickad 2026-10-05 av Anna Ek"
        with pytest.raises(ConflictError):
            review.confirm_sent(office, one.id, by=BO)
        take_back(office, "vuxen", packet.name, "bekraftelse_kfm", by=ANNA)
        assert [each.letter for each in status.confirmations(office)] == [one.id]
        review.confirm_sent(office, one.id, by=BO)
        assert letters_out(office, packet)[0].sent is not None
        assert letters.letter(office.ledger, one.id).state is State.ROUTED
