"""The model's labels: a kind with its subkind, joined by a dot."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.kinds import SUBKINDS, Kind, Tenure

LABELS: tuple[str, ...] = tuple(
    f"{kind.value}.{subkind}" if subkind else kind.value
    for kind in Kind
    for subkind in (SUBKINDS[kind] or ("",))
)
"""Every kind with each of its subkinds; a kind without subkinds stands alone."""

TENURES: tuple[str, ...] = tuple(tenure.value for tenure in Tenure)


def label_of(kind: str, subkind: str | None) -> str:
    """The label of a kind and subkind; a kind without subkinds is its own label."""
    return f"{kind}.{subkind}" if subkind else kind


def kind_of(label: str) -> Kind:
    """The kind that the label belongs to."""
    return Kind(label.partition(".")[0])


def subkind_of(label: str) -> str | None:
    """The subkind of the label, or None where the kind has none."""
    return label.partition(".")[2] or None


def by_kind(probabilities: Sequence[float]) -> dict[Kind, float]:
    """Probabilities of the labels, in their order, summed to their kinds."""
    sums = dict.fromkeys(Kind, 0.0)
    for label, value in zip(LABELS, probabilities, strict=True):
        sums[kind_of(label)] += value
    return sums


def within(kind: Kind, probabilities: Sequence[float]) -> dict[str, float]:
    """The subkinds' probabilities, given that the letter is of that kind."""
    shares = {
        sub: value
        for label, value in zip(LABELS, probabilities, strict=True)
        if kind_of(label) is kind and (sub := subkind_of(label)) is not None
    }
    total = sum(shares.values())
    return {sub: value / total if total else 1 / len(shares) for sub, value in shares.items()}
