"""The rows of a claim: rent, fees, interest, reminders, costs, each with its period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.finders.agreement import read_as_another
from extractors.finders.days import MONTHS
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import Money, amounts
from extractors.finders.sums import FEE, NOT_PAID, PAID, Sum, sums
from extractors.finders.torn import torn
from pipeline.domain.fields import ClaimRow, Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box, Source

TOTAL = "total"
_KINDS = (
    (
        TOTAL,
        (
            r"summa|total\w*|att betala|kvar att betala|sammanlagt|sammanlagd\w*|slutsumma|saldo"
            r"|belopp att betala|hela skulden|skuld(?:en)? totalt|utestaende|fordran totalt"
            r"|tillhopa|(?:in|till)alles|slutbelopp|restbelopp|restskuld|kvarstar|obetalt totalt"
            r"|s:a"
            r"|amount (?:due|payable|owed)|balance(?: due)?|payable"
        ),
    ),
    ("reminder", r"paminnelse\w*"),
    ("collection", r"inkasso\w*|kravavgift\w*|kravkostnad\w*"),
    ("interest", r"\w*ranta(?:n)?|rantekostnad\w*|drojsmals\w*|interest"),
    (
        "cost",
        (
            r"\w*kostnad(?:er)?|ansokningsavgift\w*|delgivnings\w*|ombuds\w*|rattegangs\w*"
            r"|avgift for meddelande\w*|meddelande till socialnamnd\w*|uppsagningsavgift\w*"
            r"|arvode\w*|administrationsavgift\w*|aviavgift\w*|aviseringsavgift\w*"
            r"|expeditionsavgift\w*"
            r"|upplaggningsavgift\w*|aterinkopplingsavgift\w*|frankopplingsavgift\w*"
            r"|pappersavgift\w*"
        ),
    ),
    (
        "rent",
        (
            r"\w*hyra(?:n)?|hyror(?:na)?|\w*hyresfordran|hyresskuld\w*|hyresavi\w*|rent"
            r"|hyresperiod\w*|hyresbelopp\w*"
        ),
    ),
    (
        "fee",
        (
            r"(?:ars|manads|el|nat|elnats|va|vatten|avfalls|renhallnings|varme|gas|overforings|fast"
            r"|bruknings|abonnemangs|kabel-?tv|bredbands|insats|hemtjanst|omsorgs)-?avgift\w*"
            r"|avgift(?:en|er)?|el(?:handel|nat)\w*|el|varme\w*|sophamtning\w*|sopor"
            r"|fjarrvarme\w*|faktura\w*|forbrukning\w*"
            r"|renhallning\w*"
            r"|vatten(?: och avlopp)?|avfall\w*|gas(?:forbrukning)?|energi\w*|natt?avgift\w*"
        ),
    ),
    (
        "capital",
        r"\w*kapital\w*|grundfordran|huvudfordran|skuldbelopp|fordran|ursprunglig\w* skuld",
    ),
)
_WORDS = tuple(
    (kind, re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE)) for kind, words in _KINDS
)
_PERIOD = re.compile(
    r"(?P<year>20[0-9]{2})-(?P<month>0[1-9]|1[0-2])(?![-0-9])(?:\s?--?\s?(?P<to>0[1-9]"
    r"|1[0-2])(?![0-9]))?"
    r"|(?P<name>jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?"
    r"|sep(?:t|tember)?|okt(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?\s?'?(?P<after>20[0-9]{2})?(?![\w])"
    r"|(?:kv(?:artal)?\.?\s?)(?P<quarter>[1-4])(?:[\s/-]{0,2}(?P<of>20[0-9]{2}))?",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    r"per man(?:ad)?|/\s?man|manadshyra(?:n)?\s(?:ar|uppgar|:)|kr/man|i manaden|monthly|per month"
    r"|deposit\w*|sakerhet\b|handpenning|avbetalning\w*|betalningsplan",
    re.IGNORECASE,
)
_RENT_OF_A_MONTH = re.compile(r"(?:manads|grund|bas)(?:hyra|avgift)\w*", re.IGNORECASE)
_FIGURES_ALONE = re.compile(r"[^A-Za-z]*(?:(?:kr|sek|kronor)[^A-Za-z]*)?", re.IGNORECASE)
_OWED = re.compile(
    r"\W*(?:\w*skuld|rest|kvar|saldo|utesta|obetal|att betala|summa|total)", re.IGNORECASE
)
_LEADS_ON = re.compile(r"(?<!\w)(?:om|pa|med|av|till|ar|och|eller|over|vid)\s*$", re.IGNORECASE)
_NO_ROW = re.compile(
    r"lagenhet|hyresgast|kund|adress|bankgiro|plusgiro|telefon|lgh|objekt|belopp|skuld|datum|@|www",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows that stand together, and the total printed under them, when one is."""

    rows: tuple[ClaimRow, ...]
    total: Money | None

    @property
    def sum(self) -> Decimal:
        """The rows' sum."""
        return sum((row.amount.value for row in self.rows), Decimal(0))

    @property
    def agrees(self) -> bool | None:
        """Whether rows and total agree; None when one of them is missing."""
        if self.total is None or not self.rows:
            return None
        return self.sum == self.total.value


