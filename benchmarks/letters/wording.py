"""How senders write money, days and sentences; phrase pools with their split."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONEY_STYLES = ("space", "space", "space", "nbsp", "plain", "dots", "colon", "sek", "kr_first")
DAY_STYLES = ("iso", "iso", "long", "long", "den", "short", "slash")

PHRASE_FOLDER = Path(__file__).parent / "phrases"


def money(amount: Decimal, style: str) -> str:  # noqa: PLR0911  # one shape a return
    """The amount in one of the shapes that senders use, with its currency."""
    whole, _, cents = f"{amount:.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", " ")
    match style:
        case "nbsp":
            return f"{grouped.replace(' ', chr(160))},{cents}\u00a0kr"
        case "plain":
            return f"{whole},{cents} kr"
        case "dots":
            tail = ":-" if cents == "00" else f":{cents}"
            return f"{grouped.replace(' ', '.')}{tail}"
        case "colon":
            return f"{grouped}:{cents}" if cents != "00" else f"{grouped}:-"
        case "sek":
            return f"SEK {grouped},{cents}"
        case "kr_first":
            return f"kr {grouped},{cents}"
        case "bare":
            return f"{grouped},{cents}"
        case _:
            return f"{grouped},{cents} kr" if cents != "00" else f"{grouped} kr"


def day(on: date, style: str) -> str:  # noqa: PLR0911  # one shape a return
    """The day in one of the shapes that senders use."""
    month = MONTHS[on.month - 1]
    match style:
        case "iso":
            return on.isoformat()
        case "long":
            return f"{on.day} {month} {on.year}"
        case "den":
            return f"den {on.day} {month} {on.year}"
        case "short":
            return f"{on.day} {month[:3]} {on.year}"
        case "slash":
            return f"{on.day:02d}/{on.month:02d}-{on:%y}"
        case "six":
            return f"{on:%y%m%d}"
        case _:
            return f"{WEEKDAYS[on.weekday()]}en den {on.day} {month} {on.year}"


def clock(at: datetime, rng: Random) -> str:
    """The hour as authorities print it."""
    return rng.choice(
        (f"kl. {at:%H.%M}", f"kl {at:%H:%M}", f"klockan {at:%H.%M}", f"kl {at:%H.%M}")
    )


PERIOD_STYLES = ("long", "iso", "long", "six", "short")


def period(month: date, style: str) -> str:
    """A rent period as printed."""
    name = MONTHS[month.month - 1]
    match style:
        case "iso":
            return f"{month:%Y-%m}"
        case "six":
            return f"{month:%Y%m}"
        case "short":
            return f"{name[:3]} {month.year}"
        case _:
            return f"{name} {month.year}"


WHOLE_SPLITS = ("open", "exam", "spare")
"""Splits whose letters are written whole (``written/<split>/*.toml``); no phrase is added."""

OWN_WORDS = ("trial", "calibration", "final", *WHOLE_SPLITS)
"""Splits whose designs are drawn only by name and have words of their own alone."""


@cache
def pools() -> dict[str, dict[str, tuple[str, ...]]]:
    """All phrase pools by name: ``train`` and ``held_out`` phrases, at least one of each.

    The files named for a split of ``OWN_WORDS`` hold its phrases alone, a list a pool.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in sorted(PHRASE_FOLDER.glob("*.toml")):
        for name, pool in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if (own := path.name.partition("_")[0]) in OWN_WORDS:
                found.setdefault(name, {})[own] = tuple(pool)
                continue
            if set(pool) != {"train", "held_out"} or not all(pool.values()):
                message = f"{path.name}: {name} needs train and held_out phrases"
                raise ValueError(message)
            found.setdefault(name, {}).update(
                {split: tuple(phrases) for split, phrases in pool.items()}
            )
    return found


MISSPELLINGS = (
    ("hyresgäst", "hyresgest"), ("omedelbart", "omedelbar"), ("betalning", "betalnig"),
    ("störningar", "störnigar"), ("ett ", "et "), ("också", "osså"), ("eller", "elr"),
    ("och", "o"), ("inte", "ine"), ("socialnämnden", "socialnämden"), ("uppsägning", "uppsägnig"),
    ("tillgodo", "till godo"), ("gäller", "gälller"), ("lägenheten", "lägenhten"),
    ("påminnelser", "påminelser"), ("grannar", "granar"), ("skulden", "sklden"),
    ("hyran", "hyrn"), ("flera", "flra"), ("hjälpa", "jälpa"), ("vänligen", "vänlingen"),
)  # fmt: skip


def misspell(text: str, rng: Random, share: float = 0.35) -> str:
    """The text with some words misspelt as a hurried writer would."""
    for right, wrong in MISSPELLINGS:
        if right in text and rng.random() < share:
            text = text.replace(right, wrong, 1)
    return text
