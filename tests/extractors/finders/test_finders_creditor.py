"""On whose behalf a letter is written: by a label, or named in running text."""

import pytest
from typed_pages import found_in

from pipeline.domain.debtor import creditor_of
from pipeline.domain.fields import CREDITOR_NAME
from pipeline.domain.kinds import Kind

HEAD = "Kravbolaget Inkasso AB\nBox 1, 111 11 Stockholm\n\nINKASSOKRAV\nDatum: 2026-09-28\n\n"


@pytest.mark.parametrize(
    ("text", "name", "whose"),
    [
        ("Borgenär: Provköpings kommun\nGäldenär: Anna Prov", "Provköpings kommun", "own"),
        ("Uppdragsgivare    Provköpings kommun", "Provköpings kommun", "own"),
        (
            "Vår uppdragsgivare Provköpings kommun har uppdragit åt oss att kräva in fordran.",
            "Provköpings kommun",
            "own",
        ),
        ("Vi skriver på uppdrag av Testhamns kommun.", "Testhamns kommun", "another"),
        ("Borgenär: Provbostäder AB", "Provbostäder AB", "another"),
    ],
)
def test_the_creditor_is_told(text: str, name: str, whose: str) -> None:
    """And whether it is the own municipality."""
    found = found_in(HEAD + text, Kind.RENT_DEBT)
    assert found.value(CREDITOR_NAME) == name
    assert creditor_of(found, "Provköping") == whose


@pytest.mark.parametrize(
    "text",
    [
        "Till Socialnämnden i Provköpings kommun",
        "Gäldenär: Anna Prov\nSkulden avser hyra.",
        "Meddelandet har lämnats till socialnämnden i den kommun där lägenheten är belägen.",
    ],
)
def test_the_board_and_the_debtor_are_no_creditors(text: str) -> None:
    """A municipality that is written to claims nothing."""
    assert found_in(HEAD + text, Kind.RENT_DEBT).get(CREDITOR_NAME) is None
