"""Builds every fixture: the scan, its expected answer, the list of them all.

``python -m benchmarks.letters.fixtures`` writes ``fixtures/`` anew, the register too; equal every
time on the same versions of the libraries. ``--only NAME`` writes some of them.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from benchmarks import exports
from benchmarks.letters import register
from benchmarks.letters.expected import Fixture
from benchmarks.letters.fixtures_kinds import FIXTURES as KINDS
from benchmarks.letters.fixtures_persons import FIXTURES as PERSONS
from benchmarks.letters.fixtures_scenarios import FIXTURES as SCENARIOS
from benchmarks.letters.register import ROOT

FOLDER = ROOT / "fixtures" / "letters"
FIXTURES: tuple[Fixture, ...] = (*SCENARIOS, *KINDS, *PERSONS)
SAMPLES = (
    "s01_form3_single", "s02_form3_family_eb", "s05_disturbance_family", "s08_eviction_family",
    "s11_eviction_unknown", "s14_salary_seizure", "s22_protected_spouse", "s25_list_of_14",
    "rent_landlord_photo", "rent_termination_bitonal", "power_letter_stamped",
    "stack_separators", "file_encrypted",
)  # fmt: skip
README = Path(__file__).with_name("fixtures_readme.md").read_text(encoding="utf-8")


def write(fixture: Fixture) -> int:
    """Writes one fixture; returns its size in bytes."""
    folder = FOLDER / fixture.name
    folder.mkdir(parents=True, exist_ok=True)
    data = fixture.data()
    for old in folder.glob("scan.*"):
        old.unlink()
    (folder / f"scan.{fixture.suffix}").write_bytes(data)
    answer = json.dumps(fixture.answer(), ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(f"{answer}\n", encoding="utf-8")
    return len(data)


def main() -> None:
    """Writes the register, the letters, their list and the samples."""
    parser = argparse.ArgumentParser(description="Build the fixtures")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    only = parser.parse_args().only
    register.main()
    exports.main()
    if not only and FOLDER.exists():
        shutil.rmtree(FOLDER)
    total = sum(write(one) for one in FIXTURES if not only or one.name in only)
    lines = [
        f"| `{one.name}` | {one.scanned} | {one.scenario or ''} | {one.purpose} |"
        for one in FIXTURES
    ]
    text = README + "\n".join(lines) + "\n"
    (ROOT / "fixtures" / "README.md").write_text(text, encoding="utf-8")
    (ROOT / "fixtures" / "samples.txt").write_text("\n".join(SAMPLES) + "\n", encoding="utf-8")
    print(f"{len(FIXTURES)} fixtures, {total / 1e6:.1f} MB written")


if __name__ == "__main__":
    main()
