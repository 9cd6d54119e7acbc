"""The home's street, flat and postal code in the orders that senders write them."""

import pytest
from typed_pages import found_in

from pipeline.domain.fields import ADDRESS, APARTMENT, CITY, POSTAL_CODE
from pipeline.domain.kinds import Kind

FLATS = (
    "Hyresgästen Anna Prov, Björkvägen 12 (1104), har inte betalat.",
    "Hyresgästen Anna Prov, Björkvägen 12/1104, har inte betalat.",
    "Hyresgästen Anna Prov, Björkvägen 12, nr 1104, har inte betalat.",
    "Hyresgästen Anna Prov, Björkvägen 12 lgh 1104, har inte betalat.",
    "Hyresgästen Anna Prov, Björkvägen 12, läg.nr 1104, har inte betalat.",
    "Hyresgästen Anna Prov, Björkvägen 12, lägenhet 1104, har inte betalat.",
    "Our tenant Anna Prov, residing at Björkvägen 12, apt 1104, has not paid.",
    "Our tenant Anna Prov, Björkvägen 12, flat no. 1104, has not paid.",
    "Adress: Björkvägen 12\nLägenhetsnummer: 1104\nHyran är inte betald.",
    "Adress: Björkvägen 12, lgh-nr 1104\nHyran är inte betald.",
)


@pytest.mark.parametrize("text", FLATS)
def test_the_flat_beside_its_street(text: str) -> None:
    """The official number, wherever it stands beside the street and however it is marked."""
    found = found_in(text)
    assert found.value(ADDRESS) == "Björkvägen 12"
    assert found.value(APARTMENT) == "1104"


def test_a_neighbours_flat_is_not_the_homes() -> None:
    """In a log of complaints every row names another's flat."""
    found = found_in(
        "Störningar från Anna Prov, Björkvägen 12 (1104).\n\n"
        "Datum      Kl       Anmärkning    Anmäld av\n"
        "2026-09-02 23.15    Musik         Bo Test, lgh 1208\n"
        "2026-09-05 01.20    Skrik         Eva Exempel, lgh 1305",
        Kind.DISTURBANCE,
    )
    assert found.value(APARTMENT) == "1104"


def test_the_postal_code_of_the_other_column_is_not_the_homes() -> None:
    """Two addresses side by side: each street has the code beneath it."""
    found = found_in(
        "Hyresvärdens namn och postadress          Hyresgästens namn och postadress\n"
        "Provbostäder AB                           Anna Prov\n"
        "Box 2105                                  Björkvägen 12\n"
        "172 04 SUNDBYBERG                         416 58 GÖTEBORG\n"
        "\nHyran är inte betald.",
    )
    assert found.value(POSTAL_CODE) == "41658"
    assert found.value(CITY) == "GÖTEBORG"


def test_a_code_in_a_line_with_another_street_is_not_the_homes() -> None:
    """The association's address stands right under the member's."""
    found = found_in(
        "Nämnden ska få veta att medlemmen Anna Prov,\n"
        "Björkvägen 12 lgh 1104, stör omgivningen.\n"
        "1. Föreningen: Brf Provet, Ekstigen 20, 172 15 SUNDBYBERG",
        Kind.DISTURBANCE,
    )
    assert found.value(ADDRESS) == "Björkvägen 12"
    assert found.value(POSTAL_CODE) is None


@pytest.mark.parametrize(
    "text",
    [
        "Från Björkvägen 12 hörs musik om nätterna.",
        "Bostadsadress Björkvägen 12. Hyran är inte betald.",
        "Hyresgäst Anna Prov, Björkvägen 12, har inte betalat årsavgift maj 2025.",
    ],
)
def test_the_street_alone_is_the_address(text: str) -> None:
    """No word of the sentence is taken for a part of the street, no month for a house."""
    assert found_in(text).value(ADDRESS) == "Björkvägen 12"


