"""What the README says is so: commands, links, make targets, pictures, the service's line."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer
from setuptools import find_packages

from pipeline.cli import app

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    path
    for folder in (ROOT, ROOT / "docs", ROOT / "classifiers", ROOT / "benchmarks")
    for path in sorted(folder.glob("**/*.md") if folder != ROOT else folder.glob("*.md"))
]
LARGEST_PICTURE = 300_000
LONGEST_MODULE = 400


def commands() -> dict[str, Any]:
    """Every command of the program by its words."""
    found: dict[str, Any] = {}

    def walk(command: Any, words: tuple[str, ...]) -> None:
        below = getattr(command, "commands", None)
        if below is None:
            found[" ".join(words)] = command
        for name, one in (below or {}).items():
            walk(one, (*words, name))

    walk(typer.main.get_command(app), ())
    return found


COMMANDS = commands()


def row_of(words: str) -> list[str]:
    """The cells of the command's row in the README's table; empty when there is none."""
    rows = re.findall(rf"^\| `{re.escape(words)}` \| (.+) \| `(.+)` \|$", README, re.MULTILINE)
    return list(rows[0]) if len(rows) == 1 else []


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_stands_in_the_readme_with_its_example(words: str) -> None:
    """One row each, and the example uses options that the command has."""
    row = row_of(words)
    assert row, f"README.md lacks a row for {words}"
    example = shlex.split(row[1])
    assert " ".join(example).startswith(f"troskel {words}")
    known = {name for one in COMMANDS[words].params for name in one.opts}
    assert {word for word in example if word.startswith("--")} <= known


def test_the_readme_names_no_command_that_there_is_not() -> None:
    """Neither in the table nor in the text nor in the blocks."""
    table = re.findall(r"^\| `([a-z -]+)` \| [^|]+ \| `troskel", README, re.MULTILINE)
    assert set(table) == set(COMMANDS)
    written = re.findall(r"(?:^|`|bin/)troskel ([a-z-]+(?: [a-z-]+)?)", README, re.MULTILINE)
    first = {words.split()[0] for words in COMMANDS}
    assert {words.split()[0] for words in written} <= first


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """Files, folders and pictures; addresses elsewhere are not asked."""
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


def test_the_paths_that_the_readme_names_exist() -> None:
    """Whatever stands as code and looks like a path of the repository."""
    for path in re.findall(
        r"`((?:pipeline|extractors|classifiers|deploy|benchmarks|fixtures)/[^`]*)`", README
    ):
        if "<" not in path:
            assert (ROOT / path).exists(), path


def test_the_make_targets_of_the_readme_exist() -> None:
    """Each has a rule."""
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", rules, re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z-]+)", README))
    assert {"run", "test"} <= named
    assert named <= targets


@pytest.mark.parametrize("name", ["scan", "record", "review"])
def test_the_pictures_are_pictures_and_small(name: str) -> None:
    """As the script makes them."""
    data = (ROOT / "docs" / "pictures" / f"{name}.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) <= LARGEST_PICTURE
    assert f"docs/pictures/{name}.png" in README


def test_the_blocks_for_the_shell_use_what_there_is() -> None:
    """Options of our own commands, and scripts that can be run."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    used = 0
    for line in filter(None, lines):
        words = shlex.split(line)
        place = next((i for i, word in enumerate(words) if word.endswith("bin/troskel")), None)
        if place is None:
            continue
        used += 1
        rest = words[place + 1 :]
        command = next((one for one in (" ".join(rest[:2]), rest[0]) if one in COMMANDS), "")
        assert command, line
        known = {name for one in COMMANDS[command].params for name in one.opts}
        assert {word for word in rest if word.startswith("--")} <= known
    assert used >= 3


def test_the_service_starts_a_command_that_there_is() -> None:
    """With its options."""
    unit = (ROOT / "deploy" / "troskel.service").read_text(encoding="utf-8")
    line = re.search(r"^ExecStart=\S+/troskel (.+)$", unit, re.MULTILINE)
    assert line is not None
    words = line[1].split()
    known = {name for one in COMMANDS[words[0]].params for name in one.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_the_packets_of_the_readme_are_those_of_the_program() -> None:
    """The table of a packet's files names what the pages know."""
    from pipeline.web.showing_packets import FILES  # noqa: PLC0415 - the pages' own names

    for name in FILES:
        assert f"| `{name}` |" in README


def test_what_is_not_code_is_packed_with_it() -> None:
    """Each data file below a package is matched by the project's list."""
    import tomllib  # noqa: PLC0415 - used here alone

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = project["tool"]["setuptools"]["package-data"]
    packages = find_packages(str(ROOT), include=["pipeline*", "classifiers*"])
    assert {"pipeline", "classifiers"} <= set(packages)
    for package in ("pipeline", "classifiers"):
        folder = ROOT / package
        packed = {path for glob in listed[package] for path in folder.glob(glob)}
        data = {
            path
            for path in folder.rglob("*")
            if path.is_file() and path.suffix in {".toml", ".txt", ".html", ".css", ".js", ".docx"}
        }
        assert data <= packed, sorted(map(str, data - packed))


def test_the_readme_has_its_parts_in_order() -> None:
    """What it is, how to try it, how it works, how to run it."""
    heads = re.findall(r"^## (.+)$", README, re.MULTILINE)
    wanted = [
        "Two commands",
        "The way of a letter",
        "One letter, from scan to packet",
        "Commands",
        "Adding",
        "Going into production",
    ]
    places = [heads.index(one) for one in wanted]
    assert all(one < other for one, other in pairwise(places))


def test_every_module_is_of_one_subject_and_short() -> None:
    """None of the program's modules has more lines than one can keep in mind."""
    modules = [
        path
        for package in ("pipeline", "extractors", "classifiers")
        for path in (ROOT / package).rglob("*.py")
    ]
    assert len(modules) > 300
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {str(path): count for path, count in lines.items() if count > LONGEST_MODULE} == {}
