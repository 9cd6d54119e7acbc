"""Who is the officer responsible, on which day, for which area; and when nobody is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from case_parts import (
    EVICTION,
    EVICTION_SET,
    GOTEBORG,
    HOME,
    RENT,
    TENANT,
    case_of,
    decided,
    fields,
    matched,
    view,
)
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.fields import POSTAL_CODE
from pipeline.domain.match import Unmatched
from pipeline.domain.problems import Code, Problem
from pipeline.domain.roster import answering, area_of, contact, named, postal_code, today
from pipeline.domain.settings import Officer, Settings, Shift

ANNA, BO, CILLA, DORIS = (Officer(name=name) for name in ("Anna", "Bo", "Cilla", "Doris"))
MONDAY, SATURDAY = date(2026, 10, 5), date(2026, 10, 10)
AREAS = MappingProxyType({"nordost": ("415", "424"), "centrum": ("411", "41 5 01")})
ROSTER = Settings(
    areas=AREAS,
    duty=MappingProxyType({"vuxen": DORIS}),
    roster=(
        Shift(unit="vuxen", officer=ANNA, weekdays=(0, 1, 2, 3, 4)),
        Shift(unit="vuxen", officer=BO, weekdays=(0,), areas=("nordost",)),
        Shift(unit="vuxen", officer=CILLA, first=date(2026, 10, 6), last=date(2026, 10, 8)),
    ),
)


@pytest.mark.parametrize(
    ("on", "area", "officer", "stands_in"),
    [
        (MONDAY, "", ANNA, False),
        (MONDAY, "centrum", ANNA, False),
        (MONDAY, "nordost", BO, False),  # just this area goes before all
        (date(2026, 10, 6), "nordost", CILLA, False),  # a stand-in before the standing week
        (date(2026, 10, 8), "", CILLA, False),  # both ends are included
        (date(2026, 10, 9), "", ANNA, False),
        (SATURDAY, "", DORIS, True),  # nobody on the roster: the unit's standing officer
    ],
)
def test_who_answers(on: date, area: str, officer: Officer, stands_in: bool) -> None:
    """By weekday, period and area."""
    found = named(ROSTER, "vuxen", on, area)
    assert (found.officer, found.stands_in) == (officer, stands_in)


def test_nobody_is_an_alarm() -> None:
    """A unit with a standing officer and no roster has none; a unit with neither has one."""
    assert named(ROSTER, "barn_unga", MONDAY).officer is None
    standing = Settings(duty=MappingProxyType({"vuxen": DORIS}))
    assert not named(standing, "vuxen", SATURDAY).stands_in
    bare = replace(ROSTER, duty=MappingProxyType({}))
    assert named(bare, "vuxen", SATURDAY).officer is None


def test_a_day_at_the_units() -> None:
    """An area at a time where the roster tells them apart, else once; each unit once."""
    found = today(ROSTER, ("vuxen", "barn_unga", "vuxen"), MONDAY)
    assert [(one.unit, one.area, one.officer) for one in found] == [
        ("vuxen", "nordost", BO),
        ("vuxen", "centrum", ANNA),
        ("barn_unga", "", None),
    ]


def test_who_must_have_an_officer() -> None:
    """Whoever holds what Kronofogden is to have confirmed, and whoever is on the roster."""
    assert answering(GOTEBORG, Settings()) == ("vuxen",)
    shifts = (Shift(unit="barn_unga", officer=ANNA), Shift(unit="annan", officer=BO))
    assert answering(GOTEBORG, Settings(roster=shifts)) == ("vuxen", "barn_unga")
    silent = tuple(duty for duty in GOTEBORG.duties if duty.template != "bekraftelse_kfm")
    assert answering(replace(GOTEBORG, duties=silent), Settings()) == ()


@pytest.mark.parametrize(
    ("code", "area"),
    [("41502", "nordost"), ("41501", "centrum"), ("41105", "centrum"), ("43101", ""), ("", "")],
)
def test_the_area_of_a_home(code: str, area: str) -> None:
    """The prefix that says most wins (C25)."""
    assert area_of(code, ROSTER) == area
    assert area_of(code, Settings()) == ""


def test_the_postal_code_is_the_printed_one_else_the_registers() -> None:
    """Where several live at different codes, none is guessed."""
    unknown = Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND))
    assert postal_code(RENT, ()) == "41501"
    bare = fields()
    assert postal_code(bare, (matched(), unknown)) == "41501"
    other = replace(TENANT, address=replace(HOME, postal_code="424 10"))
    assert postal_code(bare, (matched(), matched(other, 1))) == ""
    assert postal_code(bare, ()) == ""
    assert postal_code(fields((POSTAL_CODE, "424 10")), (matched(),)) == "42410"


def test_a_known_officer_is_reached_as_the_settings_say() -> None:
    """Others by name alone."""
    known = Settings(roster=(Shift(unit="vuxen", officer=Officer(name="Anna", phone="031")),))
    assert contact("Anna", known).phone == "031"
    assert contact("Okänd", known) == Officer(name="Okänd")


def test_the_confirmation_names_the_officer_of_the_day_and_the_area() -> None:
    """The case's own officer goes before the roster (C15)."""
    settings = replace(ROSTER, roster=(*ROSTER.roster, Shift(unit="barn_unga", officer=CILLA)))
    findings = EVICTION.with_field(POSTAL_CODE, RENT.fields["postal_code"])
    northern = replace(RENT.fields["postal_code"], value="42410")

    def officer(**more: object) -> Officer | None:
        case = decided(classification=EVICTION_SET, settings=settings, **more)
        assert case.decision is not None
        (holder,) = [one for one in case.decision.deliveries if one.original]
        assert holder.contact is None or holder.contact.name == holder.officer
        return holder.contact

    assert officer(findings=findings) == ANNA
    assert officer(findings=EVICTION.with_field(POSTAL_CODE, northern)) == BO
    assert officer(findings=findings, on=SATURDAY) == DORIS
    cases = view(case_of(TENANT, "vuxen", "Egen Handläggare"))
    assert officer(findings=findings, view=cases) == Officer(name="Egen Handläggare")


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.sampled_from(["", "nordost", "centrum"]))
def test_nobody_is_named_who_is_not_on(on: date, area: str) -> None:
    """Whoever is named has a shift that day, or stands in."""
    found = named(ROSTER, "vuxen", on, area)
    if not found.stands_in:
        (shift,) = [one for one in ROSTER.roster if one.officer == found.officer]
        assert not shift.weekdays or on.weekday() in shift.weekdays
        assert shift.first is None or shift.first <= on <= (shift.last or on)
        assert not shift.areas or area in shift.areas
    assert found.stands_in is (on.weekday() > 4)
