"""``aktualisering.v1``: what a case system needs to register a letter, cut to the unit's sight.

One is made for each person whom the letter is about; a letter that touches a protected identity has
none. Shape: domain.md 3.4.
"""

from __future__ import annotations

from typing import Any

from pipeline.documents import law
from pipeline.documents.narrow import Sight, decision_of, is_open, is_protected, kind_of, subkind_of
from pipeline.documents.occasion import Occasion
from pipeline.documents.record import evidence
from pipeline.documents.record_values import plain, value_of
from pipeline.documents.sheet_people import address
from pipeline.domain.case import Case
from pipeline.domain.deadlines import RECOVERY_END
from pipeline.domain.fields import (
    AMOUNT,
    DUE_DATE,
    EVICTION_AT,
    LETTER_DATE,
    PAYMENT_LINE,
    SENDER_NAME,
    SENDER_ORGNR,
)
from pipeline.domain.match import Household, Matched, Minor, NoMinor, Unknown
from pipeline.domain.people import Person, age
from pipeline.domain.scores import Abstained

SCHEMA = "aktualisering.v1"


def subjects(occasion: Occasion) -> tuple[Matched | None, ...]:
    """Whom actualisations are made for: each person found, once; one without a person for none.

    Raises ValueError where a protected identity is touched.
    """
    if is_protected(occasion.case):
        raise ValueError("no actualisation touches a protected identity")
    found: dict[str, Matched] = {}
    for match in occasion.case.matches:
        if isinstance(match, Matched):
            found.setdefault(match.person.number.digits, match)
    return tuple(found.values()) or (None,)


def actualisation(occasion: Occasion, about: Matched | None) -> dict[str, Any]:
    """The actualisation of one of :func:`subjects`; keys in a fixed order."""
    case, ids, delivery = occasion.case, occasion.ids, occasion.delivery
    seen = occasion.sight
    decision = decision_of(case)
    tenure = case.classification.tenure
    held = tenure.best if isinstance(tenure, Abstained) else tenure.value
    # What was left open is not written where a case system takes it for known.
    open_sort = is_open(case.classification.subkind)
    kind, subkind = kind_of(case), None if open_sort else subkind_of(case)
    officer = occasion.officer
    recovery = next((one.on for one in decision.deadlines if one.what == RECOVERY_END), None)
    return {
        "schema": SCHEMA,
        "letter_id": ids.letter_id,
        "revision": ids.revision,
        "received_at": ids.received_at or ids.received_on.isoformat(),
        "intake_point": case.intake_point,
        "unit": {
            "id": delivery.unit,
            "name": occasion.unit,
            "officer": None if officer is None else officer.name,
        },
        "sender": {"name": value_of(case, SENDER_NAME), "orgnr": value_of(case, SENDER_ORGNR)},
        "category": kind.value,
        "subcategories": [] if subkind is None else [subkind],
        "legal_basis": None if is_open(tenure) else law.ground(kind, subkind, held) or None,
        "tenure": held.value,
        "debt": _debt(case, seen),
        "dates": {
            "letter": value_of(case, LETTER_DATE),
            "due": value_of(case, DUE_DATE),
            "earliest_recovery_end": None if recovery is None else recovery.isoformat(),
            "eviction_at": value_of(case, EVICTION_AT),
        },
        "person": _person(about, seen),
        "household": _household(case.household, case, about, seen),
        "minors": _minors(case.household),
        "open_cases": [
            {
                "system": one.system or None,
                "unit": one.unit,
                "type": one.sort or None,
                "handläggare": one.officer or None,
                "number": one.number or None,
            }
            for one in case.cases
            if one.open and (seen.others or one.unit == delivery.unit)
        ],
        "repeat": {
            "count": len(case.earlier),
            "window": f"{occasion.settings.repeat_months} months",
        },
        "actions": [
            {"unit": one.unit, "role": one.role.value, "original": one.original}
            for one in decision.deliveries
        ],
        "letters_out": [
            {"template": one.template, "to": one.to} for one in decision.letters_out if not one.held
        ],
        "deadlines": [
            {"what": one.what, "on": one.on.isoformat(), "basis": one.basis}
            for one in occasion.days
        ],
        "evidence": [
            {
                "field": one["field"],
                "page": one.get("page"),
                "bbox": one.get("box"),
                "text": one["text"],
                "conf": one["confidence"],
            }
            for one in evidence(case, seen)
        ],
        "rule_ids": [row.id for row in decision.rows],
        "review_reasons": [str(one) for one in (*case.reasons, *case.accepted)],
    }


def _debt(case: Case, seen: Sight) -> dict[str, Any]:
    """The claim; contradicted sums are told as such and none of them as the total."""
    findings = case.findings
    line = findings.value(PAYMENT_LINE) if seen.claim else None
    contradicted = AMOUNT.text in findings.conflicts
    claim = findings.claim if seen.claim else ()
    return {
        "rows": [
            {
                "what": row.label or row.what,
                "period": row.period,
                "amount": plain(row.amount.value),
            }
            for row in claim
        ],
        "total": None if contradicted else value_of(case, AMOUNT),
        "contradicted": contradicted,
        "ocr": None if line is None else line.reference,
        "bg": None if line is None else line.giro,
        "period": list(dict.fromkeys(row.period for row in claim if row.period)),
    }


def _person(about: Matched | None, seen: Sight) -> dict[str, Any]:
    if about is None:
        return {"pnr": None, "name": None, "address": None, "lgh": None, "match": None}
    person = about.person
    return {
        "pnr": person.number.digits,
        "name": person.full_name,
        "address": address(person.address) if seen.addresses else None,
        "lgh": person.address.apartment or None,
        "match": {"method": about.method, "score": round(about.confidence, 4)},
    }


def _household(
    home: Household | None, case: Case, about: Matched | None, seen: Sight
) -> list[dict[str, Any]]:
    """Everybody else in the home, and children elsewhere, as much as the unit may see (C20)."""
    if home is None or not seen.addresses:
        return []
    minors = () if isinstance(home.minors, NoMinor) else home.minors.children
    numbers = {minor.number for minor in minors}
    mine = None if about is None else about.person.number
    names = {one.number: one for one in home.members}
    adults = [
        one
        for one in home.members
        if one.number != mine and one.number not in numbers and not one.is_minor(case.received_on)
    ]
    return [
        *(_adult(one, home, seen) for one in adults),
        *(_child(one, names.get(one.number), case, seen) for one in minors),
    ]


def _adult(person: Person, home: Household, seen: Sight) -> dict[str, Any]:
    told = person.number in home.core or seen.others
    return {
        "pnr": person.number.digits if told else None,
        "name": person.full_name if told else None,
        "role": "adult",
        "relation": None,
        "minor": False,
        "protected": False,
    }


def _child(minor: Minor, person: Person | None, case: Case, seen: Sight) -> dict[str, Any]:
    named = seen.children != "ages" and person is not None
    return {
        "pnr": minor.number.digits if seen.children == "numbers" else None,
        "name": person.full_name if named and person is not None else None,
        "role": "child",
        "relation": minor.basis,
        "minor": True,
        "protected": False,
        "age": age(minor.number.born, case.received_on),
        "at_home": minor.at_home,
    }


def _minors(home: Household | None) -> int | None:
    """How many children there are; None where that is not known."""
    if home is None or isinstance(home.minors, Unknown):
        return None
    return 0 if isinstance(home.minors, NoMinor) else len(home.minors.children)
