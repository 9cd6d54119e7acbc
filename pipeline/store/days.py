"""The days that letters give their units, in the ledger: what feeds and agendas are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pipeline.domain.agenda import Kept, kept
from pipeline.domain.case import Case

if TYPE_CHECKING:  # the ledger fills this table when it makes it
    from pipeline.store.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A day of a letter that was sent to the unit; ``waits`` while the letter is in review again.

    ``revision`` is the letter's, ``made_at`` when that was decided.
    """

    letter: str
    kept: Kept
    waits: bool
    restricted: bool
    revision: int
    made_at: str


def rows_of(letter: str, case: Case) -> list[dict[str, object]]:
    """The rows of the table for a letter's case."""
    return [
        {
            "letter": letter,
            "line": one.line,
            "unit": one.unit,
            "what": one.what,
            "day": one.on.isoformat(),
            "at": None if one.at is None else one.at.isoformat(timespec="minutes"),
            "text": one.text,
            "basis": one.basis,
        }
        for one in kept(case)
    ]


def keep(ledger: Ledger, letter: str, case: Case, *, closed: bool) -> None:
    """Put the days of the letter's newest case in place of those before, inside a transaction."""
    ledger.write("DELETE FROM days WHERE letter = ?", (letter,))
    for row in [] if closed else rows_of(letter, case):
        ledger.insert("days", row)


def of_unit(ledger: Ledger, unit: str, since: date, until: date) -> list[Owed]:
    """The days from ``since`` to ``until`` of letters that the unit has had, by day and letter.

    A letter that the unit was never sent, or was told no longer concerns it, gives it no day; a
    confirmation to Kronofogden that is sent is none any more.
    """
    rows = ledger.rows(
        "SELECT d.*, l.state, l.restricted, l.revision, c.made_at FROM days d"
        " JOIN letters l ON l.id = d.letter"
        " JOIN cases c ON c.letter = l.id AND c.revision = l.revision"
        " WHERE d.unit = ? AND d.day BETWEEN ? AND ?"
        " AND EXISTS (SELECT 1 FROM packets p WHERE p.letter = d.letter AND p.unit = d.unit"
        "   AND p.line = d.line AND p.superseded = 0 AND p.notice = 0 AND p.state != 'withdrawn')"
        " AND NOT (d.what = 'kfm_confirmation' AND EXISTS (SELECT 1 FROM confirmations o"
        "   WHERE o.letter = d.letter AND o.sent_at IS NOT NULL))"
        " ORDER BY d.day, d.at, d.letter, d.line, d.what, d.text",
        (unit, since.isoformat(), until.isoformat()),
    )
    return [_of(row) for row in rows]


def _of(row: dict[str, Any]) -> Owed:
    return Owed(
        letter=row["letter"],
        kept=Kept(
            unit=row["unit"],
            line=row["line"],
            what=row["what"],
            on=date.fromisoformat(row["day"]),
            at=None if row["at"] is None else datetime.fromisoformat(row["at"]),
            text=row["text"],
            basis=row["basis"],
        ),
        waits=row["state"] == "review",
        restricted=bool(row["restricted"]),
        revision=row["revision"],
        made_at=row["made_at"],
    )
