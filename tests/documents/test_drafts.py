"""Letters out say what is known, hold what is not, and can be edited without code."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pdfplumber
import pytest
from docx import Document
from made_cases import (
    EB,
    HOME,
    OFFICERS,
    ON,
    ROUTINE,
    VUXEN,
    Sample,
    eviction,
    family,
    found,
    gone,
    person,
    protected,
    settled,
    unsure,
)

from pipeline.documents import (
    drafts,
    letter_values,
    narrow,
)
from pipeline.documents.occasion import Occasion
from pipeline.documents.texts import texts
from pipeline.domain.case import LetterOut
from pipeline.domain.kinds import Kind, Role
from pipeline.domain.people import Address
from pipeline.domain.settings import Settings


def occasion(sample: Sample, **more: Any) -> Occasion:
    """The sample on its way to the unit that handles."""
    return Occasion(
        **{
            "case": sample.case,
            "delivery": VUXEN,
            "ids": sample.ids,
            "settings": sample.settings,
            "units": {unit.id: unit.name for unit in ROUTINE.units},
            **more,
        }
    )


def by_name(sample: Sample, **more: Any) -> dict[str, drafts.Draft]:
    """The drafts by their file's name."""
    return {one.name: one for one in drafts.drafts(occasion(sample, **more))}


def printed(draft: drafts.Draft) -> dict[str, bytes]:
    """The draft's files."""
    return drafts.printed(draft, texts(), ON)


def said(draft: drafts.Draft) -> str:
    """All text of a draft."""
    return "\n".join(f"{block.label} {block.text}" for block in draft.blocks)


def test_the_invitation_names_the_units_that_take_part() -> None:
    """Vuxenenheten and those of the routine's row, and no unit besides."""
    text = said(by_name(family())["kallelse"])
    assert "Vuxenenheten, Enheten för ekonomiskt bistånd och Enheten för barn och unga" in text


@pytest.mark.parametrize(
    ("kind", "subkind", "words"),
    [
        (Kind.RENT_DEBT, "social_notice", "hyran för din bostad"),
        (Kind.DISTURBANCE, "warning", "grannar störs"),
        (Kind.UTILITY_DEBT, "heating", "Värmen kan stängas av"),
        (Kind.EVICTION_DATE, "set", "Kronofogden har bestämt en tid"),
    ],
)
def test_each_kind_has_its_own_information(kind: Kind, subkind: str, words: str) -> None:
    """The tenant reads what has happened, in words for it."""
    base = family()
    case = replace(base.case, classification=settled(kind, subkind))
    assert words in said(by_name(replace(base, case=case))["informationsbrev"])


def test_a_contradicted_amount_is_not_told_the_tenant() -> None:
    """A wrong amount may cost a home or save one (RH 1995:34): the letter names none."""
    base = family()
    assert "18\xa0450,50\xa0kr" in said(by_name(base)["informationsbrev"])
    doubtful = replace(base.case.findings, conflicts=("amount_sek",))
    text = said(
        by_name(replace(base, case=replace(base.case, findings=doubtful)))["informationsbrev"]
    )
    assert "18\xa0450" not in text


def test_the_deadline_is_the_earliest_possible_and_computed() -> None:
    """The letter never says that a time has run out."""
    text = said(by_name(family())["informationsbrev"])
    assert "Tidigast möjliga sista dag är onsdag 21 oktober 2026 (beräknad)" in text


def test_the_tenant_is_told_no_day_that_has_gone_by() -> None:
    """Whether the time is out a person must tell; the letter says to ask today."""
    base = family()
    late = replace(base.case, received_on=date(2026, 10, 22))
    text = said(by_name(replace(base, case=late))["informationsbrev"])
    assert "Tiden är tre veckor." in text
    assert "21 oktober" not in text
    assert "Fråga hyresvärden i dag vilken dag som gäller" in text


def test_without_an_officer_the_confirmation_waits() -> None:
    """It must name one (C15), so it says what is missing."""
    made = by_name(eviction(), settings=Settings(), delivery=replace(VUXEN, officer=None))
    assert made["bekraftelse_kfm"].held.startswith("Skriv in ansvarig handläggare")
    assert letter_values.BLANK in said(made["bekraftelse_kfm"])


