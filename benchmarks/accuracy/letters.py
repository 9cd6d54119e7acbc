"""The letters to measure on: which design, which scan, which household; drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from zlib import crc32

from benchmarks.accuracy.town import Household, Town
from benchmarks.letters import DESIGNS, Design, Made, make, render
from benchmarks.letters.scans import effect_named, scan
from benchmarks.letters.wording import OWN_WORDS

SCANS: dict[str, tuple[tuple[str, float], ...]] = {
    "digital": (("", 1.0),),
    "office": (
        ("clean", 3),
        ("clean_200", 3),
        ("bitonal", 2),
        ("stamp", 1.5),
        ("worn", 1.5),
        ("upside_down", 0.5),
        ("sideways", 0.5),
        ("bad_text", 0.7),
        ("wrong_text", 0.7),
        ("tinted", 1),
        ("streaked", 1),
        ("pale", 1),
        ("written_on", 1),
    ),
    "poor": (
        ("fax", 2),
        ("fax_fine", 2),
        ("low_jpeg", 2),
        ("photo", 2),
        ("photo_far", 1),
        ("dithered", 1),
    ),
}
"""Scans by their class; a class is a column of the figures."""

SPLITS = ("held_out", "train", *OWN_WORDS)
SHARES = {"digital": 0.3, "office": 0.4, "poor": 0.3}
FIRST_DAY = date(2026, 6, 1)
DAYS = 160
ONE_PAGE = frozenset({"low_jpeg", "photo", "photo_far"})
"""Effects whose file holds a letter's first page only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One letter of the measurement: how it is made, and who lives there."""

    number: int
    design: str
    scan_class: str
    effect: str
    seed: int
    household: Household
    named: int
    written_on: date

    @property
    def received_on(self) -> date:
        """The day of arrival."""
        return self.written_on + timedelta(days=1 + self.number % 5)

    def made(self) -> Made:
        """The letter; equal plans give equal letters."""
        tenants = list(self.household.tenants[: self.named])
        return make(self.seed, self.design, tenants=tenants, letter_date=self.written_on)

    def data(self) -> bytes:
        """The file as it arrives."""
        pdf = render(self.made())
        return scan(pdf, self.effect, self.seed) if self.effect else pdf

    @property
    def suffix(self) -> str:
        """The file's ending."""
        return effect_named(self.effect).suffix if self.effect else "pdf"


def plan(count: int, seed: int, *splits: str) -> tuple[Town, tuple[Planned, ...]]:
    """So many letters of each split's designs, and the town that they are about."""
    town = Town(seed)
    letters: list[Planned] = []
    for split in splits:
        designs = [one for one in DESIGNS if one.split == split and one.kind != "debt_list"]
        letters += _planned(town, designs, range(len(letters), len(letters) + count), seed)
    return town, tuple(letters)


def of_each(count: int, seed: int, split: str) -> Iterator[Planned]:
    """So many letters of each of the split's designs, the same whatever other designs there are."""
    for design in DESIGNS:
        if design.split == split and design.kind != "debt_list":
            own = seed * 1_000_000 + crc32(design.name.encode()) % 1_000_000
            yield from _planned(Town(own), [design], range(count), own)


def _planned(town: Town, designs: Sequence[Design], numbers: range, seed: int) -> Iterator[Planned]:
    rng = Random(f"plan/{seed}")
    for number in numbers:
        household = town.household()
        design = designs[number % len(designs)]
        scan_class = rng.choices(list(SHARES), list(SHARES.values()))[0]
        names, weights = zip(*SCANS[scan_class], strict=True)
        effect = rng.choices(names, weights)[0]
        one = Planned(
            number=number,
            design=design.name,
            scan_class=scan_class,
            effect=effect,
            seed=seed * 1_000_000 + number,
            household=household,
            named=rng.choice((1, len(household.tenants))),
            written_on=FIRST_DAY + timedelta(days=rng.randrange(DAYS)),
        )
        yield one
