"""A name is told as long as it is printed."""

from __future__ import annotations

import pytest
from typed_pages import ON, page

from extractors.finders.letter import Letter
from extractors.finders.name_ends import whole
from extractors.finders.sender_name import find_name
from pipeline.domain.kinds import Kind


@pytest.mark.parametrize(
    ("line", "told", "name"),
    [
        # cut too short
        ("Hus & Hage i Provsele", "Hage i Provsele", "Hus & Hage i Provsele"),
        ("Indrivarna på Norr AB", "Norr AB", "Indrivarna på Norr AB"),
        ("Stiftelsen Bostäder på Provvallen", "Stiftelsen Bostäder",
         "Stiftelsen Bostäder på Provvallen"),
        ("Provholms Hyreshus HB", "Provholms Hyreshus", "Provholms Hyreshus HB"),
        ("Bostads AB Nordanprov i Ekby", "Bostads AB", "Bostads AB Nordanprov i Ekby"),
        ("Förvaltnings AB Provhuset", "Förvaltnings AB", "Förvaltnings AB Provhuset"),
        ("Brf Provfallet nr 2", "Brf Provfallet", "Brf Provfallet nr 2"),
        ("Brf Provfallet 4, Box 120", "Brf Provfallet", "Brf Provfallet 4"),
        ("Provsviks Vattenförening ek. för.", "Provsviks Vattenförening",
         "Provsviks Vattenförening ek. för."),
        ("Bostadsnämnden i Provby kommun", "Bostadsnämnden i Provby",
         "Bostadsnämnden i Provby kommun"),
        ("Advokaterna Prov & Test KB", "Advokaterna Prov", "Advokaterna Prov & Test KB"),
        # cut too long
        ("Från Provbostäder AB", "Från Provbostäder AB", "Provbostäder AB"),
        ("För Brf Provets Allé", "För Brf Provets Allé", "Brf Provets Allé"),
        ("1 Provstrands Elnät AB", "1 Provstrands Elnät AB", "Provstrands Elnät AB"),
        ("Provinkasso AB för Testbostäder AB", "Provinkasso AB för Testbostäder AB",
         "Provinkasso AB"),
        ("Provkrav AB hjälper Testbostäder AB", "Provkrav AB hjälper", "Provkrav AB"),
        ("AB Provskogahem meddelar", "AB Provskogahem meddelar", "AB Provskogahem"),
        ("Kronofogden Tjänsteanteckning", "Kronofogden Tjänsteanteckning", "Kronofogden"),
        ("Brf Provkajen 412 59 Göteborg", "Brf Provkajen", "Brf Provkajen"),
        ("Fastighets AB Provet. Hyresfordran", "Fastighets AB Provet", "Fastighets AB Provet"),
        ("RAPPORT Provgruppen Trygg AB", "Provgruppen Trygg AB", "Provgruppen Trygg AB"),
        ("Norra Provskogens tingsrätt", "Norra Provskogens", "Norra Provskogens tingsrätt"),
        ("Ragvalds Elandel Ek. för.", "Ragvalds Elandel Ek.", "Ragvalds Elandel Ek. för."),
        ("Byrån för Hyresrätt Provsnår AB", "Byrån", "Byrån för Hyresrätt Provsnår AB"),
        ("Tekniska nämnden i Provbygden", "Provbygden", "Tekniska nämnden i Provbygden"),
        ("Provbolaget Vindet 2 AB", "Provbolaget Vindet", "Provbolaget Vindet 2 AB"),
        ("Elverksnämnden i Provås köping", "Elverksnämnden i Provås",
         "Elverksnämnden i Provås köping"),
        ("Torgny Provbråten Provgatan 21, 424 56 Provby", "Torgny Provbråten Provgatan 21",
         "Torgny Provbråten"),
        # nothing of it is a name
        ("enligt vad som sagts", "enligt vad", "enligt vad"),
    ],
)  # fmt: skip
def test_a_name_is_told_whole(line: str, told: str, name: str) -> None:
    """Its legal form, place and joined parts belong to it; words around it do not."""
    letter = Letter.of((page(line),), Kind.RENT_DEBT, ON)
    start = letter.text.value.index(told)
    cell = letter.part(start, start + len(told))
    assert cell is not None
    assert whole(letter, cell).text == name


def test_a_name_goes_on_in_a_wrapped_line() -> None:
    """What the end of the line parted stands together."""
    letter = Letter.of(
        (page("Detta brev skickas till er av oss som är Brf Ekollonet i\nProvsvik"),),
        Kind.RENT_DEBT,
        ON,
    )
    start = letter.text.value.index("Brf Ekollonet i")
    cell = letter.part(start, start + len("Brf Ekollonet i"))
    assert cell is not None
    assert " ".join(whole(letter, cell).text.split()) == "Brf Ekollonet i Provsvik"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Från: Anna Test, vräkningsförebyggande, Provklockans Bostads AB\nSkrivet: 2026-10-01",
         "Provklockans Bostads AB"),
        ("Kommunalförbundet Värmesamverkan Provtrekanten i Norr\nDIREKTIONEN",
         "Kommunalförbundet Värmesamverkan Provtrekanten i Norr"),
    ],
)  # fmt: skip
def test_the_next_line_says_something_else(text: str, name: str) -> None:
    """Behind a legal form, or in capitals under a name that is not, no name goes on."""
    letter = Letter.of((page(text),), Kind.RENT_DEBT, ON)
    start = letter.text.value.index(name)
    cell = letter.part(start, start + len(name))
    assert cell is not None
    assert whole(letter, cell).text == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mäster Provsgård\nHyreshus AB\nBox 86, 416 58 Göteborg", "Mäster Provsgård Hyreshus AB"),
        ("FRÅN Provslättens Allmännyttiga\nBostads AB", "Provslättens Allmännyttiga Bostads AB"),
    ],
)  # fmt: skip
def test_the_end_of_a_name_alone_in_its_line(text: str, name: str) -> None:
    """Nobody is called "Bostads AB": it goes on from the line above."""
    letter = Letter.of((page(text + "\n\nHyran är inte betald."),), Kind.RENT_DEBT, ON)
    told = find_name(letter)
    assert told is not None
    assert told.value == name
