"""Names that a copy must not show: neighbours, witnesses and others whom a letter is not about.

What the finder saw when the letter was read (``bystanders``) is covered, and what the letter's own
words announce ("anmälande granne:", "har klagat"). A name once covered is covered wherever it
stands. Best effort: the record tells the reader to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.documents.masking import Hidden
from pipeline.domain.layout import Line, lines
from pipeline.domain.page import Box, Page, Word

_WITNESS = re.compile(
    r"\b(?:grann(?:e|en|ar|arna|es|ens)|anmäl(?:are|aren|ande)|anmält\s+av|vittne(?:t|n|na)?|"
    r"klagande|klaganden|uppgiftslämnar(?:e|en|na)|störd\s+hyresgäst|rapporterat\s+av|"
    r"(?:klagomål|anmälan|anmälning|uppgift|samtal|brev|mejl|mail|besök|påringning)\w*\s+"
    r"(?:\w+\s+){0,4}?(?:från|av)|(?:ring[dt]|kontakta[dt]s?|uppsökt[as]*)\s+av|"
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

_LONG = 4
"""Letters of a name that is told apart from an initial or a particle wherever it stands."""


def third_parties(pages: Iterable[Page], own: Iterable[str], seen: Iterable[Box] = ()) -> Hidden:
    """Boxes over the names and contacts of neighbours, reporters and witnesses, as far as seen.

    ``own`` are the names of those the letter is about, which stay; ``seen`` the places where the
    finder saw others. A name once covered is covered wherever it stands, in an e-mail address too.
    """
    pages, seen = tuple(pages), tuple(seen)
    known = {part for name in own for part in _plain(name)}
    found = {page.number: _announced(page, known) | _within(page, seen, known) for page in pages}
    names = {
        part
        for words in found.values()
        for word in words
        for part in _plain(word.text)
        if len(part) >= _LONG and part.isalpha() and part not in known
    }
    return {
        page.number: tuple(sorted(_grown(word.box, page) for word in covered))
        for page in pages
        if (covered := found[page.number] | {one for one in page.words if _names_any(one, names)})
    }


def _names_any(word: Word, names: set[str]) -> bool:
    """Whether a word is one of the names, or an address that is made of one."""
    text = word.text.lower()
    return bool(names.intersection(_plain(text))) or (
        "@" in text and any(name in text for name in names)
    )


def _within(page: Page, seen: tuple[Box, ...], known: set[str]) -> set[Word]:
    """The words in the places that were seen, and the flat and telephone right after them.

    A place with nothing but the tenant's own names is left: the letter is about her.
    """
    boxes = [
        box
        for box in seen
        if box.page == page.number
        and any(_lies_in(one, box) and not known.issuperset(_plain(one.text)) for one in page.words)
    ]
    found: set[Word] = set()
    for line in lines(page) if boxes else ():
        follows = False
        for word in line.words:
            inside = any(_lies_in(word, box) for box in boxes)
            follows = inside or (follows and bool(_CONTACT.match(word.text.lstrip("("))))
            if follows:
                found.add(word)
    return found


def _lies_in(word: Word, box: Box) -> bool:
    middle = (word.box.x0 + word.box.x1) / 2
    return box.x0 <= middle <= box.x1 and box.top <= word.box.middle <= box.bottom


def _announced(page: Page, known: set[str]) -> set[Word]:
    """Names that the letter's words announce: after a label, or before a word of complaint."""
    found: set[Word] = set()
    rows = lines(page)
    for place, line in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else None
        found |= _before_verbs(line, known)
        for words, parted in _after_labels(line, below):
            named = _names(words, known)
            if not parted or len(named) > 1:
                found |= named
    return found


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
            if not _NAME_PART.match(word.text) or set(_plain(word.text)) & _NO_NAME:
                break
            run.append(word)
        if len(run) > 1 and not _of_organisation(run) and not _all_known(run, known):
            found.update(run)
    return found


def _all_known(run: Iterable[Word], known: set[str]) -> bool:
    """Whether a name is the tenant's own; one who shares a name with her is somebody else."""
    return all(known.issuperset(_plain(word.text)) for word in run)


def _of_organisation(run: list[Word]) -> bool:
    return any(_ORGANISATION.search(part) for word in run for part in _plain(word.text))


def _names(words: tuple[Word, ...], known: set[str]) -> set[Word]:
    """The first run of names among the words, what links them, and the contacts after them.

    Of persons in a row, those who are the tenant's own are left.
    """
    persons: list[list[Word]] = [[]]
    links: list[Word] = []
    for place, word in enumerate(words):
        begun = bool(persons[0])
        is_name = bool(_NAME_PART.match(word.text)) and not set(_plain(word.text)) & _NO_NAME
        if _WITNESS.match(word.text) and begun:
            break
        if is_name or (begun and _CONTACT.match(word.text)):
            if links:
                persons.append([])
            persons[-1] += [*links, word]
            links = []
        elif begun and _LINK.match(word.text):
            links.append(word)
        elif begun or place >= _LEADING_WORDS:
            break
    whole = [word for person in persons for word in person]
    if _of_organisation(whole):
        return set()
    return {
        word
        for person in persons
        if not _all_known((one for one in person if not _LINK.match(one.text)), known)
        for word in person
    }


def _plain(text: str) -> tuple[str, ...]:
    """The text's words in lower case without punctuation and genitive."""
    return tuple(re.findall(r"[\w@.\-]*\w", text.lower()))


def _grown(box: Box, page: Page) -> Box:
    return Box(
        page=box.page,
        x0=max(0.0, box.x0 - _MARGIN),
        top=max(0.0, box.top - _MARGIN),
        x1=min(page.width, box.x1 + _MARGIN),
        bottom=min(page.height, box.bottom + _MARGIN),
    )
