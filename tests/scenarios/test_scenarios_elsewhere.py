"""The numbered scenarios of the towns other than Göteborg, from scan to packets.

Each routine has one workspace here, into which all its letters come.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from desk import expected
from posted import (
    collection_care_of_the_office,
    complaint_and_debt,
    elsewhere,
    from_design,
    six_pages,
    the_form,
    the_trader,
    water_and_waste,
)
from towns import (
    At,
    Line,
    a_case,
    case_of,
    decided,
    drafts,
    folder_of,
    letter_of,
    printed,
    proposed,
    received,
    register_with,
    scan,
    steps,
    text_of,
    told,
    town_at,
    units,
)

from benchmarks.letters.expected import NAMED
from benchmarks.letters.people import personnummer
from pipeline.domain.deadlines import RECOVERY_END, UNDERTAKING_END
from pipeline.domain.edits import Act
from pipeline.domain.fields import STATUTORY
from pipeline.domain.kinds import State
from pipeline.domain.match import Unknown
from pipeline.domain.proposing import FIRST_LETTERS, HELD_OTHER, HELD_RECENT
from pipeline.domain.scores import Abstained
from pipeline.usecases import review
from pipeline.usecases.binder import index
from pipeline.usecases.review import Said

APART = ((date(2018, 3, 4), 980), (date(2020, 5, 6), 982))
"""Births and serials of the children in single13's custody who live elsewhere."""


@dataclass(frozen=True)
class Post:
    """A town's workspace after its letters, and the export's lines by file."""

    at: At
    lines: dict[str, Line]


def days(line: Line) -> set[str]:
    """The days computed for a letter."""
    return {one["what"] for one in line["deadlines"]}


def all_papers(folder: Path) -> str:
    """What can be read in a packet's PDFs."""
    return "\n".join(text_of(path) for path in sorted(folder.rglob("*.pdf")))


@pytest.fixture(scope="module")
def towns(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExitStack]:
    """What keeps the workspaces open as long as they are asked of."""
    del blank, tmp_path_factory
    with ExitStack() as stack:
        yield stack


def opened_town(
    towns: ExitStack, blank: Path, tmp_path_factory: pytest.TempPathFactory, routine: str
) -> At:
    """A town's workspace for the whole module."""
    root = tmp_path_factory.mktemp("towns") / routine
    return towns.enter_context(town_at(root, routine, blank / "register.db"))


def children_elsewhere(at: At) -> None:
    """The second routine's register: single13's children live elsewhere, single15 has LSS."""
    apart = [elsewhere(NAMED["single13"], *child) for child in APART]
    rows = {name: [row for one in apart for row in one[name]] for name in apart[0]}
    register_with(at[0], rows | {"cases": [a_case(NAMED["single15"].number, "LSS")]})


