"""Examples beside a routine: facts with the row, units and letters that its authors expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


_KEYS = {"": _File.model_fields, "example": _Example.model_fields}


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
        raise RoutineRefusedError(file, faults_of(error, data, lines, _KEYS)) from error
    name = Path(routine.file).name
    faults = [
        *_missing(routine, parsed),
        *(
            Fault(where="[defaults]", line=lines.key("[defaults]"), message=message)
            for message in _wrong(routine, parsed.defaults)
        ),
    ]
    reached: set[str] = set()
    for place, example in enumerate(parsed.example):
        facts = MappingProxyType({**parsed.defaults, **example.facts})
        whole = all(facts.get(fact.name) in fact.values for fact in routine.facts)
        row = row_for(routine, facts) if whole else None
        # What is missing or wrong in the defaults is told once, not for each example.
        wrong = _wrong(routine, example.facts) or (
            _difference(routine, example, facts, row) if whole else []
        )
        faults += [
            Fault(where=example.says, line=lines.table("example", place), message=message)
            for message in wrong
        ]
        reached.add(example.row if row is None else row.id)
    faults += [
        Fault(where=row.id, message=f"inget exempel når raden (rad {row.line} i {name})")
        for row in routine.rows
        if row.id not in reached
    ]
    return tuple(faults)


def _missing(routine: Routine, parsed: _File) -> Iterator[Fault]:
    """Facts that examples leave unsaid, each told once."""
    for fact in routine.facts:
        without = [
            one for one in parsed.example if fact.name not in {**parsed.defaults, **one.facts}
        ]
        if without:
            many = "ett exempel" if len(without) == 1 else f"{len(without)} exempel"
            message = (
                f"faktumet {fact.name} saknas i {many}: lägg det i [defaults]; tillåtna är "
                f"{', '.join(fact.values)}"
            )
            yield Fault(where=without[0].says, message=message)


def _wrong(routine: Routine, said: Mapping[str, str]) -> list[str]:
    """What is said of facts that the routine has not got, or that have no such value."""
    known = {fact.name: fact.values for fact in routine.facts}
    return [
        f"{name} är inget faktum i rutinen; den har {', '.join(known)}"
        if name not in known
        else f"{name} har det okända värdet {value}; tillåtna är {', '.join(known[name])}"
        for name, value in said.items()
        if value not in known.get(name, ())
    ]


def _difference(
    routine: Routine, example: _Example, facts: Mapping[str, str], row: Row | None
) -> list[str]:
    if {"kind", "subkind"} <= facts.keys() and (facts["kind"], facts["subkind"]) not in pairs():
        return [f"underslaget {facts['subkind']} hör inte till {facts['kind']}"]
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
    found = (
        ("rad", row.id, example.row),
        ("enheter", _pairs(units), _pairs(example.units)),
        ("brev", _list(letters), _list(example.letters)),
        (
            "granskning",
            *(_YES[one] for one in (bool(reviews(routine, facts, row)), example.review)),
        ),
    )
    return [
        *(
            f"{what} blev {got}, väntat var {wanted}"
            for what, got, wanted in found
            if got != wanted
        ),
        *(f"plikten {duty} gäller inte" for duty in sorted(missing)),
    ]


_YES = {True: "ja", False: "nej"}


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "inga"


def _pairs(units: Mapping[str, str]) -> str:
    return _list(f"{unit} {role}" for unit, role in units.items())


def _named(duty: Duty) -> str:
    """A letter out as examples write it: ``kallelse:ekonomiskt_bistand+barn_unga``."""
    return ":".join(part for part in (duty.template, "+".join(duty.together_with)) if part)
