"""List files as economy systems write them, small and made up."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

HEAD = ("Hyresgäst", "Personnummer", "Adress", "Fakturanr", "Förfallodatum", "Restbelopp")
ROWS = (
    ("Åsa Prov", "19800101-9804", "Provgatan 1 lgh 1101", "100234", "2026-08-31", "12 345,50"),
    ("Bo Test", "850412-9829", "Storgatan 12 B", "100235", "2026-08-31", "8 450,00"),
    ("Eva Ek", "19790203-9812", "Lillgatan 3", "100236", "2026-07-31", "1250,00"),
)
TOTAL = ("Summa", "", "", "", "", "22 045,50")
TITLE = "Restlista obetalda hyror per 2026-09-30"


def delimited(
    rows: Sequence[Sequence[str]] = (HEAD, *ROWS, TOTAL),
    *,
    mark: str = ";",
    encoding: str = "utf-8",
    end: str = "\r\n",
    title: str = "",
) -> bytes:
    """The rows as text; cells that hold the mark are quoted."""
    quoted = (
        mark.join(f'"{cell}"' if mark in cell or '"' in cell else cell for cell in row)
        for row in rows
    )
    lines = [*([title] if title else []), *quoted]
    return (end.join(lines) + end).encode(encoding)


def workbook(sheets: dict[str, Sequence[Sequence[object]]] | None = None) -> bytes:
    """A workbook with these sheets."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for name, rows in (sheets or {"Restlista": (HEAD, *ROWS, TOTAL)}).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
