"""The letter's own dates, four roles that are not each other: written, due, received, posted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.finders.days import Day, days
from extractors.finders.letter import Cell, Letter
from pipeline.domain.fields import (
    ARRIVAL_STAMP,
    DUE_DATE,
    LETTER_DATE,
    POSTED_ON,
    Findings,
    Name,
)
from pipeline.domain.kinds import Kind

_WRITTEN = re.compile(
    r"(?:brev|skriv|handlings|underrattelse|krav|utfardande|dokument|meddelande|avsandnings|expedierings"
    r"|exp\.?|avg\.?)?\s?datum|date(?:d)?|dat\.|ort(?:,| och| &)? (?:och )?(?:datum|dag)|skickat|sent|dag"
    r"|datum (?:och|,) (?:underskrift|namnteckning)|date of issue|issued(?: on)?"
    r"|utfardat?|utfardad|upprattat?|upprattad|dagens datum|skrivet|daterat|daterad|expedierat",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"utskr(?:ift(?:sdatum|sdag|en)?|iven|ivet)?\.?|utskriftsdatum|printed|framstalld",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"(?<!\w)(?:{_WRITTEN.pattern})(?!\w)", re.IGNORECASE)
_INVOICED = re.compile(r"faktura(?:ns )?datum|avidatum|invoice date", re.IGNORECASE)
_DUE = re.compile(
    r"betal\w*\s(?:\w+\s){0,2}?senast|bet\.?\s?senast|senast\s(?:\w+\s){0,3}?(?:betala\w*|oss"
    r"|tillhanda)"
    r"|(?:oss )?tillhanda(?:\s(?:\w+\s)?senast)?|att betala\s(?:senast|fore)"
    r"|(?:att )?betalas? (?:fore|inom)"
    r"|forfallo(?:dag|datum)\w*|forfaller|betalningsdag|sista betalningsdag\w*|due date|pay by",
    re.IGNORECASE,
)
_FELL_DUE = re.compile(
    r"forfallen|forfallna|forfoll|forfalloda(?:g|tum)\w*|forfaller", re.IGNORECASE
)
_SINCE = re.compile(r"obetal\w*\ssedan|hyra\ssedan|invanda\s(?:\w+\s)?senast\s", re.IGNORECASE)
_ARRIVED = re.compile(
    r"\binkom(?:men|met|na|mit)?\b|\bink\.?(?=\s)|\bankom(?:st|men|met)?\w*|\bank\.?(?=\s)"
    r"|mottag(?:et|en|ningsdatum)?\b|ankomstregistrerad|registrerad|received|inkomstdatum"
    r"|diariefor\w*",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"postad\w*|postat|poststampel|avsant\w*|avsands|avsandningsda\w*|inlamna\w*|skickat den"
    r"|skickades|sandes|rekommendera\w*|\brek\b|inlamningsda\w*|postningsda\w*",
    re.IGNORECASE,
)
_SENT_BEFORE = re.compile(r"paminnelse|krav|faktura|avi\b|tidigare|varning", re.IGNORECASE)
_OTHER_ROLE = re.compile(
    r"fodd|f\.\s*$|period|avhys|forratt|tid(?:punkt)?\b|kl\.?|sedan|avtal\w*\s(?:av|den|fr)"
    r"|kontrakt"
    r"|utslag|upphor|flytt|avflytt|tilltrade|inflytt|svar|bestrid|yttra|sand|beslut|upphorande"
    r"|fran och med|fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|till och med|storning|intraffa|handelse|dom\b"
    r"|avstang|frankoppl|delgiv|delgav|uppsagd|anmal|ansok|forordning|besok|ranta|ber\.?aknad"
    r"|avlas|varning|tidigare|paminnelse|krav(?:brev)?\s(?:den|av|fran)|invand|senast",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^\W*(?:(?:[A-Z]|[0-9]{1,2})[.):]?\s)?(?P<place>[A-Z][\w-]+(?:\s(?:[A-Z][\w-]+|i|pa))?[,./:]?\s?)?"
    r"(?:(?i:den|dat\.?|d\.)\s)?$",
)
_SINCE_LABEL = re.compile(
    r"[\s:.,(|=-]*(?:(?:den|on)\s)?(?:[A-Z][\w-]+(?:\s[A-Z][\w-]+)?,?\s(?:den\s)?)?"
)
_NO_PLACE = re.compile(
    r"^\W*(?:sista|senast\w*|fran|till(?!\s(?-i:[A-Z]))|tid|kl|period|vecka|fore|inom|nasta|ny|tidigare|efter|hyra\w*|rad"
    r"|ranta|avgift|besok|forratt\w*|avhys\w*|faktura\w*|fodd|summa|start|slut|bilaga|uppdaterad|version|rev)\b",
    re.IGNORECASE,
)
_BESIDE_IT = re.compile(
    r"^\s?[|,;/\u00b7\u2022-]*\s*(?:(?:vart|var|ert|er|din|ditt|mitt|our|your)\s)?(?:avtal|arende|mal|dnr|diarie|ref|akt|kund|kontrakt"
    r"|sid|sida|page|bilaga|objekt|lgh|handlagg|\[?[A-Z]{0,3}-?[0-9])",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"forfallen|forfallna|forfoll|sa(?:gts|des) upp|uppsagd\w*|inkom|registrera\w*|skickade?s|sandes|avsandes"
    r"|\bvar\b|tillfalle\w*|intraffa\w*|handelse\w*|storning\w*|delgav\w*|delgiv\w*|beslut\w*|\bdom\b|utslag"
    r"|inbetal\w*|betalade|\bsedan\b|besokt?e?s?\b|avlast\w*|meddelades|paminde\w*|varnade\w*|ansokte|kom in"
    r"|stangdes|ringde|talade|anmald\w*|verkstalld\w*|genomford\w*|genomforts|ager? rum",
    re.IGNORECASE,
)
"""Words that tell of a day as gone by: no letter is older than what it tells."""
_NOT_GONE = re.compile(
    r"kommer|ska(?:ll)?\b|senast|forfaller|upphor|planera\w*|bestam\w*|utsatt|ny tid|tills|till och med|fore\b",
    re.IGNORECASE,
)


_LABEL_SAYS = 0.96
"""So sure is a day that a label calls the letter's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A day that may be the letter's own, and how sure its label or place makes it."""

    sure: float
    day: Day


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``letter_date``, ``due_date``, ``arrival_stamp`` and ``posted_on``.

    A date's role is what the words beside it say; an unlabelled date alone in its cell is the
    letter's. The letter's date is not later than the day it arrived: one that is gets the note
    ``after_arrival`` and little confidence; so does one that is older than what the letter tells.
    """
    best: dict[str, tuple[float, Day]] = {}
    own: list[_Written] = []
    told: list[date] = []
    rows = _ledger(letter)
    for cell in letter.cells:
        for day in days(cell.plain, cell.start, near=letter.received_on):
            role = _role(letter, cell, day, listed=day.start in rows)
            if day.start in rows or _is_past(letter, day):
                told.append(day.value)
            if role is None:
                continue
            name, sure = role
            if name is LETTER_DATE:
                own.append(_Written(sure=sure, day=day))
            elif sure > best.get(name.text, (0.0, day))[0]:
                best[name.text] = (sure, day)
    if letter.kind in {Kind.EVICTION_DATE, Kind.DISTURBANCE}:
        best.pop(DUE_DATE.text, None)
    stamp = best.get(ARRIVAL_STAMP.text)
    latest = min(letter.received_on, stamp[1].value) if stamp else letter.received_on
    chosen = _own(own, told, latest)
    if chosen is not None:
        best[LETTER_DATE.text] = (chosen.sure, chosen.day)
    for name in (LETTER_DATE, DUE_DATE, ARRIVAL_STAMP, POSTED_ON):
        if name.text in best:
            found = _with(letter, found, name, *best[name.text])
    return found


