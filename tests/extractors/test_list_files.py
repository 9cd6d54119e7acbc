"""List files out of other programs: told by content, laid out as pages, bounded."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import made_sheets
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from extractors.documents import open_document
from extractors.finders import find
from extractors.grids import GAP, WIDEST, Grid, clean, laid_out
from extractors.identify import Filetype, complete, identify
from extractors.limits import Limits
from extractors.sheets import SheetFile
from extractors.workbooks import shown
from pipeline.domain.fields import AMOUNT, Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Page, Reading, Source
from pipeline.domain.problems import REMEDIES, Code, Problem

ON = date(2026, 10, 5)
ALL = (made_sheets.HEAD, *made_sheets.ROWS, made_sheets.TOTAL)
AMOUNTS = [Decimal("12345.50"), Decimal("8450.00"), Decimal("1250.00")]


def put(folder: Path, data: bytes) -> Path:
    """The bytes as a file whose name tells nothing."""
    path = folder / "lista"
    path.write_bytes(data)
    return path


def opened(folder: Path, data: bytes, limits: Limits | None = None) -> SheetFile:
    """The file as a table."""
    file = open_document(put(folder, data), limits or Limits())
    assert isinstance(file, SheetFile), file
    return file


def pages(file: SheetFile) -> tuple[Page, ...]:
    """All its pages."""
    return tuple(file.page(number) for number in range(1, file.count + 1))


def listed(folder: Path, data: bytes) -> Findings:
    """What is found in the file, as a list of debtors."""
    return find(pages(opened(folder, data)), Kind.DEBT_LIST, ON)


def amounts(found: Findings) -> list[Decimal | None]:
    """Each row's amount."""
    return [None if row.amount is None else row.amount.value for row in found.rows]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_any_mark_and_encoding(tmp_path: Path, mark: str, encoding: str) -> None:
    """Names with their rings and dots, amounts with their decimals, the total as proof."""
    found = listed(tmp_path, made_sheets.delimited(mark=mark, encoding=encoding))
    names = [row.party.name.value for row in found.rows if row.party.name]
    assert names == ["Åsa Prov", "Bo Test", "Eva Ek"]
    assert amounts(found) == AMOUNTS
    assert found.value(AMOUNT) == Decimal("22045.50")
    assert found.conflicts == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(tmp_path: Path, end: str) -> None:
    """Windows, Unix, and what old systems write."""
    assert amounts(listed(tmp_path, made_sheets.delimited(end=end))) == AMOUNTS


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("8450", "8450"), ("8450,00", "8450"), ("8450.00", "8450"), ("8 450,00", "8450"),
        ("8\u00a0450,00", "8450"), ("8.450,00", "8450"), ("8,450.00", "8450"),
        ("1250,5", "1250.50"), ("8450,00 kr", "8450"), ("SEK 8450,00", "8450"),
        ("12345678,90", None), ("okänt", None),
    ],
)  # fmt: skip
def test_amounts_as_programs_write_them(tmp_path: Path, printed: str, value: str | None) -> None:
    """Decimal comma or point, thousands with blanks, points or commas; what is none is none."""
    rows = (made_sheets.HEAD, made_sheets.ROWS[0], (*made_sheets.ROWS[1][:5], printed))
    found = listed(tmp_path, made_sheets.delimited(rows))
    assert amounts(found) == [AMOUNTS[0], None if value is None else Decimal(value)]


@pytest.mark.parametrize(
    "head",
    [
        ("Restbelopp", "Pnr", "Namn"),
        ("Skuld", "Personnr", "Kund"),
        ("Belopp", "Personnummer", "Hyresgäst"),
        ("Att betala", "Person-nr", "Gäldenär"),
        ("Obetalt belopp", "Personnummer", "Kontraktsinnehavare"),
        ("Utestående", "Pers.nr", "Namn"),
    ],
)
def test_headings_in_any_order(tmp_path: Path, head: tuple[str, ...]) -> None:
    """The amount first, and the words that systems use."""
    rows = [(row[5], row[1], row[0]) for row in made_sheets.ROWS]
    found = listed(tmp_path, made_sheets.delimited([head, *rows]))
    assert amounts(found) == AMOUNTS
    assert [row.party.personnummer.value[-4:] for row in found.rows if row.party.personnummer] == [
        row[1][-4:] for row in made_sheets.ROWS
    ]


