"""What a person decided or corrected: history that is added to, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What an edit does."""

    KIND = "kind"
    SUBKIND = "subkind"
    TENURE = "tenure"
    FIELD = "field"
    PERSON = "person"
    HOUSEHOLD = "household"
    COUNT = "count"
    APPROVE = "approve"
    RETURN = "return"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One act of one person on one letter; edits are applied in order, the last of a kind wins.

    ``at`` is ISO 8601 with zone; ``target`` the field's name for ``field`` and the party's or the
    list row's index for ``person``; ``value`` is the new value as text: a kind, a field's value, a
    personnummer, for ``household`` ``no_minor`` or the children's numbers parted by commas, for
    ``count`` the number of earlier letters. ``approve`` accepts the case as it stands after the
    edits before it; ``return`` takes an approval back; ``close`` ends a letter that goes nowhere.
    ``revision`` is the revision that the person saw.
    """

    act: Act
    by: str
    at: str
    reason: str
    target: str = ""
    value: str = ""
    revision: int = 0
