"""Trains the classifier: ``python -m classifiers.train --out models/letters-<n>``.

Not part of the service: it alone imports the generator under ``benchmarks``. Deterministic from
``--seed``. The order: (1) models on all letters but some writers', judging theirs, give
scores for senders never seen; (2) on them the weights and tables of measured frequency are fitted;
(3) the models are trained on all letters; (4) designs, phrases and kinds of noise that were held
out from everything give the figures of the card.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from itertools import repeat
from pathlib import Path
from typing import Any

from classifiers.book import load_book
from classifiers.corrections import COPIES, Correction, read_corrections
from classifiers.cues import CueCounter
from classifiers.evaluate import card, figures
from classifiers.fit import (
    Sample,
    fit_weights,
    hints,
    kind_outcome,
    subkind_outcome,
    tables,
    tenure_outcome,
)
from classifiers.integrity import write_manifest
from classifiers.labels import LABELS, kind_of
from classifiers.linear import (
    ASK,
    ASKING,
    LIST_SHARE,
    OWN_SHARE,
    SEND,
    Learnt,
    Voices,
    train_linear,
)
from classifiers.model import QUALITIES, Classifier, TextModel
from classifiers.noise import MEASURING, TRAINING
from classifiers.samples import (
    KNOWN_WRITERS,
    OWN,
    Read,
    made_letters,
    read,
    train_text_model,
    vocabulary,
)
from pipeline.domain.frequency import Table
from pipeline.domain.kinds import Kind

BLIND_ROUNDS = 5
"""Into so many groups the strangers fall; each group's letters are judged by models without it."""

HELD_OUT_FIRST = 1_000_000
"""Seeds of measured letters start here, so that none equals a training letter."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains and writes the model; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m classifiers.train", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the model's new folder")
    parser.add_argument("--seed", type=int, default=20261005)
    parser.add_argument("--letters", type=int, default=24, help="letters a design, at least")
    parser.add_argument("--rounds", type=int, default=6, help="passes over the letters")
    parser.add_argument("--held-out", type=int, default=24, help="measured letters a design")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args(arguments)
    recipe = Recipe(
        seed=given.seed, letters=given.letters, rounds=given.rounds, held_out=given.held_out
    )
    train(given.out, recipe, _tell, processes=given.processes)
    return 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201  # a command's progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a model is made from; an equal recipe makes an equal model on one machine.

    ``letters`` and ``held_out`` are the least number of letters a design, for training and for
    measuring; ``rounds`` the passes over the training letters.
    """

    seed: int
    letters: int
    rounds: int
    held_out: int


