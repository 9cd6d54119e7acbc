"""The time of an eviction as many offices write it."""

from datetime import date, datetime

import pytest
from typed_pages import found_in

from pipeline.domain.fields import EVICTION_AT, REPLACED_TIME
from pipeline.domain.kinds import Kind

HEAD = "Kronofogden\n\nDatum: 2026-09-28\n\n"
NEW = datetime.fromisoformat("2026-11-03T10:00")

LETTERS = (
    (
        "Avhysningen den 20 oktober 2026 kl. 09.00 är uppskjuten. Ny tid är den 3 november "
        "2026 kl. 10.00."
    ),
    (
        "Avhysningen skulle ske den 20 oktober 2026 kl. 09.00. Så blir det inte. Avhysningen äger "
        "rum den 3 november 2026 kl. 10.00."
    ),
    (
        "Det var sagt den 20 oktober 2026, kl 09.00, med kronofogden. Så blir det inte. De säger "
        "den 3 november 2026 i stället, kl 10.00."
    ),
    (
        "STEG                DATUM        STATUS\n"
        "AVHYSNING KL 09.00  2026-10-20   UTGÅR\n"
        "AVHYSNING KL 10.00  2026-11-03   BOKAD"
    ),
    ("Kronofogden kommer den 3 november 2026 och jag ska stå i porten och kl 10.00 låsa upp."),
    ("Ny förrättningsdag\n3 november 2026\nKlockslag\n10.00"),
    (
        "                 Tidigare         Nu gäller\n"
        "Datum            2026-10-20       2026-11-03\n"
        "Kl.              09.00            10.00"
    ),
    (
        "                 Ny tid           Gammal tid\n"
        "Dag              2026-11-03       2026-10-20\n"
        "Tid              10.00            09.00"
    ),
    ("Dag: tisdagen den 3 november 2026\nTid: 10.00\nPlats: Björkvägen 12"),
    ("Datum         Tid        Förrättning\n2026-11-03    10.00      Avhysning"),
    (
        "Skickat: 2026-09-28 13:47\n"
        "Hej,\n"
        "vi har satt ut avhysning av Anna Prov till tisdag 3/11 2026 kl 10.00.\n"
        "Utskrivet 2026-09-29 08:05"
    ),
    (
        "Tiden för avhysning har ändrats från den 20 oktober 2026 kl. 09.00 till den 3 "
        "november 2026 kl. 10.00."
    ),
    (
        "Avhysningen äger rum den 3 november 2026 kl. 10.00 i stället för den 20 oktober 2026 "
        "kl. 09.00."
    ),
    ("Avhysning sker den 3 november 2026 kl. 10.00 (tidigare den 20 oktober 2026 kl. 09.00)."),
    (
        "The eviction planned for 20 October 2026 at 09.00 has been moved to 3 November 2026 "
        "at 10.00."
    ),
    (
        "Vi återkommer den 3 november 2026 klockan 10.00 för att verkställa avhysningen, "
        "eftersom förrättningen den 20 oktober 2026 inte kunde genomföras."
    ),
    (
        "Förrättningen tidigareläggs. Den skulle ha skett den 17 november 2026 kl. 13.00 men "
        "sker nu den 3 november 2026 kl. 10.00."
    ),
    (
        "Inställelse: 2026-11-03 kl 10:00. Utslag meddelades 2026-07-01. Förskott betalat "
        "2026-08-03."
    ),
    ("Nytt försök görs 3 november 2026, kl. 10. Förra försöket var 20 oktober 2026, kl. 9."),
    ("Kl. 10.00 tisdagen den 3 november 2026 verkställs avhysningen."),
    ("AVHYSNING 2026-11-03 10:00\nBEKRÄFTA SENAST 2026-10-05 KL 12:00"),
    ("Tid för avhysning: 3 november 2026 mellan kl. 10.00 och 12.00."),
    ("Avhysningen genomförs 2026-11-03. Vi börjar kl. 10.00."),
    ("Planerad dag          2026-11-03\nPlanerat klockslag    10:00\nSamling               09:45"),
)


