"""Sessions, sign-ins under way and failed attempts; of every secret only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from pipeline.store.ledger import Ledger

_TOUCH = 60
"""Seconds between two notes that a session is in use: not every page writes."""

_FLOW = 600
"""Seconds that a sign-in by the municipality's sign-on may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds after which a session ends: unused, and in any case."""

    idle: int
    absolute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A sign-in under way: what the answer must carry, and where to go after it."""

    nonce: str
    verifier: str
    goal: str


def hashed(secret: str) -> str:
    """The SHA-256 of a secret or a key, as it is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def now(ledger: Ledger) -> int:
    """Seconds since 1970."""
    return int(ledger.clock().timestamp())


def begin(ledger: Ledger, login: str) -> str:
    """Begin a session, inside a transaction; its token, which is kept nowhere here."""
    token = secrets.token_urlsafe(32)
    at = now(ledger)
    ledger.insert("sessions", {"id": hashed(token), "account": login, "made_at": at, "seen_at": at})
    return token


def account_of(ledger: Ledger, token: str, limits: Limits) -> str:
    """The sign-in name of the session, empty when there is none or its time is out.

    Notes that the session is in use, once a minute at most.
    """
    ident, at = hashed(token), now(ledger)
    row = ledger.row("SELECT * FROM sessions WHERE id = ?", (ident,))
    if row is None:
        return ""
    if at - row["seen_at"] >= limits.idle or at - row["made_at"] >= limits.absolute:
        with ledger.atomic():
            ledger.write("DELETE FROM sessions WHERE id = ?", (ident,))
        return ""
    if at - row["seen_at"] >= _TOUCH:
        with ledger.atomic():
            ledger.write("UPDATE sessions SET seen_at = ? WHERE id = ?", (at, ident))
    return str(row["account"])


def end(ledger: Ledger, token: str) -> None:
    """End the session, inside a transaction."""
    ledger.write("DELETE FROM sessions WHERE id = ?", (hashed(token),))


def end_all(ledger: Ledger, login: str) -> int:
    """End all sessions of the account, inside a transaction; how many there were."""
    return ledger.write("DELETE FROM sessions WHERE account = ?", (login,))


def count(ledger: Ledger, login: str, limits: Limits) -> int:
    """How many sessions of the account are alive."""
    at = now(ledger)
    return ledger.number(
        "SELECT count(*) FROM sessions WHERE account = ? AND seen_at > ? AND made_at > ?",
        (login, at - limits.idle, at - limits.absolute),
    )


def forget_old(ledger: Ledger, limits: Limits) -> None:
    """Drop the sessions, sign-ins and attempts whose time is out, inside a transaction."""
    at = now(ledger)
    ledger.write(
        "DELETE FROM sessions WHERE seen_at <= ? OR made_at <= ?",
        (at - limits.idle, at - limits.absolute),
    )
    ledger.write("DELETE FROM flows WHERE made_at <= ?", (at - _FLOW,))
    ledger.write("DELETE FROM attempts WHERE at <= ?", (at - WINDOW,))


WINDOW = 900
"""Seconds for which a failed attempt counts."""


def attempts(ledger: Ledger, key: str) -> int:
    """How many attempts have been counted for the key and not cleared."""
    return ledger.number(
        "SELECT count(*) FROM attempts WHERE key = ? AND at > ?",
        (hashed(key), now(ledger) - WINDOW),
    )


def count_attempt(ledger: Ledger, key: str) -> None:
    """Count an attempt before its password is looked at, inside a transaction."""
    ledger.insert("attempts", {"key": hashed(key), "at": now(ledger)})


def clear_attempts(ledger: Ledger, key: str) -> int:
    """Forget the key's attempts, inside a transaction; how many there were."""
    return ledger.write("DELETE FROM attempts WHERE key = ?", (hashed(key),))


def take_back_attempt(ledger: Ledger, key: str) -> None:
    """Take back the attempt counted last: it succeeded. Inside a transaction."""
    ledger.write(
        "DELETE FROM attempts WHERE rowid = (SELECT max(rowid) FROM attempts WHERE key = ?)",
        (hashed(key),),
    )


def begin_flow(ledger: Ledger, state: str, flow: Flow) -> None:
    """Keep a sign-in under way, inside a transaction."""
    ledger.insert(
        "flows",
        {
            "id": hashed(state),
            "nonce": flow.nonce,
            "verifier": flow.verifier,
            "goal": flow.goal,
            "made_at": now(ledger),
        },
    )


def take_flow(ledger: Ledger, state: str) -> Flow | None:
    """The sign-in with that state, once; None when there is none or it took too long."""
    with ledger.atomic():
        row = ledger.row("SELECT * FROM flows WHERE id = ?", (hashed(state),))
        ledger.write("DELETE FROM flows WHERE id = ?", (hashed(state),))
    if row is None or now(ledger) - row["made_at"] >= _FLOW:
        return None
    return Flow(nonce=row["nonce"], verifier=row["verifier"], goal=row["goal"])
