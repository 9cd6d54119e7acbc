"""Figures in words and bars: what each distribution is called, and how long its bars are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.documents import csv_text, swedish
from pipeline.domain.disclosure import LEAST, Shown, Told
from pipeline.domain.figures import Children, Kept
from pipeline.domain.kinds import PROTECTED_UNIT, Kind
from pipeline.domain.periods import Period, Span
from pipeline.domain.routine import Routine
from pipeline.usecases.overview import Distribution, Overview

SMALL = f"färre än {LEAST}"
BESIDE = "visas inte"
TOO_FEW = "För få brev i perioden för att visa fördelningen. Välj en längre period."

_STATES: Mapping[str, str] = MappingProxyType(
    {
        "alone": "Fördelade utan granskning",
        "by_person": "Fördelade efter granskning",
        "closed": "Avslutade utan att fördelas",
        "waiting": "Väntar på granskning",
    }
)
_CHILDREN: Mapping[str, str] = MappingProxyType(
    {
        Children.SOME: "Barn berörs",
        Children.UNKNOWN: "Oklart om barn berörs",
        Children.NONE: "Inga barn enligt registret",
    }
)
_SENT: Mapping[str, str] = MappingProxyType(
    {
        Kept.MET: "Skickade samma dag",
        Kept.LATE: "Skickade för sent",
        Kept.MISSED: "Inte skickade, dagen har passerat",
        Kept.OPEN: "Ska skickas i dag",
    }
)
_TAKEN: Mapping[str, str] = MappingProxyType(
    {
        Kept.MET: "Hämtade i tid",
        Kept.LATE: "Hämtade för sent",
        Kept.MISSED: "Inte hämtade, tiden har gått ut",
        Kept.OPEN: "Inte hämtade ännu, tiden löper",
    }
)
_FIRST: Mapping[str, str] = MappingProxyType(
    {
        Kept.MET: "Hos enheten i tid",
        Kept.LATE: "Hos enheten efter dagen",
        Kept.MISSED: "Inte hos enheten, dagen har passerat",
        Kept.OPEN: "Inte hos enheten ännu, dagen är inte här",
    }
)


def number(one: Shown) -> str:
    """A count in words: the number, ``färre än 5``, or that it is not shown."""
    return {Told.EXACT: grouped(one.low), Told.SMALL: SMALL, Told.BESIDE: BESIDE}[one.how]


def grouped(count: int) -> str:
    """A number as it is written: ``12 345``."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def percent(bounds: tuple[float, float] | None) -> str:
    """A share in whole percent, or between which it lies; rounded outwards, never to certainty."""
    if bounds is None:
        return "–"
    low, high = int(100 * bounds[0]), -int(-100 * bounds[1] // 1)
    exact = bounds[0] == bounds[1]
    if exact or high - low <= 1:
        return f"{round(50 * (bounds[0] + bounds[1]))}\N{NO-BREAK SPACE}%"
    return f"{low}–{high}\N{NO-BREAK SPACE}%"


def duration(seconds: int) -> str:
    """A time as people say it: ``40 s``, ``12 min``, ``3 tim 20 min``, ``2 dygn``."""
    minutes, hours = seconds // 60, seconds // 3600
    space = "\N{NO-BREAK SPACE}"
    if minutes < 1:
        return f"{seconds}{space}s"
    if hours < 1:
        return f"{minutes}{space}min"
    if hours < 48:
        rest = f" {minutes % 60}{space}min" if hours < 10 and minutes % 60 else ""
        return f"{hours}{space}tim{rest}"
    return f"{hours // 24}{space}dygn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A count with its bar: ``width`` in percent of the longest; ``how`` is how it is told."""

    name: str
    text: str
    width: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A distribution to be shown: its bars, or none and why; ``key`` is its address's word."""

    key: str
    title: str
    hint: str
    head: str
    count: str
    bars: tuple[Bar, ...]
    total: str
    hidden: bool


def _unit_name(routine: Routine) -> Callable[[str], str]:
    names = {unit.id: unit.name for unit in routine.units}
    names.setdefault(PROTECTED_UNIT, "Skyddade uppgifter")
    return lambda unit: names.get(unit, unit)


def charts(told: Overview, routine: Routine) -> Mapping[str, Chart]:
    """Every distribution by its word in an address, in the order of the page."""
    unit = _unit_name(routine)
    kinds = {str(kind): swedish.KINDS[kind] for kind in Kind}
    days = {one.first.isoformat(): part_name(told.period, one) for one in told.parts}
    found = (
        _chart("dagar", "Inkomna brev", "", parts_head(told), told.by_part, days.__getitem__),
        _chart("slag", "Slag av brev", "", "Slag", told.by_kind, kinds.__getitem__),
        _chart(
            "enheter",
            "Underlag till enheterna",
            "Ett brev kan ge underlag till flera enheter.",
            "Enhet",
            told.by_unit,
            unit,
            "Underlag",
        ),
        _chart("lage", "Var breven är nu", "", "Läge", told.by_state, _STATES.__getitem__),
        _chart("barn", "Barn", "", "Barn", told.by_children, _CHILDREN.__getitem__),
        _chart(
            "kronofogden",
            "Bekräftelser till Kronofogden",
            "Ska skickas samma dag som beskedet kom (socialtjänstförordningen 11 kap. 3 §).",
            "Bekräftelsen",
            told.confirmations,
            _SENT.__getitem__,
            "Antal",
        ),
        _chart(
            "hamtning",
            "Hämtning i tid",
            "Så länge får ett underlag ligga enligt inställningarna.",
            "Underlaget",
            told.pickups,
            _TAKEN.__getitem__,
            "Underlag",
        ),
        _chart(
            "forsta-dagen",
            "Före brevets första dag",
            "Om underlaget låg hos enheten senast den första dag som brevet ger. Om enheten sedan "
            "höll dagen vet programmet inte.",
            "Underlaget",
            told.first_days,
            _FIRST.__getitem__,
        ),
        _chart(
            "makulering",
            "Makulerade kopior",
            "Kopior som makulerats under perioden; originalen finns kvar.",
            "Enhet",
            told.discarded,
            unit,
            "Kopior",
        ),
    )
    return {one.key: one for one in found}


def _chart(
    key: str,
    title: str,
    hint: str,
    head: str,
    told: Distribution,
    name: Callable[[str], str],
    count: str = "Brev",
) -> Chart:
    cells = told.cells or ()
    longest = max((one.high for one in cells), default=0) or 1
    return Chart(
        key=key,
        title=title,
        hint=hint,
        head=head,
        count=count,
        bars=tuple(
            Bar(
                name=name(one),
                text=number(cell),
                # A hidden count is drawn as long as it could be said to be by anybody.
                width=f"{100 * (cell.high if cell.how is not Told.BESIDE else 0) / longest:.1f}",
                how=cell.how.value,
            )
            for one, cell in zip(told.names, cells, strict=False)
        ),
        total=number(told.total),
        hidden=any(one.how is not Told.EXACT for one in cells),
    )


def parts_head(told: Overview) -> str:
    """What the period is divided into, as a heading of a column."""
    if told.period.is_year:
        return "Månad"
    return "Dag" if all(one.first == one.last for one in told.parts) else "Vecka"


def part_name(period: Period, span: Span) -> str:
    """A part of the period: ``mån 2026-10-05``, ``2026-10-05–2026-10-11``, ``oktober 2026``."""
    if period.is_year:
        return f"{swedish.MONTHS[span.first.month - 1]} {span.first.year}"
    if span.first == span.last:
        return swedish.short_day(span.first)
    return f"{span.first.isoformat()}–{span.last.isoformat()}"


def period_name(key: str) -> str:
    """A period as one chooses it."""
    if not key:
        return "Senaste 30 dagarna"
    year, _, month = key.partition("-")
    return f"{swedish.MONTHS[int(month) - 1].capitalize()} {year}" if month else f"Hela {year}"


def csv(chart: Chart) -> bytes:
    """The numbers of a chart as CSV, hidden ones in the same words as on the page."""

    def rows() -> Iterator[tuple[str, str]]:
        for bar in chart.bars:
            yield bar.name, _plain(bar.text)
        yield "Summa", _plain(chart.total)

    return csv_text.marked(csv_text.text((chart.head, chart.count), rows()))


def _plain(text: str) -> str:
    """A number that a spreadsheet takes for one."""
    return text.replace("\N{NO-BREAK SPACE}", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A standing bar: ``x`` and ``width`` in percent of the drawing, ``y`` and ``height`` units."""

    x: str
    width: str
    y: str
    height: str
    middle: str
    how: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Standing bars with the lines behind them; ``summary`` says in words what they show."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[str, str], ...]
    first: str
    last: str
    summary: str


HEIGHT = 180
"""Of the drawing, in units (pixels)."""

_LEFT, _FLOOR, _TOP = 8.0, 176, 18


def columns(chart: Chart, cells: tuple[Shown, ...] | None) -> Columns | None:
    """The chart as standing bars; None where nothing may be told, or there is nothing."""
    if cells is None or not any(one.high for one in cells):
        return None
    told = [one.high for one in cells if one.how is not Told.BESIDE]
    step = _step(max(told, default=1))
    top = step * max(1, -(-max(told, default=1) // step))
    unit = (_FLOOR - _TOP) / top
    wide = (100 - _LEFT) / len(cells)
    return Columns(
        columns=tuple(
            _column(place, cell, bar, wide, unit)
            for place, (cell, bar) in enumerate(zip(cells, chart.bars, strict=True))
        ),
        lines=tuple(
            (f"{_FLOOR - unit * value:.1f}", grouped(value)) for value in range(0, top + 1, step)
        ),
        first=chart.bars[0].name,
        last=chart.bars[-1].name,
        summary=_summary(chart, cells),
    )


def _column(place: int, cell: Shown, bar: Bar, wide: float, unit: float) -> Column:
    tall = 14.0 if cell.how is Told.BESIDE else unit * cell.high
    left = _LEFT + place * wide
    return Column(
        x=f"{left + 0.1 * wide:.2f}",
        width=f"{0.8 * wide:.2f}",
        y=f"{_FLOOR - tall:.1f}",
        height=f"{tall:.1f}",
        middle=f"{left + 0.5 * wide:.2f}",
        how=cell.how.value,
        said=f"{bar.name}: {bar.text}",
    )


def _step(most: int) -> int:
    """Between lines: 1, 2 or 5 times a power of ten, at most five lines above the floor."""
    size = 1
    while True:
        for one in (size, 2 * size, 5 * size):
            if most <= 5 * one:
                return one
        size *= 10


def _summary(chart: Chart, cells: tuple[Shown, ...]) -> str:
    place = max(range(len(cells)), key=lambda one: cells[one].low)
    most = chart.bars[place]
    return (
        f"{chart.title} från {chart.bars[0].name} till {chart.bars[-1].name}: sammanlagt "
        f"{chart.total}. Flest {most.name}: {most.text}. Alla tal står i tabellen under diagrammet."
    )
