"""Measures accuracy end to end: see the package."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import fmean

from benchmarks.accuracy import confidences, curves, figures, report
from benchmarks.accuracy.baseline import plainly
from benchmarks.accuracy.deciding import decided
from benchmarks.accuracy.letters import SPLITS, Planned, plan
from benchmarks.accuracy.marking import Mark
from benchmarks.accuracy.reading import readings, record


def main() -> None:
    """Reads what is not read yet, decides everything, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", nargs="+", default=["held_out"], choices=SPLITS)
    parser.add_argument("--scans", nargs="*", default=[], help="classes of scans, or effects")
    parser.add_argument("--design", default="", help="only designs whose name holds this")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "accuracy")
    parser.add_argument("--record", type=Path, help="put the readings into this archive")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--baseline", type=int, default=0, metavar="N", help="of every Nth letter")
    parser.add_argument(
        "--show", nargs="*", default=[], help="worst, faults, lost, kind, or a field"
    )
    parser.add_argument("--write", type=Path, help="put the calibration into this risk.json")
    parser.add_argument("--report", type=Path, help="write this page of docs/, with its plots")
    parser.add_argument("--fit", type=Path, help="measure the finders' own words into this file")
    chosen = parser.parse_args()
    town, letters = plan(chosen.letters, chosen.seed, *chosen.split)
    letters = tuple(
        one
        for one in letters
        if (not chosen.scans or {one.scan_class, one.effect} & set(chosen.scans))
        and chosen.design in one.design
    )
    splits = "+".join(chosen.split)
    kept = tuple(readings(letters, chosen.keep, chosen.processes))
    if chosen.record:
        record(chosen.record, letters, chosen.keep, chosen.processes)
    marks = decided(town, letters, kept, bare=bool(chosen.fit), processes=chosen.processes)
    if chosen.fit:
        confidences.write(chosen.fit, marks, chosen.seed, splits)
    if chosen.write:
        curves.write(chosen.write, marks, chosen.seed, splits)
    for name in chosen.show:
        show(marks, name)
    print(f"{len(marks)} letters of split {splits}, seed {chosen.seed}\n")
    print(figures.table(marks))
    print()
    print(figures.calibration(marks))
    print()
    print(figures.reasons(marks))
    beside = _beside(letters, marks, chosen)
    print(beside)
    if chosen.report:
        command = f"python -m benchmarks.accuracy {shlex.join(sys.argv[1:])}"
        run = (splits, chosen.seed)
        report.write(chosen.report, marks, command=command, run=run, more=beside)


def _beside(
    letters: tuple[Planned, ...], marks: tuple[Mark, ...], chosen: argparse.Namespace
) -> str:
    """What stands beside the figures: the plainest way on some of the letters, and the cost."""
    text = ""
    if chosen.baseline:
        by_number = {one.letter.number: one for one in marks}
        some = tuple(one for one in letters[:: chosen.baseline] if one.number in by_number)
        with ProcessPoolExecutor(chosen.processes) as pool:
            plain = tuple(pool.map(plainly, some))
        ours = [by_number[one.number] for one in some]
        text += f"\n## The plainest way, of the same letters\n\n{figures.baseline(plain, ours)}\n"
    scanned = [one for one in marks if one.letter.effect]
    if scanned:
        cost = fmean(one.seconds / one.pages for one in scanned)
        text += f"\nReading: {cost:.2f} s of CPU a scanned page.\n"
    if unread := len(letters) - len(marks):
        text += f"\n{unread} letters could not be read at all and were set aside for a person.\n"
    return text


WORST = 50
"""So many letters are worth opening one by one."""


def worst(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Sent wrongly first, then by how surely something wrong was told, then needless waits."""

    def badness(one: Mark) -> tuple[int, float, int]:
        sent = len(one.faults) + len(one.wrong_fields)
        return sent, max((told.sure for told in one.told if not told.right), default=0.0), one.lost

    return tuple(sorted(marks, key=badness, reverse=True)[:WORST])


def show(marks: tuple[Mark, ...], name: str) -> None:
    """The single letters behind a figure."""
    for one in worst(marks) if name == "worst" else marks:
        plan = one.letter
        head = f"{plan.number} {plan.design} {plan.effect or 'digital'} {plan.household.sort}"
        if name == "faults" and (one.faults or one.wrong_fields):
            print(head, one.faults, one.wrong_fields)
        elif name == "worst":
            wrong = [f"{told.what} {told.sure:.2f}" for told in one.told if not told.right]
            print(head, one.faults, one.wrong_fields, wrong, one.why)
        elif name == "lost" and one.lost:
            print(head, one.why)
        elif name == "kind" and not one.kind_right:
            print(head, one.truth.kind, "taken for", one.kind, one.told[0].sure)
        else:
            for told in one.told:
                if told.what == name and not told.right:
                    print(head, name, told.sure, one.truth.fields.get(name))


if __name__ == "__main__":
    main()
