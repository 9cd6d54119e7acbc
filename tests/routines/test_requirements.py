"""Every sentence of the written routines, and every gap in them, is carried out and tested.

The list is ``requirements.toml``; the page ``docs/requirements.md`` is drawn from it and from the
routines' own files: run this file to draw it anew.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from drawn_pages import link, table_row

from pipeline.domain.facts import combinations
from pipeline.domain.routine import Duty, Recurring, Routine, Row
from pipeline.domain.tables import duties_for
from pipeline.store.routine_examples import beside, check
from pipeline.store.routine_files import ROUTINES, load, names, versions

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "requirements.md"
LIST = Path(__file__).with_name("requirements.toml")

WANTED = (
    *(f"000-{n}" for n in range(1, 12)),
    *(f"001-{n}" for n in range(1, 16)),
    *(f"002-G{n}" for n in range(1, 9)),
    *(f"002-F{n}" for n in ("1a", "1b", "1c", "1d", "2a", "2b", "3a", "3b", "3c", "3d", "4")),
    *(f"002-A{n}" for n in ("1a", "1b", "1c", "2a", "2b")),
    *(f"002-K{n}" for n in range(1, 7)),
    *(f"003-{n}" for n in range(1, 18)),
    *(f"004-{n}" for n in range(1, 16)),
    *(f"C{n}" for n in range(1, 28)),
)
SECTIONS = {
    "000": ("nacka_inkasso", "Nacka: debt collection of rent"),
    "001": ("ifo_skulder", "IFO: debts for electricity, rent and water"),
    "002": ("goteborg", "Göteborg: coordination between units"),
    "003": ("soderkoping_skuldfordringar", "Söderköping: the municipality's own claims"),
    "004": ("nacka_socialkontrakt", "Nacka: social contracts"),
    "C": ("", "Where the routines contradict each other or are silent"),
}
ARRIVING = frozenset({"standing"})
"""Duties that no letter gives rise to: no example can reach them."""

Item = Row | Duty | Recurring


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One id of the list."""

    id: str
    kind: str
    what: str
    anchor: str = ""
    silent: str = ""
    items: tuple[str, ...]
    tests: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """Which written routine it is of; ``C`` for what is of them all."""
        return "C" if self.id.startswith("C") else self.id[:3]


@cache
def requirements() -> tuple[Requirement, ...]:
    """The list, in its order."""
    found = tomllib.loads(LIST.read_text(encoding="utf-8"))["requirement"]
    tuples = ("items", "tests")
    return tuple(
        Requirement(**{key: tuple(v) if key in tuples else v for key, v in one.items()})
        for one in found
    )


@cache
def routine(name: str) -> Routine:
    """The newest version of it."""
    return load(versions(name)[-1])


def in_routine(item: str) -> tuple[str, str] | None:
    """The routine's name and the id in it; None for a module."""
    name, _, ident = item.partition(":")
    return (name, ident) if name in names() else None


@cache
def items_of(name: str) -> dict[str, Item]:
    """Rows, duties and recurring days by their ids."""
    found = routine(name)
    every: tuple[Item, ...] = (*found.rows, *found.duties, *found.recurring)
    return {one.id: one for one in every}


@cache
def examples(name: str) -> dict[str, tuple[str, ...]]:
    """Which examples of the routine claim each row and duty, by what they say."""
    found = routine(name)
    data: dict[str, Any] = tomllib.loads(beside(versions(name)[-1]).read_text(encoding="utf-8"))
    rows = {row.id: row for row in found.rows}
    claimed: dict[str, list[str]] = {}
    for one in data["example"]:
        facts = MappingProxyType({**data["defaults"], **one["facts"]})
        held = duties_for(found, facts, rows[one["row"]], doubt=one.get("doubt", False))
        letters = [
            duty.id
            for duty in held
            if duty.does == "letter"
            and any(told.partition(":")[0] == duty.template for told in one.get("letters", ()))
        ]
        for ident in {one["row"], *letters, *one.get("duties", ())}:
            claimed.setdefault(ident, []).append(one["says"])
    return {ident: tuple(told) for ident, told in claimed.items()}


