"""Lists as the economy system writes them: routed row by row as the printed list is."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from desk import FIXTURES, Desk, expected
from made_sheets import delimited, workbook

from pipeline.usecases.process import process

PRINTED = FIXTURES / "letters" / "s25_list_of_14" / "scan.pdf"
HEAD = ("Belopp", "Personnr", "Hyresgäst", "Adress", "Kontrakt")
TITLE = "Restlista obetalda hyror"


def rows_of_fixture() -> list[tuple[str, ...]]:
    """The rows of the printed list of fourteen: amount, number, name, address, contract."""
    with pdfplumber.open(PRINTED) as pdf:
        words = pdf.pages[0].extract_words(keep_blank_chars=True)
    rows: dict[int, list[tuple[float, str]]] = {}
    for word in words:
        rows.setdefault(round(word["top"]), []).append((word["x0"], word["text"]))
    found = []
    for row in rows.values():
        cells = [text for _, text in sorted(row)]
        if len(cells) == 5 and any(sign.isdigit() for sign in cells[1]):
            name, number, address, contract, amount = cells
            found.append((amount, number, name, address, contract))
    assert len(found) == 14
    return found


def listed(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The list with its heading and total."""
    return [(TITLE,), ("Datum: 2026-10-01",), HEAD, *rows, ("110 311,25", "", "Summa", "", "")]


def dropped(desk: Desk, name: str, data: bytes) -> list[dict[str, Any]]:
    """What the export says of a file that came."""
    (desk.root / "inbox" / name).write_bytes(data)
    outcome = process(desk.office, desk.engine, received_on=date(2026, 10, 5))
    assert outcome.ok, outcome
    return desk.lines(name)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_file_is_routed_as_the_printed_list(desk: Desk, kind: str) -> None:
    """Fourteen rows, each to its own units, with the amounts as printed."""
    rows = listed(rows_of_fixture())
    match kind:
        case "csv":
            data = delimited(rows, encoding="cp1252", mark="\t")
        case _:
            data = workbook({"Hyror": rows})
    [line] = dropped(desk, f"lista.{kind}", data)
    [printed] = expected("s25_list_of_14")["letters"]
    assert line["kind"]["value"] == "debt_list"
    assert line["state"] == "routed", line["reasons"]
    traits = ("personnummer", "amount_sek", "state")
    assert [[row[one] for one in traits] for row in line["rows"]] == [
        [row[one] for one in traits] for row in printed["rows"]
    ]
    assert [{one["unit"] for one in row["packets"]} for row in line["rows"]] == [
        set(row["packets"]) for row in printed["rows"]
    ]


def test_a_debtors_copy_shows_his_row_alone(desk: Desk) -> None:
    """The picture of the table has the own row's ink and none of the others'."""
    rows = rows_of_fixture()
    [line] = dropped(desk, "lista.csv", delimited(listed(rows)))
    folder = desk.root / str(line["rows"][4]["packets"][0]["path"])
    names = sorted(path.name for path in folder.iterdir())
    assert "brev.pdf" in names
    assert not any(name.startswith("original") for name in names)
    for path in folder.rglob("*.pdf"):
        text = shown_text(path)
        for place, row in enumerate(rows):
            assert place == 4 or row[2] not in text
    picture = pypdfium2.PdfDocument(folder / "brev.pdf")[0].render(scale=2).to_pil().convert("L")
    dark = sum(1 for value in picture.tobytes() if value < 100)
    assert 0 < dark < 0.1 * len(picture.tobytes())


def shown_text(pdf: Path) -> str:
    """All that can be copied out of a PDF."""
    with pdfplumber.open(io.BytesIO(pdf.read_bytes())) as opened:
        return "\n".join(page.extract_text() or "" for page in opened.pages)
