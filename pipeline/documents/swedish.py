"""Plain Swedish for what staff and tenants read: names of kinds, amounts, days, certainty."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from pipeline.domain.kinds import Kind, Priority, Role, State, Tenure

KINDS: dict[Kind, str] = {
    Kind.RENT_DEBT: "Hyresskuld",
    Kind.DISTURBANCE: "Störning i boendet",
    Kind.UTILITY_DEBT: "Skuld för el, gas, värme eller vatten",
    Kind.EVICTION_DATE: "Avhysning, besked från Kronofogden",
    Kind.DEBT_LIST: "Lista med skulder",
    Kind.OTHER: "Övrigt brev",
}

SUBKINDS: dict[tuple[Kind, str], str] = {
    (Kind.RENT_DEBT, "social_notice"): "meddelande till socialnämnden om uppsägning",
    (Kind.RENT_DEBT, "collection"): "inkassokrav",
    (Kind.RENT_DEBT, "termination"): "uppsägning",
    (Kind.RENT_DEBT, "payment_order"): "betalningsföreläggande",
    (Kind.RENT_DEBT, "eviction_application"): "ansökan om avhysning",
    (Kind.DISTURBANCE, "warning"): "rättelseanmaning",
    (Kind.DISTURBANCE, "termination"): "uppsägning på grund av störning",
    (Kind.UTILITY_DEBT, "electricity"): "el",
    (Kind.UTILITY_DEBT, "gas"): "gas",
    (Kind.UTILITY_DEBT, "heating"): "fjärrvärme",
    (Kind.UTILITY_DEBT, "water"): "vatten och avlopp",
    (Kind.UTILITY_DEBT, "waste"): "avfall",
    (Kind.UTILITY_DEBT, "combined"): "flera avgifter",
    (Kind.EVICTION_DATE, "set"): "tid för avhysning",
    (Kind.EVICTION_DATE, "moved"): "ny tid för avhysning",
    (Kind.EVICTION_DATE, "cancelled"): "inställd avhysning",
    (Kind.EVICTION_DATE, "executed"): "verkställd avhysning",
    (Kind.EVICTION_DATE, "removal"): "avlägsnande",
    (Kind.DEBT_LIST, "rent"): "obetalda hyror",
    (Kind.DEBT_LIST, "care_fee"): "obetalda vård- och omsorgsavgifter",
}

TENURES: dict[Tenure, str] = {
    Tenure.RENTAL: "hyresrätt",
    Tenure.CONDOMINIUM: "bostadsrätt",
    Tenure.PRIVATE_LETTING: "privatuthyrning",
    Tenure.PREMISES: "lokal",
    Tenure.UNKNOWN: "framgår inte",
}

ROLES: dict[Role, str] = {
    Role.HANDLE: "handlägger",
    Role.COPY: "får kopia och deltar",
    Role.INFORMATION: "för kännedom",
}

PRIORITIES: dict[Priority, str] = {
    Priority.SAME_DAY: "SAMMA DAG",
    Priority.URGENT: "SKYNDSAMT",
    Priority.ORDINARY: "Vanlig tur",
}

STATES: dict[State, str] = {
    State.ROUTED: "fördelat",
    State.REVIEW: "väntar på granskning",
    State.QUARANTINED: "gick inte att läsa",
    State.DUPLICATE: "samma brev som tidigare",
}

CLAIM_PARTS: dict[str, str] = {
    "rent": "Hyra",
    "fee": "Avgift",
    "interest": "Ränta",
    "reminder": "Påminnelse",
    "collection": "Inkassokostnad",
    "cost": "Kostnad",
    "other": "Övrigt",
}

LETTERS: dict[str, str] = {
    "informationsbrev": "Informationsbrev",
    "kallelse": "Kallelse till besök",
    "bekraftelse_kfm": "Bekräftelse till Kronofogden",
    "bekraftelse_kfm_kopia": "Kopia av bekräftelsen till hyresgästen",
}

RECIPIENTS: dict[str, str] = {
    "household": "hushållet",
    "kronofogden": "Kronofogden",
    "sender": "avsändaren",
}

BASES: dict[str, str] = {
    "custody": "vårdnad enligt registret",
    "same_address": "skrivet på samma adress",
    "printed": "nämns i brevet",
}

METHODS: dict[str, str] = {
    "personnummer": "personnumret i brevet",
    "name_address_apartment": "namn, adress och lägenhetsnummer",
    "name_address": "namn och adress",
    "edit": "vald av granskare",
}

FIELDS: dict[str, str] = {
    "amount_sek": "Belopp",
    "letter_date": "Brevets datum",
    "due_date": "Förfallodag",
    "eviction_at": "Tid för avhysning",
    "arrival_stamp": "Ankomststämpel",
    "posted_on": "Postat",
    "reference": "Referens",
    "case_number": "Målnummer",
    "contract_number": "Kontraktsnummer",
    "sender_name": "Avsändare",
    "sender_orgnr": "Avsändarens org.nr",
    "sender_phone": "Avsändarens telefon",
    "sender_contact": "Avsändarens kontakt",
    "sender_email": "Avsändarens e-post",
    "address": "Adress",
    "postal_code": "Postnummer",
    "city": "Ort",
    "apartment": "Lägenhetsnummer",
    "statutory_notice": "Lagstadgat brev",
    "children_mentioned": "Barn nämns",
    "concern": "Oro nämns",
    "ground": "Åberopad grund",
    "estate_of_deceased": "Dödsbo",
    "municipality": "Kommun",
    "other_object": "Annat än bostad",
    "payment_line": "OCR-rad",
    "kind": "Slag av brev",
    "subkind": "Undergrupp",
    "tenure": "Upplåtelseform",
    "person": "Person",
    "name": "Namn",
    "personnummer": "Personnummer",
    "claim": "Rad i kravet",
}

MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
WEEKDAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]

_SPACE = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """One line of printable text: no control, private or direction marks, single spaces.

    Text from a scan is never trusted: a stray control character breaks XML, a direction mark
    turns a number around before the reader's eyes.
    """
    spaced = _SPACE.sub(" ", text)
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN).strip()


def kronor(amount: Decimal) -> str:
    """The amount as print shows it: ``18 450,00 kr``, never broken over lines."""
    rounded = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    whole, _, parts = f"{abs(rounded):,.2f}".partition(".")
    grouped = whole.replace(",", "\N{NO-BREAK SPACE}")
    sign = "−" if rounded < 0 else ""
    return f"{sign}{grouped},{parts}\N{NO-BREAK SPACE}kr"


def day(on: date) -> str:
    """A day in running text: ``5 oktober 2026``."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """A day with its weekday: ``måndag 5 oktober 2026``."""
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def short_day(on: date) -> str:
    """A day in a table: ``mån 2026-10-05``."""
    return f"{WEEKDAYS[on.weekday()][:3]}\N{NO-BREAK SPACE}{on.isoformat()}"


def moment(at: datetime) -> str:
    """A day with weekday and time: ``tisdag 3 november 2026 klockan 10.00``."""
    return f"{weekday(at.date())} klockan {at.hour:02d}.{at.minute:02d}"


def certainty(confidence: float, notes: tuple[str, ...] = ()) -> str:
    """How sure a value is, in a word."""
    if notes:
        return "kontrollera"
    if confidence >= 0.95:
        return "säker"
    return "ganska säker" if confidence >= 0.8 else "osäker"


def listed(parts: tuple[str, ...]) -> str:
    """Words as an enumeration: ``a, b och c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} och {parts[-1]}"


def possessive(name: str) -> str:
    """The genitive of a name: ``Göteborgs``, ``Nynäs``."""
    return name if name.lower().endswith(("s", "x", "z")) else f"{name}s"


def postal(code: str) -> str:
    """A postal code as on an envelope: ``411 00``; anything else as it is."""
    digits = code.replace(" ", "")
    return f"{digits[:3]} {digits[3:]}" if len(digits) == 5 and digits.isdigit() else code
