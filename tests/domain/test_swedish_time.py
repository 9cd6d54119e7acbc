"""The day in Sweden, whatever the machine's own clock says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfoNotFoundError

import pytest

from pipeline.domain import swedish_time
from pipeline.domain.swedish_time import in_sweden


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 29, 22, 59, tzinfo=UTC), date(2026, 11, 29)),
        (datetime(2026, 11, 29, 23, 0, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_the_day_turns_by_swedish_time(at: datetime, day: date) -> None:
    """An hour before that of Greenwich in winter, two in summer."""
    assert in_sweden(at).date() == day


def test_without_zone_data_the_machine_s_own_time_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment, by another clock."""

    def lacking(_: str) -> None:
        raise ZoneInfoNotFoundError

    monkeypatch.setattr(swedish_time, "ZoneInfo", lacking)
    at = datetime(2026, 11, 29, 23, 0, tzinfo=UTC)
    assert in_sweden(at) == at
