"""Reliability, and risk against coverage, of each confidence as plots.

Reliability: what share of the values told with a confidence was right (Murphy and Winkler, Applied
Statistics 26, 1977); bars are Wilson's 95 % intervals, and a value is honest on the diagonal.
Risk against coverage: how many errors remain among the surest values when only those are used
(El-Yaniv and Wiener, JMLR 11, 2010); the shade reaches up to the 95 % bound.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.accuracy.marking import Mark, Told
from classifiers.fit import wilson
from pipeline.domain.bounds import upper

VALUES = (
    "kind", "subkind", "tenure", "person", "personnummer", "amount_sek", "letter_date",
    "eviction_at", "address", "apartment", "reference", "sender_name",
)  # fmt: skip
LOOKS = {
    "digital": ("#1b6ca8", "o", "-"),
    "office": ("#b35900", "s", "--"),
    "poor": ("#6b3fa0", "^", ":"),
}
"""Colour, marker and line of each class of scans: told apart without colour too."""

EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
ACROSS = 4
LEAST = 5
"""Fewer values than this say nothing worth a point."""


def draw(marks: Sequence[Mark], folder: Path) -> tuple[Path, ...]:
    """Both plots as SVG in the folder; equal marks give equal files."""
    with mpl.rc_context({"svg.hashsalt": "troskel", "font.size": 8, "font.family": "DejaVu Sans"}):
        made = []
        for name, one in (("reliability", _reliability), ("risk_coverage", _risk)):
            figure, panels = plt.subplots(
                -(-len(VALUES) // ACROSS), ACROSS, figsize=(11, 8), layout="constrained"
            )
            for value, panel in zip(VALUES, panels.flat, strict=True):
                one(panel, value, marks)
            made.append(_kept(figure, folder / f"{name}.svg"))
        return tuple(made)


def _kept(figure: Figure, file: Path) -> Path:
    figure.axes[0].legend(loc="best", frameon=False)
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)
    return file


def _told(marks: Sequence[Mark], value: str, scans: str) -> list[Told]:
    return [
        told
        for mark in marks
        if mark.letter.scan_class == scans
        for told in mark.told
        if told.what == value
    ]


def _reliability(panel: Axes, value: str, marks: Sequence[Mark]) -> None:
    panel.plot((0, 1), (0, 1), color="0.6", linewidth=0.8)
    for scans, (colour, marker, line) in LOOKS.items():
        points = []
        bins: dict[int, list[Told]] = {}
        for told in _told(marks, value, scans):
            place = min(bisect_right(EDGES, told.sure), len(EDGES) - 1)
            bins.setdefault(place, []).append(told)
        for some in (bins[place] for place in sorted(bins)):
            if len(some) >= LEAST:
                right = sum(one.right for one in some)
                low, high = wilson(right, len(some))
                sure = sum(one.sure for one in some) / len(some)
                points.append((sure, right / len(some), low, high))
        if points:
            across, up, low_, high_ = zip(*points, strict=True)
            below = [max(0.0, one - least) for one, least in zip(up, low_, strict=True)]
            above = [max(0.0, most - one) for one, most in zip(up, high_, strict=True)]
            panel.errorbar(
                across, up, yerr=(below, above), color=colour, marker=marker, linestyle=line,
                markersize=3.5, linewidth=1, capsize=2, label=scans,
            )  # fmt: skip
    panel.set(title=value, xlim=(0, 1.02), ylim=(0, 1.02))
    panel.set(xlabel="confidence told", ylabel="share right")


def _risk(panel: Axes, value: str, marks: Sequence[Mark]) -> None:
    for scans, (colour, _, line) in LOOKS.items():
        told = sorted(_told(marks, value, scans), key=lambda one: -one.sure)
        wrong, cover, rate, bound = 0, [], [], []
        for number, one in enumerate(told, 1):
            wrong += not one.right
            # Only whole groups of equal confidence can be told apart by a threshold.
            if number < len(told) and told[number].sure == one.sure:
                continue
            cover.append(number / len(told))
            rate.append(wrong / number)
            bound.append(upper(wrong, number))
        if len(told) >= LEAST:
            panel.plot(
                cover, rate, color=colour, linestyle=line, marker=".", markersize=3, linewidth=1.2,
                label=scans,
            )  # fmt: skip
            panel.fill_between(cover, rate, bound, color=colour, alpha=0.12, linewidth=0)
    panel.set(title=value, xlim=(0, 1.02), xlabel="share of the values that is used")
    panel.set(ylabel="share wrong of them", ylim=(0, 0.2))
