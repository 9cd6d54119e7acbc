"""What waits for a person, in the order in which it is to be taken: a row a letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.domain.case import Case
from pipeline.domain.edits import Edit, asked_of, to_forward
from pipeline.domain.kinds import State
from pipeline.domain.queueing import Lane, Wait
from pipeline.store.ledger import Ledger
from pipeline.store.letters import Letter

_RANK = "w.lane, w.expires, w.priority, w.received_on, -w.doubts, w.arrival, w.place"
"""What comes first: what expires first within its lane; of a day's post the most doubtful."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A letter's place in the queue; ``asked`` the colleague whose answer is waited for."""

    letter: Letter
    lane: Lane
    expires: date
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many letters wait in a lane, and how many of them expire today or have expired."""

    lane: Lane
    waiting: int
    today: int
    passed: int


def keep(ledger: Ledger, letter: Letter, case: Case, made: Iterable[Edit]) -> None:
    """Write down whether and where the letter waits, inside a transaction.

    It waits in review, or until a misdirected letter has been sent on. ``made`` are its edits.
    """
    made = tuple(made)
    ledger.write("DELETE FROM waiting WHERE letter = ?", (letter.id,))
    misdirected = letter.closed and to_forward(made) is not None
    if not misdirected and (letter.closed or letter.state is not State.REVIEW):
        return
    owed = ledger.number(
        "SELECT count(*) FROM confirmations WHERE letter = ? AND needed = 1 AND sent_at IS NULL",
        (letter.id,),
    )
    wait = Wait.of(case, owed=bool(owed))
    asked = asked_of(made)
    ledger.write(
        "INSERT INTO waiting SELECT id, ?, ?, priority, ?, received_on, arrival, place, ?"
        " FROM letters WHERE id = ?",
        (
            Lane.MISDIRECTED if misdirected else wait.lane,
            wait.expires.isoformat(),
            wait.doubts,
            "" if asked is None else asked.target,
            letter.id,
        ),
    )


def counts(ledger: Ledger, today: date) -> list[Count]:
    """The lanes that anything waits in, the first on top."""
    rows = ledger.rows(
        "SELECT lane, count(*) AS waiting, sum(expires = ?) AS today, sum(expires < ?) AS passed"
        " FROM waiting GROUP BY lane ORDER BY lane",
        (today.isoformat(), today.isoformat()),
    )
    return [
        Count(
            lane=Lane(row["lane"]),
            waiting=row["waiting"],
            today=row["today"],
            passed=row["passed"],
        )
        for row in rows
    ]


def in_order(
    ledger: Ledger,
    *,
    lane: Lane | None = None,
    asked: str | None = None,
    limit: int = -1,
    offset: int = 0,
) -> list[Place]:
    """What waits, in its order: all lanes or one, a page of it or all.

    Or what waits for an answer of whoever is ``asked``.
    """
    sql = (
        "SELECT l.*, w.lane, w.expires, w.asked"  # noqa: S608 - own words only
        " FROM waiting w JOIN letters l ON l.id = w.letter"
        " WHERE (?1 IS NULL OR w.lane = ?1) AND (?2 IS NULL OR w.asked = ?2 COLLATE NOCASE)"
        " ORDER BY " + _RANK + " LIMIT ?3 OFFSET ?4"
    )
    rows = ledger.rows(sql, (lane, asked, limit, offset))
    return [_place(row) for row in rows]


def free(  # noqa: PLR0913 - which of all that wait
    ledger: Ledger, ident: str, by: str, *, after: bool, restricted: bool, held: bool = False
) -> str:
    """The first free letter but that one, or the first ``after`` it; empty for none.

    Free is what waits for nobody's answer, is not another municipality's, and what nobody but
    ``by`` has before them, unless ``held`` ones will do; a ``restricted`` one only for those who
    may see it.
    """
    behind = f"({_RANK}) > (SELECT {_RANK} FROM waiting w WHERE w.letter = ?)"  # noqa: S608 - own
    sql = (
        "SELECT w.letter FROM waiting w"  # noqa: S608 - own words only
        " JOIN letters l ON l.id = w.letter WHERE "
        + (behind if after else "w.letter != ?")
        + " AND w.asked = '' AND w.lane != ? AND (l.restricted = 0 OR ?)"
        " AND (? OR NOT EXISTS (SELECT 1 FROM claims c"
        " WHERE c.letter = w.letter AND c.until > ? AND c.by != ?)) ORDER BY " + _RANK + " LIMIT 1"
    )
    row = ledger.row(sql, (ident, Lane.MISDIRECTED, restricted, held, ledger.now(), by))
    return "" if row is None else str(row["letter"])


def _place(row: dict[str, Any]) -> Place:
    return Place(
        letter=Letter.of(row),
        lane=Lane(row["lane"]),
        expires=date.fromisoformat(row["expires"]),
        asked=row["asked"],
    )
