"""Where one letter ends and the next begins in a scanned stack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz.fuzz import ratio, token_sort_ratio

from extractors.finders import letter_dates, parties, references, sender
from extractors.finders.columns import is_heading
from extractors.finders.identity import numbers
from extractors.finders.letter import Cell, Letter, plain
from extractors.finders.places import Whose, blocks
from pipeline.domain.case import LetterPart
from pipeline.domain.fields import CASE_NUMBER, LETTER_DATE, SENDER_NAME, Findings, Party
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box, Page, Source
from pipeline.domain.problems import Code, Problem

UNSURE = 0.8
"""A boundary less sure than this is a reason for review."""

_SEPARATOR = re.compile(r"patch|separator|skilje|troskel", re.IGNORECASE)
_SEPARATOR_WORDS = re.compile(
    r"skiljeblad|skiljeark|separatorblad|separator sheet|patch ?t\b", re.IGNORECASE
)
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


@dataclass(slots=True)
class _Part:
    """A letter being gathered: its pages, their looks, and how sure its start and its holding."""

    pages: list[int]
    looks: list[Look]
    start: float = 1.0
    held: float = 1.0


def split(pages: tuple[Page, ...]) -> tuple[LetterPart, ...]:
    """The letters of a document: their pages, numbered from 1, and how sure their bounds are.

    Separator sheets belong to no letter, and no letter goes over one. Blank pages belong to the
    letter before them. Pages about different persons are never one letter. A start that is likely
    but not sure divides, with the problem ``split_unsure`` on both sides. A document without words
    is one letter of all its pages.
    """
    parts: list[_Part] = []
    leading: list[int] = []
    forced = False
    for page in pages:
        if _is_separator(page):
            forced = True
        elif page.blank or not page.words:
            if parts and not forced:
                parts[-1].pages.append(page.number)
            elif not parts and not forced:
                leading.append(page.number)
        else:
            _add(parts, look_at(page), leading, forced=forced)
            leading, forced = [], False
    if not parts:
        readable = tuple(page.number for page in pages if not _is_separator(page))
        numbers_ = readable or tuple(page.number for page in pages)
        return (LetterPart(index=1, pages=numbers_),) if numbers_ else ()
    return tuple(_finished(parts))


def _add(parts: list[_Part], look: Look, leading: list[int], *, forced: bool) -> None:
    """Puts a page into the letter before it or lets it open the next."""
    if not parts or forced:
        parts.append(_Part(pages=[*leading, look.page], looks=[look]))
        return
    last = parts[-1]
    score = newness(last.looks, look)
    sure = _sureness(score)
    if score > 0:
        parts.append(_Part(pages=[look.page], looks=[look], start=sure))
        return
    last.pages.append(look.page)
    last.looks.append(look)
    last.held = min(last.held, sure)


def _finished(parts: list[_Part]) -> Iterable[LetterPart]:
    for place, part in enumerate(parts):
        end = parts[place + 1].start if place + 1 < len(parts) else 1.0
        sure = min(part.start, part.held, end)
        yield LetterPart(
            index=place + 1,
            pages=tuple(part.pages),
            confidence=sure,
            problems=(Problem(code=Code.SPLIT_UNSURE),) if sure < UNSURE else (),
        )


def _sureness(score: float) -> float:
    """How sure a boundary is by the weight of what speaks for or against it."""
    steps = ((4.0, 0.99), (3.0, 0.97), (2.0, 0.92), (1.5, 0.85), (1.0, 0.7), (0.0, 0.55))
    return next(sure for least, sure in steps if abs(score) >= least)


def _is_separator(page: Page) -> bool:
    """Whether a page is a separator sheet: by its decoded mark, or by its few words."""
    if any(_SEPARATOR.search(mark) for mark in page.marks):
        return True
    if len(page.words) > 12:
        return False
    return _SEPARATOR_WORDS.search(plain(" ".join(word.text for word in page.words))) is not None


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
    top = named is not None and letter.height_at(named.boxes[0]) < 0.2
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
    """Whether an addressee's block stands in the upper half, as in an envelope's window."""
    for block in blocks(letter):
        whose = block.whose in {Whose.BOARD, Whose.PERSON}
        if whose and letter.height_at(block.lines[0].box) < 0.45 and len(block.lines) > 1:
            return True
    board = re.compile(
        r"(?:till\s)?social(?:namnd|tjanst|forvaltning)\w*|individ- och familj", re.IGNORECASE
    )
    return any(
        board.match(cell.plain) and letter.height_at(cell.box) < 0.35 and len(cell.plain) < 60
        for cell in letter.cells
    )


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


def newness(before: list[Look], look: Look) -> float:
    """How much speaks for a new letter at this page: above 0 it begins one, far from 0 is sure.

    ``before`` are the pages of the letter so far, at least one. A page that opens as a letter does
    is held only by what both have in common: two families' letters from one landlord on one day
    look alike in all else.
    """
    last = before[-1]
    if look.sheet and last.sheet:
        return SURE if look.number == 1 else -SURE
    score = -1.5
    score += _by_numbers(last, look)
    score += (0.0, 0.5, 1.5, 2.0)[look.head]
    senders = [one.sender for one in before if one.sender]
    if look.sender and senders:
        same = any(token_sort_ratio(look.sender, one) > 82 for one in senders)
        score += -0.5 if same else 1.5
    written = [one.written for one in before if one.written]
    if look.written and written:
        score += -0.5 if look.written in written else 0.5
    cases = frozenset().union(*(one.cases for one in before))
    same_case = bool(look.cases & cases)
    if look.cases and cases:
        score += -2.5 if same_case else 1.5
    if look.attached:
        score -= 1.5
    persons = _by_persons(before, look)
    score += persons
    if _may_belong(before, look):
        return min(score, UNLINKED)
    follows = look.number is not None and last.number is not None and look.number > last.number
    opens = look.head > 1 or look.written is not None
    if opens and persons >= 0 and not (same_case or look.attached or follows):
        return max(score, UNLINKED)
    return score


def _may_belong(before: list[Look], look: Look) -> bool:
    """Whether a page about others may lie with the letter all the same, so that a person looks.

    Those who signed a list are others than the one it is about; a covering letter may name nobody,
    and leave that to the copy that follows. Either may as well be two letters.
    """
    if look.attached and not look.addressed:
        return True
    covering = not any(one.names or one.numbers or one.listing for one in before)
    return covering and before[-1].addressed and not look.listing and look.head < 3


SURE = 4.0
UNLINKED = 0.5
"""A page that opens a letter, and has nothing in common with the one before, or an attachment about
others: parted, unsurely."""


def _by_numbers(last: Look, look: Look) -> float:
    """What the printed page numbers say."""
    if look.number is None:
        if last.number is not None and last.of is not None:
            return -1.0 if last.number < last.of else 1.0
        return 0.0
    if look.number == 1:
        return 1.5 if look.of != 1 or look.head else 1.0
    if last.number is None:
        return -1.5
    if look.number == last.number + 1 and look.of == last.of:
        return -3.0
    return 0.5


def _by_persons(before: list[Look], look: Look) -> float:
    """What the persons named say: the same hold together, others divide whatever else is said."""
    last = before[-1]
    goes_on = look.number is not None and look.number > 1 and last.number == look.number - 1
    listed = any(one.listing for one in before)
    if goes_on and listed:
        return 0.0  # the last rows of a list are other persons, and the same list
    if look.listing and listed:
        return 0.0 if look.head > 1 else -1.5
    if look.listing != listed and look.head:
        return 2.0  # whoever is on a list has a letter of his own all the same
    return _of_one_matter(before, look)


def _of_one_matter(before: list[Look], look: Look) -> float:
    """Whether the persons of a page are those of the letter so far, by number, then by name."""
    names = [name for one in before for name in one.names]
    printed = frozenset().union(*(one.numbers for one in before))
    if printed & look.numbers:
        return -3.0
    same = _same_name(names, look.names)
    if printed and look.numbers:
        misread = any(_apart(one, other) <= 2 for one in printed for other in look.numbers)
        return -1.0 if misread and same else 5.0
    if same or (names and look.names):
        return -2.5 if same else 5.0
    return _by_words(before, names, look)


def _by_words(before: list[Look], names: list[str], look: Look) -> float:
    """Whether the persons named on one side are said on the other, where no name was found.

    A name counts as said where all its words stand among the others, whatever they stand for.
    """
    if look.names:
        words = frozenset().union(*(one.words for one in before))
        return -2.0 if any(_said(name, words) for name in look.names) else 3.0
    if names and any(_said(name, look.words) for name in names):
        return -2.0
    if names and look.numbers:
        return 3.0
    opens = look.head > 1 and (names or any(one.numbers for one in before) or look.numbers)
    return 1.0 if opens else 0.0


def _same_name(names: Iterable[str], others: Iterable[str]) -> bool:
    others = tuple(others)
    return any(token_sort_ratio(one, other) > 84 for one in names for other in others)


def _apart(number: str, other: str) -> int:
    """In how many places two numbers of ten digits differ."""
    return sum(one != two for one, two in zip(number, other, strict=False))


def _said(name: str, words: frozenset[str]) -> bool:
    """Whether all words of a name stand among the words, with room for reading errors."""
    return all(
        part in words or any(ratio(part, word, score_cutoff=84) for word in words)
        for part in name.split()
        if len(part) > 1
    )
