"""Packets in the ledger: planned with the decision, made, delivered, picked up with a receipt."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.domain.kinds import Role
from pipeline.store import figures
from pipeline.store.errors import NotFoundError
from pipeline.store.ledger import Ledger
from pipeline.store.letters import Letter
from pipeline.store.workspace import HANDED_BACK, PICKED_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A packet to be made: for which unit, in what role, of which list row (0: the letter).

    A ``notice`` tells a unit that a letter it got no longer concerns it. ``changes`` are Swedish
    words for what differs from what the unit got last.
    """

    unit: str
    role: Role
    line: int = 0
    notice: bool = False
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """One unit's folder for one letter; ``path`` is from the workspace's root."""

    id: int
    letter: str
    revision: int
    unit: str
    role: Role
    line: int
    notice: bool
    state: str
    priority: int
    path: str
    digest: str | None
    changes: tuple[str, ...]
    planned_at: str
    delivered_at: str | None
    superseded: bool

    @classmethod
    def of(cls, row: dict[str, Any]) -> Packet:
        """The packet of a row of the table."""
        values = {name: row[name] for name in cls.__slots__}
        values |= {
            "role": Role(row["role"]),
            "notice": bool(row["notice"]),
            "superseded": bool(row["superseded"]),
            "changes": tuple(json.loads(row["changes"])),
        }
        return cls(**values)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.rpartition("/")[2]

    @property
    def places(self) -> tuple[str, ...]:
        """Where the folder may lie: in the unit's outbox, taken, handed back."""
        return places(self.unit, self.name)

    @property
    def is_handed_back(self) -> bool:
        """Whether the unit gave it back."""
        return self.path == self.places[2]


def places(unit: str, name: str) -> tuple[str, str, str]:
    """Where a packet's folder may lie, from the root: as delivered, picked up, handed back."""
    box = f"outbox/{unit}"
    return (f"{box}/{name}", f"{box}/{PICKED_UP}/{name}", f"{box}/{HANDED_BACK}/{name}")


def folder_name(letter: Letter, line: int) -> str:
    """A packet's name: sorts by urgency and day, holds the letter's id and no personal data."""
    name = f"{letter.priority}-{letter.received_on.isoformat()}-{letter.id[:12]}-r{letter.revision}"
    return f"{name}-rad{line:03d}" if line else name


def plan(ledger: Ledger, letter: Letter, plans: Sequence[Plan], keep: Collection[int] = ()) -> None:
    """Write down what the letter's new revision sends, inside the transaction that decides.

    What was planned before and not made is withdrawn, but for the packets to ``keep``.
    """
    for old in planned(ledger, letter.id):
        if old.id not in keep:
            ledger.write(
                "UPDATE packets SET state = 'withdrawn', superseded = 1 WHERE id = ?", (old.id,)
            )
    for one in plans:
        ledger.insert(
            "packets",
            {
                "letter": letter.id,
                "revision": letter.revision,
                "unit": one.unit,
                "role": str(one.role),
                "line": one.line,
                "notice": int(one.notice),
                "state": "planned",
                "priority": letter.priority,
                "path": f"outbox/{one.unit}/{folder_name(letter, one.line)}",
                "changes": json.dumps(list(one.changes), ensure_ascii=False),
                "planned_at": ledger.now(),
            },
        )
    supersede(ledger, letter.id)


def supersede(ledger: Ledger, ident: str) -> None:
    """Let each packet of the letter hold unless a later one, or a notice, takes its place.

    One that was handed back holds no more. What takes the place of a packet and is withdrawn
    before it was made gives the place back. Inside a transaction.
    """
    ledger.write(
        "UPDATE packets SET superseded ="
        " EXISTS (SELECT 1 FROM packets p WHERE p.letter = packets.letter"
        "   AND p.unit = packets.unit AND p.line = packets.line AND p.id > packets.id"
        "   AND p.state != 'withdrawn')"
        " OR EXISTS (SELECT 1 FROM handbacks h WHERE h.packet = packets.id)"
        " WHERE letter = ? AND state != 'withdrawn'",
        (ident,),
    )


