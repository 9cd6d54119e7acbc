"""Brings a ledger to the newest version; a version and the record of it are one transaction."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from pipeline.domain.case import Case
from pipeline.domain.edits import Edit, joined_to
from pipeline.domain.figures import concerned
from pipeline.domain.queueing import Wait
from pipeline.domain.sampling import drawn
from pipeline.store import schema
from pipeline.store.codec import load
from pipeline.store.days import rows_of
from pipeline.store.errors import SettingsError
from pipeline.store.figures import ALONE, FIRST_DAY, LEFT


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


_FIGURES = """
-- What a letter counts as in figures; follows it with each revision and with its first packet.
--   counted   0 where its pages became another letter's
--   children  whether any are concerned;  minors  how many are known
--   alone     1 sent without a person, 0 after one decided, NULL while nothing has left
--   left_at   when its first packet lay in an outbox;  seconds  how long after its arrival
--   first_day the first day that it gives its units, Kronofogden's confirmation aside
ALTER TABLE letters ADD COLUMN counted INTEGER NOT NULL DEFAULT 1;
ALTER TABLE letters ADD COLUMN children TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE letters ADD COLUMN minors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE letters ADD COLUMN alone INTEGER;
ALTER TABLE letters ADD COLUMN left_at TEXT;
ALTER TABLE letters ADD COLUMN seconds INTEGER;
ALTER TABLE letters ADD COLUMN first_day TEXT;

-- Figures are counted from these alone, however many letters there are.
CREATE INDEX letters_figures ON letters
  (received_on, counted, kind, state, closed, children, minors, alone, seconds, first_day, left_at,
  id);
CREATE INDEX letters_by_seconds ON letters (seconds) WHERE seconds IS NOT NULL;
CREATE INDEX packets_figures ON packets (letter, notice, unit, state, priority, delivered_at);
CREATE INDEX documents_by_reason ON documents (reason) WHERE reason IS NOT NULL;
CREATE INDEX cases_failed ON cases (why, letter, revision)
  WHERE why IN ('internal_error', 'template_broken');
CREATE INDEX accesses_refused_by_time ON accesses (at) WHERE refused = 1;
"""


def _figures(db: Database) -> None:
    """The columns, filled from the letters that are there."""
    _making(_FIGURES)(db)
    bodies = db.conn.execute(
        "SELECT l.id, c.body FROM letters l"
        " JOIN cases c ON c.letter = l.id AND c.revision = l.revision"
    )
    for ident, body in bodies.fetchall():
        found = concerned(load(body, Case))
        db.conn.execute(
            "UPDATE letters SET children = ?, minors = ? WHERE id = ?",
            (str(found.children), found.number, ident),
        )
    for (ident,) in db.conn.execute("SELECT id FROM letters WHERE closed = 1").fetchall():
        bodies = db.conn.execute("SELECT body FROM edits WHERE letter = ? ORDER BY id", (ident,))
        if joined_to(load(row["body"], Edit) for row in bodies.fetchall()):
            db.conn.execute("UPDATE letters SET counted = 0 WHERE id = ?", (ident,))
    for statement in (ALONE, LEFT, FIRST_DAY):
        db.conn.execute(statement)


_PICKUP = """
-- Packets that a unit gave back, and why: it has them no more.
CREATE TABLE handbacks (
  packet INTEGER PRIMARY KEY REFERENCES packets (id),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE TRIGGER handbacks_stay BEFORE UPDATE ON handbacks
  BEGIN SELECT RAISE(ABORT, 'a handback is never changed'); END;
CREATE TRIGGER handbacks_remain BEFORE DELETE ON handbacks
  BEGIN SELECT RAISE(ABORT, 'a handback is never removed'); END;

-- Letters out that somebody says went: which draft, on which day. A note that was wrong is taken
-- back, never removed. packet: none for what was noted in review.
CREATE TABLE sendings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  letter TEXT NOT NULL REFERENCES letters (id),
  packet INTEGER REFERENCES packets (id),
  draft TEXT NOT NULL,
  sent_on TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  undone_by TEXT,
  undone_at TEXT,
  CHECK ((undone_by IS NULL) = (undone_at IS NULL))
) STRICT;
CREATE INDEX sendings_by_letter ON sendings (letter);
CREATE UNIQUE INDEX sendings_once ON sendings (packet, draft) WHERE undone_at IS NULL;
CREATE TRIGGER sendings_remain BEFORE DELETE ON sendings
  BEGIN SELECT RAISE(ABORT, 'a sending is never removed'); END;

-- What a unit may find a packet by: the words of the packet's own record, as they are compared.
CREATE TABLE packet_keys (
  unit TEXT NOT NULL,
  key TEXT NOT NULL,
  packet INTEGER NOT NULL REFERENCES packets (id),
  PRIMARY KEY (unit, key, packet)
) STRICT, WITHOUT ROWID;
CREATE INDEX packet_keys_by_packet ON packet_keys (packet);

-- Addresses of calendars that open without a session: only the hash of the secret is kept.
CREATE TABLE feeds (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  account TEXT NOT NULL REFERENCES accounts (login),
  unit TEXT NOT NULL,
  made_at TEXT NOT NULL,
  fetched_at TEXT,
  UNIQUE (account, unit)
) STRICT;
"""


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
    ("007_figures", _figures),
    ("008_pickup", _making(_PICKUP)),
    ("009_pages_left", _making(schema.PAGES_LEFT)),
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
