"""Finders' own words give way to measured frequency; people's edits do not."""

from __future__ import annotations

from datetime import date

import pytest
from made_people import person

from pipeline.domain.confidences import Confidences
from pipeline.domain.fields import (
    LETTER_DATE,
    SENDER_NAME,
    Edited,
    Field,
    Findings,
    Party,
    PartyRole,
)
from pipeline.domain.frequency import Table
from pipeline.domain.match import Matched, Unmatched
from pipeline.domain.page import Box
from pipeline.domain.problems import Code, Problem

BOX = Box(page=1, x0=0, top=0, x1=1, bottom=1)
HALF = Table(scores=(0.0, 0.9), right=(0.5, 0.75), counts=(4, 4))


def name(text: str, sure: float, edited: Edited | None = None) -> Field[str]:
    """A printed text as a field."""
    return Field(value=text, raw=text, confidence=sure, finder="test", boxes=(BOX,), edited=edited)


def measured(value: str) -> Confidences:
    """Only that value is measured, on clean scans."""
    return Confidences(tables={value: {"clean": HALF}})


def test_a_field_is_as_sure_as_measured() -> None:
    """The step that the finder's word falls on gives the confidence."""
    found = Findings(fields={SENDER_NAME.text: name("Provhus AB", 0.96)})
    told = measured("sender_name").findings(found, "clean").get(SENDER_NAME)
    assert told is not None
    assert (told.value, told.confidence) == ("Provhus AB", 0.75)


@pytest.mark.parametrize("quality", ["digital", "poor"])
def test_other_scans_keep_the_finders_word(quality: str) -> None:
    """A table says nothing of a quality of scan that it was not measured on."""
    found = Findings(fields={SENDER_NAME.text: name("Provhus AB", 0.96)})
    assert measured("sender_name").findings(found, quality) == found


def test_unmeasured_values_keep_the_finders_word() -> None:
    """A day has another table than a name."""
    day = Field(value=date(2026, 3, 2), raw="2/3", confidence=0.9, finder="test", boxes=(BOX,))
    found = Findings(fields={LETTER_DATE.text: day})
    assert measured("sender_name").findings(found, "clean") == found


def test_an_edit_keeps_its_confidence() -> None:
    """What a person said is no guess of a finder's."""
    edit = Edited(by="kim", at="2026-03-02T08:00:00", reason="läst på pappret")
    found = Findings(fields={SENDER_NAME.text: name("Provhus AB", 1.0, edit)})
    assert measured("sender_name").findings(found, "clean") == found


def test_numbers_of_parties_are_measured_too() -> None:
    """The personnummer of each party; a party known by name alone stays."""
    numbered = Party(role=PartyRole.TENANT, personnummer=name("0001019805", 0.5))
    named = Party(role=PartyRole.CO_TENANT, name=name("Prov Provsson", 0.5))
    told = measured("personnummer").findings(Findings(parties=(numbered, named)), "clean").parties
    assert [one.personnummer and one.personnummer.confidence for one in told] == [0.5, None]
    assert told[1] == named


def test_only_a_found_person_has_a_confidence() -> None:
    """An unmatched party stays as it is."""
    nobody = Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND))
    who = person("Prov Provsson")
    somebody = Matched(party=0, person=who, method="name_address", confidence=0.2, evidence=())
    both = measured("person")
    assert both.match(nobody, "clean") is nobody
    told = both.match(somebody, "clean")
    assert isinstance(told, Matched)
    assert told.confidence == 0.5
