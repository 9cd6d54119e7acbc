"""The second look by the register: who is named in a letter and lives where the letter says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from typed_pages import pages as typed

from extractors.finders import find, find_beside, find_residents, residents
from pipeline.domain.fields import ADDRESS, APARTMENT, Findings, PartyRole
from pipeline.domain.kinds import Kind
from pipeline.domain.people import Address, Person, Personnummer, luhn_ok

ON = date(2026, 9, 10)
HOME = Address(street="Havreklippan 109", apartment="1505", postal_code="41512", city="Göteborg")


def person(given: str, surname: str, born: str = "19740405", home: Address = HOME) -> Person:
    """Somebody with a test serial."""
    stem = f"{born}980"
    digit = next(one for one in "0123456789" if luhn_ok(stem[2:] + one))
    number = Personnummer(stem + digit)
    return Person(number=number, given=given, middle="", surname=surname, address=home)


ASA = person("Åsa", "Al-Testani")
EXECUTED = (
    "2026-09-06\nKronofogden, Göteborg\nSocialtjänsten\nU-65704-26\n"
    "Åsa Tuva Al-Testani avhystes från Havreklippan 109 lgh 1505 2026-09-02 klockan 10.30.\n"
    "Någon företrädare för er förvaltning var inte med.\n\nElias Örnklippa"
)


def asked(text: str, *registered: Person, kind: Kind = Kind.EVICTION_DATE) -> Findings:
    """What is found, with a register of those persons, in a letter in which nobody was found."""
    pages = typed(text)

    def who(street: str) -> list[Person]:
        return [one for one in registered if one.address.street == street]

    # Neither persons nor a home were found.
    found = Findings()
    return find_residents(found, who, pages=pages, kind=kind, received_on=ON)


def named(found: Findings) -> list[tuple[str, PartyRole]]:
    """The parties' names, or numbers where there is none, and their roles."""
    told = [(one.name or one.personnummer, one.role) for one in found.parties]
    return [(field.value, role) for field, role in told if field is not None]


def test_name_and_street_of_one_registered_person_make_a_party() -> None:
    """Wherever they stand; the flat beside the street is the home's."""
    found = asked(EXECUTED, ASA)
    assert named(found) == [("Åsa Tuva Al-Testani", PartyRole.TENANT)]
    assert found.value(ADDRESS) == "Havreklippan 109"
    assert found.value(APARTMENT) == "1505"
    assert all(one.name and one.name.boxes for one in found.parties)


def test_two_of_one_home_are_tenant_and_co_tenant_in_print_order() -> None:
    """Both are named."""
    text = EXECUTED.replace("Åsa Tuva Al-Testani", "Bo Ek och Åsa Al-Testani")
    found = asked(text, ASA, person("Bo", "Ek", "19700101"))
    assert named(found) == [
        ("Bo Ek", PartyRole.TENANT),
        ("Åsa Al-Testani", PartyRole.CO_TENANT),
    ]


@pytest.mark.parametrize(
    "registered",
    [
        (),
        (person("Åsa", "Annan"),),
        (person("Annan", "Al-Testani"),),
        (person("Åsa", "Al-Testani", "20100101"),),  # a child
        (person("Åsa", "Al-Testani", home=Address(street="Annangatan 3")),),
    ],
)
def test_nobody_is_made_a_party_without_both(registered: tuple[Person, ...]) -> None:
    """Neither a street alone, nor a name alone, nor a child."""
    assert named(asked(EXECUTED, *registered)) == []


def test_two_homes_are_none() -> None:
    """The letter names two who live where it says: which is meant is not told."""
    other = person("Elias", "Örnklippa", "19600101", Address(street="Prästvägen 4"))
    text = f"{EXECUTED}\nPrästvägen 4"
    assert named(asked(text, ASA, other)) == []
    assert named(asked(text, ASA)) != []


def test_a_party_that_shares_no_name_with_the_residents_stays() -> None:
    """A subtenant who is not registered is not swapped for who is."""
    pages = typed(EXECUTED)
    found = find(pages, Kind.EVICTION_DATE, ON)
    stranger = asked(EXECUTED.replace("Åsa Tuva Al-Testani", "Kim Prov"), person("Kim", "Prov"))
    there = replace(found, parties=stranger.parties)
    again = find_residents(
        there, lambda _: [ASA], pages=pages, kind=Kind.EVICTION_DATE, received_on=ON
    )
    assert again is there


@pytest.mark.parametrize("kind", [Kind.DEBT_LIST, Kind.OTHER])
def test_lists_and_other_letters_are_left_as_they_are(kind: Kind) -> None:
    """A list has its rows; of other mail nothing is sought."""
    assert named(asked(EXECUTED, ASA, kind=kind)) == []


