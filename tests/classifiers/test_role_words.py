"""What the reader of roles sees of a page, and what training makes of it."""

from random import Random

import pytest

from benchmarks.letters import Truth, TruthParty
from classifiers.roles.features import known_words, stream
from classifiers.roles.lines import DEBTORS, MARKS, OTHERS
from classifiers.roles.samples import labelled
from classifiers.roles.sheet import Cell, blocks, cells_of
from classifiers.roles.vary import varied
from classifiers.sheet import pages_of
from pipeline.domain.page import Box, Page, Source, Word
from pipeline.domain.roles import SpanRole
from pipeline.domain.running_text import text_of

LETTER = """Provhem Fastigheter AB
Kajgatan 3

Hyresgäst: Anna Provsson\tKontrakt 12-3456
Adress: Kvarnvindsgatan 7, lgh 1102
Grannen Bo Testberg i lgh 1203 har ringt oss.
Hälsningar Siv Almvret"""
TRUTH = Truth(
    kind="disturbance", subkind="", tenure="rental",
    fields={"sender_name": "Provhem Fastigheter AB", "address": "Kvarnvindsgatan 7",
            "apartment": "1102"},
    parties=(TruthParty(role="tenant", name="Anna Provsson", printed_name="", number=""),),
    named=(("other_person", "Bo Testberg"), ("staff", "Siv Almvret"),
           ("sender_address", "Kajgatan 3")),
)  # fmt: skip


@pytest.fixture
def cells() -> tuple[Cell, ...]:
    """The letter with its true roles."""
    return labelled(cells_of(pages_of(LETTER)), TRUTH)


def _drawn(seed: int) -> Random:
    return Random(seed)  # noqa: S311  # drawn on purpose


def roles_of(cells: tuple[Cell, ...]) -> dict[str, str]:
    """Word to role, without marks, those that have one."""
    return {
        word.strip(".,:"): label
        for cell in cells
        for word, label in zip(cell.words, cell.labels, strict=True)
        if label != "none"
    }


def test_words_are_counted_as_the_running_text_counts_them() -> None:
    """The reader's index of a word is the domain's, over pages and columns."""
    pages = pages_of(LETTER + "\f" + LETTER)
    words = text_of(pages).words
    for cell in cells_of(pages):
        for word, (index, size) in zip(cell.words, cell.indices(), strict=True):
            assert size == 1
            assert words[index].text == word


def test_a_heading_set_letter_by_letter_is_read_as_words() -> None:
    """Each of its letters gets what is believed of the word."""
    left, words = 50.0, []
    for mark in "Kronoprovet|AB":
        if mark == "|":
            left += 12
            continue
        words.append(
            Word(text=mark, box=Box(page=1, x0=left, top=50, x1=left + 6, bottom=62), confidence=1)
        )
        left += 9
    page = Page(number=1, width=595, height=842, words=tuple(words), source=Source.TEXT_LAYER)
    (cell,) = cells_of((page,))
    assert cell.words == ("Kronoprovet", "AB")
    assert list(cell.indices()) == [(0, 11), (11, 2)]


def test_true_roles_are_found_on_the_page(cells: tuple[Cell, ...]) -> None:
    """A neighbour's flat is not the home's, and the office's street is the sender's."""
    roles = roles_of(cells)
    assert roles["Anna"] == roles["Provsson"] == "debtor"
    assert roles["Bo"] == roles["Testberg"] == "other_person"
    assert roles["Almvret"] == "staff"
    assert roles["Provhem"] == roles["AB"] == "sender"
    assert roles["Kajgatan"] == "sender_address"
    assert roles["Kvarnvindsgatan"] == roles["1102"] == "home"
    assert roles["1203"] == "other_address"


@pytest.mark.parametrize("seed", range(12))
def test_variation_keeps_roles_and_changes_names(cells: tuple[Cell, ...], seed: int) -> None:
    """However a letter is varied, each word has one role, and the debtor one name throughout."""
    other = varied(cells, _drawn(seed))
    for cell in other:
        assert len(cell.words) == len(cell.labels)
    assert [cell.first for cell in other] == sorted(cell.first for cell in other)
    assert {"debtor", "home"} <= set(roles_of(other).values())
    names = {word for word, label in roles_of(other).items() if label == "debtor"}
    assert "Provsson" not in names
    indices = [place for cell in other for place, _ in cell.indices()]
    assert len(set(indices)) == len(indices)


def test_the_same_seed_varies_alike(cells: tuple[Cell, ...]) -> None:
    """Training is deterministic."""
    assert varied(cells, _drawn(5)) == varied(cells, _drawn(5))


def test_no_name_becomes_a_known_word(cells: tuple[Cell, ...]) -> None:
    """However often a name is met, the reader's vocabulary holds none."""
    words = known_words(((str(place), cells) for place in range(9)), least=4)
    assert "hyresgast" in words.known
    assert not words.known & {"anna", "provsson", "testberg", "provhem", "kvarnvindsgatan"}
    told = {one.features.orth for one in stream(cells, words)}
    assert not told & {"anna", "provsson", "testberg"}


def test_every_word_is_sent_once(cells: tuple[Cell, ...]) -> None:
    """Blocks lose no cell and repeat none."""
    placed = [one.cell.first for block in blocks(cells) for one in block]
    assert sorted(placed) == [cell.first for cell in cells]


def test_marks_of_lines_are_roles() -> None:
    """Every place of a line has a role of the domain."""
    assert set(MARKS.values()) <= set(SpanRole)
    for line in (*OTHERS, *DEBTORS):
        assert all(piece[0] in MARKS for piece in line.split("{")[1:])
