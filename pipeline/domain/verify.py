"""Proof that a routine is whole: one row for every combination of facts, and all rows sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import prod

from pipeline.domain import facts as vocabulary
from pipeline.domain.deadlines import CONFIRMED
from pipeline.domain.explaining import word
from pipeline.domain.facts import NONE, YES_NO
from pipeline.domain.kinds import Kind
from pipeline.domain.outgoing import OUTSIDE
from pipeline.domain.routine import Condition, Duty, Fact, Recurring, Routine, Row
from pipeline.domain.tables import DOUBT, ROW
from pipeline.domain.verify_parts import (
    Fault,
    duty_faults,
    recurring_faults,
    row_faults,
    unit_faults,
)

__all__ = ["NAMED", "Fault", "combinations_tried", "named", "verify"]

NAMED = 3
"""How many gaps are named; of the rest it is told that there are more."""


def verify(routine: Routine) -> tuple[Fault, ...]:
    """All faults of the routine; an empty answer proves that each letter has exactly one row.

    Every combination of the facts that rows ask about is tried; facts that no row asks about
    cannot change the answer. Nothing is enumerated while names or values are wrong.
    """
    names = (*_facts(routine), *_conditions(routine))
    rest = (
        *unit_faults(routine),
        *_repeated(routine),
        *(fault for row in routine.rows for fault in row_faults(routine, row)),
        *(fault for duty in routine.duties for fault in duty_faults(routine, duty)),
        *(fault for one in routine.recurring for fault in recurring_faults(routine, one)),
    )
    if names:
        return (*names, *rest)
    return (*rest, *_table(routine), *_duties(routine), *_law(routine))


def combinations_tried(routine: Routine) -> int:
    """How many combinations the proof tries."""
    facts = _asked(routine)
    both = {"kind", "subkind"} <= {fact.name for fact in facts}
    pairs = len(vocabulary.pairs()) if both else 1
    return pairs * prod(
        len(fact.values) for fact in facts if not (both and fact.name in {"kind", "subkind"})
    )


_TABLE = "tabellen"


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
    rows = {ROW: tuple(row.id for row in routine.rows), DOUBT: YES_NO}
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


def named(values: Mapping[str, str]) -> str:
    """A combination of facts as staff read it in a fault."""
    return ", ".join(f"{name}={value}" for name, value in values.items()) or "alla brev"


@dataclass(slots=True)
class _Cover:
    """What one pass over all combinations found, as bits of the rows."""

    reached: int
    gaps: list[dict[str, str]]
    overlaps: dict[tuple[int, int], list[str]]


def _asked(routine: Routine) -> list[Fact]:
    """The facts on which it depends which row holds."""
    asked = {condition.fact for row in routine.rows for condition in row.when}
    return [fact for fact in routine.facts if fact.name in asked]


def _cover(routine: Routine) -> _Cover:
    facts = _asked(routine)
    masks = _masks(routine.rows, facts)
    every = (1 << len(routine.rows)) - 1
    cover = _Cover(reached=0, gaps=[], overlaps={})
    for values in vocabulary.combinations(facts):
        hit = every
        for name, value in values.items():
            hit &= masks[name][value]
        cover.reached |= hit
        if not hit:
            cover.gaps.append(values)
        elif hit & (hit - 1):
            cover.overlaps.setdefault(_two_lowest(hit), []).append(named(values))
    return cover


def _table(routine: Routine) -> Iterator[Fault]:
    """Gaps, overlaps and rows that nothing reaches."""
    cover = _cover(routine)
    gaps = tuple(islice(grouped(cover.gaps, _asked(routine)), NAMED + 1))
    line = 0
    for values, gap in gaps[:NAMED]:
        near = _nearest(routine.rows, gap)
        line = 0 if near is None else near.line
        told = "" if near is None else f"; närmast är {_lacking(near, gap)}"
        message = f"lucka: ingen rad för {named(values)}{_in_words(values)}{told}"
        yield Fault(where=_TABLE, line=line, message=message)
    if len(gaps) > NAMED:
        message = f"lucka: ingen rad för fler, av {len(cover.gaps)} kombinationer utan rad i allt"
        yield Fault(where=_TABLE, line=line, message=message)
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


def grouped(
    gaps: Iterable[Mapping[str, str]], facts: Iterable[Fact]
) -> Iterator[tuple[dict[str, str], Mapping[str, str]]]:
    """The gaps as few as they can easily be said, each with the first of those that it means.

    A fact is left out where all its values, with the others as they are, are gaps.
    """
    every = list(vocabulary.combinations(facts))
    left = [dict(one) for one in gaps]
    known = {tuple(one.values()) for one in left}
    while left:
        first = left[0]
        said = dict(first)
        for name in reversed(first):
            fewer = {fact: value for fact, value in said.items() if fact != name}
            if all(tuple(one.values()) in known for one in every if fewer.items() <= one.items()):
                said = fewer
        yield said, first
        left = [one for one in left if not said.items() <= one.items()]


def _in_words(values: Mapping[str, str]) -> str:
    """The combination in Swedish, after the codes."""
    told = "; ".join(f"{word(name)}: {word(value)}" for name, value in values.items())
    return f" ({told})" if told else ""


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


def _nearest(rows: tuple[Row, ...], values: Mapping[str, str]) -> Row | None:
    """The row that the fewest of its conditions keep from holding: where a gap is likely mended."""
    return min(rows, key=lambda row: len(_failing(row, values)), default=None)


def _failing(row: Row, values: Mapping[str, str]) -> list[Condition]:
    return [one for one in row.when if values[one.fact] not in one.values]


def _lacking(row: Row, values: Mapping[str, str]) -> str:
    wants = ", ".join(f"{one.fact}={'|'.join(sorted(one.values))}" for one in _failing(row, values))
    return f"{row.id}, som kräver {wants}"


def _duties(routine: Routine) -> Iterator[Fault]:
    """Duties that no letter can give rise to, and papers for a unit that has no letter."""
    known = {unit.id for unit in routine.units}
    for duty in routine.duties:
        if duty.does == "standing":
            continue
        rows = [row for row in routine.rows if _together(routine, duty, row)]
        if not rows:
            yield Fault(
                where=duty.id, line=duty.line, message="ingen kombination av fakta når plikten"
            )
        for unit in sorted(_with_papers(duty) & known):
            without = [row.id for row in rows if all(one.unit != unit for one in row.send)]
            if without:
                message = f"enheten {unit} får inte brevet enligt raden {without[0]}"
                yield Fault(where=duty.id, line=duty.line, message=message)


def _with_papers(duty: Duty) -> set[str]:
    """The units that the duty gives papers, which must have the letter."""
    if duty.does not in {"letter", "note", "mark", "binder"}:
        return set()
    return {duty.unit, duty.to} - {"", *OUTSIDE}


def _together(routine: Routine, duty: Duty, row: Row) -> bool:
    """Whether a letter of that row can give rise to the duty."""
    rows = next((when.values for when in duty.when if when.fact == ROW), None)
    return (rows is None or row.id in rows) and _possible(routine, (*duty.when, *row.when))


def _possible(routine: Routine, when: tuple[Condition, ...]) -> bool:
    """Whether some letter satisfies all the conditions; facts are free but for kind and subkind."""
    left = {fact.name: _allowed(when, fact) for fact in routine.facts}
    if not all(left.values()):
        return False
    if not {"kind", "subkind"} <= left.keys():
        return True
    return any(kind in left["kind"] and sub in left["subkind"] for kind, sub in vocabulary.pairs())


def _law(routine: Routine) -> Iterator[Fault]:
    """What the law demands of every routine: socialtjänstförordningen (2025:468) 11 kap. 3 §.

    A notice of an eviction or a removal is confirmed the same day; of an eviction, and of nothing
    else, a copy goes to the person.
    """
    for template, wanted in (
        ("bekraftelse_kfm", (*CONFIRMED, NONE)),
        ("bekraftelse_kfm_kopia", ("set", "moved")),
    ):
        letters = [duty for duty in routine.duties if duty.template == template]
        without = [
            (row, subkind)
            for subkind in wanted
            for row in routine.rows
            if _of_eviction(routine, row, subkind)
            and not any(_always(duty, row, subkind) for duty in letters)
        ]
        if without:
            row = without[0][0]
            subkinds = ", ".join(dict.fromkeys(subkind for _, subkind in without))
            message = f"lagen kräver brevet {template} vid eviction_date (subkind {subkinds})"
            yield Fault(where=row.id, line=row.line, message=message)
    for duty in routine.duties:
        if duty.template == "bekraftelse_kfm_kopia" and any(
            _of_eviction(routine, row, "removal") and _may(duty, row, "removal")
            for row in routine.rows
        ):
            message = "vid avlägsnande (removal) går ingen kopia till personen"
            yield Fault(where=duty.id, line=duty.line, message=message)


def _of_eviction(routine: Routine, row: Row, subkind: str) -> bool:
    """Whether the row can hold for such a notice from Kronofogden."""
    notice = tuple(
        Condition(fact=name, values=frozenset({value}))
        for name, value in (("kind", Kind.EVICTION_DATE.value), ("subkind", subkind))
    )
    return _possible(routine, (*row.when, *notice))


def _may(duty: Duty, row: Row, subkind: str) -> bool:
    """Whether nothing in the notice or the row speaks against the duty."""
    known = {"kind": Kind.EVICTION_DATE.value, "subkind": subkind, ROW: row.id}
    return all(known.get(one.fact) in {None, *one.values} for one in duty.when)


def _always(duty: Duty, row: Row, subkind: str) -> bool:
    """Whether the duty holds for each such notice under the row, whatever else is known."""
    return _may(duty, row, subkind) and all(
        one.fact in {"kind", "subkind", ROW} for one in duty.when
    )
