"""The binders that a routine keeps: their index, by day, without name, number or sender."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.documents.writings import kept_until
from pipeline.domain.case import Decision
from pipeline.domain.kinds import State
from pipeline.store import letters
from pipeline.store.letters import Letter
from pipeline.usecases.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One letter in a binder: ``line`` is the list's row that it is of, 0 for a letter.

    ``kept_until`` is the first day on which it may be weeded out, computed.
    """

    binder: str
    arrived: date
    letter: str
    line: int
    kind: str
    kept_until: date


def index(office: Office, year: int | None = None) -> tuple[Entry, ...]:
    """What lies in the binders, in the order of the day of arrival; of one year, or of all.

    Only letters that were sent: what waits in review is in no binder yet.
    """
    with office.ledger.snapshot():
        rows = office.ledger.rows(
            "SELECT * FROM letters WHERE restricted = 0 AND closed = 0"
            " ORDER BY received_on, arrival, place"
        )
        return tuple(
            entry
            for letter in map(Letter.of, rows)
            if year is None or letter.received_on.year == year
            for entry in _entries(office, letter)
        )


def _entries(office: Office, letter: Letter) -> Iterator[Entry]:
    case = letters.case(office.ledger, letter.id, letter.revision)
    found = [(0, case.state, case.decision)]
    found += [(row.row + 1, row.state, row.decision) for row in case.rows]
    for line, state, decision in found:
        for binder in _binders(decision) if state is State.ROUTED else ():
            yield Entry(
                binder=binder,
                arrived=letter.received_on,
                letter=letter.id,
                line=line,
                kind=letter.kind,
                kept_until=kept_until(letter.received_on),
            )


def _binders(decision: Decision | None) -> tuple[str, ...]:
    if decision is None:
        return ()
    return tuple(one.text for one in decision.writings if one.does == "binder")
