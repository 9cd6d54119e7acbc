"""The second, independent reader: a neural recogniser of lines, shown only the places that matter.

It fails in other ways than Tesseract does (it loses rings and dots, and keeps its figures where
print is coarse), so that what both read alike is all but certain, and neither is believed alone.
The models lie in rapidocr's own package: nothing is fetched.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import cv2
import numpy as np

from extractors.rasters import Image, as_image
from pipeline.domain.page import Box, Fingerprint, Word

MARGIN = 0.22
"""Share of a stretch's height that is shown around it."""
LINE = 48
"""The height in pixels at which the recogniser works."""
WIDEST = 115
"""A stretch so many times wider than high is a rule, not a line of print."""


class LineReader:
    """PP-OCR's recogniser by rapidocr, one thread, on stretches of single lines."""

    def fingerprint(self) -> Fingerprint:
        """Name, version, and the runtime: equal promises equal text."""
        return Fingerprint(
            name="rapidocr",
            version=version("rapidocr"),
            settings=f"onnxruntime-{version('onnxruntime')}-{LINE}-{MARGIN}",
        )

    def words(self, image: Image, dpi: float, boxes: Sequence[Box]) -> tuple[Word, ...]:
        """What stands in each box (points) of the upright image, where anything is recognised.

        Each answer is the text of a whole box, blanks included, with the recogniser's own score.
        """
        found = []
        for box in boxes:
            cut = _cut(image, dpi, box)
            if cut is None:
                continue
            text, score = _recognised(cut)
            if text:
                found.append(Word(text=text, box=box, confidence=round(score, 3)))
        return tuple(found)


def _cut(image: Image, dpi: float, box: Box) -> Image | None:
    """The box with a margin, at the recogniser's height; None where no line of print can be."""
    scale = dpi / 72
    margin = max(2.0, MARGIN * box.height * scale)
    top, bottom = int(box.top * scale - margin), int(box.bottom * scale + margin) + 1
    left, right = int(box.x0 * scale - 1.5 * margin), int(box.x1 * scale + 1.5 * margin) + 1
    part = image[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    if min(part.shape) < 4 or part.shape[1] >= WIDEST * part.shape[0]:
        return None
    width = max(LINE, round(part.shape[1] * LINE / part.shape[0]))
    way = cv2.INTER_AREA if part.shape[0] > LINE else cv2.INTER_CUBIC
    return as_image(cv2.resize(part, (width, LINE), interpolation=way))


def _recognised(line: Image) -> tuple[str, float]:
    answer = _recogniser()(
        np.repeat(line[:, :, None], 3, axis=2), use_det=False, use_cls=False, use_rec=True
    )
    if not answer.txts:
        return "", 0.0
    return str(answer.txts[0]).strip(), float(answer.scores[0])


@functools.cache
def _recogniser() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - takes half a second, and only OCR needs it

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    threads = "EngineConfig.onnxruntime"
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": 0.0,
            f"{threads}.intra_op_num_threads": 1,
            f"{threads}.inter_op_num_threads": 1,
        }
    )
