"""The real engine: what is broken is refused at start, and packets are made in other processes."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeMind, FakeReader

from pipeline.domain.case import Case, RowCase
from pipeline.domain.edits import Act, Edit
from pipeline.domain.kinds import Role, State
from pipeline.domain.page import Reading
from pipeline.store.config import Config
from pipeline.store.errors import PlaceError, SettingsError
from pipeline.store.packets import Packet
from pipeline.usecases import check, maker, start
from pipeline.usecases.changes import changes
from pipeline.usecases.engine import model_folder, newest_routine, units_of
from pipeline.usecases.judge import is_holiday
from pipeline.usecases.maker import Maker, PacketTooSlowError, delivery_of
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Order, Question
from pipeline.usecases.settle import deliveries, outgoing

HOME = Path(maker.__file__).resolve().parents[2]


def a_case(text: str = "rent_debt 0") -> tuple[Case, Reading]:
    """A routed letter and its reading."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_text(text)
        reading = FakeReader().read(Path(file.name))
    assert isinstance(reading, Reading)
    (part,) = FakeMind().split(reading.pages)
    question = Question(
        part=part,
        pages=reading.pages,
        problems=(),
        intake_point="default",
        received_on=date(2026, 10, 5),
        edits=(),
        history=lambda _: (),
    )
    return FakeMind().decide(question), reading


def test_a_workspace_is_made_for_a_routine_that_there_is(tmp_path: Path) -> None:
    """Its units are the outboxes; an unknown routine is refused with those that there are."""
    made = start.init(tmp_path / "ny")
    assert {path.name for path in made.outbox.iterdir()} == {
        "vuxen",
        "ekonomiskt_bistand",
        "barn_unga",
        "skyddad",
    }
    assert made.ledger.exists()
    with pytest.raises(SettingsError, match="goteborg"):
        units_of("atlantis")


def test_a_model_that_is_not_there_is_refused() -> None:
    """The newest is found by its number."""
    assert model_folder(Config()).name.startswith("letters-")
    from pipeline.usecases.engine import load_classifier  # noqa: PLC0415 - loads spaCy

    with pytest.raises(SettingsError):
        load_classifier(Config(model="finns-inte"))


@pytest.fixture
def closed() -> Iterator[None]:
    """What is written is closed to others, as the program has it whoever starts it."""
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.mark.usefixtures("closed")
def test_the_doctor_looks_at_everything(tmp_path: Path) -> None:
    """A new workspace lacks a register and people; an open restricted folder is a fault."""
    made = start.init(tmp_path / "ny")
    with opened(made.root) as office:
        found = {one.what: one for one in check.check(office)}
        for what in (
            "läsare",
            "disk",
            "liggaren",
            "rutin",
            "brevmallar",
            "modell",
            "rolläsare",
            "mätta säkerheter",
        ):
            assert found[what].ok, found[what]
        assert not found["register"].ok
        assert found["register"].warning
        assert check.all_well(tuple(found.values()))
        (made.outbox / "skyddad").chmod(0o755)
        assert not check.all_well(check.check(office))


def test_swedish_holidays_are_known() -> None:
    """Moved days follow lag (1930:173); an ordinary day is none."""
    assert is_holiday(date(2026, 12, 25))
    assert is_holiday(date(2026, 6, 6))
    assert not is_holiday(date(2026, 10, 5))


def test_equal_decisions_have_no_changes() -> None:
    """How sure the program was does not count; who gets the letter does."""
    case, _ = a_case()
    assert changes(case, case) == ()
    other, _ = a_case("rent_debt 1")
    assert changes(case, other) == ("Ändrat: hushållet", "Ändrat: personen")
    assert changes(case, replace(case, decision=None))[0].startswith("Borttaget: ")


def sent_row(number: int) -> Packet:
    """The packet of list row ``number``, or of the list (0), as it was delivered."""
    return Packet(
        id=number,
        letter="l",
        revision=1,
        unit="vuxen",
        role=Role.HANDLE,
        line=number,
        notice=False,
        state="delivered",
        priority=3,
        path="",
        digest=None,
        changes=(),
        planned_at="",
        delivered_at="",
        superseded=False,
    )


def test_of_a_corrected_list_only_the_corrected_row_is_sent_again() -> None:
    """And the list itself, which holds all rows; nobody gets a neighbour's correction."""
    first, _ = a_case()
    other, _ = a_case("rent_debt 1")

    def row(number: int, of: Case) -> RowCase:
        return RowCase(
            row=number,
            state=State.ROUTED,
            reasons=(),
            match=of.matches[0],
            household=of.household,
            decision=of.decision,
        )

    before = replace(first, rows=(row(0, first), row(1, first)))
    now = replace(first, rows=(row(0, first), row(1, other)))
    differs = {line: changes(before, now, line) for line in (0, 1, 2)}
    assert differs[0] == ("Ändrat: listans rader",)
    assert differs[1] == ()
    assert differs[2] == ("Ändrat: hushållet", "Ändrat: personen")
    sent = [sent_row(number) for number in (0, 1, 2)]
    out = outgoing(sent, deliveries(now, closed=False), differs)
    assert [(one.line, one.changes) for one in out] == [(0, differs[0]), (2, differs[2])]


