"""The municipality's own texts, the units' covers, and who writes: from decision to packet."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pdfplumber
import pikepdf
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from made_cases import (
    BARN,
    EB,
    MIA,
    ROUTINE,
    VUXEN,
    Sample,
    debtors,
    eviction,
    family,
    gone,
    protected,
)
from test_drafts import by_name, occasion, said

from pipeline.documents import drafts
from pipeline.documents.narrow import one_row
from pipeline.documents.own import Own
from pipeline.documents.packet import build
from pipeline.domain.case import Decision, Delivery, LetterOut
from pipeline.domain.fields import SENDER_ADDRESS
from pipeline.domain.kinds import Role
from pipeline.domain.people import Deregistered
from pipeline.domain.problems import Code, Problem
from pipeline.usecases.maker import Maker
from pipeline.usecases.ports import Order
from pipeline.web.showing_effect import standing

FK = LetterOut(template="for_kannedom", to="barn_unga")


def asking(sample: Sample, *letters: LetterOut, **more: Any) -> Sample:
    """The sample whose decision asks for these letters."""
    decision = replace(sample.case.decision, letters_out=letters, **more)
    return replace(sample, case=replace(sample.case, decision=decision))


def text_of(pdf: bytes) -> str:
    """All text of a PDF."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def test_the_cover_lies_on_top_of_what_the_unit_gets_and_nowhere_else() -> None:
    """For kännedom: the children's numbers for barn och unga; no cover for anybody else."""
    sample = asking(family(), FK, LetterOut(template="informationsbrev", to="household"))
    files = build(**sample.arguments(BARN))
    text = text_of(files["utkast/for_kannedom.pdf"])
    assert "För kännedom" in text
    assert "Enheten för barn och unga" in text
    assert "Från Vuxenenheten" in text
    assert " ".join(text.split()).startswith("Socialtjänsten, Göteborg · Vuxenenheten")
    assert f"Mia Testsson, {MIA.number.printed}, 9 år" in " ".join(text.split())
    assert "ingen orosanmälan" in text
    with pikepdf.open(io.BytesIO(files["skriv-ut.pdf"])) as whole:
        first = [item.title for item in whole.open_outline().root][:2]
    assert first == ["Följebrev för kännedom", "Underlag"]
    assert "utkast/informationsbrev.pdf" not in files
    for other in (VUXEN, EB):
        named = build(**sample.arguments(other))
        assert not any("for_kannedom" in name for name in named)


def test_a_cover_for_another_unit_shows_no_childs_number() -> None:
    """The routine gives the letter; the depth follows the unit (C20)."""
    cover = replace(FK, to="ekonomiskt_bistand")
    made = by_name(asking(family(), cover), delivery=EB)["for_kannedom"]
    assert MIA.number.printed not in said(made)
    assert "Barn 1, 9 år" in said(made)


def test_no_letter_outside_names_a_child() -> None:
    """Neither the household's, nor the landlord's, nor Kronofogden's."""
    letters = [
        LetterOut(template=template, to=to)
        for template in ("informationsbrev", "kallelse", "felpost", "bekraftelse_kfm")
        for to in ("household", "sender", "kronofogden")
    ]
    for letter in letters:
        for draft in drafts.drafts(occasion(asking(family(), letter))):
            assert "Mia" not in said(draft)
            assert "Tom Testsson" not in said(draft)


