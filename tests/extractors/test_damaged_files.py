"""Of a file that is cut off or damaged, what is there is read and what is not is named."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import made_pages
import numpy as np
import pikepdf
import pytest
from PIL import Image

from extractors import reading
from extractors.child import close, read_in_child
from extractors.identify import complete
from extractors.limits import Limits
from extractors.salvage import salvaged
from extractors.tiff import chain
from pipeline.domain.page import Box, Fingerprint, Reading, Source, Word
from pipeline.domain.problems import Code, Problem

PAGES = 4
GREY = made_pages.letter_picture(60)


class Nimble:
    """An engine that reads one surely read word wherever it is asked."""

    def available(self) -> None:
        """It is."""

    def fingerprint(self) -> Fingerprint:
        """A made one."""
        return Fingerprint(name="nimble", version="1", settings="")

    def words(self, image: object, dpi: float, *, page: int, sparse: bool = False) -> tuple[Word]:
        """One word."""
        del image, dpi, sparse
        return (Word(text="brev", box=Box(page=page, x0=0, top=0, x1=9, bottom=9), confidence=1.0),)


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Reading | Problem]:
    """Reads bytes with an engine that takes no time."""
    monkeypatch.setattr(reading, "first", Nimble)

    def of(data: bytes) -> Reading | Problem:
        path = tmp_path / "document"
        path.write_bytes(data)
        return reading.read(path, Limits())

    return of


Read = Callable[[bytes], Reading | Problem]


def ends(result: Reading | Problem) -> tuple[int, list[str]]:
    """How many pages were read, and the problems."""
    assert isinstance(result, Reading), result
    read_ = [page for page in result.pages if page.source is not Source.NOTHING]
    return len(read_), [str(problem) for problem in result.problems]


def stack(packing: str) -> bytes:
    """A TIFF of four pages."""
    page = Image.fromarray(GREY)
    if packing == "group4":
        page = page.convert("1", dither=Image.Dither.NONE)
    return made_pages.tiff([page] * PAGES, dpi=(60, 60), packing=packing)


@pytest.mark.parametrize("packing", ["tiff_lzw", "group4", "jpeg"])
@pytest.mark.parametrize(("share", "left"), [(0.3, 1), (0.6, 2), (0.9, 3)])
def test_a_stack_cut_off_is_read_up_to_the_cut(
    packing: str, share: float, left: int, read: Read, tmp_path: Path
) -> None:
    """The pages before it are read, and the first that is missing is named."""
    data = stack(packing)
    cut = data[: int(len(data) * share)]
    assert ends(read(cut)) == (left, [f"pages_lost:{left + 1}"])
    assert not complete(tmp_path / "document"), "a copy under way would be taken"


def test_a_stack_without_a_first_page_is_corrupt(read: Read) -> None:
    """Nothing to be read is no reading."""
    assert read(stack("tiff_lzw")[:200]) == Problem(code=Code.CORRUPT)


def test_a_page_of_a_stack_that_lies_beyond_the_end_is_unread(read: Read) -> None:
    """The directory is there, its picture is not: scanners that write all directories first."""
    data = bytearray(stack("tiff_lzw"))
    with Image.open(io.BytesIO(data)) as picture:
        picture.seek(2)
        (start, *_) = picture.tag_v2[273]
    place = data.rindex(struct.pack("<I", start))
    data[place : place + 4] = struct.pack("<I", len(data) + 1000)
    assert ends(read(bytes(data))) == (PAGES - 1, ["pages_unread:3"])


def test_a_chain_that_bites_its_tail_has_an_end() -> None:
    """Each directory counts once, and the file is not taken for whole."""
    data = bytearray(stack("group4"))
    (first,) = struct.unpack("<I", data[4:8])
    with Image.open(io.BytesIO(data)) as picture:
        picture.seek(PAGES - 1)
        last = picture.tag_v2._offset
    (entries,) = struct.unpack("<H", data[last : last + 2])
    end = last + 2 + 12 * entries
    data[end : end + 4] = struct.pack("<I", first)
    found = chain(io.BytesIO(data))
    assert (found.directories, found.ends, found.whole) == (PAGES, False, False)


@pytest.mark.parametrize("packing", ["FlateDecode", "DCTDecode"])
@pytest.mark.parametrize(("share", "left"), [(0.4, 2), (0.9, 4)])
def test_a_pdf_cut_off_before_its_tree_is_read_up_to_the_cut(
    packing: str, share: float, left: int, read: Read, tmp_path: Path
) -> None:
    """The last page found lacks its lower part, and those after it are missing."""
    data = made_pages.page_by_page_pdf([GREY] * PAGES, packing=packing)
    assert ends(read(data)) == (PAGES, [])
    cut = data[: int(len(data) * share)]
    assert ends(read(cut)) == (left, [f"pages_unread:{left}", f"pages_lost:{left + 1}"])
    assert not complete(tmp_path / "document"), "a copy under way would be taken"


def test_a_page_written_twice_stands_where_it_was_written_last() -> None:
    """A program that changed a page wrote it again at the end."""
    page = b"%d 0 obj <</Type /Page /Rotate %d>> endobj\n"
    found = salvaged(b"%PDF-1.4\n" + page % (5, 0) + page % (6, 0) + page % (5, 90))
    assert found is not None
    assert found.pages == 2
    assert b"/Kids[6 0 R 5 0 R]" in found.data
    assert salvaged(b"%PDF-1.4\n" + page % (5, 0) + b"<</Encrypt 9 0 R>>") is None


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _: None) -> bytes:
    """Four scanned pages, changed."""
    with pikepdf.open(io.BytesIO(made_pages.scan_pdf([GREY] * PAGES, dpi=60))) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        return out.getvalue()


def without_kid(opened: pikepdf.Pdf) -> None:
    """The tree names something that is no page."""
    opened.Root.Pages.Kids[2] = None


def test_a_page_that_the_tree_names_and_nobody_has_is_told(read: Read) -> None:
    """A reader would show three pages and say nothing."""
    assert ends(read(pdf(without_kid))) == (PAGES - 1, ["pages_lost"])


def test_a_tree_that_counts_more_pages_than_it_names_is_doubted(read: Read) -> None:
    """Somebody took a page out by force."""
    data = pdf()
    assert data.count(b"/Count 4") == 1
    assert ends(read(data.replace(b"/Count 4", b"/Count 5"))) == (PAGES, ["pages_lost"])
    assert ends(read(data.replace(b"/Count 4", b"/Count 3"))) == (PAGES, [])


def half_a_picture(opened: pikepdf.Pdf) -> None:
    """Packed data that ends early."""
    picture = opened.pages[2].Resources.XObject.Im0
    data = picture.read_raw_bytes()
    picture.write(data[: len(data) // 2], filter=pikepdf.Name.FlateDecode)


def half_a_photograph(opened: pikepdf.Pdf) -> None:
    """A JPEG that ends early."""
    picture = opened.pages[2].Resources.XObject.Im0
    out = io.BytesIO()
    Image.fromarray(GREY).save(out, "JPEG")
    picture.write(out.getvalue()[: len(out.getvalue()) // 2], filter=pikepdf.Name.DCTDecode)


def no_picture(opened: pikepdf.Pdf) -> None:
    """The page draws what is not there."""
    del opened.pages[2].Resources.XObject["/Im0"]


def no_stream(opened: pikepdf.Pdf) -> None:
    """The page draws what is no picture."""
    opened.pages[2].Resources.XObject["/Im0"] = opened.make_indirect(pikepdf.Dictionary())


def form_without_picture(opened: pikepdf.Pdf) -> None:
    """A form on the page draws what is not there."""
    form = opened.make_stream(
        b"q /Gone Do Q", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
    )
    opened.pages[2].Resources.XObject["/Im0"] = form


def no_resources(opened: pikepdf.Pdf) -> None:
    """Nothing that the page names is known."""
    del opened.pages[2].obj["/Resources"]


def nonsense(opened: pikepdf.Pdf) -> None:
    """Content that nobody can follow to its end."""
    opened.pages[2].Contents = opened.make_stream(b"q 1 0 0 (((( /Im0 Do")


@pytest.mark.parametrize(
    "change",
    [
        half_a_picture,
        half_a_photograph,
        no_picture,
        no_stream,
        form_without_picture,
        no_resources,
        nonsense,
    ],
)
def test_a_page_that_lost_something_is_named(
    change: Callable[[pikepdf.Pdf], None], read: Read
) -> None:
    """It looks like the empty back of a sheet, or like a shorter letter, and is neither."""
    result = read(pdf(change))
    assert isinstance(result, Reading)
    assert [str(problem) for problem in result.problems] == ["pages_unread:3"]
    assert not any(page.blank for page in result.pages)
    assert [page.source for page in result.pages].count(Source.OCR) >= PAGES - 1


def test_an_empty_back_is_still_empty(read: Read) -> None:
    """What has nothing on it has lost nothing."""
    white = np.full((200, 140), 255, dtype=np.uint8)
    for data in (made_pages.scan_pdf([white, white], dpi=20), _bare_page()):
        result = read(data)
        assert isinstance(result, Reading)
        assert result.problems == ()
        assert all(page.blank for page in result.pages)


def _bare_page() -> bytes:
    out = io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    made.save(out)
    return out.getvalue()


def test_what_a_child_read_of_a_cut_file_is_the_same(tmp_path: Path) -> None:
    """The child says what is missing, too."""
    white = Image.new("L", (140, 200), 255)
    data = made_pages.tiff([white] * 3, dpi=(20, 20), packing="tiff_lzw")
    path = tmp_path / "cut.tif"
    path.write_bytes(data[: int(len(data) * 0.6)])
    try:
        result = read_in_child(path)
    finally:
        close()
    assert isinstance(result, Reading)
    assert result == reading.read(path, Limits())
    assert [problem.code for problem in result.problems] == [Code.PAGES_LOST]


def test_the_made_file_is_a_sound_one() -> None:
    """The made scanner's file is one that other readers open."""
    with pikepdf.open(io.BytesIO(made_pages.page_by_page_pdf([GREY] * 2))) as opened:
        assert len(opened.pages) == 2
        assert opened.get_warnings() == []
