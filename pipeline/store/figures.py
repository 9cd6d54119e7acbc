"""What letters count as, and the counts of a period: aggregates of columns, no case is opened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pipeline.domain.case import Case
from pipeline.domain.edits import Edit, joined_to
from pipeline.domain.figures import concerned
from pipeline.domain.periods import Span

if TYPE_CHECKING:  # the ledger fills the columns when it makes them
    from pipeline.store.ledger import Ledger
    from pipeline.store.letters import Letter

ALONE = """
UPDATE letters SET alone = coalesce(
  (SELECT min(p.revision) FROM packets p WHERE p.letter = letters.id AND p.line = 0
    AND p.notice = 0 AND p.state != 'withdrawn'),
  CASE state WHEN 'routed' THEN revision END
) < coalesce(
  (SELECT min(c.revision) FROM cases c WHERE c.letter = letters.id AND c.why = 'edit'),
  revision + 1)
"""
"""Whether what was first sent was decided before any person changed or approved anything."""

LEFT = """
UPDATE letters SET (left_at, seconds) = (
  SELECT min(p.delivered_at),
    max(0, strftime('%s', min(p.delivered_at)) - strftime('%s', d.received_at))
  FROM packets p JOIN documents d ON d.sha256 = letters.document
  WHERE p.letter = letters.id AND p.notice = 0 AND p.delivered_at IS NOT NULL)
"""
"""When the first packet lay in an outbox, and how long after the arrival of the file."""

FIRST_DAY = """
UPDATE letters SET first_day = (
  SELECT min(day) FROM days WHERE letter = letters.id AND what != 'kfm_confirmation')
"""
"""The first day that the letter gives; Kronofogden's confirmation is told by itself."""


def keep(ledger: Ledger, letter: Letter, case: Case, made: Iterable[Edit]) -> None:
    """Bring what the letter counts as up to date with its newest case, inside a transaction."""
    found = concerned(case)
    ledger.write(
        "UPDATE letters SET counted = ?, children = ?, minors = ? WHERE id = ?",
        (int(not joined_to(made)), str(found.children), found.number, letter.id),
    )
    for statement in (ALONE, FIRST_DAY):
        ledger.write(f"{statement} WHERE id = ?", (letter.id,))


def left(ledger: Ledger, packet: int) -> None:
    """Note that the packet lies in an outbox, inside a transaction."""
    ledger.write(
        f"{LEFT} WHERE id = (SELECT letter FROM packets WHERE id = ?)"  # noqa: S608 - own words
        " AND seconds IS NULL",
        (packet,),
    )


STATES = ("alone", "by_person", "closed", "waiting")
"""Where a letter may stand, as figures tell it."""

_STATE = (
    "CASE WHEN closed = 1 THEN 'closed' WHEN state = 'review' THEN 'waiting'"
    " WHEN alone = 1 THEN 'alone' ELSE 'by_person' END"
)
_COUNTED = "FROM letters WHERE received_on BETWEEN ? AND ? AND counted = 1"


def oldest(ledger: Ledger) -> date | None:
    """The day of the oldest letter; None for none."""
    row = ledger.row("SELECT min(received_on) AS day FROM letters")
    return None if row is None or row["day"] is None else date.fromisoformat(row["day"])


def by_day(ledger: Ledger, span: Span) -> dict[date, int]:
    """How many letters came, day by day; days without are left out."""
    rows = ledger.rows(
        f"SELECT received_on, count(*) AS number {_COUNTED} GROUP BY received_on", _ends(span)
    )
    return {date.fromisoformat(row["received_on"]): row["number"] for row in rows}


def by_kind(ledger: Ledger, span: Span) -> dict[str, int]:
    """How many letters came, kind by kind."""
    return _grouped(ledger, f"SELECT kind, count(*) {_COUNTED} GROUP BY 1", span)


def by_state(ledger: Ledger, span: Span) -> dict[str, int]:
    """How many letters that came stand where (``STATES``)."""
    return _grouped(ledger, f"SELECT {_STATE}, count(*) {_COUNTED} GROUP BY 1", span)


def by_children(ledger: Ledger, span: Span) -> dict[str, int]:
    """How many letters that came concern children, may, or do not."""
    return _grouped(ledger, f"SELECT children, count(*) {_COUNTED} GROUP BY 1", span)


def children(ledger: Ledger, span: Span) -> int:
    """How many children those letters concern; one of two letters counts twice."""
    return ledger.number(f"SELECT sum(minors) {_COUNTED}", _ends(span))


