"""The ledger: one state a document, history that stays, versions that are taken once."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.domain.problems import Code, Problem
from pipeline.store import documents
from pipeline.store.documents import Arrival
from pipeline.store.errors import DamageError, PlaceError, SettingsError, place
from pipeline.store.ledger import Ledger
from pipeline.store.migrations import STEPS, applied, migrate

SHA = "a" * 64


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger."""
    return Ledger(tmp_path / "ledger.db")


def arrive(ledger: Ledger, sha256: str = SHA) -> None:
    """A document comes in."""
    documents.receive(
        ledger,
        Arrival(
            sha256=sha256,
            size=1,
            name="brev.pdf",
            raw=b"brev.pdf",
            intake_point="default",
            received_on=date(2026, 10, 5),
        ),
    )


def test_it_survives_power_failures(ledger: Ledger) -> None:
    """WAL, full synchronisation, foreign keys."""
    assert ledger.row("PRAGMA journal_mode") == {"journal_mode": "wal"}
    assert ledger.number("PRAGMA synchronous") == 2
    assert ledger.number("PRAGMA foreign_keys") == 1


def test_a_transaction_is_whole_or_nothing(ledger: Ledger) -> None:
    """What was written before an error is gone; an inner one belongs to the outer."""

    def half() -> None:
        with ledger.atomic():
            arrive(ledger)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert documents.document(ledger, SHA) is None


def test_writing_outside_a_transaction_is_refused(ledger: Ledger) -> None:
    """Half of a change can not be written."""
    with pytest.raises(RuntimeError):
        ledger.write("UPDATE documents SET name = ''")
    with pytest.raises(RuntimeError):
        ledger.insert("events", {"at": "", "what": ""})


def test_the_same_bytes_are_one_document_and_two_receipts(ledger: Ledger) -> None:
    """The second is a duplicate of the first."""
    arrive(ledger)
    arrive(ledger)
    assert ledger.number("SELECT count(*) FROM documents") == 1
    assert [row["first"] for row in ledger.rows("SELECT first FROM receipts ORDER BY id")] == [1, 0]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents SET state = 'lost'",
        "UPDATE documents SET state = 'quarantined'",
        "UPDATE documents SET reason = 'corrupt'",
        "DELETE FROM documents",
        "DELETE FROM receipts",
        "DELETE FROM events",
        "UPDATE receipts SET first = 2",
    ],
)
def test_the_tables_refuse_what_must_not_be(ledger: Ledger, sql: str) -> None:
    """A state of no list, quarantine without a reason, history that vanishes."""
    arrive(ledger)
    with pytest.raises(sqlite3.IntegrityError), ledger.atomic():
        ledger.write(sql)


def test_three_failed_tries_set_a_document_aside(ledger: Ledger) -> None:
    """With its reason; and released it has all its tries before it."""
    arrive(ledger)
    assert not documents.failed(ledger, SHA, "crash")
    assert not documents.failed(ledger, SHA, "crash")
    assert documents.failed(ledger, SHA, "timeout")
    found = documents.document(ledger, SHA)
    assert found is not None
    assert found.reason == Problem(code=Code.READING_FAILED)
    documents.release(ledger, SHA)
    found = documents.document(ledger, SHA)
    assert found is not None
    assert (found.state, found.attempts, found.reason) == ("waiting", 0, None)


def test_a_fault_over_the_document_in_hand_uses_up_a_try(ledger: Ledger) -> None:
    """Only that one's: what readers held is interrupted and not blamed."""
    arrive(ledger)
    arrive(ledger, "b" * 64)
    documents.move(ledger, SHA, "deciding")
    documents.move(ledger, "b" * 64, "reading")
    documents.recover(ledger, fault=True)
    one, other = documents.document(ledger, SHA), documents.document(ledger, "b" * 64)
    assert one is not None
    assert other is not None
    assert (one.state, one.attempts, one.interrupted) == ("read", 1, 0)
    assert (other.state, other.attempts, other.interrupted) == ("waiting", 0, 1)


def test_versions_are_taken_once_and_with_their_record(tmp_path: Path) -> None:
    """A step that fails leaves nothing, and a ledger from the future is refused."""
    db = Database(sqlite3.connect(tmp_path / "ny.db", isolation_level=None))
    assert migrate(db, "nu", STEPS) == len(STEPS)
    assert migrate(db, "nu", STEPS) == 0

    def half(made: Database) -> None:
        made.conn.execute("CREATE TABLE half (x)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate(db, "nu", (*STEPS, ("999_half", half)))
    assert applied(db) == tuple(name for name, _ in STEPS)
    assert not db["half"].exists()
    assert migrate(db, "nu", (*STEPS, ("998_next", lambda _: None))) == 1
    with pytest.raises(SettingsError, match="nyare version"):
        migrate(db, "nu", STEPS)
    db.conn.close()


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (OSError(28, "No space left on device"), PlaceError, "Disken är full"),
        (OSError(30, "Read-only file system"), PlaceError, "går bara att läsa"),
        (sqlite3.OperationalError("database is locked"), PlaceError, "upptagen"),
        (sqlite3.OperationalError("database or disk is full"), PlaceError, "Disken är full"),
        (sqlite3.DatabaseError("file is not a database"), DamageError, "skadad"),
        (sqlite3.OperationalError("no such table: x"), sqlite3.OperationalError, "no such"),
        (OSError(2, "No such file or directory"), PlaceError, "saknas"),
        (OSError(71, "Protocol error"), PlaceError, "EPROTO"),
        (OSError("without a number"), OSError, "without"),
    ],
)
def test_the_machine_s_complaints_are_told_from_the_program_s(
    error: Exception, kind: type[Exception], said: str
) -> None:
    """Only what the machine is to blame for becomes a PlaceError."""
    with pytest.raises(kind, match=said), place():
        raise error
