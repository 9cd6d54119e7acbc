"""A made language to read pages in: every text that is translated stands between ⟦ and ⟧.

What a page says outside them is either marked as data (``lang="sv"`` for the words of the letter,
the routine or the register, ``translate="no"`` for names and ids), or nobody marked it as a text.
"""

from __future__ import annotations

import gettext
import re
from html.parser import HTMLParser

from deploy import translations

ATTRIBUTES = frozenset({"title", "aria-label", "placeholder", "alt", "data-label", "data-over"})
WORDLESS = frozenset({"script", "style", "code", "kbd"})
INLINE = frozenset({"a", "strong", "span", "code", "kbd", "br", "s", "em", "bdi"})
EMPTY = frozenset({"br", "img", "input", "link", "meta"})
NAME = "Tröskel"


class Made(gettext.NullTranslations):
    """The translations of the made language: those texts that the English catalog has."""

    def __init__(self) -> None:
        """Read the texts that are known."""
        super().__init__()
        self._known = {text for one in translations.kept() for text in several(one.id)}

    def gettext(self, message: str) -> str:
        """The text between brackets; as it stands where no catalog has it."""
        return f"⟦{message}⟧" if message in self._known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same of one and many."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def several(told: str | tuple[str, ...]) -> tuple[str, ...]:
    """A text of a catalog, or its texts of one and many."""
    return (told,) if isinstance(told, str) else tuple(told)


def unsaid(page: str) -> list[str]:
    """What the page says outside the brackets and not as data."""
    return _Reader(page).found


class _Reader(HTMLParser):
    """Reads a page as it is shown and as it is read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._data: list[bool] = []
        self._inside = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        swedish = tag != "html" and given.get("lang") == "sv"
        data = swedish or (bool(self._data) and self._data[-1])
        for name, text in () if data else given.items():
            told = name in ATTRIBUTES or (given.get("id") == "texts" and name.startswith("data-"))
            if told and text and _outside(text, 0)[0]:
                self.found.append(f"{name}={text!r}")
        if tag not in INLINE:
            self._inside = 0
        if tag not in EMPTY:
            self._data.append(data or given.get("translate") == "no" or tag in WORDLESS)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._inside = 0
        self._data.pop()

    def handle_data(self, data: str) -> None:
        if not (self._data and self._data[-1]):
            outside, self._inside = _outside(data, self._inside)
            self.found += filter(None, [outside])


def _outside(text: str, inside: int) -> tuple[str, int]:
    """What stands outside all brackets, if it has a word; and how many are open at the end."""
    left = ""
    for sign in text:
        inside += (sign == "⟦") - (sign == "⟧" and inside > 0)
        left += "" if inside or sign == "⟧" else sign
    left = left.replace(NAME, "")
    return (left.strip() if re.search(r"[^\W\d_]{2}", left) else "", inside)
