"""What must come of a letter: told from seed 002 and the conventions, not from our routine file."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.accuracy.town import BOU, EB, Household
from benchmarks.letters import Truth

VUXEN = "vuxen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """The right end of a letter.

    ``routable``: a careful clerk with the register and the routine would send it without asking.
    ``must`` are the units that have to get it, ``may`` those that do no harm.
    """

    routable: bool
    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


def right_end(truth: Truth, household: Household) -> Right:
    """The right end of a letter of that truth about that household, under Göteborg's routine."""
    kind = truth.kind
    if (
        household.review
        or (truth.review and truth.subkind != "cancelled")
        or truth.secondary
        or truth.kinds != {kind}
        or kind in {"other", "utility_debt"}
        or truth.tenure in {"private_letting", "premises"}
        or truth.subkind == "removal"
        or _told_only_by_number(truth, household)
        or (truth.children_mentioned and not household.minors)
    ):
        return Right(routable=False, must=frozenset(), may=frozenset({VUXEN, EB, BOU}))
    must, may = {VUXEN}, set[str]()
    if EB in household.cases:
        must.add(EB)
    if household.minors:
        if BOU in household.cases or kind == "eviction_date":
            must.add(BOU)
        if kind == "rent_debt":
            must.add(EB)
        if kind == "eviction_date" and BOU in household.cases:
            may.add(EB)
    return Right(routable=True, must=frozenset(must), may=frozenset(may))


def _told_only_by_number(truth: Truth, household: Household) -> bool:
    """Whether a namesake lives there and the letter prints no whole number."""
    return household.sort == "father_and_son" and not any(
        one.printed and not one.masked for one in truth.parties
    )
