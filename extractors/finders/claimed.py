"""What the words around an amount make of it: the whole claim, a part of one, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.finders.claim_words import (
    ALONE,
    BOX_FOUR,
    BY_PARTS,
    CAPITAL,
    CLAUSE,
    CONDITION,
    CONTEXT,
    DEBT,
    INCLUDED,
    INSERTED,
    LOOSE,
    NEXT,
    NO_CLAIM,
    NOT_ASKED,
    OF_ANOTHER_TIME,
    ORE_BEHIND,
    PAID_TO,
    PAYMENT_OF,
    PER,
    RECOVERY,
    RENT,
    ROW_NEXT,
    SAID,
    SAID_AFTER,
    SENTENCE,
    STILL,
    SURE,
    TO_PAY,
    TOTAL_IN,
    TOTAL_LABEL,
    UNIT_ALONE,
    UNIT_BEFORE,
    UNPAID,
    VERB,
    WAS_PAID,
    WHOLE,
)
from extractors.finders.labels import How, beneath, said
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money, amounts, masked
from extractors.finders.part_paid import IN_PART, PARTLY, SAID_ONLY
from extractors.finders.torn import torn, whole_amounts

_WRAPS_FROM = 40
"""Letters of a line that may go on in the next; shorter ones are cells of their own."""
_ALONE = 26
"""Letters of a cell that holds an amount and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An amount with the role that its words give it; ``sure`` of that role, 0 to 1."""

    money: Money
    role: str
    sure: float


def claimed(letter: Letter) -> Iterator[Claimed]:
    """Every amount of the letter that its words make a claim or a part of one."""
    for one in _claimed(letter):
        yield _whole(letter, one)


def _claimed(letter: Letter) -> Iterator[Claimed]:
    for row in letter.rows:
        yield from _in_row(letter, row)
    for one in said(letter, BOX_FOUR):
        yield from _labelled(one.block[:3], RECOVERY)
    answered: set[int] = set()
    for one in said(letter, TOTAL_LABEL):
        if one.label.start in answered:
            continue
        loose = one.label.plain.lower().startswith("belopp")
        found: list[Claimed] = []
        # under a total stands its amount and nothing else; a sentence is the letter going on
        under = one.how is How.BELOW and len(one.value.plain) <= _ALONE
        # a column's heading has many amounts beneath it, and its last is no surer than its first
        column = under and any(any(True for _ in amounts(cell.plain)) for cell in one.under)
        if one.how is How.RIGHT or (under and not column):
            found = list(_labelled((one.value,), LOOSE if loose else TO_PAY))
        if found:
            answered.add(one.label.start)
        yield from found
    yield from _beside(letter)


def _beside(letter: Letter) -> Iterator[Claimed]:
    """Totals whose amount stands half a line off, as where a narrow column broke its line."""
    for cell in letter.cells:
        if TOTAL_LABEL.fullmatch(cell.plain.strip()) is None or len(letter.rows[cell.row]) > 1:
            continue
        height = max(cell.box.height, 6.0)
        near = [
            one
            for row in letter.rows[max(0, cell.row - 1) : cell.row + 2]
            for one in row
            if one.box.x0 > cell.box.x1
            and one.page == cell.page
            and abs(one.box.top - cell.box.top) < 0.9 * height
            and len(one.plain) <= _ALONE
            and any(sign.isdigit() for sign in one.plain)
        ]
        for one in _labelled(tuple(near[:1]), TO_PAY) if len(near) == 1 else ():
            unit = any(UNIT_ALONE.fullmatch(under.plain) for under in beneath(letter, near[0])[:1])
            yield replace(one, sure=SURE[TO_PAY] - 0.02) if unit else one


def _in_row(letter: Letter, row: tuple[Cell, ...]) -> Iterator[Claimed]:
    """The amounts of one line of print, each with the words before it in its cell or line."""
    per_cell = [
        (cell, tuple(_with_unit(letter, money) for money in whole_amounts(letter, cell)))
        for cell in row
    ]
    with_money = [cell for cell, money in per_cell if money]
    for cell, monies in per_cell:
        for place, money in enumerate(monies):
            after = monies[place - 1].end if place else None
            if after is None and cell is not with_money[-1] and cell is not row[0]:
                after = cell.start
            if after is None and len(row) > 1 and len(letter.rows[max(0, row[0].row - 1)]) > 1:
                after = row[0].start  # a table's last heading says nothing of its first column
            claim = _in_context(letter, money, after, row[0].start)
            if claim is not None and money.value > 0:
                yield claim


def _with_unit(letter: Letter, money: Money) -> Money:
    """The amount, marked where its unit opens the next line ("13 091" / "kronor och 5 öre")."""
    unit = _UNIT_NEXT.match(letter.plain, money.end)
    if money.marked or unit is None:
        return money
    ore = ORE_BEHIND.match(letter.plain, unit.end()) is not None
    return replace(money, marked=True, end=unit.end() if ore else money.end)


_UNIT_NEXT = re.compile(r"[ ]?\n(?:kr|kronor)\b", re.IGNORECASE)


def _whole(letter: Letter, claim: Claimed) -> Claimed:
    """The claim, its amount malformed when the end of a line may have torn it ("18" / "600 kr").

    "kronor och 95" / "öre" is no such tear: the words say what belongs together.
    """
    money, text = claim.money, letter.plain
    rest = ORE_BEHIND.match(text, money.end)
    if rest is not None and money.value == money.value.to_integral_value() and money.marked:
        value = money.value + Decimal(rest["ore"]) / 100
        return replace(claim, money=replace(money, value=value, end=rest.end()))
    return replace(claim, money=replace(money, malformed=True)) if torn(letter, money) else claim


def _labelled(cells: tuple[Cell, ...], role: str) -> Iterator[Claimed]:
    """The first amount of what a label says."""
    for cell in cells:
        for money in amounts(cell.plain, cell.start):
            if (money.marked or len(cell.plain) <= 10) and money.value > 0:
                bare = 0.0 if money.marked else 0.25
                yield Claimed(money=money, role=role, sure=SURE[role] - 0.02 - bare)
                return


def _in_context(letter: Letter, money: Money, after: int | None, row_start: int) -> Claimed | None:
    """The amount with the role given by the words before it, back to the last amount or stop."""
    text = letter.plain
    start = max(0, money.start - 110)
    if after is not None:
        start = max(start, after)
    context = text[start : money.start]
    stop = max((found.end() for found in SENTENCE.finditer(context)), default=0)
    context = INSERTED.sub(r"\g<before>", context[stop:])
    context = INCLUDED.sub(lambda one: " " * len(one.group()), context)
    previous = list(amounts(context.replace("\n", " ").replace("\t", " ")))
    if previous:
        context = context[previous[-1].end :]
    if _no_claim(text, money, context):
        return None
    in_row = text[row_start : money.start] if row_start < money.start else ""
    best = _subject(context, _sentence(text, money, upto=money.start)) or _nearest(context)
    asked = _by_what_follows(letter, money, context, None if best is None else best[1])
    if asked is not None:
        return asked if money.marked else None
    if best is None:
        return Claimed(money=money, role=ALONE, sure=SURE[ALONE]) if money.marked else None
    words_end, role = best
    if role == RECOVERY and TOTAL_IN.search(context) is not None:
        role = TO_PAY  # "Totalt att betala för att återvinna bostadsrätten"
    if role == RENT:
        # "hyran för september, 7 410 kr, är obetald": a claim; "hyran är 7 410 kr" is none
        role = LOOSE if UNPAID.search(_sentence(text, money)) else ""
    if not role:
        return None
    marked = money.marked or UNIT_BEFORE.search(text[start : money.start]) is not None
    # "3 x 8 450 kr = 25 350 kr"; what a scan makes of a rule is no sum
    equals = context.rstrip().endswith("=")
    named = "\t" in context[words_end:] and context[context.rfind("\t") :].strip()
    if not marked and (
        # "Arrears desk | Run 185164": what a number's own cell calls it, it is
        named or equals or role in {LOOSE, SAID, ALONE} or "\n" in context[words_end:] or not in_row
    ):
        return None
    away = len(context) - words_end
    sure = SURE[role] - (0.12 if away > 45 else 0.0) - (0.05 if not marked else 0.0)
    claim = Claimed(money=money, role=role, sure=sure)
    return _unless_paid(claim, context, text[money.end : money.end + 40].replace("\n", " "))


def _unless_paid(claim: Claimed, context: str, behind: str) -> Claimed | None:
    """The claim, unsure where it may be paid; what is not called the whole is none then."""
    if not _doubtfully_paid(context, behind):
        return claim
    return replace(claim, sure=_DOUBTFULLY_PAID) if claim.role in {WHOLE, TO_PAY} else None


def _no_claim(text: str, money: Money, context: str) -> bool:
    """Whether the words around an amount make it a month's, a part of a sum, or another year's."""
    behind = text[money.end : money.end + 40]
    flat = behind.replace("\n", " ")
    # the stop of "14 380 kr." ends its sentence too, and a line may be a table's row
    ends = (text[money.end - 1] == "." and NEXT.match(flat)) or ROW_NEXT.match(behind)
    per = None if ends else PER.match(flat)
    # "om inte hela skulden om 9 500 kr är betald": a condition tells of no payment
    paid = per is not None and WAS_PAID.search(per.group())
    unsure = paid and (CONDITION.search(context) or _doubtfully_paid(context, flat))
    if per is not None and not unsure:
        return True
    before = context.replace("\n", " ").replace("\t", " ")
    if NO_CLAIM.search(before) and not UNPAID.search(flat) and "forfall" not in flat.lower():
        return True
    sentence = _sentence(text, money)
    return OF_ANOTHER_TIME.search(sentence) is not None and STILL.search(sentence) is None


def _doubtfully_paid(context: str, behind: str) -> bool:
    """Whether an amount was paid in part, by an agreement, or only as somebody says."""
    per = PER.match(behind)
    if per is None or WAS_PAID.search(per.group()) is None:
        return False
    said = SAID_ONLY.search(context) or SAID_ONLY.search(behind) or PARTLY.search(per.group())
    return said is not None or IN_PART.match(behind[per.end() :]) is not None


_DOUBTFULLY_PAID = 0.6
"""So sure is a debt that may be paid, or of which a part was, and nobody says how much."""
_WEAK = (None, LOOSE, SAID, CAPITAL, RENT)


def _by_what_follows(
    letter: Letter, money: Money, context: str, role: str | None
) -> Claimed | None:
    """The claim that the words behind an amount make it, where those before say little."""
    behind = _behind(letter, money)
    if role in {"", *_WEAK} and SAID_AFTER.match(behind):
        return Claimed(money=money, role=WHOLE, sure=SURE[LOOSE])
    paid_to = PAID_TO.match(behind)
    asked = role in _WEAK or PAYMENT_OF.search(context) is not None
    if paid_to is None or not asked:
        return None
    said = f"{_sentence(letter.plain, money, upto=money.start)} {paid_to.group()}"
    if not (BY_PARTS.search(f"{context} {behind}") or NOT_ASKED.search(PAYMENT_OF.sub("", said))):
        return Claimed(money=money, role=TO_PAY, sure=SURE[TO_PAY] - 0.06)
    return None


def _behind(letter: Letter, money: Money) -> str:
    """The words after an amount, in the next line only where its own is wide enough to wrap."""
    behind = letter.plain[money.end : money.end + 60]
    cell = letter.cell_at(money.start)
    if cell is not None and len(cell.plain) <= _WRAPS_FROM:
        behind = behind.split("\n")[0].split("\t")[0]  # the next row of a table says its own
    return behind.replace("\n", " ")


def _subject(context: str, sentence: str) -> tuple[int, str] | None:
    """The role that a sentence's subject gives to what it is: "skulden med avgifter är nu ...".

    ``sentence`` is read where the words since the last amount name no subject: "Skulden var 9 000
    kr men är nu 18 000 kr".
    """
    flat = context.replace("\n", " ").replace("\t", " ")
    verb = VERB.search(masked(flat))
    if verb is None:
        return None
    start = max((one.end() for one in CLAUSE.finditer(flat, 0, verb.start())), default=0)
    for text, begin, end in (
        (flat, start, verb.start()),
        (flat, 0, verb.start()),
        (sentence, 0, len(sentence)),
    ):
        role = _first(text, begin, end)
        if role is not None:
            return (len(context), role) if role in {WHOLE, TO_PAY} else None
    return None


def _first(text: str, start: int, end: int) -> str | None:
    """The role of the first word that has one; what is owed is a whole claim by its verb."""
    hits = [
        (hit.start(), -hit.end(), role)
        for role, words in CONTEXT
        for hit in words.finditer(text, start, end)
    ]
    if not hits:
        return None
    first, behind, role = min(hits)
    owed = re.fullmatch(rf"(?:\w+\s)?{DEBT}", text[first:-behind], re.IGNORECASE)
    return WHOLE if owed else role


def _nearest(context: str) -> tuple[int, str] | None:
    """The last word before an amount that gives it a role, the longest of several: end and role."""
    hits = [
        (hit.end(), hit.end() - hit.start(), role)
        for role, words in CONTEXT
        for hit in words.finditer(context)
    ]
    if not hits:
        return None
    end, _, role = max(hits, key=lambda hit: hit[:2])
    return end, role


def _sentence(text: str, money: Money, upto: int | None = None) -> str:
    """The sentence of print around an amount, or its part before ``upto``."""
    start = max(0, money.start - 200)
    stops = [one.end() for one in SENTENCE.finditer(text, start, money.start)]
    # the stop of "14 380 kr." is the amount's and the sentence's
    after = SENTENCE.search(text, money.end - 1, money.end + 200)
    end = money.end + 200 if after is None else after.start() + 1
    return text[max(stops, default=start) : end if upto is None else upto].replace("\n", " ")
