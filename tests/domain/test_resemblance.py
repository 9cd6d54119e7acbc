"""What tells that two papers are one."""

from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.page import Box, Page, Source, Word
from pipeline.domain.resemblance import LARGEST, LEAST, alike, bands, sketch_of


def page(*texts: str) -> Page:
    """A page with these words."""
    box = Box(page=1, x0=0, top=0, x1=10, bottom=10)
    words = tuple(Word(text=text, box=box, confidence=1.0) for text in texts)
    return Page(number=1, width=595, height=842, words=words, source=Source.OCR)


FIGURES = ["800101-9804", "2026-09-30", "12", "345,50", "304-1187", "41234", "031-390", "5599-10"]


def test_signs_and_blanks_do_not_matter() -> None:
    """Scans differ in what they make of a hyphen; words without figures tell nothing."""
    assert sketch_of([page(*FIGURES)]) == sketch_of([page("Hyra", *reversed(FIGURES), "12")])
    assert sketch_of([page("800101-9804")]) == sketch_of([page("8001019804.")])


def test_few_figures_tell_nothing() -> None:
    """Two curt letters are not alike because both are empty."""
    assert alike((), ()) is None
    few = sketch_of([page(*FIGURES[:3])])
    assert len(few) < LEAST
    assert alike(few, few) is None
    assert bands(few) == ()


def test_one_misread_figure_of_seven() -> None:
    """Six of eight are in both."""
    whole, misread = sketch_of([page(*FIGURES)]), sketch_of([page("800101-9304", *FIGURES[1:])])
    assert alike(whole, whole) == 1.0
    assert alike(whole, misread) == 6 / 8


@given(st.lists(st.integers(0, 10**9), min_size=LEAST, unique=True), st.integers(2, 9))
def test_it_goes_both_ways_and_stays_a_share(figures: list[int], left_out: int) -> None:
    """Whatever is compared."""
    other = [one for one in figures if one % left_out]
    one, two = (sketch_of([page(*map(str, each))]) for each in (figures, other))
    share = alike(one, two)
    assert share == alike(two, one)
    assert share is None or 0 <= share <= 1


def test_a_long_list_keeps_a_sample() -> None:
    """Of thousands of figures no more are kept, and the share is still about right."""
    figures = [str(100_000 + one) for one in range(3000)]
    whole = sketch_of([page(*figures)])
    half = sketch_of([page(*figures[:1500], *(str(900_000 + one) for one in range(1500)))])
    assert len(whole) == LARGEST
    share = alike(whole, half)
    assert share is not None
    assert 0.15 < share < 0.55


def test_scans_of_one_paper_share_a_key() -> None:
    """One figure in twelve misread: the keys meet; another paper's do not."""
    met = strangers = 0
    for turn in range(200):
        drawn = [str(1000 + zlib.crc32(b"%d/%d" % (turn, place))) for place in range(21)]
        figures, again = drawn[:12], drawn[1:13]
        other = [*figures[:4], *drawn[13:]]
        first = set(bands(sketch_of([page(*figures)])))
        met += bool(first & set(bands(sketch_of([page(*again)]))))
        strangers += bool(first & set(bands(sketch_of([page(*other)]))))
    assert met > 185
    assert strangers < 20
