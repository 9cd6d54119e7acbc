"""What scanners do to a letter's words, for training and measuring: never used on real letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_LOOKALIKE = {
    "a": "oä4e", "b": "h6", "c": "eo", "d": "cl", "e": "co", "f": "ft", "g": "q9", "h": "bn",
    "i": "l1!", "j": "i", "k": "lc", "l": "1iI", "m": "rn", "n": "ri", "o": "0c", "p": "o",
    "r": "n", "s": "5", "t": "fl", "u": "ii", "v": "y", "å": "aä", "ä": "aå", "ö": "o6", "y": "v",
    "0": "O", "1": "lI", "5": "S", "8": "B", ",": ".", ".": ",",
}  # fmt: skip
_BARE = str.maketrans("åäöÅÄÖéÉ", "aaoAAOeE")


def confuse(text: str, rng: Random, rate: float) -> str:
    """Letters read as their lookalikes."""
    return "".join(
        rng.choice(_LOOKALIKE[sign.lower()])
        if sign.lower() in _LOOKALIKE and rng.random() < rate
        else sign
        for sign in text
    )


def bare(text: str, rng: Random, rate: float) -> str:
    """Words that lose their rings and dots."""
    return re.sub(
        r"\w+",
        lambda word: word.group().translate(_BARE) if rng.random() < rate else word.group(),
        text,
    )


def drop_lines(text: str, rng: Random, rate: float) -> str:
    """Lines that were not read; the first stays."""
    lines = text.split("\n")
    return "\n".join(line for place, line in enumerate(lines) if place == 0 or rng.random() >= rate)


def shuffle_lines(text: str, rng: Random, rate: float) -> str:
    """Neighbouring lines that change places."""
    lines = text.split("\n")
    for place in range(len(lines) - 1):
        if rng.random() < rate:
            lines[place], lines[place + 1] = lines[place + 1], lines[place]
    return "\n".join(lines)


def break_words(text: str, rng: Random, rate: float) -> str:
    """Long words broken by a hyphen and a line's end."""

    def broken(match: re.Match[str]) -> str:
        word = match.group()
        if rng.random() >= rate:
            return word
        cut = rng.randrange(3, len(word) - 2)
        return f"{word[:cut]}-\n{word[cut:]}"

    return re.sub(r"[a-zåäö]{8,}", broken, text)


def split_words(text: str, rng: Random, rate: float) -> str:
    """Long words with a space in them: a kind of noise that training does not use."""

    def split(match: re.Match[str]) -> str:
        word = match.group()
        cut = rng.randrange(3, len(word) - 2) if len(word) > 5 else 3
        return f"{word[:cut]} {word[cut:]}" if rng.random() < rate else word

    return re.sub(r"[a-zåäö]{8,}", split, text)


def specks(text: str, rng: Random, rate: float) -> str:
    """Specks read as signs between words: a kind of noise that training does not use."""
    return re.sub(
        r" ", lambda _: f" {rng.choice('|.~·-_ı')} " if rng.random() < rate else " ", text
    )


def lose_letters(text: str, rng: Random, rate: float) -> str:
    """Letters that were too thin to be seen: a kind of noise that training does not use."""
    return "".join(sign for sign in text if not (sign.isalpha() and rng.random() < rate))


Noise = Callable[[str, Random], str]


def clean(text: str, rng: Random) -> str:
    """A good scan: now and then a wrong letter, some hyphens."""
    return break_words(confuse(text, rng, 0.003), rng, 0.02)


def poor(text: str, rng: Random) -> str:
    """A bad scan or a fax: many wrong letters, lost diacritics, lines lost and moved."""
    worse = drop_lines(shuffle_lines(text, rng, 0.05), rng, 0.05)
    return bare(break_words(confuse(worse, rng, rng.uniform(0.01, 0.05)), rng, 0.05), rng, 0.4)


def unseen(text: str, rng: Random) -> str:
    """A bad scan in ways that training never saw."""
    worse = lose_letters(split_words(text, rng, 0.08), rng, 0.02)
    return specks(bare(worse, rng, 0.9), rng, 0.05)


def digital(text: str, _: Random) -> str:
    """A born-digital letter: nothing is lost."""
    return text


TRAINING: dict[str, Noise] = {"digital": digital, "clean": clean, "poor": poor}
MEASURING: dict[str, Noise] = {**TRAINING, "unseen": unseen}
