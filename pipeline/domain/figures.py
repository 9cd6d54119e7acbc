"""What a letter counts as in figures: whether children are concerned; days kept and missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.domain.case import Case
from pipeline.domain.fields import CHILDREN_MENTIONED
from pipeline.domain.match import Household, Minors, NoMinor


class Children(StrEnum):
    """Whether a letter concerns children; never "none" while one may exist."""

    SOME = "some"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Whether children are concerned by a letter, and how many are known."""

    children: Children
    number: int = 0


def concerned(case: Case) -> Concerned:
    """What the register and the letter say; of a list each debtor's home."""
    homes = [row.household for row in case.rows] or [case.household]
    numbers = {
        str(child.number)
        for home in homes
        if home is not None and isinstance(home.minors, Minors)
        for child in home.minors.children
    }
    if numbers:
        return Concerned(children=Children.SOME, number=len(numbers))
    told = case.findings.get(CHILDREN_MENTIONED) is not None
    if told or not all(map(_is_childless, homes)):
        return Concerned(children=Children.UNKNOWN)
    return Concerned(children=Children.NONE)


def _is_childless(home: Household | None) -> bool:
    """Whether the register was searched and shows no child; a home not known shows nothing."""
    return home is not None and isinstance(home.minors, NoMinor)


class Kept(StrEnum):
    """What became of a day that was to be kept."""

    MET = "met"
    LATE = "late"
    MISSED = "missed"
    OPEN = "open"


def kept(due: date, done: date | None, today: date) -> Kept:
    """Whether it was done in time, late, or not at all though the day has passed."""
    if done is not None:
        return Kept.MET if done <= due else Kept.LATE
    return Kept.OPEN if today <= due else Kept.MISSED


def at_share(ordered: Sequence[int], part: float) -> int:
    """The value that the share ``part`` (0 to 1) of the rising values does not exceed."""
    return ordered[max(0, -int(-part * len(ordered) // 1) - 1)]
