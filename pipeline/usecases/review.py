"""Review: what waits for a person, and what a person decides about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.domain.case import Case
from pipeline.domain.edits import Act, Edit
from pipeline.domain.kinds import State
from pipeline.store import documents, letters, packets
from pipeline.store.errors import ConflictError, NotAllowedError, NotFoundError, UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import deliver
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine, Mind
from pipeline.usecases.settle import (
    decide,
    decide_again,
    deliveries,
    differences,
    outgoing,
    question_of,
)

PROTECTED_TEXT = "Skyddad. Hanteras av utsedd personal."
_NAME_YOURSELF = f"{PROTECTED_TEXT} Ange vem du är: --by NAMN."
_NOT_NAMED = (
    f"{PROTECTED_TEXT} Namnet {{by}} finns inte bland de utsedda. Kontrollera stavningen "
    "(--by NAMN), eller fråga din chef vem som är utsedd."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A letter that waits; ``case`` is None where the asker may not see it."""

    letter: Letter
    case: Case | None
    confirmation_due: bool

    @property
    def hidden(self) -> bool:
        """Whether only its id may be shown."""
        return self.case is None


def may_see(office: Office, letter: Letter, by: str) -> bool:
    """Whether that person may see the letter: a restricted one only if named in the settings."""
    return not letter.restricted or by.strip() in office.workspace.config.protected_staff


def refusal(by: str) -> NotAllowedError:
    """Why that person may not see a restricted letter, and whom to ask.

    Nothing of the letter, and no name of those who may see it: a name is all that is asked for.
    """
    name = by.strip()
    return NotAllowedError(_NOT_NAMED.format(by=name) if name else _NAME_YOURSELF)


def queue(office: Office, *, by: str = "") -> list[Waiting]:
    """All letters in review, the urgent first, then the oldest; a confirmation due comes on top."""
    ledger = office.ledger
    with ledger.snapshot():
        due = {
            row["letter"]
            for row in ledger.rows(
                "SELECT letter FROM confirmations WHERE needed = 1 AND sent_at IS NULL"
            )
        }
        rows = ledger.rows(
            "SELECT * FROM letters WHERE state = 'review' AND closed = 0"
            " ORDER BY priority, received_on, arrival, place"
        )
        found = []
        for row in rows:
            letter = letters.Letter.of(row)
            seen = may_see(office, letter, by)
            found.append(
                Waiting(
                    letter=letter,
                    case=letters.case(ledger, letter.id, letter.revision) if seen else None,
                    confirmation_due=letter.id in due,
                )
            )
    return sorted(found, key=lambda one: not one.confirmation_due)


