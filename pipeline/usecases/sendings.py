"""Letters out of a packet: which there are, and who says that which went on what day.

Kronofogden's confirmation is one of them, with a day of its own on which it must go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.documents.drafts import reason
from pipeline.domain.kinds import Role
from pipeline.domain.outgoing import CONFIRMATION
from pipeline.domain.sentences import filled
from pipeline.store import letters, packets, sendings
from pipeline.store.errors import ConflictError, NotAllowedError, NotFoundError, UnusableError
from pipeline.store.packets import Packet
from pipeline.store.sendings import Sending
from pipeline.usecases import review
from pipeline.usecases.deliver import RECORD
from pipeline.usecases.office import Office
from pipeline.usecases.pickup import packet_of
from pipeline.usecases.status import Confirmation, confirmations

_DRAFTS = "utkast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """A letter out of a packet; ``draft`` is its file's name without ending.

    ``sent`` is the note that it went, ``before`` one that it went by an earlier version of the
    packet. ``due`` is Kronofogden's day as long as the confirmation is owed; ``held`` says in
    Swedish why the letter must wait, empty when it is ready to go.
    """

    draft: str
    sent: Sending | None = None
    before: Sending | None = None
    due: Confirmation | None = None
    held: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is not to be sent yet; what is owed Kronofogden waits for nothing."""
        return bool(self.held) and self.due is None


def letters_out(office: Office, packet: Packet) -> tuple[Out, ...]:
    """The packet's letters out, Kronofogden's first; nothing of a notice."""
    if packet.notice:
        return ()
    drafts = list(_drafts(office, packet))
    owed = next(
        (one for one in confirmations(office, packet.unit) if one.letter == packet.letter), None
    )
    if owed is not None and CONFIRMATION not in drafts:
        # A protected letter's packet has no drafts; the confirmation is owed all the same.
        drafts.append(CONFIRMATION)
    earlier = {one.id for one in _earlier(office, packet)}
    noted = sendings.of_letter(office.ledger, packet.letter)
    confirmed = review.confirmed(office, packet.letter)
    held = _held(office, packet)
    found = []
    for draft in sorted(drafts, key=lambda name: (name != CONFIRMATION, name)):
        own = [one for one in noted if one.draft == draft]
        before = next((one for one in reversed(own) if one.packet in earlier), None)
        sent = next((one for one in own if one.packet == packet.id), None)
        if draft == CONFIRMATION:
            sent, before = confirmed, None
        due = owed if draft == CONFIRMATION else None
        why = held.get(draft.partition("-")[0], "")
        found.append(Out(draft=draft, sent=sent, before=before, due=due, held=why))
    return tuple(found)


def _drafts(office: Office, packet: Packet) -> Iterator[str]:
    folder = office.outbox.lies(packet)
    if folder is None or packet.role is not Role.HANDLE:
        return
    for path in sorted((folder / _DRAFTS).glob("*.docx")):
        yield path.stem


def _held(office: Office, packet: Packet) -> dict[str, str]:
    """Why letters must wait, by their templates, as the packet's record has it."""
    folder = office.outbox.lies(packet)
    try:
        known = {} if folder is None else json.loads((folder / RECORD).read_bytes())
        return {one["template"]: reason(one["held"]) for one in known["letters_out"] if one["held"]}
    except (OSError, ValueError, KeyError, TypeError):
        # An older record, or one that somebody changed: the drafts themselves say it.
        return {}


def _earlier(office: Office, packet: Packet) -> list[Packet]:
    """The versions of the same packet before it."""
    return [
        one
        for one in packets.of_letter(office.ledger, packet.letter)
        if (one.unit, one.line) == (packet.unit, packet.line) and one.id < packet.id
    ]


def note_sent(  # noqa: PLR0913 - which letter of which packet, by whom, when
    office: Office, unit: str, name: str, draft: str, *, by: str, on: date, anyway: bool = False
) -> None:
    """Note that a letter out of the packet went on that day; said twice it is noted once.

    One that was to wait went only where somebody says that it did ``anyway``; else UnusableError.
    Raises NotFoundError for a draft that the packet has not, ConflictError when somebody else
    noted it, UnusableError for a day that has not come or was before the letter's.
    """
    packet = packet_of(office, unit, name, by=by)
    if not by.strip():
        raise NotAllowedError("Ange vem som skickade det: --by NAMN.")
    with office.ledger.atomic():
        out = next((one for one in letters_out(office, packet) if one.draft == draft), None)
        if out is None:
            raise NotFoundError("Underlaget har inget sådant brev.")
        if out.sent is not None:
            if out.sent.by == by.strip():
                return
            raise ConflictError(
                filled(
                    "{name} har redan antecknat brevet som skickat {day}.",
                    name=out.sent.by,
                    day=out.sent.sent_on,
                )
            )
        if out.waits and not anyway:
            raise UnusableError("Brevet skulle vänta. Bekräfta att det ändå har skickats.")
        if draft == CONFIRMATION:
            review.confirm_sent(office, packet.letter, by=by, on=on, packet=packet.id)
            return
        arrived = letters.letter(office.ledger, packet.letter).received_on
        review.day_it_went(office, on, arrived)
        sendings.note(office.ledger, packet.letter, draft, on=on, by=by.strip(), packet=packet.id)
        office.ledger.event("letter_sent", str(packet.id))


def take_back(office: Office, unit: str, name: str, draft: str, *, by: str) -> None:
    """Say that the note was wrong, and the letter did not go; said twice it is done once."""
    packet = packet_of(office, unit, name, by=by)
    with office.ledger.atomic():
        out = next((one for one in letters_out(office, packet) if one.draft == draft), None)
        if out is None:
            raise NotFoundError("Underlaget har inget sådant brev.")
        if out.sent is None:
            return
        if draft == CONFIRMATION:
            review.confirmation_not_sent(office, packet.letter, by=by)
            return
        sendings.take_back(office.ledger, out.sent.id, by.strip())
        office.ledger.event("letter_not_sent", str(packet.id))


def owed(office: Office, unit: str) -> tuple[tuple[Packet, Confirmation], ...]:
    """The confirmations that the unit owes Kronofogden, the oldest first, each with its packet."""
    found = []
    for one in confirmations(office, unit):
        held = packets.held(office.ledger, one.letter)
        found += [(each, one) for each in held if each.unit == unit and each.role is Role.HANDLE]
    return tuple(found)
