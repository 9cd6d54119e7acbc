"""A list of debtors: each row decided alone, the list itself as one paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pipeline.domain import gates
from pipeline.domain.case import Case, LetterPart, RowCase
from pipeline.domain.counting import count, letter_of
from pipeline.domain.editing import Corrected, corrected
from pipeline.domain.edits import Act, Edit
from pipeline.domain.facts import Circumstances, concerned, recently_closed
from pipeline.domain.fields import (
    ADDRESS,
    AMOUNT,
    LETTER_DATE,
    REFERENCE,
    SENDER_NAME,
    SENDER_ORGNR,
    Field,
    Findings,
    ListRow,
)
from pipeline.domain.judging import (
    Judged,
    Verdict,
    World,
    by_hand,
    judge,
    priority_with_doubt,
    proposal,
    protection,
    routine_doubt,
    unroutable,
    verdict_of,
)
from pipeline.domain.kinds import Kind, Priority, State
from pipeline.domain.match import Household, Match, Matched, Unmatched
from pipeline.domain.names import name_keys, sought_keys
from pipeline.domain.problems import Code, Problem
from pipeline.domain.proposing import apply
from pipeline.domain.scores import Scores, Settled

_PER_ROW = frozenset({Act.PERSON, Act.HOUSEHOLD, Act.COUNT})

Answer = tuple[Match, Household | None]
"""Whom a row is about, and who lives there."""


def list_case(
    part: LetterPart,
    state: Corrected,
    rows: Sequence[Answer],
    edits: tuple[Edit, ...],
    world: World,
) -> Case:
    """A list's case: each debtor decided alone, the list itself where the routine says.

    A doubt about the list holds for all its rows, since each is read from it.
    """
    # A row is no paper of its own: only the list as a whole is known again by its figures.
    of_row = replace(world, sketch=())
    judged_rows = tuple(
        _with_others(
            judge(_debtor(state, index, _answer(rows, index), edits, world), of_row, listed=True),
            row,
        )
        for index, row in enumerate(state.findings.rows)
    )
    matches = tuple(judged.state.matches[0] for judged in judged_rows)
    restricted = any(judged.restricted for judged in judged_rows)
    judged = _judge_list(replace(state, matches=matches), restricted=restricted, world=world)
    reasons = gates.distinct(
        (
            *gates.of_part(part, world.settings),
            *gates.of_kind(state.classification, world.settings),
            *gates.of_tenure(state.classification, state.findings),
            *gates.of_place(state.findings, (), world.settings),
            *judged.reasons,
            *by_hand(state),
        )
    )
    verdict = verdict_of(state, reasons, judged, world, judged_rows)
    decided = tuple(_row_case(index, one, verdict, world) for index, one in enumerate(judged_rows))
    if any(one.state is State.REVIEW for one in decided):
        verdict = replace(
            verdict,
            state=State.REVIEW,
            reasons=(*verdict.reasons, Problem(code=Code.ROWS_IN_REVIEW)),
        )
    return Case(
        part=part,
        state=verdict.state,
        reasons=verdict.reasons,
        classification=state.classification,
        findings=state.findings,
        matches=matches,
        household=None,
        decision=None if verdict.closed else proposal(judged, world, verdict),
        priority=priority_with_doubt(state.classification, Priority.ORDINARY),
        restricted=restricted,
        received_on=world.on,
        intake_point=world.intake_point,
        linked=(*judged.count.counted, *judged.count.unsure, *judged.count.linked),
        rows=decided,
        reviewed_by=verdict.reviewed_by,
        accepted=verdict.accepted,
        sketch=world.sketch,
    )


def _judge_list(state: Corrected, *, restricted: bool, world: World) -> Judged:
    """The list as one paper: what it is, whether it came before, where the original goes."""
    found = [match.person.number.digits for match in state.matches if isinstance(match, Matched)]
    what = Circumstances(
        kind=Kind.DEBT_LIST,
        subkind=gates.subkind_of(state.classification, world.settings),
        tenure=gates.tenure_of(state.classification),
        household=None,
        cases=world.view.cases,
        earlier="first",
        findings=state.findings,
        intake_point=world.intake_point,
    )
    letter = letter_of(what, found, world.on, world.sketch)
    counted = count(letter, world.earlier, world.settings.repeat_months)
    applied = apply(world.routine, what)
    missing = () if state.findings.rows else (Problem(code=Code.FIELD_MISSING, detail="rows"),)
    reasons = (
        *protection(restricted=restricted),
        *missing,
        *gates.of_fields(state.classification, state.findings, world.settings, world.on),
        *counted.problems,
        *routine_doubt(Kind.DEBT_LIST, applied, world),
    )
    return Judged(
        state=state,
        what=what,
        count=counted,
        applied=applied,
        restricted=restricted,
        reasons=gates.distinct(reasons),
    )


def _answer(rows: Sequence[Answer], index: int) -> Answer:
    if index < len(rows):
        match, household = rows[index]
        return replace(match, party=index), household
    return Unmatched(party=index, why=Problem(code=Code.PERSON_NOT_FOUND)), None


def _debtor(
    state: Corrected, index: int, answer: Answer, edits: tuple[Edit, ...], world: World
) -> Corrected:
    """One debtor as a letter of its own: a rent list's row is a letter about rent."""
    match, household = answer
    read = replace(state.classification, secondary=None)
    if gates.subkind_of(state.classification, world.settings) == "rent":
        sure = Scores(by_label=((Kind.RENT_DEBT.value, 1.0),))
        kind = Settled(value=Kind.RENT_DEBT, confidence=1.0, scores=sure)
        read = replace(read, kind=kind, subkind=None)
    row = Corrected(
        classification=read,
        findings=_row_findings(state.findings.rows[index], state.findings),
        matches=(match,),
        household=household,
    )
    own = [edit for edit in edits if edit.act in _PER_ROW and (edit.target or "0") == str(index)]
    return corrected(row, own, world.view)


