"""What packets are found by, unit by unit: keys as ``documents.finding`` makes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pipeline.store.ledger import Ledger
from pipeline.store.packets import Packet

_LAST = "\N{REPLACEMENT CHARACTER}"
"""After every sign that a key has."""


def keep(ledger: Ledger, one: Packet, keys: Iterable[str]) -> None:
    """Let the packet's unit find it by those keys, inside a transaction; its letter's id always."""
    for key in sorted({*keys, f"l:{one.letter}"}):
        ledger.write(
            "INSERT OR IGNORE INTO packet_keys (unit, key, packet) VALUES (?, ?, ?)",
            (one.unit, key, one.id),
        )


def forget(ledger: Ledger, number: int) -> None:
    """Let the packet be found no more, inside a transaction."""
    ledger.write("DELETE FROM packet_keys WHERE packet = ?", (number,))


def unkept(ledger: Ledger) -> list[Packet]:
    """Packets that lie somewhere and cannot be found by anything yet."""
    rows = ledger.rows(
        "SELECT * FROM packets p WHERE state IN ('built', 'delivered', 'picked_up')"
        " AND NOT EXISTS (SELECT 1 FROM packet_keys k WHERE k.packet = p.id)"
        " AND id NOT IN (SELECT packet FROM discards) ORDER BY id"
    )
    return [Packet.of(row) for row in rows]


def find(ledger: Ledger, unit: str, way: Sequence[Collection[str]], most: int) -> list[Packet]:
    """The unit's packets that have, for each of those, a key beginning with any; the newest first.

    Only what the unit has: no packet whose place another has taken, none that was handed back.
    """
    if not way or not all(way):
        return []
    each = []
    values: list[object] = []
    for keys in way:
        any_of = " OR ".join(["(key >= ? AND key < ?)"] * len(keys))
        each.append(f"SELECT packet FROM packet_keys WHERE unit = ? AND ({any_of})")  # noqa: S608 - own words only
        values += [unit, *(end for key in keys for end in (key, key + _LAST))]
    rows = ledger.rows(
        "SELECT * FROM packets WHERE id IN ("  # noqa: S608 - own words only
        + " INTERSECT ".join(each)
        + ") AND superseded = 0 AND state IN ('delivered', 'picked_up')"
        " ORDER BY delivered_at DESC, id DESC LIMIT ?",
        (*values, most),
    )
    return [Packet.of(row) for row in rows]


def beginning(ledger: Ledger, unit: str, start: str) -> list[str]:
    """The unit's keys that begin so, each once."""
    rows = ledger.rows(
        "SELECT DISTINCT key FROM packet_keys WHERE unit = ? AND key >= ? AND key < ?",
        (unit, start, start + _LAST),
    )
    return [row["key"] for row in rows]
