"""From other systems' exports to an actualisation for another system, as a person does it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import time
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scenarios.desk import FIXTURES
from shell import Shell
from used_workspace import LISTED, PROTECTED, SENT, STAFF, UNSURE, letter_of, scan_of

from benchmarks import exports
from pipeline.domain.case_systems import PATHS, code_for
from pipeline.domain.kinds import Kind
from pipeline.store.config import Config
from pipeline.usecases.office import opened

EXPORTS = FIXTURES / "exports"
BY = ("--by", "Anna Provsson")
MOTHER = "198610049804"
CODES = """
[actualisation]
packets = ["text", "json", "csv", "lifecare"]
[actualisation.lifecare]
type = 12
from_who = 4
reason = {rent_debt = 40, disturbance = 41, utility_debt = 42, eviction_date = 43, debt_list = 44}
[actualisation.lifecare.units]
vuxen = {organisation_id = 3, organisation_unit_id = "VUX1"}
ekonomiskt_bistand = {organisation_id = 4, organisation_unit_id = "EB1"}
barn_unga = {organisation_id = 5, organisation_unit_id = "BOU1"}
"""


def add(shell: Shell, text: str) -> None:
    """Add to the workspace's settings."""
    file = shell.root / "troskel.toml"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def taken_in(shell: Shell) -> str:
    """The sample register as Navet's and Lifecare's exports, and a letter about a family: its id.

    The letter is decided, by a person where the program is not sure enough.
    """
    navet = shell.root.parent / "navet.xml"
    with navet.open("w", encoding="utf-8") as file:
        exports.write_navet(file, exports.rows("persons"), exports.rows("relations"))
    shutil.copy(EXPORTS / "lifecare.toml", shell.root)
    add(shell, '\n[register]\nmappings = ["lifecare.toml"]\n')
    services = str(EXPORTS / "lifecare_insatser.csv")
    assert shell("register", "import", str(navet), services) == 0, shell.err
    assert "506 personer, 802 relationer, 3 ärenden" in shell.out
    assert "1 rad utan giltigt personnummer" in shell.out
    shutil.copy(scan_of(SENT), shell.root / "inbox" / f"{SENT}.pdf")
    assert shell("process", "--received-on", "2026-07-02") == 0, shell.err
    ident = letter_of(shell.root, SENT)
    with opened(shell.root) as office:
        row = office.ledger.row("SELECT state FROM letters WHERE id = ?", (ident,))
    assert row is not None
    if row["state"] == "review":
        assert shell("review", "approve", ident, *BY) == 0, shell.err
    return ident


def json_of(shell: Shell, *words: str) -> Any:
    """What a command that must succeed prints."""
    assert shell("actualisation", *words) == 0, shell.err
    return json.loads(shell.out)


def test_from_exports_to_an_actualisation(blank: Shell) -> None:
    """Navet's persons, Lifecare's services, a letter, and the four forms of it."""
    add(blank, CODES)
    ident = taken_in(blank)
    held = json_of(blank, ident, "--format", "json")
    assert held["person"]["pnr"] == MOTHER
    assert held["debt"]["total"] == "9638.00"
    assert [one["name"] for one in held["household"]] == ["Karl-Johan Åsvik", "Ann-Sofie Åsvik"]
    # The open case that came by the mapping decided where the copy goes.
    assert held["open_cases"] == [
        {
            "system": "Lifecare insats",
            "unit": "ekonomiskt_bistand",
            "type": "Försörjningsstöd",
            "handläggare": "Ulf Mönsterlund",
            "number": "7001",
        }
    ]
    assert {one["unit"]: one["role"] for one in held["actions"]} == {
        "vuxen": "handle",
        "ekonomiskt_bistand": "copy",
    }
    assert json_of(blank, ident, "--format", "lifecare") == {
        "PersonId": MOTHER,
        "Date": "2026-07-02T00:00:00",
        "Type": 12,
        "FromWho": 4,
        "Reason": 40,
        "OrganisationId": 3,
        "OrganisationUnitId": "VUX1",
    }
    assert blank("actualisation", ident, "--format", "csv") == 0
    (row,) = csv.DictReader(io.StringIO(blank.out.removeprefix("\ufeff")), delimiter=";")
    assert (row["Personnummer"], row["Belopp"]) == (MOTHER, "9638.00")
    assert blank("actualisation", ident) == 0
    assert "Skuldens storlek: 9 638,00 kr" in blank.out
    assert "Personen har minderåriga barn:" in blank.out

    # The very same files lie in the handling unit's packet, and in no other.
    (packet,) = (blank.root / "outbox" / "vuxen").glob("*-*")
    files = {path.name: path.read_bytes() for path in (packet / "arendesystem").iterdir()}
    assert json.loads(files["aktualisering.json"]) == held
    assert json.loads(files["lifecare.json"])["PersonId"] == MOTHER
    assert files["aktualisering.txt"].decode() == blank.out
    assert set(files) == {
        "aktualisering.csv",
        "aktualisering.json",
        "aktualisering.txt",
        "lifecare.json",
    }
    (copy,) = (blank.root / "outbox" / "ekonomiskt_bistand").glob("*-*")
    assert not (copy / "arendesystem").exists()
    assert blank("reconcile") == 0


