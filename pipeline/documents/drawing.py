"""A routine drawn as a page for its owner to read and sign: tables with their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pipeline.documents import swedish
from pipeline.documents.routine_words import (
    DOES,
    conditions,
    receiver,
    reviewed,
    said,
    unit_name,
    what,
)
from pipeline.domain.routine import Duty, Recurring, Routine
from pipeline.domain.routine import Row as RoutineRow
from pipeline.domain.verify import combinations_tried

_INTRO = (
    "Så här är rutinen inlagd i Tröskel. Läs varje rad mot den skrivna rutinen. Det som står inom "
    "«» är rutinens egen mening, ord för ord. Där rutinen tiger står varför, och då avgör en "
    "människa. Stämmer allt skriver du under sist på sidan."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: its cells in order; ``warning`` stands before the text of the third."""

    cells: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows below their heads, and the routine's heading that they stand under, if any."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the routine as its owner reads it: a title, what to know, its tables."""

    title: str
    intro: str
    tables: tuple[Table, ...]


_SAYS = "Rutinens mening, eller varför den tiger"


def parts(routine: Routine) -> tuple[Part, ...]:
    """All of the routine in the order in which it is read; parts that it lacks are left out."""
    found = (
        _units(routine), _rows(routine), _duties(routine), _standing(routine), _calendar(routine),
        _left_out(routine),
    )  # fmt: skip
    return tuple(part for part in found if any(table.rows for table in part.tables))


def facts(routine: Routine) -> tuple[str, ...]:
    """What to know of the routine before its parts, a sentence each."""
    revise = routine.revise_by
    return (
        f"Källa: {routine.source}",
        *((f"Kommun: {routine.municipality}",) if routine.municipality else ()),
        f"Gäller från {swedish.day(routine.valid_from)}",
        *(() if revise is None else (f"Skulle revideras senast {swedish.day(revise)}",)),
        f"Upprepat räknas inom {routine.window_months} månader",
    )


def proof(routine: Routine) -> str:
    """That every combination has its row."""
    return (
        f"Prövad: {combinations_tried(routine)} kombinationer av fakta, och för var och en finns "
        "exakt en rad"
    )


def page(routine: Routine) -> str:
    """The routine as Markdown, in Swedish; the same for the same routine."""
    told = (*facts(routine), f"Ritad ur `{routine.file}`", proof(routine))
    lines = [f"# {routine.title}", "", _INTRO, "", *(f"- {one}" for one in told), ""]
    for part in parts(routine):
        lines += [f"## {part.title}", ""]
        lines += [part.intro, ""] if part.intro else []
        for table in part.tables:
            lines += [f"### {table.heading}", ""] if table.heading else []
            lines += _table(table.heads, map(_marked, table.rows))
    lines += _signature()
    return "\n".join(lines).rstrip() + "\n"


def _marked(row: Row) -> tuple[str, ...]:
    """A row's cells as Markdown."""
    if not row.warning:
        return row.cells
    first, when, then, *rest = row.cells
    return (first, when, f"**{row.warning}** {then}", *rest)


def _units(routine: Routine) -> Part:
    rows = tuple(
        Row(cells=(one.name, one.id, "; ".join((one.id, *one.case_names)))) for one in routine.units
    )
    heads = ("Enhet", "Mapp", "Så heter dess ärenden i registret")
    ignored = "; ".join(routine.ignored_cases)
    return Part(
        title="Enheter",
        intro=f"Ärenden som inte angår rutinen: {ignored}." if ignored else "",
        tables=(Table(heading="", heads=heads, rows=rows),),
    )


def _rows(routine: Routine) -> Part:
    return Part(
        title="Vem får brevet",
        intro="Varje brev träffar exakt en rad.",
        tables=tuple(
            Table(
                heading=heading,
                heads=("Rad", "När", "Då", _SAYS),
                rows=tuple(_row(routine, row) for row in rows),
            )
            for heading, rows in _by_heading(routine.rows)
        ),
    )


