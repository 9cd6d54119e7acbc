"""What an edit will do, told before it is done: decided again, and nothing of it kept."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.case import Case
from pipeline.domain.edits import is_closed
from pipeline.domain.kinds import State
from pipeline.store import documents, letters, packets
from pipeline.store.errors import NotFoundError
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Mind
from pipeline.usecases.review import Said, asked_for, made_of
from pipeline.usecases.settle import decide, differences, question_of, sends


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """What edits of a letter will do.

    ``revision`` is the one it was foretold for; ``before`` and ``after`` the case as it stands and
    as it will. Of a letter that ``was_sent``: ``changes`` what will differ for those who have it,
    in Swedish; ``again`` the units that get a new packet, ``gone`` those that are told that the
    letter is theirs no longer.
    """

    revision: int
    before: Case
    after: Case
    closed: bool
    was_sent: bool
    changes: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def sends(self) -> bool:
        """Whether a letter that was sent goes to anybody again, or leaves its units and waits."""
        return bool(self.again or self.gone) or self.after.state is not State.ROUTED


def foretell(office: Office, mind: Mind, ident: str, *said: Said) -> Foretold:
    """What the edits will do, without doing them. Raises what :func:`review.edit` raises."""
    ledger = office.ledger
    with ledger.snapshot():
        letter = asked_for(office, ident, said[0].by)
        made = made_of(office, mind, letter, *said)
        document = documents.document(ledger, letter.document)
        reading = office.readings.newest(letter.document)
        if document is None or reading is None:
            raise NotFoundError("Läsningen av brevet saknas. Kör troskel reprocess --read-again.")
        before = letters.case(ledger, letter.id, letter.revision)
        question = question_of(office, document, letter, before.part, reading, made)
        after = decide(office, mind, question, urgent=letter.priority == 1)
        closed = is_closed(question.edits)
        sent = packets.held(ledger, letter.id)
        differs = differences(office, letter.id, sent, after)
        out = sends(office, letter.id, after, closed=closed) if sent else ()
        return Foretold(
            revision=letter.revision,
            before=before,
            after=after,
            closed=closed,
            was_sent=bool(sent),
            changes=tuple(dict.fromkeys(one for line in differs.values() for one in line)),
            again=tuple(dict.fromkeys(one.unit for one in out if not one.notice)),
            gone=tuple(dict.fromkeys(one.unit for one in out if one.notice)),
        )
