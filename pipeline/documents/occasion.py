"""Why a packet is made: which case, for which unit, by which routine's names, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pipeline.documents import swedish
from pipeline.documents.ids import PacketIds
from pipeline.documents.narrow import Sight, days_for, sight
from pipeline.documents.texts import Texts, texts
from pipeline.domain import roster
from pipeline.domain.case import Case, Deadline, Delivery
from pipeline.domain.deadlines import label_of
from pipeline.domain.settings import Officer, Settings


def _no_names() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One case on its way to one unit.

    ``units`` gives the Swedish names of the routine's units, ``owners`` whose each name is under
    which the register files cases, ``children_units`` those that work with children; ``routine``
    its title; ``changes`` say in Swedish what a new revision changed; ``texts`` are those of the
    letters out, ``invoices`` the folder with copies of the municipality's own.
    """

    case: Case
    delivery: Delivery
    ids: PacketIds
    settings: Settings
    units: Mapping[str, str] = field(default_factory=_no_names)
    routine: str = ""
    changes: tuple[str, ...] = ()
    owners: Mapping[str, str] = field(default_factory=_no_names)
    children_units: frozenset[str] = frozenset()
    texts: Texts = field(default_factory=texts)
    invoices: Path | None = None

    @property
    def sight(self) -> Sight:
        """What the unit may see."""
        unit = self.delivery.unit
        return sight(self.case, self.delivery, with_children=unit in self.children_units)

    def receiver(self, to: str) -> str:
        """Whom a letter goes to, in Swedish: one outside, or a unit."""
        return swedish.RECIPIENTS.get(to) or self.unit_name(to)

    def owner(self, filed: str) -> str:
        """The unit whose cases the register files under that name; the name if it is nobody's."""
        return self.owners.get(filed.casefold(), filed)

    def unit_name(self, unit: str) -> str:
        """The unit's Swedish name; its id in words where the routine does not name it."""
        unit = self.owner(unit)
        if unit in self.units:
            return self.units[unit]
        return unit.replace("_", " ").capitalize() or "Socialtjänsten"

    @property
    def unit(self) -> str:
        """The receiving unit's Swedish name."""
        return self.unit_name(self.delivery.unit)

    @property
    def days(self) -> tuple[Deadline, ...]:
        """The days that the unit is to keep, and those of units without papers of their own."""
        return days_for(self.case, self.delivery)

    def day_label(self, day: Deadline) -> str:
        """What the day is for, after the name of the unit where it is another's."""
        said = label_of(day)
        named = day.unit not in {"", self.delivery.unit}
        return f"{self.unit_name(day.unit)}: {said}" if named else said

    @property
    def officer(self) -> Officer | None:
        """Who answers for the letter there; None where nobody was named when it was decided.

        A letter that went without a name has whoever is named for the unit on its day (C15).
        """
        if self.delivery.contact is not None:
            return self.delivery.contact
        if self.delivery.officer:
            return roster.contact(self.delivery.officer, self.settings)
        return roster.named(self.settings, self.delivery.unit, self.case.received_on).officer
