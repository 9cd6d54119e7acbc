"""A packet holds what its unit may see, and nothing else."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pdfplumber
import pikepdf
import pytest
from made_cases import (
    ANNA,
    BARN,
    DEBTORS,
    EB,
    MIA,
    ROUTINE,
    VUXEN,
    Sample,
    debtors,
    disturbance,
    eviction,
    family,
    gone,
    hostile,
    protected,
)

from pipeline.documents import swedish
from pipeline.documents.packet import build
from pipeline.domain.case import Deadline, Delivery
from pipeline.domain.kinds import Role


@cache
def packet(sample: Callable[[], Sample], delivery: Delivery) -> Mapping[str, bytes]:
    """The packet of a made case for a unit, made once."""
    return build(**sample().arguments(delivery))


def text_of(data: bytes) -> str:
    """The text that a PDF shows or hides."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def words_of(data: bytes) -> str:
    """The same, with all white space made single."""
    return " ".join(text_of(data).split())


def columns_of(data: bytes) -> str:
    """The same with the text of each half of each page besides, as one reads two columns."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        halves = [
            page.crop(box).extract_text()
            for page in pdf.pages
            for box in (
                (0, 0, page.width / 2, page.height),
                (page.width / 2, 0, page.width, page.height),
            )
        ]
    return " ".join(" ".join([text_of(data), *halves]).split())


def test_the_unit_that_handles_gets_every_paper() -> None:
    """Record, pages, original byte for byte, drafts in both forms, checklist and one print."""
    made = family()
    files = packet(family, VUXEN)
    assert set(files) == {
        "record.json",
        "underlag.pdf",
        "brev.pdf",
        "original.pdf",
        "utkast/informationsbrev.docx",
        "utkast/informationsbrev.pdf",
        "utkast/kallelse.docx",
        "utkast/kallelse.pdf",
        "checklista.pdf",
        "skriv-ut.pdf",
    }
    assert files["original.pdf"] == made.letter.data


def test_the_same_arguments_give_the_same_bytes() -> None:
    """A packet made again after a crash is the packet that was planned."""
    made = family()
    first, second = build(**made.arguments(VUXEN)), build(**made.arguments(VUXEN))
    assert {name for name in first if first[name] != second[name]} == set()


def test_another_process_makes_the_same_bytes() -> None:
    """Neither hash seeds nor the clock reach into a packet."""
    script = (
        "import hashlib, made_cases, pipeline.documents.packet as p;"
        "m = made_cases.disturbance();"
        "f = p.build(**m.arguments(m.deliveries[1]));"
        "print(hashlib.sha256(b''.join(f[n] for n in sorted(f))).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parent),
                "PYTHONHASHSEED": seed,
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_a_copy_holds_no_draft_no_original_and_no_childs_number() -> None:
    """Ekonomiskt bistånd learns that there are two children and how old, not who (C20)."""
    files = packet(family, EB)
    assert set(files) == {"record.json", "underlag.pdf", "brev.pdf", "skriv-ut.pdf"}
    for shown in (files["record.json"].decode(), text_of(files["underlag.pdf"])):
        assert MIA.number.digits not in shown
        assert MIA.number.printed not in shown
        assert "Mia" not in shown
    assert [
        child["age"] for child in json.loads(files["record.json"])["household"]["children"]
    ] == [
        9,
        17,
    ]


def test_the_childrens_unit_gets_the_childrens_numbers_but_not_the_debt_row_by_row() -> None:
    """Barn och unga gets what it needs: the children, the sum, its own steps."""
    files = packet(family, BARN)
    held = json.loads(files["record.json"])
    assert held["household"]["children"][0]["personnummer"] == MIA.number.digits
    assert held["debt"] == {"total": "18450.50", "contradicted": False}
    assert held["open_cases"] == []
    assert "case.ekonomiskt_bistand" not in held["rules"][0]["facts"]
    assert "Utse en ansvarig handläggare." in text_of(files["checklista.pdf"])
    assert "Treserva" not in text_of(files["checklista.pdf"])


def test_a_child_s_own_case_tells_its_number_to_the_children_s_unit_alone() -> None:
    """Who handles sees that there is a case and where, not the child's number (C20)."""
    made = family()
    (filed,) = made.case.cases
    childs = replace(filed, person=MIA.number, unit=BARN.unit, number="BU-1")
    sample = replace(made, case=replace(made.case, cases=(childs,)))
    told = {
        one.unit: json.loads(build(**sample.arguments(one))["record.json"])["open_cases"]
        for one in (VUXEN, EB, replace(BARN, role=Role.HANDLE, original=True))
    }
    assert [(one["number"], one["personnummer"]) for one in told["vuxen"]] == [("BU-1", None)]
    assert told["ekonomiskt_bistand"] == []
    assert [one["personnummer"] for one in told["barn_unga"]] == [MIA.number.digits]


