"""Discarding a copy (makulering): written down who, when and why, and never the original (C6)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.case import Delivery
from pipeline.store import letters, packet_keys, packets
from pipeline.store.errors import NotAllowedError, NotFoundError
from pipeline.store.letters import Letter
from pipeline.store.packets import Packet
from pipeline.usecases.maker import delivery_of
from pipeline.usecases.office import Office
from pipeline.usecases.review import show


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded:
    """A line of the log: which unit's copy of which letter, by whom, when, why, its checksum."""

    letter: str
    unit: str
    line: int
    by: str
    at: str
    reason: str
    digest: str


def discard(  # noqa: PLR0913 - what is discarded, by whom and why, each named at the call
    office: Office, ident: str, unit: str, *, by: str, reason: str, line: int = 0
) -> Packet:
    """Discard the unit's copy of the letter, and write it down; the files are then gone.

    ``line`` is the row of a list whose copy is meant, 0 for a letter. Raises NotAllowedError where
    the municipality does not allow it, for whoever handles the letter or holds its original, before
    the copy is picked up, and while the original is not delivered; NotFoundError when the unit has
    no such copy.
    """
    if not office.workspace.config.allow_discard:
        raise NotAllowedError(
            "Kommunen tillåter inte att kopior makuleras. Det ändras med allow_discard i "
            "troskel.toml, när gallringsbeslutet medger det."
        )
    if not by.strip() or not reason.strip():
        raise NotAllowedError("Ange vem som makulerar och varför: --by NAMN --reason TEXT.")
    show(office, ident, by=by)  # a restricted letter is for those named to it
    letter = letters.letter(office.ledger, ident)
    sent = packets.in_force(office.ledger, letter.id)
    packet = next((one for one in sent if one.unit == unit and one.line == line), None)
    if packet is None:
        raise NotFoundError("Enheten har ingen kopia av det brevet.")
    delivery = _delivery(office, letter, packet)
    if delivery.original or delivery.role.value == "handle":
        raise NotAllowedError("Bara en kopia får makuleras, aldrig originalet.")
    if packet.state != "picked_up":
        raise NotAllowedError("Kopian är inte hämtad. Hämta den mot kvitto först.")
    if not _original_is_safe(office, letter, sent, packet.line):
        raise NotAllowedError("Originalet är inte lämnat ännu. Vänta med kopian.")
    gone = office.outbox.discard(packet.id, by.strip(), reason.strip())
    with office.ledger.atomic():
        packet_keys.forget(office.ledger, packet.id)
    return gone


def _delivery(office: Office, letter: Letter, packet: Packet) -> Delivery:
    case = letters.case(office.ledger, letter.id, packet.revision)
    return delivery_of(case, packet.unit, packet.line)


def _original_is_safe(office: Office, letter: Letter, sent: list[Packet], line: int) -> bool:
    """Whether who holds the original has it: of a list's row, the list itself."""
    holders = [
        one for one in sent if one.line in {line, 0} and _delivery(office, letter, one).original
    ]
    return bool(holders) and all(one.state in {"delivered", "picked_up"} for one in holders)


def log(office: Office) -> tuple[Discarded, ...]:
    """All that was discarded, in order."""
    rows = office.ledger.rows(
        "SELECT p.letter, p.unit, p.line, d.by, d.at, d.reason, d.digest FROM discards d"
        " JOIN packets p ON p.id = d.packet ORDER BY d.at, d.packet"
    )
    return tuple(Discarded(**row) for row in rows)
