"""Persons as the trained reader of roles sees them, weighed against what the rules found.

Both agree: sure. They disagree: less sure, and a guess of the rules gives way. The reader alone
adds a person only where nothing else names one, or straight beside one who is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.finders.labels import stacked
from extractors.finders.letter import Letter, plain
from extractors.finders.naming import PersonName, is_organisation, persons
from extractors.finders.party_draft import Draft, name_key
from pipeline.domain.fields import PartyRole
from pipeline.domain.roles import PERSONS_MEANT, SpanRole

NOT_MEANT = (
    SpanRole.OTHER_PERSON, SpanRole.STAFF, SpanRole.SENDER, SpanRole.PRINCIPAL, SpanRole.AUTHORITY,
)  # fmt: skip
_AGREES = 0.6
_ALONE = 0.85
"""The reader's word alone names a person from this share on."""

_BESIDE = 0.4
"""From this share on a name joined to a known party's is a party too."""

_IN_WINDOW = 0.3
"""From this share on a name over the home's address is the one written to."""

_DENIES = 0.75
_GUESSED = 0.8
"""A rule no surer than this is a guess, which the reader may overrule."""

_JOINED = re.compile(
    r"^[\s,;(0-9Xx*).-]*(?:\bf\.|\bfodd|\bpnr|\bpersonn\w*|[:\s])*[\s,;(0-9Xx*).-]*"
    r"(?:och|samt|&|/|\+|,|and)?[\s,]*$",
    re.IGNORECASE,
)


def meant(letter: Letter, name: PersonName) -> float:
    """The belief that a name is one of those whom the letter is about, over all its mentions."""
    return max(
        letter.roles.share(letter.text, start, end, *PERSONS_MEANT)
        for start, end in _mentions(letter, name)
    )


def weighed(letter: Letter, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the reader's opinion counted in; guesses that it denies are left out."""
    if not letter.roles:
        return drafts
    kept: list[Draft] = []
    agreed = any(one.name is not None and meant(letter, one.name) >= _AGREES for one in drafts)
    agreed = agreed or any(added(letter, []))
    for draft in drafts:
        if draft.name is None:
            kept.append(draft)
            continue
        share = meant(letter, draft.name)
        denied = letter.roles.share(letter.text, draft.name.start, draft.name.end, *NOT_MEANT)
        if share >= _AGREES and "single" not in draft.name.notes:
            draft.sure = max(draft.sure, 0.97)
        elif denied >= _DENIES and share < 1 - _DENIES:
            if draft.sure <= _GUESSED and agreed:
                continue
            draft.sure *= 0.7
        kept.append(draft)
    return kept


def added(letter: Letter, drafts: list[Draft]) -> Iterator[Draft]:
    """Persons whom the reader alone names: the only ones, or joined to one who is known."""
    known = [one.name for one in drafts if one.name is not None]
    read = list(_read(letter))
    strangers = [
        (one, other)
        for (one, _), (other, _) in pairwise(read)
        if not _same(one, other) and not _joined(letter, other, one)
    ]
    if not known and strangers:
        # several persons apart from each other, as in a table of neighbours: only the one who
        # heads the home's address is surely meant
        heads = [(one, share) for one, share in read if _heads_a_home(letter, one)]
        read = heads if len({name_key(one.text) for one, _ in heads}) == 1 else []
    if not known and not read:
        read = list(_windowed(letter))
    for name, share in read:
        if any(_same(name, one) for one in known):
            continue
        if not known and (share >= _ALONE or _heads_a_home(letter, name)):
            yield Draft(role=PartyRole.TENANT, name=name, sure=0.75)
            known.append(name)
        elif share >= _BESIDE and any(_joined(letter, name, one) for one in known):
            yield Draft(role=PartyRole.CO_TENANT, name=name, sure=0.75)
            known.append(name)


def _read(letter: Letter) -> Iterator[tuple[PersonName, float]]:
    """The names of persons that the reader takes for those meant, in print order."""
    for start, end in letter.roles.runs(letter.text, *PERSONS_MEANT):
        stop = _over_the_line(letter, end)
        first = start - len(_PER) if letter.plain[:start].endswith(_PER) else start
        flat = letter.text.value[first:stop].replace("\n", " ")
        folded = plain(flat)
        if is_organisation(folded):
            continue
        for name in persons(flat, folded, first):
            yield name, letter.roles.share(letter.text, name.start, name.end, *PERSONS_MEANT)


_PER = "Per "
"""A given name, too, and so read where it stands before one."""


def _windowed(letter: Letter) -> Iterator[tuple[PersonName, float]]:
    """The names over the home's address in the upper half of the first page, were they unsure."""
    for cell in letter.cells:
        if cell.page != letter.first_page() or letter.height_at(cell.box) > 0.45:
            return
        names = persons(cell.text, cell.plain, cell.start)
        shares = [letter.roles.share(letter.text, one.start, one.end, *PERSONS_MEANT)
                  for one in names]  # fmt: skip
        if names and min(shares) >= _IN_WINDOW and _heads_a_home(letter, names[-1]):
            yield from zip(names, shares, strict=True)
            return


def _over_the_line(letter: Letter, end: int) -> int:
    """The end of a run that goes on in the next line: a surname after the line's break."""
    if letter.plain[end : end + 1] != "\n":
        return end
    following = next(
        (run for run in letter.roles.runs(letter.text, *PERSONS_MEANT) if run[0] == end + 1), None
    )
    return end if following is None else following[1]


def _mentions(letter: Letter, name: PersonName) -> Iterator[tuple[int, int]]:
    """Where the name stands in the letter, in any case of letters."""
    yield name.start, name.end
    words = [re.escape(word) for word in plain(name.text).replace(",", " ").split()]
    pattern = re.compile(r"(?<!\w)" + r",?\s+".join(words) + r"(?!\w)", re.IGNORECASE)
    for hit in pattern.finditer(letter.plain):
        yield hit.span()


def _same(one: PersonName, other: PersonName) -> bool:
    left, right = name_key(one.text), name_key(other.text)
    return left <= right or right <= left


def _heads_a_home(letter: Letter, name: PersonName) -> bool:
    """Whether a name is a line of its own, and the home's address stands straight under it."""
    cell = letter.cell_at(name.start)
    if cell is None or name.end < cell.end - 1:
        return False
    under = stacked(letter, cell, also=cell.box.x0, most=2)
    return any(letter.roles.share(letter.text, one.start, one.end, SpanRole.HOME) >= 0.7
               for one in under)  # fmt: skip


def _joined(letter: Letter, name: PersonName, known: PersonName) -> bool:
    """Whether nothing but "och", a comma or a number stands between two names, or a line's end."""
    for start, end in _mentions(letter, known):
        low, high = (end, name.start) if end <= name.start else (name.end, start)
        between = letter.plain[low:high]
        if 0 < len(between) <= 45 and "\t" not in between and _JOINED.match(between):
            return True
    return False
