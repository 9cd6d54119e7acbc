"""Copies of invoices go with a reminder, each to its own debtor and to nobody else."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from made_cases import ANNA, DEBTORS, LEO, VUXEN, Sample, debtors
from test_own_letters import text_of

from pipeline.documents.enclosures import invoices, numbers
from pipeline.documents.own import Own
from pipeline.documents.packet import build
from pipeline.domain.case import LetterOut
from pipeline.domain.people import Person


def invoice(*lines: str) -> bytes:
    """An invoice as the economy system prints it."""
    made: bytes = weasyprint.HTML(string="".join(f"<p>{line}</p>" for line in lines)).write_pdf()
    return made


BO: Person = DEBTORS[1][1]


def reminded(reference: str) -> Sample:
    """A list whose second debtor is reminded of that invoice."""
    base = debtors()
    rows = list(base.case.findings.rows)
    rows[1] = replace(rows[1], reference=replace(rows[1].amount, value=reference, raw=reference))
    row = base.case.rows[1]
    letter = LetterOut(template="paminnelse", to="household")
    decided = replace(row, decision=replace(row.decision, letters_out=(letter,)))
    case = replace(
        base.case,
        findings=replace(base.case.findings, rows=tuple(rows)),
        rows=(*base.case.rows[:1], decided, *base.case.rows[2:]),
    )
    return replace(base, case=case)


def made(folder: Path, reference: str = "4711001") -> dict[str, bytes]:
    """The files of that debtor's packet."""
    sample = reminded(reference)
    return dict(build(**sample.arguments(VUXEN), own=Own(invoices=folder)))


def test_the_debtors_invoice_lies_after_the_letter(tmp_path: Path) -> None:
    """As a file of its own and in the print; the note to staff says so."""
    (tmp_path / "4711001.pdf").write_bytes(
        invoice("Faktura 4711001", "Bo Exempelström", "1 200,00")
    )
    files = made(tmp_path)
    assert files["utkast/paminnelse-bilaga-1.pdf"] == (tmp_path / "4711001.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(files["skriv-ut.pdf"])) as whole:
        titles = [item.title for item in whole.open_outline().root]
    assert titles[-2:] == ["Påminnelse om obetald avgift", "Faktura 4711001"]
    letter = " ".join(text_of(files["utkast/paminnelse.pdf"]).split())
    assert "Kopia av faktura 4711001 ligger efter brevet." in letter
    assert "Lägg med" not in letter


@pytest.mark.parametrize(
    "lines",
    [
        ("Faktura 4711001", "Anna Testsson"),
        ("Faktura 4711001", "Bo Annansson"),
        ("Faktura 4711001", ANNA.number.printed),
        ("Faktura 4711001",),
    ],
)
def test_another_persons_invoice_is_never_enclosed(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """A number may be misread: the invoice must name the debtor."""
    (tmp_path / "4711001.pdf").write_bytes(invoice(*lines))
    files = made(tmp_path)
    assert not any("bilaga" in name for name in files)
    letter = " ".join(text_of(files["utkast/paminnelse.pdf"]).split())
    assert "(i listan: 4711001)" in letter


def test_a_file_that_is_no_invoice_is_left(tmp_path: Path) -> None:
    """Broken, empty, a link, or not there at all: somebody lays the copy by hand."""
    for name, data in (("1000001", b"no pdf"), ("1000002", b""), ("1000003", b"%PDF-1.7\n")):
        (tmp_path / f"{name}.pdf").write_bytes(data)
    (tmp_path / "real.pdf").write_bytes(invoice("Bo Exempelström"))
    (tmp_path / "1000004.pdf").symlink_to(tmp_path / "real.pdf")
    wanted = ("1000001", "1000002", "1000003", "1000004", "1000005")
    assert invoices(tmp_path, wanted, (BO,)) == ()
    assert invoices(None, wanted, (BO,)) == ()
    assert invoices(tmp_path, ("real",), ()) == ()
    assert [one.number for one in invoices(tmp_path, ("real",), (BO,))] == ["real"]


def test_the_number_alone_is_enough_to_know_a_debtor(tmp_path: Path) -> None:
    """With or without a hyphen and a century; one of several debtors will do."""
    digits = BO.number.digits
    for place, printed in enumerate((digits, digits[2:], f"{digits[2:8]}-{digits[8:]}")):
        (tmp_path / f"faktura{place}.pdf").write_bytes(invoice(f"Kund {printed}"))
        assert invoices(tmp_path, (f"faktura{place}",), (LEO, BO)), printed
        assert not invoices(tmp_path, (f"faktura{place}",), (LEO,)), printed


@given(st.text(max_size=40))
def test_no_reference_leads_out_of_the_folder(text: str) -> None:
    """Whatever a list holds, a number is letters and figures."""
    for number in numbers(text):
        assert Path(f"{number}.pdf").name == f"{number}.pdf"
        assert ".." not in number
    assert numbers("4711001, 4711002; 4711001") == ("4711001", "4711002")
