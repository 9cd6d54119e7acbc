"""What Göteborg's scenarios ask beyond the export: letters that belong together, who is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
from bailiff import SURE
from desk import Desk
from towns import written

from benchmarks.letters import render
from benchmarks.letters.expected import NAMED
from benchmarks.letters.expected import letter as made
from benchmarks.letters.fixtures_scenarios import LANDLORD
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import opened
from pipeline.usecases.process import process
from pipeline.usecases.queue import queue

WITNESS, DOOR = "Solveig Kvarnström", "Jörgen Myrstrand"


def text_of(path: Path) -> str:
    """All that can be read in a PDF."""
    with pdfplumber.open(path) as file:
        return " ".join(" ".join(page.extract_text() or "" for page in file.pages).split())


def post(desk: Desk, name: str, data: bytes, on: str) -> dict[str, Any]:
    """A letter that arrives that day; the export's line about it."""
    (desk.root / "inbox" / name).write_bytes(data)
    assert process(desk.office, desk.engine, received_on=date.fromisoformat(on)).ok
    (line,) = desk.lines(name)
    return line


def test_scenario_13_a_payment_order_is_a_step_of_the_debt_before(desk: Desk) -> None:
    """The notice of the same debt is told of and does not count by itself; no clock of the day."""
    before = made(
        "notice_municipal", "single3", seed=51, sender=LANDLORD, months=2, numbers="printed",
        letter_date=date(2026, 9, 14), children=False,
    )  # fmt: skip
    first = post(desk, "meddelande.pdf", render(before), "2026-09-15")
    assert first["kind"]["subkind"] == "social_notice"
    (line,) = desk.everything_for("s13_payment_order")
    case = desk.case(line)
    assert line["kind"]["subkind"] == "payment_order"
    assert line["priority"] == "ordinary"
    assert "kfm_confirmation" not in {one["what"] for one in line["deadlines"]}
    assert "bekraftelse_kfm" not in {one["template"] for one in line["letters_out"]}
    known = {one.letter for one in (*case.earlier, *case.linked)}
    assert known == {ident_of(desk, first)}
    assert case.earlier == ()


def ident_of(desk: Desk, line: dict[str, Any]) -> str:
    """The id of the letter that the line is of."""
    sha256 = line["document"]["sha256"]
    row = desk.office.ledger.row("SELECT id FROM letters WHERE document = ?", (sha256,))
    assert row is not None
    return str(row["id"])


def test_scenario_26_who_lives_there_is_seen(desk: Desk) -> None:
    """Holder elsewhere, occupant with a child at the address: both shown, and nothing goes home."""
    (line,) = desk.everything_for("s26_sublet")
    assert (line["state"], line["packets"]) == ("review", [])
    persons = {one["personnummer"] for one in line["persons"]}
    assert NAMED["sublet"].number in persons
    minors = {one["personnummer"] for one in line["household"]["minors"]}
    assert NAMED["sublet.child"].number in minors
    assert not [one for one in line["letters_out"] if one["to"] == "household"]
    (waiting,) = queue(desk.office)
    assert waiting.letter.id == ident_of(desk, line)


def test_scenario_27_neighbours_are_masked_in_the_copy(desk: Desk) -> None:
    """Who complained is read by the unit that handles, and covered for the other."""
    who = NAMED["single_eb"]
    _, letter = written(
        "uppsagning.pdf",
        "<p><b>Bostads AB Kvarnvinden</b>, org.nr 559910-0061<br>Box 9910, 403 20 GÖTEBORG<br>"
        "Telefon 031-390 06 12</p><p>Socialnämnden i Göteborg<br>404 82 GÖTEBORG</p>"
        "<p>2026-10-01</p><h2>Kopia av uppsägning</h2><p>Hyresgästen sägs härmed upp till "
        "omedelbart upphörande på grund av särskilt allvarliga störningar i boendet, 12 kap. 42 § "
        "fjärde stycket jordabalken. Kopia av uppsägningen skickas enligt lag till "
        f"socialnämnden.</p><p>Hyresgäst: {who.name}, personnummer {who.number[2:8]}-"
        f"{who.number[8:]}<br>Adress: {who.street}, lgh {who.apartment}, {who.postal_code} "
        f"{who.city}<br>Hyreskontrakt nr 8121-505</p><p>Den 24 september 2026 hotade hyresgästen "
        f"grannen {WITNESS} i trapphuset. Händelsen är polisanmäld. Vittne: {DOOR}, granne i lgh "
        "1203.</p><p>Med vänlig hälsning<br>Bostads AB Kvarnvinden</p>",
    )
    file = desk.root / "troskel.toml"
    file.write_text(file.read_text(encoding="utf-8") + SURE, encoding="utf-8")
    with opened(desk.root) as office, opened_engine(office) as engine:
        sure = Desk(root=desk.root, office=office, engine=engine)
        line = post(sure, "uppsagning.pdf", letter, "2026-10-05")
        assert (line["state"], line["priority"]) == ("routed", "urgent"), line["reasons"]
        roles = {one["unit"]: one["role"] for one in line["packets"]}
        assert roles == {"vuxen": "handle", "ekonomiskt_bistand": "information"}
        handled = text_of(sure.packet(line, "vuxen") / "brev.pdf")
        folder = sure.packet(line, "ekonomiskt_bistand")
        copies = " ".join(text_of(path) for path in folder.rglob("*.pdf"))
    assert WITNESS in handled
    assert DOOR in handled
    assert who.surname in copies
    for word in (*WITNESS.split(), *DOOR.split()):
        assert word not in copies
    assert not list(folder.glob("original.*"))
