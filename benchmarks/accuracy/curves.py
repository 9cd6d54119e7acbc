"""The measured marks as the file from which a workspace's thresholds are chosen.

``python -m benchmarks.accuracy --split calibration --write models/letters-<n>/risk.json``: the
letters of that split choose thresholds; those of ``final``, written into the same file, show what
the choice keeps, and the published figures are theirs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import floor
from pathlib import Path
from types import MappingProxyType

from benchmarks.accuracy.marking import Mark, Told
from classifiers.model import Classifier
from extractors.engines import first
from extractors.reading import fingerprint
from pipeline.domain.kinds import Kind
from pipeline.domain.risk import DEPENDS, Curve, Measured, Run, Sent, Step
from pipeline.domain.settings import Settings
from pipeline.store import risk_file

CHOOSING = "calibration"
"""The split whose letters choose thresholds; those of others show what the choice keeps."""

VALUES = ("kind", "subkind", "tenure", "amount_sek", "letter_date", "eviction_at", "person")

_HELD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": ("secondary_kind", "kind_other", "for_a_person"),
        "amount_sek": ("amounts_disagree",),
        "letter_date": ("dates_disagree:letter_date", "dates_disagree:posted_on"),
        "eviction_at": ("dates_disagree:eviction_at", "conflicting_dates"),
        "person": ("person_", "sublet", "several_households", "protected_identity"),
    }
)
"""Reasons by which a value is left to a person however sure it is."""


def write(path: Path, marks: Sequence[Mark], seed: int, split: str) -> None:
    """Put this run of the model in whose folder the file lies, and of today's reader, into it."""
    engines = (str(Classifier.load(path.parent).fingerprint), str(fingerprint(first())))
    put(path, marks, seed, split, engines)


def put(path: Path, marks: Sequence[Mark], seed: int, split: str, engines: tuple[str, str]) -> None:
    """Put this run into the file, in the place of an earlier one of the same seed and split.

    ``engines`` are the model's and the reader's fingerprints; runs of others, or under other
    thresholds, are dropped.
    """
    model, reading = engines
    now = Measured(model=model, reading=reading, thresholds=dict(Settings().thresholds))
    old = risk_file.read(path)
    kept = old.runs if old is not None and _alike(old, now) else ()
    others = (one for one in kept if (one.seed, one.split) != (seed, split))
    runs = (*others, run_of(marks, seed, split))
    path.write_text(risk_file.written(replace(now, runs=runs)), encoding="utf-8")


def _alike(old: Measured, now: Measured) -> bool:
    return (old.model, old.reading, dict(old.thresholds)) == (
        now.model,
        now.reading,
        dict(now.thresholds),
    )


def run_of(marks: Sequence[Mark], seed: int, split: str) -> Run:
    """The marks counted: curves of each value, and the letters that left on their own."""
    return Run(
        seed=seed,
        split=split,
        letters=len(marks),
        chooses=split.startswith(CHOOSING),
        came=Counter(mark.kind for mark in marks),
        curves=tuple(_curves(marks)),
        sent=tuple(_sent(marks)),
    )


def _curves(marks: Iterable[Mark]) -> Iterator[Curve]:
    counted: defaultdict[tuple[str, str, str], defaultdict[float, Counter[bool]]]
    counted = defaultdict(lambda: defaultdict(Counter))
    for mark in marks:
        for told in _relied_on(mark):
            counted[mark.kind, told.what, mark.quality][_down(told.sure)][told.right] += 1
    for (kind, value, quality), steps in sorted(counted.items()):
        yield Curve(
            kind=kind,
            value=value,
            quality=quality,
            steps=tuple(
                Step(sure=sure, right=count[True], wrong=count[False])
                for sure, count in sorted(steps.items())
            ),
        )


def _relied_on(mark: Mark) -> Iterator[Told]:
    """The values that only a threshold could hold; bounds and household of letters that left.

    A measured letter lies in a file of its own, so that its bounds are wrong where it was torn;
    two letters taken for one are measured elsewhere.
    """
    if mark.kind == Kind.OTHER:
        return
    for told in mark.told:
        if told.what in VALUES and not _held(mark, told):
            yield told
        elif told.what == "boundary" and _left(mark):
            yield Told(what="boundary", sure=told.sure, right="torn" not in mark.faults)
    if _left(mark):
        yield Told(what="household", sure=1.0, right="child" not in mark.faults)


def _held(mark: Mark, told: Told) -> bool:
    unsure = f"low_confidence:{told.what}" in mark.why
    if unsure and told.sure >= Settings().thresholds[told.what]:
        return True  # by a guard, or a note on the value
    return any(why.startswith(_HELD.get(told.what, ("-",))) for why in mark.why)


def _left(mark: Mark) -> bool:
    return mark.routed or bool(mark.faults)


def _sent(marks: Iterable[Mark]) -> Iterator[Sent]:
    counted: defaultdict[tuple[str, str, tuple[tuple[str, float], ...]], Counter[str]]
    counted = defaultdict(Counter)
    for mark in marks:
        if _left(mark):
            sure: dict[str, float] = {}
            for told in mark.told:
                if told.what in DEPENDS.get(Kind(mark.kind), ()):
                    sure[told.what] = min(sure.get(told.what, 1.0), _down(told.sure))
            counted[mark.kind, mark.quality, tuple(sorted(sure.items()))][_end(mark)] += 1
    for (kind, quality, confidences), count in sorted(counted.items()):
        yield Sent(
            kind=kind,
            quality=quality,
            sure=dict(confidences),
            right=count["right"],
            wrong=count["wrong"],
            slips=count["slip"],
        )


def _end(mark: Mark) -> str:
    if not mark.faults and not mark.wrong_fields:
        return "right"
    slip = not mark.wrong_fields and all(one.startswith("subkind ") for one in mark.faults)
    return "slip" if slip else "wrong"


def _down(sure: float) -> float:
    """Rounded down: a step must not hold the very values that it was counted from."""
    return min(sure, floor(sure * 1e4 + 1e-6) / 1e4)
