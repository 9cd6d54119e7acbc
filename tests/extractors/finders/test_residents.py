"""The second look by the register: who is named in a letter and lives where the letter says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_residents import ASA, EXECUTED, ON, named, person
from typed_pages import pages as typed

from extractors.finders import (
    find,
    find_home,
    find_in,
    find_residents,
    residents,
    without_phantoms,
)
from extractors.finders.letter import Letter
from pipeline.domain.fields import ADDRESS, APARTMENT, Findings, Party, PartyRole
from pipeline.domain.kinds import Kind
from pipeline.domain.people import Address, Person
from pipeline.domain.roles import NO_ROLES, Roles, SpanRole


def asked(text: str, *registered: Person, kind: Kind = Kind.EVICTION_DATE) -> Findings:
    """What is found, with a register of those persons, in a letter in which nobody was found."""
    pages = typed(text)

    def who(street: str) -> list[Person]:
        return [one for one in registered if one.address.street == street]

    # Neither persons nor a home were found.
    found = Findings()
    return find_residents(Letter.of(pages, kind, ON), found, who)


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
    again = find_residents(Letter.of(pages, Kind.EVICTION_DATE, ON), there, lambda _: [ASA])
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
    again = find_residents(Letter.of(pages, Kind.EVICTION_DATE, ON), there, lambda _: [ASA])
    assert again is there


def test_of_one_home_nobody_is_left_out_on_a_guess() -> None:
    """Where one of two in a home may be somebody else, neither is made a party alone."""
    text = EXECUTED.replace("Åsa Tuva Al-Testani", "Åsa Al-Testani") + "\nKontaktperson: Bo Ek"
    assert named(asked(text, ASA, person("Bo", "Ek", "19700101"))) == []


def again(text: str, *registered: Person, roles: Roles = NO_ROLES) -> Findings:
    """What the finders found, after a second look at those who live there."""
    pages = typed(text)
    kind = Kind.RENT_DEBT

    def who(street: str) -> list[Person]:
        return [one for one in registered if one.address.street == street]

    letter = Letter.of(pages, kind, ON, roles)
    return find_residents(letter, find_in(letter), who)


def test_a_misread_letter_still_names_the_resident() -> None:
    """One letter in five may be wrong, where the street is theirs; another name is not."""
    for said, there in (
        ("Asa Al-Testonl", True),
        ("Åsa Provsson", False),
        ("Ida Al-Testani", False),
    ):
        found = asked(EXECUTED.replace("Åsa Tuva Al-Testani", said), ASA)
        assert bool(found.parties) is there, said


def test_a_relative_s_exact_name_is_not_a_misread_one() -> None:
    """Of Johanna and Johan Jovantest each has their own name."""
    he = person("Johannes", "Jovantest", "19700101")
    she = person("Johanna", "Jovantest", "19720405")
    found = asked(EXECUTED.replace("Åsa Tuva Al-Testani", "Johanna Jovantest"), he, she)
    assert named(found) == [("Johanna Jovantest", PartyRole.TENANT)]


def test_printed_numbers_go_to_those_whose_they_are() -> None:
    """At the foot of a letter, in whatever order; also days of birth alone."""
    bo = person("Bo", "Ek", "19700101")
    for cut in (slice(2, 12), slice(2, 8)):
        first, second = bo.number.digits[cut], ASA.number.digits[cut]
        found = again(
            "Åsa Al-Testani och Bo Ek\nHavreklippan 109 lgh 1505\n412 59 GÖTEBORG\n"
            f"Hyran är inte betald.\nPersonnummer: {first}, {second}",
            ASA,
            bo,
        )
        for one in found.parties:
            whose = ASA if one.name and "Åsa" in one.name.value else bo
            assert one.personnummer is None or one.personnummer.value in whose.number.digits


def test_a_street_over_the_line_s_end_is_found() -> None:
    """Of two words, the first at the end of a full line."""
    home = Address(street="Norra Kajutgatan 20", apartment="1403", postal_code="41704")
    hodan = person("Hodan", "Kvarnprov", "19731217", home)
    text = (
        "Svarande i detta mål om betalning och avhysning är Hodan Kvarnprov, Norra\n"
        "Kajutgatan 20 lgh 1403, 417 04 GÖTEBORG. Hyran är inte betald."
    )
    assert named(asked(text, hodan)) == [("Hodan Kvarnprov", PartyRole.TENANT)]


def test_the_home_is_where_a_found_person_is_registered_and_the_letter_prints_it() -> None:
    """An office's address that was taken for the home gives way; one that is sure does not."""
    text = "Kontoret, Anderstigen 7\nUppsägning av Åsa Al-Testani, Havreklippan 109 lgh 1505."
    pages = typed(text)

    letter = Letter.of(pages, Kind.RENT_DEBT, ON)

    def home(sure: float, registered: Person = ASA, *there: Person) -> str | None:
        field = letter.place("Anderstigen 7", 11, 24, finder="home", sure=sure)
        assert field is not None
        found = Findings().with_field(ADDRESS, field)
        told = find_home(letter, found, [registered], lambda _: there)
        return told.value(ADDRESS)

    assert home(0.5) == "Havreklippan 109"
    assert home(0.99) == "Anderstigen 7"
    assert home(0.5, ASA, person("Bo", "Ek")) == "Anderstigen 7", "somebody lives there"
    elsewhere = person("Åsa", "Al-Testani", home=Address(street="Prästvägen 4"))
    assert home(0.5, elsewhere) == "Anderstigen 7"


