"""The access log in the ledger: who saw what of which letter, and who was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.store.ledger import Ledger

_NEWEST = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One look, or one refused attempt.

    ``what`` is a word of ours: what was shown, or the page that was refused. ``detail`` is a
    page's number, a file's or a unit's name. ``account`` is empty for one at the command line.
    """

    account: str
    by: str
    what: str
    letter: str = ""
    detail: str = ""
    refused: bool = False
    at: str = ""

    @classmethod
    def of(cls, row: dict[str, Any]) -> Access:
        """The access of a row of the table."""
        values = {name: row[name] for name in cls.__slots__}
        return cls(**{**values, "refused": bool(row["refused"])})


def note(ledger: Ledger, *made: Access) -> None:
    """Keep them, durably when this returns."""
    with ledger.atomic():
        for one in made:
            row: dict[str, object] = {name: getattr(one, name) for name in Access.__slots__}
            ledger.insert("accesses", {**row, "at": ledger.now(), "refused": int(one.refused)})


def of_letter(ledger: Ledger, ident: str) -> list[Access]:
    """All that is known of who saw the letter or was refused it, the first first."""
    rows = ledger.rows(
        "SELECT * FROM accesses WHERE letter = ? AND letter != '' ORDER BY id", (ident,)
    )
    return [Access.of(row) for row in rows]


def lately(ledger: Ledger, account: str, what: str, detail: str, since: str) -> frozenset[str]:
    """The letters of which the account has been noted so since then (ISO 8601, UTC).

    Only the log's newest rows are looked through: one that is missed is noted once more.
    """
    rows = ledger.rows(
        "SELECT DISTINCT letter FROM accesses WHERE id > (SELECT max(id) FROM accesses) - ?"
        " AND account = ? AND what = ? AND detail = ? AND refused = 0 AND at >= ?",
        (_NEWEST, account, what, detail, since),
    )
    return frozenset(row["letter"] for row in rows)


def refused(ledger: Ledger, most: int) -> list[Access]:
    """The newest refused attempts, the last first."""
    rows = ledger.rows("SELECT * FROM accesses WHERE refused = 1 ORDER BY id DESC LIMIT ?", (most,))
    return [Access.of(row) for row in rows]