def test_a_street_that_nothing_contradicts_is_sure() -> None:
    """One street in the whole letter is the home's; two make each other unsure."""
    alone = found_in("Hyresgästen Anna Prov på Björkvägen 12 har inte betalat.").get(ADDRESS)
    both = found_in(
        "Hyresgästen Anna Prov på Björkvägen 12 har inte betalat.\n"
        "Lägenheten på Ekstigen 3 är uppsagd."
    ).get(ADDRESS)
    assert alone is not None
    assert both is not None
    assert alone.confidence > 0.95
    assert both.confidence < 0.8


@pytest.mark.parametrize(
    "text",
    [
        "Ämne: Avhysning Västra Björkgatan 12 lgh 1104",
        "Ämne: VB: Hyresskuld Västra Björkgatan 12 lgh 1104",
        "Ärende: Uppsägning Västra Björkgatan 12 lgh 1104",
        (
            "Socialtjänsten, mottagningen\nHej!\n"
            "Ett av våra studentrum (Västra Björkgatan 12 lgh 1104, 415 12 Göteborg) är uppsagt."
        ),
    ],
)
def test_the_matter_before_a_street_is_no_part_of_it(text: str) -> None:
    """A subject line names the matter and the street in one breath, a sentence the board above."""
    found = found_in(text)
    assert found.value(ADDRESS) == "Västra Björkgatan 12"
    assert found.value(APARTMENT) == "1104"


SAID = (
    (
        "Föreningen Brf Provet ber er hjälpa den som äger bostadsrätten Björkvägen 12 lgh 1104, "
        "416 58 GÖTEBORG. Bostadsrättsföreningen har fått en dom."
    ),
    (
        "Bostadsrättsföreningen Provet\nTill Anna Prov, Björkvägen 12 lgh 1104, 416 58 GÖTEBORG\n"
        "Avgiften är inte betald."
    ),
    "På vår gård, Björkvägen 12 lgh 1104, 416 58 GÖTEBORG, bor Anna Prov.",
    (
        "Anna Prov\nBjörkvägen 12 lgh 1104\n416 58 GÖTEBORG\n\n2026-09-01\nHyran är inte betald.\n"
        "Provbostäder AB"
    ),
    "Provbostäder AB\nLäge: Björkvägen 12 lgh 1104, 416 58 GÖTEBORG\nHyresgäst: Anna Prov",
)


@pytest.mark.parametrize("text", SAID)
def test_a_home_in_running_text_or_over_the_letter(text: str) -> None:
    """The words around it tell whose an address is, and no lines that happen to stand above."""
    found = found_in(text)
    assert found.value(ADDRESS) == "Björkvägen 12"
    assert found.value(POSTAL_CODE) == "41658"


@pytest.mark.parametrize(
    "text",
    [
        "Provbostäder AB, Björkvägen 12, 416 58 GÖTEBORG, har sagt upp hyresgästen Anna Prov.",
        (
            "Anna Prov\nBjörkvägen 12 lgh 1104\n416 58 GÖTEBORG\n\n"
            "Min hyresgäst har inte betalat.\n\nAnna Prov"
        ),
    ],
)
def test_a_landlords_own_address_is_no_home(text: str) -> None:
    """Neither in running text, nor over a letter that its owner signs."""
    assert found_in(text).value(ADDRESS) is None


def test_a_box_in_the_next_column_has_a_code_of_its_own() -> None:
    """The tenant's code stands beneath the street."""
    found = found_in(
        "Anna Prov                    Provinkasso AB\n"
        "Björkvägen 12 lgh 1104       Box 263, 417 04 GÖTEBORG\n"
        "416 58 GÖTEBORG              031-390 06 56\n\nHyran är inte betald.",
    )
    assert found.value(POSTAL_CODE) != "41704"


FOUND = "Anna Prov i Sörbo 14 har inte betalt hyran."
OTHERS = (
    f"Karin Wester\nEkgatan 1 lgh 1001\n411 11 Göteborg\n\n2026-09-28\n\n{FOUND}\n\nK. Wester",
    f"Bo Ek\nEkgatan 1 lgh 1102\n424 31 Angered\n\n2026-09-28\n\n{FOUND}\n\nHälsningar Bo",
    f"Till borgensmannen\nEva Lind\nEkgatan 1\n411 11 Göteborg\n\n{FOUND}",
    f"{FOUND} Hennes mamma Eva Prov bor på Ekgatan 1, 411 11 Göteborg.",
    f"{FOUND} Frågor: Bo Ek, lägenhet 1101, Ekgatan 1, 411 11 Göteborg.",
    f"{FOUND}\n\nLokal: Ekgatan 1, 411 11 Göteborg",
)


