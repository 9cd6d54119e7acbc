"""What the units' pages are given: plain values, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.web.contexts import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit with what waits for it, what was not taken in time, which answers it owes."""

    name: str
    address: str
    waiting: int
    overdue: int
    owed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A name or a sum; ``doubt`` says in words that it is unsure, else it is empty."""

    text: str
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A packet as lists and its own page name it; ``about`` sets it apart from its like.

    ``persons`` and ``amount`` are what it is known by, each with a word where it is unsure; empty
    where its reader may not see them. ``state`` is where it is: waits, taken by whom, handed back;
    ``tone`` its colour.
    """

    name: str
    short: str
    kind: str
    pages: str
    persons: tuple[Known, ...]
    amount: Known | None
    about: tuple[str, ...]
    role: str
    received_on: str
    priority: str
    urgency: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What a search found; ``near`` where it was a name much like what was written."""

    packets: tuple[Head, ...]
    near: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A packet that waits for its unit; ``late`` says when it was to be taken, if that is past.

    ``days`` are the nearest that the unit is to keep because of it; ``paper`` what is printed.
    """

    head: Head
    late: str
    missing: bool
    days: tuple[Day, ...]
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A confirmation to Kronofogden that the unit has not noted as sent."""

    head: Head
    day: str
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A packet that was picked up: by whom, when, and the digest of what was taken."""

    head: Head
    by: str
    at: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A packet that the unit handed back, why, and what became of the letter."""

    packet: str
    kind: str
    by: str
    at: str
    reason: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a packet: what staff call it, and its address within the packet."""

    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper to look through: its file, and the numbers of the pages that are shown.

    ``more`` is how many are not.
    """

    file: File
    pages: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutRow:
    """A letter out: what it is called, its files, and whether it went.

    ``said`` tells who sent it when, or when it must go; ``tone`` is its colour, ``sent`` whether it
    is noted as sent, ``waits`` whether it is not to be sent yet.
    """

    draft: str
    name: str
    files: tuple[File, ...]
    said: str
    tone: str
    sent: bool
    waits: bool
