"""From probabilities and cues to a classification: settled, or left to a person with the reason.

The order of caution: what the letter is must be sure by measured frequency, resting on something a
person can see in the letter, and not spoken against by a guard, by the model, or by another kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from classifiers.cues import Counts
from classifiers.labels import LABELS, TENURES, by_kind, within
from pipeline.domain.frequency import Table
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.page import Fingerprint
from pipeline.domain.scores import Abstained, Classification, Scores, Settled

T = TypeVar("T")

LEAST: Mapping[str, float] = MappingProxyType({"kind": 0.95, "subkind": 0.92, "tenure": 0.8})
"""Confidences (0 to 1) under which a person decides, unless the workspace sets others."""

FEW_WORDS = 12
FEWEST_WORDS = 5
UNKNOWN_SHARE = 0.3
"""Under so many long words (fewer when cues are strong), or so small a share of known ones, the
letter is out of reach."""

VISIBLE_CUES = 2.0
"""A kind is settled only on cues of at least this sum: something to point at in the letter."""

STRONG_CUES = 6.0
SECOND_CUES = 4.5
SECONDARY_SHARE = 0.4
"""A second kind is named when its cues are strong, or somewhat so and this share of the first's."""

MODEL_SURE = 0.8
CUES_CLOSE = 3.0
"""Model and cues disagree when the model is so sure of another kind with cues so close."""

PRECEDENCE = (Kind.EVICTION_DATE, Kind.RENT_DEBT, Kind.DISTURBANCE, Kind.UTILITY_DEBT)
"""Which of two kinds in one letter comes first (domain.md 2.2); a grave disturbance before rent."""

