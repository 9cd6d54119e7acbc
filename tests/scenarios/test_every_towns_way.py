"""The other written routines from scan to packets: each town's way with the same letters."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from desk import FIXTURES, READINGS, expected

from pipeline.domain.proposing import FIRST_LETTERS, HELD_OTHER
from pipeline.domain.routine import Routine
from pipeline.store import letters
from pipeline.store.letters import Letter
from pipeline.store.register import Register
from pipeline.store.routine_files import ROUTINES, load, versions
from pipeline.usecases import start
from pipeline.usecases.binder import index
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.export import export
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process
from pipeline.usecases.reconcile import reconcile
from pipeline.usecases.replay import replay

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

Opened = AbstractContextManager[tuple[Office, Engine]]
Town = Callable[[str], Opened]


@pytest.fixture
def town(blank: Path, tmp_path: Path) -> Town:
    """A workspace of the routine of that name, with the sample register and kept readings."""

    @contextmanager
    def at(routine: str) -> Any:
        root = tmp_path / routine
        root.mkdir()
        (root / "troskel.toml").write_text(SETTINGS.format(routine=routine), encoding="utf-8")
        start.init(root, routine)
        shutil.copy(blank / "register.db", root / "register.db")
        shutil.copytree(READINGS, root / "readings", dirs_exist_ok=True)
        with opened(root) as office, opened_engine(office) as engine:
            yield office, engine

    return at


def received(
    at: tuple[Office, Engine], *files: tuple[str, bytes], on: date = DAY
) -> dict[str, dict[str, Any]]:
    """What the export says of each letter, by the name of its file, after these came too."""
    office, engine = at
    for name, data in files:
        path = office.workspace.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    outcome = process(office, engine, received_on=on)
    assert outcome.ok, outcome
    assert reconcile(office).faults == ()
    lines = [json.loads(line.json_line()) for line in export(office)]
    return {line["document"]["name"]: line for line in lines}


def scan(name: str, folder: str = "") -> tuple[str, bytes]:
    """A fixture's scan, named by it, in that intake point."""
    source = FIXTURES / "letters" / name / expected(name)["file"]
    return f"{folder}{name}{source.suffix}", source.read_bytes()


def units(line: dict[str, Any]) -> dict[str, str]:
    """Who got the letter, or the row, and for what."""
    return {one["unit"]: one["role"] for one in line["packets"]}


def drafts(line: dict[str, Any]) -> set[str]:
    """The letters out."""
    return {one["template"] for one in line["letters_out"]}


def folder_of(office: Office, line: dict[str, Any], unit: str) -> Path:
    """The packet of that unit."""
    (path,) = [one["path"] for one in line["packets"] if one["unit"] == unit]
    return office.workspace.root / path


def letter_of(office: Office, line: dict[str, Any]) -> Letter:
    """The letter that the line is of."""
    row = office.ledger.row(
        "SELECT * FROM letters WHERE document = ?", (line["document"]["sha256"],)
    )
    assert row is not None
    return Letter.of(row)


def text_of(path: Path) -> str:
    """All that can be read in a PDF."""
    with pdfplumber.open(path) as file:
        return " ".join(" ".join(page.extract_text() or "" for page in file.pages).split())


def printed(number: str) -> str:
    """A personnummer as papers have it."""
    return f"{number[:8]}-{number[8:]}"


def test_ifo_skulder(town: Town) -> None:
    """The client's letter to the client's handläggare, the others' to administration and barn."""
    with town("ifo_skulder") as at:
        office, _ = at
        sent = received(
            at,
            scan("s01_form3_single"),
            scan("s02_form3_family_eb"),
            scan("rent_bou_case"),
            scan("s05_disturbance_family"),
            scan("s08_eviction_family"),
        )
        single, client, family = (
            sent[f"{one}.pdf"]
            for one in ("s01_form3_single", "s02_form3_family_eb", "rent_bou_case")
        )
        assert (units(single), drafts(single)) == (
            {"administration": "handle"},
            {"informationsbrev"},
        )
        assert (units(client), drafts(client)) == ({"ekonomiskt_bistand": "handle"}, set())
        assert units(family) == {"administration": "handle", "barn_unga": "information"}
        _for_the_children_s_unit_alone(office, family)
        _kept_in_the_binder(office, single, family)
        for name in ("s05_disturbance_family.pdf", "s08_eviction_family.pdf"):
            assert (sent[name]["state"], sent[name]["reasons"]) == (
                "review",
                ["routine_silent:C12"],
            )
        assert "bekraftelse_kfm" in drafts(sent["s08_eviction_family.pdf"])


