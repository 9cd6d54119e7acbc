"""Five dates that are not each other, and the time of an eviction that holds."""

from datetime import date, datetime

import pytest
from typed_pages import found_in

from pipeline.domain.fields import (
    ARRIVAL_STAMP,
    DUE_DATE,
    EVICTION_AT,
    LETTER_DATE,
    POSTED_ON,
)
from pipeline.domain.kinds import Kind

NEW = datetime.fromisoformat("2026-11-03T10:00")
"""The time that holds: a wall clock's, as letters print it."""

KFM = """
Kronofogden

Datum    Målnummer
2026-09-28    U-12345-26

{text}

Svarande    Anna Prov
"""


def test_each_date_has_its_own_role() -> None:
    """Written, due, received and posted are four fields."""
    found = found_in("""
Provbostäder AB    INKOM
                   2026-10-02

Göteborg den 30 september 2026

Hyran förföll till betalning den 31 augusti 2026.

Meddelandet har avsänts i rekommenderat brev den 1 oktober 2026.
""")
    assert found.value(LETTER_DATE) == date(2026, 9, 30)
    assert found.value(ARRIVAL_STAMP) == date(2026, 10, 2)
    assert found.value(DUE_DATE) == date(2026, 8, 31)
    assert found.value(POSTED_ON) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Datum: 2026-09-30",  # labelled
        "Datum\n2026-09-30",  # under its label
        "Datum    2026-09-30",  # beside it
        "Göteborg 2026-09-30",  # place and day
        "Göteborg den 30 september 2026",  # written out
        "30/09-26",  # alone and by hand
        "Skickat    30 september 2026",  # an e-mail
    ],
)
def test_the_letters_date(text: str) -> None:
    """The shapes in which a letter dates itself."""
    assert found_in(f"{text}\n\n\nHyresgästen har inte betalat.").value(LETTER_DATE) == date(
        2026, 9, 30
    )


@pytest.mark.parametrize(
    "text",
    [
        "Född: 2001-09-30",  # a birth
        "Hyresperiod    2026-09-01",  # a period
        "Avtalet gäller från och med 2019-09-30",  # a contract
        "Utslag meddelades 2026-08-30",  # a ruling
    ],
)
def test_other_dates_are_not_the_letters(text: str) -> None:
    """Other events have other roles."""
    assert found_in(text).value(LETTER_DATE) is None


def test_a_letter_dated_after_its_arrival_is_doubted() -> None:
    """A date in the future is kept, noted and not relied on."""
    field = found_in("Datum: 2026-12-30").get(LETTER_DATE)
    assert field is not None
    assert "after_arrival" in field.notes
    assert field.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Att betala senast 2026-10-31",  # to pay by
        "Oss tillhanda\n2026-10-31",  # over its day
        "Betalas eller bestrids senast 2026-10-31",  # inkasso
        "Förfallodatum: 2026-10-31",  # falls due
    ],
)
def test_the_due_date(text: str) -> None:
    """The last day to pay."""
    assert found_in(text).value(DUE_DATE) == date(2026, 10, 31)


@pytest.mark.parametrize(
    "text",
    [
        "Avhysning kommer att ske den 3 november 2026 kl. 10.00.",
        "Tid för avhysningen är bestämd till tisdagen den 3 november 2026 klockan 10:00",
        "Dag och tid    2026-11-03 kl 10.00",
        "Tidpunkt för förrättningen\n2026-11-03 10:00",
        "Förrättningen äger rum 3/11 2026 kl. 10.",
        # moved: the new time holds
        "Avhysningen flyttas från den 20 oktober 2026 kl. 09.00 till 2026-11-03 kl. 10.00.",
        "Ny tid: 2026-11-03 kl 10.00. Den tidigare tiden 2026-10-20 kl 09.00 gäller inte längre.",
        (
            "Avhysningen som skulle ha ägt rum den 20 oktober 2026 kl. 09.00 sker i stället"
            " den 3 november 2026 kl. 10.00."
        ),
        "Avhysning sker 2026-11-03 kl. 10.00 i stället för den 20 oktober 2026 kl. 09.00.",
        # other days about
        "Bekräfta senast den 7 oktober 2026 kl. 16.00. Avhysning sker 2026-11-03 kl 10.00.",
        "Enligt utslag den 12 augusti 2026 ska avhysning ske den 3 november 2026 kl. 10.00.",
    ],
)
def test_the_evictions_time(text: str) -> None:
    """Day and hour of the eviction that will be."""
    wrapped = text.replace(". ", ".\n")
    for shape in (text, wrapped):
        found = found_in(KFM.format(text=shape), Kind.EVICTION_DATE)
        assert found.value(EVICTION_AT) == NEW
        assert found.value(LETTER_DATE) == date(2026, 9, 28)


