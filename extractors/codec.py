"""A Reading as JSON and back: what the child hands over and the archive of readings keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pipeline.domain.page import Box, Fingerprint, Page, Reading, Source, Word
from pipeline.domain.problems import Problem

SCHEMA = "troskel/reading/1"


def page_to_plain(page: Page) -> dict[str, Any]:
    """The page as plain lists and numbers; a word is [text, x0, top, x1, bottom, confidence]."""
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "source": page.source.value,
        "turned": page.turned,
        "turn_sure": page.turn_sure,
        "skew": page.skew,
        "blank": page.blank,
        "marks": list(page.marks),
        "quality": page.quality,
        "words": [_word_to_plain(word) for word in page.words],
        "again": [_word_to_plain(word) for word in page.again],
    }


def page_from_plain(plain: dict[str, Any]) -> Page:
    """The page again; ValueError when ``plain`` is not one."""
    try:
        number = int(plain["number"])
        return Page(
            number=number,
            width=float(plain["width"]),
            height=float(plain["height"]),
            words=_words_from_plain(plain["words"], number),
            source=Source(plain["source"]),
            turned=int(plain["turned"]),
            turn_sure=bool(plain["turn_sure"]),
            skew=float(plain["skew"]),
            blank=bool(plain["blank"]),
            marks=tuple(str(mark) for mark in plain["marks"]),
            quality=str(plain["quality"]),
            again=_words_from_plain(plain.get("again", ()), number),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not a page") from error


def _word_to_plain(word: Word) -> list[Any]:
    box = word.box
    return [word.text, box.x0, box.top, box.x1, box.bottom, word.confidence]


def _words_from_plain(plain: Iterable[Any], page: int) -> tuple[Word, ...]:
    return tuple(
        Word(
            text=str(text),
            box=Box(page=page, x0=float(x0), top=float(top), x1=float(x1), bottom=float(bottom)),
            confidence=float(confidence),
        )
        for text, x0, top, x1, bottom, confidence in plain
    )


def fingerprint_to_plain(fingerprint: Fingerprint) -> list[str]:
    """Name, version, settings."""
    return [fingerprint.name, fingerprint.version, fingerprint.settings]


def fingerprint_from_plain(plain: Any) -> Fingerprint:
    """The fingerprint again; ValueError when ``plain`` is not one."""
    if not isinstance(plain, list) or len(plain) != 3:
        raise ValueError("not a fingerprint")
    return Fingerprint(name=str(plain[0]), version=str(plain[1]), settings=str(plain[2]))


def dumps(reading: Reading) -> str:
    """The reading as one line of JSON; equal readings give equal text."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "document": reading.document,
            "fingerprint": fingerprint_to_plain(reading.fingerprint),
            "problems": [str(problem) for problem in reading.problems],
            "pages": [page_to_plain(page) for page in reading.pages],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def loads(text: str | bytes) -> Reading:
    """The reading that ``dumps`` wrote; ValueError for anything else."""
    plain = json.loads(text)
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
        raise ValueError("not a reading")
    try:
        return Reading(
            document=str(plain["document"]),
            fingerprint=fingerprint_from_plain(plain["fingerprint"]),
            pages=tuple(page_from_plain(page) for page in plain["pages"]),
            problems=tuple(Problem.parse(problem) for problem in plain["problems"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not a reading") from error
