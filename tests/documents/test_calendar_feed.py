"""Calendar files as other programs read them (RFC 5545), whatever the entries say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.calendar_feed import feed
from pipeline.domain.agenda import Entry, Standing

AT = datetime(2026, 10, 19, 9, 30)  # noqa: DTZ001 - local time
ENTRY = Entry(
    unit="vuxen",
    letter="f8967802680975192bf1e64c",
    what="attend",
    on=AT.date(),
    at=AT,
    text="Närvara vid avhysningen.",
    basis="Kronofogden › Närvaro",
    standing=Standing.HOLDS,
    note="",
    uid="f896780268097519-0-attend-vuxen",
    sequence=2,
    made_at="2026-10-07T12:00:00+02:00",
)


def unfolded(content: bytes) -> list[str]:
    """The lines, put together again as a reader does it; every one is of the length allowed."""
    assert content.endswith(b"\r\n")
    pieces = content[:-2].split(b"\r\n")
    assert all(0 < len(piece) <= 75 for piece in pieces)
    assert b"\n" not in b"".join(pieces)
    return content[:-2].replace(b"\r\n ", b"").decode().split("\r\n")


def values(content: bytes) -> dict[str, str]:
    """The one event's values by property, texts as they were before escaping."""
    lines = unfolded(content)
    event = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    found = {}
    for line in event:
        name, _, value = line.partition(":")
        said = re.sub(r"\\(.)", lambda hit: "\n" if hit[1] == "n" else hit[1], value)
        assert name not in found
        found[name] = said
    return found


def test_an_attendance_has_its_hour_on_the_clock_in_sweden() -> None:
    """In the zone's own summer and winter; the letter's id, and nobody."""
    found = values(feed("Vuxenenheten", [ENTRY]))
    assert found == {
        "UID": "f896780268097519-0-attend-vuxen@troskel",
        "DTSTAMP": "20261007T100000Z",
        "SEQUENCE": "2",
        "DTSTART;TZID=Europe/Stockholm": "20261019T093000",
        "DTEND;TZID=Europe/Stockholm": "20261019T103000",
        "SUMMARY": "Närvara vid avhysningen. (brev f89678026809)",
        "DESCRIPTION": "Kronofogden › Närvaro",
        "STATUS": "CONFIRMED",
    }


def test_a_day_without_an_hour_takes_the_day_and_no_room() -> None:
    """The end of an all-day event is the day after; a routine's own day has no letter."""
    found = values(feed("Ekonomi", [replace(ENTRY, at=None, letter="", basis="")]))
    assert found["DTSTART;VALUE=DATE"] == "20261019"
    assert found["DTEND;VALUE=DATE"] == "20261020"
    assert found["TRANSP"] == "TRANSPARENT"
    assert found["SUMMARY"] == "Närvara vid avhysningen."
    assert "DESCRIPTION" not in found


@pytest.mark.parametrize(
    ("standing", "status", "begins"),
    [
        (Standing.HOLDS, "CONFIRMED", "Närvara"),
        (Standing.UNSURE, "TENTATIVE", "KONTROLLERA: Närvara"),
        (Standing.GONE, "CANCELLED", "GÄLLER INTE: Närvara"),
    ],
)
def test_what_no_longer_holds_says_so(standing: Standing, status: str, begins: str) -> None:
    """In a word for people, in a status for programs, and with the reason."""
    found = values(feed("Vuxenenheten", [replace(ENTRY, standing=standing, note="Inställd.")]))
    assert found["STATUS"] == status
    assert found["SUMMARY"].startswith(begins)
    assert found["DESCRIPTION"] == "Inställd.\nKronofogden › Närvaro"


def test_the_file_stands_in_the_form_that_programs_ask_for() -> None:
    """One calendar, its zone before its events, each part ended in order."""
    lines = unfolded(feed("Vuxen; enhet, A\\B", [ENTRY, replace(ENTRY, uid="b")]))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    assert "X-WR-CALNAME:Tröskel\\, Vuxen\\; enhet\\, A\\\\B" in lines
    open_parts: list[str] = []
    for line in lines:
        name, _, part = line.partition(":")
        if name == "BEGIN":
            open_parts.append(part)
        elif name == "END":
            assert open_parts.pop() == part
    assert not open_parts
    assert lines.index("END:VTIMEZONE") < lines.index("BEGIN:VEVENT")
    assert lines.count("BEGIN:VEVENT") == 2
    assert unfolded(feed("Tom", []))[-1] == "END:VCALENDAR"


@given(
    st.text(min_size=1, max_size=300),
    st.text(max_size=300),
    st.sampled_from(Standing),
    st.dates(date(2026, 1, 1), date(2036, 12, 31)),
)
def test_whatever_is_said_comes_out_as_it_went_in(
    text: str, note: str, standing: Standing, on: date
) -> None:
    """No text breaks a line, a property or the calendar; what cannot be shown is left out."""
    entry = replace(ENTRY, text=text, note=note, standing=standing, on=on, at=None)
    found = values(feed("Vuxenenheten", [entry]))

    def shown(said: str) -> str:
        return "".join(sign for sign in said if sign == "\n" or sign.isprintable())

    assert found["SUMMARY"].endswith(f"{shown(text)} (brev f89678026809)")
    said = "\n".join(part for part in (note, "Kronofogden › Närvaro") if part)
    assert found["DESCRIPTION"] == shown(said)
    assert found["DTSTART;VALUE=DATE"] == f"{on:%Y%m%d}"
    assert found["DTEND;VALUE=DATE"] == f"{on + timedelta(days=1):%Y%m%d}"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2036, 12, 31)))  # noqa: DTZ001 - local times
def test_the_zone_of_the_file_is_swedens(at: datetime) -> None:
    """Its rule (last Sunday of March and October) gives the offset that the time zone has."""

    def change(month: int, hour: int) -> datetime:
        last = datetime(at.year, month, 31, hour)  # noqa: DTZ001 - local times
        return last - timedelta(days=(last.weekday() + 1) % 7)

    start, end = change(3, 2), change(10, 3)
    doubled = timedelta(0) <= at - (end - timedelta(hours=1)) < timedelta(hours=1)
    skipped = timedelta(0) <= at - start < timedelta(hours=1)
    summer = start <= at < end
    offset = at.replace(tzinfo=ZoneInfo("Europe/Stockholm")).utcoffset()
    if not (doubled or skipped):
        assert offset == timedelta(hours=2 if summer else 1)
    lines = unfolded(feed("Vuxenenheten", []))
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in lines
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in lines