def test_what_is_left_to_pay_is_the_debt(tmp_path: Path) -> None:
    """Not the invoice's amount, nor what was paid, wherever they stand."""
    head = ("Namn", "Personnr", "Restbelopp", "Fakturabelopp", "Inbetalt")
    row = ("Anna Prov", "800101-9804", "4 000,00", "9 000,00", "5 000,00")
    assert amounts(listed(tmp_path, made_sheets.delimited([head, row, row]))) == [Decimal(4000)] * 2


def test_two_debts_in_a_row_are_for_a_person(tmp_path: Path) -> None:
    """Which of two different amounts is the debt nobody knows."""
    head = ("Namn", "Personnr", "Restskuld", "Saldo")
    row = ("Anna Prov", "800101-9804", "4 000,00", "9 000,00")
    found = listed(tmp_path, made_sheets.delimited([head, row, row]))
    assert all(row.amount is not None and "malformed" in row.amount.notes for row in found.rows)


def test_what_somebody_has_to_his_credit_is_no_debt(tmp_path: Path) -> None:
    """A negative amount never leaves unseen."""
    rows = [(*row[:5], "-500,00") for row in made_sheets.ROWS]
    found = listed(tmp_path, made_sheets.delimited([made_sheets.HEAD, *rows]))
    assert all(row.amount is not None and row.amount.notes for row in found.rows)


def test_a_title_before_the_heading_and_quotes(tmp_path: Path) -> None:
    """A title is read; a mark within quotes parts nothing."""
    rows = [made_sheets.HEAD, ("Prov; Anna", *made_sheets.ROWS[0][1:]), *made_sheets.ROWS[1:]]
    file = opened(tmp_path, made_sheets.delimited(rows, title=made_sheets.TITLE))
    assert "Restlista obetalda hyror" in file.quick_text(1)
    assert amounts(find(pages(file), Kind.DEBT_LIST, ON)) == AMOUNTS


def test_an_open_quote_swallows_no_row(tmp_path: Path) -> None:
    """An inch mark in an address would make one cell of the rest of the list."""
    text = made_sheets.delimited().decode().replace("Provgatan 1 lgh 1101", '"Provgatan 1')
    assert amounts(listed(tmp_path, text.encode())) == AMOUNTS


def test_excels_own_lines(tmp_path: Path) -> None:
    """``sep=`` names the mark; ``="…"`` keeps a number's zeros."""
    text = made_sheets.delimited().decode().replace("850412-9829", '="0504129829"')
    file = opened(tmp_path, b"sep=;\r\n" + text.encode())
    assert "0504129829" in file.quick_text(1)
    assert "sep=" not in file.quick_text(1)


@pytest.mark.parametrize(
    "text",
    [
        "Hej,\n\nhyran är betald, tror vi, i alla fall.\n\nMed vänlig hälsning, Anna\n",
        "En rad bara; med två; semikolon",
        "{\n  'a': 1;\n 'b': 2;\n}",
        "<html>;;;\n<body>;;;\n",
        "a;b\nc;d\n",
    ],
)
def test_other_text_is_no_document(tmp_path: Path, text: str) -> None:
    """A letter typed as text, a page of a web site, a program's settings."""
    assert identify(put(tmp_path, text.encode())) == Problem(code=Code.NOT_A_DOCUMENT)


def test_a_list_that_may_be_cut_says_so(tmp_path: Path) -> None:
    """No line end and too few cells: the copy may not have been done."""
    whole = made_sheets.delimited([made_sheets.HEAD, *made_sheets.ROWS])
    cut = whole[: whole.rindex(b";1250")]
    assert complete(put(tmp_path, whole))
    assert not complete(put(tmp_path, cut))
    file = opened(tmp_path, cut)
    assert not file.whole(file.count)
    assert opened(tmp_path, whole).whole(1)


def test_too_many_rows(tmp_path: Path) -> None:
    """A register in the inbox is no list of debtors."""
    data = made_sheets.delimited([made_sheets.HEAD, *made_sheets.ROWS * 20])
    tight = Limits(table_rows=50)
    assert open_document(put(tmp_path, data), tight) == Problem(code=Code.TOO_LARGE)
    book = made_sheets.workbook({"Lista": [made_sheets.HEAD, *made_sheets.ROWS * 20]})
    assert open_document(put(tmp_path, book), tight) == Problem(code=Code.TOO_LARGE)


# Workbooks.


