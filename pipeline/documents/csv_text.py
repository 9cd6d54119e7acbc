"""Tables as CSV that Swedish spreadsheets open as they are, and take no cell for a formula of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


def text(heads: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ";") -> str:
    """A header and the rows; what would be taken for a formula has an apostrophe before it."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(list(heads))
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return made.getvalue()


def marked(written: str) -> bytes:
    """The text as UTF-8: a spreadsheet takes a table without the mark for another encoding's."""
    return written.encode("utf-8-sig")
