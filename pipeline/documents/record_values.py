"""Values of the record as JSON has them: fields, persons, household, cases, earlier letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.documents.narrow import Sight
from pipeline.documents.occasion import Occasion
from pipeline.domain.case import Case, Earlier
from pipeline.domain.fields import Name, PaymentLine
from pipeline.domain.match import (
    Ambiguous,
    Household,
    Matched,
    Minor,
    Minors,
    NoMinor,
    Unknown,
    Unmatched,
)
from pipeline.domain.people import OpenCase, Person, Personnummer, age


def plain(value: object) -> Any:
    """A field's value as JSON has it: amounts as decimal strings, days and times ISO 8601."""
    match value:
        case Decimal():
            return f"{value:.2f}"
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case PaymentLine():
            amount = None if value.amount is None else f"{value.amount:.2f}"
            return {"ocr": value.reference, "amount": amount, "giro": value.giro}
        case _:
            return value if value is None else str(value)


def value_of(case: Case, name: Name[Any]) -> Any:
    """The field's value as JSON has it; None when it was not found."""
    return plain(case.findings.value(name))


def _home(person: Person, seen: Sight) -> dict[str, str] | None:
    if not seen.addresses:
        return None
    home = person.address
    return {
        "care_of": home.care_of,
        "street": home.street,
        "apartment": home.apartment,
        "postal_code": home.postal_code,
        "city": home.city,
    }


def match_of(match: Matched | Ambiguous | Unmatched, case: Case, seen: Sight) -> dict[str, Any]:
    """The person as found; the register's evidence and other candidates only for who handles."""
    parties = case.findings.parties
    party = parties[match.party] if match.party < len(parties) else None
    printed = {
        "printed_name": None if party is None or party.name is None else party.name.value,
        "role": None if party is None else party.role.value,
    }
    match match:
        case Matched():
            found: dict[str, Any] = {
                "personnummer": match.person.number.digits,
                "name": match.person.full_name,
                "address": _home(match.person, seen),
                **printed,
                "method": match.method,
                "confidence": round(match.confidence, 4),
            }
            if seen.others:
                found["evidence"] = [
                    {"trait": one.trait, "level": one.level, "bits": round(one.bits, 2)}
                    for one in match.evidence
                ]
            return found
        case Ambiguous():
            candidates = [one.person.number.digits for one in match.candidates]
            return {
                "personnummer": None,
                **printed,
                "why": str(match.why),
                "candidates": candidates if seen.others else len(candidates),
            }
        case Unmatched():
            return {"personnummer": None, **printed, "why": str(match.why)}


def household_of(home: Household | None, case: Case, seen: Sight) -> dict[str, Any] | None:
    """Who lives there; a restricted letter says nothing of the home."""
    if home is None or not seen.addresses:
        return None
    minors = () if isinstance(home.minors, NoMinor) else home.minors.children
    numbers = {minor.number for minor in minors}
    return {
        "adults": [
            {"personnummer": one.number.digits, "name": one.full_name}
            if one.number in home.core or seen.others
            else {"personnummer": None, "name": None}
            for one in home.members
            if one.number not in numbers and not one.is_minor(case.received_on)
        ],
        "children": [_child(one, home, case, seen) for one in minors],
        "children_known": not isinstance(home.minors, Unknown),
        "why_unknown": str(home.minors.why) if isinstance(home.minors, Unknown) else None,
    }


def _child(minor: Minor, home: Household, case: Case, seen: Sight) -> dict[str, Any]:
    """A child as the unit may see it: by number, by name or by age alone (C20)."""
    person = next((one for one in home.members if one.number == minor.number), None)
    child: dict[str, Any] = {
        "age": age(minor.number.born, case.received_on),
        "basis": minor.basis,
        "at_home": minor.at_home,
        "adult_before_eviction": minor.adult_before,
    }
    if seen.children != "ages":
        child["name"] = None if person is None else person.full_name
    if seen.children == "numbers":
        child["personnummer"] = minor.number.digits
    return child


def cases_of(occasion: Occasion, seen: Sight, cases: Iterable[OpenCase]) -> list[dict[str, Any]]:
    """Cases: all for who handles, else the unit's own; a child's number as ``seen`` has it.

    A closed one has its last day in ``ended``, None where the register does not tell it.
    """
    home = occasion.case.household
    minors = home.minors if home is not None else None
    hidden: set[Personnummer] = set()
    if isinstance(minors, Minors) and not seen.numbers:
        hidden = {child.number for child in minors.children}
    return [
        {
            "unit": one.unit,
            "number": one.number,
            "officer": one.officer,
            "system": one.system or None,
            "personnummer": one.person.digits if seen.others and one.person not in hidden else None,
        }
        | ({} if one.open else {"ended": None if one.ended is None else one.ended.isoformat()})
        for one in cases
        if seen.others or occasion.owner(one.unit) == occasion.delivery.unit
    ]


def repeat_of(case: Case, months: int, seen: Sight) -> dict[str, Any]:
    """How many earlier letters of the kind; one by one only for who handles."""
    counted: dict[str, Any] = {"earlier": len(case.earlier), "window_months": months}
    if seen.others:
        counted["letters"] = [_earlier(one) for one in case.earlier]
        counted["linked"] = [_earlier(one) for one in case.linked]
    return counted


def _earlier(one: Earlier) -> dict[str, Any]:
    return {
        "letter_id": one.letter,
        "category": one.kind.value,
        "subcategory": one.subkind,
        "received_on": one.received_on.isoformat(),
        "amount": plain(one.amount),
        "state": one.state.value,
    }
