"""Workspaces of the other written routines: what came in, and what the export says of it."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
from desk import FIXTURES, READINGS, expected
from weasyprint import HTML

from pipeline.domain.case import Case, Decision
from pipeline.store import letters
from pipeline.store.letters import Letter
from pipeline.store.register import Register
from pipeline.usecases import start
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.export import export
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process
from pipeline.usecases.reconcile import reconcile

DAY = date(2026, 10, 5)
SETTINGS = """\
municipality = "Göteborg"
routine = "{routine}"
[inbox]
quiet_seconds = 0
[thresholds]
amount_sek = 0.3
eviction_at = 0.3
letter_date = 0.3
person = 0.5
"""
"""What is asked here is what follows from a letter, not how sure its reading was."""

Line = dict[str, Any]
At = tuple[Office, Engine]
Opened = AbstractContextManager[At]
Town = Callable[[str], Opened]


@contextmanager
def town_at(root: Path, routine: str, register: Path) -> Iterator[At]:
    """A workspace of the routine of that name, with that register and the kept readings."""
    root.mkdir()
    (root / "troskel.toml").write_text(SETTINGS.format(routine=routine), encoding="utf-8")
    start.init(root, routine)
    shutil.copy(register, root / "register.db")
    shutil.copytree(READINGS, root / "readings", dirs_exist_ok=True)
    with opened(root) as office, opened_engine(office) as engine:
        yield office, engine


def received(at: At, *files: tuple[str, bytes], on: date = DAY) -> dict[str, Line]:
    """What the export says of each letter, by the name of its file, after these came too."""
    office, engine = at
    for name, data in files:
        path = office.workspace.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    outcome = process(office, engine, received_on=on)
    assert outcome.ok, outcome
    found = reconcile(office)
    assert found.faults == (), found.faults
    return told(office)


def told(office: Office) -> dict[str, Line]:
    """What the export says of each letter now, by the name of its file."""
    lines = [json.loads(line.json_line()) for line in export(office)]
    return {line["document"]["name"]: line for line in lines}


def scan(name: str, folder: str = "") -> tuple[str, bytes]:
    """A fixture's scan, named by it, in that intake point."""
    source = FIXTURES / "letters" / name / expected(name)["file"]
    return f"{folder}{name}{source.suffix}", source.read_bytes()


def written(name: str, html: str) -> tuple[str, bytes]:
    """A letter written out here, born digital."""
    page = (
        "<style>@page{size:A4;margin:2.2cm} body{font:11pt/1.4 'DejaVu Sans'} td{padding:2pt 8pt}"
    )
    pdf: bytes = HTML(string=f"{page}</style>{html}").write_pdf(pdf_identifier=b"written-letter")
    return name, pdf


def units(line: Line) -> dict[str, str]:
    """Who got the letter, or the row, and for what."""
    return {one["unit"]: one["role"] for one in line["packets"]}


def drafts(line: Line) -> set[str]:
    """The letters out."""
    return {one["template"] for one in line["letters_out"]}


def folder_of(office: Office, line: Line, unit: str) -> Path:
    """The packet of that unit."""
    (path,) = [one["path"] for one in line["packets"] if one["unit"] == unit]
    return office.workspace.root / path


def letter_of(office: Office, line: Line) -> Letter:
    """The letter that the line is of."""
    row = office.ledger.row(
        "SELECT * FROM letters WHERE document = ? AND place = ?",
        (line["document"]["sha256"], line["letter"]["index"]),
    )
    assert row is not None
    return Letter.of(row)


def case_of(office: Office, line: Line) -> Case:
    """The newest case of the letter that the line is of."""
    letter = letter_of(office, line)
    return letters.case(office.ledger, letter.id, letter.revision)


def decided(office: Office, line: Line) -> Decision:
    """What was decided of it, or is proposed while it waits."""
    decision = case_of(office, line).decision
    assert decision is not None
    return decision


def proposed(office: Office, line: Line) -> dict[str, str]:
    """Who is to have the letter, and for what, also where nothing has been sent yet."""
    return {one.unit: str(one.role) for one in decided(office, line).deliveries}


def steps(office: Office, line: Line, unit: str) -> str:
    """The unit's steps, a line each."""
    return "\n".join(one.text for one in decided(office, line).steps if one.unit == unit)


def text_of(path: Path) -> str:
    """All that can be read in a PDF."""
    with pdfplumber.open(path) as file:
        return " ".join(" ".join(page.extract_text() or "" for page in file.pages).split())


def printed(number: str) -> str:
    """A personnummer as papers have it."""
    return f"{number[:8]}-{number[8:]}"


def register_with(office: Office, rows: Mapping[str, Iterable[Mapping[str, str]]]) -> None:
    """The sample register with these rows added, by the name of their file."""
    folder = office.workspace.root / "export"
    shutil.copytree(FIXTURES / "register", folder)
    for name, more in rows.items():
        path = folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            columns = csv.DictReader(file, delimiter=";").fieldnames or []
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, delimiter=";", lineterminator="\n", restval="")
            writer.writerows(more)
    register = Register.open(office.workspace.root / "register.db")
    report = register.import_files(sorted(folder.glob("*.csv")))
    register.close()
    assert report.done, report.faults


def a_case(number: str, unit: str, **more: str) -> dict[str, str]:
    """A row of the cases: an open one, at that unit."""
    return {
        "personnummer": number,
        "enhet": unit,
        "arendenummer": "TS-1",
        "handlaggare": "Hanna Handlägg",
        "status": "pagaende",
        "oppnad": "2025-03-15",
        "system": "Treserva",
    } | more
