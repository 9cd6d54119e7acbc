"""Whom a letter is about, and where the home is; never the sender's or the authority's people."""

import pytest
from typed_pages import found_in

from pipeline.domain.fields import (
    ADDRESS,
    APARTMENT,
    CITY,
    POSTAL_CODE,
    SENDER_CONTACT,
    SENDER_NAME,
    SENDER_ORGNR,
    Findings,
    PartyRole,
)
from pipeline.domain.kinds import Kind


def people(found: Findings) -> list[tuple[str, str, str]]:
    """Role, name and number of each party."""
    return [
        (
            one.role.value,
            one.name.value if one.name else "",
            one.personnummer.value if one.personnummer else "",
        )
        for one in found.parties
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # label and value side by side, number in its own row
        (
            "Hyresgäst    Anna Prov\nPersonnummer    800101-9804",
            [("tenant", "Anna Prov", "8001019804")],
        ),
        # number behind the name
        ("Svarande: Anna Prov, 19800101-9804", [("tenant", "Anna Prov", "198001019804")]),
        # numbered box, name beneath
        (
            "2 Hyresgästens namn och postadress\nAnna Prov\nBjörkvägen 12\n414 58 Göteborg",
            [("tenant", "Anna Prov", "")],
        ),
        # two tenants with a number each
        (
            "Gäldenär    Anna Prov, 800101-9804\nGäldenär 2    Bo Test, 850412-9829",
            [("tenant", "Anna Prov", "8001019804"), ("co_tenant", "Bo Test", "8504129829")],
        ),
        # two in one line
        (
            "Hyresgäster: Anna Prov och Bo Prov",
            [("tenant", "Anna Prov", ""), ("co_tenant", "Bo Prov", "")],
        ),
        # in a sentence
        (
            "Vi meddelar att vår hyresgäst Anna Prov (800101-9804) inte har betalat hyran.",
            [("tenant", "Anna Prov", "8001019804")],
        ),
        # only a sentence, no label at all
        (
            "Grannar har klagat på Anna Prov i lägenheten Björkvägen 12.",
            [("tenant", "Anna Prov", "")],
        ),
        # a question as a heading, the answer under it or beside it
        ("Vem ska lämna bostaden?    Anna Prov", [("tenant", "Anna Prov", "")]),
        ("Vem gäller det?\nAnna Prov, 800101-9804", [("tenant", "Anna Prov", "8001019804")]),
        (
            "Vilka hyr lägenheten?\nAnna Prov och Bo Prov",
            [("tenant", "Anna Prov", ""), ("co_tenant", "Bo Prov", "")],
        ),
        ("Who has to leave?\nAnna Prov (800101-9804)", [("tenant", "Anna Prov", "8001019804")]),
        # on whom the contract is written
        (
            "Björkvägen 18 lgh 1402. Kontraktet är skrivet på Anna Prov (800101-9804).",
            [("tenant", "Anna Prov", "8001019804")],
        ),
        ("Hyresförhållandet med Anna Prov fortsätter som förut.", [("tenant", "Anna Prov", "")]),
        ("Vi har i dag skriftligt anmanat ANNA PROV att städa.", [("tenant", "ANNA PROV", "")]),
        # a consumer of electricity
        ("Konsument    Anna Prov", [("tenant", "Anna Prov", "")]),
        # a tenant-owner
        ("Bostadsrättshavare: Prov, Anna", [("tenant", "Prov, Anna", "")]),
        # sublet: the contract holder and the one who lives there
        (
            "Hyresgäst: Anna Prov\nAndrahandshyresgäst: Bo Test",
            [("tenant", "Anna Prov", ""), ("occupant", "Bo Test", "")],
        ),
        # an estate
        ("Hyresgäst: Dödsboet efter Nils Prov", [("tenant", "Nils Prov", "")]),
        # the part in the matter is said behind the name, the other party's before it
        (
            (
                "Förelägganden i mål mellan Bröderna\nVassrugg Handelsbolag, som är sökande, och "
                "Anna Prov, som är svarande."
            ),
            [("tenant", "Anna Prov", "")],
        ),
        ("Bo Test, sökande, har stämt Anna Prov (svarande).", [("tenant", "Anna Prov", "")]),
        # the name goes on in the next line
        (
            (
                "Bostaden Björkvägen 12, 415 12 Göteborg, som innehafts av Anna-Karin\nMaria Prov, "
                "är avträdd. Vi verkställde avhysningen\nden 3 juli 2026."
            ),
            [("tenant", "Anna-Karin Maria Prov", "")],
        ),
        ("Rummet har upplåtits till Anna Prov sedan i våras.", [("tenant", "Anna Prov", "")]),
        (
            "Hyrestagare är Anna Prov och Bo Prov.",
            [("tenant", "Anna Prov", ""), ("co_tenant", "Bo Prov", "")],
        ),
        # a line that is a sentence is not gone on with by a second name
        (
            (
                "Svarande Anna Prov, Björkvägen 12 lgh 1204. Sökande Fastighetsfirman\n"
                "Ostindiefararen Test."
            ),
            [("tenant", "Anna Prov", "")],
        ),
        # who lives there, in a letter that knows of nobody else
        ("Avhysning. Boende: Anna Prov. Adress: Björkvägen 12.", [("tenant", "Anna Prov", "")]),
        ("Avhysning. Boende är Anna Prov, Björkvägen 12.", [("tenant", "Anna Prov", "")]),
        ("Lägenheten är uthyrd i andra hand.\nBoende: Bo Test", [("occupant", "Bo Test", "")]),
        ("Hyresgäst: Provbolaget AB\nBoende: Bo Test", [("occupant", "Bo Test", "")]),
        # figures that a label calls a payment's are nobody's number
        ("Hyresgäst: Anna Prov\nBg 9974-0391 Ange: 8001019804", [("tenant", "Anna Prov", "")]),
        ("Hyresgäst: Anna Prov\nReferens    8001019804", [("tenant", "Anna Prov", "")]),
        ("Hyresgäst: Anna Prov\n\nOCR-nummer\n8001019804", [("tenant", "Anna Prov", "")]),
        (
            "Hyresgäst: Anna Prov, referens 12, pnr 8001019804",
            [("tenant", "Anna Prov", "8001019804")],
        ),
        # masked number: the day of birth is what is known
        ("Hyresgäst: Anna Prov, 800101-XXXX", [("tenant", "Anna Prov", "800101")]),
    ],
)
def test_parties(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Role, name and number as the letter prints them."""
    assert people(found_in(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Handläggare: Bo Test",  # the sender's officer
        "Vår referens    Bo Test",  # the same
        "Hyresvärd: Bo Test",  # the landlord
        "Kronofogdeinspektör    Bo Test",  # the authority
        "God man: Bo Test",  # a guardian is not the tenant
        "Sökande: Bo Test",  # the applicant
        "Ombud    Bo Test",  # a lawyer
        "Anmälande granne: Bo Test, lgh 1104",  # a neighbour
        "Med vänlig hälsning\nBo Test",  # who signs
    ],
)
def test_who_is_not_a_party(text: str) -> None:
    """Officers, landlords, guardians, neighbours and signatures are never the tenant."""
    found = found_in(f"Hyresgäst: Anna Prov\n\n{text}")
    assert people(found) == [("tenant", "Anna Prov", "")]


def test_a_private_landlord_is_not_the_tenant() -> None:
    """Letterhead and signature name the landlord; the sentence names the tenant."""
    found = found_in("""
Bo Test
Ekvägen 3, 414 56 Göteborg

Socialnämnden Hisingen

Angående ordningen i huset: Anna Prov har fått skrivelse om att leva lugnare.

Hälsningar
Bo Test
""")
    assert people(found) == [("tenant", "Anna Prov", "")]


def test_a_sole_traders_organisation_number_is_nobodys_personnummer() -> None:
    """Scenario 24: the landlord's org.nr is a person's number, and the tenant has none."""
    found = found_in("""
Provs Fastigheter
Org.nr 800101-9804

Hyresgäst: Anna Test
""")
    assert people(found) == [("tenant", "Anna Test", "")]
    assert found.value(SENDER_ORGNR) == "800101-9804"


def test_the_same_digits_elsewhere_are_still_the_sole_traders() -> None:
    """Once it is somebody's organisation number, it is no party's where it is not labelled."""
    found = found_in("""
Provs Fastigheter
Org.nr 800101-9804

Hyresgäst: Anna Test

Betalas till 800101-9804
""")
    assert people(found) == [("tenant", "Anna Test", "")]


def test_a_number_that_fails_is_a_candidate_with_a_note() -> None:
    """A wrong check digit is kept as printed and never relied on."""
    (party,) = found_in("Hyresgäst: Anna Prov, 800101-9805").parties
    assert party.personnummer is not None
    assert party.personnummer.notes == ("checksum",)
    assert party.personnummer.confidence < 0.5


def test_letters_for_digits_lower_the_confidence() -> None:
    """OCR's O for 0 gives a candidate, noted."""
    (party,) = found_in("Hyresgäst: Anna Prov\nPersonnr: 8OO1O1-9804").parties
    assert party.personnummer is not None
    assert party.personnummer.value == "8001019804"
    assert party.personnummer.notes == ("ocr_swap",)
    assert party.personnummer.confidence < 0.6


def test_others_not_named_are_noted() -> None:
    """The words "m.fl." say that somebody is missing."""
    (party,) = found_in("Svarande: Anna Prov m.fl.").parties
    assert party.name is not None
    assert "others" in party.name.notes


def test_the_window_names_the_addressee_when_nothing_else_does() -> None:
    """An inkasso demand to the debtor, c/o another."""
    found = found_in("""
Provkredit Inkasso AB



                                        Anna Prov
                                        c/o Bo Test
                                        Björkvägen 12
                                        414 58 Göteborg

Vi kräver betalning av er skuld.
""")
    (party,) = found.parties
    assert party.role is PartyRole.ADDRESSEE
    assert party.name is not None
    assert party.name.value == "Anna Prov"
    assert party.care_of is not None
    assert party.care_of.value == "Bo Test"


def test_the_dwelling_goes_before_the_postal_address() -> None:
    """The letter is about the flat; the tenant has mail elsewhere."""
    found = found_in("""
Provbostäder AB
Box 12, 411 11 Göteborg

Hyresgäst: Anna Prov
Lägenhetens adress: Björkvägen 12 B, lgh 1102, 414 58 Göteborg

Postadress: Ekvägen 3, 417 05 Göteborg
""")
    assert found.value(ADDRESS) == "Björkvägen 12 B"
    assert found.value(APARTMENT) == "1102"
    assert found.value(POSTAL_CODE) == "41458"
    assert found.value(CITY) == "Göteborg"


def test_the_boards_and_the_senders_addresses_are_not_the_home() -> None:
    """With no other street in the letter there is none."""
    found = found_in("""
Provbostäder AB
Kontorsgatan 5
411 11 Göteborg

Socialnämnden Centrum
Nämndgatan 7
402 25 Göteborg

Hyresgäst: Anna Prov
""")
    assert found.get(ADDRESS) is None


def test_a_street_that_wraps() -> None:
    """The entrance letter stands on the next line."""
    found = found_in("Störningar förekommer i lägenheten på Björkvägen 12\nB, lgh 1102.")
    assert found.value(ADDRESS) == "Björkvägen 12 B"
    assert found.value(APARTMENT) == "1102"


def test_a_neighbours_flat_is_not_the_home() -> None:
    """The flat number of who complains is not the tenant's."""
    found = found_in("Hyresgäst: Anna Prov\nBjörkvägen 12\n\nAnmälande granne: Bo Test, lgh 1104.")
    assert found.get(APARTMENT) is None


def test_the_sender_is_who_writes_not_the_creditor() -> None:
    """An inkasso company writes for a landlord."""
    found = found_in("""
Provkredit Inkasso AB
Org.nr 559912-1612

Borgenär    Provbostäder AB
Gäldenär    Anna Prov
Handläggare    Bo Test
""")
    assert found.value(SENDER_NAME) == "Provkredit Inkasso AB"
    assert found.value(SENDER_ORGNR) == "559912-1612"
    assert found.value(SENDER_CONTACT) == "Bo Test"


def test_kronofogden_is_the_sender_not_the_applicant() -> None:
    """The landlord who applied is named too."""
    found = found_in(
        "Kronofogden\n\nSökande    Provbostäder AB\nSvarande    Anna Prov", Kind.EVICTION_DATE
    )
    assert found.value(SENDER_NAME) == "Kronofogden"
    assert people(found) == [("tenant", "Anna Prov", "")]


def test_a_payment_lines_number_is_nobodys() -> None:
    """It may look like a personnummer, and pass its check."""
    found = found_in(
        "Inkassokrav\nAnna Prov\nBjörkvägen 12\n416 58 GÖTEBORG\nPersonnr 530720-9808\n"
        "Totalt 12 093,27\n#  8506179376 #  12093 27   4 >  99271835#41#"
    )
    numbers = [one.personnummer.value for one in found.parties if one.personnummer]
    assert numbers == ["5307209808"]


@pytest.mark.parametrize(
    "question",
    ["Vem är hyresvärd?", "Vem har ansökt?", "Vem är vår handläggare?", "Vem svarar på frågor?"],
)
def test_a_question_for_somebody_else_names_no_party(question: str) -> None:
    """Who applies, owns or answers is not the one whom the letter is about."""
    found = found_in(f"Svarande: Anna Prov, 800101-9804\n{question}\nBo Test")
    assert people(found) == [("tenant", "Anna Prov", "8001019804")]


def test_whoever_signs_with_an_address_is_not_written_to() -> None:
    """Under a closing stands the writer, though the letter is short."""
    found = found_in(
        "Bästa nämnd!\nNu har jag sagt upp avtalet i mitt hus, hyran har aldrig kommit.\n"
        "Hälsar\nBirgit Prov\nBjörkvägen 33, 424 56 GÖTEBORG"
    )
    assert "Birgit Prov" not in [name for _, name, _ in people(found)]
