"""Fits the combination's weights and the tables of measured frequency, from out-of-fold letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from math import log, sqrt

from classifiers.combine import Weights, label_probabilities, tenure_probabilities
from classifiers.counts import Counts
from classifiers.judge import Asking, Evidence, held_by, leading
from classifiers.labels import LABELS, TENURES, by_kind, kind_of, label_of, subkind_of, within
from pipeline.domain.frequency import Outcome, Table, table
from pipeline.domain.kinds import Kind

START = Weights(
    model=0.2, linear=0.9, kind=0.06, subkind=0.06, other=0.1, tenure_model=0.5, tenure_cues=0.6
)
_SPREAD = 1.0
_SLACK = 0.03
"""Share of probability spread over all labels in the loss, so that no single letter rules it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A letter whose design the model had not seen: what model and cues said, and the truth.

    ``weight`` evens out designs; ``also`` are other kinds or labels that count as right,
    ``ask`` the probability (0 to 1) that a person should see it, ``asked`` whether one should.
    """

    design: str
    quality: str
    label: str
    tenure: str
    also: tuple[str, ...]
    model: Mapping[str, float]
    linear: Mapping[str, float]
    tenure_model: Mapping[str, float]
    counts: Counts
    ask: float = 0.0
    asked: bool = False
    weight: float = 1.0

    @property
    def sums(self) -> Mapping[str, float]:
        """The cues' sums by label."""
        return self.counts.sums


def fit_weights(samples: Sequence[Sample], start: Weights = START) -> Weights:
    """The weights that make the truth likeliest, by a coordinate search from ``start``.

    Look-alikes that a guard leaves to a person in any case have no part in it: no weight has to
    tell them from what they look like.
    """
    samples = [one for one in samples if not _guarded(one)]
    best = start
    loss = _loss(samples, best)
    step = 0.5
    while step > 0.05:
        moved = False
        for field in fields(Weights):
            for factor in (1 + step, 1 / (1 + step)):
                trial = replace(best, **{field.name: getattr(best, field.name) * factor})
                tried = _loss(samples, trial)
                if tried < loss - 1e-5:
                    best, loss, moved = trial, tried, True
        if not moved:
            step /= 2
    return best


def _guarded(sample: Sample) -> bool:
    return kind_of(sample.label) is Kind.OTHER and any(
        guard.level == "kind" for guard in sample.counts.guards
    )


def _loss(samples: Sequence[Sample], weights: Weights) -> float:
    total = 0.0
    for one in samples:
        labels = label_probabilities(one.model, one.linear, one.sums, weights)
        if one.also or one.label not in LABELS:
            kinds = by_kind(labels)
            right = sum(kinds[kind_of(name)] for name in (one.label, *one.also))
        else:
            right = labels[LABELS.index(one.label)]
        tenures = tenure_probabilities(one.tenure_model, one.sums, weights)
        total -= one.weight * _log(right, len(LABELS))
        total -= one.weight * _log(tenures[TENURES.index(one.tenure)], len(TENURES))
    total /= sum(one.weight for one in samples)
    return total + 0.01 * sum(
        log(getattr(weights, field.name) / getattr(START, field.name)) ** 2 / _SPREAD
        for field in fields(Weights)
    )


def _log(probability: float, size: int) -> float:
    return log((1 - _SLACK) * probability + _SLACK / size)


def hints(samples: Sequence[Sample], weights: Weights) -> dict[str, float]:
    """The doubt under which each guard was wrong to hold a letter.

    By its mark; of those that were heard in too few designs nothing is said. Under it the letter
    was always what it was taken for, and nobody had to see it; a share of the least doubt of a
    letter that was not, as nobody knows where the next will be.
    """
    held: defaultdict[str, list[tuple[float, bool, str]]] = defaultdict(list)
    for sample in samples:
        evidence = evidence_of(sample, weights)
        for guard in held_by(evidence):
            right = not sample.asked and _right(sample, evidence, guard.level)
            held[guard.mark].append((evidence.doubt(guard.level), right, sample.design))
    found = {}
    for name, letters in sorted(held.items()):
        wrong = min((doubt for doubt, right, _ in letters if not right), default=1.0)
        under = wrong * HINT_MARGIN
        if len({design for doubt, _, design in letters if doubt < under}) >= HINT_DESIGNS:
            found[name] = round(min(under, HINT_MOST), 6)
    return found


