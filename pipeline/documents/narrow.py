"""Cuts a case down to what one packet is about: one debtor of a list, what one unit may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from pipeline.documents import swedish
from pipeline.domain import outgoing
from pipeline.domain.case import Case, Deadline, Decision, Delivery, LetterOut
from pipeline.domain.fields import (
    ADDRESS,
    AMOUNT,
    APARTMENT,
    CHILDREN_MENTIONED,
    CITY,
    CONCERN,
    CONTRACT_NUMBER,
    ESTATE,
    PAYMENT_LINE,
    POSTAL_CODE,
    REFERENCE,
    Findings,
)
from pipeline.domain.kinds import PROTECTED_UNIT, Kind, Role
from pipeline.domain.match import Matched
from pipeline.domain.people import Person
from pipeline.domain.scores import Abstained, Settled

_OF_ONE_DEBTOR = frozenset(
    name.text
    for name in (
        AMOUNT,
        REFERENCE,
        CONTRACT_NUMBER,
        ADDRESS,
        POSTAL_CODE,
        CITY,
        APARTMENT,
        PAYMENT_LINE,
        CHILDREN_MENTIONED,
        CONCERN,
        ESTATE,
    )
)
"""Fields that on a list speak of some debtor, never of the sender or the whole list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one unit may see of a letter: the routine gives the letter, this gives its depth.

    ``children`` is ``numbers`` (name and personnummer), ``names`` or ``ages``. ``claim`` is the
    debt row by row; ``others`` the open cases of other units, the earlier letters one by one, the
    register's evidence; ``addresses`` any address at all; ``unmasked`` neighbours' and witnesses'
    names in the letter; ``drafts`` the letters out and the checklist.
    """

    children: str
    claim: bool
    others: bool
    addresses: bool
    unmasked: bool
    drafts: bool

    @property
    def numbers(self) -> bool:
        """Whether children's personnummer are shown."""
        return self.children == "numbers"


def sight(case: Case, delivery: Delivery, *, with_children: bool) -> Sight:
    """What the unit of that delivery may see of that case (inre sekretess; C20).

    ``with_children`` says that the unit works with children: it sees their numbers. A restricted
    letter shows no address and carries no draft, whoever has it.
    """
    restricted = case.restricted or delivery.unit == PROTECTED_UNIT
    handles = delivery.role is Role.HANDLE
    children = "names" if handles else "ages"
    if with_children:
        children = "numbers"
    if restricted:
        children = "ages"
    return Sight(
        children=children,
        claim=delivery.role is not Role.INFORMATION,
        others=handles and not restricted,
        addresses=not restricted,
        unmasked=handles,
        drafts=handles and not restricted,
    )


def one_row(case: Case, row: int) -> Case:
    """The case of one debtor of a list, as if the letter had been about him alone.

    Raises ValueError when the list has no such row.
    """
    decided = next((one for one in case.rows if one.row == row), None)
    if decided is None or row >= len(case.findings.rows):
        message = f"the list has no decided row {row}"
        raise ValueError(message)
    listed = case.findings.rows[row]
    fields = {
        name: found for name, found in case.findings.fields.items() if name not in _OF_ONE_DEBTOR
    }
    for name, found in ((AMOUNT, listed.amount), (ADDRESS, listed.address)):
        if found is not None:
            fields[name.text] = found
    if listed.reference is not None:
        fields[REFERENCE.text] = listed.reference
    alone = replace(
        case,
        state=decided.state,
        reasons=decided.reasons,
        findings=Findings(fields=MappingProxyType(fields), parties=(listed.party,)),
        matches=(replace(decided.match, party=0),),
        household=decided.household,
        decision=decided.decision,
        cases=decided.cases,
        closed=decided.closed,
        earlier=decided.earlier,
        accepted=decided.accepted,
        linked=(),
        rows=(),
        restricted=False,
    )
    return replace(alone, restricted=is_protected(alone))


def persons(case: Case) -> tuple[Person, ...]:
    """The persons of the register whom the letter is about, in print order, each once."""
    found: dict[str, Person] = {}
    for match in case.matches:
        if isinstance(match, Matched):
            found.setdefault(match.person.number.digits, match.person)
    return tuple(found.values())


def is_protected(case: Case) -> bool:
    """Whether anybody whom the letter touches has a protected identity."""
    return outgoing.is_protected(outgoing.matter_of(case))


def letters_out(case: Case) -> tuple[LetterOut, ...]:
    """The letters of the decision that may be written."""
    return outgoing.written(case.decision, outgoing.matter_of(case))


def kind_of(case: Case) -> Kind:
    """The settled kind, or the likeliest one where the classifier abstained."""
    kind = case.classification.kind
    return kind.best if isinstance(kind, Abstained) else kind.value


def subkind_of(case: Case) -> str | None:
    """The settled or likeliest subkind, if the kind has one."""
    subkind = case.classification.subkind
    if subkind is None:
        return None
    return subkind.best if isinstance(subkind, Abstained) else subkind.value


def subkind_text(case: Case) -> str:
    """The subkind in words, said to be likely where it was left open; empty without one."""
    words = swedish.SUBKINDS.get((kind_of(case), subkind_of(case) or ""), "")
    return f"troligen {words}" if words and is_open(case.classification.subkind) else words


def is_open(*scores: Settled[Any] | Abstained[Any] | None) -> bool:
    """Whether one of them was left open: what rests on it is likely, and not known."""
    return any(isinstance(one, Abstained) for one in scores)


def decision_of(case: Case) -> Decision:
    """The decision or proposal; an empty one where none could be made."""
    return case.decision or Decision(
        routine="",
        version="",
        rows=(),
        deliveries=(),
        letters_out=(),
        steps=(),
        deadlines=(),
    )


def days_for(case: Case, delivery: Delivery) -> tuple[Deadline, ...]:
    """The days that are the unit's to keep: those of no unit, and its own.

    A day of a unit that has no packet stands on the papers of the unit that handles.
    """
    decision = decision_of(case)
    others = {one.unit for one in decision.deliveries if one.unit != delivery.unit}
    if delivery.role is not Role.HANDLE:
        others |= {one.unit for one in decision.deadlines} - {"", delivery.unit}
    return tuple(one for one in decision.deadlines if one.unit not in others)