@pytest.mark.parametrize("text", LETTERS)
def test_the_time_that_holds(text: str) -> None:
    """Old beside new, day and hour apart, columns side by side, a mail's own time of sending."""
    found = found_in(HEAD + text, Kind.EVICTION_DATE)
    field = found.get(EVICTION_AT)
    assert field is not None
    assert field.value == NEW
    assert field.confidence >= 0.9
    assert field.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        # only the time that no longer holds can be read
        "Avhysningen som var bestämd till den 20 oktober 2026 kl. 09.00 är uppskjuten. Ny tid ###.",
        # two times that contradict each other
        "Avhysning sker den 20 oktober 2026 kl. 09.00.\nAvhysning sker den 3 november 2026 kl. 10.",
        # an hour is missing
        "Avhysningen sker den 3 november 2026.",
        # the weekday is another
        "Avhysningen sker måndagen den 3 november 2026 kl. 10.00.",
    ],
)
def test_a_doubtful_time_is_unsure(text: str) -> None:
    """A family that is told the wrong day loses its home unprepared."""
    found = found_in(HEAD + text, Kind.EVICTION_DATE)
    field = found.get(EVICTION_AT)
    assert field is None or field.notes or found.conflicts or field.confidence < 0.9


STAMPED = """
Kronofogden 2026-09-28

Ändrad tid för avhysning                          Inkom
                                                  2026-09-30
                                                  Socialförvaltningen

                          Datum           Klockslag
Tidigare underrättelse    {}      13.30
Ny tid                    2026-11-03      10.00

Den tidigare tiden gäller inte.
"""


@pytest.mark.parametrize("old", ["2026-09-30", "2026-10-20"])
def test_a_stamps_day_is_no_rival(old: str) -> None:
    """Neither in the stamp nor where an old time fell on the same day."""
    found = found_in(STAMPED.format(old), Kind.EVICTION_DATE)
    assert found.value(EVICTION_AT) == NEW
    assert found.conflicts == ()


def test_an_eviction_on_the_day_of_the_stamp_is_heard() -> None:
    """A day printed beside its hour is the eviction's, whatever day the stamp has."""
    text = "Kronofogden\n\nInkom 2026-10-05\n\nAvhysning sker den 5 oktober 2026 kl. 10.00."
    found = found_in(text, Kind.EVICTION_DATE)
    assert found.value(EVICTION_AT) == datetime.fromisoformat("2026-10-05T10:00")


STRUCK = (
    "Stryk: {old} 09.30\nSkriv i stället: {new} 10.00",
    "Borttagen tid för avhysningen: {old} kl 13.30\nNy tid: {new} kl 10.00",
    "Avhysningen kommer ej att hållas {old} kl. 13.30, utan i stället {new} kl. 10.00.",
    "Tid som utgår    {old} kl. 13.30\nTid som gäller    {new} kl. 10.00",
    "Avhysning: vi flyttar fram från {old} kl 09.30 till {new} kl 10.00.",
    "Gammal tid för avhysningen, gäller alltså inte: {old} kl 13.30.\nNy tid: {new} kl 10.00.",
    "The eviction will not take place on {old} at 13.30. The new time is {new} at 10.00.",
)


@pytest.mark.parametrize("text", STRUCK)
def test_a_struck_time_is_no_rival(text: str) -> None:
    """Whatever word strikes it, and whichever of the two comes first in time."""
    for old in ("2026-10-20", "2026-12-20"):
        found = found_in(HEAD + text.format(old=old, new="2026-11-03"), Kind.EVICTION_DATE)
        assert found.value(EVICTION_AT) == NEW
        assert found.conflicts == ()


def test_the_only_coming_day_with_its_hour_is_found_but_unsure() -> None:
    """No word calls it the eviction's: it is named, and a person asked."""
    text = f"{HEAD}Mål: U-12345-26\nBostad: Provvägen 3\nDatum: 2026-11-03\nKlockslag: 10.00"
    found = found_in(text, Kind.EVICTION_DATE)
    assert found.value(EVICTION_AT) == NEW
    assert found.fields[EVICTION_AT.text].confidence < 0.8
    assert found_in(text, Kind.RENT_DEBT).get(EVICTION_AT) is None


def test_an_hour_before_a_colon_and_one_in_the_next_sentence() -> None:
    """An hour belongs to its day also where a colon follows, or the next sentence says it."""
    for text in (
        "Avhysning 3/11 2026 10.00: Anna Prov, Provvägen 3.",
        "Avhysning sker den 3 november 2026. De kommer klockan 10.00 och jag har nyckeln.",
    ):
        found = found_in(HEAD + text, Kind.EVICTION_DATE)
        assert found.value(EVICTION_AT) == NEW


