"""The decision: what was read, corrected and found in the register, and the routine, to a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.domain import gates
from pipeline.domain.case import Case, Earlier, LetterPart
from pipeline.domain.deadlines import priority
from pipeline.domain.debt_lists import list_case
from pipeline.domain.editing import Corrected, corrected
from pipeline.domain.edits import Edit, in_force
from pipeline.domain.facts import concerned, recently_closed
from pipeline.domain.fields import Findings
from pipeline.domain.judging import (
    World,
    by_hand,
    judge,
    priority_with_doubt,
    proposal,
    verdict_of,
)
from pipeline.domain.kinds import Kind, State
from pipeline.domain.match import Household, Match
from pipeline.domain.people import View
from pipeline.domain.routine import Routine
from pipeline.domain.scores import Classification
from pipeline.domain.settings import Settings
from pipeline.domain.weekdays import IsHoliday


def decide(  # noqa: PLR0913 - a decision is a function of all it depends on, named one by one
    *,
    part: LetterPart,
    classification: Classification,
    findings: Findings,
    matches: Sequence[Match],
    household: Household | None,
    view: View,
    earlier: Sequence[Earlier],
    routine: Routine,
    settings: Settings,
    edits: Sequence[Edit],
    on: date,
    intake_point: str,
    is_holiday: IsHoliday,
    rows: Sequence[tuple[Match, Household | None]] = (),
    exposed: bool = False,
    sketch: tuple[int, ...] = (),
    later: Sequence[Earlier] = (),
) -> Case:
    """The case of a letter: where it goes, or why a person must decide, with a proposal.

    ``on`` is the day of arrival; ``rows`` are match and household of each row of
    ``findings.rows``, in order; ``earlier`` any letters that may have to do with this one, never
    itself; ``exposed`` whether it names a protected person whom it is not about; ``sketch`` the
    figures on its pages; ``later`` Kronofogden's notices that have come since, for a letter that
    nobody has been sent. Total: equal arguments give an equal case, and nothing is raised. Every
    reason that applies is listed.
    Approved by a person, the remaining doubts are kept as ``accepted``; without a kind, or with
    children unsettled where the routine asks for them, it stays in review.
    """
    held = in_force(tuple(edits))
    read = Corrected(
        classification=classification,
        findings=findings,
        matches=tuple(matches),
        household=household,
    )
    state = corrected(read, held, view)
    kind = gates.kind_of(state.classification)
    world = World(
        view=view,
        earlier=tuple(earlier),
        routine=routine,
        settings=settings.of_kind(kind),
        on=on,
        intake_point=intake_point,
        is_holiday=is_holiday,
        exposed=exposed,
        sketch=sketch,
        later=tuple(later),
    )
    if kind is Kind.DEBT_LIST:
        return list_case(part, state, rows, held, world)
    return _letter_case(part, state, world)


def _letter_case(part: LetterPart, state: Corrected, world: World) -> Case:
    judged = judge(state, world)
    home = judged.state.household
    reasons = gates.distinct(
        (
            *gates.of_part(
                part, world.settings, gates.proven_upright(state.findings, state.matches)
            ),
            *gates.of_kind(state.classification, world.settings),
            *gates.of_tenure(state.classification, state.findings),
            *gates.of_place(state.findings, state.matches, world.settings),
            *judged.reasons,
            *by_hand(state),
        )
    )
    reasons = (*reasons, *gates.of_likeness(state.classification, reasons))
    verdict = verdict_of(state, reasons, judged, world)
    decision = None if verdict.closed else proposal(judged, world, verdict)
    days = () if decision is None else decision.deadlines
    unseen = verdict.state is State.ROUTED and verdict.reviewed_by is None
    findings = gates.sure_enough(state.findings, world.settings) if unseen else state.findings
    return Case(
        part=part,
        state=verdict.state,
        reasons=verdict.reasons,
        classification=state.classification,
        findings=findings,
        matches=state.matches,
        household=home,
        decision=decision,
        priority=priority_with_doubt(state.classification, priority(judged.what, days, world.on)),
        restricted=judged.restricted,
        received_on=world.on,
        intake_point=world.intake_point,
        cases=concerned(home, world.view.cases),
        closed=recently_closed(home, world.view.cases, world.on, world.settings.recent_days),
        earlier=judged.count.counted,
        linked=(*judged.count.unsure, *judged.count.linked),
        reviewed_by=verdict.reviewed_by,
        accepted=verdict.accepted,
        sketch=world.sketch,
    )
