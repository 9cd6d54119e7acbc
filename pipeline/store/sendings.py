"""Letters out that somebody says went, in the ledger: which, on which day, by whom, noted when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.store.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A letter out that went; ``packet`` None for one that was noted in review."""

    id: int
    letter: str
    packet: int | None
    draft: str
    sent_on: date
    by: str
    at: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> Sending:
        """The sending of a row of the table."""
        values = {name: row[name] for name in cls.__slots__}
        return cls(**{**values, "sent_on": date.fromisoformat(row["sent_on"])})


def note(  # noqa: PLR0913 - the columns of the row
    ledger: Ledger, letter: str, draft: str, *, on: date, by: str, packet: int | None = None
) -> None:
    """Note that a letter went, inside a transaction."""
    ledger.insert(
        "sendings",
        {
            "letter": letter,
            "packet": packet,
            "draft": draft,
            "sent_on": on.isoformat(),
            "by": by,
            "at": ledger.now(),
        },
    )


def take_back(ledger: Ledger, number: int, by: str) -> None:
    """Say that a note was wrong, inside a transaction; the note stays in the history."""
    ledger.write(
        "UPDATE sendings SET undone_by = ?, undone_at = ? WHERE id = ? AND undone_at IS NULL",
        (by, ledger.now(), number),
    )


def of_letter(ledger: Ledger, ident: str) -> list[Sending]:
    """What went about the letter, in the order of the notes; without those taken back."""
    rows = ledger.rows(
        "SELECT * FROM sendings WHERE letter = ? AND undone_at IS NULL ORDER BY id", (ident,)
    )
    return [Sending.of(row) for row in rows]
