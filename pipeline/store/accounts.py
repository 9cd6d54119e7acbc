"""Accounts in the ledger: who may sign in, with which roles; sessions and attempts beside them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from pipeline.store.errors import ConflictError, NotFoundError
from pipeline.store.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account; ``roles`` as they are written, ``password`` an argon2 hash or empty."""

    login: str
    name: str
    password: str
    issuer: str
    subject: str
    roles: tuple[str, ...]
    named: bool
    disabled: bool
    made_at: str
    signed_in_at: str | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Account:
        """The account of a row of the table."""
        values = {name: row[name] for name in cls.__slots__}
        values |= {
            "roles": tuple(json.loads(row["roles"])),
            "named": bool(row["named"]),
            "disabled": bool(row["disabled"]),
        }
        return cls(**values)


def exist(ledger: Ledger) -> bool:
    """Whether there is any account that may sign in."""
    return ledger.row("SELECT 1 FROM accounts WHERE disabled = 0 LIMIT 1") is not None


def find(ledger: Ledger, login: str) -> Account | None:
    """The account with that sign-in name, however it is cased."""
    row = ledger.row("SELECT * FROM accounts WHERE login = ?", (login.strip().casefold(),))
    return None if row is None else Account.of(row)


def account(ledger: Ledger, login: str) -> Account:
    """The same; NotFoundError when there is none."""
    found = find(ledger, login)
    if found is None:
        raise NotFoundError(
            "Det finns inget sådant konto. Se vilka som finns: troskel account list"
        )
    return found


def of_subject(ledger: Ledger, issuer: str, subject: str) -> Account | None:
    """The account that the municipality's sign-on answers for."""
    row = ledger.row(
        "SELECT * FROM accounts WHERE issuer = ? AND subject = ? AND issuer != ''",
        (issuer, subject),
    )
    return None if row is None else Account.of(row)


def everybody(ledger: Ledger) -> list[Account]:
    """All accounts by sign-in name."""
    return [Account.of(row) for row in ledger.rows("SELECT * FROM accounts ORDER BY login")]


def name_is_taken(ledger: Ledger, name: str) -> bool:
    """Whether an account has that name: two of one name could not be told apart in a history."""
    return ledger.row("SELECT 1 FROM accounts WHERE name = ?", (name,)) is not None


def add(ledger: Ledger, one: Account) -> None:
    """Add an account, inside a transaction; ConflictError when login or name is taken."""
    row: dict[str, object] = {name: getattr(one, name) for name in Account.__slots__}
    row |= {
        "roles": json.dumps(list(one.roles)),
        "named": int(one.named),
        "disabled": int(one.disabled),
    }
    try:
        ledger.insert("accounts", row)
    except sqlite3.IntegrityError as error:
        raise ConflictError(
            "Det finns redan ett konto med det användarnamnet eller namnet. "
            "Välj ett annat; namnet är det som syns i breven."
        ) from error


def set_password(ledger: Ledger, login: str, password: str) -> None:
    """Keep another hash, inside a transaction."""
    ledger.write("UPDATE accounts SET password = ? WHERE login = ?", (password, login))


def set_roles(ledger: Ledger, login: str, roles: tuple[str, ...]) -> None:
    """Give other roles, inside a transaction."""
    ledger.write("UPDATE accounts SET roles = ? WHERE login = ?", (json.dumps(list(roles)), login))


def set_named(ledger: Ledger, login: str, *, named: bool) -> None:
    """Tie the account to a person named for protected letters or untie it, in a transaction."""
    ledger.write("UPDATE accounts SET named = ? WHERE login = ?", (int(named), login))


def set_disabled(ledger: Ledger, login: str, *, disabled: bool) -> None:
    """Shut or open the account, inside a transaction."""
    ledger.write("UPDATE accounts SET disabled = ? WHERE login = ?", (int(disabled), login))


def signed_in(ledger: Ledger, login: str) -> None:
    """Note that somebody signed in, inside a transaction."""
    ledger.write("UPDATE accounts SET signed_in_at = ? WHERE login = ?", (ledger.now(), login))
