"""Plain Swedish for what staff and tenants read: names of kinds, amounts, days, certainty."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from pipeline.domain.explaining import RECEIVERS
from pipeline.domain.kinds import SUBKINDS as OF_KIND
from pipeline.domain.kinds import Kind, Priority, Role, State, Tenure
from pipeline.domain.sentences import listed as listed  # noqa: PLC0414 - one of ours
from pipeline.domain.swedish_time import in_sweden
from pipeline.domain.words import WORDS

KINDS: dict[Kind, str] = {
    Kind.RENT_DEBT: "Hyresskuld",
    Kind.DISTURBANCE: "Störning i boendet",
    Kind.UTILITY_DEBT: "Skuld för el, gas, värme eller vatten",
    Kind.EVICTION_DATE: "Avhysning, besked från Kronofogden",
    Kind.DEBT_LIST: "Lista med skulder",
    Kind.OTHER: "Övrigt brev",
}

_LONGER = {
    (Kind.RENT_DEBT, "social_notice"): "meddelande till socialnämnden om uppsägning",
    (Kind.RENT_DEBT, "collection"): "inkassokrav",
    (Kind.DISTURBANCE, "termination"): "uppsägning på grund av störning",
    (Kind.UTILITY_DEBT, "water"): "vatten och avlopp",
    (Kind.UTILITY_DEBT, "combined"): "flera avgifter",
    (Kind.DEBT_LIST, "rent"): "obetalda hyror",
    (Kind.DEBT_LIST, "care_fee"): "obetalda vård- och omsorgsavgifter",
}
SUBKINDS: dict[tuple[Kind, str], str] = {
    (kind, sub): _LONGER.get((kind, sub), WORDS[sub]) for kind in Kind for sub in OF_KIND[kind]
}

TENURES: dict[Tenure, str] = {
    **{tenure: WORDS[tenure] for tenure in Tenure},
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
    "brev_bostadshandlaggare": "Bostadshandläggarens brev",
    "for_kannedom": "Följebrev för kännedom",
    "andrahandsvarning": "Varning om obetald hyra (andrahand)",
    "paminnelse": "Påminnelse om obetald avgift",
    "atagande_utkast": "Utkast till åtagande",
    "komplettering_hyresvard": "Begäran om fler uppgifter",
    "felpost": "Brev som hör till en annan kommun",
}

RECIPIENTS: dict[str, str] = dict(RECEIVERS)

BASES: dict[str, str] = {
    "custody": "vårdnad enligt registret",
    "same_address": "skrivet på samma adress",
    "printed": "nämns i brevet",
}

METHODS: dict[str, str] = {
    **{name: WORDS[name] for name in ("name_address_apartment", "name_address", "edit")},
    "personnummer": "personnumret i brevet",
}

_LABELS = {
    "concern": "Oro nämns",
    "kind": "Slag av brev",
    "person": "Person",
    "claim": "Rad i kravet",
    "rows": "Listans rader",
}
_LABELLED = (
    "amount_sek",
    "letter_date",
    "due_date",
    "eviction_at",
    "replaced_time",
    "arrival_stamp",
    "posted_on",
    "reference",
    "case_number",
    "contract_number",
    "sender_name",
    "sender_orgnr",
    "sender_phone",
    "sender_contact",
    "sender_email",
    "creditor_name",
    "sender_address",
    "address",
    "postal_code",
    "city",
    "apartment",
    "statutory_notice",
    "children_mentioned",
    "concern",
    "ground",
    "estate_of_deceased",
    "municipality",
    "other_object",
    "rooms",
    "interest",
    "payment_account",
    "payment_line",
    "kind",
    "subkind",
    "tenure",
    "person",
    "name",
    "personnummer",
    "claim",
    "rows",
)
FIELDS: dict[str, str] = {
    name: _LABELS.get(name) or WORDS[name][:1].upper() + WORDS[name][1:] for name in _LABELLED
}
"""What is read of a letter, as a label, in the order in which people look for it."""

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
    return without_unseen(_SPACE.sub(" ", text)).strip()


def without_unseen(text: str) -> str:
    """The text without control, private or direction marks; tabs and line breaks stay."""
    if text.isprintable():
        return text
    return "".join(
        sign for sign in text if sign in "\t\n" or unicodedata.category(sign) not in _UNSEEN
    )


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


def period(text: str) -> str:
    """A claim's period in running text: ``augusti 2026``, ``kvartal 4 2026``; others as they are.

    Shapes of the claim's finder: ``2026-08``, ``2026-08/2026-09``, ``2026-Q4``.
    """
    if span := re.fullmatch(r"(\d{4}-\d\d)/(\d{4}-\d\d)", text):
        return f"{period(span[1])}–{period(span[2])}"
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        return f"kvartal {quarter[2]} {quarter[1]}"
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text):
        return f"{MONTHS[int(month[2]) - 1]} {month[1]}"
    return text


def unsaid_period(text: str, label: str) -> str:
    """The period in running text, where its row's label does not say it: "Hyra aug 2026" does."""
    said = label.lower()
    month = period(text)
    year = month[-4:]
    if not text or text in said or (year in said and month[:3] in said):
        return ""
    return month


def case_number(kind: Kind, subkind: str | None) -> str:
    """What a matter's number is called: ``Målnummer`` at Kronofogden and court alone."""
    at_court = kind is Kind.EVICTION_DATE or subkind in {"payment_order", "eviction_application"}
    return "Målnummer" if at_court else "Ärendenummer"


def stamp(at: str) -> str:
    """When the ledger says that something was done, in Swedish time: ``2026-10-05 14.32``."""
    return f"{in_sweden(datetime.fromisoformat(at)):%Y-%m-%d %H.%M}"


def certainty(confidence: float, notes: tuple[str, ...] = ()) -> str:
    """How sure a value is, in a word."""
    if notes:
        return "kontrollera"
    if confidence >= 0.95:
        return "säker"
    return "ganska säker" if confidence >= 0.8 else "osäker"


MARKS: dict[str, str] = {
    "säker": "✓",
    "rättad": "✓",
    "vald": "✓",
    "ganska säker": "◐",
    "osäker": "⚠",
    "kontrollera": "⚠",
    "inte hittad": "⚠",
}
"""A sign for each word of certainty, told apart without colour and on a bad copy."""


def marked(word: str) -> str:
    """A word of certainty with its sign before it: ``⚠ osäker``; other words as they are."""
    sign = MARKS.get(word, "")
    return f"{sign}\N{NO-BREAK SPACE}{word}" if sign else word


def opening(text: str) -> str:
    """A name as it begins a sentence; nothing but the first letter changes."""
    return text[:1].upper() + text[1:]


def sheets(count: int) -> str:
    """How many pages there are: ``1 sida``, ``3 sidor``."""
    return "1 sida" if count == 1 else f"{count} sidor"


def possessive(name: str) -> str:
    """The genitive of a name: ``Göteborgs``, ``Nynäs``."""
    return name if name.lower().endswith(("s", "x", "z")) else f"{name}s"


def postal(code: str) -> str:
    """A postal code as on an envelope: ``411 00``; anything else as it is."""
    digits = code.replace(" ", "")
    return f"{digits[:3]} {digits[3:]}" if len(digits) == 5 and digits.isdigit() else code
