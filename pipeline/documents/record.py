"""``record.json``: the letter and what was decided, as data, cut to what the unit may see."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.documents import law, writings
from pipeline.documents.narrow import (
    Sight,
    decision_of,
    kind_of,
    letters_out,
    subkind_of,
)
from pipeline.documents.occasion import Occasion
from pipeline.documents.record_values import (
    cases_of,
    household_of,
    match_of,
    plain,
    repeat_of,
    value_of,
)
from pipeline.domain.case import AppliedRow, Case
from pipeline.domain.fields import (
    AMOUNT,
    CASE_NUMBER,
    CHILDREN_MENTIONED,
    CONCERN,
    CONTRACT_NUMBER,
    DUE_DATE,
    EVICTION_AT,
    GROUND,
    LETTER_DATE,
    PAYMENT_LINE,
    REFERENCE,
    SENDER_CONTACT,
    SENDER_EMAIL,
    SENDER_NAME,
    SENDER_ORGNR,
    SENDER_PHONE,
    STATUTORY,
    Field,
)
from pipeline.domain.kinds import Role
from pipeline.domain.scores import Abstained

SCHEMA = "troskel/record/1"

_ADDRESSES = {"address", "postal_code", "city", "apartment"}
_CLAIM = {"payment_line", "contract_number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What lies beside the record: file name and SHA-256 of each, and where the original is.

    ``shown_pages`` are the scan's pages in ``brev.pdf``; ``covered`` tells what a copy hides;
    ``original`` is why the whole scan is, or is not, in the packet.
    """

    digests: tuple[tuple[str, str], ...]
    shown_pages: tuple[int, ...]
    covered: str
    original_included: bool
    original: str


def record(occasion: Occasion, files: Files) -> bytes:
    """The record as indented JSON in UTF-8, keys in a fixed order; the same for the same case."""
    case, ids, delivery = occasion.case, occasion.ids, occasion.delivery
    seen = occasion.sight
    handles = delivery.role is Role.HANDLE
    kind = case.classification.kind
    decision = decision_of(case)
    page = writings.binder_page(occasion)
    holds = {
        "schema": SCHEMA,
        "letter_id": ids.letter_id,
        "revision": ids.revision,
        "changes": list(occasion.changes),
        "unit": delivery.unit,
        "role": delivery.role.value,
        "officer": delivery.officer,
        "appoint_officer": delivery.appoint,
        "restricted": case.restricted,
        "received_on": ids.received_on.isoformat(),
        "received_at": ids.received_at or None,
        "intake_point": case.intake_point,
        "document": {
            "sha256": ids.document_sha256,
            "name": (ids.document_name or None) if handles and files.original_included else None,
            "letter_index": case.part.index,
            "pages": list(case.part.pages),
        },
        "files": [{"name": name, "sha256": digest} for name, digest in files.digests],
        "shown_pages": list(files.shown_pages),
        "covered": files.covered or None,
        "original": {"included": files.original_included, "why": files.original},
        "state": case.state.value,
        "reviewed_by": case.reviewed_by,
        "priority": case.priority.value,
        "category": kind_of(case).value,
        "subcategory": subkind_of(case),
        "category_confidence": round(kind.confidence, 4),
        "secondary": None
        if case.classification.secondary is None
        else case.classification.secondary,
        "tenure": _tenure(case),
        "legal_basis": _ground(case),
        "sender": _values_of(
            case,
            {
                "name": SENDER_NAME,
                "orgnr": SENDER_ORGNR,
                "phone": SENDER_PHONE,
                "contact": SENDER_CONTACT,
                "email": SENDER_EMAIL,
            },
        ),
        "debt": _debt(case, seen),
        "dates": _values_of(
            case, {"letter": LETTER_DATE, "due": DUE_DATE, "eviction_at": EVICTION_AT}
        ),
        "references": _values_of(case, {"case_number": CASE_NUMBER, "reference": REFERENCE}),
        "signals": _values_of(case, {"children_mentioned": CHILDREN_MENTIONED, "concern": CONCERN}),
        "persons": [match_of(one, case, seen) for one in case.matches],
        "household": household_of(case.household, case, seen),
        "open_cases": cases_of(occasion, seen, (one for one in case.cases if one.open)),
        "closed_cases": cases_of(occasion, seen, case.closed),
        "repeat": repeat_of(case, occasion.settings.repeat_months, seen),
        "routine": {"name": decision.routine, "version": decision.version},
        "rules": [_rule(row, delivery.unit, seen) for row in decision.rows],
        "actions": [
            {
                "unit": one.unit,
                "role": one.role.value,
                "original": one.original,
                "officer": one.officer
                if one.unit == delivery.unit or not case.restricted
                else None,
                "appoint_officer": one.appoint,
            }
            for one in decision.deliveries
        ],
        "letters_out": [
            {
                "template": one.template,
                "to": one.to,
                "together_with": list(one.together_with),
                "held": one.held or None,
                "unit": one.unit or None,
            }
            for one in letters_out(case)
        ],
        "steps": [
            {
                "text": one.told,
                "unit": one.unit,
                "person_only": one.person_only,
                "rule": one.row,
                "at": None if one.at is None else one.at.isoformat(timespec="minutes"),
            }
            for one in decision.steps
            if (handles and not case.restricted) or one.unit == delivery.unit
        ],
        "deadlines": [
            {"what": one.what, "on": one.on.isoformat(), "basis": one.basis, "computed": True}
            for one in occasion.days
        ],
        "notes": list(writings.notes(occasion)),
        "marks": list(writings.marks(occasion)),
        "binder": None if page is None else page.binder,
        "evidence": list(evidence(case, seen)),
        "review_reasons": [{"reason": str(one), "remedy": one.remedy} for one in case.reasons],
        "accepted_reasons": [str(one) for one in case.accepted],
        "rows": _rows(occasion),
    }
    return (json.dumps(holds, ensure_ascii=False, indent=1) + "\n").encode()