TABLES = (
    # what the next cell says of a time
    "Tid    Läge\n{old} kl. 09.30    anstånd, sjukdom\n{new} kl. 10.00    gäller",
    # an old time's "gäller ej" says nothing of the next row
    "ÄNDRAD TIDPUNKT FÖR AVHYSNING\nTIDIGARE    {old} kl 09.30    GÄLLER EJ\nNY    {new} kl 10.00",
    # days with their hours side by side under headings
    "Tidigare bestämd tid          Nu gällande tid\n{old} kl. 13.30          {new} kl. 10.00",
    # a correction
    "Rättelse. Tiden angavs däri till den {old} kl. 09.30.\nRätt lydelse är {new} kl. 10.00",
    "The time first given, {old} at 10.30, no longer applies.\nNew time of eviction: {new}, 10.00.",
)


@pytest.mark.parametrize("text", TABLES)
def test_tables_and_corrections_tell_which_time_holds(text: str) -> None:
    """Whichever of the two comes first in time."""
    for old in ("2026-10-20", "2026-12-20"):
        found = found_in(HEAD + text.format(old=old, new="2026-11-03"), Kind.EVICTION_DATE)
        assert found.value(EVICTION_AT) == NEW
        assert found.conflicts == ()
        gone = found.value(REPLACED_TIME)
        assert gone is not None
        assert gone.date() == date.fromisoformat(old)


@pytest.mark.parametrize(
    "text",
    [
        "Avhysning sker 2026-11-03 kl. 10.00.\n\nMöte på vårt kontor den 15 oktober 2026 kl. 10.",
        "Skrivet ut 1/10 2026 kl. 16:40\n\nAvhysningen är satt till 3/11 2026 kl. 10.00.",
        "AVHYSNING PLANERAD    20261103    KL 10.00",
    ],
)
def test_other_hours_are_no_rivals(text: str) -> None:
    """A meeting's and a printer's; figures alone beside an hour are a day."""
    found = found_in(HEAD + text, Kind.EVICTION_DATE)
    assert found.value(EVICTION_AT) == NEW
    assert found.conflicts == ()
    assert found.fields[EVICTION_AT.text].notes == ()


def test_a_time_torn_by_columns_is_for_a_person() -> None:
    """Two columns of running text: of the second time only an hour behind a month is left."""
    text = (
        "Kronofogden har flyttat avhysningen.\n"
        '"Förrättningen den 20 oktober 2026 kl. 09.30    "Ny tid för avhysningen är den 3\n'
        'utgår."    november 2026 kl. 10.00. Sökanden'
    )
    found = found_in(HEAD + text, Kind.EVICTION_DATE)
    assert found.conflicts == (EVICTION_AT.text,)


@pytest.mark.parametrize(
    "text",
    [
        "Avhysning den 3 november 2026 kl. 10.00. Ny tid: kl. 13.00 samma dag.",
        "Avhysning den 3 november 2026 kl. 10.00. Rättelse: klockan ska vara 13.00.",
        "Avhysning den 3 november 2026. Klockslaget ändras från 10.00 till 13.00.",
        "Avhysningen den 3 november 2026 kl. 10.00 börjar senare på dagen, kl. 13.00.",
        # the status of another defendant, of another act, of a column that is none of the time's
        "Svarande    Tid\nAnna Prov    2026-11-17 09:30    Satt\nBo Test    2026-11-24 13:00    Ny",
        "Avhysning    2026-11-17 09:30    Beslutad\nDelgivning    2026-11-10 13:00    Gäller",
        "Avhysning    Låssmed\n2026-11-17 09:30    Ersatt\n2026-11-18 09:30    Reserv",
        # what sounds like a struck time and is confirmed, where no other is called the eviction's
        "The date first given, 2026-11-17 at 09.30, stands. A cleaner comes 2026-11-03 at 10.00.",
    ],
)
def test_a_second_time_that_is_not_understood_is_for_a_person(text: str) -> None:
    """No wrong hour is told surely."""
    field = found_in(HEAD + text, Kind.EVICTION_DATE).get(EVICTION_AT)
    right = field is not None and field.value == datetime.fromisoformat("2026-11-17T09:30")
    assert field is None or right or field.notes or field.confidence < 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Avhysning sker den 3 november 2026 kl. 10.00. Ring Kronofogden kl. 8.30 om avhysningen.",
        "Avhysning sker den 3 november 2026 kl. 10.00. Vi har öppet i november kl. 08.00-16.00.",
        "Avhysning sker den 3 november 2026 kl. 10.00. Tidigare klockslag, 09.30, gäller inte.",
    ],
)
def test_other_hours_cast_no_doubt(text: str) -> None:
    """Hours of the telephone, of the office, and one that is said to be gone."""
    found = found_in(HEAD + text, Kind.EVICTION_DATE)
    assert (found.value(EVICTION_AT), found.conflicts) == (NEW, ())