def test_a_unit_sees_its_own_case_by_whatever_name_the_register_files_it() -> None:
    """With the unit's own name in the routine; no other unit sees it, but for who handles."""
    made = family()
    (filed,) = made.case.cases
    case = replace(made.case, cases=(replace(filed, unit="Försörjningsstöd"),))
    units = tuple(
        replace(one, case_names=("försörjningsstöd",)) if one.id == EB.unit else one
        for one in ROUTINE.units
    )
    held = {}
    for delivery in (EB, BARN):
        arguments = replace(made, case=case).arguments(delivery)
        held[delivery.unit] = build(**arguments | {"routine": replace(ROUTINE, units=units)})
    own = json.loads(held[EB.unit]["record.json"])["open_cases"]
    assert [one["number"] for one in own] == ["EB-2026-0001"]
    assert "EB-2026-0001" in words_of(held[EB.unit]["underlag.pdf"])
    assert json.loads(held[BARN.unit]["record.json"])["open_cases"] == []
    assert "EB-2026-0001" not in words_of(held[BARN.unit]["underlag.pdf"])


def test_the_sheet_says_what_the_record_must_say() -> None:
    """Everything that the administrator copies into the case system stands on it."""
    shown = columns_of(packet(family, VUXEN)["underlag.pdf"])
    for wanted in (
        "måndag 5 oktober 2026 kl. 09.12",
        "Anna Testsson 19800101-9804",
        "Mia Testsson, 9 år, vårdnad enligt registret",
        "samma adress, fyller",
        "Påhittade Bostäder AB",
        "12 kap. 44 § jordabalken",
        "Hyra augusti 2026 9 150,00 kr ✓",
        "Hela skulden 18 450,50 kr ✓",
        "ons 2026-09-30",
        "ons 2026-10-21",
        "(beräknad)",
        "Eskil Påhittad",
        "Upprepat: ett tidigare brev av samma slag på 12 månader.",
        "Vuxenenheten informerar enheten för barn och unga om underrättelsen.",
        "Kallelse till besök",
        "Osäkert – kontrollera",
        "Underskrift",
        "Sida 1 av 2",
    ):
        assert wanted in shown, wanted
    assert "löpt ut" not in shown


def test_each_degree_of_certainty_has_a_sign_and_a_word_of_its_own() -> None:
    """Sure, fairly sure and unsure are told apart on a copy without colour."""
    base = family()
    fields = dict(base.case.findings.fields)
    fields["sender_phone"] = replace(fields["sender_phone"], confidence=0.9)
    findings = replace(base.case.findings, fields=MappingProxyType(fields))
    sample = replace(base, case=replace(base.case, findings=findings))
    shown = columns_of(build(**sample.arguments(VUXEN))["underlag.pdf"])
    assert "Avsändare Påhittade Bostäder AB ✓" in shown
    assert "Telefon 031-000 00 00 ◐ ganska säker" in shown
    assert "Referens 1234567897 ⚠ osäker" in shown
    assert "Anna Testsson 19800101-9804 ✓" in shown
    assert "⚠ ganska" not in shown
    assert len(set(swedish.MARKS.values())) == 3


def test_a_row_that_says_a_part_is_read_with_what_it_does_not_say() -> None:
    """Beside the sentence, and not within its quotation marks."""
    made = family()
    row = replace(made.case.decision.rows[0], silent="Rutinen nämner inte originalet.")
    decision = replace(made.case.decision, rows=(row, *made.case.decision.rows[1:]))
    sample = replace(made, case=replace(made.case, decision=decision))
    shown = words_of(build(**sample.arguments(VUXEN))["underlag.pdf"])
    assert f"{row.sentence}” Rutinen nämner inte originalet. ({row.id})" in shown