def _for_the_children_s_unit_alone(office: Office, line: dict[str, Any]) -> None:
    """FK and the children's numbers stand on its copy, and on nobody else's papers."""
    (answer,) = expected("rent_bou_case")["letters"]
    told = text_of(folder_of(office, line, "barn_unga") / "brev.pdf")
    for child in answer["minors"]:
        assert printed(child) in told
        for path in folder_of(office, line, "administration").rglob("*.pdf"):
            assert printed(child) not in text_of(path), path
        record = (folder_of(office, line, "administration") / "record.json").read_text("utf-8")
        assert child not in record
    assert "FÖR KÄNNEDOM" in told


def _kept_in_the_binder(office: Office, *lines: dict[str, Any]) -> None:
    """What is nobody's client's: a page for each, and a line in the index."""
    assert {one.letter for one in index(office)} == {letter_of(office, one).id for one in lines}
    for line in lines:
        page = text_of(folder_of(office, line, "administration") / "parmblad.pdf")
        assert "5 oktober 2031" in page


def made_client(office: Office, number: str, *units: str) -> None:
    """The register of a day on which that person has a case at each of the units."""
    folder = office.workspace.root / "export"
    shutil.copytree(FIXTURES / "register", folder)
    with (folder / "cases.csv").open("a", encoding="utf-8") as file:
        for unit in units:
            file.write(f"{number};{unit};TS-1;Hanna Handlägg;pagaende;2025-03-15;Treserva\n")
    register = Register.open(office.workspace.root / "register.db")
    report = register.import_files(sorted(folder.glob("*.csv")))
    register.close()
    assert report.done, report.faults


def test_nacka_inkasso(town: Town) -> None:
    """Where the letter came decides; the client's own unit gets a copy; one letter goes home."""
    with town("nacka_inkasso") as at:
        office, _ = at
        (fax,) = expected("rent_collection_fax")["letters"]
        made_client(office, fax["persons"][0], "ekonomiskt_bistand", "vuxen")
        sent = received(
            at,
            scan("rent_collection_landlord", "stadshuset/"),
            scan("rent_collection_fax", "lokalkontoret/"),
            scan("s01_form3_single"),
        )
        unknown = sent["s01_form3_single.pdf"]
        assert (unknown["state"], unknown["packets"]) == ("review", [])
        both = {"lokalkontor": "handle", "bostadshandlaggare": "copy"}
        assert units(sent["rent_collection_landlord.pdf"]) == both
        client = {"ekonomiskt_bistand": "copy", "vuxen": "copy"}
        assert units(sent["rent_collection_fax.tif"]) == both | client
        _one_first_letter(office, sent["rent_collection_fax.tif"])


def _one_first_letter(office: Office, line: dict[str, Any]) -> None:
    """The unit that handles writes; the housing secretary's own letter waits (C8)."""
    letter = letter_of(office, line)
    decision = letters.case(office.ledger, letter.id, letter.revision).decision
    assert decision is not None
    held = {one.template: one.held for one in decision.letters_out if one.template in FIRST_LETTERS}
    assert [one for one, why in held.items() if not why] == ["informationsbrev"]
    assert held["brev_bostadshandlaggare"] == HELD_OTHER


def restlista(*rows: str) -> bytes:
    """A list of unpaid rents as the housing secretary gets it."""
    head = (
        "Restlista obetalda hyror",
        "Datum: 2026-10-01",
        "Belopp;Personnr;Hyresgäst;Adress;Avtal",
    )
    return "".join(f"{row}\r\n" for row in (*head, *rows)).encode("cp1252")


def test_nacka_socialkontrakt(town: Town) -> None:
    """The social contract decides, with its plan; who has none is asked about by a person."""
    with town("nacka_socialkontrakt") as at:
        listed = restlista(
            "7 250,00;19850905-9815;Johan Wåhlexempel;Snöklockestigen 23;SK-2001",
            "6 100,00;19880826-9800;Fatima Sommarlöv;Norra Kajutgatan 56;SK-2002",
            "13 350,00;;Summa;;",
        )
        sent = received(at, ("restlista.csv", listed), scan("s01_form3_single"))
        plan, none = sent["restlista.csv"]["rows"]
        assert units(plan) == {"bostadshandlaggare": "handle", "socialkontor": "copy"}
        assert units(none) == {"bostadshandlaggare": "handle"}
        other = sent["s01_form3_single.pdf"]
        assert (other["state"], other["reasons"]) == ("review", ["routine_silent:C12"])