def test_an_unsure_value_is_not_told_the_tenant() -> None:
    """A telephone number that may be misread is left out; a case number to compare says so."""
    base = family()
    assert "telefon 031-000 00 00" in said(by_name(base)["informationsbrev"])
    for changed in ({"confidence": 0.7}, {"notes": ("two readings differ",)}):
        made = by_name(with_field(base, "sender_phone", **changed))
        assert "telefon 031" not in said(made["informationsbrev"])
    unread = by_name(with_field(eviction(), "case_number", confidence=0.7))["bekraftelse_kfm"]
    assert unread.held == "Målnumret är osäkert läst. Jämför med brevet."


def with_field(sample: Sample, name: str, **changed: Any) -> Sample:
    """The sample with one field changed."""
    fields = dict(sample.case.findings.fields)
    fields[name] = replace(fields[name], **changed)
    findings = replace(sample.case.findings, fields=MappingProxyType(fields))
    return replace(sample, case=replace(sample.case, findings=findings))


def test_a_draft_is_dated_by_whoever_sends_it() -> None:
    """The day of arrival stands in the text; the letter's own date is a blank on paper and Word."""
    for draft in drafts.drafts(occasion(eviction())):
        assert draft.place_and_day == "Göteborg, datum: ______________"
    files = printed(by_name(eviction())["bekraftelse_kfm"])
    with pdfplumber.open(io.BytesIO(files["utkast/bekraftelse_kfm.pdf"])) as pdf:
        lines = pdf.pages[0].extract_text().splitlines()
    assert lines[0].endswith("Göteborg, datum: ______________")
    assert "Mottaget måndag 5 oktober 2026" in lines


@pytest.mark.parametrize(
    ("confidence", "notes", "line"),
    [
        (0.99, (), "E-post: post@exempel.invalid"),
        (0.9, (), "[adress enligt brevet]"),
        (0.99, ("two readings differ",), "[adress enligt brevet]"),
        (None, (), "[adress enligt brevet]"),
    ],
)
def test_the_confirmation_goes_where_the_letter_says_or_nowhere_by_guess(
    confidence: float | None, notes: tuple[str, ...], line: str
) -> None:
    """Kronofogden's e-mail when it was read beyond doubt, else a blank to fill in."""
    base = eviction()
    fields = dict(base.case.findings.fields)
    if confidence is not None:
        place = fields["case_number"]
        fields["sender_email"] = replace(
            place, value="post@exempel.invalid", confidence=confidence, notes=notes
        )
    findings = replace(base.case.findings, fields=MappingProxyType(fields))
    made = by_name(replace(base, case=replace(base.case, findings=findings)))
    assert made["bekraftelse_kfm"].to == ("Kronofogdemyndigheten", line)
    assert made["bekraftelse_kfm_kopia"].to[0] == "Anna Testsson"


def test_the_officer_of_the_case_is_named_before_the_one_on_duty() -> None:
    """Telephone and e-mail are those of the named one, or blank."""
    other = occasion(eviction(), delivery=replace(VUXEN, officer="Nils Annanhandläggare"))
    assert other.officer.name == "Nils Annanhandläggare"
    assert other.officer.phone == ""
    assert occasion(eviction()).officer == OFFICERS.duty["vuxen"]


def test_held_drafts_say_so_on_the_letter() -> None:
    """``VÄNTAR`` stands on paper and in Word."""
    made = by_name(unsure())
    copy = made["bekraftelse_kfm_kopia"]
    files = printed(copy)
    with pdfplumber.open(io.BytesIO(files["utkast/bekraftelse_kfm_kopia.pdf"])) as pdf:
        assert "VÄNTAR: Flera personer kan vara den som avses." in pdf.pages[0].extract_text()
    word = Document(io.BytesIO(files["utkast/bekraftelse_kfm_kopia.docx"]))
    assert any(one.text.startswith("VÄNTAR: Flera personer") for one in word.paragraphs)


