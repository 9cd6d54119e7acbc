"""The places of a phrase, ``{names}`` or ``{due}``, and what each letter fills them with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.letters.people import staff_name

if TYPE_CHECKING:
    from benchmarks.letters.draft import Draft


def _names(d: Draft) -> str:
    for one in d.tenants:
        d.note_party(one, d.role(one))
    return d.names()


def _name(d: Draft) -> str:
    d.note_party(d.tenant, "tenant")
    return d.estate_or_name(d.tenant)


def _phone(d: Draft) -> str:
    d.fields["sender_phone"] = d.writer.phone
    return d.writer.phone


def _days_off(d: Draft, first: int, last: int) -> str:
    return d.day(d.on + timedelta(days=d.rng.randrange(first, last)))


PLACES: dict[str, Callable[[Draft], str]] = {
    "names": _names,
    "name": _name,
    "home": lambda d: d.home(),
    "amount": lambda d: d.money(d.total()),
    "rent": lambda d: d.money(Decimal(d.claim[0].amount)),
    "due": lambda d: d.due_day(),
    "period": lambda d: d.period_text(),
    "contact": lambda d: d.contact,
    "phone": _phone,
    "kommun": lambda d: f"{d.municipality}s kommun",
    "day": lambda d: _days_off(d, -9, 0),
    "reminder": lambda d: _days_off(d, -30, -9),
    "cutoff": lambda d: _days_off(d, 22, 35),
    "days": lambda d: d.rng.choice(("10", "tio", "20")),
    "witness": lambda d: staff_name(d.rng),
    "wlgh": lambda d: f"1{d.rng.randrange(0, 6)}0{d.rng.randrange(1, 5)}",
    "object": lambda d: str(d.rng.randrange(1, 60)),
    "creditor": lambda d: d.principal().name,
    "applicant": lambda d: d.principal().name,
}
"""What fills each place of a phrase."""


class Filled(dict[str, str]):
    """Fills a phrase's places, asking the draft only for those that the phrase has."""

    def __init__(self, draft: Draft, values: dict[str, str]) -> None:
        """Starts from the values that the design gives itself."""
        super().__init__(values)
        self.draft = draft

    def __missing__(self, key: str) -> str:
        return PLACES[key](self.draft)
