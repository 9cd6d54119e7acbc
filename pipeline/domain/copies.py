"""The same paper scanned again, or at another intake point: known by what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pipeline.domain.case import Earlier
from pipeline.domain.kinds import Kind
from pipeline.domain.resemblance import Sketch, alike

RESENT = timedelta(days=14)
"""Within this a letter with the same amount and reference, but another date, may be the same."""

MOST_FIGURES = 0.7
"""Share of two papers' figures that are the same: scans of one paper have from 0.75 on, mostly all;
other families' from one landlord under 0.4, the next notice of the same kind up to 0.75."""

ALL_FIGURES = 0.85
"""Share above which two papers are one whatever was read of their date or kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter is compared by; ``persons`` are the found persons' numbers.

    ``core`` are those whose earlier letters count, ``around`` everybody else in the home.
    """

    kind: Kind
    subkind: str | None
    received_on: date
    letter_date: date | None
    reference: str | None
    amount: Decimal | None
    sender: str | None
    periods: tuple[str, ...]
    eviction_at: str | None
    core: frozenset[str]
    around: frozenset[str]
    sketch: Sketch = ()


def near_duplicate(letter: Letter, one: Earlier) -> bool:
    """Whether the earlier letter may be the same paper, scanned again.

    For the same person, or for nobody known on one side: of one day with nothing that contradicts;
    or at least two of date, amount, reference, time and sender the same and at most one that was
    read differently; or nearly the same figures on the paper. Another letter date only within two
    weeks. Another kind only where the figures are all but the same: an earlier scan was misread.
    """
    same_figures = alike(letter.sketch, one.sketch) or 0.0
    if not _same_kind_of_paper(letter, one) and same_figures < ALL_FIGURES:
        return False
    if not _same_person(letter, one, same_figures):
        return False
    traits = _traits(letter, one)
    if sum(trait is False for trait in traits) > 1:
        return False
    alike_enough = sum(trait is True for trait in traits) >= 2
    dates, amounts, reference, at, _ = traits
    if dates is False:
        soon = letter.received_on - one.received_on <= RESENT
        return soon and (bool(amounts and reference) or same_figures >= ALL_FIGURES)
    if dates is True and (alike_enough or False not in traits):
        return True
    return same_figures >= MOST_FIGURES or (alike_enough and bool(amounts or at))


def same_paper(one: Earlier, first: Earlier) -> bool:
    """Whether an earlier letter is another scan of one before it, with nothing against it."""
    letter = as_letter(one)
    return near_duplicate(letter, first) and False not in _traits(letter, first)


def _traits(letter: Letter, one: Earlier) -> tuple[bool | None, ...]:
    """Whether date, amount, reference, time and sender are the same; None where one is missing.

    A sender's name is printed in too many ways for a difference to tell anything.
    """
    dates = amounts = None
    if letter.letter_date is not None and one.letter_date is not None:
        dates = letter.letter_date == one.letter_date
    if letter.amount is not None and one.amount is not None:
        amounts = letter.amount == one.amount
    return (
        dates,
        amounts,
        agree(letter.reference, one.reference),
        agree(letter.eviction_at, one.eviction_at),
        agree(letter.sender, one.sender) or None,
    )


def _same_kind_of_paper(letter: Letter, one: Earlier) -> bool:
    both = letter.subkind and one.subkind
    return one.kind is letter.kind and (not both or letter.subkind == one.subkind)


def _same_person(letter: Letter, one: Earlier, same_figures: float) -> bool:
    if set(one.persons) & letter.core:
        return True
    unknown = not one.persons or not letter.core
    return unknown and (same_reference(letter, one) or same_figures >= MOST_FIGURES)


def as_letter(one: Earlier) -> Letter:
    """An earlier letter as one that is compared with those before it."""
    return Letter(
        kind=one.kind,
        subkind=one.subkind,
        received_on=one.received_on,
        letter_date=one.letter_date,
        reference=one.reference,
        amount=one.amount,
        sender=one.sender,
        periods=one.periods,
        eviction_at=one.eviction_at,
        core=frozenset(one.persons),
        around=frozenset(),
        sketch=one.sketch,
    )


def plain(text: str) -> str:
    """Letters and digits alone, in one case: what survives printing and reading."""
    return re.sub(r"[\W_]", "", text).casefold()


def same_reference(letter: Letter, one: Earlier) -> bool:
    """Whether both name the same case or contract."""
    return agree(letter.reference, one.reference) is True


def agree(left: str | None, right: str | None) -> bool | None:
    """Whether two texts are the same; None when either is missing."""
    if not left or not right:
        return None
    return plain(left) == plain(right)
