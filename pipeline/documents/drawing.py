"""A routine drawn as a page for its owner to read and sign: tables with their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from pipeline.domain.routine import Duty, Recurring, Routine, Row
from pipeline.domain.verify import combinations_tried

_INTRO = (
    "Så här är rutinen inlagd i Tröskel. Läs varje rad mot den skrivna rutinen. Det som står inom "
    "«» är rutinens egen mening, ord för ord. Där rutinen tiger står varför, och då avgör en "
    "människa. Stämmer allt skriver du under sist på sidan."
)


def page(routine: Routine) -> str:
    """The routine as Markdown, in Swedish; the same for the same routine."""
    parts = (
        _head(routine),
        _units(routine),
        _rows(routine),
        _duties(routine),
        _standing(routine),
        _calendar(routine),
        _left_out(routine),
        _signature(),
    )
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def _head(routine: Routine) -> Iterator[str]:
    yield f"# {routine.title}"
    yield ""
    yield _INTRO
    yield ""
    yield f"- Källa: {routine.source}"
    if routine.municipality:
        yield f"- Kommun: {routine.municipality}"
    yield f"- Gäller från {swedish.day(routine.valid_from)}"
    if routine.revise_by is not None:
        yield f"- Skulle revideras senast {swedish.day(routine.revise_by)}"
    yield f"- Upprepat räknas inom {routine.window_months} månader"
    yield f"- Ritad ur `{routine.file}`"
    yield (
        f"- Prövad: {combinations_tried(routine)} kombinationer av fakta, och för var och en "
        "finns exakt en rad"
    )
    yield ""


def _units(routine: Routine) -> Iterator[str]:
    yield "## Enheter"
    yield ""
    yield from _table(
        ("Enhet", "Mapp", "Så heter dess ärenden i registret"),
        ((one.name, f"`{one.id}`", "; ".join((one.id, *one.case_names))) for one in routine.units),
    )
    if routine.ignored_cases:
        yield f"Ärenden som inte angår rutinen: {'; '.join(routine.ignored_cases)}."
        yield ""


def _rows(routine: Routine) -> Iterator[str]:
    yield "## Vem får brevet"
    yield ""
    yield "Varje brev träffar exakt en rad."
    yield ""
    for heading, rows in _by_heading(routine.rows):
        yield f"### {heading}"
        yield ""
        yield from _table(
            ("Rad", "När", "Då", "Rutinens mening, eller varför den tiger"),
            (_row(routine, r) for r in rows),
        )


def _row(routine: Routine, row: Row) -> tuple[str, ...]:
    when = "; ".join(conditions(routine, row.when)) or "alltid"
    then = "; ".join(receiver(routine, one) for one in row.send)
    if row.review:
        then = f"**{reviewed(row.review)}** Förslag: {then}"
    return (row.id, when, then, said(row.paragraph))


def _duties(routine: Routine) -> Iterator[str]:
    collected = [duty for duty in routine.duties if duty.does != "standing"]
    yield "## Brev, steg och dagar"
    yield ""
    yield "Alla vars villkor stämmer samlas. Inget brev går av sig självt."
    yield ""
    for heading, duties in _by_heading(collected):
        yield f"### {heading}"
        yield ""
        yield from _table(
            ("Id", "Slag", "När", "Vad", "Enhet", "Rutinens mening, eller varför den tiger"),
            (_duty(routine, duty) for duty in duties),
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


def _standing(routine: Routine) -> Iterator[str]:
    found = [duty for duty in routine.duties if duty.does == "standing"]
    if not found:
        return
    yield "## Stående uppgifter"
    yield ""
    yield "Det som inte kommer som ett brev av de här slagen."
    yield ""
    yield from _table(
        ("Id", "Vad", "Enhet", "Rutinens mening, eller varför den tiger"),
        (
            (one.id, what(routine, one), unit_name(routine, one.unit), said(one.paragraph))
            for one in found
        ),
    )


def _calendar(routine: Routine) -> Iterator[str]:
    if not routine.recurring:
        return
    yield "## Kalender"
    yield ""
    yield from _table(
        ("Id", "Dag", "Vad", "Enhet", "Rutinens mening, eller varför den tiger"),
        (
            (one.id, _days(one), one.text, unit_name(routine, one.unit), said(one.paragraph))
            for one in routine.recurring
        ),
    )


def _left_out(routine: Routine) -> Iterator[str]:
    if not routine.left_out:
        return
    yield "## Meningar som inte är inlagda"
    yield ""
    yield "Ingen rad eller plikt vilar på de här meningarna i den skrivna rutinen. Ska någon med?"
    yield ""
    yield from (f"- {_plain(sentence)}" for sentence in routine.left_out)
    yield ""


def _plain(sentence: str) -> str:
    """A sentence as a point of a list, without the sign of its own point."""
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


Cited = TypeVar("Cited", Row, Duty)


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
