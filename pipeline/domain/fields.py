"""Values found in a letter: each with its raw text, its place and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A person's correction as the place of a value: who, when (ISO 8601), why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[T]):
    """A value with the place it came from: boxes on the page, or a person's edit.

    ``confidence`` is 0 to 1; ``finder`` names the code that found it; ``notes`` are problem codes
    such as ``checksum`` or ``two_readings_differ`` that forbid relying on it.
    Raises ValueError when the value has no place.
    """

    value: T
    raw: str
    confidence: float
    finder: str
    boxes: tuple[Box, ...] = ()
    edited: Edited | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.boxes and self.edited is None:
            message = f"the value of {self.finder} has no place"
            raise ValueError(message)
        if not 0.0 <= self.confidence <= 1.0:
            message = f"confidence {self.confidence} of {self.finder} is outside 0 to 1"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Name(Generic[T]):
    """The key of a field; its type parameter is the type of the field's value."""

    text: str


AMOUNT: Name[Decimal] = Name("amount_sek")
LETTER_DATE: Name[date] = Name("letter_date")
DUE_DATE: Name[date] = Name("due_date")
EVICTION_AT: Name[datetime] = Name("eviction_at")
REPLACED_TIME: Name[datetime] = Name("replaced_time")
"""A time of the eviction that the letter itself says no longer holds, beside the one that does."""
ARRIVAL_STAMP: Name[date] = Name("arrival_stamp")
POSTED_ON: Name[date] = Name("posted_on")
REFERENCE: Name[str] = Name("reference")
CASE_NUMBER: Name[str] = Name("case_number")
CONTRACT_NUMBER: Name[str] = Name("contract_number")
SENDER_NAME: Name[str] = Name("sender_name")
SENDER_ORGNR: Name[str] = Name("sender_orgnr")
SENDER_PHONE: Name[str] = Name("sender_phone")
SENDER_CONTACT: Name[str] = Name("sender_contact")
SENDER_EMAIL: Name[str] = Name("sender_email")
CREDITOR_NAME: Name[str] = Name("creditor_name")
SENDER_ADDRESS: Name[str] = Name("sender_address")
PAYMENT_ACCOUNT: Name[str] = Name("payment_account")
INTEREST: Name[str] = Name("interest")
ROOMS: Name[str] = Name("rooms")
ADDRESS: Name[str] = Name("address")
POSTAL_CODE: Name[str] = Name("postal_code")
CITY: Name[str] = Name("city")
APARTMENT: Name[str] = Name("apartment")
STATUTORY: Name[str] = Name("statutory_notice")
CHILDREN_MENTIONED: Name[str] = Name("children_mentioned")
CONCERN: Name[str] = Name("concern")
GROUND: Name[str] = Name("ground")
ESTATE: Name[str] = Name("estate_of_deceased")
MUNICIPALITY: Name[str] = Name("municipality")
OTHER_OBJECT: Name[str] = Name("other_object")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """The machine-readable payment line: OCR reference, amount when printed, receiving giro."""

    reference: str
    amount: Decimal | None
    giro: str | None


PAYMENT_LINE: Name[PaymentLine] = Name("payment_line")


class PartyRole(StrEnum):
    """What a printed person is to the home the letter is about."""

    TENANT = "tenant"
    CO_TENANT = "co_tenant"
    OCCUPANT = "occupant"
    ADDRESSEE = "addressee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person the letter is about, as printed; never the sender's or the authority's people.

    ``personnummer`` holds the digits as printed, normalised to 10 or 12 digits, its Luhn and date
    faults in the field's notes; ``address`` the street line printed with this person.
    """

    role: PartyRole
    name: Field[str] | None = None
    personnummer: Field[str] | None = None
    care_of: Field[str] | None = None

    def __post_init__(self) -> None:
        if self.name is None and self.personnummer is None:
            message = "a party needs a name or a number"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One row of a claim: ``what`` is rent, fee, interest, reminder, collection, cost or other."""

    what: str
    label: str
    period: str | None
    amount: Field[Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One debtor of a list, in the table's order.

    ``boxes`` cover the whole printed row, from edge to edge of the page but where another debtor
    may stand beside it: what is outside them, a copy for this debtor does not show. ``others`` are
    co-tenants named beside the debtor for the same debt ("Anna och Bo Prov").
    """

    party: Party
    amount: Field[Decimal] | None
    address: Field[str] | None
    reference: Field[str] | None
    boxes: tuple[Box, ...]
    others: tuple[Party, ...] = ()


def _no_fields() -> Mapping[str, Field[Any]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found in one letter.

    ``fields`` maps a name's text to its field; read it with :meth:`get`, which keeps the type.
    ``claim`` rows come in print order. ``conflicts`` name fields whose readings contradict each
    other (``amount_sek``: the rows, the total and the payment line do not agree); both readings
    are kept in ``alternatives`` and neither is repaired (RH 1995:34). ``bystanders`` are places
    where the letter names persons whom it is not about: a copy does not show them.
    """

    fields: Mapping[str, Field[Any]] = field(default_factory=_no_fields)
    parties: tuple[Party, ...] = ()
    claim: tuple[ClaimRow, ...] = ()
    rows: tuple[ListRow, ...] = ()
    conflicts: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, Field[Any]], ...] = ()
    bystanders: tuple[Box, ...] = ()

    def get(self, name: Name[T]) -> Field[T] | None:
        """The field of that name, or None when it was not found."""
        return self.fields.get(name.text)

    def value(self, name: Name[T]) -> T | None:
        """The value of that field, or None when it was not found."""
        found = self.get(name)
        return None if found is None else found.value

    def with_field(self, name: Name[T], found: Field[T]) -> Findings:
        """A copy in which the field of that name is replaced or added."""
        return replace(self, fields=MappingProxyType({**self.fields, name.text: found}))


def main_number(kind: Kind, findings: Findings) -> str | None:
    """The number by which letters of one matter know each other.

    Kronofogden's case number for an eviction, which a person may have corrected; else the sender's
    main reference.
    """
    case, main = findings.value(CASE_NUMBER), findings.value(REFERENCE)
    return (case or main) if kind is Kind.EVICTION_DATE else (main or case)
