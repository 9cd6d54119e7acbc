"""Blind sampling in a workspace: who is in it, what an answer does, how the rate is counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import ON, FakeMind, engine, made_number

from pipeline.domain.case import Case
from pipeline.domain.edits import Act
from pipeline.domain.kinds import Kind, State
from pipeline.domain.problems import Code, Problem
from pipeline.domain.sampling import Answer
from pipeline.store import letters
from pipeline.store.errors import ConflictError, DamageError, NotAllowedError, NotFoundError
from pipeline.store.letters import Letter
from pipeline.store.samples import all_of
from pipeline.usecases import review, sampling
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine, Question
from pipeline.usecases.process import process

BY = "Läsa Läsarsson"


class Returning(FakeMind):
    """The made-up mind that heeds a return and a new kind, as the real one does."""

    def decide(self, question: Question) -> Case:
        """Back in review after a return; of another kind after an edit of it."""
        from dataclasses import replace  # noqa: PLC0415 - used here alone

        case = super().decide(question)
        for edit in question.edits:
            if edit.act is Act.RETURN:
                waits = (Problem(code=Code.RETURNED),)
                case = replace(case, state=State.REVIEW, reasons=waits)
            elif edit.act is Act.APPROVE:
                case = replace(case, state=State.ROUTED, reasons=())
            elif edit.act is Act.KIND:
                kind = replace(case.classification.kind, value=Kind(edit.value))
                case = replace(case, classification=replace(case.classification, kind=kind))
        return case


@pytest.fixture
def everyone(root: Path) -> Iterator[Office]:
    """A workspace in which every letter is sampled."""
    file = root / "troskel.toml"
    file.write_text(file.read_text() + "[risk]\nsample_share = 1.0\n")
    with opened(root, clock=_clock()) as found:
        yield found


def _clock() -> object:
    now = [datetime(2026, 10, 5, 8, tzinfo=UTC)]

    def tick() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    return tick


def mind() -> Engine:
    """The engine with that mind."""
    made = engine()
    return Engine(reader=made.reader, mind=Returning(), builder=made.builder)


def received(office: Office, *texts: str) -> list[Letter]:
    """Letters that came and were decided, in the order of arrival."""
    for number, text in enumerate(texts):
        (office.workspace.inbox / f"{number:02d}.pdf").write_bytes(text.encode())
    process(office, mind(), received_on=ON)
    rows = office.ledger.rows("SELECT * FROM letters ORDER BY arrival, place")
    return [Letter.of(row) for row in rows]


def read(which: int = 0, kind: Kind = Kind.RENT_DEBT) -> Answer:
    """An answer without children."""
    return Answer(kind=kind, persons=(made_number(which),), children=())


def answer(office: Office, letter: Letter, said: Answer) -> bool:
    """Given by the reader."""
    return sampling.answer(office, mind().mind, letter.id, said, by=BY)


def test_only_what_left_without_a_person_is_sampled(everyone: Office) -> None:
    """Not what waits, was approved, is a list, or touches a protected identity."""
    found = received(
        everyone,
        "rent_debt 0",
        "rent_debt 1 review",
        "debt_list 2",
        "rent_debt 3 skyddad",
        "disturbance 4 review",
    )
    review.edit(everyone, mind(), found[4].id, review.Said(act=Act.APPROVE, by=BY))
    assert [one.id for one in sampling.to_do(everyone)] == [found[0].id]


def test_the_share_of_the_settings_decides(office: Office) -> None:
    """At two in a hundred, three letters are hardly ever chosen, and these are not."""
    found = received(office, "rent_debt 0", "rent_debt 1", "rent_debt 2")
    assert sampling.to_do(office) == []
    with pytest.raises(NotFoundError, match="ingår inte"):
        sampling.shown(office, found[0].id)


def test_a_letter_that_was_taken_back_before_it_was_read_stays_in_the_sample(
    everyone: Office,
) -> None:
    """It is compared with what the program had sent: its error is not forgotten."""
    (one,) = received(everyone, "rent_debt 0")
    review.edit(everyone, mind(), one.id, review.Said(act=Act.RETURN, by=BY))
    review.edit(everyone, mind(), one.id, review.Said(act=Act.KIND, by=BY, value="disturbance"))
    assert [left.id for left in sampling.to_do(everyone)] == [one.id]
    assert answer(everyone, one, read(kind=Kind.DISTURBANCE))
    assert sampling.achieved(everyone).wrong == 1
    edits = letters.edits(everyone.ledger, one.id)
    assert [edit.act for edit in edits] == [Act.RETURN, Act.KIND]


def test_the_reader_is_told_the_pages_and_nothing_else(everyone: Office) -> None:
    """Of a scan with two letters, this one's."""
    first, second = received(everyone, "rent_debt 0\frent_debt 1")
    assert sampling.shown(everyone, first.id).pages == (1,)
    blind = sampling.shown(everyone, second.id)
    assert (blind.pages, blind.of) == ((2,), 2)


