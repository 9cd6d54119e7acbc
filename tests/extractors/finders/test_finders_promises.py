"""What holds for any words at all: nothing raises, every value has a place on its page."""

from dataclasses import replace
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st
from typed_pages import HEIGHT, ON, WIDTH, page

from extractors.finders import FINDERS, find
from extractors.finders.letter import Letter, plain, trusted
from pipeline.domain.fields import Field, Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box, Page, Source, Word

PIECES = st.sampled_from(
    [
        "Hyresgäst:",
        "Svarande",
        "Anna",
        "Prov,",
        "och",
        "m.fl.",
        "800101-9804",
        "19800101-XXXX",
        "8OO1O1-9804",
        "559912-1612",
        "Org.nr",
        "12",
        "345,67",
        "kr",
        "SEK",
        "12",
        "30550",
        "Summa",
        "Att",
        "betala",
        "2026-11-03",
        "den",
        "3",
        "november",
        "kl.",
        "10.00",
        "03/11-26",
        "Avhysning",
        "sker",
        "inställd",
        "ny",
        "tid",
        "Lägenhet",
        "Björkvägen",
        "12",
        "B",
        "lgh",
        "1102",
        "414",
        "58",
        "Göteborg",
        "Socialnämnden",
        "i",
        "Kontraktsnr",
        "30412-3",
        "Målnummer",
        "U-12345-26",
        "#",
        "892470580846",
        "10081",
        "99",
        "0",
        ">",
        "99838138#41#",
        "Datum",
        "Inkom",
        "barn",
        "Dödsboet",
        "efter",
        "c/o",
        "Namn",
        "Personnummer",
        "Belopp",
        "Handläggare",
        "Telefon",
        "031-700",
        "00",
        "00",
        "Hyra",
        "ränta",
        "Sida",
        "1",
        "(2)",
        "ſep",
        "3",
        "ſep",
        "2026",
        "İ",
        "²",
        "٣",
        "31",
        "februari",
        "2026-02-30",
        "den",
        "0",
        "maj",
    ]
)
ANYTHING = st.text(min_size=0, max_size=12)
NUMBER = st.floats(min_value=0, max_value=400, allow_nan=False)


@st.composite
def words(draw: st.DrawFn, number: int) -> Word:
    """A word of any text anywhere on the page."""
    x0, top = draw(NUMBER), draw(NUMBER)
    return Word(
        text=draw(PIECES | PIECES | ANYTHING),
        box=Box(
            page=number,
            x0=x0,
            top=top,
            x1=x0 + draw(st.floats(min_value=0, max_value=150)),
            bottom=top + draw(st.floats(min_value=0, max_value=40)),
        ),
        confidence=draw(st.floats(min_value=0, max_value=1)),
    )


@st.composite
def papers(draw: st.DrawFn) -> tuple[Page, ...]:
    """Some pages of such words, or of lines of the trade's own words."""
    made = []
    for number in range(1, draw(st.integers(min_value=1, max_value=2)) + 1):
        if draw(st.booleans()):
            lines = draw(st.lists(st.lists(PIECES, max_size=7), max_size=14))
            typed = "\n".join(draw(st.sampled_from([" ", "    "])).join(line) for line in lines)
            made.append(page(typed or " ", number=number))
        else:
            made.append(
                Page(
                    number=number,
                    width=WIDTH,
                    height=HEIGHT,
                    words=tuple(draw(st.lists(words(number), max_size=30))),
                    source=Source.OCR,
                )
            )
    return tuple(made)


def every_field(found: Findings) -> list[Field]:
    """All fields of the findings, wherever they stand."""
    fields = [*found.fields.values(), *(field for _, field in found.alternatives)]
    fields += [row.amount for row in found.claim]
    parties = [*found.parties, *(row.party for row in found.rows)]
    fields += [one for party in parties for one in (party.name, party.personnummer, party.care_of)]
    fields += [one for row in found.rows for one in (row.amount, row.address, row.reference)]
    return [field for field in fields if field is not None]


@settings(deadline=None, max_examples=120)
@given(papers(), st.sampled_from(list(Kind)))
@example((page("Anna Prov    \n\n    800101-9804"),), Kind.DEBT_LIST)
@example((page("3 ſep 2026 den ſep"),), Kind.EVICTION_DATE)
def test_any_words_give_findings_with_places(paper: tuple[Page, ...], kind: Kind) -> None:
    """Nothing raises, and each value stands on its page."""
    for field in every_field(find(paper, kind, ON)):
        assert field.boxes
        for box in field.boxes:
            assert 1 <= box.page <= len(paper)
            assert 0 <= box.x0 <= box.x1 <= WIDTH
            assert 0 <= box.top <= box.bottom <= HEIGHT
        assert 0 <= field.confidence <= 1


@settings(deadline=None, max_examples=60)
@given(papers(), st.sampled_from(list(Kind)))
def test_the_same_pages_give_the_same_findings(paper: tuple[Page, ...], kind: Kind) -> None:
    """Finding is a function of its arguments."""
    assert find(paper, kind, ON) == find(paper, kind, ON)


@settings(deadline=None, max_examples=60)
@given(papers(), st.sampled_from(list(Kind)))
def test_worse_reading_is_never_surer(paper: tuple[Page, ...], kind: Kind) -> None:
    """Less sure words give the same values, each no surer than before."""
    worse = tuple(
        replace(
            one,
            words=tuple(replace(word, confidence=word.confidence * 0.6) for word in one.words),
        )
        for one in paper
    )
    before, after = find(paper, kind, ON), find(worse, kind, ON)
    for name, field in after.fields.items():
        if name in before.fields and before.fields[name].value == field.value:
            assert field.confidence <= before.fields[name].confidence + 1e-9


def test_no_words_no_findings() -> None:
    """A page without words gives nothing, and so do no pages."""
    assert find((page(" "),), Kind.RENT_DEBT, ON) == Findings()
    assert find((), Kind.RENT_DEBT, ON) == Findings()


def test_the_finders_are_named() -> None:
    """An authority can name each piece of code that touched a letter."""
    names = [name for name, _ in FINDERS]
    assert len(set(names)) == len(names)


def test_plain_text_keeps_its_length() -> None:
    """An offset means the same with and without rings and dots."""
    text = "Åäö ÉÜ – ”x” \u00a0\u202f"
    assert len(plain(text)) == len(text)
    assert plain("Ärende – Övre Åsen") == "Arende - Ovre Asen"


def test_trust_grows_with_the_engines_confidence() -> None:
    """From 0 to 1, never down."""
    steps = [trusted(place / 50) for place in range(51)]
    assert steps == sorted(steps)
    assert steps[-1] == 1.0


def test_cells_and_rows() -> None:
    """Cells part at wide gaps and know their line."""
    letter = Letter.of((page("Datum    2026-09-30\nHej"),), Kind.OTHER, date(2026, 10, 5))
    assert [[cell.text for cell in row] for row in letter.rows] == [
        ["Datum", "2026-09-30"],
        ["Hej"],
    ]
    assert [cell.row for cell in letter.cells] == [0, 0, 1]
