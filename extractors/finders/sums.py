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
    r"inbetal(?!as?\b|ningskort|ning/)|tillgodo|\bkredit(?!or|giv|upplys)|avgar|avdrag"
    r"|\b(?:del|av)?betal(?:t|at|ats|ade|ades)\b|har betala|(?<!be )\bpaid\b|payments? received"
    r"|\bcredited\b|\bless (?:payment|paid)|\b(?:kom|kommit) in\b|\binkommit\b"
    r"|\bdrag(?:it|its|es|s) av\b|\bavrakna[dt]",
    re.IGNORECASE,
)
"""Words of what was paid in, and makes a claim less."""
NOT_PAID = re.compile(
    r"\b(?:ej|icke|inte|aldrig|not|never)\s(?:\w+\s){0,4}?(?:in)?(?:betal\w*|kom\w*|paid)"
    # "Blir 9 120 kr betalt inom tre veckor", "om 9 120 kr har betalats", "ska vara betalt"
    r"|(?:^\W*(?:blir|ar)|\b(?:om|nar|forst|if|once|when|unless))\s[^;\n]{0,60}?"
    r"\b(?:(?:in)?betal\w*|paid)|\b(?:vara|ha)\s(?:in)?betal\w*",
    re.IGNORECASE,
)
"""Words of what was not paid, or is asked for."""
FEE = re.compile(r"(?<!\w)\w*(?:avgift|kostnad|paminnelse|ranta)", re.IGNORECASE)
"""Words of what is asked for being late: "avgift för sen inbetalning" was not paid."""
_DEPOSIT = re.compile(r"deposi|sakerhet|handpenning|\binsats|\blan(?:et)?\b", re.IGNORECASE)
"""Words of money of which what is left is no debt."""
_DASH = re.compile(r"[-\u2010-\u2014\u2212]\s")
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])")

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


@dataclass(frozen=True, slots=True)
class _Printed:
    """An amount of a line, what it adds to a sum, and whether its line tells of a deposit."""

    money: Money
    adds: Decimal
    deposit: bool


def sums(letter: Letter) -> Iterator[Sum]:
    """Each amount that two or more amounts beside it add up to, in print order.

    They stand right before it, as over a line of totals; or under it, a line each ("9 120 kr,
    of which"): in running text what follows may be what was paid and what is left. The amounts are
    taken as they follow each other in print, and again with the last of each line alone: a row
    may print a price beside what it comes to. What was paid in counts as less, and is no sum.
    One sum may be that of a table's first rows, and another go on from it, or be that of the sums.
    """
    lines = [tuple(_printed(letter, row)) for row in letter.rows]
    every = tuple(one for line in lines for one in line)
    marked = tuple(one for one in every if one.money.marked)
    last = tuple(line[-1] for line in lines if line)
    ends = tuple(one for one in last if one.money.marked and _ends_line(letter, one.money))
    found: dict[int, Sum] = {}
    for sequence in (every, marked, last):
        for place, one in enumerate(sequence):
            before = sequence[max(0, place - _MOST) : place]
            if parts := _adding_up(one, before[::-1]):
                found.setdefault(one.money.start, Sum(money=one.money, parts=parts))
    for one in every:
        under = [low for low in ends if low.money.start > one.money.start][:_MOST]
        if parts := _adding_up(one, under):
            found.setdefault(one.money.start, Sum(money=one.money, parts=parts))
    # one total of several tables' totals
    tables = tuple(one for one in every if one.money.start in found)
    for one in every:
        above = [table for table in tables if table.money.start < one.money.start][-_MOST:]
        if parts := _adding_up(one, above[::-1]):
            found.setdefault(one.money.start, Sum(money=one.money, parts=parts))
    for start in sorted(found):
        yield found[start]


def _ends_line(letter: Letter, money: Money) -> bool:
    """Whether nothing but marks stands behind the amount in its line."""
    return _UNIT_ALONE.fullmatch(letter.plain[money.end :].split("\n", 1)[0]) is not None


_UNIT_ALONE = re.compile(r"[ .,;:\t-]*(?:kr|kronor|sek)?[ .,;:\t-]*", re.IGNORECASE)


def _printed(letter: Letter, row: Sequence[Cell]) -> Iterator[_Printed]:
    """A line's amounts, each with what it adds to a sum."""
    whole = letter.plain[row[0].start : row[-1].end]
    fee = FEE.match(whole) is not None
    for cell in row:
        for money in whole_amounts(letter, cell):
            if money.malformed or not (money.marked or len(cell.plain) <= _ALONE_IN_CELL):
                continue
            line = _own_sentence(whole, money.start - row[0].start)
            paid = PAID.search(NOT_PAID.sub("", line)) is not None and not fee
            dash = _DASH.match(letter.plain, money.start) is not None
            adds = money.value
            if paid or (dash and money.value < 0):
                # "Påminnelse – 60 kr": a dash that sets label and amount apart is no minus
                adds = -abs(money.value) if paid else abs(money.value)
            yield _Printed(money, adds, _DEPOSIT.search(line) is not None)


def _own_sentence(line: str, place: int) -> str:
    """The part of a line that is of the sentence at a place in it."""
    start = max((one.end() for one in _SENTENCE.finditer(line, 0, place)), default=0)
    end = _SENTENCE.search(line, place)
    return line[start : None if end is None else end.start()]


def _adding_up(whole: _Printed, beside: Sequence[_Printed]) -> tuple[Decimal, ...]:
    """The first two or more of the amounts beside it that make the whole.

    None is as large, but where a payment is taken off; what is left of a deposit is no debt.
    """
    value, made = whole.adds, Decimal(0)
    larger = less = False
    deposit = whole.deposit
    if value < _LEAST:
        return ()
    for number, part in enumerate(beside, 1):
        made += part.adds
        larger |= part.adds >= value
        less |= part.adds < 0
        deposit |= part.deposit
        if larger and (deposit or number > _OFF):
            return ()
        if number > 1 and made == value and part.adds and (less or not larger):
            return tuple(one.adds for one in beside[:number])
    return ()


_OFF = 8
"""At most so many amounts are told of what a payment is taken off."""
