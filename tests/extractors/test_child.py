"""Reading in a child: limits hold, nothing is left behind, and a lost page loses no other."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import made_pages
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from extractors import child
from extractors.child import Cause, ReadingFailed, ToolMissing, read_in_child
from extractors.glance import glance
from extractors.images import page_png
from extractors.limits import Limits
from extractors.reading import read
from pipeline.domain.page import Reading
from pipeline.domain.problems import Code, Problem

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _no_child_outlives_its_test() -> Iterator[None]:
    child.close()  # one that another test left idle would be given the work, unbroken
    yield
    child.close()
    assert _workers_of(os.getpid()) == []


def _processes() -> Iterator[tuple[int, int, list[str]]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except (OSError, ValueError):
                continue
            if state != "Z":
                yield int(entry.name), int(parent), command


def _workers_of(parent: int) -> list[int]:
    return [
        number
        for number, _, command in _processes()
        if "extractors.worker" in command and str(parent) in command
    ]


def _until(holds: Callable[[], bool]) -> None:
    """Wait for what the kernel does in its own time; the suite's time limit ends a vain wait."""
    while not holds():
        time.sleep(0.01)


def _written(tmp_path: Path, data: bytes, name: str = "document") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_same_as_reading_here(tmp_path: Path) -> None:
    """The child changes nothing but who bears the risk."""
    path = _written(tmp_path, made_pages.letter_pdf())
    assert read_in_child(path) == read(path, Limits())


def test_children_are_used_again(tmp_path: Path) -> None:
    """Starting costs more than reading a born-digital letter."""
    path = _written(tmp_path, made_pages.letter_pdf())
    read_in_child(path)
    first = _workers_of(os.getpid())
    read_in_child(path)
    assert _workers_of(os.getpid()) == first
    assert len(first) == 1


def test_threads_have_a_child_each(tmp_path: Path) -> None:
    """And get their own answers."""
    paths = [
        _written(tmp_path, made_pages.letter_pdf(f"<p>nummer {number}</p>"), str(number))
        for number in range(4)
    ]
    with ThreadPoolExecutor(2) as pool:
        readings = list(pool.map(read_in_child, paths))
    assert [reading.document for reading in readings if isinstance(reading, Reading)] == [
        result.document for path in paths if isinstance(result := read(path, Limits()), Reading)
    ]
    assert len(_workers_of(os.getpid())) == 2


def test_problems_come_through(tmp_path: Path) -> None:
    """A reason is a result, not a failure; the child lives on."""
    assert read_in_child(_written(tmp_path, b"hej")) == Problem(code=Code.NOT_A_DOCUMENT)
    assert len(_workers_of(os.getpid())) == 1
    with pytest.raises(FileNotFoundError):
        read_in_child(tmp_path / "nothing")


def test_time_limit(tmp_path: Path) -> None:
    """A document that takes too long fails, and its child is gone."""
    path = _written(tmp_path, made_pages.letter_pdf())
    with pytest.raises(ReadingFailed) as failed:
        read_in_child(path, Limits(seconds_total=0.05))
    assert failed.value.cause is Cause.TIMEOUT
    assert _workers_of(os.getpid()) == []


def test_memory_limit(tmp_path: Path) -> None:
    """A child without memory fails; this process does not."""
    path = _written(tmp_path, made_pages.letter_pdf())
    with pytest.raises(ReadingFailed):
        read_in_child(path, Limits(memory_bytes=64 << 20))


def test_page_that_kills_its_reader_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice; then it is left out and the others are kept."""
    blank = made_pages.blank_picture(60)
    path = _written(tmp_path, made_pages.scan_pdf([blank] * 3, dpi=60))
    _break_worker(tmp_path, monkeypatch, "if number == 2: os.kill(os.getpid(), signal.SIGSEGV)")
    result = read_in_child(path)
    assert isinstance(result, Reading)
    assert [str(problem) for problem in result.problems] == ["pages_unread:2"]
    assert [page.blank for page in result.pages] == [True, False, True]


def test_page_that_never_ends_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page has its time."""
    blank = made_pages.blank_picture(60)
    path = _written(tmp_path, made_pages.scan_pdf([blank] * 2, dpi=60))
    _break_worker(tmp_path, monkeypatch, "while number == 1: pass")
    result = read_in_child(path, Limits(seconds_page=6))
    assert isinstance(result, Reading)
    assert [str(problem) for problem in result.problems] == ["pages_unread:1"]


def test_document_that_kills_every_reader_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is given up as a whole: one attempt."""
    blank = made_pages.blank_picture(60)
    path = _written(tmp_path, made_pages.scan_pdf([blank], dpi=60))
    _break_worker(tmp_path, monkeypatch, "os._exit(3)")
    with pytest.raises(ReadingFailed) as failed:
        read_in_child(path)
    assert failed.value.cause is Cause.CRASH


def _break_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    """Let the children run ``statement`` before each page."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import os, signal\n"
        "import extractors.reading as reading\n"
        "whole = reading.read_page\n"
        "def read_page(document, number, engine):\n"
        f"    {statement}\n"
        "    return whole(document, number, engine)\n"
        "reading.read_page = read_page\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{ROOT}")