def test_a_workbook(tmp_path: Path) -> None:
    """Numbers, days and texts as a printed list has them."""
    rows = [
        (row[0], row[1], row[2], int(row[3]), date(2026, 8, 31), float(amount))
        for row, amount in zip(made_sheets.ROWS, AMOUNTS, strict=True)
    ]
    file = opened(tmp_path, made_sheets.workbook({"Blad1": [made_sheets.HEAD, *rows]}))
    assert file.page(1).source is Source.TABLE
    assert "2026-08-31" in file.quick_text(1)
    assert "Blad1" not in file.quick_text(1)
    assert amounts(find(pages(file), Kind.DEBT_LIST, ON)) == AMOUNTS


@pytest.mark.parametrize(
    ("value", "form", "heading", "text"),
    [
        (12345.5, "General", "amount", "12345,50"),
        (12345, "#,##0.00", "amount", "12345,00"),
        (1234.5678, "#,##0.00", "amount", "1234,57"),
        (501011234, "000000-0000", "number", "050101-1234"),
        (501011234, "0000000000", "number", "0501011234"),
        (198001019804, "0", "number", "198001019804"),
        (0.1 + 0.2, "General", "amount", "0,30"),
        (2.5, "General", "other", "2,50"),
        (True, "General", "other", "ja"),
        ("  två\nrader ", "General", "name", "två rader"),
        (date(2026, 8, 31), "General", "period", "2026-08-31"),
    ],
)
def test_how_cells_are_shown(value: object, form: str, heading: str, text: str) -> None:
    """As Excel shows them, and never in powers of ten."""
    assert shown(value, form, heading) == text


def test_formulas_are_never_computed(tmp_path: Path) -> None:
    """A value that Excel did not keep is missing, and the page says that something is."""
    rows = [*ALL[:-1], ("Summa", "", "", "", "", "=SUM(F2:F4)")]
    file = opened(tmp_path, made_sheets.workbook({"Lista": rows}))
    assert not file.whole(1)
    assert "SUM" not in file.quick_text(1)


def test_sheets_are_pages_of_their_own(tmp_path: Path) -> None:
    """Each with its name and its own count of pages; empty ones are nothing."""
    file = opened(tmp_path, made_sheets.workbook({"Centrum": ALL, "Tom": [], "Hisingen": ALL}))
    assert [file.quick_text(number).split()[0] for number in (1, 2)] == ["Centrum", "Hisingen"]
    assert file.count == 2


@pytest.mark.parametrize("what", ["row", "column", "sheet"])
def test_what_is_hidden_is_not_read_and_is_said(tmp_path: Path, what: str) -> None:
    """Rows that a filter took away are no debtors, and nobody would see them."""
    book = Workbook()
    sheet = book.active
    for row in ALL:
        sheet.append(row)
    if what == "row":
        sheet.row_dimensions[3].hidden = True
    elif what == "column":
        sheet.column_dimensions["C"].hidden = True
    else:
        other = book.create_sheet("Dold")
        other.append(("Dold Person", "19800101-9804"))
        other.sheet_state = "veryHidden"
    file = opened(tmp_path, made_sheets.saved(book))
    assert not file.whole(1)
    assert "Dold" not in file.quick_text(1)
    assert ("Bo" in file.quick_text(1)) is (what != "row")


def test_a_stray_cell_makes_no_million_rows(tmp_path: Path) -> None:
    """The sheet's far corner is one more row, not all between."""
    book = Workbook()
    sheet = book.active
    for row in ALL:
        sheet.append(row)
    sheet.cell(row=1_048_576, column=16_384, value="x").comment = Comment("hej", "Anna")
    assert opened(tmp_path, made_sheets.saved(book)).count == 1


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The zip file with one more member."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


def test_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    """With what to do about it."""
    problem = identify(
        put(tmp_path, with_member(made_sheets.workbook(), "xl/vbaProject.bin", b"x"))
    )
    assert problem == Problem(code=Code.NOT_A_DOCUMENT, detail="macros")
    assert "makron" in problem.remedy