@pytest.mark.parametrize("number", range(len(OTHERS)))
def test_somebody_elses_address_is_not_surely_the_home(number: int) -> None:
    """A landlord's head, a complainer's, a guarantor's, kin's: right, or unsure."""
    home = found_in(OTHERS[number]).get(ADDRESS)
    assert home is None or home.confidence < 0.93


@pytest.mark.parametrize(
    "text",
    [
        "Anmälare: Karl Provsson, lgh 1502",
        "Olga Provsson, som bor i lägenhet 1204, har flyttat till sin syster.",
        "Badrumsvatten genom taket i lgh 1403.",
        "12/9 lgh 1203 ringer om musik",
        "Vår hyresgäst i lgh 1203 har ringt jouren.",
        "Anmälan gäller musik som hörs till lgh 1203.",
    ],
)
def test_the_flat_of_somebody_else_in_a_sentence(text: str) -> None:
    """Where the home's own number is not printed, a letter of disturbances names none."""
    letter = f"Hyresgäst: Anna Prov\nLägenheten på Provvägen 3 A, 411 00 Göteborg\n\n{text}"
    found = found_in(letter, Kind.DISTURBANCE)
    assert found.value(ADDRESS) == "Provvägen 3 A"
    assert found.get(APARTMENT) is None


def test_the_homes_own_flat_in_a_sentence() -> None:
    """At its street, or as the tenant's, it is the home's."""
    for text in (
        "Anna Prov, Provvägen 3 A\nlgh 1102",
        "Hyresgästen i lgh 1102, Provvägen 3 A, stör.",
    ):
        assert found_in(text, Kind.DISTURBANCE).value(APARTMENT) == "1102"


def test_a_flat_behind_a_street_that_a_line_breaks() -> None:
    """The neighbour's flat, in a table of who heard it, is another."""
    found = found_in(
        "Styrelsen har sagt till Anna Prov (800101-xxxx), som har bostadsrätten till S:ta\n"
        "Björks gata 12, lägenhet 1104, 412 59 GÖTEBORG, att det ska bli tyst.\n\n"
        "När                 Vad              Vem som hörde\n"
        "2026-09-02 23.15    två hundar       lgh 1001\n"
        "2026-09-05 01.20    hög musik        lgh 1003",
        Kind.DISTURBANCE,
    )
    assert found.value(APARTMENT) == "1104"


def test_an_address_that_a_line_breaks_in_its_sentence_is_no_letterhead() -> None:
    """A postal code alone in the sentence's next line goes with the street in the line above."""
    found = found_in(
        "Ni har blivit krävda på pengar. Sökanden är Provbo Förvaltning AB,\n"
        "hyresvärd. Svarande är Anna Prov-Test, Björkvägen 95 lgh 1403, i\n"
        "411 05 GÖTEBORG.\n\nHyra september 2026    5 378 kr"
    )
    assert found.value(ADDRESS) == "Björkvägen 95"
    assert found.value(APARTMENT) == "1403"


def test_the_tenants_window_beside_a_firms_letterhead() -> None:
    """Whom the firm writes to stands in the other column, and is no sender."""
    found = found_in(
        "Anna Prov                     Provbo Bostäder KB\n"
        "Björkvägen 70                 Ekstigen 19, 415 12 SUNDBYBERG\n"
        "422 36 GÖTEBORG               23 augusti 2026\n\n"
        "VI SÄGER UPP ERT HYRESAVTAL\n"
        "Hyresrätten till Björkvägen 70, 422 36 GÖTEBORG, är förverkad, för hyran är inte betald."
    )
    assert found.value(ADDRESS) == "Björkvägen 70"
    assert (found.value(POSTAL_CODE), found.value(CITY)) == ("42236", "GÖTEBORG")
