"""Proof that a routine is whole: one row for every combination of facts, and all rows sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.domain import facts as vocabulary
from pipeline.domain import recurring
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.domain.routine import (
    Condition,
    Duty,
    Fact,
    Paragraph,
    Recurring,
    Routine,
    Row,
)
from pipeline.domain.tables import ROW

NAMED = 3
"""How many combinations of one gap are named; the rest are counted."""

_DOES = ("letter", "step", "deadline", "attend")
_RECEIVERS = ("household", "kronofogden", "sender")
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


def verify(routine: Routine) -> tuple[Fault, ...]:
    """All faults of the routine; an empty answer proves that each letter has exactly one row.

    Every combination of the facts that rows ask about is tried; facts that no row asks about
    cannot change the answer. Nothing is enumerated while names or values are wrong.
    """
    names = (*_facts(routine), *_conditions(routine))
    rest = (
        *_units(routine),
        *_repeated(routine),
        *(fault for row in routine.rows for fault in _row(routine, row)),
        *(fault for duty in routine.duties for fault in _duty(routine, duty)),
        *_recurring(routine),
    )
    if names:
        return (*names, *rest)
    return (*rest, *_table(routine), *_idle_duties(routine))


_TABLE = "tabellen"


def _units(routine: Routine) -> Iterator[Fault]:
    for unit in routine.units:
        if unit.id == PROTECTED_UNIT:
            yield Fault(where=unit.id, message="enheten skyddad finns alltid och får inte anges")
    for name, count in Counter(unit.id for unit in routine.units).items():
        if count > 1:
            yield Fault(where=name, message="enheten finns mer än en gång")
    if not routine.units:
        yield Fault(where="enheter", message="rutinen har inga enheter")


def _facts(routine: Routine) -> Iterator[Fault]:
    points = next((fact.values for fact in routine.facts if fact.name == "intake_point"), ())
    for fact in routine.facts:
        known = vocabulary.vocabulary(fact.name, routine.units, points)
        if not known:
            names = ", ".join(vocabulary.names(routine.units))
            yield Fault(where=_TABLE, message=f"okänt faktum {fact.name}; kända är {names}")
        elif set(known) != set(fact.values):
            yield Fault(
                where=_TABLE,
                message=f"faktumet {fact.name} ska ha just värdena {', '.join(known)}",
            )
    for name, count in Counter(fact.name for fact in routine.facts).items():
        if count > 1:
            yield Fault(where=_TABLE, message=f"faktumet {name} anges mer än en gång")


def _repeated(routine: Routine) -> Iterator[Fault]:
    every: tuple[Row | Duty | Recurring, ...] = (
        *routine.rows,
        *routine.duties,
        *routine.recurring,
    )
    lines = {one.id: one.line for one in every}
    counts = Counter(one.id for one in every)
    for name, count in counts.items():
        if count > 1:
            yield Fault(where=name, line=lines[name], message="samma id används mer än en gång")


def _conditions(routine: Routine) -> Iterator[Fault]:
    """Conditions on facts or values that the routine does not have."""
    declared = {fact.name: fact.values for fact in routine.facts}
    rows = {ROW: tuple(row.id for row in routine.rows)}
    for row in routine.rows:
        yield from _known(row.when, declared, row.id, row.line)
    for duty in routine.duties:
        yield from _known(duty.when, declared | rows, duty.id, duty.line)


def _known(
    when: Iterable[Condition], declared: Mapping[str, tuple[str, ...]], where: str, line: int
) -> Iterator[Fault]:
    wrong: list[str] = []
    for name, count in Counter(condition.fact for condition in when).items():
        if count > 1:
            wrong.append(f"villkoret {name} finns mer än en gång")
    for condition in when:
        name = condition.fact
        if name not in declared:
            wrong.append(f"okänt faktum {name}; rutinen anger {', '.join(declared)}")
        elif not condition.values:
            wrong.append(f"villkoret {name} har inga värden")
        elif name == ROW:
            wrong += [
                f"plikten hänvisar till raden {value}, som inte finns"
                for value in sorted(condition.values - set(declared[name]))
            ]
        else:
            wrong += [
                f"okänt värde {value} för {name}; tillåtna är {', '.join(declared[name])}"
                for value in sorted(condition.values - set(declared[name]))
            ]
    for message in wrong:
        yield Fault(where=where, line=line, message=message)


def _paragraph(paragraph: Paragraph, where: str, line: int) -> Iterator[Fault]:
    if not paragraph.heading.strip():
        yield Fault(where=where, line=line, message="rubriken i rutinen saknas")
    if paragraph.sentence is None and not paragraph.silent.strip():
        yield Fault(
            where=where,
            line=line,
            message="varken rutinens mening eller skälet till att den tiger finns",
        )
    if paragraph.sentence is not None and not paragraph.sentence.strip():
        yield Fault(where=where, line=line, message="rutinens mening är tom")


def _row(routine: Routine, row: Row) -> Iterator[Fault]:
    def fault(message: str) -> Fault:
        return Fault(where=row.id, line=row.line, message=message)

    yield from _paragraph(row.paragraph, row.id, row.line)
    if row.paragraph.sentence is None and not row.review:
        yield fault("rutinen tiger, men raden går inte till granskning (review saknas)")
    if row.review and not row.paragraph.silent.strip():
        yield fault("raden går till granskning men säger inte varför (silent saknas)")
    units = {unit.id for unit in routine.units}
    for send in row.send:
        if send.unit not in units:
            yield fault(f"okänd enhet {send.unit}; rutinen har {', '.join(sorted(units))}")
        if send.assign not in _ASSIGN:
            yield fault(f"assign är {send.assign}; tillåtna är existing och appoint")
    for name, count in Counter(send.unit for send in row.send).items():
        if count > 1:
            yield fault(f"enheten {name} får brevet mer än en gång")
    holders = [send.unit for send in row.send if send.original]
    if len(holders) != 1:
        who = ", ".join(holders) or "ingen"
        yield fault(f"just en enhet ska ha originalet, här är det {len(holders)} ({who})")


def _duty(routine: Routine, duty: Duty) -> Iterator[Fault]:
    yield from _paragraph(duty.paragraph, duty.id, duty.line)
    units = {unit.id for unit in routine.units}
    if duty.does not in _DOES:
        yield Fault(
            where=duty.id,
            line=duty.line,
            message=f"does är {duty.does}; tillåtna är {', '.join(_DOES)}",
        )
    for message in (
        *_letter(duty),
        *_step(duty, units),
        *_deadline(duty, units),
        *(_booked(duty.text) if duty.does in {"attend", "deadline"} else ()),
        *(f"okänd enhet {unit}" for unit in duty.together_with if unit not in units),
    ):
        yield Fault(where=duty.id, line=duty.line, message=message)


def _letter(duty: Duty) -> Iterator[str]:
    if duty.does != "letter":
        return
    if not duty.template:
        yield "brevets mall (template) saknas"
    if duty.to not in _RECEIVERS:
        yield f"to är {duty.to or 'tomt'}; tillåtna är {', '.join(_RECEIVERS)}"


def _step(duty: Duty, units: set[str]) -> Iterator[str]:
    if duty.does not in {"step", "attend"}:
        return
    if not duty.text:
        yield "stegets text saknas"
    if duty.unit not in units:
        yield f"okänd enhet {duty.unit or '(tom)'}"


def _deadline(duty: Duty, units: set[str]) -> Iterator[str]:
    if duty.does != "deadline":
        return
    if not duty.what:
        yield "vad dagen gäller (what) saknas"
    if duty.counted_from not in _COUNTED_FROM:
        start = duty.counted_from or "tomt"
        yield f"counted_from är {start}; tillåtna är {', '.join(_COUNTED_FROM)}"
    if duty.unit and duty.unit not in units:
        yield f"okänd enhet {duty.unit}"
    if not 0 <= duty.day_of_month <= 31:
        yield f"day_of_month är {duty.day_of_month}; tillåtna är 1 till 31 (månadens sista)"


def _booked(text: str) -> Iterator[str]:
    """A visit without notice is never booked: a named person decides each time (JO 1188-2020)."""
    if "oanmäl" in text.casefold():
        yield "ett oanmält hembesök bokas aldrig; gör det till ett steg (does = step) för en person"


def _recurring(routine: Routine) -> Iterator[Fault]:
    units = [unit.id for unit in routine.units]
    for one in routine.recurring:
        yield from _paragraph(one.paragraph, one.id, one.line)
        for message in (*recurring.faults(one, units), *_booked(one.text)):
            yield Fault(where=one.id, line=one.line, message=message)


def named(values: Mapping[str, str]) -> str:
    """A combination of facts as staff read it in a fault."""
    return ", ".join(f"{name}={value}" for name, value in values.items())


@dataclass(slots=True)
class _Cover:
    """What one pass over all combinations found, as bits of the rows."""

    reached: int
    gaps: list[str]
    overlaps: dict[tuple[int, int], list[str]]


def _cover(routine: Routine) -> _Cover:
    asked = {condition.fact for row in routine.rows for condition in row.when}
    facts = [fact for fact in routine.facts if fact.name in asked]
    masks = _masks(routine.rows, facts)
    every = (1 << len(routine.rows)) - 1
    cover = _Cover(reached=0, gaps=[], overlaps={})
    for values in vocabulary.combinations(facts):
        hit = every
        for name, value in values.items():
            hit &= masks[name][value]
        cover.reached |= hit
        if not hit:
            cover.gaps.append(named(values))
        elif hit & (hit - 1):
            cover.overlaps.setdefault(_two_lowest(hit), []).append(named(values))
    return cover


def _table(routine: Routine) -> Iterator[Fault]:
    """Gaps, overlaps and rows that nothing reaches."""
    cover = _cover(routine)
    for combination in cover.gaps[:NAMED]:
        yield Fault(where=_TABLE, message=f"lucka: ingen rad för {combination}")
    if len(cover.gaps) > NAMED:
        left = len(cover.gaps) - NAMED
        yield Fault(where=_TABLE, message=f"lucka: ingen rad för ytterligare {left} kombinationer")
    for (one, two), both in cover.overlaps.items():
        first, second = routine.rows[one], routine.rows[two]
        more = f" (och {len(both) - 1} till)" if len(both) > 1 else ""
        yield Fault(
            where=first.id,
            line=first.line,
            message=f"överlapp med {second.id} för {both[0]}{more}",
        )
    for place, row in enumerate(routine.rows):
        if not cover.reached >> place & 1:
            yield Fault(where=row.id, line=row.line, message="ingen kombination av fakta når raden")


def _masks(rows: tuple[Row, ...], facts: Iterable[Fact]) -> dict[str, dict[str, int]]:
    """For each fact and value, a bit for every row that allows it."""
    masks: dict[str, dict[str, int]] = {}
    for fact in facts:
        by_value = dict.fromkeys(fact.values, 0)
        for place, row in enumerate(rows):
            allowed = _allowed(row.when, fact)
            for value in fact.values:
                if value in allowed:
                    by_value[value] |= 1 << place
        masks[fact.name] = by_value
    return masks


def _allowed(when: Iterable[Condition], fact: Fact) -> frozenset[str]:
    """The values of the fact under which the conditions may hold."""
    allowed = frozenset(fact.values)
    for condition in when:
        if condition.fact == fact.name:
            allowed &= condition.values
    return allowed


def _two_lowest(bits: int) -> tuple[int, int]:
    one = (bits & -bits).bit_length() - 1
    rest = bits & (bits - 1)
    return one, (rest & -rest).bit_length() - 1


def _idle_duties(routine: Routine) -> Iterator[Fault]:
    """Duties that no letter can give rise to."""
    for duty in routine.duties:
        rows = next((when.values for when in duty.when if when.fact == ROW), None)
        if not any(
            _possible(routine, (*duty.when, *row.when))
            for row in routine.rows
            if rows is None or row.id in rows
        ):
            yield Fault(
                where=duty.id, line=duty.line, message="ingen kombination av fakta når plikten"
            )


def _possible(routine: Routine, when: tuple[Condition, ...]) -> bool:
    """Whether some letter satisfies all the conditions; facts are free but for kind and subkind."""
    left = {fact.name: _allowed(when, fact) for fact in routine.facts}
    if not all(left.values()):
        return False
    if not {"kind", "subkind"} <= left.keys():
        return True
    return any(kind in left["kind"] and sub in left["subkind"] for kind, sub in vocabulary.pairs())