def test_an_equal_answer_changes_nothing(everyone: Office) -> None:
    """The letter stays sent; the rate has its first letter."""
    (one,) = received(everyone, "rent_debt 0")
    assert not answer(everyone, one, read())
    assert letters.letter(everyone.ledger, one.id).state is State.ROUTED
    assert letters.edits(everyone.ledger, one.id) == ()
    rate = sampling.achieved(everyone)
    assert (rate.answered, rate.wrong, rate.waiting, rate.low) == (1, 0, 0, 0.0)
    assert 0.9 < rate.high < 1.0


def test_a_differing_answer_takes_the_letter_back_with_an_ordinary_edit(everyone: Office) -> None:
    """In the reader's name; the reason says no value."""
    (one,) = received(everyone, "rent_debt 0")
    assert answer(everyone, one, read(which=1))
    now = letters.letter(everyone.ledger, one.id)
    assert now.state is State.REVIEW
    (edit,) = letters.edits(everyone.ledger, one.id)
    assert (edit.act, edit.by, edit.reason) == (Act.RETURN, BY, sampling.WHY)
    rate = sampling.achieved(everyone)
    assert (rate.wrong, rate.open, dict(rate.values)) == (1, 1, {"person": 1})


def test_who_was_right_is_settled_by_the_review(everyone: Office) -> None:
    """Approved as it was: the reader erred. Ended or corrected: the program did."""
    one, other, third = received(everyone, "rent_debt 0", "rent_debt 1", "rent_debt 2")
    for letter in (one, other, third):
        assert answer(everyone, letter, read(which=4))
    review.edit(everyone, mind(), one.id, review.Said(act=Act.APPROVE, by=BY))
    review.edit(everyone, mind(), other.id, review.Said(act=Act.CLOSE, by=BY))
    rate = sampling.achieved(everyone)
    assert (rate.answered, rate.wrong, rate.open, rate.reader_wrong) == (3, 2, 1, 1)


def test_an_answer_is_given_once_by_somebody(everyone: Office) -> None:
    """A second, one without a name, one for another letter: nothing is written."""
    one, waits = received(everyone, "rent_debt 0", "rent_debt 1 review")
    with pytest.raises(NotAllowedError):
        sampling.answer(everyone, mind().mind, one.id, read(), by=" ")
    with pytest.raises(NotFoundError):
        answer(everyone, waits, read(1))
    answer(everyone, one, read())
    with pytest.raises(ConflictError):
        answer(everyone, one, read(1))
    assert len(all_of(everyone.ledger)) == 1
    assert letters.letter(everyone.ledger, one.id).state is State.ROUTED


def test_an_answer_is_kept_whole_and_never_changed(everyone: Office) -> None:
    """What was said comes back; damage is told."""
    (one,) = received(everyone, "eviction_date 0")
    said = Answer(
        kind=Kind.EVICTION_DATE,
        persons=(made_number(0),),
        children=(made_number(1),),
        eviction_at=datetime(2026, 11, 3, 10),  # noqa: DTZ001 - the letter gives local time
        letter_date=ON,
    )
    answer(everyone, one, said)
    (kept,) = all_of(everyone.ledger)
    assert (kept.answer, kept.by, kept.revision) == (said, BY, 1)
    assert kept.differs == ("household", "letter_date", "eviction_at")
    for sql in ("UPDATE samples SET by = 'x'", "DELETE FROM samples"):
        with pytest.raises(sqlite3.IntegrityError, match="a sample is never"):
            everyone.ledger.db.conn.execute(sql)
    everyone.ledger.db.conn.execute("DROP TRIGGER samples_stay")
    everyone.ledger.db.conn.execute("UPDATE samples SET answer = '{}'")
    with pytest.raises(DamageError):
        all_of(everyone.ledger)