def _shape(letter: Letter, day: Day) -> str:
    """How a day is written: a log writes all of its own alike."""
    return re.sub(r"[0-9]+", "9", re.sub(r"[A-Za-z]+", "a", letter.plain[day.start : day.end]))


def _own(own: list[_Written], told: list[date], latest: date) -> _Written | None:
    """The likeliest of the days that may be the letter's, as sure as what speaks for it.

    The order of events counts as much as the label: what the letter tells of has happened, and
    nothing arrives before it was written.
    """
    gone = max((one for one in told if one <= latest), default=None)

    def weighed(one: _Written) -> float:
        late = one.day.value > latest
        early = gone is not None and one.day.value < gone
        # the made-up order of a careless letter weighs less than a label that says "Datum"
        doubt = 0.35 if late or one.sure < _LABEL_SAYS else 0.72
        return one.sure * (doubt if late or early else 1.0)

    ranked = sorted(own, key=lambda one: (-weighed(one), one.day.start))
    if not ranked:
        return None
    best = ranked[0]
    sure = weighed(best)
    rivals = [
        # what stands further down and is older belongs to what is answered or attached
        weighed(one)
        * (0.8 if best.day.start < one.day.start and one.day.value < best.day.value else 1)
        for one in ranked[1:]
        if one.day.value != best.day.value
    ]
    near = max(rivals, default=0.0)
    if near > 0.6 * sure:
        # two days that both look like the letter's own: the other says how unsure this one is
        sure *= 0.62 if near > sure - 0.06 else 0.9
    elif sum(one.day.value == best.day.value for one in own) > 1:
        sure = max(sure, min(0.99, sure + 0.04))
    return _Written(sure=sure, day=best.day)


