"""Whom a letter may be about: the register is searched, and each hit is compared with the print."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.case import Case
from pipeline.domain.comparing import Comparer, Printed
from pipeline.domain.match import Candidate
from pipeline.domain.people import Person
from pipeline.domain.sought import Sought, sought_for_party, sought_for_row
from pipeline.store.register import Register, similarity


def sought_at(case: Case, index: int) -> Sought:
    """What the letter prints of a party, or the list of its row's debtor; nothing of no party."""
    findings = case.findings
    if case.rows:
        return sought_for_row(findings.rows[index]) if index < len(findings.rows) else Sought()
    if index < len(findings.parties):
        return sought_for_party(findings.parties[index], findings)
    return Sought()


def compared(sought: Sought, persons: Sequence[Person]) -> tuple[Candidate, ...]:
    """Each person with what speaks for and against, in the order given."""
    comparer = Comparer.among(Printed.read(sought), persons, similarity)
    return tuple(comparer.compare(person).candidate for person in persons)


def searched(
    register: Register, case: Case, index: int, text: str, *, protected: bool = False
) -> tuple[Candidate, ...]:
    """The persons found by number, name or address, compared with what the letter prints.

    Nobody with a protected identity is found, unless ``protected`` asks for them too.
    """
    if not text.strip():
        return ()
    return compared(sought_at(case, index), register.search(text, protected=protected))
