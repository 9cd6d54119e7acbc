"""Review: what a person may see of a letter, and what a person decides about it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from pipeline.domain.case import Case
from pipeline.domain.edits import Act, Edit, joined_to
from pipeline.domain.kinds import State
from pipeline.domain.page import Box
from pipeline.domain.sentences import filled, whole
from pipeline.store import letters, waiting
from pipeline.store.errors import ConflictError, NotAllowedError, NotFoundError, UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import deliver
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine, Mind
from pipeline.usecases.settle import decide_again

PROTECTED_TEXT = "Skyddad. Hanteras av utsedd personal."
_NAME_YOURSELF = f"{PROTECTED_TEXT} Ange vem du är: --by NAMN."
_NOT_NAMED = (
    f"{PROTECTED_TEXT} Namnet {{by}} finns inte bland de utsedda. Kontrollera stavningen "
    "(--by NAMN), eller fråga din chef vem som är utsedd."
)


def is_named(office: Office, by: str) -> bool:
    """Whether that person is among those who may see protected identities."""
    return by.strip() in office.workspace.config.protected_staff


def may_see(office: Office, letter: Letter, by: str) -> bool:
    """Whether that person may see the letter: a restricted one only if named in the settings."""
    return not letter.restricted or is_named(office, by)


def refusal(by: str) -> NotAllowedError:
    """Why that person may not see a restricted letter, and whom to ask.

    Nothing of the letter, and no name of those who may see it: a name is all that is asked for.
    """
    name = by.strip()
    return NotAllowedError(_NOT_NAMED.format(by=name) if name else _NAME_YOURSELF)


def show(office: Office, ident: str, *, by: str = "") -> tuple[Letter, Case]:
    """A letter as it stands; NotFoundError, NotAllowedError for a restricted one."""
    letter = letters.letter(office.ledger, ident)
    if not may_see(office, letter, by):
        raise refusal(by)
    return letter, letters.case(office.ledger, letter.id, letter.revision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person wants done: the act, its target and value, and why.

    ``revision`` is the revision that the person saw; None for whatever stands now. ``action`` names
    what is done at once, and is done once: sent again it changes nothing. ``box`` is the place on
    the scan that the value was taken from.
    """

    act: Act
    by: str
    reason: str = ""
    target: str = ""
    value: str = ""
    revision: int | None = None
    action: str = ""
    box: Box | None = None


class OvertakenError(ConflictError):
    """Somebody, or the program, changed the letter since the revision that was seen."""


def edit(office: Office, engine: Engine, ident: str, *said: Said) -> Letter:
    """Add edits and decide again, in one transaction; the letter as it stands after.

    Approving what has been sent already changes nothing and sends nothing. An approved letter's
    packets are made at once, or by the coordinator if one is at work. Raises OvertakenError when
    somebody changed the letter meanwhile, NotAllowedError, and UnusableError for an edit that
    cannot be used: then nothing is written.
    """
    letter = record(office, engine.mind, ident, *said)
    send(office, engine, letter)
    return letters.letter(office.ledger, letter.id)


def send(office: Office, engine: Engine, letter: Letter) -> None:
    """Make the letter's packets now, unless a coordinator is at work, who makes them."""
    if letter.state is State.ROUTED and not office.is_coordinated():
        deliver.deliver_letter(office, engine.builder, letter.id)


def record(office: Office, mind: Mind, ident: str, *said: Said) -> Letter:
    """Add edits and decide again, in one transaction, without making packets."""
    ledger = office.ledger
    with ledger.atomic():
        letter = asked_for(office, ident, said[0].by)
        if said[0].action and letters.has_action(ledger, letter.id, said[0].action):
            return letter
        made = made_of(office, mind, letter, *said)
        if is_sent(letter) and all(one.act is Act.APPROVE for one in made):
            # Kept, it would vouch for doubts that nobody has had yet.
            return letter
        for one in made:
            letters.add_edit(ledger, letter.id, one)
        after = decide_again(office, mind, letter, "edit")
        if after.revision == letter.revision:
            # A note changes no decision, but where the letter waits.
            case = letters.case(ledger, letter.id, letter.revision)
            waiting.keep(ledger, letter, case, letters.edits(ledger, letter.id))
        return after


def is_sent(letter: Letter) -> bool:
    """Whether all of the letter has gone to its units, and nothing is left to approve."""
    return letter.state is State.ROUTED and not letter.closed


def asked_for(office: Office, ident: str, by: str) -> Letter:
    """The letter that somebody wants to change; NotFoundError, NotAllowedError."""
    if not by.strip():
        raise NotAllowedError("Ange vem som gör det: --by NAMN.")
    letter, _ = show(office, ident, by=by)
    return letter


def made_of(office: Office, mind: Mind, letter: Letter, *said: Said) -> tuple[Edit, ...]:
    """The edits of one action; OvertakenError, and UnusableError for what cannot be used."""
    for one in said:
        if one.revision not in {None, letter.revision}:
            raise OvertakenError(
                "Någon annan har ändrat brevet under tiden. Öppna det på nytt; inget skrevs över."
            )
    before = letters.edits(office.ledger, letter.id)
    into = joined_to(before)
    if into:
        message = filled(
            "Brevets sidor hör till brev {letter} nu. Gör ändringen där.", letter=into[:12]
        )
        raise UnusableError(message)
    action = said[0].action or secrets.token_hex(8)
    at = office.ledger.now()
    made = tuple(
        Edit(
            act=one.act,
            by=one.by.strip(),
            at=at,
            reason=one.reason,
            target=one.target,
            value=one.value.strip(),
            revision=letter.revision,
            action=action,
            box=one.box,
        )
        for one in said
    )
    for each in made:
        why_not = mind.fault(each)
        if why_not:
            raise UnusableError(whole(why_not))
    return made


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
        case = letters.case(ledger, letter.id, letter.revision)
        waiting.keep(ledger, letter, case, letters.edits(ledger, letter.id))
        ledger.event("confirmation_sent", letter.id)
    return letter


def confirmation_sent(office: Office, letter: Letter) -> str:
    """Who sent Kronofogden's confirmation and when, in Swedish; empty when nobody has."""
    row = office.ledger.row(
        "SELECT sent_by, sent_at FROM confirmations WHERE letter = ? AND sent_at IS NOT NULL",
        (letter.id,),
    )
    if row is None:
        return ""
    return filled("skickad {day} av {name}", day=row["sent_at"][:10], name=row["sent_by"])