def _is_past(letter: Letter, day: Day) -> bool:
    """Whether the words before a day tell of it as gone by."""
    near = letter.before(day.start, 70)
    stops = [one.end() for one in re.finditer(r"[.!?]\s+(?=[A-Z])", near)]
    near = near[max(stops, default=0) :]
    return _PAST.search(near) is not None and _NOT_GONE.search(near) is None


def _ledger(letter: Letter) -> frozenset[int]:
    """The places of days that stand under each other in a log's or an account's column."""
    column: list[tuple[Cell, Day]] = []
    places: set[int] = set()
    for row in letter.rows:
        for cell in row:
            day = next(iter(days(cell.plain, cell.start, near=letter.received_on)), None)
            opens = day is not None and not letter.plain[cell.start : day.start].strip(" -*.")
            more = len(row) > 1 or (day is not None and cell.end - day.end > 4)
            if day is not None and opens and more:
                column.append((cell, day))
    for place, (cell, day) in enumerate(column):
        height = max(6.0, cell.box.height)
        for other, later in column[place + 1 : place + 6]:
            lined = abs(other.box.x0 - cell.box.x0) < 1.5 * height and other.page == cell.page
            # values of labels that stand under each other are no log
            labelled = any(
                _WRITTEN.fullmatch(_beside(letter, one).strip(" :.,")) for one in (cell, other)
            )
            alike = len(letter.rows[cell.row]) == len(letter.rows[other.row]) and _shape(
                letter, day
            ) == _shape(letter, later)
            if lined and alike and not labelled and 0 < other.row - cell.row <= 3:
                places |= {day.start, later.start}
    return frozenset(places)


def _with(letter: Letter, found: Findings, name: Name[date], sure: float, day: Day) -> Findings:
    notes = day.notes
    if name is LETTER_DATE and sure > 0.85:
        # figures alone under a label or behind a place are a day and no other number
        notes = tuple(note for note in notes if note != "compact")
    if name is LETTER_DATE and day.value > letter.received_on:
        notes = (*notes, "after_arrival")
    field = letter.place(
        day.value,
        day.start,
        day.end,
        finder="letter_dates",
        sure=sure * _doubt(notes),
        notes=notes,
    )
    return found if field is None else found.with_field(name, field)


def _doubt(notes: tuple[str, ...]) -> float:
    doubts = {
        "after_arrival": 0.5, "weekday": 0.5, "year_assumed": 0.8, "ocr_swap": 0.7, "order": 0.6,
    }  # fmt: skip
    sure = 1.0
    for note in notes:
        sure *= doubts.get(note, 1.0)
    return sure


def _role(letter: Letter, cell: Cell, day: Day, *, listed: bool) -> tuple[Name[date], float] | None:
    """The role of a date and how sure; rows of tables never hold the letter's date."""
    own = letter.plain[cell.start : day.start]
    over = _over(letter, cell)
    beside = f"{_beside(letter, cell)} {own}"
    before = letter.before(day.start) if len(own.strip(" :.,-")) > 2 else beside
    near = before[-60:]
    stamp = f"{over} {near} {_after(letter, cell, day)}"
    if _ARRIVED.search(stamp) and len(cell.text) < 60:
        return ARRIVAL_STAMP, 0.93 if _ARRIVED.search(near) else 0.85
    if _POSTED.search(near) and not _SENT_BEFORE.search(near):
        return POSTED_ON, 0.9
    due = _due(near, over if len(cell.text) < 30 else "")
    if due:
        return DUE_DATE, due
    table = listed or _in_table(letter, cell)
    written = 0.0 if table else _written(letter, cell, day, before, over)
    return (LETTER_DATE, written) if written else None


def _due(near: str, over: str) -> float:
    """How sure a date is the last day to pay, or the day a debt fell due; 0 when it is not."""
    for words, sure in ((near, 0.95), (over, 0.88)):
        if _DUE.search(words) and not _ended(words):
            return sure - (0.0 if _FELL_DUE.search(words) is None else 0.1)
    return 0.7 if _FELL_DUE.search(near) or _SINCE.search(near) else 0.0


