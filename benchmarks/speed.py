"""Processor seconds a page of reading, beside one bare tesseract call on the same page.

    python -m benchmarks.speed --letters 12

Both are measured in turn on each page, so that a busy machine slows both; the ratio is what counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from pathlib import Path
from statistics import fmean, median

from PIL import Image

from benchmarks.letters import make, render
from benchmarks.letters.scans import effect_named, scan
from extractors.documents import open_document
from extractors.limits import Limits
from extractors.reading import READ_DPI, read
from pipeline.domain.problems import Problem

DESIGNS = ("notice_held_out", "inkasso_held_out", "kfm_set_held_out", "disturb_held_out")
SCANS = ("clean", "clean_200", "bitonal", "stamp", "worn")


def seconds() -> float:
    """Processor seconds of this process and those it has waited for."""
    return sum(os.times()[:4])


def bare(path: Path) -> float:
    """One call of tesseract on each page's picture at the reading resolution, as it is."""
    opened = open_document(path, Limits())
    if isinstance(opened, Problem):
        message = f"{path}: {opened}"
        raise TypeError(message)
    spent = 0.0
    with opened as document, tempfile.TemporaryDirectory() as folder:
        for number in range(1, document.count + 1):
            picture = Path(folder) / "page.png"
            Image.fromarray(document.raster(number, READ_DPI).image).save(picture)
            before = seconds()
            subprocess.run(
                ["tesseract", str(picture), "-", "-l", "swe", "tsv"],
                check=True,
                capture_output=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
            spent += seconds() - before
    return spent


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--letters", type=int, default=10)
    parser.add_argument("--scans", nargs="*", default=list(SCANS))
    chosen = parser.parse_args()
    ratios = []
    ours, theirs = [], []
    for number in range(chosen.letters):
        effect = chosen.scans[number % len(chosen.scans)]
        data = scan(render(make(number, DESIGNS[number % len(DESIGNS)])), effect, number)
        with tempfile.NamedTemporaryFile(suffix=f".{effect_named(effect).suffix}") as file:
            file.write(data)
            file.flush()
            path = Path(file.name)
            if not number:
                read(path, Limits())  # the models are loaded once a process, not once a page
            other = bare(path)
            before = seconds()
            read(path, Limits())
            own = seconds() - before
        ours.append(own)
        theirs.append(other)
        ratios.append(own / other)
        print(f"{effect:12} {own:6.2f} s, bare tesseract {other:6.2f} s, ratio {own / other:.2f}")
    print(
        f"{len(ratios)} documents: {fmean(ours):.2f} s against {fmean(theirs):.2f} s,"
        f" ratio {sum(ours) / sum(theirs):.2f}, median of ratios {median(ratios):.2f}"
    )


if __name__ == "__main__":
    main()
