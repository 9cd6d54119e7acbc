"""Amounts and days as the trained reader of roles sees them, weighed against what the rules chose.

A rule knows the words that it was written for; the reader of roles has learnt from many senders
what stands around a whole claim or a letter's own day. How sure the rules' choice is follows from
both, as measured; where the rules found nothing, what the reader is sure of is named, at a
confidence that the reader alone was measured to deserve.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from extractors.finders.letter import Letter
from extractors.finders.sums import sums
from extractors.finders.torn import whole_amounts, whole_days
from pipeline.domain.fields import (
    AMOUNT,
    EVICTION_AT,
    LETTER_DATE,
    PAYMENT_LINE,
    Field,
    Findings,
    Name,
)
from pipeline.domain.kinds import Kind
from pipeline.domain.roles import SpanRole

WEIGHTS: Mapping[str, tuple[float, ...]] = {
    AMOUNT.text: (0.35, 0.93, 0.3, -0.24, 0.09, 0.04, 0.05, 0.18, 0.03, 0.52, 0.16, 0.63),
    LETTER_DATE.text: (-0.16, 1.11, 0.61, -0.48, 0.01, -0.08, -0.07, 0.0, -0.09, 0.0, 0.01, 0.0),
    EVICTION_AT.text: (0.89, 0.58, 0.33, -0.46, 0.36, -0.45, 0.14, 0.34, -3.12, 0.0, -0.06, 0.0),
}
"""Log odds of each trait (:func:`traits_of`), fitted on letters of writers that the reader has not
seen (``python -m benchmarks.valued``)."""

ALIKE = 0.8
"""From this share on the reader takes a value for the one asked for, when no other is likely."""
RIVAL = 0.3
UNLIKE = 0.2

ALONE = 0.9
"""From this share on the reader's value is named where the rules found none."""
READER_ALONE = 0.75
_MOST = 0.998
"""No rule and no reader makes a value surer than this."""

_ALONE_IN_CELL = 14
_UNIT = " .:-KkRrSsEeOoNn"


def find(letter: Letter, found: Findings) -> Findings:
    """Weighs amount, letter date and eviction time; without a reader nothing changes."""
    if not letter.roles or letter.kind is Kind.DEBT_LIST:
        return found
    for name, role in _ROLES.values():
        found = _weighed(letter, found, name, role)
    return found


def _weighed(letter: Letter, found: Findings, name: Name[Any], role: SpanRole) -> Findings:
    field = found.get(name)
    if field is None:
        return _named(letter, found, name, _places(letter, name, role))
    sure = certainty(traits_of(letter, found, name.text), WEIGHTS[name.text])
    if _UNSAID in field.notes or name.text in found.conflicts:
        # no reader makes good that no word calls an hour the eviction's, or settles what a letter
        # contradicts
        sure = min(sure, field.confidence)
    if (
        name is AMOUNT
        and _RUN_TOGETHER.search(field.raw)
        and not _proven(letter, found, field.value)
    ):
        sure = min(sure, _UNPARTED)
    sure = min(sure, _MOST, _read(letter, _places(letter, name, role), _asked(field)))
    return found.with_field(name, replace(field, confidence=round(sure, 4)))


_UNSAID = "unsaid"
_RUN_TOGETHER = re.compile(r"(?<![0-9])[0-9]{6,}(?![0-9])")
_UNPARTED = 0.7
"""So sure at most is an amount of six figures or more without a mark in it: a scan or a hidden text
that lost the comma before its öre."""


def certainty(traits: Iterable[float], weights: Iterable[float]) -> float:
    """The probability that a value with those traits is right."""
    odds = sum(trait * weight for trait, weight in zip(traits, weights, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def traits_of(letter: Letter, found: Findings, name: str) -> tuple[float, ...]:
    """What speaks for and against the value that the rules chose, as the weights expect it.

    How sure its rule is (log odds); the reader's belief in it and in its strongest rival (log
    odds); whether they agree, whether the reader is sure of another, whether it sees none anywhere;
    whether the letter contradicts it, whether its print is odd, whether a sum or a row proves it,
    whether it is the only one of its sort, and whether it is the largest.
    """
    asked, role = _ROLES[name]
    field = found.fields[name]
    chosen = _asked(field)
    places = _places(letter, asked, role)
    own = places.get(chosen, (0.0, 0, 0))[0]
    other = max((one[0] for value, one in places.items() if value != chosen), default=0.0)
    amount = asked is AMOUNT
    return (
        1.0,
        _log_odds(field.confidence),
        _log_odds(own),
        _log_odds(other),
        float(own >= ALIKE and other < RIVAL),
        float(other >= ALIKE and own < RIVAL),
        float(max(own, other) < UNLIKE),
        float(name in found.conflicts),
        float(any(note not in {"conflict", _UNSAID} for note in field.notes)),
        float(amount and _proven(letter, found, chosen)),
        float(set(places) <= {chosen}),
        float(amount and chosen >= max(places, default=chosen)),
    )


def _asked(field: Field[Any]) -> Any:
    """The value as the reader sees it: an eviction's day."""
    return field.value.date() if isinstance(field.value, datetime) else field.value


def _log_odds(share: float) -> float:
    kept = min(1 - _EDGE, max(_EDGE, share))
    return math.log(kept / (1 - kept))


_EDGE = 0.004


def _proven(letter: Letter, found: Findings, value: Decimal) -> bool:
    """Whether rows, a payment line or printed parts make up just this amount."""
    rows = [one.amount.value for one in found.claim]
    line = found.value(PAYMENT_LINE)
    return (
        (len(rows) > 1 and sum(rows) == value)
        or (line is not None and line.amount == value)
        or any(one.money.value == value for one in sums(letter))
    )


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


_ROLES: Mapping[str, tuple[Name[Any], SpanRole]] = {
    AMOUNT.text: (AMOUNT, SpanRole.TOTAL),
    LETTER_DATE.text: (LETTER_DATE, SpanRole.DATED),
    EVICTION_AT.text: (EVICTION_AT, SpanRole.EVICTION),
}
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
