"""Examples beside a routine: facts with the row, units and letters that its authors expect."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.domain.facts import pairs
from pipeline.domain.outgoing import SENDER
from pipeline.domain.routine import Duty, Routine, Row
from pipeline.domain.tables import duties_for, reviews, row_for
from pipeline.domain.verify import Fault
from pipeline.store.routine_text import Lines, RoutineRefusedError, faults_of, read_text, read_toml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Example(_Strict):
    says: str = Field(min_length=1)
    facts: dict[str, str]
    row: str
    units: dict[str, str]
    letters: list[str] = []
    duties: list[str] = []
    review: bool = False
    doubt: bool = False


class _File(_Strict):
    defaults: dict[str, str]
    example: list[_Example] = Field(min_length=1)


def beside(routine_file: Path) -> Path:
    """Where a routine's examples lie: ``<valid-from>.examples.toml``."""
    return routine_file.with_suffix(".examples.toml")


def check(file: Path, routine: Routine) -> tuple[Fault, ...]:
    """What the routine does otherwise than its examples say; empty when all agree.

    Every row must be reached by an example; of duties an example names those that must hold.
    Raises RoutineRefusedError for a file that cannot be read as examples.
    """
    text = read_text(file)
    data = read_toml(file, text)
    lines = Lines(text)
    try:
        parsed = _File.model_validate(data)
    except ValidationError as error:
        raise RoutineRefusedError(file, faults_of(error, data, lines)) from error
    faults: list[Fault] = []
    reached: set[str] = set()
    for place, example in enumerate(parsed.example):
        facts = MappingProxyType({**parsed.defaults, **example.facts})
        row = row_for(routine, facts)
        wrong = _impossible(routine, facts) or _difference(routine, example, facts, row)
        faults += [
            Fault(where=example.says, line=lines.table("example", place), message=message)
            for message in wrong
        ]
        if row is not None:
            reached.add(row.id)
    faults += [
        Fault(where=row.id, line=row.line, message="inget exempel når raden")
        for row in routine.rows
        if row.id not in reached
    ]
    return tuple(faults)


def _impossible(routine: Routine, facts: Mapping[str, str]) -> list[str]:
    """Facts that no letter can have."""
    wrong = [
        f"faktumet {fact.name} saknas eller har ett okänt värde"
        for fact in routine.facts
        if facts.get(fact.name) not in fact.values
    ]
    if (facts.get("kind"), facts.get("subkind")) not in pairs():
        wrong.append(f"underslaget {facts.get('subkind')} hör inte till {facts.get('kind')}")
    return wrong


def _difference(
    routine: Routine, example: _Example, facts: Mapping[str, str], row: Row | None
) -> list[str]:
    if row is None:
        return ["ingen eller flera rader stämmer"]
    units = {send.unit: send.role.value for send in row.send}
    duties = duties_for(routine, facts, row, doubt=example.doubt)
    missing = set(example.duties) - {duty.id for duty in duties}
    letters = [
        _named(duty)
        for duty in duties
        # What goes back to the sender depends on what was read, not on the facts.
        if duty.does == "letter" and duty.to != SENDER
    ]
    found: tuple[tuple[str, object, object], ...] = (
        ("rad", row.id, example.row),
        ("enheter", units, example.units),
        ("brev", sorted(letters), sorted(example.letters)),
        ("granskning", bool(reviews(routine, facts, row)), example.review),
    )
    return [
        *(
            f"{what} blev {got}, väntat var {wanted}"
            for what, got, wanted in found
            if got != wanted
        ),
        *(f"plikten {duty} gäller inte" for duty in sorted(missing)),
    ]


def _named(duty: Duty) -> str:
    """A letter out as examples write it: ``kallelse:ekonomiskt_bistand+barn_unga``."""
    return ":".join(part for part in (duty.template, "+".join(duty.together_with)) if part)
