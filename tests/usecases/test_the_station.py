"""What the station's use cases do: at once and once, undone, in company, over a divided stack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import ON, FakeBuilder, FakeMind, FakeReader, engine

from pipeline.domain.case import Case
from pipeline.domain.edits import MISDIRECTED, Act
from pipeline.domain.kinds import State
from pipeline.domain.problems import Code, Problem
from pipeline.domain.queueing import Lane
from pipeline.store import claims, letters, packets, waiting
from pipeline.store.claims import Claim
from pipeline.store.errors import NotAllowedError, NotFoundError, UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import review
from pipeline.usecases.dividing import Wanted, redraw, stack_of
from pipeline.usecases.export import export
from pipeline.usecases.foretelling import foretell
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine, Question
from pipeline.usecases.process import process
from pipeline.usecases.queue import claim, following, queue
from pipeline.usecases.reconcile import reconcile
from pipeline.usecases.review import OvertakenError, Said
from pipeline.usecases.undoing import last, undo

ANNA, BO, SIV = "Anna Ek", "Bo Lod", "Siv Skyddsson"


class Heeding(FakeMind):
    """The made-up mind that heeds a return, and that takes a field for what is sent."""

    def decide(self, question: Question) -> Case:
        """Back in review after a return that no approval came after."""
        case = super().decide(question)
        verdicts = [edit.act for edit in question.edits if edit.act in {Act.RETURN, Act.APPROVE}]
        if verdicts and verdicts[-1] is Act.RETURN:
            waits = (Problem(code=Code.RETURNED),)
            case = replace(case, state=State.REVIEW, reasons=waits)
        named = tuple(edit.value for edit in question.edits if edit.act is Act.FIELD)
        if named and case.decision is not None:
            row = replace(case.decision.rows[0], heading=named[-1], id=f"row-{named[-1]}")
            case = replace(case, decision=replace(case.decision, rows=(row,)))
        return case


def heeding() -> Engine:
    """The fakes with that mind."""
    return Engine(reader=FakeReader(), mind=Heeding(), builder=FakeBuilder())


def received(office: Office, *texts: str) -> list[Letter]:
    """Letters that came and were decided, in the order of arrival and place."""
    for number, text in enumerate(texts):
        path = office.workspace.inbox / f"{number:02d}.pdf"
        path.write_bytes(text.encode())
    process(office, heeding(), received_on=ON)
    rows = office.ledger.rows("SELECT * FROM letters ORDER BY arrival, place")
    return [Letter.of(row) for row in rows]


def said(act: Act, by: str = ANNA, **more: object) -> Said:
    """What somebody wants done."""
    return Said(act=act, by=by, **more)  # type: ignore[arg-type] # the fields of Said


def now(office: Office, one: Letter) -> Letter:
    """The letter as it stands."""
    return letters.letter(office.ledger, one.id)


def sent(office: Office, one: Letter) -> list[tuple[str, int, bool]]:
    """The units that got something, at which revision, and whether it was a notice."""
    return [
        (packet.unit, packet.revision, packet.notice)
        for packet in packets.of_letter(office.ledger, one.id)
        if packet.state != "withdrawn"
    ]


# At once, and once.


def test_what_is_done_at_once_is_one_action_and_one_revision(office: Office) -> None:
    """Two corrections and an approval: decided once, sent once."""
    (one,) = received(office, "rent_debt 0 review")
    acts = (said(Act.FIELD, value="1"), said(Act.FIELD, value="2"), said(Act.APPROVE))
    after = review.edit(office, heeding(), one.id, *acts)
    assert (after.revision, after.state) == (2, State.ROUTED)
    made = letters.edits(office.ledger, one.id)
    assert [edit.act for edit in made] == [Act.FIELD, Act.FIELD, Act.APPROVE]
    assert len({edit.action for edit in made}) == 1
    assert sent(office, one) == [("vuxen", 2, False)]


def test_of_several_acts_none_is_done_where_one_cannot_be(office: Office) -> None:
    """Nothing is written."""
    (one,) = received(office, "rent_debt 0 review")
    with pytest.raises(UnusableError):
        review.edit(office, heeding(), one.id, said(Act.APPROVE), said(Act.FIELD, value="fel"))
    assert letters.edits(office.ledger, one.id) == ()
    assert now(office, one) == one


def test_the_same_action_again_changes_nothing(office: Office) -> None:
    """Though it names a revision that is gone, and whoever asks for it."""
    (one,) = received(office, "rent_debt 0 review")
    for _ in range(3):
        after = review.edit(office, heeding(), one.id, said(Act.APPROVE, revision=1, action="once"))
        assert (after.revision, after.state) == (2, State.ROUTED)
    assert len(letters.edits(office.ledger, one.id)) == 1
    with pytest.raises(OvertakenError):
        review.edit(office, heeding(), one.id, said(Act.RETURN, revision=1, action="other"))


def test_what_will_be_is_told_and_nothing_of_it_is_kept(office: Office) -> None:
    """Of a letter that waits, and of one that was sent."""
    (one,) = received(office, "rent_debt 0 review")
    before = list(office.ledger.db.conn.iterdump())
    told = foretell(office, Heeding(), one.id, said(Act.APPROVE))
    assert list(office.ledger.db.conn.iterdump()) == before
    assert (told.before.state, told.after.state) == (State.REVIEW, State.ROUTED)
    assert not told.was_sent
    assert (told.again, told.gone) == ((), ())
    review.edit(office, heeding(), one.id, said(Act.APPROVE))
    ending = foretell(office, Heeding(), one.id, said(Act.CLOSE))
    assert ending.was_sent
    assert ending.closed
    assert (ending.again, ending.gone) == ((), ("vuxen",))
    changing = foretell(office, Heeding(), one.id, said(Act.FIELD, value="7"))
    assert changing.again == ("vuxen",)
    assert changing.sends


# Undoing.


def test_an_approval_is_undone_and_done_again(office: Office) -> None:
    """What was sent lies as it lay, and nothing is sent a second time."""
    (one,) = received(office, "rent_debt 0 review")
    review.edit(office, heeding(), one.id, said(Act.APPROVE))
    first = last(office, one.id, ANNA)
    (back,) = undo(office, Heeding(), one.id, first, by=BO, name="u")
    assert back.state is State.REVIEW
    assert [place.letter.id for place in waiting.in_order(office.ledger)] == [one.id]
    assert undo(office, Heeding(), one.id, first, by=BO, name="u") == (back,)
    with pytest.raises(UnusableError, match="redan ångrat"):
        undo(office, Heeding(), one.id, first, by=BO)
    (again,) = undo(office, Heeding(), one.id, "u", by=BO)
    assert again.state is State.ROUTED
    review.send(office, heeding(), again)
    assert sent(office, one) == [("vuxen", 2, False)]
    assert reconcile(office).ok


def test_a_correction_of_what_was_sent_is_undone_in_review(office: Office) -> None:
    """Units that have the corrected packet get no third one before somebody has approved it."""
    (one,) = received(office, "rent_debt 0")
    review.edit(office, heeding(), one.id, said(Act.FIELD, value="9"))
    assert sent(office, one) == [("vuxen", 1, False), ("vuxen", 2, False)]
    (back,) = undo(office, Heeding(), one.id, last(office, one.id, BO), by=BO)
    review.send(office, heeding(), back)
    assert back.state is State.REVIEW
    assert len(sent(office, one)) == 2
    review.edit(office, heeding(), one.id, said(Act.APPROVE))
    assert sent(office, one)[2:] == [("vuxen", 4, False)]


def test_an_end_is_undone_and_what_was_never_done_cannot_be(office: Office) -> None:
    """The letter waits again; no action of that name is said."""
    (one,) = received(office, "rent_debt 0 review")
    review.edit(office, heeding(), one.id, said(Act.CLOSE))
    assert now(office, one).closed
    (back,) = undo(office, Heeding(), one.id, last(office, one.id, ANNA), by=ANNA)
    assert not back.closed
    assert [waits.letter.id for waits in queue(office)] == [one.id]
    assert last(office, one.id, ANNA) == ""
    with pytest.raises(UnusableError):
        undo(office, Heeding(), one.id, "okänd", by=ANNA)


# Ended, misdirected, asked.


def test_units_are_told_when_a_letter_that_was_sent_is_ended(office: Office) -> None:
    """A notice, once; taken up and approved again it is sent anew."""
    (one,) = received(office, "rent_debt 0")
    review.edit(office, heeding(), one.id, said(Act.CLOSE))
    assert sent(office, one) == [("vuxen", 1, False), ("vuxen", 2, True)]
    review.edit(office, heeding(), one.id, said(Act.RETURN))
    review.edit(office, heeding(), one.id, said(Act.APPROVE))
    assert sent(office, one)[2:] == [("vuxen", 4, False)]
    assert reconcile(office).ok


def test_a_misdirected_letter_waits_until_it_was_sent_on(office: Office) -> None:
    """In a lane of its own, and no next letter to review."""
    one, other = received(office, "rent_debt 0 review", "rent_debt 1 review")
    away = said(Act.CLOSE, value=MISDIRECTED, target="Mölndal")
    review.edit(office, heeding(), one.id, away)
    assert [(w.letter.id, w.lane) for w in queue(office)] == [
        (other.id, Lane.ORDINARY),
        (one.id, Lane.MISDIRECTED),
    ]
    assert following(office, other.id, by=ANNA) == ""
    review.edit(office, heeding(), one.id, said(Act.FORWARD))
    assert [w.letter.id for w in queue(office)] == [other.id]


def test_a_letter_whose_answer_is_waited_for_is_passed_over(office: Office) -> None:
    """The queue says who is asked; a note makes no new revision."""
    one, other = received(office, "rent_debt 0 review", "rent_debt 1 review")
    ask = said(Act.ASK, target=BO, reason="Vårt?")
    assert review.edit(office, heeding(), one.id, ask).revision == 1
    assert [w.asked for w in queue(office)] == [BO, ""]
    assert following(office, "", by=ANNA) == other.id
    review.edit(office, heeding(), one.id, said(Act.ANSWER, by=BO, reason="Ja"))
    assert following(office, "", by=ANNA) == one.id


# In company.


def held_by(office: Office, one: Letter, by: str, page: str = "") -> Claim:
    """Whose the letter is after somebody asked for it."""
    found = claim(office, one, by, page)
    assert found is not None
    return found


def test_a_page_that_was_left_claims_nothing(root: Path) -> None:
    """Its last question may come after its goodbye; the same person's next page has the letter."""
    clock = [datetime(2026, 10, 5, 9, tzinfo=UTC)]
    with opened(root, clock=lambda: clock[0]) as office:
        (one,) = received(office, "rent_debt 0 review")
        claims.release(office.ledger, one.id, ANNA, "page-1")
        assert claim(office, one, ANNA, "page-1") is None
        assert claims.held(office.ledger, one.id) is None
        assert held_by(office, one, BO, "page-2").by == BO
        assert held_by(office, one, ANNA, "page-1").by == BO
        claims.release(office.ledger, one.id, BO, "page-2")
        assert held_by(office, one, ANNA, "page-3").by == ANNA
        clock[0] += timedelta(hours=2)
        claims.release(office.ledger, one.id, ANNA, "page-3")
        rows = office.ledger.rows("SELECT page FROM pages_left")
        assert [row["page"] for row in rows] == ["page-3"], "old ones are forgotten"


