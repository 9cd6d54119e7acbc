"""Whether each row and each duty of a routine is sound by itself, whatever the others say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.domain import recurring
from pipeline.domain.deadlines import CHILD, RECOVERY
from pipeline.domain.facts import owned_by
from pipeline.domain.kinds import PROTECTED_UNIT, Kind, Role
from pipeline.domain.outgoing import OUTSIDE
from pipeline.domain.problems import Code
from pipeline.domain.routine import (
    CASE_UNIT,
    DOES,
    PLACES,
    Duty,
    Paragraph,
    Recurring,
    Routine,
    Row,
)
from pipeline.domain.tables import DOUBT

_RESERVED = {
    PROTECTED_UNIT: "enheten skyddad finns alltid och får inte anges",
    CASE_UNIT: "case betyder den enhet som har klientens ärende och får inte vara en enhets namn",
    "any": "any är upptaget (case.any) och får inte vara en enhets namn",
    "other": "other är upptaget (case.other) och får inte vara en enhets namn",
}
_COUNTED_FROM = ("arrival", "letter_date", "eviction_at")
_ASSIGN = ("", "existing", "appoint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a routine: which row or duty, on which line of the file, and what is wrong.

    ``line`` is 0 where the fault has no line of its own; ``message`` is Swedish.
    """

    where: str
    message: str
    line: int = 0

    def __str__(self) -> str:
        place = f"rad {self.line}, " if self.line else ""
        return f"{place}{self.where}: {self.message}"


def unit_faults(routine: Routine) -> Iterator[Fault]:
    """What is wrong with the units that the routine declares."""
    for unit in routine.units:
        if unit.id in _RESERVED:
            yield Fault(where=unit.id, message=_RESERVED[unit.id])
    for name, count in Counter(unit.id for unit in routine.units).items():
        if count > 1:
            yield Fault(where=name, message="enheten finns mer än en gång")
    for name, count in Counter(_filed(routine)).items():
        if count > 1:
            message = f"registrets namn {name} står på mer än en enhet: vems är ärendet?"
            yield Fault(where="enheter", message=message)
    owned = set(_filed(routine))
    for name in routine.ignored_cases:
        if name.casefold() in owned:
            message = f"{name} står i ignored_cases men är en enhets eget namn i registret"
            yield Fault(where="ignored_cases", message=message)
    if not routine.units:
        yield Fault(where="enheter", message="rutinen har inga enheter")


def _filed(routine: Routine) -> Iterator[str]:
    """The names under which the register files cases, each once for each unit that has it."""
    for unit in {unit.id: unit for unit in routine.units}.values():
        yield from {name.casefold() for name in owned_by(unit)}


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    if not paragraph.heading.strip():
        yield "rubriken i rutinen saknas"
    if paragraph.sentence is None and not paragraph.silent.strip():
        yield "varken rutinens mening eller skälet till att den tiger finns"
    if paragraph.sentence is not None and not paragraph.sentence.strip():
        yield "rutinens mening är tom"


def row_faults(routine: Routine, row: Row) -> Iterator[Fault]:
    """What is wrong with the row: its sentence, its review, who gets the letter and for what."""
    for message in (*_paragraph(row.paragraph), *_review(row), *_sends(routine, row)):
        yield Fault(where=row.id, line=row.line, message=message)


def _reason(review: str) -> Iterator[str]:
    """A reason is one of the program's, a point of C1 to C27, or a word that is like neither."""
    if re.fullmatch(r"C\d+", review) and review not in GAPS:
        yield f"review är {review}, som inte finns; punkterna är C1 till C27 (se guiden)"
    codes = [code.value for code in Code]
    code = review.partition(":")[0]
    near = get_close_matches(code, codes, n=1, cutoff=_LIKE)
    if code not in codes and near:
        yield f"review är {review}, som programmet inte känner; menas {near[0]}?"


GAPS = tuple(f"C{number}" for number in range(1, 28))
"""The points on which the written routines are silent or contradict each other."""

