"""The day on which a letter was written, among all the days that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.finders.days import Day, days
from extractors.finders.letter import Cell, Letter
from extractors.finders.places import SMALL_WORD

_WRITTEN = re.compile(
    r"(?:brev|skriv|handlings|underrattelse|krav|utfardande|dokument|meddelande|avsandnings"
    r"|expedierings"
    r"|exp\.?|avg\.?)?\s?datum|date(?:d)?|dat\.|ort(?:,| och| &)? (?:och )?(?:datum|dag)|skickat"
    r"|inskicka[td]|sent|dag"
    r"|datum (?:och|,) (?:underskrift|namnteckning)|date of issue|issued(?: on)?"
    r"|(?-i:Denna|Detta)\s(?:skrivelse|underrattelse|brev|handling|meddelande)"
    r"|utfardat?|utfardad|upprattat?|upprattad|dagens datum|skrivet|daterat|daterad|expedierat",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"utskr(?:ift(?:sdatum|sdag|en)?|iven|ivet)?\.?|utskriftsdatum|printed|framstalld",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"(?<!\w)(?:{_WRITTEN.pattern})(?!\w)", re.IGNORECASE)
_THING = (
    r"(?:brev|skrivelse|meddelande|underrattelse|handling|anmalan|uppgift|utdrag|underlag|rapport"
    r"|blankett|formular|sammanstallning)(?:en|et|er|erna|arna)?"
)
_TOLD = re.compile(
    # "brevet skrevs den", "uppgifterna har tagits ut ur vårt system"
    rf"(?<!\w){_THING}\s(?:ar\s|har\s)?(?:skrevs|skrivits|skrivet|skriven|skrivna|upprattades"
    r"|upprattats|upprattat|upprattad|daterades|daterats|togs|tagits|tagna|taget|hamtades|hamtats"
    r"|hamtade|gjordes|gjorts|framstalldes|framstallts)(?:\s(?:ut|fram))?"
    r"(?:\s(?:ur|fran|av|i|med|hos)\s[^.,:;0-9]{2,50}?)?\s(?:den\s)?$",
    re.IGNORECASE,
)
"""A sentence that tells when this very letter, or what stands in it, was made."""
_INVOICED = re.compile(r"faktura(?:ns )?datum|avidatum|invoice date", re.IGNORECASE)
_OTHER_ROLE = re.compile(
    r"fodd|f\.\s*$|datum for (?!skriv|brev|ut|under|detta|denna)"
    r"|period|avhys|forratt|tid(?:punkt)?\b|kl\.?|sedan|avtal\w*\s(?:av|den|fr)"
    r"|kontrakt"
    r"|utslag|upphor|flytt|avflytt|tilltrade|inflytt|svar|bestrid|yttra|sand|beslut|upphorande"
    r"|fran och med|fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|till och med|storning|intraffa|handelse|dom\b"
    r"|avstang|frankoppl|delgiv|delgav|uppsagd|anmal|ansok|forordning|besok|ranta|ber\.?aknad"
    r"|avlas|\b(?:in)?reg(?:istr|\.|\s?dat)|varning|tidigare|paminnelse|krav(?:brev)?\s(?:den|av|fran)|invand|senast",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^\W*(?:(?:[A-Z]|[0-9]{1,2})[.):]?\s)?(?P<place>[A-Z][\w-]+(?:\s(?:[A-Z][\w-]+|i"
    r"|pa))?[,./:]?\s?)?"
    r"(?:(?i:den|dat\.?|d\.)\s)?$",
)
_BOARD = re.compile(r"[\w.]*(?:forvaltningen|tjansten|namnden|kontoret)", re.IGNORECASE)
_IN_SENTENCE = re.compile(r"(?:[A-Za-z]+\s+){3}[a-z]+\s(?:den\s|on\s)?$")
_THIS_LETTER = re.compile(
    r"(?:denna|detta|this)\s(?:brev|handling|skrivelse|letter)", re.IGNORECASE
)
_SINCE_LABEL = re.compile(
    r"[\s:.,(|=-]*(?:(?:den|on)\s)?(?:[A-Z][\w-]+(?:\s[A-Z][\w-]+)?,?\s(?:den\s)?)?"
)
_NO_PLACE = re.compile(
    r"^\W*(?:sista|senast\w*|fran|till(?!\s(?-i:[A-Z]))|tid|kl|period|vecka|fore|inom|nasta|ny"
    r"|tidigare|efter|hyra\w*|rad"
    r"|ranta|avgift|besok|forratt\w*|avhys\w*|faktura\w*|fodd|summa|start|slut|bilaga|uppdaterad"
    r"|version|rev|registr\w*|dnr|diarie\w*|skapa\w*|oppna\w*|upplag\w*|startad\w*"
    r"|\w{3,}(?:erat|erad|ades))\b",
    re.IGNORECASE,
)
_BESIDE_IT = re.compile(
    r"^\s?[|,;/\u00b7\u2022-]*\s*(?:(?:vart|var|ert|er|din|ditt|mitt|our|your)\s)?(?:avtal|arende"
    r"|mal|dnr|diarie|ref|akt|kund|kontrakt"
    r"|sid|sida|page|bilaga|objekt|lgh|handlagg|\[?[A-Z]{0,3}-?[0-9]"
    r"|(?-i:[A-Z])[\w-]+$)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"forfallen|forfallna|forfoll|sa(?:gts|des) upp|uppsagd\w*|inkom|registrera\w*|skickade?s"
    r"|sandes|avsandes"
    r"|\bvar\b|tillfalle\w*|intraffa\w*|handelse\w*|storning\w*|delgav\w*|delgiv\w*|beslut\w*"
    r"|\bdom\b|utslag"
    r"|inbetal\w*|betalade|\bsedan\b|besokt?e?s?\b|avlast\w*|meddelades|paminde\w*|varnade\w*"
    r"|ansokte|kom in"
    r"|stangdes|ringde|talade|anmald\w*|verkstalld\w*|genomford\w*|genomforts|ager? rum",
    re.IGNORECASE,
)
"""Words that tell of a day as gone by: no letter is older than what it tells."""
_NOT_GONE = re.compile(
    r"kommer|ska(?:ll)?\b|senast|forfaller|upphor|planera\w*|bestam\w*|utsatt|ny tid|tills"
    r"|till och med|fore\b",
    re.IGNORECASE,
)
_HEAD = 0.9
"""So sure is a day that may head a letter with older ones attached."""
_LABEL_SAYS = 0.96
"""So sure is a day that a label calls the letter's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A day that may be the letter's own, and how sure its label or place makes it."""

    sure: float
    day: Day


def _shape(letter: Letter, day: Day) -> str:
    """How a day is written: a log writes all of its own alike."""
    return re.sub(r"[0-9]+", "9", re.sub(r"[A-Za-z]+", "a", letter.plain[day.start : day.end]))


def own_day(own: Sequence[Written], told: Sequence[date], latest: date) -> Written | None:
    """The likeliest of the days that may be the letter's, as sure as what speaks for it.

    The order of events counts as much as the label: what the letter tells of has happened, and
    nothing arrives before it was written.
    """
    gone = max((one for one in told if one <= latest), default=None)

    def weighed(one: Written) -> float:
        late = one.day.value > latest
        early = gone is not None and one.day.value < gone
        # the made-up order of a careless letter weighs less than a label that says "Datum"
        doubt = 0.35 if late or one.sure < _LABEL_SAYS else 0.72
        sure = one.sure * (doubt if late or early else 1.0)
        # what stands further down and is older belongs to what is answered, copied or attached
        return sure * (0.8 if any(_heads(head, one) for head in own) else 1.0)

    def _heads(head: Written, one: Written) -> bool:
        strong = head.sure > _HEAD and one.day.value < head.day.value <= latest
        return strong and head.day.start < one.day.start

    ranked = sorted(own, key=lambda one: (-weighed(one), one.day.start))
    if not ranked:
        return None
    best = ranked[0]
    sure = weighed(best)
    rivals = [weighed(one) for one in ranked[1:] if one.day.value != best.day.value]
    near = max(rivals, default=0.0)
    if near > 0.6 * sure:
        # two days that both look like the letter's own: the other says how unsure this one is
        sure *= 0.62 if near > sure - 0.06 else 0.9
    elif sum(one.day.value == best.day.value for one in own) > 1:
        sure = max(sure, min(0.99, sure + 0.04))
    return Written(sure=sure, day=best.day)


def is_past(letter: Letter, day: Day) -> bool:
    """Whether the words before a day tell of it as gone by."""
    near = letter.before(day.start, 70)
    stops = [one.end() for one in re.finditer(r"[.!?]\s+(?=[A-Z])", near)]
    near = near[max(stops, default=0) :]
    return _PAST.search(near) is not None and _NOT_GONE.search(near) is None


def ledger(letter: Letter) -> frozenset[int]:
    """The places of days that stand under each other in a log's or an account's column."""
    column: list[tuple[Cell, Day]] = []
    places: set[int] = set()
    for row in letter.rows:
        for cell in row:
            day = next(iter(days(cell.plain, cell.start, near=letter.received_on)), None)
            opens = day is not None and not letter.plain[cell.start : day.start].strip(" -*.")
            more = len(row) > 1 or (day is not None and cell.end - day.end > 4)
            if day is not None and opens and more and not _continued(letter, cell):
                column.append((cell, day))
    for place, (cell, day) in enumerate(column):
        height = max(6.0, cell.box.height)
        for other, later in column[place + 1 : place + 6]:
            lined = abs(other.box.x0 - cell.box.x0) < 1.5 * height and other.page == cell.page
            # values of labels that stand under each other are no log
            labelled = any(
                _WRITTEN.fullmatch(beside(letter, one).strip(" :.,")) for one in (cell, other)
            )
            alike = len(letter.rows[cell.row]) == len(letter.rows[other.row]) and _shape(
                letter, day
            ) == _shape(letter, later)
            if lined and alike and not labelled and 0 < other.row - cell.row <= 3:
                places |= {day.start, later.start}
    return frozenset(places)


def how_written(letter: Letter, cell: Cell, day: Day, before: str, over: str) -> float:
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
        # "the latest report is dated ...": a word of a sentence is no label
        told = _IN_SENTENCE.search(own)
        sure = 0.985 if told is None else 0.7 if _THIS_LETTER.search(own) else 0.0
    elif _WRITTEN.fullmatch(over.strip(" :.,")) is not None:
        sure = 0.975
    elif _TOLD.search(before) is not None:
        sure = 0.9
    elif (
        _OTHER_ROLE.search(before)
        or _said_by_a_label(letter, cell, own)
        or _continued(letter, cell)
        or (len(rest.strip(" .,")) >= 3 and not _BESIDE_IT.match(rest))
    ):
        return 0.0
    elif (place := _PLACE.match(own)) is not None and not _NO_PLACE.match(own):
        if _OTHER_ROLE.search(over[-40:]) and not first:
            return 0.0
        sure = 0.98 if place["place"] else (0.97 if high else 0.93)
        sure -= 0.2 if "compact" in day.notes and not place["place"] else 0.0
        sure -= 0.03 if len(rest.strip(" .,")) >= 3 else 0.0
    old = timedelta(days=400) < letter.received_on - day.value
    if _in_stamp(letter, cell):
        sure = min(sure, 0.6)
    return sure * (1.0 if first else 0.9) * (0.5 if old else 1.0)


def _said_by_a_label(letter: Letter, cell: Cell, own: str) -> bool:
    """Whether another column's label says what the day is: "AVISERAT | : 2026-09-17"."""
    return own.lstrip().startswith(":") and beside(letter, cell) != ""


def _in_stamp(letter: Letter, cell: Cell) -> bool:
    """Whether a day stands over the board's name alone, as in a stamp whose word was not read."""
    height = max(6.0, cell.box.height)
    under = [
        one
        for row in letter.rows[cell.row + 1 : cell.row + 3]
        for one in row
        if one.page == cell.page and 0 <= one.box.top - cell.box.bottom < 1.5 * height
    ]
    boards = [one for one in under if _BOARD.fullmatch(one.plain)]
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
                # words of a sentence, and not a sender's name and address
                len(SMALL_WORD.findall(upper.plain)) > 2
                and len(upper.plain) > 40
                and upper.plain.rstrip()[-1:] not in ".!?:"
            )
            or re.search(r"(?:\s(?:den|sedan|fran|till|per|senast|och)|,)\s*$", upper.plain)
            is not None
        )
    )


def beside(letter: Letter, cell: Cell) -> str:
    """The text of the cell to the left, when it is short enough to be a label."""
    row = letter.rows[cell.row]
    left = [one for one in row if one.end <= cell.start]
    return left[-1].plain if left and len(left[-1].plain) < 60 else ""
