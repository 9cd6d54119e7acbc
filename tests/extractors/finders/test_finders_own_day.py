"""The letter's own date in the hands of many senders."""

from datetime import date

import pytest
from typed_pages import found_in

from pipeline.domain.fields import LETTER_DATE

LETTERS = (
    (
        "Provbostäder AB\n"
        "Box 1, 414 58 Göteborg\n"
        "\n"
        "Göteborg/30 september 2026\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    (
        "Provbostäder AB    2026 den 30 september\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    (
        "PROVBOSTÄDER AB    UTSKR 20260930\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti.\n"
        "DATUM         TEXT      DEBET\n"
        "2026-08-01    HYRA      4 400,00\n"
        "2026-09-01    HYRA      4 400,00"
    ),
    (
        "Meddelande\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti.\n"
        "\n"
        "Hyran förföll den 31 augusti 2026.\n"
        "\n"
        "Göteborg 2026-09-30\n"
        "\n"
        "Karin Prov\n"
        "Förvaltare"
    ),
    (
        "Meddelande\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti.\n"
        "\n"
        "Händelser\n"
        "2026-09-02    23.15    Hög musik\n"
        "2026-09-05    01.20    Skrik\n"
        "2026-09-20    02.00    Slag\n"
        "\n"
        "Med vänlig hälsning\n"
        "Karin Prov    2026-09-30"
    ),
    (
        "Vår ref: KP    Datum: 30/9 -26    Sida 1(1)\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    (
        "Ort och datum    Underskrift\n"
        "Göteborg 30.9.2026    Karin Prov\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    (
        "D.  Göteborg den 30:e september 2026\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    (
        "Mölndal, onsdagen den 30 september 2026\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    (
        "Skrivet den 30 sept. 2026 av Karin Prov\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    ("Hyresgästen Anna Prov har inte betalat hyran för augusti.\n\nDagens datum: 2026-09-30"),
    (
        "Från: Karin Prov\n"
        "Skickat: den 30 september 2026 10:14\n"
        "Till: socialnämnden\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti.\n"
        "\n"
        "-----Ursprungligt meddelande-----\n"
        "Från: Jouren\n"
        "Skickat: den 28 september 2026 08:00"
    ),
    ("Date: September 30, 2026\n\nThe rent for August has not been paid."),
    ("Gothenburg, 30th September 2026\n\nThe rent for August has not been paid."),
    (
        "Hyresgästen Anna Prov har inte betalat hyran för augusti. "
        "Störningarna den 4 september och den 12 september har polisanmälts.\n"
        "\n"
        "Hisings Kärra den 30/9 2026\n"
        "Karin Prov"
    ),
    (
        "2026-09-30    Ärende 4711\n"
        "Provbostäder AB\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    (
        "Till Socialnämnden    30/9 2026\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    (
        "Hyresgästen Anna Prov har inte betalat hyran för augusti.\n"
        "\n"
        "Göteborg som ovan\n"
        "\n"
        "\n"
        "\n"
        "Blankett 7, fastställd 2019-01-01    Handläggare KP    Upprättad 2026-09-30"
    ),
    (
        "Avtal 4711    Er ref Anna    30 sep 2026\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
    ("den trettionde september 2026\n\nHyresgästen Anna Prov har inte betalat hyran för augusti."),
    (
        "Provbostäder, 30 september 2026, Göteborg\n"
        "\n"
        "Hyresgästen Anna Prov har inte betalat hyran för augusti."
    ),
)


@pytest.mark.parametrize("text", LETTERS)
def test_the_day_it_was_written(text: str) -> None:
    """Last, in a foot, in unusual order, beside logs, accounts, quoted mails and older forms."""
    field = found_in(text).get(LETTER_DATE)
    assert field is not None
    assert field.value == date(2026, 9, 30)
    assert field.confidence >= 0.85
    assert field.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        # two days that both stand where the letter's own does
        "Göteborg 2026-09-12\n\nHej\n\nGöteborg 2026-09-21",
        # what it tells of had not happened yet
        "2026-09-01\n\nStörningen den 14 september 2026 har anmälts.",
        # something is told of a later day, in whatever words
        "Göteborg 2026-09-12\n\nUppsagt 2026-09-21. Hyran är inte betald.",
        # later than the day it came
        "Datum: 2026-11-14\n\nHyran är inte betald.",
        # the weekday is another
        "Göteborg måndagen den 30 september 2026\n\nHyran är inte betald.",
        # the day or the year first
        "Göteborg 25.09.26\n\nHyran är inte betald.",
    ],
)
def test_a_day_that_something_speaks_against_is_unsure(text: str) -> None:
    """The law's three weeks are not counted from a guess."""
    field = found_in(text).get(LETTER_DATE)
    assert field is None or field.notes or field.confidence < 0.7


@pytest.mark.parametrize(
    "text",
    [
        # an account's rows
        "Datum    Text    Belopp\n2026-08-01    Hyra    8 450,00\n2026-09-01    Hyra    8 450,00",
        # a log of disturbances
        "Logg\n2026-09-02 23.15 Hög musik\n2026-09-05 01.20 Skrik\n2026-09-20 02.00 Slag",
        # a word of a sentence that elsewhere is a label
        "The neighbours report noise. The latest report is dated September 20, 2026 and grave.",
        # the end of a sentence that the line broke
        "Grannarna har klagat på hyresgästen många gånger och senast skedde det den\n2026-09-20.",
    ],
)
def test_days_that_are_told_are_not_the_letters(text: str) -> None:
    """Days of a table or a sentence never become the letter's own."""
    assert found_in(text).get(LETTER_DATE) is None


@pytest.mark.parametrize(
    "text",
    [
        "Registrerat 2026-09-04\nDenna skrivelse 2026-10-01\n\nHyran är inte betald.",
        "Reg.datum 2026-09-04\nDenna skrivelse 2026-10-01\n\nHyran är inte betald.",
        "HYRA/400    UTSKRIFT 44SOC    2026-10-01\n\nREGISTR    2026-09-30    SIGN 51",
    ],
)
def test_a_matters_registration_is_not_the_letters_day(text: str) -> None:
    """When a matter was registered says nothing of when the letter was written."""
    assert found_in(text).value(LETTER_DATE) == date(2026, 10, 1)


def test_a_number_with_strokes_is_no_day() -> None:
    """What is numbered "8/4/10-26" has no day; "12/5-15/6" is two of them, without a year."""
    assert found_in("Uppsägning nr 8/4/10-26\n\nHyran är inte betald.").get(LETTER_DATE) is None
    assert found_in("Göteborg 12/5-15/6\n\nHyran är inte betald.").get(LETTER_DATE) is None


@pytest.mark.parametrize(
    "text",
    [
        "Skapat 04.06.2026\nUtskrivet 23.06.2026\nStatus UPPSAGD",
        "KRONOFOGDEN    UTSKRIFT 2026-06-23\nAVISERAT    : 2026-06-17\nBEVAKAS    : 2026-06-20",
    ],
)
def test_what_a_system_prints_is_written_on_the_day_of_printing(text: str) -> None:
    """Days under labels of other steps are not the letter's."""
    assert found_in(text, on=date(2026, 6, 25)).value(LETTER_DATE) == date(2026, 6, 23)
