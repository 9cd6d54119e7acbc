"""What the pages under docs/ that tests draw have in common: rows of a table, links to tests."""

from __future__ import annotations

import re
from collections.abc import Iterable


def table_row(cells: Iterable[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def link(test: str) -> str:
    """A link to the file of a test, ``path::name``, called by the test's name in words."""
    path, _, name = test.partition("::")
    return f"[{re.sub('^test_', '', name).replace('_', ' ')}](../{path})"