HINT_DESIGNS = 20
"""A guard is doubted when letters of so many designs were held in vain, and none with reason."""
HINT_MARGIN = 0.25
HINT_MOST = 0.05
"""Of letters of writers on whom these were not measured 252 were let go, three of them, of one
design, wrongly; with 12 designs 325 and four, with 12 and twice the share 440 and nine."""


def _right(sample: Sample, evidence: Evidence, level: str) -> bool:
    """Whether the likeliest kind, or subkind too, is the letter's."""
    told = dict(zip(LABELS, evidence.labels, strict=True))
    label = max(told, key=told.__getitem__)
    if level == "subkind":
        return label in {sample.label, *sample.also}
    kinds = by_kind(evidence.labels)
    best = max(kinds, key=kinds.__getitem__)
    return best in {kind_of(name) for name in (sample.label, *sample.also)}


def evidence_of(
    sample: Sample, weights: Weights, doubted: Mapping[str, float] | None = None
) -> Evidence:
    """What the voices say of the letter, without tables; ``doubted`` as :func:`hints` gives it."""
    nothing = Table(scores=(), right=(), counts=())
    return Evidence(
        counts=sample.counts,
        asking=Asking(sample.ask),
        labels=label_probabilities(sample.model, sample.linear, sample.sums, weights),
        tenures=tenure_probabilities(sample.tenure_model, sample.sums, weights),
        kind_table=nothing,
        subkind_table=nothing,
        tenure_table=nothing,
        hints=doubted or {},
    )


def kind_outcome(sample: Sample, evidence: Evidence) -> Outcome | None:
    """How sure the likeliest kind was, and whether right; None where it is left open anyway."""
    first = leading(evidence)
    if first.why or first.asked:
        return None
    right = first.kind.value in {kind_of(name).value for name in (sample.label, *sample.also)}
    return first.score, right


def subkind_outcome(sample: Sample, evidence: Evidence) -> Outcome | None:
    """The same for the subkind, given the right kind; None where there is none, or left open."""
    subkind = subkind_of(sample.label)
    kind = kind_of(sample.label)
    left = any(
        one.level == "subkind" and kind in one.kinds and evidence.believed(one)
        for one in sample.counts.guards
    )
    if subkind is None or left:
        return None
    shares = within(kind, evidence.labels)
    best = max(shares, key=lambda one: shares[one])
    return shares[best], label_of(kind.value, best) in {sample.label, *sample.also}


def tenure_outcome(sample: Sample, evidence: Evidence) -> Outcome | None:
    """The same for the tenure; None for letters about no home."""
    if sample.label == "other":
        return None
    values = evidence.tenures
    best = max(range(len(values)), key=lambda place: values[place])
    return values[best], TENURES[best] == sample.tenure


def tables(
    samples: Sequence[Sample],
    weights: Weights,
    outcome: Callable[[Sample, Evidence], Outcome | None],
    qualities: Sequence[str],
    doubted: Mapping[str, float] | None = None,
) -> dict[str, Table]:
    """A table of measured frequencies for each quality of scan."""
    found = {}
    for quality in qualities:
        outcomes = [
            one
            for sample in samples
            if sample.quality == quality
            and (one := outcome(sample, evidence_of(sample, weights, doubted))) is not None
        ]
        found[quality] = table(outcomes)
    return found


def wilson(right: int, size: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval (95 %) for a share of ``right`` in ``size``; (0, 1) for none."""
    if not size:
        return 0.0, 1.0
    share = right / size
    middle = share + z * z / (2 * size)
    reach = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    whole = 1 + z * z / size
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
