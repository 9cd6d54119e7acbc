"""A text layer is believed only where the page shows its words."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from pathlib import Path

import made_pages
import numpy as np
import pytest
from PIL import Image

from extractors.layer import layer_of
from extractors.limits import Limits
from extractors.pdf import PdfFile
from extractors.pdf import open_pdf as _open_pdf
from extractors.trust import INK_DPI, Trust, Verdict, agree, judge, sounds_swedish
from pipeline.domain.page import Box, Word


def open_pdf(path: Path, limits: Limits) -> PdfFile:
    """The PDF, which must be one."""
    document = _open_pdf(path, limits)
    assert isinstance(document, PdfFile)
    return document


def _judged(data: bytes, tmp_path: Path) -> Verdict:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with open_pdf(path, Limits()) as document:
        layer = document.layer(1)
        assert layer is not None
        return judge(layer, document.ink(1, INK_DPI))


def test_born_digital_letter_is_believed(tmp_path: Path) -> None:
    """The usual PDF by e-mail costs no OCR."""
    assert _judged(made_pages.letter_pdf(), tmp_path).trust is Trust.WHOLE


@pytest.mark.parametrize("lines", [made_pages.LINES, made_pages.GIBBERISH])
@pytest.mark.parametrize(("mode", "beneath"), [(3, False), (0, True)])
def test_hidden_text_is_not_believed(
    lines: tuple[str, ...], mode: int, beneath: bool, tmp_path: Path
) -> None:
    """A scanner's own text, invisible or beneath the picture, however well it reads."""
    data = made_pages.scan_pdf(
        [made_pages.letter_picture()], text=lines, mode=mode, beneath=beneath
    )
    assert _judged(data, tmp_path).trust is Trust.NONE


def test_stamp_on_a_scan_is_not_the_letter(tmp_path: Path) -> None:
    """Visible text that a scanner or a diary system printed on the picture."""
    stamp = ("Inkom 2026-10-05 till socialnämnden och är registrerad", "Sida 1 av 2")
    data = made_pages.scan_pdf([made_pages.letter_picture()], text=stamp, mode=0)
    assert _judged(data, tmp_path).trust is Trust.NONE


def test_white_text_on_white_is_not_believed(tmp_path: Path) -> None:
    """What no reader sees is not in the letter."""
    assert _judged(made_pages.letter_pdf(style="p{color:white}"), tmp_path).trust is Trust.NONE


def test_picture_with_words_beside_the_text_is_read_too(tmp_path: Path) -> None:
    """A logo or a stamp in a picture holds the sender's name or the day of arrival."""
    out = io.BytesIO()
    Image.fromarray(made_pages.letter_picture(100)[80:160, 70:700]).save(out, "PNG")
    picture = base64.b64encode(out.getvalue()).decode()
    extra = f'<img style="width:120mm" src="data:image/png;base64,{picture}">'
    assert _judged(made_pages.letter_pdf(extra), tmp_path).trust is Trust.WITH_REST


def test_font_without_letters_is_not_believed(tmp_path: Path) -> None:
    """A glyph's number or a private sign is no letter."""
    path = tmp_path / "a.pdf"
    path.write_bytes(made_pages.letter_pdf())
    with open_pdf(path, Limits()) as document:
        layer = document.layer(1)
        assert layer is not None
        ink = document.ink(1, INK_DPI)
    assert judge(replace(layer, broken=0.05), ink).trust is Trust.NONE


@pytest.mark.parametrize(("text", "share"), [("(cid:12)", 0.5), ("\ue012", 0.5), ("å", 0.0)])
def test_share_of_signs_that_are_no_letters(text: str, share: float) -> None:
    """What pdfplumber gives for a font without Unicode is counted."""
    place = {"x0": 10.0, "x1": 16.0, "top": 10.0, "bottom": 20.0, "doctop": 10.0}
    one = {**place, "text": "a", "upright": True, "size": 10.0, "matrix": (1, 0, 0, 1, 0, 0)}
    other = {**one, "text": text, "x0": 16.0, "x1": 22.0}
    layer = layer_of([one, other], page=1, width=100, height=100)
    assert layer is not None
    assert layer.broken == share


@pytest.mark.parametrize(("shift", "tangled"), [(0.9, False), (0.3, True)])
def test_letters_over_letters_are_tangled(shift: float, tangled: bool) -> None:
    """A field printed over the old value; set tight is not yet over."""
    place = {"x0": 10.0, "x1": 16.0, "top": 10.0, "bottom": 20.0, "doctop": 10.0}
    one = {**place, "text": "1", "upright": True, "size": 10.0, "matrix": (1, 0, 0, 1, 0, 0)}
    other = {**one, "text": "7", "x0": 10.0 + 6 * shift, "x1": 16.0 + 6 * shift}
    layer = layer_of([one, other], page=1, width=100, height=100)
    assert layer is not None
    assert layer.tangled is tangled


def test_text_in_a_cipher_is_compared(tmp_path: Path) -> None:
    """A font that says other letters than it draws: seen, but not Swedish."""
    shifted = [
        "".join(
            chr((ord(sign) - 97 + 7) % 26 + 97) if "a" <= sign <= "z" else sign for sign in line
        )
        for line in made_pages.LINES
    ]
    white = np.full((2339, 1654), 255, dtype=np.uint8)
    data = made_pages.scan_pdf([white], text=shifted, mode=0)
    assert _judged(data, tmp_path).trust is Trust.COMPARE


def _words(text: str) -> list[Word]:
    box = Box(page=1, x0=0, top=0, x1=1, bottom=1)
    return [Word(text=part, box=box, confidence=1.0) for part in text.split()]


def test_swedish_is_told_from_rubbish() -> None:
    """By the small words that every letter has."""
    assert sounds_swedish(_words(made_pages.TEXT))
    assert not sounds_swedish(_words(" ".join(made_pages.GIBBERISH)))
    assert not sounds_swedish(_words("och att det"))


def test_agreement_is_of_most_words() -> None:
    """A few misread words are the picture's fault; many are the layer's."""
    own = _words(made_pages.TEXT)
    assert agree(own, own[3:])
    assert not agree(own, own[: len(own) // 2])
    assert not agree([], own)