RENT_AND_NOISE = (Kind.RENT_DEBT, Kind.DISTURBANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a classification is made from.

    ``labels`` and ``tenures`` are probabilities in the order of ``LABELS`` and ``TENURES``;
    ``model`` the trained model's own probabilities by label; the tables turn scores into measured
    frequencies for this scan's quality.
    """

    counts: Counts
    model: Mapping[str, float]
    labels: Sequence[float]
    tenures: Sequence[float]
    kind_table: Table
    subkind_table: Table
    tenure_table: Table


def judge(
    evidence: Evidence, fingerprint: Fingerprint, least: Mapping[str, float] = LEAST
) -> Classification:
    """The classification: each part settled at its measured confidence, or left to a person."""
    counts = evidence.counts
    first = leading(evidence)
    best = first.kind
    scores = _scores({kind.value: value for kind, value in by_kind(evidence.labels).items()})
    confidence = evidence.kind_table.confidence(first.score)
    kind = _verdict(best, confidence, scores, least["kind"], first.why)
    return Classification(
        kind=kind,
        subkind=_subkind(evidence, best, least["subkind"]),
        tenure=_tenure(evidence, best, least["tenure"]),
        fingerprint=fingerprint,
        secondary=first.secondary,
        cues=counts.cues(_labels_shown(best, counts)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """The likeliest kind, its uncalibrated score (0 to 1), another that the letter also is.

    ``why`` says why it is left open whatever the score; empty when nothing speaks against it.
    """

    kind: Kind
    score: float
    secondary: Kind | None
    why: str


def leading(evidence: Evidence) -> Leading:
    """What the letter most likely is; training measures how often this is right."""
    counts = evidence.counts
    kinds = by_kind(evidence.labels)
    best, why = _first_kind(evidence, kinds)
    secondary = _secondary(counts, best)
    score = kinds[best]
    if secondary is not None and not why:
        # Both are in the letter: which is called first is a rule, not a guess.
        score = min(1.0, kinds[best] + kinds[secondary])
        best, secondary = _in_order(counts, best, secondary)
    why = why or _doubt(evidence, best, secondary)
    return Leading(kind=best, score=score, secondary=secondary, why=why)


def blank(fingerprint: Fingerprint) -> Classification:
    """What a letter without a word is: ``other``, which a person looks at."""
    return Classification(
        kind=Settled(value=Kind.OTHER, confidence=1.0, scores=_scores({Kind.OTHER.value: 1.0})),
        subkind=None,
        tenure=Settled(
            value=Tenure.UNKNOWN, confidence=1.0, scores=_scores({Tenure.UNKNOWN.value: 1.0})
        ),
        fingerprint=fingerprint,
    )


def _first_kind(evidence: Evidence, kinds: Mapping[Kind, float]) -> tuple[Kind, str]:
    """The likeliest kind, and why a guard leaves it open; empty when none does."""
    best = max(kinds, key=lambda kind: kinds[kind])
    for guard in evidence.counts.guards:
        if guard.level == "kind" and guard.instead is not None:
            return guard.instead, guard.why
    for guard in evidence.counts.guards:
        if guard.level == "kind" and best in guard.kinds:
            return best, guard.why
    return best, ""


def _doubt(evidence: Evidence, best: Kind, secondary: Kind | None) -> str:
    """Why the likeliest kind is not to be relied on, or empty."""
    counts = evidence.counts
    own = counts.sum(f"kind:{best.value}")
    if counts.size < (FEWEST_WORDS if own >= STRONG_CUES else FEW_WORDS):
        return "för få ord för att avgöra"
    if counts.known < UNKNOWN_SHARE:
        return "få av orden är kända: främmande språk eller svårläst"
    if best is Kind.OTHER:
        return ""
    if counts.spoken.get(f"kind:{best.value}", 0.0) < VISIBLE_CUES:
        return "inget i brevet som går att peka på säger vad det är"
    model_kinds = by_kind([evidence.model.get(label, 0.0) for label in LABELS])
    other = max(model_kinds, key=lambda kind: model_kinds[kind])
    rival = counts.sum(f"kind:{other.value}")
    # A second kind that is heard weakly, and that the model holds for the first, is no clear order.
    named = other is best or (other is secondary and rival >= SECOND_CUES)
    close = own - rival < CUES_CLOSE or own < 2 * VISIBLE_CUES
    if not named and close and model_kinds[other] >= MODEL_SURE:
        return "modellen och ledfraserna pekar åt olika håll"
    return ""


def _subkind(evidence: Evidence, kind: Kind, least: float) -> Settled[str] | Abstained[str] | None:
    if not SUBKINDS[kind]:
        return None
    shares = within(kind, evidence.labels)
    best = max(shares, key=lambda one: shares[one])
    confidence = evidence.subkind_table.confidence(shares[best])
    why = next(
        (
            guard.why
            for guard in evidence.counts.guards
            if guard.level == "subkind" and kind in guard.kinds
        ),
        "",
    )
    return _verdict(best, confidence, _scores(shares), least, why)


def _tenure(evidence: Evidence, kind: Kind, least: float) -> Settled[Tenure] | Abstained[Tenure]:
    values = dict(zip(TENURES, evidence.tenures, strict=True))
    scores = _scores(values)
    best = Tenure(scores.by_label[0][0])
    confidence = evidence.tenure_table.confidence(values[best.value])
    why = ""
    counts = evidence.counts
    if best is not Tenure.UNKNOWN and counts.sum(f"tenure:{best.value}") <= 0:
        why = "inget i texten pekar tydligt på upplåtelseformen"
    strangers = [
        one
        for one in (Tenure.PREMISES, Tenure.PRIVATE_LETTING)
        if one is not best and counts.sum(f"tenure:{one.value}") > 0
    ]
    if strangers and kind not in {Kind.OTHER, Kind.UTILITY_DEBT}:
        why = "lokal eller privat uthyrning nämns"
    return _verdict(best, confidence, scores, least, why)


def _verdict(
    best: T, confidence: float, scores: Scores, least: float, why: str
) -> Settled[T] | Abstained[T]:
    if not why and confidence >= least:
        return Settled(value=best, confidence=confidence, scores=scores)
    reason = why or "inte tillräckligt säkert"
    return Abstained(best=best, confidence=min(confidence, least), scores=scores, why=reason)


def _secondary(counts: Counts, best: Kind) -> Kind | None:
    """Another kind that the letter also is, by cues as strong as make a letter of that kind."""
    if best is Kind.OTHER:
        return None
    own = counts.sum(f"kind:{best.value}")
    enough = dict.fromkeys(PRECEDENCE, max(SECOND_CUES, min(STRONG_CUES, SECONDARY_SHARE * own)))
    # A letter of disturbances has no reason to name a month's rent unless rent is owed too, and one
    # of unpaid rent none to speak of disturbances: each weak word of the other is heard.
    for one, other in (RENT_AND_NOISE, RENT_AND_NOISE[::-1]):
        if best is one:
            enough[other] = VISIBLE_CUES
    # A list of who owes rent speaks of rent in every line: that is no other matter.
    about = {best, Kind.RENT_DEBT} if best is Kind.DEBT_LIST else {best}
    if best is Kind.EVICTION_DATE:
        # A notice of an eviction names what it rests on: unpaid rent, or disturbances.
        about = {best, *RENT_AND_NOISE}
    rivals = {
        kind: value
        for kind in PRECEDENCE
        if kind not in about and (value := counts.sum(f"kind:{kind.value}")) >= enough[kind]
    }
    return max(rivals, key=lambda kind: rivals[kind]) if rivals else None


def _in_order(counts: Counts, best: Kind, secondary: Kind) -> tuple[Kind, Kind]:
    """The two kinds of one letter in the order of domain.md 2.2; a weaker second stays second."""
    pair = {best, secondary}
    least = SECOND_CUES if pair == set(RENT_AND_NOISE) else STRONG_CUES
    if counts.sum(f"kind:{secondary.value}") < least:
        return best, secondary
    if pair == set(RENT_AND_NOISE):
        grave = counts.sum(f"grave:{Kind.DISTURBANCE.value}") > 0
        first = Kind.DISTURBANCE if grave else Kind.RENT_DEBT
    elif pair <= set(PRECEDENCE):
        first = min(pair, key=PRECEDENCE.index)
    else:
        first = best
    return first, secondary if first is best else best


def _labels_shown(kind: Kind, counts: Counts) -> tuple[str, ...]:
    """The labels whose cues a person is shown: every one that spoke for something strong."""
    shown = [f"kind:{kind.value}"]
    shown += [f"subkind:{kind.value}.{subkind}" for subkind in SUBKINDS[kind]]
    shown += [f"tenure:{tenure}" for tenure in TENURES]
    shown += [
        f"kind:{other.value}"
        for other in Kind
        if other is not kind and counts.sum(f"kind:{other.value}") >= VISIBLE_CUES
    ]
    return tuple(shown)


def _scores(values: Mapping[str, float]) -> Scores:
    ranked = sorted(values.items(), key=lambda one: (-one[1], one[0]))
    return Scores(by_label=tuple(ranked))
