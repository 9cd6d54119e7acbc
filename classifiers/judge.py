"""From probabilities and cues to a classification: settled, or left to a person with the reason.

The order of caution: what the letter is must be sure by measured frequency, resting on something a
person can see in the letter, and not spoken against by a guard, by the model, or by another kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from classifiers.book import SECOND, Guard
from classifiers.counts import Counts
from classifiers.labels import TENURES, by_kind, within
from pipeline.domain.frequency import Table
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.page import Fingerprint
from pipeline.domain.scores import UNSURE, Abstained, Classification, Scores, Settled

T = TypeVar("T")

FEW = "för få ord för att avgöra"
UNKNOWN = "få av orden är kända: främmande språk eller svårläst"
PEOPLE_DECIDE = "Brevet liknar sådana som en handläggare själv får avgöra"
WHICH_FIRST = "det rör två saker, och vilken som går först är oklart"
WHYS = (UNSURE, FEW, UNKNOWN, WHICH_FIRST, PEOPLE_DECIDE)
"""Why a letter is left to a person, beside what guards say; of the last, its words follow."""

LEAST: Mapping[str, float] = MappingProxyType({"kind": 0.97, "subkind": 0.92, "tenure": 0.85})
"""Confidences (0 to 1) under which a person decides, unless the workspace sets others."""
_NEVER = 1.1

FEW_WORDS = 12
FEWEST_WORDS = 5
UNKNOWN_SHARE = 0.3
"""Under so many long words (fewer when cues are strong), or so small a share of known ones, the
letter is out of reach."""

VISIBLE_CUES = 2.0
"""A kind with cues of less than this sum is shown by the words that the model goes by, too."""

ASKED = 0.12
"""Share from which a letter is left to a person because it is like those that people decide.

Chosen on the splits ``calibration`` and ``spare``: of 368 letters that left on their own a person
should have seen 3, and it held 22 of 520 in vain.
"""
HINTED = 0.001
"""Share under which a guard is not believed, but for a firm one.

The letter as a whole then speaks clearly against them, as when it says that no rent is owed. Of
guards that were heard often enough training measures more closely when to believe them
(``Evidence.hints``, :func:`classifiers.fit.hints`).
"""

SECOND_HINTED, SECOND_HINTED_CLEARLY = 0.0003, 0.00005
"""That of a second kind's phrases, and of those that alone would make a letter of it.

One sentence tells of it, in a letter that speaks as a whole of the first: of letters of writers who
were left out all 103 designs are held that a person should see for it, and 245 in vain.
"""

STRONG_CUES = 6.0
SECOND_CUES = 4.5
SECONDARY_SHARE = 0.4
"""A second kind is named when its cues are strong, or somewhat so and this share of the first's."""

SECOND_HEARD = 0.02
"""Two kinds in one letter are told in their order for certain when the models hear the first so."""

PRECEDENCE = (Kind.EVICTION_DATE, Kind.RENT_DEBT, Kind.DISTURBANCE, Kind.UTILITY_DEBT)
"""Which of two kinds in one letter comes first (domain.md 2.2); a grave disturbance before rent."""

RENT_AND_NOISE = (Kind.RENT_DEBT, Kind.DISTURBANCE)


