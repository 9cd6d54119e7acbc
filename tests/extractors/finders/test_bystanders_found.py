"""Names of neighbours and witnesses are seen; the tenant's and the sender's stay."""

from __future__ import annotations

import pytest
from typed_pages import ON, page

from extractors.finders import find
from extractors.finders.naming import runs
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Page
from pipeline.domain.roles import NO_ROLES, Roles, SpanRole
from pipeline.domain.running_text import text_of

HEAD = """
Påhittade Bostäder AB
Box 12, 411 00 Göteborg

Underrättelse till socialnämnden
Hyresgäst: Anna Testsson, Provgatan 12 lgh 1102

"""


def seen(text: str, kind: Kind = Kind.DISTURBANCE, roles: Roles = NO_ROLES) -> list[str]:
    """The words in the places that are seen as others'."""
    sheet = page(HEAD + text)
    return inside(sheet, kind, roles)


def inside(sheet: Page, kind: Kind, roles: Roles) -> list[str]:
    """The page's words that lie in those places."""
    places = find((sheet,), kind, ON, roles).bystanders
    return [
        word.text
        for word in sheet.words
        if any(
            box.x0 <= word.box.x0
            and box.x1 >= word.box.x1
            and box.top <= word.box.top <= box.bottom
            for box in places
        )
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kerstin Grannberg har inte kunnat sova.", "Kerstin Grannberg"),
        ("Polisanmälan är gjord av Olof Vittnesson.", "Olof Vittnesson."),
        ("Det störde både Bo och Eva Grannberg.", "Bo Eva Grannberg."),
        ("Datum    Anmärkning    Anmäld av\n2026-09-12    Musik    Siv Grannberg", "Siv Grannberg"),
        ("Fatima Testsson i huset bredvid ringde.", "Fatima Testsson"),
        ("Från: Vera Provanställd\nFrån: Nils Grannberg\nKan någon komma?", "Nils Grannberg"),
    ],
)
def test_a_strangers_name_is_seen_without_any_label(text: str, names: str) -> None:
    """In running text, in a table, beside another, with the tenant's own surname."""
    found = seen(text)
    assert [word for word in names.split() if word not in found] == []
    assert "Anna" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Anna Testsson spelar hög musik.",
        "Med vänlig hälsning\nPåhittade Bostäder AB",
        "Störningar har hörts på Provgatan 12.",
        "Göteborgs Stad Socialnämnden Centrum",
        "P Å H I T T A D E  B O S T Ä D E R",
    ],
)
def test_the_tenant_the_sender_and_places_stay(text: str) -> None:
    """Nobody is to be protected from their own name."""
    assert seen(text) == []


def test_flats_of_others_are_seen_where_the_tenants_own_is_known() -> None:
    """A flat's number names who lives there."""
    assert seen("Musik hördes från lgh 1102 till lgh 1203.") == ["lgh", "1203."]


def test_only_a_letter_on_disturbance_hides_every_name() -> None:
    """A rent letter's contact stays, until it tells of neighbours too."""
    assert seen("Fråga Kerstin Kontaktsson.", Kind.RENT_DEBT) == []
    told = seen("Grannar klagar. Kerstin Grannberg ringde.", Kind.RENT_DEBT)
    assert told == ["Kerstin", "Grannberg"]


def roles_of(sheet: Page, **given: SpanRole) -> Roles:
    """A reader sure of the words given by name, and of nothing else."""
    words = text_of((sheet,)).words
    return Roles(tuple({given.get(word.text.strip(".,"), SpanRole.NONE): 0.9} for word in words))


def test_the_reader_of_roles_is_believed_about_staff_and_about_strangers() -> None:
    """Whoever signs for the sender stays; whom it takes for another is covered in any letter."""
    sheet = page(HEAD + "Grannar klagar.\nVera Provanställd, förvaltare")
    staff = {"Vera": SpanRole.STAFF, "Provanställd": SpanRole.STAFF}
    assert inside(sheet, Kind.DISTURBANCE, NO_ROLES) == ["Vera", "Provanställd,"]
    assert inside(sheet, Kind.DISTURBANCE, roles_of(sheet, **staff)) == []
    rent = page(HEAD + "Inneboende är Ola")
    other = roles_of(rent, Ola=SpanRole.OTHER_PERSON)
    assert inside(rent, Kind.RENT_DEBT, other) == ["Ola"]


def test_what_is_no_list_of_names_is_no_run() -> None:
    """Two capitalised words at least, within one sentence, and no street or company."""
    for text, names in (
        ("ring Eva Prov. Bo Test svarar", ["Eva Prov.", "Bo Test"]),
        ("Eva", []),
        ("Provbostäder AB", []),
        ("Eva Prov, Ekvägen 12", ["Eva Prov,"]),
    ):
        assert [text[start:end] for start, end in runs(text, text)] == [
            name.rstrip(",") for name in names
        ], text
