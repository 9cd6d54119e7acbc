"""The time of an eviction: the one that holds, not the one it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from extractors.finders.days import Clock, Day, clocks, days
from extractors.finders.letter import Cell, Letter
from pipeline.domain.fields import ARRIVAL_STAMP, EVICTION_AT, LETTER_DATE, Field, Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box

_ABOUT = re.compile(
    r"avhys\w*|forrattning\w*|avlagsna\w*|verkstall\w*|\bevict\w*|vrak\w*|verkst\.|lasbyte\w*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:ny(?:\s|tt)|faststalld|bestamd|planerad)?\s?(?:dag|datum|tid(?:punkt)?)\s?(?:och|/|,)\s?"
    r"(?:tid|klockslag|dag|kl\.?)|(?:ny )?tid(?:punkt)?(?:en)? for (?:\w+\s)?(?:avhysning"
    r"|forratt|avlagsn)\w*"
    r"|(?:avhysnings|forrattnings)(?:dag|datum|tid|tidpunkt)(?:en)?|ny tid(?:punkt)?\b"
    r"|(?:datum|dag) for (?:avhysning|forrattning|avlagsn)\w*|(?:avhysningen?|forrattningen?)\s?:"
    r"|avhysning den|nytt forsok|(?:planera[dt]|bestam[dt]|faststall[dt]|utsatt|ny(?:tt)?) (?:dag"
    r"|datum|tid)\b|nar\s?:|tid\s?:|date of eviction",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"(?:kommer att|ska(?:ll)?|ar|har|blir|blivit|sker)\s(?:\w+\s){0,3}?(?:ske|sker|aga rum"
    r"|verkstall\w*"
    r"|genomfor\w*|bestam\w*|utsatt\w*|satt\w*|faststall\w*|planera\w*|hallas|rum)"
    r"|ager rum|sker\b|genomfors|verkstalls|utsatt till|bestamts till|bestamt till|satt ut",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"verkstalldes|har verkstallts|genomfordes|har genomforts|agde rum|ar verkstalld|avhystes"
    r"|har avhysts|skedde"
    r"|(?:avhysning|forrattning)\w* (?:\w+ ){0,2}?"
    r"(?:(?:ar|blev) (?:darmed |nu )?(?:genomford|utford|avslutad)|har utforts)",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"tidigare|(?:i\s?stallet|istallet) for|ursprunglig\w*|som (?=(?:var|skulle|hade)\b)"
    r"|skulle (?:ha|ske|ager?)"
    r"|var (?:bestamd|planerad|utsatt|satt)(?:\s+till)?\s*(?:den\s)?|gallde"
    r"|galler (?:\w+ )?(?:inte|ej)"
    r"|flytta[st]?\w*(?:\sfram)? fran"
    r"|andra\w* fran"
    r"|\bforut\b|\bgam(?:malt?|la)\s(?:tid|dag|datum)\w*|\baldre\b|\bstryk\w*"
    r"|\bbortse\w*(?! fran detta)|\bborttag\w*|(?:tid|dag|datum)\w* som utgar\b"
    r"|\butgar\W*(?:den\s)?$|(?:inte|ej) behover \w+\W*(?:den\s)?$"
    r"|\bangavs\b(?! i v)|\bwill not (?:take place|be held)\b"
    r"|(?:kommer (?:inte|ej) att|(?:inte|ej) kommer att)"
    r" (?:ske|hallas|aga rum|genomforas|verkstallas|bli)|(?:och )?(?:inte|ej"
    r"|icke) (?:langre )?(?:den\s)?$|i st\. f\."
    r"|instead of|rather than|originally|previous\w*|\bold\b|set for|avbokad\w*|overspelad\w*"
    r"|ersatter|upphavd\w*|\bforra\b|avsag|aviserad\w*"
    r"|andrats fran|flyttad fran"
    r"|med andring av|(?:kunde|gick|har|hinner|hann|far|fick|blir|blev) (?:inte|ej)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"ny(?:a|tt)?\s(?:tid|dag|datum|forratt|klockslag)\w*|andrad tid|\bnew\b|until\b|omboka\w* till"
    r"|(?:till|i\s?stallet|istallet)\s+(?:den\s|att\s)?"
    r"|flyttat?s? till|nytt datum|ny tidpunkt|i stallet ske|nu\b|fram\w* till"
    r"|nytt forsok|\butan(?= (?:i\s?stallet|den|till|sker|forst|nu|pa|[0-9]))|skriv in"
    r"|ratt (?:tid|dag|datum)|\bgaller\W*(?:den\s)?$",
    re.IGNORECASE,
)
_OLD_HEAD = re.compile(r"(?:fore|forr|forut|gammalt?|gamla?)\W*", re.IGNORECASE)
"""The head of a column, beside one of what holds now."""
_CANCELLED = re.compile(
    r"inst[a]lld|stalls in|aterkall\w*|anstand|uppskjut\w*|kommer inte att|avbruten|avskriv\w*"
    r"|ej att",
    re.IGNORECASE,
)
_POSTPONED = re.compile(
    r"[^.]{0,45}?\b(?:galler (?:inte|ej)|stalls in|ar installd|(?:ar|blev|har blivit) (?:uppskjut"
    r"|framflytt|flytta|andra|ombok|avbok)\w*|utgar|upphor|flyttas|andras|ersatts"
    r"|(?:har )?(?:mast )?(?:skjut(?:as|its|s) (?:upp|fram)|flyttats|andrats|bokats om|stallts in)"
    r"|kan (?:inte|ej)|kunde (?:inte|ej)|blev (?:inte|ej)|blir (?:inte|ej)|ar (?:inte|ej) langre"
    r"|(?:has been|is|was) (?:postponed|moved|cancelled|changed))",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"ny(?:a|tt)?\s(?:tid|dag|datum|klockslag)\w*|andrad (?:tid|dag)|andring av|flytta[td]\w*"
    r"|framflytt\w*"
    r"|skjut\w* (?:upp|fram)|uppskjut\w*|omboka\w*|i\s?stallet|tidigarelag\w*|senarelag\w*"
    r"|postponed|new (?:date|time)",
    re.IGNORECASE,
)
"""Words of a letter that gives a new time for an old one."""
_NOT_EVICTION = re.compile(
    r"skickat|skickad|avsant|avsand|\bsent\b|utskriv\w*|utskrift\w*|utskr\b|mottag\w*|registrera\w*|upprattad"
    r"|svar\w*|bekrafta\w*|senast|utslag\w*|dom\b|ansok\w*|inkom\w*|ankom|datum:?\s*$|telefon\w*"
    r"|forfall\w*|obetal\w*|betal\w*|fodd|hyra\w*|delgiv\w*|delgav|beslut\w*|uppsag\w*|yttra\w*"
    r"|(?:forhandling|sammantrade)\w*\s(?:om|i mal om|rorande|angaende)\s\w+\W*"
    r"|overklag\w*|auktion\w*|besiktning\w*|hamta\w*|magasin\w*|till och med|oppet\w*"
    r"|ersatter underrattelse\w*"
    r"|underrattelse\w* (?:av|den|fran)|meddelande\w* (?:av|den|fran)|brev\w* (?:av|den|fran)",
    re.IGNORECASE,
)
_OF_ANOTHER_ACT = re.compile(
    r"auktion\w*|sal(?:js|jas|de|ts)\b|forsalj\w*|visning\w*|besiktning\w*|forhandling\w*"
    r"|sammantrade\w*|\bmote\w*|telefontid\w*|\bsenast\b.{0,12}svar|besok\w*|samtal\w*|kallas\b",
    re.IGNORECASE,
)
"""Words of a day that is an auction's, a hearing's or a meeting's."""
_SENTENCE = re.compile(r"[.!?]\s|\n\s*\n|\t")
_HOUR_NEXT = re.compile(
    r"[.!?]\s+(?:kl|tid|avhys|forrattning|vi borjar|den borjar|start"
    r"|(?:(?:vi|de|jag|myndigheten) kommer|da kommer (?:vi|de|jag|myndigheten))"
    r"(?: da| dit| hit)?\s+kl)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?]\s+(?=[A-Z])|\f|\n\s*\n")


