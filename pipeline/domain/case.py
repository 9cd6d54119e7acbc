"""A decided letter: everything about it in one value, from which packets and export are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from pipeline.domain.fields import Findings
from pipeline.domain.kinds import Kind, Priority, Role, State
from pipeline.domain.match import Household, Match
from pipeline.domain.people import OpenCase
from pipeline.domain.problems import Problem
from pipeline.domain.scores import Classification
from pipeline.domain.settings import Officer


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """One letter within a document: index from 1, its page numbers, how sure its bounds are."""

    index: int
    pages: tuple[int, ...]
    confidence: float = 1.0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier letter that may count or be linked: ids and codes, what decides about it.

    ``same_debt`` is compared by landlord, contract, period and amount (C13); ``sketch`` holds the
    paper's figures (see ``resemblance``); ``copy`` that it may be the same letter as this one;
    ``children`` that it speaks of children in the home whom nobody has ruled out since.
    """

    letter: str
    kind: Kind
    subkind: str | None
    received_on: date
    letter_date: date | None
    reference: str | None
    amount: Decimal | None
    sender: str | None
    persons: tuple[str, ...]
    periods: tuple[str, ...] = ()
    eviction_at: str | None = None
    state: State = State.ROUTED
    sketch: tuple[int, ...] = ()
    copy: bool = False
    children: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedRow:
    """A row or duty that was applied: id, sentence, heading, and the facts it read."""

    id: str
    heading: str
    sentence: str | None
    silent: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A unit that is to have the letter, and who answers for it there.

    ``contact`` is how the officer is reached, where it is known.
    """

    unit: str
    role: Role
    original: bool
    officer: str | None = None
    appoint: bool = False
    contact: Officer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOut:
    """A draft that goes with the packets; none leaves by itself. ``held`` says why it waits.

    ``to`` is ``household``, ``kronofogden``, ``sender`` or a unit's id; ``unit`` the unit that
    writes it, empty for the one that handles the letter.
    """

    template: str
    to: str
    together_with: tuple[str, ...] = ()
    held: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the routine's checklist; ``person_only`` where no program may decide it.

    ``at`` is the day and hour of a step that is to be present somewhere then; ``basis`` the
    heading of the routine that asks for it.
    """

    text: str
    unit: str
    person_only: bool
    row: str
    at: datetime | None = None
    basis: str = ""

    @property
    def told(self) -> str:
        """The text with its day and hour, where it has them."""
        if self.at is None:
            return self.text
        hour = "" if has_hour(self.at) else " Klockslaget saknas."
        return f"{self.text} Tid: {moment(self.at)}.{hour}"


def has_hour(at: datetime) -> bool:
    """Whether an hour was read: midnight says that none was."""
    return at.time() != time()


def moment(at: datetime) -> str:
    """Day and hour, or the day alone: ``2026-10-27 kl. 09.30``."""
    return f"{at:%Y-%m-%d}" + (f" kl. {at:%H.%M}" if has_hour(at) else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What the routine wants written on a unit's papers.

    ``does`` is ``note`` (text for the actualisation, its places not yet filled), ``mark`` (on the
    unit's copy of the letter, with the children's numbers where ``children``) or ``binder`` (a page
    for the binder that ``text`` names). ``row`` is the duty's id.
    """

    does: str
    text: str
    unit: str
    row: str
    children: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A computed day, what it is, and the paragraph; always "computed", never "expired".

    ``at`` is the hour too, where there is one. ``text`` are a routine's own words for what the day
    is; ``unit`` who is to keep it, empty for whoever handles the letter.
    """

    what: str
    on: date
    basis: str
    at: datetime | None = None
    text: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the routine says: rows, deliveries, letters out, steps, deadlines, writings."""

    routine: str
    version: str
    rows: tuple[AppliedRow, ...]
    deliveries: tuple[Delivery, ...]
    letters_out: tuple[LetterOut, ...]
    steps: tuple[Step, ...]
    deadlines: tuple[Deadline, ...]
    writings: tuple[Writing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCase:
    """One debtor of a list, decided on its own; ``row`` is the index into ``findings.rows``."""

    row: int
    state: State
    reasons: tuple[Problem, ...]
    match: Match
    household: Household | None
    decision: Decision | None
    cases: tuple[OpenCase, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    closed: tuple[OpenCase, ...] = ()
    accepted: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A letter and all that was decided about it; equal arguments give an equal case.

    ``decision`` is a proposal when ``state`` is review. ``restricted`` letters live only in the
    outbox ``skyddad`` and with those named for it. ``earlier`` are the letters that make it
    repeated, ``linked`` others of the household or the matter; ``accepted`` the doubts that the
    person who approved took upon herself; ``cases`` are the household's open ones, ``closed`` those
    closed not long ago; ``sketch`` the paper's figures, to know it again by.
    """

    part: LetterPart
    state: State
    reasons: tuple[Problem, ...]
    classification: Classification
    findings: Findings
    matches: tuple[Match, ...]
    household: Household | None
    decision: Decision | None
    priority: Priority
    restricted: bool
    received_on: date
    intake_point: str
    cases: tuple[OpenCase, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    linked: tuple[Earlier, ...] = ()
    closed: tuple[OpenCase, ...] = ()
    rows: tuple[RowCase, ...] = ()
    reviewed_by: str | None = None
    accepted: tuple[Problem, ...] = ()
    sketch: tuple[int, ...] = ()
