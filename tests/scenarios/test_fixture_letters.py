"""Every fixture, from a scan to packets, under Göteborg's routine."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from answers import faults, inside
from desk import FIXTURES, Desk, expected

NAMES = sorted(path.parent.name for path in (FIXTURES / "letters").glob("*/expected.json"))


@pytest.mark.parametrize("name", NAMES)
def test_letter(name: str, desk: Desk, keep: Callable[[Desk], None]) -> None:
    """The export says of the scan what its expected answer says."""
    lines = desk.everything_for(name)
    keep(desk)
    answer = expected(name)
    found = faults(answer["letters"], lines, digital=answer["scanned"] == "digital")
    cases = [desk.case(line) for line in lines if line["state"] in {"routed", "review"}]
    for wanted, case in zip(answer["letters"], cases, strict=False):
        found += inside(wanted, case)
    assert not found, "\n".join(found)
