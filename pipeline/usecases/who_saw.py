"""Who saw a letter: the access log in words, what one person did at one sitting on one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.documents import swedish
from pipeline.domain.sentences import filled
from pipeline.store.accesses import Access, note, of_letter
from pipeline.usecases.office import Office

SITTING = timedelta(minutes=15)
"""Looks of one person that follow upon each other so closely are told as one."""

COMMAND = "command"
"""What a look from the command line is called in the log."""

_ONCE = {
    "letter": filled("öppnade brevet"),
    "search": filled("sökte i registret"),
    "list": filled("såg brevet i listan"),
    "paper": filled("skrev ut brevet"),
    "sample": filled("läste brevet som stickprov"),
    "unit_page": filled("såg underlaget på enhetens sida"),
    "unit_search": filled("fann det i en sökning på enhetens sida"),
    "zip": filled("laddade ner underlaget"),
    "print": filled("skrev ut underlaget"),
    "ahead": filled("fick brevet hämtat i förväg"),
    "history": filled("läste historiken"),
    COMMAND: filled("läste det i kommandoraden"),
}
_FILE = filled("öppnade {details}")
_EACH = {"page": filled("såg sida {details}"), "draft": _FILE, "packet": _FILE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What one person saw of a letter at one sitting, or was refused: when, who, in words."""

    at: str
    by: str
    text: str
    refused: bool


def sittings(office: Office, ident: str) -> list[Sitting]:
    """Who saw the letter, in order."""
    return [
        Sitting(at=one[0].at, by=one[0].by, text=_said(one), refused=one[0].refused)
        for one in _sittings(of_letter(office.ledger, ident))
    ]


def lines(office: Office, ident: str) -> list[str]:
    """A line a person and sitting, in order; refused attempts stand out by a word."""
    return [_line(one) for one in _sittings(of_letter(office.ledger, ident))]


def note_command(office: Office, ident: str, by: str) -> None:
    """Keep that somebody read the letter from the command line."""
    note(office.ledger, Access(account="", by=by.strip() or "okänd", what=COMMAND, letter=ident))


def _sittings(found: Iterable[Access]) -> Iterator[list[Access]]:
    """Looks of one person that follow upon each other within a quarter of an hour."""
    sitting: list[Access] = []
    for one in found:
        if sitting and not _belongs(one, sitting):
            yield sitting
            sitting = []
        sitting.append(one)
    if sitting:
        yield sitting


def _belongs(one: Access, sitting: list[Access]) -> bool:
    first = sitting[0]
    same = (one.account, one.by, one.refused) == (first.account, first.by, first.refused)
    return same and datetime.fromisoformat(one.at) - datetime.fromisoformat(first.at) < SITTING


def _line(sitting: list[Access]) -> str:
    first = sitting[0]
    when = f"{swedish.stamp(first.at)} {first.by}"
    if first.refused:
        times = len(sitting)
        if times == 1:
            return filled("{when} NEKADES. Försökte 1 gång.", when=when)
        return filled("{when} NEKADES. Försökte {times} gånger.", when=when, times=times)
    return filled("{when} {deeds}.", when=when, deeds=_deeds(sitting))


def _said(sitting: list[Access]) -> str:
    if not sitting[0].refused:
        return _deeds(sitting)
    times = len(sitting)
    if times == 1:
        return filled("försökte 1 gång")
    return filled("försökte {times} gånger", times=times)


def _deeds(sitting: list[Access]) -> str:
    said: list[str] = list(dict.fromkeys(_ONCE[one.what] for one in sitting if one.what in _ONCE))
    for what, word in _EACH.items():
        details = dict.fromkeys(one.detail for one in sitting if one.what == what)
        if details:
            said.append(filled(word, details=swedish.listed(tuple(details))))
    return swedish.listed(tuple(said)) if said else filled("såg något av brevet")
