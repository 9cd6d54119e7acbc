"""A letter's text as its template writes it: plain lines that become headings, points, rows.

The markup is what a municipality can edit in any text editor: ``# `` heads the letter, ``## `` a
part of it, ``- `` is a point, ``| name | value`` a row, ``! `` a note to staff that goes before the
letter does, ``[underskrift]`` a line to sign on, ``[ny sida]`` a new page; other lines are
paragraphs, parted by empty lines. Values are filled in beforehand, each marked, so that a value
never becomes markup, whatever a scan held.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.documents import swedish

_MARK = "\x02"
"""Stands before each value until the lines are told apart; cleaned values cannot hold it."""

OPENINGS = (("# ", "title"), ("## ", "heading"), ("- ", "point"), ("! ", "note"))
SIGNS = {"[underskrift]": "sign", "[ny sida]": "page"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a letter.

    ``kind`` is ``title``, ``heading``, ``point``, ``row``, ``note``, ``sign``, ``page`` or
    ``text``; ``label`` a row's name, else empty.
    """

    kind: str
    text: str
    label: str = ""


def marked(value: object) -> object:
    """A value cleaned to one line, with the mark that keeps it from being read as markup."""
    if isinstance(value, str):
        return _MARK + swedish.clean(value)
    return value


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a filled-in text."""
    found: list[Block] = []
    open_paragraph: list[str] = []

    def close() -> None:
        if open_paragraph:
            found.append(Block(kind="text", text=_plain(" ".join(open_paragraph))))
            open_paragraph.clear()

    for line in text.splitlines():
        block = _marked_up(line.strip())
        if block is None and line.strip():
            open_paragraph.append(line.strip())
            continue
        close()
        if block is not None:
            found.append(block)
    close()
    return tuple(found)


def _marked_up(line: str) -> Block | None:
    """The block that a line of markup makes; None for ordinary text."""
    for start, kind in OPENINGS:
        if line.startswith(start):
            return Block(kind=kind, text=_plain(line[len(start) :]))
    if line.startswith("| "):
        label, _, value = line[2:].partition(" | ")
        return Block(kind="row", label=_plain(label), text=_plain(value))
    if line in SIGNS:
        return Block(kind=SIGNS[line], text="")
    return None


def _plain(text: str) -> str:
    return text.replace(_MARK, "").strip()
