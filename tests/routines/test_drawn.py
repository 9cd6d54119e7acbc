"""The pages that a routine's owner reads and signs, and the guide to write one: whole, current."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.commands.routine import drawn_name
from pipeline.documents.drawing import page
from pipeline.documents.routine_words import DOES, conditions
from pipeline.domain.facts import ROUTABLE, vocabulary
from pipeline.domain.facts import names as fact_names
from pipeline.domain.kinds import SUBKINDS
from pipeline.domain.problems import Problem
from pipeline.domain.routine import Paragraph, Routine
from pipeline.domain.verify_parts import GAPS
from pipeline.store.routine_files import KEYS, load, names, versions

PAGES = Path(__file__).resolve().parents[2] / "docs" / "routines"
GUIDE = PAGES / "README.md"
ROUTINES = {name: load(file) for name in names() for file in versions(name)}
each = pytest.mark.parametrize("name", sorted(ROUTINES))


@each
def test_the_page_is_drawn_from_the_routine_as_it_stands(name: str) -> None:
    """``troskel routine draw --save docs/routines`` draws it anew."""
    routine = ROUTINES[name]
    assert (PAGES / drawn_name(routine)).read_text(encoding="utf-8") == page(routine)


def test_each_page_belongs_to_a_version() -> None:
    """And the guide lists them all."""
    drawn = {drawn_name(load(file)) for name in names() for file in versions(name)}
    assert {path.name for path in PAGES.iterdir()} == drawn | {"README.md"}
    guide = GUIDE.read_text(encoding="utf-8")
    assert [one for one in sorted(drawn) if f"({one})" not in guide] == []


def paragraphs(routine: Routine) -> list[Paragraph]:
    """What each row, duty and day rests on."""
    every = (*routine.rows, *routine.duties, *routine.recurring)
    return [one.paragraph for one in every]


@each
def test_every_sentence_and_every_silence_stands_on_the_page(name: str) -> None:
    """With the id of the row, duty or day that rests on it."""
    routine = ROUTINES[name]
    lines = page(routine).splitlines()
    for one in (*routine.rows, *routine.duties, *routine.recurring):
        (line,) = [line for line in lines if line.startswith(f"| {one.id} |")]
        if one.paragraph.sentence:
            assert f"«{one.paragraph.sentence}»" in line
        assert one.paragraph.silent in line


@each
def test_its_conditions_are_said_in_swedish(name: str) -> None:
    """No fact and no value stands as the file writes it."""
    routine = ROUTINES[name]
    own = {value for fact in routine.facts for value in fact.values if "_" in value}
    written = own | {fact.name for fact in routine.facts}
    same = {one.id for one in routine.rows} | {"person"}
    for one in (*routine.rows, *routine.duties):
        for said in conditions(routine, one.when):
            words = set(re.findall(r"[\w.-]+", said)) - same
            assert not words & written, said


@each
def test_what_comes_with_no_letter_is_drawn(name: str) -> None:
    """Standing tasks and recurring days have their own tables, with what, who and when."""
    routine = ROUTINES[name]
    drawn = page(routine)
    standing = [one for one in routine.duties if one.does == "standing"]
    assert ("## Stående uppgifter" in drawn) == bool(standing)
    assert ("## Kalender" in drawn) == bool(routine.recurring)
    units = {unit.id: unit.name for unit in routine.units}
    for one in standing:
        table = drawn.partition("## Stående uppgifter")[2].partition("\n## ")[0]
        (line,) = [line for line in table.splitlines() if line.startswith(f"| {one.id} |")]
        assert one.text in line
        assert units[one.unit] in line
        assert ("Avgörs av en människa." in line) == one.person_only
    for day in routine.recurring:
        table = drawn.partition("## Kalender")[2].partition("\n## ")[0]
        (line,) = [line for line in table.splitlines() if line.startswith(f"| {day.id} |")]
        assert day.text in line
        assert units[day.unit] in line
        assert ("den sista" if day.day == 31 else f"den {day.day}:e") in line


@pytest.mark.parametrize(
    ("length", "said"),
    [
        ({"working_days": 3}, "Skicka brevet: 3 arbetsdagar från ankomstdagen."),
        ({"months": 1, "days": 2}, "Skicka brevet: 1 månad och 2 dagar från ankomstdagen."),
        ({"months": 1, "day_of_month": 31}, "månadens sista dag, tidigast 1 månad från"),
        ({"day_of_month": 15, "counted_from": "letter_date"}, "den 15:e, tidigast brevets datum."),
        ({}, "Skicka brevet: på ankomstdagen."),
    ],
)
def test_a_day_is_drawn_with_its_length(length: dict[str, object], said: str) -> None:
    """What the owner signs says by when."""
    routine = ROUTINES["grund"]
    plain = {"does": "deadline", "text": "Skicka brevet.", "counted_from": "arrival"}
    duty = replace(routine.duties[0], **plain | length)
    assert said in page(replace(routine, duties=(duty, *routine.duties[1:])))


def test_a_bar_or_a_line_break_parts_no_cell() -> None:
    """Whatever stands in a routine, each row of a table is one line with the same cells."""
    routine = ROUTINES["grund"]
    row = routine.rows[0]
    odd = replace(row, paragraph=replace(row.paragraph, sentence="en | två\ntre"))
    drawn = page(replace(routine, rows=(odd, *routine.rows[1:])))
    (line,) = [line for line in drawn.splitlines() if line.startswith(f"| {row.id} |")]
    assert "«en \\| två tre»" in line
    assert len(re.findall(r"(?<!\\)\|", line)) == 5


def test_the_page_says_when_the_routine_was_to_be_revised() -> None:
    """So that its owner sees that the day has gone by."""
    assert "Skulle revideras senast 1 november 2024" in page(
        ROUTINES["soderkoping_skuldfordringar"]
    )


def test_the_guide_lists_the_whole_vocabulary() -> None:
    """Each fact with its values, each kind of duty, each subkind: nothing more, nothing less."""
    guide = GUIDE.read_text(encoding="utf-8")
    told = set(re.findall(r"`([\w.]+)`", guide))
    units = ROUTINES["grund"].units
    facts = {name for name in fact_names(units) if not re.match(r"(?:case|closed)\.", name)}
    assert facts | {"case.ENHET", "case.any", "case.other", "closed.ENHET"} <= told
    for name in facts - {"intake_point"}:
        assert set(vocabulary(name, units)) <= told, name
    assert {sub for kind in ROUTABLE for sub in SUBKINDS[kind]} <= told
    table = guide.partition("## Plikter")[2].partition("\n## ")[0]
    duties = re.findall(r"(?m)^\| `(\w+)` \| [a-zåäö]", table)
    assert sorted(duties) == sorted(DOES)


def test_the_guide_lists_the_reasons_for_review() -> None:
    """Each of the points C1 to C27, and the program's own reasons as the reviewer reads them."""
    guide = GUIDE.read_text(encoding="utf-8")
    part = guide.partition("## Skäl till granskning")[2].partition("\n## ")[0]
    listed = dict(re.findall(r"(?m)^\| `(\w+)` \| (.+) \|$", part))
    assert set(GAPS) <= listed.keys()
    codes = {name: said for name, said in listed.items() if name not in GAPS}
    assert len(codes) > 10
    assert codes == {name: Problem.parse(name).remedy for name in codes}


def test_the_guide_tells_every_key_of_a_routines_file() -> None:
    """Nothing can be written that it does not tell of."""
    told = set(re.findall(r"`\[*(\w+)\]*[ =`]", GUIDE.read_text(encoding="utf-8")))
    keys = {key for model in KEYS.values() for key in model}
    assert keys - told == set()
