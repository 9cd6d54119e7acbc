"""The queue: what waits for a person, in the order in which it is to be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.domain.case import Case
from pipeline.domain.queueing import Lane
from pipeline.store import claims, letters, waiting
from pipeline.store.claims import Claim
from pipeline.store.letters import Letter
from pipeline.usecases.office import Office
from pipeline.usecases.review import is_named, may_see
from pipeline.usecases.status import confirmations


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A letter that waits, and where; ``case`` is None where the asker may not see it.

    ``asked`` is the colleague whose answer is waited for, ``claim`` who has it now.
    """

    letter: Letter
    case: Case | None
    confirmation_due: bool
    lane: Lane = Lane.ORDINARY
    expires: date = date.max
    asked: str = ""
    claim: Claim | None = None

    @property
    def hidden(self) -> bool:
        """Whether only its id may be shown."""
        return self.case is None


def queue(  # noqa: PLR0913 - which part of it, and for whose eyes
    office: Office,
    *,
    by: str = "",
    lane: Lane | None = None,
    asked: str | None = None,
    limit: int = -1,
    offset: int = 0,
) -> list[Waiting]:
    """What waits, lane by lane, what expires first on top; all of it, or a page of one lane.

    Or what waits for an answer of whoever is ``asked``.
    """
    ledger = office.ledger
    with ledger.snapshot():
        due = {one.letter for one in confirmations(office)}
        held = claims.all_held(ledger)
        return [
            Waiting(
                letter=one.letter,
                case=letters.case(ledger, one.letter.id, one.letter.revision)
                if may_see(office, one.letter, by)
                else None,
                confirmation_due=one.letter.id in due,
                lane=one.lane,
                expires=one.expires,
                asked=one.asked,
                claim=held.get(one.letter.id),
            )
            for one in waiting.in_order(ledger, lane=lane, asked=asked, limit=limit, offset=offset)
        ]


def following(office: Office, ident: str, *, by: str) -> str:
    """The letter to take after that one, in the queue's order; empty when nothing else waits.

    Letters that somebody else than ``by`` has before them, whose answer is waited for, or that
    ``by`` may not see, are passed over. From the end it goes on at the beginning.
    """
    restricted = is_named(office, by)
    found = waiting.free(office.ledger, ident, by, after=True, restricted=restricted)
    return found or waiting.free(office.ledger, ident, by, after=False, restricted=restricted)


def first(office: Office, *, by: str) -> str:
    """The letter to begin with: the first free one, else the first that somebody has before them.

    Whoever has it may have shut the window long ago: its page says who, and since when.
    """
    restricted = is_named(office, by)
    found = following(office, "", by=by)
    return found or waiting.free(
        office.ledger, "", by, after=False, restricted=restricted, held=True
    )


def claim(office: Office, letter: Letter, by: str, page: str = "") -> Claim | None:
    """Have the letter before oneself on a ``page``, for others to see; who has it then."""
    lasts = timedelta(minutes=office.workspace.config.review.claim_minutes)
    return claims.take(office.ledger, letter.id, by, lasts, page)