def _written(letter: Letter, cell: Cell, day: Day, before: str, over: str) -> float:
    """How sure it is that this is the day the letter was written; 0 when it is not."""
    first = cell.page == letter.first_page()
    high = first and letter.height_at(cell.box) < 0.45
    near = before[-30:]
    own = letter.plain[cell.start : day.start]
    rest = letter.plain[day.end : cell.end]
    sure = 0.0
    if _INVOICED.search(near):
        sure = 0.83 if high else 0.75
    elif _PRINTED.search(near):
        sure = 0.88
    elif _labelled(near) and not _OTHER_ROLE.search(near):
        sure = 0.98
    elif _WRITTEN.fullmatch(over.strip(" :.,")) is not None:
        sure = 0.96
    elif _OTHER_ROLE.search(before) or _continued(letter, cell):
        return 0.0
    elif len(rest.strip(" .,")) >= 3 and not _BESIDE_IT.match(rest):
        return 0.0
    elif (place := _PLACE.match(own)) is not None and not _NO_PLACE.match(own):
        if _OTHER_ROLE.search(over[-40:]) and not first:
            return 0.0
        sure = 0.975 if place["place"] else (0.955 if high else 0.9)
        sure -= 0.2 if "compact" in day.notes and not place["place"] else 0.0
        sure -= 0.03 if len(rest.strip(" .,")) >= 3 else 0.0
    old = timedelta(days=400) < letter.received_on - day.value
    if _in_stamp(letter, cell):
        sure = min(sure, 0.6)
    return sure * (1.0 if first else 0.9) * (0.5 if old else 1.0)


def _in_stamp(letter: Letter, cell: Cell) -> bool:
    """Whether a day stands over the board's name alone, as in a stamp whose word was not read."""
    height = max(6.0, cell.box.height)
    under = [
        one
        for row in letter.rows[cell.row + 1 : cell.row + 3]
        for one in row
        if one.page == cell.page and 0 <= one.box.top - cell.box.bottom < 1.5 * height
    ]
    boards = [one for one in under if re.fullmatch(r"social\w+", one.plain, re.IGNORECASE)]
    return any(
        abs(one.box.x0 + one.box.x1 - cell.box.x0 - cell.box.x1) < 60 for one in boards
    ) and not any(abs(one.box.x0 - cell.box.x0) < height for one in boards)


def _labelled(near: str) -> bool:
    """Whether such a label stands close before, and nothing but a place since."""
    hits = list(_LABELLED.finditer(near))
    return bool(hits) and _SINCE_LABEL.fullmatch(near[hits[-1].end() :]) is not None


def _continued(letter: Letter, cell: Cell) -> bool:
    """Whether a cell goes on with the sentence of the line above: "... den" / "3 november 2026"."""
    if cell.row == 0:
        return False
    height = max(6.0, cell.box.height)
    upper = next(
        (one for one in letter.rows[cell.row - 1] if abs(one.box.x0 - cell.box.x0) < height), None
    )
    return (
        upper is not None
        and upper.page == cell.page
        and cell.box.top - upper.box.bottom < 0.9 * height
        and (
            (
                len(re.findall(r"[a-z]{3}", upper.plain)) > 5
                and len(upper.plain) > 40
                and upper.plain.rstrip()[-1:] not in ".!?:"
            )
            or re.search(r"(?:\s(?:den|sedan|fran|till|per|senast|och)|,)\s*$", upper.plain)
            is not None
        )
    )


def _ended(near: str) -> bool:
    """Whether a sentence ends between the label and the date."""
    found = list(_DUE.finditer(near))
    return bool(found) and re.search(r"[.!?]\s", near[found[-1].end() :]) is not None


def _beside(letter: Letter, cell: Cell) -> str:
    """The text of the cell to the left, when it is short enough to be a label."""
    row = letter.rows[cell.row]
    left = [one for one in row if one.end <= cell.start]
    return left[-1].plain if left and len(left[-1].plain) < 60 else ""


def _after(letter: Letter, cell: Cell, day: Day) -> str:
    return letter.plain[day.end : min(cell.end, day.end + 12)]


def _over(letter: Letter, cell: Cell) -> str:
    """The cell straight above, when it stands close: a heading over its value, or a stamp."""
    height = max(6.0, cell.box.height)
    for row in reversed(letter.rows[max(0, cell.row - 3) : cell.row]):
        for one in row:
            near = cell.box.top - one.box.bottom < 1.8 * height and one.page == cell.page
            lined = one.box.x0 - 2 * height <= cell.box.x0 <= one.box.x1 + height
            if near and lined and len(one.plain) < 45:
                return one.plain
    return ""


def _in_table(letter: Letter, cell: Cell) -> bool:
    """Whether the cell stands in a row of columns that also holds an amount or another date."""
    row = letter.rows[cell.row]
    if len(row) < 3:
        return False
    return any(re.search(r"[0-9][,.][0-9]{2}(?![0-9])|\bkr\b", one.plain) for one in row)
