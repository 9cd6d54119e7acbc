"""What a workspace may set: thresholds, its area, its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from pipeline.domain.case_systems import CaseSystem
from pipeline.domain.kinds import Kind

CHILDREN = "children"
"""Among what two persons must approve: letters that concern children, or may."""

PROTECTED = "protected"
"""Among the same: letters that touch a protected identity."""


def _thresholds() -> Mapping[str, float]:
    return MappingProxyType(
        {
            "kind": 0.97,
            "subkind": 0.92,
            "tenure": 0.85,
            "person": 0.97,
            "amount_sek": 0.9,
            "eviction_at": 0.95,
            "letter_date": 0.9,
            "boundary": 0.8,
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A member of staff who is named as responsible, as printed in a confirmation."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """When somebody is the officer responsible at a unit.

    ``weekdays`` are 0 (Monday) to 6, empty for every day; ``first`` and ``last`` bound the period,
    both included; ``areas`` are names of areas, empty for all of them.
    """

    unit: str
    officer: Officer
    weekdays: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The workspace's choices that decisions depend on.

    ``thresholds`` are the least calibrated confidences (0 to 1) under which a person decides;
    ``thresholds_by_kind`` those of a kind of letter that are others, by the kind's word.
    ``postal_codes`` are the prefixes of the own area, empty when the whole municipality is one;
    ``areas`` the prefixes of each area within it, by the area's name (C25). ``roster`` says who is
    responsible at a unit on a day when no case has an officer; ``duty`` who is when the roster
    names nobody (C15).
    ``protected_staff`` are the only names that may see protected letters.
    ``repeat_months`` is C13's window; ``recent_days`` for how long a closed case is told of (C2).
    ``pickup_hours`` after which an untouched packet is shown.
    ``case_system`` is how an actualisation is written for the unit's case system.
    ``second_person`` are the letters that two persons must approve once people decide them: kinds,
    CHILDREN, PROTECTED.
    """

    municipality: str = "Göteborg"
    postal_codes: tuple[str, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=_thresholds)
    areas: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    duty: Mapping[str, Officer] = field(default_factory=lambda: MappingProxyType({}))
    roster: tuple[Shift, ...] = ()
    protected_staff: tuple[str, ...] = ()
    second_person: tuple[str, ...] = ()
    repeat_months: int = 12
    recent_days: int = 90
    pickup_hours: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({"same_day": 4, "urgent": 24, "ordinary": 72})
    )
    thresholds_by_kind: Mapping[str, Mapping[str, float]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    case_system: CaseSystem = field(default_factory=CaseSystem)

    @property
    def own_codes(self) -> tuple[str, ...]:
        """The prefixes of the postal codes that are the workspace's own; empty for all (C25)."""
        every = (prefix for prefixes in self.areas.values() for prefix in prefixes)
        return self.postal_codes or tuple(dict.fromkeys(every))

    def of_kind(self, kind: Kind) -> Settings:
        """The choices for a letter of that kind: its own thresholds over the common ones."""
        own = self.thresholds_by_kind.get(kind.value)
        if not own:
            return self
        return replace(self, thresholds=MappingProxyType({**self.thresholds, **own}))