@dataclass(frozen=True, slots=True)
class Asking:
    """How much (0 to 1) the letter is like those that a person decides whatever they are about.

    ``words`` are the letter's own that say so most.
    """

    share: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a classification is made from.

    ``labels`` and ``tenures`` are probabilities in the order of ``LABELS`` and ``TENURES``; the
    tables turn scores into measured frequencies for this scan's quality. ``hints`` are the doubts
    (0 to 1) about a letter under which the guard of that mark was never right.
    """

    counts: Counts
    asking: Asking
    labels: Sequence[float]
    tenures: Sequence[float]
    kind_table: Table
    subkind_table: Table
    tenure_table: Table
    hints: Mapping[str, float] = field(default_factory=dict)

    def believed(self, guard: Guard) -> bool:
        """Whether what its phrases say stands, for all that the letter as a whole says."""
        hinted = guard.firm or guard.level == "subkind" or self.asking.share >= HINTED
        return hinted and self.doubt(guard.level) >= self.hints.get(guard.mark, 0.0)

    def doubt(self, level: str) -> float:
        """How far (0 to 1) the voices leave open the letter's kind, or its subkind too."""
        likely = self.labels if level == "subkind" else by_kind(self.labels).values()
        return max(self.asking.share, 1.0 - max(likely))


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
    # which sort of a kind it is cannot be clearer than the kind
    enough = least["subkind"] if isinstance(kind, Settled) else _NEVER
    return Classification(
        kind=kind,
        subkind=_subkind(evidence, best, enough),
        tenure=_tenure(evidence, best, least["tenure"]),
        fingerprint=fingerprint,
        secondary=first.secondary,
        asked=first.asked,
        cues=counts.cues(_labels_shown(best, counts)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """The likeliest kind, its uncalibrated score (0 to 1), another that the letter also is.

    ``why`` says why it is left open whatever the score, ``asked`` why a person should see it even
    where the kind is clear; each empty when there is no reason.
    """

    kind: Kind
    score: float
    secondary: Kind | None
    why: str
    asked: str


def leading(evidence: Evidence) -> Leading:
    """What the letter most likely is; training measures how often this is right."""
    counts = evidence.counts
    kinds = by_kind(evidence.labels)
    best = max(kinds, key=lambda kind: kinds[kind])
    best, why = _guarded(evidence, best)
    secondary = _heard(evidence, _secondary(counts, best))
    score = kinds[best]
    if secondary is not None and not why and evidence.asking.share >= HINTED:
        # Both are in the letter: which is called first is a rule, not a guess.
        score = min(1.0, kinds[best] + kinds[secondary])
        likeliest = best
        best, secondary = _in_order(counts, best, secondary)
        if best is not likeliest and kinds[best] < SECOND_HEARD:
            score, why = kinds[best], WHICH_FIRST
    return Leading(
        kind=best,
        score=score,
        secondary=secondary,
        why=why or _doubt(counts, best),
        asked=_asked(evidence.asking, best),
    )


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


def held_by(evidence: Evidence) -> Iterator[Guard]:
    """The guards that leave the likeliest kind, or its subkind, open."""
    kinds = by_kind(evidence.labels)
    best = max(kinds, key=lambda kind: kinds[kind])
    for guard in evidence.counts.guards:
        if best in guard.kinds and guard.instead is None and guard.level != SECOND:
            yield guard


def _heard(evidence: Evidence, secondary: Kind | None) -> Kind | None:
    """The second kind, unless the letter as a whole denies its few phrases."""
    if secondary is None:
        return None
    strong = _strong(evidence.counts, secondary)
    least = SECOND_HINTED_CLEARLY if strong else SECOND_HINTED
    return secondary if evidence.asking.share >= least else None


def _guarded(evidence: Evidence, best: Kind) -> tuple[Kind, str]:
    """The likeliest kind, and why a guard leaves it open; empty when none does."""
    guards = [
        one for one in evidence.counts.guards if one.level == "kind" and evidence.believed(one)
    ]
    for guard in guards:
        if guard.instead is not None and {best, guard.instead} & set(guard.kinds):
            return guard.instead, guard.why
    return best, next((guard.why for guard in guards if best in guard.kinds), "")


def _doubt(counts: Counts, best: Kind) -> str:
    """Why too little of the letter is understood, or empty."""
    if counts.size < (FEWEST_WORDS if _strong(counts, best) else FEW_WORDS):
        return FEW
    if counts.known < UNKNOWN_SHARE:
        return UNKNOWN
    return ""


def _strong(counts: Counts, kind: Kind) -> bool:
    """Whether the cues alone make a letter of that kind."""
    return counts.sum(f"kind:{kind.value}") >= STRONG_CUES


def _asked(asking: Asking, best: Kind) -> str:
    """Why a person should see the letter, or empty.

    Of ``other`` a person sees every letter; of a list each row is judged by itself.
    """
    if best in {Kind.OTHER, Kind.DEBT_LIST} or asking.share < ASKED:
        return ""
    words = f" ({', '.join(asking.words)})" if asking.words else ""
    return f"{PEOPLE_DECIDE}{words}"


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
            if guard.level == "subkind" and kind in guard.kinds and evidence.believed(guard)
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
    reason = why or UNSURE
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
    denied = {kind for one in counts.guards if one.level == SECOND for kind in one.kinds}
    rivals = {
        kind: value
        for kind in PRECEDENCE
        if kind not in about | denied
        and (value := counts.sum(f"kind:{kind.value}")) >= enough[kind]
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
