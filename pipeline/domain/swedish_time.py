"""The moment by the clocks in Sweden: what day it is for those who work here."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def in_sweden(at: datetime) -> datetime:
    """The moment by the clocks in Sweden.

    Time zone data may lack on a bare machine; then the machine's own time is used.
    """
    try:
        return at.astimezone(ZoneInfo("Europe/Stockholm"))
    except ZoneInfoNotFoundError:
        return at.astimezone()
