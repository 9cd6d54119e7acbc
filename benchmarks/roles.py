"""Trains the reader of roles and measures it: ``python -m benchmarks.roles --out models/roles-7``.

Letters are made, printed, read as the program reads them, and each read word gets its true role.
The reader learns from the splits ``LEARNT``, each letter of a design once a ``--each``, and is
measured on ``UNSEEN``, other designs by other writers. Readings are kept in a folder.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.accuracy.letters import Planned, of_each
from benchmarks.accuracy.marking import same
from benchmarks.accuracy.reading import readings
from benchmarks.letters import DESIGNS, Truth
from classifiers.integrity import write_manifest
from classifiers.roles.features import stream
from classifiers.roles.model import RoleReader
from classifiers.roles.samples import Figures, Sample, labelled
from classifiers.roles.sheet import cells_of
from classifiers.roles.train import trained
from extractors.finders.days import days
from extractors.finders.letter import Letter, plain
from extractors.finders.money import amounts
from extractors.finders.sender_name import WEIGHTS, candidates, grouped, traits
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Page, Reading
from pipeline.domain.roles import SpanRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A letter that was made, printed and read, with its truth."""

    letter: Planned
    truth: Truth
    pages: tuple[Page, ...]

    @property
    def sample(self) -> Sample:
        """Its words with their roles."""
        figures = figures_of(self.truth, self.letter.received_on)
        cells = labelled(cells_of(self.pages), self.truth, figures)
        return Sample(design=self.letter.design, cells=cells)


LEARNT = ("train", "trial", "final", "open")
UNSEEN = ("held_out", "calibration")


def known(each: int, seed: int, split: str, keep: Path, processes: int) -> Iterator[Known]:
    """So many letters of each of that split's designs, born digital."""
    letters = of_each(each, seed, split)
    digital = [replace(one, effect="", scan_class="digital") for one in letters]
    for one, kept in zip(digital, readings(digital, keep, processes), strict=True):
        if isinstance(kept.reading, Reading):
            yield Known(letter=one, truth=one.made().truth, pages=kept.reading.pages)


def figures_of(truth: Truth, near: date) -> Figures:
    """Where amounts and days stand in a text, and the role that the truth gives each."""
    told = truth.fields
    total = Decimal(told["amount_sek"]) if "amount_sek" in told else None
    roles = {
        told.get("due_date", ""): SpanRole.DUE,
        told.get("eviction_at", "")[:10]: SpanRole.EVICTION,
        told.get("letter_date", ""): SpanRole.DATED,
    }

    def found(text: str) -> Iterator[tuple[int, int, str]]:
        bare = plain(text)
        for day in days(bare, near=near):
            yield day.start, day.end, str(roles.get(day.value.isoformat(), SpanRole.OTHER_DAY))
        for money in amounts(bare):
            if money.marked or len(bare) <= ALONE_IN_CELL:
                own = money.value == total
                role = SpanRole.TOTAL if own else SpanRole.OTHER_AMOUNT
                yield money.start, money.end, str(role)

    return found


ALONE_IN_CELL = 14
"""Letters of a table's cell that holds an amount without a unit and nothing else."""


def token_figures(reader: RoleReader, letters: Iterable[Known]) -> tuple[list[str], float]:
    """Recall and precision of each role over words, as table rows; milliseconds a letter."""
    counts: Counter[tuple[str, str]] = Counter()
    begun, number = time.perf_counter(), 0
    for one in letters:
        sent = [word for word in stream(one.sample.cells, reader.words) if word.size]
        roles = reader.read(one.pages).scores
        number += 1
        for word in sent:
            scores = roles[word.first]
            told = str(max(scores, key=scores.__getitem__))
            counts[word.label, "true"] += 1
            counts[told, "told"] += 1
            counts[told, "right"] += told == word.label
    rows = [
        f"| {role} | {n} | {counts[role, 'right'] / n:.3f} "
        f"| {counts[role, 'right'] / max(1, counts[role, 'told']):.3f} |"
        for (role, what), n in sorted(counts.items())
        if what == "true"
    ]
    return rows, 1000 * (time.perf_counter() - begun) / max(1, number)


def sender_table(reader: RoleReader, letters: Iterable[Known]) -> list[Any]:
    """For each letter with a sender its design, and each candidate's traits and whether right."""
    found = []
    for one in letters:
        wanted = one.truth.fields.get("sender_name")
        if one.truth.kind == "other" or not wanted:
            continue
        kind, on = Kind(one.truth.kind), one.letter.received_on
        letter = Letter.of(one.pages, kind, on, reader.read(one.pages))
        groups = grouped(candidates(letter))
        found.append(
            (
                one.letter.design,
                [(traits(letter, group, groups), same(group[0].text, wanted)) for group in groups],
            )
        )
    return found


