"""A unit looks for its packets: by a letter's id, a number, a name, in what it was itself given."""

from __future__ import annotations

from pipeline.documents.finding import keys_of, sought
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.store import letters, packet_keys, packets
from pipeline.store.errors import UnusableError
from pipeline.store.packets import Packet
from pipeline.usecases.deliver import RECORD
from pipeline.usecases.office import Office
from pipeline.usecases.pickup import admit

MOST = 50
"""Packets that one search finds, the newest."""


def found(office: Office, unit: str, text: str, *, by: str, named: bool) -> list[Packet]:
    """The unit's packets that fit, each once, the newest first.

    A letter's id finds every version that the unit ever had; persons and numbers only what it has
    now. What touches a protected identity is found by those ``named`` for it alone. Raises
    UnusableError for a text that nothing can be looked for by, and what ``pickup.admit`` raises.
    """
    admit(office, unit, by)
    wanted = sought(text)
    if not wanted.letter and not wanted.ways:
        raise UnusableError(
            "Skriv minst 3 tecken av ett mål- eller ärendenummer, minst 5 av ett namn, "
            "ett personnummer eller brevets id."
        )
    there = packets.of_unit_and_letter(office.ledger, unit, wanted.letter) if wanted.letter else []
    for way in wanted.ways:
        there += packet_keys.find(office.ledger, unit, way, MOST)
    once = {one.id: one for one in there}
    return [
        one
        for one in list(once.values())[:MOST]
        if named
        or one.notice
        or unit == PROTECTED_UNIT
        or not letters.letter(office.ledger, one.letter).restricted
    ]


def learn(office: Office) -> int:
    """Let packets be found that were delivered before there was a search; how many."""
    waiting = packet_keys.unkept(office.ledger)
    for one in waiting:
        folder = office.outbox.lies(one)
        record = None if folder is None else folder / RECORD
        keys = keys_of(record.read_bytes()) if record is not None and record.is_file() else ()
        with office.ledger.atomic():
            packet_keys.keep(office.ledger, one, keys)
    return len(waiting)
