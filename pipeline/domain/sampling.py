"""Blind samples: which letters a person reads without being told, and how the answer differs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pipeline.domain.case import Case
from pipeline.domain.fields import AMOUNT, EVICTION_AT, LETTER_DATE
from pipeline.domain.gates import kind_of
from pipeline.domain.kinds import Kind
from pipeline.domain.match import Matched, NoMinor

Values = Mapping[str, object]
"""What is compared, by the value's name; a name that is not there is not compared."""


LOTS = 2**62
"""How many lots there are to draw."""


def drawn(letter: str) -> int:
    """The lot that a letter of that id draws, from 0 to LOTS.

    The id decides alone: nobody can choose, and the same post gives the same sample.
    """
    lot = hashlib.sha256(f"troskel/sample/1\n{letter}".encode()).digest()
    return int.from_bytes(lot[:8], "big") >> 2


def chosen_below(share: float) -> int:
    """The lot under which letters are among the share (0 to 1) that is checked blind.

    A greater share holds the smaller one.
    """
    return int(share * LOTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person read in the letter, and found in the register, without help.

    ``persons`` are the tenants' numbers, ``children`` those who live in the home or are in their
    custody; the last three are None where nothing was answered.
    """

    kind: Kind
    persons: tuple[str, ...]
    children: tuple[str, ...]
    amount: Decimal | None = None
    letter_date: date | None = None
    eviction_at: datetime | None = None

    @property
    def values(self) -> Values:
        """The answer by the values' names."""
        found: dict[str, object] = {
            "kind": self.kind,
            "person": frozenset(self.persons),
            "household": frozenset(self.children),
        }
        more = {
            AMOUNT.text: self.amount,
            LETTER_DATE.text: self.letter_date,
            EVICTION_AT.text: self.eviction_at,
        }
        return found | {name: value for name, value in more.items() if value is not None}


def values_of(case: Case) -> Values:
    """The same of what the program decided; a value that was not found is None."""
    minors = NoMinor() if case.household is None else case.household.minors
    children = () if isinstance(minors, NoMinor) else minors.children
    return {
        "kind": kind_of(case.classification),
        "person": frozenset(
            str(one.person.number) for one in case.matches if isinstance(one, Matched)
        ),
        "household": frozenset(str(child.number) for child in children),
        AMOUNT.text: case.findings.value(AMOUNT),
        LETTER_DATE.text: case.findings.value(LETTER_DATE),
        EVICTION_AT.text: case.findings.value(EVICTION_AT),
    }


def differences(answer: Values, told: Values) -> tuple[str, ...]:
    """The names of the answered values that the program told otherwise, in the answer's order."""
    return tuple(name for name, value in answer.items() if told.get(name) != value)


class Standing(StrEnum):
    """What became of a sample: equal, or who was right once somebody had settled it."""

    EQUAL = "equal"
    OPEN = "open"
    PROGRAM_RIGHT = "program_right"
    PROGRAM_WRONG = "program_wrong"


def standing(
    differs: tuple[str, ...], sampled: Case, now: Case, *, closed: bool, waits: bool
) -> Standing:
    """How a sample stands.

    ``sampled`` is the case as the program had made it, ``now`` as it stands, ``closed`` whether
    somebody ended it without sending, ``waits`` whether it still waits for a person.
    """
    if not differs:
        return Standing.EQUAL
    if closed:
        return Standing.PROGRAM_WRONG
    if waits:
        return Standing.OPEN
    before, after = values_of(sampled), values_of(now)
    same = all(before.get(name) == after.get(name) for name in differs)
    return Standing.PROGRAM_RIGHT if same else Standing.PROGRAM_WRONG
