"""Boxes check themselves; words keep their place."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import add
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.layout import Line, around, lines
from pipeline.domain.page import Box, Fingerprint, Page, Source, Word
from pipeline.domain.running_text import text_of


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
    assert (made[0].box.x0, made[0].box.x1) == (50, 310)
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


def test_neighbouring_words_share_a_box() -> None:
    """A value of several words is one place on the page."""
    text = text_of([page(word("12", 50, 100), word("305,50", 65, 100), word("kr", 100, 101))])
    (box,) = text.boxes_at(0, 12)
    assert (box.x0, box.top, box.x1, box.bottom) == (50, 100, 110, 111)


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


def level(one: Word, line: list[Word]) -> bool:
    """Whether the word stands level with its next one to the left or right in that line."""
    lefts = [each for each in line if each.box.x0 <= one.box.x0]
    rights = [each for each in line if each.box.x0 > one.box.x0]
    nearest = [*sorted(lefts, key=lambda each: each.box.x0)[-1:]]
    nearest += sorted(rights, key=lambda each: each.box.x0)[:1]
    for other in nearest:
        gap = max(other.box.x0 - one.box.x1, one.box.x0 - other.box.x1)
        high, low = sorted((one.box.height, other.box.height), reverse=True)
        shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
        if 0 <= gap <= 3 * high and shared >= 0.6 * low:
            return True
    return False


def plain_lines(made: Page) -> tuple[Line, ...]:
    """The lines as ``lines`` promises them, each middle reckoned anew from all its words."""
    typical = median(one.box.height for one in made.words) if made.words else 0.0
    placed = sorted(made.words, key=lambda each: (each.box.middle, each.box.x0))
    rows = plain_rows([one for one in placed if one.box.height >= 0.4 * typical])
    rows.sort(key=middle_of)
    middles = [middle_of(row) for row in rows]
    apart = []
    for one in placed:
        if one.box.height >= 0.4 * typical:
            continue
        above = [at for at, middle in enumerate(middles) if middle <= one.box.middle][-1:]
        below = [at for at, middle in enumerate(middles) if middle > one.box.middle][:1]
        near = sorted(above + below, key=lambda at: abs(middles[at] - one.box.middle))
        if near and abs(middles[near[0]] - one.box.middle) <= 0.5 * typical:
            rows[near[0]].append(one)
        else:
            apart.append(one)
    every = [*zip(middles, rows, strict=True)]
    every += [(middle_of(row), row) for row in plain_rows(apart)]
    return tuple(
        Line(words=tuple(sorted(row, key=lambda each: each.box.x0)))
        for _, row in sorted(every, key=lambda one: one[0])
    )


def middle_of(row: list[Word]) -> float:
    """The mean middle; one after the other: newer Pythons' own sum makes up for rounding."""
    return reduce(add, (each.box.middle for each in row)) / len(row)


def plain_rows(placed: list[Word]) -> list[list[Word]]:
    """Words from top to bottom, each to the latest line that it fits."""
    found: list[list[Word]] = []
    for one in placed:
        for row in found[: -6 - 1 : -1]:
            reach = 0.5 * min(one.box.height, row[-1].box.height)
            if abs(one.box.middle - middle_of(row)) <= reach or level(one, row):
                row.append(one)
                break
        else:
            found.append([one])
    return found


crowded = st.tuples(
    st.text(alphabet="ab", min_size=1, max_size=3),
    st.floats(0, 500),
    st.one_of(st.floats(0, 60), st.integers(0, 30).map(float)),
    st.floats(0, 20),
)


@given(st.lists(crowded, max_size=60))
def test_lines_are_those_of_the_plain_way(found: list[tuple[str, float, float, float]]) -> None:
    """However crooked and crowded the page."""
    made = page(*(word(text, x, y, height=high) for text, x, y, high in found))
    assert lines(made) == plain_lines(made)


def test_a_bent_line_is_one_line() -> None:
    """As a photograph of a page bends it: each word stands level with the next."""
    bent = [word(text, 60 * at, 100 + 3 * at, height=10) for at, text in enumerate("abcdefg")]
    wide = [replace(one, box=replace(one.box, x1=one.box.x0 + 50)) for one in bent]
    assert [line.text for line in lines(page(*wide))] == ["a b c d e f g"]


def test_a_dash_takes_no_words_from_its_line() -> None:
    """It is low, and what is low beside it (an "om") stands at its very middle."""
    made = page(
        word("-", 0, 106, height=1),
        word("om", 12, 103, height=6),
        word("det", 40, 100, height=9),
        word("bor", 80, 100, height=9),
        word("barn", 120, 100, height=9),
    )
    assert [line.text.replace("\t", " ") for line in lines(made)] == ["- om det bor barn"]


def test_a_line_of_very_many_words_takes_no_more_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing or a hostile file may have all its words on one line of print."""
    looks = 0
    middle = Box.middle.fget

    def counted(box: Box) -> float:
        nonlocal looks
        looks += 1
        return float(middle(box))

    made = page(*(word("ord", at / 10, 100 + at % 3) for at in range(2_000)))
    monkeypatch.setattr(Box, "middle", property(counted))
    assert [len(line.words) for line in lines(made)] == [2_000]
    assert looks <= 10 * 2_000
