"""Real files that broke other readers each end with a result or a reason, and leave nothing.

The whole folder takes a while: ``python benchmarks/hostile.py ../shared/hostile``. Here are those
whose ending says something.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import child
from extractors.child import read_in_child
from extractors.glance import glance
from extractors.identify import complete
from extractors.limits import Limits
from pipeline.domain.page import Reading, Source
from pipeline.domain.problems import Code, Problem

FOLDER = Path(
    os.environ.get("TROSKEL_HOSTILE", Path(__file__).resolve().parents[3] / "shared" / "hostile")
)
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"no hostile files: TROSKEL_HOSTILE or {FOLDER.name}/ beside us"
)


@pytest.fixture(scope="module", autouse=True)
def _children() -> Iterator[None]:
    yield
    child.close()


def _read(name: str) -> Reading | Problem:
    return read_in_child(FOLDER / name, Limits(seconds_page=60, seconds_total=300))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("qpdf/bad1.pdf", Code.NOT_A_DOCUMENT),
        ("ocrmypdf/invalid.pdf", Code.CORRUPT),
        ("qpdf/deep-pages.pdf", Code.CORRUPT),
        ("qpdf/bad25.pdf", Code.CORRUPT),
        ("qpdf/broken-lzw.pdf", Code.CORRUPT),
        ("ocrmypdf/hugemono.pdf", Code.TOO_LARGE),
        ("pdfminer/encryption__aes-256-r6.pdf", Code.ENCRYPTED),
        ("pdfminer/encryption__rc4-40.pdf", Code.ENCRYPTED),
        ("qpdf/enc-R3,V2,U=view,O=master.pdf", Code.ENCRYPTED),
        ("pypdf/005-libreoffice-writer-password__libreoffice-writer-password.pdf", Code.ENCRYPTED),
    ],
)
def test_set_aside_with_its_own_reason(name: str, code: Code) -> None:
    """What nobody could read, and why."""
    assert _read(name) == Problem(code=code)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("qpdf/bad38.pdf", "Potato"),
        ("qpdf/bad-encryption-length.pdf", "Potato"),
        ("pdfminer/zen_of_python_corrupted.pdf", "Beautiful"),
        ("pypdf/021-pdfa__crazyones-pdfa.pdf", "crazy"),
        ("ocrmypdf/missing_docinfo.pdf", "DocumentInfo"),
    ],
)
def test_read_after_mending(name: str, text: str) -> None:
    """What opens with some care is read; an owner's lock hinders nobody."""
    result = _read(name)
    assert isinstance(result, Reading)
    words = " ".join(word.text for page in result.pages for word in page.words)
    assert text in words


def test_lost_content_is_named() -> None:
    """A page that had to be mended where its content stood is for a person to look at."""
    result = _read("qpdf/bad2.pdf")
    assert isinstance(result, Reading)
    assert [str(problem) for problem in result.problems] == ["pages_unread:1"]


def test_blank_is_blank() -> None:
    """Only the page that its maker left empty."""
    result = _read("ocrmypdf/blank.pdf")
    assert isinstance(result, Reading)
    assert [page.blank for page in result.pages] == [True]


def test_old_ocr_text_is_read_anew() -> None:
    """Another program's hidden text is not taken at its word."""
    result = _read("ocrmypdf/graph_ocred.pdf")
    assert isinstance(result, Reading)
    assert [page.source for page in result.pages] == [Source.OCR]


def test_looks_at_any_of_them_without_raising() -> None:
    """The two questions that are asked before a document is read."""
    for path in sorted(FOLDER.glob("qpdf/bad*.pdf")):
        assert complete(path) in {True, False}
    for name in ("qpdf/bad1.pdf", "qpdf/bad9.pdf", "ocrmypdf/hugemono.pdf", "qpdf/deep-pages.pdf"):
        assert glance(FOLDER / name) is False
