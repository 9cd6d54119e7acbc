"""Actualisations for case systems: their shape, their codes, and what they never tell."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cases import (
    ANNA,
    BARN,
    EB,
    LEO,
    MIA,
    OFFICERS,
    ROUTINE,
    TOM,
    VUXEN,
    Sample,
    debtors,
    eviction,
    family,
    protected,
)

from pipeline.documents import case_files, lifecare
from pipeline.documents.actualisation import SCHEMA, actualisation, subjects
from pipeline.documents.actualisation_text import text
from pipeline.documents.narrow import one_row
from pipeline.documents.occasion import Occasion
from pipeline.documents.packet import build
from pipeline.documents.table_form import table
from pipeline.domain.case import Delivery
from pipeline.domain.case_systems import (
    DEFAULT_TABLE,
    FORMS,
    PATHS,
    CaseSystem,
    CodesMissingError,
    LifecareCodes,
    LifecareUnit,
    TableForm,
)
from pipeline.domain.fields import AMOUNT
from pipeline.domain.kinds import SUBKINDS, Kind, Role, State
from pipeline.domain.match import Matched, NoMinor, Unknown, Unmatched
from pipeline.domain.people import OpenCase
from pipeline.domain.problems import Code, Problem
from pipeline.domain.settings import Settings
from pipeline.store import routine_files

CODES = LifecareCodes(
    type=MappingProxyType({"*": 12}),
    from_who=MappingProxyType({"rent_debt": 4, "*": 9}),
    reason=MappingProxyType({"rent_debt": 40, "rent_debt.social_notice": 41, "*": 49}),
    units=MappingProxyType(
        {
            "vuxen": LifecareUnit(organisation_id=3, organisation_unit_id="VUX1"),
            "barn_unga": LifecareUnit(organisation_id=5, organisation_unit_id="BOU"),
        }
    ),
)
PUBLIC: dict[str, type] = {
    "PersonId": str,
    "Date": str,
    "Type": int,
    "FromWho": int,
    "Reason": int,
    "OrganisationId": int,
    "OrganisationUnitId": str,
    "CaseworkerId": str,
    "Specifies": int,
    "ServiceId": int,
    "InvestigationId": int,
    "WorkingStatus": int,
}
"""PostAktualiseringsBodyRequest as its public description has it."""

KEYS = (
    "letter_id", "received_at", "intake_point", "sender", "category", "subcategories",
    "legal_basis", "tenure", "debt", "dates", "person", "household", "open_cases", "repeat",
    "actions", "deadlines", "evidence", "rule_ids", "review_reasons",
)  # fmt: skip


def occasion(
    sample: Sample, delivery: Delivery = VUXEN, codes: LifecareCodes | None = CODES, **more: Any
) -> Occasion:
    """The sample on its way to a unit that has those codes."""
    case = sample.case if sample.row is None else one_row(sample.case, sample.row)
    system = CaseSystem(packets=FORMS, lifecare=codes)
    return Occasion(
        case=replace(case, **more),
        delivery=delivery,
        ids=sample.ids,
        settings=replace(OFFICERS, case_system=system),
        units={unit.id: unit.name for unit in ROUTINE.units},
    )


def made(occasion: Occasion) -> dict[str, Any]:
    """The first person's actualisation."""
    return actualisation(occasion, subjects(occasion)[0])


def said(occasion: Occasion) -> str:
    """The first person's text."""
    return text(occasion, subjects(occasion)[0])


@cache
def routine() -> Any:
    """Göteborg's own."""
    return routine_files.load(routine_files.versions("goteborg")[-1])


# aktualisering.v1


