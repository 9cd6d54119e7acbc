"""Passwords: argon2id, a few at a time, and what one must be like."""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pipeline.domain.sentences import filled

LEAST = 12
_MOST = 500
_REST = 8
"""Signs that must be left of a password when the holder's names are taken out."""
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each takes 64 MB on purpose; whoever asks for many at once waits."""

_HASHER = PasswordHasher()
"""The library's parameters (RFC 9106, second choice); an old hash is renewed at a sign-in."""


def hashed(password: str) -> str:
    """The hash to keep."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def holds(kept: str, password: str) -> bool:
    """Whether the password is the one whose hash is kept.

    An empty ``kept`` (no such account, or one without a password) takes as long and never holds.
    """
    if len(password) > _MOST:
        return False
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or _nobodys(), password) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than those of today."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")


def fault(password: str, login: str, name: str) -> str:
    """Why the password cannot be used, in Swedish; empty when it can.

    Length counts, mixed signs do not (NIST SP 800-63B 3.1.1.2).
    """
    low = password.casefold()
    if len(password) < LEAST:
        return filled(
            "Lösenordet måste ha minst {least} tecken. Ta gärna några ord som du minns.",
            least=LEAST,
        )
    if len(password) > _MOST:
        return filled("Lösenordet får ha högst {most} tecken.", most=_MOST)
    if len(set(low)) < 5 or low in _USUAL:
        return filled("Det lösenordet är för lätt att gissa. Ta några ord som inte hör ihop.")
    rest = low
    for part in (login, *name.split()):
        rest = rest.replace(part.casefold(), "")
    if len(rest) < _REST:
        return filled("Lösenordet är nästan bara ditt namn. Ta några ord som inte hör ihop.")
    return ""


_USUAL = frozenset(
    {
        "123456789012",
        "1234567890123",
        "lösenord1234",
        "losenord1234",
        "password1234",
        "password12345",
        "qwertyuiopå1",
        "qwertyuiop12",
        "socialtjänst",
        "socialtjänsten",
        "välkommen123",
        "valkommen1234",
        "sommaren2026",
        "abcdefghijkl",
        "tröskeltröskel",
    }
)
"""The first that anybody tries here, of those that are long enough."""
