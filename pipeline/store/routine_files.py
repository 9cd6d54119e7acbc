"""Routine files: TOML in, a verified ``Routine`` out, or all faults of the file at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.domain import facts as vocabulary
from pipeline.domain.kinds import Role
from pipeline.domain.routine import (
    Condition,
    Duty,
    Fact,
    Paragraph,
    Recurring,
    Routine,
    Row,
    Send,
    Unit,
)
from pipeline.domain.tables import DOUBT, ROW
from pipeline.domain.verify import Fault, verify
from pipeline.domain.written import OMISSION, left_out, misquoted
from pipeline.store.routine_text import (
    Lines,
    RoutineRefusedError,
    faults_of,
    read_text,
    read_toml,
)

__all__ = ["NoRoutineError", "RoutineRefusedError", "load", "names", "valid_on", "versions"]

ROUTINES = Path(__file__).parents[1] / "routines"
"""The routines that come with the program: ``<name>/<valid-from>.toml``."""


class NoRoutineError(Exception):
    """There is no routine of that name, or none that is valid on that day."""


Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Not(_Strict):
    """All values of the fact but these."""

    not_: str | list[str] = Field(alias="not")


Values = str | list[str] | _Not


class _Unit(_Strict):
    id: Slug
    name: str = Field(min_length=1)
    cases: list[str] = []
    children: bool = False


class _Send(_Strict):
    unit: str
    role: Literal["handle", "copy", "information"]
    original: bool = False
    assign: str = ""


class _Cited(_Strict):
    id: str = Field(min_length=1)
    section: str
    heading: str = ""
    sentence: str | list[str] | None = None
    silent: str = ""
    review: str = Field(default="", pattern=r"^[A-Za-z0-9_:.-]*$")


class _Row(_Cited):
    when: dict[str, Values]
    send: list[_Send]


class _Duty(_Cited):
    does: str
    template: str = ""
    to: str = ""
    together_with: list[str] = []
    hold: str = ""
    text: str = ""
    unit: str = ""
    children: bool = False
    person_only: bool = False
    what: str = ""
    days: int = 0
    working_days: int = Field(default=0, ge=0, le=366)
    months: int = 0
    years: int = 0
    day_of_month: int = 0
    counted_from: str = ""
    when: dict[str, Values] = {}


class _Recurring(_Strict):
    id: str = Field(min_length=1)
    section: str
    heading: str = ""
    sentence: str | list[str] | None = None
    silent: str = ""
    text: str = ""
    unit: str = ""
    day: int
    months: list[int] = []
    moved: str = "before"


class _File(_Strict):
    name: Slug
    title: str = Field(min_length=1)
    valid_from: date
    source: str = Field(min_length=1)
    municipality: str = ""
    window_months: int = Field(default=12, ge=1, le=120)
    revise_by: date | None = None
    facts: list[str]
    intake_points: list[str] = []
    ignored_cases: list[str] = []
    unit: list[_Unit]
    sections: dict[str, list[str]]
    row: list[_Row]
    duty: list[_Duty] = []
    recurring: list[_Recurring] = []


KEYS = {
    "": _File.model_fields,
    "unit": _Unit.model_fields,
    "row": _Row.model_fields,
    "send": _Send.model_fields,
    "duty": _Duty.model_fields,
    "recurring": _Recurring.model_fields,
}
"""The keys of each table, told where another one stands."""


def load(file: Path) -> Routine:
    """The routine in that file, proved whole.

    Where the written routine's own text lies beside the file (same name, ``.txt``), every
    sentence and heading must stand in it word for word. Raises RoutineRefusedError with all
    faults: file, line, key and what is wrong.
    """
    source = file.with_suffix(".txt")
    written = read_text(source) if source.is_file() else None
    return _proved(file, read_text(file), written)


@lru_cache(maxsize=64)  # a file is read each time, and proved anew when it says something else
def _proved(file: Path, text: str, written: str | None) -> Routine:
    lines = Lines(text)
    parsed = _parsed(file, text, lines)
    routine, faults = _built(parsed, lines, file)
    faults += [*_misnamed(routine, file), *verify(routine)]
    if written is not None:
        faults += _verbatim(routine, written, file.with_suffix(".txt").name)
        routine = replace(routine, left_out=left_out(routine, written))
    if faults:
        raise RoutineRefusedError(file, [_placed(fault, parsed, lines) for fault in faults])
    return routine


def _placed(fault: Fault, parsed: _File, lines: Lines) -> Fault:
    """The fault with a line: of its unit, of its key, else of the list of facts."""
    if fault.line:
        return fault
    units = [unit.id for unit in parsed.unit]
    if fault.where in units:
        return replace(fault, line=lines.table("unit", units.index(fault.where)))
    return replace(fault, line=lines.key(fault.where) or lines.key("facts"))


def versions(name: str, folder: Path = ROUTINES) -> tuple[Path, ...]:
    """The files of that routine, oldest first; empty when there is none."""
    return tuple(
        path
        for path in sorted((folder / name).glob("*.toml"))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", path.stem)
    )


def names(folder: Path = ROUTINES) -> tuple[str, ...]:
    """The routines that the folder holds, by name."""
    return tuple(sorted(path.name for path in folder.iterdir() if versions(path.name, folder)))


def valid_on(name: str, on: date, folder: Path = ROUTINES) -> Routine:
    """The newest version of the routine that is valid on that day.

    Raises NoRoutineError when there is none, RoutineRefusedError when the file has faults.
    """
    files = versions(name, folder)
    if not files:
        known = ", ".join(names(folder)) or "inga"
        message = f"Det finns ingen rutin som heter {name}. Rutiner som finns: {known}."
        raise NoRoutineError(message)
    valid = [file for file in files if date.fromisoformat(file.stem) <= on]
    if not valid:
        message = f"Rutinen {name} gäller först från {files[0].stem}; brevet kom {on.isoformat()}."
        raise NoRoutineError(message)
    return load(valid[-1])


def _parsed(file: Path, text: str, lines: Lines) -> _File:
    data = read_toml(file, text)
    try:
        return _File.model_validate(data)
    except ValidationError as error:
        raise RoutineRefusedError(file, faults_of(error, data, lines, KEYS)) from error


class _Builder:
    """The parsed file as values; what cannot be built is a fault with its line."""

    def __init__(self, parsed: _File, lines: Lines) -> None:
        self._parsed = parsed
        self._lines = lines
        self.faults: list[Fault] = []
        self.units = tuple(
            Unit(
                id=unit.id,
                name=unit.name,
                case_names=tuple(unit.cases),
                children=unit.children,
            )
            for unit in parsed.unit
        )
        self.facts = tuple(
            Fact(
                name=name,
                values=vocabulary.vocabulary(name, self.units, parsed.intake_points),
            )
            for name in parsed.facts
        )
        self._values = {fact.name: fact.values for fact in self.facts}
        self._values |= {ROW: tuple(row.id for row in parsed.row), DOUBT: vocabulary.YES_NO}

    def row(self, place: int, row: _Row) -> Row:
        """The row that stands at that place among the rows."""
        line = self._lines.table("row", place)
        return Row(
            id=row.id,
            when=self._conditions(row),
            send=tuple(
                Send(
                    unit=send.unit,
                    role=Role(send.role),
                    original=send.original,
                    assign=send.assign,
                )
                for send in row.send
            ),
            paragraph=self._paragraph(row, line),
            review=row.review,
            line=line,
        )

    def duty(self, place: int, duty: _Duty) -> Duty:
        """The duty that stands at that place among the duties."""
        line = self._lines.table("duty", place)
        as_said = duty.model_dump(exclude={"section", "heading", "sentence", "silent", "when"})
        as_said["together_with"] = tuple(duty.together_with)
        return Duty(
            **as_said,
            when=self._conditions(duty),
            paragraph=self._paragraph(duty, line),
            line=line,
        )

    def recurring(self, place: int, one: _Recurring) -> Recurring:
        """The recurring duty that stands at that place among them."""
        line = self._lines.table("recurring", place)
        return Recurring(
            id=one.id,
            text=one.text,
            unit=one.unit,
            day=one.day,
            paragraph=self._paragraph(one, line),
            months=tuple(one.months),
            moved=one.moved,
            line=line,
        )

    def _paragraph(self, item: _Cited | _Recurring, line: int) -> Paragraph:
        sections = self._parsed.sections
        if item.section not in sections:
            message = f"okänt avsnitt {item.section} (section); avsnitten är {', '.join(sections)}"
            self.faults.append(Fault(where=item.id, line=line, message=message))
        parts = (*sections.get(item.section, [item.section]), item.heading)
        return Paragraph(
            heading=" › ".join(part for part in parts if part),
            sentence=None if item.sentence is None else OMISSION.join(_listed(item.sentence)),
            silent=item.silent,
        )

    def _conditions(self, item: _Row | _Duty) -> tuple[Condition, ...]:
        found: list[Condition] = []
        for fact, said in item.when.items():
            values = frozenset(_listed(said.not_ if isinstance(said, _Not) else said))
            if isinstance(said, _Not):
                every = frozenset(self._values.get(fact, ()))
                # Values that the fact has not got stay, so that they are told as unknown.
                values = (every - values) | (values - every)
            found.append(Condition(fact=fact, values=values))
        return tuple(found)


def _listed(said: str | list[str]) -> list[str]:
    """A single value may stand without brackets."""
    return [said] if isinstance(said, str) else said


def _built(parsed: _File, lines: Lines, file: Path) -> tuple[Routine, list[Fault]]:
    builder = _Builder(parsed, lines)
    routine = Routine(
        name=parsed.name,
        title=parsed.title,
        valid_from=parsed.valid_from,
        source=parsed.source,
        municipality=parsed.municipality,
        units=builder.units,
        facts=builder.facts,
        rows=tuple(builder.row(place, row) for place, row in enumerate(parsed.row)),
        duties=tuple(builder.duty(place, duty) for place, duty in enumerate(parsed.duty)),
        recurring=tuple(
            builder.recurring(place, one) for place, one in enumerate(parsed.recurring)
        ),
        window_months=parsed.window_months,
        revise_by=parsed.revise_by,
        ignored_cases=tuple(parsed.ignored_cases),
        file=f"{file.parent.name}/{file.name}",
    )
    return routine, builder.faults


def _verbatim(routine: Routine, written: str, name: str) -> Iterator[Fault]:
    """Sentences and headings that the written routine beside the file does not have."""
    for item, wrong, near in misquoted(routine, written):
        told = f"; {near}" if near else ""
        message = f"står inte ordagrant i {name}: «{wrong}»{told}"
        yield Fault(where=item.id, line=item.line, message=message)


def _misnamed(routine: Routine, file: Path) -> list[Fault]:
    """The folder is the routine's name, the file its first day: that is how it is found."""
    faults: list[Fault] = []
    if file.stem != routine.valid_from.isoformat():
        message = f"filen heter {file.stem} men gäller från {routine.valid_from.isoformat()}"
        faults.append(Fault(where="valid_from", message=message))
    if file.parent.name != routine.name:
        message = f"mappen heter {file.parent.name} men rutinen {routine.name}"
        faults.append(Fault(where="name", message=message))
    return faults
