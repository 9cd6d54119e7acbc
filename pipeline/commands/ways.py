"""Where a letter goes now and where instead, as ``replay`` and ``reprocess`` print it."""

from __future__ import annotations

from pipeline.documents import swedish
from pipeline.domain.kinds import Role
from pipeline.usecases.ways import Way


def from_to(before: Way, after: Way) -> tuple[str, str]:
    """Where a letter goes now, and where instead."""
    return f"  nu:        {_way(before)}", f"  i stället: {_way(after)}"


def _way(one: Way) -> str:
    units = ", ".join(f"{unit} {swedish.ROLES[Role(role)]}" for unit, role in one.receivers)
    return f"{units or 'ingen enhet'}, {swedish.STATES[one.state]}, rad {one.row or '–'}"
