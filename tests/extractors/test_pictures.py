"""TIFF, JPEG and PNG as pages: size, resolution, way up, colours."""

from __future__ import annotations

import io
from pathlib import Path

import made_pages
import numpy as np
import pytest
from PIL import Image

from extractors.failures import PageUnread
from extractors.limits import Limits
from extractors.pictures import PictureFile, open_picture
from pipeline.domain.problems import Code, Problem


def _opened(data: bytes, tmp_path: Path, limits: Limits | None = None) -> PictureFile | Problem:
    path = tmp_path / "picture"
    path.write_bytes(data)
    return open_picture(path, limits or Limits())


def _document(data: bytes, tmp_path: Path) -> PictureFile:
    document = _opened(data, tmp_path)
    assert isinstance(document, PictureFile)
    return document


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """A letter at 100 dots an inch."""
    return Image.fromarray(made_pages.letter_picture(100))


def test_fax_gets_square_pixels(page: Image.Image, tmp_path: Path) -> None:
    """204 by 98 dots an inch is an A4 page all the same."""
    bits = page.resize((1687, 1146)).convert("1", dither=Image.Dither.NONE)
    document = _document(made_pages.tiff([bits, bits], dpi=(204, 98), packing="group4"), tmp_path)
    with document:
        raster = document.raster(2, 300)
    assert document.count == 2
    assert (raster.width, raster.height) == (pytest.approx(595, abs=2), pytest.approx(842, abs=2))
    assert raster.bitonal
    assert raster.native_dpi == pytest.approx(98, abs=1)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_colour_is_read_alike(mode: str, page: Image.Image, tmp_path: Path) -> None:
    """Palette, print colours, clear paper, 16 bits: dark stays dark and paper white."""
    if mode == "I;16":
        wide = np.asarray(page, dtype=np.uint16) * 257
        image = Image.fromarray(wide)
    elif mode == "RGBA":
        image = Image.new("RGBA", page.size, (0, 0, 0, 0))
        image.paste((0, 0, 0, 255), mask=page.point(lambda grey: 255 - grey))
    else:
        image = page.convert("RGB").convert(mode) if mode != "1" else page.convert("1")
    data = made_pages.tiff([image], dpi=(100, 100), packing="tiff_lzw")
    with _document(data, tmp_path) as document:
        seen = document.raster(1, 100).image
    assert seen.shape == (page.height, page.width)
    difference = np.abs(seen.astype(int) - np.asarray(page, dtype=int))
    assert difference.mean() < 6


def test_phone_picture_is_turned_by_its_own_word(page: Image.Image, tmp_path: Path) -> None:
    """The camera says how it was held (EXIF)."""
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = page.rotate(90, expand=True)
    with _document(_saved(lying, "JPEG", exif=exif, quality=90), tmp_path) as document:
        raster = document.raster(1, 100)
    assert raster.height > raster.width
    assert np.abs(raster.at(100).image[:200, :500].mean() - 255) < 60


@pytest.mark.parametrize("stated", [None, (72, 72), (1, 1), (9999, 9999)])
def test_unstated_resolution_is_that_of_a4(stated: tuple[int, int] | None, tmp_path: Path) -> None:
    """A phone says 72 whatever the page was."""
    image = Image.new("L", (2480, 3508), 255)
    options = {"dpi": stated} if stated else {}
    with _document(_saved(image, "PNG", **options), tmp_path) as document:
        raster = document.raster(1, 300)
    assert raster.width == pytest.approx(595, abs=3)


def test_too_many_pages(page: Image.Image, tmp_path: Path) -> None:
    """The limit is the caller's."""
    data = made_pages.tiff([page] * 3, dpi=(100, 100), packing="tiff_lzw")
    assert _opened(data, tmp_path, Limits(pages=2)) == Problem(code=Code.TOO_LARGE)


def test_too_many_pixels(page: Image.Image, tmp_path: Path) -> None:
    """A bomb is refused before it is unpacked."""
    document = _opened(_saved(page, "PNG"), tmp_path, Limits(pixels=1000))
    assert isinstance(document, PictureFile)
    with document, pytest.raises(PageUnread) as refused:
        document.raster(1, 300)
    assert refused.value.too_large


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_cut_picture_is_not_read_in_part(form: str, page: Image.Image, tmp_path: Path) -> None:
    """Half a page looks like a page with a blank end."""
    data = _saved(page, form)
    document = _opened(data[: len(data) // 2], tmp_path)
    if isinstance(document, Problem):
        assert document.code is Code.CORRUPT
        return
    with document, pytest.raises(PageUnread):
        document.raster(1, 100)
