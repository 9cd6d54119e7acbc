"""From measured letters and a wanted risk to thresholds, and what they are shown to keep.

A letter that leaves on its own is wrong when one of the values that it depends on is wrong. The
chance of that is at most the sum of the values' own chances, whatever hangs together (Boole), so
each of a kind's *m* values gets an *m*-th of the risk. Its threshold is the least at which the
95 % upper bound of the error rate, among values at least so sure, is within that part. Where the
measured letters are too few to show so much, the threshold at which most is shown stands, with
what is shown. A bound is each threshold's own: that several are tried makes the choice somewhat
hopeful, so what is promised of whole letters is counted on letters that had no part in the choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.domain.bounds import upper
from pipeline.domain.kinds import Kind

_ALWAYS = ("kind", "subkind", "person", "household", "boundary")
DEPENDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.RENT_DEBT: (*_ALWAYS, "amount_sek", "letter_date"),
        Kind.DISTURBANCE: _ALWAYS,
        Kind.UTILITY_DEBT: (*_ALWAYS, "amount_sek", "letter_date"),
        Kind.EVICTION_DATE: (*_ALWAYS, "eviction_at"),
    }
)
"""The values that a letter of the kind depends on when it leaves on its own.

Lists are decided a row and are not measured so; ``other`` never leaves. The tenure sends no
letter elsewhere: what falls under other law, or may, is held whatever its confidence.
"""

LEFT_OPEN: Mapping[Kind, frozenset[str]] = MappingProxyType(
    dict.fromkeys((Kind.RENT_DEBT, Kind.DISTURBANCE, Kind.UTILITY_DEBT), frozenset({"subkind"}))
)
"""Values that are left unknown below their threshold and do not hold the letter: the routine that
was measured with sends it to the same units whatever they are. Another routine may hold it."""

OF_ITS_KIND = frozenset({"subkind"})
"""Values that are another question in each kind: only the kind's own letters tell of them."""