def test_a_day_stands_on_the_papers_of_the_unit_that_keeps_it() -> None:
    """Who has the original never reads another unit's "destroy the copy" as its own."""
    made = family()
    days = tuple(
        Deadline(what="forstor", on=date(2027, 1, 5), basis="Kopior", text=text, unit=unit)
        for text, unit in (("Förstör kopian", EB.unit), ("Lämna till arkivet", "arkivet"))
    )
    decision = replace(made.case.decision, deadlines=(*made.case.decision.deadlines, *days))
    sample = replace(made, case=replace(made.case, decision=decision))
    papers = {one.unit: build(**sample.arguments(one)) for one in (VUXEN, EB, BARN)}
    for files in papers.values():
        held = json.loads(files["record.json"])["deadlines"]
        assert "earliest_recovery_end" in {one["what"] for one in held}
    whole = {unit: words_of(files["skriv-ut.pdf"]) for unit, files in papers.items()}
    assert "Förstör kopian" in words_of(papers[EB.unit]["checklista.pdf"])
    assert "Förstör kopian" in words_of(papers[EB.unit]["underlag.pdf"])
    assert "Tidigast" not in words_of(papers[EB.unit]["checklista.pdf"])
    assert "Förstör kopian" not in whole[VUXEN.unit] + whole[BARN.unit]
    # A unit without papers of its own is named on those of the unit that handles, and nowhere else.
    assert "Arkivet: Lämna till arkivet" in words_of(papers[VUXEN.unit]["checklista.pdf"])
    assert "Lämna till arkivet" not in whole[EB.unit] + whole[BARN.unit]


def test_a_day_that_had_passed_at_arrival_says_so() -> None:
    """PASSERAD is said of the day, and no time is said to have run out."""
    assert "PASSERAD" not in words_of(packet(family, VUXEN)["underlag.pdf"])
    for made, day in ((family(), date(2026, 10, 22)), (eviction(), date(2026, 11, 4))):
        case = replace(made.case, received_on=day)
        files = build(**replace(made, case=case).arguments(VUXEN))
        assert "PASSERAD" in words_of(files["underlag.pdf"])
        assert "löpt ut" not in words_of(files["underlag.pdf"])


def test_the_sheet_is_pdf_a() -> None:
    """PDF/A-2u by its own word, with an output intent and every font inside."""
    with pikepdf.open(io.BytesIO(packet(family, VUXEN)["underlag.pdf"])) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2U"
        assert len(pdf.Root.OutputIntents) == 1
        fonts = [one for one in pdf.objects if _is_descriptor(one)]
        assert fonts
        assert all(any(f"/FontFile{kind}" in one for kind in ("", "2", "3")) for one in fonts)
        assert not any(isinstance(one, pikepdf.Stream) and "/SMask" in one for one in pdf.objects)