def test_a_letter_in_somebody_s_hands_is_told_and_passed_over(root: Path) -> None:
    """Until it is let go, or nothing has been heard for as long as the settings say."""
    clock = [datetime(2026, 10, 5, 9, tzinfo=UTC)]
    with opened(root, clock=lambda: clock[0]) as office:
        one, other = received(office, "rent_debt 0 review", "rent_debt 1 review")
        mine = claim(office, one, ANNA)
        assert mine is not None
        assert mine.by == ANNA
        assert claim(office, one, BO) == mine
        assert [w.claim and w.claim.by for w in queue(office)] == [ANNA, None]
        assert following(office, "", by=BO) == other.id
        assert following(office, "", by=ANNA) == one.id
        clock[0] += timedelta(minutes=2)
        assert held_by(office, one, ANNA).since == mine.since
        clock[0] += timedelta(minutes=2)
        assert held_by(office, one, BO).by == ANNA, "held longer"
        claims.release(office.ledger, one.id, BO)
        assert claims.held(office.ledger, one.id) is not None
        claims.release(office.ledger, one.id, ANNA)
        assert held_by(office, one, BO).by == BO
        clock[0] += timedelta(minutes=6)
        assert claims.held(office.ledger, one.id) is None


def test_the_next_letter_comes_round_and_hides_what_is_protected(root: Path) -> None:
    """From the last on to the first; a protected one only for whom it may be shown to."""
    file = root / "troskel.toml"
    file.write_text(f'protected_staff = ["{SIV}"]\n' + file.read_text())
    with opened(root) as office:
        texts = ("rent_debt 0 skyddad review", "rent_debt 1 review", "rent_debt 2 review")
        hidden, first, second = received(office, *texts)
        assert following(office, "", by=ANNA) == first.id
        assert following(office, first.id, by=ANNA) == second.id
        assert following(office, second.id, by=ANNA) == first.id
        assert following(office, second.id, by=SIV) == hidden.id


