"""The time of an eviction: the one that holds, not the one it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from extractors.finders.days import Clock, Day, clocks, days
from extractors.finders.eviction_clock import hour_of, without_leaders
from extractors.finders.eviction_hours import day_moved, hour_moved, torn_from_its_day
from extractors.finders.eviction_tables import captioned, holds, parallel, struck_until
from extractors.finders.eviction_words import (
    ABOUT,
    CANCELLED,
    CHANGED,
    CONFIRMED,
    DONE,
    LABEL,
    MOVES,
    NEW,
    NEW_HEAD,
    NOT_EVICTION,
    OF_ANOTHER_ACT,
    OLD,
    OLD_HEAD,
    POSTPONED,
    REVOKED,
    SENTENCE,
    STOP,
    STRUCK_NEXT,
    TAKEN_BACK,
    TO_NEXT,
    WILL,
    WITH_OTHERS,
)
from extractors.finders.letter import Letter
from pipeline.domain.fields import (
    ARRIVAL_STAMP,
    EVICTION_AT,
    LETTER_DATE,
    REPLACED_TIME,
    Field,
    Findings,
)
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    """A day with its hour; ``said`` is how sure its words are, whether it still holds or not.

    ``taken`` where what follows takes it back: it no longer holds if another is told after it.
    """

    day: Day
    clock: Clock | None
    sure: float
    said: float
    old: bool
    taken: bool = False
    new: bool = False

    @property
    def at(self) -> datetime:
        """Day and hour, midnight where no hour is printed."""
        return datetime.combine(self.day.value, self.clock.value if self.clock else time())


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``eviction_at``: day and hour, of the new time where a letter names two.

    A cancelled eviction keeps the time that it had. A day without an hour has the note
    ``time_missing`` (the value says 00:00), one that no word calls the eviction's ``unsaid``; two
    times that contradict each other are named in ``conflicts``. Letters of other kinds must say
    "avhysning" in the same sentence.
    """
    if letter.kind in {Kind.DEBT_LIST, Kind.UTILITY_DEBT, Kind.OTHER}:
        return found
    letter = without_leaders(letter)
    times = _replaced(list(_times(letter, _own_day(found), _stamped(found))))
    if not times:
        return found
    fresh = [one for one in times if not one.old] or times
    # a day and hour that no words call the eviction's only where there is no other
    fresh = [one for one in fresh if one.sure > _UNSAID] or fresh
    best = max(fresh, key=lambda one: (one.clock is not None, one.sure, one.day.value))
    own = {found.value(LETTER_DATE), found.value(ARRIVAL_STAMP)}
    rivals = [*_firmer(letter, times, best), *_later(letter, fresh, best)]
    rivals += [
        one
        for one in fresh
        # the letter's own day and its stamp's are no time of anything, even read in another place
        if _contradicts(one, best) and not (one.clock is None and one.day.value in own)
    ]
    hours = frozenset(one.clock.start for one in times if one.clock)
    torn = torn_from_its_day(letter) or hour_moved(letter, best.clock, hours)
    torn = torn or (not best.new and day_moved(letter))
    sure, notes = _weighed(letter, best, doubted=bool(rivals) or torn)
    if any(one.taken and not one.old and one.at != other.at for one in times for other in times):
        sure *= 0.5  # one of several is taken back, and it is not told which
    if best.taken and not _called_off(letter):
        sure *= 0.5  # the only one is taken back, and the letter does not call the eviction off
    field = letter.place(best.at, *_span(best), finder="eviction", sure=sure, notes=notes)
    if field is None:
        return found
    found = _with_replaced(letter, found.with_field(EVICTION_AT, field), best, times)
    for rival in rivals[:3]:
        other = letter.place(rival.at, *_span(rival), finder="eviction", sure=0.3)
        if other is not None:
            found = replace(found, alternatives=(*found.alternatives, (EVICTION_AT.text, other)))
    if rivals or torn:
        found = replace(found, conflicts=(*found.conflicts, EVICTION_AT.text))
    return found


