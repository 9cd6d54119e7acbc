"""All figures and plots of a run as one page of docs/: made by the command, never by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy import figures, plots
from benchmarks.accuracy.marking import Mark

PAGE = """# Accuracy, as measured

Made by `{command}`; do not edit.

{count} letters of {designs} designs of the split `{split}` (`benchmarks/letters/README.md` says who
wrote them and who has read them), seed {seed}; letters of one design are alike, so the true
uncertainty is wider than the intervals say. Nothing was ever trained on a scan.
Each letter goes from bytes to decision as the program does it, against a made register. They are
made letters: they say nothing yet about real ones. A share has Wilson's 95 % interval and its
counts behind it. *Office* are scans of an office scanner, *poor* are fax, phone photographs, low
resolution and halftone.

{table}

## Confidences

*Signed error* is the mean confidence less the share right: above 0 it promises too much. *AUROC*
is the chance that a right value is told with more confidence than a wrong one.

{calibration}

![Reliability of each confidence](accuracy/reliability.svg)

![Errors left, by how many of the surest values are used](accuracy/risk_coverage.svg)

## Why letters wait that a careful clerk would have sent

```text
{reasons}
```
{more}"""


def write(
    page: Path, marks: Sequence[Mark], *, command: str, run: tuple[str, int], more: str
) -> None:
    """The page, and its plots in the folder named as it; ``run`` is split and seed."""
    split, seed = run
    folder = page.with_suffix("")
    folder.mkdir(parents=True, exist_ok=True)
    plots.draw(marks, folder)
    text = PAGE.format(
        command=command,
        count=len(marks),
        designs=len({mark.letter.design for mark in marks}),
        split=split,
        seed=seed,
        table=figures.table(marks),
        calibration=figures.calibration(marks),
        reasons=figures.reasons(marks),
        more=more,
    )
    page.write_text(text, encoding="utf-8")