def test_words_that_are_nobody_s_name_are_no_party() -> None:
    """Where the register knows no such name and the reader of roles sees no person."""
    pages = typed("Svarande Flyttas Ut\nSvarande Åsa Al-Testani")
    nothing = Roles(({SpanRole.NONE: 1.0},) * 5)
    letter = Letter.of(pages, Kind.RENT_DEBT, ON)
    parties = []
    for said, number in (("Flyttas Ut", ""), ("Flyttas Ut", "7404059800"), ("Åsa Al-Testani", "")):
        start = letter.text.value.index(said)
        name = letter.place(said, start, start + len(said), finder="parties", sure=0.9)
        digits = letter.place(number, 0, 4, finder="parties", sure=0.9) if number else None
        parties.append(Party(role=PartyRole.TENANT, name=name, personnummer=digits))
    found = Findings(parties=tuple(parties))

    def left(roles: Roles, lost: set[int]) -> list[str]:
        letter = Letter.of(pages, Kind.RENT_DEBT, ON, roles)
        names = {"Åsa", "Al-Testani"}
        told = without_phantoms(letter, found, lost, lambda word: word in names)
        return [str((one.name or one.personnummer or one).value) for one in told.parties]

    assert left(nothing, {0, 1, 2}) == ["7404059800", "Åsa Al-Testani"]
    assert left(nothing, set()) == ["Flyttas Ut", "Flyttas Ut", "Åsa Al-Testani"]
    assert left(NO_ROLES, {0, 1, 2}) == ["Flyttas Ut", "Flyttas Ut", "Åsa Al-Testani"]
    meant = Roles(({SpanRole.DEBTOR: 0.9, SpanRole.NONE: 0.1},) * 5)
    assert left(meant, {0, 1, 2}) == ["Flyttas Ut", "Flyttas Ut", "Åsa Al-Testani"]


def test_a_neighbour_s_own_flat_makes_no_tenant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who complains writes where they live; of unpaid rent the flat is what it is about."""
    text = "Jag som klagar är Åsa Al-Testani, Havreklippan 109 lgh 1505."
    for kind, denied, there in (
        (Kind.DISTURBANCE, 0.7, False),
        (Kind.RENT_DEBT, 0.7, True),
        (Kind.RENT_DEBT, 0.9, False),
    ):
        monkeypatch.setattr(residents, "_denied", lambda *_, share=denied: share)
        assert bool(asked(text, ASA, kind=kind).parties) is there, (kind, denied)


def denying(text: str, name: str) -> Roles:
    """A reader of roles that is sure that a name's words are somebody else's."""
    pages = typed(text)
    letter = Letter.of(pages, Kind.EVICTION_DATE, ON)
    start = letter.text.value.index(name)
    end = start + len(name)
    scores = tuple(
        {SpanRole.OTHER_PERSON: 0.99} if start <= at < end else {} for at in letter.text.starts
    )
    return replace(NO_ROLES, scores=scores)


FLAT = "Avhysning\nHem: Havreklippan 109 lgh 1505, 415 12 Göteborg\nDet gäller Åsa Al-Testani."


def test_the_printed_flats_own_tenant_is_meant_whatever_a_reader_believes() -> None:
    """Whoever of that flat is named lives there: the household is the same."""
    roles = denying(FLAT, "Åsa Al-Testani")
    letter = Letter.of(typed(FLAT), Kind.EVICTION_DATE, ON, roles)
    home = replace(find(typed(FLAT), Kind.EVICTION_DATE, ON), parties=())
    found = find_residents(letter, home, lambda _: [ASA])
    assert named(found) == [("Åsa Al-Testani", PartyRole.TENANT)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (FLAT.replace("Det gäller", "Skrivet av"), SpanRole.STAFF),
        (f"{FLAT}\nLägenheten är uthyrd i andra hand.", SpanRole.OTHER_PERSON),
        (FLAT.replace("Det gäller", "Borgensman är"), SpanRole.OTHER_PERSON),
    ],
)
def test_who_writes_sublets_or_vouches_is_not_meant(text: str, role: SpanRole) -> None:
    """The same name in the printed flat, but the letter is not about that household."""
    letter = Letter.of(typed(text), Kind.EVICTION_DATE, ON)
    start = letter.text.value.index("Åsa Al-Testani")
    scores = tuple({role: 0.99} if start <= at < start + 14 else {} for at in letter.text.starts)
    letter = Letter.of(typed(text), Kind.EVICTION_DATE, ON, replace(NO_ROLES, scores=scores))
    home = replace(find(typed(text), Kind.EVICTION_DATE, ON), parties=())
    assert named(find_residents(letter, home, lambda _: [ASA])) == []