def find(letter: Letter, found: Findings) -> Findings:
    """Adds the claim's rows: of the tables in the letter, the one whose sum is its own total.

    A bundle repeats its claim in every part; rows are taken from one place only, in print order.
    """
    if letter.kind in {Kind.DEBT_LIST, Kind.OTHER}:
        return found
    best = claim_table(letter)
    return found if best is None else replace(found, claim=best.rows)


def claim_table(letter: Letter) -> Table | None:
    """The table of the claim; None when no row was found."""
    # what was paid in, without what it was paid on, is no claim
    found = [table for table in tables(letter) if table.rows and (table.total or table.sum > 0)]
    if not found:
        return None
    return max(
        found,
        # of several that agree the first: the letter's own, before an attached invoice's
        key=lambda one: (
            one.agrees is True,
            one.total is not None,
            0 if one.agrees else len(one.rows),
        ),
    )


def lost_row(letter: Letter, table: Table) -> bool:
    """Whether a scan's table has a row of which nobody knows the amount.

    One that the two readers read as two amounts; or a line between the rows and the total that is
    called what rows are, or has figures in their column, and of which no amount was made.
    """
    boxes = [box for row in table.rows for box in row.amount.boxes]
    end = letter.text.boxes_at(table.total.start, table.total.end) if table.total else ()
    first, last = boxes[0], (*boxes, *end)[-1]
    if letter.page(first.page).source is not Source.OCR:
        return False
    near = letter.received_on
    if any(read_as_another(row.amount, letter.pages, near) for row in table.rows):
        return True
    return any(
        _unread(letter, cells, boxes)
        for cells in letter.rows
        if cells[0].page == first.page
        and first.bottom <= cells[0].box.middle <= last.top
        and not any(box.top <= cells[0].box.middle <= box.bottom for box in boxes)
    )


def _unread(letter: Letter, cells: tuple[Cell, ...], column: list[Box]) -> bool:
    """Whether a line that is no row seems to have been one."""
    if kind_of(" ".join(cell.plain for cell in cells), letter.kind) not in {None, TOTAL}:
        return True
    left = min(box.x0 for box in column) - _ALIGNED
    return any(cell.box.x0 > left and any(map(str.isdigit, cell.plain)) for cell in cells)


_ALIGNED = 12.0
"""Points by which an amount may begin before the others of its column."""


def kind_of(plain: str, letter_kind: Kind) -> str | None:
    """What a row's label calls it; the first word that says so decides, a total before all."""
    hits = [(kind, hit.start()) for kind, words in _WORDS if (hit := words.search(plain))]
    if not hits:
        return None
    order = [kind for kind, _ in _KINDS]
    if hits[0][0] == TOTAL:
        return TOTAL
    first = min(hits, key=lambda hit: (hit[1], order.index(hit[0])))[0]
    if first == "capital":
        return "fee" if letter_kind is Kind.UTILITY_DEBT else "rent"
    return first


