"""Brings a ledger to the newest version; a version and the record of it are one transaction."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from pipeline.domain.case import Case
from pipeline.domain.queueing import Wait
from pipeline.domain.sampling import drawn
from pipeline.store import schema
from pipeline.store.codec import load
from pipeline.store.days import rows_of
from pipeline.store.errors import SettingsError


def _days(db: Database) -> None:
    """The table, filled from the cases that are there."""
    _making(schema.DAYS)(db)
    bodies = db.conn.execute(
        "SELECT l.id, c.body FROM letters l"
        " JOIN cases c ON c.letter = l.id AND c.revision = l.revision"
    )
    for letter, body in bodies.fetchall():
        for row in rows_of(letter, load(body, Case)):
            db.conn.execute(
                "INSERT INTO days (letter, line, unit, what, day, at, text, basis) VALUES"
                " (:letter, :line, :unit, :what, :day, :at, :text, :basis)",
                row,
            )


def _review(db: Database) -> None:
    """The tables, filled from the letters that are there."""
    _making(schema.REVIEW)(db)
    for (ident,) in db.conn.execute("SELECT id FROM letters").fetchall():
        db.conn.execute("UPDATE letters SET drawn = ? WHERE id = ?", (drawn(ident), ident))
    letters = db.conn.execute(
        "SELECT l.id, c.body, EXISTS (SELECT 1 FROM confirmations k WHERE k.letter = l.id"
        " AND k.needed = 1 AND k.sent_at IS NULL) AS owed"
        " FROM letters l JOIN cases c ON c.letter = l.id AND c.revision = l.revision"
        " WHERE l.state = 'review' AND l.closed = 0"
    )
    for row in letters.fetchall():
        wait = Wait.of(load(row["body"], Case), owed=bool(row["owed"]))
        db.conn.execute(
            "INSERT INTO waiting SELECT id, ?, ?, priority, ?, received_on, arrival, place, ''"
            " FROM letters WHERE id = ?",
            (wait.lane, wait.expires.isoformat(), wait.doubts, row["id"]),
        )


def _statements(script: str) -> list[str]:
    """The script's statements one by one (``executescript`` would commit first)."""
    found: list[str] = []
    current: list[str] = []
    for line in script.splitlines():
        if line.strip().startswith("--") or not line.strip():
            continue
        current.append(line)
        text = "\n".join(current)
        whole = text.rstrip().endswith(";")
        if whole and (not text.startswith("CREATE TRIGGER") or text.rstrip().endswith("END;")):
            found.append(text)
            current = []
    return found


def _making(script: str) -> Callable[[Database], None]:
    def make(db: Database) -> None:
        for statement in _statements(script):
            db.conn.execute(statement)

    return make


STEPS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    ("001_ledger", _making(schema.FIRST)),
    ("002_samples", _making(schema.SAMPLES)),
    ("003_days", _days),
    ("004_discards", _making(schema.DISCARDS)),
    ("005_access", _making(schema.ACCESS)),
    ("006_review", _review),
)
"""Every version in order. A released step is never changed; a new one is added below it."""


def migrate(
    db: Database, at: str, steps: tuple[tuple[str, Callable[[Database], None]], ...]
) -> int:
    """Bring the ledger to the newest version; returns how many steps were taken.

    Raises SettingsError when the ledger was written by a newer program than this one.
    """
    done = applied(db)
    unknown = set(done) - {name for name, _ in steps}
    if unknown:
        raise SettingsError(
            "Liggaren är skriven av en nyare version av Tröskel. Installera den versionen."
        )
    taken = 0
    for name, step in steps:
        if name in done:
            continue
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have migrated while this one waited for the lock.
            if name not in applied(db):
                step(db)
                db.conn.execute("INSERT INTO migrations VALUES (?, ?)", (name, at))
                taken += 1
        except BaseException:
            db.conn.execute("ROLLBACK")
            raise
        db.conn.execute("COMMIT")
    return taken


def applied(db: Database) -> tuple[str, ...]:
    """The names of the steps that the ledger has taken."""
    db.conn.execute(
        "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT"
    )
    return tuple(row[0] for row in db.conn.execute("SELECT name FROM migrations ORDER BY name"))
