"""References, statutes, children, concerns, estates, municipalities, other objects."""

import pytest
from typed_pages import found_in

from pipeline.domain.fields import (
    CASE_NUMBER,
    CHILDREN_MENTIONED,
    CONCERN,
    CONTRACT_NUMBER,
    ESTATE,
    GROUND,
    MUNICIPALITY,
    OTHER_OBJECT,
    REFERENCE,
    SENDER_EMAIL,
    SENDER_PHONE,
    STATUTORY,
)
from pipeline.domain.kinds import Kind


@pytest.mark.parametrize(
    ("text", "reference", "case", "contract"),
    [
        # Kronofogden's number goes before all
        ("Målnummer    U-12345-26\nKontraktsnr 304-12-3", "U-12345-26", "U-12345-26", "304-12-3"),
        ("Mål nr: U-12345-26/0101", "U-12345-26/0101", "U-12345-26/0101", None),
        ("Målnummer 01-123456-26", "01-123456-26", "01-123456-26", None),
        # in running text
        ("I mål U-12345-26 har tid bestämts.", "U-12345-26", "U-12345-26", None),
        # then the case number, the contract's, the customer's
        ("Ärendenr: AB2329-74\nKundnr: 6779", "AB2329-74", "AB2329-74", "6779"),
        ("Dnr SN 2026-00123", "SN 2026-00123", "SN 2026-00123", None),
        ("Vår referens    811770\nAvtalsnr    61602-5", "811770", "811770", "61602-5"),
        ("Kontraktsnr: 30412-3", "30412-3", None, "30412-3"),
        ("Kundnummer    6779-7-5086", "6779-7-5086", None, "6779-7-5086"),
        # the customer's number goes before the meter's
        ("Anläggnings-id 735999851008968919\nKundnr 92630-0", "92630-0", None, "92630-0"),
        # a court's
        ("Mål nr T 1234-26", "T 1234-26", "T 1234-26", None),
        # none
        ("Datum: 2026-09-30", None, None, None),
    ],
)
def test_references(
    text: str, reference: str | None, case: str | None, contract: str | None
) -> None:
    """The sender's main reference, and the numbers it was chosen from."""
    found = found_in(text)
    assert found.value(REFERENCE) == reference
    assert found.value(CASE_NUMBER) == case
    assert found.value(CONTRACT_NUMBER) == contract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Meddelande till socialnämnd om uppsägning av bostadshyresgäst på grund av\n"
                "försummad hyresbetalning"
            ),
            "JB 12:44 formulär 3",
        ),
        ("enligt 12 kap. 44 § jordabalken", "JB 12:44"),
        ("Rättelseanmaning enligt 12 kap. 25 a § jordabalken", "JB 12:25 a"),
        ("uppsägning enligt 42 § fjärde stycket hyreslagen", "JB 12:42 st.4"),
        ("7 kap. 23 § bostadsrättslagen", "BRL 7:23"),
        (
            "Meddelande om en konsument som riskerar att få överföringen av el avbruten",
            "ellagen 11 kap. bilaga 2",
        ),
        ("enligt 28 § fjärrvärmelagen (2008:263)", "fjärrvärmelagen 28 §"),
        ("enligt 16 kap. 2 § utsökningsförordningen", "UF 16:2"),
        ("enligt 16 kap. 7 a § utsökningsförordningen", "UF 16:7 a"),
        ("Vi hör av oss.", None),
    ],
)
def test_statutes(text: str, expected: str | None) -> None:
    """The paragraph that the letter names, also over a line's end."""
    assert found_in(text).value(STATUTORY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vid besöket fanns två små barn i lägenheten.",
        "Finns barn i hushållet? Ja",
        "Barn i hushållet: 2",
        "Vi vill uppmärksamma er på att det finns barn i familjen.",
        "Hyresgästen är ensamstående mamma.",
        "Minderåriga bor i lägenheten.",
        "Hon bor där med sin dotter.",
        "Oron gäller barnen.",
        "There are children living in the flat.",
    ],
)
def test_children_are_not_overlooked(text: str) -> None:
    """Whatever says that a child lives there is a mention."""
    assert found_in(text).get(CHILDREN_MENTIONED) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Finns barn i hushållet?",  # a question without answer
        "Finns barn i hushållet? Nej",  # a denial
        "Det finns inga barn i hushållet.",  # another
        "Barn: nej",  # a form's
        "Meddela om det finns barn i hushållet.",  # a condition
        "Vi vet inte om det finns barn.",  # said not to be known
        "Kronofogden har inte upplysningar om barn.",
        "Om barn i hushållet har käranden inte någon uppgift.",
        "Barn nämns inte i handlingarna.",
        "Barn har jag aldrig sett till.",
        "Uppgift om barn\nOkänd. Nämnden ombeds svara.",
        "Barn    uppgift saknas, besvaras av nämnden",
        "Tala också om för oss om barn bor i lägenheten.",
        "Enheten för barn och unga",  # a unit
        "Barn- och ungdomsnämnden",  # a board
        "Konventionen om barnets rättigheter",  # a law
    ],
)
def test_no_child_is_made_up(text: str) -> None:
    """Questions, denials and names of units are no mention."""
    assert found_in(text).get(CHILDREN_MENTIONED) is None


