"""Measures accuracy end to end: see the package."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from statistics import fmean

from benchmarks.accuracy import curves, figures
from benchmarks.accuracy.baseline import plainly
from benchmarks.accuracy.letters import SPLITS, Planned, plan
from benchmarks.accuracy.marking import Mark, mark
from benchmarks.accuracy.reading import Kept, readings
from classifiers.model import Classifier
from pipeline.domain.case import Case, LetterPart
from pipeline.domain.page import Reading
from pipeline.domain.settings import Settings
from pipeline.store import routine_files
from pipeline.store.register import Register
from pipeline.store.workspace import Config
from pipeline.usecases.engine import load_roles, model_folder
from pipeline.usecases.judge import Judge
from pipeline.usecases.ports import Question


def main() -> None:
    """Reads what is not read yet, decides everything, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", default="held_out", choices=SPLITS)
    parser.add_argument("--scans", nargs="*", default=[], help="classes of scans, or effects")
    parser.add_argument("--design", default="", help="only designs whose name holds this")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "accuracy")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--baseline", type=int, default=0, metavar="N", help="of every Nth letter")
    parser.add_argument("--show", nargs="*", default=[], help="faults, lost, kind, or a field")
    parser.add_argument("--write", type=Path, help="put the calibration into this risk.json")
    chosen = parser.parse_args()
    town, letters = plan(chosen.letters, chosen.seed, chosen.split)
    letters = tuple(
        one
        for one in letters
        if (not chosen.scans or {one.scan_class, one.effect} & set(chosen.scans))
        and chosen.design in one.design
    )
    kept = tuple(readings(letters, chosen.keep, chosen.processes))
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "register.db"
        with_register = Register.open(register)
        with_register.import_files(town.write(Path(folder)))
        with_register.close()
        marks = tuple(_marks(letters, kept, register, chosen.processes))
    if chosen.write:
        curves.write(chosen.write, marks, chosen.seed, chosen.split)
    for name in chosen.show:
        show(marks, name)
    print(f"{len(marks)} letters of split {chosen.split}, seed {chosen.seed}\n")
    print(figures.table(marks))
    print()
    print(figures.calibration(marks))
    print()
    print(figures.reasons(marks))
    if chosen.baseline:
        with ProcessPoolExecutor(chosen.processes) as pool:
            plain = tuple(pool.map(plainly, letters[:: chosen.baseline]))
        print("\nthe plainest way, of the same letters\n")
        print(figures.baseline(plain, marks[:: chosen.baseline]))
    scanned = [one for one in marks if one.letter.effect]
    if scanned:
        print(
            f"\nreading: {fmean(m.seconds / m.pages for m in scanned):.2f} s of CPU a scanned page"
        )


def _marks(
    letters: tuple[Planned, ...], kept: tuple[Kept, ...], register: Path, processes: int
) -> Iterator[Mark]:
    asked = ((one, found, register) for one, found in zip(letters, kept, strict=True))
    with ProcessPoolExecutor(processes) as pool:
        yield from (one for one in pool.map(_mark, asked, chunksize=8) if one is not None)


@cache
def _judge(register: Path) -> Judge:
    config = Config(routine="goteborg")
    return Judge(
        classifier=Classifier.load(model_folder(config)),
        register=Register.open(register),
        routine_on=lambda day: routine_files.valid_on("goteborg", day),
        settings=Settings(),
        role_reader=load_roles(),
    )


def _mark(asked: tuple[Planned, Kept, Path]) -> Mark | None:
    letter, kept, register = asked
    if not isinstance(kept.reading, Reading):
        return None
    judge, reading = _judge(register), kept.reading
    cases = tuple(_decided(judge, letter, reading, part) for part in judge.split(reading.pages))
    quality = Counter(page.quality for page in reading.pages if not page.blank).most_common(1)
    return mark(
        letter, letter.made().truth, cases, quality[0][0] if quality else "poor", kept.seconds
    )


def _decided(judge: Judge, letter: Planned, reading: Reading, part: LetterPart) -> Case:
    return judge.decide(
        Question(
            part=part,
            pages=tuple(page for page in reading.pages if page.number in part.pages),
            problems=reading.problems,
            intake_point="default",
            received_on=letter.received_on,
            edits=(),
            history=lambda _: (),
        )
    )


def show(marks: tuple[Mark, ...], name: str) -> None:
    """The single letters behind a figure."""
    for one in marks:
        plan = one.letter
        head = f"{plan.number} {plan.design} {plan.effect or 'digital'} {plan.household.sort}"
        if name == "faults" and (one.faults or one.wrong_fields):
            print(head, one.faults, one.wrong_fields)
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
