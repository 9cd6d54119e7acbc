"""Bytes to words: each kind of scan read by real OCR, each kind of trouble named."""

from __future__ import annotations

import io
from pathlib import Path

import made_pages
import numpy as np
import pikepdf
import pytest
import zxingcpp
from PIL import Image

from extractors import reading, tesseract
from extractors.failures import PageUnread, ToolMissing
from extractors.limits import Limits
from extractors.rasters import straightened, turned
from pipeline.domain.page import Page, Reading, Source
from pipeline.domain.problems import Code, Problem
from pipeline.domain.running_text import text_of


def _read(data: bytes, tmp_path: Path) -> Reading | Problem:
    path = tmp_path / "document"
    path.write_bytes(data)
    return reading.read(path, Limits())


def _page(data: bytes, tmp_path: Path) -> Page:
    result = _read(data, tmp_path)
    assert isinstance(result, Reading), result
    return result.pages[0]


def _found(page: Page) -> float:
    """The share of the letter's words that were read as they stand."""
    text = text_of([page]).value.split()
    words = made_pages.TEXT.split()
    return sum(word in text for word in words) / len(words)


def test_born_digital(tmp_path: Path) -> None:
    """Read from its text, word for word, in points."""
    page = _page(made_pages.letter_pdf(), tmp_path)
    assert text_of([page]).value.replace("\t", " ") == made_pages.TEXT
    assert page.source is Source.TEXT_LAYER
    assert page.quality == "digital"
    assert (page.width, page.height) == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))
    assert all(word.confidence == 1.0 for word in page.words)
    assert page.words[0].box.x0 == pytest.approx(56.7, abs=1)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_digital_page_that_lies_is_stood_up(degrees: int, tmp_path: Path) -> None:
    """Text that runs down the page is turned with its boxes; /Rotate is heeded before that."""
    with pikepdf.open(io.BytesIO(made_pages.letter_pdf())) as pdf:
        pdf.pages[0].rotate(degrees, relative=False)
        out = io.BytesIO()
        pdf.save(out)
    page = _page(out.getvalue(), tmp_path)
    straight = _page(made_pages.letter_pdf(), tmp_path)
    assert page.turned == (360 - degrees) % 360
    assert [word.text for word in page.words] == [word.text for word in straight.words]
    for ours, theirs in zip(page.words, straight.words, strict=True):
        assert ours.box.x0 == pytest.approx(theirs.box.x0, abs=0.5)
        assert ours.box.top == pytest.approx(theirs.box.top, abs=0.5)
    assert (page.width, page.height) == (straight.width, straight.height)


def test_cropped_page_counts_from_what_is_shown(tmp_path: Path) -> None:
    """The crop box is the page."""
    with pikepdf.open(io.BytesIO(made_pages.letter_pdf())) as pdf:
        pdf.pages[0].cropbox = pikepdf.Array([40, 200, 595, 820])
        out = io.BytesIO()
        pdf.save(out)
    page = _page(out.getvalue(), tmp_path)
    assert page.source is Source.TEXT_LAYER
    assert (page.width, page.height) == (555, 620)
    assert page.words[0].box.x0 == pytest.approx(56.7 - 40, abs=1)


@pytest.mark.parametrize("mode", [3, 0])
def test_scanners_own_text_does_not_win(mode: int, tmp_path: Path) -> None:
    """Not rubbish, and not what reads well and stands nowhere on the page."""
    lies = ["Hyra 99 999,00 kr och avhysning den 1 januari"] * 9
    data = made_pages.scan_pdf(
        [made_pages.letter_picture()], text=lies, mode=mode, beneath=mode == 0
    )
    page = _page(data, tmp_path)
    assert page.source is Source.OCR
    assert _found(page) > 0.9
    assert "99" not in text_of([page]).value.split()


def test_upside_down_and_askew(tmp_path: Path) -> None:
    """Stood up, made straight, and the words lie where a reader sees them."""
    lying = turned(straightened(made_pages.letter_picture(), -2.0), 180)
    page = _page(made_pages.scan_pdf([lying]), tmp_path)
    assert (page.turned, page.turn_sure) == (180, True)
    assert page.skew == pytest.approx(2.0, abs=0.2)
    assert _found(page) > 0.9
    first = next(word for word in page.words if word.text.startswith("Exempel"))
    assert first.box.x0 == pytest.approx(56.7, abs=4)
    assert first.box.top == pytest.approx(60, abs=8)


def test_fax(tmp_path: Path) -> None:
    """Coarse lines, two colours, sideways in the machine."""
    page = Image.fromarray(made_pages.letter_picture()).resize((1687, 1621))
    bits = page.convert("1", dither=Image.Dither.NONE)
    found = _page(made_pages.tiff([bits], dpi=(204, 138.7), packing="group4"), tmp_path)
    assert _found(found) > 0.8
    assert found.quality == "poor"


