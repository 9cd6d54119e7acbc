"""What the routine wants written on a unit's papers: text for the record, marks, binder pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.documents import swedish
from pipeline.documents.letter_values import told
from pipeline.documents.narrow import decision_of
from pipeline.documents.occasion import Occasion
from pipeline.domain.case import Writing
from pipeline.domain.fields import AMOUNT, LETTER_DATE, SENDER_NAME
from pipeline.domain.kinds import Role
from pipeline.domain.match import Minors

KEPT_YEARS = 5
"""Socialtjänstförordningen (2025:468) 13 kap. says what is kept longer; a person looks that up."""

_UNSURE_AMOUNT = "(beloppet är osäkert, se brevet)"


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderPage:
    """The page that stands for a letter in a binder, in words; never a name or a number."""

    binder: str
    letter: str
    arrived: date
    kept_until: date


def notes(occasion: Occasion) -> tuple[str, ...]:
    """The text to put in the record, its places filled from what is sure."""
    return tuple(_filled(one.text, occasion) for one in _own(occasion, "note"))


def marks(occasion: Occasion) -> tuple[str, ...]:
    """The lines to print on the unit's copy of the letter, with children's numbers where said."""
    lines: list[str] = []
    for one in _own(occasion, "mark"):
        numbers = _children(occasion) if one.children and occasion.sight.numbers else ()
        lines.append(one.text)
        if numbers:
            lines.append(f"Barn: {', '.join(numbers)}")
    return tuple(lines)


def binder_page(occasion: Occasion) -> BinderPage | None:
    """The unit's page for its binder; None where the routine asks for none."""
    found = next(_own(occasion, "binder"), None)
    if found is None:
        return None
    return BinderPage(
        binder=found.text,
        letter=occasion.ids.short,
        arrived=occasion.ids.received_on,
        kept_until=kept_until(occasion.ids.received_on),
    )


def kept_until(arrived: date) -> date:
    """The day five years on; of a leap day the last of February."""
    try:
        return arrived.replace(year=arrived.year + KEPT_YEARS)
    except ValueError:
        return arrived.replace(year=arrived.year + KEPT_YEARS, day=28)


def _own(occasion: Occasion, does: str) -> Iterator[Writing]:
    """The writings of that sort for this unit; one without a unit is for who handles."""
    if occasion.case.restricted:
        return
    handles = occasion.delivery.role is Role.HANDLE
    for one in decision_of(occasion.case).writings:
        mine = one.unit == occasion.delivery.unit or (handles and not one.unit)
        if one.does == does and mine:
            yield one


def _children(occasion: Occasion) -> tuple[str, ...]:
    home = occasion.case.household
    if home is None or not isinstance(home.minors, Minors):
        return ()
    return tuple(child.number.printed for child in home.minors.children)


def _filled(text: str, occasion: Occasion) -> str:
    case = occasion.case
    amount = case.findings.get(AMOUNT)
    sure = amount is not None and not amount.notes and AMOUNT.text not in case.findings.conflicts
    written = case.findings.value(LETTER_DATE)
    return text.format(
        belopp=swedish.kronor(amount.value) if amount is not None and sure else _UNSURE_AMOUNT,
        avsandare=told(case, SENDER_NAME) or "avsändaren",
        brevdatum="utan datum" if written is None else written.isoformat(),
        ankomst=occasion.ids.received_on.isoformat(),
    )
