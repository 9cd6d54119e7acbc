"""Calendar addresses that open without a session: made, renewed, revoked, opened.

Such an address shows a unit's days without personal data to whoever knows it. It holds for as long
as its account may pick up from the unit.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.access import Person, Right
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.store import accounts as kept
from pipeline.store import feeds
from pipeline.store.accesses import Access, note
from pipeline.store.errors import NotAllowedError, NotFoundError, UnusableError
from pipeline.store.feeds import Feed
from pipeline.usecases import accounts
from pipeline.usecases.office import Office

WHAT = "calendar"
"""What a fetch is called in the access log."""

_MOST_FROM_ADDRESS = 40
"""Wrong addresses from one machine within the window; apart from its sign-ins."""

_GONE = "Det finns ingen sådan kalender. Hämta en ny adress på enhetens sida."


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Whose calendar of which unit an address opens."""

    person: Person
    unit: str


def make(office: Office, person: Person, unit: str) -> str:
    """Make the person's address for the unit, in place of the one before; its secret, told once."""
    if unit == PROTECTED_UNIT:
        raise UnusableError("Skyddade brevs dagar visas bara för den som är inloggad.")
    with office.ledger.atomic():
        office.ledger.event("calendar_made", unit)
        return feeds.make(office.ledger, person.login, unit)


def revoke(office: Office, person: Person, unit: str) -> None:
    """Let the person's address open nothing any more; nothing happens when there is none."""
    with office.ledger.atomic():
        if feeds.revoke(office.ledger, person.login, unit):
            office.ledger.event("calendar_revoked", unit)


def of(office: Office, person: Person, unit: str) -> Feed | None:
    """The person's address for the unit, without its secret."""
    return feeds.of(office.ledger, person.login, unit)


def opened(office: Office, secret: str, address: str) -> Opened:
    """What the secret opens, noted before it is shown.

    Raises NotFoundError for a secret that opens nothing, NotAllowedError where its holder may no
    longer see the unit, or when too many wrong ones came from that address.
    """
    ledger = office.ledger
    key = accounts.address_key(address, "calendar")
    accounts.count_attempts(office, (key, _MOST_FROM_ADDRESS))
    found = feeds.opened_by(ledger, secret)
    if found is None:
        office.log.warning("refused", code="calendar", where=WHAT)
        raise NotFoundError(_GONE)
    account = kept.account(ledger, found.account)
    person = accounts.person_of(office, account)
    allowed = not account.disabled and person.may(Right.PICK_UP, found.unit)
    told = Access(
        account=person.login,
        by=person.name,
        what=WHAT,
        detail=found.unit,
        refused=not allowed,
    )
    with ledger.atomic():
        if allowed:
            accounts.forget_attempt(office, key)
            feeds.fetched(ledger, found)
        note(ledger, told)
    if not allowed:
        office.log.warning("refused", code="calendar", where=WHAT)
        raise NotAllowedError(_GONE)
    return Opened(person=person, unit=found.unit)
