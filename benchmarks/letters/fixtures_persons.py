"""Fixtures of awkward persons, homes, dates and files: the negative tests."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pikepdf

from benchmarks.letters import Made, render
from benchmarks.letters.expected import (
    ARRIVAL,
    NAMED,
    ROUTED_OR_REVIEW,
    TAKES_PART,
    Fixture,
    expect,
    letter,
    one,
)
from benchmarks.letters.fixtures_kinds import POOR, SINGLE, minors_of
from benchmarks.letters.people import Addressee, personnummer
from benchmarks.letters.scans import clean_200, pages_of, stack, stamped_page

EB, BOU = "ekonomiskt_bistand", "barn_unga"


def printed(number: str) -> str:
    """A number as most senders print it."""
    return f"{number[2:8]}-{number[8:]}"


def wrong_digit(number: str) -> str:
    """The number with its third last digit misread: it no longer passes the Luhn check."""
    wrong = str((int(number[9]) + 3) % 10)
    return printed(f"{number[:9]}{wrong}{number[10:]}")


def review(*reasons: str, **more: Any) -> dict[str, Any]:
    """A letter that must wait for a person, for these reasons at least."""
    return {"state": "review", "reasons": list(reasons), "packets": {}, **more}


def persons() -> list[Fixture]:
    """Who is meant, and whether it may go on by itself."""
    near = NAMED["near_number"]
    namesake = NAMED["namesake1"]
    return [
        one("person_father_or_son", "Far och son med samma namn på samma adress, inget nummer",
            letter("form3_boxes", "father", seed=1, months=1),
            review("person_ambiguous", persons=None, minors=None)),
        one("person_son_by_number", "Samma hushåll, numret avgör",
            letter("notice_private", "son", seed=2, numbers="printed", months=1), SINGLE),
        one("person_namesakes_no_flats", "Samma namn på samma gatunummer utan lägenhetsnummer",
            letter("form3_private", namesake, seed=3, months=1),
            review("person_ambiguous", persons=None, minors=None)),
        one("person_wrong_digit", "En siffra fel i numret, namn och adress stämmer",
            letter("notice_municipal", "single18", seed=4, numbers="printed", months=1,
                   number_text=wrong_digit(NAMED["single18"].number)), POOR),
        one("person_others_number", "Numret tillhör en annan levande person: aldrig tyst",
            letter("notice_municipal", near, seed=5, numbers="printed", months=1,
                   number_text=printed(NAMED["other_number"].number)),
            {**review(persons=None, minors=None),
             "reasons_any": ["person_name_mismatch", "person_ambiguous"]}),
        one("person_deceased", "Dödsbo efter avliden hyresgäst",
            letter("notice_private", "deceased", seed=6, numbers="printed", months=2,
                   estate=True),
            review("person_deceased", letters_out=[])),
        one("person_emigrated", "Utvandrad hyresgäst",
            letter("notice_municipal", "emigrated", seed=7, numbers="printed", months=1),
            review("person_emigrated")),
        one("person_coordination", "Samordningsnummer som finns i registret",
            letter("notice_private", "coordination", seed=8, numbers="printed", months=1), POOR),
        one("person_double_name", "Dubbelnamn med accenter, utan nummer",
            letter("form3_boxes", "double", seed=9, months=1), SINGLE),
        one("person_protected_child", "Barn med skyddad folkbokföring",
            letter("disturb_private", "protected_child", seed=10, numbers="printed",
                   children=False),
            review("protected_identity", letters_out=[], minors=None, restricted=True)),
        one("person_other_municipality", "Ställt till fel kommun, okänd person",
            letter("form3_boxes", Addressee(
                given="Thuy", surname="Norrhage", number=personnummer(date(1979, 5, 3), 990),
                street="Påhittsgatan 4", apartment="1101", postal_code="50332", city="BORÅS"),
                seed=11, months=1, board=("Socialnämnden", "Borås kommun", "501 80 BORÅS"),
                municipality="Borås"),
            {**review(persons=[]), "reasons_any": ["other_municipality", "person_not_found"],
             "reasons": None, "minors": None}),
    ]  # fmt: skip


def homes() -> list[Fixture]:
    """Who lives there, and which child is concerned."""
    family = {"packets": {"vuxen": "handle", EB: TAKES_PART}}
    at = datetime(2026, 11, 3, 10, 0)  # noqa: DTZ001  # local wall clock, as printed
    return [
        one("home_no_flats", "Flera hushåll på gatunumret utan lägenhetsnummer, barn i huset",
            letter("form3_private", "no_flats", seed=1, months=1),
            review("household_uncertain", minors=None)),
        one("home_separated_parent", "Barnet är skrivet hos den andra föräldern",
            letter("notice_private", "separated", seed=2, numbers="printed", months=1),
            {**review(minors=None), "reasons": None,
             "minors_may": [NAMED["separated.child"].number]}),
        one("home_lodgers_child", "Barn i samma lägenhet utan släktskap",
            letter("notice_municipal", "landlady", seed=3, numbers="printed", months=1),
            {**family, "minors": [NAMED["lodger.child"].number], "state": ROUTED_OR_REVIEW,
             "reasons": None}),
        one("home_cohabitant_case", "Sambon (ingen relation) har ärende: avgör inget",
            letter("notice_private", "cohabitant", seed=4, numbers="printed", months=1),
            {"state": ROUTED_OR_REVIEW, "reasons": None, "packets": {"vuxen": "handle"},
             "may_packets": {EB: TAKES_PART}}),
        one("home_spouse_case", "Makens ärende hos ekonomiskt bistånd räknas",
            letter("notice_private", "spouse_case", seed=5, numbers="printed", months=1),
            {"packets": {"vuxen": "handle", EB: "copy"},
             "letters_out": [{"template": "informationsbrev"}]}),
        one("home_care_of", "Bor c/o hos någon annan",
            letter("notice_collector", "care_of", seed=6, numbers="printed", months=1), POOR),
        one("home_turning_18", "Barnet fyller 18 före avhysningen men är barn när brevet kommer",
            letter("kfm_set", "turning18", seed=7, numbers="printed", eviction_at=at,
                   reference="U-52001-26", children=False),
            {"minors": [NAMED["turning18.child"].number], "state": ROUTED_OR_REVIEW,
             "reasons": None, "packets": {"vuxen": "handle", BOU: TAKES_PART},
             "may_packets": {EB: TAKES_PART}, "priority": "same_day",
             "letters_out": [{"template": "bekraftelse_kfm"}]}),
        one("home_two_tenants", "Två makar står på avtalet, barn hemma",
            letter("notice_municipal", "family_eb2 family_eb2.spouse", seed=8, months=1,
                   numbers="printed"),
            {"packets": {"vuxen": "handle", EB: "copy"}, "minors": minors_of("family_eb2"),
             "letters_out": [{"template": "informationsbrev"},
                             {"template": "kallelse", "together_with": [EB]}]}),
    ]  # fmt: skip


def days() -> list[Fixture]:
    """Deadlines that fall on days out of the ordinary."""
    return [
        one("day_christmas_eve", "Tre veckor som slutar på julafton: nästa vardag är den 28",
            letter("form3_boxes", "single19", seed=1, months=1, letter_date=date(2026, 12, 3)),
            {**SINGLE, "deadlines": {"earliest_recovery_end": "2026-12-28"}},
            received_on="2026-12-04"),
        one("day_leap_day", "Tre veckor som slutar på skottdagen",
            letter("form3_private", "single20", seed=2, months=1, letter_date=date(2028, 2, 8)),
            {**SINGLE, "deadlines": {"earliest_recovery_end": "2028-02-29"}},
            received_on="2028-02-09"),
    ]  # fmt: skip


def _pages(*letters: Made) -> list[list[Any]]:
    return [list(pages_of(render(made))) for made in letters]


def stacks() -> list[Fixture]:
    """Several letters in one file, blank backs, a stamp over the amount, a skewed fax."""
    first = letter("form3_boxes", "single10", seed=61, months=1)
    second = letter("disturb_municipal", "single11", seed=62, numbers="printed", children=False)
    third = letter("power_form", "single12", seed=63, months=1)
    utility: dict[str, Any] = {"state": ROUTED_OR_REVIEW, "reasons": None, "packets": None,
               "packets_never": [BOU]}  # fmt: skip
    loose = letter("notice_private", "single13", seed=64, numbers="printed", months=1)
    other = letter(
        "kfm_set",
        "single14",
        seed=65,
        numbers="printed",
        reference="U-53110-26",
        eviction_at=datetime(2026, 10, 27, 9, 0),  # noqa: DTZ001  # local wall clock, as printed
        children=False,
    )
    over = letter("form3_boxes", "single15", seed=66, months=1, amount=Decimal("9875.00"))
    fax = letter("notice_municipal", "single17", seed=67, numbers="printed", months=1)

    def stamped() -> bytes:
        rng = np.random.default_rng(66)
        page = pages_of(render(over))[0]
        return clean_200([stamped_page(page, rng, (0.30, 0.33))], rng)

    def turned_fax() -> bytes:
        from benchmarks.letters.scans import as_tiff, black_white, sized, turned  # noqa: PLC0415

        page = turned(sized(pages_of(render(fax))[0], 150, 150), 4.0)
        return as_tiff([black_white(np.ascontiguousarray(np.rot90(page, 2)))], (150, 150), "group4")

    kfm: dict[str, Any] = {
        "packets": {"vuxen": "handle"},
        "state": ROUTED_OR_REVIEW,
        "reasons": None,
        "priority": "same_day",
        "letters_out": [{"template": "bekraftelse_kfm"}],
    }
    return [
        Fixture(name="stack_separators", suffix="pdf", scanned="clean_200",
                purpose="Tre brev med skiljeblad emellan",
                data=lambda: stack(_pages(first, second, third), 61, separators=True, backs=False),
                letters=[expect(first, [1], **SINGLE), expect(second, [3], **POOR),
                         expect(third, [5], tenure=False, **utility)]),
        Fixture(name="stack_blank_backs", suffix="pdf", scanned="clean_200",
                purpose="Två familjers brev med tomma baksidor: aldrig ihopslagna",
                data=lambda: stack(_pages(loose, other), 64, separators=False, backs=True),
                letters=[expect(loose, [1, 2], **POOR), expect(other, [3, 4], **kfm)]),
        Fixture(name="stamp_over_amount", suffix="pdf", scanned="stamp",
                purpose="Ankomststämpel över beloppet: läses rätt eller granskas",
                data=stamped, letters=[expect(over, [1], **POOR)]),
        Fixture(name="fax_turned_150", suffix="tif", scanned="fax",
                purpose="Fax i 150 dpi, snett och upp och ned",
                data=turned_fax, letters=[expect(fax, [1], **POOR)]),
        Fixture(name="blank_page", suffix="pdf", scanned="clean_200",
                purpose="En tom sida ensam",
                data=lambda: stack([[np.full((3508, 2480), 250, dtype=np.uint8)]], 1,
                                   separators=False, backs=False),
                letters=[{"kind": "other", "state": "review", "pages": [1], "packets": {}}]),
    ]  # fmt: skip


def _encrypted() -> bytes:
    pdf = pikepdf.open(io.BytesIO(render(letter("form3_boxes", "single8", seed=71, months=1))))
    out = io.BytesIO()
    # The oldest scheme draws no random numbers of its own, so that the file is equal every time.
    lock = pikepdf.Encryption(owner="provet", user="provet", R=3, aes=False, metadata=False)
    pdf.save(out, encryption=lock, deterministic_id=False, static_id=True)
    return out.getvalue()


def _cut() -> bytes:
    whole = render(letter("form3_boxes", "single9", seed=72, months=1))
    return b"%PDF-1.7\n" + whole[3000:4000]


def poison() -> list[Fixture]:
    """Files that cannot be read: kept, quarantined, said why."""

    def stopped(name: str, purpose: str, reason: str, data: bytes) -> Fixture:
        line = {"state": "quarantined", "reasons": [reason], "packets": {}}
        return Fixture(name=name, purpose=purpose, suffix="pdf", data=lambda: data,
                       letters=[line], received_on=ARRIVAL)  # fmt: skip

    return [
        stopped("file_encrypted", "Låst med lösenord", "encrypted", _encrypted()),
        stopped("file_corrupt", "Avbruten överföring", "corrupt", _cut()),
        stopped("file_not_a_document", "En textfil med fel ändelse", "not_a_document",
                "Hej! Detta är ingen skanning.\n".encode() * 40),
    ]  # fmt: skip


FIXTURES: list[Fixture] = [*persons(), *homes(), *days(), *stacks(), *poison()]
