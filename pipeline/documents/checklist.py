"""What ``checklista.pdf`` shows: the routine's further steps, each with a box to tick."""

from __future__ import annotations

from typing import Any

from pipeline.documents import swedish
from pipeline.documents.narrow import decision_of, kind_of, subkind_of
from pipeline.documents.occasion import Occasion
from pipeline.documents.sheet_days import passing
from pipeline.domain.kinds import Role

_JO = "1188-2020"
UNANNOUNCED = (
    f"Bara i undantagsfall och med verkligt samtycke (JO dnr {_JO}). "
    "Beslutat av (namn): ______________________________"
)
"""C10: the routine prescribes what JO has criticised, so a named person decides each time."""


def view(occasion: Occasion) -> dict[str, Any] | None:
    """The checklist in words: all steps for who handles, else the unit's own.

    None where there is nothing to tick, and for a restricted letter.
    """
    case = occasion.case
    handles = occasion.delivery.role is Role.HANDLE
    decision = decision_of(case)
    steps = [one for one in decision.steps if handles or one.unit == occasion.delivery.unit]
    # The law's days and those of nobody by name are for who handles; a unit's own for itself.
    days = [one for one in occasion.days if handles or one.unit]
    if not occasion.sight.addresses or not (steps or days):
        return None
    return {
        "title": f"Checklista {occasion.ids.short}",
        "made_on": occasion.ids.received_on.isoformat(),
        "letter": occasion.ids.short,
        "revision": occasion.ids.revision,
        "unit": occasion.unit,
        "kind": swedish.KINDS[kind_of(case)],
        "subkind": swedish.SUBKINDS.get((kind_of(case), subkind_of(case) or ""), ""),
        "arrived": swedish.day(occasion.ids.received_on),
        "deadlines": tuple(
            (
                occasion.day_label(one),
                passing(swedish.short_day(one.on), one.on, case),
                one.basis,
            )
            for one in days
        ),
        "steps": tuple(
            {
                "text": one.told,
                "unit": occasion.unit_name(one.unit or occasion.delivery.unit),
                "person_only": one.person_only,
                "law": UNANNOUNCED
                if one.person_only
                and "oanmält hembesök" in one.text.lower()
                and _JO not in one.text
                else "",
            }
            for one in steps
        ),
    }