def by_letter(item: Item) -> bool:
    """Whether a letter brings it about, so that an example can say so."""
    return not isinstance(item, Recurring) and not (
        isinstance(item, Duty) and item.does in ARRIVING
    )


each = pytest.mark.parametrize("one", requirements(), ids=lambda one: one.id)


def test_none_is_missing_and_none_is_twice() -> None:
    """All ids of the five written routines and of the gaps, in order."""
    assert tuple(one.id for one in requirements()) == WANTED


@each
def test_its_sentence_stands_in_the_written_routine(one: Requirement) -> None:
    """Word for word; what is silent rests on no sentence and is a person's to settle."""
    assert bool(one.anchor) != bool(one.silent)
    assert one.what
    assert one.kind in {"D", "P", "H"}
    if not one.anchor:
        return
    name, _ = SECTIONS[one.section]
    text = versions(name)[-1].with_suffix(".txt").read_text(encoding="utf-8")
    assert one.anchor in " ".join(text.split())


@each
def test_what_carries_it_out_is_there(one: Requirement) -> None:
    """A row, duty or day of the routine, or a module and what is in it."""
    assert one.items
    for item in one.items:
        where = in_routine(item)
        if where is not None:
            assert where[1] in items_of(where[0]), item
            continue
        path, _, inside = item.partition(":")
        source = (ROOT / path).read_text(encoding="utf-8")
        assert not inside or inside in defined(source), item


def defined(source: str) -> set[str]:
    """The names that a module defines."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found.update(one.id for one in node.targets if isinstance(one, ast.Name))
    return found


@each
def test_what_carries_it_out_rests_on_its_sentence(one: Requirement) -> None:
    """One at least cites the words, or says on what the routine is silent."""
    cited = [
        items_of(where[0])[where[1]].paragraph
        for item in one.items
        if (where := in_routine(item)) is not None
    ]
    if one.anchor:
        assert any(
            said and (one.anchor in said or said in one.anchor)
            for said in (" ".join((p.sentence or "").split()) for p in cited)
        ), [p.sentence for p in cited]


@each
def test_each_row_and_duty_is_claimed_by_an_example(one: Requirement) -> None:
    """An example says that it comes about, and fails when it no longer does."""
    for item in one.items:
        where = in_routine(item)
        if where is not None and by_letter(items_of(where[0])[where[1]]):
            assert where[1] in examples(where[0]), item


@each
def test_it_has_a_test(one: Requirement) -> None:
    """An example, or a test by name; the names are those of tests that there are."""
    for test in one.tests:
        path, _, name = test.partition("::")
        assert name in defined((ROOT / path).read_text(encoding="utf-8")), test
    claimed = any(
        where is not None and where[1] in examples(where[0]) for where in map(in_routine, one.items)
    )
    assert one.tests or claimed


@each
def test_what_is_a_person_s_alone_is_a_step_for_a_person(one: Requirement) -> None:
    """H: a step or a standing task that no program takes."""
    if one.kind != "H":
        return
    steps = [
        item
        for where in map(in_routine, one.items)
        if where is not None and isinstance(item := items_of(where[0])[where[1]], Duty)
    ]
    assert any(duty.person_only and duty.does in {"step", "standing"} for duty in steps)


def test_every_example_is_caught_when_a_duty_goes() -> None:
    """A duty that is taken out of the routine is missed by name."""
    name = "nacka_inkasso"
    found = routine(name)
    without = replace(found, duties=tuple(d for d in found.duties if d.id != "000-5"))
    faults = check(beside(versions(name)[-1]), without)
    assert any("plikten 000-5 gäller inte" in fault.message for fault in faults)


def test_closing_at_once_is_never_proposed_where_anything_speaks_against_it() -> None:
    """C5, for every combination of facts: only a first, ordinary, clear letter to an adult."""
    found = routine("ifo_skulder")
    rows = {row.id: row for row in found.rows}
    asked = {one.fact for duty in found.duties for one in duty.when} - {"row", "doubt"}
    proposed = 0
    for row in rows.values():
        for facts in combinations([fact for fact in found.facts if fact.name in asked | KNOWN]):
            held = {duty.id for duty in duties_for(found, facts, row)}
            if "001-10" not in held:
                continue
            proposed += 1
            assert row.id in {"001-6", "001-12"}
            assert facts["earlier"] == "first"
            assert facts["concern"] == "no"
            assert facts["household"] == "no_minor" or row.id == "001-6"
            assert facts["subkind"] not in {"termination", "payment_order", "eviction_application"}
            doubted = duties_for(found, facts, row, doubt=True)
            assert "001-10" not in {duty.id for duty in doubted}
    assert proposed


KNOWN = frozenset({"kind", "subkind", "household", "earlier", "concern"})


def test_the_reminder_waits_for_an_answer() -> None:
    """C18: whenever it is drafted it is held, and the question to the economy office comes too."""
    found = routine("soderkoping_skuldfordringar")
    duties = {duty.id: duty for duty in found.duties}
    assert "Visma" in duties["003-3"].hold
    assert duties["003-3-visma"].person_only
    assert set(duties["003-3"].when) == set(duties["003-3-visma"].when)


# The page.


def drawn() -> str:
    """The page, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    told = requirements()
    yield "# What the written routines ask for, and what carries it out"
    yield ""
    yield (
        "Five written routines of Swedish municipalities, sentence by sentence, and the points on "
        "which they contradict each other or say nothing (C). "
        f"{len(told)} in all. **D**: the program decides. **P**: it prepares, a person confirms. "
        "**H**: a person alone; the program gives a step to tick off."
    )
    yield ""
    yield (
        "Each row and duty stands in the routine's file in "
        "[`pipeline/routines`](../pipeline/routines) and on its [drawn page](routines/README.md). "
        "Examples are those beside the routine, run as tests. This page is drawn by "
        "[`tests/routines/test_requirements.py`](../tests/routines/test_requirements.py) (run it), "
        "which fails when an id, a sentence, what carries it out, or its test is missing."
    )
    for section, (name, title) in SECTIONS.items():
        ones = [one for one in told if one.section == section]
        yield ""
        yield f"## {section} {title}"
        yield ""
        if name:
            file = versions(name)[-1].relative_to(ROUTINES)
            yield f"Routine: [`{file}`](../pipeline/routines/{file})"
            yield ""
        yield "| Id | | What | The routine's words | Carried out by | Tested by |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for one in ones:
            yield _row(one)


