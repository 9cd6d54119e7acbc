"""A decided letter into the ledger: its case, its state and its packets, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.documents import swedish
from pipeline.domain.case import Case, Decision, LetterPart
from pipeline.domain.edits import Act, Edit, in_force, is_closed, joined_to, pages_said
from pipeline.domain.fields import Findings
from pipeline.domain.kinds import Kind, Priority, Role, State, Tenure
from pipeline.domain.page import Fingerprint, Page, Reading
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Abstained, Classification, Scores
from pipeline.domain.sentences import filled
from pipeline.store import documents, figures, letters, packets, waiting
from pipeline.store.codec import dump
from pipeline.store.documents import Document
from pipeline.store.errors import NotFoundError
from pipeline.store.ledger import Ledger
from pipeline.store.letters import Letter
from pipeline.store.packets import Packet, Plan
from pipeline.usecases.changes import changes
from pipeline.usecases.guard import Failed, guarded
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Mind, Question

_OF_PAGES = frozenset({Code.PAGES_UNREAD, Code.PAGES_LOST, Code.TURN_UNSURE})


def deliveries(case: Case, *, closed: bool) -> tuple[Plan, ...]:
    """The packets that a case makes: none in review; of a list, one for each row that is sure.

    The list itself goes where the routine says when all its rows are sure.
    """
    if closed or (case.restricted and case.state is not State.ROUTED):
        return ()
    plans: dict[tuple[str, int], Plan] = {}
    if case.state is State.ROUTED:
        _collect(plans, case.decision, 0)
    for row in case.rows:
        if row.state is State.ROUTED:
            _collect(plans, row.decision, row.row + 1)
    return tuple(plans.values())


def _collect(plans: dict[tuple[str, int], Plan], decision: Decision | None, line: int) -> None:
    for one in () if decision is None else decision.deliveries:
        # A unit gets one packet for one letter: the first delivery names its role.
        plans.setdefault((one.unit, line), Plan(unit=one.unit, role=one.role, line=line))


def settle(office: Office, letter: Letter, case: Case, made: Iterable[Edit], why: str) -> Letter:
    """Add a revision and plan what it sends, inside a transaction; the letter as it stands now.

    ``letter`` is the letter before, with revision 0 for a new one. What the units have is compared:
    an equal decision sends nothing, a changed one sends new packets that say what changed, and a
    unit that it no longer concerns gets a notice, as all do when a letter that was sent is ended.
    What was planned and not made stays planned where it still is what is to be sent.
    """
    ledger, made = office.ledger, tuple(made)
    closed = is_closed(made)
    now = replace(
        letter,
        state=case.state,
        closed=closed,
        kind=str(letters.kind_of(case)),
        priority=letters.rank_of(case.priority),
        restricted=case.restricted,
        revision=letter.revision + 1,
    )
    letters.save(ledger, now, case, why)
    if joined_to(made):
        letters.forget(ledger, letter.id)
    waiting.keep(ledger, now, case, made)
    out = sends(office, letter.id, case, closed=closed)
    stay = {
        one.id: each
        for one in packets.planned(ledger, letter.id)
        for each in out
        if _is_same(office, one, each, case)
    }
    packets.plan(ledger, now, [one for one in out if one not in stay.values()], stay)
    figures.keep(ledger, now, case, made)
    return now


def sends(office: Office, ident: str, case: Case, *, closed: bool) -> tuple[Plan, ...]:
    """The packets and notices that the units get by the case, reckoned from what they have.

    What was planned for an earlier case and not made counts for nothing: no unit has it.
    """
    plans = deliveries(case, closed=closed)
    if not plans and not closed:
        return ()
    had = packets.held(office.ledger, ident)
    out = outgoing(had, plans, differences(office, ident, had, case))
    back = packets.handed_back_of(office.ledger, ident)
    places = {(one.unit, one.line) for one in had}
    return tuple(
        one
        if (one.unit, one.line) in places
        else replace(one, changes=(*one.changes, *returned(one, back)))
        for one in out
    )


def returned(plan: Plan, back: Iterable[tuple[Packet, dict[str, Any]]]) -> tuple[str, ...]:
    """Why the letter, or its row of a list, was handed back last; empty where it never was.

    For a unit that gets it after that: the one that acts on it, and the one whose words they are.
    """
    told = [
        said
        for one, said in back
        if one.line == plan.line and (one.unit == plan.unit or plan.role is Role.HANDLE)
    ]
    if not told:
        return ()
    return (
        filled(
            "Har lämnats tillbaka {at} av {name}. Skäl: {reason}",
            at=swedish.stamp(told[-1]["at"]),
            name=told[-1]["by"],
            reason=swedish.clean(told[-1]["reason"]),
        ),
    )


def _is_same(office: Office, planned: Packet, wanted: Plan, case: Case) -> bool:
    """Whether a planned packet, made as it was planned, is what is wanted now."""
    alike = all(
        getattr(planned, name) == getattr(wanted, name)
        for name in ("unit", "line", "role", "notice", "changes")
    )
    if not alike or planned.notice:
        return alike
    before = letters.case(office.ledger, planned.letter, planned.revision)
    return not changes(before, case, planned.line)


def differences(
    office: Office, ident: str, sent: Sequence[Packet], case: Case
) -> Mapping[int, tuple[str, ...]]:
    """What the case changes for those who were ``sent`` the letter (0) or a row of it, by line."""
    last: dict[int, int] = {}
    for one in sent:
        last[one.line] = max(one.revision, last.get(one.line, 0))
    cases = {
        revision: letters.case(office.ledger, ident, revision) for revision in set(last.values())
    }
    return {line: changes(cases[revision], case, line) for line, revision in last.items()}


def outgoing(
    sent: Sequence[Packet], plans: Sequence[Plan], differs: Mapping[int, tuple[str, ...]]
) -> tuple[Plan, ...]:
    """The packets and notices that a decision sends beside what was ``sent``.

    ``differs`` is what changed since, by line: where nothing did, only what a unit has not had is
    sent. Of a list nobody gets a row again because another row changed.
    """
    had = {_key(one) for one in sent}
    again = (
        replace(one, changes=differs.get(one.line, ()))
        for one in plans
        if differs.get(one.line) or _key(one) not in had
    )
    return (*again, *_notices(sent, plans, differs))


def _key(one: Packet | Plan) -> tuple[str, int, Role]:
    return (one.unit, one.line, one.role)


def _notices(
    sent: Iterable[Packet], plans: Iterable[Plan], differs: Mapping[int, tuple[str, ...]]
) -> list[Plan]:
    kept = {(one.unit, one.line) for one in plans}
    return [
        Plan(
            unit=one.unit,
            role=Role.INFORMATION,
            line=one.line,
            notice=True,
            changes=differs.get(one.line, ()),
        )
        for one in sent
        if (one.unit, one.line) not in kept
    ]


def undivided(pages: tuple[Page, ...]) -> LetterPart:
    """All pages as one letter, for a document over whose division the program failed."""
    return LetterPart(
        index=1,
        pages=tuple(page.number for page in pages),
        confidence=0.0,
        problems=(Problem(code=Code.SPLIT_UNSURE), Problem(code=Code.INTERNAL_ERROR)),
    )


def fallback(question: Question, priority: Priority) -> Case:
    """The case of a letter over which the program failed: a person must decide everything."""
    unsure = Scores(by_label=())
    why = str(Code.INTERNAL_ERROR)
    return Case(
        part=question.part,
        state=State.REVIEW,
        reasons=(Problem(code=Code.INTERNAL_ERROR),),
        classification=Classification(
            kind=Abstained(best=Kind.OTHER, confidence=0.0, scores=unsure, why=why),
            subkind=None,
            tenure=Abstained(best=Tenure.UNKNOWN, confidence=0.0, scores=unsure, why=why),
            fingerprint=Fingerprint(name="none", version="0", settings=""),
        ),
        findings=Findings(),
        matches=(),
        household=None,
        decision=None,
        priority=priority,
        restricted=False,
        received_on=question.received_on,
        intake_point=question.intake_point,
    )


def fail_delivery(office: Office, ident: str, error: Problem) -> Letter:
    """Send a letter to review because its packet could not be made; what was sent stays sent."""
    ledger = office.ledger
    with office.outbox.still(ident), ledger.atomic():
        letter = letters.letter(ledger, ident)
        case = letters.case(ledger, ident, letter.revision)
        rows = tuple(
            replace(row, state=State.REVIEW, reasons=(*row.reasons, error))
            if row.state is State.ROUTED
            else row
            for row in case.rows
        )
        reasons = tuple(dict.fromkeys((*case.reasons, error)))
        case = replace(case, state=State.REVIEW, reasons=reasons, rows=rows)
        packets.abandon(ledger, ident)
        return settle(office, letter, case, letters.edits(ledger, ident), str(error.code))


def question_of(  # noqa: PLR0913, PLR0917 - the letter, and all that it is read from
    office: Office,
    document: Document,
    letter: Letter,
    part: LetterPart,
    reading: Reading,
    more: Sequence[Edit] = (),
) -> Question:
    """The question about one letter of a document, with its edits and what came before it.

    ``more`` are edits that are not kept yet.
    """
    before = (letter.received_on, letter.arrival, letter.place)
    made = (*letters.edits(office.ledger, letter.id), *more)
    part = bounds(part, made, lambda: letters.case(office.ledger, letter.id, 1).part)
    return Question(
        part=part,
        pages=tuple(page for page in reading.pages if page.number in part.pages),
        problems=reading.problems,
        intake_point=document.intake_point,
        received_on=letter.received_on,
        edits=in_force(made),
        history=lambda keys: letters.like(office.ledger, keys, before, letter.id),
        # What was sent stands: the newer notice's own packets tell its units.
        since=lambda keys: (
            letters.notices_since(office.ledger, keys, before, letter.id)
            if letter.state is State.REVIEW
            else ()
        ),
    )


def bounds(part: LetterPart, made: Sequence[Edit], first: Callable[[], LetterPart]) -> LetterPart:
    """Where the letter begins and ends: where a person said, else where the program found.

    ``part`` is the letter as it stood last, ``first`` gives it as it came. The doubts about its
    pages are found anew; those about its bounds stay until a person has drawn them.
    """
    said = pages_said(made)
    if said:
        return replace(part, pages=said, confidence=1.0, problems=())
    if any(edit.act is Act.PAGES for edit in made):
        part = first()
    kept = tuple(one for one in part.problems if one.code not in _OF_PAGES)
    return replace(part, problems=kept)


def new_letter(document: Document, part: LetterPart) -> Letter:
    """A letter before its first revision."""
    return Letter(
        id=letters.letter_id(document.sha256, part.index),
        document=document.sha256,
        place=part.index,
        state=State.REVIEW,
        closed=False,
        kind="",
        priority=0,
        restricted=False,
        received_on=document.received_on,
        arrival=document.arrival,
        revision=0,
    )


def decide(office: Office, mind: Mind, question: Question, *, urgent: bool) -> Case:
    """The letter's case; where the program itself fails, a case that sends it to a person.

    PlaceError and the other errors of the place pass: they say nothing about the letter.
    """
    made = guarded(office, "decision_failed", lambda: mind.decide(question))
    if isinstance(made, Failed):
        return fallback(question, Priority.SAME_DAY if urgent else Priority.ORDINARY)
    return made


def beside(ledger: Ledger, ident: str) -> set[str]:
    """The other notices of evictions that share a person or a number with that one."""
    known = letters.notices(ledger, ident)
    return known.keys() - {ident} if ident in known else set()


def decide_matter(office: Office, mind: Mind, known: Iterable[str]) -> None:
    """Decide again the notices of a matter that wait for a person, inside a transaction.

    What holds in the matter may have changed: none of them proposes a day that is gone, or keeps
    one from being proposed. What was sent stays as it was sent; the units' days follow by
    themselves (``domain.agenda``).
    """
    for ident in sorted(known):
        now = letters.letter(office.ledger, ident)
        if now.state is State.REVIEW and not now.closed:
            decide_again(office, mind, now, "notice")


def decide_again(office: Office, mind: Mind, letter: Letter, why: str) -> Letter:
    """Decide a letter anew, inside a transaction; nothing is added when nothing changed."""
    document = documents.document(office.ledger, letter.document)
    reading = office.readings.newest(letter.document)
    if document is None or reading is None:
        raise NotFoundError("Läsningen av brevet saknas. Kör troskel reprocess --read-again.")
    old = letters.case(office.ledger, letter.id, letter.revision)
    question = question_of(office, document, letter, old.part, reading)
    case = decide(office, mind, question, urgent=letter.priority == 1)
    closed = is_closed(question.edits)
    if dump(case) == dump(old) and closed == letter.closed:
        return letter
    return settle(office, letter, case, question.edits, why)
