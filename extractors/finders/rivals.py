"""Other amounts of a letter that contradict its claim, for all that the letter explains of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from extractors.finders.claim_words import ALONE, LOOSE, SAID
from extractors.finders.claimed import Claimed
from extractors.finders.clear_amount import FIRM
from extractors.finders.letter import Letter
from extractors.finders.money import Money, amounts
from extractors.finders.set_apart import set_apart
from extractors.finders.sums import NOT_PAID, PAID

Proof = dict[Decimal, tuple[Decimal, ...]]
"""Amounts that something in the letter proves to be a whole, each with its known parts."""


def contrary(
    letter: Letter, best: Claimed, claims: list[Claimed], printed: set[Decimal], proof: Proof
) -> Iterator[Money]:
    """The rivals that nothing in the letter explains."""
    value, proven = best.money.value, best.money.value in proof
    parts = proof.get(value, ())
    for other in _rivals(best, claims, proven=proven):
        money = other.money
        # what rows or a payment line prove has no part in what the letter sets apart
        part = money.value <= value and money.value in map(abs, parts)
        if part or (proven and not money.malformed and set_apart(letter, money)):
            continue
        # twice what is named once is no sum of parts: a debt that has grown, or another's
        twice = {value} if proven else {value, money.value}
        # what has grown by just a row that is counted already has grown by another of its sort
        twice |= set(map(abs, parts)) if money.value > value else set()
        if (
            money.malformed
            or _paid(letter, value - money.value)
            or not explained(value, money.value, printed - twice)
        ):
            yield money


def _rivals(best: Claimed, claims: Iterable[Claimed], *, proven: bool) -> list[Claimed]:
    """Other amounts that are called the whole claim as firmly, or are larger than it.

    One for each value; ``proven`` when rows or a payment line make up the amount.
    """
    rivals: dict[Decimal, Claimed] = {}
    sworn = best.role in FIRM and best.sure > 0.85
    for one in claims:
        # a large sum that nothing calls a claim may be a deposit, a year's rent, a price
        larger = (
            one.money.value > best.money.value
            and one.money.marked
            and not (proven and one.role not in FIRM)
            and not (sworn and one.role == ALONE)
        )
        equal = one.role == best.role or {one.role, best.role} <= FIRM
        sure = one.sure > 0.85 and equal
        loose = {best.role, one.role} <= {LOOSE, SAID}
        if one.money.value != best.money.value and (larger or sure or loose):
            rivals.setdefault(one.money.value, one)
    return list(rivals.values())


def _paid(letter: Letter, difference: Decimal) -> bool:
    """Whether the letter says that just this was paid: the lesser sum may be what is left."""
    return any(
        money.value == difference
        and PAID.search(NOT_PAID.sub("", letter.plain[max(0, start - 40) : start]))
        for cell in letter.cells
        for money in amounts(cell.plain, cell.start)
        if (start := money.start)
    )


def explained(total: Decimal, other: Decimal, printed: set[Decimal]) -> bool:
    """Whether the difference is made of one to three amounts that are printed in the letter."""
    difference = abs(total - other)
    if difference < 1:  # rounding to whole kronor
        return True
    if other * 20 < total:  # a fee that happens to be called a sum
        return True
    parts = sorted((one for one in printed if 0 < one <= difference), reverse=True)[:24]
    return any(sum(some) == difference for size in (1, 2, 3) for some in combinations(parts, size))
