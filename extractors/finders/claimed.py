"""What the words around an amount make of it: the whole claim, a part of one, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.finders.labels import How, beneath, label, said
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money, amounts, masked
from extractors.finders.torn import torn

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
_SURE = {WHOLE: 0.96, TO_PAY: 0.96, RECOVERY: 0.97, LOOSE: 0.82, CAPITAL: 0.5, ALONE: 0.72}
"""How sure a role's words make an amount; what wins the home back is said in the law's words."""

_DEBT = (
    r"(?:\w*skuld(?:en|erna|belopp(?:et)?|saldo(?:t)?)?|\w*fordran|fordringen|\w*kravet"
    r"|obetalda\s\w+"
    r"|arrears|debt)"
)
_ROLES = (
    (
        WHOLE,
        (
            rf"total(?:a|t)?\s{_DEBT}|sammanlag[dt]\w*\s(?:\w+\s)?(?:{_DEBT}|belopp\w*)"
            rf"|hela\s{_DEBT}"
            rf"|{_DEBT}\s(?:ar|uppgar|uppgick|utgor|pa|om|a|totalt|till)(?!\w)|skuld(?:en)?\stotalt"
            rf"|{_DEBT}(?:\s\w+){{0,8}}?\suppgar(?:\s\w+){{0,4}}?\still"
            rf"|{_DEBT}\s(?:per|den|pr)(?!\w)|hela\sbeloppet"
            r"|(?:utestaende|obetalt|forfallet|resterande|aterstaende)\s(?:belopp|saldo)\w*"
            r"|totalt\suppgar\w*|sammanlagt|kvarsta(?:r|ende\s\w+)|aterstaende\s\w+|aterstar"
            r"|skuldsaldo|restskuld\w*|restbelopp\w*|restfordran|skuldbelopp(?:et)?"
            r"|debt of|(?:ar|ligger)\sskyldig\w*|har\sen\s(?:\w+\s)?\w*skuld"
            r"|amounts? (?:owed|outstanding)|(?:total|outstanding|unpaid) (?:debt|amount|balance"
            r"|rent)"
            r"|utestaende|oreglera[dt]\w*|together|altogether|outstanding|in arrears|arrears"
            r"|owe[sd]?|owing"
        ),
    ),
    (
        TO_PAY,
        (
            r"(?:summa|belopp(?:et)?|totalt|kvar|nu)?\s?(?:att"
            r"|som ska(?:ll)?) (?:in)?betala\w*(?!\w)"
            r"|summa(?:n)?|s:a|summa summarum"
            r"|totalt|total(?:belopp|summa)(?:et|n)?|total|slut(?:summa|belopp)|amount due"
            r"|(?:total )?(?:amount )?payable|total (?:amount|due|sum)|balance(?: due)?|to pay"
            r"|sum due"
            r"|betala(?!ts?\b|d\b|de\b)\w*\s(?:in\s)?|tillhopa|(?:in|till)\s?alles"
            r"|(?:allt ?som allt|tillsammans)(?=[\s:,.])"
            r"|=|rent debt|skuld\s?:|saldo|hyresskuld|elskuld|fordran\s?:"
            r"|(?:att|ska(?:ll)?|maste) (?:erlagga\w*|inbetala\w*)"
        ),
    ),
    (RECOVERY, r"atervinning\w*|atervinna\b|atervinn\w*|fa tillbaka hyresratten"),
    (
        LOOSE,
        (
            r"belopp(?:et)?|\w*skuld(?:ens?)?(?: storlek)?|fordran|obetal\w*|forfallen|forfallna"
            r"|\w*krav(?:et)?"
            r"|forfallet(?: till betalning)?|forfallit(?: till betalning)?"
            r"|(?:inte|ej|icke)\s(?:\w+\s){0,3}?(?:in)?betal(?:at|t|ats|ts|d|da)"
            r"|amount|yrkar|yrkande\w*|hyra\w*\s(?:om|pa)|med|unpaid|overdue|due|rest(?:en)?"
            r"|jamte ranta"
        ),
    ),
    (CAPITAL, r"kapital\w*|kapitalbelopp|ursprunglig\w*|principal"),
    (
        _RENT,
        (
            r"\w*fakturan?\s(?:[0-9]+\s)?(?:pa|om)|(?:hyran?|\w*avgiften)\s(?:for|avseende)|hyra"
            r"|hyror|(?:manads|ars"
            r"|kvartals)avgift(?:en|er)?"
            r"|rent for"
        ),
    ),
    (
        "",
        (
            r"per man(?:ad)?|(?:manads|ars|grund|bas|bruks|kall|varm|total)hyra\w*|\w*ranta\w*"
            r"|\w*avgift\w*"
            r"|\w*kostnad\w*|inbetal\w*|deposition\w*|(?:security )?deposit|monthly\s\w+|rent"
            r"|interest|fees?"
            r"|paid|payment of|instal?ments?|costs?"
            r"|forskott\w*|handpenning\w*|borgen\w*|sakerhet\w*|a conto|aconto|paminnelse\w*"
            r"|avbetal\w*|delbetal\w*|betalningsplan\w*|amorter\w*|inkomst\w*|skadestand\w*|vite"
            r"|insats"
            r"|moms|delsumma|varav|daraf|hyran|nuvarande hyra|ny hyra|avgar"
            r"|hyran?\s(?:ar|uppgar\still)|styck|dygn|(?<!i )dag|kwh|timme"
            r"|arvode\w*"
            r"|gransen?|overstig\w*|minst|hogst|max\w*|belopp over|prisbasbelopp|bot\b"
            r"|(?:in)?betalats?|(?:in)?betald|(?:in)?betalt|(?:in)?betalade"
            r"|ersattning\w*|lon\b|bidrag\w*|rabatt\w*|oresavrundning\w*|tillgodo\w*|kredit\w*"
            r"|hyreshojning\w*|framtida\s\w+|tidigare\s(?:\w+\s){0,2}?(?:skuld\w*|saldo)(?:\s(?:om"
            r"|pa|a))?"
            r"|foregaende\s\w+|ingaende\s\w+"
        ),
    ),
)
_CONTEXT = tuple(
    (role, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for role, words in _ROLES
)
_INCLUDED = re.compile(
    r"(?:inkl(?:usive|\.)?|exkl(?:usive|\.)?|jamte|plus|including"
    r"|together with|(?<=skuld )efter|(?<=skuld )fore)\s"
    r"(?:(?!(?:uppgar|ar|utgor|blir|is|amounts)\s)[\w\s,./-]){2,60}?(?=[:\s]*$)|\([^)]*\)",
    re.IGNORECASE,
)
_TOTAL_IN = re.compile(r"(?<!\w)(?:totalt|summa|sammanlagt|hela)(?!\w)", re.IGNORECASE)
_UNIT_BEFORE = re.compile(r"\((?:i )?(?:kr|sek|kronor)\)\s*:?\s*$", re.IGNORECASE)
_UNPAID = re.compile(
    r"(?:inte|ej|icke|aldrig)\s(?:\w+\s){0,6}?(?:in)?(?:betal|erlag)|obetal|forsumm|uteblivi"
    r"|saknas|aterstar|ligger efter|slapar"
    r"|(?:inte|ej|icke|aldrig)\s(?:\w+\s){0,4}?(?:kommit|inkommit|influtit|fatt|reglera|natt"
    r"|mottag)"
    r"|unpaid|not (?:been )?(?:paid|received)|skuld",
    re.IGNORECASE,
)
_ORE_BEHIND = re.compile(
    r"(?<=[rRkKD]),?\s(?:och|samt|&)?\s*(?P<ore>[0-9]{1,2})\s{1,3}ore\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])|\f")
_PER = re.compile(
    r"^[)\s]*har delvis|^\s?(?:per|/)\s?(?:man|dag|dygn|kwh|timme|kvartal|ar\b|month|person)"
    r"|^\s?(?:i|varje"
    r"|var) manad"
    r"|^\s?(?:a month|monthly|i veckan)"
    # "7 000 kr i deposition", "450 kr i ränta"
    r"|^\s?(?:i|for|som|avser|ar|utgor)\s(?:\w+\s){0,1}?(?:\w*rant[ao]\w*|deposition\w*"
    r"|\w*avgift(?!er)\w*"
    r"|paminnelse\w*|inkasso\w*|\w*kostnad\w*|forskott|insats|inbetal\w*|(?:manads|grund)hyra)"
    r"|^\s(?-i:\w*ranta|deposition|\w*avgift|\w*kostnad)(?![\w:]|\s?[0-9])"
    r"|^\s?(?:har|ar)\s(?:(?!inte|ej\s|icke|aldrig)\w+\s){0,2}?(?:in)?betal(?:ts?|ats?|d)(?!\w)"
    r"|^\s?(?:paid|has been paid)",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"^\s?(?:i|av|som|ar)\s(?:\w+\s){0,3}?(?:obetal\w*|\w*skuld(?:er)?|forfall\w*|resterande"
    r"|utestaende)(?!\w)"
    r"|^\s?(?:is|are|remains?|remain)\s(?:\w+\s)?(?:unpaid|outstanding|overdue|owed|due)"
    r"|^\s?(?:som\s)?(?:aterstar|kvarstar|saknas|fattas|skulle ha|ska(?:ll)? in"
    r"|ska(?:ll)? betala)(?!\w)"
    r"|^\s?som\s(?:\w+\s){0,3}?(?:inte|ej)\s|^\s?forfall\w*"
    r"|^,?\s?(?:totalt|sammanlagt|tillsammans|in total|altogether|all together)(?!\w)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<!\w)(?:ar|uppgar|uppgick|utgor|utgjorde|blir|blev|lyder|stannar|slutar|landar|ligger"
    r"|omfattar"
    r"|galler|avser|is|are|amounts?|stands?|totals?)"
    r"(?:\s(?:nu|i ?dag|for narvarande|dags dato|per|den|till|pa|a|om|alltsa|darmed|saledes|totalt"
    r"|sammanlagt|tillsammans|redan|numera|just|to|at|now|today|currently|in total|ca|cirka|¤+"
    r"|(?:[0-9]{1,2}\s)?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*|(?:19"
    r"|20)[0-9]{2}),?)*\s?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r",\s(?:och|men|varav|medan|samt|and|but)\s|;\s|\s(?:men|medan)\s", re.IGNORECASE
)
_UNIT_ALONE = re.compile(r"\W*(?:kr|sek|kronor)\W*", re.IGNORECASE)
_WRAPS_FROM = 40
"""Letters of a line that may go on in the next; shorter ones are cells of their own."""
_ALONE = 26
"""Letters of a cell that holds an amount and nothing else."""
_BOX_FOUR = label(
    r"belopp,? som hyresgasten ska(?:ll)? betala[^:]{0,160}",
    r"belopp,? med angivande av forfallodag\w*",
    r"belopp,? som (?:bostadsrattshavaren|konsumenten) ska(?:ll)? betala[^:]{0,160}",
)
_UNIT = r"(?:,?\s(?:i\s)?(?:kr(?:onor)?|sek)\.?)?"
_TOTAL_LABEL = label(
    rf"(?:summa |totalt |belopp |kvar |nu )?att (?:in)?betala(?: nu| totalt)?{_UNIT}",
    rf"summa(?: skuld| fordran| kapital och ranta| obetalt)?{_UNIT}",
    rf"total(?:t|summa|belopp| skuld|t obetalt|t forfallet)?{_UNIT}",
    rf"(?:hyres|el|vatten|total|rest|restande |hela )?skuld(?:en|belopp|saldo)?(?: totalt)?{_UNIT}",
    rf"(?:sammanlagd|total) (?:skuld|fordran){_UNIT}",
    r"(?:sammanlagt|tillhopa|inalles|slutsumma|slutbelopp|saldo|restbelopp|restfordran"
    rf"|rest){_UNIT}",
    rf"(?:utestaende|obetalt|forfallet|kvarstaende|aterstaende)(?: belopp| skuld| saldo)?{_UNIT}",
    rf"belopp(?:et)?{_UNIT}",
    r"(?:total )?amount (?:due|payable|owed)|balance(?: due)?|total (?:due|payable|arrears)"
    r"|arrears",
)


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
    for one in said(letter, _BOX_FOUR):
        yield from _labelled(one.block[:3], RECOVERY)
    answered: set[int] = set()
    for one in said(letter, _TOTAL_LABEL):
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
        if _TOTAL_LABEL.fullmatch(cell.plain.strip()) is None or len(letter.rows[cell.row]) > 1:
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
            unit = any(_UNIT_ALONE.fullmatch(under.plain) for under in beneath(letter, near[0])[:1])
            yield replace(one, sure=_SURE[TO_PAY] - 0.02) if unit else one


def _in_row(letter: Letter, row: tuple[Cell, ...]) -> Iterator[Claimed]:
    """The amounts of one line of print, each with the words before it in its cell or line."""
    per_cell = [(cell, tuple(amounts(cell.plain, cell.start))) for cell in row]
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


def _whole(letter: Letter, claim: Claimed) -> Claimed:
    """The claim, its amount malformed when the end of a line may have torn it ("18" / "600 kr").

    "kronor och 95" / "öre" is no such tear: the words say what belongs together.
    """
    money, text = claim.money, letter.plain
    rest = _ORE_BEHIND.match(text, money.end)
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
    if _PER.match(text[money.end : money.end + 40].replace("\n", " ")):
        return None
    in_row = text[row_start : money.start] if row_start < money.start else ""
    best = _subject(context, _sentence(text, money, upto=money.start)) or _nearest(context)
    behind = _behind(letter, money)
    if (best is None or best[1] in {"", LOOSE, CAPITAL, _RENT}) and _SAID_AFTER.match(behind):
        return Claimed(money=money, role=WHOLE, sure=_SURE[LOOSE]) if money.marked else None
    if best is None:
        return Claimed(money=money, role=ALONE, sure=_SURE[ALONE]) if money.marked else None
    words_end, role = best
    if role == RECOVERY and _TOTAL_IN.search(context) is not None:
        role = TO_PAY  # "Totalt att betala för att återvinna bostadsrätten"
    if role == _RENT:
        # "hyran för september, 7 410 kr, är obetald": a claim; "hyran är 7 410 kr" is none
        role = LOOSE if _UNPAID.search(_sentence(text, money)) else ""
    if not role:
        return None
    marked = money.marked or _UNIT_BEFORE.search(text[start : money.start]) is not None
    # "3 x 8 450 kr = 25 350 kr"; what a scan makes of a rule is no sum
    equals = context.rstrip().endswith("=")
    if not marked and (
        equals or role in {LOOSE, ALONE} or "\n" in context[words_end:] or not in_row
    ):
        return None
    away = len(context) - words_end
    sure = _SURE[role] - (0.12 if away > 45 else 0.0) - (0.05 if not marked else 0.0)
    return Claimed(money=money, role=role, sure=sure)


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
    verb = _VERB.search(masked(flat))
    if verb is None:
        return None
    start = max((one.end() for one in _CLAUSE.finditer(flat, 0, verb.start())), default=0)
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
        for role, words in _CONTEXT
        for hit in words.finditer(text, start, end)
    ]
    if not hits:
        return None
    first, behind, role = min(hits)
    owed = re.fullmatch(rf"(?:\w+\s)?{_DEBT}", text[first:-behind], re.IGNORECASE)
    return WHOLE if owed else role


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


def _sentence(text: str, money: Money, upto: int | None = None) -> str:
    """The sentence of print around an amount, or its part before ``upto``."""
    start = max(0, money.start - 200)
    stops = [one.end() for one in _SENTENCE.finditer(text, start, money.start)]
    after = _SENTENCE.search(text, money.end, money.end + 200)
    end = money.end + 200 if after is None else after.start() + 1
    return text[max(stops, default=start) : end if upto is None else upto].replace("\n", " ")