_LIKE = 0.7
"""A word this much like one of the program's own was most often meant to be it."""


def _review(row: Row) -> Iterator[str]:
    yield from _reason(row.review)
    if row.paragraph.sentence is None and not row.review:
        yield "rutinen tiger, men raden går inte till granskning (review saknas)"
    if row.review and not row.paragraph.silent.strip():
        yield "raden går till granskning men säger inte varför (silent saknas)"


def _sends(routine: Routine, row: Row) -> Iterator[str]:
    units = {unit.id for unit in routine.units}
    for send in row.send:
        if send.unit not in {*units, CASE_UNIT}:
            yield f"okänd enhet {send.unit}; rutinen har {', '.join(sorted(units))}"
        if send.assign not in _ASSIGN:
            yield f"assign är {send.assign}; tillåtna är existing och appoint"
        if send.unit == CASE_UNIT and (send.original or send.role is Role.HANDLE):
            yield "case kan bara få kopia eller information: det är inte säkert att enheten finns"
    for name, count in Counter(send.unit for send in row.send).items():
        if count > 1:
            yield f"enheten {name} får brevet mer än en gång"
    for what, found in (
        ("ha originalet", [send.unit for send in row.send if send.original]),
        ("handlägga (handle)", [send.unit for send in row.send if send.role is Role.HANDLE]),
    ):
        if len(found) != 1:
            who = ", ".join(found) or "ingen"
            yield f"just en enhet ska {what}, här är det {len(found)} ({who})"


def duty_faults(routine: Routine, duty: Duty) -> Iterator[Fault]:
    """What is wrong with the duty: its sentence, and what its kind of duty needs."""
    units = {unit.id for unit in routine.units}
    for message in (
        *_paragraph(duty.paragraph),
        *_does(duty),
        *(f"okänd enhet {unit}" for unit in duty.together_with if unit not in units),
        *_needs(duty, units),
        *(_booked(duty.text) if duty.does in {"attend", "deadline"} else ()),
        *_numbers(routine, duty),
    ):
        yield Fault(where=duty.id, line=duty.line, message=message)


def _does(duty: Duty) -> Iterator[str]:
    if duty.does not in DOES:
        yield f"does är {duty.does}; tillåtna är {', '.join(DOES)}"


def _needs(duty: Duty, units: set[str]) -> Iterator[str]:
    """What a duty of its kind must say and does not."""
    match duty.does:
        case "letter":
            yield from (*_letter(duty, units), *_unit(duty, units, optional=True))
        case "step" | "attend":
            yield from (*_text(duty), *_unit(duty, {*units, CASE_UNIT}))
        case "deadline":
            yield from (*_deadline(duty), *_beyond_the_law(duty))
            yield from _unit(duty, units, optional=True)
        case "note":
            yield from (*_text(duty), *_places(duty), *_unit(duty, units, optional=True))
        case "mark" | "binder":
            yield from (*_text(duty), *_unit(duty, units))
        case "review":
            yield from _to_review(duty)
        case "standing":
            yield from (*_text(duty), *_unit(duty, units), *_standing(duty))
        case _:
            return


def _text(duty: Duty) -> Iterator[str]:
    if not duty.text:
        yield "stegets text saknas" if duty.does in {"step", "attend"} else "texten (text) saknas"


def _unit(duty: Duty, units: Iterable[str], *, optional: bool = False) -> Iterator[str]:
    if duty.unit not in units and not (optional and not duty.unit):
        yield f"okänd enhet {duty.unit or '(tom)'}"


def _letter(duty: Duty, units: set[str]) -> Iterator[str]:
    if not duty.template:
        yield "brevets mall (template) saknas"
    if duty.to not in OUTSIDE and duty.to not in units:
        allowed = ", ".join((*OUTSIDE, *sorted(units)))
        yield f"to är {duty.to or 'tomt'}; tillåtna är {allowed}"


