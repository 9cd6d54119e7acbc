"""The headings of a list of debtors: what each column holds, and under which a cell stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.finders.letter import Cell, plain

_COLUMNS = (
    ("first", r"fornamn|tilltalsnamn"),
    ("last", r"efternamn"),
    ("count", r"rad|radn(?:r|ummer)|nr|lopn(?:r|ummer)|#"),
    (
        "part",
        (
            r"(?:in)?betalt?(?!\w)(?!\s?senast)|inbetal\w*|ursprung\w*|faktura\s?belopp\w*"
            r"|debiter\w*"
            r"|kredit\w*|moms|ranta|drojsmal\w*|paminnelseavgift\w*|kravavgift\w*|kostnad\w*"
            r"|kapital"
            r"|ej\s(?:forfall\w*)|avgifts?belopp|[0-9]+\s?-\s?[0-9]+\s?d\w*"
        ),
    ),
    (
        "name",
        (
            r"\w*namn|innehavare|abonnent|\w*tagare|betal(?:are|ningsansvarig)|konsument|svarande"
            r"|tenant|customer"
            r"|debtor|hyresgast\w*|kund(?!n|\s?n)\w*|galdenar\w*|brukare|medlem\w*|omsorgstagare"
            r"|klient|person(?!\s?-?\s?n)"
            r"|kontraktsinnehavare|bostadsrattshavare|debitor"
        ),
    ),
    (
        "number",
        r"person\s?-?\s?n(?:r|ummer)\.?|pnr|p-?nr|pers\.?\s?nr|personnr/orgnr|fodelse\w*|personid",
    ),
    ("address", r"\w*adress|gata|bostad|lagenhetsadress|fastighet"),
    ("flat", r"lgh\.?(?:-?nr)?|lagenhet(?:snr|snummer)?"),
    (
        "reference",
        (
            r"kontrakt\w*|avtal\w*|objekt\w*|ref\w*|kund\s?-?n(?:r|ummer)|arende\w*"
            r"|faktura\s?-?n(?:r|ummer)"
            r"|fakturan\w*|ocr\w*|avi\s?-?n\w*|hyresgastn\w*|id"
        ),
    ),
    (
        "amount",
        (
            r"belopp\w*|\w*skuld\w*|\w*saldo|obetald\w*|\w*fordran|kr|sek|kronor|amount|balance"
            r"|arrears|debt"
            r"|outstanding|att betala|rest\w*|summa|totalt?|fordran|obetalt"
            r"|obetalda|utestaende\w*"
            r"|kvar\w*|forfallet"
        ),
    ),
    (
        "period",
        (
            r"period\w*|manad\w*|avser|antal\w*|forfallo\w*|datum|dagar|paminn\w*|status|typ|anm\w*"
            r"|hyra|faktura|avgift\w*|post\w*"
        ),
    ),
)
_HEADS = tuple(
    (name, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for name, words in _COLUMNS
)
_WHOLE_DEBT = re.compile(
    r"(?<!\w)(?:rest(?:belopp|skuld|saldo)?|restbelopp\w*|kvar\w*|utestaende\w*|obetalt|obetalda"
    r"|total\w*|summa|att betala|saldo)(?!\w)",
    re.IGNORECASE,
)
_WHO = frozenset({"name", "last", "number"})
_WHAT = frozenset({"amount", "reference", "address"})
_OWED = re.compile(
    r"\W*(?:(?:rest|hyres|total|el)?skuld(?!\w*\s?dat)|rest(?:belopp|saldo)|kvar|saldo|utesta"
    r"|obetal[dt]|att betala)",
    re.IGNORECASE,
)
LONGEST = 40
_DIGIT = re.compile(r"[0-9]")
_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:\s?-\s?[0-9]{1,2}){0,2}|[0-9]+\s?-\s?[0-9]+\s?d\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: what it holds, and how far its heading reaches.

    ``debt`` says of an amount that it is what is left to pay, where several amounts stand in a row.
    """

    name: str
    x0: float
    x1: float
    debt: bool = False


def heading_of(text: str) -> str:
    """What a column with that heading holds; ``other`` where the words are not known."""
    if _OWED.match(plain(text)):
        return "amount"  # "Skuld efter inbetalning": what comes first is what stands there
    return next((name for name, words in _HEADS if words.search(plain(text))), "other")


def is_heading(texts: Sequence[str]) -> bool:
    """Whether a line of these cells is a list's heading: who owes, and what or where."""
    cells = [_DAY.sub("", plain(text)) for text in texts if text]
    if len(cells) < 2 or any(len(cell) > LONGEST or _DIGIT.search(cell) for cell in cells):
        return False
    names = {heading_of(cell) for cell in cells}
    return bool(names & _WHO and names & _WHAT)


def header(cells: tuple[Cell, ...]) -> tuple[Column, ...]:
    """The columns when the line is a heading; empty where it is none."""
    if not is_heading([cell.plain for cell in cells]):
        return ()
    return tuple(
        Column(
            name=heading_of(cell.plain),
            x0=cell.box.x0,
            x1=cell.box.x1,
            debt=_WHOLE_DEBT.search(cell.plain) is not None,
        )
        for cell in cells
    )


def column_of(columns: tuple[Column, ...], cell: Cell) -> Column | None:
    """The column of a cell: the one it overlaps most, or whose edge is nearest; None if none is."""
    best, most = None, -60.0
    for column in columns:
        shared = min(column.x1, cell.box.x1) - max(column.x0, cell.box.x0)
        edge = -min(abs(column.x0 - cell.box.x0), abs(column.x1 - cell.box.x1))
        score = shared if shared > 0 else edge
        if score > most:
            best, most = column, score
    return best
