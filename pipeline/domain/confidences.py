"""What finders and matching say of their own certainty, turned into what was measured.

A finder knows by which signs it took a value, not how often such signs are right on letters of
senders it never saw. That is measured, for each value and scan quality, and takes the place of the
finder's own word (design.md, "Certainty"). A person's edit keeps its full confidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from pipeline.domain.fields import Field, Findings, Party
from pipeline.domain.frequency import Table
from pipeline.domain.match import Match, Matched

PERSON, NUMBER = "person", "personnummer"
"""Names of confidences that are no field's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidences:
    """Tables of measured frequency by value and scan quality; without one, a score stands."""

    tables: Mapping[str, Mapping[str, Table]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, name: str, quality: str, score: float) -> float:
        """The measured frequency for that value's score on scans of that quality."""
        table = self.tables.get(name, {}).get(quality)
        return score if table is None else table.confidence(score)

    def findings(self, found: Findings, quality: str) -> Findings:
        """The same findings, each as sure as such values were measured to be."""
        return replace(
            found,
            fields=MappingProxyType(
                {name: self._field(name, one, quality) for name, one in found.fields.items()}
            ),
            parties=tuple(self._party(one, quality) for one in found.parties),
        )

    def match(self, match: Match, quality: str) -> Match:
        """The same match; only a person who was found has a confidence."""
        if not isinstance(match, Matched):
            return match
        return replace(match, confidence=self.of(PERSON, quality, match.confidence))

    def _field(self, name: str, found: Field[Any], quality: str) -> Field[Any]:
        if found.edited is not None:
            return found
        return replace(found, confidence=self.of(name, quality, found.confidence))

    def _party(self, party: Party, quality: str) -> Party:
        if party.personnummer is None:
            return party
        return replace(party, personnummer=self._field(NUMBER, party.personnummer, quality))
