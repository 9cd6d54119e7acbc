"""The binder's index names nobody; a discarded copy is gone, and who did it is written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import ON, FakeMind, engine

from pipeline.domain.case import Case, RowCase, Writing
from pipeline.domain.kinds import Kind, State
from pipeline.store import packets
from pipeline.store.errors import NotAllowedError, NotFoundError
from pipeline.store.letters import Letter
from pipeline.store.packets import Packet
from pipeline.usecases.binder import index
from pipeline.usecases.discard import discard, log
from pipeline.usecases.office import Office, opened
from pipeline.usecases.pickup import take
from pipeline.usecases.ports import Engine, Question
from pipeline.usecases.process import process
from pipeline.usecases.reconcile import reconcile

BINDER = Writing(does="binder", text="Aktualiseringspärmen", unit="", row="T-parm")


class Binding(FakeMind):
    """The made-up mind of a routine that keeps a binder; of a list, one row in two lies in it."""

    def decide(self, question: Question) -> Case:
        """As before, with the binder's writing."""
        case = super().decide(question)
        assert case.decision is not None
        bound = replace(case.decision, writings=(BINDER,))
        words = [word.text for page in question.pages for word in page.words]
        if words[0] != Kind.DEBT_LIST:
            return replace(case, decision=bound)
        rows = tuple(
            RowCase(
                row=row,
                state=state,
                reasons=(),
                match=case.matches[0],
                household=None,
                decision=bound,
            )
            for row, state in enumerate((State.ROUTED, State.REVIEW))
        )
        return replace(case, rows=rows)


def received(office: Office, mind: FakeMind, *texts: str) -> list[Letter]:
    """Letters that came on the day and were decided."""
    for number, text in enumerate(texts):
        (office.workspace.inbox / f"{number:02d}.pdf").write_bytes(text.encode())
    made = engine()
    process(office, Engine(reader=made.reader, mind=mind, builder=made.builder), received_on=ON)
    rows = office.ledger.rows("SELECT * FROM letters ORDER BY arrival, place")
    return [Letter.of(row) for row in rows]


def test_the_binder_holds_what_was_sent(office: Office) -> None:
    """In the order of arrival; not what waits, not what touches a protected identity."""
    sent, _, _ = received(
        office, Binding(), "rent_debt 0", "rent_debt 1 review", "rent_debt 2 skyddad"
    )
    (entry,) = index(office)
    assert (entry.letter, entry.line, entry.kind) == (sent.id, 0, "rent_debt")
    assert (entry.binder, entry.arrived) == ("Aktualiseringspärmen", ON)
    assert entry.kept_until == date(ON.year + 5, ON.month, ON.day)
    assert index(office, ON.year) == (entry,)
    assert index(office, ON.year - 1) == ()


def test_a_list_s_rows_lie_in_it_one_by_one(office: Office) -> None:
    """Those that were sent, by their number on the list."""
    (listed,) = received(office, Binding(), "debt_list 0")
    assert [(one.letter, one.line) for one in index(office)] == [(listed.id, 1)]


def test_a_routine_without_a_binder_has_an_empty_index(office: Office) -> None:
    """Nothing is put there of itself."""
    received(office, FakeMind(), "rent_debt 0")
    assert index(office) == ()


@pytest.fixture
def allowing(root: Path) -> Iterator[Office]:
    """A municipality that lets copies be discarded."""
    file = root / "troskel.toml"
    file.write_text("allow_discard = true\n" + file.read_text())
    with opened(root) as found:
        yield found


def copied(office: Office) -> tuple[Letter, dict[str, Packet]]:
    """A letter that two units got, one of them a copy, and what each got."""
    received(office, FakeMind(), "rent_debt 0")
    (office.workspace.inbox / "again.pdf").write_bytes(b"rent_debt 0 again")
    process(office, engine(), received_on=ON)
    rows = office.ledger.rows("SELECT * FROM letters ORDER BY arrival, place")
    letter = Letter.of(rows[-1])
    return letter, {one.unit: one for one in packets.of_letter(office.ledger, letter.id)}


def taken(office: Office, packet: Packet) -> None:
    """Picked up by the unit."""
    take(office, packet.unit, by="Barbro", names=(packet.name,))