def test_codes_that_are_missing_stop_the_work_at_start(blank: Shell) -> None:
    """Where packets ask for the request; each key is told, by check too, and nothing is taken."""
    add(blank, '[actualisation]\npackets = ["lifecare"]\n[actualisation.lifecare]\ntype = 1\n')
    shutil.copy(scan_of(SENT), blank.root / "inbox" / "brev.pdf")
    assert blank("process") == 2
    assert "actualisation.lifecare.reason.rent_debt" in blank.err
    assert "actualisation.lifecare.units.vuxen" in blank.err
    assert "actualisation.lifecare.type" not in blank.err
    assert (blank.root / "inbox" / "brev.pdf").exists()
    assert blank("check") == 1
    assert "actualisation.lifecare.units.vuxen" in blank.out


def test_codes_that_are_missing_are_told_when_asked_for(blank: Shell) -> None:
    """Without packets of it, only the command needs them."""
    ident = taken_in(blank)
    assert blank("actualisation", ident, "--format", "lifecare") == 2
    assert "actualisation.lifecare.type.rent_debt" in blank.err
    assert blank.out == ""
    assert blank("actualisation", ident, "--format", "json") == 0


def test_what_is_asked_for_wrongly(used: Shell) -> None:
    """One sentence each; nothing for a protected identity, whoever asks."""
    for words, code, said in (
        ([used.letter(UNSURE)], 2, "väntar på granskning"),
        ([used.letter(LISTED)], 2, "--row 1 till --row"),
        ([used.letter(LISTED), "--row", "99"], 2, "ingen rad 99"),
        ([used.letter(UNSURE), "--row", "1"], 2, "ingen lista"),
        ([used.letter(PROTECTED)], 1, "Skyddad"),
        ([used.letter(PROTECTED), "--by", STAFF], 1, "Inget underlag för verksamhetssystem görs"),
        (["00000000"], 1, "inget sådant brev"),
    ):
        assert used("actualisation", *words) == code, words
        assert said in used.err, words
        assert used.out == ""


def test_a_decided_letters_choices(blank: Shell) -> None:
    """Another unit, another person, a person who is meant."""
    ident = taken_in(blank)
    assert blank("actualisation", ident, "--unit", "barn_unga") == 1
    assert "Ingen sådan enhet" in blank.err
    assert blank("actualisation", ident, "--person", "19800101-9804") == 1
    assert "ingen person med det personnumret" in blank.err
    assert blank("actualisation", ident, "--person", "19861004-9804", "--unit", "vuxen") == 0


def test_a_protected_child_stops_it_whatever_was_decided(blank: Shell) -> None:
    """A household that turns out to be protected has no actualisation any more."""
    ident = taken_in(blank)
    rows = exports.rows("persons")
    for row in rows:
        if row["personnummer"] == "202010249809":
            row["skydd"] = "sekretessmarkering"
    navet = blank.root.parent / "ny.xml"
    with navet.open("w", encoding="utf-8") as file:
        exports.write_navet(file, rows, exports.rows("relations"))
    assert blank("register", "import", str(navet)) == 0
    assert blank("reprocess", "--apply") in {0, 1}
    for form in ("text", "json", "csv", "lifecare"):
        assert blank("actualisation", ident, "--format", form, "--by", STAFF) == 1
        assert blank.out == ""


# Settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[actualisation]\npackets = ["pdf"]', "ska vara något av"),
        ("[actualisation.lifecare]\nreason = {hyra = 1}", "hyra är inget slag av brev"),
        ('[actualisation.lifecare]\ntype = "12"', "ska vara ett heltal"),
        ("[actualisation.lifecare.units]\nvuxen = {organisation_id = 1}", "saknas"),
        ('[actualisation.csv.columns]\nNamn = "person.namn"', "person.namn under Namn finns inte"),
        ("[actualisation.csv.values.Fel]\na = 'b'", "kolumnen Fel finns inte"),
        ("[register]\nstale_days = 0", "måste vara minst 1"),
    ],
)
def test_settings_that_are_wrong(blank: Shell, text: str, said: str) -> None:
    """Told with line and key."""
    add(blank, f"\n{text}\n")
    assert blank("status") == 2
    assert said in blank.err
    assert "rad " in blank.err


def test_codes_by_kind_and_subkind(blank: Shell) -> None:
    """One for all, one a kind, one a subkind; a table of its own words."""
    add(
        blank,
        CODES
        + """
[actualisation.lifecare.working_status]
rent_debt = {social_notice = 8, collection = 9}
"*" = 7
[actualisation.csv]
delimiter = ","
columns = {Person = "person.pnr", Orsak = "category", Text = "text"}
[actualisation.csv.values.Orsak]
rent_debt = "HYRA"
""",
    )
    ident = taken_in(blank)
    assert json_of(blank, ident, "--format", "lifecare")["WorkingStatus"] == 8
    assert blank("actualisation", ident, "--format", "csv") == 0
    (row,) = csv.DictReader(io.StringIO(blank.out.removeprefix("\ufeff")))
    assert (row["Person"], row["Orsak"]) == (MOTHER, "HYRA")
    assert "Skuldens storlek" in row["Text"]


