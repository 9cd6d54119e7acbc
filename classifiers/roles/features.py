"""What the role reader knows of each word: its shape, its place, and the labels around it.

No name, number or address of a letter becomes a string of its own: words that training did not see
in several designs are told by shape and ending alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from classifiers.roles.sheet import Cell, Placed, blocks
from classifiers.roles.values import figures
from pipeline.domain.roles import VALUES

LINE = "¶"
BLOCK = "§"
MOST_WORDS = 1500
"""A letter's persons stand on its first pages; longer ones cost time and tell nothing new."""

_LABEL_WORDS = 3
_TRADE = """ab kb hb brf bostadsrattsforeningen stiftelsen inkasso kronofogden
kronofogdemyndigheten fastigheter fastighets bostader bostads forvaltning forvaltnings energi elnat
el elhandel vatten varme fjarrvarme nat foreningen forening hyresnamnden tingsratt kommun region
advokatfirman advokatbyran juristbyran hyresbostader hus hyreshus ek for nr i & och box lgh lagenhet
fastighetsbolaget bolaget kundtjanst"""
TRADE = frozenset(_TRADE.split())
"""Words that make a name an organisation's."""
_STREET = re.compile(
    r"(?:gatan|gata|v[aä]gen|gr[aä]nd|torget|liden|stigen|backen|h[oö]jden|plan|all[eé]n|g\.|v\.)"
    r",?\s[0-9]{1,3}\b",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"\b[1-9][0-9]{2}\s?[0-9]{2}\s+[A-ZÅÄÖ]")
_ID = re.compile(r"\b(?:[0-9]{2})?[0-9]{6}\s?[-+]?\s?[0-9Xx*]{4}\b")


@dataclass(frozen=True, slots=True)
class Features:
    """One word's traits, each a short string, in the order of ``CHANNELS``."""

    orth: str
    shape: str
    ending: str
    zone: str
    line: str
    left: str
    above: str


class Sent(NamedTuple):
    """A word as it is sent to the reader: its traits, the read words it stands for, its role.

    ``first`` is -1 for a break; ``label`` is the true role, in training alone.
    """

    features: Features
    first: int
    size: int
    label: str


@lru_cache(maxsize=20000)
def folded(word: str) -> str:
    """The word in small letters, without diacritics and marks at its edges; digits become 0."""
    bare = unicodedata.normalize("NFKD", word.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[0-9]", "0", bare.strip(".,:;()[]\"'<>|*"))


def shape(word: str) -> str:
    """Capitals, small letters and digits, each run at most two long, and the mark at the end."""
    kinds = "".join(
        "0" if one.isdigit() else "X" if one.isupper() else "x" if one.isalpha() else one
        for one in word
    )
    short = re.sub(r"(.)\1{2,}", r"\1\1", kinds)[:8]
    return short if short.isascii() else short.encode("ascii", "replace").decode()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the role reader's own: those that several designs of the training use."""

    known: frozenset[str]

    def of(self, word: str) -> str:
        """The word, if it is known; else a mark for its shape."""
        plain = folded(word)
        return plain if plain and plain in self.known else f"¤{shape(word)[:4]}"

    def label(self, cell: Cell | None) -> str:
        """What a neighbouring cell says: its last known words, or what sort of thing it is."""
        sort = _sort(cell)
        if cell is None or sort not in {"text", "short"}:
            return sort
        said = [plain for word in cell.words if (plain := folded(word)) in self.known]
        if not said:
            return f"¤{len(cell.words) > 3}"
        if len(cell.words) > 6:
            return "text"
        return " ".join(said[:_LABEL_WORDS])


def stream(cells: tuple[Cell, ...], words: Words, *, zoned: bool = True) -> Iterator[Sent]:
    """The letter's words in blocks, with breaks between cells and blocks.

    Without ``zoned`` no word says where on the page it stands, as some training letters must not.
    """
    counts = Counter(folded(word) for cell in cells for word in cell.words)
    ranks = figures(cells)
    numbers = {cell.first: number for number, cell in enumerate(cells)}
    sent = 0
    for block in blocks(cells):
        for placed in block:
            number = numbers[placed.cell.first]
            said = [ranks.get((number, place), "") for place in range(len(placed.cell.words))]
            yield from _of_cell(placed, words, counts, said, zoned=zoned)
            yield _break(LINE)
            sent += len(placed.cell.words)
        yield _break(BLOCK)
        if sent > MOST_WORDS:
            return


def _break(mark: str) -> Sent:
    return Sent(Features(mark, mark, mark, mark, mark, mark, mark), -1, 0, "none")


def _of_cell(
    placed: Placed, words: Words, counts: Counter[str], figures_: list[str], *, zoned: bool
) -> Iterator[Sent]:
    cell = placed.cell
    zone = _zone(cell) if zoned else "?"
    left = words.label(placed.left)
    around = f"{words.label(placed.above)}/{_sort(placed.beneath)}"
    long = min(len(cell.words), 4) if len(cell.words) < 7 else 9
    stack = f"{min(placed.line, 4)}{min(placed.lines, 6)}"
    label = ""
    for place, (word, (index, size)) in enumerate(zip(cell.words, cell.indices(), strict=True)):
        plain = folded(word)
        often = min(counts[plain], 3)
        yield Sent(
            Features(
                words.of(word),
                shape(word),
                figures_[place] or _ending(plain),
                zone,
                f"{min(place, 3)}{long}{stack}{often}",
                label or left,
                around,
            ),
            index,
            size,
            cell.labels[place] if cell.labels else "none",
        )
        if word.endswith(":"):
            label = " ".join(
                one for one in map(folded, cell.words[max(0, place - 2) : place + 1])
                if one in words.known
            )  # fmt: skip


def _ending(plain: str) -> str:
    """A word's last letters; of figures, the last sign."""
    return plain[-3:] if len(plain) > 3 and not plain[-1:].isdigit() else plain[-1:] or "-"


def _zone(cell: Cell) -> str:
    """Which part of the page: first or later, eight bands down, three across."""
    down = min(9, int(10 * cell.top / cell.height))
    across = min(2, int(3 * cell.x0 / cell.width))
    return f"{min(cell.page, 1)}{down}{across}"


def _sort(cell: Cell | None) -> str:
    if cell is None:
        return "-"
    text = cell.text
    for name, pattern in (("street", _STREET), ("postal", _POSTAL), ("number", _ID)):
        if pattern.search(text):
            return name
    return "text" if len(cell.words) > 6 else "short"


_SAID = frozenset({"none", "authority", *(str(role) for role in VALUES)})
"""Roles whose words are the language's, and nobody's name."""


def known_words(letters: Iterable[tuple[str, tuple[Cell, ...]]], least: int) -> Words:
    """The words that so many designs use, without those of persons' names and of addresses.

    Of a sender's name only words of its trade count: the rest is one sender's own.
    """
    seen: dict[str, set[str]] = {}
    names: set[str] = set()
    for design, cells in letters:
        for cell in cells:
            for word, label in zip(cell.words, cell.labels, strict=True):
                plain = folded(word)
                if label in _SAID:
                    seen.setdefault(plain, set()).add(design)
                elif label not in {"sender", "principal"} and word[:1].isupper():
                    names.add(plain)
    known = {word for word, designs in seen.items() if len(designs) >= least and 0 < len(word) < 30}
    return Words(frozenset((known - names) | TRADE))
