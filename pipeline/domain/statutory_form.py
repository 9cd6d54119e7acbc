"""What a landlord's statutory notice to the board must hold, and what of it was not found.

Förordning (1978:314), formulär 3: five numbered fields. A notice that lacks one may still hold (a
missing number of rooms did, NJA 1985 s. 586), and what was not found may stand in the letter all
the same: a person compares before anybody is asked to complete it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.domain.fields import (
    ADDRESS,
    AMOUNT,
    CITY,
    DUE_DATE,
    INTEREST,
    PAYMENT_ACCOUNT,
    PAYMENT_LINE,
    POSTAL_CODE,
    ROOMS,
    SENDER_ADDRESS,
    SENDER_NAME,
    SENDER_PHONE,
    Findings,
    Name,
)
from pipeline.domain.gates import kind_of, tenure_of
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.scores import Classification, Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of one of the form's five fields: the field's number, and the part in Swedish."""

    number: int
    what: str


def _read(*names: Name[str]) -> Callable[[Findings], bool]:
    return lambda found: any(found.get(name) is not None for name in names)


def _tenant_named(found: Findings) -> bool:
    return any(party.name is not None for party in found.parties)


def _day_due(found: Findings) -> bool:
    """A rent is due by its month; a period in the claim says the day as well as a date does."""
    return found.get(DUE_DATE) is not None or any(row.period for row in found.claim)


def _interest_told(found: Findings) -> bool:
    return found.get(INTEREST) is not None or any(row.what == "interest" for row in found.claim)


def _account_told(found: Findings) -> bool:
    line = found.value(PAYMENT_LINE)
    return found.get(PAYMENT_ACCOUNT) is not None or (line is not None and line.giro is not None)


_SIZE = 3
_PARTS: tuple[tuple[Part, Callable[[Findings], bool]], ...] = (
    (Part(number=1, what="hyresvärdens namn"), _read(SENDER_NAME)),
    (Part(number=1, what="hyresvärdens postadress"), _read(SENDER_ADDRESS)),
    (Part(number=1, what="hyresvärdens telefonnummer"), _read(SENDER_PHONE)),
    (Part(number=2, what="hyresgästens namn"), _tenant_named),
    (Part(number=2, what="hyresgästens gatuadress"), _read(ADDRESS)),
    (Part(number=2, what="hyresgästens postnummer och ort"), _read(POSTAL_CODE, CITY)),
    (Part(number=_SIZE, what="lägenhetens storlek (antal rum)"), _read(ROOMS)),
    (
        Part(number=4, what="beloppet som ska betalas för att få tillbaka hyresrätten"),
        lambda found: found.get(AMOUNT) is not None,
    ),
    (Part(number=4, what="förfallodagen"), _day_due),
    (Part(number=4, what="räntan"), _interest_told),
    (Part(number=5, what="konto eller annat sätt att betala"), _account_told),
)


def is_form(classification: Classification) -> bool:
    """Whether the letter is a landlord's notice to the board under JB 12:44, on formulär 3.

    A tenant-owner association's form is another regulation's (2003:37), and a private letting and
    premises have none.
    """
    subkind = classification.subkind
    notice = isinstance(subkind, Settled) and subkind.value == "social_notice"
    held = tenure_of(classification) in {Tenure.RENTAL, Tenure.UNKNOWN}
    return kind_of(classification) is Kind.RENT_DEBT and notice and held


def is_incomplete(findings: Findings) -> bool:
    """Whether the landlord should be asked: something beyond the number of rooms was not found.

    That number alone does not fell a notice (NJA 1985 s. 586), and most letters leave it out.
    """
    return any(part.number != _SIZE for part in missing(findings))


def missing(findings: Findings) -> tuple[Part, ...]:
    """The parts of the form that were not found, in its order; empty when all were."""
    return tuple(part for part, told in _PARTS if not told(findings))