def _with_replaced(
    letter: Letter, found: Findings, best: _Time, times: Sequence[_Time]
) -> Findings:
    """Adds ``replaced_time``: the last time, with its hour, that the letter says does not hold."""
    gone = [one for one in times if one.old and one.clock and one.at != best.at]
    if best.old or best.clock is None or not gone:
        return found
    field = letter.place(gone[-1].at, *_span(gone[-1]), finder="eviction", sure=gone[-1].said)
    return found if field is None else found.with_field(REPLACED_TIME, field)


def _replaced(times: list[_Time]) -> list[_Time]:
    """The times, those that were taken back as old where one with its hour follows that was not."""
    found: list[_Time] = []
    later = False
    for one in reversed(times):
        if one.taken and later and not one.old:
            one = replace(one, old=True, sure=0.4 * one.sure)  # noqa: PLW2901
        later = later or (one.clock is not None and not one.old and not one.taken)
        found.append(one)
    return found[::-1]


def _firmer(letter: Letter, times: Sequence[_Time], best: _Time) -> Iterator[_Time]:
    """Struck times that their words call the eviction's more firmly than the chosen one's do.

    Where no word of the letter speaks of a change, or none calls the chosen one a new time or the
    eviction's: then it was hardly a time that was struck.
    """
    told = best.said >= _CALLED or best.new
    if best.old or (told and CHANGED.search(letter.plain.replace("\n", " "))):
        return
    yield from (one for one in times if one.old and one.clock and one.said > best.said + 0.04)


def _later(letter: Letter, times: Sequence[_Time], best: _Time) -> Iterator[_Time]:
    """Times behind the chosen one, however unsurely read, in a letter that speaks of a new one.

    Two columns that were read as one line tear the new day from its year or its hour.
    """
    if CHANGED.search(letter.plain.replace("\n", " ")):
        yield from (
            one
            for one in times
            if one.day.value > best.day.value and one.said >= _LABELLED and one.sure > _UNSAID
        )


def _own_day(found: Findings) -> Field[date] | None:
    """The own day, unless it cannot be that: one after the arrival may be the eviction itself."""
    written = found.get(LETTER_DATE)
    return None if written is None or "after_arrival" in written.notes else written


def _stamped(found: Findings) -> tuple[Box, ...]:
    """Where the stamp of arrival has its day."""
    stamp = found.get(ARRIVAL_STAMP)
    return () if stamp is None else stamp.boxes


def _weighed(letter: Letter, best: _Time, *, doubted: bool) -> tuple[float, tuple[str, ...]]:
    """How sure the chosen time is, and what is odd about it."""
    notes = best.day.notes
    sure = best.sure
    eight = best.day.end - best.day.start == len("20261103")
    if best.clock is not None and best.said > _UNSAID and eight:
        notes = tuple(note for note in notes if note != "compact")
    if (
        letter.kind is Kind.EVICTION_DATE
        and best.clock is not None
        and not doubted
        and not best.old
    ):
        # one time in the whole letter, or one that its words say is the new one
        sure = sure if sure < _DOUBTED else max(sure, _ONLY)
    for note, factor in (("weekday", 0.5), ("year_assumed", 0.7), ("ocr_swap", 0.6)):
        sure *= factor if note in notes else 1.0
    if best.said <= _UNSAID:
        # no reader makes it sure: an auction's hour stands as alone in its notice
        notes = (*notes, "unsaid")
    if best.clock is None:
        notes = (*notes, "time_missing")
        sure *= 0.6
    if doubted:
        notes = (*notes, "conflict")
        sure *= 0.5
    return sure, notes


_ONLY = 0.975
"""The least that a time with its hour is worth which nothing in the letter contradicts."""

_DOUBTED = 0.55
"""A time so unsure by its words is no surer for being the only one."""


