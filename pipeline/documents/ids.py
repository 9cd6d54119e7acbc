"""What a packet is called and where its letter came from: facts that the decision does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketIds:
    """The identity of one packet's letter.

    ``letter_id`` and ``document_sha256`` are the ledger's; ``revision`` starts at 1;
    ``received_at`` is ISO 8601 or empty, never taken from a clock here.
    ``letters_in_document`` is how many letters the scan holds: with more than one, no unit gets
    the whole scan, for it would show the other letters too. None leaves it to the page counts.
    """

    letter_id: str
    revision: int
    document_sha256: str
    received_on: date
    document_name: str = ""
    received_at: str = ""
    letters_in_document: int | None = None

    @property
    def short(self) -> str:
        """The letter's id as staff read it aloud: its first twelve characters."""
        return self.letter_id[:12]