def abandon(ledger: Ledger, ident: str) -> None:
    """Take back the letter's packets that cannot be made, inside a transaction."""
    ledger.write(
        "UPDATE packets SET state = 'withdrawn', superseded = 1, digest = NULL"
        " WHERE letter = ? AND state IN ('planned', 'built')",
        (ident,),
    )


def pending(ledger: Ledger) -> list[Packet]:
    """All that are still to be delivered, the urgent first."""
    rows = ledger.rows(
        "SELECT * FROM packets WHERE state IN ('planned', 'built') ORDER BY priority, id"
    )
    return [Packet.of(row) for row in rows]


def packet(ledger: Ledger, number: int) -> Packet:
    """The packet with that number; NotFoundError for none."""
    row = ledger.row("SELECT * FROM packets WHERE id = ?", (number,))
    if row is None:
        raise NotFoundError("Det finns inget sådant underlag.")
    return Packet.of(row)


def of_letter(ledger: Ledger, ident: str) -> list[Packet]:
    """All packets of the letter, of every revision, in the order they were planned."""
    rows = ledger.rows("SELECT * FROM packets WHERE letter = ? ORDER BY id", (ident,))
    return [Packet.of(row) for row in rows]


def planned(ledger: Ledger, ident: str) -> list[Packet]:
    """What is to be made for the letter, notices too, and has not been: it can be taken back."""
    rows = ledger.rows(
        "SELECT * FROM packets WHERE letter = ? AND state = 'planned' ORDER BY id", (ident,)
    )
    return [Packet.of(row) for row in rows]


def held(ledger: Ledger, ident: str) -> list[Packet]:
    """What the units have of the letter: for each and each list row the last that was made.

    Nothing where that was a notice, or was handed back. What is planned nobody has yet.
    """
    rows = ledger.rows(
        "SELECT * FROM packets WHERE notice = 0 AND id IN (SELECT max(id) FROM packets"
        "   WHERE letter = ? AND state IN ('built', 'delivered', 'picked_up')"
        "   GROUP BY unit, line)"
        " AND id NOT IN (SELECT packet FROM handbacks) ORDER BY line, id",
        (ident,),
    )
    return [Packet.of(row) for row in rows]


def in_force(ledger: Ledger, ident: str) -> list[Packet]:
    """The packets that hold what was last sent, or is about to be, by list row and unit."""
    rows = ledger.rows(
        "SELECT * FROM packets WHERE letter = ? AND superseded = 0 AND notice = 0"
        " AND state != 'withdrawn' ORDER BY line, id",
        (ident,),
    )
    return [Packet.of(row) for row in rows]


def named(ledger: Ledger, unit: str, name: str) -> Packet:
    """The unit's packet whose folder is called that, wherever it lies; NotFoundError for none."""
    row = ledger.row(
        "SELECT * FROM packets WHERE path IN (?, ?, ?)"
        " AND state IN ('delivered', 'picked_up') AND unit = ?"
        " AND id NOT IN (SELECT packet FROM discards)",
        (*places(unit, name), unit),
    )
    if row is None:
        raise NotFoundError("Underlaget finns inte, eller är makulerat.")
    return Packet.of(row)


def of_unit_and_letter(ledger: Ledger, unit: str, ident: str) -> list[Packet]:
    """The unit's packets, of every version, of letters whose id begins so; the newest first."""
    rows = ledger.rows(
        "SELECT * FROM packets WHERE unit = ? AND letter GLOB ?"
        " AND state IN ('delivered', 'picked_up') ORDER BY id DESC LIMIT 50",
        (unit, f"{ident}*"),
    )
    return [Packet.of(row) for row in rows]


def lying(ledger: Ledger, unit: str = "") -> list[Packet]:
    """What nobody has taken: of that unit, or of all, the urgent first."""
    rows = ledger.rows(
        "SELECT * FROM packets WHERE state = 'delivered' AND (?1 = '' OR unit = ?1)"
        " ORDER BY priority, id",
        (unit,),
    )
    return [Packet.of(row) for row in rows]


def everywhere(ledger: Ledger) -> list[Packet]:
    """All packets that are, or were, in an outbox; without the discarded, whose files are gone."""
    rows = ledger.rows(
        "SELECT * FROM packets WHERE state IN ('built', 'delivered', 'picked_up')"
        " AND id NOT IN (SELECT packet FROM discards) ORDER BY id"
    )
    return [Packet.of(row) for row in rows]


