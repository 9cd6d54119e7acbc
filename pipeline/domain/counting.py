"""Earlier letters: which make this one repeated, which are the same matter, which the same scan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from pipeline.domain.case import Earlier
from pipeline.domain.chains import NO_CHAIN, Chain, chain_of, same_matter, strays
from pipeline.domain.copies import Letter, near_duplicate, plain, same_paper, same_reference
from pipeline.domain.facts import UNSETTLED, Circumstances
from pipeline.domain.fields import (
    AMOUNT,
    CASE_NUMBER,
    EVICTION_AT,
    LETTER_DATE,
    SENDER_NAME,
    SENDER_ORGNR,
    main_number,
)
from pipeline.domain.kinds import Kind, State
from pipeline.domain.problems import Code, Problem
from pipeline.domain.resemblance import Sketch
from pipeline.domain.weekdays import later

ESCALATIONS = frozenset({"collection", "termination", "payment_order", "eviction_application"})
"""Later steps of one and the same rent debt, often by another sender and with fees added."""

FEES = Decimal(500)
"""Kronor that interest and fees may add to the same debt between two letters about it."""

SHARE = Decimal("0.05")
"""The share of a debt that interest and fees may add to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The answer: those that count, those that may, others that belong with it, and doubts.

    ``chain`` are Kronofogden's notices in the same eviction, this letter (with no id) among them.
    """

    counted: tuple[Earlier, ...] = ()
    unsure: tuple[Earlier, ...] = ()
    linked: tuple[Earlier, ...] = ()
    problems: tuple[Problem, ...] = ()
    chain: Chain = NO_CHAIN

    @property
    def fact(self) -> str:
        """The value of the fact ``earlier``."""
        if self.counted:
            return "repeated"
        return UNSETTLED if self.unsure else "first"


def letter_of(what: Circumstances, persons: Iterable[str], on: date, sketch: Sketch = ()) -> Letter:
    """What of a letter is compared with earlier ones; ``persons`` are the found numbers."""
    findings = what.findings
    core = frozenset(persons)
    around: frozenset[str] = frozenset()
    if what.household is not None:
        members = what.household.members
        core |= {number.digits for number in what.household.core}
        # An earlier letter may be kept under a number that its person no longer has.
        core |= {old.digits for one in members if one.number.digits in core for old in one.former}
        around = frozenset(person.number.digits for person in members) - core
    at = findings.value(EVICTION_AT)
    return Letter(
        kind=what.kind,
        subkind=what.subkind,
        received_on=on,
        letter_date=findings.value(LETTER_DATE),
        reference=main_number(what.kind, findings),
        amount=findings.value(AMOUNT),
        sender=findings.value(SENDER_ORGNR) or findings.value(SENDER_NAME),
        periods=tuple(row.period for row in findings.claim if row.period),
        eviction_at=None if at is None else at.isoformat(timespec="minutes"),
        core=core,
        around=around,
        sketch=sketch,
    )


def count(
    letter: Letter, earlier: Iterable[Earlier], months: int, later_notices: Iterable[Earlier] = ()
) -> Count:
    """Which earlier letters make this one repeated, and which belong with it.

    An earlier letter of the same kind for the same household within ``months`` counts, whatever
    its state; the same debt sent again does not by itself (C13). A letter of somebody else in the
    home may count, and one with the same reference that nobody was found for: a person decides.
    Copies are no letters: neither this one's, nor those that came of an earlier one.
    ``later_notices`` are Kronofogden's that came after it: none counts, but one may be newer.
    """
    since = later(letter.received_on, months=-months)
    places: dict[_Place, list[Earlier]] = {place: [] for place in _Place}
    for one in sorted(earlier, key=lambda item: (item.received_on, item.letter)):
        if one.state is State.DUPLICATE or one.received_on > letter.received_on:
            continue
        place = _place_of(letter, one, since)
        if place is _Place.COUNTED and any(same_paper(one, first) for first in places[place]):
            place = _Place.LINKED
        places[place].append(one)
    copies, counted = places[_Place.COPY], places[_Place.COUNTED]
    unsure, linked = places[_Place.UNSURE], places[_Place.LINKED]
    problems: list[Problem] = []
    if copies:
        problems.append(Problem(code=Code.NEAR_DUPLICATE))
    own = _as_notice(letter)
    related = (*counted, *unsure, *linked)
    chain = _chain(own, (*related, *later_notices))
    if chain.disputed or chain.overtakes(own.letter) is not None:
        problems.append(Problem(code=Code.CONFLICTING_DATES))
    if strays(own, related):
        problems.append(Problem(code=Code.CONFLICTING_DATES, detail=CASE_NUMBER.text))
    return Count(
        counted=tuple(counted),
        unsure=tuple(unsure),
        linked=(*(replace(one, copy=True) for one in copies), *linked),
        problems=tuple(problems),
        chain=chain,
    )


def _as_notice(letter: Letter) -> Earlier:
    """The letter as a notice among those that came before; its id is empty."""
    return Earlier(
        letter="",
        kind=letter.kind,
        subkind=letter.subkind,
        received_on=letter.received_on,
        letter_date=letter.letter_date,
        reference=letter.reference,
        amount=None,
        sender=None,
        persons=tuple(sorted(letter.core | letter.around)),
        eviction_at=letter.eviction_at,
    )


def _chain(own: Earlier, others: Iterable[Earlier]) -> Chain:
    if own.kind is not Kind.EVICTION_DATE:
        return NO_CHAIN
    return chain_of((own, *(one for one in others if same_matter(own, one))))


class _Place(Enum):
    """What an earlier letter is to this one."""

    COPY = "copy"
    COUNTED = "counted"
    UNSURE = "unsure"
    LINKED = "linked"
    NOTHING = "nothing"


def _place_of(letter: Letter, one: Earlier, since: date) -> _Place:
    if near_duplicate(letter, one):
        return _Place.COPY
    persons = set(one.persons)
    if same_kind(letter, one) and one.received_on >= since:
        if persons & letter.core:
            return _Place.UNSURE if same_debt(letter, one) else _Place.COUNTED
        nobody_found = not persons and same_reference(letter, one)
        if persons & letter.around or nobody_found:
            return _Place.UNSURE
    if persons & (letter.core | letter.around) or same_reference(letter, one):
        return _Place.LINKED
    return _Place.NOTHING


def same_kind(letter: Letter, one: Earlier) -> bool:
    """Whether the earlier letter is of the kind; a row of a rent list is a letter about rent.

    A list of care fees is of a kind with such lists alone.
    """
    if one.kind is not Kind.DEBT_LIST:
        return one.kind is letter.kind
    if letter.kind is Kind.DEBT_LIST:
        return (letter.subkind == "care_fee") is (one.subkind == "care_fee")
    return letter.kind is Kind.RENT_DEBT and one.subkind != "care_fee"


def same_debt(letter: Letter, one: Earlier) -> bool:
    """Whether both letters may be about one and the same debt (landlord, contract, period, amount).

    Periods decide where both letters name them; else the amount, with room for fees when the
    later letter is a step further on the same way. With nothing to compare, it may be.
    """
    if letter.kind not in {Kind.RENT_DEBT, Kind.UTILITY_DEBT}:
        return False
    mine, theirs = _periods(letter.periods), _periods(one.periods)
    if mine and theirs:
        return bool(mine & theirs)
    if letter.subkind in ESCALATIONS and letter.subkind != one.subkind:
        return True
    if one.kind is Kind.DEBT_LIST or letter.amount is None or one.amount is None:
        return True
    return abs(letter.amount - one.amount) <= max(FEES, SHARE * max(letter.amount, one.amount))


def _periods(periods: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(period) for period in periods)
