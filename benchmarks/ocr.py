"""What each choice of the reading of scans gains in errors and costs in seconds.

    python -m benchmarks.ocr --letters 40 --best FOLDER

Every way of reading sees the same pages (held-out designs and scans) and differs from the program's
own in one choice. Counted are the printed words, and of them those with figures, that come out
letter for letter; the difference to the program's own way has a 95 % interval by bootstrap over
pages. ``FOLDER`` holds another ``swe.traineddata`` where that is to be tried.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import fmean

import cv2
from PIL import Image

from benchmarks.letters import DESIGNS, make, plain_text, render
from benchmarks.letters.scans import effect_named, scan
from extractors.cleaning import cleaned
from extractors.documents import open_document
from extractors.limits import Limits
from extractors.rasters import Raster, as_image, straightened, turned
from extractors.reading import LOOK_DPI, READ_DPI
from extractors.stance import stance_of
from extractors.tesseract import SETTINGS, WHOLE_PAGE

SCANS = {
    "office": ("clean_200", "bitonal", "tinted", "pale", "streaked", "stamp"),
    "poor": ("fax", "fax_fine", "low_jpeg", "photo", "photo_far", "dithered"),
}
ROUNDS = 2000
"""Drawings of the bootstrap."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way of reading; the defaults are the program's own."""

    name: str
    dpi: float = READ_DPI
    clean: bool = True
    straight: bool = True
    binary: str = ""
    mode: int = WHOLE_PAGE
    settings: str = SETTINGS
    data: str = ""


OWN = Way("the program's own")
WAYS = (
    OWN,
    Way("200 dots an inch", dpi=200),
    Way("240 dots an inch", dpi=240),
    Way("400 dots an inch", dpi=400),
    Way("not cleaned", clean=False),
    Way("not straightened", straight=False),
    Way("black and white by Otsu beforehand", binary="otsu"),
    Way("black and white by a local mean beforehand", binary="local"),
    Way("tesseract's own Sauvola", settings=f"{SETTINGS} -c thresholding_method=2"),
    Way("with the second look for inverted text", settings=""),
    Way("page segmentation 4, one column", mode=4),
    Way("page segmentation 6, one block", mode=6),
    Way("page segmentation 11, sparse", mode=11),
)


@dataclass(frozen=True, slots=True)
class Score:
    """A page read one way: printed words, those that came out, those with figures; seconds."""

    words: int
    right: int
    figures: int
    figures_right: int
    seconds: float


def pages(count: int, seed: int) -> Iterator[tuple[str, Path, Counter[str]]]:
    """One-page letters as scans: their class, file and printed words."""
    rng = Random(seed)
    designs = [one for one in DESIGNS if one.split in {"held_out", "trial"}]
    designs = [one for one in designs if one.kind != "debt_list"]
    made = 0
    while made < count:
        letter = make(rng.randrange(10**6), rng.choice(designs).name)
        sort = ("office", "poor")[made % 2]
        effect = SCANS[sort][made // 2 % len(SCANS[sort])]
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / "letter.pdf"
            pdf = render(letter)
            plain.write_bytes(pdf)
            with open_document(plain, Limits()) as document:  # type: ignore[union-attr]
                if document.count > 1:
                    continue
            file = Path(folder) / f"scan.{effect_named(effect).suffix}"
            file.write_bytes(scan(pdf, effect, made))
            made += 1
            yield sort, file, Counter(plain_text(letter).split())


def picture(file: Path, way: Way) -> Raster:
    """The page as that way hands it to tesseract."""
    with open_document(file, Limits()) as document:  # type: ignore[union-attr]
        raster = document.raster(1, way.dpi)
    clean = cleaned(raster)
    stance = stance_of(clean.at(min(LOOK_DPI, clean.dpi)).image, min(LOOK_DPI, clean.dpi))
    image = turned((clean if way.clean else raster).image, stance.way)
    if way.straight:
        image = straightened(image, stance.skew)
    if way.binary == "otsu":
        image = as_image(cv2.threshold(image, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1])
    if way.binary == "local":
        near = 2 * round(0.08 * way.dpi) + 1
        method, kind = cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY
        image = as_image(cv2.adaptiveThreshold(image, 255, method, kind, near, 15))
    return raster.with_image(image)


def read(file: Path, way: Way, printed: Counter[str]) -> Score:
    """That page read that way, held against what is printed."""
    raster = picture(file, way)
    with tempfile.TemporaryDirectory() as folder:
        bitmap = Path(folder) / "page.bmp"
        Image.fromarray(raster.image).save(bitmap)
        command = ["tesseract", str(bitmap), "-", "-l", "swe", "--psm", str(way.mode)]
        command += ["--dpi", str(round(raster.dpi)), *way.settings.split()]
        if way.data:
            command += ["--tessdata-dir", way.data]
        before = os.times()
        done = subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
        )
        after = os.times()
    found = Counter(done.stdout.decode().split())
    right = printed & found
    figures = Counter({one: n for one, n in printed.items() if sum(map(str.isdigit, one)) > 1})
    return Score(
        words=printed.total(),
        right=right.total(),
        figures=figures.total(),
        figures_right=(figures & found).total(),
        seconds=sum(after[2:4]) - sum(before[2:4]),
    )


def gain(own: list[Score], other: list[Score], *, figures: bool) -> str:
    """Words more that come out, of a thousand printed, with the interval."""
    pairs = [
        (b.figures_right - a.figures_right, a.figures) if figures else (b.right - a.right, a.words)
        for a, b in zip(own, other, strict=True)
    ]
    rng = Random(1)
    drawn = sorted(_of_thousand(rng.choices(pairs, k=len(pairs))) for _ in range(ROUNDS))
    low, high = drawn[round(0.025 * ROUNDS)], drawn[round(0.975 * ROUNDS)]
    return f"{_of_thousand(pairs):+.1f} ({low:+.1f} to {high:+.1f})"


def _of_thousand(pairs: list[tuple[int, int]]) -> float:
    return 1000 * sum(more for more, _ in pairs) / sum(of for _, of in pairs)


def main() -> None:
    """Reads each page each way and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--letters", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=[""], help="ways named so, beside the own")
    parser.add_argument("--best", default="", help="a folder with another swe.traineddata")
    chosen = parser.parse_args()
    ways = list(WAYS)
    if chosen.best:
        ways.append(replace(OWN, name="the other language data", data=chosen.best))
    ways = [one for one in ways if one is OWN or any(so in one.name for so in chosen.only)]
    scores: dict[tuple[str, str], list[Score]] = {}
    for sort, file, printed in pages(chosen.letters, chosen.seed):
        for way in ways:
            scores.setdefault((sort, way.name), []).append(read(file, way, printed))
    print("| scans | way | n | words right | more words of 1,000 | with figures right |"
          " more of 1,000 | seconds |")  # fmt: skip
    print("| --- " * 8 + "|")
    for sort in SCANS:
        own = scores[sort, OWN.name]
        for way in ways:
            some = scores[sort, way.name]
            shares = (
                sum(one.right for one in some) / sum(one.words for one in some),
                sum(one.figures_right for one in some) / sum(one.figures for one in some),
            )
            print(
                f"| {sort} | {way.name} | {len(some)} | {shares[0]:.1%} |"
                f" {gain(own, some, figures=False)} | {shares[1]:.1%} |"
                f" {gain(own, some, figures=True)} |"
                f" × {fmean(o.seconds for o in some) / fmean(o.seconds for o in own):.2f} |"
            )


if __name__ == "__main__":
    main()