def _row(one: Requirement) -> str:
    words = f"«{one.anchor}»" if one.anchor else f"silent: {one.silent}"
    cells = (one.id, one.kind, one.what, words, _carried(one), _tested(one))
    return table_row(cells)


def _carried(one: Requirement) -> str:
    said = []
    for item in one.items:
        where = in_routine(item)
        if where is None:
            path, _, inside = item.partition(":")
            said.append(f"[`{inside or Path(path).stem}`](../{path})")
            continue
        shown = items_of(where[0])[where[1]]
        does = shown.does if isinstance(shown, Duty) else type(shown).__name__.lower()
        does = "day" if does == "recurring" else does
        other = "" if SECTIONS[one.section][0] == where[0] else f" ({where[0]})"
        said.append(f"{does} `{where[1]}`{other}")
    return ", ".join(said)


def _tested(one: Requirement) -> str:
    count = sum(
        where is not None and where[1] in examples(where[0]) for where in map(in_routine, one.items)
    )
    told = f"{count} by example"
    name, _ = SECTIONS[one.section]
    if name:
        file = beside(versions(name)[-1]).relative_to(ROUTINES)
        told = f"[{told}](../pipeline/routines/{file})"
    return ", ".join([*([told] if count else []), *map(link, one.tests)])


def test_the_page_is_drawn_from_the_list() -> None:
    """As it stands now; every link leads somewhere."""
    assert PAGE.read_text(encoding="utf-8") == drawn()


if __name__ == "__main__":
    PAGE.write_text(drawn(), encoding="utf-8")