def test_the_lanes_are_counted(root: Path) -> None:
    """How many wait in each, expire today, and have a day that passed."""
    clock = [datetime(2026, 10, 5, 9, tzinfo=UTC)]
    with opened(root, clock=lambda: clock[0]) as office:
        received(office, "eviction_date 0 review", "rent_debt 1 review", "rent_debt 2")
        found = {one.lane: one for one in waiting.counts(office.ledger, office.today())}
        assert {lane: (one.waiting, one.today) for lane, one in found.items()} == {
            Lane.KRONOFOGDEN: (1, 1),
            Lane.ORDINARY: (1, 0),
        }
        clock[0] += timedelta(days=1)
        found = {one.lane: one for one in waiting.counts(office.ledger, office.today())}
        assert (found[Lane.KRONOFOGDEN].today, found[Lane.KRONOFOGDEN].passed) == (0, 1)
        alone = waiting.in_order(office.ledger, lane=Lane.ORDINARY, limit=1)
        assert [one.lane for one in alone] == [Lane.ORDINARY]
        assert waiting.in_order(office.ledger, lane=Lane.ORDINARY, limit=1, offset=1) == []


# A stack divided by hand.


def pages(office: Office, document: str) -> dict[int, tuple[int, ...]]:
    """The pages of the document's letters, without those that ended in another."""
    return {
        one.place: letters.case(office.ledger, one.id, one.revision).part.pages
        for one in letters.letters_of(office.ledger, document)
    }


