"""Who sends the letter, by name: letterhead, label, foot or signature, weighed against each other.

Rules say where a sender's name may stand; the trained reader of roles says whose each name is. A
name that both point at is nearly sure, one that only the rules point at is a guess and is said so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.finders import name_ends
from extractors.finders.labels import How, label, said
from extractors.finders.letter import Cell, Letter, plain
from extractors.finders.naming import is_organisation, persons
from extractors.finders.places import STREET, Whose, blocks
from pipeline.domain.fields import Field
from pipeline.domain.kinds import Kind
from pipeline.domain.roles import SpanRole

_LANDLORD = label(
    r"hyresvardens namn[^:]{0,50}",
    r"\w*(?:foretag|foretaget|leverantor|leverantoren|agare|forening|foreningen"
    r"|bolaget)s namn[^:]{0,50}",
    r"hyresvard(?:en)?(?:s namn)?",
    r"elleverantorens namn[^:]{0,50}",
    r"(?:el|gas|varme)leverantor(?:en)?(?:s namn[^:]{0,50})?",
    r"natforetag(?:et)?(?:s namn[^:]{0,50})?",
    r"bostadsrattsforening(?:en)?s namn[^:]{0,50}",
    r"(?:bostadsratts)?forening(?:en)?(?=\s*:)",
    r"avsandare",
    r"uthyrare",
    r"leverantor",
)
_OWNER = label(r"fastighetsagare(?:n)?")
CREDITOR = label(
    r"borgenar(?:en)?", r"(?:var )?uppdragsgivare", r"fordringsagare", r"sokande", r"for rakning"
)
"""Labels of the one on whose behalf the sender writes."""

GREETING = re.compile(
    r"(?:vanliga|vanlig|basta)? ?halsning\w*|vanligen\s*\n|hogaktningsfullt|mvh|sincerely|regards",
    re.IGNORECASE,
)
"""What stands before a signature."""

_BOARD = re.compile(
    r"social|individ-? och familj|stadsdel|\bkommun(?:en)?s?\b|namnden|till:?\s|vuxenenhet|\bifo\b",
    re.IGNORECASE,
)
_KFM = re.compile(r"kronofogde(?:n|myndigheten)\b", re.IGNORECASE)
_TRIM = re.compile(
    r"\s*(?:,|\bOrg\b|\borg\.|\bTel\b|\btel\b|\bBox\b|\bBankgiro\b|www\.|\||·|•|<|\[|\s\().*$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[^\w)&.]+$")
_LEAD = re.compile(
    r"^\W*(?:(?:[0-9]{1,2}[.)]\s*)?[a-z][\w /-]{2,28}:\s+|mvh[.,]?\s+|(?:med\s)?(?:vanlig|basta)\w*"
    r"\s(?:halsning\w*,?\s)?|halsning\w*,?\s)(?=[A-Z0-9])",
    re.IGNORECASE,
)
_FORM = r"(?:AB|KB|HB|Aktiebolag|Handelsbolag|Kommanditbolag|Ek\.? f[oö]r\.?|\(publ\))"
_ENDS_AS_FIRM = re.compile(rf"^(?P<firm>.{{4,}}?\b{_FORM}(?:\s\(publ\))?)\s", re.IGNORECASE)
_NAME_WORDS = re.compile(
    r"[A-Z0-9][\w&.'/-]*(?:\s(?:[A-Z0-9&(][\w&.')/-]*|i|och|for|av|ek\.|nr|m\.?fl\.?|ekonomisk"
    r"|forening))*"
)
_TO = re.compile(r"(?:\btill|\bhos|\bmot|\bav|\bfran|mottagare:?|kopia:?|att:?)\s*$", re.IGNORECASE)
_DEPARTMENT = re.compile(
    r"(?:till\b.*|(?:var |er )?(?:kund(?:service|tjanst|center|reskontra)|hyres(?:avdelning|enhet"
    r"|kontor|administration)\w*|ekonomi(?:avdelning\w*)?|inkasso|reskontra|vaxel\w*|kontoret.*"
    r"|styrelsen|forvaltaren|hyresvarden|stiftelsen|foreningen|bolaget|fastigheter|reception\w*"
    r"|jour\w*|kreditbevakning\w*|juridik\w*|registrator|handlaggare|debitering\w*))$",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?:\S ){5,}\S")
_ONLY_FORM = re.compile(rf"^(?:i \w+ )?{_FORM}$", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?<![\w])(?:har|ar|ska|skall|kommer|kan|vi|ni|du|er|ert|om|att|inte|enligt|denna|detta|som"
    r"|jag|min|mitt|mina|hyr|mot|betala\w*|meddelande|underrattelse|uppsagning|kopia|angaende|avser|kontakta"
    r"|ring)(?![\w])",
    re.IGNORECASE,
)
_SENDER = SpanRole.SENDER
_UNREAD = 0.8
"""How often the rules alone are right, on letters of writers whom they do not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name that may be the sender's: where it stands, how sure rules and the reader are of it.

    ``rule`` is 0 where no rule points at it; ``share`` is the reader's belief that it is the
    sender's, ``rival`` that it is a principal's, ``person`` that it is any person's.
    """

    text: str
    start: int
    end: int
    rule: float
    share: float
    rival: float
    person: float


def find_name(letter: Letter) -> Field[str] | None:
    """The sender's name; None where nothing points at one."""
    groups = grouped(candidates(letter))
    if not groups:
        return None
    best = max(groups, key=lambda group: strength(letter, group, groups))
    longest = [one for one in best if len(one.text) == len(best[0].text)]
    shown = max(longest, key=lambda one: (one.rule + one.share, -one.start))
    sure = certainty(letter, best, groups) * (1.0 if letter.roles else _UNREAD)
    return letter.place(shown.text, shown.start, shown.end, finder="sender", sure=sure)