def test_the_settings_of_the_documentation_are_settings() -> None:
    """Each block of docs/register.md is read as it stands, and all together give every code."""
    page = (FIXTURES.parent / "docs" / "register.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 4
    config = Config.model_validate(tomllib.loads("".join(blocks)))
    system = config.settings().case_system
    assert system.lifecare is not None
    assert config.exports.mappings == ("kir.toml", "lifecare.toml")
    assert system.table.columns == (("Personnr", "person.pnr"), ("Orsak", "category"))
    assert code_for(system.lifecare.from_who, "from_who", Kind.EVICTION_DATE, "set") == 6
    assert code_for(system.lifecare.reason, "reason", Kind.RENT_DEBT, "collection") == 41
    named = set(re.findall(r"`([a-z_äö]+(?:\.[a-z_äö]+)*)`", page.partition("Paths: ")[2]))
    assert set(PATHS) <= named


# The register's age


def aged(shell: Shell, *days: int) -> list[Path]:
    """The sample's files, changed so many days ago."""
    paths = []
    for name, ago in zip(("persons", "relations", "cases"), days, strict=True):
        path = shell.root.parent / f"{name}.csv"
        shutil.copy(FIXTURES / "register" / path.name, path)
        then = time.time() - timedelta(days=ago).total_seconds()
        os.utime(path, (then, then))
        paths.append(path)
    return paths


def test_an_old_register_is_told_kind_by_kind(blank: Shell) -> None:
    """By status and check; seven days are not yet old; another limit is the workspace's own."""
    assert blank("register", "import", *map(str, aged(blank, 20, 7, 1))) == 0
    told = {one["kind"]: one for one in blank.json("status")["register"]}
    assert {kind: one["stale"] for kind, one in told.items()} == {
        "persons": True,
        "relations": False,
        "cases": False,
        "contracts": False,
    }
    assert told["persons"]["days"] == 20
    assert blank("status") == 0
    (line,) = [one for one in blank.out.splitlines() if "GAMMALT" in one]
    assert "personer: 506" in line
    assert "(20 dagar). Läs in ett färskt uttag." in line
    blank("check")
    assert any(
        one.startswith("OBS") and "register, personer" in one for one in blank.out.splitlines()
    )
    add(blank, "\n[register]\nstale_days = 30\n")
    assert not any(one["stale"] for one in blank.json("status")["register"])


def test_a_kind_that_was_never_imported_is_told(shell: Shell) -> None:
    """Persons alone: children and open cases cannot be found."""
    root = shell.root / "ny"
    assert shell.bare("init", str(root)) == 0
    space = ("--workspace", str(root))
    assert shell.bare("status", *space) == 0
    assert "egistret" not in shell.out
    persons = str(FIXTURES / "register" / "persons.csv")
    assert shell.bare("register", "import", persons, *space) == 0
    assert shell.bare("status", *space) == 0
    assert "relationer: aldrig inlästa" in shell.out
    assert "ärenden: aldrig inlästa" in shell.out


def test_a_far_smaller_register_is_told(blank: Shell, tmp_path: Path) -> None:
    """It replaces the old one as asked for, and says aloud what that did."""
    few = tmp_path / "few.csv"
    lines = (FIXTURES / "register" / "persons.csv").read_text(encoding="utf-8").splitlines()
    few.write_text("\n".join(lines[:20]) + "\n", encoding="utf-8")
    assert blank("register", "import", str(few)) == 0
    assert "OBS: registret hade 506 personer och har nu 19" in " ".join(blank.out.split())
    told = blank.json("register", "import", str(FIXTURES / "register" / "persons.csv"))
    assert told["fewer"] == {}


def test_a_mapping_that_does_not_fit(blank: Shell, tmp_path: Path) -> None:
    """The export is refused by line and column of its own, the mapping by its line."""
    wrong = tmp_path / "x.toml"
    wrong.write_text('kind = "cases"\nkolumner = 1\n', encoding="utf-8")
    services = str(EXPORTS / "lifecare_insatser.csv")
    assert blank("register", "import", services, "--mapping", str(wrong)) == 2
    assert "x.toml har fel" in blank.err
    assert "rad 2, kolumner: okänt ord" in blank.err
    text = (EXPORTS / "lifecare.toml").read_text(encoding="utf-8")
    wrong.write_text(text.replace('"Vuxenenheten" = "vuxen"\n', ""), encoding="utf-8")
    assert blank("register", "import", services, "--mapping", str(wrong)) == 1
    said = " ".join(blank.err.split())
    assert "lifecare_insatser.csv, rad 5, kolumn Organization: värdet står inte under" in said
    assert "Vuxenenheten" not in said
    assert blank("register", "import", services) == 1
    assert "--mapping" in blank.err
