"""The duty roster: who is responsible at a unit, when and for what area, a row a shift.

Rows stand in the settings file, or in a list file: UTF-8 or Windows-1252, ``;`` or ``,``, with a
header row; its columns stand in :data:`COLUMNS`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline.domain.settings import Officer, Shift
from pipeline.store.errors import SettingsError

COLUMNS = ("enhet", "namn", "telefon", "epost", "veckodagar", "fran", "till", "omrade")
_NEEDED = ("enhet", "namn")
_DAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")


class RosterFaultError(ValueError):
    """A text of the roster that cannot be used; the message is Swedish."""


def _said_weekdays(text: str) -> str:
    """The text itself, if it names weekdays."""
    weekdays(text)
    return text


class ShiftRow(BaseModel):
    """One shift as the settings file has it (``[[shift]]``)."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    unit: str = Field(min_length=1)
    name: str = Field(min_length=1)
    phone: str = ""
    email: str = ""
    weekdays: Annotated[str, AfterValidator(_said_weekdays)] = ""
    first: date | None = None
    last: date | None = None
    areas: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _period(self) -> Self:
        """Refuses a period that ends before it begins."""
        _in_order(self.first, self.last)
        return self

    def shift(self, areas: Collection[str]) -> Shift:
        """The shift; RosterFaultError for an area that there is not."""
        return Shift(
            unit=self.unit,
            officer=Officer(name=self.name, phone=self.phone, email=self.email),
            weekdays=weekdays(self.weekdays),
            first=self.first,
            last=self.last,
            areas=_known_areas(self.areas, areas),
        )


def read_roster(path: Path, areas: Collection[str]) -> tuple[Shift, ...]:
    """The shifts of the file, in its order; SettingsError with every faulty row of it.

    ``areas`` are the names that a row's area may have.
    """
    try:
        rows = list(_rows(_text(path)))
    except OSError as error:
        message = f"Jourlistan {path.name} finns inte eller går inte att läsa."
        raise SettingsError(message) from error
    missing = [name for name in _NEEDED if rows and name not in rows[0][1]]
    if not rows or missing:
        lacks = ", ".join(missing) or "rader"
        message = f"Jourlistan {path.name} saknar {lacks}. Kolumner: {'; '.join(COLUMNS)}."
        raise SettingsError(message)
    shifts: list[Shift] = []
    faults: list[str] = []
    for number, row in rows:
        try:
            shifts.append(_shift(row, areas))
        except RosterFaultError as error:
            faults.append(f"  rad {number}: {error}")
    if faults:
        raise SettingsError("\n".join([f"Jourlistan {path.name} har fel:", *faults]))
    return tuple(shifts)


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that says anything, with its line in the file and its values by column."""
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head else ",")
    reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
    for row in reader:
        values = {name: (value or "").strip() for name, value in row.items() if name in COLUMNS}
        if any(values.values()):
            yield reader.line_num, values


def _shift(row: dict[str, str], areas: Collection[str]) -> Shift:
    for name in _NEEDED:
        if not row[name]:
            message = f"{name} saknas"
            raise RosterFaultError(message)
    contact = {"phone": row.get("telefon", ""), "email": row.get("epost", "")}
    first, last = _day(row.get("fran", "")), _day(row.get("till", ""))
    _in_order(first, last)
    return Shift(
        unit=row["enhet"],
        officer=Officer(name=row["namn"], **contact),
        weekdays=weekdays(row.get("veckodagar", "")),
        first=first,
        last=last,
        areas=_known_areas(row.get("omrade", "").replace(",", " ").split(), areas),
    )


def _in_order(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        message = f"sista dagen {last} ligger före den första {first}"
        raise RosterFaultError(message)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        message = f"{text} är ingen dag (skriv 2026-10-05)"
        raise RosterFaultError(message) from error


def weekdays(text: str) -> tuple[int, ...]:
    """The weekdays of ``mån-fre`` or ``mån, ons``, 0 for Monday; empty for every day.

    Raises RosterFaultError for a word that is no weekday.
    """
    found: set[int] = set()
    for part in re.sub(r"\s*[-–]\s*", "-", text.replace(",", " ")).split():
        first, _, last = part.partition("-")
        start, end = _weekday(first), _weekday(last or first)
        # A week has no end: fre-mån is over the weekend.
        found |= {day % 7 for day in range(start, end + (8 if end < start else 1))}
    return tuple(sorted(found))


def _weekday(word: str) -> int:
    short = word.casefold()[:3]
    plain = {"man": "mån", "lor": "lör", "son": "sön"}.get(short, short)
    if plain not in _DAYS:
        message = f"{word or 'inget'} är ingen veckodag (skriv mån, tis, ons, tor, fre, lör, sön)"
        raise RosterFaultError(message)
    return _DAYS.index(plain)


def _known_areas(said: Sequence[str], areas: Collection[str]) -> tuple[str, ...]:
    """The areas as they are named in the settings; RosterFaultError for one that is not."""
    names = {name.casefold(): name for name in areas}
    unknown = [one for one in said if one.casefold() not in names]
    if unknown:
        message = f"området {unknown[0]} finns inte under [areas] i troskel.toml"
        raise RosterFaultError(message)
    return tuple(names[one.casefold()] for one in said)
