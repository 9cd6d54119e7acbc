"""The ledger: what has been received, where each letter stands, what was sent. It is the truth.

SQLite in WAL mode with ``synchronous=FULL``: a commit that returned survives a power failure.
Writers take turns by SQLite's own lock; the coordinator also holds the workspace's lock file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlite_utils import Database

from pipeline.store.disk import Disk
from pipeline.store.errors import SettingsError, place
from pipeline.store.migrations import STEPS, migrate

_BUSY_SECONDS = 30.0

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Now, with its zone."""
    return datetime.now(UTC)


def _set_up(conn: sqlite3.Connection) -> None:
    mode = conn.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    conn.execute("PRAGMA synchronous=FULL")
    conn.execute("PRAGMA foreign_keys=ON")
    if mode != "wal":
        raise SettingsError(
            "Liggaren måste ligga på en lokal disk (WAL går inte på en delad mapp)."
        )


class Ledger:
    """One connection to the ledger, for one thread at a time.

    All writing happens inside :meth:`atomic`; reading needs nothing. ``clock`` dates the rows.
    """

    def __init__(self, path: Path, *, disk: Disk | None = None, clock: Clock = utc_now) -> None:
        """Open the ledger and bring its tables up to date; PlaceError when the disk refuses."""
        self.path = path
        self.disk = disk or Disk()
        self.clock = clock
        with place():
            conn = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                conn.row_factory = sqlite3.Row
                conn.execute(f"PRAGMA busy_timeout={int(_BUSY_SECONDS * 1000)}")
                _set_up(conn)
                self.db = Database(conn)
                migrate(self.db, self.now(), STEPS)
            except BaseException:
                conn.close()
                raise

    def close(self) -> None:
        """Close the connection."""
        self.db.conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def now(self) -> str:
        """The moment as the ledger writes it: ISO 8601 with zone, to the second."""
        return self.clock().isoformat(timespec="seconds")

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All that is written inside is committed together, or nothing of it.

        Nests: an inner one belongs to the outer. Raises PlaceError for a full disk or a lock.
        """
        if self.db.conn.in_transaction:
            yield
            return
        with place():
            self.disk.step("begin")
            self.db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.disk.step("commit")
                self.db.conn.execute("COMMIT")
            except BaseException:
                if self.db.conn.in_transaction:
                    self.db.conn.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment."""
        if self.db.conn.in_transaction:
            yield
            return
        with place():
            self.db.conn.execute("BEGIN")
            try:
                yield
            finally:
                self.db.conn.execute("ROLLBACK")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """The rows of a query, each a mapping from column to value."""
        with place():
            return [dict(row) for row in self.db.conn.execute(sql, values)]

    def row(self, sql: str, values: Sequence[object] = ()) -> dict[str, Any] | None:
        """The first row of a query, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def number(self, sql: str, values: Sequence[object] = ()) -> int:
        """The one number that a query gives; 0 for none."""
        found = self.row(sql, values)
        return 0 if found is None else int(next(iter(found.values())) or 0)

    def write(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one writing statement inside :meth:`atomic`; returns how many rows it touched."""
        if not self.db.conn.in_transaction:
            raise RuntimeError("the ledger is written inside atomic()")
        return int(self.db.conn.execute(sql, values).rowcount)

    def insert(self, table: str, row: dict[str, object]) -> int:
        """Add one row inside :meth:`atomic`; returns its row id."""
        names = ", ".join(row)
        marks = ", ".join("?" for _ in row)
        # Table and column names are this program's own words, never data.
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - own words only
        if not self.db.conn.in_transaction:
            raise RuntimeError("the ledger is written inside atomic()")
        return int(self.db.conn.execute(sql, tuple(row.values())).lastrowid or 0)

    def event(self, what: str, subject: str = "", detail: str = "") -> None:
        """Note that something happened: ids, codes and states only."""
        self.insert(
            "events", {"at": self.now(), "what": what, "subject": subject, "detail": detail}
        )