def show(office: Office, ident: str, *, by: str = "") -> tuple[Letter, Case]:
    """A letter as it stands; NotFoundError, NotAllowedError for a restricted one."""
    letter = letters.letter(office.ledger, ident)
    if not may_see(office, letter, by):
        raise refusal(by)
    return letter, letters.case(office.ledger, letter.id, letter.revision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person wants done: the act, its target and value, and why.

    ``revision`` is the revision that the person saw; None for whatever stands now.
    """

    act: Act
    by: str
    reason: str = ""
    target: str = ""
    value: str = ""
    revision: int | None = None


def edit(office: Office, engine: Engine, ident: str, said: Said) -> Letter:
    """Add an edit and decide again, in one transaction; the letter as it stands after.

    Approving what has been sent already changes nothing and sends nothing. An approved letter's
    packets are made at once, or by the coordinator if one is at work. Raises ConflictError when
    somebody changed the letter meanwhile, NotAllowedError, and UnusableError for an edit that
    cannot be used: then nothing is written.
    """
    letter = record(office, engine.mind, ident, said)
    if letter.state is State.ROUTED and not office.is_coordinated():
        deliver.deliver_letter(office, engine.builder, letter.id)
    return letters.letter(office.ledger, letter.id)


def record(office: Office, mind: Mind, ident: str, said: Said) -> Letter:
    """Add an edit and decide again, in one transaction, without making packets."""
    ledger = office.ledger
    with ledger.atomic():
        letter, made = _made(office, mind, ident, said)
        if made.act is Act.APPROVE and is_sent(letter):
            # Kept, it would vouch for doubts that nobody has had yet.
            return letter
        letters.add_edit(ledger, letter.id, made)
        return decide_again(office, mind, letter, "edit")


def is_sent(letter: Letter) -> bool:
    """Whether all of the letter has gone to its units, and nothing is left to approve."""
    return letter.state is State.ROUTED and not letter.closed


def _made(office: Office, mind: Mind, ident: str, said: Said) -> tuple[Letter, Edit]:
    """The letter and the edit; NotAllowedError, ConflictError and UnusableError as for edit."""
    if not said.by.strip():
        raise NotAllowedError("Ange vem som gör det: --by NAMN.")
    letter, _ = show(office, ident, by=said.by)
    if said.revision not in {None, letter.revision}:
        raise ConflictError(
            "Någon annan har ändrat brevet under tiden. Öppna det på nytt; inget skrevs över."
        )
    made = Edit(
        act=said.act,
        by=said.by.strip(),
        at=office.ledger.now(),
        reason=said.reason,
        target=said.target,
        value=said.value.strip(),
        revision=letter.revision,
    )
    why_not = mind.fault(made)
    if why_not:
        raise UnusableError(why_not[:1].upper() + why_not[1:] + ".")
    return letter, made


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """What an edit of a letter that was sent will do.

    ``revision`` is the one it was foretold for; ``state`` the state after; ``changes`` what will
    differ, in Swedish; ``again`` the units that get a new packet, ``gone`` those that are told
    that the letter is theirs no longer.
    """

    revision: int
    state: State
    changes: tuple[str, ...]
    again: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def sends(self) -> bool:
        """Whether anybody gets anything, or the letter leaves its units and waits again."""
        return bool(self.again or self.gone) or self.state is not State.ROUTED


def foretell(office: Office, mind: Mind, ident: str, said: Said) -> Foretold | None:
    """What the edit will do, without doing it; None when nothing of the letter has been sent.

    Raises what :func:`edit` raises.
    """
    ledger = office.ledger
    with ledger.snapshot():
        letter, made = _made(office, mind, ident, said)
        sent = packets.in_force(ledger, letter.id)
        if not sent:
            return None
        document = documents.document(ledger, letter.document)
        reading = office.readings.newest(letter.document)
        if document is None or reading is None:
            raise NotFoundError("Läsningen av brevet saknas. Kör troskel reprocess --read-again.")
        part = letters.case(ledger, letter.id, letter.revision).part
        question = question_of(office, document, letter, part, reading)
        question = replace(question, edits=(*question.edits, made))
        case = decide(office, mind, question, urgent=letter.priority == 1)
        plans = deliveries(case, closed=letters.is_closed(question.edits))
        differs = differences(office, letter.id, sent, case)
        out = outgoing(sent, plans, differs) if plans else ()
        return Foretold(
            revision=letter.revision,
            state=case.state,
            changes=tuple(dict.fromkeys(said for one in differs.values() for said in one)),
            again=tuple(dict.fromkeys(one.unit for one in out if not one.notice)),
            gone=tuple(dict.fromkeys(one.unit for one in out if one.notice)),
        )


def confirm_sent(office: Office, ident: str, *, by: str) -> Letter:
    """Note that Kronofogden's confirmation was sent, by whom and when.

    Raises NotFoundError when the letter needs none, ConflictError when it was noted before.
    """
    ledger = office.ledger
    if not by.strip():
        raise NotAllowedError("Ange vem som skickade den: --by NAMN.")
    with ledger.atomic():
        letter = letters.letter(ledger, ident)
        row = ledger.row("SELECT * FROM confirmations WHERE letter = ?", (letter.id,))
        if row is None:
            raise NotFoundError("Brevet behöver ingen bekräftelse till Kronofogden.")
        if row["sent_at"] is not None:
            raise ConflictError("Bekräftelsen är redan noterad som skickad.")
        ledger.write(
            "UPDATE confirmations SET sent_by = ?, sent_at = ? WHERE letter = ?",
            (by.strip(), ledger.now(), letter.id),
        )
        ledger.event("confirmation_sent", letter.id)
    return letter


def confirmation_sent(office: Office, letter: Letter) -> str:
    """Who sent Kronofogden's confirmation and when, in Swedish; empty when nobody has."""
    row = office.ledger.row(
        "SELECT sent_by, sent_at FROM confirmations WHERE letter = ? AND sent_at IS NOT NULL",
        (letter.id,),
    )
    return "" if row is None else f"skickad {row['sent_at'][:10]} av {row['sent_by']}"


def neighbours(office: Office, letter: Letter) -> Iterable[Letter]:
    """The other letters of the same document."""
    return (
        one for one in letters.letters_of(office.ledger, letter.document) if one.id != letter.id
    )