UNITS = tuple(unit.id for unit in ROUTINE.units)
DELIVERIES = st.lists(
    st.builds(
        Delivery,
        unit=st.sampled_from(UNITS),
        role=st.sampled_from(list(Role)),
        original=st.just(value=False),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one.unit,
)


@given(deliveries=DELIVERIES, writer=st.sampled_from(["", *UNITS]))
def test_each_letter_is_drafted_in_one_packet_alone(
    deliveries: list[Delivery], writer: str
) -> None:
    """Whoever handles, and however many: a household gets no letter twice (C8)."""
    letter = LetterOut(template="kallelse", to="household", unit=writer)
    sample = asking(family(), letter, deliveries=tuple(deliveries))
    holders = [one.unit for one in deliveries if by_name(sample, delivery=one)]
    assert len(holders) == 1
    if writer in {one.unit for one in deliveries}:
        assert holders == [writer]


def test_the_unit_that_writes_is_the_one_that_the_letter_names() -> None:
    """With its own officer, though another unit handles the letter."""
    letter = LetterOut(
        template="brev_bostadshandlaggare", to="household", unit="ekonomiskt_bistand"
    )
    made = by_name(asking(family(), letter), delivery=EB)["brev_bostadshandlaggare"]
    assert "Eskil Påhittad, Enheten för ekonomiskt bistånd" in said(made)
    assert by_name(asking(family(), letter)) == {}


def test_letters_to_the_sender_tell_what_the_paper_says_and_no_more() -> None:
    """The register's names would tell the landlord whom we know."""
    base = family()
    known = replace(base.case.matches[0].person, middle="Hemlig")
    case = replace(
        base.case,
        matches=(replace(base.case.matches[0], person=known),),
        accepted=(Problem(code=Code.OTHER_MUNICIPALITY),),
        findings=base.case.findings.with_field(
            SENDER_ADDRESS, base.letter.field("Box 1,", "Box 1, 411 00 Göteborg")
        ),
    )
    letters = [
        LetterOut(template=name, to="sender")
        for name in ("felpost", "komplettering_hyresvard", "atagande_utkast")
    ]
    made = by_name(asking(replace(base, case=case), *letters))
    assert set(made) == {"felpost", "komplettering_hyresvard", "atagande_utkast"}
    for draft in made.values():
        assert draft.to == ("Påhittade Bostäder AB", "Box 1", "411 00 Göteborg")
        assert "Hemlig" not in said(draft)
        assert "barn" not in said(draft).lower()
    assert "Anna Testsson" in said(made["atagande_utkast"])
    assert "18\xa0450,50\xa0kr" in said(made["atagande_utkast"])
    assert "21 oktober 2026 (beräknad)" in said(made["atagande_utkast"])
    missing = said(made["komplettering_hyresvard"])
    assert "lägenhetens storlek (antal rum) (fält 3)" in missing
    assert "hyresvärdens namn" not in missing


def test_a_debtor_of_a_list_is_reminded_of_the_own_invoice() -> None:
    """One row, one debtor, one letter; the list as a whole writes to nobody."""
    base = debtors()
    reminder = LetterOut(template="paminnelse", to="household")
    row = base.case.rows[1]
    rows = (*base.case.rows[:1], replace(row, decision=_with(row.decision, reminder)))
    case = replace(base.case, rows=(*rows, *base.case.rows[2:]))
    alone = replace(base, case=one_row(case, 1))
    text = said(by_name(alone)["paminnelse"])
    assert "1\xa0200,00\xa0kr" in text
    assert "Lägg med en kopia av fakturan" in text
    assert by_name(alone)["paminnelse"].to[0] == "Bo Exempelström"
    whole = asking(replace(base, case=replace(case, decision=family().case.decision)), reminder)
    assert by_name(whole) == {}


def _with(decision: Decision | None, letter: LetterOut) -> Decision:
    assert decision is not None
    return replace(decision, letters_out=(letter,))


@pytest.mark.parametrize("why", [one for one in Deregistered if one is not Deregistered.NO])
def test_no_packet_holds_a_letter_to_the_dead_or_the_emigrated(why: Deregistered) -> None:
    """Not the files, not the record, not the sheet."""
    for base in (family(), eviction()):
        sample = gone(base, why)
        files = build(**sample.arguments(VUXEN))
        left = {name.removeprefix("utkast/").partition(".")[0] for name in files if "/" in name}
        assert left <= {"bekraftelse_kfm"}
        assert "Informationsbrev" not in text_of(files["underlag.pdf"])


def test_no_packet_of_a_protected_identity_holds_any_letter() -> None:
    """Whatever the decision asked for."""
    sample = asking(protected(), FK, LetterOut(template="felpost", to="sender"))
    files = build(**sample.arguments(protected().deliveries[0]))
    assert [name for name in files if name.startswith("utkast/")] == []


def test_what_may_be_had_before_a_decision_asks_the_sender_and_promises_nothing() -> None:
    """Kronofogden's answer and the questions; never a letter to a household or an undertaking."""
    letters = [
        LetterOut(template="informationsbrev", to="household"),
        LetterOut(template="atagande_utkast", to="sender"),
        LetterOut(template="komplettering_hyresvard", to="sender"),
    ]
    case = asking(family(), *letters).case
    assert [one.template for one in drafts.ready(case)] == ["komplettering_hyresvard"]
    files = drafts.in_review("komplettering_hyresvard", case, family().ids, family().settings)
    assert set(files) == {f"utkast/komplettering_hyresvard.{kind}" for kind in ("docx", "pdf")}
    assert drafts.in_review("informationsbrev", case, family().ids, family().settings) == {}


def test_the_packets_are_made_with_the_workspaces_own_texts(tmp_path: Path) -> None:
    """In the process that makes them, on paper and in Word, from the folder of the workspace."""
    (tmp_path / "brev").mkdir()
    own = tmp_path / "brev" / "informationsbrev.hyra.txt"
    own.write_text("\ufeff# Vårt eget brev\r\n\r\nHej {{ kommun }}!\r\n", encoding="utf-8")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(family().letter.data)
    maker = Maker(ROUTINE, family().settings, 1, own=Own(letters=tmp_path / "brev"))
    order = Order(
        case=family().case,
        unit="vuxen",
        role=Role.HANDLE,
        line=0,
        letter_id="a" * 16,
        revision=1,
        document="0" * 64,
        document_name="scan.pdf",
        letters_in_document=1,
        received_on=family().case.received_on,
        pages=family().letter.pages,
        original=scan,
        changes=(),
    )
    try:
        files = maker.submit(order).result(timeout=120)
    finally:
        maker.stop()
    assert "Vårt eget brev\nHej Göteborg!" in text_of(files["utkast/informationsbrev.pdf"])
    told = [
        one.text for one in Document(io.BytesIO(files["utkast/informationsbrev.docx"])).paragraphs
    ]
    assert "Hej Göteborg!" in told
    assert "Du träffar" in text_of(files["utkast/kallelse.pdf"])


def test_a_copy_is_a_copy_of_the_answer_itself() -> None:
    """Socialtjänstförordningen (2025:468) 11 kap. 3 §: the same words, on a page of their own."""
    made = by_name(eviction())
    answer = [one for one in made["bekraftelse_kfm"].blocks if one.text]
    copied = list(made["bekraftelse_kfm_kopia"].blocks)
    page = next(place for place, one in enumerate(copied) if one.kind == "page")
    later = [one for one in copied[page:] if one.text]
    assert later[0].text == "Kopia"
    names = {"Gäller"}
    assert [one for one in later[1:] if one.label not in names] == [
        one for one in answer if one.label not in names
    ]
    fields = MappingProxyType({one.label: one.text for one in later})
    assert fields["Gäller"] == "Anna Testsson"


def test_the_review_page_gives_the_drafts_that_help_to_settle_a_letter() -> None:
    """By name and address; a letter to a household has none before somebody decides."""
    letters = [
        LetterOut(template="komplettering_hyresvard", to="sender"),
        LetterOut(template="informationsbrev", to="household", held="Väntar på granskning."),
        LetterOut(template="for_kannedom", to="barn_unga"),
    ]
    units = {unit.id: unit.name for unit in ROUTINE.units}
    shown = standing(asking(family(), *letters).case, units, date(2026, 10, 5), sent="").letters
    assert [one.file for one in shown] == ["komplettering_hyresvard", "", ""]
    assert [bool(one.note) for one in shown] == [False, True, False]
    assert [one.text for one in shown] == [
        "Begäran om fler uppgifter till avsändaren",
        "Informationsbrev till hushållet",
        "Följebrev för kännedom till Enheten för barn och unga",
    ]