def _contradicts(one: _Time, best: _Time) -> bool:
    """Whether another time may be the one that holds: as complete as the best and as sure."""
    if best.clock is not None and one.clock is None:
        return one.day.value != best.day.value and one.sure >= max(0.95, best.sure - 0.06)
    clocks_differ = bool(one.clock and best.clock and one.clock.value != best.clock.value)
    return one.sure >= best.sure - 0.15 and (one.day.value != best.day.value or clocks_differ)


def _span(one: _Time) -> tuple[int, int]:
    if one.clock is None:
        return one.day.start, one.day.end
    start, end = min(one.day.start, one.clock.start), max(one.day.end, one.clock.end)
    # day and hour in two rows of a column have the other columns between them
    return (start, end) if end - start < _TOGETHER else (one.day.start, one.day.end)


_TOGETHER = 60
"""Letters within which a day and its hour stand together."""


def _times(
    letter: Letter, written: Field[date] | None, stamped: tuple[Box, ...]
) -> Iterator[_Time]:
    """The dates that may be an eviction's, each with its hour; never the stamp's own."""
    flat = letter.plain.replace("\n", " ").replace("\t", " ")
    off = _called_off(letter)
    told = off or DONE.search(flat) is not None
    near = written.value if written else letter.received_on
    last = 0
    for day in days(flat, near=near):
        if stamped and letter.text.boxes_at(day.start, day.end) == stamped:
            continue
        beside = parallel(letter, day)
        heading = "" if beside is None else beside[0]
        before = _clause(letter.plain, flat, day.start)
        clock = hour_of(letter, flat, day) if beside is None else beside[1]
        end = max(day.end, clock.end) if clock and clock.end - day.end < _TOGETHER else day.end
        after = SENTENCE.split(letter.plain[end : end + 70].replace("\n", " "))[0]
        own = flat[max(last, day.start - len(before)) : day.start]
        line = own[max(0, len(own) - _line(letter, day)) :]
        last = max(end, struck_until(letter, day))
        sure = _sure(letter, f"{before} {heading}", after, clock)
        if WITH_OTHERS.match(after) or (0.0 < sure < _CALLED and OF_ANOTHER_ACT.search(line)):
            sure = 0.0
        if letter.kind is Kind.EVICTION_DATE and clock is not None:
            another = OF_ANOTHER_ACT.search(f"{before} {after}") is not None
            sure = _placed(letter, day, sure, coming=day.value > near and not another)
        if clock is not None and _holds(letter, day, before, sure):
            sure = _HOLDS
        if sure <= 0.0:
            continue
        if written and day.value == written.value and (clock is None or sure < _LABELLED):
            continue  # the letter's own day
        old = OLD_HEAD.fullmatch(heading) is not None or _is_old(
            heading or own, after, letter.plain[end : end + 70].split("\n")[0]
        )
        behind = flat[end : end + 160]
        taken = _revoked(own, behind, day) or _taken_back(letter, day, clock, after, behind)
        done = letter.kind is Kind.EVICTION_DATE and told
        said = sure
        if written and day.value < written.value and not done and not old:
            sure *= 0.4
        if old and not off:
            sure *= 0.4  # a time that no longer holds, and no word that the eviction is off
        new = NEW.search(heading or own) is not None or NEW_HEAD.fullmatch(heading) is not None
        yield _Time(day=day, clock=clock, sure=sure, old=old, said=said, taken=taken, new=new)


def _placed(letter: Letter, day: Day, sure: float, *, coming: bool) -> float:
    """How sure a day with its hour is, in a notice of an eviction, by where it stands."""
    caption = captioned(letter, day)
    if caption is not None:
        return min(sure, _UNSAID) if OF_ANOTHER_ACT.search(caption) else max(sure, _LABELLED)
    return _UNSAID if sure <= 0.0 and coming else sure


def _holds(letter: Letter, day: Day, before: str, sure: float) -> bool:
    """Whether its table says that this time holds, and nothing before it that it is another's."""
    called = sure > 0.0
    return (called or not OF_ANOTHER_ACT.search(before)) and holds(letter, day, called=called)


