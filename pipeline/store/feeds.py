"""Calendar addresses in the ledger: one an account and unit, of the secret only the hash."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from pipeline.store.ledger import Ledger
from pipeline.store.sessions import hashed


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A calendar address: whose, of which unit, made and last fetched when."""

    account: str
    unit: str
    made_at: str
    fetched_at: str | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Feed:
        """The feed of a row of the table."""
        return cls(**{name: row[name] for name in cls.__slots__})


def make(ledger: Ledger, account: str, unit: str) -> str:
    """Make an address in place of the one before, in a transaction; its secret, kept nowhere."""
    secret = secrets.token_urlsafe(32)
    revoke(ledger, account, unit)
    ledger.insert(
        "feeds",
        {"id": hashed(secret), "account": account, "unit": unit, "made_at": ledger.now()},
    )
    return secret


def revoke(ledger: Ledger, account: str, unit: str) -> int:
    """Let the address open nothing any more, inside a transaction; how many there were."""
    return ledger.write("DELETE FROM feeds WHERE account = ? AND unit = ?", (account, unit))


def of(ledger: Ledger, account: str, unit: str) -> Feed | None:
    """The account's address for that unit; None when there is none."""
    row = ledger.row("SELECT * FROM feeds WHERE account = ? AND unit = ?", (account, unit))
    return None if row is None else Feed.of(row)


def opened_by(ledger: Ledger, secret: str) -> Feed | None:
    """The address that the secret opens; None for none.

    What is looked up is the secret's hash, so that the time it takes tells nothing of the secret.
    """
    ident = hashed(secret)
    row = ledger.row("SELECT * FROM feeds WHERE id = ?", (ident,))
    if row is None or not hmac.compare_digest(row["id"], ident):
        return None
    return Feed.of(row)


def fetched(ledger: Ledger, one: Feed) -> None:
    """Note that the calendar was fetched, inside a transaction."""
    ledger.write(
        "UPDATE feeds SET fetched_at = ? WHERE account = ? AND unit = ?",
        (ledger.now(), one.account, one.unit),
    )