def candidates(letter: Letter) -> list[Named]:
    """Every name that a rule or the reader points at."""
    found = [_weighed(letter, name_ends.whole(letter, cell), sure) for sure, cell in _names(letter)]
    found += [_weighed(letter, cell, sure) for sure, cell in _signed(letter)]
    for start, end in letter.roles.runs(letter.text, _SENDER):
        home = letter.cell_at(start)
        whole = None if home is None else _only_name(letter, home)
        # half a name is no name: a cell that is all name is taken whole
        alone = whole is not None and _all_name(whole.plain) and whole.start <= start < whole.end
        cell = whole if alone else letter.part(start, end)
        trimmed = None if cell is None else _only_name(letter, cell)
        if trimmed is not None and _opens_a_name(letter, trimmed):
            found.append(_weighed(letter, name_ends.whole(letter, trimmed), 0.0))
    return [one for one in found if not _DEPARTMENT.match(plain(one.text))]


def _all_name(text: str) -> bool:
    """Whether every word may be part of one name: capitals, joining words, a house's number."""
    return len(text.split()) <= 7 and _NAME_WORDS.fullmatch(text) is not None


def _opens_a_name(letter: Letter, cell: Cell) -> bool:
    """Whether a cell begins as a name does, and is not whom the letter is written to."""
    home = letter.cell_at(cell.start)
    before = "" if home is None else letter.plain[home.start : cell.start]
    opens = cell.plain[:1].isupper() or cell.plain[:1].isdigit()
    return opens and _TO.search(before) is None


def grouped(found: Iterable[Named]) -> list[list[Named]]:
    """The same name printed several times is one candidate, the longest first.

    A name with and without the number behind it ("Brf Kajen 4", "Brf Kajen") is the same name.
    """
    groups: dict[str, list[Named]] = {}
    for one in found:
        key = re.sub(r"[^a-z0-9]", "", plain(one.text).lower())
        if len(key) > 2:
            groups.setdefault(key, []).append(one)
    for key in sorted(groups, key=len):
        longer = [
            other for other in groups if other.startswith(key) and other[len(key) :].isdigit()
        ]
        if longer:
            groups[longer[0]] += groups.pop(key)
    return [sorted(group, key=lambda one: -len(one.text)) for group in groups.values()]


def traits(letter: Letter, group: list[Named], groups: list[list[Named]]) -> tuple[float, ...]:
    """What speaks for a name: rule, reader's belief at best and over all, trade, place in print.

    ``groups`` are all candidates, among which the first in print has the letterhead's place.
    """
    top = min(one.start for other in groups for one in other)
    rule = max(one.rule for one in group)
    shares = sorted((one.share for one in group), reverse=True)
    name = group[0]
    return (
        1.0,
        rule,
        shares[0],
        sum(shares) / len(shares),
        max(one.rival for one in group),
        max(one.person for one in group),
        float(is_organisation(plain(name.text))),
        float(rule > 0 and shares[0] > 0.5),
        min(len({one.start for one in group}), 3) / 3,
        float(_KFM.search(name.text) is not None and letter.kind is Kind.EVICTION_DATE),
        float(top in {one.start for one in group}),
    )


WEIGHTS = (-2.01, 2.19, 4.18, 2.11, -1.37, -0.05, 1.09, 0.12, 1.85, 1.89, 0.3)
"""Log odds of each trait, fitted on letters of designs that the reader has not seen
(``python -m benchmarks.roles``)."""


def strength(letter: Letter, group: list[Named], groups: list[list[Named]]) -> float:
    """How strongly all speaks for that name, as log odds."""
    return sum(
        weight * trait for weight, trait in zip(WEIGHTS, traits(letter, group, groups), strict=True)
    )