def _with_others(judged: Judged, row: ListRow) -> Judged:
    """The row's judgement; a co-tenant in it who is not of the household found leaves it open."""
    home = judged.state.household
    known = (
        []
        if home is None
        else [name_keys(one.given, one.middle, one.surname) for one in home.members]
    )
    strange = [
        one
        for one in row.others
        if one.name is None or not any(sought_keys(one.name.value) & keys for keys in known)
    ]
    if not strange:
        return judged
    doubt = Problem(code=Code.HOUSEHOLD_UNCERTAIN)
    return replace(judged, reasons=gates.distinct((*judged.reasons, doubt)))


def _row_findings(row: ListRow, whole: Findings) -> Findings:
    """What the row says of its debtor, and the list of its sender and day."""
    fields: dict[str, Field[Any]] = {
        name: whole.fields[name]
        for name in (SENDER_NAME.text, SENDER_ORGNR.text, LETTER_DATE.text)
        if name in whole.fields
    }
    own = {AMOUNT.text: row.amount, ADDRESS.text: row.address, REFERENCE.text: row.reference}
    fields |= {name: found for name, found in own.items() if found is not None}
    return Findings(fields=MappingProxyType(fields), parties=(row.party,))


def _row_case(index: int, judged: Judged, listed: Verdict, world: World) -> RowCase:
    """The row's own state; it waits as long as the list it was read from does."""
    verdict = _row_verdict(
        gates.distinct((*judged.reasons, *judged.state.unusable)), judged, listed
    )
    decision = None if listed.closed else proposal(judged, world, verdict)
    if decision is not None and not judged.restricted:
        # The list holds the original; a debtor's own packet is a part of it.
        parts = tuple(replace(one, original=False) for one in decision.deliveries)
        decision = replace(decision, deliveries=parts)
    return RowCase(
        row=index,
        state=verdict.state,
        reasons=verdict.reasons,
        match=judged.state.matches[0],
        household=judged.state.household,
        decision=decision,
        cases=concerned(judged.state.household, world.view.cases),
        closed=recently_closed(
            judged.state.household, world.view.cases, world.on, world.settings.recent_days
        ),
        earlier=judged.count.counted,
        accepted=verdict.accepted,
    )


def _row_verdict(reasons: tuple[Problem, ...], judged: Judged, listed: Verdict) -> Verdict:
    if listed.closed or (listed.approved and not unroutable(reasons, judged)):
        return Verdict(state=State.ROUTED, accepted=reasons)
    if listed.waits:
        return Verdict(state=State.REVIEW, reasons=gates.distinct((*reasons, *listed.reasons)))
    return Verdict(state=State.REVIEW if reasons else State.ROUTED, reasons=reasons)