def _is_descriptor(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"


def test_a_reviewed_letter_says_who_reviewed_it() -> None:
    """``Granskat av`` stands on the sheet and in the record."""
    files = packet(eviction, VUXEN)
    assert "Granskat av Greta Granskare" in text_of(files["underlag.pdf"])
    assert json.loads(files["record.json"])["reviewed_by"] == "Greta Granskare"


def test_the_confirmation_names_the_case_the_day_the_board_and_the_officer() -> None:
    """What 11 kap. 3 § socialtjänstförordningen asks of it, with a line to sign on."""
    files = packet(eviction, VUXEN)
    shown = words_of(files["utkast/bekraftelse_kfm.pdf"])
    for wanted in (
        "U-12345-26",
        "måndag 5 oktober 2026",
        "Socialtjänsten, Göteborg",
        "Vera Provanställd",
        "031-000 00 01",
        "vera@exempel.invalid",
        "En kopia av bekräftelsen skickas till hyresgästen.",
    ):
        assert wanted in shown, wanted


def test_each_contract_holder_gets_an_envelope_of_their_own() -> None:
    """The copy to the tenant is one a contract holder (C27)."""
    files = packet(eviction, VUXEN)
    first = text_of(files["utkast/bekraftelse_kfm_kopia.pdf"])
    second = text_of(files["utkast/bekraftelse_kfm_kopia-2.pdf"])
    assert "Anna Testsson" in first
    assert "Leo Testsson" not in first
    assert "Leo Testsson" in second


def test_a_protected_household_gets_record_and_pages_alone() -> None:
    """No draft, no print, no address and no household in the restricted packet."""
    made = protected()
    files = build(**made.arguments(made.deliveries[0]))
    assert set(files) == {"record.json", "underlag.pdf", "brev.pdf", "original.pdf"}
    held = json.loads(files["record.json"])
    assert held["household"] is None
    assert held["letters_out"] == []
    assert held["persons"][0]["address"] is None
    assert not any(one["field"] == "address" for one in held["evidence"])
    for shown in (files["record.json"].decode(), text_of(files["underlag.pdf"])):
        assert "Provgatan" not in shown
        assert "Leo" not in shown


@pytest.mark.parametrize("delivery", [VUXEN, EB, BARN], ids=lambda one: one.unit)
def test_a_protected_identity_goes_to_no_ordinary_unit(delivery: Delivery) -> None:
    """Whatever the decision says, the packet refuses."""
    with pytest.raises(ValueError, match="ordinary unit"):
        build(**protected().arguments(delivery))


def test_a_list_row_shows_one_debtor_and_no_hidden_text() -> None:
    """Of the other debtors nothing is left on the page, in the text or in the record."""
    made = debtors()
    files = build(**made.arguments(EB))
    for data in (*files.values(),):
        for place, (name, who, _amount) in enumerate(DEBTORS):
            if place != made.row:
                for secret in (name, who.number.digits, who.number.printed):
                    assert secret.encode() not in data
    assert text_of(files["brev.pdf"]) == ""
    held = json.loads(files["record.json"])
    assert held["debt"]["total"] == "1200.00"
    assert held["shown_pages"] == [1]
    assert [one["personnummer"] for one in held["persons"]] == [DEBTORS[1][1].number.digits]


def test_a_list_goes_whole_once_to_its_holder() -> None:
    """The first debtor's packet carries the list; the others say where it is."""
    made = debtors()
    whole = []
    for row in range(len(DEBTORS)):
        files = build(**{**made.arguments(VUXEN), "row": row})
        whole.append("original.pdf" in files)
    assert whole == [True, False, False, False]


def test_a_stack_goes_to_nobody_whole() -> None:
    """Where the scan holds other families' letters, the letter's own pages stand for it."""
    made = family()
    stack = replace(made.ids, letters_in_document=3)
    files = build(**{**made.arguments(VUXEN), "ids": stack})
    assert "original.pdf" not in files
    held = json.loads(files["record.json"])
    assert held["original"]["included"] is False
    assert "andra brev" in held["original"]["why"]
    assert held["document"]["name"] is None


def test_pages_beyond_the_letters_own_keep_the_scan_back() -> None:
    """When nobody says how many letters there are, the page count decides."""
    made = eviction()
    unknown = replace(made.ids, letters_in_document=None)
    first = made.letter.pages[:1]
    files = build(**{**made.arguments(VUXEN), "ids": unknown, "pages": first})
    assert "original.pdf" not in files
    assert "original.pdf" in build(**{**made.arguments(VUXEN), "ids": unknown})


def test_neighbours_and_witnesses_are_covered_in_a_copy() -> None:
    """Their names are gone for the other unit, and there for the one that handles."""
    made = disturbance()
    handles, informed = (build(**made.arguments(one)) for one in made.deliveries)
    assert "Grannberg" in text_of(handles["brev.pdf"])
    assert text_of(informed["brev.pdf"]) == ""
    assert json.loads(informed["record.json"])["covered"]
    assert "övertäckta" in text_of(informed["underlag.pdf"])


def test_nobody_writes_to_the_deceased() -> None:
    """Kronofogden is answered; the household gets nothing, and no copy is promised."""
    files = build(**gone(eviction()).arguments(VUXEN))
    drafts = {name for name in files if name.startswith("utkast/")}
    assert drafts == {"utkast/bekraftelse_kfm.docx", "utkast/bekraftelse_kfm.pdf"}
    assert "kopia" not in text_of(files["utkast/bekraftelse_kfm.pdf"])


def test_markup_in_a_scan_stays_text() -> None:
    """Nothing that a letter says becomes markup, a template's code or a broken file."""
    files = packet(hostile, VUXEN)
    shown = words_of(files["utkast/informationsbrev.pdf"])
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7*7 }}" in shown
    with zipfile.ZipFile(io.BytesIO(files["utkast/informationsbrev.docx"])) as word:
        document = word.read("word/document.xml").decode()
    assert "&lt;script&gt;" in document
    assert "<script>" not in document
    assert "49" not in document.replace("49f", "")
    assert "<u>luckan</u>" in words_of(files["underlag.pdf"])