def tables(letter: Letter) -> Iterator[Table]:
    """The claim tables: rows that follow each other closely, ended by a total or a gap."""
    yield from _crosswise(letter)
    rows: list[ClaimRow] = []
    whole: Money | None = None
    last: Cell | None = None
    opened: list[int] = []  # rows over which a line without figures may head another table
    totals = {one.money.start: one for one in sums(letter)}
    for cells in letter.rows:
        line = _row(letter, cells)
        if last is not None and rows and _far(last, cells[0]):
            yield _table(rows, whole)
            rows, whole, last, opened = [], None, None, []
        if line is None:
            if not any(map(str.isdigit, "".join(cell.plain for cell in cells))):
                opened.append(len(rows))
            continue
        what, row, money = line
        last = cells[0]
        # what the rows add up to is no row, whatever it is called: "Fordran i dag", "Begärt"
        made = totals.get(money.start)
        adds_up = made is not None and made.money.value == money.value
        if adds_up and not rows:
            whole = money
        elif what == TOTAL or (adds_up and len(rows) > 1):
            yield _table(_own(rows, opened, made), money)
            rows, whole, last, opened = [], None, None, []
        elif row is not None:
            rows.append(row)
    if rows:
        yield _table(rows, whole)


def _own(rows: list[ClaimRow], opened: list[int], made: Sum | None) -> list[ClaimRow]:
    """The rows under a heading that make up a total, without those of the table over it."""
    first = len(rows) - len(made.parts) if made else 0
    same = made is not None and [row.amount.value for row in rows[first:]] == [*made.parts[::-1]]
    return rows[first:] if same and first in opened else rows


def _table(rows: list[ClaimRow], total: Money | None) -> Table:
    """A table of the rows; those of unknown kind count only when the total needs them."""
    whole = _without_dashes(Table(rows=tuple(rows), total=total))
    if whole.agrees or all(_known(row) for row in rows):
        return whole
    return Table(rows=tuple(row for row in rows if _known(row)), total=total)


def _without_dashes(table: Table) -> Table:
    """The table, where its total says so, with amounts behind a dash that is no minus.

    "Tillägg garage - 609,00" and "Inkassokostnad — 180 kr" set label and amount apart, and a
    scanner makes a dash of a dotted line. Without a total nobody is owed less than nothing.
    """
    if table.agrees or (table.total is None and table.sum >= 0):
        return table
    rows = tuple(
        replace(row, amount=replace(row.amount, value=-row.amount.value))
        if _DASHED.match(row.amount.raw) and row.amount.value < 0 and not PAID.search(row.label)
        else row
        for row in table.rows
    )
    other = replace(table, rows=rows)
    return other if other.agrees or other.total is None else table


_DASHED = re.compile(r"[-\u2010-\u2014\u2212]\s")


def _known(row: ClaimRow) -> bool:
    """Whether a row's label says what it is: a part of the claim, or money paid in."""
    return row.what != "other" or row.amount.value < 0


def _far(last: Cell, cell: Cell) -> bool:
    height = max(6.0, last.box.height)
    return cell.page != last.page or cell.box.top - last.box.bottom > 5 * height