_CLOCK_ROW = re.compile(r"tid(?:punkt)?|kl\.?|klockan|klockslag|time|hour|timme", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    """A day with its hour; ``said`` is how sure its words are, whether it still holds or not."""

    day: Day
    clock: Clock | None
    sure: float
    said: float
    old: bool

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
    times = list(_times(letter, _own_day(found), _stamped(found)))
    if not times:
        return found
    fresh = [one for one in times if not one.old] or times
    # a day and hour that no words call the eviction's only where there is no other
    fresh = [one for one in fresh if one.sure > _UNSAID] or fresh
    best = max(fresh, key=lambda one: (one.clock is not None, one.sure, one.day.value))
    own = {found.value(LETTER_DATE), found.value(ARRIVAL_STAMP)}
    rivals = [*_firmer(letter, times, best)]
    rivals += [
        one
        for one in fresh
        # the letter's own day and its stamp's are no time of anything, even read in another place
        if _contradicts(one, best) and not (one.clock is None and one.day.value in own)
    ]
    sure, notes = _weighed(letter, best, rivals)
    field = letter.place(best.at, *_span(best), finder="eviction", sure=sure, notes=notes)
    if field is None:
        return found
    found = found.with_field(EVICTION_AT, field)
    for rival in rivals[:3]:
        other = letter.place(rival.at, *_span(rival), finder="eviction", sure=0.3)
        if other is not None:
            found = replace(found, alternatives=(*found.alternatives, (EVICTION_AT.text, other)))
    if rivals:
        found = replace(found, conflicts=(*found.conflicts, EVICTION_AT.text))
    return found


def _firmer(letter: Letter, times: Sequence[_Time], best: _Time) -> Iterator[_Time]:
    """Struck times that their words call the eviction's more firmly than the chosen one's do.

    Where no word of the letter speaks of a change: then it was hardly a time that was struck.
    """
    if best.old or _CHANGED.search(letter.plain.replace("\n", " ")):
        return
    yield from (one for one in times if one.old and one.clock and one.said > best.said + 0.04)


def _own_day(found: Findings) -> Field[date] | None:
    """The own day, unless it cannot be that: one after the arrival may be the eviction itself."""
    written = found.get(LETTER_DATE)
    return None if written is None or "after_arrival" in written.notes else written


def _stamped(found: Findings) -> tuple[Box, ...]:
    """Where the stamp of arrival has its day."""
    stamp = found.get(ARRIVAL_STAMP)
    return () if stamp is None else stamp.boxes


def _weighed(letter: Letter, best: _Time, rivals: Sequence[_Time]) -> tuple[float, tuple[str, ...]]:
    """How sure the chosen time is, and what is odd about it."""
    notes = best.day.notes
    sure = best.sure
    if letter.kind is Kind.EVICTION_DATE and best.clock is not None and not rivals and not best.old:
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
    if rivals:
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
    off = _CANCELLED.search(flat) is not None and _CHANGED.search(flat) is None
    told = off or _DONE.search(flat) is not None
    near = written.value if written else letter.received_on
    last = 0
    for day in days(flat, near=near):
        if stamped and letter.text.boxes_at(day.start, day.end) == stamped:
            continue
        beside = _parallel(letter, day)
        heading = "" if beside is None else beside[0]
        before = _clause(letter.plain, flat, day.start)
        clock = _clock(letter.plain, flat, day) if beside is None else beside[1]
        end = max(day.end, clock.end) if clock and clock.end - day.end < _TOGETHER else day.end
        after = _SENTENCE.split(letter.plain[end : end + 70].replace("\n", " "))[0]
        sure = _sure(letter, f"{before} {heading}", after, clock)
        own = flat[max(last, day.start - len(before)) : day.start]
        last = end
        coming = letter.kind is Kind.EVICTION_DATE and clock is not None and day.value > near
        if sure <= 0.0 and coming and not _OF_ANOTHER_ACT.search(f"{before} {after}"):
            sure = _UNSAID
        if sure <= 0.0:
            continue
        if written and day.value == written.value and (clock is None or sure < _LABELLED):
            continue  # the letter's own day
        old = _OLD_HEAD.fullmatch(heading) is not None or _is_old(heading or own, after)
        done = letter.kind is Kind.EVICTION_DATE and told
        said = sure
        if written and day.value < written.value and not done and not old:
            sure *= 0.4
        if old and not off:
            sure *= 0.4  # a time that no longer holds, and no word that the eviction is off
        yield _Time(day=day, clock=clock, sure=sure, old=old, said=said)


_UNSAID = 0.5
"""So sure is a coming day with its hour, in a notice of an eviction, that no word calls so."""

_LABELLED = 0.95
"""So sure is a time whose own words or label call it the eviction's."""


def _parallel(letter: Letter, day: Day) -> tuple[str, Clock | None] | None:
    """The heading over a day and the hour beneath it, where days stand side by side in columns."""
    cell = letter.cell_at(day.start)
    if cell is None or day.end - day.start < len(cell.plain.strip()) - 4:
        return None
    row = letter.rows[cell.row]
    others = [
        one for one in row if one is not cell and any(True for _ in days(one.plain, near=day.value))
    ]
    if not others:
        return None
    heading = ""
    for upper in reversed(letter.rows[max(0, cell.row - 3) : cell.row]):
        over = [one for one in upper if one.page == cell.page and _shares(one, cell)]
        if over:
            heading = over[0].plain
            break
    for under in letter.rows[cell.row + 1 : cell.row + 4]:
        mine = [one for one in under if one.page == cell.page and _shares(one, cell)]
        timed = _CLOCK_ROW.match(under[0].plain) is not None
        for one in mine:
            clock = next(iter(clocks(one.plain, one.start)), None)
            if clock is not None and (timed or clock.said or len(one.plain) < 9):
                return heading, clock
    return heading, None


def _shares(one: Cell, other: Cell) -> bool:
    """Whether two cells stand in one column."""
    return min(one.box.x1, other.box.x1) > max(one.box.x0, other.box.x0)


def _clause(plain: str, flat: str, end: int) -> str:
    start = max(0, end - 140)
    stop = max((one.end() for one in _STOP.finditer(plain, start, end)), default=start)
    return flat[stop:end]


def _clock(plain: str, flat: str, day: Day) -> Clock | None:
    """The hour that belongs to a date: close behind it, before another date, or just before it."""
    behind = flat[day.end : day.end + 45]
    other = next(iter(days(behind, near=day.value)), None)
    if other is not None:
        behind = behind[: other.start]
    stop = re.search(r"[.!?]\s+[A-Z]", behind)
    if stop is not None and (stop.start() > 3 or not _HOUR_NEXT.match(behind, stop.start())):
        # "den 20 oktober 2026. Ring mellan kl. 08.00": another sentence's hour
        behind = behind[: stop.start()]
    for clock in clocks(behind, day.end):
        if flat[clock.end : clock.end + 1] == ":" and "\n" in plain[day.end : clock.start]:
            continue  # "08.00: telefontid", a line of a list
        if clock.said or clock.start - day.end < 16:
            return clock
    ahead = flat[max(0, day.start - 28) : day.start]
    found = [one for one in clocks(ahead, max(0, day.start - 28)) if one.said]
    return found[-1] if found else None


def _is_old(before: str, after: str) -> bool:
    """Whether the words say that this time no longer holds: the nearest of old and new decides."""
    olds = [one.end() for one in _OLD.finditer(before)]
    news = [one.end() for one in _NEW.finditer(before)]
    if olds and (not news or olds[-1] >= news[-1]):
        return True
    return _POSTPONED.match(after) is not None and not re.search(
        r"\bny(?:a|tt)?\s", before, re.IGNORECASE
    )


def _sure(letter: Letter, before: str, after: str, clock: Clock | None) -> float:
    """How sure it is that a date in these words is an eviction's; 0 when nothing says so."""
    kfm = letter.kind is Kind.EVICTION_DATE
    close = before[-75:]
    labelled = _LABEL.search(close)
    about = _ABOUT.search(before) or _ABOUT.search(after)
    against = [one.end() for one in _NOT_EVICTION.finditer(close)]
    marks = (
        [one.end() for one in _LABEL.finditer(close)]
        + [one.end() for one in _ABOUT.finditer(close)]
        + [one.end() for one in _WILL.finditer(close)]
        + [one.end() for one in _DONE.finditer(close)]
    )
    if against and against[-1] > max(marks, default=0):
        return 0.0
    if not kfm and not (about and clock and (labelled or _WILL.search(close))):
        return 0.0
    sure = 0.0
    if labelled or (about and (_WILL.search(close) or _DONE.search(close))):
        sure = 0.98
    elif about:
        sure = 0.93 if clock is not None else 0.85
    elif clock is not None and clock.said:
        sure = 0.86
    elif clock is not None:
        sure = 0.6
    return sure if kfm else sure * 0.85
