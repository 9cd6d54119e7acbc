"""The manager's figures of a period: distributions of which no small count can be worked out.

All are told with their sums, so each passes ``domain.disclosure``; each divides all letters, all
notices of evictions or all packets, so that no difference of sums is a small count either. Which
counts may be hidden beside a small one is fixed here. None may that another figure bounds: what
waits now bounds what waits of the period, what lies too long now what lies too long of it, and the
notices of evictions are the sum of their confirmations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.domain import disclosure, periods
from pipeline.domain.disclosure import LEAST, Shown
from pipeline.domain.figures import Children, Kept, at_share, kept
from pipeline.domain.kinds import PROTECTED_UNIT, Kind, Priority
from pipeline.domain.periods import Period, Span
from pipeline.domain.routine import Routine
from pipeline.domain.swedish_time import in_sweden
from pipeline.store import figures
from pipeline.usecases.office import Office

_KINDS_BESIDE = (
    Kind.OTHER, Kind.DEBT_LIST, Kind.UTILITY_DEBT, Kind.DISTURBANCE, Kind.RENT_DEBT,
)  # fmt: skip
_STATES_BESIDE = ("by_person", "alone", "closed")
_CHILDREN_BESIDE = (Children.NONE, Children.UNKNOWN, Children.SOME)
_KEPT_BESIDE = (Kept.MET, Kept.LATE)

NO_DAY = "no_day"
"""What stands for letters that give no day to keep."""

RETURNED = "returned"
"""What stands for packets that their unit handed back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Counts by name with their sum, as they may be told; no cells where none may be."""

    names: tuple[str, ...]
    cells: tuple[Shown, ...] | None
    total: Shown

    def cell(self, name: str) -> Shown | None:
        """The count of that name; None where nothing is told."""
        return None if self.cells is None else self.cells[self.names.index(name)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Seconds from arrival to the first packet: the middle one, and what 9 of 10 stay within."""

    median: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What waits or is late at this moment, whenever it came."""

    waiting: Shown
    overdue: Shown
    unconfirmed: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All figures of a period; ``parts`` are the days, weeks or months of ``by_part``.

    ``children`` is the number of children concerned, where it may be told; ``alone`` bounds the
    share of the sent letters that nobody had to review; ``times`` is None for too few letters.
    """

    period: Period
    choices: tuple[str, ...]
    now: Now
    parts: tuple[Span, ...]
    by_part: Distribution
    by_kind: Distribution
    by_unit: Distribution
    by_state: Distribution
    by_children: Distribution
    children: Shown | None
    alone: tuple[float, float] | None
    times: Times | None
    confirmations: Distribution
    pickups: Distribution
    first_days: Distribution
    discarded: Distribution


def overview(office: Office, routine: Routine, period: Period) -> Overview:
    """The figures as they stand."""
    ledger, today, now, span = office.ledger, office.today(), office.clock(), period.span
    hours = _hours(office)
    with ledger.snapshot():
        parts, by_part = _by_part(period, figures.by_day(ledger, span))
        by_state = _told(figures.by_state(ledger, span), figures.STATES, _STATES_BESIDE)
        by_children = _told(figures.by_children(ledger, span), Children, _CHILDREN_BESIDE)
        lain = figures.packets(ledger, span, hours, now)
        alone, by_person = by_state.cell("alone"), by_state.cell("by_person")
        return Overview(
            period=period,
            choices=periods.choices(figures.oldest(ledger) or today, today),
            now=Now(
                waiting=disclosure.shown(figures.waiting(ledger)),
                overdue=disclosure.shown(figures.overdue(ledger, hours, now)),
                unconfirmed=disclosure.shown(figures.unconfirmed(ledger, today)),
            ),
            parts=parts,
            by_part=by_part,
            by_kind=_told(figures.by_kind(ledger, span), Kind, _KINDS_BESIDE),
            by_unit=_by_unit(_sums((one.unit, one.number) for one in lain), routine),
            by_state=by_state,
            by_children=by_children,
            children=_children(by_children, figures.children(ledger, span)),
            alone=None if not alone or not by_person else disclosure.share(alone, by_person),
            times=_times(figures.seconds(ledger, span)),
            confirmations=_days(figures.confirmations(ledger, span), today),
            pickups=_told(
                _sums((_fate(one), one.number) for one in lain), (*Kept, RETURNED), _KEPT_BESIDE
            ),
            first_days=_days(figures.first_days(ledger, span), today),
            discarded=_by_unit(figures.discarded(ledger, span), routine),
        )


def _told(
    counts: Mapping[str, int], names: Iterable[str], beside: Sequence[str] = ()
) -> Distribution:
    """The counts by these names, as they may be told; ``beside`` may be hidden, the first first."""
    order = tuple(map(str, names))
    numbers = [counts.get(name, 0) for name in order]
    return Distribution(
        names=order,
        cells=disclosure.distribution(numbers, [order.index(name) for name in beside]),
        total=disclosure.shown(sum(numbers)),
    )


def _by_unit(counts: Mapping[str, int], routine: Routine) -> Distribution:
    """Units in the routine's order, and those of a former version; the last are hidden first."""
    own = [unit.id for unit in routine.units]
    order = tuple(dict.fromkeys([*own, *sorted(counts), PROTECTED_UNIT]))
    return _told(counts, order, order[::-1])


def _by_part(period: Period, by_day: Mapping[date, int]) -> tuple[tuple[Span, ...], Distribution]:
    """By day, or by week where most days have few letters; of a year by month."""
    parts = periods.months(period) if period.is_year else periods.days(period)
    small = sum(count < LEAST for count in by_day.values())
    if not period.is_year and 2 * small > len(by_day):
        parts = periods.weeks(period)
    counts = {one.first.isoformat(): sum(by_day.get(day, 0) for day in one.days) for one in parts}
    return parts, _told(counts, counts, tuple(counts))


def _sums(found: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    sums: Counter[str] = Counter()
    for name, number in found:
        sums[name] += number
    return sums


def _fate(one: figures.Lay) -> str:
    """What became of packets: handed back, taken in time or late, or still lying."""
    if one.returned:
        return RETURNED
    if one.taken:
        return Kept.LATE if one.late else Kept.MET
    return Kept.MISSED if one.late else Kept.OPEN


def _children(by_children: Distribution, number: int) -> Shown | None:
    """How many, where no count of letters is hidden: of few letters it would tell too much."""
    cells = by_children.cells
    if cells is None or any(one.number is None for one in cells):
        return None
    return disclosure.shown(number)


def _times(seconds: list[int]) -> Times | None:
    if len(seconds) < LEAST:
        return None
    return Times(median=at_share(seconds, 0.5), most=at_share(seconds, 0.9))


def _days(found: figures.Moments, today: date) -> Distribution:
    counts = _sums(
        (NO_DAY if due is None else kept(due, _day(at), today), number) for due, at, number in found
    )
    return _told(counts, (*Kept, NO_DAY), _KEPT_BESIDE)


def _day(at: datetime | None) -> date | None:
    return None if at is None else in_sweden(at).date()


def _hours(office: Office) -> figures.Hours:
    said = office.workspace.config.settings().pickup_hours
    first, second, third = (said[str(one)] for one in Priority)
    return first, second, third
