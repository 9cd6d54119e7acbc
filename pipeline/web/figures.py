"""Figures in words and bars: what each distribution is called, and how long its bars are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor
from types import MappingProxyType

from pipeline.documents import csv_text, swedish
from pipeline.domain.disclosure import Shown, Told
from pipeline.domain.figures import Children, Kept
from pipeline.domain.kinds import PROTECTED_UNIT, Kind
from pipeline.domain.periods import Period, Span
from pipeline.domain.routine import Routine
from pipeline.usecases.overview import NO_DAY, RETURNED, Distribution, Overview
from pipeline.web.language import say, sv

SMALL = sv("färre än 5")
BESIDE = sv("visas inte")

_STATES: Mapping[str, str] = MappingProxyType(
    {
        "alone": sv("Fördelade utan granskning"),
        "by_person": sv("Fördelade efter granskning"),
        "closed": sv("Avslutade utan att fördelas"),
        "waiting": sv("Väntar på granskning"),
    }
)
_CHILDREN: Mapping[str, str] = MappingProxyType(
    {
        Children.SOME: sv("Barn berörs"),
        Children.UNKNOWN: sv("Oklart om barn berörs"),
        Children.NONE: sv("Inga kända barn"),
    }
)
_SENT: Mapping[str, str] = MappingProxyType(
    {
        Kept.MET: sv("Skickade samma dag"),
        Kept.LATE: sv("Skickade för sent"),
        Kept.MISSED: sv("Inte skickade, dagen har passerat"),
        Kept.OPEN: sv("Ska skickas i dag"),
        NO_DAY: sv("Behöver ingen bekräftelse"),
    }
)
_TAKEN: Mapping[str, str] = MappingProxyType(
    {
        Kept.MET: sv("Hämtade i tid"),
        Kept.LATE: sv("Hämtade för sent"),
        Kept.MISSED: sv("Inte hämtade, tiden har gått ut"),
        Kept.OPEN: sv("Inte hämtade ännu, tiden löper"),
        RETURNED: sv("Återlämnade"),
    }
)
_FIRST: Mapping[str, str] = MappingProxyType(
    {
        Kept.MET: sv("Hos enheten i tid"),
        Kept.LATE: sv("Hos enheten efter dagen"),
        Kept.MISSED: sv("Inte hos enheten, dagen har passerat"),
        Kept.OPEN: sv("Inte hos enheten ännu, dagen är inte här"),
        NO_DAY: sv("Brevet ger ingen dag"),
    }
)


def number(one: Shown) -> str:
    """A count in words: the number, ``färre än 5``, or that it is not shown."""
    return {Told.EXACT: grouped(one.low), Told.SMALL: say(SMALL), Told.BESIDE: say(BESIDE)}[one.how]


def grouped(count: int) -> str:
    """A number as it is written: ``12 345``."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def percent(bounds: tuple[float, float] | None) -> str:
    """A share in whole percent, or between which it lies; nearly all is never told as all."""
    if bounds is None:
        return "–"
    low, high = floor(100 * bounds[0]), ceil(100 * bounds[1])
    if bounds[0] != bounds[1] and high - low > 1:
        return f"{low}–{high}\N{NO-BREAK SPACE}%"
    middle = round(50 * (bounds[0] + bounds[1]))
    if middle == 100 and bounds[0] < 1:
        return say("över {number} %", number=99)
    if middle == 0 and bounds[1] > 0:
        return say("under {number} %", number=1)
    return f"{middle}\N{NO-BREAK SPACE}%"


