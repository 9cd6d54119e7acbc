"""What each page is given: plain values, ready to be shown; the templates decide nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day to keep: the day, what it is for, and ``PASSERAD``, ``skickad`` or nothing."""

    day: str
    what: str
    mark: str
    tone: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One letter that waits in the queue; restricted ones show nothing but their id.

    ``held`` says who has it before them now, ``asked`` whose answer to which ``question`` is waited
    for.
    """

    letter: str
    short: str
    kind: str
    intake_point: str
    received_on: str
    priority: str
    tone: str
    restricted: bool
    why: str
    more: int
    pages: str
    days: tuple[Day, ...]
    held: str = ""
    asked: str = ""
    question: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneShown:
    """A lane of the queue: its counts in words, and the letters of it that are shown.

    ``address`` leads to all of it, ``before`` and ``after`` to the pages around this one.
    """

    key: str
    title: str
    hint: str
    waiting: int
    today: int
    passed: int
    items: tuple[Item, ...]
    address: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A confirmation to Kronofogden that is not sent; ``about`` whom the notice is about."""

    letter: str
    short: str
    about: str
    case_number: str
    received_on: str
    overdue: bool
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A document that could not be read."""

    name: str
    received_on: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A day of a unit's agenda: what is to be done, for which letter, and whether it still holds.

    ``packet`` is the unit's packet of that letter, empty where it has none to open; ``mark`` and
    ``tone`` are of the day; ``doubt`` a word where it is unsure or ``gone``.
    """

    day: str
    hour: str
    text: str
    letter: str
    packet: str
    basis: str
    mark: str
    tone: str
    doubt: str
    gone: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account: who, with which roles, how they sign in, whether it is shut or locked."""

    login: str
    name: str
    roles: str
    named: bool
    way: str
    signed_in: str
    issuer: str
    disabled: bool
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """An attempt that was refused: when, who, what, about which letter or unit."""

    at: str
    by: str
    login: str
    what: str
    letter: str
    unit: str