WITHOUT_DEGREES = frozenset({"household"})
"""A household is settled or a person's matter; there is no degree to set a threshold on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Values told with one confidence (0 to 1): how many were right, how many wrong."""

    sure: float
    right: int
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The steps of one value in letters told as one kind, from scans of one quality."""

    kind: str
    value: str
    quality: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Letters that left on their own with the same confidences, and whether they were right.

    ``sure`` holds the least confidence of each value that the letter depends on; ``slips`` counts
    those wrong in the subkind alone, ``wrong`` those wrong in anything else.
    """

    kind: str
    quality: str
    sure: Mapping[str, float]
    right: int
    wrong: int
    slips: int = 0

    @property
    def count(self) -> int:
        """How many they are."""
        return self.right + self.wrong + self.slips

    def falls(self, limits: Mapping[str, float]) -> Iterator[str]:
        """The values that hold them under those thresholds; one that was not told holds nothing."""
        free = LEFT_OPEN.get(Kind(self.kind), frozenset())
        return (
            name
            for name, least in limits.items()
            if name not in free and self.sure.get(name, 1.0) < least
        )

    def passes(self, limits: Mapping[str, float]) -> bool:
        """Whether they leave under those thresholds as well."""
        return not any(self.falls(limits))

    def wrong_under(self, limits: Mapping[str, float]) -> int:
        """How many are wrong: a subkind that is not sure enough is left unknown, not told wrong."""
        unknown = self.sure.get("subkind", 1.0) < limits.get("subkind", 0.0)
        return self.wrong if unknown else self.wrong + self.slips


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One measurement: the made letters of a seed; ``came`` counts them by the kind told.

    ``chooses`` where thresholds are chosen on it; on the others they are only shown to hold.
    """

    seed: int
    split: str
    letters: int
    chooses: bool
    came: Mapping[str, int]
    curves: tuple[Curve, ...] = ()
    sent: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All measurements of one model and one reader, made under the ``thresholds`` of that time.

    ``model`` and ``reading`` are fingerprints as text.
    """

    model: str
    reading: str
    thresholds: Mapping[str, float]
    runs: tuple[Run, ...] = ()

    def runs_that(self, *, choose: bool) -> tuple[Run, ...]:
        """The runs on which thresholds are chosen, or those that had no part in the choice."""
        return tuple(run for run in self.runs if run.chooses is choose)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """At most one letter in ``wrongly_sent`` may be wrong; ``by_kind`` sets a kind's own number.

    A kind's own number is shown on that kind's letters alone, the common one on all. None is no
    wish: the program's own thresholds stand.
    """

    wrongly_sent: int | None = None
    by_kind: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, kind: Kind) -> int | None:
        """The number that holds for the kind."""
        return self.by_kind.get(kind.value, self.wrongly_sent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A value's threshold: why that one, and what is shown of the values at or above it.

    ``why`` is ``own`` (the program's own suffices, or nothing is wished), ``risk`` (raised to
    keep the risk), ``strictest`` (too little is measured to show it: raised to where most is
    shown), ``short`` (so, and the program's own shows most), ``set`` (written in the settings by
    hand), ``unmeasured``, or ``settled`` (a value without degrees).
    ``shown`` bounds the error rate from above (1 shows nothing), by ``count`` values of which
    ``wrong`` were wrong; ``part`` is the value's part of the risk, 0 without a wish.
    """

    value: str
    threshold: float
    why: str
    count: int = 0
    wrong: int = 0
    shown: float = 1.0
    part: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The program's own thresholds, and those that the settings set by hand, which stand."""

    own: Mapping[str, float]
    by_hand: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


def choose(
    measured: Measured | None, risk: Risk, floors: Floors
) -> Mapping[Kind, tuple[Chosen, ...]]:
    """The thresholds of each kind that can leave on its own; never below the program's own."""
    return MappingProxyType(
        {
            kind: tuple(_chosen(name, kind, measured, risk, floors) for name in values)
            for kind, values in DEPENDS.items()
        }
    )


def thresholds(chosen: Iterable[Chosen]) -> Mapping[str, float]:
    """The thresholds alone, by value; without those that have no degrees."""
    return MappingProxyType(
        {one.value: one.threshold for one in chosen if one.value not in WITHOUT_DEGREES}
    )


def _chosen(name: str, kind: Kind, measured: Measured | None, risk: Risk, floors: Floors) -> Chosen:
    wish = risk.of(kind)
    part = 0.0 if wish is None else 1 / (wish * len(DEPENDS[kind]))
    own = kind if kind.value in risk.by_kind or name in OF_ITS_KIND else None
    steps = () if measured is None else _steps(measured, name, own)
    if name in WITHOUT_DEGREES:
        return _at(name, 0.0, "settled", steps, part)
    if name in floors.by_hand:
        return _at(name, floors.by_hand[name], "set", steps, part)
    least = floors.own.get(name, 0.0)
    if wish is None:
        return _at(name, least, "own", steps, part)
    tried = [_at(name, sure, "risk", steps, part) for sure in _candidates(steps, least)]
    kept = next((one for one in tried if one.shown <= part), None)
    if kept is not None:
        return kept if kept.threshold > least else _at(name, least, "own", steps, part)
    best = min(tried, key=lambda one: (one.shown, one.threshold))
    why = "strictest" if best.threshold > least else "short" if best.count else "unmeasured"
    return _at(name, best.threshold, why, steps, part)


def _candidates(steps: Sequence[Step], least: float) -> list[float]:
    """The thresholds between which nothing changes, the loosest first."""
    return [least, *sorted({step.sure for step in steps if step.sure > least})]


def _at(name: str, threshold: float, why: str, steps: Sequence[Step], part: float) -> Chosen:
    above = [step for step in steps if step.sure >= threshold]
    wrong = sum(step.wrong for step in above)
    count = wrong + sum(step.right for step in above)
    shown = upper(wrong, count)
    return Chosen(
        value=name,
        threshold=threshold,
        why=why,
        count=count,
        wrong=wrong,
        shown=shown,
        part=part,
    )


def _steps(measured: Measured, name: str, kind: Kind | None) -> tuple[Step, ...]:
    """The value's steps on the letters that choose, of that kind or of all."""
    return tuple(
        step
        for run in measured.runs_that(choose=True)
        for curve in run.curves
        if curve.value == name and (kind is None or curve.kind == kind.value)
        for step in curve.steps
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What thresholds do to the measured letters of one kind, or of all (kind None).

    Of ``came`` letters ``held`` go to a person under the program's own thresholds, ``waits`` under
    these; the rest leaves. ``falls`` counts, by value, those of the rest that the value's
    threshold holds. ``count`` letters that leave, ``wrong`` of them, show ``shown`` (1: nothing);
    ``apart`` whether these letters had no part in choosing the thresholds, or nothing was chosen.
    """

    kind: Kind | None
    came: int
    held: int
    waits: int
    falls: Mapping[str, int]
    count: int
    wrong: int
    shown: float
    apart: bool


def foresee(measured: Measured, chosen: Mapping[Kind, Sequence[Chosen]]) -> tuple[Foreseen, ...]:
    """For all letters first, then each kind, what these thresholds cost and what they keep.

    The cost is counted on all measured letters; what is kept on those that had no part in the
    choice, where there are any. Thresholds below those measured under let letters through that
    nobody has counted: then nothing is shown.
    """
    raised = any(one.why in {"risk", "strictest"} for those in chosen.values() for one in those)
    apart = measured.runs_that(choose=False)
    basis = _Basis(
        cost=measured.runs,
        shown=apart or measured.runs,
        apart=bool(apart) or not raised,
        limits={kind.value: thresholds(those) for kind, those in chosen.items()},
        least=measured.thresholds,
    )
    return tuple(_foreseen(kind, basis) for kind in (None, *chosen))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Basis:
    """The letters on which cost and keeping are counted, the thresholds, the least measured."""

    cost: Sequence[Run]
    shown: Sequence[Run]
    apart: bool
    limits: Mapping[str, Mapping[str, float]]
    least: Mapping[str, float]

    def loosened(self, kinds: Iterable[str]) -> bool:
        """Whether more letters leave than were measured."""
        return any(
            limit < self.least.get(name, 0.0)
            for kind in kinds
            for name, limit in self.limits[kind].items()
        )


def _foreseen(kind: Kind | None, basis: _Basis) -> Foreseen:
    names = frozenset(basis.limits) if kind is None else frozenset({kind.value})
    came = sum(
        number
        for run in basis.cost
        for name, number in run.came.items()
        if kind is None or name in names
    )
    sent = [one for run in basis.cost for one in run.sent if one.kind in names]
    falls: Counter[str] = Counter()
    for one in sent:
        for name in one.falls(basis.limits[one.kind]):
            falls[name] += one.count
    kept = [
        one
        for run in basis.shown
        for one in run.sent
        if one.kind in names and one.passes(basis.limits[one.kind])
    ]
    wrong = sum(one.wrong_under(basis.limits[one.kind]) for one in kept)
    count = sum(one.count for one in kept)
    return Foreseen(
        kind=kind,
        came=came,
        held=came - sum(one.count for one in sent),
        waits=came - sum(one.count for one in sent if one.passes(basis.limits[one.kind])),
        falls=MappingProxyType(dict(falls)),
        count=count,
        wrong=wrong,
        shown=1.0 if basis.loosened(names) else upper(wrong, count),
        apart=basis.apart,
    )
