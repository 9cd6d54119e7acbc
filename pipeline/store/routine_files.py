"""Routine files: TOML in, a verified ``Routine`` out, or all faults of the file at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

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
from pipeline.domain.verify import Fault, verify

ROUTINES = Path(__file__).parents[1] / "routines"
"""The routines that come with the program: ``<name>/<valid-from>.toml``."""

SPACE = re.compile(r"\s+")


class RoutineRefusedError(Exception):
    """A routine file cannot be used; ``faults`` are all that is wrong with it, in Swedish."""

    def __init__(self, file: Path, faults: Iterable[Fault]) -> None:
        """Keep the file and its faults, ordered by line."""
        self.file = file
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        listed = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"Rutinen {file.parent.name}/{file.name} kan inte användas:\n{listed}")


class NoRoutineError(Exception):
    """There is no routine of that name, or none that is valid on that day."""


Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Values = str | list[str]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Unit(_Strict):
    id: Slug
    name: str = Field(min_length=1)
    cases: list[str] = []


class _Send(_Strict):
    unit: str
    role: Literal["handle", "copy", "information"]
    original: bool = False
    assign: str = ""


class _Cited(_Strict):
    id: str = Field(min_length=1)
    section: str
    heading: str = ""
    sentence: str | None = None
    silent: str = ""
    review: str = Field(default="", pattern=r"^[A-Za-z0-9_:.-]*$")
    when: dict[str, Values]


class _Row(_Cited):
    send: list[_Send]


class _Duty(_Cited):
    does: str
    template: str = ""
    to: str = ""
    together_with: list[str] = []
    text: str = ""
    unit: str = ""
    person_only: bool = False
    what: str = ""
    days: int = 0
    months: int = 0
    years: int = 0
    day_of_month: int = 0
    counted_from: str = ""


class _Recurring(_Strict):
    id: str = Field(min_length=1)
    section: str
    heading: str = ""
    sentence: str | None = None
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
    window_months: int = Field(default=12, ge=1, le=120)
    facts: list[str]
    intake_points: list[str] = []
    unit: list[_Unit]
    sections: dict[str, list[str]]
    row: list[_Row]
    duty: list[_Duty] = []
    recurring: list[_Recurring] = []


def load(file: Path) -> Routine:
    """The routine in that file, proved whole.

    Where the written routine's own text lies beside the file (same name, ``.txt``), every
    sentence and heading must stand in it word for word. Raises RoutineRefusedError with all
    faults: file, line, key and what is wrong.
    """
    text = read_text(file)
    lines = Lines(text)
    parsed = _parsed(file, text, lines)
    routine, faults = _built(parsed, lines, file)
    faults += [*_verbatim(routine, file), *_misnamed(routine, file), *verify(routine)]
    if faults:
        raise RoutineRefusedError(file, faults)
    return routine


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


def read_text(file: Path) -> str:
    """The file as UTF-8, with or without a BOM; RoutineRefusedError when that cannot be."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        fault = Fault(where=file.name, message="filen finns inte eller kan inte läsas")
        raise RoutineRefusedError(file, [fault]) from error
    except UnicodeDecodeError as error:
        fault = Fault(where=file.name, message="filen är inte UTF-8")
        raise RoutineRefusedError(file, [fault]) from error