def test_a_delivery_is_found_by_its_unit() -> None:
    """And what is not delivered is not made."""
    case, _ = a_case()
    assert delivery_of(case, "vuxen", 0).role is Role.HANDLE
    with pytest.raises(LookupError):
        delivery_of(case, "barn_unga", 0)


def an_order(case: Case, reading: Reading, original: Path) -> Order:
    """The packet of that letter."""
    return Order(
        case=case,
        unit="vuxen",
        role=Role.HANDLE,
        line=0,
        letter_id="a" * 64,
        revision=1,
        document="b" * 64,
        document_name="brev.pdf",
        letters_in_document=1,
        received_on=date(2026, 10, 5),
        pages=reading.pages,
        original=original,
        changes=(),
    )


@pytest.mark.slow
def test_a_maker_s_death_stops_no_packet(tmp_path: Path) -> None:
    """Killed over an order, it makes the order again; what cannot be made fails alone."""
    case, reading = a_case()
    scan = HOME / "fixtures" / "letters" / "s01_form3_single" / "scan.pdf"
    made = Maker(newest_routine(Config()), Config().settings(), 1)
    try:
        first = made.submit(an_order(case, reading, scan)).result(120)
        assert {"record.json", "underlag.pdf"} <= set(first)
        future = made.submit(an_order(case, reading, scan))
        os.kill(process_of(made), signal.SIGKILL)
        assert future.result(120) == first
        with pytest.raises(FileNotFoundError):
            made.submit(an_order(case, reading, tmp_path / "borta")).result(120)
    finally:
        made.stop()


def process_of(made: Maker) -> int:
    """The number of the one process that makes packets."""
    (hand,) = made._hands
    assert hand._child is not None
    number = hand._child._process.pid
    assert number is not None
    return number


@pytest.mark.slow
def test_a_maker_that_hangs_is_killed_and_its_packet_made_again() -> None:
    """Stopped dead over an order, it is killed when its time is out; nothing waits for it."""
    case, reading = a_case()
    scan = HOME / "fixtures" / "letters" / "s01_form3_single" / "scan.pdf"
    made = Maker(newest_routine(Config()), Config().settings(), 1)
    try:
        first = made.submit(an_order(case, reading, scan)).result(120)
        hung = process_of(made)
        os.kill(hung, signal.SIGSTOP)
        future = made.submit(an_order(case, reading, scan))
        (hand,) = made._hands
        assert hand._child is not None
        hand._too_late(hand._child)
        assert future.result(120) == first
        assert process_of(made) != hung
        os.kill(process_of(made), signal.SIGSTOP)
        given_up = made.submit(an_order(case, reading, scan))
        made.stop()
        with pytest.raises(PlaceError, match="görs klart nästa gång"):
            given_up.result(0)
        assert made.submit(an_order(case, reading, scan)).result(120) == first
    finally:
        made.stop()


def test_a_packet_that_takes_too_long_fails_and_leaves_no_process() -> None:
    """Tried twice within the time that the settings give; then the letter is a person's matter."""
    case, reading = a_case()
    scan = HOME / "fixtures" / "letters" / "s01_form3_single" / "scan.pdf"
    made = Maker(newest_routine(Config()), Config().settings(), 2, seconds=1e-6)
    orders = [made.submit(an_order(case, reading, scan)) for _ in range(3)]
    for one in orders:
        with pytest.raises(PacketTooSlowError):
            one.result(120)
    assert len(made._hands) == 2
    assert not any(hand._child for hand in made._hands)
    made.stop()
    assert Config().packets.seconds == 120


def test_edits_of_persons_are_looked_up() -> None:
    """A person who was picked is sought by number; what is none is left to deciding."""
    from pipeline.usecases.judge import _picked  # noqa: PLC0415 - the judge loads the finders

    edit = Edit(act=Act.PERSON, by="Test Testsson", at="", reason="", value="198001019804")
    assert [one.digits for one in _picked([edit, replace(edit, value="abc")])] == ["198001019804"]


def test_a_maker_s_end_that_another_thread_hears_of_first_is_no_error() -> None:
    """The thread that makes packets goes on: else no packet would be made until a new start."""
    child = maker._Child()
    child.kill()
    os.waitpid(child._process.pid or 0, 0)
    child.close()