def _row(letter: Letter, cells: tuple[Cell, ...]) -> tuple[str, ClaimRow | None, Money] | None:
    """One line of print as a row: its kind, the row (None for a total) and its amount.

    A line in a table whose label says nothing known is of kind ``other``.
    """
    money = _row_amount(cells)
    if money is None:
        return None
    line = letter.plain[cells[0].start : cells[-1].end]
    label = line[: money.start - cells[0].start]
    tail = line[money.end - cells[0].start :].strip(" .*\t-")
    words = label.split()
    several = any(one.marked for one in amounts(_before(cells, money)))
    prose = (
        several
        or len(words) > 8
        or _LEADS_ON.search(label) is not None
        or _letters(tail) > 3
        or not words
    )
    period = period_in(line, letter.received_on.year)
    monthly = _MONTHLY.search(line) or (_RENT_OF_A_MONTH.search(label) and period is None)
    if prose or monthly:
        return None
    if torn(letter, money):
        money = replace(money, malformed=True)
    paid = not (
        PAID.search(NOT_PAID.sub("", label)) is None or _OWED.match(label) or FEE.match(label)
    )
    if paid and money.value > 0:
        money = replace(money, value=-money.value)
    what = "other" if paid else kind_of(label, letter.kind)
    if what == TOTAL:
        return what, None, money
    short = len(words) <= 5 and money.marked and label[:1].isupper()
    if what is None and not (short and not _NO_ROW.search(line)):
        return None
    field = letter.place(
        money.value, money.start, money.end, finder="claim", sure=0.95, notes=money.notes
    )
    if field is None:
        return None
    text = letter.text.value[cells[0].start : money.start].replace("\t", " ").strip(" :.-")
    what = what or "other"
    return what, ClaimRow(what=what, label=text[:80], period=period, amount=field), money


def _before(cells: tuple[Cell, ...], money: Money) -> str:
    """The text before an amount in its own cell."""
    own = next(cell for cell in cells if cell.start <= money.start < cell.end)
    return own.plain[: money.start - own.start]


def _letters(text: str) -> int:
    """How many words of letters a text has."""
    return sum(word[:1].isalpha() for word in text.split())


def _row_amount(cells: tuple[Cell, ...]) -> Money | None:
    """The last amount of a line: marked as money, or alone in the line's last cell."""
    sums = [money for cell in cells for money in amounts(cell.plain, cell.start)]
    alone = len(cells) > 1 and _FIGURES_ALONE.fullmatch(cells[-1].plain) is not None
    last = cells[-1].start if alone else None
    known = [one for one in sums if one.marked or (last is not None and one.start >= last)]
    return known[-1] if known else None


def _crosswise(letter: Letter) -> Iterator[Table]:
    """Tables whose labels stand in one line and whose amounts in the next (inkasso forms)."""
    for heads, values in zip(letter.rows, letter.rows[1:], strict=False):
        kinds = [kind_of(cell.plain, letter.kind) for cell in heads]
        if sum(kind is not None for kind in kinds) < 2 or any(
            any(money.marked for money in amounts(cell.plain)) for cell in heads
        ):
            continue
        rows: list[ClaimRow] = []
        total: Money | None = None
        for cell in values:
            money = next(iter(amounts(cell.plain, cell.start)), None)
            place = _over(heads, cell)
            if money is None or place is None or kinds[place] is None:
                continue
            if kinds[place] == TOTAL:
                total = money
                continue
            field = letter.place(
                money.value, money.start, money.end, finder="claim", sure=0.93, notes=money.notes
            )
            if field is not None:
                rows.append(
                    ClaimRow(
                        what=str(kinds[place]),
                        label=heads[place].text[:80],
                        period=None,
                        amount=field,
                    )
                )
        if len(rows) >= 2 or (rows and total):
            yield Table(rows=tuple(rows), total=total)


def _over(heads: tuple[Cell, ...], cell: Cell) -> int | None:
    """Which heading stands over a cell: the one it overlaps, or whose edge it shares."""
    best, most = None, -12.0
    for place, head in enumerate(heads):
        shared = min(head.box.x1, cell.box.x1) - max(head.box.x0, cell.box.x0)
        if shared > most:
            best, most = place, shared
    return best


def period_in(plain: str, year: int) -> str | None:
    """The period a row names: ``2026-11``, ``2026-10/2026-11`` or ``2026-Q4``; None without one."""
    for found in _PERIOD.finditer(plain):
        if found["year"]:
            first = f"{found['year']}-{found['month']}"
            return f"{first}/{found['year']}-{found['to']}" if found["to"] else first
        if found["quarter"]:
            return f"{found['of'] or year}-Q{found['quarter']}"
        name = found["name"].lower()
        month = next(
            (number for month, number in MONTHS.items() if month.startswith(name[:3])), None
        )
        if month is not None and not re.search(r"[0-9]\s$", plain[: found.start()]):
            return f"{found['after'] or year}-{month:02d}"
    return None
