"""A workspace to which Kronofogden writes: letters with a text layer, received day by day."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.letters import Addressee, render
from benchmarks.letters.expected import NAMED
from benchmarks.letters.expected import letter as made
from pipeline.documents.calendar_feed import feed
from pipeline.domain.agenda import Entry
from pipeline.domain.case import Case
from pipeline.domain.chains import Chain
from pipeline.store import letters
from pipeline.store.letters import Letter
from pipeline.usecases import review
from pipeline.usecases.agenda import agenda
from pipeline.usecases.engine import newest_routine
from pipeline.usecases.evictions import matter_of
from pipeline.usecases.export import export
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process
from pipeline.usecases.review import Said

SURE = """
[thresholds]
amount_sek = 0.5
eviction_at = 0.5
letter_date = 0.5
person = 0.5
"""
"""What is asked here is what follows from a letter, not how sure its reading was."""

NUMBER = "U-48213-26"
AT = datetime(2026, 10, 19, 9, 30)  # noqa: DTZ001 - local time, as printed
LATER = datetime(2026, 10, 27, 13, 0)  # noqa: DTZ001 - local time, as printed
SPAN = (date(2026, 10, 1), date(2026, 12, 31))

_WRITTEN: dict[str, dict[str, Any]] = {
    "set": {"design": "kfm_set", "seed": 81, "on": date(2026, 10, 6), "eviction_at": AT},
    "cancelled": {"design": "kfm_cancelled", "seed": 82, "on": date(2026, 10, 12), "old_time": AT},
    "moved_before": {
        "design": "kfm_moved",
        "seed": 105,
        "on": date(2026, 10, 10),
        "old_time": AT,
        "eviction_at": LATER,
    },
    "moved": {
        "design": "kfm_moved",
        "seed": 105,
        "on": date(2026, 10, 13),
        "old_time": AT,
        "eviction_at": LATER,
    },
    "misread": {
        "design": "kfm_cancelled",
        "seed": 82,
        "on": date(2026, 10, 12),
        "old_time": AT,
        "reference": "U-48218-26",
    },
    "executed": {"design": "kfm_executed", "seed": 86, "on": date(2026, 10, 28), "old_time": LATER},
    "unknown": {
        "design": "kfm_set_table",
        "seed": 84,
        "on": date(2026, 10, 1),
        "eviction_at": datetime(2026, 10, 22, 10, 0),  # noqa: DTZ001 - as printed
        "reference": "U-50117-26",
    },
    "removal": {
        "design": "kfm_removal",
        "seed": 85,
        "on": date(2026, 10, 1),
        "who": "single2",
        "eviction_at": datetime(2026, 10, 14, 13, 0),  # noqa: DTZ001 - as printed
        "reference": "U-50345-26",
    },
    "protected": {
        "design": "kfm_set",
        "seed": 7,
        "on": date(2026, 10, 1),
        "who": "protected_couple",
        "eviction_at": datetime(2026, 10, 20, 9, 0),  # noqa: DTZ001 - as printed
        "reference": "U-53001-26",
    },
    "turning18": {
        "design": "kfm_set",
        "seed": 7,
        "on": date(2026, 10, 1),
        "who": "turning18",
        "eviction_at": datetime(2026, 11, 3, 10, 0),  # noqa: DTZ001 - as printed
        "reference": "U-52001-26",
    },
}
"""The letters by what they say; all to one family in one matter where nothing else is said."""

STRANGER = Addressee(
    given="Irina", surname="Provic", number="199004729806", street="Kvarnvindsgatan 191",
    apartment="1203", postal_code="41755",
)  # fmt: skip


@cache
def pdf(name: str) -> bytes:
    """The letter, born digital; made once."""
    said = dict(_WRITTEN[name])
    who = STRANGER if name == "unknown" else said.pop("who", "family_bou")
    return render(
        made(
            said.pop("design"),
            who,
            seed=said.pop("seed"),
            letter_date=said.pop("on"),
            **{"reference": NUMBER, "numbers": "printed", "children": False} | said,
        )
    )


def people(*keys: str) -> set[str]:
    """What no feed may show of the residents whose keys begin so: names, numbers, street."""
    found: set[str] = set()
    for key, one in NAMED.items():
        if any(key == start or key.startswith(f"{start}.") for start in keys):
            found |= {one.given, one.surname, one.number, one.number[2:], one.street}
    assert found
    return found


@dataclass
class Court:
    """A workspace in use; its clock stands on the day of the letter that came last."""

    root: Path
    office: Office
    engine: Engine
    day: list[date]
    names: dict[str, str] = field(default_factory=dict)

    def receive(self, name: str, on: str) -> dict[str, Any]:
        """The letter arrives that day; the export's line about it."""
        self.day[0] = date.fromisoformat(on)
        arrived = f"{len(self.names):03d}-{name}.pdf"
        (self.root / "inbox" / arrived).write_bytes(pdf(name))
        outcome = process(self.office, self.engine, received_on=self.day[0])
        assert outcome.ok, outcome
        self.names[name] = arrived
        return self.line(name)

    def line(self, name: str) -> dict[str, Any]:
        """What the export says of the letter now."""
        every = (json.loads(one.json_line()) for one in export(self.office))
        (found,) = [one for one in every if one["document"]["name"] == self.names[name]]
        return dict(found)

    def letter(self, name: str) -> Letter:
        """The letter as it stands."""
        row = self.office.ledger.row(
            "SELECT l.id FROM letters l JOIN documents d ON d.sha256 = l.document WHERE d.name = ?",
            (self.names[name],),
        )
        assert row is not None
        return letters.letter(self.office.ledger, row["id"])

    def case(self, name: str) -> Case:
        """The letter's newest case."""
        found = self.letter(name)
        return letters.case(self.office.ledger, found.id, found.revision)

    def chain(self, name: str) -> Chain:
        """The notices of the letter's matter."""
        return matter_of(self.office, self.letter(name).id).chain

    def agenda(self, unit: str, by: str = "") -> tuple[Entry, ...]:
        """The unit's days of that autumn."""
        routine = newest_routine(self.office.workspace.config)
        return agenda(self.office, routine, unit, by=by, span=SPAN)

    def attending(self, unit: str) -> dict[str, tuple[str, str, str]]:
        """When the unit is to be present, by letter: hour, standing, note."""
        names = {self.letter(name).id: name for name in self.names}
        return {
            names[one.letter]: (str(one.at), str(one.standing), one.note)
            for one in self.agenda(unit)
            if one.what == "attend"
        }

    def feed(self, unit: str) -> str:
        """The unit's calendar, its folded lines put together."""
        return feed(unit, self.agenda(unit)).decode().replace("\r\n ", "")

    def says(self, name: str, said: Said) -> Letter:
        """A person's act on the letter."""
        return review.edit(self.office, self.engine, self.letter(name).id, said)

    def packet(self, name: str, unit: str) -> Path:
        """The folder of the packet that the unit got."""
        paths = [one["path"] for one in self.line(name)["packets"] if one["unit"] == unit]
        assert len(paths) == 1, paths
        return self.root / paths[0]


def settings(root: Path) -> None:
    """Lets what was read be relied on."""
    file = root / "troskel.toml"
    file.write_text(file.read_text(encoding="utf-8") + SURE, encoding="utf-8")


def clock(day: list[date]) -> datetime:
    """Noon of the day that stands in the list."""
    return datetime.combine(day[0], time(12), UTC)


def read_all(root: Path, office: Office, engine: Engine) -> None:
    """Read every letter once, so that each test finds its readings."""
    for name in _WRITTEN:
        (root / "inbox" / f"{name}.pdf").write_bytes(pdf(name))
    assert process(office, engine, received_on=date(2026, 10, 5)).ok
    shutil.rmtree(root / "outbox")
