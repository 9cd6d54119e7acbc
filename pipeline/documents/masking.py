"""Which parts of a letter a copy must not show: other debtors' rows, neighbours, witnesses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from pipeline.domain.fields import ListRow
from pipeline.domain.layout import Line, lines
from pipeline.domain.page import Box, Page, Word

_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?[\dX*]{4}(?![\d-])")
"""What may be a personnummer; rather one too many covered than one too few."""

_WITNESS = re.compile(
    r"\b(?:grann(?:e|en|ar|arna|es|ens)|anmäl(?:are|aren|ande)|anmält\s+av|vittne(?:t|n|na)?|"
    r"klagande|klaganden|uppgiftslämnar(?:e|en|na)|störd\s+hyresgäst|rapporterat\s+av|"
    r"(?:klagomål|anmälan|anmälning|uppgift|samtal|brev|mejl|mail|besök|påringning)\w*\s+"
    r"(?:\w+\s+){0,2}?(?:från|av)|(?:ring[dt]|kontakta[dt]s?|uppsökt[as]*)\s+av|"
    r"lämnade?\s+av|kontaktad\s+av|drabbad(?:e|es)?\s+(?:hyresgäst(?:er)?|boende)?)\b",
    re.IGNORECASE,
)
"""Words after which a letter on disturbance names somebody who is no party (domain.md §2.1 C)."""

_TELLS = re.compile(
    r"\b(?:har\s+(?:\w+\s+){0,2}?)?(?:klaga(?:t|r|de)|hört?\s+av\s+sig|anmält|anmäler|anmälde|"
    r"ringt|ringde|uppger|uppgav|uppgett|uppgivit|berätta(?:t|r|de)|rapporterat|vittnar|intygar|"
    r"störts|störs|hört|sett|kontaktat|kontaktade|mejlat|skrivit\s+till|upplever|bekräftar)\b",
    re.IGNORECASE,
)
"""Words before which such a letter names who complained ("Bo Prov har klagat")."""

_NAME_PART = re.compile(r"^[A-ZÅÄÖÉÈÜÁÓÍ][\wåäöéèüáóí'’\-]*[,.;:)]*$")
_LINK = re.compile(r"^(?:och|samt|&|/|,|av|von|de|af|el|al|bin)[,:]?$", re.IGNORECASE)
_CONTACT = re.compile(
    r"^(?:\+?\d[\d\s-]{4,}|\S+@\S+|\d{2,}|lgh\.?|lägenhet|tel\.?:?)[,.;)]*$", re.IGNORECASE
)
_NO_NAME = {
    "ab", "brf", "hyresgäst", "hyresgästen", "hyresvärd", "hyresvärden", "polis", "polisen",
    "socialnämnden", "störningsjouren", "störningsjour", "det", "den", "detta", "vi", "ni", "er",
    "på", "i", "har", "hon", "han", "de", "tid", "datum", "klockan", "kl", "ovanstående", "enligt",
}  # fmt: skip

_ORGANISATION = re.compile(
    r"(?:bostäder|fastighet\w*|förvaltning\w*|kommun\w*|kronofogde\w*|bolag\w*|hyreshus|"
    r"förening\w*|polis\w*|störningsjour\w*|nämnd\w*|lagen|balken)$|^(?:stads?|ab|hb|kb|brf)$"
)
"""The landlord, an authority and a law are no witnesses, whoever calls them."""

_MARGIN = 1.5
"""Points added round what is covered: an engine's box may cut an accent or a comma."""

_LEADING_WORDS = 3
_REACH = 8
"""A name is looked for among this many words after the label, on its line and the next."""

Hidden = Mapping[int, tuple[Box, ...]]


def _wide(page: Page, top: float, bottom: float) -> Box | None:
    """The page's whole width between two heights; None when nothing lies between."""
    top, bottom = max(0.0, top), min(page.height, bottom)
    if bottom <= top:
        return None
    return Box(page=page.number, x0=0, top=top, x1=page.width, bottom=bottom)


def list_row(
    pages: tuple[Page, ...], rows: tuple[ListRow, ...], keep: int
) -> tuple[tuple[Page, ...], Hidden]:
    """The pages to give to whom only row ``keep`` concerns, and what to cover on them.

    Kept are the list's head on its first page and on the row's own, and the row; everything else
    from the first row down is covered, whether or not a row was recognised there, and so is all
    beside a row that does not go from edge to edge (cards in two columns). Pages without the row
    and without the list's head are left out. A row without a place gives no page at all.
    """
    if keep >= len(rows) or not rows[keep].boxes:
        return (), {}
    first = min((box.page for row in rows for box in row.boxes), default=0)
    own = {box.page for box in rows[keep].boxes}
    shown = tuple(page for page in pages if page.number in own or page.number == first)
    hidden: dict[int, tuple[Box, ...]] = {}
    for page in shown:
        mine = [box for box in rows[keep].boxes if box.page == page.number]
        others = [
            box
            for place, row in enumerate(rows)
            for box in row.boxes
            if place != keep and box.page == page.number
        ]
        hidden[page.number] = (*_gaps(page, mine, others), *_head(page, [*mine, *others]))
    return shown, hidden


def _gaps(page: Page, mine: list[Box], others: list[Box]) -> tuple[Box, ...]:
    """All from the first row down but for the own row's places; other rows win where they meet."""
    start = min(box.top for box in (*mine, *others)) - _MARGIN
    edges, beside = [start], list[tuple[Box, float, float]]()
    for box in sorted(mine, key=lambda one: one.top):
        top, bottom = box.top - _MARGIN, box.bottom + _MARGIN
        for other in others:
            if not (other.x0 < box.x1 and box.x0 < other.x1):
                continue
            if other.middle < box.middle:
                top = max(top, min(other.bottom, box.top))
            else:
                bottom = min(bottom, max(other.top, box.bottom))
        edges += [top, bottom]
        beside += [(box, top, bottom)]
    edges.append(page.height)
    covers = [_wide(page, upper, lower) for upper, lower in list(pairwise(edges))[::2]]
    covers += [side for one in beside for side in _sides(page, *one)]
    return tuple(cover for cover in covers if cover is not None)


