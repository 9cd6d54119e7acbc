"""Numbers of matters in running text, where each ends, and what is none."""

from __future__ import annotations

import pytest
from typed_pages import found_in

from extractors.finders.reference_words import VALUE
from pipeline.domain.fields import CASE_NUMBER, CONTRACT_NUMBER, REFERENCE, SENDER_PHONE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("SK-2001. Med vänlig hälsning", "SK-2001"),
        ("30412-3. 2 rum och kök", "30412-3. 2"),  # a digit may be the number's: kept as it was
        ("1117/31.12", "1117/31.12"),
        ("107-02-0103 Obs", "107-02-0103"),
        ("AB 4711.A", "AB 4711.A"),
    ],
)
def test_a_stop_and_a_blank_end_it(text: str, number: str) -> None:
    """The next sentence's first word is none of it."""
    hit = VALUE.match(text)
    assert hit is not None
    assert hit.group() == number


@pytest.mark.parametrize(
    ("text", "case", "contract"),
    [
        ("Ni hyr enligt skriftligt avtal 7050/14 bostaden.", None, "7050/14"),
        ("Vi säger upp hyresavtalet, nummer 15-1194.", None, "15-1194"),
        ("Kontraktet (nr 63-5639) löper vidare.", None, "63-5639"),
        ("Obetald närvärme, kund KB-9387.", None, "KB-9387"),
        ("Hon har abonnemang R-67379 hos oss.", None, "R-67379"),
        ("rented by Anna Prov under lease no. HL-37366 dated 4 May 2020", None, "HL-37366"),
        ("Ring och säg ärende BD-7847-75.", "BD-7847-75", None),
        ("7 August 2026, our file NC-474289", "NC-474289", None),
        ("Inkassokrav nr 061-761-372", "061-761-372", None),
        # sums, days, phones, persons and payments are none
        ("Ert krav 11 900 kr betalas nu.", None, None),
        ("Inkasso 180,00", None, None),
        ("Avtalet 2026-09-01 gäller.", None, None),
        ("Avtal juni 2026 och framåt", None, None),
        ("Vårt mål J 7623/26", "J 7623/26", None),
        ("Portalärende    VP-21329", "VP-21329", None),
        ("Avstängningsärende VA-26-0660", "VA-26-0660", None),
        ("INKASSOKRAV\nAktnr 699211-6", "699211-6", None),
        ("Ärende 929 704-5", "929 704-5", None),
        ("MÅL    U-68490-26/1", "U-68490-26/1", None),
        ("Brevet har även gått till kunden\n424 56 GÖTEBORG", None, None),
        ("Ring vår kund 040-628 04 95.", None, None),
        ("Er kund 810101-9804 har skulder.", None, None),
        ("Polisens ärende 5000-K442099-26 gäller hotet.", None, None),
        ("Ange referens 151351274288 vid betalning.", None, None),
    ],
)
def test_numbers_in_running_text(text: str, case: str | None, contract: str | None) -> None:
    """A word for a matter, a contract or a customer before a number makes it theirs."""
    found = found_in(text)
    assert found.value(CASE_NUMBER) == case
    assert found.value(CONTRACT_NUMBER) == contract


def test_a_payments_number_is_the_last_resort() -> None:
    """A long row of figures is named only where the matter has no number of its own."""
    alone = found_in("Referens: 151351274288").get(REFERENCE)
    assert alone is not None
    assert alone.confidence < 0.7
    beside = found_in("Referens: 151351274288\nKontrakt: 9331-1813")
    assert beside.value(REFERENCE) == "9331-1813"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("Frågor: 031-390 06 32", "031-390 06 32"),
        ("Åse Prov, Bostads AB Provet, telefon 031-39 006 62", "031-39 006 62"),
        (
            "Hör av er till oss så snart som möjligt om ni undrar något, 08-465 004\n66",
            "08-465 004 66",
        ),
        ("Skickat: 2026-09-24 08:14\nRing 070-174 06 35", "070-174 06 35"),
        ("Målnummer 01-351708-26", None),
        ("Objekt 0646-42-0907", None),
        ("Tid 2026-08-10 10.30", None),
    ],
)
def test_telephones(text: str, phone: str | None) -> None:
    """A telephone is none of a day with its hour, none of a matter's number, and whole."""
    assert found_in(text).value(SENDER_PHONE) == phone
