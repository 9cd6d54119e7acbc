"""A TIFF's chain of directories: which of its pages are there, and whether all of them are."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

MAX_DIRECTORIES = 10_000
_WIDTHS = {3: 2, 4: 4, 16: 8}
_LETTERS = {2: "H", 4: "I", 8: "Q"}
_PIECES = ((273, 279), (324, 325))
"""Tags of where strips and tiles begin, and of how long they are (TIFF 6.0)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What a walk along the directories found.

    ``directories`` is how many can be read from the first on; ``ends`` whether the last of them
    says that none follows; ``filled`` whether all that they point at lies within the file.
    """

    directories: int
    ends: bool
    filled: bool

    @property
    def whole(self) -> bool:
        """Whether all of the file is there."""
        return self.directories > 0 and self.ends and self.filled


def chain(file: BinaryIO) -> Chain:
    """Walk along the directories of a file that begins as a TIFF; it may end anywhere."""
    size = file.seek(0, 2)
    file.seek(0)
    order = "<" if file.read(2) == b"II" else ">"
    seen: set[int] = set()
    filled = True
    try:
        big = _number(file, order, 2) == 43
        if big:
            file.seek(8)
        width = 8 if big else 4
        place = _number(file, order, width)
        while place:
            if place in seen or place >= size or len(seen) > MAX_DIRECTORIES:
                break
            file.seek(place)
            filled = _filled(file, order, size, big=big) and filled
            seen.add(place)
            place = _number(file, order, width)
    except struct.error:
        return Chain(directories=len(seen), ends=False, filled=filled)
    return Chain(directories=len(seen), ends=not place, filled=filled)


def _number(file: BinaryIO, order: str, width: int) -> int:
    return int(struct.unpack(order + _LETTERS[width], file.read(width))[0])


def _filled(file: BinaryIO, order: str, size: int, *, big: bool) -> bool:
    """Whether the directory's strips or tiles lie within the file.

    Leaves the file at the place of the next directory's offset; struct.error where the directory
    itself is cut.
    """
    entries = _number(file, order, 8 if big else 2)
    arrays: dict[int, tuple[int, ...]] = {}
    filled = True
    for _ in range(entries):
        tag, kind = _number(file, order, 2), _number(file, order, 2)
        count = _number(file, order, 8 if big else 4)
        field = file.read(8 if big else 4)
        if len(field) < (8 if big else 4):
            raise struct.error("cut")
        width = _WIDTHS.get(kind)
        if width is None or not any(tag in pair for pair in _PIECES):
            continue
        here = file.tell()
        start = 0 if count * width <= len(field) else _offset(field, order)
        if count * width > size or start >= size:
            filled = False
            continue
        data = field[: count * width]
        if start:
            file.seek(start)
            data = file.read(count * width)
            file.seek(here)
        if len(data) < count * width:
            filled = False
            continue
        arrays[tag] = struct.unpack(f"{order}{count}{_LETTERS[width]}", data)
    for starts, lengths in _PIECES:
        pairs = zip(arrays.get(starts, ()), arrays.get(lengths, ()), strict=False)
        filled = filled and not any(start + length > size for start, length in pairs)
    return filled


def _offset(field: bytes, order: str) -> int:
    return int(struct.unpack(order + _LETTERS[len(field)], field)[0])
