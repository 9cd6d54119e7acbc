"""A letter's words in one plain shape, whatever print, hyphen or scanner did to them.

Cues and the trained model both read this shape and no other: small letters without diacritics,
words that a line's end or a scanner broke joined again, each traceable to its place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"§|[^\W_]+")
_HYPHEN_END = re.compile(r"[-‐‑¬\u00ad]\s*[\n\t\f]\s*$")
_SPECIAL = str.maketrans({"æ": "a", "ø": "o", "œ": "o", "ß": "s", "đ": "d", "ł": "l", "ı": "i"})
_LETTER_FOR_DIGIT = str.maketrans("0145689", "olasobg")
_SPACED_RUN = 4

LONGEST = 48
"""Swedish has no longer words in these letters; the rest of such a run of letters says nothing."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word in plain shape, and the characters of the text it came from."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """The text in small letters without diacritics; its length may change."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    # Decomposing may bring capitals back (circled and mathematical letters).
    return "".join(sign for sign in plain.casefold() if not unicodedata.combining(sign))


def plain_word(word: str) -> str:
    """A single word's plain shape: folded, and digits among letters read as the letters meant.

    "0betald" is "obetald", but "u12345" and "2026" stay: letters must clearly prevail.
    """
    folded = fold(word)
    digits = sum(sign.isdigit() for sign in folded)
    if digits and len(folded) >= 4 and digits * 3 <= len(folded):
        return folded.translate(_LETTER_FOR_DIGIT)
    return folded


def tokens(text: str) -> tuple[Token, ...]:
    """The words of the text in order, words broken at a line's end and spaced letters joined."""
    found: list[Token] = []
    before = 0
    for match in _WORD.finditer(text):
        word = plain_word(match.group()[:LONGEST])
        gap = text[before : match.start()]
        before = match.end()
        if not word:
            continue
        if (
            found
            and _HYPHEN_END.match(gap)
            and match.group()[0].islower()
            and found[-1].text.isalpha()
        ):
            last = found[-1]
            found[-1] = Token(last.text + word, last.start, match.end())
        else:
            found.append(Token(word, match.start(), match.end()))
    return tuple(_joined_spaced(found))


def _joined_spaced(words: list[Token]) -> list[Token]:
    """Joins a heading printed with a space after every letter: "I N K A S S O"."""
    joined: list[Token] = []
    run: list[Token] = []
    for word in [*words, Token("", -1, -1)]:
        if len(word.text) == 1 and word.text.isalpha():
            run.append(word)
            continue
        if len(run) >= _SPACED_RUN:
            joined.append(Token("".join(one.text for one in run), run[0].start, run[-1].end))
        else:
            joined.extend(run)
        run = []
        if word.text:
            joined.append(word)
    return joined


def rejoined(
    words: Sequence[Token], meant: Callable[[str], bool], together: Callable[[str, str], bool]
) -> tuple[Token, ...]:
    """The words with neighbours joined that are a word only ``together``.

    Scanners break "uppsägning" into "upp sägning"; two pieces are joined when one of them is no
    word that is ``meant`` by itself and the whole is one.
    """
    joined: list[Token] = []
    for word in words:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.text.isalpha()
            and word.text.isalpha()
            and len(last.text) + len(word.text) >= 7
            and not (meant(last.text) and meant(word.text))
            and together(last.text, word.text)
        ):
            joined[-1] = Token(last.text + word.text, last.start, word.end)
        else:
            joined.append(word)
    return tuple(joined)
