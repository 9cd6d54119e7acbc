"""Review: what waits for a person, and what a person decides about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain.case import Case
from pipeline.domain.edits import Act, Edit
from pipeline.domain.kinds import State
from pipeline.store import letters
from pipeline.store.errors import ConflictError, NotAllowedError, NotFoundError, UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import deliver
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine, Mind
from pipeline.usecases.settle import decide_again

PROTECTED_TEXT = "Skyddad. Hanteras av utsedd personal."
_NAME_YOURSELF = f"{PROTECTED_TEXT} Ange vem du är: --by NAMN."


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
        raise NotAllowedError(_NAME_YOURSELF)
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

    An approved letter's packets are made at once, or by the coordinator if one is at work.
    Raises ConflictError when somebody changed the letter meanwhile, NotAllowedError, and
    UnusableError for an edit that cannot be used: then nothing is written.
    """
    letter = record(office, engine.mind, ident, said)
    if letter.state is State.ROUTED and not office.is_coordinated():
        deliver.deliver_letter(office, engine.builder, letter.id)
    return letters.letter(office.ledger, letter.id)


def record(office: Office, mind: Mind, ident: str, said: Said) -> Letter:
    """Add an edit and decide again, in one transaction, without making packets."""
    ledger = office.ledger
    if not said.by.strip():
        raise NotAllowedError("Ange vem som gör det: --by NAMN.")
    with ledger.atomic():
        letter, _ = show(office, ident, by=said.by)
        if said.revision not in {None, letter.revision}:
            raise ConflictError(
                "Någon annan har ändrat brevet under tiden. Öppna det på nytt; inget skrevs över."
            )
        made = Edit(
            act=said.act,
            by=said.by.strip(),
            at=ledger.now(),
            reason=said.reason,
            target=said.target,
            value=said.value.strip(),
            revision=letter.revision,
        )
        why_not = mind.fault(made)
        if why_not:
            raise UnusableError(why_not[:1].upper() + why_not[1:] + ".")
        letters.add_edit(ledger, letter.id, made)
        return decide_again(office, mind, letter, "edit")


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


def neighbours(office: Office, letter: Letter) -> Iterable[Letter]:
    """The other letters of the same document."""
    return (
        one for one in letters.letters_of(office.ledger, letter.document) if one.id != letter.id
    )
