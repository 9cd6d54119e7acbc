"""Fits how sure amounts, letter dates and eviction times are: ``python -m benchmarks.valued``.

Rules choose the value; how sure it is depends on their words, on what the reader of roles believes
of that value and of others, and on what else speaks for or against it (extractors.finders.valued).
Two readers are trained, each on the letters of half of the writers, and each judges the values of
the other half: so the weights are those of senders that the reader has never seen. Prints the
weights, and what they are worth on writers that they were not fitted on either.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from benchmarks.accuracy.marking import same
from benchmarks.letters import DESIGNS
from benchmarks.roles import LEARNT, Known, known
from classifiers.roles.model import RoleReader
from classifiers.roles.train import trained
from extractors.finders import FINDERS, valued
from extractors.finders.letter import Letter
from pipeline.domain.fields import Findings
from pipeline.domain.kinds import Kind

FOLDS = 5
STEPS = 4000
TIGHT = 0.995
"""The share of right values that is asked of those told without a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A chosen value: whose letter, its traits, and whether it is right."""

    writer: str
    traits: tuple[float, ...]
    right: bool


def cases_of(reader: RoleReader, letters: Iterable[Known]) -> Iterator[tuple[str, Case]]:
    """Every value that the rules choose in those letters, by its field's name."""
    for one in letters:
        if one.truth.kind == "other":
            continue
        letter = Letter.of(
            one.pages, Kind(one.truth.kind), one.letter.received_on, reader.read(one.pages)
        )
        found = _chosen(letter)
        for name in valued.WEIGHTS:
            wanted, field = one.truth.fields.get(name), found.fields.get(name)
            if wanted is None or field is None:
                continue
            seen = valued.traits_of(letter, found, name)
            writer = _writer(one)
            yield name, Case(writer=writer, traits=seen, right=same(field.value, wanted))


def _chosen(letter: Letter) -> Findings:
    """What the rules find, up to where the reader's belief is weighed."""
    found = Findings()
    for name, finder in FINDERS:
        if name == "valued":
            break
        found = finder(letter, found)
    return found


_SOURCES = {one.name: one.source for one in DESIGNS}


def _writer(one: Known) -> str:
    return _SOURCES[one.letter.design]


def fitted(cases: Sequence[Case]) -> tuple[float, ...]:
    """The weights under which the right values are likeliest (logistic regression)."""
    x = np.array([one.traits for one in cases])
    y = np.array([one.right for one in cases], dtype=float)
    weights = np.zeros(x.shape[1])
    for step in range(STEPS):
        told = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (told - y) / len(y) + 0.002 * weights
        weights -= 0.3 / (1 + step / 1500) * slope
    return tuple(round(float(one), 2) for one in weights)


def judged(cases: Sequence[Case]) -> list[tuple[float, bool]]:
    """Each value with its certainty by weights that were fitted without its writer's fold."""
    folds: dict[int, list[Case]] = defaultdict(list)
    for one in cases:
        folds[sha256(f"fold/{one.writer}".encode()).digest()[0] % FOLDS].append(one)
    told: list[tuple[float, bool]] = []
    for own in folds.values():
        weights = fitted([one for fold in folds.values() if fold is not own for one in fold])
        told += [(valued.certainty(one.traits, weights), one.right) for one in own]
    return told


def figures(told: Sequence[tuple[float, bool]]) -> str:
    """Right, signed error, ranking, and the share that is told at one wrong in 200."""
    right = sum(ok for _, ok in told)
    mean = sum(sure for sure, _ in told) / len(told)
    good = [sure for sure, ok in told if ok]
    wrong = [sure for sure, ok in told if not ok]
    pairs = [(g > w) + 0.5 * (g == w) for g in good for w in wrong]
    auroc = f"{sum(pairs) / len(pairs):.3f}" if pairs else "–"
    most = errors = 0
    for number, (_, ok) in enumerate(sorted(told, reverse=True), 1):
        errors += not ok
        if errors <= (1 - TIGHT) * number:
            most = number
    return (
        f"n {len(told)}, right {right / len(told):.3f}, signed error "
        f"{mean - right / len(told):+.3f}, AUROC {auroc}, told at {TIGHT:.1%}: "
        f"{most / len(told):.3f}"
    )


def _half(asked: tuple[list[Known], list[Known], int, int]) -> list[tuple[str, Case]]:
    learnt, others, seed, rounds = asked
    reader = trained([one.sample for one in learnt], seed, rounds)
    return list(cases_of(reader, others))


def main() -> None:
    """Trains two readers, fits, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=71)
    parser.add_argument("--each", type=int, default=1, help="letters of each design")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "accuracy")
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    letters = [
        one
        for split in LEARNT
        for one in known(chosen.each, chosen.seed, split, chosen.keep, chosen.processes)
    ]
    halves: tuple[list[Known], list[Known]] = ([], [])
    for one in letters:
        halves[sha256(_writer(one).encode()).digest()[0] % 2].append(one)
    asked = [
        (halves[number], halves[1 - number], chosen.seed + number, chosen.rounds)
        for number in (0, 1)
    ]
    cases: dict[str, list[Case]] = defaultdict(list)
    with ProcessPoolExecutor(chosen.processes) as pool:
        for some in pool.map(_half, asked):
            for name, case in some:
                cases[name].append(case)
    for name, own in cases.items():
        print(f"{name}: {fitted(own)}")
        rules = [(valued.certainty(one.traits[1:2], (1.0,)), one.right) for one in own]
        print(f"  rules alone  {figures(rules)}")
        print(f"  with weights {figures(judged(own))}")


if __name__ == "__main__":
    main()