def _sides(page: Page, own: Box, top: float, bottom: float) -> Iterator[Box | None]:
    """What stands left and right of a place, between two heights."""
    for x0, x1 in ((0.0, own.x0 - _MARGIN), (own.x1 + _MARGIN, page.width)):
        strip = _wide(page, top, bottom) if x1 > x0 else None
        yield None if strip is None else replace(strip, x0=x0, x1=x1)


def _head(page: Page, rows: list[Box]) -> tuple[Box, ...]:
    """Lines above the first row that look like a row that was not recognised as one."""
    start = min(box.top for box in rows)
    return tuple(
        cover
        for line in lines(page)
        if line.box.bottom <= start + _MARGIN and _NUMBER.search(line.text)
        if (cover := _wide(page, line.box.top - _MARGIN, line.box.bottom + _MARGIN)) is not None
    )


def third_parties(pages: Iterable[Page], own: Iterable[str]) -> Hidden:
    """Boxes over the names and contacts of neighbours, reporters and witnesses, as far as seen.

    ``own`` are the names of those the letter is about, which stay. A name once seen after such a
    label is covered wherever it stands. Best effort: what no label announces is not found, so
    the record tells the reader to look.
    """
    known = {part for name in own for part in _plain(name)}
    pages = tuple(pages)
    found: dict[int, set[Word]] = {page.number: set() for page in pages}
    surnames: set[str] = set()
    for page in pages:
        rows = lines(page)
        for place, line in enumerate(rows):
            below = rows[place + 1] if place + 1 < len(rows) else None
            found[page.number].update(told := _before_verbs(line, known))
            surnames.update(part for word in told for part in _plain(word.text) if len(part) > 3)
            for words, parted in _after_labels(line, below):
                named = _names(words, known)
                if parted and len(named) < 2:
                    continue
                found[page.number].update(named)
                surnames.update(
                    part
                    for word in named
                    for part in _plain(word.text)
                    if len(part) > 3 and not part.isdigit()
                )
    for page in pages:
        found[page.number].update(
            word for word in page.words if surnames.intersection(_plain(word.text))
        )
    return {
        number: tuple(sorted(_grown(word.box, pages) for word in words))
        for number, words in found.items()
        if words
    }


def _after_labels(line: Line, following: Line | None) -> Iterable[tuple[tuple[Word, ...], bool]]:
    """For each label on the line, the words after it; the next line's where this one goes on.

    With them whether a full stop parts them: then a single capital only begins a sentence.
    """
    text, starts = "", []
    for word in line.words:
        starts.append(len(text))
        text += word.text + " "
    below = () if following is None else following.words[:_REACH]
    for label in _WITNESS.finditer(text):
        rest = tuple(
            word
            for word, start in zip(line.words, starts, strict=True)
            if start >= label.end() or (start < label.end() < start + len(word.text) - 1)
        )
        goes_on = not rest or bool(re.search(r"(?:,|&|\boch|\bsamt)$", rest[-1].text))
        yield (*rest, *below) if goes_on else rest, text[label.end() :].startswith(".")


def _before_verbs(line: Line, known: set[str]) -> set[Word]:
    """The names right before a word of complaint on the line: two capitals at least."""
    text, ends = "", []
    for word in line.words:
        text += word.text
        ends.append(len(text))
        text += " "
    found: set[Word] = set()
    for verb in _TELLS.finditer(text):
        run: list[Word] = []
        for word, end in zip(reversed(line.words), reversed(ends), strict=True):
            if end > verb.start():
                continue
            if run and word.text[-1] in ".,;:!?":
                break
            if not _NAME_PART.match(word.text) or set(_plain(word.text)) & (_NO_NAME | known):
                break
            run.append(word)
        if len(run) > 1 and not _of_organisation(run):
            found.update(run)
    return found


def _of_organisation(run: list[Word]) -> bool:
    return any(_ORGANISATION.search(part) for word in run for part in _plain(word.text))


def _names(words: tuple[Word, ...], known: set[str]) -> set[Word]:
    """The words of the first run of names, what links them, and the contacts that follow it."""
    run: list[Word] = []
    links: list[Word] = []
    for place, word in enumerate(words):
        parts = _plain(word.text)
        is_name = bool(_NAME_PART.match(word.text)) and not (set(parts) & (_NO_NAME | known))
        is_contact = bool(run) and bool(_CONTACT.match(word.text))
        if _WITNESS.match(word.text) and run:
            break
        if is_name or is_contact:
            run += [*links, word]
            links = []
        elif run and _LINK.match(word.text):
            links.append(word)
        elif run or place >= _LEADING_WORDS:
            break
    return set() if _of_organisation(run) else set(run)


def _plain(text: str) -> tuple[str, ...]:
    """The text's words in lower case without punctuation and genitive."""
    return tuple(re.findall(r"[\w@.\-]*\w", text.lower()))


def _grown(box: Box, pages: tuple[Page, ...]) -> Box:
    page = next(one for one in pages if one.number == box.page)
    return Box(
        page=box.page,
        x0=max(0.0, box.x0 - _MARGIN),
        top=max(0.0, box.top - _MARGIN),
        x1=min(page.width, box.x1 + _MARGIN),
        bottom=min(page.height, box.bottom + _MARGIN),
    )
