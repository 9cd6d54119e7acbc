"""What a routine wants written on papers: marks, text for the record, the binder's page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cases import BARN, EB, MIA, ON, TOM, VUXEN, Sample, family

from pipeline.documents.marking import marked
from pipeline.documents.packet import build
from pipeline.documents.scan import saved
from pipeline.documents.writings import kept_until
from pipeline.domain.case import Delivery, Writing
from pipeline.domain.fields import AMOUNT, Field
from pipeline.domain.match import Minor, Minors

NOTE = "Aktualisering {ankomst}: {avsandare}, brev {brevdatum}, {belopp}."


def letter_page(turn: int) -> bytes:
    """A page with a word in each corner, stored turned by that much."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(400, 600))
    page = made.pages[0]
    font = page.add_resource(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        ),
        pikepdf.Name.Font,
    )
    page.contents_add(f"BT {font} 12 Tf 40 560 Td (Inget skyms) Tj ET".encode())
    page.obj.Rotate = turn
    return saved(made)


def shown(pdf: bytes) -> tuple[tuple[float, float], Any]:
    """The size of the first page as one sees it, and its picture in grey."""
    with pypdfium2.PdfDocument(pdf) as made:
        page = made[0]
        return page.get_size(), page.render(scale=1).to_pil().convert("L")


def text_of(pdf: bytes) -> str:
    """The text of all pages."""
    with pdfplumber.open(io.BytesIO(pdf)) as made:
        return "\n".join(page.extract_text() or "" for page in made.pages)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_mark_stands_above_the_page_as_it_is_read(turn: int) -> None:
    """Whichever way the scanner laid it: the page grows upwards, and below all is as before."""
    plain = letter_page(turn)
    (wide, high), before = shown(plain)
    (wide_now, high_now), after = shown(marked(plain, ("För kännedom",)))
    assert wide_now == wide
    assert high_now > high
    grown = after.height - before.height
    below = after.crop((0, grown, after.width, after.height))
    assert below.tobytes() == before.tobytes()
    strip = after.crop((0, 0, after.width, grown))
    assert min(strip.tobytes()) < 64


def test_a_mark_too_long_for_its_page_is_broken_between_words() -> None:
    """And nothing of it is lost."""
    mark = "Ett mycket långt besked (med åäö, parenteser och bakstreck \\) " * 4
    pdf = marked(letter_page(0), (mark,))
    with pdfplumber.open(io.BytesIO(pdf)) as made:
        page = made.pages[0]
        words = [one["text"] for one in page.extract_words()]
        assert all(one["x0"] >= 0 and one["x1"] <= page.width for one in page.chars)
    assert " ".join(words).startswith(" ".join(mark.split()))


def test_without_a_mark_the_letter_is_the_same_bytes() -> None:
    """Nothing is made anew for nothing."""
    assert marked(b"inte ens en PDF", ()) == b"inte ens en PDF"


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_a_binder_s_page_is_kept_for_five_whole_years(arrived: date) -> None:
    """Never a day less, a leap day's at most a day less than a fifth year's end."""
    kept = kept_until(arrived)
    assert kept.year == arrived.year + 5
    assert (kept.month, kept.day) == (arrived.month, min(arrived.day, kept.day))


def written(*writings: Writing, children: bool = True) -> Sample:
    """The made family's letter with these writings decided."""
    made = family()
    home, decision = made.case.household, made.case.decision
    assert home is not None
    assert decision is not None
    two = Minors(children=tuple(Minor(number=one.number, basis="custody") for one in (MIA, TOM)))
    return replace(
        made,
        case=replace(
            made.case,
            household=replace(home, minors=two) if children else home,
            decision=replace(decision, writings=writings),
        ),
    )


def mark(unit: str) -> Writing:
    """A mark with the children's numbers for that unit."""
    return Writing(does="mark", text="För kännedom", unit=unit, row="T-mark", children=True)