def test_missing_tool_uses_no_attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its remedy is in Swedish."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing) as missing:
        read_in_child(_written(tmp_path, made_pages.letter_pdf()))
    assert missing.value.tool == "tesseract"
    assert "Installera" in missing.value.remedy


def test_missing_language_uses_no_attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Swedish is asked for, not English in its place."""
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(ToolMissing) as missing:
        read_in_child(_written(tmp_path, made_pages.letter_pdf()))
    assert "tesseract-ocr-swe" in missing.value.remedy


def test_close_ends_what_is_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits is told that it was not the document's fault."""
    blank = made_pages.blank_picture(60)
    path = _written(tmp_path, made_pages.scan_pdf([blank], dpi=60))
    mark = tmp_path / "begun"
    _break_worker(tmp_path, monkeypatch, f"open({str(mark)!r}, 'w').close(); signal.pause()")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(read_in_child, path)
        _until(mark.exists)
        child.close()
        with pytest.raises(ReadingFailed) as failed:
            waiting.result()
    assert failed.value.cause is Cause.CLOSED


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_nothing_outlives_a_killed_parent(tmp_path: Path) -> None:
    """Not the child, not its tesseract, and no page of a letter stays in its folder for long."""
    path = _written(tmp_path, made_pages.scan_pdf([made_pages.letter_picture()] * 20))
    program = (
        "import sys; from pathlib import Path; from extractors.child import read_in_child\n"
        f"read_in_child(Path({str(path)!r}))"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    try:
        _until(lambda: any(_tesseracts_under(parent.pid)))
        family = [*_workers_of(parent.pid), *_tesseracts_under(parent.pid)]
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    alive = {number for number, _, _ in _processes()}
    _until(lambda: not alive & set(family) & {number for number, _, _ in _processes()})
    child._sweep()
    for home in {child._scratch_home() or "/tmp", "/tmp"}:  # noqa: S108 - only looked at
        assert not list(Path(home).glob(f"{child.SCRATCH}{parent.pid}-*"))


def _tesseracts_under(parent: int) -> list[int]:
    workers = set(_workers_of(parent))
    return [
        number
        for number, above, command in _processes()
        if above in workers and Path(command[0]).name == "tesseract"
    ]


def test_child_outlives_the_thread_that_asked(tmp_path: Path) -> None:
    """The kernel's death signal follows a thread; threads come and go."""
    path = _written(tmp_path, made_pages.letter_pdf())
    asking = threading.Thread(target=read_in_child, args=(path,))
    asking.start()
    asking.join()
    before = _workers_of(os.getpid())
    assert isinstance(read_in_child(path), Reading)
    assert _workers_of(os.getpid()) == before != []


@pytest.mark.parametrize(
    ("extra", "urgent"),
    [("", False), ("<p>Kronofogden, mål U-12345-26: dag för avhysning</p>", True)],
)
@pytest.mark.parametrize("scanned", [False, True])
def test_glance_sees_kronofogden(extra: str, urgent: bool, scanned: bool, tmp_path: Path) -> None:
    """By text or by the upper part of the picture, upside down too."""
    data = made_pages.letter_pdf(extra)
    if scanned:
        document = pypdfium2.PdfDocument(data)
        page = np.asarray(document[0].render(scale=2.7, grayscale=True).to_pil().convert("L"))
        document.close()
        data = made_pages.scan_pdf([page[::-1, ::-1].copy()], dpi=194.4)
    # The looking itself is proved here; its ten seconds are for a queue, not for a busy machine.
    patient = Limits(seconds_page=300.0, seconds_total=300.0)
    assert glance(_written(tmp_path, data), patient) is urgent


@pytest.mark.parametrize("data", [b"", b"hej", b"%PDF-1.4", b"II*\0\xff\xff\xff\xff"])
def test_glance_never_raises(data: bytes, tmp_path: Path) -> None:
    """What cannot be looked at waits its turn."""
    assert not glance(_written(tmp_path, data))
    assert not glance(tmp_path / "nothing")


def test_page_image_is_upright(tmp_path: Path) -> None:
    """Turned and straightened as the page was when it was read."""
    path = _written(tmp_path, made_pages.letter_pdf())
    standing = Image.open(io.BytesIO(page_png(path, 1, 50)))
    lying = Image.open(io.BytesIO(page_png(path, 1, 50, turned=90, skew=1.0)))
    assert standing.height > standing.width
    assert lying.size == standing.size[::-1]
    with pytest.raises(ReadingFailed):
        page_png(path, 2, 50)
