"""Slips: what a page is to show after a redirect, kept in memory behind a short-lived key.

So neither an address, the browser's history nor a log has it, and the page can be shown again, by
reloading or going back, without the form being sent again.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from pipeline.domain.access import Person

LASTS = 900
"""Seconds that a slip can be read."""

_MOST = 1000
"""Slips that are kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class _Slip:
    login: str
    about: str
    value: object
    until: float


class Slips:
    """Slips of one server: each is read by whom it was left for, about what it was left for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """None yet; ``clock`` tells seconds."""
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[str, _Slip] = {}

    def leave(self, person: Person, about: str, value: object) -> str:
        """Keep the value for that person for a while; the key by which it is read."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            now = self._clock()
            there = [(name, one) for name, one in self._kept.items() if one.until > now]
            self._kept = dict(there[1 - _MOST :])
            self._kept[key] = _Slip(person.login, about, value, now + LASTS)
        return key

    def read(self, person: Person, about: str, key: str) -> object | None:
        """What was left for that person about that; None when there is nothing, or no longer."""
        with self._lock:
            one = self._kept.get(key)
        if one is None or (one.login, one.about) != (person.login, about):
            return None
        return one.value if one.until > self._clock() else None

    def tear(self, person: Person, about: str) -> None:
        """Let nothing be read any more of what was left for that person about that."""
        with self._lock:
            self._kept = {
                key: one
                for key, one in self._kept.items()
                if (one.login, one.about) != (person.login, about)
            }
