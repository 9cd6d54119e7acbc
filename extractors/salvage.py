"""The pages of a PDF that was cut off before the tables that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+(\d{1,5})\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_ENDS = re.compile(rb"\b(?:endobj|stream|obj)\b")
LONGEST_PAGE = 1 << 16
"""Bytes of a page's own object; what it draws stands in others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """The file with a new list of its pages at its end.

    ``pages`` is how many were found, ``cut`` whether the file ends within something that the last
    of them may need.
    """

    data: bytes
    pages: int
    cut: bool


def salvaged(data: bytes) -> Salvaged | None:
    """The file with its pages listed anew in the order in which they stand, or None.

    For files that no reader opens: programs that write page by page put the tree of pages last.
    None where no page is found, and for a locked file, whose key is gone with its end.
    """
    if b"/Encrypt" in data:
        return None
    pages: dict[int, bytes] = {}
    highest = begun = 0
    for found in _OBJECT.finditer(data):
        begun = found.end()
        number = int(found[1])
        highest = max(highest, number)
        end = _ENDS.search(data, found.end(), found.end() + LONGEST_PAGE)
        if end and end[0] == b"endobj" and _PAGE.search(data, found.end(), end.start()):
            pages.pop(number, None)  # written again: it stands where it was written last
            pages[number] = b"%d %d R" % (number, int(found[2]))
    if not pages:
        return None
    tree, top = highest + 1, highest + 2
    kids = b" ".join(pages.values())
    tail = (
        b"\nendstream endobj\n"
        b"%d 0 obj <</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]>> endobj\n"
        b"%d 0 obj <</Type/Catalog/Pages %d 0 R>> endobj\n"
        b"trailer <</Root %d 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n"
    ) % (tree, len(pages), kids, top, tree, top, top + 1)
    return Salvaged(data=data + tail, pages=len(pages), cut=data.rfind(b"endobj") < begun)