def test_a_cancelled_eviction_keeps_its_old_time() -> None:
    """The time that no longer holds names the eviction; nothing else may take its place."""
    found = found_in(
        KFM.format(text="Avhysningen den 3 november 2026 kl. 10.00 är inställd."),
        Kind.EVICTION_DATE,
    )
    assert found.value(EVICTION_AT) in {None, NEW}


def test_a_wrong_weekday_is_noted() -> None:
    """3 November 2026 is a Tuesday."""
    field = found_in(
        KFM.format(text="Avhysning sker onsdagen den 3 november 2026 kl. 10.00."),
        Kind.EVICTION_DATE,
    ).get(EVICTION_AT)
    assert field is not None
    assert "weekday" in field.notes
    assert field.confidence < 0.9


def test_a_day_without_an_hour_is_noted() -> None:
    """The hour is not made up."""
    field = found_in(
        KFM.format(text="Avhysning sker den 3 november 2026."), Kind.EVICTION_DATE
    ).get(EVICTION_AT)
    assert field is not None
    assert "time_missing" in field.notes
    assert field.confidence < 0.9


def test_two_times_are_a_conflict() -> None:
    """When nothing says which holds, a person decides."""
    found = found_in(
        KFM.format(
            text="Avhysning sker den 3 november 2026 kl. 10.00.\n\n"
            "Avhysning sker den 4 november 2026 kl. 10.00."
        ),
        Kind.EVICTION_DATE,
    )
    assert EVICTION_AT.text in found.conflicts


def test_hours_of_the_switchboard_are_no_eviction() -> None:
    """A telephone's hours and the letter's date make no time."""
    found = found_in(
        KFM.format(text="Telefontid måndag till fredag kl. 9.00-11.00."), Kind.EVICTION_DATE
    )
    assert found.get(EVICTION_AT) is None


FOOT = (
    "Vi har ringt och skrivit till hyresgästen flera gånger men inte fått något svar alls.\n\n"
    "Hemmet AB | Box 12, 171 94 Göteborg | www.hemmet.example | Brevet skrevs den 18 september\n"
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (FOOT + "2026", date(2026, 9, 18)),
        (FOOT.replace("18 september", "18") + "september 2026", date(2026, 9, 18)),
        (FOOT + " " * 30 + "2026", date(2026, 9, 18)),
        (
            (
                "Medlemmen sades upp 2026-08-07.\n\nUppgifterna är tagna ur föreningens system "
                "2026-08-11 av Bo Prov."
            ),
            date(2026, 8, 11),
        ),
        ("Skulden är 9 000 kr.\n\nSkrivelsen är upprättad den 3 september 2026.", date(2026, 9, 3)),
        # a copied application bears its own day; the letter is as old as its head says
        (
            (
                "Avsändare: Inkassohuset Prov AB, Provvägen 11, 418 31 SUNDBYBERG\n2026-09-14\n"
                "Följande ansökan har lämnats till Kronofogden i Göteborg.\n\n"
                "1 Sökande\nProv AB\n\n9 Ort och datum\nSUNDBYBERG 2026-09-13"
            ),
            date(2026, 9, 14),
        ),
    ],
)
def test_a_day_in_the_foot_or_in_a_closing_sentence(text: str, day: date) -> None:
    """The letter's own day, wherever its sender puts it, and whole where the line ends in it."""
    assert found_in(text).value(LETTER_DATE) == day


@pytest.mark.parametrize(
    "text",
    [
        "Avtalet om lägenheten, som skrevs den 3 maj 2024, är uppsagt.",
        "Uppgifter om skulden har tidigare lämnats till er nämnd den 3 maj 2026 av oss.",
        "Kontraktet är daterat den 3 maj 2024 och hyran är obetald sedan den 18\njuni har gått.",
    ],
)
def test_a_day_of_something_else_that_was_written(text: str) -> None:
    """An agreement's day is not the letter's."""
    assert found_in(text).value(LETTER_DATE) is None
