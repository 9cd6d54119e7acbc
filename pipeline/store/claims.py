"""Who has a letter before them now: told to others, so that two never work on one unknowingly.

A claim forbids nothing: what a person saves is held against the letter's revision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.store.ledger import Ledger

_LATE = timedelta(hours=1)
"""No message of a page that was left comes later than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A letter in somebody's hands, since when, and until when if nothing more is heard."""

    letter: str
    by: str
    since: datetime
    until: datetime


def held(ledger: Ledger, letter: str) -> Claim | None:
    """Who has the letter now, or None."""
    row = ledger.row("SELECT * FROM claims WHERE letter = ? AND until > ?", (letter, ledger.now()))
    return None if row is None else _claim(row)


def all_held(ledger: Ledger) -> dict[str, Claim]:
    """Every letter that somebody has now, by letter."""
    rows = ledger.rows("SELECT * FROM claims WHERE until > ?", (ledger.now(),))
    return {row["letter"]: _claim(row) for row in rows}


def take(ledger: Ledger, letter: str, by: str, lasts: timedelta, page: str = "") -> Claim | None:
    """Take the letter, or hold it longer, for as long as it ``lasts``; who has it then.

    Somebody else's is left to them, and so is what an opened ``page`` asks for after it was left:
    a browser's last two messages may come in either order. One transaction.
    """
    with ledger.atomic():
        now = ledger.clock()
        mine = held(ledger, letter)
        if mine is not None and mine.by != by:
            return mine
        if ledger.row("SELECT 1 FROM pages_left WHERE page = ?", (page,)):
            return mine
        since = now if mine is None else mine.since
        claim = Claim(letter=letter, by=by, since=since, until=now + lasts)
        ledger.write(
            "INSERT INTO claims VALUES (?, ?, ?, ?) ON CONFLICT (letter) DO UPDATE"
            " SET by = excluded.by, since = excluded.since, until = excluded.until",
            (letter, by, _text(claim.since), _text(claim.until)),
        )
    return claim


def release(ledger: Ledger, letter: str, by: str, page: str = "") -> None:
    """Let go of the letter, whose opened ``page`` was left; somebody else's claim stays."""
    with ledger.atomic():
        ledger.write("DELETE FROM claims WHERE letter = ? AND by = ?", (letter, by))
        if page:
            forgotten = _text(ledger.clock() - _LATE)
            ledger.write("DELETE FROM pages_left WHERE at < ?", (forgotten,))
            ledger.write("INSERT OR IGNORE INTO pages_left VALUES (?, ?)", (page, ledger.now()))


def _claim(row: dict[str, str]) -> Claim:
    return Claim(
        letter=row["letter"],
        by=row["by"],
        since=datetime.fromisoformat(row["since"]),
        until=datetime.fromisoformat(row["until"]),
    )


def _text(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
