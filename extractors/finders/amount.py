"""The whole claim: its printed total, held against its rows and the payment line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from extractors.finders.claim import Table, claim_table
from extractors.finders.labels import How, label, said
from extractors.finders.letter import Letter
from extractors.finders.money import Money, amounts
from pipeline.domain.fields import AMOUNT, PAYMENT_LINE, Field, Findings
from pipeline.domain.kinds import Kind

WHOLE, TO_PAY, RECOVERY, LOOSE, CAPITAL, ALONE = (
    "whole",
    "to_pay",
    "recovery",
    "loose",
    "capital",
    "alone",
)
_RANK = {WHOLE: 5, TO_PAY: 4, RECOVERY: 3, LOOSE: 2, CAPITAL: 1, ALONE: 0}
_SURE = {WHOLE: 0.96, TO_PAY: 0.96, RECOVERY: 0.9, LOOSE: 0.82, CAPITAL: 0.5, ALONE: 0.72}

_DEBT = r"(?:\w*skuld(?:en|belopp(?:et)?)?|\w*fordran|fordringen|kravet|obetalda\s\w+)"
_ROLES = (
    (
        WHOLE,
        rf"total(?:a|t)?\s{_DEBT}|sammanlagd\w*\s(?:\w+\s)?(?:{_DEBT}|belopp\w*)|hela\s{_DEBT}"
        rf"|{_DEBT}\s(?:ar|uppgar|uppgick|utgor|pa|om|a|totalt|till)(?!\w)|skuld(?:en)?\stotalt"
        rf"|{_DEBT}(?:\s\w+){{0,8}}?\suppgar(?:\s\w+){{0,4}}?\still|(?:utestaende|obetalt)\sbelopp"
        rf"|totalt\suppgar\w*|sammanlagt|kvarstaende\s\w+|aterstaende\s\w+|skuldsaldo|debt of"
        rf"|(?:ar|ligger)\sskyldig\w*|har\sen\sskuld|amount owed|total debt|outstanding",
    ),
    (
        TO_PAY,
        r"(?:summa|belopp(?:et)?|totalt|kvar|nu)?\s?(?:att|som ska(?:ll)?) betala\w*(?!\w)|summa|"
        r"totalt|total(?:belopp|summa)(?:et|n)?|total|slutsumma|amount due|betala\w*\s(?:in\s)?"
        r"|skuld\s?:|saldo|hyresskuld|elskuld|skuldbelopp(?:et)?|fordran\s?:|att erlagga",
    ),
    (RECOVERY, r"atervinning\w*|atervinna\b|atervinn\w*|fa tillbaka hyresratten"),
    (
        LOOSE,
        r"belopp(?:et)?|skuld(?:en)?|fordran|obetald\w*|forfallen|forfallna|\w*krav(?:et)?"
        r"|restbelopp|amount|yrkar|yrkande\w*|hyra\w*\s(?:om|pa)|med",
    ),
    (CAPITAL, r"kapital\w*|kapitalbelopp|ursprunglig\w*"),
    (
        "",
        r"per man(?:ad)?|manadshyra\w*|\w*ranta\w*|\w*avgift\w*|\w*kostnad\w*|inbetal\w*|deposition"
        r"|avbetal\w*|delbetal\w*|inkomst\w*|skadestand\w*|vite|insats|moms|delsumma|varav|daraf"
        r"|hyran?\s(?:ar|uppgar\still|for|avseende)|hyra|hyror|styck|dygn|dag|kwh|timme|arvode\w*"
        r"|gransen?|overstig\w*|minst|hogst|max\w*|belopp over|prisbasbelopp|bot\b|betalat|betald"
        r"|ersattning\w*|lon\b|bidrag\w*|rabatt\w*|oresavrundning\w*|tidigare\s(?:skuld|saldo)"
        r"|foregaende\s\w+|ingaende\s\w+",
    ),
)
_CONTEXT = tuple(
    (role, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for role, words in _ROLES
)
_INCLUDED = re.compile(
    r"(?:inkl(?:usive|\.)?|exkl(?:usive|\.)?)\s[\w\s,./-]{2,60}?(?=[:\s]*$)|\([^)]*\)", re.I
)
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])|\f")
_PER = re.compile(r"^\s?(?:per|/)\s?(?:man|dag|dygn|kwh|timme|kvartal|ar\b)|^\s?i manaden", re.I)
_BOX_FOUR = label(
    r"belopp,? som hyresgasten ska(?:ll)? betala[^:]{0,160}",
    r"belopp,? med angivande av forfallodag\w*",
    r"belopp,? som (?:bostadsrattshavaren|konsumenten) ska(?:ll)? betala[^:]{0,160}",
)
_TOTAL_LABEL = label(
    r"(?:summa |totalt |belopp )?att betala(?: nu)?",
    r"summa(?: skuld)?",
    r"total(?:t|summa|belopp| skuld)?",
    r"(?:hyres|el|total|restande )?skuld(?:belopp)?",
    r"sammanlagd (?:skuld|fordran)",
    r"belopp(?:et)?(?: kr)?",
    r"amount due",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An amount with the role that its words give it; ``sure`` of that role, 0 to 1."""

    money: Money
    role: str
    sure: float


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``amount_sek``, the whole claim, as printed.

    The total's label decides; rows that add up to it and a payment line that repeats it make it
    surer; those that contradict it are named in ``conflicts`` and kept as ``alternatives``: a
    wrong amount can undo an eviction (RH 1995:34), so nothing is chosen silently.
    """
    if letter.kind is Kind.DEBT_LIST:
        return found
    claims = list(claimed(letter))
    table = claim_table(letter) if letter.kind is not Kind.OTHER else None
    best = _best(claims, table, found)
    if best is None:
        return _without_total(letter, found, table)
    return _checked(letter, found, best, claims, table)


def claimed(letter: Letter) -> Iterator[Claimed]:
    """Every amount of the letter that its words make a claim or a part of one."""
    for row in letter.rows:
        per_cell = [(cell, tuple(amounts(cell.plain, cell.start))) for cell in row]
        with_money = [cell for cell, money in per_cell if money]
        for cell, monies in per_cell:
            for place, money in enumerate(monies):
                before = monies[place - 1].end if place else None
                if before is None and cell is not with_money[-1] and cell is not row[0]:
                    before = cell.start
                claim = _in_context(letter, money, before, row[0].start)
                if claim is not None and money.value > 0:
                    yield claim
    for pattern, role in ((_BOX_FOUR, RECOVERY), (_TOTAL_LABEL, TO_PAY)):
        for one in said(letter, pattern):
            if one.how is How.BEHIND:
                continue
            cells = one.block[:3] if role == RECOVERY else (one.value,)
            for money in (m for cell in cells for m in amounts(cell.plain, cell.start)):
                if (money.marked or len(one.value.plain) <= 10) and money.value > 0:
                    loose = role == TO_PAY and one.label.plain.lower().startswith("belopp")
                    yield Claimed(
                        money=money,
                        role=LOOSE if loose else role,
                        sure=_SURE[LOOSE if loose else role] - 0.02,
                    )
                    break


def _in_context(letter: Letter, money: Money, after: int | None, row_start: int) -> Claimed | None:
    """The amount with the role given by the words before it, back to the last amount or stop."""
    text = letter.plain
    start = max(0, money.start - 110)
    if after is not None:
        start = max(start, after)
    context = text[start : money.start]
    stop = max((found.end() for found in _SENTENCE.finditer(context)), default=0)
    context = _INCLUDED.sub(lambda one: " " * len(one.group()), context[stop:])
    previous = list(amounts(context.replace("\n", " ").replace("\t", " ")))
    if previous:
        context = context[previous[-1].end :]
    if _PER.match(text[money.end : money.end + 14]):
        return None
    in_row = text[row_start : money.start] if row_start < money.start else ""
    best: tuple[int, int, str] | None = None
    for role, words in _CONTEXT:
        for hit in words.finditer(context):
            key = (hit.end(), hit.end() - hit.start(), role)
            if best is None or key[:2] > best[:2]:
                best = key
    if best is None:
        return Claimed(money=money, role=ALONE, sure=_SURE[ALONE]) if money.marked else None
    role = best[2]
    if not role:
        return None
    if not money.marked and (role in {LOOSE, ALONE} or "\n" in context[best[0] :] or not in_row):
        return None
    away = len(context) - best[0]
    sure = _SURE[role] - (0.12 if away > 45 else 0.0) - (0.05 if not money.marked else 0.0)
    return Claimed(money=money, role=role, sure=sure)


def _best(claims: list[Claimed], table: Table | None, found: Findings) -> Claimed | None:
    """The likeliest whole claim: by role, then by what confirms it, then the largest."""
    known = [one for one in claims if one.role != ALONE]
    if not known:
        values = {one.money.value for one in claims}
        return claims[0] if len(values) == 1 else None
    confirmed = _confirmations(table, found)
    if all(one.role == CAPITAL for one in known) and len({one.money.value for one in known}) > 1:
        return None
    return max(
        known,
        key=lambda one: (
            _RANK[one.role] >= _RANK[RECOVERY] and one.money.value in confirmed,
            min(_RANK[one.role], _RANK[TO_PAY]),
            not one.money.malformed,
            one.money.value,
            _RANK[one.role],
            one.sure,
        ),
    )


def _confirmations(table: Table | None, found: Findings) -> set[Decimal]:
    values: set[Decimal] = set()
    if table is not None and len(table.rows) >= 2:
        values.add(table.sum)
    line = found.value(PAYMENT_LINE)
    if line is not None and line.amount is not None:
        values.add(line.amount)
    return values


def _checked(
    letter: Letter, found: Findings, best: Claimed, claims: list[Claimed], table: Table | None
) -> Findings:
    """The chosen amount with what speaks for and against it."""
    value = best.money.value
    printed = {money.value for cell in letter.cells for money in amounts(cell.plain)}
    sure = best.sure
    against: list[Field[Decimal]] = []
    for other in _rivals(best, claims):
        if not _explained(value, other.money.value, printed):
            against.extend(_field(letter, other.money, sure=0.4))
    repeated = sum(one.money.value == value and one.role != ALONE for one in claims) > 1
    if table is not None and table.rows:
        if table.sum == value and len(table.rows) > 1:
            sure = 1 - (1 - sure) * 0.15
        elif len(table.rows) > 1 and not _explained(value, table.sum, printed - {value}):
            against.extend(_sum_field(letter, table))
    line = found.get(PAYMENT_LINE)
    if line is not None and line.value.amount is not None and "amount_check" not in line.notes:
        if line.value.amount == value:
            sure = 1 - (1 - sure) * 0.1
        elif line.value.amount not in {one.money.value for one in claims}:
            against.append(replace(line, value=line.value.amount, notes=("payment_line",)))
        else:
            sure *= 0.8
    if repeated:
        sure = 1 - (1 - sure) * 0.5
    if best.money.malformed:
        sure *= 0.3
    notes = ("conflict", *best.money.notes) if against else best.money.notes
    fields = _field(letter, best.money, sure=sure * (0.5 if against else 1.0), notes=notes)
    for field in fields:
        found = found.with_field(AMOUNT, field)
    if against and fields:
        found = replace(
            found,
            conflicts=(*found.conflicts, AMOUNT.text),
            alternatives=(*found.alternatives, *((AMOUNT.text, one) for one in against)),
        )
    return found


def _rivals(best: Claimed, claims: Iterable[Claimed]) -> list[Claimed]:
    """Other amounts that are called the whole claim as firmly, one for each value."""
    rivals: dict[Decimal, Claimed] = {}
    firm = {WHOLE, TO_PAY}
    for one in claims:
        equal = one.role == best.role or {one.role, best.role} <= firm
        recovery = {one.role, best.role} == {
            RECOVERY,
            TO_PAY,
        } and one.money.value > best.money.value
        if one.money.value != best.money.value and one.sure > 0.85 and (equal or recovery):
            rivals.setdefault(one.money.value, one)
    return list(rivals.values())


def _explained(total: Decimal, other: Decimal, printed: set[Decimal]) -> bool:
    """Whether the difference is made of one to three amounts that are printed in the letter."""
    difference = abs(total - other)
    if difference < 1:  # rounding to whole kronor
        return True
    if other * 20 < total:  # a fee that happens to be called a sum
        return True
    parts = sorted((one for one in printed if 0 < one <= difference), reverse=True)[:24]
    return any(sum(some) == difference for size in (1, 2, 3) for some in combinations(parts, size))


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


def _sum_field(letter: Letter, table: Table) -> list[Field[Decimal]]:
    """The rows' sum as a value of its own, placed at the rows that it is the sum of."""
    first, last = table.rows[0].amount, table.rows[-1].amount
    boxes = tuple(box for row in table.rows for box in row.amount.boxes)
    del last, letter
    return [
        replace(
            first,
            value=table.sum,
            raw=" + ".join(row.amount.raw for row in table.rows),
            confidence=min(row.amount.confidence for row in table.rows) * 0.6,
            finder="amount",
            boxes=boxes,
            notes=("sum_of_rows",),
        )
    ]


def _without_total(letter: Letter, found: Findings, table: Table | None) -> Findings:
    """What can be said when no total is printed: the payment line's amount, or the rows' sum."""
    line = found.get(PAYMENT_LINE)
    if line is not None and line.value.amount is not None and "amount_check" not in line.notes:
        field: Field[Decimal] = replace(line, value=line.value.amount, finder="amount")
        return found.with_field(AMOUNT, replace(field, confidence=line.confidence * 0.9))
    if table is None or not table.rows:
        return found
    if len(table.rows) == 1:
        only = table.rows[0].amount
        return found.with_field(
            AMOUNT, replace(only, finder="amount", confidence=only.confidence * 0.85)
        )
    for field in _sum_field(letter, table):
        found = found.with_field(AMOUNT, field)
    return found
