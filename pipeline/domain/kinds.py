"""The closed words of the trade: kinds, subkinds, tenures, roles, states (contract, "Words")."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a letter is."""

    RENT_DEBT = "rent_debt"
    DISTURBANCE = "disturbance"
    UTILITY_DEBT = "utility_debt"
    EVICTION_DATE = "eviction_date"
    DEBT_LIST = "debt_list"
    OTHER = "other"


SUBKINDS: dict[Kind, tuple[str, ...]] = {
    Kind.RENT_DEBT: (
        "social_notice",
        "collection",
        "termination",
        "payment_order",
        "eviction_application",
    ),
    Kind.DISTURBANCE: ("warning", "termination"),
    Kind.UTILITY_DEBT: ("electricity", "gas", "heating", "water", "waste", "combined"),
    Kind.EVICTION_DATE: ("set", "moved", "cancelled", "executed", "removal"),
    Kind.DEBT_LIST: ("rent", "care_fee"),
    Kind.OTHER: (),
}


class Tenure(StrEnum):
    """How the home is held; decides which law's clock runs."""

    RENTAL = "rental"
    CONDOMINIUM = "condominium"
    PRIVATE_LETTING = "private_letting"
    PREMISES = "premises"
    UNKNOWN = "unknown"


class Priority(StrEnum):
    """How soon a letter must be handled; the order is the queue's."""

    SAME_DAY = "same_day"
    URGENT = "urgent"
    ORDINARY = "ordinary"

    @property
    def rank(self) -> int:
        """1 is first."""
        return list(Priority).index(self) + 1


class Role(StrEnum):
    """What a unit gets a letter for."""

    HANDLE = "handle"
    COPY = "copy"
    INFORMATION = "information"


class State(StrEnum):
    """A letter's end state; exactly one at every instant."""

    ROUTED = "routed"
    REVIEW = "review"
    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"


PROTECTED_UNIT = "skyddad"
"""The restricted outbox that every routine has: letters that touch a protected identity."""
