"""What is believed of words: shares over stretches, and runs of one role."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.page import Box, Page, Source, Word
from pipeline.domain.roles import NO_ROLES, Roles, SpanRole
from pipeline.domain.running_text import text_of


def page(*lines: str) -> Page:
    """A page of these lines, a letter 5 points wide."""
    words = []
    for row, line in enumerate(lines):
        left = 50.0
        for text in line.split():
            box = Box(
                page=1,
                x0=left,
                top=50.0 + 14 * row,
                x1=left + 5 * len(text),
                bottom=60.0 + 14 * row,
            )
            words.append(Word(text=text, box=box, confidence=1.0))
            left = box.x1 + 5
    return Page(number=1, width=595, height=842, words=tuple(words), source=Source.OCR)


TEXT = text_of((page("Hyresgäst Anna Prov och Bo", "Test bor här"),))
DEBTOR, CO, NONE = SpanRole.DEBTOR, SpanRole.CO_DEBTOR, SpanRole.NONE


def believed(*roles: SpanRole) -> Roles:
    """Each word's role, believed at nine tenths."""
    return Roles(tuple({role: 0.9, SpanRole.STAFF: 0.1} for role in roles))


ROLES = believed(NONE, DEBTOR, DEBTOR, NONE, CO, CO, NONE, NONE)


def test_a_run_ends_with_the_line_of_print() -> None:
    """A name that goes on in the next line is two runs: whoever needs both joins them."""
    runs = [TEXT.value[start:end] for start, end in ROLES.runs(TEXT, DEBTOR, CO)]
    assert runs == ["Anna Prov", "Bo", "Test"]


def test_a_share_is_the_mean_over_the_words() -> None:
    """Two words of which one is meant are half meant."""
    start = TEXT.value.index("Prov")
    end = TEXT.value.index(" Bo")
    assert abs(ROLES.share(TEXT, start, end, DEBTOR) - 0.45) < 1e-9
    assert abs(ROLES.share(TEXT, start, end, DEBTOR, NONE) - 0.9) < 1e-9


def test_a_stretch_that_begins_in_a_blank_is_of_the_words_behind_it() -> None:
    """The word before the blank has no part in it."""
    blank = TEXT.value.index(" Anna")
    assert abs(ROLES.share(TEXT, blank, blank + 5, DEBTOR) - 0.9) < 1e-9


def test_without_opinion_nothing_is_believed() -> None:
    """No reader, no share, no run."""
    assert not NO_ROLES
    assert NO_ROLES.share(TEXT, 0, 20, DEBTOR) == 0.0
    assert list(NO_ROLES.runs(TEXT, DEBTOR)) == []


@given(st.lists(st.sampled_from(list(SpanRole)), min_size=8, max_size=8))
def test_runs_are_in_order_and_apart(roles: list[SpanRole]) -> None:
    """Whatever is believed, runs follow one another and hold whole words."""
    found = list(believed(*roles).runs(TEXT, DEBTOR, CO, SpanRole.HOME))
    ends = [0]
    for start, end in found:
        assert ends[-1] <= start < end
        assert start in TEXT.starts
        ends.append(end)
