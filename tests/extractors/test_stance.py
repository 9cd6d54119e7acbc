"""How a page lies is seen from its picture."""

from __future__ import annotations

import made_pages
import numpy as np
import pytest
import zxingcpp

from extractors.cleaning import is_blank
from extractors.marks import marks_of
from extractors.rasters import Raster, straightened, turned, turned_box
from extractors.stance import stance_of
from pipeline.domain.page import Box

DPI = 150


@pytest.mark.parametrize("way", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [0.0, 2.5, -7.0, 13.0])
def test_turn_and_lean_are_found(way: int, skew: float) -> None:
    """A page laid in any way, at any lean up to 15 degrees, is seen to lie so."""
    page = straightened(made_pages.letter_picture(DPI), -skew)
    found = stance_of(turned(page, -way % 360), DPI)
    assert found.way == way
    assert found.skew == pytest.approx(skew, abs=0.25)


@pytest.mark.parametrize("way", [0, 90])
def test_streaks_lost_lines_and_edges_are_no_rows(way: int) -> None:
    """What runs down a page from top to bottom is sharper than any row of print, but is none."""
    page = made_pages.letter_picture(DPI).copy()
    for column in (200, 411, 640, 901):
        page[:, column : column + 2] = 0
    page[:, 1180:] = 0
    assert stance_of(turned(page, -way % 360), DPI).way == way


def test_straight_page_is_left_alone() -> None:
    """No needless turning by a tenth of a degree: it blurs."""
    assert stance_of(made_pages.letter_picture(DPI), DPI).skew == 0.0


def test_empty_page_lies_straight() -> None:
    """Where there is nothing to see there is nothing to turn."""
    found = stance_of(np.full((400, 300), 255, dtype=np.uint8), DPI)
    assert (found.way, found.skew) == (0, 0.0)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_boxes_turn_with_their_picture(degrees: int) -> None:
    """A black rectangle and its box stay together."""
    image = np.full((60, 40), 255, dtype=np.uint8)
    image[10:20, 5:30] = 0
    box = turned_box(Box(page=1, x0=5, top=10, x1=30, bottom=20), degrees, 40, 60)
    after = turned(image, degrees)
    rows, columns = np.nonzero(after == 0)
    seen = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert seen == (box.x0, box.top, box.x1, box.bottom)


def _raster(image: made_pages.Grey, dpi: float) -> Raster:
    return Raster(image=image, dpi=dpi, native_dpi=dpi)


def test_back_of_a_sheet_is_blank() -> None:
    """Grain and punch holes are no print."""
    assert is_blank(_raster(made_pages.blank_picture(100), 100))


def test_little_print_is_not_blank() -> None:
    """One line on a page is enough."""
    page = made_pages.blank_picture(150)
    line = made_pages.letter_picture(150)[100:170, 80:700]
    page[900 : 900 + line.shape[0], 100 : 100 + line.shape[1]] = np.minimum(
        page[900 : 900 + line.shape[0], 100 : 100 + line.shape[1]], line
    )
    assert not is_blank(_raster(page, 150))


def test_large_print_is_not_blank() -> None:
    """A poster's letters are print, too."""
    page = made_pages.blank_picture(100)
    line = made_pages.letter_picture(200)[150:190, 150:260]
    big = np.kron(line, np.ones((6, 6), dtype=np.uint8))[:, :600]
    page[500 : 500 + big.shape[0], 100 : 100 + big.shape[1]] = big
    assert not is_blank(_raster(page, 100))


def test_black_page_is_not_blank() -> None:
    """A scan gone wrong is not an empty sheet."""
    assert not is_blank(_raster(np.full((1100, 800), 20, dtype=np.uint8), 100))


@pytest.mark.parametrize(
    ("text", "form", "mark"),
    [
        ("PATCHT", "Code128", "PATCH-T"),
        ("PATCH-T", "Code39", "PATCH-T"),
        ("TROSKEL-SEPARATOR", "QRCode", "TROSKEL-SEPARATOR"),
    ],
)
@pytest.mark.parametrize("way", [0, 90, 180])
def test_separators_are_seen(text: str, form: str, mark: str, way: int) -> None:
    """However the sheet lies."""
    page = _with_code(text, form)
    assert marks_of(turned(page, way)) == (mark,)


def test_other_codes_are_not_separators() -> None:
    """An invoice's own code parts nothing."""
    assert marks_of(_with_code("7350000000000", "QRCode")) == ()


def _with_code(text: str, form: str) -> made_pages.Grey:
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, form))
    drawn = np.array(code.to_image(scale=6 if form == "QRCode" else 3))
    page = np.full((1754, 1240), 255, dtype=np.uint8)
    page[300 : 300 + drawn.shape[0], 200 : 200 + drawn.shape[1]] = drawn
    return page
