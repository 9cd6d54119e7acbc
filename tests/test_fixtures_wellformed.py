"""The fixtures hold what their readers rely on, and nobody real."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from benchmarks import exports
from pipeline.domain.kinds import SUBKINDS, Kind, Role, State
from pipeline.domain.people import Personnummer
from pipeline.domain.problems import Code

ROOT = Path(__file__).parents[1] / "fixtures"
REGISTER = ROOT / "register"
LETTERS = sorted(path.parent for path in ROOT.glob("letters/*/expected.json"))
UNITS = {"vuxen", "ekonomiskt_bistand", "barn_unga"}
TEST_SERIALS = {*range(980, 1000), 238, 239}
SCENARIOS = {*range(1, 15), 22, *range(24, 30)}
MOST_BYTES = 15_000_000


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a register file."""
    with (REGISTER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def answer(folder: Path) -> dict[str, Any]:
    """A fixture's expected answer."""
    read: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return read


def several(value: object) -> list[Any]:
    """A value, or the list of those allowed, as a list."""
    return value if isinstance(value, list) else [value]


def lines() -> list[dict[str, Any]]:
    """Every expected letter of every fixture."""
    return [line for folder in LETTERS for line in answer(folder)["letters"]]


def test_register_columns_are_the_contracts() -> None:
    """The four files have the columns by which an import tells them apart."""
    assert set(rows("persons")[0]) == {
        "personnummer", "fornamn", "mellannamn", "efternamn", "co_adress", "gatuadress",
        "lagenhetsnummer", "postnummer", "postort", "skydd", "avregistrerad",
        "avregistrerad_datum",
    }  # fmt: skip
    assert set(rows("relations")[0]) == {"personnummer", "relation", "relaterat_personnummer"}
    assert set(rows("cases")[0]) == {
        "personnummer", "enhet", "arendenummer", "handlaggare", "status", "oppnad", "system",
    }  # fmt: skip
    assert set(rows("contracts")[0]) == {
        "personnummer", "kontraktsnummer", "handlingsplan", "adress", "fran", "till",
    }  # fmt: skip


def test_every_number_is_a_test_number_and_unique() -> None:
    """Nobody of the register can be a living person."""
    numbers = [Personnummer(row["personnummer"]) for row in rows("persons")]
    assert len(numbers) == len(set(numbers)) >= 500
    assert {int(number.digits[8:11]) for number in numbers} <= TEST_SERIALS


@pytest.mark.parametrize("name", ["relations", "cases", "contracts"])
def test_rows_point_at_registered_persons(name: str) -> None:
    """No relation, case or contract hangs in the air."""
    known = {row["personnummer"] for row in rows("persons")}
    for row in rows(name):
        assert row["personnummer"] in known
        assert row.get("relaterat_personnummer", row["personnummer"]) in known


def test_relations_stand_both_ways_and_parents_are_older() -> None:
    """Each relation has its mirror, and no parent is younger than fifteen years more."""
    mirror = {"B": {"MO", "FA", "F"}, "VF": {"V"}, "M": {"M"}}
    found = {(r["personnummer"], r["relation"], r["relaterat_personnummer"])
             for r in rows("relations")}  # fmt: skip
    for one, code, other in found:
        if code in mirror:
            assert any((other, back, one) in found for back in mirror[code])
        if code == "B":
            assert int(other[:4]) - int(one[:4]) >= 15


def test_cases_use_the_routines_units() -> None:
    """A case's unit is one that the routine has."""
    assert {row["enhet"] for row in rows("cases")} == UNITS
    assert {row["status"] for row in rows("cases")} == {"pagaende", "avslutad"}


def test_awkward_persons_are_there() -> None:
    """Protected, gone, without flat number, samordningsnummer, c/o: each occurs."""
    persons = rows("persons")
    assert {row["skydd"] for row in persons} == {
        "", "sekretessmarkering", "skyddad_folkbokforing",
    }  # fmt: skip
    assert {"avliden", "utvandrad"} <= {row["avregistrerad"] for row in persons}
    assert any(row["gatuadress"] and not row["lagenhetsnummer"] for row in persons)
    assert any(row["co_adress"] for row in persons)
    assert any(Personnummer(row["personnummer"]).is_coordination for row in persons)


@pytest.mark.parametrize("folder", LETTERS, ids=lambda path: path.name)
def test_expected_answer_is_wellformed(folder: Path) -> None:
    """Every word of an expected answer is one of the contract's."""
    expected = answer(folder)
    assert (folder / expected["file"]).is_file()
    assert len(list(folder.glob("scan.*"))) == 1
    received = date.fromisoformat(expected["received_on"])
    for earlier in expected["arrange"]:
        assert (ROOT / "letters" / earlier["fixture"]).is_dir()
        assert date.fromisoformat(earlier["received_on"]) <= received
    assert expected["letters"]
    for line in expected["letters"]:
        states = [State(state) for state in several(line["state"])]
        for problem in [*line.get("reasons", []), *line.get("reasons_any", [])]:
            assert Code(problem)
        for unit, roles in {**(line.get("packets") or {}), **line.get("may_packets", {})}.items():
            assert unit in UNITS
            assert [Role(role) for role in several(roles)]
        if states == [State.ROUTED]:
            assert line.get("packets") or line.get("rows")
            assert line["reasons"] == []
        if states == [State.QUARANTINED]:
            continue
        for kind in several(line["kind"]):
            known = SUBKINDS[Kind(kind)]
            if kind == line["kind"] and line.get("subkind"):
                assert set(several(line["subkind"])) <= set(known)


def pages_in(path: Path) -> int:
    """How many pages a scan has."""
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            return len(pdf.pages)
    with Image.open(path) as image:
        return int(getattr(image, "n_frames", 1))


@pytest.mark.parametrize("folder", LETTERS, ids=lambda path: path.name)
def test_expected_pages_are_the_scans(folder: Path) -> None:
    """The letters' pages are pages of the scan, each of one letter, none forgotten but sheets."""
    expected = answer(folder)
    claimed = [page for line in expected["letters"] for page in line.get("pages", [])]
    if not claimed:
        assert expected["letters"][0]["state"] == "quarantined"
        return
    count = pages_in(folder / expected["file"])
    assert len(claimed) == len(set(claimed))
    assert max(claimed) == count
    assert len(claimed) == count or "separators" in folder.name


def test_expected_persons_are_registered() -> None:
    """Whom a letter is to be matched with stands in the register."""
    known = {row["personnummer"] for row in rows("persons")}
    for line in lines():
        for number in [*line.get("persons", []), *line.get("minors", [])]:
            assert number in known


def test_expected_minors_are_minors() -> None:
    """Each expected child is under 18 on the day that its letter arrives."""
    for folder in LETTERS:
        expected = answer(folder)
        on = date.fromisoformat(expected["received_on"])
        for line in expected["letters"]:
            for number in line.get("minors", []):
                born = Personnummer(number).born
                assert (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < 18


def test_fixtures_cover_kinds_subkinds_scenarios_and_scans() -> None:
    """Every kind, subkind and scenario that was promised, over ten sorts of scan."""
    assert len(LETTERS) >= 40
    seen = Counter(
        (kind, subkind)
        for line in lines()
        for kind in several(line.get("kind"))
        for subkind in several(line.get("subkind"))
    )
    for kind, subkinds in SUBKINDS.items():
        for subkind in subkinds:
            assert (kind.value, subkind) in seen
    answers = [answer(folder) for folder in LETTERS]
    assert {one["scenario"] for one in answers} >= SCENARIOS
    assert len({one["scanned"] for one in answers}) >= 10


def test_exports_are_made_and_hold_nobody_real(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written anew they are the same, and each number in them has a test serial."""
    monkeypatch.setattr(exports, "FOLDER", tmp_path)
    exports.main()
    written = sorted(tmp_path.iterdir())
    assert len(written) == 4
    for path in written:
        kept = ROOT / "exports" / path.name
        assert path.read_bytes() == kept.read_bytes()
        for number in re.findall(rb"\b(\d{8})-?(\d{3})\d\b", path.read_bytes()):
            if int(number[0]) > 18000000 and int(number[0][4:6]) in range(1, 13):
                assert int(number[1]) in TEST_SERIALS


def test_fixtures_are_small() -> None:
    """A clone stays quick."""
    assert sum(path.stat().st_size for path in ROOT.rglob("*") if path.is_file()) < MOST_BYTES


def test_samples_are_fixtures_of_many_sorts() -> None:
    """The first run shows a stack, a list, a protected person and a locked file."""
    samples = (ROOT / "samples.txt").read_text(encoding="utf-8").split()
    folders = {folder.name for folder in LETTERS}
    assert set(samples) <= folders
    assert len(samples) >= 12
    chosen = [answer(ROOT / "letters" / name) for name in samples]
    assert any(len(one["letters"]) > 1 for one in chosen)
    flat = [line for one in chosen for line in one["letters"]]
    assert any("rows" in line for line in flat)
    assert any(line.get("restricted") for line in flat)
    assert any(line["state"] == "quarantined" for line in flat)


def test_readme_names_every_fixture() -> None:
    """Whoever looks for a fixture finds it in the list."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for folder in LETTERS:
        assert f"`{folder.name}`" in text
