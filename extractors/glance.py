"""A look at a document's first page: whether it seems to be Kronofogden's, and so goes first.

Only the queue's order hangs on it. What it misses is read in its turn.
"""

from __future__ import annotations

from pathlib import Path

from extractors.child import Request, ask
from extractors.failures import ReadingFailed, ToolMissing
from extractors.limits import Limits

GLANCE_LIMITS = Limits(seconds_page=10.0, seconds_total=10.0)


def glance(path: Path, limits: Limits = GLANCE_LIMITS) -> bool:
    """Whether the first page looks like a letter from Kronofogden; False where in doubt.

    Never raises: a file that cannot be looked at waits its turn.
    """
    try:
        return bool(ask(Request(do="glance", path=path, limits=limits)).get("urgent", False))
    except (ReadingFailed, ToolMissing, OSError):
        return False
