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
    pages: str
    days: tuple[Day, ...]


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
    """A person of the register that may be picked; ``note`` says where the proposal comes from."""

    value: str
    name: str
    number: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Whom the letter, or a row of a list, is about, and those who also may be.

    ``index`` is what a choice is made for: the party, or the list's row. ``open`` when the choice
    stands unfolded; ``search`` is what was sought for it, and ``sought`` whether anything was.
    """

    index: int
    printed: str
    name: str
    number: str
    certainty: str
    tone: str
    evidence: tuple[str, ...]
    choices: tuple[Choice, ...]
    open: bool
    search: str = ""
    sought: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The household of the letter, or of a list's row, and the children to choose among."""

    index: int
    text: str
    children: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a list: a debtor decided alone."""

    number: int
    name: str
    amount: str
    state: str
    tone: str
    anchor: str
    reasons: tuple[str, ...]
    person: Suggested
    home: Home
    receivers: tuple[str, ...]


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
class Outgoing:
    """A letter out in words; ``file`` is its name where the draft can be had before a decision."""

    said: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """The whole of the review page."""

    letter: str
    short: str
    revision: int
    kind: str
    kind_value: str
    subkind_value: str
    tenure_value: str
    state: str
    priority: str
    tone: str
    received_on: str
    intake_point: str
    reviewed_by: str
    editable: bool
    approvable: bool
    returnable: bool
    reasons: tuple[str, ...]
    pages: tuple[Sheet, ...]
    values: tuple[Shown, ...]
    persons: tuple[Suggested, ...]
    home: Home
    rows: tuple[Line, ...]
    deliveries: tuple[Receiver, ...]
    letters_out: tuple[Outgoing, ...]
    nearest: tuple[Day, ...]
    deadlines: tuple[Day, ...]
    matter: tuple[str, ...]
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
    """A packet that waits for its unit; ``about`` says what sets it apart from its like.

    ``days`` are the nearest that the unit is to keep because of it.
    """

    packet: str
    short: str
    kind: str
    pages: str
    about: tuple[str, ...]
    role: str
    received_on: str
    priority: str
    tone: str
    overdue: bool
    days: tuple[Day, ...]
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A day of a unit's agenda: what is to be done, for which letter, and whether it still holds.

    ``mark`` and ``tone`` are of the day; ``doubt`` a word where it is unsure or gone.
    """

    day: str
    hour: str
    text: str
    letter: str
    basis: str
    mark: str
    tone: str
    doubt: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A packet that was picked up."""

    packet: str
    by: str
    at: str
    digest: str


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
    when: tuple[str, ...]
    then: tuple[str, ...]
    review: str


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
