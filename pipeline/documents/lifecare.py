"""The body of Lifecare's ``POST /apifc/v1/Actualisations`` (``PostAktualiseringsBodyRequest``).

Source: the API's public description, lifecare-familycare-api.json in
Sundsvallskommun/api-service-caremanagement. Codes are the municipality's own: none is made up here.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.documents.narrow import kind_of, subkind_of
from pipeline.documents.occasion import Occasion
from pipeline.domain.case_systems import (
    CodesMissingError,
    LifecareCodes,
    code_for,
    has_code,
)
from pipeline.domain.kinds import PROTECTED_UNIT, Kind, Role
from pipeline.domain.match import Matched
from pipeline.domain.people import Personnummer
from pipeline.domain.routine import Routine

_SECTION = "actualisation.lifecare"
_ALWAYS = ("type", "from_who", "reason")


def body(occasion: Occasion, about: Matched) -> dict[str, Any]:
    """The request's body for that person; what the workspace has no word of is absent.

    Raises CodesMissingError with every key that is missing.
    """
    codes = occasion.settings.case_system.lifecare or LifecareCodes()
    case = occasion.case
    kind, subkind = kind_of(case), subkind_of(case)
    missing: list[str] = []
    told: dict[str, int] = {}
    tables = {
        "type": codes.type,
        "from_who": codes.from_who,
        "reason": codes.reason,
        "specifies": codes.specifies,
        "working_status": codes.working_status,
    }
    for name, table in tables.items():
        if table or name in _ALWAYS:
            try:
                told[name] = code_for(table, name, kind, subkind)
            except CodesMissingError as error:
                missing += error.keys
    unit = codes.units.get(occasion.delivery.unit)
    if unit is None:
        missing.append(f"{_SECTION}.units.{occasion.delivery.unit}")
    worker = _caseworker(occasion, codes, missing)
    if missing or unit is None:
        raise CodesMissingError(tuple(missing))
    number = about.person.number
    filled: dict[str, Any] = {
        "PersonId": number.digits,
        # The system refuses a day without a time.
        "Date": f"{occasion.ids.received_on.isoformat()}T00:00:00",
        "Type": told["type"],
        "FromWho": told["from_who"],
        "Reason": told["reason"],
        "OrganisationId": unit.organisation_id,
        "OrganisationUnitId": unit.organisation_unit_id,
        "CaseworkerId": worker,
        "Specifies": told.get("specifies"),
        "ServiceId": _own(occasion, number, codes.service_system),
        "InvestigationId": _own(occasion, number, codes.investigation_system),
        "WorkingStatus": told.get("working_status"),
    }
    return {name: value for name, value in filled.items() if value is not None}


def written(filled: dict[str, Any]) -> bytes:
    """A body or another JSON value as a file."""
    return (json.dumps(filled, ensure_ascii=False, indent=1) + "\n").encode()


def _caseworker(occasion: Occasion, codes: LifecareCodes, missing: list[str]) -> str | None:
    """The officer's id; None where nobody is named or the workspace tells no ids."""
    officer = occasion.officer
    if officer is None or not codes.caseworkers:
        return None
    if officer.name not in codes.caseworkers:
        missing.append(f'{_SECTION}.caseworkers."{officer.name}"')
        return None
    return codes.caseworkers[officer.name]


def _own(occasion: Occasion, person: Personnummer, system: str) -> int | None:
    """The number of the person's one open case there; None for none, and for several."""
    if not system:
        return None
    found = {
        int(one.number)
        for one in occasion.case.cases
        if one.open
        and one.system == system
        and one.person == person
        and one.unit == occasion.delivery.unit
        and one.number.isascii()
        and one.number.isdigit()
    }
    return found.pop() if len(found) == 1 else None


def faults(codes: LifecareCodes | None, routine: Routine) -> tuple[str, ...]:
    """The keys without which some letter of the routine would have no code."""
    told = codes or LifecareCodes()
    kinds = [
        Kind(value)
        for fact in routine.facts
        if fact.name == "kind"
        for value in fact.values
        if value in set(Kind) and value != Kind.OTHER
    ]
    units = dict.fromkeys(
        send.unit
        for row in routine.rows
        for send in row.send
        if send.role is Role.HANDLE and send.unit != PROTECTED_UNIT
    )
    tables = {"type": told.type, "from_who": told.from_who, "reason": told.reason}
    return (
        *(
            f"{_SECTION}.{name}.{kind}"
            for name, table in tables.items()
            for kind in kinds
            if not has_code(table, kind)
        ),
        *(f"{_SECTION}.units.{unit}" for unit in units if unit not in told.units),
    )
