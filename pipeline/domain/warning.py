"""What is no fault of a routine but was perhaps not meant: told, and never refused."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.routine import Routine
from pipeline.domain.verify_parts import Fault


def warnings(routine: Routine) -> tuple[Fault, ...]:
    """What should be looked at, each with its row or duty and its line."""
    return (*_days(routine), *_children(routine), *_facts(routine))


def _days(routine: Routine) -> Iterator[Fault]:
    for duty in routine.duties:
        lies = (duty.days, duty.working_days, duty.months, duty.years, duty.day_of_month)
        if duty.does == "deadline" and not any(lies):
            message = (
                "dagen har varken days, working_days, months, years eller day_of_month: den blir "
                f"{_STARTS.get(duty.counted_from, duty.counted_from)}"
            )
            yield Fault(where=duty.id, line=duty.line, message=message)


_STARTS = {
    "arrival": "dagen då brevet kom",
    "letter_date": "brevets egen dag",
    "eviction_at": "avhysningens dag",
}


def _children(routine: Routine) -> Iterator[Fault]:
    """A routine whose rows part families from others most often has a unit for children."""
    parted = any(
        one.fact == "household" and one.values == {"minors"}
        for row in routine.rows
        for one in row.when
    )
    if parted and not any(unit.children for unit in routine.units):
        message = "ingen enhet har children = true: ingen ser barnens personnummer"
        yield Fault(where="enheter", message=message)


def _facts(routine: Routine) -> Iterator[Fault]:
    every = (*(row.when for row in routine.rows), *(duty.when for duty in routine.duties))
    asked = {one.fact for when in every for one in when}
    for fact in routine.facts:
        if fact.name not in asked:
            message = f"ingen rad eller plikt frågar om {fact.name}"
            yield Fault(where="facts", message=message)
