"""A unit's agenda as a calendar that other programs subscribe to (RFC 5545), without personal data.

A letter's id, what is to be done, and by which paragraph: nobody's name, number or address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from pipeline.domain.agenda import Entry, Standing

_LONGEST = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""

_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE"""
"""Swedish time with its summers: an hour in a letter is the hour on the clock that day."""

_STATUS = {
    Standing.HOLDS: ("CONFIRMED", ""),
    Standing.UNSURE: ("TENTATIVE", "KONTROLLERA: "),
    Standing.GONE: ("CANCELLED", "GÄLLER INTE: "),
}

_LASTS = timedelta(hours=1)
"""A letter gives no end: the calendar shows an hour."""


def feed(name: str, entries: Iterable[Entry]) -> bytes:
    """The calendar of a unit of that Swedish name; equal entries give equal bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Troskel//Enheternas dagar//SV",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(f'Tröskel, {name}')}",
        f"X-WR-CALNAME:{_text(f'Tröskel, {name}')}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *_ZONE.splitlines(),
    ]
    for one in entries:
        lines += _event(one)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(one: Entry) -> Iterator[str]:
    status, prefix = _STATUS[one.standing]
    letter = f" (brev {one.letter[:12]})" if one.letter else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(one.uid)}@troskel"
    yield f"DTSTAMP:{datetime.fromisoformat(one.made_at).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{one.sequence}"
    if one.at is None:
        yield f"DTSTART;VALUE=DATE:{_day(one.on)}"
        yield f"DTEND;VALUE=DATE:{_day(one.on + timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART;TZID=Europe/Stockholm:{one.at:%Y%m%dT%H%M%S}"
        yield f"DTEND;TZID=Europe/Stockholm:{one.at + _LASTS:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_text(f'{prefix}{one.text}{letter}')}"
    said = "\n".join(part for part in (one.note, one.basis) if part)
    if said:
        yield f"DESCRIPTION:{_text(said)}"
    yield f"STATUS:{status}"
    yield "END:VEVENT"


def _day(on: date) -> str:
    return f"{on:%Y%m%d}"


def _text(said: str) -> str:
    """A text value, escaped (3.3.11); what cannot be shown is left out."""
    shown = "".join(sign for sign in said if sign == "\n" or sign.isprintable())
    for sign in ("\\", ";", ","):
        shown = shown.replace(sign, f"\\{sign}")
    return shown.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no letter cut in two; each begins with a space."""
    pieces, piece, size = [], "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + length
    return "\r\n".join([*pieces, piece])
