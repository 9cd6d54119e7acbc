"""The last look by the register: who lives with those found and is named in the letter too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_residents import ASA, EXECUTED, HOME, ON, named, person
from typed_pages import pages as typed

from extractors.finders import beside, find_beside
from extractors.finders.letter import Letter
from pipeline.domain.fields import Findings, PartyRole
from pipeline.domain.kinds import Kind
from pipeline.domain.people import Address, Person
from pipeline.domain.roles import NO_ROLES, SpanRole


def besides(text: str, *registered: Person, matched: Person) -> list[tuple[str, PartyRole]]:
    """Who is added to a letter in which that person was found."""
    pages = typed(text)
    kind = Kind.EVICTION_DATE

    def who(street: str) -> list[Person]:
        return [one for one in registered if one.address.street == street]

    return named(find_beside(Letter.of(pages, kind, ON), Findings(), [matched], who))


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
    monkeypatch.setattr(beside, "is_another", lambda *_: True)
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


@pytest.mark.parametrize("spoilt", ["Ylvva NäslanpeKOM", "Ylva", "(..0302-9805)", "Yva Näslandet"])
def test_a_spoilt_co_tenant_leaves_a_trace(spoilt: str) -> None:
    """A stamp over a name hides nobody who is registered there: a person must look."""
    ylva = person("Ylva", "Näslandet", "19960302")
    text = EXECUTED.replace("avhystes", f"/ {spoilt} avhystes")
    letter = Letter.of(typed(text), Kind.EVICTION_DATE, ON)
    tail = spoilt.startswith("(")
    if tail:
        text = text.replace("0302-9805", f"{ylva.number.digits[-8:-4]}-{ylva.number.digits[-4:]}")
        letter = Letter.of(typed(text), Kind.EVICTION_DATE, ON)
    found = find_beside(letter, Findings(), [ASA], lambda _: [ASA, ylva])
    assert bool(named(found)) == (spoilt != "Ylva")
    assert all(one.name is None or one.name.confidence <= 0.5 for one in found.parties)


def test_a_shared_surname_is_not_lent_to_the_next_persons_given_name() -> None:
    """Of "Nadia Stenhed och Lars Stenhed", the second spoilt: where his own names stand."""
    nadia, lars = person("Nadia", "Stenhed"), person("Lars", "Stenhed", "19750418")
    text = EXECUTED.replace("Åsa Tuva Al-Testani", "Nadia Stenhed (740405) och Lars Stenhod")
    letter = Letter.of(typed(text), Kind.EVICTION_DATE, ON)
    found = find_beside(letter, Findings(), [nadia], lambda _: [nadia, lars])
    assert named(found) == [("Lars Stenhod", PartyRole.CO_TENANT)]


@pytest.mark.parametrize(
    "said", ["Granne: Maria Al-Testani", "Handläggare: Maria Al-Testani", "Ring Maria. Al-Testani"]
)
def test_a_label_and_a_sentences_end_leave_no_trace(said: str) -> None:
    """Who is refused by a label does not come back as a trace."""
    maria = person("Maria", "Al-Testani", "19720405")
    letter = Letter.of(typed(f"{EXECUTED}\n{said}"), Kind.EVICTION_DATE, ON)
    found = find_beside(letter, Findings(), [ASA], lambda _: [ASA, maria])
    assert named(found) == []


@pytest.mark.parametrize(
    ("text", "waits"), [("Y1va Näs1andet", True), ("Åsa Al-Testanl", False), ("Ylva", True)]
)
def test_words_that_the_reader_takes_for_a_further_tenant_are_for_a_person(
    text: str, waits: bool
) -> None:
    """A name spoilt beyond knowing, where the register has another adult in the home."""
    ylva = person("Ylva", "Näslandet", "19960302")
    pages = typed(EXECUTED.replace("avhystes", f"och {text} avhystes"))
    bare = Letter.of(pages, Kind.EVICTION_DATE, ON)
    start = bare.text.value.index(text)
    scores = tuple(
        {SpanRole.CO_DEBTOR: 0.9} if start <= at < start + len(text) else {}
        for at in bare.text.starts
    )
    letter = Letter.of(pages, Kind.EVICTION_DATE, ON, replace(NO_ROLES, scores=scores))
    found = find_beside(letter, Findings(), [ASA], lambda _: [ASA, ylva])
    assert bool(named(found)) is waits
    alone = find_beside(letter, Findings(), [ASA], lambda _: [ASA])
    assert named(alone) == []


def test_a_name_broken_at_its_hyphen_is_whole() -> None:
    """A line may end in the middle of Sven-Erik."""
    sven = person("Sven-Erik", "Näslandet", "19720405")
    text = EXECUTED.replace(
        "Någon före", "På kontraktet står även Sven-\nErik Näslandet. Någon före"
    )
    assert besides(text, ASA, sven, matched=ASA) == [("Sven- Erik Näslandet", PartyRole.CO_TENANT)]
