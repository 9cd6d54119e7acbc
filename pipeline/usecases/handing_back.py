"""Handing back: a unit gives a packet back with a reason, and a person decides anew.

The unit has the packet no more, and gets the letter again only by a new decision; the others that
have it keep theirs untouched until then.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.domain.edits import Act
from pipeline.domain.sentences import filled
from pipeline.store import packets
from pipeline.store.errors import ConflictError, NotAllowedError, UnusableError
from pipeline.store.packets import Packet
from pipeline.usecases import review
from pipeline.usecases.office import Office
from pipeline.usecases.pickup import packet_of
from pipeline.usecases.ports import Mind

_LONGEST = 500


def hand_back(  # noqa: PLR0913 - which packet, by whom and why, each named at the call
    office: Office,
    mind: Mind,
    unit: str,
    name: str,
    *,
    by: str,
    reason: str,
    names: Mapping[str, str] | None = None,
) -> Packet:
    """Give a packet back: it is taken with a receipt if nobody has, and its letter goes to review.

    ``names`` are the units' names in words. Handed back twice by the same person it is done once.
    Raises UnusableError without a reason, ConflictError when it is no longer the unit's to give.
    """
    packet = packet_of(office, unit, name, by=by)
    by, reason = by.strip(), " ".join(reason.split())
    if not by:
        raise NotAllowedError("Ange vem som lämnar tillbaka: --by NAMN.")
    if not reason or len(reason) > _LONGEST:
        raise UnusableError(
            filled(
                "Skriv varför underlaget lämnas tillbaka, med högst {most} tecken. "
                "Den som granskar läser skälet.",
                most=_LONGEST,
            )
        )
    before = packets.handback(office.ledger, packet.id)
    if before is not None:
        if before["by"] == by:
            return packet
        raise ConflictError(
            filled("{name} har redan lämnat tillbaka underlaget.", name=before["by"])
        )
    if packet.notice or packet.superseded:
        raise ConflictError(
            "Underlaget gäller inte längre, så det finns inget att lämna tillbaka. "
            "Fråga mottagningen om något är fel."
        )
    review.asked_for(office, packet.letter, by)  # a restricted letter is for those named to it
    if packet.state == "delivered":
        office.outbox.pick_up(packet.id, by)
    whence = (names or {}).get(unit, unit) + (f", rad {packet.line}" if packet.line else "")
    said = review.Said(act=Act.RETURN, by=by, reason=f"Återlämnat av {whence}: {reason}")
    return office.outbox.hand_back(
        packet.id, by, reason, lambda: review.record(office, mind, packet.letter, said)
    )
