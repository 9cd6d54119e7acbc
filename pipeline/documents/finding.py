"""What a unit may find its packets by: the words of the packet's own record, and nothing else.

A key is ``p:`` and a personnummer, ``r:`` and a reference or a case's number, ``n:`` and a word of
a name; all folded, so that they are found however they are written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.domain.spelling import fold, words

_NUMBERS = frozenset({"personnummer"})
_NAMES = frozenset({"name", "printed_name"})
_REFERENCES = frozenset({"case_number", "reference", "contract_number", "number"})
_PARTS = ("persons", "household", "open_cases", "references", "debt")
"""Where in a record persons, cases and references stand; the sender's name is nobody's."""

NAME = "n:"
"""What the key of a name's word begins with."""

_SHORTEST = 3
"""Signs that a word must have to be looked for: fewer would find half of everything."""


def keys_of(record: bytes) -> frozenset[str]:
    """All that the packet with that ``record.json`` is found by; nothing for what is no record."""
    try:
        known = json.loads(record)
    except ValueError:
        return frozenset()
    if not isinstance(known, dict):
        return frozenset()
    return frozenset(key for part in _PARTS for key in _keys(known.get(part)))


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if isinstance(inner, str):
                yield from _key(name, inner)
            else:
                yield from _keys(inner)
    elif isinstance(value, list):
        for one in value:
            yield from _keys(one)


def _key(name: str, text: str) -> Iterator[str]:
    if name in _NUMBERS:
        yield f"p:{text}"
    elif name in _NAMES:
        yield from (f"{NAME}{fold(word)}" for word in words(text))
    elif name in _REFERENCES:
        yield f"r:{_plain(text)}"


def _plain(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What somebody looks for, in each way that it can be read.

    ``letter`` is the beginning of an id; ``ways`` are sets of beginnings of keys: a packet is found
    that has all of any set. ``names`` are the words of a name, folded, which may be misspelt.
    """

    letter: str
    ways: tuple[tuple[str, ...], ...]
    names: tuple[str, ...] = ()


def sought(text: str) -> Sought:
    """How a text can be read: an id, a personnummer, a number of a case, names."""
    text = " ".join(text.split())[:200]
    plain = _plain(text)
    ident = re.fullmatch(r"(?:[123]-\d{4}-\d\d-\d\d-)?([0-9a-f]{6,64})(?:-r\d.*)?", text.casefold())
    ways: list[tuple[str, ...]] = []
    digits = re.fullmatch(r"(\d{6}|\d{8})[-+ ]?(\d{4})?", text)
    if digits:
        born, last = digits.group(1), digits.group(2) or ""
        full = (born,) if len(born) == 8 else (f"19{born}", f"20{born}")
        ways += [(f"p:{one}{last}",) for one in full]
    if len(plain) >= _SHORTEST:
        ways.append((f"r:{plain}",))
    names = tuple(dict.fromkeys(map(fold, words(text))))
    if names and max(map(len, names)) >= _SHORTEST:
        ways.append(tuple(f"{NAME}{one}" for one in names))
    else:
        names = ()
    return Sought(letter=ident.group(1) if ident else "", ways=tuple(ways), names=names)
