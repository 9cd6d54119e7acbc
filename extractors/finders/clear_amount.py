"""What a scan's two readers make of a claim: at which place it is told, and when rows vouch for it.

A second reader's other amount is the only sign of a misread figure, and a debt with and without a
fee of 60 kronor differ by one. So nothing else in the letter outweighs it but the very sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.finders.agreement import read_alike, read_as_another, read_twice
from extractors.finders.claim import claim_table
from extractors.finders.claim_words import TO_PAY, WHOLE
from extractors.finders.claimed import Claimed
from extractors.finders.letter import Letter
from pipeline.domain.fields import AMOUNT, Findings

FIRM = frozenset({WHOLE, TO_PAY})
"""The roles of an amount that is called the whole claim, and nothing less."""


def clearest(letter: Letter, best: Claimed, claims: Sequence[Claimed]) -> Claimed:
    """The claim at the place that tells most about it, of those that call that amount the whole.

    One in which a scan's second reader read another amount: the debt may be the same without a
    fee. Where there is none, one that both read alike.
    """
    if best.role not in FIRM:
        return best
    same = [
        one
        for one in claims
        if one.money.value == best.money.value
        and one.role in FIRM
        and not (one.money.malformed or one.money.spaced)
    ]
    for tells in (read_as_another, read_twice):
        for one in (best, *same):
            money = one.money
            place = letter.place(money.value, money.start, money.end, finder="amount", sure=1.0)
            if place is not None and tells(place, letter.pages, letter.received_on):
                return replace(best, money=money)
    return best


def proven(letter: Letter, found: Findings) -> tuple[str, ...]:
    """The amount's name, where the rows over it make it up and each of them is known.

    No figure of such a total is misread, however its own readings differ. Rows that end in another
    total, as "Summa hyror" before a fee, prove nothing of this one.
    """
    owed, table = found.get(AMOUNT), claim_table(letter)
    if owed is None or table is None or table.total is None or not table.agrees:
        return ()
    place = letter.text.boxes_at(table.total.start, table.total.end)
    if len(table.rows) < 2 or table.total.value != owed.value or owed.boxes != place:
        return ()
    alike = all(read_alike(row.amount, letter.pages, letter.received_on) for row in table.rows)
    return (AMOUNT.text,) if alike else ()