def divided(office: Office, one: Letter, *groups: tuple[int, ...], name: str = "d") -> None:
    """Divide the letter's stack so, and send what it touched."""
    stack = stack_of(office, one, ANNA)
    wanted = Wanted(by=ANNA, groups=groups, seen=stack.seen, action=name)
    for touched in redraw(office, Heeding(), one.id, wanted):
        review.send(office, heeding(), touched)


def test_letters_are_joined_and_taken_apart_again(office: Office) -> None:
    """The joined one ends, its units are told; undone, both are as they were, in review."""
    first, second = received(office, "rent_debt 0\frent_debt 1")
    divided(office, first, (1, 2))
    assert pages(office, first.document) == {1: (1, 2)}
    assert now(office, second).closed
    assert sent(office, second) == [("vuxen", 1, False), ("vuxen", 2, True)]
    assert ("vuxen", 2, False) in sent(office, first)
    assert [line.letter.pages for line in export(office)] == [[1, 2]]
    with pytest.raises(UnusableError, match="hör till brev"):
        review.edit(office, heeding(), second.id, said(Act.APPROVE))
    touched = undo(office, Heeding(), first.id, "d", by=BO)
    assert {one.place for one in touched} == {1, 2}
    assert pages(office, first.document) == {1: (1,), 2: (2,)}
    assert now(office, first).state is State.REVIEW
    assert not now(office, second).closed
    with pytest.raises(UnusableError, match="på nytt"):
        undo(office, Heeding(), first.id, last_of(office, first), by=BO)


def last_of(office: Office, one: Letter) -> str:
    """The name of the letter's last action, an undoing or not."""
    return letters.edits(office.ledger, one.id)[-1].action


def test_a_letter_is_split_and_put_together_again(office: Office) -> None:
    """The new letter is decided for itself; undone, it ends and nobody else's pages move."""
    first, second, third = received(office, "rent_debt 0\frent_debt 1\frent_debt 2")
    divided(office, first, (1, 2), (3,), name="join")
    divided(office, first, (1,), (2,), (3,), name="split")
    found = pages(office, first.document)
    assert found == {1: (1,), 3: (3,), 4: (2,)}
    made = letters.letter(office.ledger, letters.letter_id(first.document, 4))
    assert sent(office, made) == [("vuxen", 1, False)]
    assert now(office, third) == third
    with pytest.raises(UnusableError, match="Ångra det först"):
        undo(office, Heeding(), first.id, "join", by=ANNA)
    undo(office, Heeding(), first.id, "split", by=ANNA)
    assert pages(office, first.document) == {1: (1, 2), 3: (3,)}
    undo(office, Heeding(), second.id, "join", by=ANNA)
    assert pages(office, first.document) == {1: (1,), 2: (2,), 3: (3,)}
    assert reconcile(office).ok


