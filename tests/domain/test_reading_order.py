"""Columns of running text are read one after the other; everything else across the page."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.layout import Line, lines
from pipeline.domain.page import Box, Page, Source, Word
from pipeline.domain.reading_order import in_order
from pipeline.domain.running_text import text_of

LEFT = (
    "Vi har sagt upp hyresavtalet för",
    "lägenheten i förtid på grund av",
    "obetald hyra. Om hela beloppet",
    "betalas inom tre veckor är",
    "hyresrätten återvunnen.",
)
RIGHT = (
    "We have ended the lease of the",
    "flat ahead of its time because",
    "rent is unpaid. Payment in full",
    "within three weeks restores",
    "the tenancy.",
)


def printed(text: str, x: float, top: float, *, space: float = 3) -> list[Word]:
    """A line of ten-point print from there on, five points a sign."""
    words = []
    for one in text.split():
        box = Box(page=1, x0=x, top=top, x1=x + 5 * len(one), bottom=top + 10)
        words.append(Word(text=one, box=box, confidence=0.9))
        x = box.x1 + space
    return words


def page(*words: Word) -> Page:
    """A page of these words."""
    return Page(number=1, width=595, height=842, words=words, source=Source.OCR)


def columns(*sides: tuple[str, ...], lower: float = 0.0, step: float = 180) -> list[Word]:
    """The columns beside each other from y 100 on, each by so much lower than the one before."""
    return [
        word
        for number, side in enumerate(sides)
        for row, text in enumerate(side)
        for word in printed(text, 50 + step * number, 100 + 14 * row + lower * number)
    ]


def read(*words: Word) -> list[str]:
    """The page's lines in the order of reading."""
    return [line.text for line in in_order(lines(page(*words)))]


def test_two_columns_are_read_one_after_the_other() -> None:
    """The first column to its end, then the second; what is above and below stays there."""
    head, foot = printed("Uppsägning", 50, 70), printed("Med vänlig hälsning", 50, 220)
    assert read(*head, *columns(LEFT, RIGHT), *foot) == [
        "Uppsägning",
        *LEFT,
        *RIGHT,
        "Med vänlig hälsning",
    ]


def test_the_running_text_follows_the_columns() -> None:
    """A sentence that goes on in the next line is whole in the running text."""
    text = text_of([page(*columns(LEFT, RIGHT))]).value
    assert "på grund av\nobetald hyra" in text
    assert "because\nrent is unpaid" in text


def test_three_columns_and_columns_of_unequal_length() -> None:
    """Each column in turn, a shorter one too."""
    assert read(*columns(LEFT, RIGHT[:4], LEFT)) == [*LEFT, *RIGHT[:4], *LEFT]


@pytest.mark.parametrize("lower", [2, 4, 6, 7, 9])
def test_columns_whose_lines_do_not_stand_level(lower: float) -> None:
    """A second column may stand a little lower than the first."""
    assert read(*columns(LEFT, RIGHT, lower=lower)) == [*LEFT, *RIGHT]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # a table of claims
        (("Hyra för oktober 2026", "Hyra för november 2026", "Dröjsmålsränta", "Summa"),
         ("8 250,00", "8 250,00", "112,00", "16 612,00")),
        # labels and values
        (("Hyresgäst", "Personnummer", "Lägenhet", "Adress"),
         ("Testa Provsson", "19900101-9802", "1102", "Provgatan 3, 400 01 Provstad")),
        # a letterhead beside an address
        (("Bergkristallens Hyreshus AB", "Box 12", "400 01 Provstad", "Tel 031-390 06 00"),
         ("Socialförvaltningen i Provstad", "Enheten för bostad", "Box 1", "400 02 Provstad")),
        # what is told of each row, too short to be running text
        (("nr 1, avhysning 2026-06-28", "nr 2, utslag i målet om hand-", "räckning",
          "nr 3, avhysning 2026-07-28"),
         ("Nej. Tiden är struken.", "Ja.", "det har vunnit laga kraft.", "Ja, tiden gäller.")),
    ],
)  # fmt: skip
def test_tables_labels_and_addresses_are_read_across(
    left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    """What belongs to a row stays in it."""
    words = columns(left, right, step=230)
    assert in_order(lines(page(*words))) == lines(page(*words))


def test_justified_print_has_no_gutter() -> None:
    """Wide spaces that happen to stand below each other part nothing."""
    words = [
        word
        for row in range(6)
        for word in printed("om inte detta sker har hyresvärden rätt", 50, 100 + 14 * row, space=12)
    ]
    assert in_order(lines(page(*words))) == lines(page(*words))


def test_a_gap_ends_the_columns() -> None:
    """A line far below the columns is none of theirs, though the gutter is free there."""
    foot = printed("en sista rad", 50, 300)
    assert read(*columns(LEFT, RIGHT), *foot)[-1] == "en sista rad"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("om", "hyran", "2026", "inte betalas", "Summa")),
            st.integers(0, 90).map(lambda one: 6.0 * one),
            st.integers(0, 60).map(lambda one: 7.0 * one),
        ),
        max_size=80,
    )
)
def test_no_word_is_lost_or_doubled(placed: list[tuple[str, float, float]]) -> None:
    """Whatever stands on a page is read once."""
    words = [word for text, x, top in placed for word in printed(text, x, top)]
    found = lines(page(*words))

    def every(some: tuple[Line, ...]) -> Counter[Word]:
        return Counter(word for line in some for word in line.words)

    assert every(in_order(found)) == every(found)
    assert len(text_of([page(*words)]).words) == len(words)
