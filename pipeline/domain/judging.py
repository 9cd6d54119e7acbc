"""Weighing one letter, or one debtor of a list: all doubts, the routine's row, the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.domain import gates
from pipeline.domain.case import Decision, Earlier
from pipeline.domain.counting import Count, count, letter_of
from pipeline.domain.debtor import (
    OWN_SUBLET,
    contract_of,
    creditor_of,
    person_of,
    persons_of,
    unpaid_months,
)
from pipeline.domain.editing import Corrected
from pipeline.domain.edits import Act
from pipeline.domain.facts import PARTS, Circumstances
from pipeline.domain.kinds import SUBKINDS, Kind, Priority, State
from pipeline.domain.match import Matched, NoMinor, Unknown
from pipeline.domain.merging import both
from pipeline.domain.outgoing import Matter
from pipeline.domain.own_decision import (
    Order,
    bare,
    by_order,
    by_order_restricted,
    may_be_report,
    order_of,
)
from pipeline.domain.people import View
from pipeline.domain.problems import Code, Problem
from pipeline.domain.proposing import (
    Applied,
    Setting,
    apply,
    client_unit_unknown,
    propose,
    propose_restricted,
)
from pipeline.domain.routine import Routine
from pipeline.domain.scores import Abstained, Classification, Settled
from pipeline.domain.settings import CHILDREN, PROTECTED, Settings
from pipeline.domain.tables import reviews
from pipeline.domain.unknown_units import may_be_ours
from pipeline.domain.weekdays import IsHoliday

SUBKIND_UNSURE = Problem(code=Code.LOW_CONFIDENCE, detail="subkind")
SECOND_PERSON = Problem(code=Code.SECOND_PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a decision depends on besides the letter itself.

    ``exposed``: the letter names a protected person whom it is not about. ``sketch``: its figures.
    ``later``: Kronofogden's notices that have come since, while it waited.
    """

    view: View
    earlier: tuple[Earlier, ...]
    routine: Routine
    settings: Settings
    on: date
    intake_point: str
    is_holiday: IsHoliday
    exposed: bool = False
    sketch: tuple[int, ...] = ()
    later: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One letter, or one debtor of a list, with everything that speaks for or against it."""

    state: Corrected
    what: Circumstances
    count: Count
    applied: Applied | None
    restricted: bool
    reasons: tuple[Problem, ...]
    also: Applied | None = None
    """What the routine says of the other matter in a letter about two."""
    order: Order | None = None
    """Which units get it by a person's own decision."""


def judge(state: Corrected, world: World, *, listed: bool = False) -> Judged:
    """Persons, household, values and the routine's row, with all their doubts.

    ``listed`` says that it is one debtor of a list.
    """
    kind = gates.kind_of(state.classification)
    state = _told_of_children(state, world.earlier)
    found = [match.person.number.digits for match in state.matches if isinstance(match, Matched)]
    known = state.household if found or state.household_settled else None
    what = Circumstances(
        kind=kind,
        subkind=gates.subkind_of(state.classification, world.settings),
        tenure=gates.tenure_of(state.classification),
        household=known,
        cases=world.view.cases,
        earlier="first",
        findings=state.findings,
        intake_point=world.intake_point,
        persons=persons_of(state.matches),
        part=PARTS[listed],
        person=person_of(state.matches, state.findings),
        contract=contract_of(known, world.view.contracts, world.on),
        creditor=creditor_of(state.findings, world.settings.municipality),
    )
    letter = letter_of(what, found, world.on, world.sketch)
    counted = count(letter, world.earlier, world.settings.repeat_months, world.later)
    what = replace(
        what,
        earlier=counted.fact if state.count is None else _by_count(state.count),
        unpaid_months=unpaid_months(state.findings, counted.counted, world.on, listed=listed),
    )
    applied = None if kind is Kind.OTHER else apply(world.routine, what)
    restricted = world.exposed or gates.protected_anywhere(
        state.matches, state.household, world.view
    )
    reasons = [
        *protection(restricted=restricted),
        *gates.of_persons(state.matches, world.settings),
        *gates.of_parties(state.findings, own_sublet=what.contract in OWN_SUBLET),
        *_household(state),
        *gates.of_fields(state.classification, state.findings, world.settings, world.on),
        *counted.problems,
        *_order(state, counted, world),
        *routine_doubt(kind, applied, world),
        *(() if listed else _subkind(state.classification, what, applied, world)),
    ]
    return Judged(
        state=state,
        what=what,
        count=counted,
        applied=applied,
        restricted=restricted,
        reasons=gates.distinct(reasons),
        also=_also(state.classification, what, found, world),
        order=order_of(state.sent_to, world.routine),
    )


