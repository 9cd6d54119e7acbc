"""What the pages say, in the language that the visitor chose: Swedish, or English beside it.

The Swedish text is the key of its translation, so that a page reads as it is written. Letters,
the routine's sentences and everything that is kept are Swedish whoever looks.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from pathlib import Path

from markupsafe import Markup

from pipeline.documents.swedish import opening, without_unseen
from pipeline.domain.sentences import Sentence

LOCALE = Path(__file__).resolve().parents[1] / "locale"
DOMAIN = "troskel"


class Language(StrEnum):
    """The languages of the pages, as ``lang`` says them."""

    SWEDISH = "sv"
    ENGLISH = "en"


NAMES = {Language.SWEDISH: "Svenska", Language.ENGLISH: "English"}
"""Each language as those who speak it call it: never translated."""

_NOW: ContextVar[Language] = ContextVar("language", default=Language.SWEDISH)


def language() -> Language:
    """The language of the page that is being made."""
    return _NOW.get()


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Say everything within in that language."""
    before = _NOW.set(chosen)
    try:
        yield
    finally:
        _NOW.reset(before)


@cache
def catalog(chosen: Language) -> gettext.NullTranslations:
    """The language's translations, read once; Swedish has none, for it is what is written."""
    if chosen is Language.SWEDISH:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, [chosen])


def looked_up(text: str) -> str:
    """The text's translation, its places not filled; the text itself where there is none."""
    return catalog(language()).gettext(text) if text else ""


def looked_up_many(one: str, many: str, number: int) -> str:
    """The same of two texts that differ by a number."""
    return catalog(language()).ngettext(one, many, number)


def say(text: str, /, **values: object) -> str:
    """The text in the visitor's language, its ``{name}`` places filled.

    A sentence from below is said with its own values; a text that no catalog knows as it stands.
    """
    if isinstance(text, Sentence):
        said = say(text.pattern, **text.values)
        # A sentence that opens with a capital does so in any language.
        return f"{said[:1].upper()}{said[1:]}" if text[:1].isupper() else said
    found = looked_up(text)
    return found.format(**_said(values)) if values else found


def say_many(one: str, many: str, number: int, /, **values: object) -> str:
    """The same for a text that differs by a number, which also fills its ``{number}``."""
    found = looked_up_many(one, many, number)
    return found.format(number=number, **_said(values))


def quoted(text: str, /) -> str:
    """Words that stay Swedish, marked as that on a page in another language."""
    if language() is Language.SWEDISH:
        return text
    return Markup('<span lang="sv">{}</span>').format(without_unseen(text))


def say_or_quote(text: str, /) -> str:
    """The text in the visitor's language; quoted where it is not ours to translate.

    For places where the routine's, the settings' or an older version's words may stand.
    """
    found = say(text)
    return quoted(text) if found == text and not isinstance(text, Sentence) else found


def told(error: Exception, /) -> str:
    """What the error says, in the visitor's language."""
    return opening(say(error.args[0] if error.args else str(error)))


def sv(text: str) -> str:
    """Mark a Swedish text that stands in a table; where it is shown it is said with ``say``."""
    return text


def _said(values: dict[str, object]) -> dict[str, object]:
    """The values, those that are sentences of the program in the visitor's language."""
    return {
        name: say(value) if isinstance(value, Sentence) else value for name, value in values.items()
    }
