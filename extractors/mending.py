"""A PDF written anew before it is read: unlocked, mended, and honest about what it has lost."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from extractors.broken import BROKEN_FILE
from extractors.salvage import salvaged

NESTING = 15
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A PDF written anew, and what was amiss in it.

    ``damaged`` says that anything was, ``torn`` which pages lost something of their own, ``lost``
    that whole pages are missing (the number of the first of them, 0 where that is not known).
    """

    data: bytes
    damaged: bool = False
    torn: frozenset[int] = frozenset()
    lost: int | None = None


def mended(path: Path) -> Mended:
    """The file written anew: no lock, a whole cross-reference table, forms filled in as print.

    Each page's frame becomes what a reader shows of it, so that text and picture agree on where
    its corner is. What cannot be mended is handed over as it came. Raises pikepdf.PasswordError
    when a password is needed.
    """
    try:
        return _written_anew(path)
    except pikepdf.PasswordError:
        raise
    except BROKEN_FILE:
        data = path.read_bytes()
    with suppress(*BROKEN_FILE):
        if (found := salvaged(data)) is not None:
            rest = _written_anew(io.BytesIO(found.data))
            torn = rest.torn | ({found.pages} if found.cut else frozenset())
            return Mended(data=rest.data, damaged=True, torn=torn, lost=found.pages + 1)
    return Mended(data=data, damaged=True)


def _written_anew(source: Path | io.BytesIO) -> Mended:
    # As it stands: whatever asks for the pages takes missing ones out of the tree.
    with pikepdf.open(source, suppress_warnings=True, inherit_page_attributes=False) as pdf:
        lost = _lost(pdf)
    with pikepdf.open(source, suppress_warnings=True) as pdf:
        if not len(pdf.pages):
            raise ValueError("no pages")
        damaged = bool(pdf.get_warnings()) or lost
        torn = frozenset(
            number for number, page in enumerate(pdf.pages, start=1) if not _unpacks(pdf, page)
        )
        with suppress(*BROKEN_FILE):
            if "/AcroForm" in pdf.Root:
                pdf.generate_appearance_streams()
            pdf.flatten_annotations("all")
        for page in pdf.pages:
            with suppress(*BROKEN_FILE):
                page.mediabox = _shown(page)
                if "/CropBox" in page.obj:
                    del page.obj["/CropBox"]
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
        return Mended(data=out.getvalue(), damaged=damaged, torn=torn, lost=0 if lost else None)


def _lost(pdf: pikepdf.Pdf) -> bool:
    """Whether the tree of pages names pages that are not there, or counts more than it names."""
    top = pdf.Root.get("/Pages")
    if not isinstance(top, pikepdf.Dictionary):
        return True
    said = top.get("/Count")
    found, lost = 0, False
    seen = {top.objgen}
    waiting: list[Any] = [top]
    while waiting:
        kids = waiting.pop().get("/Kids")
        if not isinstance(kids, pikepdf.Array):
            lost = True
            continue
        for kid in kids:
            if not isinstance(kid, pikepdf.Dictionary):
                lost = True
            elif "/Kids" not in kid:
                found += 1
            elif kid.objgen in seen:
                lost = True
            else:
                seen.add(kid.objgen)
                waiting.append(kid)
    return lost or (isinstance(said, int) and said > found)


def _unpacks(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bool:
    """Whether all that the page draws is there and can be unpacked without a word of complaint."""
    pdf.get_warnings()
    # Damage shows when a part is first asked for; content that is lost looks like none.
    content = page.obj.get("/Contents")
    try:
        parts = [] if content is None else [content]
        if isinstance(content, pikepdf.Array):
            parts = list(content)
        drawn = b"\n".join(part.read_bytes() for part in parts)
        there = _there(drawn, _inherited(page.obj, "/Resources"), NESTING)
    except BROKEN_FILE:
        return False
    return there and not pdf.get_warnings()


def _inherited(node: Any, key: str) -> Any:
    """What the page has under that key, or the nearest node above it."""
    for _ in range(NESTING):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _there(content: bytes, resources: Any, depth: int) -> bool:
    """Whether each picture and form that the content draws is there; a reader shows nothing else.

    A scan whose picture is missing looks like the empty back of a sheet.
    """
    named = {
        _ESCAPED.sub(lambda hit: bytes([int(hit[1], 16)]), one) for one in _DRAWN.findall(content)
    }
    if not named:
        return True
    things = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(things, pikepdf.Dictionary):
        return False
    for name in named:
        thing = things.get("/" + name.decode("utf-8", "surrogateescape"))
        if not isinstance(thing, pikepdf.Stream):
            return False
        if thing.get("/Subtype") == pikepdf.Name.Form and depth:
            own = thing.get("/Resources", resources)
            if not _there(thing.read_bytes(), own, depth - 1):
                return False
    return True


def _shown(page: pikepdf.Page) -> pikepdf.Array:
    """The crop box within the media box, corners in order."""
    media, crop = ([float(one) for one in box] for box in (page.mediabox, page.cropbox))
    frames = [
        (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
        for box in (media, crop)
    ]
    x0, y0 = (max(frame[axis] for frame in frames) for axis in (0, 1))
    x1, y1 = (min(frame[axis] for frame in frames) for axis in (2, 3))
    if x1 <= x0 or y1 <= y0:
        x0, y0, x1, y1 = frames[0]
    return pikepdf.Array([x0, y0, x1, y1])