def care_fees(day: str, amount: str) -> bytes:
    """The month's list of unpaid care fees: one debtor, owing more each month."""
    return (
        "Lista obetalda omsorgsavgifter\r\n"
        "Underlag ur ekonomisystemet. Avgifter för hemtjänst och särskilt boende.\r\n"
        f"Datum: {day}\r\nNamn;Personnummer;Adress;Kundnr;Belopp\r\n"
        f'"Sjögran, Zoran";19610701-9819;"Rönnbärsgränd 43, lgh 1204";660-1393;{amount}\r\n'
        f"Summa;;;;{amount}\r\n"
    ).encode()


def test_soderkoping_skuldfordringar(town: Town) -> None:
    """New on the list, still there the month after, three months: each month its own way."""
    handler = {"avgiftshandlaggare": "handle"}
    later = {"bistand_lss": "handle", "avgiftshandlaggare": "copy"}
    ways = {9: handler, 10: later, 11: later | {"chef": "information"}}
    with town("soderkoping_skuldfordringar") as at:
        for month, way in ways.items():
            name, day = f"lista-{month}.csv", date(2026, month, 28)
            data = care_fees(day.isoformat(), f"{month}000,00")
            (row,) = received(at, (name, data), on=day)[name]["rows"]
            assert (row["state"], units(row)) == ("routed", way), month


def test_grund(town: Town) -> None:
    """By law alone: the reception handles; an undertaking is prepared and waits for a decision."""
    with town("grund") as at:
        office, _ = at
        sent = received(
            at,
            scan("s01_form3_single"),
            scan("s02_form3_family_eb"),
            scan("s05_disturbance_family"),
            scan("s08_eviction_family"),
        )
        single = sent["s01_form3_single.pdf"]
        assert units(single) == {"mottagning": "handle"}
        assert drafts(single) == {"atagande_utkast", "informationsbrev"}
        said = text_of(folder_of(office, single, "mottagning") / "utkast" / "atagande_utkast.pdf")
        assert "delegation" in said
        assert units(sent["s02_form3_family_eb.pdf"]) == {
            "mottagning": "handle",
            "ekonomiskt_bistand": "copy",
        }
        assert units(sent["s05_disturbance_family.pdf"]) == {"mottagning": "handle"}
        home = sent["s08_eviction_family.pdf"]
        assert (home["state"], home["reasons"]) == ("review", ["routine_silent:C4"])
        assert {"bekraftelse_kfm", "bekraftelse_kfm_kopia"} <= drafts(home)


def routine(name: str) -> Routine:
    """The newest version of it."""
    return load(versions(name, ROUTINES)[-1])


def test_a_past_period_is_replayed_by_another_routine(town: Town) -> None:
    """Which letters would have gone elsewhere, by which rows; nothing is changed by asking."""
    with town("grund") as at:
        office, engine = at
        received(at, scan("s01_form3_single"), scan("s02_form3_family_eb"))
        before = office.ledger.number("SELECT count(*) FROM events")
        found = replay(office, engine.mind, routine("ifo_skulder"), DAY, DAY)
        assert (found.letters, len(found.moved)) == (2, 2)
        ways = {one.before.receivers: one.after.receivers for one in found.moved}
        assert ways == {
            (("mottagning", "handle"),): (("administration", "handle"),),
            (("mottagning", "handle"), ("ekonomiskt_bistand", "copy")): (
                ("ekonomiskt_bistand", "handle"),
            ),
        }
        assert {one.before.row for one in found.moved} == {"L-44", "L-44-bistand"}
        same = replay(office, engine.mind, routine("grund"), DAY, DAY)
        assert (same.letters, same.moved) == (2, ())
        assert (
            replay(office, engine.mind, routine("ifo_skulder"), None, date(2026, 1, 1)).letters == 0
        )
        assert office.ledger.number("SELECT count(*) FROM events") == before
