"""Where a letter names persons whom it is not about: neighbours, witnesses, those who complained.

They are sought to be covered in copies, so a doubtful name counts: one cover too many hides a name
that the original still shows, one too few tells a tenant's unit who complained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.finders.letter import Letter, plain
from extractors.finders.naming import runs
from extractors.finders.places import APARTMENT as FLAT
from pipeline.domain.fields import APARTMENT, SENDER_CONTACT, SENDER_NAME, Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box
from pipeline.domain.roles import PERSONS_MEANT, SpanRole

Span = tuple[int, int]
"""Where something stands in the letter's text: its first character, and the one after its last."""

_DISTURBING = re.compile(
    r"\b(?:storning|stord|grann(?:e|ar)|klag[oa]|vittne|bullr|ovasen|hog musik|skrik|brak\b"
    r"|misskots|sanitar|neighbou?r|noise)",
    re.IGNORECASE,
)
_WRITERS = (
    SpanRole.STAFF,
    SpanRole.SENDER,
    SpanRole.PRINCIPAL,
    SpanRole.AUTHORITY,
    SpanRole.SENDER_ADDRESS,
)
"""Those who may stand in a copy beside the tenant: who wrote it, for whom, to whom.

Who the tenant is, the parties found say, not the reader: a neighbour in the middle of a sentence
looks like one to it.
"""

_KNOWN = (*_WRITERS, *PERSONS_MEANT, SpanRole.HOME)

_WORD = re.compile(r"[\w-]+")
_JOINED = re.compile(r"\s+(?:och|samt|&|/|\+)\s+", re.IGNORECASE)
_BY = re.compile(r"^\S+\s+(?:av|i)\s+", re.IGNORECASE)
_FROM = re.compile(r"(?:fran|from)\s?:?\s*$", re.IGNORECASE)

_SURELY_KNOWN = 0.5
_PERHAPS_OTHER = 0.25
"""From this share of belief on, the reader of roles takes a word for another person's."""


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``bystanders``: what the reader of roles takes for another's name.

    In a letter on disturbance also every name and flat that is not known to be the tenant's or the
    sender's.
    """
    if letter.kind is Kind.DEBT_LIST:
        return found
    read = tuple(_as_read(letter))
    spans = set(read)
    if letter.kind is Kind.DISTURBANCE or _DISTURBING.search(letter.plain):
        spans |= {*_unknown_names(letter, found, read), *_other_flats(letter, found)}
    boxes: dict[Box, None] = {}
    for start, end in sorted(spans):
        boxes |= dict.fromkeys(letter.text.boxes_at(start, end))
    return replace(found, bystanders=tuple(boxes))


def _as_read(letter: Letter) -> Iterator[Span]:
    """The words that the reader takes for another person's name."""
    for scores, start, word in zip(
        letter.roles.scores, letter.text.starts, letter.text.words, strict=False
    ):
        known = sum(scores.get(role, 0.0) for role in _KNOWN)
        other = scores.get(SpanRole.OTHER_PERSON, 0.0)
        if other >= _PERHAPS_OTHER and other > known:
            yield start, start + len(word.text)


def _unknown_names(letter: Letter, found: Findings, read: tuple[Span, ...]) -> Iterator[Span]:
    """Names of nobody who is known; of several in a row, those alone.

    In a line of capitals every word looks like a name: there the reader of roles is asked alone.
    """
    known = _known_words(found)
    letters = 0
    for cell in letter.cells:
        if cell.text.isupper():
            continue
        for run in runs(cell.text, cell.plain, cell.start):
            passed_on = _FROM.search(letter.plain[cell.start : run[0]]) is not None
            letters += passed_on
            for start, end in _persons(letter, *run):
                if set(_WORD.findall(letter.plain[start:end].lower())) <= known:
                    continue
                share = letter.roles.share(letter.text, start, end, *_WRITERS)
                other = any(start <= at < end for at, _ in read)
                # A letter passed on within the letter is another's, whoever seems to write it.
                if other or share < _SURELY_KNOWN or (passed_on and letters > 1):
                    yield start, end


def _persons(letter: Letter, start: int, end: int) -> Iterator[Span]:
    """The persons of a run: "Bo och Eva Prov" is two, "Uppsägning av Eva Prov" one."""
    said = letter.plain[start:end]
    start += max((one.end() for one in _BY.finditer(said)), default=0)
    for joined in (*_JOINED.finditer(letter.plain, start, end), None):
        yield start, end if joined is None else joined.start()
        start = end if joined is None else joined.end()


def _known_words(found: Findings) -> set[str]:
    """The words of the names of those whom the letter is about and of its sender."""
    names = [party.name.value for party in found.parties if party.name is not None]
    names += [found.value(SENDER_NAME) or "", found.value(SENDER_CONTACT) or ""]
    return {word for name in names for word in _WORD.findall(plain(name).lower())}


def _other_flats(letter: Letter, found: Findings) -> Iterator[Span]:
    """Flats of the house that are not the tenant's; none while the tenant's own is not known."""
    own = found.value(APARTMENT)
    if not own:
        return
    for flat in letter.search(FLAT):
        if flat["number"] != own:
            yield flat.span()