def test_a_division_over_another_s_change_is_refused(office: Office) -> None:
    """Of any letter of the stack; the same division again changes nothing."""
    first, second = received(office, "rent_debt 0\frent_debt 1 review")
    seen = stack_of(office, first, ANNA).seen
    review.edit(office, heeding(), second.id, said(Act.APPROVE))
    wanted = Wanted(by=ANNA, groups=[(1, 2)], seen=seen, action="d")
    with pytest.raises(OvertakenError):
        redraw(office, Heeding(), first.id, wanted)
    divided(office, first, (1, 2))
    before = len(letters.edits(office.ledger, first.id))
    again = Wanted(by=ANNA, groups=[(1,), (2,)], seen=seen, action="d")
    redraw(office, Heeding(), first.id, again)
    assert len(letters.edits(office.ledger, first.id)) == before


@pytest.mark.parametrize(
    ("groups", "said_of"),
    [(((1,),), "måste behålla"), (((1, 2), (2,)), "bara höra"), (((1, 9),), "finns inte")],
)
def test_what_is_no_division_is_refused(
    office: Office, groups: tuple[tuple[int, ...], ...], said_of: str
) -> None:
    """Nothing is written."""
    (first, _) = received(office, "rent_debt 0\frent_debt 1")
    with pytest.raises(UnusableError, match=said_of):
        divided(office, first, *groups)
    assert pages(office, first.document) == {1: (1,), 2: (2,)}


def test_a_protected_letter_s_pages_are_nobody_s_to_move(root: Path) -> None:
    """Nor seen; for those named for it they are as any other's."""
    file = root / "troskel.toml"
    file.write_text(f'protected_staff = ["{ANNA}"]\n' + file.read_text())
    with opened(root) as office:
        first, hidden = received(office, "rent_debt 0\frent_debt 1 skyddad\frent_debt 2")[:2]
        stack = stack_of(office, first, BO)
        assert stack.open == (1, 3)
        wanted = Wanted(by=BO, groups=[(1, 2), (3,)], seen=stack.seen, action="d")
        with pytest.raises(NotAllowedError):
            redraw(office, Heeding(), first.id, wanted)
        kept = Wanted(by=BO, groups=[(1, 3)], seen=stack.seen, action="e")
        redraw(office, Heeding(), first.id, kept)
        assert pages(office, first.document) == {1: (1, 3), 2: (2,)}
        assert now(office, hidden) == hidden
        assert stack_of(office, first, ANNA).open == (1, 2, 3)


def test_the_bytes_are_not_touched_and_a_lost_reading_is_said(office: Office) -> None:
    """The archive holds what came; without what was read nothing can be decided."""
    (first, _) = received(office, "rent_debt 0\frent_debt 1")
    before = office.archive.read(first.document)
    divided(office, first, (1, 2))
    assert office.archive.read(first.document) == before
    for path in office.workspace.readings.rglob("*.*"):
        path.unlink()
    with pytest.raises(NotFoundError, match="Läsningen"):
        divided(office, first, (1,), (2,), name="again")


def test_a_ledger_of_before_is_brought_up_to_date(office: Office) -> None:
    """What waits stands in the queue, and each letter has drawn its lot."""
    one, _ = received(office, "eviction_date 0 review", "rent_debt 1")
    conn = office.ledger.db.conn
    rows = office.ledger.rows("SELECT * FROM waiting")
    lots = office.ledger.rows("SELECT id, drawn FROM letters ORDER BY id")
    for statement in (
        "DROP TABLE waiting",
        "DROP TABLE claims",
        "DROP INDEX confirmations_owed",
        "DROP INDEX letters_drawn",
        "DROP INDEX letters_by_kind",
        "DROP INDEX receipts_again",
        "DROP INDEX pickups_by_time",
        "ALTER TABLE letters DROP COLUMN drawn",
        "DELETE FROM migrations WHERE name = '006_review'",
    ):
        conn.execute(statement)
    with opened(office.workspace.root) as again:
        assert again.ledger.rows("SELECT * FROM waiting") == rows
        assert again.ledger.rows("SELECT id, drawn FROM letters ORDER BY id") == lots
        assert [waits.letter.id for waits in queue(again)] == [one.id]


def test_the_engine_of_the_fakes_is_the_one_that_is_told(office: Office) -> None:
    """A letter that nobody changed foretells what it is."""
    (one,) = received(office, "rent_debt 0")
    told = foretell(office, engine().mind, one.id, said(Act.APPROVE))
    assert told.after.state is State.ROUTED
    assert not told.sends