def built(ledger: Ledger, number: int, digest: str) -> bool:
    """Note the digest of the packet that lies ready aside; False when it was withdrawn meanwhile.

    From here on the unit has it.
    """
    with ledger.atomic():
        touched = ledger.write(
            "UPDATE packets SET state = 'built', digest = ?"
            " WHERE id = ? AND state IN ('planned', 'built')",
            (digest, number),
        )
    return touched == 1


def delivered(ledger: Ledger, number: int) -> None:
    """Note that the packet lies in the unit's outbox."""
    with ledger.atomic():
        ledger.write(
            "UPDATE packets SET state = 'delivered', delivered_at = ?"
            " WHERE id = ? AND state = 'built'",
            (ledger.now(), number),
        )
        figures.left(ledger, number)
        ledger.event("delivered", str(number))


def picked_up(ledger: Ledger, one: Packet, by: str) -> str:
    """Write the receipt of a pickup; returns the packet's new path."""
    _, path, _ = one.places
    with ledger.atomic():
        touched = ledger.write(
            "UPDATE packets SET state = 'picked_up', path = ? WHERE id = ? AND state = 'delivered'",
            (path, one.id),
        )
        if touched != 1:
            raise NotFoundError("Underlaget är redan hämtat.")
        ledger.insert(
            "pickups", {"packet": one.id, "by": by, "at": ledger.now(), "digest": one.digest}
        )
        ledger.event("picked_up", str(one.id))
    return path


def handed_back(ledger: Ledger, one: Packet, by: str, reason: str) -> None:
    """Write down that the unit gave the packet back, inside a transaction: it has it no more."""
    _, _, path = one.places
    ledger.write("UPDATE packets SET path = ? WHERE id = ?", (path, one.id))
    ledger.insert("handbacks", {"packet": one.id, "by": by, "at": ledger.now(), "reason": reason})
    supersede(ledger, one.letter)
    ledger.event("handed_back", str(one.id))


def handback(ledger: Ledger, number: int) -> dict[str, Any] | None:
    """Who handed the packet back, when and why; None while the unit has it."""
    return ledger.row("SELECT by, at, reason FROM handbacks WHERE packet = ?", (number,))


def handed_back_of(ledger: Ledger, ident: str) -> list[tuple[Packet, dict[str, Any]]]:
    """The letter's packets that were handed back, each with who, when and why; the first first."""
    rows = ledger.rows(
        "SELECT p.*, h.by, h.at, h.reason FROM handbacks h JOIN packets p ON p.id = h.packet"
        " WHERE p.letter = ? ORDER BY h.at, p.id",
        (ident,),
    )
    return [(Packet.of(row), {name: row[name] for name in ("by", "at", "reason")}) for row in rows]


def handed_back_by(ledger: Ledger, unit: str, most: int) -> list[Packet]:
    """What the unit handed back, the newest first."""
    rows = ledger.rows(
        "SELECT p.* FROM handbacks h JOIN packets p ON p.id = h.packet WHERE p.unit = ?"
        " ORDER BY h.at DESC, p.id DESC LIMIT ?",
        (unit, most),
    )
    return [Packet.of(row) for row in rows]


def discarded(ledger: Ledger, one: Packet, by: str, reason: str) -> None:
    """Write down that the packet's files are discarded."""
    with ledger.atomic():
        ledger.insert(
            "discards",
            {
                "packet": one.id,
                "by": by,
                "at": ledger.now(),
                "reason": reason,
                "digest": one.digest,
            },
        )
        ledger.event("discarded", str(one.id))


def all_discarded(ledger: Ledger) -> list[Packet]:
    """The packets whose files are discarded."""
    rows = ledger.rows("SELECT p.* FROM packets p JOIN discards d ON d.packet = p.id ORDER BY p.id")
    return [Packet.of(row) for row in rows]


def receipt(ledger: Ledger, number: int) -> dict[str, Any] | None:
    """Who took the packet, when, and the digest of what was taken; None while it lies there."""
    return ledger.row("SELECT by, at, digest FROM pickups WHERE packet = ?", (number,))
