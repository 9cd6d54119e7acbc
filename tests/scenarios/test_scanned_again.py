"""The same letter in other bytes: another scanner, another intake point (C19)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desk import FIXTURES, Desk, expected

from benchmarks.letters.scans import scan
from pipeline.usecases.process import process


def scanned_again(desk: Desk, name: str, effect: str, point: str, received_on: str) -> str:
    """Drop another scanner's scan of a fixture at another intake point; its name."""
    source = FIXTURES / "letters" / name / expected(name)["file"]
    again = scan(source.read_bytes(), effect, 7)
    folder = desk.root / "inbox" / point
    folder.mkdir(exist_ok=True)
    arrived = f"igen-{name}-{effect}"
    (folder / arrived).write_bytes(again)
    outcome = process(desk.office, desk.engine, received_on=date.fromisoformat(received_on))
    assert outcome.ok, outcome
    return arrived


def packets_below(root: Path) -> list[str]:
    """All packets in the outboxes."""
    return sorted(str(path.parent) for path in (root / "outbox").rglob("record.json"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "effect"),
    [
        ("s02_form3_family_eb", "bitonal"),
        ("s05_disturbance_family", "fax_fine"),
        ("s01_form3_single", "fax"),
        ("s08_eviction_family", "bitonal"),
    ],
)
def test_a_second_scan_sends_nothing_and_counts_for_nothing(
    desk: Desk, name: str, effect: str
) -> None:
    """Linked, in review, and the first scan's packets are the only ones."""
    day = expected(name)["received_on"]
    [first] = desk.lines(desk.drop(name))
    assert first["state"] == "routed", first["reasons"]
    sent = packets_below(desk.root)
    assert sent
    [again] = desk.lines(scanned_again(desk, name, effect, "stadshuset", day))
    assert packets_below(desk.root) == sent
    assert again["packets"] == []
    assert again["state"] in {"review", "duplicate"}
    reasons: list[Any] = again["reasons"]
    assert "near_duplicate" in reasons, reasons
    assert again["earlier_letters"] == 0