def _deadline(duty: Duty) -> Iterator[str]:
    if not duty.what:
        yield "vad dagen gäller (what) saknas"
    if duty.counted_from not in _COUNTED_FROM:
        start = duty.counted_from or "tomt"
        yield f"counted_from är {start}; tillåtna är {', '.join(_COUNTED_FROM)}"
    if not 0 <= duty.day_of_month <= 31:
        yield f"day_of_month är {duty.day_of_month}; tillåtna är 1 till 31 (månadens sista)"


_LAW_DAYS = (
    ("bekräft", 0, "socialtjänstförordningen (2025:468) 11 kap. 3 §: samma dag"),
    ("skyddsbedöm", 0, "20 kap. 1 § socialtjänstlagen (2025:400): genast"),
    ("förhandsbedöm", CHILD.days, "20 kap. 2 § socialtjänstlagen (2025:400): 14 dagar"),
    ("åtagande", RECOVERY.days, "12 kap. 44 § jordabalken: tre veckor"),
)
"""A word for what the law gives a day of its own, in how many days, and by which paragraph."""


def _beyond_the_law(duty: Duty) -> Iterator[str]:
    """A day that is later than the law's would stand beside it on the checklist."""
    kinds = next((one.values for one in duty.when if one.fact == "kind"), None)
    said = (duty.text or duty.what).casefold()
    for word, most, law in _LAW_DAYS:
        # Only notices of an eviction are confirmed by law.
        other = word == "bekräft" and kinds is not None and Kind.EVICTION_DATE.value not in kinds
        if word in said and not other and _longest(duty) > most:
            yield (
                f"dagen ligger senare än lagens ({law}). Ta bort den: lagens dag räknas alltid. "
                "Skriv rutinens mening (sentence) och att lagen går före (silent) på brevet eller "
                "steget i stället"
            )


def _longest(duty: Duty) -> int:
    """How many days the deadline may lie after the letter came; many where that is not known."""
    if duty.counted_from == "eviction_at":
        return 366
    # Five working days are a week, or more where a holiday falls in it.
    whole = duty.days + duty.working_days * 7 // 5 + 31 * duty.months + 366 * duty.years
    return whole + (31 if duty.day_of_month else 0)


def _booked(text: str) -> Iterator[str]:
    """A visit without notice is never booked: a named person decides each time (JO 1188-2020)."""
    if "oanmäl" in text.casefold():
        yield "ett oanmält hembesök bokas aldrig; gör det till ett steg (does = step) för en person"


def recurring_faults(routine: Routine, one: Recurring) -> Iterator[Fault]:
    """What is wrong with something that a unit does again and again."""
    units = [unit.id for unit in routine.units]
    for message in (
        *_paragraph(one.paragraph),
        *recurring.faults(one, units),
        *_booked(one.text),
    ):
        yield Fault(where=one.id, line=one.line, message=message)


def _places(duty: Duty) -> Iterator[str]:
    for place in re.findall(r"\{(.*?)\}", duty.text):
        if place not in PLACES:
            yield f"{{{place}}} kan inte fyllas i; det som kan är {', '.join(PLACES)}"


def _to_review(duty: Duty) -> Iterator[str]:
    yield from _reason(duty.review)
    if not duty.review:
        yield "vad som ska granskas (review) saknas"
    if not duty.paragraph.silent.strip():
        yield "brevet går till granskning men det sägs inte varför (silent saknas)"
    if any(condition.fact == DOUBT for condition in duty.when):
        yield "en granskning kan inte bero på doubt, som säger om det finns något att granska"


def _standing(duty: Duty) -> Iterator[str]:
    if duty.when:
        yield "en stående uppgift hör inte till något brev och har inga villkor (when)"


def _numbers(routine: Routine, duty: Duty) -> Iterator[str]:
    """C20: children's numbers are printed for a unit that works with children, and nobody else."""
    if not duty.children:
        return
    if duty.does != "mark":
        yield "children hör bara till en påskrift (mark)"
    elif not any(unit.id == duty.unit and unit.children for unit in routine.units):
        yield f"enheten {duty.unit} får inte barnens personnummer: den har inte children = true"
