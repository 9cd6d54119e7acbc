"""A municipality's written routine as values: paragraphs, rows, tables, duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.domain.kinds import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Where a row stands in the written routine, and its sentence word for word.

    ``sentence`` is None where the routine is silent; then ``silent`` says on what (C12 ...). Of
    several sentences each is parted from the next as an omission.
    """

    heading: str
    sentence: str | None
    silent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A fact's name and the values under which the row holds."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """One unit that gets the letter: for what, whether it holds the original, who is responsible.

    ``unit`` may be ``case``: every unit of the routine that has the client's open case.
    ``assign`` is ``existing`` (the unit's open case has a handläggare), ``appoint`` (the unit is
    to appoint one) or empty.
    """

    unit: str
    role: Role
    original: bool = False
    assign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the routing table: conditions, who gets the letter, and on what it rests.

    ``review`` names the gap or contradiction (``C12``) that makes the row a proposal only.
    """

    id: str
    when: tuple[Condition, ...]
    send: tuple[Send, ...]
    paragraph: Paragraph
    review: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty; all duties whose conditions hold are collected.

    ``does`` is one of :data:`DOES`. A letter has ``template``, ``to`` (``household``,
    ``kronofogden``, ``sender`` or a unit), ``together_with``, the ``unit`` that writes it (empty:
    the one that handles) and ``hold``, why its draft always waits. A step or attendance has
    ``text`` in Swedish, ``unit`` and ``person_only`` where only a person may decide it. A deadline
    has ``what``, its ``text`` and ``unit`` where it has such, and lies ``years``, ``months``,
    ``days`` and ``working_days`` after ``counted_from`` (``arrival``, ``letter_date``,
    ``eviction_at``), or on the next ``day_of_month`` after that (1 to 31, 31 being the month's
    last; 0 for none). A note is
    ``text`` for the record, with places to fill (:data:`PLACES`); a mark ``text`` on the unit's
    copy, with the ``children``'s numbers where that is said; a binder puts the papers in the
    binder that ``text`` names. A review sends the letter to a person, as ``review`` says. A
    standing duty comes with no letter: what is done whenever its matter comes up.
    """

    id: str
    when: tuple[Condition, ...]
    does: str
    paragraph: Paragraph
    template: str = ""
    to: str = ""
    together_with: tuple[str, ...] = ()
    hold: str = ""
    text: str = ""
    unit: str = ""
    children: bool = False
    person_only: bool = False
    what: str = ""
    days: int = 0
    working_days: int = 0
    months: int = 0
    years: int = 0
    day_of_month: int = 0
    counted_from: str = ""
    review: str = ""
    line: int = 0


DOES = (
    "letter", "step", "attend", "deadline", "note", "mark", "binder", "review", "standing",
)  # fmt: skip
"""What a duty may do."""

PLACES = ("belopp", "avsandare", "brevdatum", "ankomst")
"""What the text of a note may name in braces: the debt, the sender, the letter's day, arrival."""

CASE_UNIT = "case"
"""In the place of a unit: whichever units have the client's open case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """Something that a unit does on a day of each month, or of some, whatever letters come.

    ``day`` is 1 to 31, 31 being the month's last; ``months`` 1 to 12, empty for every one. A day
    that is no weekday is moved to the weekday before it, or after it (``moved``).
    """

    id: str
    text: str
    unit: str
    day: int
    paragraph: Paragraph
    months: tuple[int, ...] = ()
    moved: str = "before"
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A receiving unit: its id, its Swedish name, and the cases it owns in the register.

    ``children`` says that it works with children: it alone sees their numbers (C20).
    """

    id: str
    name: str
    case_names: tuple[str, ...] = ()
    children: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of the closed vocabulary and its finitely many values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """One municipality's routine, valid from a day; decided by the version of the letter's day.

    ``municipality`` is its name as letters write it, empty where the routine is nobody's own.
    ``revise_by`` is the day by which its owner said it would be revised, if any.
    ``left_out`` are the sentences of its written text that nothing rests on; None where the text
    does not lie beside it. ``ignored_cases`` are the register's names of units whose cases are no
    matter of the routine.
    """

    name: str
    title: str
    valid_from: date
    source: str
    units: tuple[Unit, ...]
    facts: tuple[Fact, ...]
    rows: tuple[Row, ...]
    duties: tuple[Duty, ...]
    recurring: tuple[Recurring, ...] = ()
    window_months: int = 12
    revise_by: date | None = None
    ignored_cases: tuple[str, ...] = ()
    municipality: str = ""
    left_out: tuple[str, ...] | None = None
    file: str = ""