def test_it_has_every_part_of_its_shape() -> None:
    """Each key of the shape, filled from the letter and the register."""
    held = made(occasion(family()))
    assert held["schema"] == SCHEMA
    assert set(KEYS) <= set(held)
    assert held["debt"] == {
        "rows": [
            {"what": "Hyra", "period": "augusti 2026", "amount": "9150.00"},
            {"what": "Hyra", "period": "september 2026", "amount": "9150.00"},
            {"what": "Ränta", "period": None, "amount": "150.50"},
        ],
        "total": "18450.50",
        "contradicted": False,
        "ocr": "1234567897",
        "bg": "000-0000",
        "period": ["augusti 2026", "september 2026"],
    }
    assert held["dates"] == {
        "letter": "2026-09-30",
        "due": None,
        "earliest_recovery_end": "2026-10-21",
        "eviction_at": None,
    }
    assert held["person"]["pnr"] == ANNA.number.digits
    assert held["person"]["lgh"] == "1102"
    assert held["repeat"] == {"count": 1, "window": "12 months"}
    assert held["open_cases"][0]["handläggare"] == "Eskil Påhittad"
    assert {one["field"] for one in held["evidence"]} >= {"amount_sek", "letter_date", "claim"}
    assert json.loads(lifecare.written(held)) == held


@pytest.mark.parametrize("path", [one for one in PATHS if one != "text"])
def test_every_path_of_the_table_leads_somewhere(path: str) -> None:
    """A column that settings may name has a value in some letter."""
    held = made(occasion(family()))

    def reach(value: Any, parts: list[str]) -> bool:
        if isinstance(value, list):
            return any(reach(one, parts) for one in value)
        if not parts:
            return not isinstance(value, dict)
        return parts[0] in value and reach(value[parts[0]], parts[1:])

    assert reach(held, path.split("."))


def test_children_as_much_as_the_unit_may_see() -> None:
    """Names for who handles, numbers for barn och unga alone (C20)."""

    def numbers(held: dict[str, Any]) -> list[str | None]:
        return [one["pnr"] for one in held["household"] if one["minor"]]

    vuxen = made(occasion(family()))
    assert numbers(vuxen) == [None, None]
    assert [one["name"] for one in vuxen["household"]] == [
        LEO.full_name,
        MIA.full_name,
        TOM.full_name,
    ]
    theirs = occasion(family(), replace(BARN, role=Role.HANDLE))
    barn = made(replace(theirs, children_units=frozenset({BARN.unit})))
    assert numbers(barn) == [MIA.number.digits, TOM.number.digits]
    everything = json.dumps(vuxen) + said(occasion(family()))
    for child in (MIA, TOM):
        assert child.number.digits not in everything
        assert child.number.printed not in everything


def test_contradicted_sums_are_no_total() -> None:
    """Neither as data nor as text: a person fills in the sum."""
    findings = replace(family().case.findings, conflicts=(AMOUNT.text,))
    torn = occasion(family(), findings=findings)
    assert made(torn)["debt"]["total"] is None
    assert made(torn)["debt"]["contradicted"] is True
    assert "säger emot varandra" in said(torn)
    assert "18 450,50" not in said(torn)


def test_what_is_not_known_is_not_said() -> None:
    """No person: no number; no household: nothing about children is claimed."""
    nobody = occasion(
        family(),
        matches=(Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND)),),
        household=None,
    )
    held = made(nobody)
    assert held["person"] == dict.fromkeys(("pnr", "name", "address", "lgh", "match"))
    assert held["minors"] is None
    assert "inte funnen i registret" in said(nobody)
    assert "Det är inte känt om barn finns" in said(nobody)
    home = family().case.household
    assert home is not None
    unknown = Unknown(why=Problem(code=Code.HOUSEHOLD_UNCERTAIN))
    assert made(occasion(family(), household=replace(home, minors=unknown)))["minors"] is None
    none = occasion(family(), household=replace(home, minors=NoMinor()))
    assert made(none)["minors"] == 0
    assert "Inget barn enligt registret" in said(none)


# The text to paste


