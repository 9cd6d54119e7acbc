"""How such senders write amounts, days, months and numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from benchmarks.letters import wording

MONTHS, WEEKDAYS = wording.MONTHS, wording.WEEKDAYS
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MONEY: dict[str, Callable[[str, str], str]] = {
    "comma": lambda whole, cents: f"{whole},{cents}",
    "kr": lambda whole, cents: f"{whole} kr" if cents == "00" else f"{whole},{cents} kr",
    "kr_full": lambda whole, cents: f"{whole},{cents} kr",
    "kronor": lambda whole, cents: (
        f"{whole} kronor" if cents == "00" else f"{whole} kronor och {cents} öre"
    ),
    "dash": lambda whole, cents: f"{whole}:-" if cents == "00" else f"{whole}:{cents}",
    "dotted": lambda whole, cents: f"{whole.replace(' ', '.')},{cents}",
    "point": lambda whole, cents: f"{whole.replace(' ', '')}.{cents}",
    "solid": lambda whole, cents: f"{whole.replace(' ', '')},{cents}",
    "solid_kr": lambda whole, _: f"{whole.replace(' ', '')} kr",
    "sek": lambda whole, cents: f"{whole.replace(' ', chr(0x202F))},{cents} SEK",
    "english": lambda whole, cents: f"SEK {whole.replace(' ', ',')}.{cents}",
    "kr_first": lambda whole, cents: f"Kr {whole},{cents}",
}
"""An amount's shapes, from its kronor grouped by blanks and its öre."""

DAYS: dict[str, Callable[[date], str]] = {
    "iso": lambda on: on.isoformat(),
    "dotted": lambda on: f"{on:%d.%m.%Y}",
    "slash": lambda on: f"{on.day}/{on.month} {on.year}",
    "slash_short": lambda on: f"{on.day}/{on.month}-{on:%y}",
    "long": lambda on: f"{on.day} {MONTHS[on.month - 1]} {on.year}",
    "den": lambda on: f"den {on.day} {MONTHS[on.month - 1]} {on.year}",
    "den_short": lambda on: f"den {on.day} {MONTHS[on.month - 1][:3]} {on.year}",
    "caps": lambda on: f"{on.day} {MONTHS[on.month - 1].upper()} {on.year}",
    "abbreviated": lambda on: f"{on.day} {MONTHS[on.month - 1][:3]}. {on.year}",
    "solid": lambda on: f"{on:%Y%m%d}",
    "weekday": lambda on: f"{weekday(on)} {on.day} {MONTHS[on.month - 1]} {on.year}",
    "weekday_den": lambda on: f"{weekday(on)}en den {on.day} {MONTHS[on.month - 1]} {on.year}",
    "english": lambda on: f"{on.day} {ENGLISH[on.month - 1]} {on.year}",
    "american": lambda on: f"{ENGLISH[on.month - 1]} {on.day}, {on.year}",
}
"""A day's shapes."""

PERIODS: dict[str, Callable[[date], str]] = {
    "long": lambda on: f"{MONTHS[on.month - 1]} {on.year}",
    "iso": lambda on: f"{on:%Y-%m}",
    "slash": lambda on: f"{on:%m}/{on:%y}",
    "solid": lambda on: f"{on:%Y%m}",
    "caps": lambda on: f"{MONTHS[on.month - 1][:3].upper()} {on.year}",
    "english": lambda on: f"{ENGLISH[on.month - 1]} {on.year}",
}
"""A month's shapes."""

NUMBERS: dict[str, Callable[[str], str]] = {
    "hyphen": lambda number: f"{number[2:8]}-{number[8:]}",
    "century": lambda number: f"{number[:8]}-{number[8:]}",
    "solid": lambda number: number,
    "ten": lambda number: number[2:],
    "blank": lambda number: f"{number[:8]} {number[8:]}",
}
"""A personnummer's shapes."""


def weekday(on: date) -> str:
    """The day's name."""
    return WEEKDAYS[on.weekday()]