def duration(seconds: int) -> str:
    """A time as people say it: ``40 s``, ``12 min``, ``3 tim 20 min``, ``2 dygn``."""
    minutes, hours = seconds // 60, seconds // 3600
    if minutes < 1:
        return say("{number} s", number=seconds)
    if hours < 1:
        return say("{number} min", number=minutes)
    if hours < 10 and minutes % 60:
        return say("{hours} tim {minutes} min", hours=hours, minutes=minutes % 60)
    if hours < 48:
        return say("{number} tim", number=hours)
    return say("{number} dygn", number=hours // 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A count with its bar: ``width`` in percent of the longest; ``how`` is how it is told."""

    name: str
    text: str
    width: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A distribution to be shown; ``key`` is its address's word, no bars where none may be told.

    ``own`` says that the bars have names of the municipality's own, in Swedish whoever looks.
    """

    key: str
    title: str
    hint: str
    head: str
    count: str
    bars: tuple[Bar, ...]
    total: str
    hidden: bool
    own: bool


def _said(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: say(words[name])


def _unit_name(routine: Routine) -> Callable[[str], str]:
    names = {unit.id: unit.name for unit in routine.units}
    names.setdefault(PROTECTED_UNIT, say("Skyddade uppgifter"))
    return lambda unit: names.get(unit, unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """What a distribution is called, what to know of it, and the heads of its columns."""

    title: str
    head: str
    hint: str = ""
    count: str = sv("Brev")


_UNIT = sv("Enhet")

_HEADINGS: Mapping[str, _Heading] = MappingProxyType(
    {
        "dagar": _Heading(title=sv("Inkomna brev"), head=""),
        "slag": _Heading(title=sv("Slag av brev"), head=sv("Slag")),
        "enheter": _Heading(
            title=sv("Underlag till enheterna"),
            hint=sv("Ett brev kan ge underlag till flera enheter."),
            head=_UNIT,
            count=sv("Underlag"),
        ),
        "lage": _Heading(title=sv("Var breven är nu"), head=sv("Läge")),
        "barn": _Heading(title=sv("Barn"), head=sv("Barn")),
        "kronofogden": _Heading(
            title=sv("Bekräftelser till Kronofogden"),
            hint=sv(
                "Ska skickas samma dag som beskedet kom (socialtjänstförordningen 11 kap. 3 §)."
            ),
            head=sv("Bekräftelsen"),
            count=sv("Antal"),
        ),
        "hamtning": _Heading(
            title=sv("Hämtning i tid"),
            hint=sv("Om enheten hämtade underlaget innan tiden för dess brådska gick ut."),
            head=sv("Underlaget"),
            count=sv("Underlag"),
        ),
        "forsta-dagen": _Heading(
            title=sv("Före brevets första dag"),
            hint=sv(
                "Om underlaget låg hos enheten senast den första dag som brevet ger. Om enheten "
                "sedan höll dagen vet programmet inte."
            ),
            head=sv("Underlaget"),
        ),
        "makulering": _Heading(
            title=sv("Makulerade kopior"),
            hint=sv("Kopior som makulerats under perioden; originalen finns kvar."),
            head=_UNIT,
            count=sv("Kopior"),
        ),
    }
)
"""Each distribution by its word in an address."""


def charts(told: Overview, routine: Routine) -> Mapping[str, Chart]:
    """Every distribution by its word in an address, in the order of the page."""
    unit = _unit_name(routine)
    kinds = _said({str(kind): swedish.KINDS[kind] for kind in Kind})
    days = {one.first.isoformat(): part_name(told.period, one) for one in told.parts}
    found = {
        "dagar": (told.by_part, days.__getitem__),
        "slag": (told.by_kind, kinds),
        "enheter": (told.by_unit, unit),
        "lage": (told.by_state, _said(_STATES)),
        "barn": (told.by_children, _said(_CHILDREN)),
        "kronofogden": (told.confirmations, _said(_SENT)),
        "hamtning": (told.pickups, _said(_TAKEN)),
        "forsta-dagen": (told.first_days, _said(_FIRST)),
        "makulering": (told.discarded, unit),
    }
    return {
        key: _chart(key, counts, name, parts_head(told) if key == "dagar" else "")
        for key, (counts, name) in found.items()
    }


def _chart(key: str, told: Distribution, name: Callable[[str], str], head: str) -> Chart:
    """The distribution in words; ``head`` is of its first column where its heading has none."""
    words = _HEADINGS[key]
    cells = told.cells or ()
    longest = max((one.high for one in cells if one.how is not Told.BESIDE), default=0) or 1
    return Chart(
        key=key,
        title=say(words.title),
        hint=say(words.hint),
        head=say(words.head or head),
        count=say(words.count),
        bars=tuple(
            Bar(
                name=name(one),
                text=number(cell),
                width=f"{100 * (0 if cell.how is Told.BESIDE else cell.high) / longest:.1f}",
                how=cell.how.value,
            )
            for one, cell in zip(told.names, cells, strict=False)
        ),
        total=number(told.total),
        hidden=any(one.how is not Told.EXACT for one in cells),
        own=words.head == _UNIT,
    )


def parts_head(told: Overview) -> str:
    """What the period is divided into, as a heading of a column."""
    if told.period.is_year:
        return sv("Månad")
    return sv("Dag") if all(one.first == one.last for one in told.parts) else sv("Vecka")


def part_name(period: Period, span: Span) -> str:
    """A part of the period: ``2026-10-05``, ``2026-10-05–2026-10-11``, ``oktober 2026``."""
    if period.is_year:
        return f"{say(swedish.MONTHS[span.first.month - 1])} {span.first.year}"
    if span.first == span.last:
        return span.first.isoformat()
    return f"{span.first.isoformat()}–{span.last.isoformat()}"


def period_name(key: str) -> str:
    """A period as one chooses it."""
    if not key:
        return say("Senaste 30 dagarna")
    year, _, month = key.partition("-")
    if month:
        return f"{swedish.opening(say(swedish.MONTHS[int(month) - 1]))} {year}"
    return say("Hela {year}", year=year)


def csv(chart: Chart) -> bytes:
    """The numbers of a chart as CSV, hidden ones in the same words as on the page."""

    def rows() -> Iterator[tuple[str, str]]:
        for bar in chart.bars:
            yield bar.name, _plain(bar.text)
        yield say("Summa"), _plain(chart.total)

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
    return say(
        "{title} från {first} till {last}, sammanlagt {total}. Flest {most}: {number}. Alla tal "
        "står i tabellen under diagrammet.",
        title=chart.title,
        first=chart.bars[0].name,
        last=chart.bars[-1].name,
        total=chart.total,
        most=most.name,
        number=most.text,
    )
