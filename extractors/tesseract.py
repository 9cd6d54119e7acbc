"""Tesseract 5 with Swedish, by pytesseract: one process a page, one thread a process."""

from __future__ import annotations

import ctypes
import functools
import hashlib
import os
import signal
import tempfile
from pathlib import Path
from typing import Any

import pytesseract
from numpy.typing import NDArray
from PIL import Image

from extractors.failures import PageUnread, ToolMissing
from pipeline.domain.page import Box, Fingerprint, Word

LANGUAGE = "swe"
REMEDY_PROGRAM = (
    "Programmet tesseract saknas. Installera det: sudo apt-get install tesseract-ocr "
    "tesseract-ocr-swe. Inget brev går förlorat; läsningen fortsätter sedan av sig själv."
)
REMEDY_LANGUAGE = (
    "Svenska språkdata för tesseract saknas. Installera dem: sudo apt-get install "
    "tesseract-ocr-swe. Inget brev går förlorat; läsningen fortsätter sedan av sig själv."
)
SETTINGS = "-c tessedit_do_invert=0"
"""No second look at each line for inverted text: a fifth of the time; dark fields are turned
before (extractors.cleaning)."""
WHOLE_PAGE, SPARSE = 3, 11
PR_SET_PDEATHSIG = 1

os.environ["OMP_THREAD_LIMIT"] = "1"
"""One thread: more of them make a page several times dearer and hardly sooner."""


class Tesseract:
    """The engine; it keeps nothing but what it has found out about the installed program."""

    def available(self) -> None:
        """Raise ToolMissing when the program or its Swedish data is not installed."""
        _installed()

    def fingerprint(self) -> Fingerprint:
        """Version of the program, and a digest of the language data and settings."""
        version, data = _installed()
        settings = f"{LANGUAGE} {SETTINGS} psm {WHOLE_PAGE},{SPARSE} {data}"
        return Fingerprint(
            name="tesseract",
            version=version,
            settings=hashlib.sha256(settings.encode()).hexdigest()[:12],
        )

    def words(
        self, image: NDArray[Any], dpi: float, *, page: int, sparse: bool = False
    ) -> tuple[Word, ...]:
        """The words of an upright grey image, boxes in points, confidence 0 to 1.

        Raises PageUnread when tesseract refuses the image, ToolMissing when it is not there.
        """
        _installed()
        mode = SPARSE if sparse else WHOLE_PAGE
        config = f"--psm {mode} --dpi {round(dpi)} {SETTINGS}"
        with tempfile.TemporaryDirectory(prefix="page-") as folder:
            # Uncompressed: packing a PNG takes a tenth of the time that reading it does.
            file = Path(folder) / "page.bmp"
            Image.fromarray(image).save(file, format="BMP")
            try:
                found = pytesseract.image_to_data(
                    str(file), lang=LANGUAGE, config=config, output_type=pytesseract.Output.DICT
                )
            except pytesseract.TesseractNotFoundError as error:
                _installed.cache_clear()
                raise ToolMissing("tesseract", REMEDY_PROGRAM) from error
            except (pytesseract.TesseractError, UnicodeDecodeError, OSError) as error:
                raise PageUnread("tesseract") from error
        return _words(found, 72.0 / dpi, page)


def _words(found: dict[str, list[Any]], scale: float, page: int) -> tuple[Word, ...]:
    words: list[Word] = []
    for index, text in enumerate(found["text"]):
        printed = str(text).strip()
        confidence = float(found["conf"][index])
        if not printed or confidence < 0:
            continue
        left, top = float(found["left"][index]), float(found["top"][index])
        box = Box(
            page=page,
            x0=round(left * scale, 2),
            top=round(top * scale, 2),
            x1=round((left + float(found["width"][index])) * scale, 2),
            bottom=round((top + float(found["height"][index])) * scale, 2),
        )
        words.append(Word(text=printed, box=box, confidence=round(min(confidence, 100) / 100, 3)))
    return tuple(words)


@functools.cache
def _installed() -> tuple[str, str]:
    """The program's version and a digest of its Swedish data; a failure is not remembered."""
    try:
        version = str(pytesseract.get_tesseract_version())
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, SystemExit) as error:
        raise ToolMissing("tesseract", REMEDY_PROGRAM) from error
    if LANGUAGE not in languages:
        raise ToolMissing("tesseract-ocr-swe", REMEDY_LANGUAGE)
    return version, _data_digest()


def _data_digest() -> str:
    """A digest of the Swedish data where it can be found, so that new data is a new engine."""
    folders = [Path(os.environ.get("TESSDATA_PREFIX", "/nonexistent"))]
    folders += sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    folders += [Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata")]
    for folder in folders:
        file = folder / f"{LANGUAGE}.traineddata"
        if file.is_file():
            with file.open("rb") as data:
                return hashlib.file_digest(data, "sha256").hexdigest()[:16]
    return "unknown"


def leash() -> None:
    """Let every tesseract that this process starts die with it, whatever kills it.

    pytesseract has no setting for how it starts the program, so its one function for that is
    wrapped. Only for a process that starts programs from its main thread and no other: the
    kernel's death signal follows the thread.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    plain = pytesseract.pytesseract.subprocess_args
    parent = os.getpid()

    def die_with_parent() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    def leashed(*args: Any, **named: Any) -> dict[str, Any]:
        return {**plain(*args, **named), "preexec_fn": die_with_parent}

    pytesseract.pytesseract.subprocess_args = leashed
