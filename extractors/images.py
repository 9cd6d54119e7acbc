"""Pages as pictures for people: upright and straight, as the reading's boxes lie on them."""

from __future__ import annotations

import base64
from pathlib import Path

from extractors.child import Request, ask
from extractors.failures import Cause, ReadingFailed
from extractors.limits import Limits

PICTURE_LIMITS = Limits(seconds_page=30.0, seconds_total=30.0)


def page_png(
    path: Path, number: int, dpi: float = 110.0, turned: int = 0, skew: float = 0.0
) -> bytes:
    """The page's picture in colour as PNG, drawn in a child as every reading is.

    ``turned`` and ``skew`` are the read page's, so that a box in points times ``dpi / 72`` lies on
    its word. Raises ReadingFailed when there is no such page or it cannot be drawn.
    """
    look = {"number": number, "dpi": dpi, "turned": turned, "skew": skew}
    answer = ask(Request(do="page", path=path, limits=PICTURE_LIMITS, rest=look))
    if answer.get("end") != "image":
        raise ReadingFailed(Cause.CRASH)
    return base64.b64decode(str(answer["png"]))