def certainty(letter: Letter, best: list[Named], groups: list[list[Named]]) -> float:
    """How often such a name is the sender's: its share among all candidates and none of them."""
    odds = [math.exp(strength(letter, group, groups)) for group in groups]
    return math.exp(strength(letter, best, groups)) / (1.0 + sum(odds))


def _weighed(letter: Letter, cell: Cell, rule: float) -> Named:
    text, roles = letter.text, letter.roles
    return Named(
        text=re.sub(r"\s+", " ", f"{_line_above(letter, cell)} {_whole(letter, cell)}".strip()),
        start=cell.start,
        end=cell.end,
        rule=rule,
        share=roles.share(text, cell.start, cell.end, _SENDER),
        rival=roles.share(text, cell.start, cell.end, SpanRole.PRINCIPAL, SpanRole.AUTHORITY),
        person=roles.share(
            text, cell.start, cell.end, SpanRole.STAFF, SpanRole.OTHER_PERSON,
            SpanRole.DEBTOR, SpanRole.CO_DEBTOR,
        ),
    )  # fmt: skip


def _whole(letter: Letter, cell: Cell) -> str:
    """The name with its legal form, where the line broke between them."""
    home = letter.cell_at(cell.start)
    if home is None or cell.end != home.end or len(cell.text) != cell.end - cell.start:
        return cell.text
    high = max(home.box.height, 6.0)
    for row in letter.rows[home.row + 1 : home.row + 4]:
        for other in row:
            near = other.page == home.page and other.box.top - home.box.bottom < 1.5 * high
            if near and abs(other.box.x0 - home.box.x0) < high and _ONLY_FORM.match(other.plain):
                return f"{cell.text} {other.text}"
    return cell.text


_GENERIC = re.compile(
    rf"(?:(?:bostads|bostader|hyreshus|hus|hem|fastigheter|fastighets|forvaltning|&)\s)*{_FORM}",
    re.IGNORECASE,
)
"""The end of many a firm's name, and no name by itself."""
_NAME_AT_END = re.compile(
    r"(?:^(?:(?i:fran|from)\W\s?)?|[,/:.]\s?)(?P<name>[A-Z][\w'-]*(?:\s(?:[A-Z][\w'-]*|&|och|i))*)$"
)


def _line_above(letter: Letter, cell: Cell) -> str:
    """The beginning of a firm's name in the line above, where its end opens a line of its own."""
    home = letter.cell_at(cell.start)
    if home is None or home.start != cell.start or not _GENERIC.fullmatch(cell.plain):
        return ""
    high = max(home.box.height, 6.0)
    for upper in letter.rows[home.row - 1] if home.row else ():
        near = upper.page == home.page and home.box.top - upper.box.bottom < 0.8 * high
        if near and abs(upper.box.x0 - home.box.x0) < high:
            name = _NAME_AT_END.search(upper.plain)
            if name is not None and len(upper.plain) == len(upper.text):
                return upper.text[name.start("name") :]
    return ""


def _signed(letter: Letter) -> Iterator[tuple[float, Cell]]:
    """A sender without letterhead: the person who signs, or a municipality at the page's head."""
    contact = under_greeting(letter)
    if contact is not None:
        yield 0.4, contact
    for cell in letter.cells[:4]:
        kommun = re.match(r"[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:kommun|stad)\b", cell.plain, re.IGNORECASE)
        if kommun is not None and letter.height_at(cell.box) < 0.12:
            part = letter.part(cell.start, cell.start + kommun.end())
            if part is not None:
                yield 0.4, part


def _names(letter: Letter) -> Iterator[tuple[float, Cell]]:
    """Cells that may name the sender, each with how sure."""
    # the owner of a house is the customer of its water and waste, and the landlord elsewhere
    labels = () if letter.kind is Kind.UTILITY_DEBT else (_OWNER,)
    for one in (one for pattern in (_LANDLORD, *labels) for one in said(letter, pattern)):
        cell = _only_name(letter, one.value)
        home = letter.cell_at(one.label.start)
        before = "" if home is None else letter.plain[home.start : one.label.start]
        # "Handläggare hos hyresvärden: Bo Test" names an officer
        if cell is None or _BOARD.search(cell.plain) or re.search(r"[A-Za-z]{3}", before):
            continue
        if is_organisation(cell.plain) or persons(one.value.text, one.value.plain):
            yield (0.86 if one.how is How.BELOW else 0.88), cell
    foreign = {
        line.start for block in blocks(letter) if block.whose is Whose.BOARD for line in block.lines
    } | {one.value.start for one in said(letter, CREDITOR)}
    for one in said(letter, CREDITOR):
        # who applies may write himself
        applicant = _only_name(letter, one.value)
        if applicant is not None and is_organisation(applicant.plain):
            yield 0.3, applicant
    first = letter.first_page()
    tallest = max((cell.box.height for cell in letter.cells if cell.page == first), default=0.0)
    for cell in (_unspaced(letter, one) for one in letter.cells):
        trimmed = None if cell.start in foreign else _only_name(letter, cell)
        if trimmed is not None and trimmed.start not in foreign and _may_be_sender(trimmed):
            sure = _by_place(letter, cell, trimmed, tallest)
            if sure:
                yield sure, trimmed