def test_kronofogden_is_answered_while_the_person_is_unsure() -> None:
    """The case number is confirmed; no name, no promise of a copy."""
    made = unsure()
    files = drafts.in_review("bekraftelse_kfm", made.case, made.ids, made.settings, ROUTINE)
    assert set(files) == {"utkast/bekraftelse_kfm.docx", "utkast/bekraftelse_kfm.pdf"}
    with pdfplumber.open(io.BytesIO(files["utkast/bekraftelse_kfm.pdf"])) as pdf:
        text = " ".join(pdf.pages[0].extract_text().split())
    assert "U-12345-26" in text
    assert "Bekräftelsen avser målnumret." in text
    assert "Enhet Vuxenenheten" in text
    assert "Testsson" not in text
    assert "kopia" not in text
    assert "VÄNTAR" not in text


def test_kronofogden_is_answered_where_no_decision_could_be_made() -> None:
    """Even then the answer must go the same day."""
    bare = replace(unsure().case, decision=None)
    files = drafts.in_review("bekraftelse_kfm", bare, unsure().ids, Settings())
    assert set(files) == {"utkast/bekraftelse_kfm.docx", "utkast/bekraftelse_kfm.pdf"}


@pytest.mark.parametrize("subkind", ["cancelled", "executed"])
def test_a_cancelled_time_asks_for_no_confirmation(subkind: str) -> None:
    """Only a notice under UF 16:2 or 16:7 a is confirmed."""
    case = replace(eviction().case, classification=settled(Kind.EVICTION_DATE, subkind))
    assert drafts.in_review("bekraftelse_kfm", case, eviction().ids, OFFICERS) == {}


def test_at_a_removal_no_copy_goes_to_anybody() -> None:
    """Avlägsnande: the confirmation yes, the copy no (C27)."""
    base = eviction()
    removal = replace(base.case, classification=settled(Kind.EVICTION_DATE, "removal"))
    made = by_name(replace(base, case=removal))
    assert "bekraftelse_kfm" in made
    assert "bekraftelse_kfm_kopia" not in made
    assert "avlägsnande" in said(made["bekraftelse_kfm"])
    assert "kopia" not in said(made["bekraftelse_kfm"])


def test_nothing_is_drafted_for_protected_deceased_or_other_units() -> None:
    """The last gate before paper, whatever the decision asked for."""
    assert by_name(protected()) == {}
    assert drafts.in_review("bekraftelse_kfm", protected().case, protected().ids, OFFICERS) == {}
    assert by_name(gone(family())) == {}
    assert by_name(family(), delivery=EB) == {}


def test_people_who_live_apart_get_a_letter_each() -> None:
    """One envelope a home."""
    base = eviction()
    away = person(
        "Leo",
        "Testsson",
        "19780310",
        "981",
        address=Address(street="Annangatan 3", postal_code="41200", city="Göteborg", care_of="Bo"),
    )
    case = replace(base.case, matches=(base.case.matches[0], found(away, 1)))
    made = by_name(replace(base, case=case))
    assert made["informationsbrev"].to == (
        "Anna Testsson",
        "Provgatan 12 lgh 1102",
        "411 00 Göteborg",
    )
    assert made["informationsbrev-2"].to == (
        "Leo Testsson",
        "c/o Bo",
        "Annangatan 3",
        "412 00 Göteborg",
    )
    assert base.case.matches[0].person.address == HOME


def test_a_letter_to_the_sender_bears_the_senders_name() -> None:
    """Other routines write to the landlord."""
    base = family()
    letter = LetterOut(template="kallelse", to="sender")
    case = replace(base.case, decision=replace(base.case.decision, letters_out=(letter,)))
    assert by_name(replace(base, case=case))["kallelse"].to == (
        "Påhittade Bostäder AB",
        "[adress enligt brevet]",
    )


def test_a_role_of_information_sees_no_addressless_household() -> None:
    """Sight follows the role, and a restricted letter cuts it for everybody."""
    open_case = narrow.sight(family().case, replace(EB, role=Role.INFORMATION), with_children=False)
    assert (open_case.claim, open_case.others, open_case.addresses) == (False, False, True)
    shut = narrow.sight(protected().case, protected().deliveries[0], with_children=True)
    assert (shut.children, shut.others, shut.addresses, shut.drafts) == (
        "ages",
        False,
        False,
        False,
    )
