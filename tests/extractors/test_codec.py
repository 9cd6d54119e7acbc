"""A reading survives being written and read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import codec
from pipeline.domain.page import Box, Fingerprint, Page, Reading, Source, Word
from pipeline.domain.problems import Code, Problem

_SIZE = st.floats(min_value=0, max_value=2000, allow_nan=False)


@st.composite
def _pages(draw: st.DrawFn, number: int) -> Page:
    words = []
    for text in draw(st.lists(st.text(min_size=1, max_size=12), max_size=4)):
        x0, x1 = sorted((draw(_SIZE), draw(_SIZE)))
        top, bottom = sorted((draw(_SIZE), draw(_SIZE)))
        box = Box(page=number, x0=x0, top=top, x1=x1, bottom=bottom)
        words.append(Word(text=text, box=box, confidence=draw(st.floats(0, 1))))
    return Page(
        number=number,
        width=draw(_SIZE),
        height=draw(_SIZE),
        words=tuple(words),
        source=draw(st.sampled_from(Source)),
        turned=draw(st.sampled_from((0, 90, 180, 270))),
        turn_sure=draw(st.booleans()),
        skew=draw(st.floats(-15, 15)),
        blank=draw(st.booleans()),
        marks=tuple(draw(st.lists(st.sampled_from(("PATCH-T", "TROSKEL-SEPARATOR")), max_size=2))),
        quality=draw(st.sampled_from(("digital", "clean", "poor"))),
    )


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    return Reading(
        document="a" * 64,
        fingerprint=Fingerprint(name="x", version="1", settings="2"),
        pages=tuple(draw(_pages(number)) for number in range(1, draw(st.integers(1, 3)) + 1)),
        problems=(Problem(code=Code.PAGES_UNREAD, detail="2"),) if draw(st.booleans()) else (),
    )


@given(reading=_readings())
def test_round_trip(reading: Reading) -> None:
    """What is read back equals what was written, on one line."""
    text = codec.dumps(reading)
    assert "\n" not in text
    assert codec.loads(text) == reading
    assert codec.dumps(codec.loads(text)) == text


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain.pop("schema"),
        lambda plain: plain.update(schema="troskel/reading/99"),
        lambda plain: plain.pop("document"),
        lambda plain: plain.update(problems=["no_such_code"]),
        lambda plain: plain.update(pages=[{"number": 1}]),
        lambda plain: plain["pages"][0]["words"].append(["x", 9, 0, 1, 1, 1.0]),
        lambda plain: plain["pages"][0]["words"].append(["x", 1]),
        lambda plain: plain.update(fingerprint=["x"]),
    ],
)
def test_anything_else_is_refused(change: object) -> None:
    """A child that was taken over cannot hand in half a reading."""
    page = Page(number=1, width=1, height=1, words=(), source=Source.NOTHING)
    fingerprint = Fingerprint(name="x", version="1", settings="2")
    plain = json.loads(codec.dumps(Reading(document="a", fingerprint=fingerprint, pages=(page,))))
    assert callable(change)
    change(plain)
    with pytest.raises(ValueError):  # noqa: PT011 - each fault has its own words
        codec.loads(json.dumps(plain))