def _values_of(case: Case, names: dict[str, Any]) -> dict[str, Any]:
    return {key: value_of(case, name) for key, name in names.items()}


def _tenure(case: Case) -> str:
    tenure = case.classification.tenure
    return (tenure.best if isinstance(tenure, Abstained) else tenure.value).value


def _ground(case: Case) -> dict[str, Any]:
    tenure = case.classification.tenure
    held = tenure.best if isinstance(tenure, Abstained) else tenure.value
    return {
        "statute": law.ground(kind_of(case), subkind_of(case), held) or None,
        "statutory_notice": value_of(case, STATUTORY),
        "as_printed": value_of(case, GROUND),
    }


def _debt(case: Case, seen: Sight) -> dict[str, Any]:
    """The claim; row by row only for a unit that takes part."""
    findings = case.findings
    total = {
        "total": value_of(case, AMOUNT),
        "contradicted": AMOUNT.text in findings.conflicts,
    }
    if not seen.claim:
        return total
    return {
        **total,
        "alternatives": [
            plain(found.value) for name, found in findings.alternatives if name == AMOUNT.text
        ],
        "rows": [
            {
                "what": row.what,
                "label": row.label,
                "period": row.period,
                "amount": plain(row.amount.value),
                "confidence": round(row.amount.confidence, 4),
            }
            for row in findings.claim
        ],
        "payment_line": value_of(case, PAYMENT_LINE),
        "contract_number": value_of(case, CONTRACT_NUMBER),
    }


def _rule(row: AppliedRow, unit: str, seen: Sight) -> dict[str, Any]:
    """The row of the routine; facts about other units' cases stay with who handles."""
    return {
        "id": row.id,
        "heading": row.heading,
        "sentence": row.sentence,
        "silent": row.silent or None,
        "facts": {
            name: value
            for name, value in row.facts
            if seen.others or not name.startswith("case.") or name == f"case.{unit}"
        },
    }


def evidence(case: Case, seen: Sight) -> Iterable[dict[str, Any]]:
    """Where each value was read, for the values that the unit may see."""
    for name, found in sorted(case.findings.fields.items()):
        if (name in _ADDRESSES and not seen.addresses) or (name in _CLAIM and not seen.claim):
            continue
        yield from _places(name, found)
    for row in case.findings.claim if seen.claim else ():
        yield from _places("claim", row.amount)
    for party in case.findings.parties if seen.others else ():
        for name, part in (("name", party.name), ("personnummer", party.personnummer)):
            if part is not None:
                yield from _places(name, part)


def _places(name: str, found: Field[Any]) -> Iterable[dict[str, Any]]:
    shared = {
        "field": name,
        "text": found.raw,
        "confidence": round(found.confidence, 4),
        "notes": list(found.notes),
    }
    if found.edited is not None:
        yield {**shared, "edited_by": found.edited.by, "edited_at": found.edited.at}
    for box in found.boxes:
        place = [round(side, 1) for side in (box.x0, box.top, box.x1, box.bottom)]
        yield {**shared, "page": box.page, "box": place}


def _rows(occasion: Occasion) -> list[dict[str, Any]]:
    """A list's rows, for the unit that handles the whole list."""
    case = occasion.case
    if occasion.delivery.role is not Role.HANDLE or case.restricted:
        return []
    return [
        {
            "row": row.row + 1,
            "state": row.state.value,
            "reasons": [str(one) for one in row.reasons],
            "units": [one.unit for one in decision_of_row.deliveries]
            if (decision_of_row := row.decision) is not None
            else [],
        }
        for row in case.rows
    ]
