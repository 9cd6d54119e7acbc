"""Debtors set out as cards: a name, and beneath it the home, the contract and what is owed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.finders.debtors import Debtor, read_address, read_number, take_name
from extractors.finders.identity import numbers
from extractors.finders.letter import Cell, Letter
from extractors.finders.money import amounts
from extractors.finders.naming import persons
from extractors.finders.totals import Totals, is_total, note

_WHO = re.compile(
    r"\s*(?:[0-9]{1,3}[.):]?\s+)?(?:(?:hyresgast|galdenar|kund|medlem|namn|innehavare|abonnent"
    r"|tenant|name|debtor"
    r"|bostadsrattshavare|konsument|kontraktsinnehavare)(?:er|are|en)?(?:\s*[:.]\s*|\t))?",
    re.IGNORECASE,
)
_OWES = re.compile(
    r"\s*(?:\w*skuld(?:en|belopp|saldo)?|belopp(?:et)?|att betala|saldo|rest(?:belopp|skuld|saldo"
    r"|fordran|erande)?"
    r"|obetal[dt]a?|utestaende|kvar(?:star|staende)?|forfall(?:et|en|na)|fordran|summa|amount|debt"
    r"|balance"
    r"|arrears|outstanding|unpaid)(?!\w)(?:\s(?:belopp|hyra|hyror|avgift|skuld|att betala|rent"
    r"|amount|due|kr))*"
    r"\s*[:.]?\s",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\s*(?:avtal\w*|kontrakt\w*|kund\s?-?n\w*|ref\w*|objekt\w*|ocr|fakturan\w*|lease|contract"
    r"|hyresgastn\w*)"
    r"(?:\s?(?:nr|nummer|no))?\.?\s*[:.]?\s*(?=\S*[0-9])",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*[A-Z][A-Za-z.-]*(?:\s[A-Za-z.-]+){0,2}\s?:?\s*", re.IGNORECASE)
_FIGURES = re.compile(r"[^A-Za-z]*(?:(?:kr|sek|kronor)[^A-Za-z]*)?", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class _Card:
    """A card while it is read; ``last`` is its lowest line, ``row`` the debtor it becomes."""

    row: Debtor
    last: Cell
    done: bool = field(default=False)


def cards(letter: Letter) -> tuple[list[Debtor], Totals]:
    """The debtors of a list of cards, in print order, and the list's totals.

    A card opens with a line that is a person's name and nothing else but a number or a label, and
    holds an amount that its own label calls what is owed; one without it counts as not read.
    """
    totals = Totals()
    found: list[_Card] = []
    for cells in letter.rows:
        closed = [one.row for one in found if one.row.money is not None]
        if closed and is_total(cells) and not any(_opens(letter, one) for one in cells):
            if note(totals, cells, (), len(closed)):
                break
            continue
        for cell in _lines(letter, cells):
            opened = _opens(letter, cell)
            if opened is not None:
                found.append(_Card(row=opened, last=cell))
                continue
            card = next((one for one in reversed(found) if _goes_on(one, cell)), None)
            if card is not None:
                card.row.cells.append(cell)
                card.last = cell
                _read(letter, cell, card.row)
    rows = [one.row for one in found if one.row.money is not None]
    totals.unread = sum(one.row.money is None and one.row.address is not None for one in found)
    return (rows, totals) if len(rows) >= _LEAST else ([], Totals())


_LEAST = 2
"""Cards that make a list; a single one is a letterhead or an address as often as a debtor."""


def _lines(letter: Letter, cells: tuple[Cell, ...]) -> Iterator[Cell]:
    """The cells of a line; a label and its value side by side are one."""
    # two cards side by side are no label with its value
    if len(cells) == 2 and _is_label(cells[0]):
        whole = letter.part(cells[0].start, cells[1].end)
        if whole is not None:
            yield whole
            return
    yield from cells


def _is_label(cell: Cell) -> bool:
    """Whether a cell is a card's label and nothing else."""
    text = cell.plain.strip()
    if _LABEL.fullmatch(text) is None or persons(cell.text, cell.plain):
        return False
    known = (
        _WHO.fullmatch(f"{text.rstrip(' :')}: "),
        _OWES.fullmatch(f"{text} "),
        _NUMBER_OF.match(f"{text} 1"),
    )
    return text.endswith(":") or any(known)


def _opens(letter: Letter, cell: Cell) -> Debtor | None:
    """The debtor whose card opens with this line; None where the line is none."""
    label = _WHO.match(cell.plain)
    start = cell.start + (label.end() if label else 0)
    line = letter.part(start, cell.end)
    if line is None or any(money.marked for money in amounts(line.plain)):
        return None
    number = next(iter(numbers(line.plain, line.start)), None)
    end = number.start if number is not None else line.end
    row = Debtor(cells=[cell], card=True)
    take_name(row, line, end, single=False)
    if row.name is None:
        return None
    last = row.others[-1].end if row.others else row.name.end
    between = letter.plain[last:end]
    behind = letter.plain[number.end if number else end : line.end]
    if re.search(r"[A-Za-z]{2}", re.sub(r"(?i)pers\w*(?:nummer|nr)?|pnr|fodd", "", between)) or (
        re.search(r"[A-Za-z0-9]", behind) is not None
    ):
        return None
    read_number(letter, line, "number", row)
    return row


def _goes_on(card: _Card, cell: Cell) -> bool:
    """Whether a line stands in a card's column, close under its last line."""
    height = max(card.last.box.height, 6.0)
    return (
        card.last.page == cell.page
        and abs(card.last.box.x0 - cell.box.x0) < 1.2 * height
        and -0.5 * height <= cell.box.top - card.last.box.bottom < 1.6 * height
    )


def _read(letter: Letter, cell: Cell, row: Debtor) -> None:
    """Takes a card's line as what its label or its shape says that it is."""
    owed = _OWES.match(cell.plain)
    money = next((one for one in amounts(cell.plain, cell.start) if one.value > 0), None)
    alone = owed is not None and _FIGURES.fullmatch(cell.plain[owed.end() :]) is not None
    if alone and money is not None and row.money is None:
        row.money = money
        return
    if row.number is None:
        read_number(letter, cell, "number", row)
    reference = _NUMBER_OF.match(cell.plain)
    if reference is not None and row.reference is None:
        row.reference = letter.part(cell.start + reference.end(), cell.end)
    elif row.address is None:
        read_address(letter, cell, row)