def test_a_picked_up_copy_is_discarded_and_written_down(allowing: Office) -> None:
    """Its files are gone, the original lies where it was, all adds up, the log says who and why."""
    letter, sent = copied(allowing)
    copy = sent["barn_unga"]
    taken(allowing, copy)
    gone = discard(allowing, letter.id, "barn_unga", by=" Anna ", reason=" inte aktuellt ")
    assert not allowing.outbox.path(packets.packet(allowing.ledger, copy.id)).exists()
    assert allowing.outbox.path(sent["vuxen"]).is_dir()
    assert reconcile(allowing).faults == ()
    (line,) = log(allowing)
    assert (line.letter, line.unit, line.line) == (letter.id, "barn_unga", 0)
    assert (line.by, line.reason, line.digest) == ("Anna", "inte aktuellt", gone.digest)
    with pytest.raises(NotFoundError, match="redan makulerad"):
        discard(allowing, letter.id, "barn_unga", by="Anna", reason="igen")
    assert len(log(allowing)) == 1


def test_what_was_cut_off_while_discarding_is_finished(allowing: Office) -> None:
    """Written down, but the files still there: the next start removes them."""
    _, sent = copied(allowing)
    copy = sent["barn_unga"]
    taken(allowing, copy)
    packets.discarded(allowing.ledger, packets.packet(allowing.ledger, copy.id), "Anna", "slut")
    folder = allowing.outbox.path(packets.packet(allowing.ledger, copy.id))
    assert folder.is_dir()
    allowing.outbox.resume()
    assert not folder.exists()
    assert reconcile(allowing).faults == ()


def test_nothing_is_discarded_where_the_municipality_has_not_said_so(office: Office) -> None:
    """Weeding out needs a decision of its own (C6)."""
    letter, sent = copied(office)
    taken(office, sent["barn_unga"])
    with pytest.raises(NotAllowedError, match="allow_discard"):
        discard(office, letter.id, "barn_unga", by="Anna", reason="inte aktuellt")
    assert log(office) == ()


def test_the_original_is_never_discarded(allowing: Office) -> None:
    """Nor the letter of whoever handles it."""
    letter, sent = copied(allowing)
    taken(allowing, sent["vuxen"])
    with pytest.raises(NotAllowedError, match="aldrig originalet"):
        discard(allowing, letter.id, "vuxen", by="Anna", reason="inte aktuellt")
    assert allowing.outbox.path(packets.packet(allowing.ledger, sent["vuxen"].id)).is_dir()


@pytest.mark.parametrize(("by", "reason"), [("", "därför"), ("Anna", " "), (" ", "")])
def test_who_and_why_must_be_said(allowing: Office, by: str, reason: str) -> None:
    """An empty word is none."""
    letter, sent = copied(allowing)
    taken(allowing, sent["barn_unga"])
    with pytest.raises(NotAllowedError, match="vem som makulerar"):
        discard(allowing, letter.id, "barn_unga", by=by, reason=reason)


def test_a_copy_that_nobody_took_or_that_is_none_is_not_discarded(allowing: Office) -> None:
    """It is picked up first; a unit without a copy has none to lose."""
    letter, _ = copied(allowing)
    with pytest.raises(NotAllowedError, match="inte hämtad"):
        discard(allowing, letter.id, "barn_unga", by="Anna", reason="inte aktuellt")
    with pytest.raises(NotFoundError, match="ingen kopia"):
        discard(allowing, letter.id, "lss", by="Anna", reason="inte aktuellt")
    with pytest.raises(NotFoundError, match="ingen kopia"):
        discard(allowing, letter.id, "barn_unga", by="Anna", reason="inte aktuellt", line=3)


def test_a_copy_stays_until_the_original_is_delivered(allowing: Office) -> None:
    """Otherwise the last paper there is could go."""
    letter, sent = copied(allowing)
    taken(allowing, sent["barn_unga"])
    with allowing.ledger.atomic():
        allowing.ledger.write(
            "UPDATE packets SET state = 'built', delivered_at = NULL WHERE id = ?",
            (sent["vuxen"].id,),
        )
    with pytest.raises(NotAllowedError, match="Originalet är inte lämnat"):
        discard(allowing, letter.id, "barn_unga", by="Anna", reason="inte aktuellt")


def test_a_restricted_letter_is_for_those_named_to_it(allowing: Office) -> None:
    """Whoever is not named cannot discard anything of it, nor see that it is there."""
    (letter,) = received(allowing, FakeMind(), "rent_debt 2 skyddad")
    with pytest.raises((NotAllowedError, NotFoundError)):
        discard(allowing, letter.id, "skyddad", by="Anna", reason="inte aktuellt")
