"""Hours that a notice of an eviction tells without a day of their own: another time, half read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import time

from extractors.finders.days import Clock, Day, clocks, days
from extractors.finders.eviction_words import (
    DAY_MOVED,
    FROM_TO,
    LASTS,
    OF_THE_HOUR,
    OFFICE_HOUR,
    OLD,
    SENT_AT,
    STOP,
    TORN_DAY,
)
from extractors.finders.letter import Letter


def torn_from_its_day(letter: Letter) -> bool:
    """Whether an hour stands behind a month or a year that is no part of any day read.

    So it is where two columns of running text were read as one: another time was not understood.
    What is torn stands first in its line or cell.
    """
    flat = letter.plain.replace("\n", " ").replace("\t", " ")
    ends = {one.end for one in days(flat, near=letter.received_on)}
    for clock in clocks(flat):
        before = _SAYS_HOUR.sub("", flat[max(0, clock.start - 24) : clock.start])
        month = TORN_DAY.search(before)
        at = max(0, clock.start - 24)
        end = at + len(before.rstrip(" ,."))
        if clock.said and month is not None and not any(end <= one <= end + 1 for one in ends):
            first = _TORN_LINE.search(letter.plain, max(0, at + month.start() - 24), end)
            if first is not None:
                return True
    return False


_TORN_LINE = re.compile(r"[\n\t](?:[a-z]+\s)?\S+$", re.IGNORECASE)


def hour_moved(letter: Letter, told: Clock | None, of_days: Collection[int]) -> bool:
    """Whether a sentence about the eviction tells another hour than that, without a day of its own.

    "Avhysningen den 3 november kl. 10.00 ... Ny tid: kl. 13.00 samma dag"; hours on which somebody
    answers the telephone are none, nor those that were read with their days (``of_days``).
    """
    if told is None:
        return False
    flat = letter.plain.replace("\n", " ").replace("\t", " ")
    if FROM_TO.search(flat):
        return True
    known = tuple(days(flat, near=letter.received_on))
    for clock in clocks(flat):
        said = clock.said or _OF_A_CLOCK.search(flat, max(0, clock.start - 20), clock.start)
        if (
            clock.start in of_days
            or not said
            or clock.value == told.value
            or _has_a_day(flat, clock, known)
        ):
            continue
        start = max((one.end() for one in STOP.finditer(flat, 0, clock.start)), default=0)
        stop = STOP.search(flat, clock.end)
        sentence = flat[start : stop.start() if stop else len(flat)]
        if OLD.search(flat, max(start, clock.start - 40), clock.start):
            continue
        near = flat[max(0, clock.start - _BESIDE) : clock.start]
        if SENT_AT.search(near) or (LASTS.search(near) and clock.value < _EARLIEST):
            continue
        if OF_THE_HOUR.search(sentence) and not OFFICE_HOUR.search(sentence):
            return True
    return False


def day_moved(letter: Letter) -> bool:
    """Whether a sentence about the eviction moves it by days, and the new day is left to reckon.

    "Avhysningen den 3 november kl. 10.00 blir dagen därpå".
    """
    flat = letter.plain.replace("\n", " ").replace("\t", " ")
    return any(DAY_MOVED.search(one) and OF_THE_HOUR.search(one) for one in STOP.split(flat))


def _has_a_day(flat: str, clock: Clock, known: Iterable[Day]) -> bool:
    """Whether an hour is a day's: right behind it with no other hour between, or right before it.

    Or a part of it: "från 2026" is no hour.
    """
    return any(
        one.start <= clock.end + _AHEAD
        and clock.start <= one.end + _BESIDE
        and not _HOUR.search(flat, one.end, clock.start)
        for one in known
    )


_OF_A_CLOCK = re.compile(r"\bklock\w*", re.IGNORECASE)
_BESIDE, _AHEAD = 24, 14
"""Letters between a day and the hour behind it, and before it."""
_HOUR = re.compile(r"[0-9]{1,2}[.:][0-9]{2}")
_SAYS_HOUR = re.compile(r"(?:kl(?:ockan|ockslag)?|at)?[.:,\s]*$", re.IGNORECASE)
_EARLIEST = time(6)
"""No eviction begins before; what lasts as long is hours and minutes."""
