"""What a landlord's notice tells beside the claim, so that what is missing can be asked for."""

from __future__ import annotations

import pytest
from typed_pages import found_in

from pipeline.domain.kinds import Kind
from pipeline.domain.statutory_form import missing

FORM = """
Meddelande till socialnämnd om uppsägning av bostadshyresgäst på grund av försummad hyresbetalning
1 Hyresvärdens namn, postadress och telefonnummer
Påhittade Bostäder AB
Box 12, 411 00 Göteborg
031-000 00 00
2 Hyresgästens namn och postadress
Anna Testsson
Provgatan 12
411 01 Göteborg
3 Den förhyrda lägenhetens storlek (antalet rum)
2 rum och kök
4 Belopp som hyresgästen skall betala för att återvinna hyresrätten med angivande av förfallodagen
och den ränta som fordras
9 150,00 kr, förfallodag 2026-08-31
Ränta enligt 6 § räntelagen
5 Hyresvärdens postgiro- eller bankgirokonto eller annan anvisning om sättet för hyrans betalning
Bankgiro 000-0000
Göteborg 2026-09-30
"""


def lacking(text: str) -> list[int]:
    """The numbers of the form's fields of which something was not found."""
    return [part.number for part in missing(found_in(text))]


def test_a_filled_in_form_lacks_nothing() -> None:
    """Its captions are no answers, its answers are."""
    found = found_in(FORM)
    assert lacking(FORM) == []
    assert found.fields["sender_address"].value == "Box 12, 411 00 Göteborg"
    assert found.fields["rooms"].value == "2 rum och kök"
    assert found.fields["interest"].value == "Ränta enligt 6 § räntelagen"
    assert found.fields["payment_account"].value == "Bankgiro 000-0000"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Box 12, 411 00 Göteborg", 1),
        ("031-000 00 00", 1),
        ("2 rum och kök", 3),
        ("Ränta enligt 6 § räntelagen", 4),
        ("Bankgiro 000-0000", 5),
    ],
)
def test_an_empty_box_is_missing_although_its_caption_stands(line: str, number: int) -> None:
    """The form's own words ask for it; that is no answer."""
    assert lacking(FORM.replace(f"{line}\n", "")) == [number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Lägenhet om 3 rok på Provgatan 12", "3 rok"),
        ("Storlek: 4", "4"),
        ("Antal rum: två", "två"),
        ("Bostaden är ett rum med kokvrå.", "ett rum med kokvrå"),
        ("Tvårumslägenhet, 54 kvm", "Tvårumslägenhet"),
        ("1 r.o.k.", "1 r.o.k."),
    ],
)
def test_rooms_are_counted_in_many_ways(text: str, value: str) -> None:
    """Figures and words, long and short."""
    assert found_in(text).fields["rooms"].value == value


@pytest.mark.parametrize("text", ["Hyran avser 2 månader", "Storlek: se avtalet", "Rum 12"])
def test_not_every_number_counts_rooms(text: str) -> None:
    """A room's own number is no size."""
    assert "rooms" not in found_in(text).fields


@pytest.mark.parametrize(
    "text",
    [
        "BG 0000-0000",
        "Bankgirot är 0000-0000.",
        "Plusgiro 12 34 56-7",
        "Pg: 1234567-8",
        "Kontonummer: 1234-5 123 456 7",
        "Swish 123 000 00 00",
        "Betalning sker med bifogat inbetalningskort.",
        "Hyran betalas på den avi som ni har fått.",
    ],
)
def test_ways_to_pay(text: str) -> None:
    """An account, or other words on how to pay."""
    assert found_in(text).fields["payment_account"].raw in text


@pytest.mark.parametrize("text", ["Betalning BG 4.419,00", "Ring 031-000 00 00", "Konto: se ovan"])
def test_no_way_to_pay(text: str) -> None:
    """A payment that came, a telephone, a promise."""
    assert "payment_account" not in found_in(text).fields


def test_only_claims_are_looked_at() -> None:
    """An eviction's day has no rooms to ask for."""
    assert "rooms" not in found_in("2 rum och kök", Kind.EVICTION_DATE).fields