def read_toml(file: Path, text: str) -> dict[str, Any]:
    """The file's tables; RoutineRefusedError with the line where the TOML breaks."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        fault = Fault(where=file.name, line=line, message=f"går inte att läsa som TOML ({error})")
        raise RoutineRefusedError(file, [fault]) from error


def _parsed(file: Path, text: str, lines: Lines) -> _File:
    data = read_toml(file, text)
    try:
        return _File.model_validate(data)
    except ValidationError as error:
        raise RoutineRefusedError(file, faults_of(error, data, lines)) from error


class Lines:
    """Where tables and keys stand in a TOML text; tomllib itself does not say."""

    def __init__(self, text: str) -> None:
        """Keep the lines of the text."""
        self._rows = text.splitlines()

    def table(self, name: str, place: int) -> int:
        """The line of the n-th ``[[name]]`` (from 0), or 0."""
        heads = [at for at, row in enumerate(self._rows, 1) if row.strip() == f"[[{name}]]"]
        return heads[place] if place < len(heads) else 0

    def key(self, key: str, start: int = 0) -> int:
        """The first line from ``start`` that sets the key, before the next ``[[`` table."""
        for at, row in enumerate(self._rows[start:], start + 1):
            if start and row.startswith("[["):
                break
            if re.match(rf'\s*(\[.*)?"?{re.escape(key)}"?\]?\s*(=|$)', row):
                return at
        return start


_WRONG = {
    "missing": "saknas",
    "extra_forbidden": "är en okänd nyckel",
    "literal_error": "har ett okänt värde; tillåtna är handle, copy, information",
    "string_type": "ska vara en text",
    "bool_type": "ska vara true eller false",
    "int_type": "ska vara ett heltal",
    "list_type": "ska vara en lista",
    "dict_type": "ska vara en tabell",
    "date_type": "ska vara ett datum, till exempel 2022-02-15",
    "string_pattern_mismatch": "har otillåtna tecken",
    "string_too_short": "är tom",
}


def faults_of(error: ValidationError, data: Mapping[str, Any], lines: Lines) -> tuple[Fault, ...]:
    """A foreign text's faults with line, table and key, each said once."""
    found: dict[tuple[str, int, str], Fault] = {}
    for item in error.errors():
        keys = [part for part in item["loc"] if isinstance(part, str) and part not in _UNION]
        where, line = "filen", 0
        match item["loc"]:
            case (str(table), int(place), *_):
                entry = data[table][place]
                named = entry.get("id") if isinstance(entry, dict) else None
                where = str(named or f"{table} nummer {place + 1}")
                line = lines.table(table, place)
                keys = keys[1:]
        key = ".".join(keys)
        message = f"{key or where} {_WRONG.get(item['type'], 'har ett felaktigt värde')}"
        at = lines.key(keys[-1], line) if keys else line
        found[where, at, message] = Fault(where=where, line=at, message=message)
    return tuple(found.values())


_UNION = {"str", "list[str]"}
"""pydantic names the branch of a union in the place of a fault; staff need not see it."""


def _built(parsed: _File, lines: Lines, file: Path) -> tuple[Routine, list[Fault]]:
    faults: list[Fault] = []
    units = tuple(
        Unit(id=unit.id, name=unit.name, case_names=tuple(unit.cases)) for unit in parsed.unit
    )

    def paragraph(item: _Cited | _Recurring, line: int) -> Paragraph:
        if item.section not in parsed.sections:
            known = ", ".join(parsed.sections)
            message = f"okänt avsnitt {item.section} (section); avsnitten är {known}"
            faults.append(Fault(where=item.id, line=line, message=message))
        parts = (*parsed.sections.get(item.section, [item.section]), item.heading)
        return Paragraph(
            heading=" › ".join(part for part in parts if part),
            sentence=item.sentence,
            silent=item.silent,
        )

    rows: list[Row] = []
    for place, row in enumerate(parsed.row):
        line = lines.table("row", place)
        rows.append(
            Row(
                id=row.id,
                when=conditions(row.when),
                send=tuple(
                    Send(
                        unit=send.unit,
                        role=Role(send.role),
                        original=send.original,
                        assign=send.assign,
                    )
                    for send in row.send
                ),
                paragraph=paragraph(row, line),
                review=row.review,
                line=line,
            )
        )
    duties: list[Duty] = []
    for place, duty in enumerate(parsed.duty):
        line = lines.table("duty", place)
        duties.append(
            Duty(
                id=duty.id,
                when=conditions(duty.when),
                does=duty.does,
                paragraph=paragraph(duty, line),
                template=duty.template,
                to=duty.to,
                together_with=tuple(duty.together_with),
                text=duty.text,
                unit=duty.unit,
                person_only=duty.person_only,
                what=duty.what,
                days=duty.days,
                months=duty.months,
                years=duty.years,
                day_of_month=duty.day_of_month,
                counted_from=duty.counted_from,
                review=duty.review,
                line=line,
            )
        )
    routine = Routine(
        name=parsed.name,
        title=parsed.title,
        valid_from=parsed.valid_from,
        source=parsed.source,
        units=units,
        facts=tuple(
            Fact(name=name, values=vocabulary.vocabulary(name, units, parsed.intake_points))
            for name in parsed.facts
        ),
        rows=tuple(rows),
        duties=tuple(duties),
        recurring=tuple(
            Recurring(
                id=one.id,
                text=one.text,
                unit=one.unit,
                day=one.day,
                paragraph=paragraph(one, lines.table("recurring", place)),
                months=tuple(one.months),
                moved=one.moved,
                line=lines.table("recurring", place),
            )
            for place, one in enumerate(parsed.recurring)
        ),
        window_months=parsed.window_months,
        file=f"{file.parent.name}/{file.name}",
    )
    return routine, faults


def conditions(when: Mapping[str, Values]) -> tuple[Condition, ...]:
    """The conditions that a ``when`` table says; a single value may stand without brackets."""
    return tuple(
        Condition(fact=fact, values=frozenset([values] if isinstance(values, str) else values))
        for fact, values in when.items()
    )


def _verbatim(routine: Routine, file: Path) -> list[Fault]:
    """Sentences and headings that the written routine beside the file does not have."""
    source = file.with_suffix(".txt")
    if not source.is_file():
        return []
    text = SPACE.sub(" ", source.read_text(encoding="utf-8"))
    faults: list[Fault] = []
    items: tuple[Row | Duty | Recurring, ...] = (
        *routine.rows,
        *routine.duties,
        *routine.recurring,
    )
    for item in items:
        cited = [*item.paragraph.heading.split(" › "), item.paragraph.sentence or ""]
        faults += [
            Fault(
                where=item.id,
                line=item.line,
                message=f"står inte ordagrant i {source.name}: «{sentence}»",
            )
            for sentence in cited
            if SPACE.sub(" ", sentence) not in text
        ]
    return faults


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