def fitted(table: list[Any]) -> tuple[float, ...]:
    """Weights under which the right candidate has the largest share; none of them is one too."""
    weights = np.array(WEIGHTS)
    start = weights.copy()
    for step in range(1200):
        slope = 0.004 * (weights - start)
        for _, options in table:
            if not options:
                continue
            x = np.array([traits_ for traits_, _ in options])
            odds = np.exp(np.clip(x @ weights, -30, 30))
            shares = odds / (1 + odds.sum())
            target = np.array([float(right) for _, right in options])
            target = target / max(1.0, target.sum())
            slope += (shares - target) @ x / len(table)
        weights = weights - 0.8 / (1 + step / 400) * slope
    return tuple(round(float(one), 2) for one in weights)


def sender_figures(table: list[Any], weights: tuple[float, ...] | None = None) -> str:
    """Told, right, mean confidence; by default each letter with weights fitted without its fold."""
    told: list[tuple[float, bool]] = []
    folds: dict[int, list[Any]] = defaultdict(list)
    for design, options in table:
        folds[sha256(f"fold/{design}".encode()).digest()[0] % 5].append((design, options))
    for own in folds.values():
        others = [one for fold in folds.values() if fold is not own for one in fold]
        using = np.array(weights or fitted(others))
        for _, options in own:
            if not options:
                continue
            strengths = [float(np.array(x) @ using) for x, _ in options]
            odds = np.exp(strengths)
            best = int(np.argmax(strengths))
            told.append((float(odds[best] / (1 + odds.sum())), options[best][1]))
    right = sum(ok for _, ok in told)
    mean = sum(sure for sure, _ in told) / max(1, len(told))
    share = right / max(1, len(told))
    wrong = [sure for sure, ok in told if not ok]
    good = [sure for sure, ok in told if ok]
    pairs = [(g > w) + 0.5 * (g == w) for g in good for w in wrong]
    auroc = f"{sum(pairs) / len(pairs):.3f}" if pairs else "–"
    return (
        f"told {len(told)} of {len(table)}, right {right} ({share:.3f}), mean confidence "
        f"{mean:.3f}, signed error {mean - share:+.3f}, AUROC {auroc}"
    )


def main() -> None:
    """Trains, measures, writes the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=71)
    parser.add_argument("--each", type=int, default=3, help="letters of each design")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "accuracy")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--measure", action="store_true", help="measure what lies in --out")
    chosen = parser.parse_args()

    def letters(split: str, each: int) -> list[Known]:
        return list(known(each, chosen.seed, split, chosen.keep, chosen.processes))

    learnt = 0
    if chosen.measure:
        reader = RoleReader.load(chosen.out)
    else:
        train = [one.sample for split in LEARNT for one in letters(split, chosen.each)]
        learnt = len(train)
        reader = trained(train, chosen.seed, chosen.rounds, print)
    unseen = {split: letters(split, 3) for split in UNSEEN}
    figures: list[str] = []
    tables: list[Any] = []
    for name, some in unseen.items():
        rows, each = token_figures(reader, some)
        senders = sender_table(reader, some)
        tables += senders
        designs = len({one.letter.design for one in some})
        figures += [
            f"### {name}: {len(some)} letters of {designs} designs", "",
            "| role | words | found | right of those told |", "| --- | --- | --- | --- |",
            *rows, "", f"{each:.1f} ms a letter, words and measuring included.", "",
            f"Sender: {sender_figures(senders, WEIGHTS)}", "",
        ]  # fmt: skip
    figures += [
        "### Sender, each letter with weights fitted on other designs", "",
        sender_figures(tables), "",
    ]  # fmt: skip
    print("weights fitted on all:", fitted(tables))
    print("\n".join(figures))
    if not chosen.measure:
        _write(chosen, reader, learnt, figures)


def _write(
    chosen: argparse.Namespace, reader: RoleReader, letters: int, figures: list[str]
) -> None:
    shutil.rmtree(chosen.out, ignore_errors=True)
    chosen.out.mkdir(parents=True)
    reader.save(chosen.out)
    recipe = (
        f"python -m benchmarks.roles --out models/{chosen.out.name} --seed {chosen.seed} "
        f"--each {chosen.each} --rounds {chosen.rounds}"
    )
    card = (Path(__file__).parent / "roles_card.md").read_text(encoding="utf-8")
    text = card.format(
        name=chosen.out.name,
        letters=letters,
        writers=len({one.source for one in DESIGNS if one.split in LEARNT}),
        recipe=recipe,
        figures="\n".join(figures),
    )
    (chosen.out / "card.md").write_text(text, encoding="utf-8")
    (chosen.out / "recipe.json").write_text(
        json.dumps({"seed": chosen.seed, "rounds": chosen.rounds, "letters": letters}) + "\n",
        encoding="utf-8",
    )
    write_manifest(chosen.out, name=chosen.out.name, spacy=version("spacy"))


if __name__ == "__main__":
    main()
