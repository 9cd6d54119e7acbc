"""Undoing what somebody did with a letter: an edit that takes an action back.

Nothing that was sent is unsent: a letter that lies with its units is taken back to review.
"""

from __future__ import annotations

import secrets

from pipeline.domain.edits import NOTES, Act, actions
from pipeline.store import letters
from pipeline.store.errors import UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import dividing
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Mind
from pipeline.usecases.review import Said, asked_for, is_sent, record

RETURNED = "Ångrat: brevet tas tillbaka till granskning."


def last(office: Office, ident: str, by: str) -> str:
    """The name of the latest action that can be undone; empty when there is none."""
    letter = asked_for(office, ident, by)
    made = actions(letters.edits(office.ledger, letter.id))
    names = [
        one.name
        for one in made
        if not one.undone and not any(each.act is Act.UNDO for each in one.edits)
    ]
    return names[-1] if names else ""


def undo(  # noqa: PLR0913 - what is undone, by whom, seen when
    office: Office,
    mind: Mind,
    ident: str,
    action: str,
    *,
    by: str,
    revision: int | None = None,
    name: str = "",
) -> tuple[Letter, ...]:
    """Take back an action of the letter; undoing an undoing does it again.

    The letters that it touched, as they stand after, to be sent (see :func:`review.send`).
    ``name`` names the undoing itself: sent again it changes nothing. Raises UnusableError for an
    action that is not there, or was undone, and what :func:`review.record` raises.
    """
    ledger = office.ledger
    letter = asked_for(office, ident, by)
    if name and letters.has_action(ledger, letter.id, name):
        return (letter,)
    made = letters.edits(ledger, letter.id)
    found = next((one for one in actions(made) if one.name == action), None)
    if found is None or found.undone:
        raise UnusableError("Det finns inget att ångra, eller så är det redan ångrat.")
    undoes = {each.target for each in found.edits if each.act is Act.UNDO}
    again = [one for one in actions(made) if one.name in undoes]
    if any(dividing.is_division(one.edits) for one in again):
        raise UnusableError("En ångrad uppdelning görs om genom att dela upp sidorna på nytt.")
    if dividing.is_division(found.edits):
        stack = dividing.stack_of(office, letter, by)
        back = dividing.Wanted(
            by=by, groups=(), seen=stack.seen, action=name or secrets.token_hex(8)
        )
        return dividing.take_back(office, mind, letter.id, action, back)
    said = [Said(act=Act.UNDO, by=by, target=action, revision=revision, action=name)]
    if is_sent(letter) and any(each.act not in NOTES | {Act.RETURN} for each in found.edits):
        said.append(Said(act=Act.RETURN, by=by, reason=RETURNED, revision=revision, action=name))
    return (record(office, mind, letter.id, *said),)
