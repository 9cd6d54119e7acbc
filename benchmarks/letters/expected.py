"""A fixture's value: the file, how it arrives, and the answer that is expected of it.

An expected answer is a subset of the contract's export. A list of scalars where the export has one
value means "any of these". The keys are described in ``fixtures/README.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benchmarks.letters import Made, make, render
from benchmarks.letters.people import Addressee
from benchmarks.letters.register import build
from benchmarks.letters.scans import effect_named, scan

NAMED = build().named
ARRIVAL = "2026-10-05"
CRITICAL = (
    "amount_sek", "letter_date", "eviction_at", "reference", "address", "postal_code", "apartment",
)  # fmt: skip
ROUTED_OR_REVIEW = ["routed", "review"]
TAKES_PART = ["information", "copy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """One file to drop, and what must come of it."""

    name: str
    purpose: str
    suffix: str
    data: Callable[[], bytes]
    letters: list[dict[str, Any]]
    received_on: str = ARRIVAL
    arrange: list[dict[str, str]] = field(default_factory=list)
    scenario: int | None = None
    intake_point: str = "default"
    scanned: str = "digital"

    def answer(self) -> dict[str, Any]:
        """The expected answer as it is written beside the file."""
        return {
            "purpose": self.purpose,
            "file": f"scan.{self.suffix}",
            "scanned": self.scanned,
            "scenario": self.scenario,
            "routine": "goteborg",
            "received_on": self.received_on,
            "intake_point": self.intake_point,
            "arrange": self.arrange,
            "letters": self.letters,
        }


def before(name: str, received_on: str) -> dict[str, str]:
    """Another fixture that must have been received before."""
    return {"fixture": name, "received_on": received_on}


def expect(made: Made, pages: list[int], *, tenure: bool = True, **expected: Any) -> dict[str, Any]:
    """The expected line of a letter: what is printed, and what must come of it.

    ``expected`` adds and replaces keys; a key set to None is left out.
    """
    truth = made.truth
    numbers = [one.number for one in truth.parties if one.role in {"tenant", "co_tenant"}]
    if truth.kind == "other":
        kinds: Any = sorted(truth.kinds) if truth.also else truth.kind
        line: dict[str, Any] = {"kind": kinds, "state": "review", "pages": pages}
        return {**line, **expected}
    line = {
        "kind": truth.kind,
        "subkind": truth.subkind,
        "pages": pages,
        "state": "routed",
        "fields": {key: truth.fields[key] for key in CRITICAL if key in truth.fields},
        "also_printed": {
            key: value for key, value in sorted(truth.fields.items()) if key not in CRITICAL
        },
        "persons": numbers,
        "minors": [],
        "reasons": [],
    }
    if tenure and truth.tenure != "unknown":
        line["tenure"] = ["rental", "unknown"] if truth.kind == "eviction_date" else truth.tenure
    merged = {**line, **expected}
    return {key: value for key, value in merged.items() if value is not None}


def someone_named(keys: str | Addressee) -> list[Addressee]:
    """Residents by their keys, parted by blanks; an Addressee stands for itself."""
    if isinstance(keys, Addressee):
        return [keys]
    return [NAMED[key] for key in keys.split()]


def letter(design: str, who: str | Addressee, *, seed: int = 1, **overrides: Any) -> Made:
    """A letter without chance stamps and remarks, about residents of the sample register."""
    overrides.setdefault("letter_date", date(2026, 10, 1))
    overrides.setdefault("clutter", False)
    overrides.setdefault("name_style", "plain")
    overrides.setdefault("apartment_printed", True)
    return make(seed, design, tenants=someone_named(who), **overrides)


def one(
    name: str, purpose: str, made: Made, expected: dict[str, Any], *, effect: str = "",
    **more: Any,
) -> Fixture:  # fmt: skip
    """A fixture of one letter, born digital or scanned with an effect."""
    seed = sum(name.encode())

    def data() -> bytes:
        return scan(render(made), effect, seed) if effect else render(made)

    suffix = effect_named(effect).suffix if effect else "pdf"
    pages = [1] if suffix == "jpg" else list(range(1, made.truth.pages + 1))
    return Fixture(
        name=name, purpose=purpose, suffix=suffix, data=data,
        letters=[expect(made, pages, **expected)], scanned=effect or "digital", **more,
    )  # fmt: skip
