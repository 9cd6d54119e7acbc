"""A number ends with its sentence."""

from __future__ import annotations

import pytest

from extractors.finders.references import _VALUE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("SK-2001. Med vänlig hälsning", "SK-2001"),
        ("30412-3. 2 rum och kök", "30412-3. 2"),  # a digit may be the number's: kept as it was
        ("1117/31.12", "1117/31.12"),
        ("107-02-0103 Obs", "107-02-0103"),
        ("AB 4711.A", "AB 4711.A"),
    ],
)
def test_a_stop_and_a_blank_end_it(text: str, number: str) -> None:
    """The next sentence's first word is none of it."""
    hit = _VALUE.match(text)
    assert hit is not None
    assert hit.group() == number
