"""The handbook's chapters as text for pages, and which page each part is about.

The chapters are Markdown under ``docs/handbok``; markup of other kinds in them is shown as text.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from pipeline.store.errors import NotFoundError

FOLDER = Path(__file__).parents[2] / "docs" / "handbok"
CHAPTERS = ("administrator", "handlaggare", "chef", "it")
"""Files of the folder, in the order of their reading."""

ABOUT = (
    ("/review/", "administrator#ett-brev-i-taget"),
    ("/review", "administrator#kon"),
    ("/samples", "administrator#stickprov"),
    ("/inbox", "administrator#lamna-in-brev"),
    ("/units", "handlaggare"),
    ("/drift", "it#laget-i-driften"),
    ("/overview", "chef#laget"),
    ("/routines", "chef#rutinen"),
    ("/accounts", "it#konton"),
    ("/account", "administrator#ditt-konto"),
    ("", "administrator"),
)
"""The part about each page, by the beginning of the path; the first that fits holds."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as a page: its title, its text, and its parts' names by their anchors."""

    title: str
    text: Markup
    parts: dict[str, str]


def about(path: str) -> str:
    """The address of the handbook's part about the page with that path."""
    part = next(part for start, part in ABOUT if path.startswith(start))
    return f"/handbok/{part}"


@cache
def titles() -> dict[str, str]:
    """The chapters' titles by their names."""
    return {name: chapter(name).title for name in CHAPTERS}


@cache
def chapter(name: str) -> Chapter:
    """The chapter of that name; NotFoundError for one that there is not."""
    if name not in CHAPTERS:
        raise NotFoundError("Handboken har inget sådant kapitel.")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    parts: dict[str, str] = {}
    title = name
    for opening, inside in itertools.pairwise(tokens):
        if opening.type == "heading_open":
            text = inside.content
            if opening.tag == "h1":
                title = text
            else:
                anchor = anchor_of(text)
                opening.attrSet("id", anchor)
                parts |= {anchor: text} if opening.tag == "h2" else {}
    # The text is our own, and what it holds of HTML was escaped above.
    text = Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704
    return Chapter(title=title, text=text, parts=parts)


def anchor_of(heading: str) -> str:
    """A heading as an anchor: small letters without marks, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", heading.lower())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c)))
