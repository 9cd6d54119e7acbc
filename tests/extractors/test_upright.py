"""A page is read the way up in which its sentences stand, whatever way the reader can spell out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import made_pages
import numpy as np
import pytest
from PIL import Image

from extractors import cleaning, reading
from extractors.cleaning import is_blank, strengthened
from extractors.limits import Limits
from extractors.rasters import Raster, as_image
from extractors.upright import read_upright
from pipeline.domain.page import Box, Fingerprint, Reading, Word

DPI = 150
WORDS = "Hyresgästen Provsson betalar inte hyran för lägenheten sedan augusti månad enligt avtal"


def words(*, on_end: bool) -> tuple[Word, ...]:
    """A line of surely read words, or the same standing on end."""
    found = []
    for place, text in enumerate(WORDS.split()):
        long, at = 5.0 * len(text), 70.0 * place
        box = (50.0, at, 60.0, at + long) if on_end else (at, 50.0, at + long, 60.0)
        x0, top, x1, bottom = box
        found.append(
            Word(
                text=text,
                box=Box(page=1, x0=x0, top=top, x1=x1, bottom=bottom),
                confidence=0.95,
            )
        )
    return tuple(found)


@dataclass
class EitherWay:
    """Reads a page that lies on its side as surely as one that stands: Tesseract does."""

    fingerprint: Fingerprint = field(
        default_factory=lambda: Fingerprint(name="made", version="1", settings="")
    )
    asked: list[bool] = field(default_factory=list)

    def words(self, image: cleaning.Image, dpi: float, page: int) -> tuple[Word, ...]:
        """The line, on end where the page is broader than high."""
        del dpi, page
        lies = image.shape[1] > image.shape[0]
        self.asked.append(lies)
        return words(on_end=lies)


def raster(image: made_pages.Grey) -> Raster:
    """The picture as a raster."""
    return Raster(image=image, dpi=DPI, native_dpi=DPI)


def test_a_page_taken_for_lying_is_stood_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form's rules run down the page; its words, read on end, say that it was turned wrongly."""
    page = raster(made_pages.letter_picture(DPI))
    stance = type("Stance", (), {"way": 90, "skew": 0.0})()
    monkeypatch.setattr("extractors.upright.stance_of", lambda *_: stance)
    monkeypatch.setattr("extractors.upright._fullest", lambda image: image)
    found = read_upright(page, page, EitherWay(), 1)
    assert found.turned in {0, 180}
    assert all(one.box.height < one.box.x1 - one.box.x0 for one in found.words)


def test_a_page_that_reads_costs_one_reading() -> None:
    """The common case."""
    page = raster(made_pages.letter_picture(DPI))
    engine = EitherWay()
    assert read_upright(page, page, engine, 1).turned == 0
    assert engine.asked == [False]


def faint(picture: made_pages.Grey, contrast: float) -> made_pages.Grey:
    """The picture with its ink nearly as light as its paper, and the paper's grain."""
    rng = np.random.default_rng(3)
    grain = rng.normal(0, 1.5, picture.shape)
    pale = 248 - (255 - picture.astype(np.float64)) * contrast + grain
    return as_image(np.clip(pale, 0, 255).astype(np.uint8))


def test_faint_print_is_made_dark() -> None:
    """A page that seems blank, though anybody can read it."""
    page = raster(faint(made_pages.letter_picture(DPI), 0.14))
    assert is_blank(page)
    strong = strengthened(page)
    assert strong is not None
    assert not is_blank(strong)


@pytest.mark.parametrize("contrast", [0.0, 0.01])
def test_of_grain_alone_nothing_is_made(contrast: float) -> None:
    """Paper's own unevenness is no print."""
    assert strengthened(raster(faint(made_pages.letter_picture(DPI), contrast))) is None
    assert strengthened(raster(made_pages.blank_picture(DPI))) is None


def test_two_colours_have_nothing_fainter() -> None:
    """A bitonal page shows all that it has."""
    page = Raster(image=made_pages.letter_picture(DPI), dpi=DPI, native_dpi=DPI, bitonal=True)
    assert strengthened(page) is None


@pytest.mark.parametrize("mirrored", [False, True])
def test_faint_print_is_read_and_what_shines_through_is_not(mirrored: bool, tmp_path: Path) -> None:
    """The one is a letter, the other a sheet's blank back."""
    picture = faint(made_pages.letter_picture(DPI), 0.1)
    if mirrored:
        picture = as_image(np.ascontiguousarray(picture[:, ::-1]))
    path = tmp_path / "page.png"
    Image.fromarray(picture).save(path, dpi=(DPI, DPI))
    result = reading.read(path, Limits())
    assert isinstance(result, Reading)
    page = result.pages[0]
    assert page.blank is mirrored
    found = {one.text for one in page.words}
    assert mirrored or len(found & set(made_pages.TEXT.split())) > 0.5 * len(found)
