"""What the text of a letter out may say: values by the names that its editors know."""

from __future__ import annotations

from typing import Any

from pipeline.documents import swedish
from pipeline.documents.narrow import decision_of, is_gone, kind_of, persons, subkind_of
from pipeline.documents.occasion import Occasion
from pipeline.domain.case import Case, LetterOut
from pipeline.domain.deadlines import RECOVERY_END
from pipeline.domain.fields import (
    ADDRESS,
    AMOUNT,
    CASE_NUMBER,
    EVICTION_AT,
    LETTER_DATE,
    SENDER_NAME,
    SENDER_PHONE,
    Name,
)
from pipeline.domain.kinds import Kind
from pipeline.domain.match import Matched, NoMinor
from pipeline.domain.scores import Abstained

BLANK = "_" * 30
"""Where a person fills in by hand what the program does not know."""

CONFIRMATION_COPY = "bekraftelse_kfm_kopia"

_SHUT_OFF = {
    "electricity": "elen",
    "gas": "gasen",
    "heating": "värmen",
    "water": "vattnet",
    "waste": "sophämtningen",
}
_UNNAMED_SENDER = {
    Kind.DISTURBANCE: "Hyresvärden",
    Kind.EVICTION_DATE: "Kronofogden",
    Kind.UTILITY_DEBT: "Leverantören",
}


def values(occasion: Occasion, letter: LetterOut) -> dict[str, Any]:
    """What a letter's text may name; templates/letters/LÄSMIG.txt lists it for its editors."""
    case, named = occasion.case, occasion.officer
    kind, subkind, findings = kind_of(case), subkind_of(case), case.findings
    amount = findings.get(AMOUNT)
    sure = amount is not None and not amount.notes and AMOUNT.text not in findings.conflicts
    at = findings.value(EVICTION_AT)
    ends = (one.on for one in decision_of(case).deadlines if one.what == RECOVERY_END)
    last = next(ends, None)
    passed = last is not None and last < case.received_on
    tenure = case.classification.tenure
    household = case.household
    copy_out = any(
        one.template == CONFIRMATION_COPY and not one.held for one in decision_of(case).letters_out
    )
    return {
        "kommun": occasion.settings.municipality,
        "enhet": occasion.unit,
        "enheter": tuple(
            occasion.unit_name(one)
            for one in dict.fromkeys((occasion.delivery.unit, *letter.together_with))
        ),
        "handlaggare": {
            "namn": named.name if named else BLANK,
            "telefon": (named and named.phone) or BLANK,
            "epost": (named and named.email) or BLANK,
        },
        "avsandare": told(case, SENDER_NAME) or _UNNAMED_SENDER.get(kind, "Hyresvärden"),
        "avsandare_telefon": told(case, SENDER_PHONE),
        "adress": dwelling(case),
        "belopp": amount.value if sure and amount is not None else None,
        "mottaget": occasion.ids.received_on,
        "brev_datum": findings.value(LETTER_DATE),
        # Whether the time is out only a person can tell: the tenant is not told a day gone by.
        "sista_dag": None if passed else last,
        "sista_dag_oviss": passed,
        "tid": "" if at is None else swedish.moment(at),
        "malnummer": findings.value(CASE_NUMBER) or "",
        "personer": tuple(one.full_name for one in persons(case)) if _sure_of_person(case) else (),
        "slag": kind.value,
        "undergrupp": subkind or "",
        "upplatelse": (tenure.best if isinstance(tenure, Abstained) else tenure.value).value,
        "barn": household is not None and not isinstance(household.minors, NoMinor),
        "vara": _SHUT_OFF.get(subkind or "", "el, vatten eller värme"),
        "kopia": copy_out and not is_gone(case) and subkind != "removal",
    }


def told(case: Case, name: Name[str]) -> str:
    """The value if a letter out may say it: what is unsure is never told as if it were known."""
    found = case.findings.get(name)
    if found is None:
        return ""
    unsure = swedish.certainty(found.confidence, found.notes) not in {"säker", "ganska säker"}
    return "" if unsure and found.edited is None else found.value


def _sure_of_person(case: Case) -> bool:
    """Whether every party is found beyond doubt, so that an outside authority may read the name.

    What a reviewer has approved is beyond doubt.
    """
    return bool(case.matches) and all(
        isinstance(one, Matched) and (not one.doubts or case.reviewed_by) for one in case.matches
    )


def dwelling(case: Case) -> str:
    """The home that the letter is about: as printed, else where the first person is registered."""
    printed_address = case.findings.value(ADDRESS)
    if printed_address:
        return printed_address
    return next((one.address.street for one in persons(case)), "")
