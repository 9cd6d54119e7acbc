"""Slips: read by whom they were left for, for a while."""

from __future__ import annotations

from pipeline.domain.access import Person
from pipeline.web.slips import LASTS, Slips


def test_a_slip_is_read_for_a_while_and_no_longer() -> None:
    """Nobody else reads it, about nothing else, and a torn one is gone."""
    now = [0.0]
    slips = Slips(lambda: now[0])
    anna, bo = (Person(login=one, name=one) for one in ("anna", "bo"))
    key = slips.leave(anna, "search vuxen", "text")
    other = slips.leave(anna, "calendar vuxen", "secret")
    assert slips.read(anna, "search vuxen", key) == "text"
    assert slips.read(bo, "search vuxen", key) is None
    assert slips.read(anna, "search barn", key) is None
    slips.tear(anna, "calendar vuxen")
    assert slips.read(anna, "calendar vuxen", other) is None
    now[0] = LASTS
    assert slips.read(anna, "search vuxen", key) is None
