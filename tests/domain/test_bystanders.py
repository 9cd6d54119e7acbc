"""A protected neighbour's whereabouts leave the ordinary way with the letter that tells them."""

import pytest
from made_people import HOME, findings, person

from pipeline.domain.bystanders import exposes
from pipeline.domain.page import Box, Page, Source, Word
from pipeline.domain.people import Address, Person, Protection

ELSEWHERE = Address(
    street="Fyrvaktarliden 80", apartment="1304", postal_code="41831", city="Exempelstad"
)
HIDDEN = Address(street="", apartment="", postal_code="", city="")
LARS = person("Lars Provmossa", address=ELSEWHERE, protection=Protection.MARKED)


def letter(text: str) -> tuple[Page, ...]:
    """One page with these words in a row."""
    words = tuple(
        Word(
            text=word,
            box=Box(page=1, x0=at, top=10, x1=at + 1, bottom=20),
            confidence=1.0,
        )
        for at, word in enumerate(text.split())
    )
    return (
        Page(
            number=1,
            width=595,
            height=842,
            words=words,
            source=Source.TEXT_LAYER,
            blank=False,
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Klagomål från Lars Provmossa, Fyrvaktarliden 80 lgh 1304.",
        "Klagomål från Provmossa, Lars (Fyrvaktarliden 80).",
        "Enligt Lars Erik Provmossas brev från Fyrvaktarliden 80.",
        "Enligt L. Provmossa på Fyrvaktarliden 80.",
        "Anmält av boende med nr " + LARS.number.digits[2:8] + "-" + LARS.number.digits[8:] + ".",
    ],
)
def test_name_and_whereabouts_expose(text: str) -> None:
    """In either order, with an initial, in the genitive, or by number alone."""
    assert exposes(letter(text), findings(), HOME, [LARS])


@pytest.mark.parametrize(
    "text",
    [
        "Handläggare Lars Provmossa, Provbolaget.",
        "Lars Prov och Anna Provmossa.",
        "Störningarna hörs till Fyrvaktarliden 80.",
        "Lars bor här. Störningarna märktes i går kväll igen, säger fru Provmossa.",
    ],
)
def test_a_namesake_elsewhere_is_not_exposed(text: str) -> None:
    """A name alone, or a street alone, tells nothing of a person who lives elsewhere."""
    assert not exposes(letter(text), findings(), HOME, [LARS])


def test_a_name_in_a_letter_about_the_same_house_exposes() -> None:
    """Who complains of a neighbour lives near."""
    near = person("Lars Provmossa", address=HOME, protection=Protection.MARKED)
    text = "Lars Provmossa har klagat på musiken."
    assert exposes(letter(text), findings(), HOME, [near])
    assert not exposes(letter(text), findings(), None, [near])


def test_a_hidden_address_is_exposed_by_the_name_unless_it_is_the_senders() -> None:
    """Where they live is told by the letter itself; a clerk of the same name tells nothing."""
    hidden = person("Lars Provmossa", address=HIDDEN, protection=Protection.PROTECTED)
    text = letter("Vi har talat med Lars Provmossa.")
    assert exposes(text, findings(), HOME, [hidden])
    assert not exposes(text, findings(sender_contact="Lars Provmossa"), HOME, [hidden])


def test_only_flagged_persons_count() -> None:
    """A neighbour without a flag travels as before."""
    open_: Person = person("Lars Provmossa", address=ELSEWHERE)
    text = letter("Klagomål från Lars Provmossa, Fyrvaktarliden 80.")
    assert not exposes(text, findings(), HOME, [open_])
    assert not exposes(text, findings(), HOME, [])


def test_a_person_whose_name_the_register_hides_is_told_by_the_number_alone() -> None:
    """Where there is no name to look for, none is found."""
    nameless = Person(
        number=LARS.number,
        given="",
        surname="",
        middle="",
        address=HIDDEN,
        protection=Protection.PROTECTED,
    )
    assert not exposes(letter("Vi har talat med grannen."), findings(), HOME, [nameless])
    digits = LARS.number.digits
    named = letter(f"Anmält av {digits[2:8]}-{digits[8:]}.")
    assert exposes(named, findings(), HOME, [nameless])