def _unspaced(letter: Letter, cell: Cell) -> Cell:
    """A cell that is set letter by letter ("K r o n o f o g d e n") as the words it spells."""
    if _SPACED.fullmatch(cell.plain) is None:
        return cell
    words = letter.text.words_at(cell.start, cell.end)
    gaps = [right.box.x0 - left.box.x1 for left, right in pairwise(words)]
    wide = 1.5 * median(gaps) + 0.5
    text = words[0].text + "".join(
        (" " if gap > wide else "") + word.text for gap, word in zip(gaps, words[1:], strict=True)
    )
    return replace(cell, text=text, plain=plain(text))


def _may_be_sender(cell: Cell) -> bool:
    """Whether a cell is an organisation's name and nothing else, and not the board's."""
    plain = cell.plain
    kfm = _KFM.search(plain) is not None
    name = is_organisation(plain) and (kfm or not _BOARD.search(plain))
    opens = plain[:1].isupper() or plain[:1].isdigit()
    return name and opens and len(plain.split()) <= 7 and not _SENTENCE.search(plain)


def _by_place(letter: Letter, cell: Cell, name: Cell, tallest: float) -> float:
    """How sure an organisation's name is the sender's by where it stands; 0 in running text."""
    down = letter.height_at(cell.box)
    first = cell.page == letter.first_page()
    if first and down < 0.2:
        kfm = _KFM.search(name.plain) is not None and letter.kind is Kind.EVICTION_DATE
        big = cell.box.height >= 0.85 * tallest
        return 0.9 - 0.35 * down + (0.05 if big else 0.0) + (0.05 if kfm else 0.0)
    if down > 0.86:
        return 0.72 + (0.04 if _company(name.plain) else 0.0)
    if _after_greeting(letter, cell):
        return 0.8
    return 0.6 if first and down < 0.3 else 0.0


def _company(plain: str) -> bool:
    return re.search(r"(?<!\w)(?:ab|kb|hb|brf|aktiebolag)(?!\w)", plain, re.IGNORECASE) is not None


def _only_name(letter: Letter, cell: Cell) -> Cell | None:
    """The part of a cell that can be a name: no label, up to a number, a comma or an address."""
    if cell.end - cell.start != len(cell.plain):
        return cell if is_organisation(cell.plain) else None
    shown = _TRIM.sub("", cell.plain)
    lead = _LEAD.match(shown)
    skip = lead.end() if lead is not None else 0
    street = STREET.search(shown, skip)
    if street is not None and street.start() > skip + 3:
        shown = shown[: street.start()].rstrip()
    firm = _ENDS_AS_FIRM.match(shown[skip:])
    if firm is not None and re.search(r"[0-9]", shown[skip + firm.end() :]):
        # what follows the legal form is a street, a number, another matter
        shown = shown[: skip + firm.end("firm")]
    number = re.search(rf"\s(?:[0-9]{{3,}}|\+46|[0-9]+\s(?!{_FORM}\b)|[0-9]+[-/,])", shown[skip:])
    if number is not None:
        shown = shown[: skip + number.start()]
        if _street_like(shown):
            return None
    shown = _TAIL.sub("", shown)
    # a monogram read as a letter of its own before the name: "P AB Provbostäder"
    monogram = re.match(r"[A-Z]\s(?=[A-Z])", shown[skip:])
    skip += monogram.end() if monogram else 0
    shown = re.sub(r"(?<=\w\w)\s[A-Z]$", "", shown)
    if len(shown) - skip < 3:
        return None
    return letter.part(cell.start + skip, cell.start + len(shown))


def _street_like(plain: str) -> bool:
    return re.search(r"(?:gatan|vagen|torget|gata|plan|box)$", plain, re.IGNORECASE) is not None


def _after_greeting(letter: Letter, cell: Cell) -> bool:
    before = letter.plain[max(0, cell.start - 90) : cell.start]
    return GREETING.search(before) is not None


def under_greeting(letter: Letter) -> Cell | None:
    """The name of the person who signs."""
    for hit in letter.search(GREETING):
        for cell in letter.cells:
            if not hit.end() <= cell.start < hit.end() + 90:
                continue
            named = persons(cell.text, cell.plain, cell.start)
            if named and not is_organisation(cell.plain):
                return letter.part(named[0].start, named[0].end)
    return None
