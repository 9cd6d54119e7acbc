"""Boxes check themselves; words keep their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.layout import Line, around, lines, text_of
from pipeline.domain.page import Box, Fingerprint, Page, Source, Word


def word(text: str, x: float, y: float, *, page: int = 1, height: float = 10) -> Word:
    """A word of ten-point print, five points a character."""
    return Word(
        text=text,
        box=Box(page=page, x0=x, top=y, x1=x + 5 * len(text), bottom=y + height),
        confidence=0.9,
    )


def page(*words: Word, number: int = 1) -> Page:
    """An A4 page of these words."""
    return Page(number=number, width=595, height=842, words=words, source=Source.OCR)


@pytest.mark.parametrize(
    ("number", "x0", "top", "x1", "bottom"),
    [(0, 0, 0, 1, 1), (1, 2, 0, 1, 1), (1, 0, 2, 1, 1)],
)
def test_a_box_that_is_none_is_refused(
    number: int, x0: float, top: float, x1: float, bottom: float
) -> None:
    """A page below one and inverted edges are refused."""
    with pytest.raises(ValueError, match="not a box"):
        Box(page=number, x0=x0, top=top, x1=x1, bottom=bottom)


def test_union_is_of_one_page() -> None:
    """Boxes of two pages have no common box."""
    first = Box(page=1, x0=0, top=0, x1=10, bottom=10)
    with pytest.raises(ValueError, match="no union"):
        first.union(Box(page=2, x0=0, top=0, x1=1, bottom=1))
    joined = first.union(Box(page=1, x0=5, top=-5, x1=20, bottom=5))
    assert (joined.x0, joined.top, joined.x1, joined.bottom) == (0, -5, 20, 10)
    assert joined.height == 15
    assert joined.middle == 2.5


def test_no_words_no_box() -> None:
    """Nothing is around nothing."""
    with pytest.raises(ValueError, match="no words"):
        around(())


def test_a_crooked_line_is_one_line() -> None:
    """Words that sink a little along the line stay together, in order from the left."""
    shuffled = page(word("hyran", 200, 103.5), word("Vi", 50, 100), word("saknar", 65, 101.5))
    assert [line.text for line in lines(shuffled)] == ["Vi saknar\thyran"]


def test_columns_are_parted() -> None:
    """A wide gap is a tab; two lines are two lines; a line is made of words."""
    made = lines(page(word("Belopp", 50, 100), word("12", 300, 100), word("Summa", 50, 130)))
    assert [line.text for line in made] == ["Belopp\t12", "Summa"]
    assert made[0].columns[1].box.x0 == 300
    assert isinstance(made[0], Line)


def test_text_leads_back_to_boxes() -> None:
    """A span over a line's end has a box on each line, and the lowest confidence counts."""
    text = text_of(
        [page(word("Att", 50, 100), word("betala", 70, 100), word("9", 50, 140)), page(number=2)]
    )
    assert text.value == "Att betala\n9\f"
    assert [box.top for box in text.boxes_at(4, 12)] == [100, 140]
    assert text.confidence_at(0, 3) == 0.9
    assert text.confidence_at(12, 13) == 0.0
    assert text_of([]).words_at(0, 5) == ()


def test_a_fingerprint_prints_itself() -> None:
    """Equal settings have one name."""
    assert str(Fingerprint(name="tesseract", version="5.3", settings="ab")) == "tesseract-5.3-ab"


places = st.tuples(
    st.text(alphabet="abcåäö019-", min_size=1, max_size=12),
    st.floats(0, 500),
    st.floats(0, 800),
)


@given(st.lists(places, max_size=40))
def test_every_word_stands_once_in_the_text(found: list[tuple[str, float, float]]) -> None:
    """No word is lost or doubled on the way to running text, and each offset is its own."""
    made = text_of([page(*(word(text, x, y) for text, x, y in found))])
    assert sorted(one.text for one in made.words) == sorted(text for text, _, _ in found)
    for start, one in zip(made.starts, made.words, strict=True):
        assert made.value[start : start + len(one.text)] == one.text
        assert one in made.words_at(start, start + len(one.text))