def test_photograph_with_a_shadow(tmp_path: Path) -> None:
    """Half the page in the dark is still paper."""
    letter = made_pages.letter_picture().astype(np.float64)
    light = np.linspace(1.0, 0.35, letter.shape[1])[None, :]
    out = io.BytesIO()
    Image.fromarray((letter * light).astype(np.uint8)).save(out, "JPEG", quality=80)
    assert _found(_page(out.getvalue(), tmp_path)) > 0.9


def test_white_print_on_a_dark_field(tmp_path: Path) -> None:
    """The heading of many a form."""
    letter = made_pages.letter_picture().copy()
    letter[300:420, 120:1500] = 255 - letter[300:420, 120:1500]
    assert _found(_page(made_pages.scan_pdf([letter]), tmp_path)) > 0.9


def test_blank_back_and_separator(tmp_path: Path) -> None:
    """An empty sheet is blank and a separator marked; neither asks which way is up."""
    code = zxingcpp.create_barcode("TROSKEL-SEPARATOR", zxingcpp.BarcodeFormat.QRCode)
    sheet = np.full((2339, 1654), 255, dtype=np.uint8)
    drawn = np.array(code.to_image(scale=12))
    sheet[600 : 600 + drawn.shape[0], 500 : 500 + drawn.shape[1]] = drawn
    result = _read(made_pages.scan_pdf([made_pages.blank_picture(200), sheet]), tmp_path)
    assert isinstance(result, Reading)
    back, separator = result.pages
    assert back.blank
    assert back.source is Source.NOTHING
    assert separator.marks == ("TROSKEL-SEPARATOR",)
    assert separator.turn_sure
    assert not separator.blank


def test_form_filled_in_on_a_screen(tmp_path: Path) -> None:
    """What was typed into a form's fields is part of the letter."""
    with pikepdf.open(io.BytesIO(made_pages.letter_pdf())) as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T="storlek",
                V="98765",
                DA="/Helv 12 Tf 0 g",
                Rect=[100, 100, 300, 120],
                F=4,
            )
        )
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=[field],
            NeedAppearances=True,
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font)),
        )
        out = io.BytesIO()
        pdf.save(out)
    assert "98765" in [word.text for word in _page(out.getvalue(), tmp_path).words]


def test_passwords(tmp_path: Path) -> None:
    """A password to open sets it aside; one against changes hinders nobody from reading."""
    data = made_pages.letter_pdf()
    closed = made_pages.locked(data, user="hemligt", owner="hemligt")
    assert _read(closed, tmp_path) == Problem(code=Code.ENCRYPTED)
    guarded = made_pages.locked(data, user="", owner="hemligt")
    assert _found(_page(guarded, tmp_path)) == 1.0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.EMPTY),
        (b"hej", Code.NOT_A_DOCUMENT),
        (b"%PDF-1.4\nintet", Code.CORRUPT),
        (b"\x89PNG\r\n\x1a\nintet", Code.CORRUPT),
    ],
)
def test_what_cannot_be_read(data: bytes, code: Code, tmp_path: Path) -> None:
    """One reason each."""
    assert _read(data, tmp_path) == Problem(code=code)


def test_torn_page_is_named_and_not_blank(tmp_path: Path) -> None:
    """Content that cannot be unpacked leaves an empty page, which is not an empty back."""
    with pikepdf.open(io.BytesIO(made_pages.letter_pdf())) as pdf:
        torn = pikepdf.new()
        torn.pages.append(pdf.pages[0])
        torn.pages.append(pdf.pages[0])
        bad = pikepdf.Stream(torn, b"x\x9c rubbish that was packed once")
        bad.Filter = pikepdf.Name.FlateDecode
        torn.pages[1].Contents = bad
        out = io.BytesIO()
        torn.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    result = _read(out.getvalue(), tmp_path)
    assert isinstance(result, Reading)
    assert result.problems == (Problem(code=Code.PAGES_UNREAD, detail="2"),)
    assert not result.pages[1].blank
    assert _found(result.pages[0]) == 1.0


def test_page_that_fails_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named; when all fail, the document is corrupt."""
    whole = reading.read_page

    def failing(document: object, number: int, engine: object) -> Page:
        if number == 1:
            raise PageUnread("made to fail")
        return whole(document, number, engine)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_page", failing)
    blank = made_pages.blank_picture(60)
    result = _read(made_pages.scan_pdf([blank, blank], dpi=60), tmp_path)
    assert isinstance(result, Reading)
    assert [str(problem) for problem in result.problems] == ["pages_unread:1"]
    assert [page.blank for page in result.pages] == [False, True]
    assert _read(made_pages.scan_pdf([blank], dpi=60), tmp_path) == Problem(code=Code.CORRUPT)


def test_equal_bytes_give_equal_readings(tmp_path: Path) -> None:
    """A reading is a function of the bytes and the fingerprint."""
    data = made_pages.scan_pdf([made_pages.letter_picture()])
    assert _read(data, tmp_path) == _read(data, tmp_path)


def test_missing_tool_is_no_fault_of_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It raises, with a remedy in Swedish."""
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "no-such-tesseract")
    tesseract._installed.cache_clear()
    with pytest.raises(ToolMissing) as missing:
        _read(made_pages.letter_pdf(), tmp_path)
    assert "apt-get install" in missing.value.remedy
