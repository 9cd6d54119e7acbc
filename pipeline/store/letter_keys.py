"""What letters know each other by: the persons they count for, their references, their figures."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain.case import Case
from pipeline.domain.fields import CASE_NUMBER, CONTRACT_NUMBER, REFERENCE, Findings
from pipeline.domain.match import Household, Match, Matched
from pipeline.domain.resemblance import bands


def keys_of(case: Case) -> frozenset[str]:
    """What letters of one matter share: persons, and the numbers they are known by."""
    found = set(keys_from(case.findings, case.matches, case.household))
    for row in case.rows:
        found |= keys_from(case.findings, (row.match,), row.household)
    return frozenset(found) or text_keys(case.sketch)


def keys_from(
    findings: Findings, matches: Iterable[Match], household: Household | None
) -> frozenset[str]:
    """The keys of a letter before it is decided: everybody in the home, and the references."""
    found = {f"p:{number}" for number in persons_of(matches, household)}
    if household is not None:
        for one in household.members:
            found |= {f"p:{number}" for number in (one.number, *one.former)}
    for name in (REFERENCE, CASE_NUMBER, CONTRACT_NUMBER):
        text = findings.value(name)
        if text:
            found.add(reference_key(text))
    found |= {
        reference_key(row.reference.value) for row in findings.rows if row.reference is not None
    }
    return frozenset(found)


def text_keys(sketch: tuple[int, ...]) -> frozenset[str]:
    """The keys of a letter of which neither a person nor a reference is known: its figures."""
    return frozenset(f"t:{band}" for band in bands(sketch))


def reference_key(text: str) -> str:
    """The key of a reference, however it is spaced or cased."""
    return "r:" + "".join(char for char in text.casefold() if char.isalnum())


def persons_of(matches: Iterable[Match], household: Household | None) -> tuple[str, ...]:
    """The numbers of those whom the letter counts for, sorted: the persons found and their core.

    Others in the home are left out: a lodger's letter is not the tenant's.
    """
    found = {str(one.person.number) for one in matches if isinstance(one, Matched)}
    if household is not None:
        found |= {str(number) for number in household.core}
    return tuple(sorted(found))
