"""Whether two decisions about a letter differ, and how: what is sent again, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.domain.case import Case, Decision, RowCase
from pipeline.domain.match import Household, Match, Matched, Minors, Unknown
from pipeline.domain.sentences import filled
from pipeline.store.letters import kind_of, subkind_of

_FIELDS = {
    "amount_sek": filled("beloppet"),
    "letter_date": filled("brevets datum"),
    "due_date": filled("förfallodagen"),
    "eviction_at": filled("tiden för avhysningen"),
    "reference": filled("referensen"),
    "case_number": filled("målnumret"),
    "contract_number": filled("avtalsnumret"),
    "sender_name": filled("avsändaren"),
    "sender_orgnr": filled("avsändarens organisationsnummer"),
    "address": filled("adressen"),
    "postal_code": filled("postnumret"),
    "apartment": filled("lägenhetsnumret"),
}

PARTS = (
    "slag",
    "brådskan",
    "sidorna",
    "skyddet",
    "personen",
    "hushållet",
    "kravets rader",
    "listans rader",
    "raden",
    "vilka som får brevet",
    "rutinens rader",
    "brevutkasten",
    "stegen",
    "dagarna",
    "påskrifterna",
)
"""What an essence is made of beside the fields, as staff call it."""


def essence(case: Case, line: int = 0) -> dict[str, Any]:
    """What a unit acts on, without how sure the program was: equal essences need no new packet.

    ``line`` is the list row from 1 that the unit has; 0 the whole letter.
    """
    shared = {
        "slag": (kind_of(case), subkind_of(case)),
        "brådskan": case.priority,
        "sidorna": case.part.pages,
        "skyddet": case.restricted,
    }
    fields = {f"fält {name}": field.value for name, field in case.findings.fields.items()}
    if line:
        # The list's total, its other debtors and who gets the list are no matter of this row's.
        fields.pop("fält amount_sek", None)
        own = next((row for row in case.rows if row.row == line - 1), None)
        return {**shared, **fields, **({} if own is None else _own(case, own))}
    return {
        **shared,
        **fields,
        "personen": _persons(case.matches),
        "hushållet": _household(case.household),
        "kravets rader": tuple(
            (row.what, row.label, row.period, row.amount.value) for row in case.findings.claim
        ),
        **_decision(case.decision),
        "listans rader": tuple((row.row, row.state, _own(case, row)) for row in case.rows),
    }


def _persons(matches: tuple[Match, ...]) -> tuple[str, ...]:
    return tuple(str(one.person.number) for one in matches if isinstance(one, Matched))


def _household(household: Household | None) -> object:
    if household is None:
        return None
    children: object = ()
    match household.minors:
        case Minors(children=found) | Unknown(children=found):
            children = tuple((str(one.number), one.basis, one.at_home) for one in found)
        case _:
            pass
    members = tuple(str(one.number) for one in household.members)
    return (type(household.minors).__name__, members, children, household.protected)


def _decision(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {}
    return {
        "vilka som får brevet": tuple(
            (one.unit, one.role, one.original, one.officer, one.appoint)
            for one in decision.deliveries
        ),
        "rutinens rader": tuple(row.id for row in decision.rows),
        "brevutkasten": decision.letters_out,
        "stegen": tuple((one.told, one.unit, one.person_only) for one in decision.steps),
        "dagarna": decision.deadlines,
        "påskrifterna": decision.writings,
    }


def _own(case: Case, row: RowCase) -> dict[str, Any]:
    """What is one debtor's own."""
    printed = case.findings.rows[row.row] if row.row < len(case.findings.rows) else None
    values = () if printed is None else (printed.amount, printed.address, printed.reference)
    return {
        "personen": _persons((row.match,)),
        "hushållet": _household(row.household),
        "raden": tuple(None if one is None else one.value for one in values),
        **_decision(row.decision),
    }


def changes(before: Case, now: Case, line: int = 0) -> tuple[str, ...]:
    """What differs, each thing in a few Swedish words without its value; empty for nothing.

    ``line`` as in :func:`essence`. Values are left out because the words go to units that may not
    see all of them.
    """
    old, new = essence(before, line), essence(now, line)
    found = [_said(key, old, new) for key in sorted({*old, *new}) if old.get(key) != new.get(key)]
    return tuple(sorted(set(found)))


def _said(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    if key.startswith("fält "):
        name = key.removeprefix("fält ")
        known = _FIELDS.get(name)
        what = filled("uppgiften {name}", name=name) if known is None else known
    else:
        what = filled(key)
    if old.get(key) is None:
        return filled("Nytt: {what}", what=what)
    if new.get(key) is None:
        return filled("Borttaget: {what}", what=what)
    return filled("Ändrat: {what}", what=what)
