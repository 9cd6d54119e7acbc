"""A unit looks for its packets: by a letter's id, a number, a name, in what it was itself given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.finding import NAME, keys_of, sought
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.domain.spelling import sound_key
from pipeline.store import letters, packet_keys, packets
from pipeline.store.errors import UnusableError
from pipeline.store.likeness import alike
from pipeline.store.packets import Packet
from pipeline.usecases.deliver import RECORD
from pipeline.usecases.office import Office
from pipeline.usecases.pickup import admit

MOST = 50
"""Packets that one search finds, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The packets that fit; ``near`` where none has what was written, but a name much like it."""

    packets: tuple[Packet, ...]
    near: bool = False


def found(office: Office, unit: str, text: str, *, by: str, named: bool) -> Found:
    """The unit's packets that fit, each once, the newest first.

    A letter's id finds every version that the unit ever had; persons and numbers only what it has
    now. A name that nothing has is looked for once more as it sounds, then as it may be misspelt.
    What touches a protected identity is found by those ``named`` for it alone. Raises
    UnusableError for a text that nothing can be looked for by, and what ``pickup.admit`` raises.
    """
    admit(office, unit, by)
    wanted = sought(text)
    if not wanted.letter and not wanted.ways:
        raise UnusableError(
            "Skriv minst 3 tecken av ett mål- eller ärendenummer eller av ett namn, "
            "ett personnummer eller brevets id."
        )
    there = packets.of_unit_and_letter(office.ledger, unit, wanted.letter) if wanted.letter else []
    for way in wanted.ways:
        there += packet_keys.find(office.ledger, unit, [(key,) for key in way], MOST)
    if exactly := _shown(office, unit, there, named=named):
        return Found(packets=exactly)
    for each in _spelled(office, unit, wanted.names):
        there = packet_keys.find(office.ledger, unit, each, MOST)
        if near := _shown(office, unit, there, named=named):
            return Found(packets=near, near=True)
    return Found(packets=())


def _shown(office: Office, unit: str, there: list[Packet], *, named: bool) -> tuple[Packet, ...]:
    once = {one.id: one for one in there}
    return tuple(
        one
        for one in list(once.values())[:MOST]
        if named
        or one.notice
        or unit == PROTECTED_UNIT
        or not letters.letter(office.ledger, one.letter).restricted
    )


def _spelled(office: Office, unit: str, names: Sequence[str]) -> Iterator[list[list[str]]]:
    """For each word the keys that may be meant: those that sound like it, then those like it."""
    keys = packet_keys.beginning(office.ledger, unit, NAME) if names else []
    known = [key.removeprefix(NAME) for key in keys]
    sounds: dict[str, list[str]] = {}
    for one in known:
        sounds.setdefault(sound_key(one), []).append(one)
    heard = [sounds.get(sound_key(word), []) for word in names]
    yield [[f"{NAME}{one}" for one in each] for each in heard]
    yield [
        [f"{NAME}{one}" for one in dict.fromkeys((*same, *alike(word, known)))]
        for word, same in zip(names, heard, strict=True)
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