def train(
    out: Path,
    recipe: Recipe,
    say: Callable[[str], None],
    more: Sequence[Correction] = (),
    *,
    processes: int = 1,
) -> dict[str, Any]:
    """Trains, measures and writes the model's folder (replacing it); returns the figures.

    ``more`` are letters that people corrected: the text model learns from them beside the made
    ones. Weights and frequencies are fitted on made letters alone, for what was corrected is no
    fair sample of what comes. The rounds of (1) are shared out among so many ``processes``.
    """
    counter = CueCounter(load_book())
    say("läser träningsbrev")
    made = made_letters("train", recipe.letters, recipe.seed, TRAINING)
    # What words are known decides what is mended, so the vocabulary is drawn from a first look.
    counter.known = vocabulary(read(made[:: max(1, recipe.letters // 6)], counter)).words
    letters = read(made, counter)
    designs = len({one.letter.design for one in letters})
    writers = {one.letter.writer for one in letters}
    say(f"{len(letters)} brev av {designs} slag")
    extra = COPIES * read_corrections(more, counter)
    strangers = _blind(letters, recipe, say, extra, processes)
    weights = fit_weights(strangers)
    say(f"vikter: {weights}")
    doubted = hints(strangers, weights)
    say(f"spärrar: {doubted}")
    parts = {"kind": kind_outcome, "subkind": subkind_outcome, "tenure": tenure_outcome}
    calibration = {
        "cues": counter.book.measure,
        "weights": asdict(weights),
        "hints": doubted,
        **{
            part: _plain(tables(strangers, weights, outcome, QUALITIES, doubted))
            for part, outcome in parts.items()
        },
    }
    say("tränar på alla")
    text_model = train_text_model([*letters, *extra], recipe.seed, recipe.rounds, say)
    _write(out, text_model, _voices([*letters, *extra]), calibration)
    say("mäter på undanhållna")
    result = measure(out, recipe)
    result["recipe"] = {
        **asdict(recipe), "training_letters": len(letters), "training_designs": designs,
        "writers": len(writers), "strangers": len(writers - KNOWN_WRITERS),
    }  # fmt: skip
    if more:
        result["recipe"]["corrections"] = len(extra) // COPIES
    text = json.dumps(result, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (out / "figures.json").write_text(text, encoding="utf-8")
    (out / "card.md").write_text(card(out.name, result), encoding="utf-8")
    _seal(out)
    return result


def measure(folder: Path, recipe: Recipe) -> dict[str, Any]:
    """The figures of the model in that folder, on the frozen letters of the recipe."""
    frozen = made_letters("held_out", recipe.held_out, HELD_OUT_FIRST + recipe.seed, MEASURING)
    return figures(Classifier.load(folder), frozen)


def _blind(
    letters: Sequence[Read],
    recipe: Recipe,
    say: Callable[[str], None],
    extra: Sequence[Read],
    processes: int,
) -> list[Sample]:
    """Each stranger's letters, scored by models that saw no letter of that writer's group.

    A stranger is a writer at whose letters no cue was written: how far each voice can be trusted,
    and how often an answer is right, is asked of such letters alone.
    """
    strangers = sorted({one.letter.writer for one in letters} - KNOWN_WRITERS)
    count = min(BLIND_ROUNDS, len(strangers))
    rounds = [
        Round(
            group=frozenset(strangers[number::BLIND_ROUNDS]),
            seed=recipe.seed + number + 1,
            rounds=recipe.rounds,
        )
        for number in range(count)
    ]
    samples: list[Sample] = []
    with ProcessPoolExecutor(processes) as pool:
        found = pool.map(_judged, rounds, repeat(letters, count), repeat(extra, count))
        for number, (one, some) in enumerate(zip(rounds, found, strict=True), 1):
            say(f"omgång {number}: {', '.join(sorted(one.group))}")
            samples += some
    return samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Writers who are judged by models that were trained without them, and how those are made."""

    group: frozenset[str]
    seed: int
    rounds: int


def _judged(one: Round, letters: Sequence[Read], extra: Sequence[Read]) -> list[Sample]:
    """The letters of a round's writers with what models without them say of each."""
    sizes = Counter(each.letter.design for each in letters)
    known = [*(each for each in letters if each.letter.writer not in one.group), *extra]
    model = train_text_model(known, one.seed, one.rounds)
    voices = _voices(known)
    samples = []
    for each in letters:
        if each.letter.writer not in one.group:
            continue
        labels, tenures = model.scores(each.words)
        samples.append(
            Sample(
                design=each.letter.design,
                quality=each.letter.quality,
                label=each.letter.label,
                tenure=each.letter.tenure,
                also=each.letter.also,
                model=labels,
                linear=voices.labels.scores(each.counts),
                ask=voices.asking.scores(each.counts)[ASK],
                asked=bool(each.letter.ask),
                tenure_model=tenures,
                counts=replace(each.counts, words=()),
                weight=1 / sizes[each.letter.design],
            )
        )
    return samples


def _plain(found: dict[str, Table]) -> dict[str, Any]:
    return {quality: asdict(table) for quality, table in found.items()}


def _voices(letters: Sequence[Read]) -> Voices:
    """The linear models of those letters, over words that two designs use.

    Of ``other`` a person sees every letter: the voice that asks for one learns where it matters.
    """
    vocab = vocabulary(letters)
    known = vocab.words | vocab.stems
    asked = [one for one in letters if one.letter.ask is not None and one.letter.label != "other"]
    return Voices(
        labels=train_linear([_learnt(one, one.letter.label) for one in letters], known, LABELS),
        asking=train_linear(
            [_learnt(one, ASK if one.letter.ask else SEND) for one in asked], known, ASKING
        ),
    )


def _learnt(one: Read, name: str) -> Learnt:
    share = OWN_SHARE if one.letter.writer == OWN else 1.0
    if kind_of(one.letter.label) is Kind.DEBT_LIST:
        share *= LIST_SHARE
    return Learnt(one.letter.design, name, one.counts, share)


def _write(out: Path, model: TextModel, voices: Voices, calibration: dict[str, Any]) -> None:
    """The model's files, in an empty folder."""
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    model.save(out)
    voices.save(out)
    (out / "calibration.json").write_text(
        json.dumps(calibration, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    _seal(out)


def _seal(out: Path) -> None:
    write_manifest(out, name=out.name, spacy=version("spacy"))


if __name__ == "__main__":
    raise SystemExit(main())