@pytest.fixture(scope="module")
def ifo(towns: ExitStack, blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Post:
    """The second routine's town (PK), and its letters of one day: looked at, never changed."""
    at = opened_town(towns, blank, tmp_path_factory, "ifo_skulder")
    children_elsewhere(at)
    return Post(
        at,
        received(
            at,
            six_pages(NAMED["single12"]),
            the_form("single21"),
            the_trader("single21"),
            water_and_waste(NAMED["single13"]),
            from_design("el-lss.pdf", "power_letter", "single15", seed=2, months=1),
            scan("s24_sole_trader_landlord"),
            scan("home_separated_parent"),
        ),
    )


def test_scenario_17_six_pages_are_one_letter_and_form_3_tells_the_debt(ifo: Post) -> None:
    """Notice to quit, form 1 and form 3 of one matter: a group, its debt from field 4."""
    line = ifo.lines["sex-sidor.pdf"]
    assert (line["state"], line["letter"]["pages"]) == ("routed", [1, 2, 3, 4, 5, 6])
    assert (line["kind"]["value"], line["kind"]["subkind"]) == ("rent_debt", "social_notice")
    assert line["fields"]["amount_sek"]["value"] == "19396.00"
    assert line["fields"]["amount_sek"]["page"] == 5
    assert RECOVERY_END in days(line)
    claim = case_of(ifo.at[0], line).findings.claim
    assert {str(row.amount.value) for row in claim} >= {"9650.00", "96.00"}
    assert units(line) == {"administration": "handle"}


def test_scenario_18_two_debts_for_power_the_same_day(ifo: Post) -> None:
    """Each claim with its own sum, bundle and page; one letter home; closing is suggested once."""
    office = ifo.at[0]
    grid, trade = ifo.lines["elnat.pdf"], ifo.lines["elhandel.pdf"]
    sums = {one["fields"]["amount_sek"]["value"] for one in (grid, trade)}
    assert len(sums) == 2
    assert "3120.00" in sums
    kept = {one.letter for one in index(office)}
    for line in (grid, trade):
        assert (line["state"], units(line)) == ("routed", {"administration": "handle"})
        assert letter_of(office, line).id in kept
        folder = folder_of(office, line, "administration")
        bundle = text_of(folder / "skriv-ut.pdf")
        letter = text_of(folder / "brev.pdf")[:40]
        parts = ("Text till aktualiseringen", letter, "Elen kan stängas av")
        places = [bundle.index(part) for part in parts]
        assert places == sorted(places)
        assert line["fields"]["amount_sek"]["value"].split(".")[0][-3:] in bundle
    held = [
        one.held
        for line in (grid, trade)
        for one in decided(office, line).letters_out
        if one.template in FIRST_LETTERS
    ]
    assert sorted(held) == sorted(["", HELD_RECENT])
    said = [steps(office, line, "administration") for line in (grid, trade)]
    assert sorted("Förslag: avsluta" in one for one in said) == [False, True]
    assert sorted("kom samma dag" in one for one in said) == [False, True]


def test_scenario_19_water_by_no_law_and_children_elsewhere(ifo: Post) -> None:
    """No statutory ground, no clock; the children are shown by custody, and a person decides."""
    office = ifo.at[0]
    line = ifo.lines["vatten-avfall.pdf"]
    case = case_of(office, line)
    assert line["kind"]["value"] == "utility_debt"
    told = case.classification.subkind
    assert isinstance(told, Abstained) or line["kind"]["subkind"] in {"water", "combined"}
    assert case.findings.get(STATUTORY) is None
    assert not {RECOVERY_END, UNDERTAKING_END} & days(line)
    assert line["state"] == "review"
    assert "household_uncertain" in line["reasons"]
    minors = {one["personnummer"]: one["basis"] for one in line["household"]["minors"]}
    assert minors == {personnummer(*child): "custody" for child in APART}
    assert line["packets"] == []
    assert proposed(office, line) == {"administration": "handle"}
    assert "växelvis boende" in steps(office, line, "administration")


def test_scenario_19_no_child_s_number_is_printed_until_it_is_decided(
    towns: ExitStack, blank: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A person says that they count: only then their unit's copy, and it alone, has the numbers."""
    at = opened_town(towns, blank, tmp_path_factory, "ifo_skulder")
    children_elsewhere(at)
    office, engine = at
    line = received(at, water_and_waste(NAMED["single13"]))["vatten-avfall.pdf"]
    ident = letter_of(office, line).id
    by = "Anna Granskarsson"
    hasty = Said(act=Act.APPROVE, by=by, reason="kontrollerat")
    assert review.edit(office, engine, ident, hasty).state is State.REVIEW
    numbers = [personnummer(*child) for child in APART]
    for act, value in (
        (Act.SUBKIND, "combined"),
        (Act.HOUSEHOLD, ",".join(numbers)),
        (Act.APPROVE, ""),
    ):
        review.edit(office, engine, ident, Said(act=act, by=by, reason="läst", value=value))
    after = told(office)["vatten-avfall.pdf"]
    assert units(after) == {"administration": "handle", "barn_unga": "information"}
    theirs = all_papers(folder_of(office, after, "barn_unga"))
    others = all_papers(folder_of(office, after, "administration"))
    assert all(printed(number) in theirs for number in numbers)
    assert not any(printed(number) in others for number in numbers)


def test_scenario_20_a_case_at_lss_alone_is_a_person_s_to_settle(ifo: Post) -> None:
    """Not for economic assistance: who has the case is named, and review says C24."""
    office = ifo.at[0]
    line = ifo.lines["el-lss.pdf"]
    assert (line["state"], line["reasons"]) == ("review", ["routine_silent:C24"])
    assert line["packets"] == []
    assert "ekonomiskt_bistand" not in proposed(office, line)
    assert [(one.unit, one.officer) for one in case_of(office, line).cases] == [
        ("LSS", "Hanna Handlägg")
    ]
    assert "Lämna brevet till den handläggaren" in steps(office, line, "administration")


def test_scenario_21_a_father_s_child_is_never_no_child(ifo: Post) -> None:
    """Registered with the mother, in both's custody: shown, uncertain, and a person decides."""
    line = ifo.lines["home_separated_parent.pdf"]
    assert (line["state"], line["packets"]) == ("review", [])
    assert "household_uncertain" in line["reasons"]
    child = NAMED["separated.child"].number
    assert [one["personnummer"] for one in line["household"]["minors"]] == [child]
    home = case_of(ifo.at[0], line).household
    assert home is not None
    assert isinstance(home.minors, Unknown)


def test_scenario_24_a_landlord_s_number_is_no_tenant_s(ifo: Post) -> None:
    """Whose org.nr is a resident's number: the tenant is found by name and address."""
    line = ifo.lines["s24_sole_trader_landlord.pdf"]
    (answer,) = expected("s24_sole_trader_landlord")["letters"]
    (person,) = line["persons"]
    assert person["personnummer"] == answer["persons"][0]
    assert person["personnummer"] != NAMED["sole_trader"].number
    assert person["method"] != "personnummer"
    assert (line["state"], units(line)) == ("routed", {"administration": "handle"})


@pytest.fixture(scope="module")
def nacka(towns: ExitStack, blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Post:
    """The first routine's town (ST and LK): one letter at each intake point."""
    at = opened_town(towns, blank, tmp_path_factory, "nacka_inkasso")
    register_with(at[0], {"cases": [a_case(NAMED["single9"].number, "ekonomiskt_bistand")]})
    return Post(
        at,
        received(
            at,
            collection_care_of_the_office(NAMED["single8"]),
            scan("rent_collection_landlord", "lokalkontoret/"),
        ),
    )


def test_scenario_15_at_the_town_hall_no_client(nacka: Post) -> None:
    """Copy to the secretary, the signed original on; her letter, the landlord asked, no clock."""
    office = nacka.at[0]
    line = nacka.lines["inkassokrav.pdf"]
    assert (line["state"], line["intake_point"]) == ("routed", "stadshuset")
    assert units(line) == {"lokalkontor": "handle", "bostadshandlaggare": "copy"}
    holders = {one.unit for one in decided(office, line).deliveries if one.original}
    assert holders == {"lokalkontor"}
    original = text_of(folder_of(office, line, "lokalkontor") / "brev.pdf")
    copy = text_of(folder_of(office, line, "bostadshandlaggare") / "brev.pdf")
    assert "ORIGINAL. Bostadshandläggaren har tagit del av brevet" in original
    assert "KOPIA. Originalet går till ansvarig samordnare" in copy
    assert drafts(line) == {"brev_bostadshandlaggare"}
    assert (
        folder_of(office, line, "bostadshandlaggare") / "utkast" / "brev_bostadshandlaggare.docx"
    ).is_file()
    assert "kontakta även hyresvärden" in steps(office, line, "bostadshandlaggare")
    assert days(line) == {"registration"}


def test_scenario_16_at_the_local_office_a_client(nacka: Post) -> None:
    """The original stays, a copy each to secretary and client's unit; one letter goes home (C8)."""
    office = nacka.at[0]
    line = nacka.lines["rent_collection_landlord.pdf"]
    assert (line["state"], line["intake_point"]) == ("routed", "lokalkontoret")
    assert units(line) == {
        "lokalkontor": "handle",
        "bostadshandlaggare": "copy",
        "ekonomiskt_bistand": "copy",
    }
    decision = decided(office, line)
    assert {one.unit for one in decision.deliveries if one.original} == {"lokalkontor"}
    (client,) = [one for one in decision.deliveries if one.unit == "ekonomiskt_bistand"]
    assert client.officer == "Hanna Handlägg"
    assert "Utredningsbiträdet" in steps(office, line, "lokalkontor")
    held = {one.template: one.held for one in decision.letters_out}
    assert held == {"informationsbrev": "", "brev_bostadshandlaggare": HELD_OTHER}


def test_scenario_23_an_estate_and_the_municipality_s_own_claim(
    towns: ExitStack, blank: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing to the household of the deceased; the economy office is told, and Visma goes on."""
    at = opened_town(towns, blank, tmp_path_factory, "soderkoping_skuldfordringar")
    office = at[0]
    lines = received(at, scan("list_care_fees"), scan("person_deceased"))
    fees = lines["list_care_fees.pdf"]
    (row,) = [one for one in fees["rows"] if "person_deceased" in one["reasons"]]
    assert (row["state"], row["packets"]) == ("review", [])
    (listed,) = [
        one
        for one in case_of(office, fees).rows
        if one.decision is not None and one.decision.rows[0].id == "003-5"
    ]
    decision = listed.decision
    assert decision is not None
    applied = {one.id for one in decision.rows}
    assert {"003-5", "003-6-dodsbo", "003-12"} <= applied
    assert decision.letters_out == ()
    assert not {"child_safety", "child_decision"} & days(fees)
    assert {one.unit: str(one.role) for one in decision.deliveries} == {
        "avgiftshandlaggare": "handle",
        "ekonomi": "information",
    }
    estate = lines["person_deceased.pdf"]
    assert (estate["state"], estate["packets"], estate["letters_out"]) == ("review", [], [])
    assert "person_deceased" in estate["reasons"]
    assert proposed(office, estate) == {"budget_skuld": "handle"}


def test_scenario_30_a_complaint_and_two_months_unpaid(
    towns: ExitStack, blank: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Both matters are carried, each by its unit; nothing about eviction; a person looks first."""
    at = opened_town(towns, blank, tmp_path_factory, "nacka_socialkontrakt")
    office, engine = at
    line = received(at, complaint_and_debt(NAMED["social_contract"]))["klagomal.pdf"]
    assert line["state"] == "review"
    assert "secondary_kind:disturbance" in line["reasons"]
    assert [one["personnummer"] for one in line["persons"]] == [NAMED["social_contract"].number]
    ident, by = letter_of(office, line).id, "Anna Granskarsson"
    said = ((Act.KIND, "rent_debt"), (Act.SUBKIND, "social_notice"), (Act.APPROVE, ""))
    for act, value in said:
        review.edit(office, engine, ident, Said(act=act, by=by, reason="läst", value=value))
    after = told(office)["klagomal.pdf"]
    assert (after["state"], units(after)) == (
        "routed",
        {"bostadshandlaggare": "handle", "socialkontor": "copy"},
    )
    assert {one.unit for one in decided(office, after).deliveries if one.original} == {
        "bostadshandlaggare"
    }
    assert drafts(after) == {"andrahandsvarning"}
    assert "skicka varningen" in steps(office, after, "bostadshandlaggare")
    talk = steps(office, after, "socialkontor")
    assert "Ta samtalet med klienten om klagomålet" in talk
    assert "utebliv" in talk
    sheet = text_of(folder_of(office, after, "socialkontor") / "underlag.pdf")
    assert "Klagomål från" in sheet
    applied = json.dumps([one.id for one in decided(office, after).rows])
    assert "004-7" not in applied
    assert "vräkning" not in talk + steps(office, after, "bostadshandlaggare")