_HOLDS = 0.97
"""So sure is a time of which the next cell of its table says that it holds."""

_UNSAID = 0.5
"""So sure is a coming day with its hour, in a notice of an eviction, that no word calls so."""

_CALLED = 0.9
"""Less sure is a time that has an hour and no word of an eviction beside it."""

_LABELLED = 0.95
"""So sure is a time whose own words or label call it the eviction's."""


def _called_off(letter: Letter) -> bool:
    """Whether the letter calls the eviction off and speaks of no new time."""
    flat = letter.plain.replace("\n", " ")
    return CANCELLED.search(flat) is not None and CHANGED.search(flat) is None


def _line(letter: Letter, day: Day) -> int:
    """How many letters before a day are of its own line, in running text of the one before too."""
    cell = letter.cell_at(day.start)
    if cell is None:
        return day.start
    row = letter.rows[cell.row]
    above = letter.rows[cell.row - 1] if len(row) == 1 and cell.row else row
    return day.start - (above if len(above) == 1 else row)[0].start


def _clause(plain: str, flat: str, end: int) -> str:
    start = max(0, end - 140)
    stop = max((one.end() for one in STOP.finditer(plain, start, end)), default=start)
    return flat[stop:end]


def _is_old(before: str, after: str, line: str) -> bool:
    """Whether the words say that this time no longer holds: the nearest of old and new decides."""
    olds = [one.end() for one in OLD.finditer(before)]
    news = [one.end() for one in NEW.finditer(before)]
    if olds and (not news or olds[-1] >= news[-1]):
        return CONFIRMED.match(line) is None
    return POSTPONED.match(after) is not None and not re.search(
        r"\bny(?:a|tt)?\s", before, re.IGNORECASE
    )


def _revoked(own: str, behind: str, day: Day) -> bool:
    """Whether a sentence takes this time back, or moves it to the one that follows."""
    if REVOKED.search(own):
        return True
    to = TO_NEXT.match(behind) if MOVES.search(own) else None
    return to is not None and any(
        one.start <= 1 for one in days(behind[to.end() :], near=day.value)
    )


def _taken_back(letter: Letter, day: Day, clock: Clock | None, after: str, behind: str) -> bool:
    """Whether what follows, or the next cell of a table, says that a time no longer holds."""
    if TAKEN_BACK.match(after):
        return True
    struck = STRUCK_NEXT.match(behind)
    if struck is not None:
        hour = next((one.value for one in clocks(f"kl {struck['hour']}", 0)), None)
        return struck["hour"] is None or (clock is not None and clock.value == hour)
    return struck_until(letter, day) > 0


def _sure(letter: Letter, before: str, after: str, clock: Clock | None) -> float:
    """How sure it is that a date in these words is an eviction's; 0 when nothing says so."""
    kfm = letter.kind is Kind.EVICTION_DATE
    before = re.sub(r"\s+", " ", before)  # leaders are no words
    close = before[-75:]
    labelled = LABEL.search(close)
    about = ABOUT.search(before) or ABOUT.search(after)
    against = [one.end() for one in NOT_EVICTION.finditer(close)]
    marks = (
        [one.end() for one in LABEL.finditer(close)]
        + [one.end() for one in ABOUT.finditer(close)]
        + [one.end() for one in WILL.finditer(close)]
        + [one.end() for one in DONE.finditer(close)]
    )
    if against and against[-1] > max(marks, default=0):
        return 0.0
    if not kfm and not (about and clock and (labelled or WILL.search(close))):
        return 0.0
    sure = 0.0
    if labelled or (about and (WILL.search(close) or DONE.search(close))):
        sure = 0.98
    elif about:
        sure = 0.93 if clock is not None else 0.85
    elif clock is not None:
        sure = 0.86 if clock.said else 0.6
    return sure if kfm else sure * 0.85
