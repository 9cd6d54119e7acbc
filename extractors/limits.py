"""How much one document may cost before it is set aside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one document's reading.

    Seconds are wall time, a page's and the whole document's; ``memory_bytes`` is the child's
    address space; ``pixels`` bounds one page's image as stored (200 million is A3 at 800 dpi);
    ``file_bytes`` the file itself. ``table_rows`` and ``table_columns`` bound a list file,
    ``unpacked_bytes`` what of a workbook is unpacked.
    """

    seconds_page: float = 120.0
    seconds_total: float = 1800.0
    memory_bytes: int = 3 << 30
    pages: int = 500
    pixels: int = 200_000_000
    file_bytes: int = 300 << 20
    table_rows: int = 5000
    table_columns: int = 60
    unpacked_bytes: int = 40 << 20
