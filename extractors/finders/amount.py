"""The whole claim: its printed total, held against its rows and the payment line."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.finders.agreement import read_twice
from extractors.finders.claim import Table, claim_table, lost_row
from extractors.finders.claim_words import (
    ALONE,
    CAPITAL,
    LOOSE,
    RANK,
    RECOVERY,
    SAID,
    SURE,
    TO_PAY,
    WHOLE,
)
from extractors.finders.claimed import Claimed, claimed
from extractors.finders.clear_amount import clearest
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money, amounts
from extractors.finders.rivals import Proof, contrary, explained
from extractors.finders.set_apart import set_apart
from extractors.finders.sums import SUM_OF_ROWS, sums
from extractors.finders.torn import whole_amounts
from pipeline.domain.fields import AMOUNT, PAYMENT_LINE, Field, Findings, PaymentLine
from pipeline.domain.kinds import Kind

_ALONE_IN_CELL = 14
"""Letters of a table's cell that holds an amount without a unit and nothing else."""


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``amount_sek``, the whole claim, as printed.

    The total's label decides; rows that add up to it and a payment line that repeats it make it
    surer; those that contradict it are named in ``conflicts`` and kept as ``alternatives``: a
    wrong amount can undo an eviction (RH 1995:34), so nothing is chosen silently.
    """
    if letter.kind is Kind.DEBT_LIST:
        return found
    owing = letter.kind in {Kind.RENT_DEBT, Kind.UTILITY_DEBT}
    # where nothing need be owed, "6:46" without a word about it is no claim
    claims = [one for one in claimed(letter) if owing or one.role != ALONE]
    table = claim_table(letter) if letter.kind is not Kind.OTHER else None
    totals = tuple(sums(letter)) if owing else ()
    proof = _confirmations(table, found)
    for one in totals:
        # what a payment line repeats is known by its rows too
        proof[one.money.value] = proof.get(one.money.value) or one.parts
    claims = [
        # "Kronor 17 513,40" under rows that make up just that
        replace(one, role=TO_PAY) if one.role == ALONE and one.money.value in proof else one
        for one in claims
    ]
    claims += [Claimed(money=one.money, role=TO_PAY, sure=_SUM_ALONE) for one in totals]
    # what the letter sets apart is claimed only where nothing else is; it contradicts all the same
    known = [one for one in claims if RANK[one.role] >= RANK[RECOVERY]]
    own = [one for one in known if not set_apart(letter, one.money)]
    best = _best(own if 0 < len(own) < len(known) else claims, proof, _marked(letter))
    if best is None:
        return _without_total(found, table)
    best = clearest(letter, _beyond(letter, best, claims, found), claims)
    return _checked(letter, found, best, claims, table, proof=proof)


def _beyond(letter: Letter, best: Claimed, claims: list[Claimed], found: Findings) -> Claimed:
    """The total that a table goes on to from a sum of its first rows, or the sum itself.

    "Summa kapital och ränta 23 084,50", "Ombudskostnad 790,00", "Totalt att betala 23 874,50".
    """
    line = found.value(PAYMENT_LINE)
    if line is not None and line.amount == best.money.value:
        return best
    alone = {
        money.start: money.value
        for cell in letter.cells
        for money in amounts(cell.plain, cell.start)
        if len(cell.plain) <= _IN_A_COLUMN or _ends_a_row(cell, money)
    }
    later = [
        one
        for one in claims
        if one.role in {WHOLE, TO_PAY}
        and not one.money.malformed
        and one.money.value - best.money.value >= 1
        and best.money.start < one.money.start
        and {best.money.start, one.money.start} <= alone.keys()
        and explained(
            one.money.value,
            best.money.value,
            {value for start, value in alone.items() if best.money.start < start < one.money.start},
        )
    ]
    return max(later, key=lambda one: (one.money.value, one.sure), default=best)


def _ends_a_row(cell: Cell, money: Money) -> bool:
    """Whether a label and its amount share a cell, as where a long label ran up to its column."""
    label = cell.plain[: money.start - cell.start]
    rest = cell.plain[money.end - cell.start :].strip(" .")
    return not rest and len(cell.plain) <= _LONG_ROW and re.search(r"[.!?]\s", label) is None


_LONG_ROW = 75
_IN_A_COLUMN = 26
"""Letters of a cell that holds an amount of a table and little else."""


def _best(claims: list[Claimed], proof: Proof, printed: set[Decimal]) -> Claimed | None:
    """The likeliest whole claim: by role, then by what confirms it, then the largest."""
    known = [one for one in claims if one.role != ALONE]
    if not known:
        values = {one.money.value for one in claims}
        if len(values) != 1:
            return None
        return replace(claims[0], sure=_ONLY) if printed == values else claims[0]
    if all(one.role == CAPITAL for one in known):
        values = {one.money.value for one in known}
        return replace(known[0], sure=_CAPITAL_ALONE) if len(values) == 1 else None
    best = max(
        known,
        key=lambda one: (
            RANK[one.role] >= RANK[RECOVERY] and one.money.value in proof,
            min(RANK[one.role], RANK[TO_PAY]),
            not one.money.malformed,
            one.money.value,
            RANK[one.role],
            one.sure,
        ),
    )
    only = printed == {best.money.value} and (best.role == SAID or best.sure > SURE[LOOSE])
    return replace(best, sure=max(best.sure, _ONLY)) if only else best


_SUM_ALONE = 0.93
"""How sure an amount is the whole claim that others add up to, whatever it is called."""

_ONLY = 0.9
"""How sure the only amount of a letter about a debt is that debt, whatever stands around it."""

_CAPITAL_ALONE = 0.84
"""A claim of a capital "jämte ränta" with no other amount: the capital is what is claimed."""


def _marked(letter: Letter) -> set[Decimal]:
    """Every amount of the letter that a unit or its öre shows to be money."""
    return {
        money.value
        for cell in letter.cells
        for money in whole_amounts(letter, cell)
        if money.marked
    }


def _confirmations(table: Table | None, found: Findings) -> Proof:
    proof: Proof = {}
    if table is not None and len(table.rows) >= 2:
        proof[table.sum] = tuple(row.amount.value for row in table.rows)
    line = found.value(PAYMENT_LINE)
    if line is not None and line.amount is not None:
        proof.setdefault(line.amount, ())
    return proof


def _checked(  # noqa: PLR0913  # the amount, and each thing that speaks for or against it
    letter: Letter,
    found: Findings,
    best: Claimed,
    claims: list[Claimed],
    table: Table | None,
    *,
    proof: Proof,
) -> Findings:
    """The chosen amount with what speaks for and against it."""
    value = best.money.value
    printed = {
        money.value
        for cell in letter.cells
        for money in whole_amounts(letter, cell)
        # a flat or a house number explains nothing
        if money.marked or len(cell.plain) <= _ALONE_IN_CELL
    }
    named = [one.sure for one in claims if one.money.value == value and not one.money.malformed]
    doubt = 1.0 - max([best.sure, *named]) + (0.1 if best.money.spaced else 0.0)
    against: list[Field[Decimal]] = []
    marked = _marked(letter)
    proven = value in proof
    for other in contrary(letter, best, claims, printed, proof):
        against.extend(_field(letter, other, sure=0.4))
    for less, contradicting in (
        _by_rows(letter, table, best.money, printed, proof),
        _by_payment_line(found.get(PAYMENT_LINE), value, claims),
    ):
        doubt *= less
        against.extend(contradicting)
    if sum(one.money.value == value and one.role != ALONE for one in claims) > 1:
        doubt *= 0.5
    sure = (1.0 - min(1.0, doubt)) * (0.3 if best.money.malformed else 1.0)
    if (
        not proven
        and best.role in {LOOSE, SAID, CAPITAL, ALONE}
        and max(marked, default=value) > value
    ):
        sure = min(sure, _OVERTOPPED)
    notes = ("conflict", *best.money.notes) if against else best.money.notes
    if not (best.money.marked or proven or _says_kronor(letter, value)):
        sure = min(sure, _UNMARKED)
    fields = _field(letter, best.money, sure=sure * (0.5 if against else 1.0), notes=notes)
    for field in fields:
        found = found.with_field(AMOUNT, field)
    if not (against and fields):
        return found
    return replace(
        found,
        conflicts=(*found.conflicts, AMOUNT.text),
        alternatives=(*found.alternatives, *((AMOUNT.text, one) for one in against)),
    )


def _says_kronor(letter: Letter, value: Decimal) -> bool:
    """Whether a line that prints the amount says that its figures are kronor."""
    return any(
        _CURRENCY.search(" ".join(cell.plain for cell in row))
        for row in letter.rows
        if any(money.value == value for cell in row for money in amounts(cell.plain))
    )


_OVERTOPPED = 0.6
"""So sure at most is an amount that is not called a total, beside a larger one."""

_UNMARKED = 0.6
"""So sure at most is a whole number that nothing says is money: often a piece of a torn amount."""
_CURRENCY = re.compile(r"\b(?:kr|kronor|sek)\b", re.IGNORECASE)


def _by_rows(
    letter: Letter, table: Table | None, total: Money, printed: set[Decimal], proof: Proof
) -> tuple[float, list[Field[Decimal]]]:
    """What the claim's rows do to the doubt, and their sum when it contradicts the total.

    Where a scan's row was not read, they may well come to less than a total that was read twice.
    """
    value = total.value
    if table is not None and _leaves_out(table, value):
        return 1.0, [_sum_field(table)]
    if proof.get(value):
        return 0.15, []
    if table is None or len(table.rows) < 2:
        return 1.0, []
    if explained(value, table.sum, printed - {value}):
        return 1.0, []
    near = letter.received_on
    known = all(read_twice(one, letter.pages, near) for one in _field(letter, total, sure=1))
    if table.sum < value and known and lost_row(letter, table):
        return 1.0, []
    return 1.0, [_sum_field(table)]


def _leaves_out(table: Table, value: Decimal) -> bool:
    """Whether a total is made up by the last of its table's rows, without those right over them."""
    if table.total is None or table.total.value != value or table.sum <= value:
        return False
    return all(row.amount.value > 0 for row in table.rows)


