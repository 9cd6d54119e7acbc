"""Every scenario is carried from scan to packets by a test that there is.

The list is ``scenarios.toml``; the page ``docs/scenarios.md`` is drawn from it: run this file to
draw it anew.
"""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from drawn_pages import link, table_row

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "scenarios.md"
LIST = Path(__file__).with_name("scenarios.toml")
LETTERS = ROOT / "fixtures" / "letters"
ROUTINES = ROOT / "pipeline" / "routines"
WANTED = (*(str(n) for n in range(1, 31)), *(f"N{n}" for n in range(1, 10)))
TELLING = frozenset(
    {"packets", "proposal", "rows", "persons", "reasons", "reasons_any", "deadlines", "kind"}
)
"""Keys of an expected answer; one alone of them would say little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One of the list."""

    id: str
    letter: str
    asserts: str
    town: str = "goteborg"
    register: str = ""
    fixture: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


@cache
def scenarios() -> tuple[Scenario, ...]:
    """The list, in its order."""
    found = tomllib.loads(LIST.read_text(encoding="utf-8"))["scenario"]
    lists = ("fixture", "tests")
    return tuple(
        Scenario(**{key: tuple(v) if key in lists else v for key, v in one.items()})
        for one in found
    )


@cache
def functions(path: Path) -> dict[str, ast.FunctionDef]:
    """A module's functions by name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def answer(name: str) -> dict[str, Any]:
    """A fixture's expected answer."""
    read: dict[str, Any] = json.loads((LETTERS / name / "expected.json").read_text("utf-8"))
    return read


each = pytest.mark.parametrize("one", scenarios(), ids=lambda one: one.id)


def test_none_is_missing_and_none_is_twice() -> None:
    """Thirty scenarios, and what must never go wrong, in order."""
    assert tuple(one.id for one in scenarios()) == WANTED


@each
def test_it_is_carried_by_a_letter(one: Scenario) -> None:
    """A fixture with an answer that says something, or a test of its own; both where both are."""
    assert one.fixture or one.tests
    assert (ROUTINES / one.town).is_dir()
    for name in one.fixture:
        answered = answer(name)
        for line in answered["letters"]:
            assert len(TELLING & line.keys()) >= 2, name
    if one.fixture and one.id.isdigit():
        numbers = {answer(name)["scenario"] for name in one.fixture}
        assert numbers == {int(one.id)} or one.tests, "the fixture is another scenario's"


@each
def test_what_carries_it_asserts_something(one: Scenario) -> None:
    """The tests by name are there and cannot but look at what came out."""
    for test in one.tests:
        path, _, name = test.partition("::")
        found = functions(ROOT / path)
        assert name in found, test
        assert any(isinstance(node, ast.Assert) for node in ast.walk(found[name])), test


def test_another_town_s_scenario_has_a_test_in_that_town() -> None:
    """Fixtures are run by Göteborg's routine alone."""
    for one in scenarios():
        assert one.town == "goteborg" or one.tests, one.id


# The page.


def drawn() -> str:
    """The page, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Thirty scenarios, and what must never go wrong, from scan to packets"
    yield ""
    yield (
        "Each is a made letter that goes the whole way: read, matched, decided, delivered. Letters "
        "with an expected answer stand in [`fixtures/letters`](../fixtures/README.md) and run "
        "under Göteborg's routine by "
        "[`test_fixture_letters.py`](../tests/scenarios/test_fixture_letters.py); the others are "
        "made by the tests that are named. This page is drawn by "
        "[`test_scenario_list.py`](../tests/scenarios/test_scenario_list.py) (run it), which fails "
        "when a scenario, its letter or its test is missing."
    )
    for title, ones in (
        ("Scenarios", [one for one in scenarios() if one.id.isdigit()]),
        ("What must never go wrong", [one for one in scenarios() if not one.id.isdigit()]),
    ):
        yield ""
        yield f"## {title}"
        yield ""
        yield "| | The letter | Routine | The register | What is asserted | By |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for one in ones:
            cells = (one.id, one.letter, f"`{one.town}`", one.register, one.asserts, _by(one))
            yield table_row(cells)


def _by(one: Scenario) -> str:
    said = [f"[`{name}`](../fixtures/letters/{name}/expected.json)" for name in one.fixture]
    return ", ".join([*said, *map(link, one.tests)])


def test_the_page_is_drawn_from_the_list() -> None:
    """As it stands now."""
    assert PAGE.read_text(encoding="utf-8") == drawn()


if __name__ == "__main__":
    PAGE.write_text(drawn(), encoding="utf-8")