def packet(sample: Sample, delivery: Delivery) -> dict[str, bytes]:
    """The unit's files."""
    return dict(build(**sample.arguments(delivery)))


def test_the_children_s_numbers_are_on_the_children_s_unit_s_copy_alone() -> None:
    """All of them, in the order of the register; every other unit's copy is as it was."""
    sample = written(mark("barn_unga"))
    told = text_of(packet(sample, BARN)["brev.pdf"])
    assert "För kännedom" in told
    assert f"Barn: {MIA.number.printed}, {TOM.number.printed}" in told
    unmarked = written()
    for delivery in (VUXEN, EB):
        assert packet(sample, delivery)["brev.pdf"] == (packet(unmarked, delivery)["brev.pdf"])


@pytest.mark.parametrize("delivery", [VUXEN, EB], ids=lambda one: one.unit)
def test_a_mark_for_another_unit_never_carries_a_child_s_number(delivery: Delivery) -> None:
    """Even if a routine asks for it: the unit does not work with children (C20)."""
    files = packet(written(mark(delivery.unit)), delivery)
    assert "För kännedom" in text_of(files["brev.pdf"])
    for child in (MIA, TOM):
        for name, data in files.items():
            if name.endswith(".pdf") and name != "original.pdf":
                assert child.number.printed not in text_of(data), name


def note_of(sample: Sample) -> str:
    """The text for the record of the unit that handles."""
    record = packet(sample, VUXEN)["record.json"].decode()
    assert "Aktualisering" in record
    return record


def test_the_text_for_the_record_says_what_was_read() -> None:
    """Sender, day, amount and day of arrival, on the sheet and in the record of who handles."""
    sample = written(Writing(does="note", text=NOTE, unit="", row="T-text"))
    record = note_of(sample)
    said = (
        f"Aktualisering {ON}: Påhittade Bostäder AB, brev 2026-09-30, "
        "18\N{NO-BREAK SPACE}450,50\N{NO-BREAK SPACE}kr."
    )
    assert said in record
    sheet = " ".join(text_of(packet(sample, VUXEN)["underlag.pdf"]).split())
    assert " ".join(said.split()) in sheet.replace("\N{NO-BREAK SPACE}", " ")
    assert "Aktualisering" not in packet(sample, EB)["record.json"].decode()


def test_an_unsure_amount_is_not_written_as_a_sum() -> None:
    """A conflict between the letter's sums, or none at all: the reader is sent to the letter."""
    sample = written(Writing(does="note", text=NOTE, unit="", row="T-text"))
    fields = dict(sample.case.findings.fields)
    amount: Field[Decimal] = fields.pop(AMOUNT.text)
    for findings in (
        replace(sample.case.findings, fields=MappingProxyType(fields)),
        replace(sample.case.findings, conflicts=frozenset({AMOUNT.text})),
        replace(
            sample.case.findings,
            fields=MappingProxyType(
                {**fields, AMOUNT.text: replace(amount, notes=("engines_disagree",))}
            ),
        ),
    ):
        unsure = replace(sample, case=replace(sample.case, findings=findings))
        record = note_of(unsure)
        assert "(beloppet är osäkert, se brevet)" in record
        assert "brev 2026-09-30, 18" not in record


def test_the_binder_s_page_names_nobody() -> None:
    """Letter, day and when it may be weeded out; no name, no number, and only for who handles."""
    sample = written(Writing(does="binder", text="Aktualiseringspärmen", unit="", row="T-parm"))
    files = packet(sample, VUXEN)
    told = text_of(files["parmblad.pdf"])
    assert "Aktualiseringspärmen" in told
    assert sample.ids.short in told
    assert "5 oktober 2026" in told
    assert "5 oktober 2031" in told
    for person in sample.case.household.members if sample.case.household else ():
        for part in (person.given, person.surname, person.number.printed):
            assert part not in told
    assert "parmblad.pdf" not in packet(sample, EB)
