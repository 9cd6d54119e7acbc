"""What a municipality keeps for its letters out: its own texts, and copies of its invoices."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The folders of one workspace; None, or one that is not there, adds nothing."""

    letters: Path | None = None
    invoices: Path | None = None


NOTHING = Own()
