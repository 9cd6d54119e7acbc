"""A municipality's written routine as values: paragraphs, rows, tables, duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.domain.kinds import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Where a row stands in the written routine, and its sentence word for word.

    ``sentence`` is None where the routine is silent; then ``silent`` says on what (C12 ...).
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

    ``does`` is ``letter``, ``step``, ``deadline`` or ``attend``. A letter has ``template``, ``to``
    (``household``, ``kronofogden``, ``sender``) and ``together_with``; a step has ``text`` in
    Swedish and ``person_only`` where only a person may decide it; a deadline has ``what``, its
    ``text`` and ``unit`` where it has such, and lies ``years``, ``months`` and ``days`` after
    ``counted_from`` (``arrival``, ``letter_date``, ``eviction_at``), or on the next
    ``day_of_month`` after that (1 to 31, 31 being the month's last; 0 for none).
    """

    id: str
    when: tuple[Condition, ...]
    does: str
    paragraph: Paragraph
    template: str = ""
    to: str = ""
    together_with: tuple[str, ...] = ()
    text: str = ""
    unit: str = ""
    person_only: bool = False
    what: str = ""
    days: int = 0
    months: int = 0
    years: int = 0
    day_of_month: int = 0
    counted_from: str = ""
    review: str = ""
    line: int = 0


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
    """A receiving unit: its id, its Swedish name, and the cases it owns in the register."""

    id: str
    name: str
    case_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of the closed vocabulary and its finitely many values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """One municipality's routine, valid from a day; decided by the version of the letter's day."""

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
    file: str = ""