def _row(routine: Routine, row: RoutineRow) -> Row:
    when = "; ".join(conditions(routine, row.when)) or "alltid"
    then = "; ".join(receiver(routine, one) for one in row.send)
    if row.review:
        then = f"Förslag: {then}"
    return Row(
        cells=(row.id, when, then, said(row.paragraph)),
        warning=reviewed(row.review) if row.review else "",
    )


def _duties(routine: Routine) -> Part:
    collected = [duty for duty in routine.duties if duty.does != "standing"]
    return Part(
        title="Brev, steg och dagar",
        intro="Alla vars villkor stämmer samlas. Inget brev går av sig självt.",
        tables=tuple(
            Table(
                heading=heading,
                heads=("Id", "Slag", "När", "Vad", "Enhet", _SAYS),
                rows=tuple(Row(cells=_duty(routine, duty)) for duty in duties),
            )
            for heading, duties in _by_heading(collected)
        ),
    )


def _duty(routine: Routine, duty: Duty) -> tuple[str, ...]:
    return (
        duty.id,
        DOES[duty.does],
        "; ".join(conditions(routine, duty.when)) or "alltid",
        what(routine, duty),
        unit_name(routine, duty.unit) if duty.unit else "den som handlägger",
        said(duty.paragraph),
    )


def _standing(routine: Routine) -> Part:
    rows = tuple(
        Row(cells=(one.id, what(routine, one), unit_name(routine, one.unit), said(one.paragraph)))
        for one in routine.duties
        if one.does == "standing"
    )
    return Part(
        title="Stående uppgifter",
        intro="Det som inte kommer som ett brev av de här slagen.",
        tables=(Table(heading="", heads=("Id", "Vad", "Enhet", _SAYS), rows=rows),),
    )


def _calendar(routine: Routine) -> Part:
    rows = tuple(
        Row(
            cells=(
                one.id,
                _days(one),
                one.text,
                unit_name(routine, one.unit),
                said(one.paragraph),
            )
        )
        for one in routine.recurring
    )
    heads = ("Id", "Dag", "Vad", "Enhet", _SAYS)
    return Part(title="Kalender", intro="", tables=(Table(heading="", heads=heads, rows=rows),))


def _left_out(routine: Routine) -> Part:
    rows = tuple(Row(cells=(_plain(sentence),)) for sentence in routine.left_out or ())
    return Part(
        title="Meningar som inte är inlagda",
        intro="Ingen rad eller plikt vilar på de här meningarna i den skrivna rutinen. "
        "Ska någon med?",
        tables=(Table(heading="", heads=("Mening",), rows=rows),),
    )


def _plain(sentence: str) -> str:
    """A sentence without the sign of its own point."""
    return sentence.lstrip("-•*– ")


def _days(one: Recurring) -> str:
    day = "den sista" if one.day == 31 else f"den {one.day}:e"
    months = swedish.listed(tuple(swedish.MONTHS[month - 1] for month in one.months))
    moved = "före" if one.moved == "before" else "efter"
    return f"{day} i {months or 'varje månad'}; helgdag: vardagen {moved}"


def _signature() -> Iterator[str]:
    yield "## Underskrift"
    yield ""
    yield "Jag har läst raderna och jämfört dem med den skrivna rutinen."
    yield ""
    yield from _table(("Datum", "Namn", "Underskrift"), [("\N{NO-BREAK SPACE}", "", "")])


Cited = TypeVar("Cited", RoutineRow, Duty)


def _by_heading(items: Iterable[Cited]) -> Iterable[tuple[str, list[Cited]]]:
    """The items under their headings, in the order in which headings first come."""
    found: dict[str, list[Cited]] = {}
    for one in items:
        found.setdefault(one.paragraph.heading, []).append(one)
    return found.items()


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join(' --- ' for _ in heads)}|"
    for row in rows:
        yield f"| {' | '.join(_cell(cell) for cell in row)} |"
    yield ""


def _cell(text: str) -> str:
    """Text in a cell: no bar may part it, no line end it."""
    return text.replace("|", "\\|").replace("\n", " ")
