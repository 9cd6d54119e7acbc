"""The answer to "whom is the letter about?": matched, ambiguous or unmatched, with evidence."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.people import Person, Personnummer
from pipeline.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One compared trait: its named level, its weight in bits (log2 odds), and the reason.

    ``trait`` is ``personnummer``, ``name``, ``street``, ``apartment``, ``postal_code`` or
    ``birth_date``; a trait missing on either side gives no evidence at all, never a negative one.
    """

    trait: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person compared with a printed party, and what spoke for and against."""

    person: Person
    evidence: tuple[Evidence, ...]

    @property
    def bits(self) -> float:
        """The sum of the evidence."""
        return sum(item.bits for item in self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """One person, by a named rung of the ladder (domain.md §7).

    ``method`` is ``personnummer``, ``name_address_apartment``, ``name_address`` or ``edit``;
    ``doubts`` are problems that send the letter to review although the person is found.
    """

    party: int
    person: Person
    method: str
    confidence: float
    evidence: tuple[Evidence, ...]
    runner_up: Candidate | None = None
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """Several persons are possible, or the best is not sure enough: best first."""

    party: int
    candidates: tuple[Candidate, ...]
    why: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """Nobody in the register fits the printed party."""

    party: int
    why: Problem


Match = Matched | Ambiguous | Unmatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Minor:
    """A child of the household.

    ``basis`` is ``custody``, ``same_address`` or ``printed``; ``at_home`` whether the child is
    registered in the same home; ``adult_before`` whether it turns 18 before the eviction.
    """

    number: Personnummer
    basis: str
    at_home: bool = True
    adult_before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMinor:
    """The register was searched by custody, parenthood and address, and shows no child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minors:
    """Children who live, or may live, in the home."""

    children: tuple[Minor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Whether children are concerned cannot be told; ``children`` are those who may be.

    ``exist`` says that a person knows that there are children, though not which.
    """

    why: Problem
    children: tuple[Minor, ...] = ()
    exist: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Those who live together on the day, and the children concerned.

    ``members`` are numbers in register order, the debtor first; ``core`` those whose open cases
    count (conventions: the person, spouse or partner, custody children in the home and their
    other custodian in the home); ``protected`` and ``doubts`` hold for anybody in ``members``.
    """

    members: tuple[Person, ...]
    core: tuple[Personnummer, ...]
    minors: NoMinor | Minors | Unknown
    protected: bool
    doubts: tuple[Problem, ...] = ()