def test_the_text_says_what_the_routine_wants_noted() -> None:
    """The debt's size, the children, whom the letter goes to, the letter to the person."""
    lines = said(occasion(family())).splitlines()
    for line in (
        "Skuldens storlek: 18 450,50 kr",
        "- Hyra augusti 2026: 9 150,00 kr",
        "Referens: 1234567897 (osäker: jämför med brevet)",
        "Personen har minderåriga barn:",
        "- Mia Testsson, 9 år, vårdnad enligt registret",
        "Kopia av brevet lämnas till: Enheten för ekonomiskt bistånd, Eskil Påhittad",
        "Brevet lämnas för kännedom till: Enheten för barn och unga",
        "Informationsbrev till personen. Skickades den: ____-__-__",
        "Upprepat: ett tidigare brev av samma slag på 12 månader",
        "Ansvarig: Vera Provanställd",
    ):
        assert line in lines
    assert "\N{NO-BREAK SPACE}" not in "\n".join(lines)


def test_the_text_never_says_that_a_letter_was_sent() -> None:
    """No day is filled in: none leaves by itself."""
    for sample in (family(), eviction()):
        for line in said(occasion(sample)).splitlines():
            if "Skickades" in line:
                assert line.endswith(". Skickades den: ____-__-__")


def test_a_held_letter_is_not_told() -> None:
    """What waits is not to be noted as sent."""
    decision = family().case.decision
    assert decision is not None
    held = tuple(replace(one, held="Väntar.") for one in decision.letters_out)
    told = occasion(family(), decision=replace(decision, letters_out=held))
    assert "Skickades" not in said(told)
    assert made(told)["letters_out"] == []


# Lifecare's request


def body(occasion: Occasion) -> dict[str, Any]:
    """The first person's body."""
    about = subjects(occasion)[0]
    assert about is not None
    return lifecare.body(occasion, about)


def test_the_request_is_the_public_one() -> None:
    """Names and types of the description, codes of the workspace, the nearest first."""
    held = body(occasion(family()))
    assert held == {
        "PersonId": ANNA.number.digits,
        "Date": "2026-10-05T00:00:00",
        "Type": 12,
        "FromWho": 4,
        "Reason": 41,
        "OrganisationId": 3,
        "OrganisationUnitId": "VUX1",
    }
    full = replace(
        CODES,
        specifies=MappingProxyType({"*": 7}),
        working_status=MappingProxyType({"*": 8}),
        caseworkers=MappingProxyType({"Vera Provanställd": "VEPR01"}),
        service_system="Lifecare insats",
        investigation_system="Lifecare utredning",
    )
    cases = tuple(
        OpenCase(
            person=ANNA.number,
            unit="vuxen",
            number=number,
            officer="Vera Provanställd",
            open=True,
            system=system,
        )
        for number, system in (("71", "Lifecare insats"), ("72", "Lifecare utredning"))
    )
    filled = body(occasion(family(), codes=full, cases=cases))
    assert {name: type(value) for name, value in filled.items()} == PUBLIC
    assert (filled["ServiceId"], filled["InvestigationId"]) == (71, 72)
    assert filled["CaseworkerId"] == "VEPR01"


def test_another_kind_takes_the_code_of_all() -> None:
    """The kind's own code before the one for every kind."""
    held = body(occasion(eviction()))
    assert (held["FromWho"], held["Reason"]) == (9, 49)


@pytest.mark.parametrize(
    "cases",
    [
        (("71", "vuxen", True), ("72", "vuxen", True)),  # two: none is chosen
        (("71", "ekonomiskt_bistand", True),),  # another unit's
        (("71", "vuxen", False),),  # closed
        (("TS-71", "vuxen", True),),  # no number of Lifecare's
    ],
)
def test_no_service_is_guessed(cases: tuple[tuple[str, str, bool], ...]) -> None:
    """Only the person's one open case at the unit is linked."""
    codes = replace(CODES, service_system="L")
    held = tuple(
        OpenCase(person=ANNA.number, unit=unit, number=number, officer="", open=open_, system="L")
        for number, unit, open_ in cases
    )
    assert "ServiceId" not in body(occasion(family(), codes=codes, cases=held))


