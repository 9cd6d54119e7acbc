"""Where a letter goes by a person's own decision: the routine is silent, or nobody was found.

The routine's steps, letters and days stay for the units that are chosen; no unit that is not
chosen is told of in them. A protected identity goes to those named for it, whoever was chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.domain import deadlines
from pipeline.domain.case import AppliedRow, Case, Deadline, Decision, Delivery, LetterOut, Step
from pipeline.domain.editing import units_said
from pipeline.domain.edits import Edit
from pipeline.domain.facts import Circumstances, household_value
from pipeline.domain.kinds import Kind, Role
from pipeline.domain.outgoing import OUTSIDE
from pipeline.domain.proposing import Setting, officer_at, restricted
from pipeline.domain.routine import Routine

ROW = "granskning"
"""The id of what a person decided, among the rows of a decision."""

_HEADING = "Beslutat av {by} vid granskning"
_NOBODY = (
    "Personen är inte funnen i registret, eller oklar. Ta reda på vem brevet gäller innan något "
    "görs i ärendet."
)
_CHILDREN = "Det är inte känt om barn berörs. Ta reda på det."
_REPORT = (
    "Brevet kan vara en anmälan om barn: bedöm genast om barnet behöver skydd. En handläggare "
    "avgör om det är en anmälan."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The units that a person chose, the one that handles first, and the edit that says so."""

    units: tuple[str, ...]
    edit: Edit


def order_of(edit: Edit | None, routine: Routine) -> Order | None:
    """What the edit orders of this routine's units; None where it orders nothing of them."""
    known = {unit.id for unit in routine.units}
    chosen = () if edit is None else tuple(one for one in units_said(edit.value) if one in known)
    return Order(units=chosen, edit=edit) if edit is not None and chosen else None


def ordered_units(case: Case) -> tuple[str, ...]:
    """The units that a person chose for the letter as it stands; none where the routine decided."""
    decision = case.decision
    if case.restricted or decision is None or not any(row.id == ROW for row in decision.rows):
        return ()
    return tuple(one.unit for one in decision.deliveries)


def bare(what: Circumstances, routine: Routine, setting: Setting) -> Decision:
    """A decision that sends a letter of no kind of ours nowhere; its days run all the same."""
    return Decision(
        routine=routine.name,
        version=routine.valid_from.isoformat(),
        rows=(),
        deliveries=(),
        letters_out=(),
        steps=(),
        deadlines=deadlines.of_letter(what, (), setting.on, setting.is_holiday),
    )


def may_be_report(days: tuple[Deadline, ...]) -> bool:
    """Whether the letter has the clocks of a report about a child."""
    return any(one.what == deadlines.CHILD_SAFETY for one in days)


def by_order(
    order: Order, base: Decision, what: Circumstances, routine: Routine, setting: Setting
) -> Decision:
    """The decision with the chosen units in place of the routine's."""
    units = _first_for_children(order.units, base, routine)
    kept = frozenset({*units, ""})
    return replace(
        base,
        rows=(_row(order), *base.rows),
        deliveries=tuple(
            _delivery(unit, Role.COPY if place else Role.HANDLE, what, routine, setting)
            for place, unit in enumerate(units)
        ),
        letters_out=tuple(
            replace(one, together_with=tuple(each for each in one.together_with if each in kept))
            for one in base.letters_out
            if one.unit in kept and _may_go(one, kept)
        ),
        steps=(
            *_own_steps(units[0], base, what),
            *(one for one in base.steps if one.unit in kept),
        ),
        deadlines=tuple(one for one in base.deadlines if one.unit in kept),
        writings=tuple(one for one in base.writings if one.unit in kept),
    )


def by_order_restricted(order: Order, base: Decision, routine: Routine) -> Decision:
    """The same for a protected identity: to those named for it alone."""
    return restricted(routine, (_row(order),), base.deadlines)


def _row(order: Order) -> AppliedRow:
    """Who decided, with the reason in their own words where a routine's sentence stands."""
    return AppliedRow(
        id=ROW,
        heading=_HEADING.format(by=order.edit.by),
        sentence=order.edit.reason,
        silent="",
        facts=(),
    )


def _first_for_children(
    units: tuple[str, ...], base: Decision, routine: Routine
) -> tuple[str, ...]:
    """The units; of a letter that may be a report about a child, the children's own first."""
    if not may_be_report(base.deadlines):
        return units
    theirs = {unit.id for unit in routine.units if unit.children}
    return tuple(sorted(units, key=lambda unit: unit not in theirs))


def _delivery(
    unit: str, role: Role, what: Circumstances, routine: Routine, setting: Setting
) -> Delivery:
    named = officer_at(unit, routine, what, setting)
    return Delivery(
        unit=unit,
        role=role,
        original=role is Role.HANDLE,
        officer=None if named is None else named.name,
        contact=named,
    )


def _may_go(letter: LetterOut, kept: frozenset[str]) -> bool:
    return letter.to in OUTSIDE or letter.to in kept


def _own_steps(unit: str, base: Decision, what: Circumstances) -> Iterator[Step]:
    """What the unit must find out that the routine would have had known."""
    texts = []
    if what.kind is Kind.OTHER and may_be_report(base.deadlines):
        texts.append(_REPORT)
    if not what.persons:
        texts.append(_NOBODY)
    if what.kind is not Kind.DEBT_LIST and household_value(what.household) == "unknown":
        texts.append(_CHILDREN)
    for text in texts:
        yield Step(text=text, unit=unit, person_only=True, row=ROW)