def _by_payment_line(
    line: Field[PaymentLine] | None, value: Decimal, claims: list[Claimed]
) -> tuple[float, list[Field[Decimal]]]:
    """What the payment line's amount does to the doubt, and itself when nothing explains it."""
    if line is None or line.value.amount is None or "amount_check" in line.notes:
        return 1.0, []
    if line.value.amount == value:
        return 0.1, []
    if line.value.amount in {one.money.value for one in claims}:
        return 4.0, []
    return 1.0, [_line_amount(line, line.value.amount)]


def _line_amount(line: Field[PaymentLine], amount: Decimal) -> Field[Decimal]:
    return Field(
        value=amount,
        raw=line.raw,
        confidence=line.confidence,
        finder="amount",
        boxes=line.boxes,
        notes=("payment_line",),
    )


def _field(
    letter: Letter, money: Money, *, sure: float, notes: tuple[str, ...] = ()
) -> list[Field[Decimal]]:
    field = letter.place(
        money.value,
        money.start,
        money.end,
        finder="amount",
        sure=max(0.0, min(1.0, sure)),
        notes=notes,
    )
    return [] if field is None else [field]


def _sum_field(table: Table) -> Field[Decimal]:
    """The rows' sum as a value of its own, placed at the rows that it is the sum of."""
    return Field(
        value=table.sum,
        raw=" + ".join(row.amount.raw for row in table.rows),
        confidence=min(row.amount.confidence for row in table.rows) * 0.6,
        finder="amount",
        boxes=tuple(box for row in table.rows for box in row.amount.boxes),
        notes=(SUM_OF_ROWS,),
    )


def _without_total(found: Findings, table: Table | None) -> Findings:
    """What can be said when no total is printed: the payment line's amount, or the rows' sum."""
    line = found.get(PAYMENT_LINE)
    if line is not None and line.value.amount is not None and "amount_check" not in line.notes:
        field = _line_amount(line, line.value.amount)
        return found.with_field(AMOUNT, replace(field, confidence=field.confidence * 0.9, notes=()))
    if table is None or not table.rows:
        return found
    if len(table.rows) == 1:
        only = table.rows[0].amount
        return found.with_field(
            AMOUNT, replace(only, finder="amount", confidence=only.confidence * 0.85)
        )
    return found.with_field(AMOUNT, _sum_field(table))
