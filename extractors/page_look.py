"""What a page shows of whose letter it is, and where in it the page stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.finders import letter_dates, parties, references, sender
from extractors.finders.columns import is_heading
from extractors.finders.identity import numbers
from extractors.finders.letter import Cell, Letter, plain
from extractors.finders.places import SMALL_WORD, Whose, blocks
from pipeline.domain.fields import CASE_NUMBER, LETTER_DATE, SENDER_NAME, Field, Findings, Party
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box, Page, Source

_NUMBERING = re.compile(
    r"(?<![\w.,])(?:(?:sida|sid|sidan|page|blad)\.?\s?:?\s?(?P<a>[0-9]{1,2})"
    r"(?:\s?(?:av|of|/|\()\s?(?P<b>[0-9]{1,2})\)?)?|(?P<c>[0-9]{1,2})\s?\((?P<d>[0-9]{1,2})\)"
    r"|(?P<e>[0-9]{1,2})\s(?:av|of)\s(?P<f>[0-9]{1,2})"
    r"|(?<!.)(?P<g>[0-9]{1,2})\s?/\s?(?P<h>[0-9]{1,2})(?!.))(?![\w,])",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"^\W*(?:bilaga|bilagor|appendix|delgivningskvitto|delgivningserkannande|mottagningsbevis|kvitto"
    r"|specifikation till|underrattelse till bostadshyresgast|underrattelse till en konsument"
    r"|underrattelse till bostadsrattshavare|hyreskontrakt|fullmakt|storningsrapport"
    r"|svar till kronofogden|svarsblankett|svarskupong|svarstalong"
    r"|(?:namn|underskrifts)list|[^\n]{0,30}\bbilag(?:a|or)\b)",
    re.IGNORECASE,
)
_ANY_DAY = date(2000, 1, 1)
"""The finders want a day of arrival for dates without a year; none is used here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page shows of whose letter it is and where in it the page stands.

    ``number`` and ``of`` are the printed page numbers; ``names`` and ``numbers`` the persons it is
    about, ``words`` all that it says; ``head`` says that it opens as a letter does: letterhead,
    date or addressee at the top. ``sheet`` is a page that we laid out of a list file.
    """

    page: int
    number: int | None
    of: int | None
    sender: str
    written: date | None
    addressed: bool
    attached: bool
    cases: frozenset[str]
    names: tuple[str, ...]
    numbers: frozenset[str]
    words: frozenset[str]
    listing: bool
    sheet: bool

    @property
    def head(self) -> int:
        """How many of letterhead, date and addressee stand at the top: 0 to 3."""
        return bool(self.sender) + (self.written is not None) + self.addressed


def look_at(page: Page) -> Look:
    """What one page shows on its own."""
    letter = Letter.of((page,), Kind.RENT_DEBT, _ANY_DAY)
    found = Findings()
    for finder in (letter_dates.find, references.find, sender.find, parties.find):
        found = finder(letter, found)
    number, of = _numbering(letter)
    printed = {
        one.digits[-10:]
        for cell in letter.cells
        for one in numbers(cell.plain)
        if one.hyphen and one.personal
    }
    named = found.get(SENDER_NAME)
    written = found.get(LETTER_DATE)
    case = found.get(CASE_NUMBER)
    high = written is not None and _is_head(letter, written.boxes[0])
    top = named is not None and letter.height_at(named.boxes[0]) < 0.2 and _stands(letter, named)
    return Look(
        page=page.number,
        number=number,
        of=of,
        sender=_folded(named.value) if named is not None and top else "",
        written=written.value if written is not None and high else None,
        addressed=_addressed(letter),
        attached=_ATTACHED.search(_opening(letter)) is not None,
        cases=frozenset() if case is None else frozenset({_folded(case.value)}),
        names=tuple(_folded(one.name.value) for one in found.parties if _firm(one) and one.name),
        numbers=frozenset(
            one.personnummer.value[-10:]
            for one in found.parties
            if one.personnummer is not None and len(one.personnummer.value) >= 10
        ),
        words=frozenset(_folded(letter.text.value).split()),
        listing=len(printed) >= 4 or any(_is_list(row) for row in letter.rows),
        sheet=page.source is Source.TABLE,
    )


def _is_head(letter: Letter, box: Box) -> bool:
    """Whether a day heads the page: in its upper half, and not where its words come to an end."""
    words = letter.text.words
    before = sum(word.box.bottom <= box.top for word in words)
    return letter.height_at(box) < 0.5 and before <= _SIGNED * len(words)


def _stands(letter: Letter, named: Field[str]) -> bool:
    """Whether a sender's name stands by itself, as in a letterhead, and not in a sentence."""
    place = letter.plain.find(plain(named.raw))
    cell = letter.cell_at(place) if place >= 0 else None
    return cell is None or len(SMALL_WORD.findall(cell.plain)) < _SENTENCE


_SENTENCE = 5
"""So many words in small letters make a line a sentence's."""
_SIGNED = 0.6
"""So far down its words a page is signed, and no letter's head."""


def _is_list(cells: tuple[Cell, ...]) -> bool:
    """Whether a line is the heading of a list of persons, of three columns at least."""
    return len(cells) > 2 and is_heading([cell.plain for cell in cells])


def _firm(party: Party) -> bool:
    return party.name is not None and party.name.confidence > 0.7


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", plain(text).lower()).strip()


def _opening(letter: Letter) -> str:
    """The page's first lines."""
    return "\n".join(cell.plain for row in letter.rows[:3] for cell in row)


def _addressed(letter: Letter) -> bool:
    """Whether an addressee's block stands in the upper half, as in an envelope's window.

    Who gets a copy is told where a letter ends.
    """
    for block in blocks(letter):
        whose = block.whose in {Whose.BOARD, Whose.PERSON} and not _is_copied(
            letter, block.lines[0]
        )
        if whose and letter.height_at(block.lines[0].box) < 0.45 and len(block.lines) > 1:
            return True
    board = re.compile(
        r"(?:till\s)?social(?:namnd|tjanst|forvaltning)\w*|individ- och familj", re.IGNORECASE
    )
    return any(
        board.match(cell.plain)
        and letter.height_at(cell.box) < 0.35
        and len(cell.plain) < 60
        and not _is_copied(letter, cell)
        for cell in letter.cells
    )


def _is_copied(letter: Letter, cell: Cell) -> bool:
    """Whether a page of few words, a letter's last, tells there who gets a copy."""
    if len(letter.text.words) > _FEW:
        return False
    over = letter.rows[max(0, cell.row - 1) : cell.row + 1]
    return any(_COPY.match(one.plain) for row in over for one in row)


_FEW = 40
_COPY = re.compile(r"\W*(?:kopi(?:a|or)|avskrift|copy|c\.?c\.?)\b", re.IGNORECASE)


def _numbering(letter: Letter) -> tuple[int | None, int | None]:
    """The printed page number and how many there are; only from the page's upper or lower edge."""
    for cell in letter.cells:
        if 0.2 < letter.height_at(cell.box) < 0.85 or len(cell.plain) > 60:
            continue
        for hit in _NUMBERING.finditer(cell.plain):
            number = int(hit["a"] or hit["c"] or hit["e"] or hit["g"])
            of = hit["b"] or hit["d"] or hit["f"] or hit["h"]
            total = int(of) if of else None
            if number >= 1 and (total is None or number <= total):
                return number, total
    return None, None
