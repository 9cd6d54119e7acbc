"""Shapes of amounts, dates, numbers, names and streets: one comment a row says why it is there."""

from datetime import date, time
from decimal import Decimal

import pytest

from extractors.finders.days import clocks, days
from extractors.finders.identity import numbers
from extractors.finders.letter import plain
from extractors.finders.money import amounts
from extractors.finders.municipalities import NAMES, municipality
from extractors.finders.naming import is_organisation, persons
from extractors.finders.places import APARTMENT, POSTAL, STREET, is_street

NEAR = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 345,67 kr", ["12345.67"]),  # the ordinary shape
        ("12.345:-", ["12345.00"]),  # old-fashioned, with a point and a dash
        ("12 345:50", ["12345.50"]),  # colon before the öre
        ("SEK 12 345", ["12345.00"]),  # the currency first
        ("kr 12345", ["12345.00"]),  # no space at all
        ("12\u00a0345,00\u202fkr", ["12345.00"]),  # hard and thin spaces
        ("12,345.50", ["12345.50"]),  # English
        ("1 560, 47", ["1560.47"]),  # a space that the engine put in
        ("betala 5 000 kr, 20 dagar", ["5000.00"]),  # a sentence's comma
        ("450 kronor", ["450.00"]),  # the word written out
        ("-500,00", ["-500.00"]),  # money paid in
        ("Hyra november 2026 8 450,00", ["8450.00"]),  # a year is no thousands
        ("Hyra 2026-10 8 450,00 kr", ["8450.00"]),  # nor is a period
        ("lgh 1506 268-1807 15.800:65", ["15800.65"]),  # columns that ran together
        ("Plusgiro 12 34 56-7 450 kr", ["450.00"]),  # a giro account is no money
        ("031-700 00 00 belopp 5 400,00", ["5400.00"]),  # nor is a telephone
        ("JB 12:44 och 12 kap. 44 §", []),  # nor a paragraph
        ("8 % ränta, 120 kr", ["120.00"]),  # nor a share
        ("kl. 09.30 eller 13:00", []),  # nor an hour
        ("800101-9804", []),  # nor a personnummer
        ("2026", []),  # nor a year alone
    ],
)
def test_amounts_are_read_as_printed(text: str, expected: list[str]) -> None:
    """Each Swedish way of printing money gives its value, and what is no money gives none."""
    assert [money.value for money in amounts(plain(text))] == [Decimal(one) for one in expected]


@pytest.mark.parametrize(
    "text",
    [
        "12 30550 kr",  # a comma that the engine lost
        "1 2 345 kr",  # digits torn apart
    ],
)
def test_a_misgrouped_amount_is_marked(text: str) -> None:
    """Digits that do not group as an amount does are never passed off as one."""
    assert all(money.malformed for money in amounts(text))


@pytest.mark.parametrize(
    ("text", "expected", "notes"),
    [
        ("2026-11-03", date(2026, 11, 3), ()),  # ISO
        ("tisdagen den 3 november 2026", date(2026, 11, 3), ()),  # the weekday agrees
        ("onsdagen den 3 november 2026", date(2026, 11, 3), ("weekday",)),  # it does not
        ("den 3 nov 2026", date(2026, 11, 3), ()),  # short month
        ("den 23 september 2026", date(2026, 9, 23), ()),  # a month that begins with a short one
        ("3:e november -26", date(2026, 11, 3), ()),  # ordinal and short year
        ("03/11-26", date(2026, 11, 3), ()),  # by hand
        ("3/11 2026", date(2026, 11, 3), ()),  # by hand, year apart
        ("3.11.2026", date(2026, 11, 3), ()),  # points
        ("November 3, 2026", date(2026, 11, 3), ()),  # English
        ("261103", date(2026, 11, 3), ("compact",)),  # six digits may be anything
        ("20261103", date(2026, 11, 3), ("compact",)),  # eight too
        ("2O26-11-O3", date(2026, 11, 3), ("ocr_swap",)),  # letters for digits
        ("den 3 november", date(2026, 11, 3), ("year_assumed",)),  # the year nearest
        ("den 3 januari", date(2027, 1, 3), ("year_assumed",)),  # over new year
    ],
)
def test_dates_in_every_shape(text: str, expected: date, notes: tuple[str, ...]) -> None:
    """Each shape gives its day and says what is odd about it."""
    (day,) = days(plain(text), near=NEAR)
    assert (day.value, day.notes) == (expected, notes)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",  # no such day
        "19800101-9804",  # a personnummer
        "Sida 1/1",  # a page number
        "12 345,50",  # an amount
        "2026-10--11",  # a period
        "november 2026",  # a month
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Numbers that only look like a day give none."""
    assert list(days(plain(text), near=NEAR)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kl. 09.30", time(9, 30)),  # with a point
        ("klockan 13", time(13)),  # hour alone
        ("kl 0930", time(9, 30)),  # four digits
        ("2026-11-03 10:00", time(10)),  # behind a date
        ("2026-11-03T10:00", time(10)),  # machine-made
        ("kl 10:00-12:00", time(10)),  # of a span its beginning
    ],
)
def test_hours(text: str, expected: time) -> None:
    """The first hour printed is read."""
    assert next(clocks(text)).value == expected


@pytest.mark.parametrize(
    ("text", "digits", "notes"),
    [
        ("800101-9804", "8001019804", ()),  # ten digits
        ("19800101-9804", "198001019804", ()),  # twelve
        ("198001019804", "198001019804", ()),  # twelve without hyphen
        ("800101 9804", "8001019804", ()),  # a space for the hyphen
        ("800101 - 9804", "8001019804", ()),  # spaces around it
        ("800101-9805", "8001019805", ("checksum",)),  # Luhn fails
        ("8OO1O1-9804", "8001019804", ("ocr_swap",)),  # O for 0
        ("800101-XXXX", "800101", ("masked",)),  # hidden end: the day of birth is left
        ("Anna Prov, f. 800101", "800101", ("masked",)),  # only born
        ("fodd 1980-01-01", "19800101", ("masked",)),  # only born, in full
        ("19800101-****", "19800101", ("masked",)),  # hidden with stars
        ("800161-9819", "8001619819", ("coordination",)),  # samordningsnummer: day + 60
        ("200101+9807", "192001019807", ()),  # + is a hundred years or more
        ("801301-9800", "8013019800", ("date",)),  # no thirteenth month
    ],
)
def test_personnummer(text: str, digits: str, notes: tuple[str, ...]) -> None:
    """Digits as printed, and what speaks against them."""
    (number,) = numbers(text)
    assert (number.digits, set(number.notes)) == (digits, set(notes))


def test_an_organisation_number_is_no_persons() -> None:
    """A third digit of 2 or more with a right check digit is a legal person's."""
    (number,) = numbers("559912-1612")
    assert number.organisation
    assert not number.personal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Prov", ["Anna Prov"]),  # plain
        ("ANNA PROV", ["ANNA PROV"]),  # as windows print it
        ("Prov, Anna Maria", ["Prov, Anna Maria"]),  # family name first
        ("Anna Prov och Bo Test", ["Anna Prov", "Bo Test"]),  # two
        ("Anna och Bo Prov", ["Anna Prov", "Bo Prov"]),  # one family name for both
        ("Anna Prov/Bo Test", ["Anna Prov", "Bo Test"]),  # a stroke
        ("Anna Prov, Bo Test", ["Anna Prov", "Bo Test"]),  # a comma
        ("Anna Prov m.fl.", ["Anna Prov"]),  # others not named
        ("Anna Prov c/o Bo Test", ["Anna Prov"]),  # c/o is another
        ("Anna-Lena af Prov, Storgatan 3", ["Anna-Lena af Prov"]),  # nobility and a street
        ("Anna Prov, Bergtorpslänken 65", ["Anna Prov"]),  # a street of unknown ending
        ("Anna Prov i lägenheten", ["Anna Prov"]),  # "lägenheten" is no "enheten"
        ("E. Prov", ["E. Prov"]),  # an initial
        ("Herr Bo Prov", ["Bo Prov"]),  # a title
        ("Provbostäder AB", []),  # a company
        ("Brf Provet", []),  # an association
        ("Socialnämnden i Göteborg", []),  # a board
        ("har inte betalat", []),  # a sentence
        ("Storgatan 3", []),  # a street
    ],
)
def test_names_of_persons(text: str, expected: list[str]) -> None:
    """Persons are told from organisations, streets and sentences."""
    assert [name.text for name in persons(text, plain(text))] == expected


