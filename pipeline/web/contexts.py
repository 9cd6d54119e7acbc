"""What each page is given: plain values, ready to be shown; the templates decide nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One letter that waits in the queue; restricted ones show nothing but their id."""

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
    deadline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A confirmation to Kronofogden that is not sent."""

    letter: str
    short: str
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
class Mark:
    """A box drawn on a page, in the page's points."""

    id: str
    tone: str
    title: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of the scan: size in points, its marks, and what is odd about it."""

    number: int
    width: float
    height: float
    marks: tuple[Mark, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One value: label, text, how sure, and the id of the mark that shows its place."""

    label: str
    text: str
    certainty: str
    tone: str
    anchor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A person of the register that may be picked."""

    value: str
    name: str
    number: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Whom the letter is about, and those who also may be."""

    index: int
    name: str
    number: str
    certainty: str
    tone: str
    evidence: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a list."""

    number: int
    name: str
    amount: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A unit that gets the letter."""

    unit: str
    role: str
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the routine with its sentence."""

    id: str
    heading: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """The whole of the review page."""

    letter: str
    short: str
    revision: int
    kind: str
    kind_value: str
    state: str
    priority: str
    tone: str
    received_on: str
    intake_point: str
    reviewed_by: str
    editable: bool
    returnable: bool
    reasons: tuple[str, ...]
    pages: tuple[Sheet, ...]
    values: tuple[Shown, ...]
    persons: tuple[Suggested, ...]
    household: str
    children: tuple[str, ...]
    rows: tuple[Line, ...]
    deliveries: tuple[Receiver, ...]
    letters_out: tuple[str, ...]
    deadlines: tuple[str, ...]
    rules: tuple[Rule, ...]
    confirmation: str
    confirmable: bool
    history: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a packet: what staff call it, its address, whether it is what they open first."""

    name: str
    path: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """A packet that waits for its unit."""

    packet: str
    short: str
    kind: str
    role: str
    received_on: str
    priority: str
    tone: str
    overdue: bool
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A packet that was picked up."""

    short: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit with what waits for it; no address where a page may not show it."""

    name: str
    address: str
    waiting: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A table of counts."""

    title: str
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineRow:
    """A row of the routing table for its owner to read."""

    id: str
    heading: str
    sentence: str
    silent: str
    when: str
    then: str
    review: str
