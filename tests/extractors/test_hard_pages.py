"""Pages that are hard to read: each is read right, or said not to have been."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import made_pages
import numpy as np
import pikepdf
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.utils.text import dedupe_chars
from PIL import Image, ImageOps

from extractors import reading
from extractors.layer import single
from extractors.limits import Limits
from pipeline.domain.page import Page, Reading, Source
from pipeline.domain.problems import Code, Problem


def _read(data: bytes, tmp_path: Path) -> Reading | Problem:
    path = tmp_path / "document"
    path.write_bytes(data)
    return reading.read(path, Limits())


def _page(data: bytes, tmp_path: Path) -> tuple[Page, list[str]]:
    result = _read(data, tmp_path)
    assert isinstance(result, Reading), result
    return result.pages[0], [str(problem) for problem in result.problems]


def _share(page: Page) -> float:
    words = [word.text for word in page.words]
    wanted = made_pages.TEXT.split()
    return sum(word in words for word in wanted) / len(wanted)


def _png(image: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()


@pytest.fixture(scope="module")
def letter() -> Image.Image:
    """A letter at 150 dots an inch."""
    return Image.fromarray(made_pages.letter_picture(150))


def test_white_on_black_is_read(letter: Image.Image, tmp_path: Path) -> None:
    """A fax that took the one for the other."""
    page, problems = _page(_png(ImageOps.invert(letter)), tmp_path)
    assert _share(page) > 0.9
    assert problems == []


def test_a_page_all_black_is_said_to_be_unread(tmp_path: Path) -> None:
    """It is not blank: nobody knows what lay on the glass."""
    page, problems = _page(_png(Image.new("L", (827, 1170), 0)), tmp_path)
    assert not page.blank
    assert problems == ["pages_unread:1"]


def test_a_mirrored_scan_is_said_to_be_unread(letter: Image.Image, tmp_path: Path) -> None:
    """It gives words, but none to rely on."""
    page, problems = _page(_png(ImageOps.mirror(letter)), tmp_path)
    assert problems == ["pages_unread:1"]
    assert page.quality == "poor"


def test_mirrored_print_is_not_taken_from_its_text(tmp_path: Path) -> None:
    """The text says one thing, and what people see is another."""
    with pikepdf.open(io.BytesIO(made_pages.letter_pdf())) as pdf:
        sheet = pdf.pages[0]
        sheet.contents_add(pdf.make_stream(b"q -1 0 0 1 595 0 cm"), prepend=True)
        sheet.contents_add(pdf.make_stream(b"Q"))
        out = io.BytesIO()
        pdf.save(out)
    page, problems = _page(out.getvalue(), tmp_path)
    assert page.source is not Source.TEXT_LAYER
    assert problems == ["pages_unread:1"]


@pytest.mark.parametrize("size", [(2000, 1), (1, 2000)])
def test_a_sliver_is_no_page(size: tuple[int, int], tmp_path: Path) -> None:
    """No line of print stands on it; alone it is a broken file."""
    sliver = Image.new("L", size, 0)
    assert _read(_png(sliver.copy()), tmp_path) == Problem(code=Code.CORRUPT)
    stack = made_pages.tiff(
        [Image.new("L", (827, 1170), 255), sliver], dpi=(100, 100), packing="tiff_lzw"
    )
    result = _read(stack, tmp_path)
    assert isinstance(result, Reading)
    assert [str(problem) for problem in result.problems] == ["pages_unread:2"]


def test_a_camera_that_says_72_dots_means_that_it_does_not_know(
    letter: Image.Image, tmp_path: Path
) -> None:
    """The page is A4 whatever the picture's size; its turn is that of the camera."""
    exif = Image.Exif()
    exif[0x0112] = 8
    out = io.BytesIO()
    letter.rotate(270, expand=True).save(out, "JPEG", exif=exif, dpi=(72, 72), quality=90)
    page, _ = _page(out.getvalue(), tmp_path)
    assert _share(page) > 0.9
    assert (page.width, page.height) == (pytest.approx(595, abs=2), pytest.approx(842, abs=2))
    assert page.quality == "clean"


def test_what_a_note_hides_is_not_read(tmp_path: Path) -> None:
    """A white field laid over the amount: the reader sees none."""
    with pikepdf.open(io.BytesIO(made_pages.letter_pdf())) as pdf:
        cover = pdf.make_stream(
            b"1 1 1 rg 40 590 520 50 re f",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[40, 590, 560, 640],
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Square,
            Rect=[40, 590, 560, 640],
            F=4,
            AP=pikepdf.Dictionary(N=cover),
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        out = io.BytesIO()
        pdf.save(out)
    page, _ = _page(out.getvalue(), tmp_path)
    words = [word.text for word in page.words]
    assert "Exempelbostäder" in words
    assert "305,50" not in words


def test_very_many_words_are_compared_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of numbers does not sound Swedish; reading all of it twice would take too long."""
    monkeypatch.setattr(reading, "MOST_COMPARED", 40)
    rows = "".join(f"<p>{1000 + 7 * row} {52000 + row} {88111 + row}</p>" for row in range(50))
    sheet = "<style>@page{size:A4;margin:15mm}p{font:11pt 'Liberation Sans';margin:0}</style>"
    data = bytes(weasyprint.HTML(string=sheet + rows).write_pdf())
    seen: list[tuple[int, ...]] = []
    first = reading.first()

    class Watched:
        available = first.available
        fingerprint = first.fingerprint

        def words(self, image: Any, dpi: float, **more: Any) -> Any:
            seen.append(image.shape)
            return first.words(image, dpi, **more)

    monkeypatch.setattr(reading, "first", Watched)
    page, problems = _page(data, tmp_path)
    assert page.source is Source.TEXT_LAYER
    assert len(page.words) == 150
    assert problems == []
    assert [shape[0] < 1200 for shape in seen] == [True]


def test_a_huge_page_is_never_called_blank(tmp_path: Path) -> None:
    """Five metres of paper are drawn so coarsely that print may not be seen."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14173, 14173))
    pdf.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    pdf.save(out)
    result = _read(out.getvalue(), tmp_path)
    assert isinstance(result, Reading)
    assert [page.blank for page in result.pages] == [False, True]
    assert [str(problem) for problem in result.problems] == ["pages_unread:1"]


_chars = st.fixed_dictionaries(
    {
        "text": st.sampled_from("ab"),
        "upright": st.booleans(),
        "fontname": st.sampled_from(("F", "G")),
        "size": st.sampled_from((9, 10)),
        "doctop": st.floats(0, 9),
        "x0": st.floats(0, 9),
    }
)


@given(st.lists(_chars, max_size=60))
def test_characters_printed_twice_are_taken_once(chars: list[dict[str, Any]]) -> None:
    """As pdfplumber itself takes them, only sooner."""
    assert single(chars) == dedupe_chars(chars)


def test_a_grey_page_is_no_negative(letter: Image.Image, tmp_path: Path) -> None:
    """Dark paper with darker print stays as it is."""
    grey = Image.fromarray((np.asarray(letter, dtype=np.float64) * 0.5).astype(np.uint8))
    page, _ = _page(_png(grey), tmp_path)
    assert _share(page) > 0.9
