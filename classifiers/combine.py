"""The model's scores and the cues' sums as one probability, and that as a measured frequency.

All numbers are fitted in training on letters whose sender the model had not seen
(classifiers/fit.py) and stored with the model; nothing here is tuned by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from classifiers.labels import LABELS, TENURES, kind_of
from pipeline.domain.kinds import Kind

FLOOR = 0.002
"""The least probability the model may give: it advises, and vetoes nothing."""
LINEAR_FLOOR = 1e-5
"""That of the linear model, which has seen the cues too."""

CUE_MOST = 14.0
CUE_LEAST = -10.0
"""Sums of cues beyond these say nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each voice counts: the text model, the linear model, the kind's and subkind's cues.

    ``other`` is the start that the kind ``other`` has.
    """

    model: float
    linear: float
    kind: float
    subkind: float
    other: float
    tenure_model: float
    tenure_cues: float


def label_probabilities(
    model: Mapping[str, float],
    linear: Mapping[str, float],
    sums: Mapping[str, float],
    weights: Weights,
) -> tuple[float, ...]:
    """Probabilities of ``LABELS``, in their order, from both models' scores and the cues' sums."""
    logits = []
    for label in LABELS:
        kind = kind_of(label)
        logit = weights.model * log(max(FLOOR, model.get(label, 0.0)))
        logit += weights.linear * log(max(LINEAR_FLOOR, linear.get(label, 0.0)))
        logit += weights.kind * clipped(sums.get(f"kind:{kind.value}", 0.0))
        logit += weights.subkind * clipped(sums.get(f"subkind:{label}", 0.0))
        if kind is Kind.OTHER:
            logit += weights.other
        logits.append(logit)
    return softmax(logits)


def tenure_probabilities(
    model: Mapping[str, float], sums: Mapping[str, float], weights: Weights
) -> tuple[float, ...]:
    """Probabilities of ``TENURES``, in their order, from the model's scores and the cues' sums."""
    return softmax(
        [
            weights.tenure_model * log(max(FLOOR, model.get(tenure, 0.0)))
            + weights.tenure_cues * clipped(sums.get(f"tenure:{tenure}", 0.0))
            for tenure in TENURES
        ]
    )


def clipped(value: float) -> float:
    """The sum of cues within the range where it says something."""
    return min(CUE_MOST, max(CUE_LEAST, value))


def softmax(logits: Sequence[float]) -> tuple[float, ...]:
    """Numbers as shares of one whole, in their order."""
    top = max(logits)
    raised = [exp(value - top) for value in logits]
    total = sum(raised)
    return tuple(value / total for value in raised)
