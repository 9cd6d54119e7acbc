"""A workspace in use: scans are dropped, and the export tells what became of them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.domain.case import Case
from pipeline.store import letters
from pipeline.usecases.export import export
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
READINGS = FIXTURES / "readings"
SETTINGS = """
protected_staff = ["Siri Skyddsson"]

[inbox]
quiet_seconds = 0

[duty.vuxen]
name = "Vera Vaktsson"
phone = "031-390 06 00"
email = "vuxen@kommunen.example"
"""


def expected(name: str) -> dict[str, Any]:
    """The fixture's expected answer."""
    return json.loads((FIXTURES / "letters" / name / "expected.json").read_text(encoding="utf-8"))


@dataclass
class Desk:
    """A workspace in use: drop a fixture, see what the export says of it."""

    root: Path
    office: Office
    engine: Engine
    names: dict[str, str] = field(default_factory=dict)

    def drop(self, name: str, received_on: str | None = None) -> str:
        """Put a fixture's scan in its intake point and process it; its name in the inbox."""
        answer = expected(name)
        source = FIXTURES / "letters" / name / answer["file"]
        point = answer["intake_point"]
        folder = self.root / "inbox" / ("" if point == "default" else point)
        folder.mkdir(exist_ok=True)
        arrived = f"{len(self.names):03d}-{name}{source.suffix}"
        self.names[arrived] = name
        shutil.copy(source, folder / arrived)
        day = date.fromisoformat(received_on or answer["received_on"])
        outcome = process(self.office, self.engine, received_on=day)
        assert outcome.ok, outcome
        return arrived

    def lines(self, arrived: str) -> list[dict[str, Any]]:
        """The export's lines about a dropped scan."""
        every = (json.loads(line.json_line()) for line in export(self.office))
        return [line for line in every if line["document"]["name"] == arrived]

    def case(self, line: dict[str, Any]) -> Case:
        """The newest case of the letter that the line is of."""
        ident = letters.letter_id(line["document"]["sha256"], line["letter"]["index"])
        letter = letters.letter(self.office.ledger, ident)
        return letters.case(self.office.ledger, letter.id, letter.revision)

    def packet(self, line: dict[str, Any], unit: str) -> Path:
        """The folder of the packet that a unit got."""
        paths = [one["path"] for one in line["packets"] if one["unit"] == unit]
        assert len(paths) == 1, f"{unit}: {paths}"
        return self.root / paths[0]

    def everything_for(self, name: str) -> list[dict[str, Any]]:
        """Drop what the fixture says came before it, then itself; its lines."""
        for before in expected(name)["arrange"]:
            self.drop(before["fixture"], before["received_on"])
        return self.lines(self.drop(name))
