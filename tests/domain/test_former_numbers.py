"""What Navet tells beyond the contract's files, where decisions read it: old numbers, dwellings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_parts import RENT, TENANT, household
from made_people import HOME, custody, number, party, person, similarity, view
from test_bystanders import ELSEWHERE, letter

from pipeline.domain.bystanders import exposes
from pipeline.domain.counting import letter_of
from pipeline.domain.facts import Circumstances
from pipeline.domain.fields import Findings
from pipeline.domain.households import household_of
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.match import Matched, Minors, NoMinor, Unknown
from pipeline.domain.matching import match_party
from pipeline.domain.people import Address, Person, Protection, Unnumbered
from pipeline.domain.sought import Sought

ON = date(2026, 10, 5)
OLD = number("19800101", 990, coordination=True)
ANNA = person("Anna Provkvist", former=(OLD,))
FLATLESS = Address(street="Kvarnliden 4", postal_code="41500", city="Exempelstad")


def at(dwelling: str) -> Address:
    """A home of the house without flat numbers."""
    return replace(FLATLESS, dwelling=dwelling)


def test_a_number_that_its_owner_had_is_the_owners() -> None:
    """Digit for digit, with the name; it is no doubt that it is an old one."""
    sought = Sought(name="Anna Provkvist", digits=OLD.digits, address=HOME.street)
    printed = party("Anna Provkvist", OLD.digits)
    match = match_party(0, printed, sought, view(ANNA), similarity, on=ON)
    assert isinstance(match, Matched)
    assert (match.method, match.doubts) == ("personnummer", ())
    seen = view(replace(ANNA, former=()))
    stranger = match_party(0, printed, sought, seen, similarity, on=ON)
    assert isinstance(stranger, Matched)
    assert stranger.doubts  # another number than the owner's is one


def test_a_protected_persons_old_number_exposes_too() -> None:
    """A complaint that names it tells where the person lives."""
    lars = person("Lars Provmossa", address=ELSEWHERE, protection=Protection.MARKED)
    text = f"Anmält av boende med nr {OLD.digits[2:8]}-{OLD.digits[8:]}."
    assert not exposes(letter(text), Findings(), None, [lars])
    assert exposes(letter(text), Findings(), None, [replace(lars, former=(OLD,))])


def test_a_letter_under_the_old_number_is_an_earlier_one() -> None:
    """Of the household's core; a lodger's old number stays a lodger's."""
    home = household()
    members = tuple(
        replace(one, former=(OLD,)) if one.number == TENANT.number else one for one in home.members
    )
    what = Circumstances(
        kind=Kind.RENT_DEBT,
        subkind="social_notice",
        tenure=Tenure.RENTAL,
        findings=RENT,
        household=replace(home, members=members),
        cases=(),
        earlier="first",
        intake_point="default",
    )
    told = letter_of(what, (TENANT.number.digits,), ON)
    assert OLD.digits in told.core
    assert not told.core & told.around


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [("a", "a", True), ("a", "b", False), ("a", "", None), ("", "", None)],
)
def test_dwellings_tell_homes_apart(mine: str, theirs: str, *, together: bool | None) -> None:
    """The land register's ids where there are no flat numbers; None: nobody can tell."""
    tenant = person("Anna Provkvist", address=at(mine))
    child = person("Mia Granntest", "20170820", 982, address=at(theirs))
    minors = household_of((tenant,), view(tenant, child), ON).minors
    if together is None:
        assert isinstance(minors, Unknown)
    elif together:
        assert isinstance(minors, Minors)
    else:
        assert isinstance(minors, NoMinor)


def test_flat_numbers_count_before_dwellings() -> None:
    """Two numbers that differ are two homes, whatever ids say."""
    tenant = person("Anna Provkvist", address=replace(HOME, dwelling="a"))
    child = person(
        "Mia Granntest", "20170820", 982, address=replace(HOME, apartment="1103", dwelling="a")
    )
    assert isinstance(household_of((tenant,), view(tenant, child), ON).minors, NoMinor)


def unnumbered(of: Person, born: date) -> Unnumbered:
    """A child of whom only the day of birth is known."""
    return Unnumbered(person=of.number, code="VF", born=born)


def test_a_child_without_a_number_is_never_no_child() -> None:
    """Nor does a child at home settle how many there are; a grown one counts for nothing."""
    tenant, child = person("Anna Provkvist"), person("Mia Provkvist", "20170820", 982)
    young, grown = date(2018, 12, 31), date(2008, 10, 5)
    for persons, relations in (
        ((tenant,), ()),
        ((tenant, child), (custody(tenant, child),)),
    ):
        seen = view(*persons, relations=relations, unnumbered=(unnumbered(tenant, young),))
        assert isinstance(household_of((tenant,), seen, ON).minors, Unknown)
        seen = view(*persons, relations=relations, unnumbered=(unnumbered(tenant, grown),))
        assert not isinstance(household_of((tenant,), seen, ON).minors, Unknown)
    neighbour = person("Per Ek", "19790505", 981, address=replace(HOME, apartment="1201"))
    seen = view(tenant, neighbour, unnumbered=(unnumbered(neighbour, young),))
    assert isinstance(household_of((tenant,), seen, ON).minors, NoMinor)
