"""The other written routines from scan to packets: each town's way with the same letters."""

from __future__ import annotations

from datetime import date

from desk import expected
from towns import (
    DAY,
    Line,
    Town,
    a_case,
    decided,
    drafts,
    folder_of,
    letter_of,
    printed,
    received,
    register_with,
    scan,
    text_of,
    units,
)

from pipeline.domain.proposing import FIRST_LETTERS, HELD_OTHER
from pipeline.domain.routine import Routine
from pipeline.store.routine_files import ROUTINES, load, versions
from pipeline.usecases.binder import index
from pipeline.usecases.office import Office
from pipeline.usecases.replay import replay


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


def _for_the_children_s_unit_alone(office: Office, line: Line) -> None:
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


def _kept_in_the_binder(office: Office, *lines: Line) -> None:
    """What is nobody's client's: a page for each, and a line in the index."""
    assert {one.letter for one in index(office)} == {letter_of(office, one).id for one in lines}
    for line in lines:
        page = text_of(folder_of(office, line, "administration") / "parmblad.pdf")
        assert "5 oktober 2031" in page


def test_nacka_inkasso(town: Town) -> None:
    """Where the letter came decides; the client's own unit gets a copy; one letter goes home."""
    with town("nacka_inkasso") as at:
        office, _ = at
        (fax,) = expected("rent_collection_fax")["letters"]
        client = [a_case(fax["persons"][0], unit) for unit in ("ekonomiskt_bistand", "vuxen")]
        register_with(office, {"cases": client})
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


def _one_first_letter(office: Office, line: Line) -> None:
    """The unit that handles writes; the housing secretary's own letter waits (C8)."""
    decision = decided(office, line)
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