_OTHER_LETTER = Problem(code=Code.CHILDREN_MENTIONED, detail="other_letter")


def _told_of_children(state: Corrected, before: Iterable[Earlier]) -> Corrected:
    """The letter with its children unsettled where an earlier one speaks of some in the home.

    The register shows none, but somebody has seen them: it is not known, until a person says so.
    """
    home = state.household
    if home is None or state.household_settled or not isinstance(home.minors, NoMinor):
        return state
    here = {one.number.digits for one in home.members}
    if not any(one.children and here & set(one.persons) for one in before):
        return state
    return replace(state, household=replace(home, minors=Unknown(why=_OTHER_LETTER)))


def _also(
    classification: Classification, what: Circumstances, found: Iterable[str], world: World
) -> Applied | None:
    """The row of the other kind that the letter is too, with that kind's own count (C13)."""
    second = classification.secondary
    if second is None or Kind.OTHER in {second, what.kind}:
        return None
    other = replace(what, kind=second, subkind=None)
    counted = count(
        letter_of(other, found, world.on), world.earlier, world.settings.repeat_months, world.later
    )
    return apply(world.routine, replace(other, earlier=counted.fact))


def _order(state: Corrected, counted: Count, world: World) -> tuple[Problem, ...]:
    """Among several notices of one eviction the day of each decides; this one's must be sure."""
    if len(counted.chain.notices) < 2:
        return ()
    return tuple(gates.of_order(state.findings, world.settings, world.on))


def _by_count(number: int) -> str:
    return "repeated" if number else "first"


def protection(*, restricted: bool) -> tuple[Problem, ...]:
    """The reason that a protected identity is, always."""
    return (Problem(code=Code.PROTECTED_IDENTITY),) if restricted else ()


def _household(state: Corrected) -> tuple[Problem, ...]:
    """Doubts about the household; none of its own while nobody is known to live in it."""
    if state.household is None and not any(isinstance(one, Matched) for one in state.matches):
        return ()
    return tuple(gates.of_household(state.household, state.matches))


def routine_doubt(kind: Kind, applied: Applied | None, world: World) -> tuple[Problem, ...]:
    """Why the routine's row is only a proposal, if it is."""
    if kind is Kind.OTHER:
        return ()
    if applied is None:
        return (Problem(code=Code.ROUTINE_SILENT, detail=world.routine.name),)
    found = reviews(world.routine, applied.facts, applied.row)
    if client_unit_unknown(applied):
        found = (*found, Problem(code=Code.ROUTINE_SILENT, detail="C24"))
    return (*found, Problem(code=Code.UNKNOWN_UNIT)) if may_be_ours(applied) else found


def _subkind(
    classification: Classification, what: Circumstances, applied: Applied | None, world: World
) -> tuple[Problem, ...]:
    """A doubt when another possible subkind would send the letter elsewhere."""
    if applied is None or what.subkind is not None or not SUBKINDS[what.kind]:
        return ()
    for subkind in SUBKINDS[what.kind]:
        if gates.plausible(classification.subkind, subkind):
            other = apply(world.routine, replace(what, subkind=subkind))
            if (
                other is None
                or other.row.send != applied.row.send
                or bool(reviews(world.routine, other.facts, other.row))
                != bool(reviews(world.routine, applied.facts, applied.row))
            ):
                return (SUBKIND_UNSURE,)
    return ()


