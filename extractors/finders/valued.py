"""Amounts and days as the trained reader of roles sees them, weighed against what the rules chose.

A rule knows the words that it was written for; the reader of roles has learnt from many senders
what stands around a whole claim or a letter's own day. Where both choose alike the value is surer
than by either; where they choose apart it is for a person; where the rules found nothing, what the
reader is sure of is named, at a confidence that the reader alone was measured to deserve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from extractors.finders.letter import Letter
from extractors.finders.sums import sums
from extractors.finders.torn import whole_amounts, whole_days
from pipeline.domain.fields import AMOUNT, EVICTION_AT, LETTER_DATE, Field, Findings, Name
from pipeline.domain.kinds import Kind
from pipeline.domain.roles import SpanRole

ALIKE = 0.8
"""From this share on the reader takes a value for the one asked for, when no other is likely."""
RIVAL = 0.3
UNLIKE = 0.2

BOTH = 0.97
"""The least that a value is worth which rules and reader choose alike."""
SURELY = 0.995
"""What it is worth when the rules were sure by themselves."""
SURE = 0.94
DOUBTED = 0.8
"""What is left of a rule's confidence when the reader sees nothing of the sort there."""
APART = 0.45
"""What is left of it when the reader is sure of another value."""
ALONE = 0.9
"""From this share on the reader's value is named where the rules found none."""
READER_ALONE = 0.75

_ALONE_IN_CELL = 14
_UNIT = " .:-KkRrSsEeOoNn"


def find(letter: Letter, found: Findings) -> Findings:
    """Weighs amount, letter date and eviction time; without a reader nothing changes."""
    if not letter.roles or letter.kind is Kind.DEBT_LIST:
        return found
    found = _weighed(letter, found, AMOUNT, SpanRole.TOTAL)
    found = _weighed(letter, found, LETTER_DATE, SpanRole.DATED)
    return _weighed(letter, found, EVICTION_AT, SpanRole.EVICTION)


def _weighed(letter: Letter, found: Findings, name: Name[Any], role: SpanRole) -> Findings:
    places = _places(letter, name, role)
    field = found.get(name)
    if field is None:
        return _named(letter, found, name, places)
    chosen = field.value.date() if isinstance(field.value, datetime) else field.value
    own = places.get(chosen, (0.0, 0, 0))[0]
    other = max((one[0] for value, one in places.items() if value != chosen), default=0.0)
    if other >= ALIKE and own < RIVAL:
        sure = APART * field.confidence
    elif own >= ALIKE and other < RIVAL and not _spoken_against(found, field, name):
        sure = max(field.confidence, SURELY if field.confidence >= SURE else BOTH)
    elif own < UNLIKE and not _stands(letter, found, field, name, max(own, other)):
        sure = DOUBTED * field.confidence
    else:
        return found
    sure = min(sure, _read(letter, places, chosen))
    return found.with_field(name, replace(field, confidence=sure))


def _stands(
    letter: Letter, found: Findings, field: Field[Any], name: Name[Any], seen: float
) -> bool:
    """Whether a value needs no reader: amounts that add up to it prove an amount.

    Where the reader sees an eviction's time nowhere in the letter, its silence says nothing of the
    only time there is, with its hour and nothing against it; ``seen`` is its strongest belief.
    """
    if name is AMOUNT:
        rows = [one.amount.value for one in found.claim]
        proven = (len(rows) > 1 and sum(rows) == field.value) or any(
            one.money.value == field.value for one in sums(letter)
        )
        return proven and not _spoken_against(found, field, name)
    only = name is EVICTION_AT and seen < UNLIKE
    return only and not _spoken_against(found, field, name)


def _spoken_against(found: Findings, field: Field[Any], name: Name[Any]) -> bool:
    """Whether the letter contradicts the value, or its print does."""
    return name.text in found.conflicts or bool(field.notes)


def _read(letter: Letter, places: dict[Any, tuple[float, int, int]], value: Any) -> float:
    """The most that a value can be worth which was read so surely."""
    if value not in places:
        return 1.0
    _, start, end = places[value]
    placed = letter.place(value, start, end, finder="valued", sure=1.0)
    return 1.0 if placed is None else placed.confidence


def _named(
    letter: Letter, found: Findings, name: Name[Any], places: dict[Any, tuple[float, int, int]]
) -> Findings:
    """The reader's own value where the rules found none; never an hour, nor a claim of no debt."""
    if name is EVICTION_AT or (name is AMOUNT and letter.kind not in _OWING):
        return found
    sure = [(value, one) for value, one in places.items() if one[0] >= ALONE]
    likely = [value for value, one in places.items() if one[0] >= RIVAL]
    if len(sure) != 1 or len(likely) != 1:
        return found
    value, (_, start, end) = sure[0]
    if name is LETTER_DATE and value > letter.received_on:
        return found
    field = letter.place(value, start, end, finder="valued", sure=READER_ALONE)
    return found if field is None else found.with_field(name, field)


_OWING = (Kind.RENT_DEBT, Kind.UTILITY_DEBT)


def _places(letter: Letter, name: Name[Any], role: SpanRole) -> dict[Any, tuple[float, int, int]]:
    """Each printed value once: the reader's strongest belief in it, and where that one stands."""
    found: dict[Decimal | date, tuple[float, int, int]] = {}
    printed = _amounts(letter) if name is AMOUNT else _days(letter)
    for value, start, end in printed:
        share = letter.roles.share(letter.text, start, end, role)
        if share > found.get(value, (-1.0, 0, 0))[0]:
            found[value] = (share, start, end)
    return found


def _amounts(letter: Letter) -> Iterator[tuple[Decimal, int, int]]:
    for cell in letter.cells:
        for money in whole_amounts(letter, cell):
            if not money.malformed and (money.marked or len(cell.plain) <= _ALONE_IN_CELL):
                figures = letter.plain[money.start : money.end].rstrip(_UNIT)
                yield money.value, money.start, money.start + len(figures)


def _days(letter: Letter) -> Iterator[tuple[date, int, int]]:
    for cell in letter.cells:
        for day in whole_days(letter, cell, letter.received_on):
            yield day.value, day.start, day.end