def test_one_word_is_a_name_only_where_a_label_says_so() -> None:
    """A surname alone needs a strong label."""
    assert persons("Prov", "Prov") == []
    assert [name.notes for name in persons("Prov", "Prov", single=True)] == [("single",)]


@pytest.mark.parametrize(
    "text",
    [
        "Provbo AB",
        "Brf Provet 2",
        "Stiftelsen Provhem",
        "Kronofogden",
        "Testeå kommun",
        "Elnät Syd",
    ],
)
def test_organisations(text: str) -> None:
    """Companies, associations and authorities are known by a word of theirs."""
    assert is_organisation(plain(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Björkvägen 12 B, 414 58 Göteborg", "Björkvägen 12 B"),  # entrance letter
        ("lägenheten på Västra Skansgatan 14 lgh 1102", "Västra Skansgatan 14"),  # two words
        ("2:a Långgatan 4A", "2:a Långgatan 4A"),  # ordinal
        ("S:ta Ylvas gata 75 A", "S:ta Ylvas gata 75 A"),  # saint
        ("Kungsg. 4", "Kungsg. 4"),  # abbreviated
        ("Karl Johansgatan 5-7", "Karl Johansgatan 5-7"),  # a span
    ],
)
def test_streets(text: str, expected: str) -> None:
    """The street with its number and entrance letter."""
    hit = STREET.search(plain(text))
    assert hit is not None
    start, end = hit.span("street")
    assert text[start:end] == expected


@pytest.mark.parametrize("text", ["Enligt 12", "P-plats 0117", "Box 123", "Hyresgäst 2", "Sida 1"])
def test_numbered_things_that_are_no_streets(text: str) -> None:
    """A label with a number is no address."""
    assert not is_street(plain(text))


def test_postal_codes_with_their_city() -> None:
    """With or without the space; an amount is no postal code."""
    assert [m["city"] for m in POSTAL.finditer("414 58 Goteborg, 41458 MOLNDAL, 123 45 kr")] == [
        "Goteborg",
        "MOLNDAL",
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("lgh 1102", "1102"),  # the official four digits
        ("Igh 1102", "1102"),  # as OCR reads it
        ("Lgh nr: 1204", "1204"),  # with "nr"
        ("lagenhetsnummer 0901", "0901"),  # below ground
        ("lagenhet 0103", None),  # a landlord's object number
        ("lagenhet 107-02-0103", None),  # another
        ("lgh 14", None),  # an association's own number
    ],
)
def test_flat_numbers(text: str, number: str | None) -> None:
    """Only Lantmäteriet's four-digit number is a flat number."""
    hit = APARTMENT.search(text)
    assert (None if hit is None else hit["number"]) == number


def test_municipalities() -> None:
    """All 290, also in the genitive and without diacritics; another word is none."""
    assert len(set(NAMES)) == 290
    assert municipality("Göteborgs") == "Göteborg"
    assert municipality("MALMO") == "Malmö"
    assert municipality("Provköping") is None
