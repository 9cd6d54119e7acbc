"""Roles and what they grant; names that are only alike open nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.access import GRANTED, Person, Right, Role, author, grants
from pipeline.domain.kinds import PROTECTED_UNIT

UNITS = st.frozensets(st.sampled_from(["vuxen", "barn_unga", PROTECTED_UNIT]))
PEOPLE = st.builds(
    Person,
    login=st.just("x"),
    name=st.just("X"),
    roles=st.frozensets(st.sampled_from(Role)),
    units=UNITS,
    named=st.booleans(),
)


@given(PEOPLE)
def test_more_is_never_granted_than_the_roles_grant_together(person: Person) -> None:
    """And one's own account is always one's own."""
    given_by_roles = frozenset[Right]().union(*(GRANTED[role] for role in person.roles))
    for right in set(Right) - {Right.PICK_UP, Right.OWN}:
        assert person.may(right) == (right in given_by_roles)
    assert person.may(Right.OWN)


@given(PEOPLE, st.sampled_from(["vuxen", "barn_unga", "nagon"]))
def test_a_box_is_for_the_case_workers_of_the_unit(person: Person, unit: str) -> None:
    """Whatever other roles they have."""
    own = Role.CASEWORKER in person.roles and unit in person.units
    assert person.may(Right.PICK_UP, unit) == own
    assert person.may(Right.PICK_UP) == bool(person.boxes)


@given(PEOPLE)
def test_the_restricted_box_is_for_the_named_alone(person: Person) -> None:
    """A unit of that name among the account's units opens nothing."""
    works_with_letters = bool(person.roles & {Role.ADMINISTRATOR, Role.CASEWORKER})
    assert person.may(Right.PICK_UP, PROTECTED_UNIT) == (person.named and works_with_letters)
    assert person.may_see(restricted=True) == person.named
    assert person.may_see(restricted=False)


def test_grants_are_read_as_they_are_written() -> None:
    """Case workers by unit, the others without."""
    roles, units = grants(["handlaggare:vuxen", " handlaggare:barn_unga", "chef"])
    assert roles == {Role.CASEWORKER, Role.MANAGER}
    assert units == {"vuxen", "barn_unga"}
    assert grants([]) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rektor", "Rollen rektor finns inte"),
        ("", "finns inte"),
        ("handlaggare", "hör till en enhet"),
        ("chef:vuxen", "hör till en enhet"),
        ("handlaggare:skyddad", "namngivna personer"),
    ],
)
def test_what_is_no_grant_is_said(text: str, said: str) -> None:
    """In Swedish."""
    with pytest.raises(ValueError, match=said):
        grants(["chef", text])


def test_a_namesake_is_told_apart_by_the_sign_in_name() -> None:
    """Only the one who is named bears the bare name."""
    staff = ("Siri Skyddsson",)
    assert author("Siri Skyddsson", "siri", named=True, protected_staff=staff) == "Siri Skyddsson"
    other = author("Siri Skyddsson", "siri2", named=False, protected_staff=staff)
    assert other == "Siri Skyddsson (siri2)"
    assert other not in staff
    assert author("Anna", "anna", named=False, protected_staff=staff) == "Anna"
