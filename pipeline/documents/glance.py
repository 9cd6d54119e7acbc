"""What a packet is known by at a glance: whom it is about and the sum, as its papers tell them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.documents import swedish
from pipeline.documents.narrow import one_row
from pipeline.domain.case import Case
from pipeline.domain.fields import AMOUNT
from pipeline.domain.match import Matched


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person as the packet names one; not ``sure`` where the letter's print alone tells it."""

    name: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Whom a packet is about, in print order, and the whole claim; of a list how many it names.

    ``amount`` is in kronor, not ``sure`` where it was read badly or the letter contradicts it.
    """

    persons: tuple[Named, ...] = ()
    amount: Decimal | None = None
    sure: bool = True
    listed: int = 0


def glance(case: Case, line: int) -> Glance:
    """What stands first in the packet of that row of a list (from 1), or of the letter (0).

    Nothing of what touches a protected identity. Raises ValueError for a row that is not decided.
    """
    about = one_row(case, line - 1) if line else case
    if about.restricted:
        return Glance()
    amount = about.findings.get(AMOUNT)
    return Glance(
        persons=() if about.rows else tuple(dict.fromkeys(_named(about))),
        amount=None if amount is None else amount.value,
        sure=amount is None
        or amount.edited is not None
        or (
            AMOUNT.text not in about.findings.conflicts
            and swedish.certainty(amount.confidence, amount.notes) in {"säker", "ganska säker"}
        ),
        listed=len(about.rows),
    )


def _named(case: Case) -> Iterator[Named]:
    """Those found in the register, and by their printed names those who were not."""
    found = {one.party: one for one in case.matches if isinstance(one, Matched)}
    for match in found.values():
        doubted = bool(match.doubts) and match.method != "edit"
        yield Named(name=swedish.clean(match.person.full_name), sure=not doubted)
    for place, party in enumerate(case.findings.parties):
        if place not in found and party.name is not None:
            yield Named(name=swedish.clean(party.name.value), sure=False)