def by_hand(state: Corrected) -> tuple[Problem, ...]:
    """What people's edits leave to be done."""
    returned = state.verdict is not None and state.verdict.act is Act.RETURN
    return (*state.unusable, *((Problem(code=Code.RETURNED),) if returned else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A letter's state with what is left to say about it."""

    state: State
    reasons: tuple[Problem, ...] = ()
    accepted: tuple[Problem, ...] = ()
    reviewed_by: str | None = None
    approved: bool = False
    closed: bool = False

    @property
    def waits(self) -> bool:
        """Whether a person must still decide."""
        return self.state is State.REVIEW


def verdict_of(
    state: Corrected,
    reasons: tuple[Problem, ...],
    judged: Judged,
    world: World,
    rows: Sequence[Judged] = (),
) -> Verdict:
    """Routed when nothing speaks against it, or when one who may, or two who must, have said so.

    ``rows`` are a list's debtors.
    """
    edit = state.verdict
    alone = _is_alone(state.hands) and any(
        _wants_two(one, world.settings) for one in (judged, *rows)
    )
    if edit is not None and (not judged.restricted or edit.by in world.settings.protected_staff):
        if edit.act in {Act.CLOSE, Act.JOIN}:
            return Verdict(state=State.ROUTED, accepted=reasons, reviewed_by=edit.by, closed=True)
        if edit.act is Act.APPROVE and not alone and not unroutable(reasons, judged):
            return Verdict(state=State.ROUTED, accepted=reasons, reviewed_by=edit.by, approved=True)
    if reasons or alone:
        # The second sees every doubt that the first took upon herself.
        also = (SECOND_PERSON,) if alone else ()
        return Verdict(state=State.REVIEW, reasons=(*reasons, *also))
    return Verdict(state=State.ROUTED, reviewed_by=None if state.last is None else state.last.by)


def _is_alone(hands: Iterable[str]) -> bool:
    """Whether one person, however the name is cased, has had a hand in the letter, and no other."""
    return len({" ".join(hand.casefold().split()) for hand in hands}) == 1


def _wants_two(judged: Judged, settings: Settings) -> bool:
    """Whether the settings ask for two persons where people decide such a letter."""
    household = judged.what.household
    traits = {
        judged.what.kind.value: True,
        CHILDREN: household is not None and not isinstance(household.minors, NoMinor),
        PROTECTED: judged.restricted,
    }
    return any(traits.get(word, False) for word in settings.second_person)


def unroutable(reasons: tuple[Problem, ...], judged: Judged) -> bool:
    """Whether no approval can send the letter: no kind, two amounts, a child that may be missed.

    A protected letter goes to those named for it alone, whatever else is unknown. Where a person
    ordered which units get it, they are told what is not known, and asked to find it out.
    """
    kind = judged.state.classification.kind
    # That a letter is most likely of no kind of ours is no claim; any other kind is settled first.
    unsettled = isinstance(kind, Abstained) and (
        judged.order is None or kind.best is not Kind.OTHER
    )
    if unsettled or (judged.applied is None and judged.order is None):
        return True
    if judged.restricted:
        return False
    findings = judged.state.findings
    if gates.contradicted(findings) or gates.unconfirmed_days(reasons, findings):
        return True
    if judged.order is not None or judged.applied is None:
        return False
    asked = any(condition.fact == "household" for condition in judged.applied.row.when)
    unknown = judged.applied.facts.get("household") == "unknown"
    return (asked and unknown) or SUBKIND_UNSURE in reasons


_UNADDRESSED = frozenset({Code.SUBLET, Code.SEVERAL_HOUSEHOLDS})
"""Doubts about who of several a letter would go to."""


def proposal(judged: Judged, world: World, verdict: Verdict) -> Decision | None:
    """What the routine says; a proposal while it waits, restricted where an identity is."""
    counted = judged.count
    setting = Setting(
        settings=world.settings,
        matter=_matter(judged, world),
        recent=(*counted.counted, *counted.unsure, *counted.linked),
        on=world.on,
        is_holiday=world.is_holiday,
        waits=verdict.waits,
        unaddressed=any(reason.code in _UNADDRESSED for reason in judged.reasons),
        doubt=bool(verdict.reasons or verdict.accepted),
        chain=counted.chain,
    )
    if judged.applied is None:
        return _of_no_kind(judged, world, setting)
    if judged.restricted:
        return propose_restricted(judged.applied, setting)
    decision = propose(judged.applied, setting)
    if judged.also is not None:
        decision = both(decision, propose(judged.also, setting))
    if judged.order is None:
        return decision
    return by_order(judged.order, decision, judged.what, world.routine, setting)


def _of_no_kind(judged: Judged, world: World, setting: Setting) -> Decision | None:
    """Of a letter that no routine is for: what a person ordered, or the days that run."""
    base = bare(judged.what, world.routine, setting)
    if judged.order is None:
        return base if may_be_report(base.deadlines) else None
    if judged.restricted:
        return by_order_restricted(judged.order, base, world.routine)
    return by_order(judged.order, base, judged.what, world.routine, setting)


def _matter(judged: Judged, world: World) -> Matter:
    state = judged.state
    place = gates.of_place(state.findings, state.matches, world.settings)
    return Matter(
        classification=state.classification,
        findings=state.findings,
        matches=state.matches,
        homes=() if state.household is None else (state.household,),
        reasons=(*judged.reasons, *place),
        restricted=judged.restricted,
    )


def priority_with_doubt(classification: Classification, known: Priority) -> Priority:
    """The priority, with room for what an unsettled letter may be."""
    kind = classification.kind
    if isinstance(kind, Abstained) and gates.plausible(kind, Kind.EVICTION_DATE.value):
        return Priority.SAME_DAY
    unsure = not isinstance(classification.subkind, Settled)
    if (
        known is Priority.ORDINARY
        and unsure
        and gates.kind_of(classification) is Kind.DISTURBANCE
        and gates.plausible(classification.subkind, "termination")
    ):
        return Priority.URGENT
    return known