def seconds(ledger: Ledger, span: Span) -> list[int]:
    """From arrival to the first packet of each letter that has one, the shortest first."""
    rows = ledger.rows(
        f"SELECT seconds {_COUNTED} AND seconds IS NOT NULL ORDER BY seconds", _ends(span)
    )
    return [row["seconds"] for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lay:
    """How many packets lay in a unit's outbox: taken or not, handed back, within their hours."""

    unit: str
    taken: bool
    returned: bool
    late: bool
    number: int


Hours = tuple[int, int, int]
"""Within how many hours a packet is to be taken, by its urgency, the most urgent first."""


def packets(ledger: Ledger, span: Span, hours: Hours, now: datetime) -> list[Lay]:
    """The packets of letters that came, notices that one no longer holds left out."""
    rows = ledger.rows(
        "SELECT p.unit, p.state = 'picked_up' AS taken,"
        " EXISTS (SELECT 1 FROM handbacks h WHERE h.packet = p.id) AS returned,"
        " strftime('%s', coalesce(k.at, ?)) - strftime('%s', p.delivered_at)"
        " > 3600 * CASE p.priority WHEN 1 THEN ? WHEN 2 THEN ? ELSE ? END AS late,"
        " count(*) AS number"
        " FROM letters l JOIN packets p ON p.letter = l.id AND p.notice = 0"
        " LEFT JOIN pickups k ON k.packet = p.id"
        " WHERE l.received_on BETWEEN ? AND ? AND l.counted = 1 AND p.delivered_at IS NOT NULL"
        " GROUP BY 1, 2, 3, 4",
        (now.isoformat(), *hours, *_ends(span)),
    )
    return [
        Lay(
            unit=row["unit"],
            taken=bool(row["taken"]),
            returned=bool(row["returned"]),
            late=bool(row["late"]),
            number=row["number"],
        )
        for row in rows
    ]


Moments = list[tuple[date | None, datetime | None, int]]
"""A day that was to be kept, the hour within which it was done, and how many there are alike.

No day where a letter gives none: such letters are told with the rest, or the sums would tell them.
"""


def confirmations(ledger: Ledger, span: Span) -> Moments:
    """By when each notice about an eviction was to be confirmed to Kronofogden, and when it was."""
    rows = ledger.rows(
        "SELECT c.due_on AS day, c.sent_at AS at, 1 AS number FROM letters l"
        " LEFT JOIN confirmations c ON c.letter = l.id AND (c.needed = 1 OR c.sent_at IS NOT NULL)"
        " WHERE l.received_on BETWEEN ? AND ? AND l.counted = 1 AND l.kind = 'eviction_date'",
        _ends(span),
    )
    return list(map(_moments, rows))


def first_days(ledger: Ledger, span: Span) -> Moments:
    """The first day of each letter that came, and when its first packet lay in an outbox."""
    rows = ledger.rows(
        "SELECT first_day AS day, substr(left_at, 1, 14) || '00:00' || substr(left_at, 20) AS at,"
        f" count(*) AS number {_COUNTED} GROUP BY 1, 2",
        _ends(span),
    )
    return list(map(_moments, rows))


def _moments(row: dict[str, Any]) -> tuple[date | None, datetime | None, int]:
    day = None if row["day"] is None else date.fromisoformat(row["day"])
    at = None if row["at"] is None else datetime.fromisoformat(row["at"])
    return day, at, row["number"]


def discarded(ledger: Ledger, span: Span) -> dict[str, int]:
    """How many copies were discarded, unit by unit."""
    return _grouped(
        ledger,
        "SELECT p.unit, count(*) FROM discards d JOIN packets p ON p.id = d.packet"
        " WHERE substr(d.at, 1, 10) BETWEEN ? AND ? GROUP BY 1",
        span,
    )


def overdue(ledger: Ledger, hours: Hours, now: datetime) -> int:
    """How many packets lie longer than their urgency allows, whenever their letters came."""
    return ledger.number(
        "SELECT count(*) FROM packets WHERE state = 'delivered'"
        " AND strftime('%s', ?) - strftime('%s', delivered_at) > 3600 * CASE priority"
        " WHEN 1 THEN ? WHEN 2 THEN ? ELSE ? END",
        (now.isoformat(), *hours),
    )


def unconfirmed(ledger: Ledger, today: date) -> int:
    """How many confirmations to Kronofogden are not sent though their day has passed."""
    return ledger.number(
        "SELECT count(*) FROM confirmations WHERE needed = 1 AND sent_at IS NULL AND due_on < ?",
        (today.isoformat(),),
    )


def waiting(ledger: Ledger) -> int:
    """How many letters wait for a person now."""
    return ledger.number("SELECT count(*) FROM waiting")


def within(ledger: Ledger, bounds: Sequence[int]) -> tuple[tuple[int, ...], int, int]:
    """Of all letters' times to the first packet: how many are within each bound, all, the sum."""
    row = ledger.row(
        "SELECT count(*) AS number, coalesce(sum(seconds), 0) AS total,"
        " (SELECT json_group_array((SELECT count(*) FROM letters WHERE seconds <= b.value))"
        " FROM json_each(?) b) AS within FROM letters WHERE seconds IS NOT NULL",
        (json.dumps(list(bounds)),),
    )
    if row is None:  # a count always gives a row
        return (), 0, 0
    return tuple(json.loads(row["within"])), row["number"], row["total"]


def _grouped(ledger: Ledger, sql: str, span: Span) -> dict[str, int]:
    found = (tuple(row.values()) for row in ledger.rows(sql, _ends(span)))
    return {str(name): int(number) for name, number in found}


def _ends(span: Span) -> tuple[str, str]:
    return span.first.isoformat(), span.last.isoformat()