def test_long_words_stay_on_the_page() -> None:
    """Words without end are broken: nothing is printed beyond the margins."""
    files = packet(hostile, VUXEN)
    for name in ("underlag.pdf", "utkast/informationsbrev.pdf", "utkast/kallelse.pdf"):
        with pdfplumber.open(io.BytesIO(files[name])) as pdf:
            for page in pdf.pages:
                assert max(word["x1"] for word in page.extract_words()) < page.width - 30


def test_a_new_revision_says_what_changed() -> None:
    """The change stands on the sheet and in the record."""
    made = hostile()
    files = packet(hostile, VUXEN)
    assert "Nytt i version 2" in text_of(files["underlag.pdf"])
    assert json.loads(files["record.json"])["changes"] == list(made.changes)


def test_the_print_starts_each_part_on_a_new_sheet() -> None:
    """A duplex printer never puts two papers on one sheet; bookmarks name the parts."""
    printed = packet(eviction, VUXEN)["skriv-ut.pdf"]
    with pikepdf.open(io.BytesIO(printed)) as pdf, pdf.open_outline() as outline:
        names = [item.title for item in outline.root]
        starts = [pikepdf.Page(item.destination[0]).index for item in outline.root]
    assert names == [
        "Underlag",
        "Brevet",
        "Bekräftelse till Kronofogden",
        "Kopia av bekräftelsen till hyresgästen",
        "Kopia av bekräftelsen till hyresgästen",
        "Informationsbrev",
        "Kallelse till besök",
        "Checklista",
    ]
    assert all(start % 2 == 0 for start in starts)
    assert starts == sorted(set(starts))


def test_no_file_name_tells_whom_it_is_about() -> None:
    """File names are plain Swedish without personal data."""
    for sample in (family, eviction, hostile):
        for delivery in sample().deliveries:
            names = " ".join(packet(sample, delivery)).lower()
            assert "anna" not in names
            assert "testsson" not in names
            assert ANNA.number.digits not in names


def test_an_unknown_row_is_refused() -> None:
    """A packet for a debtor who was never decided is an error, not an empty packet."""
    with pytest.raises(ValueError, match="no decided row"):
        build(**{**debtors().arguments(VUXEN), "row": 17})


def test_information_is_not_handling() -> None:
    """The same unit informed instead of handling sees the sum and no evidence of the register."""
    informed = replace(VUXEN, role=Role.INFORMATION, original=False)
    held = json.loads(build(**family().arguments(informed))["record.json"])
    assert "evidence" not in held["persons"][0]
    assert "rows" not in held["debt"]
    assert "letters" not in held["repeat"]
    assert held["steps"] != []


def test_a_recently_closed_case_is_told_to_who_handles_and_to_its_own_unit() -> None:
    """With its last day, or that nobody can tell it; never as an open one (C2)."""
    made = family()
    (filed,) = made.case.cases
    gone = replace(filed, open=False, ended=date(2026, 8, 14), number="EB-2025-0009")
    sample = replace(
        made, case=replace(made.case, cases=(), closed=(gone, replace(gone, ended=None)))
    )
    held = {one.unit: build(**sample.arguments(one)) for one in (VUXEN, EB, BARN)}
    told = {unit: json.loads(files["record.json"]) for unit, files in held.items()}
    assert [one["open_cases"] for one in told.values()] == [[], [], []]
    ended = {unit: [one["ended"] for one in each["closed_cases"]] for unit, each in told.items()}
    assert ended == {
        VUXEN.unit: ["2026-08-14", None],
        EB.unit: ["2026-08-14", None],
        BARN.unit: [],
    }
    sheet = columns_of(held[VUXEN.unit]["underlag.pdf"])
    assert "Nyligen avslutat:" in sheet
    assert "dagen framgår inte" in sheet
    assert "Nyligen avslutat:" not in columns_of(held[BARN.unit]["underlag.pdf"])
