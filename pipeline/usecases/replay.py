"""What another routine would have done with the letters of a past period; writes nothing.

Each letter is decided twice with today's model and register, by the version that held on its day
and by the other one, so that what differs is the routine's doing alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.domain.case import Case, Decision
from pipeline.domain.kinds import State
from pipeline.domain.routine import Routine
from pipeline.store import documents, letters
from pipeline.store.errors import NotFoundError
from pipeline.store.letters import Letter
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Mind
from pipeline.usecases.reprocess import Selection, choose
from pipeline.usecases.settle import decide, question_of

Receivers = tuple[tuple[str, str], ...]
"""Units with their roles, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where a letter, or a debtor of a list, goes by one routine: its row, its units, its state."""

    state: State
    row: str
    receivers: Receivers


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A letter that goes elsewhere by the other routine; ``line`` is the list's row, 0 without."""

    letter: str
    received_on: date
    kind: str
    line: int
    before: Way
    after: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """How many letters were decided again, and those that would go elsewhere."""

    letters: int
    moved: tuple[Moved, ...]


def replay(
    office: Office, mind: Mind, other: Routine, since: date | None, until: date | None
) -> Replayed:
    """The letters of the period decided by both routines.

    ``mind`` decides by the workspace's own routine; ``other`` is decided by whatever the letter's
    day. A letter whose units, roles or state differ has moved. Raises NotFoundError when a
    reading is gone.
    """
    chosen = choose(office, Selection(since=since, until=until)).letters
    moved: list[Moved] = []
    changed = mind.by(other)
    for letter in chosen:
        moved += _of_letter(office, mind, changed, letter)
    return Replayed(letters=len(chosen), moved=tuple(moved))


def _of_letter(office: Office, mind: Mind, changed: Mind, letter: Letter) -> Iterator[Moved]:
    document = documents.document(office.ledger, letter.document)
    reading = office.readings.newest(letter.document)
    if document is None or reading is None:
        raise NotFoundError("Läsningen av ett brev saknas. Kör troskel reprocess --read-again.")
    part = letters.case(office.ledger, letter.id, letter.revision).part
    question = question_of(office, document, letter, part, reading)
    urgent = letter.priority == 1
    ways = [dict(_ways(decide(office, one, question, urgent=urgent))) for one in (mind, changed)]
    for line in sorted(ways[0].keys() | ways[1].keys()):
        before, after = ways[0].get(line), ways[1].get(line)
        if before is not None and after is not None and _differ(before, after):
            yield Moved(
                letter=letter.id,
                received_on=letter.received_on,
                kind=letter.kind,
                line=line,
                before=before,
                after=after,
            )


def _differ(one: Way, other: Way) -> bool:
    return (one.state, one.receivers) != (other.state, other.receivers)


def _ways(case: Case) -> Iterator[tuple[int, Way]]:
    yield 0, _way(case.state, case.decision)
    for row in case.rows:
        yield row.row + 1, _way(row.state, row.decision)


def _way(state: State, decision: Decision | None) -> Way:
    if decision is None:
        return Way(state=state, row="", receivers=())
    return Way(
        state=state,
        row=decision.rows[0].id if decision.rows else "",
        receivers=tuple((one.unit, one.role.value) for one in decision.deliveries),
    )
