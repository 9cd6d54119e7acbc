"""The second reader on odd stretches: a rule, a dot, a place off the page; none stops a page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.rasters import Image, as_image
from extractors.second import WIDEST, LineReader
from pipeline.domain.page import Box

DPI = 150.0


def line(text: str, width: int = 1200) -> Image:
    """A white strip with that text."""
    image = np.full((60, width), 255, np.uint8)
    cv2.putText(image, text, (20, 40), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    return as_image(image)


def box(x0: float, top: float, x1: float, bottom: float) -> Box:
    """A place in points."""
    return Box(page=1, x0=x0, top=top, x1=x1, bottom=bottom)


def test_figures_are_read() -> None:
    """A plain line comes out."""
    (found,) = LineReader().words(line("8 412"), DPI, [box(0, 0, 80, 29)])
    assert found.text.replace(" ", "") == "8412"


@pytest.mark.parametrize(
    "stretch",
    [
        box(0, 10, 575, 10.1),
        box(0, 0, 0.5, 0.5),
        box(900, 0, 990, 20),
        box(0, 400, 80, 420),
        box(0, 20, 575, 21),
    ],
)
def test_what_is_no_line_of_print_is_not_read(stretch: Box) -> None:
    """No answer, and no error that would cost the page."""
    assert all(one.box == stretch for one in LineReader().words(line("8 412"), DPI, [stretch]))


def test_the_widest_stretch_is_still_read() -> None:
    """Just below the limit the recogniser takes it without complaint."""
    height = 8
    image = as_image(np.full((height, WIDEST * height - 1), 255, np.uint8))
    place = box(3, 0, WIDEST * height * 72 / DPI - 3, height * 72 / DPI)
    assert LineReader().words(image, DPI, [place]) == ()