@pytest.mark.parametrize(
    "said",
    [
        "Anmälare: Åsa Al-Testani, Havreklippan 109.",
        "Störd granne: Åsa Al-Testani, Havreklippan 109.",
        "God man: Åsa Al-Testani, Havreklippan 109.",
        "Havreklippan 109 lgh 1101. Vittne är Åsa Al-Testani.",
    ],
)
def test_who_complains_of_a_neighbour_is_no_tenant(said: str) -> None:
    """They live in the same house, and the letter names them; it is not about them."""
    text = f"Störningar i bostaden\nHög musik om nätterna från en lägenhet.\n{said}"
    assert named(asked(text, ASA, kind=Kind.DISTURBANCE)) == []


def test_another_flat_than_the_printed_one_is_another_home() -> None:
    """The same name and house, but not where the letter says."""
    assert named(asked(EXECUTED.replace("1505", "1101"), ASA)) == []


def test_of_two_printed_numbers_none_is_given_to_one_name() -> None:
    """Whose is whose is not told."""
    pages = typed(EXECUTED)
    first, second = (person("X", "Y", born).number.digits for born in ("19800101", "19810101"))
    text = f"Svarande: Åsa Al-Testani {first}\nMedsvarande: Bo Al-Testani {second}"
    two = find(typed(text), Kind.EVICTION_DATE, ON)
    assert sum(one.personnummer is not None for one in two.parties) == 2
    there = Findings(parties=two.parties)
    again = find_residents(
        there, lambda _: [ASA], pages=pages, kind=Kind.EVICTION_DATE, received_on=ON
    )
    assert again is there


def test_of_one_home_nobody_is_left_out_on_a_guess() -> None:
    """Where one of two in a home may be somebody else, neither is made a party alone."""
    text = EXECUTED.replace("Åsa Tuva Al-Testani", "Åsa Al-Testani") + "\nKontaktperson: Bo Ek"
    assert named(asked(text, ASA, person("Bo", "Ek", "19700101"))) == []


def besides(text: str, *registered: Person, matched: Person) -> list[tuple[str, PartyRole]]:
    """Who is added to a letter in which that person was found."""
    pages = typed(text)
    kind = Kind.EVICTION_DATE

    def who(street: str) -> list[Person]:
        return [one for one in registered if one.address.street == street]

    return named(find_beside(Findings(), [matched], who, pages=pages, kind=kind, received_on=ON))


def test_who_lives_there_too_and_is_named_is_a_co_tenant() -> None:
    """Two who rent together are told as two, also where only one was read as a party."""
    bo = person("Bo", "Jovantest", "19720405")
    text = EXECUTED.replace("Någon före", "På kontraktet står även Bo Jovantest. Någon före")
    assert besides(text, ASA, bo, matched=ASA) == [("Bo Jovantest", PartyRole.CO_TENANT)]
    digits = bo.number.digits
    number = f"{digits[2:8]}-{digits[8:]}"
    text = EXECUTED.replace(
        "Någon före", f"På kontraktet står även B0 Jovamtest, {number}. Någon före"
    )
    assert besides(text, ASA, bo, matched=ASA) == [(digits[2:], PartyRole.CO_TENANT)]


def test_who_is_held_for_somebody_else_is_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """No co-tenant is told where the reader of roles says otherwise: an occupant waits."""
    bo = person("Bo", "Jovantest", "19720405")
    text = EXECUTED.replace("Någon före", "Även Bo Jovantest var där. Någon före")
    monkeypatch.setattr(residents, "_is_another", lambda *_: True)
    assert besides(text, ASA, bo, matched=ASA) == [("Bo Jovantest", PartyRole.OCCUPANT)]


def test_nobody_is_added_who_lives_elsewhere_is_a_child_or_not_meant() -> None:
    """Another flat, a child, a namesake and a neighbour are no co-tenants."""
    other = Address(street=HOME.street, apartment="1001", postal_code="41512", city="Göteborg")
    for name, words, one in (
        ("Bo Jovantest", "och Bo Jovantest ", person("Bo", "Jovantest", "19720405", other)),
        ("Bo Jovantest", "och Bo Jovantest ", person("Bo", "Jovantest", "20200405")),
        ("Åsa Al-Testani", "", person("Åsa", "Al-Testani", "20000405")),
        ("Bo Jovantest", "efter klagomål av grannen Bo Jovantest ", person("Bo", "Jovantest")),
        ("Bo Jovantest", "", person("Bo", "Jovantest", "19720405")),
    ):
        text = EXECUTED.replace("avhystes", f"{words}avhystes")
        assert besides(text, ASA, one, matched=ASA) == [], name
