"""What the text of a letter out may say: values by the names that its editors know."""

from __future__ import annotations

from typing import Any

from pipeline.documents import swedish
from pipeline.documents.narrow import decision_of, kind_of, letters_out, persons, subkind_of
from pipeline.documents.occasion import Occasion
from pipeline.documents.sheet_people import children
from pipeline.domain.case import Case, LetterOut
from pipeline.domain.deadlines import RECOVERY_END, statutory_basis
from pipeline.domain.fields import (
    ADDRESS,
    AMOUNT,
    CASE_NUMBER,
    CITY,
    CONTRACT_NUMBER,
    DUE_DATE,
    EVICTION_AT,
    LETTER_DATE,
    REFERENCE,
    SENDER_NAME,
    SENDER_PHONE,
    Field,
    Name,
)
from pipeline.domain.gates import tenure_of
from pipeline.domain.kinds import Kind, Role, Tenure
from pipeline.domain.match import Matched, NoMinor
from pipeline.domain.outgoing import CONFIRMATION_COPY, OUTSIDE, SENDER, sure_amount
from pipeline.domain.statutory_form import missing

BLANK = "_" * 30
"""Where a person fills in by hand what the program does not know."""

_SHUT_OFF = {
    "electricity": "elen",
    "gas": "gasen",
    "heating": "värmen",
    "water": "vattnet",
    "waste": "sophämtningen",
}
_UNNAMED_SENDER = {Kind.EVICTION_DATE: "Kronofogden", Kind.UTILITY_DEBT: "leverantören"}


def values(occasion: Occasion, letter: LetterOut) -> dict[str, Any]:
    """What a letter's text may name; templates/letters/LÄSMIG.txt lists it for its editors.

    What was read unsurely is left out or blank. A letter outside the household and the units knows
    the persons as the paper names them: the register's names tell whom we know.
    """
    case = occasion.case
    kind, subkind, findings = kind_of(case), subkind_of(case), case.findings
    tenure = tenure_of(case.classification)
    landlord = "föreningen" if tenure is Tenure.CONDOMINIUM else "hyresvärden"
    return {
        **_ours(occasion, letter),
        **_days(case, occasion),
        "avsandare": told(case, SENDER_NAME) or _UNNAMED_SENDER.get(kind, landlord),
        "avsandare_telefon": told(case, SENDER_PHONE),
        "hyresvarden": landlord,
        "adress": dwelling(case, letter),
        "ort": told(case, CITY),
        "belopp": findings.value(AMOUNT) if sure_amount(findings) else None,
        "perioder": _periods(case),
        "malnummer": findings.value(CASE_NUMBER) or "",
        "referens": told(case, CONTRACT_NUMBER) or told(case, REFERENCE),
        "faktura": told(case, REFERENCE),
        "bifogat": (),
        "personer": tuple(one.full_name for one in persons(case)) if _sure_of_person(case) else (),
        "namn_i_brevet": tuple(
            party.name.value
            for party in findings.parties
            if party.name is not None and _may_be_told(party.name)
        ),
        "barnen": _children(occasion, letter),
        "slag": kind.value,
        "undergrupp": subkind or "",
        "arende": swedish.KINDS[kind],
        "upplatelse": tenure.value,
        "lagrum": statutory_basis(kind, subkind, tenure, findings),
        "saknas": tuple(f"{one.what} (fält {one.number})" for one in missing(findings)),
        "barn": case.household is not None and not isinstance(case.household.minors, NoMinor),
        "vara": _SHUT_OFF.get(subkind or "", "el, gas, värme eller vatten"),
        "kopia": any(
            one.template == CONFIRMATION_COPY and not one.held for one in letters_out(case)
        ),
    }


def _ours(occasion: Occasion, letter: LetterOut) -> dict[str, Any]:
    """The municipality, the unit that writes, who answers there, who takes part."""
    named = occasion.officer
    handling = next(
        (one.unit for one in decision_of(occasion.case).deliveries if one.role is Role.HANDLE),
        occasion.delivery.unit,
    )
    return {
        "kommun": occasion.settings.municipality,
        "enhet": occasion.unit,
        "ansvarig_enhet": occasion.unit_name(handling),
        "enheter": tuple(
            occasion.unit_name(one)
            for one in dict.fromkeys((occasion.delivery.unit, *letter.together_with))
        ),
        "deltar": letter.together_with,
        "handlaggare": {
            "namn": named.name if named else BLANK,
            "telefon": (named and named.phone) or BLANK,
            "epost": (named and named.email) or BLANK,
        },
    }


def _days(case: Case, occasion: Occasion) -> dict[str, Any]:
    """The days that a letter may name; one that has gone by is no longer told as the last."""
    at = case.findings.value(EVICTION_AT)
    ends = (one.on for one in decision_of(case).deadlines if one.what == RECOVERY_END)
    last = next(ends, None)
    passed = last is not None and last < case.received_on
    due = case.findings.get(DUE_DATE)
    return {
        "mottaget": occasion.ids.received_on,
        "brev_datum": case.findings.value(LETTER_DATE),
        "forfallodag": None if due is None or not _may_be_told(due) else due.value,
        # Whether the time is out only a person can tell: the tenant is not told a day gone by.
        "sista_dag": None if passed else last,
        "sista_dag_oviss": passed,
        "tid": "" if at is None else swedish.moment(at),
    }


def told(case: Case, name: Name[str]) -> str:
    """The value if a letter out may say it: what is unsure is never told as if it were known."""
    found = case.findings.get(name)
    return found.value if found is not None and _may_be_told(found) else ""


def _may_be_told(found: Field[Any]) -> bool:
    sure = swedish.certainty(found.confidence, found.notes) in {"säker", "ganska säker"}
    return sure or found.edited is not None


def _periods(case: Case) -> tuple[str, ...]:
    """The months that the claim is for, in print order, each once; none that was read unsurely."""
    return tuple(
        dict.fromkeys(
            swedish.period(row.period)
            for row in case.findings.claim
            if row.period and _may_be_told(row.amount)
        )
    )


def _children(occasion: Occasion, letter: LetterOut) -> tuple[str, ...]:
    """The children for a unit of ours that may see them (C20); nobody outside reads of them."""
    if letter.to in OUTSIDE:
        return ()
    return children(occasion.case, occasion.sight)


def _sure_of_person(case: Case) -> bool:
    """Whether every party is found beyond doubt, so that an outside authority may read the name.

    What a reviewer has approved is beyond doubt.
    """
    return bool(case.matches) and all(
        isinstance(one, Matched) and (not one.doubts or case.reviewed_by) for one in case.matches
    )


def dwelling(case: Case, letter: LetterOut) -> str:
    """The home that the letter is about: as printed, else where the first person is registered.

    Whoever sent us the paper is told what it prints alone.
    """
    printed_address = case.findings.value(ADDRESS)
    if printed_address or letter.to == SENDER:
        return printed_address or ""
    return next((one.address.street for one in persons(case)), "")