def test_old_and_locked_workbooks(tmp_path: Path) -> None:
    """Each is told apart by what stands in the container."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    old = identify(put(tmp_path, head + "Workbook".encode("utf-16-le")))
    assert old == Problem(code=Code.NOT_A_DOCUMENT, detail="xls")
    assert ".xls" in old.remedy
    assert old.remedy != REMEDIES[Code.NOT_A_DOCUMENT]
    locked = identify(put(tmp_path, head + "EncryptedPackage".encode("utf-16-le")))
    assert locked == Problem(code=Code.ENCRYPTED)
    assert identify(put(tmp_path, head)) == Problem(code=Code.NOT_A_DOCUMENT)


def test_a_bomb_is_too_large(tmp_path: Path) -> None:
    """Told by the directory: nothing of it is unpacked."""
    bomb = with_member(made_sheets.workbook(), "xl/worksheets/sheet9.xml", bytes(60 << 20))
    assert len(bomb) < 200_000
    assert open_document(put(tmp_path, bomb), Limits()) == Problem(code=Code.TOO_LARGE)


@settings(deadline=None, max_examples=60)
@given(place=st.integers(0, 4000), bits=st.integers(1, 255))
def test_a_damaged_workbook_has_an_answer(
    place: int, bits: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Pages or a problem, whatever is broken."""
    data = bytearray(made_sheets.workbook())
    data[place % len(data)] ^= bits
    path = put(tmp_path_factory.getbasetemp(), bytes(data))
    found = open_document(path, Limits())
    assert isinstance(found, Problem) or found.count > 0


# Laying out.


def test_the_heading_stands_on_every_page() -> None:
    """With the page's place; each row once, in order."""
    letters = "abcdefghij"
    rows = tuple(
        (f"Prov{letters[place // 10]} Test{letters[place % 10]}", "800101-9804", f"{place},00")
        for place in range(100)
    )
    made = laid_out(Grid(name="", rows=(("Namn", "Personnr", "Belopp"), *rows)), 3)
    assert [page.number for page in made] == list(range(3, 3 + len(made)))
    texts = [" ".join(word.text for word in page.words) for page in made]
    assert all("Namn Personnr Belopp" in text for text in texts)
    assert [f"sida {place} av {len(made)}" in text for place, text in enumerate(texts, 1)]
    found = find(made, Kind.DEBT_LIST, ON)
    assert [row.party.name.value for row in found.rows if row.party.name] == [
        row[0] for row in rows
    ]


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.lists(st.text(max_size=3 * WIDEST), min_size=1, max_size=6).map(tuple),
        min_size=1,
        max_size=40,
    )
)
def test_words_lie_apart_and_on_the_page(cells: list[tuple[str, ...]]) -> None:
    """Whatever the cells hold: no word is lost, none lies on another or beside the page."""
    rows = tuple(tuple(clean(cell) for cell in row) for row in cells)
    made = laid_out(Grid(name="", rows=rows), 1)
    assert GAP > 3
    wanted = sum(len(cell.replace(" ", "")) for row in rows for cell in row)
    got = sum(len(word.text) for page in made for word in page.words)
    marks = sum(len(f"sida{place}av{len(made)}") for place in range(1, len(made) + 1))
    assert got >= wanted + marks
    for page in made:
        for word in page.words:
            assert 0 <= word.box.x0 <= word.box.x1 <= page.width
            assert 0 <= word.box.top <= word.box.bottom <= page.height
        places = sorted((word.box.top, word.box.x0, word.box.x1) for word in page.words)
        for (top, _, right), (below, left, _) in pairwise(places):
            assert top != below or right <= left + 0.02


def test_the_picture_has_its_ink_where_the_words_are(tmp_path: Path) -> None:
    """Boxes lie on the print, so that what is covered is what is meant."""
    file = opened(tmp_path, made_sheets.delimited())
    raster = file.raster(1, 144)
    page = file.page(1)
    assert abs(raster.width - page.width) < 1
    left = raster.image.copy()
    for word in page.words:
        box = word.box
        part = (slice(int(box.top * 2), int(box.bottom * 2) + 2), slice(int(box.x0 * 2) - 2,
                int(box.x1 * 2) + 3))  # fmt: skip
        assert raster.image[part].min() < 100, word.text
        left[part] = 255
    assert left.min() > 100


def test_a_reading_of_a_list_file(tmp_path: Path) -> None:
    """Through the same door as every document, without OCR."""
    from extractors.reading import read  # noqa: PLC0415  dear to import

    reading = read(put(tmp_path, made_sheets.delimited()), Limits())
    assert isinstance(reading, Reading)
    assert [page.source for page in reading.pages] == [Source.TABLE]
    assert reading.problems == ()
    assert identify(put(tmp_path, made_sheets.delimited())) is Filetype.CSV
