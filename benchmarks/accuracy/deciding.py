"""Decides measured letters as the program does, against the register of the town they are about."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.accuracy.letters import Planned
from benchmarks.accuracy.marking import Mark, mark
from benchmarks.accuracy.reading import Kept
from benchmarks.accuracy.town import Town
from classifiers.model import Classifier
from pipeline.domain.case import Case, LetterPart
from pipeline.domain.confidences import Confidences
from pipeline.domain.page import Reading
from pipeline.domain.settings import Settings
from pipeline.store import confidences_file, routine_files
from pipeline.store.config import Config
from pipeline.store.register import Register
from pipeline.usecases.engine import CONFIDENCES, load_roles, model_folder
from pipeline.usecases.judge import Judge
from pipeline.usecases.ports import Question


def decided(
    town: Town,
    letters: Iterable[Planned],
    kept: Iterable[Kept],
    *,
    bare: bool = False,
    processes: int = 1,
) -> tuple[Mark, ...]:
    """The marks of those letters of which there is a reading, in their order.

    ``bare`` where the finders' own words are to be measured, and no table of them is used.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "register.db"
        register = Register.open(file)
        register.import_files(town.write(Path(folder)))
        register.close()
        judging = Judging(register=file, bare=bare)
        asked = ((one, found, judging) for one, found in zip(letters, kept, strict=True))
        with ProcessPoolExecutor(processes) as pool:
            every = pool.map(_mark, asked, chunksize=8)
            return tuple(one for one in every if one is not None)


@dataclass(frozen=True, slots=True)
class Judging:
    """What letters are decided with; ``bare`` where finders' own words stand, to be measured."""

    register: Path
    bare: bool


@cache
def judge_of(judging: Judging) -> Judge:
    """The program's own judge, as it decides in a municipality with Göteborg's routine."""
    config = Config(routine="goteborg")
    return Judge(
        classifier=Classifier.load(model_folder(config)),
        register=Register.open(judging.register),
        routine_on=lambda day: routine_files.valid_on("goteborg", day),
        settings=Settings(),
        role_reader=load_roles(),
        confidences=Confidences() if judging.bare else confidences_file.read(CONFIDENCES),
    )


def _mark(asked: tuple[Planned, Kept, Judging]) -> Mark | None:
    letter, kept, judging = asked
    if not isinstance(kept.reading, Reading):
        return None
    judge, reading = judge_of(judging), kept.reading
    cases = tuple(case_of(judge, letter, reading, part) for part in judge.split(reading.pages))
    quality = Counter(page.quality for page in reading.pages if not page.blank).most_common(1)
    return mark(
        letter, letter.made().truth, cases, quality[0][0] if quality else "poor", kept.seconds
    )


def case_of(judge: Judge, letter: Planned, reading: Reading, part: LetterPart) -> Case:
    """What becomes of one part of a document that came in as it is planned."""
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
