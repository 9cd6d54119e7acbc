"""A letter's text as its template writes it: plain lines that become headings, points, rows.

The markup is what a municipality can edit in any text editor: ``# `` heads the letter, ``## `` a
part of it, ``- `` is a point, ``| name | value`` a row, ``[underskrift]`` a line to sign on; other
lines are paragraphs, parted by empty lines. Jinja fills in values; a value can never become
markup, whatever a scan held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2

from pipeline.documents import swedish
from pipeline.documents.rendering import TEMPLATES, broken

LETTERS = TEMPLATES / "letters"

_MARK = "\x02"
"""Stands before each value until the lines are told apart; cleaned values cannot hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a letter: ``title``, ``heading``, ``point``, ``row``, ``sign`` or ``text``.

    ``label`` is a row's name, else empty.
    """

    kind: str
    text: str
    label: str = ""


def _marked(value: object) -> object:
    """A value cleaned to one line, with the mark that keeps it from being read as markup."""
    if isinstance(value, str):
        return _MARK + swedish.clean(value)
    return value


@cache
def letters() -> jinja2.Environment:
    """The environment of the letter texts, compiled once; an unknown name is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(LETTERS),
        autoescape=False,  # noqa: S701  plain text: Word and HTML each escape their own way later
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_marked,
    )
    environment.filters["kronor"] = swedish.kronor
    environment.filters["dag"] = swedish.day
    environment.filters["veckodag"] = swedish.weekday
    environment.filters["uppraknat"] = swedish.listed
    return environment


def read(template: str, values: Mapping[str, Any]) -> tuple[Block, ...]:
    """The letter's blocks; TemplateBrokenError when the text is at fault."""
    try:
        text = letters().get_template(template).render(values)
    except jinja2.TemplateError as error:
        raise broken(error) from error
    return parse(text)


def fault(template: str) -> str:
    """What is wrong with the letter's text, with file and line; empty when it can be read."""
    try:
        letters().get_template(template)
    except jinja2.TemplateError as error:
        return str(broken(error))
    return ""


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
    for start, kind in (("# ", "title"), ("## ", "heading"), ("- ", "point")):
        if line.startswith(start):
            return Block(kind=kind, text=_plain(line[len(start) :]))
    if line.startswith("| "):
        label, _, value = line[2:].partition(" | ")
        return Block(kind="row", label=_plain(label), text=_plain(value))
    if line == "[underskrift]":
        return Block(kind="sign", text="")
    return None


def _plain(text: str) -> str:
    return text.replace(_MARK, "").strip()
