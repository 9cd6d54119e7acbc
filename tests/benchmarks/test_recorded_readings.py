"""Accuracy in short: letters whose readings came with the program, decided as they would be."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy import reading
from benchmarks.accuracy.deciding import decided
from benchmarks.accuracy.letters import plan
from benchmarks.accuracy.reading import Kept, readings, record, recorded

EXAM = ("exam", 1, 1000)
"""The split, seed and number of letters of docs/accuracy.md."""
EVERY = 12
GRAVE = frozenset({"kind", "person", "child", "units", "torn"})
"""What must happen to no letter that leaves on its own; another sort of notice is a lesser evil."""
LEAST_ROUTED = 0.5
"""Of the letters that a careful clerk could send; docs/accuracy.md has the whole run's."""


def _refuse(*_: object) -> None:
    raise AssertionError("read anew")


def test_what_leaves_on_its_own_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No wrong kind, person, child or unit among those sent; at least half of them are sent."""
    monkeypatch.setattr(reading, "read", _refuse)
    split, seed, count = EXAM
    town, letters = plan(count, seed, split)
    some = [one for one in letters[::EVERY] if recorded(one)]
    if not some:
        pytest.skip("the recorded readings are another engine's: see benchmarks/letters/README.md")
    assert len(some) == len(letters[::EVERY])
    marks = decided(town, some, readings(some, tmp_path, 1), processes=1)
    assert len(marks) == len(some)
    found = {fault.split()[0] for one in marks if one.routed for fault in one.faults}
    assert not found & GRAVE
    routable = [one for one in marks if one.right.routable]
    assert sum(one.routed for one in routable) >= LEAST_ROUTED * len(routable)


def test_a_letter_is_read_once_and_then_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept is not read again, nor what stands in an archive; each by its own engine."""
    _, letters = plan(3, 5, "open")
    digital = [one for one in letters if not one.effect][:1]
    assert digital
    first = tuple(readings(digital, tmp_path / "kept", 1))
    record(tmp_path / "archives" / "some.zip", digital, tmp_path / "kept", 1)
    monkeypatch.setattr(reading, "RECORDED", tmp_path / "archives")
    reading._recorded.cache_clear()
    try:
        monkeypatch.setattr(reading, "read", _refuse)
        assert tuple(readings(digital, tmp_path / "empty", 1)) == first
        assert all(isinstance(one, Kept) for one in first)
        monkeypatch.setattr(reading, "maker", lambda: "another engine")
        with pytest.raises(AssertionError, match="read anew"):
            tuple(readings(digital, tmp_path / "empty", 1))
    finally:
        reading._recorded.cache_clear()
