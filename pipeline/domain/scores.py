"""Classifier results: settled with a measured confidence, or abstained with the candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.page import Box, Fingerprint

T = TypeVar("T")

UNSURE = "inte tillräckligt säkert"
"""Why a result is left open that nothing but its measured frequency speaks against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Calibrated probabilities by label, highest first, each 0 to 1."""

    by_label: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Generic[T]):
    """The classifier is sure enough: the value and its calibrated confidence."""

    value: T
    confidence: float
    scores: Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstained(Generic[T]):
    """The classifier is not sure: ``best`` is its likeliest value, never to be acted on alone."""

    best: T
    confidence: float
    scores: Scores
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A counted phrase that spoke for a label, and where it stands."""

    label: str
    phrase: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What the letter is: kind, subkind (None where the kind has none or it is unsure), tenure.

    ``secondary`` is another kind that the letter also is (rent and disturbance in one letter);
    ``asked`` says in Swedish why a person should see it whatever it is, with the letter's words
    that say so in brackets; empty where it need not be seen.
    """

    kind: Settled[Kind] | Abstained[Kind]
    subkind: Settled[str] | Abstained[str] | None
    tenure: Settled[Tenure] | Abstained[Tenure]
    fingerprint: Fingerprint
    secondary: Kind | None = None
    cues: tuple[Cue, ...] = ()
    asked: str = ""