def test_missing_codes_are_told_all_at_once() -> None:
    """By the key to set; nothing is made up."""
    with pytest.raises(CodesMissingError) as error:
        body(occasion(family(), codes=None))
    assert error.value.keys == (
        "actualisation.lifecare.type.rent_debt",
        "actualisation.lifecare.from_who.rent_debt",
        "actualisation.lifecare.reason.rent_debt",
        "actualisation.lifecare.units.vuxen",
    )
    half = replace(
        CODES,
        specifies=MappingProxyType({"disturbance": 1}),
        caseworkers=MappingProxyType({"Någon Annan": "X"}),
    )
    with pytest.raises(CodesMissingError) as error:
        body(occasion(family(), codes=half))
    assert error.value.keys == (
        "actualisation.lifecare.specifies.rent_debt",
        'actualisation.lifecare.caseworkers."Vera Provanställd"',
    )


def test_a_routines_need_of_codes_is_known_at_start() -> None:
    """Every kind and unit of the real routine; none when all are told."""
    missing = lifecare.faults(None, routine())
    assert "actualisation.lifecare.reason.eviction_date" in missing
    assert "actualisation.lifecare.units.vuxen" in missing
    assert not [key for key in missing if "other" in key or "skyddad" in key]
    units = {
        key.rpartition(".")[2]: LifecareUnit(organisation_id=1, organisation_unit_id="x")
        for key in missing
        if ".units." in key
    }
    every = MappingProxyType({"*": 1})
    split = MappingProxyType(
        {
            f"{kind}.{sub}": 1
            for kind in Kind
            for sub in SUBKINDS[kind]
        }
    )  # fmt: skip
    told = LifecareCodes(type=every, from_who=split, reason=every, units=units)
    assert lifecare.faults(told, routine()) == ()
    less = MappingProxyType({key: 1 for key in split if key != "rent_debt.collection"})
    assert lifecare.faults(replace(told, from_who=less), routine()) == (
        "actualisation.lifecare.from_who.rent_debt",
    )


# The table


def parsed(data: bytes, encoding: str = "utf-8-sig", delimiter: str = ";") -> list[list[str]]:
    """The table read again."""
    return list(csv.reader(io.StringIO(data.decode(encoding)), delimiter=delimiter))


def test_the_programs_own_table() -> None:
    """Swedish heads and words, a row a person."""
    head, row = parsed(table(DEFAULT_TABLE, [made(occasion(family()))]))
    held = dict(zip(head, row, strict=True))
    assert held["Personnummer"] == ANNA.number.digits
    assert held["Belopp"] == "18450.50"
    assert held["Slag"] == "hyresskuld"
    assert held["Undergrupp"] == "meddelande till socialnämnden"
    assert held["Antal barn"] == "2"


def test_columns_words_and_encoding_of_the_workspace() -> None:
    """As its settings say; a letter that cp1252 lacks loses its mark; lists stand in one cell."""
    form = TableForm(
        columns=(("Orsak", "category"), ("Namn", "person.name"), ("Regler", "deadlines.what")),
        values=MappingProxyType({"Orsak": {"rent_debt": "H1"}}),
        delimiter=",",
        encoding="cp1252",
    )
    held = made(occasion(family()))
    held["person"]["name"] = "Ćvetko Åš中"
    assert parsed(table(form, [held]), "cp1252", ",")[1] == [
        "H1",
        "Cvetko Åš?",
        "earliest_recovery_end",
    ]


def test_a_word_that_is_not_listed_is_told() -> None:
    """By its key; no word is put in its place."""
    form = TableForm(
        columns=(("Orsak", "category"),),
        values=MappingProxyType({"Orsak": {"disturbance": "S1"}}),
    )
    with pytest.raises(CodesMissingError) as error:
        table(form, [made(occasion(family()))])
    assert error.value.keys == ('actualisation.csv.values."Orsak"."rent_debt"',)


