"""What a unit is to do on which day: the days of its letters, and whether each still holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pipeline.domain.case import Case, Deadline, Decision, Earlier, has_hour
from pipeline.domain.chains import Chain, chain_of, dated, told
from pipeline.domain.deadlines import EVICTION, KFM_CONFIRMATION, OF_EVERY_LETTER, label_of
from pipeline.domain.kinds import Role

ATTEND = "attend"
"""To be present at an eviction."""

OF_AN_EVICTION = frozenset({ATTEND, EVICTION})
"""What another notice in the same matter can move or cancel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A day that one unit is to keep because of a letter, or of row ``line`` of a list (else 0).

    ``text`` is Swedish and holds no personal data; ``at`` the hour where there is one.
    """

    unit: str
    line: int
    what: str
    on: date
    at: datetime | None
    text: str
    basis: str


def kept(case: Case) -> tuple[Kept, ...]:
    """The days that a letter gives its units: deadlines to who takes part, attendance to each.

    Who is told for information has no deadline, and only who handles it owes Kronofogden an answer.
    The days that every letter has are left out; an attendance stands for the eviction's own day.
    """
    decisions = [(0, case.decision), *((row.row + 1, row.decision) for row in case.rows)]
    found = (
        one for line, decision in decisions if decision is not None for one in _of(decision, line)
    )
    return tuple(dict.fromkeys(found))


def _of(decision: Decision, line: int) -> Iterator[Kept]:
    attending: set[str] = set()
    for step in decision.steps:
        if step.at is not None:
            attending.add(step.unit)
            yield Kept(
                unit=step.unit,
                line=line,
                what=ATTEND,
                on=step.at.date(),
                at=step.at if has_hour(step.at) else None,
                text=step.text,
                basis=step.basis,
            )
    for one in decision.deadlines:
        for unit in _keepers(one, decision):
            if one.what == EVICTION and unit in attending:
                continue
            yield Kept(
                unit=unit,
                line=line,
                what=one.what,
                on=one.on,
                at=one.at,
                text=label_of(one),
                basis=one.basis,
            )


def _keepers(deadline: Deadline, decision: Decision) -> tuple[str, ...]:
    """The units that are to keep a deadline: the one it names, else who takes part."""
    if deadline.what in OF_EVERY_LETTER:
        return ()
    if deadline.unit:
        return (deadline.unit,)
    roles = {Role.HANDLE} if deadline.what == KFM_CONFIRMATION else {Role.HANDLE, Role.COPY}
    return tuple(one.unit for one in decision.deliveries if one.role in roles)


def of_packet(case: Case, unit: str, line: int) -> tuple[Kept, ...]:
    """The days of one unit's packet, the earliest first."""
    own = (one for one in kept(case) if one.unit == unit and one.line == line)
    return tuple(sorted(own, key=lambda one: (one.on, one.what, one.text)))


class Standing(StrEnum):
    """Whether a day still is to be kept."""

    HOLDS = "holds"
    UNSURE = "unsure"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a unit's agenda; ``letter`` is empty for what the routine asks for by itself.

    ``line`` is the row of the letter's list, 0 for the letter itself.
    ``note`` says in Swedish why it is unsure or gone. ``uid`` stays the same for as long as the
    letter asks for it; ``sequence`` never falls; ``made_at`` is when it was last decided, ISO 8601.
    """

    unit: str
    letter: str
    what: str
    on: date
    at: datetime | None
    text: str
    basis: str
    standing: Standing
    note: str
    uid: str
    sequence: int
    made_at: str
    line: int = 0


DISPUTED = "Beskeden i målet säger olika. Fråga Kronofogden vad som gäller."
WAITS = "Brevet väntar på ny granskning."
HIDDEN = "Det finns ett nyare besked i målet, som bara utsedd personal ser."


def standing(
    letter: str,
    chain: Chain,
    *,
    waits: Collection[str],
    hidden: Collection[str] = frozenset(),
) -> tuple[Standing, str]:
    """Whether a day of that letter holds, and why not, in Swedish.

    ``waits`` are the letters of the chain that nobody has settled: none of them cancels anything,
    but each makes what it would cancel unsure. Of the ``hidden`` ones nothing is told.
    """
    if chain.disputed:
        return Standing.UNSURE, DISPUTED
    newer = _called_off_by(letter, chain)
    if newer is None:
        return (Standing.UNSURE, WAITS) if letter in waits else (Standing.HOLDS, "")
    if newer.letter in hidden:
        return Standing.UNSURE, HIDDEN
    what = f"{told(newer)}, {dated(newer)} (brev {newer.letter[:12]})"
    if newer.letter in waits:
        return Standing.UNSURE, f"Ett nyare besked väntar på granskning: {what}."
    return Standing.GONE, f"Nyare besked: {what}."


def _called_off_by(letter: str, chain: Chain) -> Earlier | None:
    """The notice by which that letter's time does not hold; an eviction that took place held."""
    newer = chain.overtakes(letter)
    if newer is None or newer.subkind != "executed":
        return newer
    planned = chain_of(one for one in chain.notices if one.subkind != "executed")
    done = (newer.letter_date or newer.received_on).isoformat()
    own = next(one for one in chain.notices if one.letter == letter)
    took_place = (own.eviction_at or "")[:10] <= done
    return planned.overtakes(letter) or (None if took_place else newer)
