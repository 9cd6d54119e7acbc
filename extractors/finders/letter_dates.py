"""The letter's own dates, four roles that are not each other: written, due, received, posted."""

from __future__ import annotations

import re
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
    r"(?:brev|utskrifts|skriv|handlings|underrattelse|krav|utfardande)?datum"
    r"|date(?:d)?|dat\.|ort och datum|skickat|sent|utfardad|upprattad|dagens datum|skrivet",
    re.IGNORECASE,
)
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
    r"^\W*(?:[A-Z][\w-]+(?:\s(?:[A-Z][\w-]+|i|pa))?,?\s(?:den\s)?)?$|datum|date|^\W*(?:den"
    r"|dat\.?)\s$",
    re.IGNORECASE,
)


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``letter_date``, ``due_date``, ``arrival_stamp`` and ``posted_on``.

    A date's role is what the words beside it say; an unlabelled date alone in its cell high on the
    first page is the letter's. The letter's date is not later than the day it arrived: one that is
    gets the note ``after_arrival`` and little confidence.
    """
    best: dict[str, tuple[float, Day]] = {}
    for cell in letter.cells:
        for day in days(cell.plain, cell.start, near=letter.received_on):
            role = _role(letter, cell, day)
            if role is not None and role[1] > best.get(role[0].text, (0.0, day))[0]:
                best[role[0].text] = (role[1], day)
    if letter.kind in {Kind.EVICTION_DATE, Kind.DISTURBANCE}:
        best.pop(DUE_DATE.text, None)
    for name in (LETTER_DATE, DUE_DATE, ARRIVAL_STAMP, POSTED_ON):
        if name.text in best:
            found = _with(letter, found, name, *best[name.text])
    return found


def _with(letter: Letter, found: Findings, name: Name[date], sure: float, day: Day) -> Findings:
    notes = day.notes
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
    doubts = {"after_arrival": 0.3, "weekday": 0.5, "year_assumed": 0.8, "ocr_swap": 0.7}
    sure = 1.0
    for note in notes:
        sure *= doubts.get(note, 1.0)
    return sure


def _role(letter: Letter, cell: Cell, day: Day) -> tuple[Name[date], float] | None:
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
    written = 0.0 if _in_table(letter, cell) else _written(letter, cell, day, before, over)
    return (LETTER_DATE, written) if written else None


def _due(near: str, over: str) -> float:
    """How sure a date is the last day to pay, or the day a debt fell due; 0 when it is not."""
    for words, sure in ((near, 0.95), (over, 0.88)):
        if _DUE.search(words) and not _ended(words):
            return sure - (0.0 if _FELL_DUE.search(words) is None else 0.1)
    return 0.7 if _FELL_DUE.search(near) or _SINCE.search(near) else 0.0


def _written(letter: Letter, cell: Cell, day: Day, before: str, over: str) -> float:
    """How sure it is that this is the day the letter was written; 0 when it is not."""
    down = letter.height_at(cell.box)
    first = cell.page == letter.first_page()
    high = 0.08 if first and down < 0.4 else 0.0
    old = timedelta(days=400) < letter.received_on - day.value
    sure = 0.0
    alone = len(letter.plain[day.end : cell.end].strip(" .,")) < 3
    if _INVOICED.search(before[-30:]):
        sure = 0.75 + high
    elif _WRITTEN.search(before[-30:]) and not _OTHER_ROLE.search(before[-30:]):
        sure = 0.9 + high
    elif _WRITTEN.fullmatch(over.strip(" :.,")) is not None:
        sure = 0.88 + high
    elif _OTHER_ROLE.search(before) or not alone:
        return 0.0
    elif _PLACE.match(letter.plain[cell.start : day.start]):
        if _OTHER_ROLE.search(over[-40:]) and not first:
            return 0.0
        sure = (0.88 + high) if first and down < 0.45 else (0.72 if down > 0.5 else 0.76)
        if "compact" in day.notes:
            sure -= 0.2
    if not first:
        sure *= 0.8
    return max(0.0, sure * (0.5 if old else 1.0))


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
