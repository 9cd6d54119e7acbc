"""Made letters with the true role of each printed word; no part of the service.

The generator knows whom and what it drew; where those words stand is found again on the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from classifiers.roles.sheet import Cell

_STREET = re.compile(
    r"(?:gatan|gata|vägen|väg|gränd|torget|liden|stigen|backen|höjden|plan|allén|länken|klippan)"
    r"[,.]?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]{1,3}[A-Ha-h]?[,.;)]*$")
_FLAT_WORD = frozenset({"lgh", "lagenhet", "lagenheten", "lghnr", "nr"})
_FIRST = frozenset({"sender", "home"})
"""Whole names and streets that no person's name may take words from."""

_CODE = re.compile(r"[1-9][0-9]{2} [0-9]{2}")
_ADDRESSES = frozenset({"home", "sender_address", "other_address"})
_FLAT = re.compile(r"[0-9]{4}$")
_MARKS = ".,:;()[]\"'<>|*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A letter's cells with the true roles of their words, and the design it came from."""

    design: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    role: str
    words: tuple[str, ...]


Figures = Callable[[str], Iterable[tuple[int, int, str]]]
"""Where amounts and days stand in a cell's text, with the role of each."""


def labelled(
    cells: Iterable[Cell], truth: Any, figures: Figures = lambda _: ()
) -> tuple[Cell, ...]:
    """The cells with the role of each word; ``truth`` is the made letter's."""
    persons, sequences = _told(truth)
    flat = truth.fields.get("apartment", "")
    found = [
        cell.with_words(cell.words, _labels(cell.words, persons, sequences, flat)) for cell in cells
    ]
    found = list(_with_postal(found, truth.fields.get("postal_code", "")))
    return tuple(_with_figures(cell, figures) for cell in found)


def _with_figures(cell: Cell, figures: Figures) -> Cell:
    """The cell with the words of its amounts and days marked, where they are nothing else."""
    labels = list(cell.labels)
    starts = list(accumulate((len(word) + 1 for word in cell.words), initial=0))
    for start, end, role in figures(cell.text):
        for place, label in enumerate(labels):
            if label == "none" and starts[place] < end and starts[place + 1] - 1 > start:
                labels[place] = role
    return cell.with_words(cell.words, labels)


def _with_postal(cells: list[Cell], home: str) -> Iterator[Cell]:
    """The cells with postal code and city marked as the address in front of or over them is."""
    for place, cell in enumerate(cells):
        labels = list(cell.labels)
        over = [one for one in cells[max(0, place - 4) : place] if one.page == cell.page
                and abs(one.x0 - cell.x0) < 6 and 0 < cell.top - one.top < 40]  # fmt: skip
        for at, (left, right) in enumerate(pairwise(cell.words)):
            code = f"{left}{right}".strip(",.")
            if not _CODE.fullmatch(f"{left} {right}".strip(",.")) or labels[at] != "none":
                continue
            before = [one for one in labels[:at] if one in _ADDRESSES]
            upper = [one for up in over for one in up.labels if one in _ADDRESSES]
            role = (before or upper or ["home" if code == home else "none"])[-1]
            end = at + 2
            while end < len(labels) and labels[end] == "none" and cell.words[end][:1].isupper():
                end += 1
                if end - at > 4 or cell.words[end - 1].endswith((",", ".")):
                    break
            labels[at:end] = [role] * (end - at)
        yield cell.with_words(cell.words, labels)


def _told(truth: Any) -> tuple[list[_Told], list[_Told]]:
    """The persons, and the names and streets that stand as whole sequences; likeliest first."""
    roles = {"tenant": "debtor"}
    persons = [_Told(roles.get(one.role, "co_debtor"), _words(one.name)) for one in truth.parties]
    meant = {one.words for one in persons}
    sender = truth.fields.get("sender_name", "")
    sequences = [_Told("sender", _words(sender))]
    sequences += [_Told("home", _words(truth.fields.get("address", "")))]
    for role in ("staff", "other_person"):
        for kind, text in truth.named:
            words = _words(text)
            if kind == role and words not in meant and words != _words(sender):
                meant.add(words)
                persons.append(_Told(role, words))
    for role in ("principal", "sender_address", "authority"):
        sequences += [_Told(role, _words(text)) for kind, text in truth.named if kind == role]
    return persons, [one for one in sequences if one.words]


def _words(text: str) -> tuple[str, ...]:
    return tuple(plain for word in text.split() if (plain := _exact(word)))


def _exact(word: str) -> str:
    """The word folded, but with its digits as they stand: a postal code is not another's."""
    bare = unicodedata.normalize("NFKD", word.lower()).encode("ascii", "ignore").decode()
    return bare.strip(_MARKS)


def _labels(
    words: tuple[str, ...], persons: list[_Told], sequences: list[_Told], flat: str
) -> list[str]:
    plain = [_exact(word) for word in words]
    bare = [re.sub(r"[^0-9A-Za-z]", "", word) for word in words]
    labels = ["none"] * len(words)
    _label_sequences(plain, labels, [one for one in sequences if one.role in _FIRST])
    _label_persons(words, plain, labels, persons)
    _label_sequences(plain, labels, [one for one in sequences if one.role not in _FIRST])
    for at, word in enumerate(words):
        if labels[at] != "none":
            continue
        if at and _NUMBER.match(word) and _STREET.search(words[at - 1]):
            labels[at - 1] = labels[at] = "other_address"
        elif at and bare[at] == flat and labels[at - 1] == "home":
            labels[at] = "home"
        elif at and _FLAT.match(bare[at]) and plain[at - 1] in _FLAT_WORD:
            labels[at] = "home" if bare[at] == flat else "other_address"
    return labels


def _label_sequences(plain: list[str], labels: list[str], sequences: list[_Told]) -> None:
    for one in sequences:
        size = len(one.words)
        for at in range(len(plain) - size + 1):
            same = tuple(plain[at : at + size]) == one.words
            if same and all(label == "none" for label in labels[at : at + size]):
                labels[at : at + size] = [one.role] * size


def _label_persons(
    words: tuple[str, ...], plain: list[str], labels: list[str], persons: list[_Told]
) -> None:
    """Marks runs of a person's words; a word that several bear goes to the run it stands in."""
    owners = [
        [place for place, one in enumerate(persons)
         if plain[at] in one.words or plain[at].removesuffix("s") in one.words]
        if word[:1].isupper() and labels[at] == "none" else []
        for at, word in enumerate(words)
    ]  # fmt: skip
    at = 0
    while at < len(words):
        best, size = -1, 0
        for place in owners[at]:
            end = at
            while end < len(words) and place in owners[end]:
                end += 1
            if end - at > size:
                best, size = place, end - at
        if best < 0:
            at += 1
            continue
        labels[at : at + size] = [persons[best].role] * size
        at += size


def made_samples(
    planned: Iterable[tuple[str, Any, Callable[[], tuple[Any, ...]]]],
) -> Iterator[Sample]:
    """Samples of letters given as design, truth and a way to their pages."""
    from classifiers.roles.sheet import cells_of  # noqa: PLC0415  # only training needs it here

    for design, truth, pages in planned:
        yield Sample(design=design, cells=labelled(cells_of(pages()), truth))
