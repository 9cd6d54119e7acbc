"""What a file is, and whether all of it is there."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import made_pages
import made_sheets
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extractors.identify import Filetype, complete, identify
from extractors.limits import Limits
from pipeline.domain.problems import Code, Problem


def _picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((80, 120), 60).save(out, form)
    return out.getvalue()


def _samples() -> dict[Filetype, bytes]:
    grey = Image.effect_noise((80, 120), 60)
    return {
        Filetype.PDF: made_pages.scan_pdf([made_pages.blank_picture(30)]),
        Filetype.TIFF: made_pages.tiff([grey, grey], dpi=(100, 100), packing="tiff_lzw"),
        Filetype.JPEG: _picture("JPEG"),
        Filetype.PNG: _picture("PNG"),
        Filetype.CSV: made_sheets.delimited(),
        Filetype.XLSX: made_sheets.workbook(),
    }


@pytest.mark.parametrize("kind", list(Filetype))
def test_kind_is_told_by_content(kind: Filetype, tmp_path: Path) -> None:
    """A name that lies changes nothing."""
    path = tmp_path / "brev.docx"
    path.write_bytes(_samples()[kind])
    assert identify(path) is kind
    assert identify(path.read_bytes()[:2048]) is kind


def test_pdf_header_may_come_late() -> None:
    """A mail system's lines may stand before the header, within 1024 bytes."""
    assert identify(b"\n" * 900 + b"%PDF-1.4\n") is Filetype.PDF


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.EMPTY),
        (b"\0" * 500, Code.EMPTY),
        (b"Hej, hyran.", Code.NOT_A_DOCUMENT),
        (b"PK\x03\x04 word/document.xml", Code.NOT_A_DOCUMENT),
        (b"GIF89a" + b"\0" * 100, Code.NOT_A_DOCUMENT),
    ],
)
def test_what_is_no_document(data: bytes, code: Code) -> None:
    """Each reason is its own."""
    assert identify(data) == Problem(code=code)


def test_too_large(tmp_path: Path) -> None:
    """The limit is on the file's bytes."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4" + b" " * 100)
    assert identify(path, Limits(file_bytes=50)) == Problem(code=Code.TOO_LARGE)


@pytest.mark.parametrize("kind", list(Filetype))
def test_whole_file_is_complete(kind: Filetype, tmp_path: Path) -> None:
    """What its own program wrote is all there."""
    path = tmp_path / "a"
    path.write_bytes(_samples()[kind])
    assert complete(path)


@pytest.mark.parametrize("kind", list(Filetype))
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_cut_file_is_not_complete(kind: Filetype, share: float, tmp_path: Path) -> None:
    """A copy that is still under way must not be taken."""
    data = _samples()[kind]
    path = tmp_path / "a"
    path.write_bytes(data[: int(len(data) * share)])
    assert not complete(path)


def test_empty_file_is_not_complete(tmp_path: Path) -> None:
    """A program makes the file before it fills it."""
    path = tmp_path / "a.pdf"
    path.touch()
    assert not complete(path)


def test_unknown_file_is_complete(tmp_path: Path) -> None:
    """Waiting makes it no better."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04")
    assert complete(path)


@given(data=st.binary(max_size=300), head=st.sampled_from([b"", b"II*\0", b"MM\0+", b"%PDF-1.7"]))
def test_nothing_makes_it_raise(
    data: bytes, head: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any bytes have an answer."""
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(head + data)
    assert isinstance(identify(path), Filetype | Problem)
    assert complete(path) in {True, False}


def test_a_tiff_that_points_beyond_all_numbers_is_not_whole(tmp_path: Path) -> None:
    """No offset that a file may claim is more than a reason to wait."""
    for start in (2**63, 2**64 - 1):
        directory = struct.pack("<QHHQQQ", 1, 273, 16, 2, start, 0)
        path = tmp_path / "claims.tif"
        path.write_bytes(b"II" + struct.pack("<HHHQ", 43, 8, 0, 16) + directory + bytes(50))
        assert not complete(path)