@pytest.mark.parametrize(
    "text", ["Barn skriker och gråter om nätterna.", "Hon behöver insulin.", "Hot mot grannar."]
)
def test_concerns(text: str) -> None:
    """What may need more than a letter is kept as printed."""
    assert found_in(text, Kind.DISTURBANCE).get(CONCERN) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hyresgäst: Dödsboet efter Nils Prov", "Nils Prov"),
        ("Db Nils Prov", "Nils Prov"),
        ("Nils Prov:s dödsbo har sagts upp.", "Nils Prov"),
        ("Hyresgästen har avlidit.", "Hyresgästen har avlid"),
        ("Hyresgäst: Nils Prov", None),
    ],
)
def test_estates(text: str, expected: str | None) -> None:
    """The deceased is named, or that the tenant is dead."""
    found = found_in(text).value(ESTATE)
    assert (found is None) == (expected is None)
    assert expected is None or (found is not None and found.startswith(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Till Socialnämnden i Göteborgs kommun", "Göteborg"),
        ("Socialnämnden Nordost, Göteborg", "Göteborg"),
        ("Till Socialnämnden i Mölndals stad", "Mölndal"),
        ("Härryda kommun\nSocialtjänsten", "Härryda"),
        ("Socialnämnden", None),
    ],
)
def test_the_municipality_addressed(text: str, expected: str | None) -> None:
    """Which municipality's board the letter is for."""
    assert found_in(text).value(MUNICIPALITY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Objekt: Parkeringsplats 12\nObetald hyra 450 kr", "parking"),
        ("Uppsägning av lokalhyresgäst. Lokalen på Storgatan 3, butik.", "premises"),
        ("Lägenheten på Björkvägen 12, 2 rum och kök. Hyra p-plats 200 kr", None),
    ],
)
def test_other_objects(text: str, expected: str | None) -> None:
    """A parking place or premises is no home; a home with a garage is."""
    assert found_in(text).value(OTHER_OBJECT) == expected


def test_the_ground() -> None:
    """Rent or disturbance, and doubt when both are named."""
    rent = found_in("Grund: obetald hyra", Kind.EVICTION_DATE)
    noise = found_in("Avhysning på grund av störningar i boendet", Kind.EVICTION_DATE)
    both = found_in("Hyresskuld. Dessutom störningar.", Kind.EVICTION_DATE).get(GROUND)
    assert rent.value(GROUND) == "rent"
    assert noise.value(GROUND) == "disturbance"
    assert both is not None
    assert both.notes == ("both_grounds",)


def test_telephone_and_post() -> None:
    """The sender's, not a fax or a giro."""
    found = found_in(
        "Fax 031-700 00 01\nBankgiro 123-4567\nTelefon 031-700 00 02, info@prov.example"
    )
    assert found.value(SENDER_PHONE) == "031-700 00 02"
    assert found.value(SENDER_EMAIL) == "info@prov.example"


@pytest.mark.parametrize(
    ("boxes", "ground"),
    [
        ("☒ obetald hyra   ☐ störningar   ☐ annat", "rent"),
        ("☐ obetald hyra   ☒ störningar   ☐ annat", "disturbance"),
        ("☐ obetald hyra   ☐ störningar   ☒ annat", None),
    ],
)
def test_a_box_that_nobody_ticked_says_nothing(boxes: str, ground: str | None) -> None:
    """Only what is ticked is the ground."""
    for head in ("Uppsägning av hyresavtal\n6 Grund\n", "Grund: "):
        assert found_in(head + boxes).value(GROUND) == ground