@given(cell=st.text(max_size=30))
def test_no_cell_is_a_formula(cell: str) -> None:
    """Whatever a sender is called, a spreadsheet shows it as text, and as it was printed."""
    form = TableForm(columns=(("A", "sender.name"),), values=MappingProxyType({}))
    kept = cell.replace("\r", " ").replace("\n", " ")
    rows = parsed(table(form, [{"sender": {"name": kept}}]))
    shown = rows[1][0] if len(rows) > 1 and rows[1] else ""
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert shown.removeprefix("'") == kept.removeprefix("'") or shown == kept


# In the packets


def test_the_handling_units_packet_has_the_forms_that_are_asked_for() -> None:
    """Other units' have none; the record tells each file's checksum; the same bytes again."""
    sample = family()
    settings = occasion(sample).settings
    arguments = {**sample.arguments(VUXEN), "settings": settings}
    files = build(**arguments)
    names = {name for name in files if name.startswith("arendesystem/")}
    assert names == {
        "arendesystem/aktualisering.txt",
        "arendesystem/aktualisering.json",
        "arendesystem/aktualisering.csv",
        "arendesystem/lifecare.json",
    }
    record = json.loads(files["record.json"])
    assert names <= {one["name"] for one in record["files"]}
    assert build(**arguments) == files
    for other in (EB, BARN):
        held = build(**{**sample.arguments(other), "settings": settings})
        assert not [name for name in held if name.startswith("arendesystem/")]
    plain = build(**sample.arguments(VUXEN))
    assert not [name for name in plain if name.startswith("arendesystem/")]


def test_each_person_has_a_set() -> None:
    """Two tenants, two actualisations."""
    held = case_files.files(occasion(eviction()))
    numbers = {
        json.loads(held[f"arendesystem/lifecare{place}.json"])["PersonId"] for place in ("", "-2")
    }
    assert numbers == {ANNA.number.digits, LEO.number.digits}
    assert len(held) == 2 * len(FORMS)


def test_one_debtor_of_a_list_alone() -> None:
    """The others of the list are in no form."""
    sample = debtors()
    alone = occasion(sample)
    held = b"".join(case_files.files(alone).values()).decode()
    mine = {one.person.number for one in subjects(alone) if isinstance(one, Matched)}
    for row in sample.case.rows:
        if isinstance(row.match, Matched) and row.match.person.number not in mine:
            assert row.match.person.number.digits not in held
            assert row.match.person.full_name not in held


def test_nothing_for_protected_identities() -> None:
    """Neither in a packet nor asked for: whoever in the household is flagged."""
    sample = protected()
    hidden = occasion(sample, sample.deliveries[0])
    assert case_files.files(hidden) == {}
    with pytest.raises(ValueError, match="protected"):
        subjects(hidden)
    for unit in (VUXEN, EB, BARN):
        assert case_files.files(occasion(sample, unit)) == {}
    files = build(**{**sample.arguments(sample.deliveries[0]), "settings": hidden.settings})
    assert not [name for name in files if name.startswith("arendesystem/")]


def test_nothing_before_it_is_decided() -> None:
    """A proposal is no actualisation."""
    assert case_files.files(occasion(family(), state=State.REVIEW)) == {}


def test_no_person_no_request() -> None:
    """The text helps even so."""
    nobody = occasion(
        family(), matches=(Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND)),)
    )
    names = set(case_files.files(nobody))
    assert "arendesystem/lifecare.json" not in names
    assert "arendesystem/aktualisering.txt" in names


def test_settings_have_no_case_system_of_their_own() -> None:
    """Nothing is made unless a workspace asks for it."""
    assert Settings().case_system == CaseSystem()
    assert Settings().case_system.packets == ()
    assert Decimal(made(occasion(family()))["debt"]["total"]) == Decimal("18450.50")
    assert date.fromisoformat(made(occasion(family()))["received_at"][:10]) == date(2026, 10, 5)


def test_missing_codes_cross_to_the_program_whole() -> None:
    """Packets are made in a process of their own: the error comes back with its keys."""
    import pickle  # noqa: PLC0415 - our own error

    error = CodesMissingError(("a.b", "c"))
    back = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (back.keys, str(back)) == (error.keys, str(error))
    assert "a.b" in str(back)
