"""Amounts that are the sum of those printed before them: a total, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money
from extractors.finders.torn import whole_amounts

PAID = re.compile(
    r"inbetal|tillgodo|kredit|avgar|avdrag|\bbetalt|har betala|betalat in", re.IGNORECASE
)
"""Words of what was paid in, and makes a claim less."""
FEE = re.compile(r"(?<!\w)\w*(?:avgift|kostnad|paminnelse|ranta)", re.IGNORECASE)
"""Words of what is asked for being late: "avgift för sen inbetalning" was not paid."""
_DASH = re.compile(r"[-\u2010-\u2014\u2212]\s")

SUM_OF_ROWS = "sum_of_rows"
"""The note of an amount that is printed nowhere: the sum of the rows that are."""

_ALONE_IN_CELL = 14
"""Letters of a table's cell that holds an amount without a unit and nothing else."""
_MOST = 16
_LEAST = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An amount, and the printed amounts right before or after it that make it up."""

    money: Money
    parts: tuple[Decimal, ...]


def sums(letter: Letter) -> Iterator[Sum]:
    """Each amount that two or more amounts beside it add up to, in print order.

    They stand right before it, as over a line of totals; or under it, a line each ("9 120 kr,
    of which"): in running text what follows may be what was paid and what is left. The amounts are
    taken as they follow each other in print, and again with the last of each line alone: a row
    may print a price beside what it comes to. What was paid in counts as less, and is no sum.
    One sum may be that of a table's first rows, and another go on from it.
    """
    lines = [tuple(_printed(letter, row)) for row in letter.rows]
    every = tuple(one for line in lines for one in line)
    marked = tuple(one for one in every if one[0].marked)
    last = tuple(line[-1] for line in lines if line)
    ends = tuple(one for one in last if one[0].marked and _ends_line(letter, one[0]))
    found: dict[int, Sum] = {}
    for sequence in (every, marked, last):
        values = [value for _, value in sequence]
        for place, (money, adds) in enumerate(sequence):
            before = values[max(0, place - _MOST) : place]
            if adds > 0 and (parts := _adding_up(adds, before[::-1])):
                found.setdefault(money.start, Sum(money=money, parts=parts))
    for money, adds in every:
        under = [value for one, value in ends if one.start > money.start][:_MOST]
        if adds > 0 and (parts := _adding_up(adds, under)):
            found.setdefault(money.start, Sum(money=money, parts=parts))
    for start in sorted(found):
        yield found[start]


def _ends_line(letter: Letter, money: Money) -> bool:
    """Whether nothing but marks stands behind the amount in its line."""
    return _UNIT_ALONE.fullmatch(letter.plain[money.end :].split("\n", 1)[0]) is not None


_UNIT_ALONE = re.compile(r"[ .,;:\t-]*(?:kr|kronor|sek)?[ .,;:\t-]*", re.IGNORECASE)


def _printed(letter: Letter, row: Sequence[Cell]) -> Iterator[tuple[Money, Decimal]]:
    """A line's amounts, each with what it adds to a sum."""
    line = " ".join(cell.plain for cell in row)
    paid = PAID.search(line) is not None and FEE.match(line) is None
    for cell in row:
        for money in whole_amounts(letter, cell):
            if money.malformed or not (money.marked or len(cell.plain) <= _ALONE_IN_CELL):
                continue
            dash = _DASH.match(letter.plain, money.start) is not None
            if paid or (dash and money.value < 0):
                # "Påminnelse – 60 kr": a dash that sets label and amount apart is no minus
                yield money, -abs(money.value) if paid else abs(money.value)
            else:
                yield money, money.value


def _adding_up(value: Decimal, beside: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The first two or more of the amounts beside it that make the value, none as large."""
    whole = Decimal(0)
    for number, part in enumerate(beside, 1):
        whole += part
        if part >= value or value < _LEAST:
            return ()
        if number > 1 and whole == value and part:
            return tuple(beside[:number])
    return ()
