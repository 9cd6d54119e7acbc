"""Builds every fixture: the scan, its expected answer, the list of them all.

``python -m benchmarks.letters.fixtures`` writes ``fixtures/`` anew, the register too; equal every
time on the same versions of the libraries. ``--only NAME`` writes some of them.
"""

from __future__ import annotations

import argparse
import json
import shutil

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
README = """# Fixtures

Made letters with their expected answers, and a sample register. Everything here is made up: names,
streets and companies are invented, personal numbers carry the tax agency's test serials (980-999,
238, 239), telephone numbers come from the series kept for fiction.

`python -m benchmarks.letters.fixtures` builds all of it again.

- `register/*.csv`: about 500 persons, as contract.md's register files. Ages are as of 2026-10-05.
- `letters/<name>/scan.*`: the file to drop; `expected.json`: the answer.
- `samples.txt`: the letters that `make run` drops.

## expected.json

`arrange` names fixtures that must have been received before, in order, with their day;
`received_on` is the day of arrival (`process --received-on`); `intake_point` the subfolder of the
inbox (`default`: the inbox itself). `letters` holds the expected lines of the export, in order.
Keys are the export's; what is not named is not judged. Where the export has one value, a list
means that any of them is right. Beyond the export:

| key | means |
| --- | --- |
| `fields` | critical fields that are printed: a routed letter must have each of them, equal; in review a field may be missing |
| `also_printed` | further fields that are printed; if found, they should be equal |
| `fields_or_absent` | the field has this value or is absent |
| `persons`, `minors` | exactly these numbers (in review: none or these, unless a reason says otherwise) |
| `persons_among`, `persons_never`, `minors_may` | any of these and no others; never these; these or none |
| `reasons`, `reasons_any` | codes that must be there; at least one of these must (details after `:` are free) |
| `packets` | unit to role (or allowed roles); no unit beyond them and `may_packets` |
| `packets_never` | units that must not have a packet |
| `letters_out` | drafts that must be there (`together_with` as a set); `letters_never`: templates that must not go to the household |
| `deadlines`, `deadlines_never` | computed day by name; names that must not be there |
| `restricted` | only staff named for it may see it |
| `rows` | rows of a list, in order |

## The letters

| name | scanned | scenario | purpose |
| --- | --- | --- | --- |
"""


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
