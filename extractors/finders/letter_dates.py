"""The letter's own dates, four roles that are not each other: written, due, received, posted."""

from __future__ import annotations

import re
from datetime import date

from extractors.finders.days import Day
from extractors.finders.letter import Cell, Letter
from extractors.finders.torn import whole_days
from extractors.finders.written import Written, beside, how_written, is_past, ledger, own_day
from pipeline.domain.fields import (
    ARRIVAL_STAMP,
    DUE_DATE,
    LETTER_DATE,
    POSTED_ON,
    Findings,
    Name,
)
from pipeline.domain.kinds import Kind

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
    r"|mottag(?:et|en|ningsdatum)?\b|ankomstregistrerad|\bregistrerad\b|received|inkomstdatum"
    r"|diariefor\w*",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"postad\w*|postat|poststampel|avsant\w*|avsands|avsandningsda\w*|inlamna\w*|skickat den"
    r"|skickades|sandes|rekommendera\w*|\brek\b|inlamningsda\w*|postningsda\w*",
    re.IGNORECASE,
)
_SENT_BEFORE = re.compile(r"paminnelse|krav|faktura|avi\b|tidigare|varning", re.IGNORECASE)


_NEWER = 0.6
"""What is left of a day's certainty where a later one, from before the arrival, is printed too."""
_STAMP = 32
"""Letters of a line in a stamp; longer ones are sentences that tell of something received."""


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``letter_date``, ``due_date``, ``arrival_stamp`` and ``posted_on``.

    A date's role is what the words beside it say; an unlabelled date alone in its cell is the
    letter's. The letter's date is not later than the day it arrived: one that is gets the note
    ``after_arrival`` and little confidence; so does one that is older than what the letter tells.
    """
    best, own, told, every = _roles(letter)
    if letter.kind in {Kind.EVICTION_DATE, Kind.DISTURBANCE}:
        best.pop(DUE_DATE.text, None)
    stamp = best.get(ARRIVAL_STAMP.text)
    latest = letter.received_on
    if stamp is not None and (cell := letter.cell_at(stamp[1].start)) and len(cell.text) < _STAMP:
        latest = min(latest, stamp[1].value)
    chosen = own_day(own, told, latest)
    if chosen is not None:
        # nearly every letter is written on the last day that it knows of before it arrives
        newer = any(chosen.day.value < one < latest for one in every)
        best[LETTER_DATE.text] = (chosen.sure * (_NEWER if newer else 1.0), chosen.day)
    for name in (LETTER_DATE, DUE_DATE, ARRIVAL_STAMP, POSTED_ON):
        if name.text in best:
            found = _with(letter, found, name, *best[name.text])
    return found


def _roles(
    letter: Letter,
) -> tuple[dict[str, tuple[float, Day]], list[Written], list[date], list[date]]:
    """The surest day of each other role, those that may be the letter's own, those gone by.

    Last all that are of no role of their own, or may be the letter's.
    """
    best: dict[str, tuple[float, Day]] = {}
    own: list[Written] = []
    told: list[date] = []
    every: list[date] = []
    rows = ledger(letter)
    for cell in letter.cells:
        for day in whole_days(letter, cell, letter.received_on):
            role = _role(letter, cell, day, listed=day.start in rows)
            if day.start in rows or is_past(letter, day):
                told.append(day.value)
            if role is None or role[0] is LETTER_DATE:
                every.append(day.value)
            if role is None:
                continue
            name, sure = role
            if name is LETTER_DATE:
                own.append(Written(sure=sure, day=day))
            elif sure > best.get(name.text, (0.0, day))[0]:
                best[name.text] = (sure, day)
    return best, own, told, every


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
    left = f"{beside(letter, cell)} {own}"
    before = letter.before(day.start) if len(own.strip(" :.,-")) > 2 else left
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
    written = 0.0 if table else how_written(letter, cell, day, before, over)
    return (LETTER_DATE, written) if written else None


def _due(near: str, over: str) -> float:
    """How sure a date is the last day to pay, or the day a debt fell due; 0 when it is not."""
    for words, sure in ((near, 0.95), (over, 0.88)):
        if _DUE.search(words) and not _ended(words):
            return sure - (0.0 if _FELL_DUE.search(words) is None else 0.1)
    return 0.7 if _FELL_DUE.search(near) or _SINCE.search(near) else 0.0


def _ended(near: str) -> bool:
    """Whether a sentence ends between the label and the date."""
    found = list(_DUE.finditer(near))
    return bool(found) and re.search(r"[.!?]\s", near[found[-1].end() :]) is not None


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
    others = (one for one in row if one is not cell)
    return any(re.search(r"[0-9][,.][0-9]{2}(?![0-9])|\bkr\b", one.plain) for one in others)
