"""Letters written by hand by somebody who wants them to go wrong: nothing routed is wrong.

Each file of ``hand_made/`` begins with a comment: a TOML table in the words of
``fixtures/README.md`` (``letters_out`` names drafts, ``paper`` one of the styles below,
``neighbours`` names that no copy may show). What waits for a person may be unread; what was sent
must be right.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from answers import faults
from weasyprint import HTML

from pipeline.store.register import Register
from pipeline.usecases.export import export
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process

FOLDER = Path(__file__).parent / "hand_made"
LETTERS = sorted(FOLDER.glob("*.html"))
RECEIVED = date(2026, 10, 5)
STYLES = {
    "serif": "body{font:11.5pt/1.45 'DejaVu Serif',serif}",
    "typewriter": "body{font:10.5pt/1.5 'DejaVu Sans Mono',monospace}",
    "mail": "body{font:9.5pt/1.35 'DejaVu Sans',sans-serif}",
    "columns": "body{font:10pt/1.3 'DejaVu Sans',sans-serif} td{vertical-align:top}",
}
LEAST_ROUTED = 15
"""Never being wrong by never sending anything would be no help."""


def read(path: Path) -> tuple[dict[str, Any], str]:
    """A letter's expectation and its text."""
    found = re.fullmatch(r"<!--\n(.*?)\n-->\n(.*)", path.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None, path.name
    return tomllib.loads(found[1]), found[2]


@dataclass(frozen=True)
class Mail:
    """A workspace through which all letters went, and the export's lines by letter."""

    root: Path
    lines: dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def mail(blank: Path, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Mail:
    """All letters, processed in one go."""
    root = tmp_path_factory.mktemp("hand_made") / "work"
    shutil.copytree(blank, root)
    for path in LETTERS:
        answer, text = read(path)
        page = f"<style>@page{{size:A4;margin:2.2cm}}{STYLES[answer['paper']]}</style>{text}"
        HTML(string=page).write_pdf(root / "inbox" / f"{path.stem}.pdf")
    with opened(root) as office:
        assert process(office, engine, received_on=RECEIVED).ok
        lines: dict[str, list[dict[str, Any]]] = {}
        for one in export(office):
            line = json.loads(one.json_line())
            lines.setdefault(Path(line["document"]["name"]).stem, []).append(line)
    return Mail(root=root, lines=lines)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_nothing_routed_is_wrong(mail: Mail, path: Path) -> None:
    """Kind, person, children, sum, hour, units and drafts of what was sent; review where due."""
    wanted, _ = read(path)
    (line,) = mail.lines[path.stem]
    allowed = wanted.get("state", ["routed", "review"])
    assert line["state"] in ([allowed] if isinstance(allowed, str) else allowed), line["reasons"]
    if wanted.get("restricted"):
        assert "protected_identity" in line["reasons"]
    if line["state"] == "routed":
        out = [{"template": name} for name in wanted.get("letters_out", ())]
        assert not faults([wanted | {"letters_out": out}], [line], digital=True)


def test_enough_is_routed(mail: Mail) -> None:
    """Caution is not silence."""
    routed = [name for name, (line, *_) in mail.lines.items() if line["state"] == "routed"]
    assert len(routed) >= LEAST_ROUTED


def text_below(folder: Path) -> str:
    """All that can be read below a folder, and the names in it."""
    parts = []
    for path in sorted(folder.rglob("*")):
        parts.append(path.name)
        if path.suffix == ".pdf":
            with pdfplumber.open(path) as opened_:
                parts += [page.extract_text() or "" for page in opened_.pages]
        elif path.is_file():
            parts.append(path.read_text(encoding="utf-8", errors="ignore"))
    return "\n".join(parts)


def test_no_copy_shows_a_neighbour(mail: Mail) -> None:
    """Who complained is for the unit that handles the letter."""
    seen = 0
    for path in LETTERS:
        wanted, _ = read(path)
        for packet in mail.lines[path.stem][0]["packets"]:
            if packet["role"] != "handle":
                text = text_below(mail.root / packet["path"])
                assert not [name for name in wanted.get("neighbours", ()) if name in text]
                seen += 1
    assert seen


def test_the_protected_are_nowhere(mail: Mail) -> None:
    """No name, number or street of a protected person in an outbox, a log or a file's name."""
    register = Register.open(mail.root / "register.db")
    flagged = register.flagged()
    register.close()
    assert flagged
    for folder in ("outbox", "log"):
        text = text_below(mail.root / folder)
        for one in flagged:
            assert f"{one.given} {one.surname}" not in text
            assert one.number.digits not in text
            assert not one.address.street or one.address.street not in text


def test_the_export_tells_no_protected_home(mail: Mail) -> None:
    """A restricted letter's line has neither a printed name nor an address."""
    seen = 0
    for path in LETTERS:
        wanted, _ = read(path)
        for line in mail.lines[path.stem] if wanted.get("restricted") else ():
            assert not {"address", "postal_code", "apartment"} & line["fields"].keys()
            if not line.get("rows"):
                assert not any(one["printed_name"] for one in line["persons"])
            seen += 1
    assert seen
