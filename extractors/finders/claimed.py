"""What the words around an amount make of it: the whole claim, a part of one, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.finders.labels import How, label, said
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money, amounts

WHOLE, TO_PAY, RECOVERY, LOOSE, CAPITAL, ALONE = (
    "whole",
    "to_pay",
    "recovery",
    "loose",
    "capital",
    "alone",
)
RANK = {WHOLE: 5, TO_PAY: 4, RECOVERY: 3, LOOSE: 2, CAPITAL: 1, ALONE: 0}
_RENT = "rent"
_SURE = {WHOLE: 0.96, TO_PAY: 0.96, RECOVERY: 0.9, LOOSE: 0.82, CAPITAL: 0.5, ALONE: 0.72}

_DEBT = r"(?:\w*skuld(?:en|belopp(?:et)?)?|\w*fordran|fordringen|kravet|obetalda\s\w+)"
_ROLES = (
    (
        WHOLE,
        (
            rf"total(?:a|t)?\s{_DEBT}|sammanlagd\w*\s(?:\w+\s)?(?:{_DEBT}|belopp\w*)|hela\s{_DEBT}"
            rf"|{_DEBT}\s(?:ar|uppgar|uppgick|utgor|pa|om|a|totalt|till)(?!\w)|skuld(?:en)?\stotalt"
            rf"|{_DEBT}(?:\s\w+){{0,8}}?\suppgar(?:\s\w+){{0,4}}?\still|(?:utestaende"
            rf"|obetalt)\sbelopp"
            rf"|totalt\suppgar\w*|sammanlagt|kvarstaende\s\w+|aterstaende\s\w+|aterstar"
            r"|skuldsaldo|debt of"
            rf"|(?:ar|ligger)\sskyldig\w*|har\sen\sskuld|amount owed|total debt|outstanding"
        ),
    ),
    (
        TO_PAY,
        (
            r"(?:summa|belopp(?:et)?|totalt|kvar|nu)?\s?(?:att|som ska(?:ll)?) betala\w*(?!\w)"
            r"|summa|"
            r"totalt|total(?:belopp|summa)(?:et|n)?|total|slutsumma|amount due"
            r"|betala(?!ts?\b|d\b|de\b)\w*\s(?:in\s)?|(?:allt ?som allt|tillsammans)(?=[\s:,.])"
            r"|skuld\s?:|saldo|hyresskuld|elskuld|skuldbelopp(?:et)?|fordran\s?:|att erlagga"
        ),
    ),
    (RECOVERY, r"atervinning\w*|atervinna\b|atervinn\w*|fa tillbaka hyresratten"),
    (
        LOOSE,
        (
            r"belopp(?:et)?|skuld(?:en)?|fordran|obetald\w*|forfallen|forfallna|\w*krav(?:et)?"
            r"|(?:inte|ej|icke)\s(?:\w+\s){0,3}?(?:in)?betal(?:at|t|ats|ts)"
            r"|restbelopp|amount|yrkar|yrkande\w*|hyra\w*\s(?:om|pa)|med"
        ),
    ),
    (CAPITAL, r"kapital\w*|kapitalbelopp|ursprunglig\w*"),
    (_RENT, r"hyran?\s(?:for|avseende)|hyra|hyror"),
    (
        "",
        (
            r"per man(?:ad)?|(?:manads|ars|grund|bas)hyra\w*|\w*ranta\w*|\w*avgift\w*"
            r"|\w*kostnad\w*|inbetal\w*|deposition"
            r"|avbetal\w*|delbetal\w*|inkomst\w*|skadestand\w*|vite|insats|moms|delsumma|varav"
            r"|daraf"
            r"|hyran?\s(?:ar|uppgar\still)|styck|dygn|dag|kwh|timme"
            r"|arvode\w*"
            r"|gransen?|overstig\w*|minst|hogst|max\w*|belopp over|prisbasbelopp|bot\b"
            r"|betalats?|betald|betalt|betalade"
            r"|ersattning\w*|lon\b|bidrag\w*|rabatt\w*|oresavrundning\w*|tillgodo\w*"
            r"|tidigare\s(?:skuld|saldo)"
            r"|foregaende\s\w+|ingaende\s\w+"
        ),
    ),
)
_CONTEXT = tuple(
    (role, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for role, words in _ROLES
)
_INCLUDED = re.compile(
    r"(?:inkl(?:usive|\.)?|exkl(?:usive|\.)?)\s[\w\s,./-]{2,60}?(?=[:\s]*$)|\([^)]*\)",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"(?:inte|ej|icke|aldrig)\s(?:\w+\s){0,6}?(?:in)?(?:betal|erlag)|obetal|forsumm|uteblivi"
    r"|saknas|aterstar",
    re.IGNORECASE,
)
_TORN_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,3}[ ]?\n\s*$")
_TORN_BEHIND = re.compile(r"[ ]?\n\s*[0-9]{3}(?![0-9])")
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])|\f")
_PER = re.compile(
    r"^\s?(?:per|/)\s?(?:man|dag|dygn|kwh|timme|kvartal|ar\b)|^\s?i manaden", re.IGNORECASE
)
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


def claimed(letter: Letter) -> Iterator[Claimed]:
    """Every amount of the letter that its words make a claim or a part of one."""
    for row in letter.rows:
        yield from _in_row(letter, row)
    for one in said(letter, _BOX_FOUR):
        yield from _labelled(one.block[:3], RECOVERY)
    for one in said(letter, _TOTAL_LABEL):
        if one.how is not How.BEHIND:
            loose = one.label.plain.lower().startswith("belopp")
            yield from _labelled((one.value,), LOOSE if loose else TO_PAY)


def _in_row(letter: Letter, row: tuple[Cell, ...]) -> Iterator[Claimed]:
    """The amounts of one line of print, each with the words before it in its cell or line."""
    per_cell = [(cell, tuple(amounts(cell.plain, cell.start))) for cell in row]
    with_money = [cell for cell, money in per_cell if money]
    for cell, monies in per_cell:
        for place, money in enumerate(monies):
            after = monies[place - 1].end if place else None
            if after is None and cell is not with_money[-1] and cell is not row[0]:
                after = cell.start
            claim = _in_context(letter, money, after, row[0].start)
            if claim is not None and money.value > 0:
                yield _whole(letter, claim)


def _whole(letter: Letter, claim: Claimed) -> Claimed:
    """The claim, its amount malformed when the end of a line may have torn it ("18" / "600 kr")."""
    money, text = claim.money, letter.plain
    digits = text[money.start : money.end]
    torn = re.match(r"[0-9]{3}(?![0-9])", digits) is not None and _TORN_BEFORE.search(
        text, max(0, money.start - 8), money.start
    )
    if torn or (digits[-1:].isdigit() and _TORN_BEHIND.match(text, money.end)):
        return replace(claim, money=replace(money, malformed=True))
    return claim


def _labelled(cells: tuple[Cell, ...], role: str) -> Iterator[Claimed]:
    """The first amount of what a label says."""
    for cell in cells:
        for money in amounts(cell.plain, cell.start):
            if (money.marked or len(cell.plain) <= 10) and money.value > 0:
                bare = 0.0 if money.marked else 0.25
                yield Claimed(money=money, role=role, sure=_SURE[role] - 0.02 - bare)
                return


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
    best = _nearest(context)
    if best is None:
        return Claimed(money=money, role=ALONE, sure=_SURE[ALONE]) if money.marked else None
    words_end, role = best
    if role == _RENT:
        # "hyran för september, 7 410 kr, är obetald": a claim; "hyran är 7 410 kr" is none
        role = LOOSE if _UNPAID.search(_sentence(text, money)) else ""
    if not role:
        return None
    if not money.marked and (role in {LOOSE, ALONE} or "\n" in context[words_end:] or not in_row):
        return None
    away = len(context) - words_end
    sure = _SURE[role] - (0.12 if away > 45 else 0.0) - (0.05 if not money.marked else 0.0)
    return Claimed(money=money, role=role, sure=sure)


def _nearest(context: str) -> tuple[int, str] | None:
    """The last word before an amount that gives it a role, the longest of several: end and role."""
    hits = [
        (hit.end(), hit.end() - hit.start(), role)
        for role, words in _CONTEXT
        for hit in words.finditer(context)
    ]
    if not hits:
        return None
    end, _, role = max(hits, key=lambda hit: hit[:2])
    return end, role


def _sentence(text: str, money: Money) -> str:
    """The sentence of print around an amount."""
    start = max(0, money.start - 200)
    stops = [one.end() for one in _SENTENCE.finditer(text, start, money.start)]
    after = _SENTENCE.search(text, money.end, money.end + 200)
    end = money.end + 200 if after is None else after.start() + 1
    return text[max(stops, default=start) : end].replace("\n", " ")
